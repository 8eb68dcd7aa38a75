//! Which entry of the one catalogue is which of the other.

use std::collections::HashMap;
use std::hash::Hash;

use crate::domain::catalogue::{Catalogue, Entry, EntryRef, Id, Kind, Source, Statement};

/// Two lists by the places in them: in both, only in the old one, only in the new one.
#[derive(Debug)]
pub(super) struct Pairs {
    pub(super) both: Vec<(usize, usize)>,
    pub(super) gone: Vec<usize>,
    pub(super) came: Vec<usize>,
}

/// Which entries have found their counterpart.
struct Matching {
    of_old: Vec<Option<usize>>,
    is_taken: Vec<bool>,
}

impl Matching {
    fn new(old: usize, new: usize) -> Self {
        Self {
            of_old: vec![None; old],
            is_taken: vec![false; new],
        }
    }

    fn pair(&mut self, old: usize, new: usize) {
        if self.of_old[old].is_none() && !self.is_taken[new] {
            self.of_old[old] = Some(new);
            self.is_taken[new] = true;
        }
    }

    fn gone(&self) -> Vec<usize> {
        let is_gone = |index: &usize| self.of_old[*index].is_none();
        (0..self.of_old.len()).filter(is_gone).collect()
    }

    fn came(&self) -> Vec<usize> {
        let is_new = |index: &usize| !self.is_taken[*index];
        (0..self.is_taken.len()).filter(is_new).collect()
    }

    /// Pairs those left that have a key that nobody else left has on either side.
    fn pair_by<K: Hash + Eq>(
        &mut self,
        old: impl Fn(usize) -> Option<K>,
        new: impl Fn(usize) -> Option<K>,
    ) {
        let (was, is) = (unique(self.gone(), old), unique(self.came(), new));
        for (key, index) in was {
            if let (Some(was), Some(Some(is))) = (index, is.get(&key)) {
                self.pair(was, *is);
            }
        }
    }

    fn pairs(self) -> Pairs {
        let (gone, came) = (self.gone(), self.came());
        let both = self.of_old.iter().enumerate();
        Pairs {
            both: both.filter_map(|(old, new)| Some((old, (*new)?))).collect(),
            gone,
            came,
        }
    }
}

/// The places by their keys; none where two have the same.
fn unique<K: Hash + Eq>(
    places: Vec<usize>,
    key: impl Fn(usize) -> Option<K>,
) -> HashMap<K, Option<usize>> {
    let mut found = HashMap::new();
    for place in places {
        if let Some(key) = key(place) {
            let first = found.entry(key).or_insert(Some(place));
            if *first != Some(place) {
                *first = None;
            }
        }
    }
    found
}

/// The entries of all kinds.
pub(super) fn entries(old: &Catalogue, new: &Catalogue) -> Vec<(Kind, Pairs)> {
    Kind::ALL.map(|kind| (kind, of_kind(old, new, kind))).into()
}

/// By id, then by an earlier id, then by the name, then by the statements.
fn of_kind(old: &Catalogue, new: &Catalogue, kind: Kind) -> Pairs {
    let mut matching = Matching::new(old.count(kind), new.count(kind));
    let find = |catalogue: &Catalogue, id: &str| {
        let at = catalogue.find(id).filter(|at| at.kind == kind);
        at.map(|at| at.index)
    };
    for index in 0..old.count(kind) {
        let id = old
            .entry(EntryRef::new(kind, index))
            .map(|was| &was.id.value);
        if let Some(other) = id.and_then(|id| find(new, id)) {
            matching.pair(index, other);
        }
    }
    for index in matching.came() {
        for id in earlier_ids(new.entry(EntryRef::new(kind, index))) {
            if let Some(other) = find(old, id) {
                matching.pair(other, index);
            }
        }
    }
    // An entry that got its earlier id back.
    for index in matching.gone() {
        for id in earlier_ids(old.entry(EntryRef::new(kind, index))) {
            if let Some(other) = find(new, id) {
                matching.pair(index, other);
            }
        }
    }
    let name = |catalogue: &Catalogue, index| {
        let entry = catalogue.entry(EntryRef::new(kind, index));
        entry.map(|entry| entry.name.clone())
    };
    matching.pair_by(|index| name(old, index), |index| name(new, index));
    if kind == Kind::Milestone {
        matching.pair_by(|index| ledger(old, index), |index| ledger(new, index));
    }
    matching.pairs()
}

fn earlier_ids(entry: Option<&Entry>) -> impl Iterator<Item = &Id> {
    let was = entry.map_or(&[][..], |entry| &entry.was);
    was.iter().map(|id| &id.value)
}

/// All that was said, but for the sources; none where nothing was.
fn ledger(catalogue: &Catalogue, milestone: usize) -> Option<String> {
    let said = |statement: &Statement| {
        let Statement {
            said,
            when,
            by,
            words,
            note: _,
            source: _,
            place: _,
        } = statement;
        format!("{said:?}\0{when:?}\0{by:?}\0{words:?}\n")
    };
    let statements = &catalogue.milestones().get(milestone)?.statements;
    (!statements.is_empty()).then(|| statements.iter().map(said).collect())
}

/// The registries: by id, then by what a source says of itself.
pub(super) fn sources(old: &Catalogue, new: &Catalogue) -> Pairs {
    let (was, is) = (old.sources(), new.sources());
    let mut matching = Matching::new(was.len(), is.len());
    let places: HashMap<&Id, usize> = is
        .iter()
        .enumerate()
        .map(|(index, source)| (&source.id.value, index))
        .collect();
    for (index, source) in was.iter().enumerate() {
        if let Some(other) = places.get(&source.id.value) {
            matching.pair(index, *other);
        }
    }
    let said = |source: &Source| {
        let Source {
            id: _,
            title,
            publisher,
            date,
            url,
            grade: _,
            place: _,
        } = source;
        (title.clone(), publisher.clone(), *date, url.clone())
    };
    matching.pair_by(
        |index| was.get(index).map(said),
        |index| is.get(index).map(said),
    );
    matching.pairs()
}
