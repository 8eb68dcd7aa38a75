//! The forms: what is typed, what is shown before it is written, what is written, what is taken back.

use std::path::Path;

use crate::dashboard::{self, Dashboard};
use crate::fixtures::SAMPLE;
use crate::held::Screen;
use crossterm::event::{KeyCode, KeyEvent, KeyModifiers};
use roscope::app::form::{FieldKey, Form, Stage};
use roscope::app::{App, Effect, Msg, Popup, Write, update};
use roscope::storage;
use roscope::ui::glyphs::Characters;
use roscope::ui::theme::Theme;

/// A dashboard whose file is a text.
struct Desk {
    dashboard: Dashboard,
    file: String,
}

impl Desk {
    fn new() -> Self {
        Self {
            dashboard: Dashboard::new(SAMPLE),
            file: SAMPLE.to_owned(),
        }
    }

    /// Presses keys, and does what they ask for as the program does.
    fn press(&mut self, keys: &str) -> &mut Self {
        for key in keys.split(' ').filter(|key| !key.is_empty()) {
            match key {
                "^s" => self.event(KeyCode::Char('s'), KeyModifiers::CONTROL),
                "^u" => self.event(KeyCode::Char('u'), KeyModifiers::CONTROL),
                "enter" => self.event(KeyCode::Enter, KeyModifiers::NONE),
                "U" => self.event(KeyCode::Char('U'), KeyModifiers::NONE),
                key => {
                    self.dashboard.press(key);
                }
            }
        }
        self
    }

    fn event(&mut self, code: KeyCode, modifiers: KeyModifiers) {
        let mut effect = self.dashboard.event(KeyEvent::new(code, modifiers));
        while let Some(todo) = effect {
            effect = match self.carry_out(todo) {
                Some(msg) => update(&mut self.dashboard.app, msg),
                None => None,
            };
        }
        self.dashboard.draw(100, 30);
    }

    fn carry_out(&mut self, effect: Effect) -> Option<Msg> {
        let plan = |text: &str, edits: &[_]| {
            storage::plan(Path::new("programs.toml"), text, edits)
                .map_err(|why| roscope::words::ENGLISH.refusal(&why))
        };
        Some(match effect {
            Effect::Plan(edits) => Msg::Planned(plan(&self.file, &edits)),
            Effect::Save(edits) => Msg::Saved(plan(&self.file, &edits).map(|proven| {
                let before = std::mem::replace(&mut self.file, proven.text().to_owned());
                Write {
                    before: before.into_bytes(),
                    after: self.file.clone().into_bytes(),
                    remark: None,
                }
            })),
            Effect::Undo(write) => {
                let holds = self.file.as_bytes() == write.after;
                if holds {
                    self.file = String::from_utf8(write.before.clone()).unwrap();
                }
                let back = || Write {
                    before: write.after.clone(),
                    after: write.before.clone(),
                    remark: None,
                };
                let result = holds.then(back).ok_or("changed since".to_owned());
                Msg::Undone { write, result }
            }
            Effect::Reload => self.dashboard.read_again(&self.file),
            _ => return None,
        })
    }

    fn app(&self) -> &App {
        &self.dashboard.app
    }

    fn form(&self) -> &Form {
        match self.app().over.popup() {
            Some(Popup::Form(form)) => form,
            other => panic!("no form: {other:?}"),
        }
    }

    /// The lines that were added to the sample, and those that went.
    fn difference(&self) -> (Vec<String>, Vec<String>) {
        let lines = |text: &str| -> Vec<String> { text.lines().map(str::to_owned).collect() };
        let (old, new) = (lines(SAMPLE), lines(&self.file));
        let added = new
            .iter()
            .filter(|line| !old.contains(line))
            .cloned()
            .collect();
        let gone = old
            .iter()
            .filter(|line| !new.contains(line))
            .cloned()
            .collect();
        (added, gone)
    }
}

/// On the milestone "Luna-S1 launch" of the timeline.
const LUNA: &str = "5 / text:luna-s1 enter";

