//! Dates and numbers as an English sentence writes them: "in the first quarter of 2027", "twice".

use chrono::{Datelike, NaiveDate};

use crate::domain::computed::mention::What;
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

/// A date in a cell; see [`Tongue::date`](crate::words::Tongue::date).
pub(super) fn date(when: When) -> String {
    match when {
        When::In(period) => brief(period),
        When::At(moment) => brief(Period::Day(moment.day())),
        When::Between(from, to) => format!("{}–{}", beginning(from, to), brief(to)),
        When::About(period) => format!("~{}", brief(period)),
        When::NotBefore(period) => format!("from {}", brief(period)),
        When::NotAfter(period) => format!("by {}", brief(period)),
        When::Tbd => "no date".to_owned(),
    }
}

/// "30 Apr 2026", "Apr 2026", "Q2 2026", "H1 2026", "early 2026", "2026", "2030s".
fn brief(period: Period) -> String {
    match period {
        Period::Day(day) => day.format("%-d %b %Y").to_string(),
        Period::Month(..) => period.first().format("%b %Y").to_string(),
        Period::Quarter(year, quarter) => format!("Q{quarter} {year}"),
        Period::Half(year, half) => format!("H{half} {year}"),
        Period::Decade(year) => format!("{year}s"),
        Period::Third(..) | Period::Year(_) => self::period(period),
    }
}

/// The first end of a range, without the year that the last one has too: "4 Mar" of "4 Mar–30 Jun 2026".
fn beginning(from: Period, to: Period) -> String {
    match (from, to) {
        (Period::Day(from), Period::Day(to)) if from.year() == to.year() => {
            let form = if from.month() == to.month() {
                "%-d"
            } else {
                "%-d %b"
            };
            from.format(form).to_string()
        }
        (Period::Month(year, _), Period::Month(other, _)) if year == other => {
            from.first().format("%b").to_string()
        }
        (Period::Quarter(year, quarter), Period::Quarter(other, _)) if year == other => {
            format!("Q{quarter}")
        }
        (Period::Half(year, half), Period::Half(other, _)) if year == other => format!("H{half}"),
        _ => brief(from),
    }
}

/// Longer than this, in days, an age is told in years.
const YEAR: i64 = 365;

/// "303 days", "2.9 years".
pub(super) fn age(days: i64) -> String {
    match days {
        ..=YEAR => counted(days, Noun::Day),
        _ => format!("{} years", years(days)),
    }
}

/// "303 d", "2.9 y".
pub(super) fn short_age(days: i64) -> String {
    match days {
        ..=YEAR => format!("{} d", grouped(days)),
        _ => format!("{} y", years(days)),
    }
}

/// With one decimal, rounded.
fn years(days: i64) -> String {
    let tenths = days.saturating_mul(40).saturating_add(730) / 1461;
    format!("{}.{}", tenths / 10, tenths % 10)
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

/// "35 days ago", "3.9 years ago".
pub(super) fn ago(days: i64) -> String {
    format!("{} ago", age(days))
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
    let sign = if number < 0 { "−" } else { "" };
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
    use proptest::prelude::*;

    use super::*;
    use crate::domain::when::YEARS;

    fn both(text: &str) -> [String; 2] {
        let when = text.parse().unwrap();
        [at(when), promised(when)]
    }

    fn period() -> impl Strategy<Value = Period> {
        let year = *YEARS.start()..*YEARS.end();
        prop_oneof![
            (year.clone(), 1_u32..=365)
                .prop_filter_map("no day", |(year, day)| NaiveDate::from_yo_opt(year, day))
                .prop_map(Period::Day),
            (year.clone(), 1_u32..=12).prop_map(|(year, month)| Period::Month(year, month)),
            (year.clone(), 1_u32..=4).prop_map(|(year, quarter)| Period::Quarter(year, quarter)),
            (year.clone(), 1_u32..=2).prop_map(|(year, half)| Period::Half(year, half)),
            (
                year.clone(),
                prop::sample::select(&[Third::Early, Third::Mid, Third::Late])
            )
                .prop_map(|(year, third)| Period::Third(year, third)),
            year.clone().prop_map(Period::Year),
            year.prop_map(|year| Period::Decade(year / 10 * 10)),
        ]
    }

    /// Two of one kind as often as two of any.
    fn range() -> impl Strategy<Value = When> {
        let near = (period(), 0_i64..700).prop_map(|(from, days)| {
            let later = from.first() + chrono::TimeDelta::days(days);
            let (year, month) = (later.year(), later.month());
            let to = match from {
                Period::Day(_) => Period::Day(later),
                Period::Month(..) => Period::Month(year, month),
                Period::Quarter(..) => Period::Quarter(year, month.div_ceil(3)),
                Period::Half(..) => Period::Half(year, month.div_ceil(6)),
                other => other,
            };
            (from, to)
        });
        prop_oneof![near, (period(), period())].prop_filter_map("no range", |(from, to)| {
            let is_range = from != to && from.first() <= to.last();
            is_range.then_some(When::Between(from, to))
        })
    }

    fn when() -> impl Strategy<Value = When> {
        prop_oneof![
            period().prop_map(When::In),
            period().prop_map(When::About),
            period().prop_map(When::NotBefore),
            period().prop_map(When::NotAfter),
            range(),
            Just(When::Tbd),
        ]
    }

    proptest! {
        #[test]
        fn a_date_that_is_shown_can_be_typed_back(when in when()) {
            let shown = date(when);
            prop_assert_eq!(shown.parse::<When>(), Ok(when), "{}", shown);
        }
    }

    #[test]
    fn of_a_time_of_day_the_day_is_shown() {
        let moment: When = "2026-11-24T23:03:00Z".parse().unwrap();
        assert_eq!(date(moment), "24 Nov 2026");
    }

    #[test]
    fn a_date_in_a_cell_is_short() {
        let shown = |text: &str| date(text.parse().unwrap());
        let cells = [
            ("2026-04-30", "30 Apr 2026"),
            ("2026-04", "Apr 2026"),
            ("2026-Q2", "Q2 2026"),
            ("early 2026", "early 2026"),
            ("2026/2028", "2026–2028"),
            ("2025-12/2026-01", "Dec 2025–Jan 2026"),
            ("2026-03/2026-04", "Mar–Apr 2026"),
            ("2026-03-04/2026-06-30", "4 Mar–30 Jun 2026"),
            ("2026-03-04/2026-03-09", "4–9 Mar 2026"),
            ("NET 2029", "from 2029"),
            ("NLT 2030", "by 2030"),
            ("~2026-04", "~Apr 2026"),
            ("TBD", "no date"),
        ];
        for (text, cell) in cells {
            assert_eq!(shown(text), cell);
        }
    }

    #[test]
    fn an_age_over_a_year_is_told_in_years() {
        assert_eq!([1, 303, 365].map(age), ["1 day", "303 days", "365 days"]);
        assert_eq!(
            [366, 1_059, 1_426].map(age),
            ["1.0 years", "2.9 years", "3.9 years"]
        );
        assert_eq!([303, 1_426].map(short_age), ["303 d", "3.9 y"]);
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
        assert_eq!(counted(-1_234_567, Noun::Month), "−1,234,567 months");
        assert_eq!(counted(123, Noun::Month), "123 months");
    }
}
