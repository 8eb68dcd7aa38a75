//! An edit changes what it says and not a byte beside it, however the file is written.
#![allow(clippy::print_stderr, reason = "the counts are figures")]

use std::collections::HashSet;
use std::fmt::Write as _;
use std::path::Path;

use crate::fixtures::SAMPLE;
use crate::held::hold;
use crate::round_trip::{self, Places};
use proptest::prelude::*;
use proptest::sample::{Index, select};
use regex_lite::{Captures, Regex};
use roscope::domain::catalogue::{Count, Milestone, Plan, Planned, Source, Statement};
use roscope::domain::edit::{Edit, Holder, Hunk, KeyChange, Proven, Refusal, Sign};
use roscope::domain::format::keyword::Grade;
use roscope::domain::format::value::Datum;
use roscope::storage::{self, BUILT_IN, load_text};
use roscope::words::ENGLISH;

fn plan(text: &str, edits: &[Edit]) -> Result<Proven, Refusal> {
    storage::plan(Path::new("a.toml"), text, edits)
}

fn set(id: &str, changes: &[(&str, &str)]) -> Edit {
    let change = |(key, typed): &(&str, &str)| match *typed {
        "" => KeyChange::remove(key),
        typed => KeyChange::set(key, typed),
    };
    Edit::Set {
        id: id.into(),
        changes: changes.iter().map(change).collect(),
    }
}

fn statement(said: &str, when: &str) -> Statement {
    let mut statement = Statement::new(when.parse().unwrap(), ["agency-2026-05-01".into()]);
    statement.said = said.parse().ok();
    statement.by = Some("Orlova".into());
    statement.words = Some("\"к концу года\", сказала она".into());
    statement
}

fn say(milestone: &str, said: &str, when: &str) -> Edit {
    Edit::Say {
        milestone: milestone.into(),
        statement: statement(said, when),
    }
}

fn count(constellation: &str, on: &str, in_orbit: u32) -> Edit {
    let mut count = Count::new(on.parse().unwrap(), ["tracker-2026-09".into()]);
    count.in_orbit = Some(in_orbit);
    Edit::Count {
        constellation: constellation.into(),
        count,
    }
}

fn satellites(constellation: &str, said: &str, satellites: Planned) -> Edit {
    let mut plan = Plan::new(satellites, ["paper-2026-02".into(), "forum-undated".into()]);
    plan.said = said.parse().ok();
    Edit::Plan {
        constellation: constellation.into(),
        plan,
    }
}

fn source(id: &str) -> Edit {
    let mut source = Source::new(
        id.into(),
        "«Новости»".into(),
        "Sample News".into(),
        Grade::Media,
    );
    source.date = Some("2026-11-20".parse().unwrap());
    Edit::AddSource(source)
}

fn milestone(id: &str, said: &str) -> Box<Milestone> {
    let first = statement(said, "не ранее 2031");
    let mut milestone = Milestone::new(id.into(), "A new one".into(), ["ermak-t".into()], first);
    milestone.needs = ["north-pad", "luna-s1-launch"]
        .map(|id| roscope::domain::file::span::At::new(id.into(), (0..0).into()))
        .into();
    Box::new(milestone)
}

