//! Dates as GCAT writes them, of which it says how vague they are.

use chrono::{DateTime, NaiveDate, NaiveTime, Utc};

use crate::domain::when::{Period, When};

const MONTHS: [&str; 12] = [
    "Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec",
];

/// A date, with its time of day where that is known.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Vague {
    At(DateTime<Utc>),
    In(When),
}

/// None of a century, a millennium, or of what is no date.
pub(super) fn read(text: &str) -> Option<Vague> {
    let text = text.trim();
    let doubted = text.contains('?');
    let plain = text.replace('?', "");
    let words: Vec<&str> = plain.split_whitespace().collect();
    let period = period(&words)?;
    let time = words.get(3).and_then(|time| clock(time));
    let when = match (period, time) {
        (Period::Day(day), Some(time)) if !doubted => {
            return Some(Vague::At(day.and_time(time).and_utc()));
        }
        (period, _) if doubted => When::About(period),
        (period, _) => When::In(period),
    };
    // Of a year that a catalogue can have.
    when.to_string().parse().ok().map(Vague::In)
}

fn period(words: &[&str]) -> Option<Period> {
    let first = words.first()?;
    if let Some(decade) = first.strip_suffix('s') {
        let decade = decade.parse().ok()?;
        return (decade % 10 == 0).then_some(Period::Decade(decade));
    }
    let year: i32 = first
        .parse()
        .ok()
        .filter(|year| (1900..2200).contains(year))?;
    let Some(second) = words.get(1) else {
        return Some(Period::Year(year));
    };
    if let Some(quarter) = second.strip_prefix('Q') {
        let quarter = quarter
            .parse()
            .ok()
            .filter(|quarter| (1..=4).contains(quarter))?;
        return Some(Period::Quarter(year, quarter));
    }
    let month = MONTHS.iter().position(|month| month == second)?;
    let month = u32::try_from(month).ok()? + 1;
    let Some(third) = words.get(2) else {
        return Some(Period::Month(year, month));
    };
    // "5s" is the day that it was scheduled for, "5.42" has a part of the day.
    let day = third
        .trim_end_matches('s')
        .split('.')
        .next()?
        .parse()
        .ok()?;
    NaiveDate::from_ymd_opt(year, month, day).map(Period::Day)
}

/// "0912:52.123", "0912:52", "0912".
fn clock(text: &str) -> Option<NaiveTime> {
    let (minutes, seconds) = text.split_once(':').unwrap_or((text, "0"));
    let (hour, minute) = minutes.split_at_checked(2)?;
    let second = seconds.split('.').next()?.parse().ok()?;
    // A leap second is the last of its minute.
    let second: u32 = std::cmp::min(second, 59);
    NaiveTime::from_hms_opt(hour.parse().ok()?, minute.parse().ok()?, second)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_vagueness_is_read_as_it_is_meant() {
        let told = |text: &str| match read(text) {
            Some(Vague::At(at)) => at.format("%Y-%m-%dT%H:%M:%S").to_string(),
            Some(Vague::In(when)) => when.to_string(),
            None => "none".to_owned(),
        };
        for (text, expected) in [
            ("2023 Feb  5 0912:52", "2023-02-05T09:12:52"),
            ("2023 Feb  5 0912:52.123", "2023-02-05T09:12:52"),
            ("2024 Feb  9 0703", "2024-02-09T07:03:00"),
            ("2023 Feb  5 0912?", "~2023-02-05"),
            ("2023 Feb 5", "2023-02-05"),
            ("2023 Feb 5?", "~2023-02-05"),
            ("2023 Feb 5.42", "2023-02-05"),
            ("2023 Feb 5s", "2023-02-05"),
            ("2023 Feb", "2023-02"),
            ("2023 Q1", "2023-Q1"),
            ("2023", "2023"),
            ("2023?", "~2023"),
            ("2020s", "2020s"),
            ("21C", "none"),
            ("3M", "none"),
            ("2023 Feb 30", "none"),
            ("9999 Jan 1", "none"),
            ("-", "none"),
            ("", "none"),
        ] {
            assert_eq!(told(text), expected, "{text}");
        }
    }
}
