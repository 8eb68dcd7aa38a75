//! Slips and moves: how far one date lies from another, and what a new date does to the old one.
//!
//! A slip is counted between the *ends* of two windows, in months, so that "2025" → "2025-12" is
//! no slip. Like is compared with like: where an end is open, the beginnings.

use std::fmt;

use chrono::NaiveDate;

use crate::domain::when::{Period, When, Window};

/// The mean month of the Gregorian calendar, in ten-thousandths of a day.
const MONTH: i64 = 304_369;

/// Whole months in a number of days, rounded to the nearest.
pub fn months(days: i64) -> i64 {
    let scaled = days.saturating_mul(10_000);
    let half = if scaled < 0 { -MONTH / 2 } else { MONTH / 2 };
    scaled.saturating_add(half) / MONTH
}

/// How much later one date is than another, in days.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Slip {
    /// Between the ends of their windows.
    Exact(i64),
    /// Between their beginnings: one of them has no end.
    Begins(i64),
    /// At least so much: it has not happened yet, or only the first day is known on which it may have.
    AtLeast(i64),
    /// At most so much: it happened by a day, nobody knows how long before.
    AtMost(i64),
}

impl Slip {
    /// From a date given earlier to one given later; `None` where the two cannot be compared: one of them
    /// has no end and the other no beginning.
    pub fn between(before: When, after: When) -> Option<Self> {
        let (before, after) = (before.window(), after.window());
        match (before.last, after.last) {
            (Some(was), Some(is)) => Some(Self::Exact(days(was, is))),
            _ => Some(Self::Begins(days(before.first?, after.first?))),
        }
    }

    /// From a date to what happened.
    pub fn until(promised: When, actual: When) -> Option<Self> {
        let (promise, event) = (promised.window(), actual.window());
        match (promise.last, event) {
            (
                Some(end),
                Window {
                    first: None,
                    last: Some(by),
                },
            ) => Some(Self::AtMost(days(end, by))),
            (
                Some(end),
                Window {
                    first: Some(from),
                    last: None,
                },
            ) => Some(Self::AtLeast(days(end, from))),
            _ => Self::between(promised, actual),
        }
    }

    pub fn days(self) -> i64 {
        match self {
            Self::Exact(days) | Self::Begins(days) | Self::AtLeast(days) | Self::AtMost(days) => {
                days
            }
        }
    }

    pub fn months(self) -> i64 {
        months(self.days())
    }
}

/// `+39`, `0`, `−2`, `≥5`, `≤5`: months, signed.
impl fmt::Display for Slip {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let bound = match self {
            Self::Exact(_) | Self::Begins(_) => "",
            Self::AtLeast(_) => "≥",
            Self::AtMost(_) => "≤",
        };
        let shown = match self.months() {
            0 => format!("{bound}0"),
            months @ ..0 => format!("{bound}−{}", months.unsigned_abs()),
            months if bound.is_empty() => format!("+{months}"),
            months => format!("{bound}{months}"),
        };
        f.pad(&shown)
    }
}

pub(in crate::domain) fn days(from: NaiveDate, to: NaiveDate) -> i64 {
    to.signed_duration_since(from).num_days()
}

/// What a statement does to the one before it.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Move {
    /// Nobody has given a date before.
    First,
    Repeated,
    /// Nobody can say which of the two was said first, or which of them is later.
    OrderUnknown,
    /// There is no date any more.
    TakenBack,
    Later,
    Earlier,
    /// A smaller window inside the old one: nothing has slipped.
    Narrowed,
    /// A larger window around the same time: a warning of its own.
    Widened,
}

/// Ends that lie further apart than this are not around the same time.
const SAME_TIME_MONTHS: i64 = 12;

impl Move {
    /// From a date, with when it was said, to one that was said after it.
    pub fn between((was_said, before): (Period, When), (said, after): (Period, When)) -> Self {
        let (was, is) = (before.window(), after.window());
        if was == is {
            return Self::Repeated;
        }
        if is_order_unknown(was_said, said) {
            return Self::OrderUnknown;
        }
        if after == When::Tbd {
            return Self::TakenBack;
        }
        if before == When::Tbd {
            return Self::First;
        }
        let Some(slip) = Slip::between(before, after) else {
            return Self::OrderUnknown;
        };
        let is_over = was.last.is_some_and(|last| last < said.first()) && slip.days() > 0;
        if is_over || !was.overlaps(is) || slip.months().abs() > SAME_TIME_MONTHS {
            return Self::by(slip);
        }
        // Two dates open on the same side hold one another, yet "NLT 2030" → "NLT mid 2031" is a move.
        if was.opens_like(is) {
            return Self::by(slip);
        }
        if was.covers(is) {
            return Self::Narrowed;
        }
        if is.covers(was) {
            return Self::Widened;
        }
        Self::by(slip)
    }

    fn by(slip: Slip) -> Self {
        if slip.days() < 0 {
            Self::Earlier
        } else {
            Self::Later
        }
    }

    /// The date went somewhere else.
    pub fn is_slip(self) -> bool {
        matches!(self, Self::Later | Self::Earlier | Self::Widened)
    }
}

