//! Who has keys of its own in the file, and what can be done with them: listed, read, set.

use std::borrow::Cow;

use super::refusal::Refusal;
use super::{Before, KeyChange};
use crate::domain::catalogue::{Entity, EntryRef, Kind, PROGRAMME, Parts, all};
use crate::domain::format::value::{self, Datum, Value};
use crate::domain::format::{Key, Record, Role, See, Touch};
use crate::domain::search;
use crate::domain::text::suggest;

/// A key as it is named to set it: `status`, or `flights.total` of a table in braces.
pub type Path = Cow<'static, str>;

/// An entry, the programme, a source.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Holder {
    Entry(EntryRef),
    /// By its place in the list.
    Source(usize),
}

impl Holder {
    /// The one with this id; an entry goes before a source.
    ///
    /// # Errors
    /// None has it; the refusal names the nearest that there is.
    pub fn find(parts: &Parts, id: &str) -> Result<Self, Refusal> {
        if id == PROGRAMME {
            return Ok(Self::Entry(EntryRef::new(Kind::Programme, 0)));
        }
        let entry = all(parts).find(|(_, entry)| &*entry.id.value == id);
        let entry = entry.map(|(at, _)| Self::Entry(at));
        let mut sources = parts.sources.iter();
        let mut source = || sources.position(|source| &*source.id.value == id);
        entry.or_else(|| source().map(Self::Source)).ok_or_else(|| {
            let renamed =
                all(parts).find(|(_, entry)| entry.was.iter().any(|was| &*was.value == id));
            let renamed = renamed.map(|(_, entry)| &*entry.id.value);
            let ids = || {
                let entries = all(parts).map(|(_, entry)| &*entry.id.value);
                entries.chain(parts.sources.iter().map(|source| &*source.id.value))
            };
            let meant = renamed.or_else(|| search::meant(id, ids));
            Refusal::NoSuchEntry {
                id: id.into(),
                meant: meant.map(Into::into),
            }
        })
    }

    /// What it is called in the file: `milestone` of `[[milestone]]`.
    pub fn section(self) -> &'static str {
        match self {
            Self::Source(_) => "source",
            Self::Entry(at) => at.kind.name(),
        }
    }

    /// The keys that have a value and can be set, in that order.
    pub fn written(self, parts: &Parts) -> Vec<(Path, Datum)> {
        self.list(parts).written
    }

    /// What a key says now.
    pub fn value(self, parts: &Parts, key: &str) -> Option<Datum> {
        let mut written = self.written(parts).into_iter();
        written
            .find(|(name, _)| *name == key)
            .map(|(_, value)| value)
    }

    /// Its keys and values.
    pub fn list(self, parts: &Parts) -> List {
        let mut list = List::default();
        match self {
            Self::Source(index) => {
                if let Some(source) = parts.sources.get(index) {
                    source.each(&mut list);
                }
            }
            Self::Entry(at) => {
                if let Some(entity) = Entity::of(parts, at) {
                    entity.each(&mut list);
                }
            }
        }
        list
    }

    /// Makes a change of one key.
    pub(super) fn set(
        self,
        parts: &mut Parts,
        id: &str,
        change: &KeyChange,
    ) -> Result<(), Refusal> {
        let mut setter = Setter {
            path: &change.key,
            change,
            id,
            done: None,
        };
        match self {
            Self::Source(index) => touch(parts.sources.get_mut(index), &mut setter),
            Self::Entry(EntryRef { kind, index }) => match kind {
                Kind::Programme => touch(Some(&mut parts.programme), &mut setter),
                Kind::Project => touch(parts.projects.get_mut(index), &mut setter),
                Kind::Vehicle => touch(parts.vehicles.get_mut(index), &mut setter),
                Kind::Constellation => touch(parts.constellations.get_mut(index), &mut setter),
                Kind::Milestone => touch(parts.milestones.get_mut(index), &mut setter),
            },
        }
        setter
            .done
            .unwrap_or_else(|| Err(self.no_such_key(parts, &change.key)))
    }

    fn no_such_key(self, parts: &Parts, key: &str) -> Refusal {
        let keys = self.list(parts).keys.into_iter();
        let keys: Vec<Path> = keys
            .filter(|(_, is_open)| *is_open)
            .map(|(path, _)| path)
            .collect();
        let meant = suggest::nearest(key, keys.iter().map(|path| &**path));
        Refusal::UnknownKey {
            section: self.section(),
            key: key.to_owned(),
            meant: meant.map(str::to_owned),
            keys,
        }
    }
}

