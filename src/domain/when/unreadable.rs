//! Why a text is no date, and what was meant where that is plain.

use std::ops::RangeInclusive;

use super::When;

/// The years that a catalogue may speak of; anything else is a slip of the pen.
pub const YEARS: RangeInclusive<i32> = 1900..=2199;

/// Why a text is no date of the grammar.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Unreadable {
    /// No form of the grammar.
    Unknown,
    /// The form is right, the day is not in the calendar.
    NoSuchDay,
    /// The form is right, the time of day is not on a clock.
    NoSuchTime,
    /// A time of day without its offset from Greenwich.
    NoOffset,
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
