//! The remarks beside a launch: which date one gives, by a small grammar. All else gives nothing.

use chrono::{Datelike as _, Months, NaiveDate};

use crate::domain::when::{MONTHS, Period, When};

/// A date stands behind one of these, or at the beginning behind "NET".
const BEFORE: [&str; 8] = ["net", "to", "for", "in", "on", "till", "into", "back"];
const PARTS: [&str; 3] = ["early", "mid", "late"];
/// What a remark tells that is no date.
const OTHERWISE: [&str; 7] = [
    "liftoff",
    "success",
    "webcast",
    "t-0",
    "launch time",
    "window",
    "countdown",
];

/// The date that a remark of this day gives.
pub(super) fn date(remark: &str, on: NaiveDate) -> Option<When> {
    let remark = remark.to_lowercase();
    let words = words(&remark);
    let says_so = words.iter().any(|word| matches!(*word, "net" | "delayed"));
    if !says_so && OTHERWISE.iter().any(|other| remark.contains(other)) {
        return None;
    }
    let places = words
        .iter()
        .enumerate()
        .filter(|(_, word)| BEFORE.contains(word));
    let mut dates = places.filter_map(|(place, _)| read(words.get(place + 1..)?, on, says_so));
    dates.next()
}

fn words(text: &str) -> Vec<&str> {
    let split = |c: char| !c.is_alphanumeric();
    text.split(split).filter(|word| !word.is_empty()).collect()
}

fn read(words: &[&str], on: NaiveDate, says_so: bool) -> Option<When> {
    let mut words = words.iter().copied().peekable();
    while words
        .next_if(|word| *word == "net" || PARTS.contains(word))
        .is_some()
    {}
    let first = words.next()?;
    let Some(month) = MONTHS.iter().position(|month| *month == first) else {
        return year(first).map(|year| When::In(Period::Year(year)));
    };
    let month = u32::try_from(month).ok()? + 1;
    let day = words
        .next_if(|word| number(word).is_some())
        .and_then(number);
    let given = words.next_if(|word| year(word).is_some()).and_then(year);
    // A range of days: "on March 3-5".
    if day.is_some() && !says_so && words.next().is_some_and(|word| number(word).is_some()) {
        return None;
    }
    let year = match given {
        Some(year) => year,
        None => next(month, on)?,
    };
    Some(When::In(match day {
        Some(day) => Period::Day(NaiveDate::from_ymd_opt(year, month, day)?),
        None => Period::Month(year, month),
    }))
}

fn number(word: &str) -> Option<u32> {
    let digits = word.trim_end_matches(|c: char| c.is_ascii_alphabetic());
    let day = digits.parse().ok()?;
    (1..=31).contains(&day).then_some(day)
}

fn year(word: &str) -> Option<i32> {
    let year = word.parse().ok()?;
    (word.len() == 4 && (2000..2100).contains(&year)).then_some(year)
}

/// The year of the next such month, from the month before the remark on.
fn next(month: u32, on: NaiveDate) -> Option<i32> {
    let from = on.checked_sub_months(Months::new(1))?;
    Some(from.year() + i32::from(month < from.month()))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn given(remark: &str, on: &str) -> String {
        let date = date(remark, on.parse().unwrap());
        date.map_or("none".to_owned(), |when| when.to_string())
    }

    #[test]
    fn a_remark_gives_a_date_or_nothing() {
        for (remark, on, expected) in [
            ("NET March 31.", "2026-02-14", "2026-03-31"),
            ("Delayed till NET March.", "2025-12-12", "2026-03"),
            (
                "Reverted back to NET December pending official updates.",
                "2025-12-11",
                "2025-12",
            ),
            ("Delayed to NET March 29, TBC.", "2026-03-25", "2026-03-29"),
            ("Reverted back to NET 2026.", "2026-07-22", "2026"),
            ("NET mid-September.", "2026-04-23", "2026-09"),
            (
                "Possible launch in August based on NOTAMs; to be confirmed.",
                "2026-08-19",
                "2026-08",
            ),
            (
                "Launch reported to be scheduled on February 5.",
                "2026-02-05",
                "2026-02-05",
            ),
            (
                "Moved to April TBD due to lack of launch information.",
                "2026-04-01",
                "2026-04",
            ),
            ("NET January 3, 2027.", "2026-10-01", "2027-01-03"),
            ("NET 2025.", "2023-12-18", "2025"),
            ("Tweaked T-0 for March 3.", "2026-03-01", "none"),
            ("Added launch time.", "2026-03-01", "none"),
            ("Launch success on March 3.", "2026-03-01", "none"),
            ("Scheduled on March 3-5.", "2026-03-01", "none"),
            (
                "Added launch per NOTAMs; Payload identities uncertain.",
                "2026-03-01",
                "none",
            ),
            ("Reported delayed by 24 hours.", "2026-03-01", "none"),
            ("NET February 31.", "2026-01-01", "none"),
        ] {
            assert_eq!(given(remark, on), expected, "{remark}");
        }
    }
}
