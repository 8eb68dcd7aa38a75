//! What the keys that explain, copy and open do: the effects they ask for, and what the footer says.

use crate::dashboard::Dashboard;
use crate::fixtures::SAMPLE;
use crossterm::event::{KeyCode, KeyEvent, KeyModifiers};
use roscope::app::share::LONGEST_COPY;
use roscope::app::{Effect, Popup, TextPopup};

fn sample() -> Dashboard {
    Dashboard::new(SAMPLE)
}

/// Presses keys, and one more whose effect is returned.
fn effect(dashboard: &mut Dashboard, keys: &str, last: char) -> Option<Effect> {
    dashboard.press(keys);
    dashboard.event(KeyEvent::new(KeyCode::Char(last), KeyModifiers::NONE))
}

#[track_caller]
fn copied(dashboard: &mut Dashboard, keys: &str, last: char) -> String {
    match effect(dashboard, keys, last) {
        Some(Effect::Copy(text)) => text,
        other => panic!("{other:?}, {:?}", dashboard.app.notice),
    }
}

#[track_caller]
fn opened(dashboard: &mut Dashboard, keys: &str) -> String {
    match effect(dashboard, keys, 'o') {
        Some(Effect::OpenUrl(address)) => address.to_string(),
        other => panic!("{other:?}, {:?}", dashboard.app.notice),
    }
}

/// To the page of a milestone, by its name.
fn page(words: &str) -> String {
    format!("5 / {words} enter enter")
}

#[test]
fn y_copies_the_statement_under_the_cursor_of_a_page() {
    let mut dashboard = sample();
    let last = copied(&mut dashboard, &page("text:maiden"), 'y');
    assert_eq!(
        last,
        "Maiden flight of Sokol-5: in March 2026, said by Orlova on 27 January 2026.\n\
         Sample News, 27 January 2026: \"Orlova on dates\", https://example.org/2026/01/27"
    );
    assert_eq!(dashboard.notice(), "copied the citation");
    let before = copied(&mut dashboard, "up", 'y');
    assert!(
        before.starts_with(
            "Maiden flight of Sokol-5: in December 2025 (\"before the new year\"), said by Orlova"
        ),
        "{before}"
    );
}

#[test]
fn y_elsewhere_copies_what_stands_now_of_the_entry() {
    let mut dashboard = sample();
    let milestone = copied(&mut dashboard, "5 / text:second enter", 'y');
    assert!(
        milestone.starts_with("Second flight of Sokol-5: in the third quarter of 2026"),
        "{milestone}"
    );
    let project = copied(&mut dashboard, "2 down", 'y');
    assert_eq!(
        project,
        "Moon Science.\n\
         Sample News, 25 June 2025: \"The agency names three projects\", https://example.org/2025/06/25\n\
         Sample News, 10 March 2026: \"Orlova on money\""
    );
}

#[test]
fn w_explains_and_y_copies_the_reasons() {
    let mut dashboard = sample();
    dashboard.press("5 / text:second enter w");
    assert!(matches!(
        dashboard.app.over.popup(),
        Some(Popup::Text {
            of: TextPopup::Why,
            ..
        })
    ));
    let shown = dashboard.text(120, 36);
    assert!(
        shown.contains("Today is 20 November 2026, 51 days later"),
        "{shown}"
    );
    let text = copied(&mut dashboard, "", 'y');
    assert!(
        text.starts_with("Second flight of Sokol-5\n\nNo word: The latest date, Q3 2026"),
        "{text}"
    );
    assert_eq!(dashboard.notice(), "copied the reasons");
    dashboard.press("w");
    assert!(dashboard.app.over.popup().is_none(), "w again closes it");
}

#[test]
fn the_reasons_scroll_and_leave_with_esc() {
    let mut dashboard = sample();
    dashboard.press("5 / text:luna-s1 enter w");
    let top = dashboard.text(60, 20);
    let below = dashboard.press("pgdn").text(60, 20);
    assert_ne!(top, below);
    dashboard.press("home");
    assert_eq!(dashboard.text(60, 20), top);
    dashboard.press("esc");
    assert!(dashboard.app.over.popup().is_none());
}

#[test]
fn capital_y_copies_the_lines_of_the_file() {
    let mut dashboard = sample();
    let lines = copied(&mut dashboard, "3 down", 'Y');
    assert!(
        lines.starts_with("[[vehicle]]\nid = \"sokol-5\"\n")
            && lines.ends_with("sources = [\"agency-2026-01-27\"]\n"),
        "{lines}"
    );
    assert_eq!(dashboard.notice(), "copied the lines of the file");
    let of_source = copied(&mut dashboard, "2 down o", 'Y');
    assert!(
        of_source.starts_with("[source.agency-2025-06-25]\n"),
        "{of_source}"
    );
}

#[test]
fn the_lines_are_those_of_the_version_on_the_screen() {
    let mut dashboard = sample();
    dashboard.press("3 down").save("[[broken");
    let lines = copied(&mut dashboard, "", 'Y');
    assert!(
        lines.starts_with("[[vehicle]]\nid = \"sokol-5\"\n"),
        "{lines}"
    );
}

