//! What has changed between two catalogues: dates that moved, what came about, what was added and removed.
//!
//! Entries are compared by id, also by one that they had before; one that stands under a new id with the
//! same name or the same statements is told as renamed. Every difference of the two is told once, except
//! for remarks, layout and the order of the entries. The old ledger is history: a line that is missing
//! from it, or reads otherwise, is a change like any other.

mod entry;
mod lines;
mod milestone;
mod pairs;
mod recorded;
mod renamed;

use std::cmp::Reverse;

use chrono::NaiveDate;

use renamed::Renamed;

use crate::domain::catalogue::{Catalogue, EntryRef, Id, Kind, Sources};
use crate::domain::computed::slip::{Move, Slip};
use crate::domain::format::Key;
use crate::domain::format::value::Datum;
use crate::domain::text::clean::Text;
use crate::domain::when::{Period, When};

/// One change, to be said in a line.
#[derive(Clone, Debug, PartialEq)]
pub struct Change {
    pub subject: Subject,
    pub what: What,
    /// When it was said, recorded, counted or came about; none where nobody wrote that down.
    pub on: Option<Period>,
    /// Who said so.
    pub by: Option<Text>,
    /// How it was worded, or why.
    pub words: Option<Text>,
    /// Ids of sources: of what was removed those of the old catalogue, else of the new one.
    pub sources: Vec<Id>,
}

/// What has changed: of what is removed, as it was.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Subject {
    pub of: Of,
    pub id: Id,
    /// The name of an entry, the title of a source.
    pub name: Text,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Of {
    Entry(Kind),
    /// An entry of the registry of sources.
    Source,
}

#[derive(Clone, Debug, PartialEq)]
pub enum What {
    Done {
        actual: When,
        /// Against the date that stood last.
        kept: Option<Kept>,
    },
    Failed {
        actual: When,
    },
    Cancelled,
    /// A milestone that was over is planned again: "done" → "planned".
    Reopened {
        was: &'static str,
        is: &'static str,
    },
    /// A new statement at the end of the ledger.
    Moved {
        moved: Move,
        /// The date given before, if there was one.
        from: Option<When>,
        to: When,
        slip: Option<Slip>,
    },
    /// The recorded status; none is unstated.
    Status {
        was: Option<&'static str>,
        is: Option<&'static str>,
    },
    Added,
    Removed,
    Renamed {
        was: Id,
        is: Id,
    },
    Edited(Part, PartEdit),
}

/// How an event lies to the window that was promised for it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Kept {
    InWindow,
    /// So much after its end.
    Late(Slip),
    /// So much before its beginning.
    Early(Slip),
}

/// A part of an entry.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Part {
    /// A line of the ledger of a milestone.
    Statement,
    /// A line of the ledgers of a constellation.
    Count,
    Plan,
    /// The flights of a vehicle.
    Flights,
    /// A fact, a target, by its label.
    Fact(Text),
    Target(Text),
    /// Anything else that is recorded, by its name in words.
    Field(&'static str),
}

