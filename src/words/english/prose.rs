//! Dates and numbers as an English sentence writes them: "in the first quarter of 2027", "twice".

use chrono::NaiveDate;

use crate::domain::computed::mention::What;
use crate::domain::computed::slip;
use crate::domain::when::{Moment, Period, Third, When};
use crate::words::Noun;

/// "31 March 2026".
pub(super) fn day(day: NaiveDate) -> String {
    day.format("%-d %B %Y").to_string()
}

/// "24 November 2026 at 05:03 UTC", "24 November 2026 at 08:03 (UTC+03:00)".
fn moment(moment: Moment) -> String {
    let (day, time) = (day(moment.day()), moment.time());
    let (sign, minutes) = (
        if moment.offset() < 0 { '−' } else { '+' },
        moment.offset().abs(),
    );
    match minutes {
        0 => format!("{day} at {time} UTC"),
        _ => format!(
            "{day} at {time} (UTC{sign}{:02}:{:02})",
            minutes / 60,
            minutes % 60
        ),
    }
}

/// "31 March 2026", "March 2026", "the first quarter of 2026", "early 2026", "the 2030s".
pub(super) fn period(period: Period) -> String {
    match period {
        Period::Day(date) => day(date),
        Period::Month(..) => period.first().format("%B %Y").to_string(),
        Period::Quarter(year, quarter) => format!("the {} quarter of {year}", ordinal(quarter)),
        Period::Half(year, half) => format!("the {} half of {year}", ordinal(half)),
        Period::Third(year, Third::Early) => format!("early {year}"),
        Period::Third(year, Third::Mid) => format!("mid {year}"),
        Period::Third(year, Third::Late) => format!("late {year}"),
        Period::Year(year) => year.to_string(),
        Period::Decade(year) => format!("the {year}s"),
    }
}

/// "on 31 March 2026", "in the first quarter of 2026".
pub(super) fn during(date: Period) -> String {
    match date {
        Period::Day(_) => format!("on {}", period(date)),
        _ => format!("in {}", period(date)),
    }
}

/// "on 31 March 2026", "in the first quarter of 2026", "about March 2026", "no earlier than 2029",
/// "no later than 2030", "without a date".
pub(super) fn at(when: When) -> String {
    match when {
        When::In(date) => during(date),
        When::At(time) => format!("on {}", moment(time)),
        When::About(date) => format!("about {}", period(date)),
        When::Between(from, to) => format!("between {} and {}", period(from), period(to)),
        When::NotBefore(date) => format!("no earlier than {}", period(date)),
        When::NotAfter(date) => format!("no later than {}", period(date)),
        When::Tbd => "without a date".to_owned(),
    }
}

/// What a promise is for: "for 2022", "for about March 2026", "no earlier than 2029", "no later than 2030",
/// "without a date".
pub(super) fn promised(when: When) -> String {
    match when {
        When::In(date) => format!("for {}", period(date)),
        When::At(time) => format!("for {}", moment(time)),
        When::Between(from, to) => format!("for {} to {}", period(from), period(to)),
        When::About(_) => format!("for {}", at(when)),
        When::NotBefore(_) | When::NotAfter(_) | When::Tbd => at(when),
    }
}

/// "once", "twice", "3 times".
pub(super) fn times(count: usize) -> String {
    match count {
        1 => "once".to_owned(),
        2 => "twice".to_owned(),
        _ => format!("{count} times"),
    }
}

/// "1 day", "1,186 days": a number in figures and its noun.
pub(super) fn counted(count: impl TryInto<i64>, noun: Noun) -> String {
    let count: i64 = count.try_into().unwrap_or(i64::MAX);
    let (one, many) = match noun {
        Noun::Byte => ("byte", "bytes"),
        Noun::Character => ("character", "characters"),
        Noun::Day => ("day", "days"),
        Noun::Line => ("line", "lines"),
        Noun::Milestone => ("milestone", "milestones"),
        Noun::Month => ("month", "months"),
        Noun::Project => ("project", "projects"),
        Noun::Record => ("record", "records"),
        Noun::Statement => ("statement", "statements"),
    };
    let noun = if count.abs() == 1 { one } else { many };
    format!("{} {noun}", grouped(count))
}

/// "35 days ago", "14 months ago", "3.9 years ago".
pub(super) fn age(days: i64) -> String {
    const DAYS: i64 = 60;
    const MONTHS: i64 = 24;
    const YEAR: f64 = 365.2425;
    let ago = match slip::months(days) {
        _ if days < DAYS => counted(days, Noun::Day),
        months if months < MONTHS => counted(months, Noun::Month),
        _ => format!(
            "{:.1} years",
            f64::from(i32::try_from(days).unwrap_or(i32::MAX)) / YEAR
        ),
    };
    format!("{ago} ago")
}

fn ordinal(number: u32) -> &'static str {
    match number {
        1 => "first",
        2 => "second",
        3 => "third",
        _ => "fourth",
    }
}

/// Figures in groups of three.
pub(super) fn grouped(number: i64) -> String {
    let figures = number.unsigned_abs().to_string();
    let sign = if number < 0 { "-" } else { "" };
    let mut text = sign.to_owned();
    for (place, figure) in figures.chars().enumerate() {
        if place > 0 && (figures.len() - place).is_multiple_of(3) {
            text.push(',');
        }
        text.push(figure);
    }
    text
}

/// "statement", "source".
pub(super) fn mention(what: What<'_>) -> &'static str {
    match what {
        What::Statement(_) => "statement",
        What::Status => "status",
        What::Fact(_) => "fact",
        What::Count => "count",
        What::Plan => "plan",
        What::Flights => "count of flights",
        What::Entry => "entry",
        What::Source(_) => "source",
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn both(text: &str) -> [String; 2] {
        let when = text.parse().unwrap();
        [at(when), promised(when)]
    }

    #[test]
    fn every_form_of_a_date_has_its_words() {
        for (written, happens, is_for) in [
            ("2026-04-30", "on 30 April 2026", "for 30 April 2026"),
            ("2026-03", "in March 2026", "for March 2026"),
            (
                "2027-Q1",
                "in the first quarter of 2027",
                "for the first quarter of 2027",
            ),
            (
                "2027-H2",
                "in the second half of 2027",
                "for the second half of 2027",
            ),
            ("early 2026", "in early 2026", "for early 2026"),
            ("2028", "in 2028", "for 2028"),
            ("2030s", "in the 2030s", "for the 2030s"),
            ("~2026-03", "about March 2026", "for about March 2026"),
            ("NET 2029", "no earlier than 2029", "no earlier than 2029"),
            ("NLT 2030", "no later than 2030", "no later than 2030"),
            (
                "NLT 2030-05-09",
                "no later than 9 May 2030",
                "no later than 9 May 2030",
            ),
            (
                "2025-12/2026-01",
                "between December 2025 and January 2026",
                "for December 2025 to January 2026",
            ),
            ("TBD", "without a date", "without a date"),
        ] {
            assert_eq!(both(written), [happens, is_for]);
        }
    }

    #[test]
    fn large_numbers_are_grouped() {
        assert_eq!([1, 2, 3].map(times), ["once", "twice", "3 times"]);
        assert_eq!(counted(1, Noun::Day), "1 day");
        assert_eq!(counted(1_186, Noun::Day), "1,186 days");
        assert_eq!(counted(-1_234_567, Noun::Month), "-1,234,567 months");
        assert_eq!(counted(123, Noun::Month), "123 months");
    }
}
