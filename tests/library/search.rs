//! The filter: what each kind of term finds in the sample catalogue, and what is said of a wrong one.

use crate::dashboard::{Dashboard, read};
use crate::fixtures::{SAMPLE, today};
use proptest::prelude::*;
use roscope::app::tab::Tab;
use roscope::domain::catalogue::{Catalogue, EntryRef, Kind};
use roscope::domain::computed::board::Board;
use roscope::domain::search::{Field, Query, State};
use roscope::words::ENGLISH;

fn sample() -> (Catalogue, Board) {
    let catalogue = read(SAMPLE).unwrap().catalogue;
    let board = Board::new(&catalogue, today());
    (catalogue, board)
}

/// The ids of what fits, of one kind.
fn found(kind: Kind, text: &str) -> String {
    let (catalogue, board) = sample();
    let query = Query::new(text);
    assert_eq!(query.problem(), None, "{text}");
    let finder = query.finder(&catalogue, &board);
    let places = (0..catalogue.count(kind)).map(|index| EntryRef::new(kind, index));
    let ids: Vec<&str> = places
        .filter(|at| finder.fits(*at))
        .map(|at| &*catalogue.entry(at).unwrap().id.value)
        .collect();
    ids.join(" ")
}

fn milestones(text: &str) -> String {
    found(Kind::Milestone, text)
}

fn problem(text: &str) -> String {
    Query::new(text)
        .problem()
        .map_or(String::new(), |problem| ENGLISH.problem(problem))
}

#[test]
fn a_word_is_found_in_either_script_and_on_either_layout() {
    for word in [
        "pogoda",
        "ПОГОДА",
        "погод",
        "gjujlf", // погода
        "зщпщвф", // pogoda
    ] {
        assert_eq!(milestones(word), "pogoda-1-launch", "{word}");
    }
    for word in [
        "luna-s1",
        "lunas1",
        "\"luna s1\"",
        "луны-с1",
        "keyf-c1",
        "дгтф-ы1",
    ] {
        assert_eq!(milestones(word), "luna-s1-launch", "{word}");
    }
    assert_eq!(
        milestones("qqq"),
        "",
        "ййй is a letter of nearly every name"
    );
    assert_eq!(milestones("щмуквгу"), milestones("overdue"));
    assert_eq!(found(Kind::Vehicle, "cjrjk"), "sokol-1 sokol-5");
    assert_eq!(found(Kind::Vehicle, "сокол5"), "sokol-5");
    assert_eq!(
        found(Kind::Vehicle, "super-heavy | testing"),
        "sokol-5 ermak-t"
    );
}

#[test]
fn quotation_marks_keep_words_together_and_states_from_being_states() {
    assert_eq!(milestones("\"flight of\""), milestones("flight of"));
    assert_eq!(milestones("\"of flight\""), "");
    assert_eq!(milestones("of flight"), milestones("flight of"));
    assert_eq!(
        milestones("!\"second flight\" flight !last"),
        "sokol-5-maiden-flight"
    );
    assert_eq!(milestones("\"done\""), "");
    assert_eq!(milestones("\"one | two\""), "");
}

#[test]
fn fields_ask_what_an_entry_belongs_to() {
    let of_moon = "luna-s1-launch luna-s2-launch lunar-base";
    assert_eq!(milestones("project:moon-science"), of_moon);
    assert_eq!(milestones("project:\"moon science\""), of_moon);
    assert_eq!(milestones("project:лунная"), of_moon);
    assert_eq!(milestones("PROJECT:vjon"), "");
    assert_eq!(found(Kind::Vehicle, "project:new"), "sokol-1 sokol-5");
    assert_eq!(found(Kind::Constellation, "vehicle:sokol-5"), "severnet");
    assert_eq!(
        found(Kind::Vehicle, "constellation:severnet"),
        "sokol-1 sokol-5"
    );
    assert_eq!(
        milestones("vehicle:sokol-1"),
        "severnet-first-batch sokol-1-last-flight"
    );
    assert_eq!(
        milestones("vehicle:sokol !vehicle:sokol-1"),
        "sokol-5-maiden-flight north-pad sokol-5-second-flight"
    );
}