/// The one was not certainly said before the other. Of one day the order of the file tells it.
fn is_order_unknown(before: Period, after: Period) -> bool {
    let is_one_day = before.first() == after.last() && before.last() == after.first();
    after.first() <= before.last() && !is_one_day
}

#[cfg(test)]
mod tests {
    use super::*;

    fn slip(before: &str, after: &str) -> String {
        Slip::between(before.parse().unwrap(), after.parse().unwrap())
            .map_or("none".into(), |slip| slip.to_string())
    }

    /// Said long before either.
    fn moved(before: &str, after: &str) -> Move {
        told("2001-01-01", before, "2002-01-01", after)
    }

    fn told(was_said: &str, before: &str, said: &str, after: &str) -> Move {
        let said_on = |day: &str| day.parse().unwrap();
        Move::between(
            (said_on(was_said), before.parse().unwrap()),
            (said_on(said), after.parse().unwrap()),
        )
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
    fn where_an_end_is_open_the_beginnings_are_compared() {
        assert_eq!(slip("2026-12", "NET 2027-06"), "+6");
        assert_eq!(slip("2028", "NET 2029"), "+12");
        assert_eq!(slip("2028", "NET 2027"), "−12");
        assert_eq!(slip("NET 2027", "NET 2029"), "+24");
        assert_eq!(slip("NET 2027", "2029"), "+24");
        assert_eq!(slip("NET 2027", "NLT 2029"), "none");
        assert_eq!(slip("NLT 2029", "NET 2027"), "none");
        assert_eq!(slip("2028", "TBD"), "none");
        assert_eq!(slip("TBD", "2028"), "none");
    }

    #[test]
    fn what_happened_by_a_day_is_late_by_so_much_at_most() {
        let until = |promised: &str, actual: &str| {
            let slip = Slip::until(promised.parse().unwrap(), actual.parse().unwrap());
            slip.map_or("none".into(), |slip| slip.to_string())
        };
        assert_eq!(until("2024", "NLT 2025-11"), "≤11");
        assert_eq!(until("2024", "NET 2025-11"), "≥10");
        assert_eq!(until("2024", "2025-11-30"), "+11");
        assert_eq!(until("NET 2024", "NLT 2025"), "none");
    }

    #[test]
    fn a_move_says_what_a_statement_does_to_the_one_before() {
        assert_eq!(moved("2028", "2028-Q2"), Move::Narrowed);
        assert_eq!(moved("2027-Q1", "2027"), Move::Widened);
        assert_eq!(moved("2027", "2028"), Move::Later);
        assert_eq!(moved("2028", "2027-Q4"), Move::Earlier);
        assert_eq!(moved("2026", "~2026"), Move::Repeated);
        assert_eq!(moved("2026-12", "NET 2027-06"), Move::Later);
        assert_eq!(moved("NET 2027", "NET 2029"), Move::Later);
        assert_eq!(moved("NLT 2030", "NLT 2030-06"), Move::Earlier);
        assert_eq!(moved("NLT 2030", "NLT 2035"), Move::Later);
        assert_eq!(moved("NLT 2030", "2029"), Move::Narrowed);
        assert_eq!(moved("2028", "TBD"), Move::TakenBack);
        assert_eq!(moved("NET 2029", "2028"), Move::Earlier);
        assert_eq!(moved("2026-H1", "2026-Q2/2026-Q3"), Move::Later);
    }

    #[test]
    fn a_wider_window_is_later_where_its_end_lies_over_a_year_later() {
        // Arktika-M: "2023–2025", then "by 2031" was told as vaguer.
        assert_eq!(moved("2023/2025", "NLT 2031"), Move::Later);
        assert_eq!(moved("2028", "2025/2029"), Move::Widened);
        assert_eq!(moved("2028", "2025/2030"), Move::Later);
        assert_eq!(moved("2025/2030", "2028"), Move::Earlier);
        assert_eq!(moved("2025/2029", "2028"), Move::Narrowed);
    }

    #[test]
    fn what_is_said_after_the_old_window_closed_is_later() {
        assert_eq!(
            told("2024-01-01", "2025-H1", "2025-07-01", "2025"),
            Move::Later
        );
        assert_eq!(
            told("2024-01-01", "2025-H1", "2025-06-30", "2025"),
            Move::Widened
        );
    }

    #[test]
    fn where_nobody_knows_what_was_said_first_the_order_is_unknown() {
        let unknown = Move::OrderUnknown;
        assert_eq!(told("2025", "2028", "2025-03-01", "2027"), unknown);
        assert_eq!(told("2025-03-01", "2028", "2025", "2027"), unknown);
        assert_eq!(told("2025-03", "2028", "2025-03", "2027"), unknown);
        assert_eq!(told("2025-04-01", "2028", "2025-03-01", "2027"), unknown);
        let one_day = told("2025-03-01", "2028", "2025-03-01", "2027");
        assert_eq!(one_day, Move::Earlier, "the order of the file");
        assert_eq!(told("2024", "2028", "2025-03-01", "2027"), Move::Earlier);
        let repeated = told("2025", "2028", "2025-03-01", "2028");
        assert_eq!(repeated, Move::Repeated);
        assert_eq!(moved("NET 2027", "NLT 2029"), unknown, "from against by");
        assert_eq!(moved("NLT 2029", "NET 2027"), unknown);
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
