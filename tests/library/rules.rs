//! The rules of what the board knows, doubts and does not know, each on a small catalogue of its own.

use chrono::NaiveDate;
use proptest::prelude::*;
use roscope::domain::catalogue::{Catalogue, EntryRef, Kind};
use roscope::domain::computed::board::Board;
use roscope::domain::computed::doubt::{Doubt, Need};
use roscope::domain::computed::ledger::{self, Moves};
use roscope::domain::computed::mention;
use roscope::domain::computed::record::{By, Outcome, Record, Tally};
use roscope::domain::computed::slip::{Move, Slip};
use roscope::domain::computed::standing::{DatesSay, Standing, State, Verdict};
use roscope::domain::format::keyword::Grade;
use roscope::domain::search::Query;
use roscope::domain::text::clean::Text;
use roscope::storage::decode;
use roscope::words::ENGLISH;

const HEAD: &str = r#"
[programme]
name = "P"
period = "2026/2036"
federal_projects = 1
sources = ["agency"]

[[project]]
id = "moon"
name = "Moon"
group = "exploration"
status = "under-way"
aim = "to go there"
sources = ["agency"]

[[vehicle]]
id = "rocket"
name = "Rocket"
class = "medium"
status = "testing"
first_flight = "maiden"
sources = ["agency"]

[[constellation]]
id = "rassvet"
name = "Rassvet"
purpose = "broadband"
status = "deploying"
sources = ["agency"]
counts = [
    { on = 2025-10-01, in_orbit = 6, source = "agency" },
    { on = 2026-06-01, in_orbit = 37, source = "agency" },
    { on = 2026-09-20, in_orbit = 37, source = "agency" },
]

[speaker.bakanov]
name = "Bakanov"
also = ["D. Bakanov"]

[source.agency]
title = "A"
publisher = "TASS"
date = 2020-01-01
grade = "agency"

[source.official]
title = "O"
publisher = "Roscosmos"
date = 2021-01-01
grade = "official"

[source.weak]
title = "W"
publisher = "A forum"
date = 2022-01-01
grade = "weak"
"#;

fn day(text: &str) -> NaiveDate {
    text.parse().unwrap()
}

fn today() -> NaiveDate {
    day("2026-11-26")
}

/// A milestone of the project by id, further keys, and its statements without their brackets.
fn milestone(id: &str, keys: &str, statements: &[&str]) -> String {
    let status = if keys.contains("status =") {
        ""
    } else {
        "status = \"planned\"\n"
    };
    let line = |line: &&str| {
        if line.contains("source =") {
            format!("  {{ {line} }},\n")
        } else {
            format!("  {{ {line}, source = \"agency\" }},\n")
        }
    };
    let lines: String = statements.iter().map(line).collect();
    format!(
        "[[milestone]]\nid = \"{id}\"\nname = \"{id}\"\nof = [\"moon\"]\n{status}{keys}\nstatements = [\n{lines}]\n"
    )
}

fn catalogue(milestones: &[String]) -> Catalogue {
    let maiden = milestone(
        "maiden",
        "kind = \"launch\"\nvehicle = \"rocket\"\nstatus = \"done\"\nactual = 2026-04-30",
        &["said = 2018-01-23, when = \"2022\""],
    );
    // The one that the vehicle names stands last.
    decode(&format!("{HEAD}{}{maiden}", milestones.concat()))
        .unwrap_or_else(|found| panic!("{:?}", found.iter().collect::<Vec<_>>()))
        .catalogue
}

fn one(keys: &str, statements: &[&str]) -> Catalogue {
    catalogue(&[milestone("m", keys, statements)])
}

fn standing(keys: &str, statements: &[&str]) -> Standing {
    Standing::all(&one(keys, statements), today())[0]
}

fn says(keys: &str, statements: &[&str]) -> DatesSay {
    standing(keys, statements).says
}

fn reason(keys: &str, statements: &[&str]) -> Option<String> {
    let catalogue = one(keys, statements);
    let board = Board::new(&catalogue, today());
    ENGLISH.reason(&catalogue, &board, EntryRef::new(Kind::Milestone, 0))
}

