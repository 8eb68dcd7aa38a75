//! What has changed between two catalogues: every difference once, and nothing else.

use std::collections::HashSet;

use crate::fixtures::SAMPLE;
use crate::round_trip;
use chrono::NaiveDate;
use proptest::prelude::*;
use proptest::sample::Index;
use roscope::domain::catalogue::{
    Catalogue, Count, Entry, Fact, Id, Milestone, Parts, Plan, Source, Sources, Statement,
};
use roscope::domain::changes::{Change, changes, since};
use roscope::domain::computed::ledger;
use roscope::domain::computed::slip::Move;
use roscope::domain::file::span::{At, Place, Span};
use roscope::domain::format::keyword::{Class, Grade, MilestoneStatus, ProjectStatus};
use roscope::domain::text::clean::Text;
use roscope::domain::when::{Period, When};
use roscope::storage::{BUILT_IN, decode};
use roscope::words::{ENGLISH, program};

fn read(text: &str) -> Catalogue {
    decode(text)
        .unwrap_or_else(|found| panic!("{:?}", found.iter().collect::<Vec<_>>()))
        .catalogue
}

/// What is told when so much of the sample is written otherwise.
fn told(edits: &[(&str, &str)]) -> Vec<String> {
    let edited = edits.iter().fold(SAMPLE.to_owned(), |text, (from, to)| {
        assert!(text.contains(from), "{from}");
        text.replacen(from, to, 1)
    });
    let found = changes(&read(SAMPLE), &read(&edited));
    found.iter().map(|one| ENGLISH.change(one)).collect()
}

fn one(from: &str, to: &str) -> String {
    let [told] = &told(&[(from, to)])[..] else {
        panic!("{:?}", told(&[(from, to)]))
    };
    told.clone()
}

const LAST_OF_LUNA: &str = "  { said = 2026-03-10, when = \"2028-Q4\", by = \"Orlova\", source = \"agency-2026-03-10\" },\n";

fn after_luna(said: &str, when: &str) -> String {
    format!(
        "{LAST_OF_LUNA}  {{ said = {said}, when = {when}, by = \"Ivanova\", source = \"paper-2026-02\" }},\n"
    )
}

#[test]
fn what_became_known_after_a_day_is_told_in_full() {
    for text in [SAMPLE, BUILT_IN] {
        let catalogue = read(text);
        for (year, month) in (2015..2028).flat_map(|year| (1..13).map(move |month| (year, month))) {
            let day = NaiveDate::from_ymd_opt(year, month, 9).unwrap();
            let whole = changes(&catalogue.clone().seen_on(day), &catalogue);
            assert_eq!(since(&catalogue, day), whole, "{day}");
        }
    }
}

#[test]
fn a_new_statement_is_told_by_what_it_does_to_the_date() {
    let said = |when: &str| one(LAST_OF_LUNA, &after_luna("2026-10-01", when));
    assert_eq!(
        said("\"2029-Q2\""),
        "Luna-S1 launch: Q4 2028 → Q2 2029, later by 6 months"
    );
    assert_eq!(
        said("\"NET 2030\""),
        "Luna-S1 launch: Q4 2028 → from 2030, later by 15 months"
    );
    assert_eq!(
        said("2029-01-10"),
        "Luna-S1 launch: Q4 2028 → 10 Jan 2029, later by 10 days"
    );
    assert_eq!(
        said("\"2028-Q3\""),
        "Luna-S1 launch: Q4 2028 → Q3 2028, earlier by 3 months"
    );
    assert_eq!(
        said("\"2028-11\""),
        "Luna-S1 launch: Q4 2028 → Nov 2028, narrowed"
    );
    assert_eq!(
        said("\"2028/2029\""),
        "Luna-S1 launch: Q4 2028 → 2028–2029, widened by 12 months"
    );
    assert_eq!(
        said("\"TBD\""),
        "Luna-S1 launch: Q4 2028 → no date, taken back"
    );
    assert_eq!(said("\"2028-Q4\""), "Luna-S1 launch: Q4 2028, repeated");
}