#[test]
fn a_statement_is_shown_before_it_is_written_and_goes_into_its_ledger() {
    let mut desk = Desk::new();
    desk.press(LUNA).press("a text:2029-Q1 enter");
    desk.press("text:2026-11-19 enter text:Orlova enter text:early space text:2029 enter");
    desk.press("text:agency-2026-03 enter");
    assert!(
        matches!(desk.form().stage, Stage::Preview { .. }),
        "{:?}",
        desk.form().trouble
    );
    assert_eq!(desk.file, SAMPLE, "nothing is written yet");
    let shown = desk.dashboard.text(120, 30);
    let line = "{ said = 2026-11-19, when = \"2029-Q1\", by = \"Orlova\", words = \"early 2029\", source = \"agency-";
    assert!(
        shown.contains("{ said = 2026-11-19, when = \"2029-Q1\""),
        "{shown}"
    );
    desk.press("enter");
    let (added, gone) = desk.difference();
    assert_eq!((added.len(), gone.len()), (1, 0), "{added:?}");
    assert!(added[0].starts_with(&format!("  {line}")), "{added:?}");
    assert!(desk.app().over.popup().is_none());
    let notice = desk.dashboard.notice().to_owned();
    assert!(
        notice.starts_with("saved: Luna-S1 launch: Q4 2028 → Q1 2029"),
        "{notice}"
    );
}

#[test]
fn while_a_date_is_typed_the_form_says_how_it_is_understood_and_what_it_means() {
    let mut desk = Desk::new();
    desk.press(LUNA)
        .press("a text:I space text:квартал space text:2029");
    let shown = desk.app().shown().unwrap();
    assert_eq!(
        desk.form().hint(shown),
        "I квартал 2029 → 2029-Q1 = 1 January 2029 … 31 March 2029; later, +3 months in the last move, +39 in total"
    );
    desk.press("^u text:soon");
    let shown = desk.app().shown().unwrap();
    assert!(
        desk.form().hint(shown).contains("write a day"),
        "{}",
        desk.form().hint(shown)
    );
}

fn offered(desk: &Desk) -> Vec<String> {
    let found = desk.form().suggestions(desk.app().shown().unwrap());
    found.into_iter().map(|one| one.text).collect()
}

/// What the field of a key holds.
fn held(desk: &Desk, key: FieldKey) -> String {
    let mut fields = desk.form().fields.iter();
    let field = fields.find(|field| field.key == key);
    field.unwrap().text().to_owned()
}

#[test]
fn the_beginning_of_the_only_speaker_who_has_it_is_completed() {
    let mut desk = Desk::new();
    desk.press(LUNA).press("a text:2029 enter enter text:or");
    assert_eq!(offered(&desk), ["Orlova", "or"]);
    let text = desk.dashboard.text(100, 30);
    assert!(text.contains("▸ Orlova"), "{text}");
    desk.press("enter");
    assert_eq!(held(&desk, FieldKey::By), "Orlova");
    desk.press("^s");
    assert_eq!(
        desk.form().trouble.as_deref(),
        Some("choose a source, or `new`")
    );
    desk.press("text:agency-2026-03 enter enter");
    let (added, _) = desk.difference();
    assert!(added[0].contains("by = \"Orlova\""), "{added:?}");
}

#[test]
fn a_name_stays_as_it_was_typed_where_several_begin_so_or_it_is_chosen() {
    let mut desk = Desk::new();
    desk.press(LUNA).press("a text:2029 enter enter text:p");
    assert_eq!(offered(&desk), ["p", "Petrov", "project passport"]);
    desk.press("enter");
    assert_eq!(held(&desk, FieldKey::By), "p");
    let mut desk = Desk::new();
    desk.press(LUNA)
        .press("a text:2030 enter enter text:Orl down enter");
    assert_eq!(held(&desk, FieldKey::By), "Orl");
}

#[test]
fn of_several_that_begin_so_none_is_taken_unasked() {
    let several = |typed: &str| {
        format!("more than one fits {typed}: type on, or choose one with the arrow keys")
    };
    for (keys, key, typed) in [
        ("3 u text:re", FieldKey::Status, "re"),
        (
            "2 down N text:New enter enter text:moon-science, text:sokol",
            FieldKey::Of,
            "moon-science,sokol",
        ),
        (
            "5 / text:luna-s1 enter a text:2029 enter enter enter enter text:agency",
            FieldKey::Source,
            "agency",
        ),
    ] {
        let mut desk = Desk::new();
        desk.press(keys);
        assert!(offered(&desk).len() > 1, "{typed}");
        for enter in ["enter", "^s"] {
            desk.press(enter);
            assert_eq!(held(&desk, key), typed);
            assert_eq!(desk.form().trouble, Some(several(typed)), "{enter}");
        }
        desk.press("down enter");
        assert_ne!(held(&desk, key), typed, "the chosen one");
    }
}