#[test]
fn fields_ask_when_and_how_late() {
    let soon = "severnet-100 severnet-service pogoda-1-launch";
    assert_eq!(milestones("open when:2026-12..2027 !overdue"), soon);
    // An overdue window runs on to today; one that is open reaches everything on that side.
    assert_eq!(
        milestones("when:2026-11 !cancelled"),
        "sokol-5-second-flight"
    );
    assert_eq!(
        milestones("when:2031.."),
        "luna-s2-launch sokol-1-last-flight"
    );
    assert_eq!(milestones("when:>2030"), milestones("when:2031.."));
    assert_eq!(
        milestones("when:..2025"),
        "north-pad severnet-first-batch ermak-t-decision"
    );
    assert_eq!(milestones("when:<2026"), milestones("when:..2025"));
    assert_eq!(
        milestones("when:\"early 2026\" done"),
        "sokol-5-maiden-flight"
    );
    assert_eq!(milestones("when:tbd"), "lunar-base");
    assert_eq!(
        milestones("slip:>12"),
        "sokol-5-maiden-flight luna-s1-launch sokol-1-last-flight"
    );
    assert_eq!(milestones("slip:16"), "sokol-5-maiden-flight");
    assert_eq!(milestones("slip:-4..-1"), "north-pad severnet-service");
    assert_eq!(milestones("slip:<−8"), "severnet-100");
    assert_eq!(found(Kind::Project, "slip:>=36"), "moon-science");
}

#[test]
fn fields_ask_who_and_on_which_source() {
    assert_eq!(
        milestones("by:petrov !done open"),
        "luna-s1-launch severnet-service sokol-1-last-flight"
    );
    assert_eq!(milestones("by:project"), "luna-s1-launch");
    assert_eq!(found(Kind::Constellation, "by:tracker"), "severnet");
    assert_eq!(found(Kind::Project, "by:tracker"), "");
    assert_eq!(milestones("source:forum"), "luna-s1-launch");
    assert_eq!(
        milestones("source:деньги"),
        milestones("source:paper-2026-02")
    );
    assert_eq!(found(Kind::Vehicle, "grade:weak"), "sokol-1 ermak-t");
    assert_eq!(found(Kind::Vehicle, "weak"), "sokol-1 ermak-t");
    assert_eq!(
        found(Kind::Vehicle, "grade:official | grade:agency"),
        "sokol-5"
    );
    assert_eq!(milestones("weak"), "");
    assert_eq!(found(Kind::Programme, "unsourced"), "");
    assert_eq!(found(Kind::Vehicle, "status:te"), "sokol-5");
    assert_eq!(
        milestones("status:In-Progress"),
        "luna-s1-launch severnet-100"
    );
}

#[test]
fn the_sources_themselves_can_be_filtered() {
    let (catalogue, board) = sample();
    let found = |text: &str| {
        let query = Query::new(text);
        let finder = query.finder(&catalogue, &board);
        let sources = catalogue.sources().iter().enumerate();
        let ids = sources
            .filter(|(index, _)| finder.fits_source(*index))
            .map(|(_, source)| &*source.id.value);
        ids.collect::<Vec<_>>().join(" ")
    };
    assert_eq!(found("weak"), "forum-undated tracker-2026-09");
    assert_eq!(found("grade:official"), "agency-2026-03-10");
    assert_eq!(found("\"sample news\" when:2025"), "agency-2025-06-25");
    assert_eq!(found("деньги | posts"), "forum-undated paper-2026-02");
}

#[test]
fn what_is_wrong_is_said() {
    assert_eq!(
        problem("stauts:done"),
        "no field is called `stauts`, did you mean status?; there are project vehicle constellation status \
         when slip by source grade conflict"
    );
    assert!(problem("when:20x7").starts_with("`20x7` is not a date: write a day 2026-03-31"));
    assert!(problem("when:2028..2027").ends_with("the window ends before it begins"));
    assert!(problem("when:2027..soon").starts_with("`soon` is not a date"));
    assert_eq!(
        problem("slip:>a year"),
        "`>a` is not a number of months: write slip:12, slip:>12, slip:<=3 or slip:3..12"
    );
    assert!(problem("slip:9..3").contains("not a number of months"));
    assert!(problem("status:dnoe").contains("did you mean done?"));
    assert_eq!(
        problem("status:late"),
        "late is a verdict, not a status: write late, without status:"
    );
    assert_eq!(
        problem("grade:good"),
        "no grade begins with `good`; there are official agency media weak"
    );
    assert_eq!(problem("project:"), "project: takes an id or a name");
    assert_eq!(problem("!"), "there is nothing to look for in `!`");
    assert_eq!(problem("fie\u{1b}ld | a\u{202e}:b"), "");
    assert!(problem("when:\u{1b}[2J").contains("`␛[2J` is not a date"));
}

