//! What can be changed in a catalogue, in the field's own terms.
//!
//! An operation is a list of edits that belong together: a new source and the statement that names it.
//! [`Edit::apply`] says what the catalogue is to be afterwards; whoever writes the file has to arrive at
//! exactly that.

mod doubts;
mod holder;
mod new;
mod preview;
mod refusal;

pub use doubts::{Doubt, doubts};
pub use holder::{Holder, List, Path};
pub use preview::{DiffLine, Hunk, Sign, hunks};
pub use refusal::Refusal;

use crate::domain::catalogue::{
    Constellation, Count, Entry, EntryRef, Id, Kind, Milestone, PROGRAMME, Parts, Plan, Source,
    Statement, all,
};
use crate::domain::file::loaded::Snapshot;
use crate::domain::findings::fault::Phrase;
use crate::domain::format::value::Datum;
use crate::domain::when::Period;

/// One edit. Whoever makes a line, an entry or a source leaves its places empty.
#[derive(Clone, Debug, PartialEq)]
pub enum Edit {
    /// Keys of an entry, of the programme or of a source.
    Set { id: Id, changes: Vec<KeyChange> },
    /// A statement in the ledger of a milestone, at its place by the day on which it was said.
    Say { milestone: Id, statement: Statement },
    /// A count in the ledger of a constellation.
    Count { constellation: Id, count: Count },
    /// A plan in the ledger of a constellation.
    Plan { constellation: Id, plan: Plan },
    /// A milestone behind the last one; facts cannot come with it.
    AddMilestone(Box<Milestone>),
    /// A source, in the alphabetical order of the registry if it has one, else at its end.
    AddSource(Source),
}

/// A key and what becomes of it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct KeyChange {
    /// As in the file: `status_as_of`; of a table in braces `flights.total`.
    pub key: String,
    /// As it is typed, in any form that is read: "I квартал 2027". `None` takes the key out.
    pub to: Option<String>,
    pub before: Before,
}

/// What stood there when the edit was begun.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub enum Before {
    /// The old value was not looked at.
    #[default]
    Unseen,
    /// The key was not there.
    Absent,
    /// It was this, as [`Datum`] shows it.
    Seen(String),
}

/// A new text that has been proved to differ from the old one by the edits and by nothing else.
#[derive(Clone, Debug)]
pub struct Proven {
    /// The catalogue as it is to be, its warnings, and the text.
    pub after: Snapshot,
    /// The lines that change; none if the file says all of it already.
    pub preview: Vec<Hunk>,
    /// The messages of the warnings that the old text did not have.
    pub warnings: Vec<Phrase>,
}

impl Proven {
    pub fn text(&self) -> &str {
        &self.after.report.text
    }
}

impl KeyChange {
    /// A key gets a value, whatever stands there.
    pub fn set(key: &str, typed: &str) -> Self {
        Self {
            key: key.to_owned(),
            to: Some(typed.to_owned()),
            before: Before::Unseen,
        }
    }

    /// A key is taken out.
    pub fn remove(key: &str) -> Self {
        Self {
            key: key.to_owned(),
            to: None,
            before: Before::Unseen,
        }
    }

    /// The same, if this still stands there: what [`Holder::value`] gave when the edit was begun.
    #[must_use]
    pub fn if_still(mut self, value: Option<Datum>) -> Self {
        self.before = value.map_or(Before::Absent, |value| Before::Seen(value.to_string()));
        self
    }
}

