//! What is refused: edits, values, dates, filters, and what to compare with.

use std::collections::BTreeSet;

use crate::domain::clean::clean;
use crate::domain::diagnostic::{Help, Report, quote};
use crate::domain::edit::{Before, Refusal};
use crate::domain::format::value::Wrong;
use crate::domain::search::{Field, Problem};
use crate::domain::since::NoSince;
use crate::domain::suggest;
use crate::domain::when::{Unreadable, YEARS};

/// What it quotes is as wild as the file: whoever shows it cleans it.
pub(super) fn refusal(refusal: &Refusal) -> String {
    match refusal {
        Refusal::NoSuchEntry { id, meant } => {
            let meant = did_you_mean(meant.as_deref());
            format!("nothing has the id {}{meant}", quote(id))
        }
        Refusal::WrongKind {
            id,
            section,
            ledger,
        } => {
            format!("{} is a {section}: it has no {ledger}", quote(id))
        }
        Refusal::UnknownKey {
            section,
            key,
            meant,
            keys,
        } => {
            let help = match meant {
                Some(_) => did_you_mean(meant.as_deref()),
                None => format!("; its keys: {}", keys.join(", ")),
            };
            let key = quote(key);
            format!("a {section} has no key {key} that can be set{help}")
        }
        Refusal::BadValue { key, typed, why } => bad_value(key, typed.as_deref(), why),
        Refusal::IdTaken { id, by } => {
            format!("the id {} is that of a {by}: choose another", quote(id))
        }
        Refusal::Conflict {
            id,
            key,
            before,
            now,
        } => conflict(id, key, before, now.as_deref()),
        Refusal::Broken(report) => {
            let first = report.errors().next().map(|first| {
                let (line, _) = report.line_column(first.at.span);
                format!("line {line}: {}", first.message)
            });
            let (first, more) = (first.unwrap_or_default(), and_more(report));
            format!("the file has errors and is left alone: {first}{more}")
        }
        Refusal::WouldBreak(report) => would_break(report),
        Refusal::NotInPlace(why) => format!("{why}: change it in an editor"),
        Refusal::Unproven => {
            "the new text could not be proved to hold this edit and nothing else: \
                              change it in an editor"
                .to_owned()
        }
    }
}

fn bad_value(key: &str, typed: Option<&str>, why: &Wrong) -> String {
    let (key, why) = (quote(key), wrong(why));
    match typed.map(str::trim) {
        None => format!("{key} cannot be taken out: {why}"),
        Some("") => format!("{key} cannot be empty: {why}"),
        Some(typed) => format!("{key} cannot be {}: {why}", quote(typed)),
    }
}

fn conflict(id: &str, key: &str, before: &Before, now: Option<&str>) -> String {
    let before = match before {
        Before::Seen(value) => Some(value.as_str()),
        Before::Unseen | Before::Absent => None,
    };
    let shown = |value: Option<&str>| value.map_or_else(|| "nothing".to_owned(), quote);
    let (before, now) = (shown(before), shown(now));
    let (key, id) = (quote(key), quote(id));
    format!("{key} of {id} was {before} and is now {now}: somebody else has changed it")
}

fn would_break(report: &Report) -> String {
    let first = report.errors().next().map(|first| {
        let help = match &first.help {
            Some(Help::Note(note)) => format!(": {note}"),
            Some(Help::Replace { with, .. }) => did_you_mean(Some(with.trim_matches('"'))),
            None => String::new(),
        };
        format!("{}{help}", first.message)
    });
    first.unwrap_or_default() + &and_more(report)
}

fn did_you_mean(meant: Option<&str>) -> String {
    meant.map_or_else(String::new, |meant| {
        format!(": did you mean {}?", quote(meant))
    })
}

fn and_more(report: &Report) -> String {
    match report.counts.errors {
        0 | 1 => String::new(),
        all => format!(" (and {} more)", all - 1),
    }
}

pub(super) fn wrong(wrong: &Wrong) -> String {
    let text = match wrong {
        Wrong::Missing => "it must be there",
        Wrong::Empty => "fill it in, or take the key out",
        Wrong::NoIds => "name ids, with commas between them",
        Wrong::Twice(id) => return format!("it names {id} twice"),
        Wrong::Date(why) => return unreadable(why),
        Wrong::Open => "it is a day, month, quarter, half or year",
        Wrong::NoCount => "it is a whole number from 0",
        Wrong::NoNumber => "it is a number from 0",
        Wrong::NoFlag => "it is true or false",
        Wrong::NoWord { words, meant } => {
            let meant = meant.map(|meant| format!(": did you mean `{meant}`?"));
            let meant = meant.unwrap_or_default();
            return format!("it is one of {}{meant}", words.join(", "));
        }
    };
    text.to_owned()
}