#[test]
fn history_that_was_tampered_with_is_seen() {
    assert_eq!(
        one(LAST_OF_LUNA, ""),
        "Luna-S1 launch: statement deleted: Q4 2028, said 10 Mar 2026, by Orlova, [agency-2026-03-10]"
    );
    assert_eq!(
        one(LAST_OF_LUNA, &LAST_OF_LUNA.replace("2028-Q4", "2027-Q4")),
        "Luna-S1 launch: Q4 2028 → Q4 2027, statement rewritten"
    );
    let earlier = after_luna("2025-12-01", "\"2028\"").replace(LAST_OF_LUNA, "") + LAST_OF_LUNA;
    assert_eq!(
        one(LAST_OF_LUNA, &earlier),
        "Luna-S1 launch: older statement added: \
         2028, said 1 Dec 2025"
    );
    let count = "  { on = 2025-12-01, in_orbit = 6, working = 4, by = \"tracker\", source = \"tracker-2026-09\" },\n";
    assert_eq!(
        one(count, ""),
        "Severnet: count deleted: 6 in orbit, 4 working, on 1 Dec 2025, by tracker, [tracker-2026-09]"
    );
    let petrov = "  { said = 2026-01-27, when = \"~2029\", by = \"Petrov\", source = \"agency-2026-01-27\" },\n";
    let orlova =
        "  { said = 2026-01-27, when = \"2030s\", by = \"Orlova\", source = \"paper-2026-02\" },\n";
    assert_eq!(
        one(&format!("{petrov}{orlova}"), &format!("{orlova}{petrov}")),
        "Last flight of Sokol-1: statement: another order"
    );
}

#[test]
fn an_outcome_is_held_against_the_date_that_stood() {
    let second = "needs = [\"sokol-5-maiden-flight\"]\nstatus = \"planned\"";
    let done = |actual: &str| {
        let flown =
            format!("needs = [\"sokol-5-maiden-flight\"]\nstatus = \"done\"\nactual = {actual}");
        one(second, &flown)
    };
    assert_eq!(
        done("2026-11-10"),
        "Second flight of Sokol-5: done 10 Nov 2026, 1 month late"
    );
    assert_eq!(
        done("2026-09-10"),
        "Second flight of Sokol-5: done 10 Sep 2026, on time"
    );
    assert_eq!(
        done("2026-06-20"),
        "Second flight of Sokol-5: done 20 Jun 2026, 11 days early"
    );
    assert_eq!(
        done("\"2026-H2\""),
        "Second flight of Sokol-5: done H2 2026",
        "nobody knows on which side of the end"
    );
    assert_eq!(
        done("\"2026-09-30/2026-10-05\""),
        "Second flight of Sokol-5: done 30 Sep–5 Oct 2026",
        "it may have been the last day of the window"
    );
    let failed = second.replace("planned", "failed") + "\nactual = 2026-11-10";
    assert_eq!(
        one(second, &failed),
        "Second flight of Sokol-5: failed 10 Nov 2026"
    );
    let cancelled = second.replace("planned", "cancelled");
    assert_eq!(
        one(second, &cancelled),
        "Second flight of Sokol-5: cancelled"
    );
    assert_eq!(
        one(
            "status = \"failed\"\nactual = \"2025-Q4\"",
            "status = \"planned\""
        ),
        "First batch of Severnet: failed → planned"
    );
    assert_eq!(
        one("actual = \"2025-11\"", "actual = \"2025-12\""),
        "Pad 2 of North ready: came about: Nov 2025 → Dec 2025"
    );
}

