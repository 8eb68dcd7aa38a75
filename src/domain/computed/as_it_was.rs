//! The catalogue as its reader had it on an earlier day. Beside what [`Catalogue::seen_on`] hides:
//!
//! - a source that was published later is not there, nor a claim that rests on such sources alone;
//! - the texts without a day of an entry of which anything is hidden are hidden too, for they may tell what came
//!   later; the entry says so;
//! - a milestone is not there if all of it that has a day is later.

use std::collections::HashSet;

use chrono::NaiveDate;

use super::as_of::{forget_outcome, is_later, is_outcome_later};
use crate::domain::catalogue::{Catalogue, Entry, Id, Milestone, Parts, Recorded, Sources, known};
use crate::domain::file::span::{At, Span};
use crate::domain::format::keyword::MilestoneStatus;
use crate::domain::format::value::{Datum, Value};
use crate::domain::format::{Key, Record, Role, Target, Touch};

impl Catalogue {
    #[must_use]
    pub fn as_it_was(self, day: NaiveDate) -> Self {
        let mut parts = self.into_parts();
        let all = std::mem::take(&mut parts.sources).into_iter();
        let (later, sources): (Vec<_>, _) = all.partition(|source| is_later(source.date, day));
        parts.sources = sources;
        let later = later.iter().map(|source| &*source.id.value).collect();
        Was { day, later }.all(&mut parts);
        Self::linked(parts)
    }
}

/// The day, and the sources that were published after it.
struct Was<'a> {
    day: NaiveDate,
    later: HashSet<&'a str>,
}

impl Was<'_> {
    fn all(&self, parts: &mut Parts) {
        let programme = &mut parts.programme;
        self.rest(programme, |one| &mut one.entry, false);
        for one in &mut parts.projects {
            let is_hidden = self.status(&mut one.recorded);
            self.rest(one, |one| &mut one.entry, is_hidden);
        }
        for one in &mut parts.vehicles {
            let is_hidden = self.status(&mut one.recorded);
            self.rest(one, |one| &mut one.entry, is_hidden);
        }
        for one in &mut parts.constellations {
            let is_hidden = self.status(&mut one.recorded);
            self.rest(one, |one| &mut one.entry, is_hidden);
        }
        let mut gone = HashSet::new();
        parts.milestones.retain_mut(|one| {
            let is_hidden = self.outcome(one);
            self.rest(one, |one| &mut one.entry, is_hidden);
            let stays = !one.entry.withheld || is_known(one);
            if !stays {
                gone.insert(one.entry.id.value.clone());
            }
            stays
        });
        if !gone.is_empty() {
            parts.each_mut(&mut Unlink(&gone));
        }
    }

    /// Hides a status of later; says whether it did.
    fn status<S: Value>(&self, recorded: &mut Recorded<Option<S>>) -> bool {
        let is_hidden = is_later(recorded.as_of, self.day)
            || recorded.as_of.is_none() && self.all_later(&recorded.source);
        if is_hidden {
            *recorded = Recorded::default();
        }
        is_hidden
    }

    /// Hides an outcome of later, with the numbers that its objects have since.
    fn outcome(&self, milestone: &mut Milestone) -> bool {
        let recorded = &milestone.recorded;
        let is_undated = milestone.actual.is_none() && recorded.as_of.is_none();
        let is_hidden =
            is_outcome_later(milestone, self.day) || is_undated && self.all_later(&recorded.source);
        if is_hidden {
            forget_outcome(milestone);
            milestone.cospar = None;
            return true;
        }
        // What happened was known from its day on, but not yet what was written of it later.
        let recorded = &mut milestone.recorded;
        let is_written_later = is_later(recorded.as_of, self.day);
        if is_written_later {
            recorded.as_of = None;
        }
        is_written_later
    }

    /// Hides the lines and sources of later, and then the texts without a day.
    fn rest<R: Record>(
        &self,
        record: &mut R,
        entry: impl Fn(&mut R) -> &mut Entry,
        is_hidden: bool,
    ) {
        let mut hide = Hide {
            was: self,
            is_hidden,
        };
        record.each_mut(&mut hide);
        if hide.is_hidden {
            record.each_mut(&mut Hush);
            entry(record).withheld = true;
        }
    }

    /// There are sources, and all of them are of later.
    fn all_later(&self, sources: &Sources) -> bool {
        !sources.is_empty() && sources.iter().all(|id| self.later.contains(&*id.value))
    }

    /// A line of later; one without a day is as old as its oldest source.
    fn is_later(&self, line: &mut impl Record) -> bool {
        let day = known(line);
        if day.is_some() {
            return is_later(day, self.day);
        }
        let mut cited = Cited::default();
        line.each_mut(&mut cited);
        self.all_later(&cited.0)
    }
}

/// Something of it was known: a date, a claim, an outcome, a source.
fn is_known(milestone: &Milestone) -> bool {
    let entry = &milestone.entry;
    !milestone.statements.is_empty()
        || !entry.facts.is_empty()
        || !entry.sources.is_empty()
        || milestone.recorded.status.value != MilestoneStatus::Planned
}

/// Takes out the lines of later, and of the others the sources of later.
struct Hide<'w> {
    was: &'w Was<'w>,
    is_hidden: bool,
}

impl Touch for Hide<'_> {
    fn value<V: Value>(&mut self, key: &'static Key, value: &mut V) {
        if key.role == Role::Cites {
            self.is_hidden |= keep(value, |id| !self.was.later.contains(&*id.value));
        }
    }

    fn table<R: Record>(&mut self, _: &'static Key, table: &mut Option<R>) {
        let taken = table.take_if(|table| self.was.is_later(table));
        self.is_hidden |= taken.is_some();
        if let Some(table) = table {
            table.each_mut(self);
        }
    }

    fn list<R: Record>(&mut self, _: &'static Key, list: &mut Vec<R>) {
        let before = list.len();
        list.retain_mut(|line| !self.was.is_later(line));
        self.is_hidden |= list.len() < before;
        for line in list {
            line.each_mut(self);
        }
    }
}

/// Keeps some of the ids of a value; says whether others were taken out.
fn keep<V: Value>(value: &mut V, keep: impl FnMut(&&At<Id>) -> bool) -> bool {
    let kept: Vec<At<Id>> = value.ids().iter().filter(keep).cloned().collect();
    let is_less = kept.len() < value.ids().len();
    if is_less {
        *value = V::default();
        if !kept.is_empty() {
            value.put(Datum::Ids(kept), Span::default());
        }
    }
    is_less
}

/// The sources of a line.
#[derive(Default)]
struct Cited(Sources);

impl Touch for Cited {
    fn value<V: Value>(&mut self, key: &'static Key, value: &mut V) {
        if key.role == Role::Cites {
            self.0.extend(value.ids().iter().cloned());
        }
    }
}

/// Takes out the texts without a day of the entry itself; a line has its day.
struct Hush;

impl Touch for Hush {
    fn value<V: Value>(&mut self, key: &'static Key, value: &mut V) {
        if key.role == Role::Remark {
            *value = V::default();
        }
    }

    fn table<R: Record>(&mut self, _: &'static Key, _: &mut Option<R>) {}

    fn list<R: Record>(&mut self, _: &'static Key, _: &mut Vec<R>) {}
}

/// Takes out the links to milestones that are gone.
struct Unlink<'g>(&'g HashSet<Id>);

impl Touch for Unlink<'_> {
    fn value<V: Value>(&mut self, key: &'static Key, value: &mut V) {
        if key.role == Role::Link(Target::Milestone) {
            keep(value, |id| !self.0.contains(&id.value));
        }
    }
}