fn touch(record: Option<&mut impl Record>, setter: &mut Setter<'_>) {
    if let Some(record) = record {
        record.each_mut(setter);
    }
}

/// The keys of a record in the order of the format, and its values.
#[derive(Default)]
pub struct List {
    /// The table in braces whose keys are being listed.
    table: Option<&'static str>,
    /// With whether they can be set.
    pub keys: Vec<(Path, bool)>,
    pub written: Vec<(Path, Datum)>,
}

impl List {
    pub fn of(record: &impl Record) -> Self {
        let mut list = Self::default();
        record.each(&mut list);
        list
    }

    /// The keys alone.
    pub fn names(&self) -> Vec<&str> {
        self.keys.iter().map(|(path, _)| &**path).collect()
    }

    fn path(&self, key: &Key) -> Path {
        match self.table {
            Some(table) => format!("{table}.{}", key.name).into(),
            None => key.name.into(),
        }
    }
}

impl<'a> See<'a> for List {
    fn value<V: Value>(&mut self, key: &'static Key, value: &'a V) {
        let is_open = is_open(key);
        let written = value.datum().filter(|_| is_open);
        self.written
            .extend(written.map(|datum| (self.path(key), datum)));
        self.keys.push((self.path(key), is_open));
    }

    fn table<R: Record>(&mut self, key: &'static Key, table: &'a Option<R>) {
        self.keys.push((self.path(key), false));
        if let Some(record) = table {
            self.table = Some(key.name);
            record.each(self);
            self.table = None;
        }
    }

    fn list<R: Record>(&mut self, key: &'static Key, _: &'a [R]) {
        self.keys.push((self.path(key), false));
    }
}

/// It can be set: an entry keeps its id.
fn is_open(key: &Key) -> bool {
    !(key.must && key.role == Role::Own)
}

/// Finds the key of a change and makes it.
struct Setter<'c> {
    /// What is left of the name of the key inside the tables that were entered.
    path: &'c str,
    change: &'c KeyChange,
    id: &'c str,
    done: Option<Result<(), Refusal>>,
}

impl Setter<'_> {
    fn set(&self, must: bool, value: &mut impl Value) -> Result<(), Refusal> {
        let here = value.datum().map(|datum| datum.to_string());
        let is_as_seen = match &self.change.before {
            Before::Unseen => true,
            Before::Absent => here.is_none(),
            Before::Seen(value) => here.as_ref() == Some(value),
        };
        if !is_as_seen {
            return Err(Refusal::Conflict {
                id: self.id.into(),
                key: self.change.key.clone(),
                before: self.change.before.clone(),
                now: here,
            });
        }
        value::set(value, must, self.change.to.as_deref()).map_err(|why| Refusal::BadValue {
            key: self.change.key.clone(),
            typed: self.change.to.clone(),
            why,
        })
    }
}

impl Touch for Setter<'_> {
    fn value<V: Value>(&mut self, key: &'static Key, value: &mut V) {
        if key.name == self.path && is_open(key) {
            self.done = Some(self.set(key.must, value));
        }
    }

    fn table<R: Record>(&mut self, key: &'static Key, table: &mut Option<R>) {
        let inner = self.path.strip_prefix(key.name);
        if let (Some(inner), Some(record)) = (inner.and_then(|it| it.strip_prefix('.')), table) {
            self.path = inner;
            record.each_mut(self);
            self.path = &self.change.key;
        }
    }

    fn list<R: Record>(&mut self, _: &'static Key, _: &mut Vec<R>) {}
}
