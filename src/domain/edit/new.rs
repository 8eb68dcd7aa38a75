//! New lines, entries and sources with nothing in them but what they must have.

use crate::domain::catalogue::{
    Count, Entry, Id, Milestone, Plan, Planned, Recorded, Source, Sources, Statement,
};
use crate::domain::clean::Text;
use crate::domain::keyword::{Grade, MilestoneStatus};
use crate::domain::span::{At, Place, Span};
use crate::domain::when::{Period, When};

fn placeless<T>(value: T) -> At<T> {
    At::new(value, Span::default())
}

fn ids(ids: impl IntoIterator<Item = Id>) -> Sources {
    ids.into_iter().map(placeless).collect()
}

impl Statement {
    pub fn new(when: When, sources: impl IntoIterator<Item = Id>) -> Self {
        Self {
            said: None,
            when,
            by: None,
            words: None,
            note: None,
            source: ids(sources),
            place: Place::default(),
        }
    }
}

impl Count {
    /// A count; it wants at least one number.
    pub fn new(on: Period, sources: impl IntoIterator<Item = Id>) -> Self {
        Self {
            on,
            in_orbit: None,
            working: None,
            launched: None,
            lost: None,
            by: None,
            note: None,
            source: ids(sources),
            place: Place::default(),
        }
    }
}

impl Plan {
    pub fn new(satellites: Planned, sources: impl IntoIterator<Item = Id>) -> Self {
        Self {
            said: None,
            satellites,
            when: None,
            by: None,
            note: None,
            source: ids(sources),
            place: Place::default(),
        }
    }
}

impl Milestone {
    /// A planned milestone with its first statement.
    pub fn new(
        id: Id,
        name: Text,
        of: impl IntoIterator<Item = Id>,
        first: impl Into<Option<Statement>>,
    ) -> Self {
        Self {
            entry: Entry {
                id: placeless(id),
                name,
                name_ru: None,
                was: Vec::new(),
                note: None,
                facts: Vec::new(),
                sources: Vec::new(),
                place: Place::default(),
            },
            of: ids(of),
            key: false,
            needs: Vec::new(),
            recorded: Recorded {
                status: placeless(MilestoneStatus::Planned),
                as_of: None,
                note: None,
                source: Vec::new(),
            },
            actual: None,
            statements: first.into().into_iter().collect(),
        }
    }
}

impl Source {
    pub fn new(id: Id, title: Text, publisher: Text, grade: Grade) -> Self {
        Self {
            id: placeless(id),
            title,
            publisher,
            date: None,
            url: None,
            grade,
            place: Place::default(),
        }
    }
}
