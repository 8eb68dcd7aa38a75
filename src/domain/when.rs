//! Dates as they are said: a [`When`] is a window from a first to a last day, never an instant.
//!
//! Every form that the catalogue's grammar knows lives here; the module `read` takes the same forms, and
//! their English, Russian and EDTF twins, from text as it is pasted. `Display` writes the canonical form, and
//! `text.parse::<When>()` reads it back unchanged.

mod figures;
mod fold;
mod moment;
mod read;
mod unreadable;
mod words;

use std::cmp::Ordering;
use std::fmt;

use chrono::{Datelike, NaiveDate};

pub use moment::Moment;
pub use unreadable::{Unreadable, YEARS};
pub use words::MONTHS;

/// A stretch of the calendar that has a name: "2026-Q1", "early 2026".
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Period {
    Day(NaiveDate),
    /// Month 1 to 12 of a year.
    Month(i32, u32),
    /// Quarter 1 to 4 of a year.
    Quarter(i32, u32),
    /// Half 1 or 2 of a year.
    Half(i32, u32),
    Third(i32, Third),
    Year(i32),
    /// The ten years from this one on, a multiple of ten.
    Decade(i32),
}

/// A third of a year, the trade's "early", "mid" and "late".
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Third {
    /// January to April.
    Early,
    /// May to August.
    Mid,
    /// September to December.
    Late,
}

/// A date as somebody said it.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash)]
pub enum When {
    In(Period),
    /// A day with its time.
    At(Moment),
    /// From the first day of the one to the last day of the other.
    Between(Period, Period),
    /// "About": the same window as [`When::In`], drawn as approximate.
    About(Period),
    /// "NET", no earlier than: open at the end.
    NotBefore(Period),
    /// "NLT", no later than: open at the start.
    NotAfter(Period),
    /// To be determined: no bounds at all.
    #[default]
    Tbd,
}

/// The days that a [`When`] covers, both inclusive; `None` is open.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub struct Window {
    pub first: Option<NaiveDate>,
    pub last: Option<NaiveDate>,
}

impl From<Period> for When {
    fn from(period: Period) -> Self {
        Self::In(period)
    }
}

impl From<NaiveDate> for When {
    fn from(day: NaiveDate) -> Self {
        Self::In(Period::Day(day))
    }
}

/// A stand-in until the date is read.
impl Default for Period {
    fn default() -> Self {
        Self::Year(*YEARS.start())
    }
}

impl Period {
    pub fn first(self) -> NaiveDate {
        match self {
            Self::Day(day) => day,
            Self::Month(year, month) => month_start(year, month),
            Self::Quarter(year, quarter) => month_start(year, quarter * 3 - 2),
            Self::Half(year, half) => month_start(year, half * 6 - 5),
            Self::Third(year, third) => month_start(year, third.number() * 4 - 3),
            Self::Year(year) | Self::Decade(year) => month_start(year, 1),
        }
    }

    pub fn last(self) -> NaiveDate {
        match self {
            Self::Day(day) => day,
            Self::Month(year, month) => month_end(year, month),
            Self::Quarter(year, quarter) => month_end(year, quarter * 3),
            Self::Half(year, half) => month_end(year, half * 6),
            Self::Third(year, third) => month_end(year, third.number() * 4),
            Self::Year(year) => month_end(year, 12),
            Self::Decade(year) => month_end(year.saturating_add(9), 12),
        }
    }
}

impl Third {
    /// The first, second or third.
    fn numbered(number: u32) -> Self {
        match number {
            1 => Self::Early,
            2 => Self::Mid,
            _ => Self::Late,
        }
    }

    fn number(self) -> u32 {
        match self {
            Self::Early => 1,
            Self::Mid => 2,
            Self::Late => 3,
        }
    }

    fn word(self) -> &'static str {
        match self {
            Self::Early => "early",
            Self::Mid => "mid",
            Self::Late => "late",
        }
    }
}

