//! Two-line elements: two lines of fixed columns, each with a sum of its digits, and before them a name or none.

use std::borrow::Cow;

use chrono::{NaiveDate, NaiveDateTime, NaiveTime, TimeDelta};

use super::record::Field;
use super::{At, Found, Record, Unreadable, Wrong, key};
use crate::orbits::Elements;

/// The characters of a line.
const LENGTH: usize = 69;
/// A name is not longer than this.
const LONGEST_NAME: usize = 24;

/// Whether a text begins with two such lines, with a name before them or without.
pub(super) fn begins(text: &str) -> bool {
    let lines: Vec<&str> = text.lines().take(3).collect();
    let is_pair = |pair: &[&str]| matches!(pair, [one, two] if is(one, '1') && is(two, '2'));
    lines.windows(2).any(is_pair)
}

pub(super) fn read(text: &str, found: &mut Found) -> Result<(), Unreadable> {
    let lines = text.lines().map(str::trim_end).enumerate();
    let mut lines = lines.filter(|(_, line)| !line.is_empty()).peekable();
    let mut name = "";
    while let Some((place, line)) = lines.next() {
        let at = At::Line(place + 1);
        if is(line, '1') {
            let second = lines.next_if(|(_, next)| is(next, '2'));
            let elements = match second {
                Some((_, second)) => elements(name, line, second),
                None => Err(Wrong::Alone),
            };
            found.take(at, elements)?;
            name = "";
        } else if is(line, '2') {
            found.take(at, Err(Wrong::Alone))?;
        } else if line.chars().count() > LONGEST_NAME + 2 {
            found.take(at, Err(Wrong::Length))?;
        } else {
            name = line.strip_prefix("0 ").unwrap_or(line);
        }
    }
    Ok(())
}

/// Whether a line is meant as the first or the second of the two.
fn is(line: &str, which: char) -> bool {
    let rest = line.strip_prefix(which);
    rest.is_some_and(|rest| rest.starts_with(' ')) && line.len() > LONGEST_NAME
}

fn elements(name: &str, first: &str, second: &str) -> Result<Elements, Wrong> {
    sound(first)?;
    sound(second)?;
    let number = |line| catalogue_number(cell(line, 2, 7));
    let known = number(first).ok_or(Wrong::NotANumber(key::NUMBER))?;
    if number(second) != Some(known) {
        return Err(Wrong::TwoNumbers);
    }
    let plain = |line, from, to| Some(Field::Text(Cow::Borrowed(cell(line, from, to))));
    let made = |text: String| Some(Field::Text(Cow::Owned(text)));
    let record = Record {
        name: Some(Field::Text(Cow::Borrowed(name))),
        designator: made(designator(cell(first, 9, 17))),
        number: Some(Field::Number(f64::from(known))),
        epoch: None,
        mean_motion: plain(second, 52, 63),
        eccentricity: made(format!("0.{}", cell(second, 26, 33))),
        inclination: plain(second, 8, 16),
        node: plain(second, 17, 25),
        perigee: plain(second, 34, 42),
        mean_anomaly: plain(second, 43, 51),
        drag: made(with_exponent(cell(first, 53, 61))),
        mean_motion_dot: plain(first, 33, 43),
    };
    let epoch = epoch(cell(first, 18, 20), cell(first, 20, 32)).ok_or(Wrong::Epoch)?;
    record.elements_of(epoch)
}

fn cell(line: &str, from: usize, to: usize) -> &str {
    line.get(from..to).map_or("", str::trim)
}

/// 69 plain characters, the last of them the sum of the others' digits, a minus counted as one.
fn sound(line: &str) -> Result<(), Wrong> {
    if line.len() != LENGTH || !line.is_ascii() {
        return Err(Wrong::Length);
    }
    let digits = line.chars().map(|c| match c {
        '-' => 1,
        other => other.to_digit(10).unwrap_or_default(),
    });
    let sum: u32 = digits.take(LENGTH - 1).sum();
    let last = line.chars().next_back().and_then(|c| c.to_digit(10));
    if last == Some(sum % 10) {
        Ok(())
    } else {
        Err(Wrong::Checksum)
    }
}

/// Five digits, or four behind a letter (Alpha-5, without I and O).
fn catalogue_number(text: &str) -> Option<u32> {
    const LETTERS: &str = "ABCDEFGHJKLMNPQRSTUVWXYZ";
    let tens = LETTERS.find(text.chars().next()?);
    let digits = tens.map_or(Some(text), |_| text.get(1..))?;
    let is_plain = !digits.is_empty() && digits.chars().all(|c| c.is_ascii_digit());
    let rest: u32 = digits.parse().ok().filter(|_| is_plain)?;
    Some(rest + tens.map_or(0, |place| (place as u32 + 10) * 10_000))
}

/// "98067A" is 1998-067A.
fn designator(text: &str) -> String {
    let year = text.get(..2).and_then(|year| year.parse().ok());
    let rest = text.get(2..);
    let made = year
        .zip(rest)
        .map(|(year, rest)| format!("{}-{rest}", in_full(year)));
    made.unwrap_or_default()
}

/// The first satellite flew in 1957.
fn in_full(year: u32) -> u32 {
    year + if year < 57 { 2000 } else { 1900 }
}

/// "-11606-4" is −0.11606·10⁻⁴.
fn with_exponent(text: &str) -> String {
    let (sign, digits) = match text.strip_prefix('-') {
        Some(digits) => ("-", digits),
        None => ("", text.strip_prefix('+').unwrap_or(text)),
    };
    let end = digits.rfind(['-', '+']).unwrap_or(digits.len());
    let (digits, exponent) = digits.split_at(end);
    let exponent = if exponent.is_empty() { "0" } else { exponent };
    format!("{sign}0.{digits}e{exponent}")
}

/// The last two digits of a year, and the day of it from 1, with its fraction.
fn epoch(year: &str, day: &str) -> Option<NaiveDateTime> {
    let year: u32 = year.parse().ok().filter(|year| *year < 100)?;
    let day: f64 = day.parse().ok()?;
    let days = (1.0..367.0).contains(&day).then_some(day - 1.0)?;
    let begin = NaiveDate::from_yo_opt(in_full(year).cast_signed(), 1)?;
    let nanoseconds = (days * 86_400e9).round() as i64;
    begin
        .and_time(NaiveTime::MIN)
        .checked_add_signed(TimeDelta::nanoseconds(nanoseconds))
}
