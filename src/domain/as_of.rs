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
}

fn hide(parts: &mut Parts, day: NaiveDate) {
    let known = |date: Option<Period>| date.is_none_or(|date| !is_after(date, day));
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
    recorded.take_if(|recorded| recorded.as_of.is_some_and(|date| is_after(date, day)));
}

/// An event is known from the day it happened; any other status from the day it was recorded.
fn hide_outcome(milestone: &mut Milestone, day: NaiveDate) {
    let recorded = &mut milestone.recorded;
    let later = match &milestone.actual {
        Some(actual) => actual
            .first()
            .or(actual.last())
            .is_some_and(|first| first > day),
        None => recorded.as_of.is_some_and(|date| is_after(date, day)),
    };
    if later {
        milestone.actual = None;
        recorded.status.value = MilestoneStatus::Planned;
        recorded.as_of = None;
        recorded.note = None;
    }
}
