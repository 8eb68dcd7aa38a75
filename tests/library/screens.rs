//! The screens, as pictures: text and style, at four sizes.

use crate::dashboard::Dashboard;
use crate::fixtures::{LATER, SAMPLE};
use crate::held::hold;
use roscope::app::tab::Tab;
use roscope::ui::look::{Characters, Theme};
use strum::VariantArray;

/// Wide, medium, narrow, tiny.
const SIZES: [(u16, u16); 4] = [(120, 36), (80, 24), (60, 20), (34, 9)];

fn sample() -> Dashboard {
    Dashboard::new(SAMPLE)
}

#[test]
fn tabs() {
    for tab in Tab::VARIANTS {
        for (width, height) in SIZES {
            let picture = sample()
                .press(&tab.number().to_string())
                .picture(width, height);
            let name = format!("{}-{width}x{height}", tab.title().to_lowercase());
            hold("screens", name, picture);
        }
    }
}

#[test]
fn very_wide() {
    for tab in Tab::VARIANTS {
        let text = sample().press(&tab.number().to_string()).text(200, 60);
        hold(
            "screens",
            format!("{}-200x60", tab.title().to_lowercase()),
            text,
        );
    }
}

#[test]
fn details() {
    for (width, height) in SIZES {
        let picture = sample()
            .press("2 down enter down down")
            .picture(width, height);
        hold("screens", format!("detail-{width}x{height}"), picture);
        let picture = sample()
            .press("2 down enter enter up")
            .picture(width, height);
        hold("screens", format!("milestone-{width}x{height}"), picture);
    }
}

/// The changes to a file from an older one, and the question since when.
#[test]
fn changes() {
    for (name, keys) in [("changes-more", "down down"), ("since", "c down text:HEAD")] {
        for (width, height) in SIZES {
            let picture = later().press(keys).picture(width, height);
            hold("screens", format!("{name}-{width}x{height}"), picture);
        }
        let text = later()
            .dressed(Theme::Mono, Characters::Ascii)
            .press(keys)
            .text(120, 36);
        assert_eq!(text.chars().find(|c| drawn(*c)), None, "{name}: {text}");
        hold("screens", format!("{name}-ascii-120x36"), text);
    }
    let picture = later().press("1").picture(120, 36);
    hold("screens", "overview-changed-120x36", picture);
}

/// The sample a month later, compared with the sample.
fn later() -> Dashboard {
    let mut later = Dashboard::new(LATER);
    later.look_back("old.toml", SAMPLE);
    later
}

/// The slip chart on the whole screen: of one milestone, and of the key milestones of a project.
#[test]
fn slip_charts() {
    for (name, keys) in [("one", "2 down enter enter m"), ("several", "2 down m")] {
        for (width, height) in SIZES {
            let picture = sample().press(keys).picture(width, height);
            hold("screens", format!("chart-{name}-{width}x{height}"), picture);
        }
        let text = sample()
            .dressed(Theme::Mono, Characters::Ascii)
            .press(keys)
            .text(120, 36);
        assert_eq!(text.chars().find(|c| drawn(*c)), None, "{name}: {text}");
        hold("screens", format!("chart-{name}-ascii-120x36"), text);
    }
}

/// Done, overdue, failed, cancelled, open at the end, approximate; and no date at all.
#[test]
fn every_end_of_a_slip_chart() {
    for name in [
        "maiden", "second", "batch", "decision", "luna-s2", "last", "base",
    ] {
        let text = sample()
            .press(&format!("5 / text:{name} enter enter m"))
            .text(120, 36);
        hold("screens", format!("chart-{name}-120x36"), text);
    }
}

/// A page of medium width has room for a chart when it is tall.
#[test]
fn milestone_pages() {
    let keys = "2 down enter enter up";
    let picture = sample().press(keys).picture(100, 40);
    hold("screens", "milestone-100x40", picture);
    let text = sample()
        .dressed(Theme::Mono, Characters::Ascii)
        .press(keys)
        .text(120, 36);
    assert_eq!(text.chars().find(|c| drawn(*c)), None, "{text}");
    hold("screens", "milestone-ascii-120x36", text);
}

#[test]
fn track_record() {
    for (name, keys) in [
        ("record", "R down down"),
        ("record-statements", "R enter down"),
    ] {
        for (width, height) in SIZES {
            let picture = sample().press(keys).picture(width, height);
            hold("screens", format!("{name}-{width}x{height}"), picture);
        }
        let text = sample().press(keys).text(200, 60);
        hold("screens", format!("{name}-200x60"), text);
        let text = sample()
            .dressed(Theme::Mono, Characters::Ascii)
            .press(keys)
            .text(120, 36);
        hold("screens", format!("{name}-ascii-120x36"), text);
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
        for (width, height) in SIZES {
            let picture = sample().press(keys).picture(width, height);
            hold("screens", format!("{name}-{width}x{height}"), picture);
        }
    }
}

/// While the file on disk is broken: the last good state, a bar, and the list of errors.
#[test]
fn broken() {
    let broken = SAMPLE
        .replacen("status = \"on-track\"", "statsu = \"on-track\"", 1)
        .replace("when = \"NLT 2030\"", "when = 2027-Q3");
    for (width, height) in SIZES {
        let picture = sample()
            .press("2 down")
            .save(&broken)
            .picture(width, height);
        hold("screens", format!("stale-{width}x{height}"), picture);
        let picture = sample().save(&broken).press("i").picture(width, height);
        hold("screens", format!("stale-status-{width}x{height}"), picture);
        let picture = Dashboard::new(&broken).picture(width, height);
        hold(
            "screens",
            format!("broken-at-start-{width}x{height}"),
            picture,
        );
    }
}

/// A character that a plain screen has no business with: not ASCII, nor text of the sample.
fn drawn(c: char) -> bool {
    !c.is_ascii() && !matches!(c, 'а'..='я' | 'А'..='Я' | 'ё' | '«' | '»' | '␛')
}

#[test]
fn other_clothes() {
    for tab in Tab::VARIANTS {
        let key = tab.number().to_string();
        let name = tab.title().to_lowercase();
        let text = sample()
            .dressed(Theme::Mono, Characters::Ascii)
            .press(&key)
            .text(80, 24);
        assert_eq!(text.chars().find(|c| drawn(*c)), None, "{name}: {text}");
        hold("screens", format!("{name}-ascii-80x24"), text);
        let picture = sample()
            .dressed(Theme::Light, Characters::Unicode)
            .press(&key)
            .picture(80, 24);
        hold("screens", format!("{name}-light-80x24"), picture);
        let picture = sample()
            .dressed(Theme::Mono, Characters::Unicode)
            .press(&key)
            .picture(80, 24);
        hold("screens", format!("{name}-mono-80x24"), picture);
    }
}

#[test]
fn popups_in_plain_characters() {
    for (name, keys) in [("why", "5 / text:second enter w"), ("sources", "2 down o")] {
        let text = sample()
            .dressed(Theme::Mono, Characters::Ascii)
            .press(keys)
            .text(80, 24);
        hold("screens", format!("{name}-ascii-80x24"), text);
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
