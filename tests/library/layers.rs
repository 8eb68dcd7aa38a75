//! Who may know whom: the layers drawn in `src/lib.rs`, read off the sources.
//!
//! The compiler does not see when a lower layer reaches up, or a sibling sideways. Unit tests may; they
//! are left out.

use std::fs;
use std::path::{Path, PathBuf};
use std::sync::LazyLock;

use regex_lite::Regex;

struct Layer {
    name: &'static str,
    /// The layers that it may use.
    uses: &'static [&'static str],
    /// Paths that it may not name: the world outside, and what is the business of other layers.
    never: &'static [&'static [&'static str]],
}

const WORLD: &[&str] = &[
    "std::env",
    "std::fs",
    "std::io",
    "std::os",
    "std::process",
    "std::thread",
    "rustix",
    "signal_hook",
];
/// What opens connections, or reads what comes over them: the business of `net` alone.
const SOCKETS: &[&str] = &["std::net", "ureq", "rustls", "httpdate"];
const FILES: &[&str] = &[
    "std::env",
    "std::fs",
    "std::process",
    "rustix",
    "signal_hook",
];
const TOML: &[&str] = &["toml", "toml_parser"];
const CELLS: &[&str] = &["ratatui"];
const KEYS: &[&str] = &["crossterm"];
const ARGUMENTS: &[&str] = &["clap"];

const LAYERS: &[Layer] = &[
    Layer {
        name: "domain",
        uses: &[],
        never: &[SOCKETS, WORLD, TOML, CELLS, KEYS, ARGUMENTS],
    },
    Layer {
        name: "orbits",
        uses: &[],
        never: &[SOCKETS, WORLD, TOML, CELLS, KEYS, ARGUMENTS],
    },
    Layer {
        name: "feeds",
        uses: &["domain", "orbits"],
        never: &[SOCKETS, WORLD, TOML, CELLS, KEYS, ARGUMENTS],
    },
    Layer {
        name: "words",
        uses: &["domain", "orbits", "feeds"],
        never: &[SOCKETS, WORLD, TOML, CELLS, KEYS, ARGUMENTS],
    },
    Layer {
        name: "reason",
        uses: &[],
        never: &[SOCKETS, TOML, CELLS, KEYS, ARGUMENTS],
    },
    Layer {
        name: "net",
        uses: &["domain", "reason"],
        never: &[FILES, TOML, CELLS, KEYS, ARGUMENTS],
    },
    Layer {
        name: "storage",
        uses: &["domain", "feeds", "reason"],
        never: &[SOCKETS, CELLS, KEYS, ARGUMENTS],
    },
    Layer {
        name: "report",
        uses: &["domain", "words"],
        never: &[SOCKETS, WORLD, TOML, CELLS, KEYS, ARGUMENTS],
    },
    Layer {
        name: "app",
        uses: &["domain", "orbits", "words"],
        never: &[SOCKETS, WORLD, TOML, CELLS, ARGUMENTS],
    },
    Layer {
        name: "ui",
        uses: &["domain", "orbits", "words", "report", "app"],
        never: &[SOCKETS, WORLD, TOML, KEYS, ARGUMENTS],
    },
    Layer {
        name: "tui",
        uses: &["domain", "reason", "app", "ui"],
        never: &[SOCKETS, TOML, ARGUMENTS],
    },
    Layer {
        name: "cli",
        uses: &[
            "domain", "orbits", "feeds", "words", "reason", "net", "storage", "report", "app",
            "ui", "tui",
        ],
        never: &[SOCKETS, TOML, CELLS, KEYS],
    },
    Layer {
        name: "main",
        uses: &["cli"],
        never: &[SOCKETS, TOML, CELLS, KEYS, ARGUMENTS],
    },
];

/// The only file that asks what time it is, and the layers that ask how much has passed.
const CLOCK: &str = "src/tui/clock.rs";
const TIMERS: [&str; 3] = ["tui", "cli", "net"];

/// A file under `src`.
struct Source {
    path: PathBuf,
    text: String,
}

impl Source {
    fn all() -> Vec<Self> {
        let mut paths = Vec::new();
        collect(Path::new("src"), &mut paths);
        let read = |path: PathBuf| Self {
            text: fs::read_to_string(&path).unwrap(),
            path,
        };
        paths.into_iter().map(read).collect()
    }

