//! Ids that have changed: a renaming is told once, and not wherever the id stands.

use std::collections::HashMap;

use super::pairs::Pairs;
use crate::domain::catalogue::{Catalogue, EntryRef, Id, Kind, change_ids};
use crate::domain::format::Role;

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
            change_ids(parts, |role, id| {
                let renamed = match role {
                    Role::Cites => &self.sources,
                    _ => &self.entries,
                };
                if let Some(new) = renamed.get(&id.value) {
                    id.value.clone_from(new);
                }
            });
        })
    }
}
