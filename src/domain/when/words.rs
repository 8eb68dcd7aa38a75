//! The words that a date is said in, English and Russian: months, quarters, halves, thirds, seasons.
//! They are given folded: small letters, one space between two words.

use chrono::NaiveDate;

use super::unreadable::Unreadable;
use super::{Period, Third, When};

/// "q1 2026", "march 2026", "31 марта 2026", "march 31 2026", "i квартал 2026", "начало 2026": a year, and
/// beside it the words that say which part of it.
pub(super) fn spoken(text: &str) -> Result<Period, Unreadable> {
    let words = words(text);
    // The other end of a range is missing.
    if text.starts_with('-') || text.ends_with('-') {
        return Err(Unreadable::Unknown);
    }
    let (year, part) = match words.as_slice() {
        [part @ .., last] if year_of(last).is_some() => (year_of(last), part),
        [first, part @ ..] => (year_of(first), part),
        [] => (None, &[][..]),
    };
    let year = year.ok_or(Unreadable::Unknown)?;
    match part {
        [] => Ok(Period::Year(year)),
        [word] => part_of_year(year, word).ok_or(Unreadable::Unknown),
        [one, other] => two_words(year, one, other).unwrap_or_else(|| {
            let turned = two_words(year, other, one);
            turned.unwrap_or(Err(Unreadable::Unknown))
        }),
        _ => Err(Unreadable::Unknown),
    }
}

/// The words that count: without those that only join them, and without the endings of numbers ("1-й").
fn words(text: &str) -> Vec<&str> {
    const FILLERS: &[&str] = &["of", "in", "the", "в", "г", "г.", "года", "году", "год"];
    const ENDINGS: &[&str] = &[
        "й", "ый", "ий", "е", "ое", "ье", "я", "ая", "м", "ом", "ем", "го", "ого", "му", "ой", "х",
        "st", "nd", "rd", "th",
    ];
    let mut found: Vec<&str> = Vec::new();
    for word in text.split([' ', '-', '/']) {
        let is_ending =
            ENDINGS.contains(&word) && found.last().is_some_and(|last| ordinal(last).is_some());
        if !(word.is_empty() || is_ending || FILLERS.contains(&word)) {
            found.push(word);
        }
    }
    found
}

pub(super) fn year_of(word: &str) -> Option<i32> {
    let figures = figures(word).filter(|_| word.len() == 4)?;
    i32::try_from(figures).ok()
}

/// One to four figures.
pub(super) fn figures(word: &str) -> Option<u32> {
    let is_number = (1..=4).contains(&word.len()) && word.bytes().all(|byte| byte.is_ascii_digit());
    word.parse().ok().filter(|_| is_number)
}

pub(super) fn day(year: i32, month: u32, day: u32) -> Result<Period, Unreadable> {
    NaiveDate::from_ymd_opt(year, month, day)
        .map(Period::Day)
        .ok_or(Unreadable::NoSuchDay)
}

fn part_of_year(year: i32, word: &str) -> Option<Period> {
    if let Some(month) = month_named(word) {
        return Some(Period::Month(year, month));
    }
    if let Some(third) = third_named(word) {
        return Some(Period::Third(year, third));
    }
    // "q1", "1q", "1кв."
    let of = |letter: &str| {
        let number = word.strip_prefix(letter).or(word.strip_suffix(letter))?;
        figures(number)
    };
    let quarter = of("q").or_else(|| of("кв.")).or_else(|| of("кв"));
    match (quarter, of("h")) {
        (Some(quarter @ 1..=4), _) => Some(Period::Quarter(year, quarter)),
        (_, Some(half @ 1..=2)) => Some(Period::Half(year, half)),
        _ => None,
    }
}

/// Two words beside the year: "31 марта", "1 квартале", "first quarter", "ii полугодие"; none if they say
/// nothing in this order.
fn two_words(year: i32, first: &str, second: &str) -> Option<Result<Period, Unreadable>> {
    if let Some(month) = month_named(second) {
        if third_named(first).is_some() {
            let meant = When::In(Period::Month(year, month));
            return Some(Err(Unreadable::TooFine(meant)));
        }
        // More figures are a year: "2028 - march 2029" is no day.
        let number = counted(first).filter(|number| *number < 100)?;
        return Some(day(year, month, number));
    }
    let number = ordinal(first)?;
    if is_quarter(second) && (1..=4).contains(&number) {
        Some(Ok(Period::Quarter(year, number)))
    } else if is_half(second) && (1..=2).contains(&number) {
        Some(Ok(Period::Half(year, number)))
    } else {
        None
    }
}

