//! What is computed from a catalogue: standings, the track record, the agenda, the board of another
//! day.

use std::fmt::Write as _;

use crate::fixtures::today;
use chrono::{Days, NaiveDate};
use proptest::prelude::*;
use roscope::domain::catalogue::{Catalogue, EntryRef, Kind, Milestone};
use roscope::domain::computed::agenda::{self, Fit};
use roscope::domain::computed::board::Board;
use roscope::domain::computed::ledger::{self, Moves};
use roscope::domain::computed::mention;
use roscope::domain::computed::outlook;
use roscope::domain::computed::record::{By, Horizon, Outcome, Record, Tally};
use roscope::domain::computed::slip::{Move, Slip};
use roscope::domain::computed::standing::{DatesSay, Standing, days_overdue};
use roscope::domain::computed::survival::Observed;
use roscope::domain::format::keyword::MilestoneStatus;
use roscope::domain::search::Query;
use roscope::domain::text::clean::Text;
use roscope::domain::when::{Period, When};
use roscope::storage::decode;

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
publisher = "S"
date = 2020-01-01
grade = "agency"

[source.new]
title = "N"
publisher = "N"
date = 2026-06-09
grade = "agency"
"#;

fn day(text: &str) -> NaiveDate {
    text.parse().unwrap()
}

/// Id, further keys, and statements as `said` and `when`.
type Given<'a> = (&'a str, &'a str, &'a [(&'a str, &'a str)]);

/// A catalogue of milestones, each given by id, further keys and its statements `said: when`.
fn catalogue(milestones: &[Given]) -> Catalogue {
    let mut text = HEAD.to_owned();
    for (id, keys, statements) in milestones {
        let status = if keys.contains("status") {
            ""
        } else {
            "status = \"planned\"\n"
        };
        let lines: String = statements
            .iter()
            .map(|(said, when)| match *said {
                "" => format!("  {{ when = \"{when}\", source = \"s\" }},\n"),
                said => format!("  {{ said = \"{said}\", when = \"{when}\", by = \"Ivanov\", source = \"s\" }},\n"),
            })
            .collect();
        write!(
            text,
            "[[milestone]]\nid = \"{id}\"\nname = \"{id}\"\nof = [\"moon\"]\nkey = true\n{status}{keys}\nsources = [\"s\"]\nstatements = [\n{lines}]\n"
        )
        .unwrap();
    }
    decode(&text)
        .unwrap_or_else(|found| panic!("{:?}", found.iter().collect::<Vec<_>>()))
        .catalogue
}

fn one(keys: &str, statements: &[(&str, &str)]) -> Milestone {
    catalogue(&[("m", keys, statements)]).milestones()[0].clone()
}

/// How the only milestone of a catalogue stands.
fn standing(keys: &str, statements: &[(&str, &str)], day: NaiveDate) -> Standing {
    Standing::all(&catalogue(&[("m", keys, statements)]), day)[0]
}

fn says(keys: &str, statements: &[(&str, &str)]) -> DatesSay {
    standing(keys, statements, today()).says
}

#[test]
fn the_dates_say_how_a_milestone_stands() {
    assert_eq!(says("", &[("2024-01-01", "2028")]), DatesSay::OnPlan);
    assert_eq!(
        says("", &[("2024-01-01", "2027-Q1"), ("2026-01-01", "2027-H1")]),
        DatesSay::OnPlan
    );
    assert_eq!(
        says("", &[("2024-01-01", "2027-Q1"), ("2025-01-01", "2027")]),
        DatesSay::Slipping
    );
    assert_eq!(
        says("", &[("2024-01-01", "2027-Q1"), ("2025-01-01", "2028-H1")]),
        DatesSay::Late
    );
    assert_eq!(says("", &[("2024-01-01", "2025")]), DatesSay::NoWord);
    assert_eq!(
        says("", &[("2026-01-01", "2026-11-20")]),
        DatesSay::OnPlan,
        "its last day is not over"
    );
    assert_eq!(says("", &[("2024-01-01", "2026-11-19")]), DatesSay::NoWord);
    assert_eq!(
        says("", &[("2024-01-01", "2028"), ("2025-01-01", "TBD")]),
        DatesSay::Undated
    );
    assert_eq!(says("", &[]), DatesSay::Undated);
    assert_eq!(
        says("", &[("2024-01-01", "2024"), ("2025-01-01", "NET 2027")]),
        DatesSay::Late
    );
    assert_eq!(
        says(
            "status = \"done\"\nactual = \"2025\"",
            &[("2020-01-01", "2022")]
        ),
        DatesSay::Done
    );
    assert_eq!(
        says("status = \"failed\"\nactual = \"2025\"", &[]),
        DatesSay::Failed
    );
    assert_eq!(
        says("status = \"cancelled\"", &[("2020-01-01", "2022")]),
        DatesSay::Cancelled
    );
}

