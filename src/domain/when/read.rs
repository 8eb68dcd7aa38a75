//! Reading a date from text: the canonical forms, what people write for them in English and in
//! Russian, and the twins of EDTF (ISO 8601-2, Library of Congress).
//!
//! Nothing is guessed: a text that is not wholly one of the known forms is refused with the forms
//! that would do, and one that can be read in two ways with both.

use std::mem::discriminant;
use std::str::FromStr;

use chrono::{Days, NaiveDate};

use super::figures::{decade, in_figures, in_range, plain};
use super::fold::folded;
use super::moment::moment;
use super::unreadable::Unreadable;
use super::words::{figures, season, spoken};
use super::{Period, Third, When};

impl FromStr for When {
    type Err = Unreadable;

    fn from_str(text: &str) -> Result<Self, Unreadable> {
        // The short way for the commonest forms: most dates of a catalogue are a day, a month or a year.
        if let Some(period) = plain(text) {
            return period.map(Self::In);
        }
        let text = folded(text);
        if let Some(moment) = moment(&text) {
            let moment = moment?;
            return in_range(Period::Day(moment.day())).map(|_| Self::At(moment));
        }
        match when(&text) {
            Err(Unreadable::Unknown) => Err(unknown(&text)),
            read => read,
        }
    }
}

impl FromStr for Period {
    type Err = Unreadable;

    fn from_str(text: &str) -> Result<Self, Unreadable> {
        text.parse().and_then(alone)
    }
}

impl When {
    /// As it is typed on a day: "yesterday" too.
    ///
    /// # Errors
    /// It is no form of the grammar.
    pub fn typed(text: &str, today: NaiveDate) -> Result<Self, Unreadable> {
        let word = folded(text);
        let day = NEAR.iter().find(|(words, _)| words.contains(&&*word));
        match day {
            Some((_, by)) => {
                let day = shifted(Period::Day(today), *by);
                day.and_then(in_range).map(Self::In)
            }
            None => text.parse(),
        }
    }
}

impl Period {
    /// As it is typed on a day: "yesterday" too.
    ///
    /// # Errors
    /// It is no form of the grammar, or one that is open or about.
    pub fn typed(text: &str, today: NaiveDate) -> Result<Self, Unreadable> {
        When::typed(text, today).and_then(alone)
    }
}

fn alone(when: When) -> Result<Period, Unreadable> {
    match when {
        When::In(period) => Ok(period),
        _ => Err(Unreadable::Unknown),
    }
}

/// The days around today.
const NEAR: &[(&[&str], i64)] = &[
    (&["today", "сегодня"], 0),
    (&["yesterday", "вчера"], -1),
    (&["the day before yesterday", "позавчера"], -2),
    (&["tomorrow", "завтра"], 1),
    (&["the day after tomorrow", "послезавтра"], 2),
];

/// The open and approximate words, each with its twin spellings.
const NOT_BEFORE: &[&str] = &[
    "net ",
    "no earlier than ",
    "not earlier than ",
    "no sooner than ",
    "not before ",
    "не ранее ",
    "не раньше ",
    "начиная с ",
    "с ",
    "со ",
    "from ",
];
/// The same, behind the date.
const ONWARDS: &[&str] = &[
    " on",
    " onwards",
    " or later",
    " и позже",
    " и позднее",
    " и далее",
    "+",
];
const NOT_AFTER: &[&str] = &[
    "nlt ",
    "no later than ",
    "not later than ",
    "by the end of ",
    "before the end of ",
    "by ",
    "until ",
    "не позднее ",
    "не позже ",
    "до конца ",
    "к концу ",
    "до ",
    "к ",
    "ко ",
];
const BEFORE: &[&str] = &["before "];
const AFTER: &[&str] = &["after ", "после "];
const ABOUT: &[&str] = &[
    "~",
    "about ",
    "around ",
    "approximately ",
    "circa ",
    "ca. ",
    "около ",
    "ок. ",
    "примерно ",
    "приблизительно ",
    "ориентировочно ",
];
const UNKNOWN: &[&str] = &[
    "tbd",
    "tba",
    "unknown",
    "no date",
    "without a date",
    "to be determined",
    "a date to be determined",
    "не определено",
    "не определен",
    "не определена",
    "неизвестно",
    "без даты",
];
/// What stands between two dates.
const TO: &[&str] = &["/", "..", " - ", "-", " to ", " по ", " through "];
/// What stands before two dates, and between them then.
const FROM: &[&str] = &["между ", "between ", "с ", "со ", "from "];
const AND: &[&str] = &[
    " to ",
    " по ",
    " through ",
    " and ",
    " и ",
    " до ",
    " until ",
];
/// What says nothing before a date, and behind one.
const LEAD: &[&str] = &[
    "in the ",
    "in ",
    "at ",
    "on ",
    "the ",
    "в течение ",
    "в ",
    "во ",
    "на ",
    "чем ",
];
const TAIL: &[&str] = &[
    " гг.",
    " гг",
    " г. г.",
    " годы",
    " годах",
    " годов",
    " года",
    " году",
    " год",
    " г.",
    " г",
    "г.",
    "г",
];

