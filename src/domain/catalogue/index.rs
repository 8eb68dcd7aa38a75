//! The sound catalogue: entries found by id, and their links followed in both directions.

use std::collections::HashMap;

use super::{
    Constellation, Entity, Entry, EntryRef, Id, Kind, Milestone, PROGRAMME, Parts, Programme,
    Project, Source, Speaker, Vehicle,
};
use crate::domain::file::span::At;
use crate::domain::format::keyword::Grade;
use crate::domain::text::clean::Text;

#[derive(Clone, Debug)]
pub struct Catalogue {
    parts: Parts,
    entries: HashMap<Id, EntryRef>,
    /// The earlier ids of entries.
    renamed: HashMap<Id, EntryRef>,
    sources: HashMap<Id, usize>,
    /// The names of the registered speakers by every spelling.
    speakers: HashMap<Text, Text>,
    links: Links,
}

/// Which entry belongs to which, as places in the lists of [`Parts`].
#[derive(Clone, Debug, Default)]
struct Links {
    of_programme: Vec<usize>,
    of_project: Vec<Vec<usize>>,
    of_vehicle: Vec<Vec<usize>>,
    of_constellation: Vec<Vec<usize>>,
    owners: Vec<Vec<EntryRef>>,
    needs: Vec<Vec<usize>>,
    unblocks: Vec<Vec<usize>>,
}

impl Catalogue {
    /// A part of a sound catalogue is sound enough: what a link does not find is left out.
    pub(in crate::domain) fn linked(parts: Parts) -> Self {
        let mut entries = HashMap::with_capacity(parts.milestones.len() + 64);
        entries.insert(PROGRAMME.into(), EntryRef::new(Kind::Programme, 0));
        let mut renamed = HashMap::new();
        for (at, entry) in all(&parts) {
            entries.insert(entry.id.value.clone(), at);
            renamed.extend(entry.was.iter().map(|id| (id.value.clone(), at)));
        }
        let sources = parts
            .sources
            .iter()
            .enumerate()
            .map(|(i, source)| (source.id.value.clone(), i))
            .collect();
        let links = Links::new(&parts, &entries);
        let spellings = parts.speakers.iter().flat_map(|speaker| {
            let spelt = speaker.also.iter().map(|other| (other, &speaker.name));
            spelt.chain([(&speaker.name, &speaker.name)])
        });
        let speakers = spellings
            .map(|(spelt, name)| (spelt.clone(), name.clone()))
            .collect();
        Self {
            parts,
            entries,
            renamed,
            sources,
            speakers,
            links,
        }
    }

    /// The same catalogue with what a change of its parts keeps in place.
    #[must_use]
    pub(in crate::domain) fn map(mut self, change: impl FnOnce(&mut Parts)) -> Self {
        change(&mut self.parts);
        self
    }

    pub(in crate::domain) fn into_parts(self) -> Parts {
        self.parts
    }

    /// The entries as they were read.
    pub fn parts(&self) -> &Parts {
        &self.parts
    }

    pub fn programme(&self) -> &Programme {
        &self.parts.programme
    }

    pub fn projects(&self) -> &[Project] {
        &self.parts.projects
    }

    pub fn vehicles(&self) -> &[Vehicle] {
        &self.parts.vehicles
    }

    pub fn constellations(&self) -> &[Constellation] {
        &self.parts.constellations
    }

    pub fn milestones(&self) -> &[Milestone] {
        &self.parts.milestones
    }

    pub fn speakers(&self) -> &[Speaker] {
        &self.parts.speakers
    }

    pub fn sources(&self) -> &[Source] {
        &self.parts.sources
    }

    /// All entries, in the order of the file, the programme first.
    pub fn entries(&self) -> impl Iterator<Item = EntryRef> {
        let of = |kind| (0..self.count(kind)).map(move |index| EntryRef::new(kind, index));
        Kind::ALL.into_iter().flat_map(of)
    }

    /// The ids of all entries, in the order of the file.
    pub fn ids(&self) -> impl Iterator<Item = &str> {
        let entries = all(&self.parts).map(|(_, entry)| &*entry.id.value);
        std::iter::once(PROGRAMME).chain(entries)
    }

    /// Who is named in the lines of the ledgers: once for each.
    pub fn quoted(&self) -> impl Iterator<Item = &Text> {
        let statements = self.milestones().iter().flat_map(|one| &one.statements);
        let counts = self.constellations().iter().flat_map(|one| &one.counts);
        let plans = self.constellations().iter().flat_map(|one| &one.plans);
        let all = (statements.map(|said| &said.by))
            .chain(counts.map(|count| &count.by))
            .chain(plans.map(|plan| &plan.by));
        all.flatten()
    }

    pub fn find(&self, id: &str) -> Option<EntryRef> {
        self.entries.get(id).copied()
    }

    /// The constellation with this id.
    pub fn constellation(&self, id: &str) -> Option<&Constellation> {
        let at = self.find(id).filter(|at| at.kind == Kind::Constellation)?;
        self.constellations().get(at.index)
    }