#[test]
fn a_sharper_date_is_no_slip_and_a_done_one_is_measured_by_its_day() {
    let sharper = one("", &[("2024-01-01", "2028"), ("2025-01-01", "2028-Q2")]);
    let steps: Vec<Move> = ledger::lines(&sharper)
        .map(|line| line.step.unwrap().moved)
        .collect();
    assert_eq!(steps, [Move::First, Move::Narrowed]);
    let standing = standing(
        "status = \"done\"\nactual = 2026-04-30",
        &[("2018-01-23", "2022"), ("2026-02-07", "~2026-03")],
        today(),
    );
    assert_eq!(standing.since_first.map(Slip::months), Some(40));
    assert_eq!(standing.since_last.map(Slip::months), Some(1));
}

#[test]
fn a_statement_of_an_unknown_day_is_listed_and_counts_for_nothing() {
    let milestone = one(
        "",
        &[("", "2019"), ("2024-01-01", "2028"), ("2025-01-01", "2029")],
    );
    assert_eq!(ledger::lines(&milestone).count(), 3);
    assert!(ledger::lines(&milestone).next().unwrap().step.is_none());
    assert_eq!(milestone.first().unwrap().when.to_string(), "2028");
    assert_eq!(
        Moves::of(&milestone),
        Moves {
            later: 1,
            ..Moves::default()
        }
    );
}

#[test]
fn notice_is_the_time_between_the_announcement_of_a_slip_and_the_old_deadline() {
    let milestone = one(
        "",
        &[
            ("2024-01-01", "2025"),
            ("2025-12-21", "2026"),
            ("2027-01-10", "2028"),
        ],
    );
    let notices: Vec<i64> = ledger::lines(&milestone)
        .filter_map(|line| line.step?.notice)
        .collect();
    assert_eq!(notices, [10, -10]);
    let vague = one(
        "",
        &[
            ("2023", "2024"),
            ("2024", "2025"),
            ("2025-12", "2026"),
            ("2026-H2", "2028"),
        ],
    );
    let notices: Vec<Option<i64>> = ledger::lines(&vague)
        .map(|line| line.step.unwrap().notice)
        .collect();
    assert_eq!(notices, [None, None, Some(0), None], "known to the month");
}

#[test]
fn silence_and_overdue_are_counted_in_days() {
    let silence = |keys: &str, statements: &[(&str, &str)]| {
        let catalogue = catalogue(&[("m", keys, statements)]);
        let last = mention::silence(&catalogue, 0, today());
        let overdue = days_overdue(&catalogue.milestones()[0], today());
        (last.map(|last| last.days), overdue)
    };
    let late = [("2024-01-01", "2028"), ("2026-11-10", "2026-11-15")];
    assert_eq!(silence("", &late), (Some(10), Some(5)));
    let done = "status = \"done\"\nactual = 2025-01-01";
    assert_eq!(silence(done, &[("2024-01-01", "2028")]), (None, None));
}

