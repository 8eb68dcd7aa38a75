//! What is refused: edits, values, dates, and what to compare with.

use std::collections::BTreeSet;

use super::faults::phrase;
use super::unreadable::unreadable;
use super::written::no_place;
use crate::domain::computed::since::NoSince;
use crate::domain::edit::{Before, Refusal};
use crate::domain::findings::diagnostic::{Help, Report, quote};
use crate::domain::format::value::Wrong;
use crate::domain::text::clean::clean;

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
                format!("line {line}: {}", phrase(&first.message))
            });
            let (first, more) = (first.unwrap_or_default(), and_more(report));
            format!("the file has errors, so it was not changed: {first}{more}")
        }
        Refusal::WouldBreak(report) => would_break(report),
        Refusal::NotInPlace(why) => no_place(why),
        Refusal::ChangedSince => {
            "not undone: what was written has been changed since, or stands elsewhere".to_owned()
        }
        Refusal::UndoesMore => "not undone: it would change more than what was written".to_owned(),
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
        None => format!("{key} cannot be removed: {why}"),
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
    format!("{key} of {id} was {before} and is now {now}: somebody else changed it")
}

fn would_break(report: &Report) -> String {
    let first = report.errors().next().map(|first| {
        let help = match &first.help {
            Some(Help::Note(note)) => format!(": {}", phrase(note)),
            Some(Help::Replace { with, .. }) => did_you_mean(Some(with.trim_matches('"'))),
            None => String::new(),
        };
        format!("{}{help}", phrase(&first.message))
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
        Wrong::Missing => "it is required",
        Wrong::Empty => "fill it in, or remove the key",
        Wrong::NoIds => "write ids with commas between them",
        Wrong::Twice(id) => return format!("it names {id} twice"),
        Wrong::Date(why) => return unreadable(why),
        Wrong::Open => "write a day, month, quarter, half or year",
        Wrong::NoCount => "write a whole number from 0",
        Wrong::NoNumber => "write a number from 0",
        Wrong::NoFlag => "write true or false",
        Wrong::NoWord { words, meant } => {
            let meant = meant.map(|meant| format!(": did you mean `{meant}`?"));
            let meant = meant.unwrap_or_default();
            return format!("write one of {}{meant}", words.join(", "));
        }
    };
    text.to_owned()
}

pub(super) fn no_since(why: &NoSince) -> String {
    match why {
        NoSince::Nothing(text) => format!(
            "\"{}\" is not a date, a file or a Git revision; write last, 7d, 2026-10-01, HEAD~3 or old.toml",
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
