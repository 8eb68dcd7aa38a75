//! The rules across entries: what each finds, and what it must leave alone.

use std::fmt::Write as _;
use std::path::Path;

use roscope::domain::file::loaded::{Snapshot, Unloadable};
use roscope::domain::findings::diagnostic::{Help, Report};
use roscope::storage;
use roscope::words::ENGLISH;

const FRAME: &str = r#"
[programme]
name = "A programme"
period = "2026/2036"
federal_projects = 1
sources = ["news"]
[source.news]
title = "News"
publisher = "Sample News"
date = 2026-11-20
grade = "agency"
[[project]]
id = "moon"
was = ["luna"]
name = "Moon"
group = "exploration"
status = "on-track"
aim = "The Moon"
sources = ["news"]
"#;

fn report(text: &str) -> Report {
    match storage::load_text(Path::new("a.toml"), text) {
        Ok(Snapshot { report, .. }) | Err(Unloadable::Invalid(report)) => report,
        Err(Unloadable::Unreadable(why)) => panic!("{why}"),
    }
}

/// What is found about a catalogue of these entries, as `code: message`.
fn found(entries: &str) -> Vec<String> {
    let report = report(&format!("{FRAME}{entries}"));
    let found = report.diagnostics.iter();
    found
        .map(|found| format!("{}: {}", found.code.name(), ENGLISH.phrase(&found.message)))
        .collect()
}

/// A milestone; `more` are lines of TOML.
fn milestone(id: &str, more: &str) -> String {
    format!(
        "[[milestone]]\nid = \"{id}\"\nname = \"{id}\"\nof = [\"moon\"]\nsources = [\"news\"]\n{more}\n"
    )
}

fn said(lines: &[(&str, &str)]) -> String {
    let mut statements = "statements = [\n".to_owned();
    for (said, when) in lines {
        let said = if said.is_empty() {
            String::new()
        } else {
            format!("said = \"{said}\", ")
        };
        writeln!(
            statements,
            "{{ {said}when = \"{when}\", source = \"news\" }},"
        )
        .unwrap();
    }
    statements + "]"
}

const NOTHING: [&str; 0] = [];

#[test]
fn the_frame_is_sound() {
    assert_eq!(found(""), NOTHING);
}

#[test]
fn an_earlier_id_leads_to_the_present_one() {
    let text = FRAME.to_owned()
        + "[[vehicle]]\nid = \"v\"\nname = \"V\"\nproject = \"luna\"\nclass = \"light\"\nstatus = \"testing\"\nsources = [\"news\"]\n";
    let report = report(&text);
    let finding = &report.diagnostics[0];
    assert_eq!(
        ENGLISH.phrase(&finding.message),
        "no project has the id `luna`"
    );
    assert!(matches!(&finding.help, Some(Help::Replace { with, .. }) if with == "\"moon\""));
}

#[test]
fn the_programme_may_own_a_milestone_and_nothing_else_may_have_its_name() {
    let owned = milestone("a", "status = \"planned\"").replace("moon", "programme");
    assert_eq!(found(&owned), NOTHING);
    let named = milestone("programme", "status = \"planned\"");
    assert_eq!(
        found(&named),
        ["duplicate-id: the id `programme` is reserved"]
    );
}

#[test]
fn what_could_not_be_read_is_not_missing() {
    let entries = milestone("a", "status = \"plannd\"")
        + &milestone("b", "status = \"planned\"\nneeds = [\"a\"]");
    assert_eq!(
        found(&entries),
        ["unknown-keyword: unknown status `plannd`"]
    );
    let no_id = milestone("a", "status = \"planned\"").replace("id = \"a\"", "idd = \"a\"");
    let entries = no_id + &milestone("b", "status = \"planned\"\nneeds = [\"a\"]");
    assert_eq!(found(&entries), ["unknown-key: unknown key `idd`"]);
}

#[test]
fn an_entry_with_a_fault_still_counts_for_ids_and_references() {
    let entries = milestone("a", "status = \"plannd\"\nneeds = [\"nowhere\"]")
        + &milestone("a", "status = \"planned\"");
    assert_eq!(
        found(&entries),
        [
            "unknown-keyword: unknown status `plannd`",
            "dangling-id: no milestone has the id `nowhere`",
            "duplicate-id: the id `a` is used twice",
        ]
    );
}

#[test]
fn a_wrong_actual_is_not_a_missing_one() {
    let entry = milestone("a", "status = \"done\"\nactual = \"soon\"");
    assert_eq!(found(&entry), ["bad-date: `soon` is no date"]);
}