#[test]
fn any_word_about_a_milestone_ends_its_silence() {
    let old: &[(&str, &str)] = &[("2024-01-01", "2028")];
    let fact = |more: &str| format!("facts = [{{ label = \"L\", value = \"V\", {more} }}]");
    let keys = [
        ("silent", String::new()),
        ("fact", fact("as_of = 2026-06-09, source = \"s\"")),
        ("source", fact("source = \"new\"")),
        ("undated", fact("source = \"s\"")),
        (
            "status",
            "status = \"planned\"\nstatus_as_of = 2026-06-09".to_owned(),
        ),
        (
            "status-source",
            "status = \"planned\"\nstatus_source = \"new\"".to_owned(),
        ),
        (
            "ahead",
            "status = \"planned\"\nstatus_as_of = 2026-11-21".to_owned(),
        ),
    ];
    let given: Vec<Given> = keys.iter().map(|(id, keys)| (*id, &**keys, old)).collect();
    let catalogue = catalogue(&given);
    let board = Board::new(&catalogue, today());
    let id = |index: &usize| &*catalogue.milestones()[*index].entry.id.value;
    let silent: Vec<&str> = board.attention.silent.iter().map(id).collect();
    assert_eq!(silent, ["silent", "undated", "ahead"]);
    let moon = catalogue.find("moon").unwrap();
    assert_eq!(board.summary(moon).unwrap().quiet, Some(164));
}

#[test]
fn the_track_record_counts_closed_promises_by_how_far_ahead_they_were_made() {
    let catalogue = catalogue(&[
        // Kept (said a month ahead), broken (said four years ahead).
        (
            "a",
            "status = \"done\"\nactual = 2025-06-10",
            &[("2020-01-01", "2024"), ("2025-05-20", "2025-06")],
        ),
        // Broken: given up for a later date (said a year ahead); the newer one is still open.
        (
            "b",
            "",
            &[("2024-06-01", "2025-06"), ("2025-07-01", "2028")],
        ),
        // Unknown: some time in the year, promised for its first half.
        (
            "c",
            "status = \"done\"\nactual = \"2025\"",
            &[("2025-01-01", "2025-H1")],
        ),
        // No end that could be missed.
        (
            "d",
            "",
            &[("2024-01-01", "NET 2025"), ("2024-02-01", "TBD")],
        ),
        // Cancelled before its deadline: given up (said five years ahead).
        ("e", "status = \"cancelled\"", &[("2024-01-01", "2029")]),
    ]);
    let record = Record::of(&catalogue, today());
    assert_eq!(
        record.all,
        Tally {
            kept: 1,
            broken: 3,
            unknown: 1
        }
    );
    assert_eq!(
        record.first,
        Tally {
            kept: 0,
            broken: 3,
            unknown: 1
        }
    );
    let closed = |horizon: Horizon| {
        record
            .by_horizon
            .get(&horizon)
            .map_or(0, |tally| tally.closed())
    };
    assert_eq!(Horizon::ALL.map(closed), [1, 2, 2]);
    let cuts = record.cuts(&catalogue);
    let kept_of = |by: By| {
        let cut = cuts.iter().find(|cut| cut.by == by).unwrap();
        assert_eq!(cut.of.len(), cut.tally.closed());
        (cut.tally.kept, cut.tally.closed())
    };
    assert_eq!(kept_of(By::Project(0)), (1, 5));
    assert_eq!(kept_of(By::Speaker(Text::new("Ivanov"))), (1, 5));
}

#[test]
fn each_judged_statement_tells_how_far_off_it_was_and_the_notice_of_its_slip() {
    use Outcome::{Broken, Kept, Unknown};
    use Slip::Exact;

    let catalogue = catalogue(&[
        // Narrowed first, which is no slip; moved ten days before the end; the last one is kept.
        (
            "done",
            "status = \"done\"\nactual = 2026-02-10",
            &[
                ("2024-01-01", "2025"),
                ("2025-01-01", "2025-12"),
                ("2025-12-21", "2026"),
            ],
        ),
        // Never moved, and not there yet.
        ("open", "", &[("2024-01-01", "2026-11-10")]),
        // Moved after the window had closed, to a date without an end.
        (
            "late",
            "status = \"failed\"\nactual = 2026-11-01",
            &[
                ("", "2020"),
                ("2024-01-01", "2025"),
                ("2026-01-10", "NET 2026-06"),
            ],
        ),
        // It happened, but nobody knows when.
        (
            "some-time",
            "status = \"done\"\nactual = \"NLT 2026\"",
            &[("2024-01-01", "2025")],
        ),
    ]);
    let judged: Vec<_> = Record::of(&catalogue, today())
        .judged
        .iter()
        .map(|one| {
            (
                one.milestone,
                one.statement,
                one.first,
                one.outcome,
                one.slip,
                one.notice,
            )
        })
        .collect();
    assert_eq!(
        judged,
        [
            (0, 0, true, Broken, Some(Exact(41)), None),
            (0, 1, false, Broken, Some(Exact(41)), Some(10)),
            (0, 2, false, Kept, Some(Exact(-324)), None),
            (1, 0, true, Unknown, None, None),
            (2, 1, true, Broken, Some(Exact(305)), Some(-10)),
            (3, 0, true, Unknown, None, None),
        ]
    );
}