#[test]
fn a_renaming_is_told_once() {
    let plain = SAMPLE.replace("\"severnet-100\"", "\"severnet-hundred\"");
    let found = changes(&read(SAMPLE), &read(&plain));
    let told: Vec<String> = found.iter().map(|one| ENGLISH.change(one)).collect();
    assert_eq!(
        told,
        ["100 satellites of Severnet: renamed, severnet-100 → severnet-hundred"],
        "what needs it is the same"
    );
    // By its statements, when the name is another too; and back.
    let named = plain.replace("\"100 satellites of Severnet\"", "\"A hundred satellites\"");
    let there = changes(&read(SAMPLE), &read(&named));
    let words = |found: &[Change]| -> Vec<&str> {
        found.iter().map(|one| program::change(&one.what)).collect()
    };
    assert_eq!(words(&there), ["renamed", "edited"]);
    assert_eq!(
        words(&changes(&read(&named), &read(SAMPLE))),
        ["renamed", "edited"]
    );
    // By an earlier id, with everything else changed.
    let was = named
        .replace(
            "id = \"severnet-hundred\"",
            "id = \"severnet-hundred\"\nwas = [\"severnet-100\"]",
        )
        .replace(
            "when = \"2027-Q1\", by = \"Orlova\", source = \"agency-2026-05-01\"",
            "when = \"2027-Q2\", by = \"Orlova\", source = \"agency-2026-05-01\"",
        );
    assert_eq!(
        words(&changes(&read(SAMPLE), &read(&was))),
        ["rewritten", "renamed", "edited"]
    );
    let source = SAMPLE.replace("tracker-2026-09", "tracker-of-september");
    let found = changes(&read(SAMPLE), &read(&source));
    assert_eq!(found.len(), 1, "{found:?}");
    assert_eq!(
        ENGLISH.change(&found[0]),
        "source \"Tracker of satellites\": renamed, tracker-2026-09 → tracker-of-september"
    );
}

/// Two of one name are not told apart by it.
#[test]
fn what_may_be_one_of_two_is_not_renamed() {
    let twins = |ids: [&str; 2]| {
        let lines = ids.map(|id| {
            format!(
                "[[milestone]]\nid = \"{id}\"\nname = \"Twin\"\nof = [\"pogoda\"]\nstatus = \"planned\"\nsources = [\"paper-2026-02\"]\n\n"
            )
        });
        read(&SAMPLE.replacen("[source.", &(lines.concat() + "[source."), 1))
    };
    let found = changes(&twins(["one", "two"]), &twins(["three", "four"]));
    let words: Vec<&str> = found.iter().map(|one| program::change(&one.what)).collect();
    assert_eq!(words, ["removed", "removed", "added", "added"]);
    let found = changes(&twins(["one", "two"]), &twins(["one", "four"]));
    assert_eq!(ENGLISH.change(&found[0]), "Twin: renamed, two → four");
}

/// Two facts that read alike are two facts.
#[test]
fn a_line_that_only_reads_the_same_is_another_line() {
    let told = one(
        "value = \"17 t\", as_of = 2026-01-27,",
        "value = \"17 t, as of 2026-01-27\",",
    );
    assert!(told.starts_with("Sokol-5: Payload to LEO: "), "{told}");
}

#[test]
fn an_id_that_moves_to_another_kind_is_removed_and_added() {
    let pogoda = "[[constellation]]\nid = \"pogoda\"\nname = \"Pogoda\"\nname_ru = \"Погода\"\nproject = \"orbital-networks\"\npurpose = \"weather\"\norbit = { regime = \"HEO\" }\nstatus = \"planned\"\n";
    let vehicle = "[[vehicle]]\nid = \"pogoda\"\nname = \"Pogoda\"\nclass = \"light\"\nstatus = \"proposed\"\n";
    let found = changes(&read(SAMPLE), &read(&SAMPLE.replacen(pogoda, vehicle, 1)));
    let told: Vec<(&str, &str)> = found
        .iter()
        .map(|one| (program::kind(&one.subject), program::change(&one.what)))
        .collect();
    assert_eq!(told, [("constellation", "removed"), ("vehicle", "added")]);
}

