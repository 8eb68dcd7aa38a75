//! Who may know whom: the layers drawn in `src/lib.rs`, read off the sources.
//!
//! The compiler does not see when a lower layer reaches up, or a sibling sideways. Unit tests may; they
//! are left out.
#![allow(clippy::unwrap_used, clippy::expect_used, reason = "a test may panic")]

use std::fs;
use std::path::{Path, PathBuf};

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
    "std::net",
    "std::os",
    "std::process",
    "std::thread",
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
        never: &[WORLD, TOML, CELLS, KEYS, ARGUMENTS],
    },
    Layer {
        name: "words",
        uses: &["domain"],
        never: &[WORLD, TOML, CELLS, KEYS, ARGUMENTS],
    },
    Layer {
        name: "reason",
        uses: &[],
        never: &[TOML, CELLS, KEYS, ARGUMENTS],
    },
    Layer {
        name: "storage",
        uses: &["domain", "words", "reason"],
        never: &[CELLS, KEYS, ARGUMENTS],
    },
    Layer {
        name: "report",
        uses: &["domain", "words"],
        never: &[WORLD, TOML, CELLS, KEYS, ARGUMENTS],
    },
    Layer {
        name: "app",
        uses: &["domain", "words"],
        never: &[WORLD, TOML, CELLS, ARGUMENTS],
    },
    Layer {
        name: "ui",
        uses: &["domain", "words", "report", "app"],
        never: &[WORLD, TOML, KEYS, ARGUMENTS],
    },
    Layer {
        name: "tui",
        uses: &["domain", "reason", "app", "ui"],
        never: &[TOML, ARGUMENTS],
    },
    Layer {
        name: "cli",
        uses: &[
            "domain", "words", "reason", "storage", "report", "app", "ui", "tui",
        ],
        never: &[TOML, CELLS, KEYS],
    },
    Layer {
        name: "main",
        uses: &["cli"],
        never: &[TOML, CELLS, KEYS, ARGUMENTS],
    },
];

/// The only file that asks what time it is, and the layers that ask how much has passed.
const CLOCK: &str = "src/tui/clock.rs";
const TIMERS: [&str; 2] = ["tui", "cli"];

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

/// What the domain finds is data; `words` says it. These files name keys for whoever writes a catalogue, and
/// the words by which a date is read.
const MAY_HAVE_PROSE: [&str; 2] = ["src/domain/format/kinds.rs", "src/domain/when/read.rs"];

#[test]
fn the_domain_makes_no_sentences() {
    let sources = Source::all();
    let domain = sources
        .iter()
        .filter(|source| source.module()[0] == "domain");
    let told: Vec<_> = domain
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