#[test]
fn notice_has_one_sum_of_one_slip_each() {
    let catalogue = catalogue(&[
        // Two statements, one slip: it counts once. The next one was given up before its deadline.
        (
            "moved",
            "",
            &[
                ("2024-01-01", "2025"),
                ("2025-01-01", "2025-12"),
                ("2025-12-21", "2027"),
                ("2026-01-01", "2029"),
            ],
        ),
        (
            "late",
            "",
            &[("2024-01-01", "2025"), ("2026-01-10", "2028")],
        ),
    ]);
    let record = Record::of(&catalogue, today());
    let announced: Vec<i64> = record.judged.iter().filter_map(|one| one.notice).collect();
    assert_eq!(announced, [10, 729, -10], "given up two years ahead");
    assert_eq!(record.notice.map(|notice| notice.n), Some(3));
    assert_eq!(record.announced_late, 1);

    let built_in = decode(roscope::storage::BUILT_IN).unwrap().catalogue;
    for (catalogue, day) in [(&catalogue, today()), (&built_in, today())] {
        let record = Record::of(catalogue, day);
        assert_eq!(record.notice, record.cuts(catalogue)[0].notice);
    }
}

#[test]
fn the_record_is_cut_by_what_it_is_about_and_who_said_it() {
    let text = r#"
        [[project]]
        id = "mars"
        name = "Mars"
        group = "exploration"
        status = "on-track"
        aim = "to go there"
        sources = ["s"]

        [[vehicle]]
        id = "rocket"
        name = "Rocket"
        class = "light"
        status = "testing"
        sources = ["s"]

        [[milestone]]
        id = "both"
        name = "Both"
        of = ["moon", "mars", "rocket"]
        status = "planned"
        sources = ["s"]
        statements = [
            { said = 2024-01-01, when = "2024", by = "Petrov", source = "s" },
            { said = 2025-01-01, when = "2025", by = "Ivanov", source = "s" },
        ]

        [[milestone]]
        id = "one"
        name = "One"
        of = ["mars"]
        status = "done"
        actual = 2025-06-01
        sources = ["s"]
        statements = [
            { said = 2025-02-01, when = "2025-H1", by = "Ivanov", source = "s" },
            { said = 2025-03-01, when = "2025-06", source = "s" },
        ]
    "#;
    let catalogue = decode(&format!("{HEAD}{text}")).unwrap().catalogue;
    let record = Record::of(&catalogue, today());
    let cuts = record.cuts(&catalogue);
    let told: Vec<String> = cuts
        .iter()
        .map(|cut| {
            format!(
                "{}: {} of {}, {:?}",
                roscope::words::program::cut(&cut.by, &catalogue),
                cut.tally.kept,
                cut.tally.closed(),
                cut.of
            )
        })
        .collect();
    assert_eq!(
        told,
        [
            "all statements: 2 of 4, [0, 1, 2, 3]",
            "first dates given: 1 of 2, [0, 2]",
            "under 6 months ahead: 2 of 2, [2, 3]",
            "6 to 24 months ahead: 0 of 2, [0, 1]",
            "Mars: 2 of 4, [0, 1, 2, 3]",
            "Moon: 0 of 2, [0, 1]",
            "Rocket: 0 of 2, [0, 1]",
            "Ivanov: 1 of 2, [1, 2]",
            "Petrov: 0 of 1, [0]",
        ]
    );
    assert_eq!(
        cuts[0].notice.map(|notice| (notice.n, notice.median)),
        Some((1, Slip::Exact(-1)))
    );
    assert_eq!(cuts[2].slip.map(|slip| slip.most), Some(Slip::Exact(-29)));
    assert_eq!(
        Record::default().cuts(&catalogue).len(),
        1,
        "the whole is always there"
    );
}