#[test]
fn the_most_important_comes_first_and_then_the_newest() {
    let told = told(&[
        ("status = \"testing\"", "status = \"operational\""),
        ("value = \"17 t\"", "value = \"16 t\""),
        ("grade = \"official\"", "grade = \"agency\""),
        (LAST_OF_LUNA, &after_luna("2026-10-01", "\"2029\"")),
        (
            "  { said = 2026-01-27, when = \"2026-Q3\", by = \"Orlova\", source = \"agency-2026-01-27\" },\n",
            "  { said = 2026-01-27, when = \"2026-Q3\", by = \"Orlova\", source = \"agency-2026-01-27\" },\n  { said = 2026-11-01, when = \"2027\", source = \"agency-2026-01-27\" },\n",
        ),
        (
            "key = true\nstatus = \"in-progress\"\nstatus_as_of",
            "key = true\nstatus = \"cancelled\"\nstatus_as_of",
        ),
    ]);
    assert_eq!(
        told,
        [
            "Luna-S1 launch: cancelled",
            "Second flight of Sokol-5: Q3 2026 → 2027, later by 15 months",
            "Luna-S1 launch: Q4 2028 → 2029, later by 12 months",
            "Sokol-5: testing → operational",
            "Sokol-5: Payload to LEO: 17 t → 16 t",
            "source \"Orlova on money\": grade: official → agency",
        ]
    );
}

/// Every value that has a key of its own is replaced by another one, alone.
#[test]
fn no_value_changes_unseen() {
    let sample = read(SAMPLE);
    let all = round_trip::all(sample.parts());
    assert!(all.len() > 150, "{}", all.len());
    for replacement in all {
        let found = changes(&sample, &read(&replacement.make(SAMPLE)));
        let ids: Vec<&str> = found.iter().map(|one| &*one.subject.id).collect();
        assert_eq!(ids, [&*replacement.id], "{}: {found:?}", replacement.key);
    }
}

#[test]
fn references_and_marks_are_told_by_their_names() {
    assert_eq!(
        one("needs = [\"severnet-100\"]\n", ""),
        "Service over the northern route: needs deleted: severnet-100"
    );
    assert_eq!(
        one(
            "launched_by = [\"sokol-1\", \"sokol-5\"]",
            "launched_by = [\"sokol-5\"]"
        ),
        "Severnet: launched by: sokol-1, sokol-5 → sokol-5"
    );
    assert_eq!(
        one("was = [\"space-links\"]\n", ""),
        "Orbital Networks: earlier ids deleted: space-links"
    );
    assert_eq!(
        one(
            "key = true\nneeds = [\"luna-s1-launch\"]",
            "needs = [\"luna-s1-launch\"]"
        ),
        "Luna-S2 launch: key deleted: yes"
    );
    assert_eq!(
        one("inclination_deg = 82.3", "inclination_deg = 83"),
        "Severnet: orbit: LEO, 500-800 km, 82.3° → LEO, 500-800 km, 83°"
    );
    assert_eq!(
        one("failures = 1, as_of", "failures = 2, as_of"),
        "Sokol-1: flights: 1 failed → 2 failed"
    );
}

#[test]
fn layout_remarks_and_the_order_of_entries_are_no_change() {
    let sample = read(SAMPLE);
    let remarks = format!(
        "# a remark\n\n{}",
        SAMPLE.replace("\n\n", "\n\n# another\n\n")
    );
    assert_eq!(changes(&sample, &read(&remarks)), []);
    let at = |text: &str| SAMPLE.find(text).unwrap();
    let (one, two, end) = (
        at("[[vehicle]]\nid = \"sokol-1\""),
        at("[[vehicle]]\nid = \"sokol-5\""),
        at("[[vehicle]]\nid = \"ermak-t\""),
    );
    let piece = |from, to| SAMPLE.get(from..to).unwrap();
    let turned = [
        piece(0, one),
        piece(two, end),
        piece(one, two),
        piece(end, SAMPLE.len()),
    ];
    let turned = turned.concat();
    assert_eq!(changes(&sample, &read(&turned)), []);
}

#[test]
fn a_summary_tells_the_first_and_counts_the_others() {
    let sample = read(SAMPLE);
    assert_eq!(
        ENGLISH.summary(&changes(&sample, &sample)),
        "the catalogue was read again: nothing has changed"
    );
    let edited = SAMPLE
        .replacen("status = \"testing\"", "status = \"operational\"", 1)
        .replacen("stages = 2", "stages = 3", 1);
    assert_eq!(
        ENGLISH.summary(&changes(&sample, &read(&edited))),
        "2 changes: Sokol-5: testing → operational · 1 more"
    );
}