    /// `src/ui/table.rs` is `ui::table`.
    fn module(&self) -> Vec<String> {
        let inside = self.path.strip_prefix("src").unwrap().with_extension("");
        let names = inside.iter().map(|name| name.to_str().unwrap().to_owned());
        names.collect()
    }

    /// Without comments and unit tests.
    fn code(&self) -> String {
        if self.path.ends_with("tests.rs") {
            return String::new();
        }
        let program = self.text.split("#[cfg(test)]\nmod tests").next().unwrap();
        let lines = program.lines().map(|line| line.split("//").next().unwrap());
        lines.collect::<Vec<_>>().join("\n")
    }

    /// What stands behind each way to the root of the crate: `app` in `crate::app::Tab`.
    fn reaches_for(&self) -> Vec<String> {
        let code = self.code();
        let depth = self.module().len();
        let to_root = Regex::new(r"\b(?:crate::|roscope::|(?:super::)+)").unwrap();
        to_root
            .find_iter(&code)
            .filter(|path| {
                !path.as_str().starts_with("super")
                    || path.as_str().matches("super").count() >= depth
            })
            .flat_map(|path| first_names(code.split_at(path.end()).1))
            .collect()
    }
}

fn collect(folder: &Path, paths: &mut Vec<PathBuf>) {
    for entry in fs::read_dir(folder).unwrap() {
        let path = entry.unwrap().path();
        if path.is_dir() {
            collect(&path, paths);
        } else if path.extension().is_some_and(|extension| extension == "rs") {
            paths.push(path);
        }
    }
    paths.sort();
}

/// The first name of a path, or of each path in `{…}`.
fn first_names(code: &str) -> Vec<String> {
    let name = |code: &str| {
        code.chars()
            .take_while(|c| c.is_alphanumeric() || *c == '_')
            .collect()
    };
    let Some(group) = code.strip_prefix('{') else {
        return vec![name(code)];
    };
    let mut depth = 0;
    let mut names = vec![name(group.trim_start())];
    for (at, c) in group.char_indices() {
        match c {
            '{' => depth += 1,
            '}' if depth == 0 => break,
            '}' => depth -= 1,
            ',' if depth == 0 => names.push(name(group.split_at(at + 1).1.trim_start())),
            _ => {}
        }
    }
    names.retain(|name: &String| !name.is_empty());
    names
}

fn faults(source: &Source) -> Vec<String> {
    let module = source.module();
    if module == ["lib"] {
        return Vec::new();
    }
    let Some(layer) = LAYERS.iter().find(|layer| layer.name == module[0]) else {
        return vec![format!(
            "{} is a layer that {} does not know",
            module[0],
            file!()
        )];
    };
    let code = source.code();
    let mentions = |path: &str| {
        let path = format!("{path}::");
        let before = |at: usize| code.split_at(at).0.chars().next_back();
        let is_part = |c: char| c.is_alphanumeric() || matches!(c, '_' | ':');
        code.match_indices(&path)
            .any(|(at, _)| !before(at).is_some_and(is_part))
    };
    let up = source.reaches_for().into_iter().filter(|name| {
        let is_layer = LAYERS.iter().any(|layer| layer.name == *name);
        is_layer && name != layer.name && !layer.uses.contains(&name.as_str())
    });
    let up = up.map(|name| format!("uses {name}: the layer {} may not", layer.name));
    let out = layer
        .never
        .iter()
        .copied()
        .flatten()
        .filter(|path| mentions(path));
    let out = out.map(|path| format!("names {path}: the layer {} may not", layer.name));
    let time = time(&source.path, &code, layer.name);
    up.chain(out).chain(time).collect()
}

fn time<'a>(path: &Path, code: &str, layer: &str) -> impl Iterator<Item = String> + use<'a> {
    let is_clock = path == Path::new(CLOCK);
    let has_timer = TIMERS.contains(&layer);
    let asks = [
        ("Local::now", is_clock),
        ("Utc::now", is_clock),
        ("SystemTime::now", is_clock),
        ("Instant::now", has_timer),
        (".elapsed()", has_timer),
    ];
    let wrong: Vec<_> = asks
        .into_iter()
        .filter(|(call, may)| !may && code.contains(call))
        .map(|(call, _)| format!("asks {call}: the time comes in from {CLOCK}"))
        .collect();
    wrong.into_iter()
}

#[test]
fn every_layer_keeps_to_its_own() {
    let sources = Source::all();
    let lines = sources.iter().flat_map(|source| {
        let path = source.path.display();
        faults(source)
            .into_iter()
            .map(move |fault| format!("{path} {fault}\n"))
    });
    let lines: String = lines.collect();
    assert!(
        lines.is_empty(),
        "the layers are drawn in src/lib.rs:\n{lines}"
    );
}

