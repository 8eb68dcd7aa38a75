//! Dates in figures: the canonical forms of days, months, quarters and years, and their twins with dots and
//! slashes.

use super::unreadable::{Unreadable, YEARS};
use super::words::{day, figures, year_of};
use super::{Period, When};

/// `31.03.2029`, `03.2029` as in Russian, `2029/03/31`, `31/03/2029`; of a slash or a dash it is not plain
/// whether the day or the month stands first.
pub(super) fn in_figures(text: &str) -> Option<Result<Period, Unreadable>> {
    let mark = text.chars().find(|c| !c.is_ascii_digit())?;
    let parts: Vec<&str> = text.split(mark).collect();
    let short = |part: &str| figures(part).filter(|_| part.len() <= 2);
    let both = |part: &str| figures(part).filter(|_| part.len() == 2);
    match (mark, parts.as_slice()) {
        ('.' | '/', [year, month, date]) if year_of(year).is_some() => {
            Some(day(year_of(year)?, both(month)?, both(date)?))
        }
        ('.' | '/', [year, month]) if year_of(year).is_some() => {
            let month = both(month).filter(|month| (1..=12).contains(month))?;
            Some(Ok(Period::Month(year_of(year)?, month)))
        }
        ('.' | '/' | '-', [one, other, year]) => {
            let year = year_of(year)?;
            Some(day_and_month(
                year,
                (short(one)?, short(other)?),
                mark == '.',
            ))
        }
        ('.' | '/', [month, year]) => match (year_of(year)?, short(month)?) {
            (year, month @ 1..=12) => Some(Ok(Period::Month(year, month))),
            _ => Some(Err(Unreadable::NoSuchDay)),
        },
        _ => None,
    }
}

fn day_and_month(
    year: i32,
    (one, other): (u32, u32),
    is_day_first: bool,
) -> Result<Period, Unreadable> {
    let [european, american] = [day(year, other, one), day(year, one, other)];
    match (european, american) {
        (Ok(european), Ok(american)) if !is_day_first && european != american => {
            let [european, american] = [european, american].map(When::In);
            Err(Unreadable::Either(european, american))
        }
        (Err(_), american) if !is_day_first => american,
        (european, _) => european,
    }
}

/// `2026-03-31`, `2026-03`, `2026-Q1`, `2026-H1`, `2026`, and EDTF's seasons 33 to 36 for quarters.
/// Digits are counted, so that `2026-1-1` or `+2026` is refused rather than guessed.
pub(super) fn plain(text: &str) -> Option<Result<Period, Unreadable>> {
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
        _ => Err(two_years(year, number).map_or(Unreadable::NoSuchDay, Unreadable::ShortYear)),
    }
}

/// "2027-28" has no such month: it may be two years.
fn two_years(year: i32, last: u32) -> Option<When> {
    let last = year - year % 100 + i32::try_from(last).ok()?;
    (last > year).then_some(When::Between(Period::Year(year), Period::Year(last)))
}

fn number(digits: &[u8]) -> Option<i32> {
    if !digits.iter().all(u8::is_ascii_digit) {
        return None;
    }
    let figures = digits.iter().map(|digit| i32::from(digit - b'0'));
    Some(figures.fold(0, |sum, figure| sum * 10 + figure))
}

/// `2030s`, EDTF's `203x`, "2030-е".
pub(super) fn decade(text: &str) -> Option<Result<Period, Unreadable>> {
    const ENDINGS: [&str; 6] = ["s", "-е", "-х", "-ые", "-ых", "е"];
    let year = if let Some(tens) = text.strip_suffix('x') {
        year_of(&format!("{tens}0"))?
    } else {
        let mut endings = ENDINGS.iter();
        year_of(endings.find_map(|ending| text.strip_suffix(ending))?)?
    };
    Some(if year % 10 == 0 {
        Ok(Period::Decade(year))
    } else {
        Err(Unreadable::Unknown)
    })
}

/// It is of a year that a catalogue may speak of.
pub(super) fn in_range(period: Period) -> Result<Period, Unreadable> {
    let year = chrono::Datelike::year(&period.first());
    if YEARS.contains(&year) {
        Ok(period)
    } else {
        Err(Unreadable::Year(year))
    }
}