pub(super) fn unreadable(why: &Unreadable) -> String {
    match why {
        Unreadable::Unknown => {
            "write a day 2026-03-31, \"2026-03\", \"2026-Q1\", \"2026-H1\", \"2026\", \"early 2026\", \
             \"2025-12/2026-01\", \"~2026-03\", \"NET 2029\", \"NLT 2030\", \"2030s\" or \"TBD\""
                .to_owned()
        }
        Unreadable::NoSuchDay => "there is no such day in the calendar".to_owned(),
        Unreadable::Year(year) => {
            let (first, last) = (YEARS.start(), YEARS.end());
            format!("the year {year} is not between {first} and {last}")
        }
        Unreadable::Backwards => "the window ends before it begins".to_owned(),
        Unreadable::NoYear => "the year is missing, write it too".to_owned(),
        Unreadable::ShortYear(meant) => {
            format!("a year has four figures; write {meant} if that is meant")
        }
        Unreadable::TooFine(meant) => format!("no part of a month can be written; write {meant}"),
        Unreadable::Either(one, other) => {
            format!("it can be {one} or {other}; write the one that is meant")
        }
    }
}

pub(super) fn problem(problem: &Problem) -> String {
    let text = match problem {
        Problem::Nothing(term) => format!("there is nothing to look for in {}", quote(term)),
        Problem::UnknownField(name) => {
            let names = Field::ALL.iter().map(|field| field.name());
            let fields: Vec<&str> = names.clone().collect();
            format!(
                "no field is called {}{}; there are {}",
                quote(name),
                meant(name, names),
                fields.join(" ")
            )
        }
        Problem::NoValue(field) => format!("{}: takes {}", field.name(), takes(*field)),
        Problem::Date(text, why) => format!("{} is no date: {}", quote(text), unreadable(why)),
        Problem::Number(text) => format!(
            "{} is no number of months: write slip:12, slip:>12, slip:<=3 or slip:3..12",
            quote(text)
        ),
        Problem::Word { field, value } => {
            let words = field.words();
            format!(
                "no {} begins with {}{}; there are {}",
                field.name(),
                quote(value),
                meant(value, words.iter().copied()),
                words.join(" ")
            )
        }
        Problem::Computed(word) => {
            format!("{word} is computed, not recorded: write {word}, without status:")
        }
    };
    clean(&text).into_owned()
}

/// What to write behind the colon.
fn takes(field: Field) -> String {
    match field {
        Field::Project | Field::Vehicle | Field::Constellation => "an id or a name".to_owned(),
        Field::Status | Field::Grade => field.words().join(" "),
        Field::When => "a date or two: 2027, 2027-Q3, 2027..2028, ..2030, tbd".to_owned(),
        Field::Slip => "months: 12, >12, <=3, 3..12".to_owned(),
        Field::By => "a name".to_owned(),
        Field::Source => "an id, a title or a publisher".to_owned(),
    }
}

fn meant<'a>(word: &str, known: impl Iterator<Item = &'a str>) -> String {
    suggest::nearest(word, known).map_or(String::new(), |near| format!(", did you mean {near}?"))
}

pub(super) fn no_since(why: &NoSince) -> String {
    match why {
        NoSince::Nothing(text) => format!(
            "\"{}\" is no date, no file and no revision; write last, 7d, 2026-10-01, HEAD~3 or old.toml",
            clean(text)
        ),
        NoSince::Number(text) => {
            format!("{text} is a number: did you mean {text}d, so many days?")
        }
        NoSince::TooFar(text) => format!("{text} is too far back"),
        NoSince::Date(text, why) => format!("{}: {text}", unreadable(why)),
    }
}

/// "left out what cannot be seen: U+00AD, U+200B".
pub(super) fn left_out(unseen: &BTreeSet<char>) -> String {
    let names: Vec<String> = unseen.iter().map(|c| name(*c)).collect();
    format!("left out what cannot be seen: {}", names.join(", "))
}

fn name(c: char) -> String {
    format!("U+{:04X}", u32::from(c))
}