    /// The one name of a speaker, however a line spells it.
    pub fn speaker<'a>(&'a self, by: &'a Text) -> &'a Text {
        self.speakers.get(by).unwrap_or(by)
    }

    /// The grade of a line: the best of those of its sources.
    pub fn grade(&self, sources: &[At<Id>]) -> Option<Grade> {
        let sources = sources.iter().filter_map(|id| self.source(&id.value));
        sources.map(|source| source.grade).min()
    }

    /// The entry that had this id before.
    pub fn find_renamed(&self, old: &str) -> Option<EntryRef> {
        self.renamed.get(old).copied()
    }

    pub fn source(&self, id: &str) -> Option<&Source> {
        self.sources
            .get(id)
            .and_then(|index| self.parts.sources.get(*index))
    }

    /// Its place in the list of sources.
    pub fn source_place(&self, id: &str) -> Option<usize> {
        self.sources.get(id).copied()
    }

    pub fn entry(&self, at: EntryRef) -> Option<&Entry> {
        self.at(at).map(Entity::entry)
    }

    pub fn count(&self, kind: Kind) -> usize {
        match kind {
            Kind::Programme => 1,
            Kind::Project => self.projects().len(),
            Kind::Vehicle => self.vehicles().len(),
            Kind::Constellation => self.constellations().len(),
            Kind::Milestone => self.milestones().len(),
        }
    }

    /// The milestones of an entry, in the order of the file.
    pub fn milestones_of(&self, at: EntryRef) -> &[usize] {
        let lists = match at.kind {
            Kind::Programme => return &self.links.of_programme,
            Kind::Project => &self.links.of_project,
            Kind::Vehicle => &self.links.of_vehicle,
            Kind::Constellation => &self.links.of_constellation,
            Kind::Milestone => return &[],
        };
        lists.get(at.index).map_or(&[], Vec::as_slice)
    }

    /// What a milestone belongs to, as it names them.
    pub fn owners(&self, milestone: usize) -> &[EntryRef] {
        self.links.owners.get(milestone).map_or(&[], Vec::as_slice)
    }

    /// The milestones that must come before this one.
    pub fn needs(&self, milestone: usize) -> &[usize] {
        self.links.needs.get(milestone).map_or(&[], Vec::as_slice)
    }

    /// The milestones that wait for this one.
    pub fn unblocks(&self, milestone: usize) -> &[usize] {
        self.links
            .unblocks
            .get(milestone)
            .map_or(&[], Vec::as_slice)
    }
}

/// Every entry with its place, in the order of the file's sections; the programme is not among them.
pub(in crate::domain) fn all(parts: &Parts) -> impl Iterator<Item = (EntryRef, &Entry)> {
    let projects = parts.projects.iter().map(|project| &project.entry);
    let vehicles = parts.vehicles.iter().map(|vehicle| &vehicle.entry);
    let constellations = parts
        .constellations
        .iter()
        .map(|constellation| &constellation.entry);
    let milestones = parts.milestones.iter().map(|milestone| &milestone.entry);
    let place = |kind| move |(index, entry)| (EntryRef::new(kind, index), entry);
    (projects.enumerate().map(place(Kind::Project)))
        .chain(vehicles.enumerate().map(place(Kind::Vehicle)))
        .chain(constellations.enumerate().map(place(Kind::Constellation)))
        .chain(milestones.enumerate().map(place(Kind::Milestone)))
}

impl Links {
    fn new(parts: &Parts, entries: &HashMap<Id, EntryRef>) -> Self {
        let mut links = Self {
            of_programme: Vec::new(),
            of_project: vec![Vec::new(); parts.projects.len()],
            of_vehicle: vec![Vec::new(); parts.vehicles.len()],
            of_constellation: vec![Vec::new(); parts.constellations.len()],
            owners: vec![Vec::new(); parts.milestones.len()],
            needs: vec![Vec::new(); parts.milestones.len()],
            unblocks: vec![Vec::new(); parts.milestones.len()],
        };
        for (index, milestone) in parts.milestones.iter().enumerate() {
            // The vehicle of a launch need not stand in `of` again.
            let own = milestone.of.iter();
            let vehicle = milestone.vehicle.iter().filter(|vehicle| {
                let mut of = milestone.of.iter();
                of.all(|id| id.value != vehicle.value)
            });
            let own = own.chain(vehicle);
            for owner in own.filter_map(|id| entries.get(&id.value)) {
                links.owners[index].push(*owner);
                match owner.kind {
                    Kind::Programme => links.of_programme.push(index),
                    Kind::Project => links.of_project[owner.index].push(index),
                    Kind::Vehicle => links.of_vehicle[owner.index].push(index),
                    Kind::Constellation => links.of_constellation[owner.index].push(index),
                    Kind::Milestone => {}
                }
            }
            for needed in milestone
                .needs
                .iter()
                .filter_map(|id| entries.get(&id.value))
            {
                links.needs[index].push(needed.index);
                links.unblocks[needed.index].push(index);
            }
        }
        links
    }
}