fn when(text: &str) -> Result<When, Unreadable> {
    if UNKNOWN.contains(&lead_away(text)) {
        return Ok(When::Tbd);
    }
    if let Some(between) = after_any(text, FROM).and_then(|rest| range(rest, AND)) {
        return between;
    }
    if let Some(rest) = after_any(text, AFTER) {
        return shifted(period(rest)?, 1).map(When::NotBefore);
    }
    if let Some(rest) = after_any(text, NOT_BEFORE) {
        return period(before_any(rest, ONWARDS).unwrap_or(rest)).map(When::NotBefore);
    }
    if let Some(rest) = after_any(text, NOT_AFTER) {
        return period(rest).map(When::NotAfter);
    }
    if let Some(rest) = after_any(text, BEFORE) {
        let named = period(rest)?;
        let earlier = shifted(named, -1)?;
        let [earlier, named] = [earlier, named].map(When::NotAfter);
        return Err(Unreadable::Either(earlier, named));
    }
    if let Some(rest) = after_any(text, ABOUT).or_else(|| text.strip_suffix('~')) {
        return period(rest).map(When::About);
    }
    match period(text) {
        Err(Unreadable::Unknown) => {}
        read => return read.map(When::In),
    }
    if let Some(open) = open(text).or_else(|| season(lead_away(text))) {
        return open;
    }
    range(text, TO).unwrap_or(Err(Unreadable::Unknown))
}

/// EDTF's `../2030` and `2029/..`, and "2029 onwards".
fn open(text: &str) -> Option<Result<When, Unreadable>> {
    if let Some(rest) = text.strip_prefix("../") {
        return Some(period(rest).map(When::NotAfter));
    }
    let rest = text.strip_suffix("/..").or(before_any(text, ONWARDS))?;
    Some(period(rest).map(When::NotBefore))
}

fn after_any<'a>(text: &'a str, words: &[&str]) -> Option<&'a str> {
    let mut words = words.iter();
    words
        .find_map(|word| text.strip_prefix(word))
        .map(str::trim)
}

fn before_any<'a>(text: &'a str, words: &[&str]) -> Option<&'a str> {
    let mut words = words.iter();
    words
        .find_map(|word| text.strip_suffix(word))
        .map(str::trim)
}

/// Four figures stand together, or it ends as EDTF's `203x`: no date is without.
fn has_year(text: &str) -> bool {
    let mut runs = text.as_bytes().windows(4);
    text.ends_with('x') || runs.any(|run| run.iter().all(u8::is_ascii_digit))
}

/// Two dates with something between them, if it stands there: "2029-2030", "march to april 2029". The marks
/// are tried one after the other: a dash stands within dates too.
fn range(text: &str, marks: &[&str]) -> Option<Result<When, Unreadable>> {
    let mut found = marks.iter().filter_map(|mark| parted(text, mark));
    let first = found.next();
    match first {
        Some(Ok(_)) => first,
        _ => found.find(Result::is_ok).or(first),
    }
}

/// Two dates with this mark between them: it may stand at several places.
fn parted(text: &str, mark: &str) -> Option<Result<When, Unreadable>> {
    /// More of them no date has.
    const MOST: usize = 5;
    let places = text.match_indices(mark).take(MOST);
    let halves = places.filter_map(|(at, _)| Some((text.get(..at)?, text.get(at + mark.len()..)?)));
    let mut found: Option<Result<When, Unreadable>> = None;
    for (from, to) in halves {
        let read = ends(from.trim(), to.trim()).map(|(from, to)| window(from, to));
        match (&found, read) {
            (Some(Ok(one)), Some(Ok(other))) if *one != other => {
                return Some(Err(Unreadable::Either(*one, other)));
            }
            (Some(Ok(_)), _) | (_, None) => {}
            (_, read) => found = read,
        }
    }
    found
}

fn window(from: Period, to: Period) -> Result<When, Unreadable> {
    if to.last() < from.first() {
        return Err(Unreadable::Backwards);
    }
    Ok(if from == to {
        When::In(from)
    } else {
        When::Between(from, to)
    })
}

