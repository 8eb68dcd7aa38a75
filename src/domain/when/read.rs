//! Reading a date from text: the canonical forms, what people write for them in English and in
//! Russian, and the twins of EDTF (ISO 8601-2, Library of Congress).
//!
//! Nothing is guessed: a text that is not wholly one of the known forms is refused with the forms
//! that would do.

use std::ops::RangeInclusive;
use std::str::FromStr;

use chrono::NaiveDate;

use super::{Period, Third, When};

/// The years that a catalogue may speak of; anything else is a slip of the pen.
pub const YEARS: RangeInclusive<i32> = 1900..=2199;

/// Why a text is no date of the grammar.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Unreadable {
    /// No form of the grammar.
    Unknown,
    /// The form is right, the day is not in the calendar.
    NoSuchDay,
    /// A year outside [`YEARS`].
    Year(i32),
    /// The window would end before it begins.
    Backwards,
}

impl FromStr for When {
    type Err = Unreadable;

    fn from_str(text: &str) -> Result<Self, Unreadable> {
        // The short way for the commonest forms: most dates of a catalogue are a day, a month or a year.
        if let Some(period) = plain(text) {
            return period.map(Self::In);
        }
        let text = folded(text);
        when(text.trim())
    }
}

impl FromStr for Period {
    type Err = Unreadable;

    fn from_str(text: &str) -> Result<Self, Unreadable> {
        match text.parse()? {
            When::In(period) => Ok(period),
            _ => Err(Unreadable::Unknown),
        }
    }
}

/// A year is at most this long: no text of a date is longer, so nothing longer is looked at.
const LONGEST: usize = 120;

fn folded(text: &str) -> String {
    if text.len() > LONGEST {
        return String::new();
    }
    let lower = text
        .to_lowercase()
        .replace('ё', "е")
        .replace(['–', '—', '−'], "-");
    lower.split_whitespace().collect::<Vec<_>>().join(" ")
}

/// The open and approximate words, each with its twin spellings.
const NOT_BEFORE: &[&str] = &[
    "net ",
    "no earlier than ",
    "not earlier than ",
    "not before ",
    "не ранее ",
    "не раньше ",
    "с ",
    "from ",
];
const NOT_AFTER: &[&str] = &[
    "nlt ",
    "no later than ",
    "not later than ",
    "by the end of ",
    "before the end of ",
    "by ",
    "не позднее ",
    "не позже ",
    "до конца ",
    "до ",
    "к ",
];
const AFTER: &[&str] = &["after ", "после "];
const ABOUT: &[&str] = &[
    "~",
    "about ",
    "around ",
    "circa ",
    "около ",
    "примерно ",
    "ориентировочно ",
];
const UNKNOWN: &[&str] = &[
    "tbd",
    "tba",
    "unknown",
    "to be determined",
    "не определено",
    "не определен",
    "не определена",
    "неизвестно",
];

fn when(text: &str) -> Result<When, Unreadable> {
    if UNKNOWN.contains(&text) {
        return Ok(When::Tbd);
    }
    if let Some(rest) = after_any(text, AFTER) {
        return after(period(rest)?).map(When::NotBefore);
    }
    if let Some(rest) = after_any(text, NOT_BEFORE) {
        return period(rest).map(When::NotBefore);
    }
    if let Some(rest) = after_any(text, NOT_AFTER) {
        return period(rest).map(When::NotAfter);
    }
    if let Some(rest) = after_any(text, ABOUT).or_else(|| text.strip_suffix('~')) {
        return period(rest).map(When::About);
    }
    if let Some((from, to)) = text.split_once('/').or_else(|| text.split_once(" - ")) {
        return between(from.trim(), to.trim());
    }
    match span(text) {
        Some((from, to)) => between(&from, &to),
        None => period(text).map(When::In),
    }
}