impl When {
    pub fn window(self) -> Window {
        let (first, last) = match self {
            Self::In(period) | Self::About(period) => (Some(period.first()), Some(period.last())),
            Self::At(moment) => (Some(moment.day()), Some(moment.day())),
            Self::Between(from, to) => (Some(from.first()), Some(to.last())),
            Self::NotBefore(period) => (Some(period.first()), None),
            Self::NotAfter(period) => (None, Some(period.last())),
            Self::Tbd => (None, None),
        };
        Window { first, last }
    }

    pub fn first(self) -> Option<NaiveDate> {
        self.window().first
    }

    pub fn last(self) -> Option<NaiveDate> {
        self.window().last
    }

    /// The one stretch of the calendar that it names.
    pub fn period(self) -> Option<Period> {
        match self {
            Self::In(period) => Some(period),
            Self::At(moment) => Some(Period::Day(moment.day())),
            _ => None,
        }
    }

    /// The day that it is marked at: its last one, or its first where it has no end.
    pub fn marked_day(self) -> Option<NaiveDate> {
        self.last().or(self.first())
    }

    /// Something of this date may be over by then: the last stretch that it names has begun.
    pub fn has_come(self, today: NaiveDate) -> bool {
        match self {
            Self::In(period)
            | Self::About(period)
            | Self::Between(_, period)
            | Self::NotBefore(period)
            | Self::NotAfter(period) => period.first() <= today,
            Self::At(moment) => moment.day() <= today,
            Self::Tbd => false,
        }
    }

    pub fn is_approximate(self) -> bool {
        matches!(self, Self::About(_))
    }

    /// The order of every list of dates: by last day, then first day, then width; an open end comes
    /// after every closed one, and TBD after everything.
    pub fn chronological(&self, other: &Self) -> Ordering {
        self.rank().cmp(&other.rank())
    }

    /// What [`Self::chronological`] compares.
    pub fn rank(self) -> (u8, NaiveDate, NaiveDate) {
        let Window { first, last } = self.window();
        match (first, last) {
            (first, Some(last)) => (0, last, first.unwrap_or(NaiveDate::MIN)),
            (Some(first), None) => (1, first, first),
            (None, None) => (2, NaiveDate::MAX, NaiveDate::MAX),
        }
    }
}

impl Window {
    pub fn contains(self, day: NaiveDate) -> bool {
        self.first.is_none_or(|first| first <= day) && self.last.is_none_or(|last| day <= last)
    }

    /// Both are open on the same one side: two "no earlier than", or two "no later than".
    pub fn opens_like(self, other: Self) -> bool {
        let sides = |window: Self| (window.first.is_none(), window.last.is_none());
        sides(self) == sides(other) && matches!(sides(self), (true, false) | (false, true))
    }

    /// Every day of `other` lies in this window.
    pub fn covers(self, other: Self) -> bool {
        let from = match (self.first, other.first) {
            (None, _) => true,
            (Some(_), None) => false,
            (Some(ours), Some(theirs)) => ours <= theirs,
        };
        let to = match (self.last, other.last) {
            (None, _) => true,
            (Some(_), None) => false,
            (Some(ours), Some(theirs)) => theirs <= ours,
        };
        from && to
    }

    /// They share a day.
    pub fn overlaps(self, other: Self) -> bool {
        self.meets(
            other.first.unwrap_or(NaiveDate::MIN),
            other.last.unwrap_or(NaiveDate::MAX),
        )
    }

    pub fn meets(self, from: NaiveDate, to: NaiveDate) -> bool {
        self.first.is_none_or(|first| first <= to) && self.last.is_none_or(|last| from <= last)
    }
}

impl fmt::Display for Period {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Day(day) => write!(f, "{:04}-{:02}-{:02}", day.year(), day.month(), day.day()),
            Self::Month(year, month) => write!(f, "{year:04}-{month:02}"),
            Self::Quarter(year, quarter) => write!(f, "{year:04}-Q{quarter}"),
            Self::Half(year, half) => write!(f, "{year:04}-H{half}"),
            Self::Third(year, third) => write!(f, "{} {year:04}", third.word()),
            Self::Year(year) => write!(f, "{year:04}"),
            Self::Decade(year) => write!(f, "{year:04}s"),
        }
    }
}

