//! New lines, entries and sources with nothing in them but what they must have.

use crate::domain::catalogue::{
    Count, Entry, Id, Milestone, Plan, Planned, Source, Sources, Statement,
};
use crate::domain::file::span::{At, Span};
use crate::domain::format::keyword::Grade;
use crate::domain::text::clean::Text;
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
            when,
            source: ids(sources),
            ..Self::default()
        }
    }
}

impl Count {
    /// A count; it wants at least one number.
    pub fn new(on: Period, sources: impl IntoIterator<Item = Id>) -> Self {
        Self {
            on,
            source: ids(sources),
            ..Self::default()
        }
    }
}

impl Plan {
    pub fn new(planned: Planned, sources: impl IntoIterator<Item = Id>) -> Self {
        let (satellites, more) = match planned {
            Planned::Total(satellites) => (Some(satellites), None),
            Planned::More(more) => (None, Some(more)),
        };
        Self {
            satellites,
            more,
            source: ids(sources),
            ..Self::default()
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
                ..Entry::default()
            },
            of: ids(of),
            statements: first.into().into_iter().collect(),
            ..Self::default()
        }
    }
}

impl Source {
    pub fn new(id: Id, title: Text, publisher: Text, grade: Grade) -> Self {
        Self {
            id: placeless(id),
            title,
            publisher,
            grade,
            ..Self::default()
        }
    }
}
