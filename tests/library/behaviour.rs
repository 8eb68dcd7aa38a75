//! What keys and reloads do to the dashboard.

use crate::dashboard::Dashboard;
use crate::fixtures::{SAMPLE, today};
use chrono::Days;
use crossterm::event::{KeyCode, KeyEvent, KeyModifiers, MouseButton, MouseEvent, MouseEventKind};
use proptest::prelude::*;
use roscope::app::tab::{ListId, Tab};
use roscope::app::{Effect, Focus, Msg, Popup, TextPopup, update};
use strum::VariantArray;

fn sample() -> Dashboard {
    Dashboard::new(SAMPLE)
}

fn selected(dashboard: &Dashboard) -> String {
    let shown = dashboard.app.shown().unwrap();
    let at = dashboard.app.selected().unwrap();
    shown.catalogue.entry(at).unwrap().id.value.to_string()
}

#[test]
fn digits_and_tab_lead_to_the_tabs() {
    let mut dashboard = sample();
    for tab in Tab::VARIANTS {
        dashboard.press(&tab.number().to_string());
        assert_eq!(dashboard.app.tab, *tab);
    }
    dashboard.press("tab");
    assert_eq!(dashboard.app.tab, Tab::Overview);
    dashboard.event(KeyEvent::new(KeyCode::BackTab, KeyModifiers::SHIFT));
    assert_eq!(dashboard.app.tab, Tab::Changes);
}

#[test]
fn esc_goes_one_step_back_and_never_quits() {
    let mut dashboard = sample();
    dashboard.press("2 / text:moon enter enter enter ?");
    assert!(matches!(
        dashboard.app.over.popup(),
        Some(Popup::Text {
            of: TextPopup::Help,
            ..
        })
    ));
    dashboard.press("esc");
    assert!(dashboard.app.open_milestone().is_some());
    dashboard.press("esc");
    assert_eq!(
        (dashboard.app.open_milestone(), dashboard.app.detail().focus),
        (None, Focus::Detail)
    );
    dashboard.press("esc");
    assert_eq!(dashboard.app.detail().focus, Focus::List);
    assert_eq!(dashboard.app.query(Tab::Projects).text(), "moon");
    dashboard.press("esc");
    assert!(dashboard.app.query(Tab::Projects).is_empty());
    let escape = KeyEvent::new(KeyCode::Esc, KeyModifiers::NONE);
    assert_eq!(dashboard.event(escape), None);
}

#[test]
fn q_closes_what_is_open_and_quits_from_the_top() {
    let mut dashboard = sample();
    let q = KeyEvent::new(KeyCode::Char('q'), KeyModifiers::NONE);
    dashboard.press("?");
    assert_eq!(dashboard.event(q), None);
    dashboard.press("5 enter");
    assert_eq!(dashboard.event(q), None);
    assert_eq!(dashboard.event(q), Some(Effect::Quit));
    dashboard.press("/");
    assert_eq!(dashboard.event(q), None, "it is a letter of the filter");
    let interrupt = KeyEvent::new(KeyCode::Char('c'), KeyModifiers::CONTROL);
    assert_eq!(dashboard.event(interrupt), Some(Effect::Quit));
}

#[test]
fn the_cursor_stays_on_its_entry_over_a_reload_a_sort_and_a_filter() {
    let mut dashboard = sample();
    dashboard.press("3 down");
    assert_eq!(selected(&dashboard), "sokol-5");
    let moved = SAMPLE.replacen(
        "[[vehicle]]\nid = \"sokol-1\"",
        "[[vehicle]]\nid = \"zarya\"\nname = \"Zarya\"\nclass = \"light\"\nstatus = \"proposed\"\nsources = [\"agency-2025-06-25\"]\n\n[[vehicle]]\nid = \"sokol-1\"",
        1,
    );
    dashboard.save(&moved);
    assert_eq!(selected(&dashboard), "sokol-5");
    assert_eq!(dashboard.notice(), "Zarya: added");
    dashboard.press("s s s");
    assert_eq!(selected(&dashboard), "sokol-5");
    dashboard.press("/ text:sokol enter");
    assert_eq!(
        (
            selected(&dashboard).as_str(),
            dashboard.app.list(ListId::Vehicles).entries()
        ),
        ("sokol-5", 2)
    );
    dashboard.press("esc");
    assert_eq!(dashboard.app.list(ListId::Vehicles).entries(), 4);
}

