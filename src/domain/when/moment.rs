//! A day with a time of day, as it was written. Its window is that day in the offset as written; the time is
//! shown and never compared.

use std::fmt;

use chrono::{FixedOffset, NaiveDate, NaiveDateTime, NaiveTime, TimeDelta, Timelike};

use super::unreadable::Unreadable;

/// `2026-11-24T05:03:00Z`, `2026-11-24T08:03:00+03:00`.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub struct Moment {
    local: NaiveDateTime,
    offset: FixedOffset,
}

impl Moment {
    /// In the offset as written.
    pub fn day(self) -> NaiveDate {
        self.local.date()
    }

    /// The same instant in UTC.
    pub fn in_utc(self) -> NaiveDateTime {
        let behind = TimeDelta::seconds(self.offset.local_minus_utc().into());
        self.local.checked_sub_signed(behind).unwrap_or(self.local)
    }

    /// In the offset as written: hours, minutes and perhaps seconds.
    pub fn time(self) -> String {
        let form = if self.local.second() == 0 {
            "%H:%M"
        } else {
            "%H:%M:%S"
        };
        self.local.format(form).to_string()
    }

    /// Minutes east of Greenwich.
    pub fn offset(self) -> i32 {
        self.offset.local_minus_utc() / 60
    }
}

impl fmt::Display for Moment {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        self.local.format("%Y-%m-%dT%H:%M:%S").fmt(f)?;
        match self.offset.local_minus_utc() {
            0 => f.write_str("Z"),
            _ => self.offset.fmt(f),
        }
    }
}

/// A moment in lower case: `2026-11-24t05:03z`, `2026-11-24 08:03:00 +03:00`, `2026-11-24 05:03 utc`. `None` if
/// it does not even begin like one.
pub(super) fn moment(text: &str) -> Option<Result<Moment, Unreadable>> {
    let (day, rest) = text.split_at_checked(10)?;
    let rest = rest.strip_prefix(['t', ' '])?;
    let is_clock = |clock: &str| clock.as_bytes().get(2) == Some(&b':');
    if !is_clock(rest) {
        return None;
    }
    let end = rest.find(|c: char| !c.is_ascii_digit() && c != ':');
    let (clock, offset) = rest.split_at(end.unwrap_or(rest.len()));
    Some(read(day, clock, offset.trim()))
}

fn read(day: &str, clock: &str, offset: &str) -> Result<Moment, Unreadable> {
    let day = NaiveDate::parse_from_str(day, "%Y-%m-%d").map_err(|_| Unreadable::NoSuchDay)?;
    let form = if clock.len() == 5 {
        "%H:%M"
    } else {
        "%H:%M:%S"
    };
    let time = NaiveTime::parse_from_str(clock, form).map_err(|_| Unreadable::NoSuchTime)?;
    if time.nanosecond() > 999_999_999 || !matches!(clock.len(), 5 | 8) {
        return Err(Unreadable::NoSuchTime);
    }
    let offset = match offset {
        "" => return Err(Unreadable::NoOffset),
        "z" | "utc" | "gmt" => "+00:00",
        "msk" | "мск" => "+03:00",
        other => other,
    };
    let offset = offset.parse().map_err(|_| Unreadable::NoOffset)?;
    Ok(Moment {
        local: day.and_time(time),
        offset,
    })
}

#[cfg(test)]
mod tests {
    use super::super::{Unreadable, When};

    #[test]
    fn a_moment_is_read_as_it_is_written_and_is_its_day_there() {
        for (typed, canonical, day) in [
            ("2026-11-24T05:03:00Z", "2026-11-24T05:03:00Z", "2026-11-24"),
            ("2026-11-24 05:03 UTC", "2026-11-24T05:03:00Z", "2026-11-24"),
            (
                "2026-11-25T01:30+03:00",
                "2026-11-25T01:30:00+03:00",
                "2026-11-25",
            ),
            (
                "2026-11-25 01:30:59 МСК",
                "2026-11-25T01:30:59+03:00",
                "2026-11-25",
            ),
            (
                "2026-11-24T19:00:00-05:30",
                "2026-11-24T19:00:00-05:30",
                "2026-11-24",
            ),
        ] {
            let when: When = typed.parse().unwrap();
            assert_eq!(when.to_string(), canonical);
            assert_eq!(canonical.parse(), Ok(when));
            assert_eq!(when.first().unwrap().to_string(), day);
            assert_eq!(when.last(), when.first());
        }
    }

    #[test]
    fn a_time_that_is_none_is_refused_for_its_reason() {
        let read = |text: &str| text.parse::<When>().unwrap_err();
        assert_eq!(read("2026-11-24T05:03:00"), Unreadable::NoOffset);
        assert_eq!(read("2026-11-24T05:03:00 o'clock"), Unreadable::NoOffset);
        assert_eq!(read("2026-11-24T25:03:00Z"), Unreadable::NoSuchTime);
        assert_eq!(read("2026-11-24T05:03:60Z"), Unreadable::NoSuchTime);
        assert_eq!(read("2026-11-31T05:03:00Z"), Unreadable::NoSuchDay);
        assert_eq!(read("9999-11-24T05:03:00Z"), Unreadable::Year(9999));
    }
}
