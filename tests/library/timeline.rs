//! The timeline: every rule of its drawing, in colour and in plain characters; zoom, fit, groups, folds.

use std::fmt::Write as _;

use crate::dashboard::Dashboard;
use crate::fixtures::SAMPLE;
use crate::held::Screen;
use crossterm::event::{KeyModifiers, MouseButton, MouseEvent, MouseEventKind};
use roscope::app::axis::Zoom;
use roscope::app::groups::GroupBy;
use roscope::app::tab::{ListId, Tab};
use roscope::app::timeline::Trail;
use roscope::app::{Msg, update};
use roscope::ui::glyphs::Characters;
use roscope::ui::theme::Theme;
use roscope::words::ENGLISH;

/// A milestone for each rule: its name, its status, when it happened, the dates given for it.
const RULES: &[(&str, &str, &str, &[&str])] = &[
    ("day known", "planned", "", &["2027-05-20"]),
    ("month", "planned", "", &["2027-08"]),
    ("half from mid-cell", "planned", "", &["2027-H2"]),
    ("year", "planned", "", &["2028"]),
    ("decade", "planned", "", &["2030s"]),
    ("between two", "planned", "", &["2027-Q2/2029-Q1"]),
    ("approximate year", "planned", "", &["~2029"]),
    ("approximate day", "planned", "", &["~2029-03-01"]),
    ("no earlier than", "planned", "", &["NET 2029"]),
    ("no later than", "planned", "", &["NLT 2030"]),
    (
        "done on a day",
        "done",
        "2026-04-30",
        &["2022", "2025-12", "2026-03"],
    ),
    ("done in a month", "done", "2025-06", &["2024"]),
    ("failed", "failed", "2023-08-19", &["2022-05"]),
    ("cancelled", "cancelled", "", &["2025"]),
    ("overdue", "planned", "", &["2023", "2025-Q3"]),
    ("overdue, approximate", "planned", "", &["~2025-10"]),
    (
        "trail of five dates",
        "planned",
        "",
        &["2023", "2024-H1", "2025", "2026", "2030"],
    ),
    (
        "first date stands",
        "planned",
        "",
        &["2028", "2029", "2028"],
    ),
    ("to be determined", "planned", "", &["2025", "TBD"]),
    ("out of sight, later", "planned", "", &["2045"]),
    ("out of sight, earlier", "done", "2009-03-01", &["2008"]),
    ("window around today", "planned", "", &["2026-H2/2027-H1"]),
    ("today", "planned", "", &["2026-11-20"]),
];

fn rules() -> Dashboard {
    let (head, _) = SAMPLE.split_once("[[vehicle]]").unwrap();
    let mut text = head.to_owned();
    for (place, (name, status, actual, dates)) in RULES.iter().enumerate() {
        writeln!(text, "[[milestone]]\nid = \"m-{place}\"\nname = \"{name}\"").unwrap();
        writeln!(text, "of = [\"moon-science\"]\nstatus = \"{status}\"").unwrap();
        if !actual.is_empty() {
            writeln!(text, "actual = \"{actual}\"").unwrap();
        }
        writeln!(text, "sources = [\"agency-2025-06-25\"]\nstatements = [").unwrap();
        for (year, when) in (2015..).zip(*dates) {
            writeln!(
                text,
                "  {{ said = {year}-01-10, when = \"{when}\", source = \"agency-2025-06-25\" }},"
            )
            .unwrap();
        }
        writeln!(text, "]\n").unwrap();
    }
    let (_, sources) = SAMPLE.split_once("\n[source.").unwrap();
    let mut dashboard = Dashboard::new(&format!("{text}\n[source.{sources}"));
    assert!(
        dashboard.app.shown().is_some(),
        "{}",
        dashboard.text(100, 40)
    );
    dashboard
}

#[test]
fn every_rule_of_the_drawing() {
    let sorted = || rules().pressed("5 s s");
    let plain = rules().dressed(Theme::Mono, Characters::Ascii);
    Screen::default()
        .at(&[(120, 40)], sorted)
        .text("ascii", (120, 40), plain.pressed("5 s s"))
        .hold("timeline", "rules");
}

#[test]
fn every_zoom_has_whole_labels() {
    let mut zooms = Screen::default();
    for (name, keys) in [
        ("week", "+ +"),
        ("month", "+"),
        ("quarter", "-"),
        ("year", "- -"),
    ] {
        let keys = format!("5 s s home down {keys}");
        let plain = rules().dressed(Theme::Mono, Characters::Ascii);
        zooms = zooms.text(name, (120, 40), rules().pressed(&keys)).text(
            &format!("{name}, ascii"),
            (80, 30),
            plain.pressed(&keys),
        );
    }
    zooms.hold("timeline", "zooms");
}

