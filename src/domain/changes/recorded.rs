//! What is recorded of an entry or a source, key by key, to be held against what was.

use super::lines::{self, Line, Telling};
use super::{Change, Part, PartEdit, Subject, Told, What, ids};
use crate::domain::catalogue::Status;
use crate::domain::format::value::Value;
use crate::domain::format::{Key, Record, See};

/// The values and lists of a record, in the order of the format.
#[derive(Default)]
pub(super) struct Recorded {
    fields: Vec<(&'static Key, Option<Told>)>,
    lists: Vec<(&'static Telling, Vec<Line>)>,
}

impl Recorded {
    /// With another value for a key.
    pub(super) fn with(mut self, name: &str, value: Option<Told>) -> Self {
        let field = self.fields.iter_mut().find(|(key, _)| key.name == name);
        if let Some((_, old)) = field {
            *old = value;
        }
        self
    }

    /// The ledger of a milestone.
    pub(super) fn statements(&self) -> Option<&(&'static Telling, Vec<Line>)> {
        self.lists
            .iter()
            .find(|(telling, _)| telling.is_of_milestone())
    }

    /// The values of the wanted keys that differ; both have the same keys in the same order.
    pub(super) fn differing(
        &self,
        old: &Self,
        subject: &Subject,
        wanted: impl Fn(&Key) -> bool,
    ) -> Vec<Change> {
        let both = old.fields.iter().zip(&self.fields);
        let mut found = Vec::new();
        for ((key, from), (_, to)) in both.filter(|((key, _), _)| wanted(key)) {
            let edit = match (from.clone(), to.clone()) {
                (Some(from), Some(to)) if from != to => PartEdit::Changed { from, to },
                (Some(from), None) => PartEdit::Removed(from),
                (None, Some(to)) => PartEdit::Added(to),
                _ => continue,
            };
            let what = What::Edited(Part::Field(key.label), edit);
            found.push(Change::new(subject.clone(), what));
        }
        found
    }

    /// Tells the lists that differ.
    pub(super) fn lists_differ(&self, old: &Self, subject: &Subject, found: &mut Vec<Change>) {
        let both = old.lists.iter().zip(&self.lists);
        for ((telling, was), (_, is)) in both.filter(|((telling, _), _)| !telling.is_of_milestone())
        {
            lines::told(telling, (was, is), subject, found);
        }
    }
}

impl<'a> See<'a> for Recorded {
    fn value<V: Value>(&mut self, key: &'static Key, value: &'a V) {
        self.fields.push((key, value.datum().map(Told::Value)));
    }

    fn table<R: Record>(&mut self, key: &'static Key, table: &'a Option<R>) {
        let line = table.as_ref().map(Line::of);
        match Telling::of(key.name) {
            Some(telling) => self.lists.push((telling, line.into_iter().collect())),
            None => self
                .fields
                .push((key, line.map(|line| Told::Table(line.values())))),
        }
    }

    fn list<R: Record>(&mut self, key: &'static Key, list: &'a [R]) {
        if let Some(telling) = Telling::of(key.name) {
            self.lists
                .push((telling, list.iter().map(Line::of).collect()));
        }
    }
}

/// With when and why a status was recorded.
pub(super) fn with_status(change: Change, status: Option<Status<'_>>) -> Change {
    match status {
        Some(status) => Change {
            on: status.as_of,
            words: status.note.cloned(),
            sources: ids(status.source),
            ..change
        },
        None => change,
    }
}