fn is_quarter(word: &str) -> bool {
    matches!(word, "q" | "кв" | "кв." | "quarter" | "quarters") || word.starts_with("квартал")
}

fn is_half(word: &str) -> bool {
    matches!(word, "h" | "half") || word.starts_with("полугоди") || word.starts_with("половин")
}

/// "31", "31st", "31го".
fn counted(word: &str) -> Option<u32> {
    let end = word.find(|c: char| !c.is_ascii_digit());
    let (number, ending) = word.split_at(end.unwrap_or(word.len()));
    let is_ending = matches!(
        ending,
        "" | "st" | "nd" | "rd" | "th" | "й" | "е" | "я" | "м" | "го" | "му" | "ое" | "ой" | "ом"
    );
    figures(number).filter(|_| is_ending)
}

/// A number, a Roman one up to four, or a word up to "fourth".
fn ordinal(word: &str) -> Option<u32> {
    const WORDS: [(&str, &str, &str); 4] = [
        ("i", "first", "перв"),
        ("ii", "second", "втор"),
        ("iii", "third", "трет"),
        ("iv", "fourth", "четверт"),
    ];
    let is = |(roman, english, russian): &(&str, &str, &str)| {
        *roman == word || *english == word || word.starts_with(russian)
    };
    let named = WORDS.iter().position(is);
    counted(word).or(named.and_then(|place| u32::try_from(place + 1).ok()))
}

fn third_named(word: &str) -> Option<Third> {
    Some(match word {
        "early" | "beginning" | "start" | "начало" | "начале" | "началу" => {
            Third::Early
        }
        "mid" | "middle" | "середина" | "середине" | "середину" | "середины" => {
            Third::Mid
        }
        "late" | "end" | "конец" | "конце" | "концу" | "конца" => Third::Late,
        _ => return None,
    })
}

/// The months in English, in small letters.
pub const MONTHS: [&str; 12] = [
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

fn month_named(word: &str) -> Option<u32> {
    // The stem, and its endings in all cases.
    const SOFT: &[&str] = &["ь", "я", "ю", "е", "ем"];
    const HARD: &[&str] = &["", "а", "у", "е", "ом"];
    const RUSSIAN: [(&str, &[&str]); 12] = [
        ("январ", SOFT),
        ("феврал", SOFT),
        ("март", HARD),
        ("апрел", SOFT),
        ("ма", &["й", "я", "ю", "е", "ем"]),
        ("июн", SOFT),
        ("июл", SOFT),
        ("август", HARD),
        ("сентябр", SOFT),
        ("октябр", SOFT),
        ("ноябр", SOFT),
        ("декабр", SOFT),
    ];
    let short = word.strip_suffix('.').unwrap_or(word);
    // "mar", "sept", "сент": three or four letters of the beginning.
    let abbreviates =
        |name: &str| matches!(short.chars().count(), 3 | 4) && name.starts_with(short);
    let english = |name: &&str| *name == word || abbreviates(name);
    let russian = |(stem, endings): &(&str, &[&str])| {
        let ending = word.strip_prefix(stem);
        ending.is_some_and(|ending| endings.contains(&ending)) || abbreviates(stem)
    };
    let month = MONTHS.iter().position(english);
    let month = month.or_else(|| RUSSIAN.iter().position(russian));
    month.and_then(|place| u32::try_from(place + 1).ok())
}

/// "autumn 2027", "осенью 2027": the months that it has in the calendar. A winter lies in two years.
pub(super) fn season(text: &str) -> Option<Result<When, Unreadable>> {
    let words = words(text);
    let [name, year] = words.as_slice() else {
        return None;
    };
    let year = year_of(year)?;
    let months = |from, to| When::Between(Period::Month(year, from), Period::Month(year, to));
    Some(Ok(match *name {
        "spring" | "весна" | "весной" | "весны" | "весне" => months(3, 5),
        "summer" | "лето" | "летом" | "лета" | "лету" => months(6, 8),
        "autumn" | "fall" | "осень" | "осенью" | "осени" => months(9, 11),
        "winter" | "зима" | "зимой" | "зимы" | "зиме" => {
            let [december, february] = [(year, 12), (year.saturating_add(1), 2)]
                .map(|(year, month)| Period::Month(year, month));
            let next = When::Between(december, february);
            return Some(Err(Unreadable::Either(months(1, 2), next)));
        }
        _ => return None,
    }))
}
