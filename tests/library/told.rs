//! What is told of an entry in words: the sentence of a milestone, why an entry stands as it does,
//! citations, and the lines of the file.

use std::path::Path;

use crate::fixtures::SAMPLE;
use chrono::NaiveDate;
use roscope::domain::catalogue::{Catalogue, EntryRef, Kind};
use roscope::domain::computed::board::Board;
use roscope::domain::file::loaded::Snapshot;
use roscope::domain::{computed::mention, file::verbatim};
use roscope::storage::{BUILT_IN, decode, load_text};
use roscope::words::{ENGLISH, Reason};

const HEAD: &str = r#"
[programme]
name = "P"
period = "2026/2036"
federal_projects = 1
sources = ["s"]

[[project]]
id = "moon"
name = "Moon"
group = "exploration"
status = "on-track"
aim = "to go there"
sources = ["s"]

[source.s]
title = "S"
publisher = "TASS"
date = 2020-01-01
url = "https://tass.example/1"
grade = "agency"

[source.t]
title = "T"
publisher = "Paper"
grade = "weak"
"#;

fn today() -> NaiveDate {
    NaiveDate::from_ymd_opt(2026, 11, 24).unwrap()
}

/// A milestone of `name`, with further keys and its statements, each as it stands in the file.
fn entry(id: &str, name: &str, keys: &str, statements: &[&str]) -> String {
    let status = if keys.contains("status") {
        ""
    } else {
        "status = \"planned\"\n"
    };
    let statements: Vec<String> = statements
        .iter()
        .map(|one| format!("  {{ {one}, source = \"s\" }},\n"))
        .collect();
    let statements = statements.concat();
    format!(
        "[[milestone]]\nid = \"{id}\"\nname = \"{name}\"\nof = [\"moon\"]\n{status}{keys}\nsources = [\"s\"]\nstatements = [\n{statements}]\n"
    )
}

fn catalogue(milestones: &[String]) -> Catalogue {
    decode(&(HEAD.to_owned() + &milestones.concat()))
        .unwrap_or_else(|found| panic!("{:?}", found.iter().collect::<Vec<_>>()))
        .catalogue
}

fn told(name: &str, keys: &str, statements: &[&str]) -> String {
    let catalogue = catalogue(&[entry("m", name, keys, statements)]);
    let board = Board::new(&catalogue, today());
    ENGLISH.sentence(&catalogue, &catalogue.milestones()[0], &board.standings[0])
}

/// Every reason for one milestone, as text.
fn reasons(keys: &str, statements: &[&str]) -> Vec<String> {
    let catalogue = catalogue(&[entry("m", "First flight of Sokol", keys, statements)]);
    let board = Board::new(&catalogue, today());
    ENGLISH
        .why(&catalogue, &board, EntryRef::new(Kind::Milestone, 0))
        .iter()
        .map(ToString::to_string)
        .collect()
}

#[track_caller]
fn assert_reason(reasons: &[String], reason: &str) {
    assert!(reasons.iter().any(|one| one == reason), "{reasons:#?}");
}

