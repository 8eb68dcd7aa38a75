//! Moving about: pages, the wheel, the cursor under a filter, the order of a list, and the keys that the
//! footer offers.

use std::path::Path;

use crate::dashboard::Dashboard;
use crate::fixtures::SAMPLE;
use crossterm::event::{KeyCode, KeyEvent, KeyModifiers, MouseEvent, MouseEventKind};
use roscope::app::drawn::Pane;
use roscope::app::tab::{ListId, Tab};
use roscope::app::{App, Effect, Focus, Msg, Notice, Origin, update};
use roscope::storage::{self, BUILT_IN};
use roscope::words::ENGLISH;
use strum::VariantArray;

/// The shipped catalogue: it has texts and lists that are longer than a screen.
fn shipped(width: u16, height: u16) -> Dashboard {
    Dashboard::new(BUILT_IN).sized(width, height)
}

/// The first and the last line of the text in front that is in sight, and how many there are.
fn position(dashboard: &mut Dashboard) -> Option<[usize; 3]> {
    let drawn = dashboard.drawn();
    let text = drawn.panes.iter().find(|place| place.pane == Pane::Text);
    let rows = text?.rows;
    let position = [
        drawn.scroll + 1,
        drawn.scroll + rows,
        drawn.scroll_end + rows,
    ];
    if drawn.scroll_end > 0 {
        let [first, last, all] = position;
        let screen = dashboard.now();
        assert!(
            screen.contains(&format!(" {first}-{last} of {all} ")),
            "{screen}"
        );
    }
    Some(position)
}

/// Every text that scrolls: details, the page of a milestone, charts, popups.
const TEXTS: &[&str] = &[
    "2 down enter",
    "4 enter",
    "5 down enter",
    "?",
    "2 down w",
    "i",
    "2 down m",
];

#[test]
fn a_page_of_a_text_is_as_high_as_the_text_and_skips_no_line() {
    for (width, height) in [(120, 36), (200, 60), (80, 24), (60, 20), (34, 9)] {
        for keys in TEXTS {
            let mut dashboard = shipped(width, height);
            dashboard.press(keys);
            // On the smallest screen a page has no room for more than its ledger.
            let Some([_, rows, all]) = position(&mut dashboard) else {
                assert_eq!(height, 9, "{keys}");
                continue;
            };
            for (page, by, back) in [
                ("pgdn", rows, "pgup"),
                ("space", rows, "pgup"),
                ("^d", (rows / 2).max(1), "^u"),
            ] {
                let by = by.min(all - rows);
                dashboard.press(page);
                let wanted = Some([1 + by, rows + by, all]);
                assert_eq!(
                    position(&mut dashboard),
                    wanted,
                    "{page} {keys} {width}x{height}"
                );
                dashboard.press(back);
                assert_eq!(
                    position(&mut dashboard),
                    Some([1, rows, all]),
                    "back from {page}"
                );
            }
        }
    }
}

/// The lines that a form will write scroll like any other text.
#[test]
fn the_lines_of_a_form_go_by_pages_too() {
    let mut dashboard = Dashboard::new(SAMPLE).sized(60, 9);
    preview(&mut dashboard);
    let [_, rows, all] = position(&mut dashboard).unwrap();
    assert!(rows < all, "{}", dashboard.now());
    dashboard.press("pgdn");
    let by = rows.min(all - rows);
    assert_eq!(position(&mut dashboard), Some([1 + by, rows + by, all]));
    dashboard.press("home");
    assert_eq!(position(&mut dashboard), Some([1, rows, all]));
}

/// To the lines of a status that is about to be written.
fn preview(dashboard: &mut Dashboard) {
    dashboard.press("5 / text:luna-s1 enter u text:in-progress");
    let ctrl_s = KeyEvent::new(KeyCode::Char('s'), KeyModifiers::CONTROL);
    let Some(Effect::Plan(edits)) = dashboard.event(ctrl_s) else {
        panic!("no plan: {}", dashboard.now());
    };
    let planned = storage::plan(Path::new("programs.toml"), SAMPLE, &edits);
    let planned = planned.map_err(|why| ENGLISH.refusal(&why));
    assert!(planned.is_ok(), "{planned:?}");
    update(&mut dashboard.app, Msg::Planned(planned));
    dashboard.now();
}

