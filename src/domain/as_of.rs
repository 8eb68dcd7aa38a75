//! The board as it would have looked on another day: what was said, counted or recorded after it is
//! hidden.

use chrono::NaiveDate;

use super::catalogue::{Catalogue, Fact, Milestone, Parts, Recorded, is_after};
use super::keyword::MilestoneStatus;
use super::when::Period;

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
        let parts = self.parts();
        Self::linked(Parts {
            programme: parts.programme.clone(),
            projects: some(&parts.projects, |project| {
                has_later(&project.entry.facts, day)
                    || has_later(&project.targets, day)
                    || is_later(project.recorded.as_ref(), day)
            }),
            vehicles: some(&parts.vehicles, |vehicle| {
                has_later(&vehicle.entry.facts, day)
                    || is_later(vehicle.recorded.as_ref(), day)
                    || vehicle
                        .flights
                        .as_ref()
                        .is_some_and(|all| is_after(all.as_of, day))
            }),
            constellations: some(&parts.constellations, |constellation| {
                has_later(&constellation.entry.facts, day)
                    || is_later(constellation.recorded.as_ref(), day)
                    || constellation
                        .counts
                        .iter()
                        .any(|count| is_after(count.on, day))
                    || constellation
                        .plans
                        .iter()
                        .any(|plan| is_known_later(plan.said, day))
            }),
            milestones: some(&parts.milestones, |milestone| {
                has_later(&milestone.entry.facts, day)
                    || milestone
                        .statements
                        .iter()
                        .any(|one| is_known_later(one.said, day))
                    || is_outcome_later(milestone, day)
            }),
            sources: Vec::new(),
            unread: Vec::new(),
        })
    }
}

fn some<T: Clone>(all: &[T], is_later: impl Fn(&T) -> bool) -> Vec<T> {
    all.iter().filter(|one| is_later(one)).cloned().collect()
}

fn has_later(facts: &[Fact], day: NaiveDate) -> bool {
    facts.iter().any(|fact| is_known_later(fact.as_of, day))
}

fn is_known_later(date: Option<Period>, day: NaiveDate) -> bool {
    date.is_some_and(|date| is_after(date, day))
}

fn is_later<S>(recorded: Option<&Recorded<S>>, day: NaiveDate) -> bool {
    recorded.is_some_and(|recorded| is_known_later(recorded.as_of, day))
}

fn hide(parts: &mut Parts, day: NaiveDate) {
    let known = |date: Option<Period>| !is_known_later(date, day);
    let keep_facts = |facts: &mut Vec<Fact>| facts.retain(|fact| known(fact.as_of));
    keep_facts(&mut parts.programme.entry.facts);
    keep_facts(&mut parts.programme.targets);
    for project in &mut parts.projects {
        keep_facts(&mut project.entry.facts);
        keep_facts(&mut project.targets);
        hide_status(&mut project.recorded, day);
    }
    for vehicle in &mut parts.vehicles {
        keep_facts(&mut vehicle.entry.facts);
        hide_status(&mut vehicle.recorded, day);
        vehicle
            .flights
            .take_if(|flights| is_after(flights.as_of, day));
    }
    for constellation in &mut parts.constellations {
        keep_facts(&mut constellation.entry.facts);
        hide_status(&mut constellation.recorded, day);
        constellation
            .counts
            .retain(|count| !is_after(count.on, day));
        constellation.plans.retain(|plan| known(plan.said));
    }
    for milestone in &mut parts.milestones {
        keep_facts(&mut milestone.entry.facts);
        milestone
            .statements
            .retain(|statement| known(statement.said));
        hide_outcome(milestone, day);
    }
}

fn hide_status<S>(recorded: &mut Option<Recorded<S>>, day: NaiveDate) {
    recorded.take_if(|recorded| is_known_later(recorded.as_of, day));
}

/// An event is known from the day it happened; any other status from the day it was recorded.
fn is_outcome_later(milestone: &Milestone, day: NaiveDate) -> bool {
    match &milestone.actual {
        Some(actual) => {
            let first = actual.first().or(actual.last());
            first.is_some_and(|first| first > day)
        }
        None => is_later(Some(&milestone.recorded), day),
    }
}

fn hide_outcome(milestone: &mut Milestone, day: NaiveDate) {
    if is_outcome_later(milestone, day) {
        let recorded = &mut milestone.recorded;
        milestone.actual = None;
        recorded.status.value = MilestoneStatus::Planned;
        recorded.as_of = None;
        recorded.note = None;
        recorded.source.clear();
    }
}