#[test]
fn no_layer_may_do_more_than_it_does() {
    let sources = Source::all();
    for layer in LAYERS {
        let own = sources
            .iter()
            .filter(|source| source.module()[0] == layer.name);
        let reaches: Vec<String> = own.flat_map(Source::reaches_for).collect();
        for used in layer.uses {
            assert!(
                reaches.iter().any(|name| name == used),
                "{} does not use {used}",
                layer.name
            );
        }
    }
}

/// No network without being asked: one command leads to it.
#[test]
fn only_fetch_reaches_the_network() {
    let sources = Source::all();
    let reaches = |source: &&Source| source.reaches_for().iter().any(|name| name == "net");
    let outside = sources.iter().filter(|source| source.module()[0] != "net");
    let modules = outside.filter(reaches).map(Source::module);
    let others: Vec<_> = modules
        .filter(|module| !module.starts_with(&["cli".into(), "fetch".into()]))
        .collect();
    assert!(others.is_empty(), "{others:?}");
}

/// The text that the system has for an error ends in a number that nobody understands.
#[test]
fn errors_of_the_system_are_told_in_words() {
    let sources = Source::all();
    let all = sources
        .iter()
        .filter(|source| source.module() != ["reason"]);
    let raw = |source: &&Source| {
        let code = source.code();
        code.contains("{error}") || code.contains("error.to_string()")
    };
    let raw: Vec<_> = all.filter(raw).map(|source| &source.path).collect();
    assert!(raw.is_empty(), "src/reason.rs has words for them: {raw:?}");
}

/// What the domain and the storage find is data; `words` says it. These files name keys for whoever writes a
/// catalogue, know the words by which a date is read and those of the parser, and say what the system refuses, as
/// `reason` does.
const MAY_HAVE_PROSE: [&str; 8] = [
    "src/domain/format/kinds.rs",
    "src/domain/when/read.rs",
    "src/storage/git.rs",
    "src/storage/locate.rs",
    "src/storage/open.rs",
    "src/storage/replace.rs",
    "src/storage/syntax/fault.rs",
    "src/storage/visit.rs",
];

#[test]
fn the_domain_and_the_storage_make_no_sentences() {
    let sources = Source::all();
    let is_mute = |source: &&Source| {
        let in_replace = source.path.starts_with("src/storage/replace");
        ["domain", "storage"].contains(&source.module()[0].as_str()) && !in_replace
    };
    let told: Vec<_> = sources
        .iter()
        .filter(is_mute)
        .filter(|source| !source.path.ends_with("tests.rs"))
        .filter(|source| !MAY_HAVE_PROSE.map(Path::new).contains(&&*source.path))
        .flat_map(|source| {
            let told = prose(&source.text);
            told.into_iter().map(|text| (&source.path, text))
        })
        .collect();
    assert!(told.is_empty(), "src/words has the sentences: {told:#?}");
}