/// Going down by pages every row comes into sight.
#[test]
fn pages_of_a_list_skip_no_row() {
    for (keys, pane, step) in [
        ("1 right", Pane::List(ListId::Next), "pgdn"),
        ("1 right right", Pane::List(ListId::Attention), "pgdn"),
        ("5", Pane::List(ListId::Timeline), "pgdn"),
        ("5 p p home", Pane::List(ListId::Timeline), "^d"),
        ("R", Pane::Cuts, "pgdn"),
        ("R enter", Pane::Judged, "space"),
    ] {
        let mut dashboard = shipped(200, 24);
        dashboard.press(keys);
        let mut pages = vec![(0, 0)];
        let mut before = String::new();
        while before != dashboard.now() {
            before = dashboard.now();
            let drawn = dashboard.drawn();
            let place = drawn.panes.iter().find(|place| place.pane == pane).unwrap();
            let (first, rows) = (place.first, place.rows);
            let (last, seen) = *pages.last().unwrap();
            assert!(first <= last + seen, "{keys}: {pages:?}, then {first}");
            pages.push((first, rows));
            dashboard.press(step);
        }
        assert!(pages.len() > 3, "{keys}: {pages:?}");
    }
}

fn wheel(dashboard: &mut Dashboard, column: u16, row: u16) -> String {
    dashboard.now();
    let event = MouseEvent {
        kind: MouseEventKind::ScrollDown,
        column,
        row,
        modifiers: KeyModifiers::NONE,
    };
    update(&mut dashboard.app, Msg::Mouse(event));
    dashboard.now()
}

/// Where everything is that moves.
#[derive(Debug, PartialEq)]
struct Places {
    /// The cursors of the lists.
    lists: Vec<usize>,
    /// How far the detail is scrolled.
    detail: usize,
    /// How far a page is scrolled, and the statement on it.
    page: Option<(usize, usize)>,
    /// The cut and the statement of the track record.
    record: Option<(usize, usize)>,
}

fn places(app: &App) -> Places {
    let lists = ListId::VARIANTS.iter();
    Places {
        lists: lists.map(|list| app.list(*list).cursor()).collect(),
        detail: app.detail().scroll,
        page: app
            .milestone_page()
            .map(|page| (page.scroll, page.statement)),
        record: app.record().map(|record| (record.cut, record.statement)),
    }
}

#[test]
fn the_wheel_moves_what_is_under_the_pointer_and_nothing_else() {
    // The detail beside a list that has the keyboard, and the list beside a detail that has it.
    let mut dashboard = shipped(120, 36);
    dashboard.press("2 down");
    let before = places(&dashboard.app);
    wheel(&mut dashboard, 100, 20);
    let now = places(&dashboard.app);
    assert_eq!((&now.lists, now.detail), (&before.lists, before.detail + 3));
    dashboard.press("enter");
    wheel(&mut dashboard, 10, 8);
    let now = places(&dashboard.app);
    let list = ListId::Projects as usize;
    assert_eq!((now.lists[list], now.detail), (before.lists[list] + 3, 0));
    assert_eq!(dashboard.app.detail().focus, Focus::Detail);
    // On the overview the pane under the pointer, without taking the keyboard there.
    dashboard.press("1");
    let lists = places(&dashboard.app).lists;
    wheel(&mut dashboard, 10, 20);
    let now = places(&dashboard.app).lists;
    assert_eq!(
        now[ListId::Standings as usize],
        lists[ListId::Standings as usize]
    );
    assert!(now[ListId::Attention as usize] > lists[ListId::Attention as usize]);
    assert_eq!(dashboard.app.focused_list(), ListId::Standings);
    // Where nothing moves, nothing does.
    let before = places(&dashboard.app);
    wheel(&mut dashboard, 10, 35);
    assert_eq!(places(&dashboard.app), before);
}