impl Edit {
    /// Makes the edit in the entries of a catalogue, and says at which place of its list a new line,
    /// entry or source stands.
    ///
    /// # Errors
    /// Why it cannot be made. Whether the entries fit together afterwards is not looked at.
    pub fn apply(&self, parts: &mut Parts) -> Result<Option<usize>, Refusal> {
        let place = match self {
            Self::Set { id, changes } => {
                let holder = Holder::find(parts, id)?;
                (changes.iter()).try_for_each(|change| holder.set(parts, id, change))?;
                return Ok(None);
            }
            Self::Say {
                milestone,
                statement,
            } => {
                let ledger = &mut milestone_mut(parts, milestone)?.statements;
                enter(ledger, statement, |line| line.said)
            }
            Self::Count {
                constellation,
                count,
            } => {
                let ledger = &mut constellation_mut(parts, constellation, "counts")?.counts;
                enter(ledger, count, |line| Some(line.on))
            }
            Self::Plan {
                constellation,
                plan,
            } => {
                let ledger = &mut constellation_mut(parts, constellation, "plans")?.plans;
                enter(ledger, plan, |line| line.said)
            }
            Self::AddMilestone(milestone) => add_milestone(parts, milestone)?,
            Self::AddSource(source) => add_source(parts, source)?,
        };
        Ok(Some(place))
    }
}

/// Puts a line where it belongs: lines without a day first, then the others, oldest first. Behind all
/// that may be as old.
fn enter<T: Clone>(ledger: &mut Vec<T>, line: &T, said: fn(&T) -> Option<Period>) -> usize {
    let is_later = |other: &T| match (said(line), said(other)) {
        (Some(line), Some(other)) => line.last() < other.first(),
        (None, other) => other.is_some(),
        (Some(_), None) => false,
    };
    let place = ledger.iter().position(is_later).unwrap_or(ledger.len());
    ledger.insert(place, line.clone());
    place
}

fn milestone_mut<'p>(parts: &'p mut Parts, id: &str) -> Result<&'p mut Milestone, Refusal> {
    let index = index_of(parts, id, Kind::Milestone, "statements")?;
    let milestone = parts.milestones.get_mut(index);
    milestone.ok_or(Refusal::Unproven)
}

fn constellation_mut<'p>(
    parts: &'p mut Parts,
    id: &str,
    ledger: &'static str,
) -> Result<&'p mut Constellation, Refusal> {
    let index = index_of(parts, id, Kind::Constellation, ledger)?;
    let constellation = parts.constellations.get_mut(index);
    constellation.ok_or(Refusal::Unproven)
}

fn index_of(parts: &Parts, id: &str, kind: Kind, ledger: &'static str) -> Result<usize, Refusal> {
    match Holder::find(parts, id)? {
        Holder::Entry(EntryRef { kind: found, index }) if found == kind => Ok(index),
        other => Err(Refusal::WrongKind {
            id: id.into(),
            section: other.section(),
            ledger,
        }),
    }
}

/// Nothing new may have the id of something that there is: by it `set` finds an entry or a source, and an
/// earlier id still leads to its entry.
///
/// # Errors
/// [`Refusal::IdTaken`].
pub fn free(parts: &Parts, id: &str) -> Result<(), Refusal> {
    let had = |entry: &Entry| entry.was.iter().any(|was| &*was.value == id);
    let mut entries = all(parts);
    let entry = entries.find(|(_, entry)| &*entry.id.value == id || had(entry));
    let is_source = parts.sources.iter().any(|source| &*source.id.value == id);
    let by = match entry {
        _ if id == PROGRAMME => PROGRAMME,
        Some((at, _)) => at.kind.name(),
        None if is_source => "source",
        None => return Ok(()),
    };
    let id = id.into();
    Err(Refusal::IdTaken { id, by })
}

fn add_milestone(parts: &mut Parts, milestone: &Milestone) -> Result<usize, Refusal> {
    free(parts, &milestone.entry.id.value)?;
    parts.milestones.push(milestone.clone());
    Ok(parts.milestones.len() - 1)
}

fn add_source(parts: &mut Parts, source: &Source) -> Result<usize, Refusal> {
    let id = &source.id.value;
    free(parts, id)?;
    let is_sorted = parts
        .sources
        .is_sorted_by(|one, next| one.id.value < next.id.value);
    let place = if is_sorted {
        parts.sources.partition_point(|other| other.id.value < *id)
    } else {
        parts.sources.len()
    };
    parts.sources.insert(place, source.clone());
    Ok(place)
}