#[test]
fn a_word_that_was_cleared_away_is_not_another_one() {
    let mut desk = Desk::new();
    desk.press(LUNA).press("u ^u enter");
    assert_eq!(held(&desk, FieldKey::Status), "");
    desk.press("^s");
    assert_eq!(
        desk.form().trouble.as_deref(),
        Some("choose one of the words")
    );
}

#[test]
fn a_day_may_be_typed_as_yesterday() {
    let mut desk = Desk::new();
    desk.press(LUNA).press("a text:2029 enter text:вчера");
    let shown = desk.app().shown().unwrap();
    assert_eq!(
        desk.form().hint(shown),
        "вчера → 2026-11-19 = 19 November 2026"
    );
    desk.press("enter enter enter text:agency-2026-03 enter enter");
    let (added, _) = desk.difference();
    assert!(added[0].contains("said = 2026-11-19"), "{added:?}");
    desk.press("u text:done enter text:today enter text:Yesterday ^s ^s ^s enter");
    let (added, _) = desk.difference();
    assert!(
        added.contains(&"actual = 2026-11-20".to_owned()),
        "{added:?}"
    );
    assert!(
        added.contains(&"status_as_of = 2026-11-19".to_owned()),
        "{added:?}"
    );
    desk.press("a text:2030 enter text:tomorrow enter enter enter text:agency-2026-03 enter");
    assert_eq!(
        desk.form().trouble.as_deref(),
        Some("tomorrow is in the future (today is 2026-11-20)")
    );
}

#[test]
fn a_day_that_cannot_be_read_is_told_with_its_reason() {
    let mut desk = Desk::new();
    desk.press(LUNA)
        .press("a text:2029 enter text:15.03.26 enter");
    assert_eq!(
        desk.form().trouble.as_deref(),
        Some(
            "\"15.03.26\" is not a date; a year has four figures; write 2026-03-15 if that is meant"
        )
    );
}

#[test]
fn an_outcome_asks_about_the_old_note_and_the_missing_source() {
    let mut desk = Desk::new();
    desk.press(LUNA)
        .press("u text:done enter text:2026-11-18 ^s");
    let asked = |desk: &Desk| {
        let key = desk.form().fields[desk.form().focus].key;
        (key, desk.form().trouble.clone().unwrap_or_default())
    };
    let note = "this note is of the status before: Enter keeps it, ^u takes it out";
    assert_eq!(asked(&desk), (FieldKey::Note, note.to_owned()));
    let source =
        "no source: nobody will be able to check this; choose one, or Enter goes on without";
    desk.press("enter ^s");
    assert_eq!(asked(&desk), (FieldKey::Source, source.to_owned()));
    desk.press("enter");
    let Stage::Preview { warnings, .. } = &desk.form().stage else {
        panic!("{:?}", desk.form().trouble)
    };
    assert_eq!(
        *warnings,
        [
            "the note is of the status before: flight model in assembly",
            "no source: nobody will be able to check this",
        ]
    );
    desk.press("enter");
    assert!(desk.file.contains("status = \"done\""));
}

#[test]
fn what_was_answered_on_the_way_is_not_asked_again() {
    let mut desk = Desk::new();
    desk.press(LUNA)
        .press("u text:done enter text:2026-11-18 enter enter");
    let hint = |desk: &Desk| desk.form().hint(desk.app().shown().unwrap());
    assert!(
        hint(&desk).starts_with("this note is of"),
        "{}",
        hint(&desk)
    );
    desk.press("enter");
    assert!(
        hint(&desk).starts_with("no source: nobody"),
        "{}",
        hint(&desk)
    );
    desk.press("enter");
    assert!(matches!(desk.form().stage, Stage::Preview { .. }));
    // A new note and a source leave nothing to ask.
    let mut desk = Desk::new();
    desk.press(LUNA)
        .press("u text:done enter text:2026-11-18 enter enter");
    desk.press("^u text:landed enter text:agency-2026-03 enter");
    let Stage::Preview { warnings, .. } = &desk.form().stage else {
        panic!("{:?}", desk.form().trouble)
    };
    assert!(warnings.is_empty(), "{warnings:?}");
}