#[test]
fn what_has_happened_is_told_with_its_distance_from_the_first_promise() {
    let done = |when: &str| format!("status = \"done\"\nactual = {when}");
    assert_eq!(
        told(
            "Maiden flight of Soyuz-5",
            &done("2026-04-30"),
            &[
                "said = 2018-01-23, when = \"2022\"",
                "said = \"2022\", when = \"2024\"",
                "said = \"2024\", when = \"2025\"",
            ]
        ),
        "The maiden flight of Soyuz-5, first promised for 2022, took place on 30 April 2026, 40 \
         months later than first promised, after 2 postponements."
    );
    assert_eq!(
        told(
            "Runway accepted",
            &done("\"2026-Q1\""),
            &["said = \"2020\", when = \"2026\""]
        ),
        "\"Runway accepted\", first promised for 2026, came about in the first quarter of 2026, \
         as first promised."
    );
    assert_eq!(
        told(
            "Second launch of Sokol",
            &done("2026-03-12"),
            &["said = \"2020\", when = 2026-03-10"]
        ),
        "The second launch of Sokol, first promised for 10 March 2026, took place on 12 March \
         2026, 2 days later than first promised."
    );
    assert_eq!(
        told(
            "Sokol launch",
            &done("2025-06-12"),
            &["said = \"2020\", when = \"2026\""]
        ),
        "The Sokol launch, first promised for 2026, took place on 12 June 2025, 19 months earlier \
         than first promised."
    );
    assert_eq!(
        told(
            "Pad mended",
            &done("2026-03-03"),
            &[
                "said = \"2025\", when = \"TBD\"",
                "said = 2026-01-01, when = 2026-03-01"
            ]
        ),
        "\"Pad mended\" came about on 3 March 2026."
    );
    assert_eq!(
        told("Pad mended", &done("2026-03-03"), &[]),
        "\"Pad mended\" came about on 3 March 2026."
    );
    assert_eq!(
        told(
            "Luna lander",
            "status = \"failed\"\nactual = 2023-08-19",
            &["said = \"2020\", when = \"2022-05\""]
        ),
        "\"Luna lander\", first promised for May 2022, failed on 19 August 2023, 15 months later \
         than first promised."
    );
}

#[test]
fn what_is_to_come_is_told_with_its_moves_and_the_last_word() {
    let told = |statements: &[&str]| told("Luna launch", "", statements);
    assert_eq!(
        told(&[
            "said = \"2012\", when = \"2016\"",
            "said = \"2015\", when = \"2020\", by = \"Ivanov\"",
            "said = 2025-06-25, when = \"2028\", by = \"Bakanov\"",
        ]),
        "The Luna launch, first promised for 2016 and now for 2028, has moved later twice; the \
         last statement is from 25 June 2025 (Bakanov)."
    );
    assert_eq!(
        told(&["said = \"2025-06\", when = \"NET 2029\""]),
        "The Luna launch is promised no earlier than 2029; the only statement is from June 2025."
    );
    assert_eq!(
        told(&[
            "said = \"2024\", when = \"2028\"",
            "said = \"2025\", when = \"2028\""
        ]),
        "The Luna launch is promised for 2028 and has not moved; the last statement is from 2025."
    );
    assert_eq!(
        told(&[
            "said = \"2024\", when = \"2028\"",
            "said = \"2025\", when = \"2028-Q2\""
        ]),
        "The Luna launch, first promised for 2028 and now for the second quarter of 2028, has not \
         moved, but was narrowed; the last statement is from 2025."
    );
    assert_eq!(
        told(&[
            "said = \"2023\", when = \"2028\"",
            "said = \"2024\", when = \"2030s\"",
            "said = \"2025\", when = \"2028\"",
        ]),
        "The Luna launch, first promised for 2028 and now again for 2028, has moved later once \
         and earlier once; the last statement is from 2025."
    );
    assert_eq!(
        told(&[
            "said = \"2024\", when = \"TBD\"",
            "said = \"2025\", when = \"NLT 2030\""
        ]),
        "The Luna launch, at first without a date and now promised no later than 2030, has not \
         moved; the last statement is from 2025."
    );
    assert_eq!(
        told(&["when = \"2028\", by = \"passport\""]),
        "The Luna launch is promised for 2028; the only statement is undated (passport)."
    );
}

