//! The only place that asks what time it is.

use std::time::{Duration, SystemTime, UNIX_EPOCH};

use chrono::{DateTime, Local, NaiveDate, NaiveDateTime, NaiveTime, TimeDelta, TimeZone as _};

/// Which day is today.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Clock {
    /// The day that the calendar on the wall shows, in the local time zone.
    Local,
    /// Always this day.
    Fixed(NaiveDate),
}

impl Clock {
    pub fn today(self) -> NaiveDate {
        match self {
            Self::Local => now().date(),
            Self::Fixed(day) => day,
        }
    }
}

/// The local date and time.
pub fn now() -> NaiveDateTime {
    local(SystemTime::now())
}

/// The date and time in Greenwich.
pub fn in_utc() -> NaiveDateTime {
    let since = TimeDelta::from_std(since_epoch()).unwrap_or_default();
    let now = DateTime::UNIX_EPOCH.checked_add_signed(since);
    now.unwrap_or(DateTime::UNIX_EPOCH).naive_utc()
}

/// The time since the beginning of 1970; none before it.
pub fn since_epoch() -> Duration {
    SystemTime::now()
        .duration_since(UNIX_EPOCH)
        .unwrap_or_default()
}

/// The second since 1970 with which a day begins in the local time zone.
pub fn beginning(day: NaiveDate) -> i64 {
    let midnight = day.and_time(NaiveTime::MIN);
    // Where the clocks go forward at midnight, the day begins an hour later.
    let times = [
        Some(midnight),
        midnight.checked_add_signed(TimeDelta::hours(1)),
    ];
    let begun = |time| Local.from_local_datetime(&time).earliest();
    let begins = times.into_iter().flatten().find_map(begun);
    begins.map_or_else(|| midnight.and_utc().timestamp(), |time| time.timestamp())
}

/// The same of any time. chrono's own ways panic when it is beyond its calendar, or the clock stands
/// before 1970.
pub fn local(time: SystemTime) -> NaiveDateTime {
    let since_epoch = match time.duration_since(UNIX_EPOCH) {
        Ok(after) => TimeDelta::from_std(after),
        Err(before) => TimeDelta::from_std(before.duration()).map(|before| -before),
    };
    since_epoch
        .ok()
        .and_then(|since| DateTime::UNIX_EPOCH.checked_add_signed(since))
        .unwrap_or(DateTime::UNIX_EPOCH)
        .with_timezone(&Local)
        .naive_local()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_fixed_clock_stands_still() {
        let day = NaiveDate::from_ymd_opt(2025, 6, 25).unwrap();
        assert_eq!(Clock::Fixed(day).today(), day);
    }

    #[test]
    fn a_day_begins_when_the_clock_on_the_wall_says_so() {
        let day = NaiveDate::from_ymd_opt(2026, 11, 26).unwrap();
        let begins = u64::try_from(beginning(day)).unwrap();
        let first = local(UNIX_EPOCH + Duration::from_secs(begins));
        let last = local(UNIX_EPOCH + Duration::from_secs(begins - 1));
        assert_eq!((first.date(), last.date()), (day, day.pred_opt().unwrap()));
    }

    #[test]
    fn a_clock_that_was_never_set_is_no_panic() {
        let day = Duration::from_hours(24);
        let time = local(UNIX_EPOCH - 10 * day);
        assert_eq!(time.date().to_string(), "1969-12-22", "{time}");
    }

    #[test]
    fn a_clock_beyond_the_calendar_is_no_panic() {
        if let Some(time) = UNIX_EPOCH.checked_add(Duration::from_secs(i64::MAX as u64)) {
            assert_eq!(local(time).date().to_string().get(..4), Some("1970"));
        }
    }
}