#[test]
fn a_reload_says_what_changed() {
    let mut dashboard = sample();
    let line = "status = \"testing\"";
    dashboard.save(&SAMPLE.replacen(line, "status = \"operational\"", 1));
    assert_eq!(dashboard.notice(), "Sokol-5: testing → operational");
    dashboard.save(&format!("# a remark\n\n{SAMPLE}"));
    assert_eq!(dashboard.notice(), "Sokol-5: operational → testing");
    dashboard.save(SAMPLE);
    assert_eq!(
        dashboard.notice(),
        "the catalogue was read again: nothing has changed"
    );
}

#[test]
fn a_broken_file_leaves_the_last_good_state_and_heals() {
    let mut dashboard = sample();
    dashboard.press("2 down down");
    dashboard.save("[[project]\n");
    assert!(dashboard.app.trouble().is_some());
    assert_eq!(selected(&dashboard), "new-launchers");
    assert!(
        dashboard
            .text(100, 30)
            .contains("showing the version of 14:02:00")
    );
    dashboard.save(SAMPLE);
    assert!(dashboard.app.trouble().is_none());
    assert!(!dashboard.text(100, 30).contains("showing the version"));
}

#[test]
fn broken_at_the_start_it_shows_the_errors_and_goes_on_when_mended() {
    let mut dashboard = Dashboard::new("name = ");
    assert!(dashboard.text(100, 30).contains("error[syntax]"));
    dashboard.press("2 down / enter esc i esc");
    dashboard.save(SAMPLE);
    assert!(dashboard.text(100, 30).contains("Moon Science"));
}

#[test]
fn errors_at_the_start_can_be_scrolled() {
    let entries: Vec<String> = (0..20)
        .map(|n| format!("[[project]]\nid = \"p{n}\"\nwrong = {n}\n"))
        .collect();
    let mut dashboard = Dashboard::new(&entries.concat());
    let top = dashboard.text(100, 30);
    let below = dashboard.press("down pgdn").text(100, 30);
    assert_ne!(top, below);
    assert_eq!(dashboard.press("home").text(100, 30), top);
}

#[test]
fn a_page_scrolls_a_detail_away_from_its_marked_milestone() {
    let mut dashboard = sample();
    dashboard.press("2 down enter down");
    dashboard.draw(100, 20);
    let before = dashboard.app.detail().scroll;
    let page = KeyEvent::new(KeyCode::PageDown, KeyModifiers::NONE);
    update(&mut dashboard.app, Msg::Key(page));
    dashboard.draw(100, 20);
    assert!(dashboard.app.detail().scroll > before);
}

#[test]
fn the_track_record_leads_from_a_count_to_a_statement_to_its_milestone_and_back() {
    let mut dashboard = sample();
    dashboard.press("3 R down down down enter down enter");
    let app = &dashboard.app;
    let page = app.milestone_page().unwrap();
    let record = page.from.as_ref().unwrap();
    let judged = record.judged(app.shown().unwrap()).unwrap();
    assert_eq!((record.cut, record.statement), (3, 1));
    assert_eq!(app.open_milestone(), Some(judged.milestone));
    assert_eq!(page.statement, judged.statement);
    dashboard.press("esc");
    assert_eq!(dashboard.app.open_milestone(), None);
    let record = dashboard.app.record().unwrap();
    assert_eq!((record.focus, record.statement), (Focus::Detail, 1));
    dashboard.press("esc up");
    let record = dashboard.app.record().unwrap();
    assert_eq!(
        (record.focus, record.cut, record.statement),
        (Focus::List, 2, 0)
    );
    dashboard.press("esc");
    assert_eq!(
        (dashboard.app.record(), dashboard.app.tab),
        (None, Tab::Vehicles)
    );
}

#[test]
fn a_filter_takes_words_in_both_languages_and_states() {
    let mut dashboard = sample();
    let mut found = |words: &str| {
        dashboard.press("5 esc /");
        words.split(' ').for_each(|word| {
            dashboard.press(&format!("text:{word} space"));
        });
        dashboard.press("enter");
        dashboard.app.list(ListId::Timeline).entries()
    };
    assert_eq!(found("maiden"), 1);
    assert_eq!(found("первый"), found("ПЕРВЫЙ"));
    assert_eq!(found("done"), 2);
    assert_eq!(found("!done"), 10);
    assert_eq!(found("done | failed"), 3);
    assert_eq!(found("failed | nothing-like-this"), 1);
    assert!(found("overdue") > 0);
    assert!(found("tbd") > 0);
}