#[test]
fn the_wheel_tells_a_ledger_from_the_page_above_it_and_a_popup_from_what_it_covers() {
    let mut dashboard = shipped(120, 30);
    dashboard.press("3 enter enter home");
    let before = dashboard.app.milestone_page().cloned().unwrap();
    wheel(&mut dashboard, 10, 5);
    let page = dashboard.app.milestone_page().cloned().unwrap();
    assert_eq!(
        (page.scroll, page.statement),
        (before.scroll + 3, before.statement)
    );
    let row = dashboard
        .now()
        .lines()
        .position(|row| row.contains("Statements"))
        .unwrap();
    wheel(&mut dashboard, 10, u16::try_from(row).unwrap() + 2);
    let now = dashboard.app.milestone_page().cloned().unwrap();
    assert_eq!(
        (now.scroll, now.statement),
        (page.scroll, before.statement + 3)
    );
    // The two halves of the track record.
    let mut dashboard = shipped(120, 36);
    dashboard.press("R");
    wheel(&mut dashboard, 10, 30);
    assert_eq!(places(&dashboard.app).record, Some((0, 3)));
    wheel(&mut dashboard, 10, 8);
    assert!(places(&dashboard.app).record.unwrap().0 > 0);
    // A popup has the wheel to itself.
    let mut dashboard = shipped(120, 36);
    dashboard.press("5 ?");
    let before = places(&dashboard.app);
    let help = dashboard.now();
    assert_ne!(wheel(&mut dashboard, 60, 18), help);
    let below = dashboard.now();
    assert_eq!(wheel(&mut dashboard, 2, 10), below);
    assert_eq!(places(&dashboard.app), before);
}

#[test]
fn while_a_filter_is_typed_the_cursor_stands_at_the_first_that_fits_and_esc_goes_back() {
    for tab in Tab::VARIANTS {
        for text in ["late", "a", "луна", "open"] {
            let mut dashboard = shipped(120, 36);
            let key = tab.number().to_string();
            dashboard.press(&key).press("down down down");
            let before = places(&dashboard.app);
            dashboard.press("/");
            for letter in text.chars() {
                dashboard.press(&format!("text:{letter}"));
                for list in ListId::of(*tab) {
                    let list = dashboard.app.list(*list);
                    let first = list.rows().iter().position(|row| row.at().is_some());
                    assert_eq!(list.cursor(), first.unwrap_or(0), "{tab:?} {text}");
                }
            }
            dashboard.press("down esc");
            assert_eq!(places(&dashboard.app), before, "{tab:?} {text}");
        }
    }
    // What is kept keeps its cursor, and so does the detail that is gone back to.
    let mut dashboard = shipped(120, 36);
    dashboard.press("2 down enter pgdn");
    let before = (places(&dashboard.app), dashboard.app.detail().focus);
    dashboard.press("/ text:moon esc");
    assert_eq!(
        (places(&dashboard.app), dashboard.app.detail().focus),
        before
    );
}

#[test]
fn s_goes_through_the_columns_on_the_screen_and_the_arrow_stands_at_the_one() {
    for (width, height) in [(200, 60), (120, 36), (80, 24), (60, 20)] {
        for key in ["2", "3", "4", "5"] {
            let mut dashboard = shipped(width, height);
            dashboard.press(key);
            let mut orders = Vec::new();
            loop {
                let list = dashboard.app.focused_list();
                let sort = ENGLISH.label(dashboard.app.sort(list).key.label());
                // Behind a word it is that of a column; apart from one it marks needs, or is a key.
                let screen: Vec<char> = dashboard.now().chars().collect();
                let at_a_word = |pair: &&[char]| pair[0].is_alphanumeric() && pair[1] == '↓';
                let arrows = screen.windows(2).filter(at_a_word).count();
                let wanted = usize::from(sort != "catalogue order");
                assert_eq!(arrows, wanted, "{sort}: {}", dashboard.now());
                if orders.contains(&sort) {
                    break;
                }
                orders.push(sort);
                dashboard.press("s");
            }
            assert!(orders.len() > 1, "{key} {width}: {orders:?}");
        }
    }
}

/// Keys that lead to each place where the keyboard can be, in one state or another.
const STATES: &[&str] = &[
    "",
    "1 right",
    "1 right right",
    "1 / text:zzz enter",
    "2",
    "2 down",
    "2 down enter",
    "3",
    "3 enter",
    "3 enter enter",
    "4",
    "4 enter",
    "4 / text:zzz enter",
    "5",
    "5 g",
    "5 down down",
    "5 enter",
    "5 Z",
    "5 / text:zzz enter",
    "6",
    "6 enter",
    "R",
    "R down",
    "R end",
    "R enter",
    "R enter enter",
    "/",
    "/ text:late",
    "5 /",
    "?",
    "i",
    "w",
    "5 w",
    "2 down m",
    "5 m",
    "5 down o",
    "2 down o",
    "c",
    "u",
    "5 down u",
    "5 down a",
    "4 a",
    "N",
    "R w",
];