fn found(catalogue: &Catalogue, filter: &str) -> Vec<String> {
    let board = Board::new(catalogue, today());
    let query = Query::new(filter);
    assert_eq!(query.problem(), None, "{filter}");
    let finder = query.finder(catalogue, &board);
    let fits = |index: &usize| finder.fits(EntryRef::new(Kind::Milestone, *index));
    let all = 0..catalogue.milestones().len();
    all.filter(fits)
        .map(|index| catalogue.milestones()[index].entry.id.value.to_string())
        .collect()
}

// Evidence

#[test]
fn the_last_word_has_a_grade_and_a_coarse_day_counts_by_its_first() {
    let catalogue = one(
        "",
        &[
            "said = 2025-03-01, when = \"2028\"",
            "said = \"2025\", when = \"2028\", source = \"official\"",
            "said = 2025-06-01, when = \"2028\", source = \"weak\"",
        ],
    );
    let at = EntryRef::new(Kind::Milestone, 0);
    let last = |grade| {
        let word = mention::last_word_of(&catalogue, at, grade, today());
        word.map(|word| word.day.to_string())
    };
    assert_eq!(last(Grade::Agency).as_deref(), Some("2025-03-01"));
    assert_eq!(last(Grade::Official).as_deref(), Some("2025"));
    assert_eq!(last(Grade::Weak).as_deref(), Some("2025-06-01"));
    assert_eq!(last(Grade::Media), None);
    let newest = mention::last_word(&catalogue, at, today()).unwrap();
    assert_eq!(newest.day.to_string(), "2025-06-01", "2025 may be January");
    let sources = (
        catalogue.newest_source().unwrap().to_string(),
        catalogue.newest_sound_source().unwrap().to_string(),
    );
    assert_eq!(sources, ("2022-01-01".into(), "2021-01-01".into()));
}

#[test]
fn sources_of_over_sixty_days_ago_are_said_to_know_nothing_of_what_happened_since() {
    let catalogue = one("", &[]);
    let told = |on: &str| ENGLISH.not_known_since(&catalogue, &Board::new(&catalogue, day(on)));
    assert_eq!(told("2022-03-02"), None);
    assert_eq!(
        told("2022-03-03").as_deref(),
        Some("No source is newer than 1 January 2022: what has happened since is not known here.")
    );
}

// Missed is not unknown

#[test]
fn a_deadline_that_has_passed_is_missed_only_where_a_later_word_shows_it_open() {
    let said = ["said = 2022-01-01, when = \"2023\""];
    let status = |as_of: &str, source: &str| {
        format!("status = \"planned\"\nstatus_as_of = {as_of}\n{source}")
    };
    let sourced = "status_source = \"agency\"";
    assert_eq!(says("", &said), DatesSay::NoWord);
    assert_eq!(
        says(&status("2026-08-31", sourced), &said),
        DatesSay::Missed
    );
    assert_eq!(
        says(&status("2026-08-31", ""), &said),
        DatesSay::NoWord,
        "nobody says so"
    );
    assert_eq!(
        says(&status("2023-12-31", sourced), &said),
        DatesSay::NoWord,
        "it may still have come that day"
    );
    assert_eq!(
        says(&status("\"2023\"", sourced), &said),
        DatesSay::NoWord,
        "a coarse day is evidence by its first"
    );
    let standing = standing(&status("2026-08-31", sourced), &said);
    assert_eq!(standing.says.state(), State::Missed);
    assert_eq!(standing.verdict(), None);
    assert_eq!(standing.days_overdue, Some(1_061));
    assert_eq!(
        reason(&status("2026-08-31", sourced), &said).as_deref(),
        Some("was due 2023, still open on 31 August 2026")
    );
    assert_eq!(
        reason("", &said).as_deref(),
        Some("was due 2023, outcome unknown; last word 4.9 years ago")
    );
}

#[test]
fn a_count_below_the_number_shows_that_it_was_not_reached() {
    let reach =
        |number: u32| format!("reach = {{ constellation = \"rassvet\", satellites = {number} }}");
    let by_march = ["said = 2025-01-01, when = \"2026-03\""];
    assert_eq!(says(&reach(156), &by_march), DatesSay::Missed);
    assert_eq!(says(&reach(30), &by_march), DatesSay::NoWord);
    let by_september = ["said = 2025-01-01, when = \"2026-09\""];
    assert_eq!(
        says(&reach(156), &by_september),
        DatesSay::NoWord,
        "counted before its last day"
    );
}

