//! Ids that have changed: a renaming is told once, and not wherever the id stands.

use std::collections::HashMap;

use super::pairs::Pairs;
use crate::domain::catalogue::{Catalogue, EntryRef, Fact, Id, Kind, Parts, Sources};
use crate::domain::span::At;

/// New ids by the old ones.
#[derive(Debug)]
pub(super) struct Renamed {
    entries: HashMap<Id, Id>,
    sources: HashMap<Id, Id>,
}

impl Renamed {
    pub(super) fn of(
        old: &Catalogue,
        new: &Catalogue,
        entries: &[(Kind, Pairs)],
        sources: &Pairs,
    ) -> Self {
        let differ = |was: &Id, is: &Id| (was != is).then(|| (was.clone(), is.clone()));
        let entry = |kind, (was, is): &(usize, usize)| {
            let was = old.entry(EntryRef::new(kind, *was))?;
            let is = new.entry(EntryRef::new(kind, *is))?;
            differ(&was.id.value, &is.id.value)
        };
        let of_kind = |(kind, pairs): &(Kind, Pairs)| {
            let found = pairs.both.iter().filter_map(|pair| entry(*kind, pair));
            found.collect::<Vec<_>>()
        };
        let source = |(was, is): &(usize, usize)| {
            differ(&old.sources()[*was].id.value, &new.sources()[*is].id.value)
        };
        Self {
            entries: entries.iter().flat_map(of_kind).collect(),
            sources: sources.both.iter().filter_map(source).collect(),
        }
    }

    pub(super) fn is_empty(&self) -> bool {
        self.entries.is_empty() && self.sources.is_empty()
    }

    /// The old catalogue with the new ids in every reference.
    pub(super) fn translate(&self, old: &Catalogue) -> Catalogue {
        old.clone().map(|parts| {
            references(parts).for_each(|id| replace(id, &self.entries));
            for id in cited(parts).into_iter().flatten() {
                replace(id, &self.sources);
            }
        })
    }
}

fn replace(id: &mut At<Id>, renamed: &HashMap<Id, Id>) {
    if let Some(new) = renamed.get(&id.value) {
        id.value.clone_from(new);
    }
}

/// Every id by which one entry names another.
fn references(parts: &mut Parts) -> impl Iterator<Item = &mut At<Id>> {
    let vehicles = parts.vehicles.iter_mut();
    let constellations = parts.constellations.iter_mut();
    let milestones = parts.milestones.iter_mut();
    (vehicles.flat_map(|one| one.project.iter_mut()))
        .chain(constellations.flat_map(|one| one.project.iter_mut().chain(&mut one.launched_by)))
        .chain(milestones.flat_map(|one| one.of.iter_mut().chain(&mut one.needs)))
}

/// The sources of everything.
fn cited(parts: &mut Parts) -> Vec<&mut Sources> {
    let mut all: Vec<&mut Sources> = Vec::new();
    let mut entries = vec![&mut parts.programme.entry];
    all.extend(parts.programme.targets.iter_mut().map(of_fact));
    for project in &mut parts.projects {
        entries.push(&mut project.entry);
        all.extend(project.targets.iter_mut().map(of_fact));
        all.extend(project.recorded.as_mut().map(|one| &mut one.source));
    }
    for vehicle in &mut parts.vehicles {
        entries.push(&mut vehicle.entry);
        all.extend(vehicle.recorded.as_mut().map(|one| &mut one.source));
        all.extend(vehicle.flights.as_mut().map(|one| &mut one.source));
    }
    for constellation in &mut parts.constellations {
        entries.push(&mut constellation.entry);
        all.extend(constellation.recorded.as_mut().map(|one| &mut one.source));
        all.extend(constellation.counts.iter_mut().map(|one| &mut one.source));
        all.extend(constellation.plans.iter_mut().map(|one| &mut one.source));
    }
    for milestone in &mut parts.milestones {
        entries.push(&mut milestone.entry);
        all.push(&mut milestone.recorded.source);
        all.extend(milestone.statements.iter_mut().map(|one| &mut one.source));
    }
    for entry in entries {
        all.push(&mut entry.sources);
        all.extend(entry.facts.iter_mut().map(of_fact));
    }
    all
}

fn of_fact(fact: &mut Fact) -> &mut Sources {
    &mut fact.source
}
