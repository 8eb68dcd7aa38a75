//! What a launch time means: the publisher gives a full instant and, beside it, how exactly that is known.

use chrono::{DateTime, Datelike as _, FixedOffset, NaiveDate, NaiveTime, Utc};

use crate::domain::inbox::sighting::{Site, State};
use crate::domain::when::{Period, When};

/// Moscow is so far ahead of Universal Time, in seconds; it knows no summer time since 2014.
const MOSCOW: i32 = 3 * 3600;

/// How exactly a launch time is known, by the publisher's number for it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Precision {
    /// To the second, the minute, the hour, the part of a day: the day is known where it is meant.
    Time,
    /// The day as written.
    Day,
    Week,
    Month,
    Quarter(u32),
    Half(u32),
    Year,
    Decade,
    /// A fiscal year, or one of which nobody knows what it means.
    Unknown,
}

/// A date, and the other day on which it may be recorded.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(super) struct Date {
    pub(super) when: Option<When>,
    pub(super) also: Option<NaiveDate>,
}

impl Precision {
    pub(super) fn numbered(number: u32) -> Self {
        match number {
            0..=4 => Self::Time,
            5 => Self::Day,
            6 => Self::Week,
            7 => Self::Month,
            8..=11 => Self::Quarter(number - 7),
            12 | 13 => Self::Half(number - 11),
            14 => Self::Year,
            16 => Self::Decade,
            _ => Self::Unknown,
        }
    }

    /// By the short name, where there is no number.
    pub(super) fn named(name: &str) -> Self {
        match name.to_ascii_uppercase().as_str() {
            "SEC" | "SECOND" | "MIN" | "MINUTE" | "HR" | "HOUR" | "MORNING" | "AFTERNOON" => {
                Self::Time
            }
            "DAY" => Self::Day,
            "WEEK" => Self::Week,
            "M" | "MONTH" => Self::Month,
            "Q1" => Self::Quarter(1),
            "Q2" => Self::Quarter(2),
            "Q3" => Self::Quarter(3),
            "Q4" => Self::Quarter(4),
            "H1" => Self::Half(1),
            "H2" => Self::Half(2),
            "Y" | "YEAR" => Self::Year,
            "DECADE" => Self::Decade,
            _ => Self::Unknown,
        }
    }
}

/// The date that a record gives. Without a precision only a time of day tells that the day is meant.
pub(super) fn date(
    net: DateTime<Utc>,
    precision: Option<Precision>,
    state: State,
    site: Site,
) -> Date {
    let is_timed = net.time() != NaiveTime::MIN;
    let precision = precision.unwrap_or(match state {
        State::Success | State::Partial | State::Failure => Precision::Time,
        State::Ahead if is_timed => Precision::Time,
        _ => Precision::Unknown,
    });
    let utc = net.date_naive();
    let year = utc.year();
    let when = match precision {
        Precision::Time => return day_at(net, site),
        Precision::Day => When::In(Period::Day(utc)),
        Precision::Week => When::About(Period::Month(year, utc.month())),
        Precision::Month => When::In(Period::Month(year, utc.month())),
        Precision::Quarter(quarter) => When::In(Period::Quarter(year, quarter)),
        Precision::Half(half) => When::In(Period::Half(year, half)),
        Precision::Year => When::In(Period::Year(year)),
        Precision::Decade => When::In(Period::Decade(year - year.rem_euclid(10))),
        Precision::Unknown => return Date::default(),
    };
    Date {
        when: Some(when),
        also: None,
    }
}

/// From a Russian site the day is that of Moscow.
pub(super) fn day_at(net: DateTime<Utc>, site: Site) -> Date {
    let utc = net.date_naive();
    let moscow = FixedOffset::east_opt(MOSCOW).map(|zone| net.with_timezone(&zone).date_naive());
    let day = moscow.filter(|_| site != Site::Foreign).unwrap_or(utc);
    Date {
        when: Some(When::In(Period::Day(day))),
        also: Some(utc).filter(|utc| *utc != day),
    }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    fn at(text: &str) -> DateTime<Utc> {
        text.parse().unwrap()
    }

    fn told(net: &str, number: u32) -> String {
        let date = date(
            at(net),
            Some(Precision::numbered(number)),
            State::Ahead,
            Site::Baikonur,
        );
        date.when.map_or("none".to_owned(), |when| when.to_string())
    }

    #[test]
    fn the_precision_says_what_is_meant() {
        for (number, expected) in [
            (0, "2026-09-01"),
            (1, "2026-09-01"),
            (5, "2026-08-31"),
            (6, "~2026-08"),
            (7, "2026-08"),
            (10, "2026-Q3"),
            (13, "2026-H2"),
            (14, "2026"),
            (15, "none"),
            (16, "2020s"),
            (99, "none"),
        ] {
            assert_eq!(told("2026-08-31T22:00:00Z", number), expected, "{number}");
        }
    }

    #[test]
    fn the_day_of_a_russian_site_is_that_of_moscow() {
        let night = at("2026-04-25T22:21:47Z");
        let shown = |site| {
            let date = day_at(night, site);
            (
                date.when.unwrap().to_string(),
                date.also.map(|day| day.to_string()),
            )
        };
        assert_eq!(
            shown(Site::Baikonur),
            ("2026-04-26".to_owned(), Some("2026-04-25".to_owned()))
        );
        assert_eq!(shown(Site::Foreign), ("2026-04-25".to_owned(), None));
    }

    #[test]
    fn without_a_precision_a_bare_midnight_says_nothing() {
        let given = |net: &str, state| date(at(net), None, state, Site::Plesetsk).when;
        assert_eq!(given("2026-12-31T00:00:00Z", State::Ahead), None);
        assert_eq!(given("2026-12-30T10:00:00Z", State::Placeholder), None);
        assert!(given("2026-12-30T10:00:00Z", State::Ahead).is_some());
        assert!(given("2026-12-31T00:00:00Z", State::Success).is_some());
    }

    proptest! {
        #[test]
        fn every_window_holds_its_day(seconds in 946_684_800_i64..4_102_444_800, number in 0_u32..17) {
            let net = DateTime::from_timestamp(seconds, 0).unwrap();
            // A quarter or a half that does not hold its own instant was never seen.
            let number = match Precision::numbered(number) {
                Precision::Quarter(_) => 8 + net.month0() / 3,
                Precision::Half(_) => 12 + net.month0() / 6,
                _ => number,
            };
            let date = date(net, Some(Precision::numbered(number)), State::Ahead, Site::Baikonur);
            if let Some(when) = date.when {
                let utc = net.date_naive();
                let holds = when.window().contains(utc) || date.also == Some(utc);
                prop_assert!(holds, "{when} {net}");
                prop_assert_eq!(when.to_string().parse(), Ok(when));
            }
        }
    }
}