#[test]
fn a_new_source_may_not_have_the_id_of_an_entry_nor_an_entry_that_of_a_source() {
    let mut desk = Desk::new();
    desk.press(LUNA)
        .press("a text:2029 enter enter enter enter text:new enter");
    desk.press("text:N enter text:T enter enter enter enter text:sokol-5 enter");
    assert_eq!(
        desk.form().trouble.as_deref(),
        Some("the id `sokol-5` is that of a vehicle: choose another")
    );
    let mut desk = Desk::new();
    desk.press("2 down N text:Paper enter text:paper-2026-02 enter enter text:2030 ^s");
    assert_eq!(
        desk.form().trouble.as_deref(),
        Some("the id `paper-2026-02` is that of a source: choose another")
    );
}

#[test]
fn of_what_a_new_milestone_is_can_be_chosen() {
    let mut desk = Desk::new();
    desk.press("2 down N text:New enter enter");
    desk.press("text:moon-science, text:sokol");
    assert_eq!(
        offered(&desk),
        ["moon-science, sokol-1", "moon-science, sokol-5"]
    );
}

#[test]
fn nothing_was_said_on_a_day_that_has_not_come() {
    let mut desk = Desk::new();
    desk.press(LUNA)
        .press("a text:2029 enter text:2026-11-21 enter enter enter text:agency-2026-03 enter");
    assert_eq!(
        desk.form().trouble.as_deref(),
        Some("2026-11-21 is in the future (today is 2026-11-20)")
    );
    desk.press("^u text:2026-11 ^s");
    assert!(
        matches!(desk.form().stage, Stage::Preview { .. }),
        "{:?}",
        desk.form().trouble
    );
}

#[test]
fn nothing_is_cited_that_was_not_chosen() {
    let mut desk = Desk::new();
    desk.press(LUNA)
        .press("u text:plan enter enter enter enter");
    let (added, gone) = desk.difference();
    assert!(added.is_empty() && gone.is_empty(), "only shown: {added:?}");
    desk.press("enter");
    let (added, _) = desk.difference();
    assert!(
        added.iter().all(|line| !line.contains("status_source")),
        "{added:?}"
    );
    desk.press("a text:2029 enter enter enter enter enter");
    let trouble = desk.form().trouble.clone().unwrap_or_default();
    assert!(trouble.starts_with("choose a source"), "{trouble}");
    desk.press("down enter");
    assert!(matches!(desk.form().stage, Stage::Preview { .. }));
}

#[test]
fn the_source_of_an_old_status_does_not_vouch_for_a_new_one() {
    let sourced = SAMPLE.replacen(
        "status_note = \"flight model in assembly\"",
        "status_note = \"flight model in assembly\"\nstatus_source = \"agency-2026-03-10\"",
        1,
    );
    let mut desk = Desk::new();
    desk.file.clone_from(&sourced);
    desk.dashboard.save(&sourced);
    desk.press(LUNA).press("u enter enter");
    desk.press("space text:and space text:tested enter");
    let shown = desk.app().shown().unwrap();
    assert_eq!(desk.form().hint(shown), "empty: the old source is removed");
    desk.press("enter enter");
    // A text goes on where it stood.
    let note = "status_note = \"flight model in assembly and tested\"\n";
    assert!(desk.file.contains(&format!("{note}statements")));
    // Seen again on another day, with nothing new, it is the same source.
    desk.file.clone_from(&sourced);
    desk.dashboard.save(&sourced);
    desk.press("u ^s enter");
    assert!(desk.file.contains("status_as_of = 2026-11-20\nstatus_note"));
    let sourced = "in assembly\"\nstatus_source = \"agency-2026-03-10\"";
    assert!(desk.file.contains(sourced));
}