#[test]
fn what_is_overdue_cancelled_or_has_no_date_says_so() {
    let luna = |keys: &str, statements: &[&str]| told("Luna launch", keys, statements);
    assert_eq!(
        luna(
            "",
            &[
                "said = \"2018\", when = \"2022\"",
                "said = 2026-02-07, when = \"~2026-03\""
            ]
        ),
        "The Luna launch, first promised for 2022 and last for about March 2026, should have \
         come about 238 days ago after 1 postponement, but nobody has said what happened; the last \
         statement is from 7 February 2026."
    );
    assert_eq!(
        luna("", &["said = \"2018\", when = 2026-11-23"]),
        "The Luna launch, promised for 23 November 2026, should have come about 1 day ago, but \
         nobody has said what happened; the only statement is from 2018."
    );
    assert_eq!(
        luna(
            "",
            &[
                "said = \"2018\", when = \"2022\"",
                "said = \"2021\", when = \"TBD\""
            ]
        ),
        "The Luna launch, first promised for 2022, has no date; the last statement is from \
         2021."
    );
    assert_eq!(
        luna("", &["said = \"2021\", when = \"TBD\", by = \"Rogozin\""]),
        "The Luna launch has no date; the only statement is from 2021 (Rogozin)."
    );
    assert_eq!(
        luna("", &[]),
        "The Luna launch has no date: nobody has given one."
    );
    assert_eq!(
        luna(
            "status = \"cancelled\"\nstatus_as_of = \"2024-05\"",
            &[
                "said = \"2018\", when = \"2022\"",
                "said = \"2020\", when = \"2025\""
            ]
        ),
        "The Luna launch, first promised for 2022 and last for 2025, was cancelled after 1 \
         postponement, as of May 2024."
    );
    assert_eq!(
        luna("status = \"cancelled\"", &[]),
        "The Luna launch was cancelled."
    );
}

#[test]
fn overdue_and_late_are_explained_by_their_rule_and_statements() {
    let overdue = reasons(
        "",
        &[
            "said = 2018-01-23, when = \"2022\", by = \"RSC Energia\"",
            "said = 2026-02-07, when = \"~2026-03\", by = \"D. Baranov\"",
        ],
    );
    assert_eq!(
        overdue[0],
        "No word: The latest date, ~Mar 2026, said 7 Feb 2026 by D. Baranov (TASS), ended on 31 \
         March 2026. Today is 24 November 2026, 238 days later. Nobody has said since what happened: \
         the outcome is unknown."
    );
    assert_reason(
        &overdue,
        "Slip: The first date, 2022, said 23 Jan 2018 by RSC Energia (TASS), runs from 1 January \
         2022 to 31 December 2022; the latest date, ~Mar 2026, runs from 1 March 2026 to 31 March \
         2026. Between the ends lie 1,186 days, 39 months.",
    );
    assert_reason(
        &overdue,
        "Notice: ~Mar 2026, said 7 Feb 2026 by D. Baranov (TASS), was announced 1,134 days \
         after the old deadline, 31 December 2022.",
    );
    assert_reason(
        &overdue,
        "Track record: 2 of 2 statements can be judged: 1 broken, 1 unknown. 2022, said \
         23 Jan 2018 by RSC Energia (TASS), deadline 31 December 2022: broken. ~Mar 2026, said \
         7 Feb 2026 by D. Baranov (TASS), deadline 31 March 2026: unknown, no word after its \
         deadline. A promise is kept if it came true by its deadline, and broken if it came later, a \
         later word shows it open, or it was given up.",
    );
    let late = reasons(
        "",
        &[
            "said = \"2020\", when = \"2024\"",
            "said = 2024-12-01, when = \"NET 2027\"",
        ],
    );
    assert_eq!(
        late[0],
        "Late: The first date, 2024, said 2020 (TASS), runs from 1 January 2024 to 31 December \
         2024; the latest date, from 2027, begins on 1 January 2027 and has no deadline. One of them has \
         no deadline; between their beginnings lie 1,096 days, 36 months. At most 3 months is on \
         plan, at most 12 slipping, more or taken back is late."
    );
    assert_reason(
        &late,
        "No news: The last statement, said 1 Dec 2024 (TASS), is 2.0 years old: more than 365 \
         days, after which a milestone has no news.",
    );
}

#[test]
fn the_slip_on_the_date_before_is_that_of_the_event_on_the_last_one() {
    let given = [
        "said = \"2020\", when = \"2024\"",
        "said = \"2024\", when = \"2025\"",
        "said = \"2025\", when = 2026-03-31",
    ];
    let done = reasons("status = \"done\"\nactual = 2026-04-30", &given);
    assert_eq!(
        done[0],
        "Done: It happened on 30 April 2026; the dates of what is over are not judged."
    );
    assert!(
        done[1]
            .ends_with("Against the date before, 31 Mar 2026, said 2025 (TASS): 30 days, 1 month."),
        "{}",
        done[1]
    );
    let open = reasons("", &given);
    assert!(
        open[1].ends_with("Against the date before, 2025, said 2024 (TASS): 90 days, 3 months."),
        "{}",
        open[1]
    );
}