#[test]
fn only_what_is_certain_is_out_of_order() {
    let ledger = |lines: &[(&str, &str)]| {
        found(&milestone(
            "a",
            &format!("status = \"planned\"\n{}", said(lines)),
        ))
    };
    assert_eq!(
        ledger(&[
            ("", "2026"),
            ("2024", "2027"),
            ("2024-05", "2027"),
            ("2024", "2028")
        ]),
        ["order-unknown: a statement of 2024 stands before one of 2024-05"]
    );
    assert_eq!(
        ledger(&[("2025-05-02", "2027"), ("2025-05", "2028")]),
        NOTHING
    );
    assert_eq!(
        ledger(&[("2025-05-02", "2027"), ("2025-04", "2028")]),
        ["statements-out-of-order: a statement of 2025-04, after one of 2025-05-02"]
    );
    assert_eq!(
        ledger(&[("2025", "2027"), ("", "2028")]),
        ["statements-out-of-order: a statement without a day, after one with"]
    );
}

#[test]
fn no_more_satellites_work_than_are_in_orbit() {
    let counts = |line: &str| {
        found(&format!(
            "[[constellation]]\nid = \"net\"\nname = \"Net\"\npurpose = \"broadband\"\n\
             status = \"deploying\"\nsources = [\"news\"]\n\
             counts = [{{ on = 2026-01-01, {line}, source = \"news\" }}]\n"
        ))
    };
    assert_eq!(counts("in_orbit = 6, working = 6"), NOTHING);
    assert_eq!(counts("working = 7"), NOTHING);
    assert_eq!(
        counts("in_orbit = 6, working = 7"),
        ["bad-value: 7 satellites work of 6 in orbit"]
    );
}

#[test]
fn the_day_of_the_event_is_not_after_it() {
    let done = |actual: &str, day: &str| {
        let more = format!(
            "status = \"done\"\nactual = \"{actual}\"\n{}",
            said(&[("2024", "2025"), (day, "2026")])
        );
        found(&milestone("a", &more))
    };
    assert_eq!(done("2026-03-31", "2026-03-31"), NOTHING);
    assert_eq!(done("2026-Q1", "2026-02"), NOTHING);
    assert_eq!(done("NET 2025", "2026-02"), NOTHING);
    assert_eq!(done("2026-03", "2026-04-01").len(), 1);
}

#[test]
fn what_a_done_milestone_needs_is_done_before_or_given_up() {
    let needed = |status: &str| {
        let done = milestone(
            "b",
            "status = \"done\"\nactual = \"2026-03\"\nneeds = [\"a\"]",
        );
        found(&(milestone("a", status) + &done))
    };
    assert_eq!(needed("status = \"cancelled\""), NOTHING);
    assert_eq!(needed("status = \"failed\"\nactual = \"2026\""), NOTHING);
    assert_eq!(needed("status = \"done\"\nactual = \"2026-04\"").len(), 1);
    assert_eq!(needed("status = \"in-progress\"").len(), 1);
}

#[test]
fn a_project_is_off_track_by_its_key_milestones_on_the_keepers_day() {
    let key = |key: bool, when: &str| {
        let more = format!(
            "key = {key}\nstatus = \"planned\"\n{}",
            said(&[("2024", when)])
        );
        found(&milestone("a", &more))
    };
    assert_eq!(key(true, "2026"), NOTHING, "the year is not over");
    assert_eq!(key(false, "2026-Q1"), NOTHING, "not one for the overview");
    assert_eq!(key(true, "NET 2025"), NOTHING, "open");
    assert_eq!(
        key(true, "2026-Q3"),
        ["on-track-but-overdue: `moon` is on track, but `a` is overdue"]
    );
}

#[test]
fn a_circle_is_found_once_and_a_chain_of_any_length_is_none() {
    let needs = |id: &str, need: &str| {
        milestone(id, &format!("status = \"planned\"\nneeds = [\"{need}\"]"))
    };
    assert_eq!(found(&needs("a", "a")), ["needs-cycle: `a` needs itself"]);
    let circle = needs("a", "b") + &needs("b", "c") + &needs("c", "a") + &needs("d", "a");
    assert_eq!(found(&circle), ["needs-cycle: `a` needs itself"]);

    let mut chain = String::new();
    for link in 0..20_000 {
        chain += &needs(&format!("m-{link}"), &format!("m-{}", link + 1));
    }
    chain += &milestone("m-20000", "status = \"planned\"");
    assert_eq!(found(&chain), NOTHING);
}

/// Each wrong id is compared with many: that must not take minutes.
#[test]
fn a_flood_of_dangling_ids_is_told_in_time_and_counted() {
    let mut flood = String::new();
    for entry in 0..5_000 {
        flood += &milestone(
            &format!("entry-{entry}"),
            &format!("status = \"planned\"\nneeds = [\"nowhere-{entry}\"]"),
        );
    }
    let report = report(&format!("{FRAME}{flood}"));
    assert_eq!(report.counts.errors, 5_000);
    assert_eq!(report.diagnostics.len(), Report::SHOWN);
}