/// The literals that are no single word. What an attribute says is for who reads the source.
fn prose(code: &str) -> Vec<String> {
    let literal = Regex::new(r#""(?:[^"\\]|\\.|\\\n)*""#).unwrap();
    let words = Regex::new(r"[A-Za-z]{2,}[,:;]? [A-Za-z]").unwrap();
    let attributes = Regex::new(r#"reason = "[^"]*""#).unwrap();
    let program = code.split("#[cfg(test)]\nmod tests").next().unwrap();
    let lines = program.lines();
    let lines = lines.filter(|line| !line.trim_start().starts_with("//"));
    let code = lines.collect::<Vec<_>>().join("\n").replace("'\"'", "");
    let code = attributes.replace_all(&code, "");
    let literals = literal.find_iter(&code).map(|literal| literal.as_str());
    literals
        .filter(|text| words.is_match(text))
        .map(str::to_owned)
        .collect()
}

#[test]
fn a_sentence_is_found_and_a_word_is_none() {
    for (code, count) in [
        (r#"f("no date")"#, 1),
        (r#"format!("{} has no source", id)"#, 1),
        (r#"f("say \"it\" right now")"#, 1),
        (r#"["no-date", "{}, {}", "done"]"#, 0),
        (r#"#[expect(x, reason = "it is one")]"#, 0),
    ] {
        assert_eq!(prose(code).len(), count, "{code}");
    }
}

#[test]
fn every_file_says_what_it_is_for() {
    let mute = |source: &Source| !source.text.starts_with("//! ");
    let sources = Source::all();
    let mute: Vec<_> = sources
        .iter()
        .filter(|source| mute(source))
        .map(|source| &source.path)
        .collect();
    assert!(mute.is_empty(), "no //! on the first line of {mute:?}");
}

#[test]
fn a_fault_is_found_however_it_is_written() {
    let faults = |path: &str, text: &str| {
        let path = PathBuf::from(path);
        faults(&Source {
            path,
            text: text.to_owned(),
        })
        .len()
    };
    for (path, text) in [
        ("src/app.rs", "use crate::storage::load;"),
        ("src/app.rs", "use super::ui;"),
        ("src/app/rows.rs", "fn f() { super::super::ui::draw() }"),
        (
            "src/storage/load.rs",
            "use crate::{domain::{self, when}, app};",
        ),
        ("src/domain/when.rs", "use std::fs::File;"),
        ("src/domain/when.rs", "fn f(t: toml::Value) {}"),
        ("src/ui/table.rs", "let now = Instant::now();"),
        ("src/tui/input.rs", "let now = SystemTime::now();"),
        ("src/cli/import.rs", "use std::net::TcpStream;"),
        ("src/storage/load.rs", "use ureq::Agent;"),
        ("src/web.rs", ""),
    ] {
        assert_eq!(faults(path, text), 1, "{path}: {text}");
    }
    for (path, text) in [
        ("src/app.rs", "use crate::domain::when;"),
        ("src/app/rows.rs", "use super::list::storage;"),
        ("src/storage/load.rs", "// use crate::app;"),
        ("src/ui/table.rs", "\"programs.toml\""),
        (
            "src/ui.rs",
            "#[cfg(test)]\nmod tests { use crate::storage; }",
        ),
        ("src/tui.rs", "let now = Instant::now();"),
    ] {
        assert_eq!(faults(path, text), 0, "{path}: {text}");
    }
}

/// A file and those whose types or functions it takes, by their places in the list of all files.
type Uses = Vec<Vec<usize>>;

/// What each file uses of the others. What a file takes from those that it is a part of is theirs to share:
/// a child that uses its parent's types is no circle.
fn uses(sources: &[Source]) -> Uses {
    let modules: Vec<Vec<String>> = sources.iter().map(Source::module).collect();
    let of = |source: &Source| {
        let here = source.module();
        let mut found: Vec<usize> = paths(&source.code())
            .into_iter()
            .filter_map(|path| resolved(&path, &here, &modules))
            .filter(|place| !here.starts_with(&modules[*place]))
            .collect();
        found.sort_unstable();
        found.dedup();
        found
    };
    sources.iter().map(of).collect()
}

/// Every path that the code names, those of `use` one by one: `a::b`, `a::c` of `use a::{b, c}`.
fn paths(code: &str) -> Vec<Vec<String>> {
    static IMPORT: LazyLock<Regex> =
        LazyLock::new(|| Regex::new(r"(?m)^\s*(?:pub(?:\([^)]*\))?\s+)?use\s+([^;]+);").unwrap());
    static INLINE: LazyLock<Regex> = LazyLock::new(|| Regex::new(r"\b\w+(?:::\w+)+").unwrap());
    let mut found = Vec::new();
    for tree in IMPORT.captures_iter(code) {
        branches(&tree[1], &[], &mut found);
    }
    let rest = IMPORT.replace_all(code, "");
    let inline = INLINE.find_iter(&rest).map(|path| names(path.as_str()));
    found.extend(inline);
    found
}

fn names(path: &str) -> Vec<String> {
    let path = path.split(" as ").next().unwrap();
    path.split("::")
        .map(|name| name.trim().to_owned())
        .collect()
}

/// The paths of a tree of `use`, each behind what it hangs on.
fn branches(tree: &str, trunk: &[String], found: &mut Vec<Vec<String>>) {
    let mut depth = 0;
    let ends_part = |c: char| {
        depth += i32::from(c == '{') - i32::from(c == '}');
        c == ',' && depth == 0
    };
    for part in tree
        .split(ends_part)
        .map(str::trim)
        .filter(|part| !part.is_empty())
    {
        match part.split_once('{') {
            Some((stem, rest)) => {
                let stem = names(stem.trim_end().trim_end_matches("::"));
                let inside = rest.rsplit_once('}').map_or(rest, |(inside, _)| inside);
                branches(inside, &[trunk, &stem].concat(), found);
            }
            None => found.push([trunk, &names(part)].concat()),
        }
    }
}

/// The file that a path leads to from another one; none where it leads out of the crate.
fn resolved(path: &[String], here: &[String], modules: &[Vec<String>]) -> Option<usize> {
    let is_root = |name: &String| matches!(name.as_str(), "crate" | "roscope");
    let is_step = |name: &&String| is_root(name) || matches!(name.as_str(), "self" | "super");
    let steps = path.iter().take_while(is_step).count();
    let up = path.iter().filter(|name| *name == "super").count();
    let from = if path.first().is_some_and(is_root) {
        0
    } else {
        here.len() - up
    };
    let mut whole = [&here[..from], &path[steps..]].concat();
    // Without such a step it is a part of this file, or another crate.
    let least = if steps == 0 { here.len() } else { 0 };
    while whole.len() > least {
        if let Some(place) = modules.iter().position(|module| *module == whole) {
            return Some(place);
        }
        whole.pop();
    }
    None
}

/// The shortest way from a file back to itself.
fn way_round(start: usize, uses: &Uses) -> Option<Vec<usize>> {
    let mut ways = vec![vec![start]];
    let mut seen = Vec::new();
    while !ways.is_empty() {
        let mut longer = Vec::new();
        for way in &ways {
            for next in &uses[*way.last()?] {
                if *next == start {
                    return Some(way.clone());
                }
                if !seen.contains(next) {
                    seen.push(*next);
                    longer.push([&way[..], &[*next]].concat());
                }
            }
        }
        ways = longer;
    }
    None
}

/// Each circle once, beginning with the first of its files.
fn circles(sources: &[Source]) -> Vec<String> {
    let uses = uses(sources);
    let ways = (0..sources.len()).filter_map(|start| way_round(start, &uses));
    let once = ways.filter(|way| way.iter().min() == way.first());
    let told = once.map(|way| {
        let files = way.iter().map(|place| sources[*place].path.display());
        let files: Vec<String> = files.map(|path| path.to_string()).collect();
        format!("{} -> itself", files.join(" -> "))
    });
    told.collect()
}

#[test]
fn no_files_use_each_other_in_a_circle() {
    let found = circles(&Source::all());
    assert!(
        found.is_empty(),
        "move what both need into a file below them:\n{}",
        found.join("\n")
    );
}

#[test]
fn a_circle_is_found_however_it_is_written() {
    let found = |files: &[(&str, &str)]| {
        let source = |(path, text): &(&str, &str)| Source {
            path: PathBuf::from(path),
            text: (*text).to_owned(),
        };
        circles(&files.iter().map(source).collect::<Vec<_>>())
    };
    let (a, b, c) = ("src/ui/a.rs", "src/ui/b.rs", "src/ui/b/c.rs");
    for files in [
        [(a, "use super::b::B;"), (b, "use super::a::A;"), (c, "")],
        [
            (a, "fn f() { super::b::g() }"),
            (b, "use crate::ui::a;"),
            (c, ""),
        ],
        [
            (a, "use super::{x, b::{self, B}};"),
            (b, "use super::{\n    a::A as Other,\n};"),
            (c, ""),
        ],
        // By way of a part of the other.
        [
            (a, "use super::b;"),
            (b, "use c::C;"),
            (c, "use crate::ui::a::A;"),
        ],
        [
            (a, "use super::b;"),
            (b, "fn f() { c::g() }"),
            (c, "use super::super::a::A;"),
        ],
    ] {
        let found = found(&files);
        assert_eq!(found.len(), 1, "{files:?}: {found:?}");
        assert!(
            found[0].starts_with("src/ui/a.rs -> src/ui/b.rs -> "),
            "{found:?}"
        );
    }
    for files in [
        [(a, "use super::b::B;"), (b, "use super::c::C;"), (c, "")],
        // A child and the types of its parent.
        [(a, ""), (b, "use c::C;"), (c, "use super::B;")],
        [(a, "// use super::b;"), (b, "use super::a::A;"), (c, "")],
        [
            (a, "#[cfg(test)]\nmod tests { use super::super::b; }"),
            (b, "use super::a::A;"),
            (c, ""),
        ],
        [(a, "use std::a::b;"), (b, "use super::a::A;"), (c, "")],
    ] {
        assert_eq!(found(&files), Vec::<String>::new(), "{files:?}");
    }
}