#[test]
fn a_delay_is_censored_on_the_day_until_which_it_is_known_not_to_have_come_true() {
    use Observed::{Censored, Happened};

    let observed = |keys: &str, said: &str, when: &str| {
        let catalogue = catalogue(&[("m", keys, &[(said, when)])]);
        let found: Vec<_> = outlook::delays(&catalogue, 0, today()).collect();
        found.first().map(|delay| delay.observed)
    };
    let done = |actual: &str| {
        observed(
            &format!("status = \"done\"\nactual = \"{actual}\""),
            "2024-01-01",
            "2025-11-20",
        )
    };
    assert_eq!(done("2025-11-30"), Some(Happened(10)));
    assert_eq!(
        done("2025-11"),
        Some(Happened(10)),
        "by the last day of the month"
    );
    assert_eq!(done("2026"), Some(Happened(365)), "it happened by today");
    assert_eq!(done("NET 2025-11-30"), Some(Censored(10)));
    assert_eq!(done("2023"), None, "said after the event");
    assert_eq!(
        observed("", "2024-01-01", "2024-01-11"),
        Some(Censored(-10)),
        "followed as far as the last word, not to today"
    );
    assert_eq!(observed("", "2024-01-01", "NET 2026"), None);
    assert_eq!(
        observed(
            "status = \"failed\"\nactual = 2025-01-10",
            "2024-01-01",
            "2024"
        ),
        Some(Censored(10))
    );
    let cancelled = "status = \"cancelled\"";
    assert_eq!(
        observed(
            &format!("{cancelled}\nstatus_as_of = 2025-01-10"),
            "2024-01-01",
            "2024"
        ),
        Some(Censored(10))
    );
    assert_eq!(
        observed(cancelled, "2024-12-21", "2024"),
        Some(Censored(-10)),
        "by the last statement"
    );
}

#[test]
fn the_record_speaks_of_what_is_open_and_dated() {
    let done: Vec<String> = (0..40).map(|n| format!("done-{n}")).collect();
    let said = [("2024-06-01", "2025")];
    let mut given: Vec<Given> = done
        .iter()
        .map(|id| (&**id, "status = \"done\"\nactual = 2026-04-30", &said[..]))
        .collect();
    given.extend([
        ("open", "", &[("2026-01-01", "2027")][..]),
        ("overdue", "", &[("2025-01-01", "2025")]),
        ("tbd", "", &[("2026-01-01", "2027"), ("2026-02-01", "TBD")]),
        ("far", "", &[("2026-01-01", "2036")]),
        ("over", "status = \"cancelled\"", &[("2026-01-01", "2027")]),
    ]);
    let catalogue = catalogue(&given);
    let board = Board::new(&catalogue, today());
    let outlook = |id: &str| board.outlook(&catalogue, catalogue.find(id).unwrap().index);
    let open = outlook("open").unwrap();
    assert_eq!((open.horizon, open.n), (Horizon::Middle, 40));
    let day = Some(day("2028-04-29"));
    assert_eq!(
        (open.half.first, open.four_fifths.last),
        (day, day),
        "120 days late, all of them"
    );
    let silent = ["overdue", "tbd", "far", "over", "done-1"];
    assert_eq!(silent.map(outlook), [None; 5]);
}

#[test]
fn a_predecessor_that_ends_too_late_leaves_no_float() {
    let fits = |needed: &str, by: &str| {
        let catalogue = catalogue(&[
            ("pad", "", &[("2025-01-01", needed)]),
            ("flight", "needs = [\"pad\"]", &[("2025-01-01", by)]),
        ]);
        let flight = catalogue.find("flight").unwrap().index;
        agenda::squeezes(&catalogue, &Standing::all(&catalogue, today()), flight)
            .first()
            .map(|squeeze| squeeze.fit)
    };
    assert_eq!(fits("2027-Q1", "2028"), None);
    assert_eq!(fits("2028", "2028"), Some(Fit::NoFloat));
    assert_eq!(fits("2029", "2028"), Some(Fit::Impossible));
    assert_eq!(fits("NET 2029", "2028"), Some(Fit::Impossible));
    assert_eq!(
        fits("NET 2028", "2028"),
        None,
        "it may come on its first day"
    );
    assert_eq!(fits("2029", "NET 2028"), Some(Fit::NoFloat));
    assert_eq!(fits("TBD", "2028"), None);
}