#[test]
fn what_is_overdue_changes_with_the_day() {
    let mut dashboard = sample();
    let overdue = |dashboard: &Dashboard| {
        let board = &dashboard.app.shown().unwrap().board;
        board.attention.overdue(&board.standings).len()
    };
    let before = overdue(&dashboard);
    update(&mut dashboard.app, Msg::Today(today() + Days::new(2_000)));
    assert!(overdue(&dashboard) > before);
}

#[derive(Clone, Debug)]
enum Deed {
    Key(KeyCode, bool),
    Paste(String),
    Mouse(MouseEvent),
    Resize(u16, u16),
    Save(bool),
    Day(u16),
}

fn mouse() -> impl Strategy<Value = MouseEvent> {
    let kind = prop::sample::select(vec![
        MouseEventKind::Down(MouseButton::Left),
        MouseEventKind::Drag(MouseButton::Left),
        MouseEventKind::Up(MouseButton::Left),
        MouseEventKind::ScrollUp,
        MouseEventKind::ScrollDown,
        MouseEventKind::ScrollRight,
    ]);
    let modifiers = prop::sample::select(vec![KeyModifiers::NONE, KeyModifiers::SHIFT]);
    (kind, 0_u16..220, 0_u16..90, modifiers).prop_map(|(kind, column, row, modifiers)| MouseEvent {
        kind,
        column,
        row,
        modifiers,
    })
}

fn deed() -> impl Strategy<Value = Deed> {
    let code = prop_oneof![
        "[ -~ёйцукен]".prop_map(|text| KeyCode::Char(text.chars().next().unwrap())),
        prop::sample::select(vec![
            KeyCode::Up,
            KeyCode::Down,
            KeyCode::Left,
            KeyCode::Right,
            KeyCode::Enter,
            KeyCode::Esc,
            KeyCode::Tab,
            KeyCode::BackTab,
            KeyCode::Home,
            KeyCode::End,
            KeyCode::PageUp,
            KeyCode::PageDown,
            KeyCode::Backspace,
            KeyCode::F(1),
            KeyCode::Delete,
        ]),
    ];
    prop_oneof![
        20 => (code, prop::bool::weighted(0.1)).prop_map(|(code, ctrl)| Deed::Key(code, ctrl)),
        1 => ".{0,40}".prop_map(Deed::Paste),
        4 => mouse().prop_map(Deed::Mouse),
        6 => (0_u16..200, 0_u16..80).prop_map(|(width, height)| Deed::Resize(width, height)),
        1 => any::<bool>().prop_map(Deed::Save),
        1 => (0_u16..9_000).prop_map(Deed::Day),
    ]
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 192, ..ProptestConfig::default() })]

    /// Random keys, pastes, reloads and sizes: no panic, and the cursor always stands on a row.
    #[test]
    fn a_monkey_breaks_nothing(deeds in prop::collection::vec(deed(), 1..40)) {
        let mut dashboard = sample();
        let (mut width, mut height) = (80, 24);
        for deed in deeds {
            match deed {
                Deed::Key(code, ctrl) => {
                    let modifiers = if ctrl { KeyModifiers::CONTROL } else { KeyModifiers::NONE };
                    update(&mut dashboard.app, Msg::Key(KeyEvent::new(code, modifiers)));
                }
                Deed::Paste(text) => {
                    update(&mut dashboard.app, Msg::Paste(text));
                }
                Deed::Mouse(event) => {
                    update(&mut dashboard.app, Msg::Mouse(event));
                }
                Deed::Resize(w, h) => (width, height) = (w, h),
                Deed::Save(true) => {
                    dashboard.save(SAMPLE);
                }
                Deed::Save(false) => {
                    dashboard.save("[broken");
                }
                Deed::Day(days) => {
                    update(&mut dashboard.app, Msg::Today(today() + Days::new(days.into())));
                }
            }
            dashboard.draw(width, height);
            for list in ListId::VARIANTS {
                let list = dashboard.app.list(*list);
                prop_assert!(list.cursor() < list.rows().len().max(1));
            }
        }
    }
}

#[test]
fn the_head_of_a_group_stands_for_its_project() {
    let mut dashboard = sample();
    dashboard.press("5 g");
    assert_eq!(dashboard.app.selected(), None);
    let at = dashboard.app.subject().unwrap();
    let catalogue = &dashboard.app.shown().unwrap().catalogue;
    assert_eq!(&*catalogue.entry(at).unwrap().id.value, "moon-science");
    dashboard.press("u");
    assert!(matches!(dashboard.app.over.popup(), Some(Popup::Form(_))));
}