#[test]
fn a_paste_of_several_lines_becomes_one_and_what_is_too_much_is_told() {
    let mut desk = Desk::new();
    desk.press(LUNA).press("u enter enter ^u");
    update(
        &mut desk.dashboard.app,
        Msg::Paste("one\r\ntwo\n\tthree".to_owned()),
    );
    let text = desk.form().fields[desk.form().focus].text().to_owned();
    assert_eq!(text, "one two three");
    update(&mut desk.dashboard.app, Msg::Paste("x".repeat(5_000)));
    assert_eq!(
        desk.form().trouble.as_deref(),
        Some("no more than 4,000 characters fit: the rest was left out")
    );
}

#[test]
fn what_cannot_be_seen_is_left_out_of_what_is_typed_or_pasted_and_told() {
    let mut desk = Desk::new();
    desk.press(LUNA).press("u enter enter ^u");
    let pasted =
        "\u{feff}so\u{ad}ft \u{200b}e\u{301}й\u{1b} \u{200e}👩\u{200d}🚀 x\u{200d}y\u{2028}z"
            .to_owned();
    update(&mut desk.dashboard.app, Msg::Paste(pasted));
    let form = desk.form();
    assert_eq!(
        form.fields[form.focus].text(),
        "soft e\u{301}й 👩\u{200d}🚀 xy z"
    );
    assert_eq!(
        form.trouble.as_deref(),
        Some("left out what cannot be seen: U+001B, U+00AD, U+200B, U+200D, U+200E, U+FEFF")
    );
    desk.press("text:\u{200b}");
    assert_eq!(
        desk.form().trouble.as_deref(),
        Some("left out what cannot be seen: U+200B")
    );
    desk.press("^s enter");
    assert!(
        desk.file
            .contains("status_note = \"soft e\u{301}й 👩\u{200d}🚀 xy z\""),
        "{}",
        desk.file
    );
}

#[test]
fn what_a_screen_shows_of_a_hidden_character_is_never_written() {
    let note = "status_note = \"flight model in assembly\"";
    let by = "when = \"2028-Q4\", by = \"Orlova\"";
    let text = SAMPLE
        .replace(note, "status_note = \"flight\u{ad} model\"")
        .replace(by, "when = \"2028-Q4\", by = \"Ov\u{200b}s\"");
    let mut desk = Desk::new();
    desk.dashboard.save(&text);
    desk.file.clone_from(&text);
    // What nobody touches stays as it is.
    desk.press(LUNA).press("u ^s enter");
    assert!(desk.file.contains("flight\u{ad} model"), "{}", desk.file);
    // What is typed on goes into the file with the old text, and without its pictures.
    desk.press("u enter enter text:! ^s enter");
    assert!(
        desk.file.contains("status_note = \"flight model!\""),
        "{}",
        desk.file
    );
    // So does a name that is chosen from those there are.
    desk.press("a text:2029 enter enter text:Ov");
    assert_eq!(
        desk.form().suggestions(desk.app().shown().unwrap())[0].text,
        "Ovs"
    );
    desk.press("enter enter text:agency-2026-03 enter ^s enter");
    assert!(desk.file.contains("by = \"Ovs\""), "{}", desk.file);
    assert!(!desk.file.contains("<AD>") && !desk.file.contains("<200B>"));
}

#[test]
fn the_beginning_of_a_word_goes_before_its_middle() {
    let mut desk = Desk::new();
    desk.press("2 down u text:de");
    assert_eq!(offered(&desk), ["delayed"]);
    desk.press("^s");
    assert!(
        matches!(desk.form().stage, Stage::Preview { .. }),
        "^s takes it too"
    );
}

#[test]
fn the_id_of_a_new_source_is_made_of_its_day_and_is_free() {
    let mut desk = Desk::new();
    desk.press(LUNA)
        .press("a text:2029 enter enter enter enter text:agency-2026-11-19-x enter");
    assert_eq!(
        held(&desk, FieldKey::SourceId),
        "agency-2026-11-19-x",
        "what was typed is not lost"
    );
    desk.press("text:agency enter text:T enter");
    update(
        &mut desk.dashboard.app,
        Msg::Paste("10 марта 2026".to_owned()),
    );
    desk.press("enter enter enter ^u");
    let shown = desk.app().shown().unwrap();
    assert_eq!(desk.form().hint(shown), "empty: agency-2026-03-10-2");
}