/// What stood there, or stands there now.
#[derive(Clone, Debug, PartialEq)]
pub enum Told {
    /// The value of a key.
    Value(Datum),
    /// A table in braces.
    Table(Values),
    /// A line of the list under this key, or as much of it as is to be told.
    Line(&'static str, Values),
}

/// The values of a table by their keys, in the order of the format.
pub type Values = Vec<(&'static Key, Option<Datum>)>;

#[derive(Clone, Debug, PartialEq)]
pub enum PartEdit {
    Added(Told),
    Removed(Told),
    Changed {
        from: Told,
        to: Told,
    },
    /// The same lines in another order.
    Reordered,
}

/// Every change from the one to the other: by importance, then the newest first.
pub fn changes(old: &Catalogue, new: &Catalogue) -> Vec<Change> {
    let sources = pairs::sources(old, new);
    let entries = pairs::entries(old, new);
    let renamed = Renamed::of(old, new, &entries, &sources);
    let translated = (!renamed.is_empty()).then(|| renamed.translate(old));
    let same_ids = translated.as_ref().unwrap_or(old);
    let mut found = Vec::new();
    for (kind, pairs) in &entries {
        let at = |index: &usize| EntryRef::new(*kind, *index);
        for (was, is) in &pairs.both {
            entry::renamed(old, new, at(was), at(is), &mut found);
            entry::edited(same_ids, new, at(was), at(is), &mut found);
        }
        let gone = pairs.gone.iter().map(at);
        found.extend(gone.filter_map(|at| entry::whole(old, at, What::Removed)));
        let came = pairs.came.iter().map(at);
        found.extend(came.filter_map(|at| entry::whole(new, at, What::Added)));
    }
    entry::sources(old, new, &sources, &mut found);
    found.sort_by_key(|change| (change.rank(), Reverse(change.day())));
    found
}

/// Every change that became known after this day, by the dates in the catalogue.
pub fn since(catalogue: &Catalogue, day: NaiveDate) -> Vec<Change> {
    let is = catalogue.later_than(day);
    let was = is.clone().seen_on(day);
    changes(&was, &is)
}

/// The places of the newest few, by when they came about, the newest first.
pub fn newest(changes: &[Change], count: usize) -> Vec<usize> {
    let mut places: Vec<usize> = (0..changes.len()).collect();
    places.sort_by_key(|place| changes.get(*place).map(|change| Reverse(change.day())));
    places.truncate(count);
    places
}

impl Change {
    fn new(subject: Subject, what: What) -> Self {
        Self {
            subject,
            what,
            on: None,
            by: None,
            words: None,
            sources: Vec::new(),
        }
    }

    /// The order of importance; 0 comes first.
    fn rank(&self) -> u8 {
        match (self.subject.of, &self.what) {
            (Of::Source, What::Added | What::Removed | What::Renamed { .. }) => 11,
            (_, what) => what.rank(),
        }
    }

    /// It is about the same part of the same entry, and of the same kind.
    pub fn is_like(&self, other: &Self) -> bool {
        let part = |what: &What| match what {
            What::Edited(part, _) => Some(part.clone()),
            _ => None,
        };
        self.subject.of == other.subject.of
            && self.subject.id == other.subject.id
            && std::mem::discriminant(&self.what) == std::mem::discriminant(&other.what)
            && part(&self.what) == part(&other.what)
    }

    /// The last day of when it came about.
    pub fn day(&self) -> Option<NaiveDate> {
        self.on.map(Period::last)
    }

    /// Where it is in a catalogue; nowhere for a source, and for what that catalogue does not have.
    pub fn at(&self, catalogue: &Catalogue) -> Option<EntryRef> {
        let Of::Entry(kind) = self.subject.of else {
            return None;
        };
        let at = catalogue.find(&self.subject.id)?;
        (at.kind == kind).then_some(at)
    }
}

impl Part {
    /// History was changed: a line of a ledger is gone, or reads otherwise.
    pub fn is_tampered(&self, edit: &PartEdit) -> bool {
        self.is_history() && !matches!(edit, PartEdit::Added(_))
    }

    /// It has lines, and none of them has a name.
    pub fn is_ledger(&self) -> bool {
        self.is_history() || *self == Self::Flights
    }

    /// A line of a ledger, to which lines are only ever added.
    pub fn is_history(&self) -> bool {
        matches!(self, Self::Statement | Self::Count | Self::Plan)
    }
}

impl What {
    /// How far the date moved, or how far from the promise it came about.
    pub fn slip(&self) -> Option<Slip> {
        match self {
            Self::Moved { slip, .. } => *slip,
            Self::Done {
                kept: Some(Kept::Late(slip) | Kept::Early(slip)),
                ..
            } => Some(*slip),
            _ => None,
        }
    }

    fn rank(&self) -> u8 {
        match self {
            Self::Failed { .. } | Self::Cancelled | Self::Reopened { .. } => 0,
            // A date that becomes vaguer and ends later is a slip first of all.
            Self::Moved { slip, .. } if slip.is_some_and(|slip| slip.months() > 0) => 1,
            Self::Moved { moved, .. } => match moved {
                Move::Later | Move::TakenBack => 1,
                Move::Earlier => 4,
                Move::Widened | Move::OrderUnknown => 5,
                Move::Narrowed | Move::First => 7,
                Move::Repeated => 10,
            },
            Self::Removed => 2,
            Self::Edited(part, edit) if part.is_tampered(edit) => 2,
            Self::Done { .. } => 3,
            Self::Status { .. } => 6,
            Self::Added | Self::Renamed { .. } => 8,
            Self::Edited(Part::Count | Part::Plan | Part::Flights, _) => 9,
            Self::Edited(Part::Statement, _) => 10,
            Self::Edited(Part::Fact(_) | Part::Target(_), _) => 11,
            Self::Edited(Part::Field(_), _) => 12,
        }
    }
}

fn ids(sources: &Sources) -> Vec<Id> {
    sources.iter().map(|id| id.value.clone()).collect()
}

/// The stretch that a date names, to sort by.
fn named(when: When) -> Option<Period> {
    match when {
        When::About(period) | When::Between(_, period) => Some(period),
        When::In(_) | When::At(_) => when.period(),
        When::NotBefore(_) | When::NotAfter(_) | When::Tbd => None,
    }
}
