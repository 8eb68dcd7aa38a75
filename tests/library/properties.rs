//! What holds for every date and for every text, however broken.

use std::path::Path;
use std::sync::LazyLock;

use crate::fixtures::SAMPLE;
use chrono::NaiveDate;
use proptest::prelude::*;
use proptest::sample::Index;
use roscope::domain::file::loaded::{Snapshot, Unloadable};
use roscope::domain::findings::diagnostic::Report;
use roscope::domain::when::{Period, Third, When, YEARS};
use roscope::report::Printer;
use roscope::storage;
use roscope::words::ENGLISH;

static SHIPPED: LazyLock<String> =
    LazyLock::new(|| std::fs::read_to_string("programs.toml").unwrap());

fn period() -> impl Strategy<Value = Period> {
    let year = YEARS;
    prop_oneof![
        (year.clone(), 1..=366u32).prop_filter_map("a day", |(y, d)| NaiveDate::from_yo_opt(y, d)
            .map(Period::Day)),
        (year.clone(), 1..=12u32).prop_map(|(y, m)| Period::Month(y, m)),
        (year.clone(), 1..=4u32).prop_map(|(y, q)| Period::Quarter(y, q)),
        (year.clone(), 1..=2u32).prop_map(|(y, h)| Period::Half(y, h)),
        (
            year.clone(),
            prop_oneof![Just(Third::Early), Just(Third::Mid), Just(Third::Late)]
        )
            .prop_map(|(y, t)| Period::Third(y, t)),
        year.clone().prop_map(Period::Year),
        year.prop_map(|y| Period::Decade(y / 10 * 10)),
    ]
}

fn when() -> impl Strategy<Value = When> {
    prop_oneof![
        period().prop_map(When::In),
        period().prop_map(When::About),
        period().prop_map(When::NotBefore),
        period().prop_map(When::NotAfter),
        (period(), period())
            .prop_filter("in order", |(a, b)| a != b && a.first() <= b.last())
            .prop_map(|(a, b)| When::Between(a, b)),
        Just(When::Tbd),
    ]
}

/// What dates are made of.
fn word() -> impl Strategy<Value = &'static str> {
    let words = [
        "2027",
        "2028",
        "27",
        "3",
        "15",
        "31",
        "I",
        "IV",
        "Q1",
        "1-й",
        "квартал",
        "half",
        "март",
        "apr",
        "осень",
        "early",
        "конец",
        "с ",
        "по ",
        "before ",
        "не ранее ",
        "до ",
        "~",
        "гг.",
        "s",
        "x",
        "-е",
        "-",
        " — ",
        "/",
        ".",
        "..",
        ",",
        " ",
        " ",
        " ",
    ];
    proptest::sample::select(words.to_vec())
}

/// One change that a hand or an accident makes to a text.
#[derive(Clone, Debug)]
enum Change {
    Delete(Index, usize),
    Insert(Index, String),
    SwapLines(Index, Index),
    DropLine(Index),
    RepeatLine(Index),
}

/// What slips into a catalogue: the marks of TOML, dates without quotes, hostile characters.
fn slip() -> impl Strategy<Value = String> {
    let pieces = [
        "\"",
        "'",
        "[",
        "]",
        "[[",
        "]]",
        "{",
        "}",
        "=",
        ",",
        "#",
        "\n",
        "\r",
        "\\",
        ".",
        "\"\"\"",
        "'''",
        "2027-Q3",
        "NET 2029",
        "TBD",
        "-1",
        "1e9",
        "nan",
        "true",
        "\\u202E",
        "\u{202e}",
        "\u{1b}[2J",
        "\u{0}",
        "é\u{301}",
        "日本",
        "[source.x]",
        "[[milestone]]",
        "id = \"x\"\n",
        "\u{feff}",
    ];
    prop_oneof![
        3 => proptest::sample::select(pieces.to_vec()).prop_map(str::to_owned),
        1 => "\\PC{0,12}",
    ]
}

fn change() -> impl Strategy<Value = Change> {
    let place = any::<Index>;
    prop_oneof![
        (place(), 1..30usize).prop_map(|(at, length)| Change::Delete(at, length)),
        (place(), slip()).prop_map(|(at, text)| Change::Insert(at, text)),
        (place(), place()).prop_map(|(one, other)| Change::SwapLines(one, other)),
        place().prop_map(Change::DropLine),
        place().prop_map(Change::RepeatLine),
    ]
}