/// Both ends. What the one leaves out it takes from the other, if they are alike then: the year of "март"
/// in "март - апрель 2029", the month of "20" in "march 15 - 20 2029".
fn ends(from: &str, to: &str) -> Option<(Period, Period)> {
    /// So many words of the one are tried at the other.
    const WORDS: usize = 3;
    if let (Ok(from), Ok(to)) = (period(from), period(to)) {
        return Some((from, to));
    }
    let is_gap = |(_, c): &(usize, char)| matches!(c, ' ' | '.');
    let heads = from.char_indices().filter(is_gap).take(WORDS);
    let heads = heads.filter_map(|(at, _)| from.get(..=at));
    let rights: Vec<String> = std::iter::once("")
        .chain(heads)
        .map(|head| format!("{head}{to}"))
        .collect();
    let tails = to.char_indices().filter(is_gap).rev().take(WORDS);
    let tails = tails.filter_map(|(at, _)| to.get(at..));
    let lefts = std::iter::once("")
        .chain(tails)
        .map(|tail| format!("{from}{tail}"));
    let lefts: Vec<Period> = lefts.filter_map(|left| period(&left).ok()).collect();
    rights.iter().find_map(|right| {
        let to = period(right).ok()?;
        let from = lefts
            .iter()
            .find(|from| discriminant(*from) == discriminant(&to))?;
        Some((*from, to))
    })
}

/// The period of the same kind so many places later: "after 2030" is "no earlier than 2031".
fn shifted(period: Period, by: i64) -> Result<Period, Unreadable> {
    let part = |year: i32, part: u32, parts: i64| {
        let place = i64::from(year) * parts + i64::from(part) - 1 + by;
        let (year, part) = (place.div_euclid(parts), place.rem_euclid(parts) + 1);
        let year = i32::try_from(year).map_err(|_| Unreadable::NoSuchDay)?;
        Ok((year, u32::try_from(part).unwrap_or(1)))
    };
    let moved = match period {
        Period::Day(day) => {
            let days = Days::new(by.unsigned_abs());
            let moved = if by < 0 {
                day.checked_sub_days(days)
            } else {
                day.checked_add_days(days)
            };
            Period::Day(moved.ok_or(Unreadable::NoSuchDay)?)
        }
        Period::Month(year, month) => {
            let (year, month) = part(year, month, 12)?;
            Period::Month(year, month)
        }
        Period::Quarter(year, quarter) => {
            let (year, quarter) = part(year, quarter, 4)?;
            Period::Quarter(year, quarter)
        }
        Period::Half(year, half) => {
            let (year, half) = part(year, half, 2)?;
            Period::Half(year, half)
        }
        Period::Third(year, third) => {
            let (year, third) = part(year, third.number(), 3)?;
            Period::Third(year, Third::numbered(third))
        }
        Period::Year(year) => Period::Year(part(year, 1, 1)?.0),
        Period::Decade(year) => Period::Decade(part(year / 10, 1, 1)?.0 * 10),
    };
    in_range(moved)
}

/// A period in any language, from folded text.
fn period(text: &str) -> Result<Period, Unreadable> {
    if !has_year(text) {
        return Err(Unreadable::Unknown);
    }
    let text = lead_away(text);
    let text = before_any(text, TAIL).unwrap_or(text);
    if let Some(period) = plain(text) {
        return period;
    }
    let read = in_figures(text).or_else(|| decade(text));
    read.unwrap_or_else(|| spoken(text)).and_then(in_range)
}

fn lead_away(text: &str) -> &str {
    let mut text = text;
    while let Some(rest) = after_any(text, LEAD) {
        text = rest;
    }
    text
}

/// What was meant by a text of no form: only its year may be missing, or short of two figures.
fn unknown(text: &str) -> Unreadable {
    if text.is_empty() || has_year(text) {
        return Unreadable::Unknown;
    }
    let text = before_any(text, TAIL).unwrap_or(text);
    let with = |year: &str| when(&format!("{text}{year}"));
    if [with(" 2000"), with(".2000")].iter().any(Result::is_ok) {
        return Unreadable::NoYear;
    }
    let short = text
        .len()
        .checked_sub(2)
        .and_then(|at| text.split_at_checked(at));
    let in_full = short.and_then(|(rest, year)| {
        let is_year = figures(year).is_some() && !rest.ends_with(|c: char| c.is_ascii_digit());
        let in_full = format!("{rest}20{year}");
        is_year.then(|| when(&in_full).ok())?
    });
    in_full.map_or(Unreadable::Unknown, Unreadable::ShortYear)
}

#[cfg(test)]
mod tests;