#[test]
fn a_slip_that_cannot_be_counted_says_why() {
    let verdict = |statements: &[&str]| reasons("", statements)[0].clone();
    let why_not = |first: &str, now: &str| {
        let first = format!("said = \"2020\", when = \"{first}\"");
        let now = format!("said = \"2021\", when = \"{now}\"");
        verdict(&[&first, &now])
    };
    assert!(why_not("NET 2027", "NLT 2029").contains("and the other no beginning: no slip"));
    assert!(why_not("2028", "NET 2027").contains("between their beginnings lie 365 days"));
    assert!(why_not("NET 2027", "NET 2029").contains("between their beginnings lie 731 days"));
    assert!(why_not("2030", "2028").contains("The second ends earlier: 730 days, 24 months."));
    assert!(why_not("2028", "2028").contains("Both end on the same day: no slip."));
    assert_eq!(
        why_not("2028", "TBD"),
        "No date: The latest date, no date, said 2021 (TASS), sets no deadline."
    );
    assert!(verdict(&["when = \"2028\""]).contains("no slip is counted from an undated statement"));
    assert_eq!(verdict(&[]), "No date: Nobody has given a date.");
}

#[test]
fn a_squeeze_is_explained_from_both_sides() {
    let catalogue = catalogue(&[
        entry(
            "pad",
            "Pad ready",
            "",
            &["said = \"2025\", when = \"2029\""],
        ),
        entry(
            "flight",
            "Flight",
            "needs = [\"pad\"]",
            &["said = \"2025\", when = \"2028\""],
        ),
    ]);
    let board = Board::new(&catalogue, today());
    for index in [0, 1] {
        let reasons = ENGLISH.why(&catalogue, &board, EntryRef::new(Kind::Milestone, index));
        let squeeze = reasons
            .iter()
            .find(|reason| reason.about == "Impossible dates");
        assert_eq!(
            squeeze.map(ToString::to_string).as_deref(),
            Some(
                "Impossible dates: \"Pad ready\" (2029) runs from 1 January 2029 to 31 \
                 December 2029; \"Flight\" (2028), which needs it, runs from 1 January 2028 to 31 \
                 December 2028. A milestone that must come first ends after the one that needs it \
                 ends."
            )
        );
    }
}

#[test]
fn the_room_between_milestones_is_told_from_both_sides() {
    let catalogue = catalogue(&[
        entry(
            "pad",
            "Pad ready",
            "",
            &["said = \"2025\", when = \"2027\""],
        ),
        entry(
            "flight",
            "Flight",
            "needs = [\"pad\"]",
            &["said = \"2025\", when = \"2029\""],
        ),
    ]);
    let board = Board::new(&catalogue, today());
    for index in [0, 1] {
        let reasons = ENGLISH.why(&catalogue, &board, EntryRef::new(Kind::Milestone, index));
        let told: Vec<String> = reasons.iter().map(ToString::to_string).collect();
        let float = "Slack: Between \"Pad ready\" and \"Flight\", which needs it: slack 12 months.";
        assert_reason(&told, float);
    }
}

#[test]
fn what_the_record_says_is_told_of_what_is_still_open() {
    let catalogue = decode(BUILT_IN).unwrap().catalogue;
    let board = Board::new(&catalogue, today());
    let mut told = 0;
    for index in 0..catalogue.milestones().len() {
        let reasons = ENGLISH.why(&catalogue, &board, EntryRef::new(Kind::Milestone, index));
        let said = reasons.iter().find(|one| one.about == "Experience");
        let outlook = board.outlook(&catalogue, index);
        assert_eq!(
            said.map(|reason| &*reason.sentences[0]),
            outlook
                .map(|outlook| ENGLISH.outlook(Some(&outlook)))
                .as_deref()
        );
        told += usize::from(said.is_some());
    }
    assert!(told > 0);
}

