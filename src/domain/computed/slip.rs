//! Slips and moves: how far one date lies from another, and what a new date does to the old one.
//!
//! A slip is counted between the *ends* of two windows, in months, so that "2025" → "2025-12" is
//! no slip. Where a bound is open only a lower bound can be told, `≥`.

use std::fmt;

use chrono::NaiveDate;

use crate::domain::when::{When, Window};

/// The mean month of the Gregorian calendar, in ten-thousandths of a day.
const MONTH: i64 = 304_369;

/// Whole months in a number of days, rounded to the nearest.
pub fn months(days: i64) -> i64 {
    let scaled = days.saturating_mul(10_000);
    let half = if scaled < 0 { -MONTH / 2 } else { MONTH / 2 };
    scaled.saturating_add(half) / MONTH
}

/// How much later one date is than another, in days between the ends of their windows.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Slip {
    Exact(i64),
    /// The later date is open ("no earlier than"): at least this much.
    AtLeast(i64),
}

impl Slip {
    /// From a date given earlier to one given later; `None` where the two cannot be compared: the
    /// earlier one promised no end, or the later one is TBD.
    pub fn between(before: When, after: When) -> Option<Self> {
        let (before, after) = (before.window(), after.window());
        match (before.last, after.last) {
            (Some(was), Some(is)) => Some(Self::Exact(days(was, is))),
            (Some(was), None) => after
                .first
                .map(|first| days(was, first))
                .filter(|d| *d >= 0)
                .map(Self::AtLeast),
            (None, None) => Some(Self::Exact(days(before.first?, after.first?))),
            (None, Some(_)) => None,
        }
    }

    pub fn days(self) -> i64 {
        match self {
            Self::Exact(days) | Self::AtLeast(days) => days,
        }
    }

    pub fn months(self) -> i64 {
        months(self.days())
    }
}

/// `+39`, `0`, `-2`, `≥+5`: months, signed.
impl fmt::Display for Slip {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let sign = match (self, self.months()) {
            (Self::AtLeast(_), ..0) => "≥−",
            (Self::AtLeast(_), _) => "≥",
            (Self::Exact(_), ..0) => "−",
            (Self::Exact(_), 0) => "",
            (Self::Exact(_), _) => "+",
        };
        let shown = format!("{sign}{}", self.months().unsigned_abs());
        f.pad(&shown)
    }
}

pub(in crate::domain) fn days(from: NaiveDate, to: NaiveDate) -> i64 {
    to.signed_duration_since(from).num_days()
}

/// What a statement does to the one before it.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Move {
    First,
    Same,
    /// A smaller window inside the old one: nothing has slipped.
    Sharper,
    /// A larger window around the old one: a warning of its own.
    Vaguer,
    Later,
    Earlier,
}

impl Move {
    pub fn between(before: When, after: When) -> Self {
        let (before, after) = (before.window(), after.window());
        if before == after {
            return Self::Same;
        }
        // Two dates open on the same side hold one another, yet "NET 2027" → "NET 2029" is a move.
        let key = |w: Window| {
            (
                w.last.unwrap_or(NaiveDate::MAX),
                w.first.unwrap_or(NaiveDate::MIN),
            )
        };
        let later = if key(before) < key(after) {
            Self::Later
        } else {
            Self::Earlier
        };
        if before.opens_like(after) {
            return later;
        }
        if before.covers(after) {
            return Self::Sharper;
        }
        if after.covers(before) {
            return Self::Vaguer;
        }
        later
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn slip(before: &str, after: &str) -> String {
        Slip::between(before.parse().unwrap(), after.parse().unwrap())
            .map_or("none".into(), |slip| slip.to_string())
    }

    fn moved(before: &str, after: &str) -> Move {
        Move::between(before.parse().unwrap(), after.parse().unwrap())
    }

    #[test]
    fn a_slip_is_counted_between_the_ends_of_the_windows() {
        assert_eq!(slip("2022", "~2026-03"), "+39");
        assert_eq!(slip("2025-12", "2026-03"), "+3");
        assert_eq!(slip("2025", "2025-12"), "0");
        assert_eq!(slip("2028", "2028-Q2"), "−6");
        assert_eq!(slip("2026-03-10", "2026-03-20"), "0");
        assert_eq!(slip("NLT 2030", "2031"), "+12");
    }

    #[test]
    fn an_open_end_gives_a_lower_bound_or_nothing() {
        assert_eq!(slip("2026-12", "NET 2027-06"), "≥5");
        assert_eq!(slip("2028", "NET 2029"), "≥0");
        assert_eq!(slip("2028", "NET 2027"), "none");
        assert_eq!(slip("NET 2027", "NET 2029"), "+24");
        assert_eq!(slip("NET 2027", "2029"), "none");
        assert_eq!(slip("2028", "TBD"), "none");
        assert_eq!(slip("TBD", "2028"), "none");
    }

    #[test]
    fn a_move_says_what_a_statement_does_to_the_one_before() {
        assert_eq!(moved("2028", "2028-Q2"), Move::Sharper);
        assert_eq!(moved("2027-Q1", "2027"), Move::Vaguer);
        assert_eq!(moved("2027", "2028"), Move::Later);
        assert_eq!(moved("2028", "2027-Q4"), Move::Earlier);
        assert_eq!(moved("2026", "~2026"), Move::Same);
        assert_eq!(moved("2026-12", "NET 2027-06"), Move::Later);
        assert_eq!(moved("NET 2027", "NET 2029"), Move::Later);
        assert_eq!(moved("NLT 2030", "NLT 2035"), Move::Later);
        assert_eq!(moved("NLT 2030", "2029"), Move::Sharper);
        assert_eq!(moved("TBD", "NET 2029"), Move::Sharper);
        assert_eq!(moved("2028", "TBD"), Move::Vaguer);
        assert_eq!(moved("NET 2029", "2028"), Move::Earlier);
        assert_eq!(moved("2026-H1", "2026-Q2/2026-Q3"), Move::Later);
    }

    #[test]
    fn months_are_rounded_to_the_nearest_and_never_overflow() {
        assert_eq!(
            [15, 16, -15, -16, 365, 1186].map(months),
            [0, 1, 0, -1, 12, 39]
        );
        assert_eq!(months(i64::MAX), i64::MAX / MONTH);
    }
}
