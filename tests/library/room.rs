//! What there is room for: a date is whole or not there at all, and what is left off is counted.

use crate::dashboard::Dashboard;
use crate::fixtures::SAMPLE;
use regex_lite::Regex;
use roscope::app::drawn::Pane;
use roscope::app::tab::{ListId, Tab};
use roscope::storage::BUILT_IN;
use strum::VariantArray;

/// From the smallest screen with names in its lists to the largest.
const SIZES: [(u16, u16); 14] = [
    (34, 9),
    (40, 10),
    (48, 14),
    (56, 18),
    (60, 20),
    (72, 24),
    (80, 24),
    (90, 30),
    (100, 30),
    (110, 36),
    (120, 36),
    (140, 40),
    (160, 50),
    (200, 60),
];

/// The places that show dates.
const SCREENS: &[&str] = &[
    "1",
    "1 right",
    "1 right right",
    "2",
    "2 down enter",
    "3",
    "3 enter",
    "4",
    "4 enter",
    "5",
    "5 down enter",
    "6",
    "R",
    "R enter",
    "2 down m",
    "5 down m",
    "2 down w",
    "5 Z",
];

/// The sample with spans of days for dates, the longest there are.
fn spans() -> String {
    let date = Regex::new(r#"when = "[^"]*""#).unwrap();
    date.replace_all(SAMPLE, r#"when = "2027-04-06/2027-10-12""#)
        .into_owned()
}

#[test]
fn a_date_is_never_cut() {
    let months = "(?:Jan|Feb|Mar|Apr|May|Jun|Jul|Aug|Sep|Oct|Nov|Dec)";
    let cut = format!(r"\d{{4}}[-–/][^ ]*…|\d{{4}}…|\b[QH]\d…|\b{months}(?: \d{{0,3}}|–[^ ]*)?…");
    let cut = Regex::new(&cut).unwrap();
    for text in [BUILT_IN, SAMPLE, &spans()] {
        for keys in SCREENS {
            let mut dashboard = Dashboard::new(text);
            dashboard.press(keys);
            for (width, height) in SIZES {
                let screen = dashboard.text(width, height);
                assert!(
                    !cut.is_match(&screen),
                    "{keys:?} at {width}x{height}:\n{screen}"
                );
            }
        }
    }
}

#[test]
fn the_longest_date_is_whole_in_every_list_at_every_size() {
    for (keys, least) in [
        ("1 right", 0),
        ("5", 0),
        ("5 down enter", 0),
        ("3", 60),
        ("R enter", 72),
    ] {
        let mut dashboard = Dashboard::new(&spans());
        dashboard.press(keys);
        for (width, height) in SIZES.into_iter().filter(|(width, _)| *width >= least) {
            let screen = dashboard.text(width, height);
            let whole = screen.contains("6 Apr–12 Oct 2027");
            assert!(whole, "{keys:?} at {width}x{height}:\n{screen}");
        }
    }
}

#[test]
fn a_list_says_how_many_it_leaves_off() {
    let mut dashboard = Dashboard::new(BUILT_IN).sized(60, 20);
    dashboard.now();
    let screen = dashboard.now();
    assert!(
        screen.contains("Federal projects 8") && screen.contains("1 more below"),
        "{screen}"
    );
    dashboard.press("end");
    assert!(
        dashboard.now().contains("1 more above"),
        "{}",
        dashboard.now()
    );
    for tab in &Tab::VARIANTS[1..] {
        let mut dashboard = Dashboard::new(BUILT_IN);
        dashboard.press(&tab.number().to_string());
        for (width, height) in SIZES {
            dashboard.size = (width, height);
            dashboard.press("home");
            let (top, drawn) = (dashboard.now(), dashboard.drawn());
            let pane = Pane::List(ListId::of(*tab)[0]);
            let Some(place) = drawn.panes.iter().find(|place| place.pane == pane) else {
                continue;
            };
            let rows = dashboard.app.list(ListId::of(*tab)[0]).rows().len();
            assert_eq!(rows > place.rows, top.contains("more below"), "{top}");
            let end = dashboard.press("end").now();
            assert_eq!(rows > place.rows, end.contains("more above"), "{end}");
        }
    }
}

#[test]
fn every_other_list_says_it_too() {
    for (keys, size) in [
        ("R", (80, 24)),
        ("R enter", (80, 24)),
        ("2 down o", (60, 12)),
        ("2 down m", (80, 11)),
        ("2 down enter", (34, 9)),
        ("?", (34, 9)),
        ("5 down down u", (60, 9)),
    ] {
        let mut dashboard = Dashboard::new(BUILT_IN).sized(size.0, size.1);
        dashboard.press(keys);
        let screen = dashboard.now();
        let told = Regex::new(r"\d+ (more )?(below|above)|\d+-\d+ of \d+|and \d+ more").unwrap();
        assert!(told.is_match(&screen), "{keys:?}:\n{screen}");
    }
}