#[test]
fn o_opens_the_source_of_the_statement_or_of_what_stands_now() {
    let mut dashboard = sample();
    let keys = page("text:maiden");
    assert_eq!(
        opened(&mut dashboard, &keys),
        "https://example.org/2026/01/27"
    );
    assert_eq!(dashboard.notice(), "opening https://example.org/2026/01/27");
    assert_eq!(
        opened(&mut dashboard, "up"),
        "https://example.org/2025/06/25"
    );
    assert_eq!(
        opened(&mut sample(), "5 / text:maiden enter"),
        "https://example.org/2026/05/01",
        "of what has happened, the source that says so"
    );
    assert_eq!(
        opened(&mut sample(), "5 / text:second enter"),
        "https://example.org/2026/01/27"
    );
    assert_eq!(opened(&mut sample(), "3"), "https://example.org/tracker");
}

#[test]
fn of_several_sources_one_is_chosen() {
    let mut dashboard = sample();
    assert_eq!(effect(&mut dashboard, "2 down", 'o'), None);
    assert!(
        matches!(dashboard.app.over.popup(), Some(Popup::Sources { ids, cursor: 0 }) if ids.len() == 2)
    );
    let enter = KeyEvent::new(KeyCode::Enter, KeyModifiers::NONE);
    let Some(Effect::OpenUrl(address)) = dashboard.event(enter) else {
        panic!("{:?}", dashboard.app.notice)
    };
    assert_eq!(&*address, "https://example.org/2025/06/25");
    assert_eq!(
        copied(&mut dashboard, "down down", 'y'),
        "Sample News, 10 March 2026: \"Orlova on money\""
    );
    assert_eq!(effect(&mut dashboard, "", 'o'), None);
    assert_eq!(
        dashboard.notice(),
        "no address: Sample News, 10 March 2026: \"Orlova on money\""
    );
    dashboard.press("esc");
    assert!(dashboard.app.over.popup().is_none());
}

#[test]
fn the_statement_behind_a_cut_of_the_track_record_is_cited() {
    let mut dashboard = sample();
    let cited = copied(&mut dashboard, "R enter", 'y');
    assert!(cited.contains(", said by "), "{cited}");
    let opens = effect(&mut dashboard, "", 'o');
    let shown = dashboard.app.shown().unwrap();
    let judged = dashboard.app.record().unwrap().judged(shown).unwrap();
    let milestone = &shown.catalogue.milestones()[judged.milestone];
    let id = &milestone.statements[judged.statement].source[0].value;
    let source = shown.catalogue.source(id).unwrap();
    assert!(cited.starts_with(&*milestone.entry.name), "{cited}");
    match (opens, &source.url) {
        (Some(Effect::OpenUrl(address)), Some(url)) => assert_eq!(*address, **url),
        (None, None) => assert!(dashboard.notice().starts_with("no address: ")),
        other => panic!("{other:?}"),
    }
}

#[test]
fn a_hostile_address_is_refused_and_shown() {
    for url in [
        "file:///etc/passwd",
        "javascript:alert(1)",
        "-flag",
        "https://example.org/\\u001b]52;c;eA==\\u0007",
        "https://example.org/a b",
    ] {
        let text = SAMPLE.replace("https://example.org/tracker", url);
        let mut dashboard = Dashboard::new(&text);
        assert_eq!(effect(&mut dashboard, "3", 'o'), None, "{url}");
        let notice = dashboard.notice();
        let refused = "not opened: not a web address: ";
        assert!(notice.starts_with(refused), "{notice}");
        assert!(!notice.contains(char::is_control), "{notice:?}");
    }
    let russian = SAMPLE.replace("https://example.org/tracker", "https://example.org/Луна");
    assert_eq!(
        opened(&mut Dashboard::new(&russian), "3"),
        "https://example.org/%D0%9B%D1%83%D0%BD%D0%B0"
    );
}

#[test]
fn what_is_too_long_for_the_clipboard_is_not_copied() {
    let note = format!("note = \"{}\"", "x".repeat(LONGEST_COPY));
    let text = SAMPLE.replace("note = \"Split off in 2025.\"", &note);
    assert_ne!(text, SAMPLE);
    let mut dashboard = Dashboard::new(&text);
    assert_eq!(effect(&mut dashboard, "2 end", 'Y'), None);
    assert!(
        dashboard
            .notice()
            .starts_with("the lines of the file: too long to copy"),
        "{}",
        dashboard.notice()
    );
}

#[test]
fn where_nothing_is_selected_nothing_is_copied_or_opened() {
    let mut dashboard = sample();
    for (key, says) in [
        ('y', "nothing to copy here"),
        ('Y', "nothing to copy here"),
        ('o', "no source here"),
        ('w', "nothing selected"),
    ] {
        assert_eq!(effect(&mut dashboard, "3 / text:zzz enter", key), None);
        assert_eq!(dashboard.notice(), says);
        dashboard.press("esc");
    }
    let mut broken = Dashboard::new("name = ");
    for key in ['y', 'Y', 'o', 'w'] {
        assert_eq!(effect(&mut broken, "", key), None);
    }
}
