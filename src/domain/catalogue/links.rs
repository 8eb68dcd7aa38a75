//! The ids in a record and the days on which it became known, found by the roles of its keys.

use super::{Catalogue, Entity, EntryRef, Id, Parts, Source, Statement};
use crate::domain::file::span::At;
use crate::domain::format::keyword::Grade;
use crate::domain::format::value::{Datum, Value};
use crate::domain::format::{Key, Record, Role, See, Touch};
use crate::domain::when::{Period, When};

impl<'a> Entity<'a> {
    /// The ids by which it names entries and sources, each with what it is there for; those of its lines too.
    pub fn ids(self) -> impl Iterator<Item = (Role, &'a At<Id>)> {
        let mut ids = Ids::default();
        self.each(&mut ids);
        ids.found.into_iter()
    }
}

impl Parts {
    /// The day of the newest source that has one. "2026" counts by its first day: no more is known.
    pub fn newest_source(&self) -> Option<Period> {
        let dates = self.sources.iter().filter_map(|source| source.date);
        dates.max_by_key(|date| date.first())
    }
}

impl Catalogue {
    /// The ids of the sources that an entry cites; one that is cited twice stands twice.
    pub fn cited(&self, at: EntryRef) -> impl Iterator<Item = &str> {
        let ids = self.at(at).into_iter().flat_map(Entity::ids);
        ids.filter_map(|(role, id)| (role == Role::Cites).then_some(&*id.value))
    }

    pub fn newest_source(&self) -> Option<Period> {
        self.parts().newest_source()
    }

    /// The same of those of official or agency grade.
    pub fn newest_sound_source(&self) -> Option<Period> {
        let is_sound = |source: &&Source| matches!(source.grade, Grade::Official | Grade::Agency);
        let sound = self.sources().iter().filter(is_sound);
        let dates = sound.filter_map(|source| source.date);
        dates.max_by_key(|date| date.first())
    }

    /// The sources for how an entry stands: of a milestone those of its outcome or of the statement whose date
    /// stands; perhaps none.
    pub fn sources_of<'a>(&'a self, at: EntryRef, now: Option<&'a Statement>) -> &'a [At<Id>] {
        let own = self.entry(at).map_or(&[][..], |entry| &entry.sources);
        let Some(Entity::Milestone(milestone)) = self.at(at) else {
            return own;
        };
        let of_outcome = &*milestone.recorded.source;
        let of_current = now.map_or(&[][..], |now| &now.source);
        let ranked = if milestone.is_open() {
            [of_current, of_outcome, own]
        } else {
            [of_outcome, own, of_current]
        };
        let best = ranked.into_iter().find(|sources| !sources.is_empty());
        best.unwrap_or_default()
    }
}

#[derive(Default)]
struct Ids<'a> {
    found: Vec<(Role, &'a At<Id>)>,
}

impl<'a> See<'a> for Ids<'a> {
    fn value<V: Value>(&mut self, key: &'static Key, value: &'a V) {
        if matches!(key.role, Role::Link(_) | Role::Cites) {
            self.found
                .extend(value.ids().iter().map(|id| (key.role, id)));
        }
    }
}

/// Changes the ids by which entries name others and cite sources.
pub(in crate::domain) fn change_ids(parts: &mut Parts, change: impl FnMut(Role, &mut At<Id>)) {
    parts.each_mut(&mut ChangeIds(change));
}

struct ChangeIds<F>(F);

impl<F: FnMut(Role, &mut At<Id>)> Touch for ChangeIds<F> {
    fn value<V: Value>(&mut self, key: &'static Key, value: &mut V) {
        if matches!(key.role, Role::Link(_) | Role::Cites) {
            value
                .ids_mut()
                .iter_mut()
                .for_each(|id| (self.0)(key.role, id));
        }
    }
}

/// When a line or a claim was said or counted, if that is known.
pub(in crate::domain) fn known(record: &impl Record) -> Option<Period> {
    let mut known = Known(None);
    record.each(&mut known);
    known.0
}

struct Known(Option<Period>);

impl<'a> See<'a> for Known {
    fn value<V: Value>(&mut self, key: &'static Key, value: &'a V) {
        if key.role == Role::Known
            && let Some(Datum::Date(When::In(period))) = value.datum()
        {
            self.0 = Some(period);
        }
    }

    fn table<R: Record>(&mut self, _: &'static Key, _: &'a Option<R>) {}

    fn list<R: Record>(&mut self, _: &'static Key, _: &'a [R]) {}
}
