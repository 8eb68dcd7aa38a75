//! Why a text is no date, and how dates are written.

use crate::domain::when::{Unreadable, YEARS};

pub(super) fn unreadable(why: &Unreadable) -> String {
    match why {
        Unreadable::Unknown => {
            "write a day 2026-03-31, \"2026-03\", \"2026-Q1\", \"2026-H1\", \"2026\", \"early 2026\", \
             \"2025-12/2026-01\", \"~2026-03\", \"NET 2029\", \"NLT 2030\", \"2030s\" or \"TBD\""
                .to_owned()
        }
        Unreadable::NoSuchTime => "there is no such time of day".to_owned(),
        Unreadable::NoOffset => {
            "a time of day needs its offset: 2026-11-24T05:03:00Z, or +03:00 for Moscow".to_owned()
        }
        Unreadable::NoSuchDay => "there is no such day in the calendar".to_owned(),
        Unreadable::Year(year) => {
            let (first, last) = (YEARS.start(), YEARS.end());
            format!("the year {year} is not between {first} and {last}")
        }
        Unreadable::Backwards => "the window ends before it begins".to_owned(),
        Unreadable::NoYear => "the year is missing, write it too".to_owned(),
        Unreadable::ShortYear(meant) => {
            format!("a year has four figures; write {meant} if that is meant")
        }
        Unreadable::TooFine(meant) => format!("no part of a month can be written; write {meant}"),
        Unreadable::Either(one, other) => {
            format!("it can be {one} or {other}; write the one that is meant")
        }
    }
}