impl fmt::Display for When {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::In(period) => period.fmt(f),
            Self::At(moment) => moment.fmt(f),
            Self::Between(from, to) => write!(f, "{from}/{to}"),
            Self::About(period) => write!(f, "~{period}"),
            Self::NotBefore(period) => write!(f, "NET {period}"),
            Self::NotAfter(period) => write!(f, "NLT {period}"),
            Self::Tbd => f.write_str("TBD"),
        }
    }
}

fn month_start(year: i32, month: u32) -> NaiveDate {
    NaiveDate::from_ymd_opt(year, month, 1).unwrap_or(NaiveDate::MAX)
}

fn month_end(year: i32, month: u32) -> NaiveDate {
    let (next_year, next_month) = if month < 12 {
        (year, month + 1)
    } else {
        (year.saturating_add(1), 1)
    };
    month_start(next_year, next_month)
        .pred_opt()
        .unwrap_or(NaiveDate::MAX)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn window(text: &str) -> (String, String) {
        let window = text.parse::<When>().unwrap().window();
        let show = |day: Option<NaiveDate>| day.map_or("open".to_owned(), |d| d.to_string());
        (show(window.first), show(window.last))
    }

    fn days(first: &str, last: &str) -> (String, String) {
        (first.to_owned(), last.to_owned())
    }

    #[test]
    fn every_form_has_its_first_and_last_day() {
        assert_eq!(window("2026-03-31"), days("2026-03-31", "2026-03-31"));
        assert_eq!(window("2028-02"), days("2028-02-01", "2028-02-29"));
        assert_eq!(window("2026-Q1"), days("2026-01-01", "2026-03-31"));
        assert_eq!(window("2026-Q4"), days("2026-10-01", "2026-12-31"));
        assert_eq!(window("2026-H2"), days("2026-07-01", "2026-12-31"));
        assert_eq!(window("2026"), days("2026-01-01", "2026-12-31"));
        assert_eq!(window("2025-12/2026-01"), days("2025-12-01", "2026-01-31"));
        assert_eq!(window("early 2026"), days("2026-01-01", "2026-04-30"));
        assert_eq!(window("mid 2026"), days("2026-05-01", "2026-08-31"));
        assert_eq!(window("late 2026"), days("2026-09-01", "2026-12-31"));
        assert_eq!(window("~2026-03"), days("2026-03-01", "2026-03-31"));
        assert_eq!(window("2030s"), days("2030-01-01", "2039-12-31"));
        assert_eq!(window("NET 2029"), days("2029-01-01", "open"));
        assert_eq!(window("NLT 2030"), days("open", "2030-12-31"));
        assert_eq!(window("TBD"), days("open", "open"));
    }

    #[test]
    fn dates_sort_by_last_day_then_first_and_open_ends_come_last() {
        let mut dates: Vec<When> = [
            "TBD",
            "NET 2025",
            "2026",
            "2026-Q4",
            "NLT 2026",
            "2026-12-31",
            "2025-12",
            "NET 2024",
        ]
        .iter()
        .map(|text| text.parse().unwrap())
        .collect();
        dates.sort_by(When::chronological);
        let shown: Vec<String> = dates.iter().map(ToString::to_string).collect();
        assert_eq!(
            shown,
            [
                "2025-12",
                "NLT 2026",
                "2026",
                "2026-Q4",
                "2026-12-31",
                "NET 2024",
                "NET 2025",
                "TBD"
            ]
        );
    }

    #[test]
    fn a_window_covers_what_lies_inside_it() {
        let covers = |outer: &str, inner: &str| {
            let [outer, inner] = [outer, inner].map(|text| text.parse::<When>().unwrap().window());
            outer.covers(inner)
        };
        assert!(covers("2028", "2028-Q2"));
        assert!(covers("NLT 2030", "2028"));
        assert!(covers("NET 2027", "NET 2028"));
        assert!(covers("TBD", "2028"));
        assert!(!covers("2028-Q2", "2028"));
        assert!(!covers("2028", "NET 2028"));
    }
}