#[test]
fn what_cannot_be_read_is_told_at_its_field() {
    let mut desk = Desk::new();
    desk.press(LUNA).press("a text:soon enter");
    assert_eq!(desk.form().fields[desk.form().focus].key, FieldKey::When);
    let trouble = desk.form().trouble.clone().unwrap_or_default();
    assert!(
        trouble.starts_with("\"soon\" is not a date; write a day"),
        "{trouble}"
    );
}

#[test]
fn what_an_edit_gives_to_look_at_is_told_before_it_is_written() {
    let mut desk = Desk::new();
    desk.press(
        "5 / text:north-pad enter down a text:2029 enter enter enter enter text:agency-2026-03 enter",
    );
    let Stage::Preview { warnings, .. } = desk.form().stage.clone() else {
        panic!("{:?}", desk.form().trouble)
    };
    assert_eq!(warnings.len(), 1, "{warnings:?}");
    let text = desk.dashboard.text(100, 30);
    assert!(text.contains(&warnings[0]), "{text}");
}

#[test]
fn done_asks_when_and_a_reopened_milestone_loses_its_day() {
    let mut desk = Desk::new();
    desk.press(LUNA).press("u text:do enter");
    desk.press("^s");
    assert_eq!(desk.form().trouble.as_deref(), Some("say when it happened"));
    desk.press("text:2026-11-18 ^s ^s ^s enter");
    let (added, gone) = desk.difference();
    assert_eq!(
        added,
        ["actual = 2026-11-18", "status_as_of = 2026-11-20"],
        "{gone:?}"
    );
    desk.press("u text:plan enter ^s ^s enter");
    assert!(!desk.file.contains("actual = 2026-11-18"));
    assert!(dashboard::read(&desk.file).is_ok());
}

#[test]
fn a_count_and_a_plan_go_into_the_ledgers_of_a_constellation() {
    let mut desk = Desk::new();
    desk.press("4 a enter enter text:40 enter enter enter enter text:agency-2026-03 enter enter");
    let (added, _) = desk.difference();
    assert_eq!(added.len(), 1, "{added:?}");
    assert!(
        added[0].starts_with("  { on = 2026-11-20, in_orbit = 40, source = "),
        "{added:?}"
    );
    desk.press("a text:plan enter enter text:300 enter text:2030 enter enter enter text:agency-2026-03 enter enter");
    let (added, _) = desk.difference();
    assert_eq!(added.len(), 2, "{added:?}");
    assert!(
        added[1].contains("satellites = 300, when = \"2030\""),
        "{added:?}"
    );
}

#[test]
fn a_new_milestone_comes_with_its_first_statement_and_a_new_source() {
    let mut desk = Desk::new();
    desk.press("2 down N text:Luna-S3 space text:launch enter enter enter");
    desk.press("text:2033 enter enter enter enter text:new enter");
    desk.press("text:Newspaper enter text:A space text:third space text:Moon enter enter enter enter enter");
    assert!(
        matches!(desk.form().stage, Stage::Preview { .. }),
        "{:?}",
        desk.form().trouble
    );
    desk.press("enter");
    let (added, gone) = desk.difference();
    let text = added.join("\n");
    assert!(gone.is_empty());
    for line in [
        "id = \"luna-s3-launch\"",
        "name = \"Luna-S3 launch\"",
        "[source.newspaper-2026-11-20]",
        "title = \"A third Moon\"",
    ] {
        assert!(text.contains(line), "{line}:\n{text}");
    }
    let read = dashboard::read(&desk.file).unwrap();
    assert!(read.catalogue.find("luna-s3-launch").is_some());
}

#[test]
fn esc_leaves_no_trace() {
    let mut desk = Desk::new();
    desk.press(LUNA)
        .press("a text:2029 enter enter enter enter text:agency-2026-03 enter");
    desk.press("esc");
    assert_eq!(desk.form().stage, Stage::Filling, "back to what was typed");
    desk.press("esc");
    assert_eq!(
        (desk.app().over.popup(), desk.file.as_str()),
        (None, SAMPLE)
    );
}

