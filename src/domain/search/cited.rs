//! Which sources an entry cites: its own, and those of every line in it.

use crate::domain::catalogue::{Catalogue, EntryRef, Fact, Kind, Recorded, Sources};

/// The ids of the sources, in the order of the file; one that is cited twice stands twice.
pub(super) fn cited(catalogue: &Catalogue, at: EntryRef) -> Vec<&str> {
    let mut lists: Vec<&Sources> = Vec::new();
    match at.kind {
        Kind::Programme => lists.extend(facts(&catalogue.programme().targets)),
        Kind::Project => {
            if let Some(project) = catalogue.projects().get(at.index) {
                lists.extend(status(project.recorded.as_ref()));
                lists.extend(facts(&project.targets));
            }
        }
        Kind::Vehicle => {
            if let Some(vehicle) = catalogue.vehicles().get(at.index) {
                lists.extend(status(vehicle.recorded.as_ref()));
                lists.extend(vehicle.flights.as_ref().map(|flights| &flights.source));
            }
        }
        Kind::Constellation => {
            if let Some(constellation) = catalogue.constellations().get(at.index) {
                lists.extend(status(constellation.recorded.as_ref()));
                lists.extend(constellation.counts.iter().map(|count| &count.source));
                lists.extend(constellation.plans.iter().map(|plan| &plan.source));
            }
        }
        Kind::Milestone => {
            if let Some(milestone) = catalogue.milestones().get(at.index) {
                lists.push(&milestone.recorded.source);
                lists.extend(milestone.statements.iter().map(|said| &said.source));
            }
        }
    }
    if let Some(entry) = catalogue.entry(at) {
        lists.extend(facts(&entry.facts));
        lists.push(&entry.sources);
    }
    let ids = lists.into_iter().flatten();
    ids.map(|id| &*id.value).collect()
}

fn facts(facts: &[Fact]) -> impl Iterator<Item = &Sources> {
    facts.iter().map(|fact| &fact.source)
}

fn status<S>(recorded: Option<&Recorded<S>>) -> Option<&Sources> {
    recorded.map(|recorded| &recorded.source)
}