/// The two ends of "2029-2030" and "март-апрель 2029".
fn span(text: &str) -> Option<(String, String)> {
    let (from, to) = text.split_once('-')?;
    if year_of(from).is_some() && year_of(to).is_some() {
        return Some((from.to_owned(), to.to_owned()));
    }
    let (month, year) = without_year_word(to).split_once(' ')?;
    let from = from.strip_prefix("в ").unwrap_or(from);
    let is_months = month_named(from).is_some() && month_named(month).is_some();
    is_months.then(|| (format!("{from} {year}"), format!("{month} {year}")))
}

fn after_any<'a>(text: &'a str, words: &[&str]) -> Option<&'a str> {
    words
        .iter()
        .find_map(|word| text.strip_prefix(word))
        .map(str::trim)
}

fn between(from: &str, to: &str) -> Result<When, Unreadable> {
    match (from, to) {
        ("..", to) => period(to).map(When::NotAfter),
        (from, "..") => period(from).map(When::NotBefore),
        (from, to) => {
            let (from, to) = (period(from)?, period(to)?);
            if to.last() < from.first() {
                return Err(Unreadable::Backwards);
            }
            Ok(if from == to {
                When::In(from)
            } else {
                When::Between(from, to)
            })
        }
    }
}

/// "After 2030" is "no earlier than 2031": the period of the same kind that follows.
fn after(period: Period) -> Result<Period, Unreadable> {
    let next = match period {
        Period::Day(day) => Period::Day(day.succ_opt().ok_or(Unreadable::NoSuchDay)?),
        Period::Month(year, 12) => Period::Month(year + 1, 1),
        Period::Month(year, month) => Period::Month(year, month + 1),
        Period::Quarter(year, 4) => Period::Quarter(year + 1, 1),
        Period::Quarter(year, quarter) => Period::Quarter(year, quarter + 1),
        Period::Half(year, 2) => Period::Half(year + 1, 1),
        Period::Half(year, _) => Period::Half(year, 2),
        Period::Third(year, Third::Early) => Period::Third(year, Third::Mid),
        Period::Third(year, Third::Mid) => Period::Third(year, Third::Late),
        Period::Third(year, Third::Late) => Period::Third(year + 1, Third::Early),
        Period::Year(year) => Period::Year(year + 1),
        Period::Decade(year) => Period::Decade(year + 10),
    };
    in_range(next)
}

fn in_range(period: Period) -> Result<Period, Unreadable> {
    let year = chrono::Datelike::year(&period.first());
    if YEARS.contains(&year) {
        Ok(period)
    } else {
        Err(Unreadable::Year(year))
    }
}

/// A period in any language, from folded text.
fn period(text: &str) -> Result<Period, Unreadable> {
    let text = without_year_word(text);
    if let Some(period) = plain(text) {
        return period;
    }
    if let Some(period) = dotted(text).or_else(|| decade(text)) {
        return period;
    }
    let words: Vec<&str> = text
        .split([' ', '-'])
        .filter(|word| !word.is_empty())
        .collect();
    spoken(&words)
}

/// The Russian way in figures: `31.03.2029`, `03.2029`.
fn dotted(text: &str) -> Option<Result<Period, Unreadable>> {
    let parts: Vec<&str> = text.split('.').collect();
    let two = |part: &str| {
        let figures = number(part.as_bytes()).filter(|_| part.len() == 2)?;
        Some(figures.unsigned_abs())
    };
    let found = match parts.as_slice() {
        [date, month, year] => day(year_of(year)?, two(month)?, two(date)?),
        [month, year] => match (year_of(year)?, two(month)?) {
            (year, month @ 1..=12) => Ok(Period::Month(year, month)),
            _ => Err(Unreadable::NoSuchDay),
        },
        _ => return None,
    };
    Some(found.and_then(in_range))
}

/// "2026 год", "в 2026 году", "2026 г." all mean the bare year.
fn without_year_word(text: &str) -> &str {
    let text = ["в ", "во ", "in "]
        .iter()
        .find_map(|word| text.strip_prefix(word))
        .unwrap_or(text);
    for word in [" года", " году", " год", " г.", " г", "г."] {
        if let Some(rest) = text.strip_suffix(word) {
            return rest.trim();
        }
    }
    text
}