#[test]
fn a_project_is_judged_by_the_worst_of_its_key_milestones() {
    let catalogue = catalogue(&[
        ("fine", "", &[("2025-01-01", "2028")]),
        (
            "late",
            "",
            &[("2020-01-01", "2024"), ("2025-01-01", "2029")],
        ),
        ("past", "status = \"failed\"\nactual = 2024-01-01", &[]),
    ]);
    let board = Board::new(&catalogue, today());
    let summary = board.summary(EntryRef::new(Kind::Project, 0)).unwrap();
    assert_eq!((summary.says, summary.worst), (DatesSay::Late, Some(1)));
    assert_eq!((summary.next, summary.done, summary.all), (Some(0), 0, 3));
    assert_eq!(
        board.attention.disagreeing,
        [0],
        "on track by its word, late by its dates"
    );
}

#[test]
fn next_is_what_meets_the_coming_twelve_months() {
    let catalogue = catalogue(&[
        ("far", "", &[("2025-01-01", "2029")]),
        ("open", "", &[("2025-01-01", "NET 2027")]),
        ("soon", "", &[("2025-01-01", "2027-Q1")]),
        ("over", "", &[("2025-01-01", "2025")]),
        ("some-day", "", &[("2025-01-01", "NLT 2036")]),
        ("this-month", "", &[("2025-01-01", "2026-11")]),
    ]);
    let board = Board::new(&catalogue, today());
    let ids: Vec<&str> = board
        .next
        .iter()
        .map(|index| &*catalogue.milestones()[*index].entry.id.value)
        .collect();
    assert_eq!(ids, ["this-month", "soon", "open"]);
    assert_eq!(board.attention.no_word, [3]);
}

#[test]
fn the_board_of_another_day_knows_nothing_of_later_news() {
    let catalogue = catalogue(&[
        (
            "a",
            "status = \"done\"\nactual = 2025-06-10\nstatus_as_of = 2025-06-11",
            &[("2020-01-01", "2024"), ("2025-05-20", "2025-06")],
        ),
        (
            "b",
            "status = \"cancelled\"\nstatus_as_of = 2026-01-01",
            &[("2024", "2028"), ("2026", "2030")],
        ),
    ]);
    let then = catalogue.seen_on(day("2025-05-01"));
    let [a, b] = then.milestones() else { panic!() };
    assert_eq!(
        (
            a.recorded.status.value,
            a.actual.is_none(),
            a.statements.len()
        ),
        (MilestoneStatus::Planned, true, 1)
    );
    assert_eq!(
        (b.recorded.status.value, b.statements.len()),
        (MilestoneStatus::Planned, 1)
    );
    assert_eq!(Board::new(&then, day("2025-05-01")).attention.no_word, [0]);
    let later = then.seen_on(day("2030-01-01"));
    assert_eq!(
        later.milestones()[0].statements.len(),
        1,
        "what is hidden stays hidden"
    );
}

#[test]
fn a_filter_negates_and_chooses() {
    let catalogue = catalogue(&[
        (
            "luna-26",
            "name_ru = \"Луна, ещё одна\"",
            &[("2025-01-01", "2028")],
        ),
        ("pad", "status = \"done\"\nactual = 2025-01-01", &[]),
    ]);
    let board = Board::new(&catalogue, today());
    let found = |text: &str| -> Vec<usize> {
        let query = Query::new(text);
        let finder = query.finder(&catalogue, &board);
        (0..2)
            .filter(|index| finder.fits(EntryRef::new(Kind::Milestone, *index)))
            .collect()
    };
    assert_eq!(found("луна"), [0]);
    assert_eq!(found("ЕЩЕ"), [0]);
    assert_eq!(found("done"), [1]);
    assert_eq!(found("!done"), [0]);
    assert_eq!(found("done luna"), [0; 0]);
    assert_eq!(found("done | luna"), [0, 1]);
    assert_eq!(found("  | "), [0, 1]);
    assert_eq!(found("open key"), [0]);
}