#[test]
fn filters_ask_for_missed_and_no_word_apart_and_for_both() {
    let open = "status = \"planned\"\nstatus_as_of = 2026-08-31\nstatus_source = \"agency\"";
    let catalogue = catalogue(&[
        milestone("missed", open, &["said = 2022-01-01, when = \"2023\""]),
        milestone("silent", "", &["said = 2022-01-01, when = \"2023\""]),
        milestone("due", "", &["said = 2026-01-01, when = \"2029\""]),
    ]);
    assert_eq!(found(&catalogue, "missed"), ["missed"]);
    assert_eq!(found(&catalogue, "no-word"), ["silent"]);
    assert_eq!(found(&catalogue, "overdue"), ["missed", "silent"]);
    let board = Board::new(&catalogue, today());
    assert_eq!(
        (&*board.attention.missed, &*board.attention.no_word),
        (&[0][..], &[1][..])
    );
}

// The record

#[test]
fn unknown_is_not_broken_and_what_was_given_up_is() {
    use Outcome::{Broken, Kept, Unknown};
    let outcomes = |keys: &str, statements: &[&str]| -> Vec<Outcome> {
        let record = Record::of(&one(keys, statements), today());
        let of = record.judged.iter().filter(|one| one.milestone == 0);
        of.map(|one| one.outcome).collect()
    };
    let said = "said = 2022-01-01, when = \"2023\"";
    assert_eq!(outcomes("", &[said]), [Unknown]);
    let open = "status = \"planned\"\nstatus_as_of = 2026-08-31\nstatus_source = \"agency\"";
    assert_eq!(outcomes(open, &[said]), [Broken]);
    let done = |on: &str| format!("status = \"done\"\nactual = \"{on}\"");
    assert_eq!(outcomes(&done("2023-06-01"), &[said]), [Kept]);
    assert_eq!(outcomes(&done("2024-01-01"), &[said]), [Broken]);
    assert_eq!(outcomes(&done("2023/2024"), &[said]), [Unknown]);
    let cancelled = "status = \"cancelled\"";
    assert_eq!(
        outcomes(cancelled, &["said = 2022-01-01, when = \"2030\""]),
        [Broken]
    );
    let far = "said = 2022-01-01, when = \"2028\"";
    assert_eq!(outcomes("", &[far]), [], "it may still be kept");
    assert_eq!(
        outcomes("", &[far, "said = 2026-01-01, when = \"TBD\""]),
        [Broken]
    );
    assert_eq!(
        outcomes("", &[far, "said = 2026-01-01, when = \"2029\""]),
        [Broken],
        "before its deadline"
    );
    assert_eq!(
        outcomes("", &[far, "said = 2026-01-01, when = \"2028/2029\""]),
        [],
        "it may still be kept"
    );
    let weak = "said = 2026-01-01, when = \"2029\", source = \"weak\"";
    assert_eq!(outcomes("", &[far, weak]), [], "on weak sources only");
    for kind in ["event", "end"] {
        let kind = format!("kind = \"{kind}\"");
        assert_eq!(outcomes(&kind, &[said]), [], "{kind} is no promise");
    }
}

#[test]
fn a_speakers_word_counts_once_for_a_window_under_any_spelling() {
    let catalogue = one(
        "",
        &[
            "said = 2022-01-01, when = \"2023\", by = \"Bakanov\"",
            "said = 2022-03-01, when = \"2023\", by = \"D. Bakanov\", source = \"official\"",
            "said = 2022-04-01, when = \"2023\", by = \"Ivanov\"",
            "said = 2022-05-01, when = \"2023-H2\", by = \"Bakanov\"",
        ],
    );
    let record = Record::of(&catalogue, today());
    let of: Vec<usize> = (record.judged.iter())
        .filter(|one| one.milestone == 0)
        .map(|one| one.statement)
        .collect();
    assert_eq!(of, [0, 2, 3]);
    let cuts = record.cuts(&catalogue);
    let of = |name: &str| {
        let by = By::Speaker(Text::new(name));
        cuts.iter().find(|cut| cut.by == by).map(|cut| cut.tally)
    };
    let unknown = |unknown| {
        Some(Tally {
            unknown,
            ..Tally::default()
        })
    };
    assert_eq!(of("Bakanov"), unknown(2));
    assert_eq!(of("D. Bakanov"), None);
    assert_eq!(found(&catalogue, "by:bakanov"), ["m"]);
}