#[test]
fn undo_takes_back_our_writes_one_by_one_and_only_ours() {
    let mut desk = Desk::new();
    desk.press(LUNA);
    for date in ["2029", "2030"] {
        desk.press(&format!(
            "a text:{date} enter enter enter enter text:agency-2026-03 enter enter"
        ));
    }
    let both = desk.file.clone();
    desk.press("U");
    assert_ne!(desk.file, both);
    desk.press("U");
    assert_eq!(desk.file, SAMPLE);
    desk.press("U");
    assert_eq!(desk.dashboard.notice(), "nothing to undo");
    desk.press("a text:2031 enter enter enter enter text:agency-2026-03 enter enter");
    desk.file.push_str("# somebody else\n");
    desk.press("U");
    assert!(desk.file.ends_with("# somebody else\n"));
    assert_eq!(desk.dashboard.notice(), "changed since");
}

#[test]
fn what_another_changed_meanwhile_is_asked_about_not_overwritten() {
    let mut desk = Desk::new();
    desk.press(LUNA).press("u text:do enter text:2026-11-18");
    desk.file = desk
        .file
        .replacen("status = \"in-progress\"", "status = \"planned\"", 1);
    desk.press("^s ^s ^s");
    let trouble = desk.form().trouble.clone();
    let trouble = trouble.unwrap_or_else(|| panic!("{:?}", desk.form().stage));
    assert!(trouble.contains("planned"), "{trouble}");
    let msg = desk.dashboard.read_again(&desk.file);
    update(&mut desk.dashboard.app, msg);
    desk.press("^s ^s enter");
    assert!(
        desk.file.contains("actual = 2026-11-18"),
        "asked again, it goes by what stands there"
    );
}

#[test]
fn nothing_is_written_where_nothing_may_be() {
    let mut desk = Desk::new();
    desk.dashboard.app.read_only = true;
    for key in ["u", "a", "N", "U", "e", "E"] {
        desk.press("5").press(key);
        assert!(desk.app().over.popup().is_none(), "{key}");
        assert!(desk.dashboard.notice().contains("--read-only"), "{key}");
    }
    let mut desk = Desk::new();
    desk.dashboard.save("[broken");
    desk.press("5 u");
    assert!(desk.dashboard.notice().contains("has errors"));
}

#[test]
fn e_opens_the_editor_at_the_entry_and_at_the_first_error() {
    let mut dashboard = Dashboard::new(SAMPLE);
    dashboard.press(LUNA);
    let key = |code| KeyEvent::new(KeyCode::Char(code), KeyModifiers::NONE);
    let header = SAMPLE
        .lines()
        .position(|line| line == "id = \"luna-s1-launch\"")
        .unwrap();
    let effect = dashboard.event(key('e'));
    assert_eq!(
        effect,
        Some(Effect::Editor {
            line: header,
            column: 1
        })
    );
    dashboard.save(&SAMPLE.replace("status = \"at-risk\"", "status = \"at-rsk\""));
    let line = SAMPLE
        .lines()
        .position(|line| line == "status = \"at-risk\"")
        .unwrap()
        + 1;
    assert_eq!(
        dashboard.event(key('E')),
        Some(Effect::Editor { line, column: 10 })
    );
}

#[test]
fn forms_as_they_look() {
    for (name, keys) in [
        ("statement", "a text:2029-Q1"),
        ("source", "a text:2029 enter enter enter enter text:20"),
        ("status", "u"),
        ("done", "u text:do enter"),
        (
            "new-source",
            "a text:2029 enter enter enter enter text:new enter",
        ),
        (
            "lines",
            "a text:2029 enter enter enter enter text:agency-2026-05 enter",
        ),
        ("milestone", "N"),
        ("trouble", "a ^s"),
    ] {
        let form = || {
            let mut desk = Desk::new();
            desk.press(LUNA).press(keys);
            desk.dashboard
        };
        let plain = form().dressed(Theme::Mono, Characters::Ascii);
        Screen::default()
            .at(&[(120, 36), (80, 24), (60, 20), (34, 9)], form)
            .text("ascii", (80, 24), plain)
            .hold("forms", name);
    }
}