fn any_when() -> impl Strategy<Value = When> {
    let period = prop_oneof![
        (1950_i32..2150, 1_u32..13, 1_u32..29).prop_map(|(y, m, d)| format!("{y}-{m:02}-{d:02}")),
        (1950_i32..2150, 1_u32..13).prop_map(|(y, m)| format!("{y}-{m:02}")),
        (1950_i32..2150, 1_u32..5).prop_map(|(y, q)| format!("{y}-Q{q}")),
        (1950_i32..2150).prop_map(|y| format!("{y}")),
        (195_i32..215).prop_map(|d| format!("{d}0s")),
    ];
    let prefix = prop::sample::select(vec!["", "", "", "~", "NET ", "NLT "]);
    prop_oneof![
        9 => (prefix, period).prop_map(|(prefix, period)| format!("{prefix}{period}").parse().unwrap()),
        1 => Just(When::Tbd),
    ]
}

proptest! {
    /// Turning two dates round turns the move and the slip round, as long as neither was over by then.
    #[test]
    fn moves_and_slips_are_each_others_mirror(a in any_when(), b in any_when()) {
        prop_assume!(a != When::Tbd && b != When::Tbd);
        let moved = |before, after| {
            let said = |day| Period::Day(self::day(day));
            Move::between((said("1900-01-01"), before), (said("1901-01-01"), after))
        };
        let mirror = match moved(a, b) {
            Move::Later => Move::Earlier,
            Move::Earlier => Move::Later,
            Move::Narrowed => Move::Widened,
            Move::Widened => Move::Narrowed,
            same => same,
        };
        prop_assert_eq!(moved(b, a), mirror);
        if let (Some(there), Some(back)) = (Slip::between(a, b), Slip::between(b, a)) {
            prop_assert_eq!(there.days(), -back.days());
        }
        let order = a.chronological(&b);
        prop_assert_eq!(order.reverse(), b.chronological(&a));
    }

    /// Whatever is said, a move that is later or narrowed never makes the date end earlier by over a year.
    #[test]
    fn later_is_later(a in any_when(), b in any_when(), said in 0_u64..90_000) {
        let said = Period::Day(day("1940-01-01") + Days::new(said));
        let moved = Move::between((Period::Day(day("1930-01-01")), a), (said, b));
        let months = Slip::between(a, b).map(Slip::months);
        match moved {
            Move::Later => prop_assert!(months.is_some_and(|months| months >= 0)),
            Move::Earlier => prop_assert!(months.is_some_and(|months| months <= 0)),
            Move::Narrowed | Move::Widened => prop_assert!(months.is_some_and(|months| months.abs() <= 12)),
            _ => {}
        }
    }

    /// Whatever was said, a milestone is without word exactly from the day after its window.
    #[test]
    fn overdue_begins_the_day_after_the_window(when in any_when()) {
        let when_said = when.to_string();
        let said = [("1940", &*when_said)];
        if let Some(last) = when.last() {
            let on = |day| standing("", &said, day).says == DatesSay::NoWord;
            prop_assert!(!on(last));
            prop_assert!(on(last + Days::new(1)));
        } else {
            prop_assert!(!standing("", &said, day("2199-01-01")).says.is_overdue());
        }
    }
}

#[test]
fn a_source_known_to_the_year_is_not_the_newest_of_that_year() {
    let sources = r#"
        [source.a]
        title = "A"
        publisher = "P"
        date = "2026"
        grade = "media"

        [source.b]
        title = "B"
        publisher = "P"
        date = 2026-09-20
        grade = "media"
    "#;
    let catalogue = decode(&format!("{HEAD}{sources}")).unwrap().catalogue;
    let newest = catalogue.newest_source().unwrap();
    assert_eq!(newest.to_string(), "2026-09-20");
}