// Later is later

#[test]
fn a_move_by_way_of_no_date_is_measured_against_the_last_date() {
    let catalogue = one(
        "",
        &[
            "said = 2025-06-25, when = \"2025-12\"",
            "said = 2025-12-20, when = \"TBD\"",
            "said = 2026-01-10, when = \"TBD\"",
            "said = 2026-01-27, when = \"2026-Q1\"",
        ],
    );
    let steps: Vec<_> = ledger::lines(&catalogue.milestones()[0])
        .map(|line| line.step.unwrap())
        .collect();
    let moves: Vec<Move> = steps.iter().map(|step| step.moved).collect();
    assert_eq!(
        moves,
        [Move::First, Move::TakenBack, Move::Repeated, Move::Later]
    );
    assert_eq!(steps[3].slip, Some(Slip::Exact(90)));
    assert_eq!(steps[3].notice, Some(-27));
}

#[test]
fn what_was_taken_back_is_late_in_the_verdict_on_its_project() {
    let keys = "key = true";
    let taken_back = [
        "said = 2024-01-01, when = \"2030\"",
        "said = 2026-01-01, when = \"TBD\"",
    ];
    let standing = standing(keys, &taken_back);
    assert_eq!(
        (standing.says, standing.verdict()),
        (DatesSay::Undated, Some(Verdict::Late))
    );
    let catalogue = one(keys, &taken_back);
    let board = Board::new(&catalogue, today());
    let project = EntryRef::new(Kind::Project, 0);
    assert_eq!(board.says(project), DatesSay::Late);
    assert_eq!(
        ENGLISH.reason(&catalogue, &board, project).as_deref(),
        Some("m: 2030, now no date")
    );
}

#[test]
fn statements_of_unknown_order_are_found_and_slip_nothing() {
    let catalogue = one(
        "",
        &[
            "said = \"2025\", when = \"2028\"",
            "said = 2025-03-01, when = \"2027\"",
        ],
    );
    let milestone = &catalogue.milestones()[0];
    assert_eq!(Moves::of(milestone).order_unknown, 1);
    assert_eq!(
        ledger::lines(milestone).last().unwrap().step.unwrap().slip,
        None
    );
    assert_eq!(found(&catalogue, "order-unknown"), ["m"]);
}

// Weak sources do not set the date

#[test]
fn a_newer_weak_date_stands_beside_the_better_one() {
    let better = "said = 2026-03-01, when = \"2027-H1\"";
    let weak =
        |said: &str, when: &str| format!("said = {said}, when = \"{when}\", source = \"weak\"");
    let latest = |statements: &[&str]| standing("", statements).latest;
    let beside = latest(&[better, &weak("2026-08-01", "late 2027")]);
    assert_eq!(
        (beside.stands, beside.against, beside.is_weak),
        (Some(0), Some(1), false)
    );
    let inside = latest(&[better, &weak("2026-08-01", "2027-03")]);
    assert_eq!(
        (inside.stands, inside.against),
        (Some(0), None),
        "it lies inside"
    );
    let alone = latest(&[&weak("2026-08-01", "2027")]);
    assert_eq!((alone.stands, alone.is_weak), (Some(0), true));
    let over = latest(&[
        "said = 2024-03-01, when = \"2025\"",
        &weak("2025-08-01", "2027"),
    ]);
    assert_eq!(
        (over.stands, over.is_weak),
        (Some(1), true),
        "the better one has passed by now"
    );
    let unsaid = latest(&["when = \"2027\""]);
    assert_eq!(
        unsaid.stands,
        Some(0),
        "of an unknown day, yet the only one"
    );
    let catalogue = one("", &[better, &weak("2026-08-01", "late 2027")]);
    assert_eq!(found(&catalogue, "conflict:dates"), ["m"]);
}

// Dates that contradict each other