type Named = (&'static str, Vec<Edit>);

/// Every kind of edit, at every kind of place.
fn kinds() -> Vec<Named> {
    [other_values(), new_keys(), new_lines(), new_entries()].concat()
}

fn other_values() -> Vec<Named> {
    vec![
        (
            "a keyword",
            vec![set("moon-science", &[("status", "at-risk")])],
        ),
        (
            "a day",
            vec![set("programme", &[("as_of", "23 ноября 2026")])],
        ),
        (
            "a quarter for a day",
            vec![set("sokol-1", &[("status_as_of", "I квартал 2027")])],
        ),
        (
            "a day for a quarter",
            vec![set("new-launchers", &[("status_as_of", "2026-10-01")])],
        ),
        (
            "text",
            vec![set("severnet", &[("operator", "Бюро \"Север\" \\ 2")])],
        ),
        (
            "a number",
            vec![set("sokol-1", &[("height_m", "42"), ("stages", "3")])],
        ),
        (
            "digits in groups",
            vec![set("sokol-1", &[("payload_leo_kg", "12800")])],
        ),
        (
            "a number in braces",
            vec![set("sokol-1", &[("flights.total", "15")])],
        ),
        (
            "text in braces",
            vec![set("severnet", &[("orbit.altitude_km", "1200")])],
        ),
        (
            "a key of a source",
            vec![set("forum-undated", &[("title", "Posts")])],
        ),
        (
            "another source",
            vec![set("moon-science", &[("status_source", "paper-2026-02")])],
        ),
        (
            "two sources for one",
            vec![set(
                "moon-science",
                &[("status_source", "paper-2026-02, agency-2026-05-01")],
            )],
        ),
        (
            "one source for two",
            vec![set("new-launchers", &[("status_source", "paper-2026-02")])],
        ),
        (
            "one more source",
            vec![set(
                "moon-science",
                &[(
                    "sources",
                    "agency-2025-06-25, agency-2026-03-10, forum-undated",
                )],
            )],
        ),
        (
            "other ids",
            vec![set(
                "luna-s2-launch",
                &[("needs", "north-pad, luna-s1-launch")],
            )],
        ),
    ]
}

fn new_keys() -> Vec<Named> {
    vec![
        (
            "a new key behind the status",
            vec![set("pogoda", &[("status_as_of", "2026-11-20")])],
        ),
        (
            "a new key of a source",
            vec![set(
                "forum-undated",
                &[("url", "https://example.org/forum")],
            )],
        ),
        (
            "a new key in braces",
            vec![set("pogoda", &[("orbit.inclination_deg", "63.4")])],
        ),
        (
            "a new array of ids",
            vec![set("pogoda", &[("launched_by", "sokol-1")])],
        ),
        ("a new flag", vec![set("lunar-base", &[("key", "true")])]),
        (
            "a flag taken out",
            vec![set("severnet-100", &[("key", "no")])],
        ),
        (
            "a key taken out",
            vec![set("orbital-networks", &[("note", "")])],
        ),
        (
            "a key taken out of braces",
            vec![set("sokol-1", &[("flights.failures", "")])],
        ),
        (
            "done",
            vec![set(
                "sokol-5-second-flight",
                &[
                    ("status", "done"),
                    ("actual", "20 ноября 2026"),
                    ("status_as_of", "2026-11-20"),
                    ("status_source", "paper-2026-02"),
                ],
            )],
        ),
        (
            "open again",
            vec![set(
                "north-pad",
                &[("status", "in-progress"), ("actual", "")],
            )],
        ),
    ]
}

fn new_lines() -> Vec<Named> {
    let more = Planned::More(12);
    vec![
        (
            "a statement",
            vec![say("severnet-100", "2026-11-20", "I квартал 2028")],
        ),
        (
            "a statement of an older day",
            vec![say("luna-s1-launch", "2022", "2026")],
        ),
        (
            "a statement of no day",
            vec![say("luna-s1-launch", "", "2023")],
        ),
        (
            "the first statement of no day",
            vec![say("north-pad", "", "2023")],
        ),
        (
            "two statements",
            vec![
                say("lunar-base", "2026-10-01", "2040"),
                say("lunar-base", "2026-11-01", "2041"),
            ],
        ),
        ("a count", vec![count("severnet", "2026-11-01", 40)]),
        ("the first count", vec![count("pogoda", "2026-11-01", 1)]),
        ("a plan", vec![satellites("severnet", "2026-11-01", more)]),
        (
            "the first plan",
            vec![satellites("pogoda", "", Planned::Total(4))],
        ),
    ]
}

fn new_entries() -> Vec<Named> {
    vec![
        ("a source in the middle", vec![source("agency-2026-11-20")]),
        ("the first source", vec![source("a-source")]),
        ("the last source", vec![source("zvezda-2026-11-20")]),
        (
            "a milestone",
            vec![Edit::AddMilestone(milestone("ermak-2", "2026-11-20"))],
        ),
        (
            "a milestone without a day, then said again",
            vec![
                Edit::AddMilestone(milestone("ermak-2", "")),
                say("ermak-2", "2026-11-20", "2035"),
            ],
        ),
        (
            "nothing new",
            vec![set(
                "moon-science",
                &[("status", "on-track"), ("status_note", "")],
            )],
        ),
        (
            "a source and its statement",
            vec![
                source("tass-2026-11-20"),
                Edit::Say {
                    milestone: "luna-s1-launch".into(),
                    statement: Statement::new(
                        "NET 2029".parse().unwrap(),
                        ["tass-2026-11-20".into()],
                    ),
                },
            ],
        ),
    ]
}

fn shown(preview: &[Hunk]) -> String {
    let mut shown = String::new();
    for hunk in preview {
        for line in &hunk.lines {
            let sign = match line.sign {
                Sign::Kept => ' ',
                Sign::Removed => '-',
                Sign::Added => '+',
            };
            writeln!(shown, "{sign} {:>3}  {}", line.number, line.text).unwrap();
        }
        shown.push('\n');
    }
    shown
}

#[test]
fn the_lines_of_every_kind_of_edit() {
    let mut all = String::new();
    for (name, edits) in kinds() {
        let proven = plan(SAMPLE, &edits).unwrap_or_else(|why| panic!("{name}: {why:?}"));
        write!(all, "## {name}\n\n{}", shown(&proven.preview)).unwrap();
    }
    hold("edits", "edits", &all);
}

/// Another way to write the same file; made of the new text and of the old one it must be the same.
type Way = fn(&str) -> String;

fn replaced(text: &str, pattern: &str, with: &str) -> String {
    Regex::new(pattern)
        .unwrap()
        .replace_all(text, with)
        .into_owned()
}

fn crlf(text: &str) -> String {
    text.replace('\n', "\r\n")
}

fn aligned(text: &str) -> String {
    let line = |line: &str| match line.split_once(" = ") {
        Some((key, value)) if !key.contains(['{', '#', ' ']) => format!("{key:<17}= {value}\n"),
        _ => format!("{line}\n"),
    };
    text.lines().map(line).collect()
}

/// The speakers stand below each other.
fn aligned_lines(text: &str) -> String {
    let line = |line: &str| match line.split_once(", by = ") {
        Some((before, rest)) if line.starts_with("  {") => {
            format!("{:<60} by = {rest}", format!("{before},"))
        }
        _ => line.to_owned(),
    };
    text.split('\n').map(line).collect::<Vec<_>>().join("\n")
}

/// In single quotes, without escapes, whatever can stand in them.
fn literal(text: &str) -> String {
    let quoted = Regex::new(r#""(([^"\\'\n]|\\["\\])*)""#).unwrap();
    let line = |line: &str| {
        if line.contains("\\u") || line.starts_with('#') {
            return line.to_owned();
        }
        let literal = |found: &Captures<'_>| {
            let inside = found[1].replace("\\\"", "\"").replace("\\\\", "\\");
            format!("'{inside}'")
        };
        quoted.replace_all(line, literal).into_owned()
    };
    text.split('\n').map(line).collect::<Vec<_>>().join("\n")
}

fn one_line(text: &str) -> String {
    replaced(
        &replaced(&replaced(text, r"\[\n +\{", "[{"), r"\},\n\]", "}]"),
        r"\},\n +\{",
        "}, {",
    )
}

const WAYS: &[(&str, Way)] = &[
    ("LF", |text| text.to_owned()),
    ("CRLF", crlf),
    ("a BOM", |text| format!("\u{feff}{text}")),
    ("no final newline", |text| text.trim_end().to_owned()),
    ("tabs", |text| {
        replaced(&text.replace("\n  {", "\n\t{"), r"(?m)^(\w+) = ", "$1\t=\t")
    }),
    ("no spaces", |text| {
        replaced(&replaced(text, r"(\w) = ", "$1="), r"\{ (.*) \}", "{$1}")
    }),
    ("wide indentation", |text| {
        replaced(
            &text.replace("\n  {", "\n        {"),
            r"(?m)^(\w+ = |\]|\[)",
            "    $1",
        )
    }),
    ("aligned keys", aligned),
    ("aligned lines", aligned_lines),
    ("single quotes", literal),
    ("one-line arrays", one_line),
    ("no last comma", |text| text.replace("},\n]", "}\n]")),
    ("brackets close the last line", |text| {
        text.replace("},\n]", "}]")
    }),
    ("two blank lines", |text| text.replace("\n\n", "\n\n\n")),
    ("no blank lines", |text| text.replace("\n\n", "\n")),
    ("CRLF, a BOM, no final newline", |text| {
        format!("\u{feff}{}", crlf(text.trim_end()))
    }),
    ("keys in another order", |text| {
        replaced(
            text,
            r#"(by = "[^"]*"), (.*)(source = .*) \}"#,
            "$3, $1, $2 }",
        )
        .replace(",  }", " }")
    }),
];

/// The lines that the preview does not name are in both texts, byte for byte, with their ends.
fn untouched(old: &str, proven: &Proven) {
    let lines = || proven.preview.iter().flat_map(|hunk| &hunk.lines);
    let numbers = |sign: Sign| -> HashSet<usize> {
        lines()
            .filter(|line| line.sign == sign)
            .map(|line| line.number)
            .collect()
    };
    let (removed, added) = (numbers(Sign::Removed), numbers(Sign::Added));
    let kept = |text: &str, gone: &HashSet<usize>| -> Vec<String> {
        let lines = text.split_inclusive('\n').zip(1..);
        let lines = lines.filter(|(_, number)| !gone.contains(number));
        lines.map(|(line, _)| line.to_owned()).collect()
    };
    let (before, mut after) = (kept(old, &removed), kept(proven.text(), &added));
    // A last line without an end gets one if something follows.
    if let (Some(last), false) = (before.last(), old.ends_with('\n')) {
        let place = before.len() - 1;
        after[place].truncate(last.len());
    }
    assert!(before == after, "{}", shown(&proven.preview));
}

#[test]
fn every_kind_of_edit_keeps_to_the_way_in_which_the_file_is_written() {
    let mut made = 0;
    for (name, edits) in kinds() {
        let new = plan(SAMPLE, &edits).unwrap().text().to_owned();
        for (way, write) in WAYS {
            let old = write(SAMPLE);
            let proven = plan(&old, &edits).unwrap_or_else(|why| panic!("{name}, {way}: {why:?}"));
            assert!(
                proven.text() == write(&new),
                "{name}, {way}:\n{}",
                shown(&proven.preview)
            );
            untouched(&old, &proven);
            made += 1;
        }
    }
    eprintln!("{made} edits, 0 other bytes changed");
}

/// Every third line ends in another way than the others.
fn mixed(text: &str) -> String {
    let ends = ["\n", "\r\n", "\n"].into_iter().cycle();
    text.lines()
        .zip(ends)
        .flat_map(|(line, end)| [line, end])
        .collect()
}

#[test]
fn mixed_line_ends_stay_as_they_are() {
    let old = mixed(SAMPLE);
    for (name, edits) in kinds() {
        let new = plan(SAMPLE, &edits).unwrap().text().to_owned();
        let proven = plan(&old, &edits).unwrap_or_else(|why| panic!("{name}: {why:?}"));
        assert!(proven.text().replace("\r\n", "\n") == new, "{name}");
        untouched(&old, &proven);
    }
}

/// A remark behind every line and another one below it.
fn remarked(text: &str) -> String {
    let line = |line: &str| match line {
        "" => "\n# between\n".to_owned(),
        line => format!("{line} # beside\n# between\n"),
    };
    text.lines().map(line).collect()
}

#[test]
fn remarks_at_every_place_stay_where_they_are() {
    let old = remarked(SAMPLE);
    let remarks = |text: &str| text.matches("# be").count();
    for (name, edits) in kinds() {
        let new = plan(SAMPLE, &edits).unwrap().text().to_owned();
        let proven = plan(&old, &edits).unwrap_or_else(|why| panic!("{name}: {why:?}"));
        let text = proven.text();
        assert_eq!(
            remarks(text),
            remarks(&old),
            "{name}:\n{}",
            shown(&proven.preview)
        );
        let without = replaced(text, "(?m)^# be(tween|side)\n| # beside$", "");
        assert!(without == new, "{name}:\n{}", shown(&proven.preview));
        untouched(&old, &proven);
    }
}

/// All of them are replaced by `cargo run --release --example round_trip`.
#[test]
fn a_value_of_the_shipped_catalogue_is_replaced_and_nothing_beside_it() {
    const ONE_IN: usize = 300;
    let snapshot = load_text(Path::new("programs.toml"), BUILT_IN).unwrap();
    let all = round_trip::all(snapshot.catalogue.parts());
    let places = Places::new(BUILT_IN);
    for it in all.iter().step_by(ONE_IN) {
        let new = it.make(BUILT_IN);
        assert_eq!(
            places.others_changed(&it.id, &it.key, &new),
            0,
            "{} of {}",
            it.key,
            it.id
        );
    }
    eprintln!(
        "{} of {} values, 0 other bytes changed",
        all.len() / ONE_IN,
        all.len()
    );
}

#[test]
fn a_refusal_says_why() {
    let unsourced = || {
        let mut unsourced = statement("2026-11-20", "2030");
        unsourced.source[0].value = "agency-2026-01-72".into();
        unsourced
    };
    let change = |to: &str, before: &str| Edit::Set {
        id: "luna-s1-launch".into(),
        changes: vec![KeyChange::set("status", to).if_still(match before {
            "" => None,
            before => Some(Datum::Text(before.into())),
        })],
    };
    let refusals = [
        ("no such entry", set("luna-s1-lanch", &[("status", "done")])),
        (
            "an earlier id",
            set("sokol-5-first-flight", &[("status", "done")]),
        ),
        ("nothing like it", set("zzz", &[("status", "done")])),
        ("a misspelt key", set("sokol-5", &[("payload_loe_kg", "1")])),
        ("no such key", set("forum-undated", &[("colour", "red")])),
        ("the id", set("sokol-5", &[("id", "sokol-6")])),
        ("an unknown word", set("sokol-5", &[("status", "tested")])),
        (
            "a misspelt word",
            set("luna-s1-launch", &[("status", "dnoe")]),
        ),
        (
            "no date",
            set("luna-s1-launch", &[("status_as_of", "вчера")]),
        ),
        (
            "an open date",
            set("luna-s1-launch", &[("status_as_of", "NET 2027")]),
        ),
        ("no number", set("sokol-5", &[("stages", "two")])),
        ("a great number", set("sokol-5", &[("stages", "2000000")])),
        ("empty", set("sokol-5", &[("note", " ")])),
        ("taken out", set("sokol-5", &[("name", "")])),
        (
            "done, but not when",
            set("luna-s1-launch", &[("status", "done")]),
        ),
        (
            "open, with a date",
            set("north-pad", &[("status", "planned")]),
        ),
        (
            "no such source",
            Edit::Say {
                milestone: "luna-s1-launch".into(),
                statement: unsourced(),
            },
        ),
        ("no ledger", say("sokol-5", "2026-11-20", "2030")),
        ("no counts", count("luna-s1-launch", "2026-11-20", 1)),
        (
            "a count of nothing",
            Edit::Count {
                constellation: "pogoda".into(),
                count: Count::new("2026".parse().unwrap(), []),
            },
        ),
        (
            "an id in use",
            Edit::AddMilestone(milestone("sokol-5", "2026-11-20")),
        ),
        ("a source in use", source("forum-undated")),
        ("no id", source("Forum [2]\n")),
        ("changed meanwhile", change("done", "planned")),
        ("added meanwhile", change("done", "")),
    ];
    let mut all = String::new();
    for (name, edit) in refusals {
        let refusal = plan(SAMPLE, &[edit]).expect_err(name);
        assert!(!matches!(refusal, Refusal::Unproven), "{name}");
        writeln!(all, "{name}: {}", ENGLISH.refusal(&refusal)).unwrap();
    }
    let broken = SAMPLE.replace("class = \"light\"", "class = \"lihgt\"");
    let refusal = plan(&broken, &[set("sokol-5", &[("stages", "2")])]).unwrap_err();
    writeln!(all, "a broken file: {}", ENGLISH.refusal(&refusal)).unwrap();
    hold("edits", "refusals", &all);
}

#[test]
fn what_was_seen_and_still_stands_is_no_conflict() {
    let snapshot = load_text(Path::new("a.toml"), SAMPLE).unwrap();
    let parts = snapshot.catalogue.parts();
    let seen = |key: &str| {
        Holder::find(parts, "luna-s1-launch")
            .unwrap()
            .value(parts, key)
    };
    let changes = [
        ("status", "planned"),
        ("status_as_of", "2026-11-20"),
        ("status_source", "paper-2026-02"),
    ];
    let changes = changes.map(|(key, typed)| KeyChange::set(key, typed).if_still(seen(key)));
    let edit = Edit::Set {
        id: "luna-s1-launch".into(),
        changes: changes.into(),
    };
    assert!(plan(SAMPLE, &[edit]).is_ok());
}

/// A small catalogue that is all inline tables.
const INLINE: &str = r#"programme = { name = "P", period = "2026", as_of = 2026-01-01, federal_projects = 0 }
milestone = [
  { id = "a", name = "A", of = "programme", status = "planned", statements = [{ when = "2027", source = "s" }] },
]
source = { s = { title = "T", publisher = "P", grade = "weak" } }
"#;

/// The same as dotted keys.
const DOTTED: &str = r#"programme.name = "P"
programme.period = "2026"
programme . "as_of" = 2026-01-01
programme.federal_projects = 0
source.s.title = "T"
source.s.publisher = "P"
source.s.grade = "weak"
[[ milestone ]] # headers may be written like this
"id" = 'a'
'name' = "A"
of = [
  "programme", # as a whole
]
"status" = "planned"
note = """
several
lines"""
statements = [
  { when = "2027", source = "s" }
  , { "when" = "2028", 'source' = "s" }
]
"#;

/// The same under headers of all kinds.
const HEADERS: &str = r#"[ source ]
s = { title = "T", publisher = "P", grade = "weak" }
[programme]
name = "P"
period = "2026"
federal_projects = 0
[[constellation]]
id = "c"
name = "C"
purpose = "weather"
status = "planned"
[constellation.orbit]
regime = "LEO"
[[constellation]]
id = "d"
name = "D"
purpose = "weather"
status = "planned"
counts = []
plans = [ # none yet
]
[[milestone]]
id = "a"
name = "A"
of = "programme"
status = "planned"
[[milestone.statements]]
when = "2027"
source = "s"

[source.'t']
title = "T"
publisher = "P"
grade = "weak"
"#;

fn from_s(when: &str) -> Edit {
    Edit::Say {
        milestone: "a".into(),
        statement: Statement::new(when.parse().unwrap(), ["s".into()]),
    }
}

fn tracked(constellation: &str) -> Edit {
    let mut count = Count::new("2026".parse().unwrap(), ["s".into()]);
    count.lost = Some(1);
    Edit::Count {
        constellation: constellation.into(),
        count,
    }
}

fn promised(constellation: &str) -> Edit {
    Edit::Plan {
        constellation: constellation.into(),
        plan: Plan::new(Planned::Total(3), ["s".into()]),
    }
}

/// Makes each edit alone: these lines are in the new text then.
fn edited(text: &str, edits: &[(Edit, &str)]) {
    for (edit, lines) in edits {
        let proven = plan(text, std::slice::from_ref(edit));
        let proven = proven.unwrap_or_else(|why| panic!("{lines}: {why:?}"));
        assert!(
            proven.text().contains(lines),
            "{lines}:\n{}",
            shown(&proven.preview)
        );
        untouched(text, &proven);
    }
}

fn another() -> Edit {
    let of = ["programme".into()];
    Edit::AddMilestone(Box::new(Milestone::new("b".into(), "B".into(), of, None)))
}

#[test]
fn inline_tables_are_edited_as_they_are_written() {
    edited(
        INLINE,
        &[
            (
                set("programme", &[("as_of", "2026-02-01")]),
                "period = \"2026\", as_of = 2026-02-01, fed",
            ),
            (
                set("a", &[("status_as_of", "2026-02")]),
                "status = \"planned\", status_as_of = \"2026-02\", statements",
            ),
            (
                set("s", &[("date", "2026-02-01")]),
                "publisher = \"P\", date = 2026-02-01, grade",
            ),
            (
                from_s("2028"),
                "[{ when = \"2027\", source = \"s\" }, { when = \"2028\", source = \"s\" }]",
            ),
        ],
    );
}

#[test]
fn dotted_and_quoted_keys_are_edited_as_they_are_written() {
    edited(
        DOTTED,
        &[
            (
                set("programme", &[("as_of", "2026-02-01")]),
                "\"as_of\" = 2026-02-01\n",
            ),
            (
                set("programme", &[("lead", "L")]),
                "\nprogramme.federal_projects = 0\nprogramme.lead = \"L\"\nsource",
            ),
            (
                set("s", &[("date", "2026")]),
                "\nsource.s.publisher = \"P\"\nsource.s.date = \"2026\"\nsource.s.grade",
            ),
            (
                set("a", &[("status", "in-progress")]),
                "\n\"status\" = \"in-progress\"\n",
            ),
            (set("a", &[("name", "it's")]), "\n'name' = \"it's\"\n"),
            (
                set("a", &[("note", "one line")]),
                "\nnote = \"one line\"\nstatements",
            ),
            (
                set("a", &[("status_as_of", "2026")]),
                "\n\"status\" = \"planned\"\nstatus_as_of = \"2026\"\nnote",
            ),
            (
                from_s("2029"),
                "\n  , { \"when\" = \"2028\", 'source' = \"s\" },\n  { when = \"2029\", source = \"s\" }\n]",
            ),
            (
                another(),
                "[[ milestone ]]\nid = 'b'\nname = \"B\"\nof = [\"programme\"]\nstatus = \"planned\"\n",
            ),
            (
                set("a", &[("of", "programme")]),
                "of = [\n  \"programme\", # as a whole\n]\n",
            ),
        ],
    );
}

#[test]
fn tables_under_headers_of_their_own_stay_there() {
    edited(
        HEADERS,
        &[
            (
                set("c", &[("orbit.altitude_km", "500")]),
                "[constellation.orbit]\nregime = \"LEO\"\naltitude_km = \"500\"\n[[",
            ),
            (
                set("c", &[("note", "N")]),
                "status = \"planned\"\nnote = \"N\"\n[constellation.orbit]",
            ),
            (
                tracked("c"),
                "status = \"planned\"\ncounts = [\n  { on = \"2026\", lost = 1, source = \"s\" },\n]\n[constellation.orbit]",
            ),
            (
                tracked("d"),
                "counts = [\n  { on = \"2026\", lost = 1, source = \"s\" },\n]\nplans",
            ),
            (
                promised("d"),
                "plans = [ # none yet\n  { satellites = 3, source = \"s\" },\n]\n",
            ),
            (
                set("a", &[("status_as_of", "2026")]),
                "status = \"planned\"\nstatus_as_of = \"2026\"\n[[milestone.statements]]",
            ),
            (
                source("u"),
                "grade = \"weak\"\n\n[source.u]\ntitle = \"«Новости»\"\n",
            ),
            (
                another(),
                "when = \"2027\"\nsource = \"s\"\n[[milestone]]\nid = \"b\"\n",
            ),
        ],
    );
}

#[test]
fn what_leaves_no_place_is_refused_and_says_so() {
    let of = |ids: &str| set("a", &[("of", ids)]);
    for (text, edit, why) in [
        (
            INLINE,
            another(),
            "the milestones do not stand under headers",
        ),
        (
            INLINE,
            source("t"),
            "the sources do not stand under headers",
        ),
        (
            DOTTED,
            source("t"),
            "the sources do not stand under headers",
        ),
        (
            DOTTED,
            set("a", &[("note", "")]),
            "`note` cannot be cut out",
        ),
        (
            HEADERS,
            from_s("2028"),
            "`statements` stand under headers of their own",
        ),
        (
            HEADERS,
            source("q"),
            "the sources do not stand under headers",
        ),
    ] {
        match plan(text, &[edit]) {
            Err(refusal @ Refusal::NotInPlace(_)) => {
                let said = ENGLISH.refusal(&refusal);
                assert!(said.contains(why), "{said}");
            }
            Err(other) => panic!("{why}: {other:?}"),
            Ok(proven) => panic!("{why}:\n{}", shown(&proven.preview)),
        }
    }
    let rewritten = DOTTED.replace("\"programme\", # as", "\"programme\", # and\n  \"a\", # as");
    assert!(plan(&rewritten, &[of("programme")]).is_err());
}

/// What people type.
const TYPED: &[&str] = &[
    "",
    "a",
    "planned",
    "done",
    "in-progress",
    "operational",
    "on-track",
    "at-risk",
    "testing",
    "heavy",
    "LEO",
    "weak",
    "none",
    "weather",
    "industry",
    "2026-11-20",
    "I квартал 2027",
    "NET 2029",
    "TBD",
    "7",
    "41.5",
    "true",
    "no",
    "s",
    "t",
    "forum-undated",
    "forum-undated, paper-2026-02",
    "agency-2025-06-25, forum-undated",
    "programme",
    "north-pad",
    "sokol-1, sokol-5",
    "moon-science",
    "\"quoted\" \\ 'text' # {no} [remark]",
    "\u{1b}[2J\u{202e}",
];

/// Every key of a catalogue with all that can be typed for it, whatever the rules say afterwards.
fn fitting(text: &str) -> Vec<(Box<str>, String, &'static str)> {
    let snapshot = load_text(Path::new("a.toml"), text).unwrap();
    let parts = snapshot.catalogue.parts();
    let mut fitting = Vec::new();
    for (id, holder) in round_trip::holders(parts) {
        for key in holder.list(parts).names() {
            for typed in TYPED {
                let edit = set(&id, &[(key, typed)]);
                if edit.apply(&mut parts.clone()).is_ok() {
                    fitting.push((id.clone(), key.to_owned(), *typed));
                }
            }
        }
    }
    fitting
}

fn some_set(text: &str) -> impl Strategy<Value = Edit> {
    let change = select(fitting(text));
    prop_oneof![
        8 => change.clone().prop_map(|(id, key, typed)| set(&id, &[(&key, typed)])),
        1 => (change, select(TYPED.to_vec())).prop_map(|((id, key, _), typed)| set(&id, &[(&key, typed)])),
        1 => Just(set("north-pad", &[("status", "planned"), ("actual", "")])),
        1 => Just(set("lunar-base", &[("status", "failed"), ("actual", "весна 2026"), ("status_note", "x")])),
        1 => Just(set("lunar-base", &[("status", "failed"), ("actual", "2026-05"), ("status_note", "x")])),
    ]
}

fn some_edit() -> impl Strategy<Value = Edit> {
    let dates = [
        "2019",
        "2025-06",
        "2026-11-20",
        "late 2027",
        "NET 2031",
        "TBD",
    ];
    let milestones = [
        "luna-s1-launch",
        "lunar-base",
        "north-pad",
        "new-1",
        "sokol-1",
    ];
    let date = move || select(dates.to_vec());
    let milestone_id = select(milestones.to_vec());
    let constellation = || select(vec!["severnet", "pogoda"]);
    prop_oneof![
        6 => some_set(SAMPLE),
        2 => (milestone_id, date(), date()).prop_map(|(id, said, when)| say(id, said, when)),
        1 => (constellation(), 0..4usize, 0..50u32).prop_map(move |(id, on, count)| self::count(id, dates[on], count)),
        1 => (constellation(), date(), any::<bool>()).prop_map(|(id, said, more)| {
            satellites(id, said, if more { Planned::More(3) } else { Planned::Total(9) })
        }),
        1 => (0..4u32).prop_map(|number| source(&format!("new-{number}"))),
        1 => (0..4u32, date()).prop_map(|(number, said)| {
            Edit::AddMilestone(milestone(&format!("new-{number}"), said))
        }),
    ]
}

/// An edit of one of the small catalogues.
fn small_edit(text: &str) -> impl Strategy<Value = Edit> {
    prop_oneof![
        6 => some_set(text),
        1 => select(vec!["2025", "2028-Q1", "2031-02-03"]).prop_map(from_s),
        1 => select(vec!["c", "d"]).prop_map(tracked),
        1 => select(vec!["c", "d"]).prop_map(promised),
        1 => Just(another()),
        1 => select(vec!["0", "r", "u"]).prop_map(source),
    ]
}

fn remarks(text: &str) -> usize {
    let lines = text.lines().map(str::trim_start);
    lines.filter(|line| line.starts_with('#')).count()
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 32, ..ProptestConfig::default() })]

    #[test]
    fn edit_after_edit_is_proved_or_refused(
        way in select(WAYS.to_vec()),
        rounds in proptest::collection::vec(proptest::collection::vec(some_edit(), 1..3), 1..8),
    ) {
        let mut text = way.1(SAMPLE);
        let mut parts = load_text(Path::new("a.toml"), &*text).unwrap().catalogue.parts().clone();
        for edits in rounds {
            match plan(&text, &edits) {
                Ok(proven) => {
                    untouched(&text, &proven);
                    prop_assert_eq!(remarks(proven.text()), remarks(&text));
                    for edit in &edits {
                        edit.apply(&mut parts).unwrap();
                    }
                    proven.text().clone_into(&mut text);
                    prop_assert!(*proven.after.catalogue.parts() == parts);
                }
                Err(Refusal::Unproven) => prop_assert!(false, "unproven: {:?}", edits),
                Err(refusal) => prop_assert!(!ENGLISH.refusal(&refusal).is_empty()),
            }
        }
    }

    #[test]
    fn however_unusual_the_file_nothing_is_left_unproven(
        (text, rounds) in select(vec![INLINE, DOTTED, HEADERS])
            .prop_flat_map(|text| (Just(text), proptest::collection::vec(small_edit(text), 1..30))),
    ) {
        let mut text = text.to_owned();
        for edit in rounds {
            match plan(&text, std::slice::from_ref(&edit)) {
                Ok(proven) => {
                    untouched(&text, &proven);
                    proven.text().clone_into(&mut text);
                }
                Err(Refusal::Unproven) => prop_assert!(false, "unproven: {:?} in\n{}", edit, text),
                Err(_) => {}
            }
        }
    }

    #[test]
    fn a_file_that_an_accident_has_changed_is_edited_or_refused(
        accidents in proptest::collection::vec((any::<Index>(), any::<Index>(), "[\\[\\]{}=,.\"'#\n\r a-z0-9\\\\]{0,3}"), 1..4),
        edits in proptest::collection::vec(some_edit(), 1..3),
    ) {
        let mut text = SAMPLE.to_owned();
        for (at, other, slip) in accidents {
            let places: Vec<usize> = text.char_indices().map(|(place, _)| place).collect();
            let start = places[at.index(places.len())];
            let end = places[other.index(places.len())];
            let end = if end > start && end - start < 40 { end } else { start };
            text.replace_range(start..end, &slip);
        }
        if let Ok(proven) = plan(&text, &edits) {
            untouched(&text, &proven);
        }
    }
}
