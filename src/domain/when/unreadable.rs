//! Why a text is no date, and what was meant where that is plain.

use std::fmt;
use std::ops::RangeInclusive;

use super::When;

/// The years that a catalogue may speak of; anything else is a slip of the pen.
pub const YEARS: RangeInclusive<i32> = 1900..=2199;

/// Why a text is no date of the grammar.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Unreadable {
    /// No form of the grammar.
    Unknown,
    /// The form is right, the day is not in the calendar.
    NoSuchDay,
    /// A year outside [`YEARS`].
    Year(i32),
    /// The window would end before it begins.
    Backwards,
    /// "March", "15.03".
    NoYear,
    /// "15.03.27": with the year in full it would be this.
    ShortYear(When),
    /// "The end of March 2027": nothing is written between a month and a day.
    TooFine(When),
    /// "03/04/2027": it can be read in two ways.
    Either(When, When),
}

impl fmt::Display for Unreadable {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Unknown => f.write_str(
                "write a day 2026-03-31, \"2026-03\", \"2026-Q1\", \"2026-H1\", \"2026\", \"early 2026\", \
                 \"2025-12/2026-01\", \"~2026-03\", \"NET 2029\", \"NLT 2030\", \"2030s\" or \"TBD\"",
            ),
            Self::NoSuchDay => f.write_str("there is no such day in the calendar"),
            Self::Year(year) => {
                write!(f, "the year {year} is not between {} and {}", YEARS.start(), YEARS.end())
            }
            Self::Backwards => f.write_str("the window ends before it begins"),
            Self::NoYear => f.write_str("the year is missing, write it too"),
            Self::ShortYear(meant) => {
                write!(f, "a year has four figures; write {meant} if that is meant")
            }
            Self::TooFine(meant) => {
                write!(f, "no part of a month can be written; write {meant}")
            }
            Self::Either(one, other) => {
                write!(f, "it can be {one} or {other}; write the one that is meant")
            }
        }
    }
}

impl std::error::Error for Unreadable {}