#[test]
fn dates_of_two_speakers_that_do_not_meet_contradict_each_other_while_both_stand() {
    let said =
        |on: &str, when: &str, by: &str| format!("said = {on}, when = \"{when}\", by = \"{by}\"");
    let conflicts = |keys: &str, statements: &[String]| {
        let lines: Vec<&str> = statements.iter().map(|line| &**line).collect();
        !found(&one(keys, &lines), "conflict:dates").is_empty()
    };
    let first = said("2026-05-01", "2027", "Bakanov");
    let other = said("2026-06-10", "2029", "Ivanov");
    assert!(conflicts("", &[first.clone(), other.clone()]));
    let later = said("2026-06-20", "2029", "Ivanov");
    assert!(
        !conflicts("", &[first.clone(), later]),
        "50 days later: news"
    );
    let meets = said("2026-06-10", "2027/2029", "Ivanov");
    assert!(!conflicts("", &[first.clone(), meets]));
    let himself = said("2026-06-10", "2029", "D. Bakanov");
    assert!(
        !conflicts("", &[first.clone(), himself]),
        "the same speaker"
    );
    let again = said("2026-07-01", "2029", "Bakanov");
    let spoken = [first.clone(), other.clone(), again];
    assert!(!conflicts("", &spoken), "he has spoken since");
    let coarse = said("\"2026\"", "2029", "Ivanov");
    assert!(!conflicts("", &[first.clone(), coarse]), "how far apart?");
    let done = "status = \"done\"\nactual = 2026-10-01";
    assert!(!conflicts(done, &[first, other]));
}

#[test]
fn facts_that_contradict_each_other_are_found_apart_from_dates() {
    let facts =
        "facts = [ { label = \"Mass\", value = \"1 t\" }, { label = \"Mass\", value = \"2 t\" } ]";
    let catalogue = one(facts, &["said = 2026-01-01, when = \"2029\""]);
    assert_eq!(found(&catalogue, "conflict:facts"), ["m"]);
    assert_eq!(found(&catalogue, "conflict"), ["m"]);
    assert_eq!(found(&catalogue, "conflict:dates"), [""; 0]);
}

// In doubt

#[test]
fn an_old_word_does_not_support_a_date_that_is_near() {
    let doubt = |statement: &str| standing("", &[statement]).doubt;
    assert_eq!(
        doubt("said = 2025-11-25, when = \"2027-H1\""),
        Some(Doubt::Old(366))
    );
    assert_eq!(doubt("said = 2025-11-26, when = \"2027-H1\""), None);
    assert_eq!(
        doubt("said = 2025-11-25, when = \"2027-11-27\""),
        None,
        "far"
    );
    assert_eq!(
        doubt("said = 2024-11-25, when = \"NET 2026\""),
        Some(Doubt::Old(731)),
        "it has begun and has no end"
    );
    assert_eq!(doubt("said = 2024-11-25, when = \"NET 2027\""), None);
    let keys = "status = \"in-progress\"\nstatus_as_of = 2026-11-01";
    let alive = standing(keys, &["said = 2024-01-01, when = \"2027-H1\""]);
    assert_eq!(alive.says, DatesSay::OnPlan, "any word on it counts");
}

#[test]
fn a_year_alone_is_in_doubt_in_its_last_days_and_changes_no_verdict_on_an_entry() {
    let keys = "key = true";
    let year = ["said = 2026-03-01, when = \"2026\""];
    let standing = standing(keys, &year);
    assert_eq!(standing.doubt, Some(Doubt::YearOnly(35)));
    assert_eq!(standing.says, DatesSay::InDoubt);
    let catalogue = one(keys, &year);
    let board = Board::new(&catalogue, today());
    assert_eq!(
        board.says(EntryRef::new(Kind::Project, 0)),
        DatesSay::OnPlan
    );
    assert!(board.attention.in_doubt.is_empty());
    assert_eq!(
        says("", &["said = 2026-03-01, when = \"2026-12\""]),
        DatesSay::OnPlan
    );
    let on = |day: &str| Standing::all(&catalogue, self::day(day))[0].says;
    assert_eq!(
        (on("2026-10-02"), on("2026-10-03")),
        (DatesSay::OnPlan, DatesSay::InDoubt)
    );
}

