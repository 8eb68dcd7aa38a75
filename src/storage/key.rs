//! The keys of a table as the reader and its messages see them.

use crate::domain::catalogue::{
    Constellation, Milestone, Programme, Project, Source, Speaker, Vehicle,
};
use crate::domain::findings::written::Wanted;
use crate::domain::format::value::Value;
use crate::domain::format::{self, Record, Role, See};

/// A key that a table may have.
#[derive(Clone, Copy, Debug)]
pub(super) struct Key {
    pub(super) name: &'static str,
    pub(super) wanted: Wanted,
    pub(super) must: bool,
}

/// The tables of the file, in its order. `milestone` stands for `[[milestone]]`, `source` for
/// `[source.ID]`.
pub(super) const SECTIONS: [Key; 7] = [
    section(Programme::NAME, Wanted::Section),
    section(Project::NAME, Wanted::Entries),
    section(Vehicle::NAME, Wanted::Entries),
    section(Constellation::NAME, Wanted::Entries),
    section(Milestone::NAME, Wanted::Entries),
    section(Speaker::NAME, Wanted::Registry),
    section(Source::NAME, Wanted::Registry),
];

const fn section(name: &'static str, wanted: Wanted) -> Key {
    let must = matches!(wanted, Wanted::Section);
    Key { name, wanted, must }
}

/// A fact has no `when` unless it is a target.
pub(super) fn belongs(key: &format::Key, what: &str) -> bool {
    key.role != Role::OfTarget || what == "target"
}

/// The keys that a record may have, which is called this.
pub(super) fn keys_of<R: Record>(what: &str) -> Vec<Key> {
    let mut keys = Keys {
        what,
        found: Vec::new(),
    };
    R::default().each(&mut keys);
    keys.found
}

struct Keys<'w> {
    what: &'w str,
    found: Vec<Key>,
}

impl Keys<'_> {
    fn push(&mut self, key: &format::Key, wanted: Wanted) {
        if belongs(key, self.what) {
            self.found.push(Key {
                name: key.name,
                wanted,
                must: key.must,
            });
        }
    }
}

impl<'a> See<'a> for Keys<'_> {
    fn value<V: Value>(&mut self, key: &'static format::Key, _: &'a V) {
        self.push(key, Wanted::Value(V::SHAPE));
    }

    fn table<R: Record>(&mut self, key: &'static format::Key, _: &'a Option<R>) {
        self.push(key, Wanted::Table);
    }

    fn list<R: Record>(&mut self, key: &'static format::Key, _: &'a [R]) {
        self.push(key, Wanted::Tables);
    }
}