#[test]
fn a_project_is_explained_by_the_milestone_that_its_verdict_rests_on() {
    let catalogue = catalogue(&[
        entry(
            "a",
            "A",
            "key = true",
            &["said = \"2025\", when = \"2028\""],
        ),
        entry(
            "b",
            "B",
            "key = true",
            &["said = \"2020\", when = \"2025\""],
        ),
        entry("c", "C", "", &["said = \"2020\", when = \"2021\""]),
    ]);
    let board = Board::new(&catalogue, today());
    let reasons = ENGLISH.why(&catalogue, &board, EntryRef::new(Kind::Project, 0));
    let told: Vec<String> = reasons.iter().map(ToString::to_string).collect();
    assert!(
        told[0].starts_with(
            "Verdict: No word, because of \"B\", the worst. Its 2 open key milestones are weighed."
        ),
        "{told:#?}"
    );
    assert!(
        told[1].starts_with(
            "No word: This is the verdict on \"B\". The latest date, 2025, said 2020 (TASS)"
        ),
        "{told:#?}"
    );
    assert_reason(
        &told,
        "Status and verdict disagree: The status is on-track, while the verdict is no word.",
    );
    assert_reason(
        &told,
        "Milestones: 0 of 3 done, 0 missed, 2 without word, 1 still to come. \"C\": no word, the \
         deadline passed 4.9 years ago. \"B\": no word, the deadline passed 328 days ago.",
    );
    assert_reason(
        &told,
        "Track record: 2 statements about its milestones can be judged: 2 unknown.",
    );
}

#[test]
fn where_no_key_milestone_is_open_all_are_weighed() {
    let done = "key = true\nstatus = \"done\"\nactual = 2025-01-01";
    let catalogue = catalogue(&[
        entry("a", "A", done, &[]),
        entry("b", "B", "", &["said = \"2025\", when = \"2028\""]),
    ]);
    let board = Board::new(&catalogue, today());
    let reasons = ENGLISH.why(&catalogue, &board, EntryRef::new(Kind::Project, 0));
    assert_eq!(
        reasons[0].sentences[..2],
        [
            "On plan, because of \"B\", the worst.",
            "No key milestone is still open, so all open ones are weighed: 1 milestone."
        ]
    );
}

/// The verdict that is explained is the one that the screens show, and so is every number of days.
#[test]
fn the_reasons_of_the_shipped_catalogue_are_those_of_its_board() {
    let catalogue = decode(BUILT_IN).unwrap().catalogue;
    let board = Board::new(&catalogue, today());
    for at in catalogue.entries() {
        let reasons = ENGLISH.why(&catalogue, &board, at);
        let name = &catalogue.entry(at).unwrap().name;
        let says = board.says(at);
        let verdict: &Reason = reasons.iter().find(|one| one.about != "Verdict").unwrap();
        let headed = verdict.about.to_lowercase();
        let has_milestones = at.kind == Kind::Milestone || !catalogue.milestones_of(at).is_empty();
        assert!(
            !has_milestones || headed == ENGLISH.verdict(says),
            "{name}: {headed}"
        );
        let text: String = reasons.iter().map(ToString::to_string).collect();
        let Some(milestone) = catalogue.milestones().get(at.index) else {
            continue;
        };
        if at.kind != Kind::Milestone {
            continue;
        }
        let standing = &board.standings[at.index];
        if let Some(days) = standing.days_overdue {
            let days = ENGLISH.age(days);
            assert!(text.contains(&format!(", {days} later.")), "{text}");
        }
        let silent = reasons.iter().any(|one| one.about == "No news");
        assert_eq!(
            silent,
            mention::silence(&catalogue, at.index, today()).is_some(),
            "{name}"
        );
        let told = ENGLISH.sentence(&catalogue, milestone, standing);
        assert!(told.ends_with('.') && !told.contains("  "), "{told}");
    }
}