/// What is not understood yet filters nothing: the list does not go blank under the hand that types.
#[test]
fn a_term_that_is_wrong_is_left_out_and_told() {
    let mut dashboard = Dashboard::new(SAMPLE);
    dashboard.press("5 / text:luna");
    dashboard.press("space text:when:20");
    let screen = dashboard.text(140, 30);
    assert!(
        screen.contains("3 found") && screen.contains("`20` is not a date"),
        "{screen}"
    );
    dashboard.press("text:28");
    let screen = dashboard.text(140, 30);
    assert!(
        screen.contains("1 found") && !screen.contains("is not a date"),
        "{screen}"
    );
    assert_eq!(dashboard.app.query(Tab::Timeline).text(), "luna when:2028");
}

#[test]
fn a_name_that_nobody_has_is_told_with_who_was_meant() {
    let mut dashboard = Dashboard::new(SAMPLE);
    dashboard.press("5 / text:project:mooon-science");
    let screen = dashboard.text(140, 30);
    let told = "no project is called `mooon-science`, did you mean moon-science?; Esc clears";
    assert!(screen.contains(told), "{screen}");
    let (catalogue, board) = sample();
    let stranger = |text: &str| {
        Query::new(text)
            .finder(&catalogue, &board)
            .stranger()
            .map(|stranger| ENGLISH.stranger(&stranger))
    };
    assert_eq!(stranger("vehicle:sokol"), None);
    assert_eq!(stranger("overdue"), None);
    assert_eq!(stranger("overdu late"), None);
    let meant = "nothing is called `overdu`, did you mean overdue?";
    assert_eq!(stranger("overdu").as_deref(), Some(meant));
    assert_eq!(
        stranger("late | vehicle:ыщлщд5").as_deref(),
        Some("no vehicle is called `ыщлщд5`, did you mean sokol-5?")
    );
    assert_eq!(
        stranger("constellation:\"a\u{1b}b\"").as_deref(),
        Some("no constellation is called `a␛b`")
    );
}

/// Each word and each example of the help is understood.
#[test]
fn the_help_tells_the_truth() {
    for (word, state) in State::WORDS {
        assert_eq!(problem(word), "");
        assert!(format!("{:?}", Query::new(word)).contains(&format!("{state:?}")));
    }
    for field in Field::ALL {
        let example = field.example();
        assert!(example.starts_with(&format!("{}:", field.name())));
        assert_eq!(problem(example), "");
    }
}

fn term() -> impl Strategy<Value = String> {
    let known = prop::sample::select(vec![
        "late",
        "overdue",
        "done",
        "tbd",
        "conflict",
        "weak",
        "unsourced",
        "key",
        "open",
        "luna",
        "сокол",
        "cjrjk",
        "\"flight of\"",
        "project:moon",
        "vehicle:sokol-1",
        "status:planned",
        "when:2027",
        "when:..2028",
        "when:tbd",
        "slip:>12",
        "slip:<=3",
        "by:orlova",
        "source:forum",
        "grade:weak",
    ]);
    prop_oneof![known.prop_map(str::to_owned), "[a-zа-щэюяё0-9]{1,4}"]
}

proptest! {
    #[test]
    fn any_text_is_read(text in "\\PC{0,60}|[!|\":.<>=a-zсо0-9 -]{0,40}") {
        let (catalogue, board) = sample();
        let query = Query::new(&text);
        let finder = query.finder(&catalogue, &board);
        for kind in Kind::ALL {
            finder.fits(EntryRef::new(kind, 0));
            finder.fits(EntryRef::new(kind, usize::MAX));
        }
        finder.fits_source(0);
        let _ = query.problem().map(|problem| ENGLISH.problem(problem));
        prop_assert_eq!(query.text(), text);
    }

    /// `!` is the complement, side by side is the intersection, `|` the union.
    #[test]
    fn terms_are_sets(a in term(), b in term()) {
        let (catalogue, board) = sample();
        let texts = [a.clone(), b.clone(), format!("!{a}"), format!("!!{a}"), format!("{a} {b}"), format!("{a}|{b}")];
        let queries = texts.map(|text| Query::new(&text));
        let finders: Vec<_> = queries.iter().map(|query| query.finder(&catalogue, &board)).collect();
        for kind in Kind::ALL {
            for index in 0..catalogue.count(kind) {
                let fits: Vec<bool> = finders.iter().map(|finder| finder.fits(EntryRef::new(kind, index))).collect();
                let [a, b, not, twice, both, either] = *fits else { unreachable!() };
                prop_assert_eq!((not, twice, both, either), (!a, a, a && b, a || b));
            }
        }
    }
}