/// At every zoom, pan and width each label stands whole, with a space around it.
#[test]
fn labels_neither_touch_nor_are_cut() {
    for keys in ["+ +", "+", "t", "-", "- -", "- - -", "- - - -"] {
        let mut dashboard = rules();
        dashboard.press("5").press(keys);
        for width in 60..150 {
            let step = if width % 2 == 0 { "right" } else { "left" };
            dashboard.press(step);
            let text = dashboard.text(width, 30);
            for row in text.lines().skip(2).take(2) {
                for word in row.split_whitespace() {
                    let is_year = word.len() == 4 && word.parse::<u32>().is_ok();
                    let is_quarter = word.len() == 2 && word.starts_with('Q');
                    let is_month = "Jan Feb Mar Apr May Jun Jul Aug Sep Oct Nov Dec".contains(word)
                        && word.len() == 3;
                    let is_whole = is_year || is_quarter || is_month || word == "today";
                    assert!(is_whole, "{word:?} at {keys:?} in {width} columns:\n{text}");
                }
            }
        }
    }
}

#[test]
fn b_goes_through_the_trail() {
    let mut dashboard = rules();
    dashboard.press("5 s s");
    let row = |dashboard: &mut Dashboard| {
        let text = dashboard.text(120, 40);
        let row = text
            .lines()
            .find(|row| row.contains("trail of five"))
            .unwrap();
        let mark = |glyph| row.matches(glyph).count();
        (mark('◇'), mark('·'))
    };
    assert_eq!(row(&mut dashboard), (1, 3));
    dashboard.press("b");
    assert_eq!(dashboard.app.timeline.trail, Trail::None);
    assert_eq!(row(&mut dashboard), (0, 0));
    dashboard.press("b");
    assert_eq!(row(&mut dashboard), (1, 0));
}

#[test]
fn zero_brings_every_date_into_sight() {
    let mut dashboard = rules();
    dashboard.press("5 + + + right right right 0");
    let text = dashboard.text(100, 40);
    assert!(!text.contains('›') && !text.contains('‹'), "{text}");
    assert_eq!(dashboard.app.timeline.axis.zoom, Zoom::Year);
}

/// From the first year that a date may have to the last.
#[test]
fn zero_brings_three_centuries_into_sight() {
    let text = SAMPLE
        .replacen("when = \"2024\"", "when = \"1900\"", 1)
        .replacen("when = \"NET 2030\"", "when = \"2199-12-31\"", 1);
    for width in [57, 60, 72, 80, 100, 120, 200, 400] {
        let mut dashboard = Dashboard::new(&text).sized(width, 40);
        dashboard.press("5 0");
        let screen = dashboard.now();
        assert!(
            !screen.contains('›') && !screen.contains('‹'),
            "{width}: {screen}"
        );
        let (axis, cells) = (dashboard.app.timeline.axis, dashboard.drawn().axis.cells);
        for day in ["1900-01-01", "2199-12-31"] {
            assert!(axis.shows(day.parse().unwrap(), cells), "{width}: {screen}");
        }
        let years = screen.lines().nth(3).unwrap().split_whitespace().count();
        assert!(years >= 2, "{width}: {screen}");
    }
}

#[test]
fn brackets_go_from_milestone_to_milestone_in_time() {
    let mut dashboard = rules();
    dashboard.press("5 + home down");
    let mut seen: Vec<String> = Vec::new();
    for _ in 0..30 {
        dashboard.press("]");
        let shown = dashboard.app.shown().unwrap();
        let at = dashboard.app.selected().unwrap();
        seen.push(shown.board.when(at.index).unwrap().to_string());
        let day = shown.board.when(at.index).unwrap();
        let day = day.last().or(day.first()).unwrap();
        let row = dashboard
            .text(100, 40)
            .lines()
            .find(|row| row.starts_with('▸'))
            .unwrap()
            .to_owned();
        assert!(!row.contains('›') && !row.contains('‹'), "{day}: {row}");
    }
    seen.dedup();
    assert_eq!(
        seen.last().unwrap(),
        "NET 2029",
        "open ends come last, TBD has no place in time"
    );
    assert!(seen.len() > 15, "{seen:?}");
    dashboard.press("[ [");
    let at = dashboard.app.selected().unwrap();
    let shown = dashboard.app.shown().unwrap();
    assert_eq!(shown.board.when(at.index).unwrap().to_string(), "2030s");
}