#[test]
fn a_citation_names_publisher_day_title_and_address() {
    let catalogue = catalogue(&[
        entry(
            "m",
            "First flight of Sokol",
            "",
            &["said = 2026-02-07, when = \"~2026-03\", by = \"Baranov\", words = \"by spring\""],
        ),
        entry(
            "done",
            "Pad ready",
            "status = \"done\"\nactual = \"2025-11\"",
            &[],
        ),
        entry("none", "No word yet", "", &[]),
    ]);
    let sources: Vec<String> = catalogue
        .sources()
        .iter()
        .map(|source| ENGLISH.source(source))
        .collect();
    assert_eq!(
        sources,
        [
            "TASS, 1 January 2020: \"S\", https://tass.example/1",
            "Paper, undated: \"T\""
        ]
    );
    let cited = |id: &str| {
        ENGLISH
            .entry(
                &catalogue,
                &Board::new(&catalogue, today()),
                catalogue.find(id).unwrap(),
            )
            .unwrap()
    };
    let source = "TASS, 1 January 2020: \"S\", https://tass.example/1";
    assert_eq!(
        cited("m"),
        format!(
            "First flight of Sokol: about March 2026 (\"by spring\"), said by Baranov on 7 \
             February 2026.\n{source}"
        )
    );
    assert_eq!(
        cited("done"),
        format!("Pad ready: done in November 2025.\n{source}")
    );
    assert_eq!(cited("none"), format!("No word yet.\n{source}"));
    assert_eq!(cited("moon"), format!("Moon.\n{source}"));
}

/// The lines of an entry are a whole table, and the same entry when they are read alone.
fn assert_verbatim(text: &str) {
    let Ok(Snapshot { catalogue, report }) = load_text(Path::new("a.toml"), text) else {
        panic!("no catalogue")
    };
    for at in catalogue.entries() {
        let lines = verbatim::entry(&report.text, &catalogue, at).unwrap();
        let table: toml::Table = lines.parse().unwrap_or_else(|e| panic!("{e}\n{lines}"));
        let (section, of_section) = table.iter().next().unwrap();
        assert_eq!(table.len(), 1, "{lines}");
        let id = match at.kind {
            Kind::Programme => section.as_str(),
            _ => of_section[0]["id"].as_str().unwrap(),
        };
        assert_eq!(id, &*catalogue.entry(at).unwrap().id.value);
        assert!(of_section.as_array().is_none_or(|all| all.len() == 1));
        let last = lines.lines().last().unwrap();
        assert!(!last.is_empty() && !last.starts_with('#'), "{lines}");
        assert_eq!(text.matches(lines).count(), 1);
    }
    for source in catalogue.sources() {
        let lines = verbatim::source(&report.text, &catalogue, source).unwrap();
        let table: toml::Table = lines.parse().unwrap_or_else(|e| panic!("{e}\n{lines}"));
        let registry = table["source"].as_table().unwrap();
        let ids: Vec<&str> = registry.keys().map(String::as_str).collect();
        assert_eq!(ids, [&*source.id.value]);
    }
}

#[test]
fn the_lines_of_an_entry_are_its_own_and_no_others() {
    for text in [SAMPLE, BUILT_IN] {
        assert_verbatim(text);
        assert_verbatim(&text.replace('\n', "\r\n"));
        assert_verbatim(&format!("\u{feff}{text}"));
        assert_verbatim(text.trim_end());
        assert_verbatim(&format!("{text}\n# an afterword\n"));
    }
}

#[test]
fn an_inline_table_is_its_own_text() {
    let text = "programme = { name = \"P\", period = \"2026/2036\", as_of = 2026-11-20, federal_projects = 1 }\n\
                project = [\n  { id = \"a\", name = \"A\", group = \"industry\", status = \"on-track\", aim = \"x\" },\n]\n";
    let Ok(Snapshot { catalogue, report }) = load_text(Path::new("a.toml"), text) else {
        panic!("no catalogue")
    };
    let lines = verbatim::entry(&report.text, &catalogue, EntryRef::new(Kind::Project, 0));
    let lines = lines.unwrap();
    assert!(
        lines.starts_with("{ id = \"a\"") && lines.ends_with("\"x\" }"),
        "{lines}"
    );
}
