//! Why an edit is not made, in plain words. What they quote may hold anything, escape codes too: whoever shows
//! them passes them through `clean`.

use std::fmt;

use super::{Before, Path};
use crate::domain::catalogue::Id;
use crate::domain::diagnostic::{Help, Report, quote};
use crate::domain::format::value::Wrong;

/// Why an edit is not made. Nothing has been written then.
#[derive(Clone, Debug)]
pub enum Refusal {
    NoSuchEntry {
        id: Id,
        /// The nearest id that there is.
        meant: Option<Id>,
    },
    /// It has no such ledger.
    WrongKind {
        id: Id,
        section: &'static str,
        ledger: &'static str,
    },
    UnknownKey {
        section: &'static str,
        key: String,
        meant: Option<String>,
        /// Those that can be set.
        keys: Vec<Path>,
    },
    BadValue {
        key: String,
        typed: Option<String>,
        why: Wrong,
    },
    /// A new entry or source would have the id of another.
    IdTaken {
        id: Id,
        /// What has it: "vehicle", "source".
        by: &'static str,
    },
    /// Something else stands there than when the edit was begun.
    Conflict {
        id: Id,
        key: String,
        before: Before,
        now: Option<String>,
    },
    /// The file has errors as it is.
    Broken(Report),
    /// The file would have errors afterwards; the report is of the text that was not written.
    WouldBreak(Report),
    /// The file writes it in a way that leaves no place for the edit.
    NotInPlace(String),
    /// The new text did not say exactly what it should.
    Unproven,
}

impl std::error::Error for Refusal {}

impl fmt::Display for Refusal {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::NoSuchEntry { id, meant } => {
                write!(f, "nothing has the id {}", quote(id))?;
                did_you_mean(f, meant.as_deref())
            }
            Self::WrongKind { id, section, ledger } => {
                write!(f, "{} is a {section}: it has no {ledger}", quote(id))
            }
            Self::UnknownKey {
                section,
                key,
                meant,
                keys,
            } => {
                write!(f, "a {section} has no key {} that can be set", quote(key))?;
                match meant {
                    Some(_) => did_you_mean(f, meant.as_deref()),
                    None => write!(f, "; its keys: {}", keys.join(", ")),
                }
            }
            Self::BadValue { key, typed, why } => {
                let key = quote(key);
                match typed.as_deref().map(str::trim) {
                    None => write!(f, "{key} cannot be taken out: {why}"),
                    Some("") => write!(f, "{key} cannot be empty: {why}"),
                    Some(typed) => write!(f, "{key} cannot be {}: {why}", quote(typed)),
                }
            }
            Self::IdTaken { id, by } => {
                write!(f, "the id {} is that of a {by}: choose another", quote(id))
            }
            Self::Conflict {
                id,
                key,
                before,
                now,
            } => {
                let before = match before {
                    Before::Seen(value) => Some(value),
                    Before::Unseen | Before::Absent => None,
                };
                let shown = |value: Option<&String>| value.map_or("nothing".to_owned(), |value| quote(value));
                let (before, now) = (shown(before), shown(now.as_ref()));
                let key = quote(key);
                write!(f, "{key} of {} was {before} and is now {now}: somebody else has changed it", quote(id))
            }
            Self::Broken(report) => {
                f.write_str("the file has errors and is left alone: ")?;
                if let Some(first) = report.errors().next() {
                    let (line, _) = report.line_column(first.at.span);
                    write!(f, "line {line}: {}", first.message)?;
                }
                and_more(f, report)
            }
            Self::WouldBreak(report) => {
                if let Some(first) = report.errors().next() {
                    f.write_str(&first.message)?;
                    match &first.help {
                        Some(Help::Note(note)) => write!(f, ": {note}")?,
                        Some(Help::Replace { with, .. }) => {
                            did_you_mean(f, Some(with.trim_matches('"')))?;
                        }
                        None => {}
                    }
                }
                and_more(f, report)
            }
            Self::NotInPlace(why) => write!(f, "{why}: change it in an editor"),
            Self::Unproven => f.write_str(
                "the new text could not be proved to hold this edit and nothing else: change it in an editor",
            ),
        }
    }
}

fn did_you_mean(f: &mut fmt::Formatter<'_>, meant: Option<&str>) -> fmt::Result {
    match meant {
        Some(meant) => write!(f, ": did you mean {}?", quote(meant)),
        None => Ok(()),
    }
}

fn and_more(f: &mut fmt::Formatter<'_>, report: &Report) -> fmt::Result {
    match report.counts.errors {
        0 | 1 => Ok(()),
        all => write!(f, " (and {} more)", all - 1),
    }
}
