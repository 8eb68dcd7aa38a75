//! An entry of any kind, and how it is recorded to stand.

use super::{
    Catalogue, Constellation, Entry, EntryRef, Fact, Kind, Milestone, Parts, Programme, Project,
    Recorded, Sources, Vehicle,
};
use crate::domain::format::value::{Datum, Shape, Value};
use crate::domain::format::{Record as _, See};
use crate::domain::text::clean::Text;
use crate::domain::when::Period;

/// An entry of any kind.
#[derive(Clone, Copy, Debug, PartialEq)]
pub enum Entity<'a> {
    Programme(&'a Programme),
    Project(&'a Project),
    Vehicle(&'a Vehicle),
    Constellation(&'a Constellation),
    Milestone(&'a Milestone),
}

/// The recorded status of an entry of any kind.
#[derive(Clone, Copy, Debug)]
pub struct Status<'a> {
    /// As the file spells it; none on a board of a day before it was recorded.
    pub word: Option<&'static str>,
    /// All words that it may be.
    pub words: fn() -> Vec<&'static str>,
    pub as_of: Option<Period>,
    pub note: Option<&'a Text>,
    pub source: &'a Sources,
}

impl Catalogue {
    pub fn at(&self, at: EntryRef) -> Option<Entity<'_>> {
        Entity::of(self.parts(), at)
    }
}

impl<'a> Entity<'a> {
    pub fn of(parts: &'a Parts, EntryRef { kind, index }: EntryRef) -> Option<Self> {
        Some(match kind {
            Kind::Programme => Self::Programme(&parts.programme),
            Kind::Project => Self::Project(parts.projects.get(index)?),
            Kind::Vehicle => Self::Vehicle(parts.vehicles.get(index)?),
            Kind::Constellation => Self::Constellation(parts.constellations.get(index)?),
            Kind::Milestone => Self::Milestone(parts.milestones.get(index)?),
        })
    }

    pub fn entry(self) -> &'a Entry {
        match self {
            Self::Programme(one) => &one.entry,
            Self::Project(one) => &one.entry,
            Self::Vehicle(one) => &one.entry,
            Self::Constellation(one) => &one.entry,
            Self::Milestone(one) => &one.entry,
        }
    }

    /// How it is recorded to stand; the programme as a whole has no status.
    pub fn status(self) -> Option<Status<'a>> {
        match self {
            Self::Programme(_) => None,
            Self::Project(one) => Some(one.recorded.view()),
            Self::Vehicle(one) => Some(one.recorded.view()),
            Self::Constellation(one) => Some(one.recorded.view()),
            Self::Milestone(one) => Some(one.recorded.view()),
        }
    }

    pub fn targets(self) -> &'a [Fact] {
        match self {
            Self::Programme(one) => &one.targets,
            Self::Project(one) => &one.targets,
            Self::Vehicle(_) | Self::Constellation(_) | Self::Milestone(_) => &[],
        }
    }

    /// Shows all that is recorded of it.
    pub fn each(self, see: &mut impl See<'a>) {
        match self {
            Self::Programme(one) => one.each(see),
            Self::Project(one) => one.each(see),
            Self::Vehicle(one) => one.each(see),
            Self::Constellation(one) => one.each(see),
            Self::Milestone(one) => one.each(see),
        }
    }
}

impl<S: Value> Recorded<S> {
    pub fn view(&self) -> Status<'_> {
        Status {
            word: match self.status.datum() {
                Some(Datum::Word(word)) => Some(word),
                _ => None,
            },
            words: match S::SHAPE {
                Shape::Word(words) => words,
                _ => Vec::new,
            },
            as_of: self.as_of,
            note: self.note.as_ref(),
            source: &self.source,
        }
    }
}