/// An edit of a catalogue, by a number for what is done and two for where.
type Edit = (usize, Index, Index);

/// A change that must be told: the id of the subject, its word, and a piece of its text.
type Expected = (Id, &'static str, String);

/// A catalogue being edited: what was done to it, and what no other edit may touch.
struct Editor {
    parts: Parts,
    expected: Vec<Expected>,
    touched: HashSet<(Id, &'static str)>,
    renamed: Vec<(Id, Id)>,
}

fn at(id: &str) -> At<Id> {
    At::new(id.into(), Span::default())
}

fn day(number: usize) -> Period {
    let day = NaiveDate::from_ymd_opt(2026, 6, 1).unwrap();
    Period::Day(day + chrono::Days::new(number as u64))
}

fn source() -> Sources {
    vec![at("paper-2026-02")]
}

impl Editor {
    fn new() -> Self {
        let sample = read(SAMPLE);
        Self {
            parts: Parts {
                programme: sample.programme().clone(),
                projects: sample.projects().to_vec(),
                vehicles: sample.vehicles().to_vec(),
                constellations: sample.constellations().to_vec(),
                milestones: sample.milestones().to_vec(),
                speakers: Vec::new(),
                sources: sample.sources().to_vec(),
                unread: Vec::new(),
            },
            expected: Vec::new(),
            touched: HashSet::new(),
            renamed: Vec::new(),
        }
    }

    /// Whether nobody has touched this yet; from now on it is touched. The whole entry is "".
    fn takes(&mut self, id: &Id, what: &'static str) -> bool {
        let id = &self.first(id);
        let is_whole = what.is_empty();
        let clashes = self
            .touched
            .iter()
            .any(|(other, part)| other == id && (is_whole || part.is_empty() || *part == what));
        !clashes && self.touched.insert((id.clone(), what))
    }

    /// The id that an entry had at first.
    fn first(&self, id: &Id) -> Id {
        let renamed = self.renamed.iter().find(|(_, is)| is == id);
        renamed.map_or(id, |(was, _)| was).clone()
    }

    fn expect(&mut self, id: &Id, word: &'static str, piece: impl Into<String>) {
        self.expected.push((id.clone(), word, piece.into()));
    }

    fn entry(&mut self, which: Index) -> &mut Entry {
        let parts = &mut self.parts;
        let mut all: Vec<&mut Entry> = vec![&mut parts.programme.entry];
        all.extend(parts.projects.iter_mut().map(|one| &mut one.entry));
        all.extend(parts.vehicles.iter_mut().map(|one| &mut one.entry));
        all.extend(parts.constellations.iter_mut().map(|one| &mut one.entry));
        all.extend(parts.milestones.iter_mut().map(|one| &mut one.entry));
        let place = which.index(all.len());
        all.swap_remove(place)
    }

    fn milestone(&mut self, which: Index) -> &mut Milestone {
        let place = which.index(self.parts.milestones.len());
        &mut self.parts.milestones[place]
    }

    fn edit(&mut self, number: usize, (what, which, how): Edit) {
        match what {
            0 => self.say(which, how),
            1 => self.unsay(which, how),
            2 => self.rewrite(which, how),
            3 => self.remember(which),
            4 => self.settle(which, how),
            5 => self.add(number, which),
            6 => self.remove(which),
            7 => self.rename(number, which, how),
            8 => self.note(which),
            9 => self.name(number, which),
            10 => self.fact(which, how),
            11 => self.count(which, how),
            12 => self.plan(which),
            13 => self.registry(number, which, how),
            14 => self.field(which, how),
            _ => self.status(which),
        }
    }

    fn say(&mut self, which: Index, how: Index) {
        let milestone = self.milestone(which).clone();
        let id = milestone.entry.id.value.clone();
        let whens = [
            "2029",
            "2027-Q2",
            "NET 2031",
            "TBD",
            "2026-12-24",
            "2028/2030",
        ];
        let when: When = whens[how.index(whens.len())].parse().unwrap();
        let said = day(how.index(60));
        if !milestone.is_open() || !self.takes(&id, "statements") {
            return;
        }
        let said = Statement {
            said: Some(said),
            when,
            by: Some(Text::new("Ivanova")),
            words: None,
            note: None,
            source: source(),
            place: Place::default(),
        };
        self.milestone(which).statements.push(said);
        let last = ledger::lines(self.milestone(which)).last();
        let moved = last.and_then(|line| line.step).unwrap().moved;
        let word = match moved {
            Move::First => "first date",
            Move::Repeated => "repeated",
            Move::OrderUnknown => "order unknown",
            Move::TakenBack => "taken back",
            Move::Narrowed => "narrowed",
            Move::Widened => "widened",
            Move::Later => "later",
            Move::Earlier => "earlier",
        };
        self.expect(&id, word, ENGLISH.date(when));
    }

    fn unsay(&mut self, which: Index, how: Index) {
        let id = self.milestone(which).entry.id.value.clone();
        if self.milestone(which).statements.len() < 2 || !self.takes(&id, "statements") {
            return;
        }
        let statements = &mut self.milestone(which).statements;
        let place = how.index(statements.len());
        let when = statements.remove(place).when;
        self.expect(&id, "struck out", ENGLISH.date(when));
    }

    fn rewrite(&mut self, which: Index, how: Index) {
        let id = self.milestone(which).entry.id.value.clone();
        if self.milestone(which).statements.is_empty() || !self.takes(&id, "statements") {
            return;
        }
        let statements = &mut self.milestone(which).statements;
        let place = how.index(statements.len());
        let statement = &mut statements[place];
        if place.is_multiple_of(2) {
            statement.when = "2035".parse().unwrap();
        } else {
            statement.by = None;
            statement.note = Some(Text::new("2035"));
        }
        self.expect(&id, "rewritten", "2035");
    }

    /// A statement older than all dated ones.
    fn remember(&mut self, which: Index) {
        let id = self.milestone(which).entry.id.value.clone();
        if self.milestone(which).dated().next().is_none() || !self.takes(&id, "statements") {
            return;
        }
        let statements = &mut self.milestone(which).statements;
        let place = statements
            .iter()
            .position(|one| one.said.is_some())
            .unwrap();
        let old = Statement {
            said: Some(Period::Year(2011)),
            when: "2019".parse().unwrap(),
            by: None,
            words: None,
            note: None,
            source: source(),
            place: Place::default(),
        };
        statements.insert(place, old);
        self.expect(&id, "old statement", "2019, said 2011");
    }

    fn settle(&mut self, which: Index, how: Index) {
        use MilestoneStatus as S;
        let to = [S::Done, S::Failed, S::Cancelled, S::Planned, S::InProgress][how.index(5)];
        let milestone = self.milestone(which).clone();
        let id = milestone.entry.id.value.clone();
        let was = milestone.recorded.status.value;
        if was == to || !self.takes(&id, "status") {
            return;
        }
        let milestone = self.milestone(which);
        milestone.recorded.status.value = to;
        milestone.recorded.note = Some(Text::new("a word"));
        let happened = At::new("2026-11-11".parse().unwrap(), Span::default());
        milestone.actual = to.has_happened().then_some(happened);
        match to {
            S::Done => self.expect(&id, "done", "11 Nov 2026"),
            S::Failed => self.expect(&id, "failed", "11 Nov 2026"),
            S::Cancelled => self.expect(&id, "cancelled", ""),
            _ if was.is_open() => self.expect(&id, "status", "→"),
            _ => self.expect(&id, "reopened", "→"),
        }
    }

    fn add(&mut self, number: usize, which: Index) {
        let mut new = self.milestone(which).clone();
        let id: Id = format!("new-{number}").into();
        new.entry.id.value = id.clone();
        new.entry.name = Text::new(&format!("New {number}"));
        new.entry.was.clear();
        if self.takes(&id, "") {
            self.parts.milestones.insert(0, new);
            self.expect(&id, "added", "");
        }
    }

    /// Only what nobody needs; what is added has the statements of another and would be taken for it.
    fn remove(&mut self, which: Index) {
        let place = which.index(self.parts.milestones.len());
        let id = self.parts.milestones[place].entry.id.value.clone();
        let mut all = self.parts.milestones.iter();
        let is_needed = all.any(|one| one.needs.iter().any(|need| need.value == id));
        let has_copy = self.expected.iter().any(|(_, word, _)| *word == "added");
        if !is_needed && !has_copy && self.takes(&id, "") {
            self.parts.milestones.remove(place);
            self.expect(&id, "removed", "");
        }
    }

    fn rename(&mut self, number: usize, which: Index, how: Index) {
        let with_was = how.index(2) == 0;
        let id = self.entry(which).id.value.clone();
        let parts = ["", "id", "name"].map(|what| (self.first(&id), what));
        if &*id == "programme" || parts.iter().any(|part| self.touched.contains(part)) {
            return;
        }
        self.takes(&id, "id");
        self.takes(&id, "name");
        let new: Id = format!("renamed-{number}").into();
        let entry = self.entry(which);
        entry.id.value = new.clone();
        if with_was {
            entry.was.push(at(&id));
        }
        let parts = &mut self.parts;
        let vehicles = parts
            .vehicles
            .iter_mut()
            .filter_map(|one| one.project.as_mut());
        let constellations = parts.constellations.iter_mut();
        let milestones = parts.milestones.iter_mut();
        vehicles
            .chain(
                constellations.flat_map(|one| one.project.iter_mut().chain(&mut one.launched_by)),
            )
            .chain(milestones.flat_map(|one| one.of.iter_mut().chain(&mut one.needs)))
            .filter(|reference| reference.value == id)
            .for_each(|reference| reference.value = new.clone());
        self.renamed.push((id.clone(), new.clone()));
        self.expect(&new, "renamed", format!("{id} → "));
    }

    fn note(&mut self, which: Index) {
        let id = self.entry(which).id.value.clone();
        if self.takes(&id, "note") {
            self.entry(which).note = Some(Text::new("another remark"));
            self.expect(&id, "edited", "another remark");
        }
    }

    fn name(&mut self, number: usize, which: Index) {
        let id = self.entry(which).id.value.clone();
        if self.takes(&id, "name") {
            self.entry(which).name = Text::new(&format!("Name {number}"));
            self.expect(&id, "edited", format!("Name {number}"));
        }
    }

    fn fact(&mut self, which: Index, how: Index) {
        let id = self.entry(which).id.value.clone();
        if !self.takes(&id, "facts") {
            return;
        }
        let facts = &mut self.entry(which).facts;
        let place = how.index(facts.len() + 1);
        let piece = if place == facts.len() {
            facts.push(Fact {
                label: Text::new("Mass"),
                value: Text::new("7 t"),
                when: None,
                as_of: Some(day(1)),
                source: source(),
                place: Place::default(),
            });
            "Mass added: 7 t"
        } else if place == 0 {
            facts.remove(0);
            "deleted: "
        } else {
            facts[place].value = Text::new("8 t");
            "→ 8 t"
        };
        self.expect(&id, "fact", piece);
    }

    fn count(&mut self, which: Index, how: Index) {
        let place = which.index(self.parts.constellations.len());
        let id = self.parts.constellations[place].entry.id.value.clone();
        if !self.takes(&id, "counts") {
            return;
        }
        let counts = &mut self.parts.constellations[place].counts;
        let line = how.index(counts.len() + 1);
        if line == counts.len() {
            counts.push(Count {
                on: day(200),
                in_orbit: Some(77),
                working: None,
                launched: None,
                lost: None,
                by: None,
                note: None,
                source: source(),
                place: Place::default(),
            });
            self.expect(&id, "count", "77 in orbit");
        } else if line == 0 {
            counts.remove(0);
            self.expect(&id, "struck out", "count");
        } else {
            counts[line].working = Some(78);
            self.expect(&id, "rewritten", "78 working");
        }
    }

    fn plan(&mut self, which: Index) {
        let place = which.index(self.parts.constellations.len());
        let id = self.parts.constellations[place].entry.id.value.clone();
        if self.takes(&id, "plans") {
            self.parts.constellations[place].plans.push(Plan {
                said: Some(day(100)),
                more: Some(9),
                satellites: None,
                when: None,
                by: None,
                note: None,
                source: source(),
                place: Place::default(),
            });
            self.expect(&id, "plan", "9 more satellites");
        }
    }

    fn registry(&mut self, number: usize, which: Index, how: Index) {
        let sources = &mut self.parts.sources;
        let place = which.index(sources.len());
        if how.index(2) == 0 {
            let new = Source {
                id: at(&format!("source-{number}")),
                title: Text::new(&format!("Title {number}")),
                grade: Grade::Weak,
                ..sources[place].clone()
            };
            let id = new.id.value.clone();
            sources.push(new);
            self.touched.insert((id.clone(), ""));
            self.expect(&id, "added", "");
        } else {
            let id = sources[place].id.value.clone();
            if self.takes(&id, "url") {
                self.parts.sources[place].url = Some(Text::new("https://example.org/other"));
                self.expect(&id, "edited", "https://example.org/other");
            }
        }
    }

    fn field(&mut self, which: Index, how: Index) {
        let place = which.index(self.parts.vehicles.len());
        let id = self.parts.vehicles[place].entry.id.value.clone();
        if !self.takes(&id, "field") {
            return;
        }
        let vehicle = &mut self.parts.vehicles[place];
        let piece = match how.index(3) {
            0 => {
                let is_light = vehicle.class == Class::Light;
                vehicle.class = if is_light { Class::Heavy } else { Class::Light };
                "class: "
            }
            1 => {
                vehicle.height_m = Some(99.5);
                "99.5"
            }
            _ => {
                vehicle.engines = Some(Text::new("2 x X"));
                "2 x X"
            }
        };
        self.expect(&id, "edited", piece);
    }

    fn status(&mut self, which: Index) {
        let place = which.index(self.parts.projects.len());
        let id = self.parts.projects[place].entry.id.value.clone();
        if self.takes(&id, "status") {
            let recorded = &mut self.parts.projects[place].recorded;
            recorded.status.as_mut().unwrap().value = ProjectStatus::Suspended;
            recorded.as_of = Some(day(3));
            self.expect(&id, "status", "→ suspended");
        }
    }

    /// The ids by which what was expected is told in the end.
    fn expected(&self) -> Vec<Expected> {
        let now = |id: &Id| {
            let renamed = self.renamed.iter().find(|(was, _)| was == id);
            renamed.map_or(id, |(_, is)| is).clone()
        };
        let expected = self.expected.iter();
        expected
            .map(|(id, word, piece)| (now(id), *word, piece.clone()))
            .collect()
    }
}

fn missing<'a>(expected: &'a [Expected], found: &mut Vec<Change>) -> Vec<&'a Expected> {
    let unmet = |one: &&Expected| {
        let (id, word, piece) = one;
        let place = found.iter().position(|change| {
            change.subject.id == *id
                && program::change(&change.what) == *word
                && ENGLISH.change(change).contains(piece)
        });
        place.map(|place| found.remove(place)).is_none()
    };
    expected.iter().filter(unmet).collect()
}

fn edit() -> impl Strategy<Value = Edit> {
    (0..16_usize, any::<Index>(), any::<Index>())
}

proptest! {
    #![proptest_config(ProptestConfig { failure_persistence: None, ..ProptestConfig::with_cases(1000) })]

    /// Whatever is edited is told, once, and nothing else is.
    #[test]
    fn every_edit_is_told_and_nothing_else(edits in prop::collection::vec(edit(), 0..10)) {
        let old = read(SAMPLE);
        let mut editor = Editor::new();
        for (number, edit) in edits.into_iter().enumerate() {
            editor.edit(number, edit);
        }
        let expected = editor.expected();
        let new = Catalogue::check(editor.parts);
        prop_assume!(new.is_ok());
        let mut found = changes(&old, &new.unwrap().catalogue);
        let missing = missing(&expected, &mut found);
        prop_assert!(missing.is_empty() && found.is_empty(), "missing {missing:#?}, too many {found:#?}");
    }
}