#[test]
fn groups_fold_and_their_heads_say_what_is_in_them() {
    let mut dashboard = Dashboard::new(SAMPLE);
    dashboard.press("5");
    let rows = |dashboard: &Dashboard| dashboard.app.list(ListId::Timeline).rows().len();
    let (before, entries) = (
        rows(&dashboard),
        dashboard.app.list(ListId::Timeline).entries(),
    );
    dashboard.press("z");
    let folded = rows(&dashboard);
    assert!(folded < before);
    let row = dashboard.app.list(ListId::Timeline).row().unwrap();
    assert!(row.group().is_some(), "the cursor is on the head");
    assert_eq!(dashboard.app.list(ListId::Timeline).entries(), entries);
    dashboard.press("enter");
    assert_eq!(rows(&dashboard), before);
    dashboard.press("Z");
    assert_eq!(rows(&dashboard), dashboard.app.timeline.groups.len());
    dashboard.save(&SAMPLE.replace("name = \"Moon Science\"", "name = \"The Moon\""));
    assert_eq!(
        rows(&dashboard),
        dashboard.app.timeline.groups.len(),
        "a reload unfolds nothing"
    );
    dashboard.press("Z");
    assert_eq!(rows(&dashboard), before);
    let text = dashboard.text(120, 40);
    let heads: Vec<&str> = text.lines().filter(|row| row.contains('▾')).collect();
    for part in ["2 done, 1 no word", "next Q4 2028"] {
        assert!(heads.iter().any(|head| head.contains(part)), "{heads:#?}");
    }
}

#[test]
fn p_groups_by_project_vehicle_constellation_and_year() {
    let mut groups = Screen::default();
    for (presses, group_by) in [
        (0, GroupBy::Project),
        (1, GroupBy::Vehicle),
        (2, GroupBy::Constellation),
        (3, GroupBy::Year),
    ] {
        let mut dashboard = Dashboard::new(SAMPLE);
        dashboard.press("5").press(&"p ".repeat(presses));
        assert_eq!(dashboard.app.timeline.group_by, group_by);
        groups = groups.text(ENGLISH.label(group_by.label()), (120, 36), dashboard);
    }
    groups.hold("timeline", "groups");
}

fn mouse(kind: MouseEventKind, column: u16, row: u16, modifiers: KeyModifiers) -> Msg {
    Msg::Mouse(MouseEvent {
        kind,
        column,
        row,
        modifiers,
    })
}

/// The wheel with Shift zooms around the day under the pointer; a drag takes the axis along.
#[test]
fn the_mouse_zooms_around_the_pointer_and_pans() {
    let mut dashboard = rules();
    dashboard.press("5");
    dashboard.draw(120, 40);
    let none = KeyModifiers::NONE;
    let before = dashboard.text(120, 40);
    let ticks = before.lines().find(|row| row.contains("DATE")).unwrap();
    let start = ticks.chars().position(|c| c == '─' || c == '┬').unwrap();
    let start = u16::try_from(start).unwrap();
    let pointer = start + 30;
    let column = |dashboard: &Dashboard| {
        let axis = dashboard.app.timeline.axis;
        axis.days(axis.left(52) + 30).0
    };
    let day = column(&dashboard);
    update(
        &mut dashboard.app,
        mouse(MouseEventKind::ScrollUp, pointer, 8, KeyModifiers::SHIFT),
    );
    assert_eq!(dashboard.app.timeline.axis.zoom, Zoom::Month);
    let axis = dashboard.app.timeline.axis;
    assert_eq!(
        axis.column(day),
        axis.left(52) + 30,
        "the day stays under the pointer"
    );
    dashboard.draw(120, 40);
    let left = axis.left(52);
    let press = MouseEventKind::Down(MouseButton::Left);
    let drag = MouseEventKind::Drag(MouseButton::Left);
    update(&mut dashboard.app, mouse(press, pointer, 3, none));
    update(&mut dashboard.app, mouse(drag, pointer - 7, 3, none));
    assert_eq!(dashboard.app.timeline.axis.left(52), left + 7);
}

#[test]
fn a_click_chooses_a_row_or_a_tab_and_the_wheel_moves() {
    let mut dashboard = rules();
    dashboard.press("5");
    dashboard.draw(120, 40);
    let none = KeyModifiers::NONE;
    let press = MouseEventKind::Down(MouseButton::Left);
    let cursor = |dashboard: &Dashboard| dashboard.app.list(ListId::Timeline).cursor();
    update(&mut dashboard.app, mouse(press, 10, 9, none));
    assert_eq!(cursor(&dashboard), 4);
    dashboard.draw(120, 40);
    update(&mut dashboard.app, mouse(press, 10, 9, none));
    assert!(
        dashboard.app.open_milestone().is_some(),
        "a second click opens"
    );
    dashboard.press("esc");
    dashboard.draw(120, 40);
    update(
        &mut dashboard.app,
        mouse(MouseEventKind::ScrollDown, 10, 9, none),
    );
    assert_eq!(cursor(&dashboard), 7);
    update(&mut dashboard.app, mouse(press, 25, 0, none));
    assert_eq!(dashboard.app.tab, Tab::Projects);
    dashboard.draw(120, 40);
    update(&mut dashboard.app, mouse(press, 119, 39, none));
    assert_eq!(dashboard.app.tab, Tab::Projects, "nothing is there");
}