/// `2026-03-31`, `2026-03`, `2026-Q1`, `2026-H1`, `2026`, and EDTF's seasons 33 to 36 for quarters.
/// Digits are counted, so that `2026-1-1` or `+2026` is refused rather than guessed.
fn plain(text: &str) -> Option<Result<Period, Unreadable>> {
    let bytes = text.as_bytes();
    let year = number(bytes.get(..4)?)?;
    let found = match bytes.get(4..)? {
        [] => Ok(Period::Year(year)),
        [b'-', b'Q' | b'q', n @ b'1'..=b'4'] => Ok(Period::Quarter(year, u32::from(*n - b'0'))),
        [b'-', b'H' | b'h', n @ b'1'..=b'2'] => Ok(Period::Half(year, u32::from(*n - b'0'))),
        [b'-', tens, ones] => month_or_season(year, number(&[*tens, *ones])?.unsigned_abs()),
        [b'-', a, b, b'-', c, d] => day(
            year,
            number(&[*a, *b])?.unsigned_abs(),
            number(&[*c, *d])?.unsigned_abs(),
        ),
        _ => return None,
    };
    Some(found.and_then(in_range))
}

fn month_or_season(year: i32, number: u32) -> Result<Period, Unreadable> {
    match number {
        1..=12 => Ok(Period::Month(year, number)),
        33..=36 => Ok(Period::Quarter(year, number - 32)),
        _ => Err(Unreadable::NoSuchDay),
    }
}

fn day(year: i32, month: u32, day: u32) -> Result<Period, Unreadable> {
    NaiveDate::from_ymd_opt(year, month, day)
        .map(Period::Day)
        .ok_or(Unreadable::NoSuchDay)
}

fn number(digits: &[u8]) -> Option<i32> {
    if digits.is_empty() || digits.len() > 4 || !digits.iter().all(u8::is_ascii_digit) {
        return None;
    }
    Some(
        digits
            .iter()
            .fold(0, |sum, digit| sum * 10 + i32::from(digit - b'0')),
    )
}

/// `2030s`, EDTF's `203x`, "2030-е".
fn decade(text: &str) -> Option<Result<Period, Unreadable>> {
    let year = if let Some(tens) = text.strip_suffix('x') {
        if tens.len() != 3 {
            return None;
        }
        number(tens.as_bytes())? * 10
    } else {
        let digits = ["s", "-е", "-х", "е"]
            .iter()
            .find_map(|end| text.strip_suffix(end))?;
        if digits.len() != 4 {
            return None;
        }
        number(digits.as_bytes())?
    };
    Some(if year % 10 == 0 {
        in_range(Period::Decade(year))
    } else {
        Err(Unreadable::Unknown)
    })
}

/// "q1 2026", "march 2026", "31 марта 2026", "i квартал 2026", "начало 2026": a year, and before it
/// one or two words that say which part of it.
fn spoken(words: &[&str]) -> Result<Period, Unreadable> {
    let (year, part) = match words {
        [first, rest @ ..] if rest.len() == 1 && year_of(first).is_some() => (year_of(first), rest),
        [part @ .., last] => (year_of(last), part),
        [] => return Err(Unreadable::Unknown),
    };
    let year = year.ok_or(Unreadable::Unknown)?;
    let found = match part {
        [] => Ok(Period::Year(year)),
        [word] => part_of_year(year, word).ok_or(Unreadable::Unknown),
        [number, kind] | [number, kind, "of" | "in"] => counted(year, number, kind),
        _ => Err(Unreadable::Unknown),
    };
    found.and_then(in_range)
}

fn year_of(word: &str) -> Option<i32> {
    if word.len() == 4 {
        number(word.as_bytes())
    } else {
        None
    }
}