fn changed(text: &str, changes: &[Change]) -> String {
    let mut text = text.to_owned();
    for change in changes {
        let mut lines: Vec<&str> = text.split('\n').collect();
        let line = |at: &Index| at.index(lines.len());
        text = match change {
            Change::Delete(at, length) => {
                let count = text.chars().count();
                let start = at.index(count + 1);
                let kept = text.chars().enumerate();
                let kept = kept.filter(|(place, _)| *place < start || *place >= start + length);
                kept.map(|(_, c)| c).collect()
            }
            Change::Insert(at, slip) => {
                let count = text.chars().count();
                let start = at.index(count + 1);
                text.chars()
                    .take(start)
                    .chain(slip.chars())
                    .chain(text.chars().skip(start))
                    .collect()
            }
            Change::SwapLines(one, other) => {
                let (one, other) = (line(one), line(other));
                lines.swap(one, other);
                lines.join("\n")
            }
            Change::DropLine(at) => {
                let at = line(at);
                lines.remove(at);
                lines.join("\n")
            }
            Change::RepeatLine(at) => {
                let at = line(at);
                lines.insert(at, lines[at]);
                lines.join("\n")
            }
        };
    }
    text
}

/// Reads a text, shows whatever there is to say about it, and checks that every finding has its
/// place in the text and every error a line.
fn read(text: &str) -> Result<(), TestCaseError> {
    let loaded = storage::load_text(Path::new("a.toml"), text);
    let report = match &loaded {
        Ok(Snapshot { report, .. }) => report,
        Err(Unloadable::Invalid(report)) => {
            prop_assert!(report.counts.errors > 0, "refused without an error");
            report
        }
        Err(Unloadable::Unreadable(why)) => return Err(TestCaseError::fail(why.clone())),
    };
    prop_assert!(loaded.is_err() || report.counts.errors == 0);
    shown(report)
}

fn shown(report: &Report) -> Result<(), TestCaseError> {
    let lines = report.text.split('\n').count();
    let printer = Printer::new(report, ENGLISH);
    for finding in &report.diagnostics {
        let labels = std::iter::once(&finding.at).chain(&finding.related);
        for span in labels.map(|label| label.span) {
            prop_assert!(report.text.get(span.range()).is_some(), "{finding:?}");
            let place = printer.position(span);
            prop_assert!((1..=lines).contains(&place.line), "{finding:?}");
            prop_assert_eq!((place.line, place.column), report.line_column(span));
        }
        let frame = printer.plain(finding, 60);
        let hostile = |c: char| (c.is_control() && c != '\n') || c == '\u{202e}';
        prop_assert!(!frame.contains(hostile), "{frame}");
        let _ = (
            printer.short(finding),
            printer.github(finding),
            printer.json(finding),
        );
    }
    Ok(())
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(300))]

    #[test]
    fn a_date_reads_back_as_it_is_shown(when in when()) {
        prop_assert_eq!(when.to_string().parse(), Ok(when));
    }

    #[test]
    fn a_date_in_a_sentence_can_be_typed_back(when in when()) {
        prop_assert_eq!(ENGLISH.at(when).parse(), Ok(when));
        let promised = ENGLISH.promised(when);
        let promised = promised.strip_prefix("for ").unwrap_or(&promised);
        prop_assert_eq!(promised.parse(), Ok(when));
    }

    #[test]
    fn a_date_reads_the_same_however_it_is_set(when in when(), dash in "[-‐‑‒–—―−－]", blank in "[ \u{a0}\u{2007}\u{2009}\u{202f}\u{3000}]{1,2}", at in any::<Index>(), unseen in proptest::sample::select(vec!['\u{ad}', '\u{200b}', '\u{200e}', '\u{2060}', '\u{feff}'])) {
        let mut set: Vec<char> = when.to_string().replace('-', &dash).replace(' ', &blank).chars().collect();
        set.insert(at.index(set.len()), unseen);
        let set: String = set.into_iter().collect();
        prop_assert_eq!(set.parse(), Ok(when), "{:?}", set);
    }

    #[test]
    fn no_words_of_dates_make_one_panic(words in prop::collection::vec(word(), 0..12)) {
        let text = words.concat();
        if let Ok(when) = text.parse::<When>() {
            prop_assert_eq!(when.to_string().parse(), Ok(when), "{}", text);
        }
    }

    #[test]
    fn a_window_has_its_days_in_order(when in when()) {
        let window = when.window();
        if let (Some(first), Some(last)) = (window.first, window.last) {
            prop_assert!(first <= last);
        }
    }

    #[test]
    fn no_text_makes_a_date_panic(text in "\\PC{0,40}") {
        let _ = text.parse::<When>();
    }

    #[test]
    fn no_change_of_a_catalogue_is_too_much(changes in prop::collection::vec(change(), 1..6)) {
        read(&changed(SAMPLE, &changes))?;
    }

    #[test]
    fn no_rubbish_is_too_much(pieces in prop::collection::vec(slip(), 0..60)) {
        read(&pieces.concat())?;
    }
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(60))]

    #[test]
    fn no_change_of_the_shipped_catalogue_is_too_much(changes in prop::collection::vec(change(), 1..4)) {
        read(&changed(&SHIPPED, &changes))?;
    }
}