#[test]
fn a_number_that_needs_over_three_times_the_best_pace_is_in_doubt() {
    let standing_of = |number: u32| {
        let keys = format!("reach = {{ constellation = \"rassvet\", satellites = {number} }}");
        standing(&keys, &["said = 2026-03-01, when = \"2026-12\""])
    };
    let Some(Doubt::Pace(pace)) = standing_of(156).doubt else {
        panic!("{:?}", standing_of(156));
    };
    assert_eq!((pace.counted, pace.reach, pace.missing()), (37, 156, 119));
    assert_eq!((pace.days_left, pace.best), (Some(35), Some(31.0)));
    assert_eq!(pace.needed.map(f64::round), Some(1241.0));
    assert_eq!(
        ENGLISH.pace(&pace),
        "37 of 156: 119 more in 35 days, 1,241 a year; the best year so far had 31"
    );
    assert_eq!(standing_of(45).doubt, None, "8 in 35 days are 83 a year");
    assert_eq!(standing_of(37).doubt, None, "it is there");
    let keys = "reach = { constellation = \"rassvet\", satellites = 156 }\nkey = true";
    let catalogue = one(keys, &["said = 2026-03-01, when = \"2026-12\""]);
    let board = Board::new(&catalogue, today());
    let project = EntryRef::new(Kind::Project, 0);
    assert_eq!(board.says(project), DatesSay::InDoubt);
    assert_eq!(
        ENGLISH.reason(&catalogue, &board, project).unwrap(),
        "m: 37 of 156: 119 more in 35 days, 1,241 a year; the best year so far had 31"
    );
}

#[test]
fn doubt_spreads_to_what_needs_the_doubtful() {
    let fresh = |when: &str| format!("said = 2026-06-01, when = \"{when}\"");
    let needs = |id: &str, needed: &str, when: &str| {
        milestone(id, &format!("needs = [\"{needed}\"]"), &[&fresh(when)])
    };
    let open = "status = \"planned\"\nstatus_as_of = 2026-08-31\nstatus_source = \"agency\"";
    let catalogue = catalogue(&[
        needs("third", "second", "2031"),
        needs("second", "first", "2030"),
        needs("first", "missed", "2029"),
        milestone("missed", open, &["said = 2022-01-01, when = \"2023\""]),
        needs("too-early", "far", "2028"),
        milestone("far", "", &[&fresh("2030")]),
        needs("fine", "far", "2030"),
    ]);
    let doubts: Vec<Option<Doubt>> = Standing::all(&catalogue, today())
        .iter()
        .map(|standing| standing.doubt)
        .take(7)
        .collect();
    assert_eq!(
        doubts,
        [
            Some(Doubt::Needs(1, Need::InDoubt)),
            Some(Doubt::Needs(2, Need::InDoubt)),
            Some(Doubt::Needs(3, Need::Missed)),
            None,
            Some(Doubt::Needs(5, Need::TooLate)),
            None,
            None,
        ]
    );
}

// Kinds

#[test]
fn an_event_is_no_promise_and_counts_in_nothing() {
    let catalogue = catalogue(&[
        milestone(
            "strike",
            "kind = \"event\"\nstatus = \"done\"\nactual = 2026-08-01",
            &[],
        ),
        milestone(
            "lost",
            "kind = \"event\"\nstatus = \"failed\"\nactual = 2026-03-04",
            &[],
        ),
        milestone("due", "", &["said = 2026-01-01, when = \"2029\""]),
    ]);
    let board = Board::new(&catalogue, today());
    let says: Vec<DatesSay> = board.standings.iter().map(|one| one.says).collect();
    assert_eq!(says[..2], [DatesSay::Event, DatesSay::Failed]);
    assert_eq!(says[0].state(), State::Done);
    let summary = board.summary(EntryRef::new(Kind::Project, 0)).unwrap();
    assert_eq!(
        (summary.done, summary.all),
        (1, 2),
        "the maiden flight and what is due"
    );
    assert_eq!(found(&catalogue, "event"), ["strike"]);
}

#[test]
fn an_end_that_is_extended_has_not_slipped() {
    let extended = [
        "said = 2020-01-01, when = \"2024\"",
        "said = 2023-01-01, when = \"2028\"",
    ];
    let standing = standing("kind = \"end\"", &extended);
    assert_eq!(
        (standing.says, standing.since_first),
        (DatesSay::OnPlan, None)
    );
    let catalogue = one("kind = \"end\"", &extended);
    let last = ledger::lines(&catalogue.milestones()[0]).last().unwrap();
    assert_eq!(last.step.unwrap().slip, None);
}

