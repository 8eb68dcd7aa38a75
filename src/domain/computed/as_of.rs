//! The board as it would have looked on another day: what was said, counted or recorded after it is
//! hidden.

use chrono::NaiveDate;

use crate::domain::catalogue::{
    Catalogue, Entity, EntryRef, Kind, Milestone, Parts, Recorded, is_after, known,
};
use crate::domain::format::keyword::MilestoneStatus;
use crate::domain::format::value::Value;
use crate::domain::format::{Key, Record, See, Touch};
use crate::domain::when::Period;

impl Catalogue {
    /// Hides the statements, counts, plans, facts, actuals and statuses that are dated after `day`.
    ///
    /// What carries no date stays: nobody can say that it was not there. A milestone that had not
    /// happened yet is planned again; a status recorded later is unstated.
    #[must_use]
    pub fn seen_on(self, day: NaiveDate) -> Self {
        self.map(|parts| hide(parts, day))
    }

    /// Only the entries that [`Self::seen_on`] may change, and no sources: all that it takes to tell what
    /// has become known after `day`, at a small part of the cost.
    pub(in crate::domain) fn later_than(&self, day: NaiveDate) -> Self {
        fn some<T: Clone>(all: &[T], is_later: impl Fn(usize) -> bool) -> Vec<T> {
            let later = all.iter().enumerate().filter(|(index, _)| is_later(*index));
            later.map(|(_, one)| one.clone()).collect()
        }
        let parts = self.parts();
        let of = |kind| {
            move |index| {
                let entity = self.at(EntryRef::new(kind, index));
                entity.is_some_and(|entity| has_later(entity, day))
            }
        };
        Self::linked(Parts {
            programme: parts.programme.clone(),
            projects: some(&parts.projects, of(Kind::Project)),
            vehicles: some(&parts.vehicles, of(Kind::Vehicle)),
            constellations: some(&parts.constellations, of(Kind::Constellation)),
            milestones: some(&parts.milestones, of(Kind::Milestone)),
            speakers: Vec::new(),
            sources: Vec::new(),
            unread: Vec::new(),
        })
    }
}

pub(super) fn is_later(date: Option<Period>, day: NaiveDate) -> bool {
    date.is_some_and(|date| is_after(date, day))
}

/// Whether something of it became known after the day.
fn has_later(entity: Entity<'_>, day: NaiveDate) -> bool {
    let status = match entity {
        Entity::Milestone(milestone) => is_outcome_later(milestone, day),
        other => is_later(other.status().and_then(|status| status.as_of), day),
    };
    let mut later = Later { day, found: status };
    entity.each(&mut later);
    later.found
}

struct Later {
    day: NaiveDate,
    found: bool,
}

impl<'a> See<'a> for Later {
    fn value<V: Value>(&mut self, _: &'static Key, _: &'a V) {}

    fn table<R: Record>(&mut self, _: &'static Key, table: &'a Option<R>) {
        self.found |= is_later(table.as_ref().and_then(known), self.day);
    }

    fn list<R: Record>(&mut self, _: &'static Key, list: &'a [R]) {
        self.found |= list.iter().any(|line| is_later(known(line), self.day));
    }
}

/// Takes out the lines, claims and tables that became known after the day.
struct Hide(NaiveDate);

impl Touch for Hide {
    fn value<V: Value>(&mut self, _: &'static Key, _: &mut V) {}

    fn table<R: Record>(&mut self, _: &'static Key, table: &mut Option<R>) {
        table.take_if(|table| is_later(known(table), self.0));
    }

    fn list<R: Record>(&mut self, _: &'static Key, list: &mut Vec<R>) {
        list.retain(|line| !is_later(known(line), self.0));
    }
}

fn hide(parts: &mut Parts, day: NaiveDate) {
    parts.each_mut(&mut Hide(day));
    for project in &mut parts.projects {
        hide_status(&mut project.recorded, day);
    }
    for vehicle in &mut parts.vehicles {
        hide_status(&mut vehicle.recorded, day);
    }
    for constellation in &mut parts.constellations {
        hide_status(&mut constellation.recorded, day);
    }
    for milestone in &mut parts.milestones {
        if is_outcome_later(milestone, day) {
            forget_outcome(milestone);
        }
    }
}

/// It is planned again.
pub(super) fn forget_outcome(milestone: &mut Milestone) {
    milestone.actual = None;
    milestone.recorded = Recorded::default();
    milestone.recorded.status.value = MilestoneStatus::Planned;
}

fn hide_status<S: Value>(recorded: &mut Recorded<Option<S>>, day: NaiveDate) {
    if is_later(recorded.as_of, day) {
        *recorded = Recorded::default();
    }
}

/// An event is known from the day it happened; any other status from the day it was recorded.
pub(super) fn is_outcome_later(milestone: &Milestone, day: NaiveDate) -> bool {
    match &milestone.actual {
        Some(actual) => {
            let first = actual.first().or(actual.last());
            first.is_some_and(|first| first > day)
        }
        None => is_later(milestone.recorded.as_of, day),
    }
}