fn part_of_year(year: i32, word: &str) -> Option<Period> {
    if let Some(month) = month_named(word) {
        return Some(Period::Month(year, month));
    }
    match word {
        "q1" | "q2" | "q3" | "q4" => Some(Period::Quarter(year, ordinal(word.strip_prefix('q')?)?)),
        "h1" | "h2" => Some(Period::Half(year, ordinal(word.strip_prefix('h')?)?)),
        "early" | "начало" | "начале" => Some(Period::Third(year, Third::Early)),
        "mid" | "middle" | "середина" | "середине" => {
            Some(Period::Third(year, Third::Mid))
        }
        "late" | "end" | "конец" | "конце" => Some(Period::Third(year, Third::Late)),
        _ => None,
    }
}

/// Two words before the year: "i квартал", "1 квартале", "first quarter", "second half", "31 марта",
/// "early in" and the like.
fn counted(year: i32, first: &str, second: &str) -> Result<Period, Unreadable> {
    if let Some(month) = month_named(second) {
        let day_number = number(first.as_bytes()).ok_or(Unreadable::Unknown)?;
        return day(year, month, day_number.unsigned_abs());
    }
    if matches!(second, "of" | "in") {
        return part_of_year(year, first).ok_or(Unreadable::Unknown);
    }
    let count = ordinal(first).ok_or(Unreadable::Unknown)?;
    match second {
        "квартал" | "квартала" | "квартале" | "кв." | "кв" | "quarter" if count <= 4 => {
            Ok(Period::Quarter(year, count))
        }
        "полугодие" | "полугодия" | "полугодии" | "половина" | "половины" | "половине" | "half"
            if count <= 2 =>
        {
            Ok(Period::Half(year, count))
        }
        _ => Err(Unreadable::Unknown),
    }
}

/// 1 to 4 as a digit, a Roman number (Latin or Cyrillic letters) or a word.
fn ordinal(word: &str) -> Option<u32> {
    match word {
        "1" | "i" | "1st" | "first" | "первый" | "первое" | "первом" | "первая" | "первой"
        | "і" => Some(1),
        "2" | "ii" | "2nd" | "second" | "второй" | "второе" | "втором" | "вторая" | "іі" => {
            Some(2)
        }
        "3" | "iii" | "3rd" | "third" | "третий" | "третьем" | "ііі" => Some(3),
        "4" | "iv" | "4th" | "fourth" | "четвертый" | "четвертом" => Some(4),
        _ => None,
    }
}