#[test]
fn a_launch_belongs_to_its_vehicle_which_remembers_that_it_first_flew_late() {
    let catalogue = one(
        "kind = \"launch\"\nvehicle = \"rocket\"",
        &["said = 2026-01-01, when = \"2028\""],
    );
    let board = Board::new(&catalogue, today());
    let rocket = EntryRef::new(Kind::Vehicle, 0);
    assert_eq!(catalogue.milestones_of(rocket), [0, 1]);
    assert_eq!(board.says(rocket), DatesSay::OnPlan);
    assert_eq!(
        ENGLISH.reason(&catalogue, &board, rocket).as_deref(),
        Some("1 of 2 done; first flown 40 months late")
    );
}

// The verdict on an entry

#[test]
fn no_word_is_the_verdict_only_where_it_is_so_of_over_half_of_what_was_due() {
    let says = |done: usize| {
        let done = (0..done).map(|n| {
            milestone(
                &format!("d{n}"),
                "status = \"done\"\nactual = 2023-01-01",
                &[],
            )
        });
        let silent = milestone("silent", "", &["said = 2022-01-01, when = \"2023\""]);
        let due = milestone("due", "", &["said = 2026-01-01, when = \"2029\""]);
        let all: Vec<String> = done.chain([silent, due]).collect();
        let catalogue = catalogue(&all);
        let board = Board::new(&catalogue, today());
        board.says(EntryRef::new(Kind::Project, 0))
    };
    // The maiden flight is done too.
    assert_eq!(says(0), DatesSay::OnPlan, "1 of 2");
    let alone = catalogue(&[milestone(
        "silent",
        "of = [\"rocket\"]",
        &["said = 2022-01-01, when = \"2023\""],
    )
    .replace("of = [\"moon\"]\n", "")]);
    let board = Board::new(&alone, today());
    let rocket = EntryRef::new(Kind::Vehicle, 0);
    assert_eq!(
        board.says(rocket),
        DatesSay::Done,
        "1 of 2, and nothing else is open"
    );
    assert_eq!(
        ENGLISH.reason(&alone, &board, rocket).as_deref(),
        Some("1 of 2 done, 1 without word; first flown 40 months late")
    );
    let silent = |n: usize| {
        milestone(
            &format!("s{n}"),
            "",
            &["said = 2022-01-01, when = \"2023\""],
        )
    };
    let catalogue = catalogue(&[silent(0), silent(1)]);
    let board = Board::new(&catalogue, today());
    assert_eq!(
        board.says(EntryRef::new(Kind::Project, 0)),
        DatesSay::NoWord
    );
    assert_eq!(
        ENGLISH
            .reason(&catalogue, &board, EntryRef::new(Kind::Project, 0))
            .as_deref(),
        Some("2 of 3 deadlines without word")
    );
}

proptest! {
    /// Whatever was said and whenever somebody looks, a milestone is missed only if its deadline has passed and
    /// something dated after it shows it open.
    #[test]
    fn nothing_is_missed_without_a_word_after_its_deadline(
        said in 2018_i32..2026, ahead in 0_i32..6, as_of in 2018_i32..2027, sourced in any::<bool>(),
    ) {
        let source = if sourced { "status_source = \"agency\"" } else { "" };
        let keys = format!("status = \"planned\"\nstatus_as_of = {as_of}-06-01\n{source}");
        let statement = format!("said = {said}-06-01, when = \"{}\"", said + ahead);
        let catalogue = one(&keys, &[&statement]);
        let standing = Standing::all(&catalogue, today())[0];
        let end = day(&format!("{}-12-31", said + ahead));
        let shown_open = sourced && day(&format!("{as_of}-06-01")) > end;
        prop_assert_eq!(standing.says == DatesSay::Missed, end < today() && shown_open);
        prop_assert_eq!(standing.says.is_overdue(), end < today());
        // And the record agrees: what is not shown open is unknown, never broken.
        let record = Record::of(&catalogue, today());
        let outcome = record.judged.iter().find(|one| one.milestone == 0).map(|one| one.outcome);
        let expected = match (end < today(), shown_open) {
            (false, _) => None,
            (true, true) => Some(Outcome::Broken),
            (true, false) => Some(Outcome::Unknown),
        };
        prop_assert_eq!(outcome, expected);
    }
}