/// The keys that a hint names: `1-6`, `→←`, `Enter Esc`.
fn keys_of(hint: &str) -> Vec<KeyEvent> {
    let one = |word: &str| {
        let (modifiers, name) = match word.strip_prefix('^') {
            Some(letter) if !letter.is_empty() => (KeyModifiers::CONTROL, letter),
            _ => (KeyModifiers::NONE, word),
        };
        let code = match name {
            "Enter" => KeyCode::Enter,
            "Esc" => KeyCode::Esc,
            "⇧Tab" => KeyCode::BackTab,
            "↓" => KeyCode::Down,
            "↑" => KeyCode::Up,
            "→" => KeyCode::Right,
            "←" => KeyCode::Left,
            letter => KeyCode::Char(letter.chars().next().unwrap()),
        };
        KeyEvent::new(code, modifiers)
    };
    let is_name = |word: &str| word.starts_with('^') || ["Enter", "Esc", "⇧Tab"].contains(&word);
    hint.split(' ')
        .flat_map(|word| {
            if is_name(word) {
                return vec![one(word)];
            }
            let mut each = [0; 4];
            word.chars()
                .map(|c| one(c.encode_utf8(&mut each)))
                .collect()
        })
        .collect()
}

fn offered(dashboard: &mut Dashboard) -> Vec<&'static str> {
    let drawn = dashboard.drawn();
    let hints = dashboard.app.hints(&drawn).into_iter();
    hints.map(|(keys, _)| keys).collect()
}

/// Whether a key does something: what is on the screen changes, or something is done outside. A refusal
/// is not enough.
fn does(dashboard: &mut Dashboard, key: KeyEvent) -> bool {
    dashboard.app.notice = None;
    let before = dashboard.draw(120, 36);
    let effect = dashboard.event(key);
    let refused = matches!(dashboard.app.notice, Some(Notice::Warning(_)));
    !refused && (effect.is_some() || dashboard.draw(120, 36) != before)
}

#[test]
fn every_key_that_is_offered_does_something() {
    let read_only = || {
        let mut dashboard = Dashboard::new(SAMPLE);
        dashboard.app.read_only = true;
        dashboard
    };
    let built_in = || {
        let mut dashboard = Dashboard::new(SAMPLE);
        dashboard.app.origin = Origin::BuiltIn;
        dashboard
    };
    let stale = || {
        let mut dashboard = Dashboard::new(SAMPLE);
        dashboard.save("[broken");
        dashboard
    };
    let kinds: [&dyn Fn() -> Dashboard; 4] =
        [&|| Dashboard::new(SAMPLE), &read_only, &built_in, &stale];
    let mut dead = Vec::new();
    for (kind, make) in kinds.iter().enumerate() {
        for state in STATES {
            let reached = || {
                let mut dashboard = make().sized(120, 36);
                dashboard.now();
                dashboard.press(state);
                dashboard
            };
            for hint in offered(&mut reached()) {
                if !keys_of(hint)
                    .into_iter()
                    .any(|key| does(&mut reached(), key))
                {
                    dead.push(format!("{hint} in {kind} after {state:?}"));
                }
            }
        }
    }
    assert!(dead.is_empty(), "{} dead keys: {dead:#?}", dead.len());
}

#[test]
fn what_can_be_scrolled_is_offered_to_be_and_what_cannot_is_not() {
    let mut dashboard = Dashboard::new("name = ").sized(120, 36);
    dashboard.now();
    assert!(
        !offered(&mut dashboard).contains(&"↓↑"),
        "{}",
        dashboard.now()
    );
    let mut dashboard = shipped(120, 36);
    dashboard.press("?");
    assert!(
        offered(&mut dashboard).contains(&"↓↑"),
        "{}",
        dashboard.now()
    );
}

#[test]
fn the_lines_of_a_form_offer_what_works() {
    let mut dashboard = Dashboard::new(SAMPLE).sized(120, 36);
    preview(&mut dashboard);
    let keys = offered(&mut dashboard);
    assert_eq!(keys, ["Enter", "Esc"], "all of them are in sight");
    let mut dashboard = Dashboard::new(SAMPLE).sized(60, 9);
    preview(&mut dashboard);
    assert!(
        offered(&mut dashboard).contains(&"↓↑"),
        "{}",
        dashboard.now()
    );
}
