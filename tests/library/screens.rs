//! The screens, as pictures: text and style, at four sizes.

use crate::dashboard::Dashboard;
use crate::fixtures::{LATER, SAMPLE};
use crate::held::{Parts, Screen};
use crate::styles;
use roscope::app::tab::Tab;
use roscope::ui::glyphs::Characters;
use roscope::ui::theme::{Look, Theme, Tones};
use strum::VariantArray;

/// Wide, medium, narrow, tiny.
const SIZES: &[(u16, u16)] = &[(120, 36), (80, 24), (60, 20), (34, 9)];
const WIDE: (u16, u16) = (120, 36);
const MEDIUM: (u16, u16) = (80, 24);
const VERY_WIDE: (u16, u16) = (200, 60);

fn sample() -> Dashboard {
    Dashboard::new(SAMPLE)
}

/// The sample a month later, compared with the sample.
fn later() -> Dashboard {
    let mut later = Dashboard::new(LATER);
    later.fetch_older("old.toml", SAMPLE);
    later
}

impl Screen {
    /// The text in plain characters, which must be all that there is.
    fn plain(self, size: (u16, u16), dashboard: Dashboard) -> Self {
        let mut dashboard = dashboard.dressed(Theme::Mono, Characters::Ascii);
        let text = dashboard.text(size.0, size.1);
        assert_eq!(text.chars().find(|c| drawn(*c)), None, "{text}");
        self.text("ascii", size, dashboard)
    }
}

/// A character that a plain screen has no business with: not ASCII, nor text of the sample.
fn drawn(c: char) -> bool {
    !c.is_ascii() && !matches!(c, 'а'..='я' | 'А'..='Я' | 'ё' | '«' | '»' | '␛')
}

#[test]
fn tabs() {
    for tab in Tab::VARIANTS {
        let at_tab = || sample().pressed(&tab.number().to_string());
        let dressed = |theme| at_tab().dressed(theme, Characters::Unicode);
        Screen::default()
            .at(SIZES, at_tab)
            .text("", VERY_WIDE, at_tab())
            .plain(MEDIUM, at_tab())
            .picture("light", MEDIUM, dressed(Theme::Light))
            .picture("mono", MEDIUM, dressed(Theme::Mono))
            .hold("screens", &tab.title().to_lowercase());
    }
}

/// Elsewhere colours are named by what they are for.
#[test]
fn the_colours_of_the_themes() {
    let mut palettes = Parts::default();
    for theme in Theme::VARIANTS {
        for tones in [Tones::Many, Tones::Few] {
            let look = Look::new(*theme, Characters::Unicode).in_tones(tones);
            palettes.add(&format!("{theme:?}, {tones:?}"), &styles::palette(&look));
        }
    }
    palettes.hold("screens", "colours");
}

#[test]
fn details() {
    Screen::default()
        .at(SIZES, || sample().pressed("2 down enter down down"))
        .hold("screens", "detail");
}

/// A page of medium width has room for a chart when it is tall.
#[test]
fn milestone_pages() {
    let page = || sample().pressed("2 down enter enter up");
    Screen::default()
        .at(SIZES, page)
        .at(&[(100, 40)], page)
        .plain(WIDE, page())
        .hold("screens", "milestone");
}

/// The changes to a file from an older one, and the question since when.
#[test]
fn changes() {
    for (name, keys) in [("changes-more", "down down"), ("since", "c down text:HEAD")] {
        Screen::default()
            .at(SIZES, || later().pressed(keys))
            .plain(WIDE, later().pressed(keys))
            .hold("screens", name);
    }
    Screen::default()
        .at(&[WIDE], || later().pressed("1"))
        .hold("screens", "overview-changed");
}

/// The slip chart on the whole screen: of one milestone, and of the key milestones of a project.
#[test]
fn slip_charts() {
    for (name, keys) in [("one", "2 down enter enter m"), ("several", "2 down m")] {
        Screen::default()
            .at(SIZES, || sample().pressed(keys))
            .plain(WIDE, sample().pressed(keys))
            .hold("screens", &format!("chart-{name}"));
    }
}

/// Done, overdue, failed, cancelled, open at the end, approximate; and no date at all.
#[test]
fn every_end_of_a_slip_chart() {
    let mut ends = Screen::default();
    for name in [
        "maiden", "second", "batch", "decision", "luna-s2", "last", "base",
    ] {
        let chart = sample().pressed(&format!("5 / text:{name} enter enter m"));
        ends = ends.text(name, WIDE, chart);
    }
    ends.hold("screens", "chart-ends");
}

#[test]
fn track_record() {
    for (name, keys) in [
        ("record", "R down down"),
        ("record-statements", "R enter down"),
    ] {
        Screen::default()
            .at(SIZES, || sample().pressed(keys))
            .text("", VERY_WIDE, sample().pressed(keys))
            .plain(WIDE, sample().pressed(keys))
            .hold("screens", name);
    }
}

#[test]
fn popups() {
    for (name, keys) in [
        ("help", "?"),
        ("status", "i"),
        ("filter", "5 / text:sok"),
        ("nothing", "3 / text:zzz"),
        ("why", "5 / text:second enter w"),
        ("why-project", "2 down w"),
        ("sources", "2 down o down"),
    ] {
        Screen::default()
            .at(SIZES, || sample().pressed(keys))
            .plain(MEDIUM, sample().pressed(keys))
            .hold("screens", name);
    }
}

/// While the file on disk is broken: the last good state, a bar, and the list of errors.
#[test]
fn broken() {
    let broken = SAMPLE
        .replacen("status = \"on-track\"", "statsu = \"on-track\"", 1)
        .replace("when = \"NLT 2030\"", "when = 2027-Q3");
    let saved = |keys| {
        let mut dashboard = sample().pressed(keys);
        dashboard.save(&broken);
        dashboard
    };
    for (name, dashboard) in [
        ("stale", &(|| saved("2 down")) as &dyn Fn() -> Dashboard),
        ("stale-status", &|| saved("").pressed("i")),
        ("broken-at-start", &|| Dashboard::new(&broken)),
    ] {
        Screen::default().at(SIZES, dashboard).hold("screens", name);
    }
}

/// Text of the catalogue can neither drive the terminal nor hide.
#[test]
fn hostile_text_is_shown_not_obeyed() {
    for keys in [
        "3",
        "3 down down enter",
        "5",
        "1 right right",
        "3 down down enter enter",
        "3 down down w",
    ] {
        let text = sample().press(keys).text(200, 60);
        let hostile = |c: char| {
            c.is_control() && c != '\n'
                || matches!(c, '\u{80}'..='\u{9f}' | '\u{202a}'..='\u{202e}')
        };
        assert!(!text.chars().any(hostile), "{keys}");
    }
    let text = sample().press("3").text(200, 60);
    assert!(text.contains("Ermak-T ␛[31mred<202E>dekcart"), "{text}");
}