fn month_named(word: &str) -> Option<u32> {
    const ENGLISH: [&str; 12] = [
        "january",
        "february",
        "march",
        "april",
        "may",
        "june",
        "july",
        "august",
        "september",
        "october",
        "november",
        "december",
    ];
    // The stem and its endings: nominative, genitive, prepositional.
    const RUSSIAN: [(&str, [&str; 3]); 12] = [
        ("январ", ["ь", "я", "е"]),
        ("феврал", ["ь", "я", "е"]),
        ("март", ["", "а", "е"]),
        ("апрел", ["ь", "я", "е"]),
        ("ма", ["й", "я", "е"]),
        ("июн", ["ь", "я", "е"]),
        ("июл", ["ь", "я", "е"]),
        ("август", ["", "а", "е"]),
        ("сентябр", ["ь", "я", "е"]),
        ("октябр", ["ь", "я", "е"]),
        ("ноябр", ["ь", "я", "е"]),
        ("декабр", ["ь", "я", "е"]),
    ];
    let short = word.strip_suffix('.').unwrap_or(word);
    let english = ENGLISH.iter().position(|name| {
        *name == word || name.get(..3) == Some(short) || (short == "sept" && *name == "september")
    });
    let russian = || {
        RUSSIAN.iter().position(|(stem, endings)| {
            word.strip_prefix(stem)
                .is_some_and(|ending| endings.contains(&ending))
        })
    };
    english.or_else(russian).map(|index| index as u32 + 1)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn canonical(text: &str) -> String {
        text.parse::<When>()
            .map_or_else(|error| format!("{error:?}"), |when| when.to_string())
    }

    #[test]
    fn english_and_russian_are_shown_in_the_canonical_form() {
        for (said, shown) in [
            ("Q1 2026", "2026-Q1"),
            ("2026 Q1", "2026-Q1"),
            ("first quarter of 2026", "2026-Q1"),
            ("second half 2026", "2026-H2"),
            ("Mar 2026", "2026-03"),
            ("Sept. 2026", "2026-09"),
            ("31 March 2026", "2026-03-31"),
            ("mid-2026", "mid 2026"),
            ("end of 2026", "late 2026"),
            ("март 2026", "2026-03"),
            ("в марте 2026 года", "2026-03"),
            ("31 марта 2026 г.", "2026-03-31"),
            ("май 2027", "2027-05"),
            ("I квартал 2026", "2026-Q1"),
            ("IV квартал 2026 года", "2026-Q4"),
            ("1 полугодие 2026", "2026-H1"),
            ("начало 2026", "early 2026"),
            ("середина 2026", "mid 2026"),
            ("в конце 2026 года", "late 2026"),
            ("не ранее 2029", "NET 2029"),
            ("не раньше IV квартала 2029", "NET 2029-Q4"),
            ("не позднее 2030 года", "NLT 2030"),
            ("до 2030", "NLT 2030"),
            ("by 2030", "NLT 2030"),
            ("после 2030", "NET 2031"),
            ("after 2026-12", "NET 2027-01"),
            ("  около   2030 ", "~2030"),
            ("2030-е", "2030s"),
            ("tbd", "TBD"),
            ("31.03.2029", "2029-03-31"),
            ("03.2029", "2029-03"),
            ("до конца 2029 года", "NLT 2029"),
            ("by the end of 2029", "NLT 2029"),
            ("во II квартале 2029", "2029-Q2"),
            ("в первой половине 2029 года", "2029-H1"),
            ("вторая половина 2029", "2029-H2"),
            ("2029–2030", "2029/2030"),
            ("2029-2030", "2029/2030"),
            ("март-апрель 2029 года", "2029-03/2029-04"),
            ("декабрь 2029 — январь 2030", "2029-12/2030-01"),
        ] {
            assert_eq!(canonical(said), shown, "{said}");
        }
    }

    #[test]
    fn edtf_twins_are_read() {
        for (said, shown) in [
            ("2026-33", "2026-Q1"),
            ("2026-36", "2026-Q4"),
            ("2026-03~", "~2026-03"),
            ("../2030", "NLT 2030"),
            ("2029/..", "NET 2029"),
            ("203X", "2030s"),
            ("2026-03/2026-03", "2026-03"),
        ] {
            assert_eq!(canonical(said), shown, "{said}");
        }
    }

    #[test]
    fn what_is_no_date_is_refused_with_the_reason() {
        for (said, error) in [
            ("", Unreadable::Unknown),
            ("soon", Unreadable::Unknown),
            ("2026-1-1", Unreadable::Unknown),
            ("+2026", Unreadable::Unknown),
            (" 2026-01-01 and later", Unreadable::Unknown),
            ("2026-Q5", Unreadable::Unknown),
            ("2026-13", Unreadable::NoSuchDay),
            ("2026-02-30", Unreadable::NoSuchDay),
            ("30 февраля 2026", Unreadable::NoSuchDay),
            ("0000", Unreadable::Year(0)),
            ("NET 2400", Unreadable::Year(2400)),
            ("2027/2026", Unreadable::Backwards),
            ("2030-2029", Unreadable::Backwards),
            ("31.02.2029", Unreadable::NoSuchDay),
            ("13.2029", Unreadable::NoSuchDay),
            ("1.3.2029", Unreadable::Unknown),
            ("2031s", Unreadable::Unknown),
            ("２０２６", Unreadable::Unknown),
        ] {
            assert_eq!(said.parse::<When>(), Err(error), "{said}");
        }
        assert_eq!(
            "9".repeat(1_000_000).parse::<When>(),
            Err(Unreadable::Unknown)
        );
    }
}
