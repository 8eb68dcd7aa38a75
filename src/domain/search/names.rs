//! What words are looked for in, folded once for a catalogue.

use super::fold::{Needle, folded};
use crate::domain::catalogue::{Catalogue, Entity, EntryRef, Kind, Source};
use crate::domain::format::keyword::Keyword as _;

/// The folded names of a catalogue, one for each entry and source, in its order.
#[derive(Clone, Debug, Default)]
pub struct Names {
    kinds: [Vec<Name>; 5],
    sources: Vec<String>,
}

#[derive(Clone, Debug, Default)]
struct Name {
    id: String,
    /// The id and the names in both languages, a line each.
    called: String,
    /// What else tells an entry: the class and the status of a vehicle, the purpose and the operator
    /// of a constellation.
    more: String,
}

/// A word that is looked for.
#[derive(Debug)]
pub(super) struct Sought<'n> {
    pub(super) needle: &'n Needle,
    /// Which entries have it in their names, by their kinds and places. Few own many milestones.
    owners: [Vec<bool>; 5],
}

impl Names {
    pub fn of(catalogue: &Catalogue) -> Self {
        let names = |kind| {
            let places = 0..catalogue.count(kind);
            places
                .map(|index| Name::of(catalogue, EntryRef::new(kind, index)))
                .collect()
        };
        Self {
            kinds: Kind::ALL.map(names),
            sources: catalogue.sources().iter().map(source).collect(),
        }
    }

    pub(super) fn seek<'n>(&self, needle: &'n Needle) -> Sought<'n> {
        let has_it = |name: &Name| needle.is_in(&name.called);
        let owners = |kind| match kind {
            Kind::Milestone => Vec::new(),
            _ => self.kinds[kind as usize].iter().map(has_it).collect(),
        };
        Sought {
            needle,
            owners: Kind::ALL.map(owners),
        }
    }

    /// A word stands in its names, in what else tells it, or in the names of what it belongs to.
    pub(super) fn hold(&self, catalogue: &Catalogue, at: EntryRef, word: &Sought) -> bool {
        let in_own = |name: &Name| word.needle.is_in(&name.called) || word.needle.is_in(&name.more);
        let has_it = |owner: &EntryRef| {
            let places = &word.owners[owner.kind as usize];
            places.get(owner.index).copied().unwrap_or_default()
        };
        self.name(at).is_some_and(in_own)
            || at.kind == Kind::Milestone && catalogue.owners(at.index).iter().any(has_it)
    }

    /// A word stands in its names.
    pub(super) fn call(&self, at: EntryRef, needle: &Needle) -> bool {
        self.name(at).is_some_and(|name| needle.is_in(&name.called))
    }

    pub(super) fn is_id(&self, at: EntryRef, needle: &Needle) -> bool {
        self.name(at).is_some_and(|name| needle.is(&name.id))
    }

    pub(super) fn source_holds(&self, index: usize, needle: &Needle) -> bool {
        let source = self.sources.get(index);
        source.is_some_and(|text| needle.is_in(text))
    }

    /// A word stands anywhere in the catalogue.
    pub(super) fn know(&self, needle: &Needle) -> bool {
        let mut names = self.kinds.iter().flatten();
        names.any(|name| needle.is_in(&name.called) || needle.is_in(&name.more))
            || self.sources.iter().any(|text| needle.is_in(text))
    }

    fn name(&self, at: EntryRef) -> Option<&Name> {
        self.kinds.get(at.kind as usize)?.get(at.index)
    }
}

impl Name {
    fn of(catalogue: &Catalogue, at: EntryRef) -> Self {
        let Some(entry) = catalogue.entry(at) else {
            return Self::default();
        };
        let id = folded(&entry.id.value);
        let names = std::iter::once(&entry.name).chain(&entry.name_ru);
        let lines: Vec<String> = names.map(|name| folded(name)).collect();
        Self {
            called: format!("{id}\n{}", lines.join("\n")),
            more: folded(&more(catalogue, at).join(" ")),
            id,
        }
    }
}

fn more(catalogue: &Catalogue, at: EntryRef) -> Vec<&str> {
    match at.kind {
        Kind::Programme | Kind::Project | Kind::Milestone => Vec::new(),
        Kind::Vehicle => {
            let vehicle = catalogue.vehicles().get(at.index);
            let class = vehicle.map(|vehicle| vehicle.class.word());
            let status = catalogue.at(at).and_then(Entity::status);
            let status = status.and_then(|status| status.word);
            class.into_iter().chain(status).collect()
        }
        Kind::Constellation => {
            let constellation = catalogue.constellations().get(at.index);
            let purpose = constellation.map(|one| one.purpose.word());
            let operator = constellation.and_then(|one| one.operator.as_deref());
            purpose.into_iter().chain(operator).collect()
        }
    }
}

fn source(source: &Source) -> String {
    let lines = [&*source.id.value, &*source.title, &*source.publisher];
    lines.map(folded).join("\n")
}
