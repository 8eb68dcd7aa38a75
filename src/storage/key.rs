//! The keys of a table as the reader and its messages see them.

use crate::domain::catalogue::{
    Constellation, Milestone, Programme, Project, Source, Speaker, Vehicle,
};
use crate::domain::format::value::{Shape, Value};
use crate::domain::format::{self, Record, Role, See};

/// A key that a table may have.
#[derive(Clone, Copy, Debug)]
pub(super) struct Key {
    pub(super) name: &'static str,
    pub(super) kind: Kind,
    pub(super) must: bool,
}

/// What the value of a key is.
#[derive(Clone, Copy, Debug)]
pub(super) enum Kind {
    Value(Shape),
    /// A table in braces.
    Table,
    /// An array of such tables.
    Tables,
    /// `[programme]`.
    Section,
    /// `[[milestone]]`.
    Entries,
    /// `[source.ID]`.
    Registry,
}

impl Kind {
    /// What belongs there, for a message.
    pub(super) fn noun(self) -> &'static str {
        match self {
            Self::Value(Shape::Text) => "text in quotes",
            Self::Value(Shape::Id) => "an id in quotes",
            Self::Value(Shape::Ids) => "an id in quotes, or an array of them",
            Self::Value(Shape::Texts) => "text in quotes, or an array of them",
            Self::Value(Shape::When | Shape::Period) => "a date",
            Self::Value(Shape::Count) => "a whole number",
            Self::Value(Shape::Number) => "a number",
            Self::Value(Shape::Flag) => "true or false",
            Self::Value(Shape::Word(_)) => "one of its words in quotes",
            Self::Table => "a table in braces",
            Self::Tables => "an array of tables in braces",
            Self::Section => "a section in single brackets",
            Self::Entries => "a list of entries in double brackets",
            Self::Registry => "a registry of tables",
        }
    }

    /// How the key is written.
    pub(super) fn example(self, key: &str) -> String {
        match self {
            Self::Value(Shape::Text) => format!("write `{key} = \"…\"`"),
            Self::Value(Shape::Id) => format!("write `{key} = \"some-name\"`"),
            Self::Value(Shape::Ids) => format!("write `{key} = [\"…\"]` with the ids of entries"),
            Self::Value(Shape::Texts) => format!("write `{key} = [\"…\"]`"),
            Self::Value(Shape::When) => {
                format!("write `{key} = \"2027-Q3\"`, or `\"TBD\"` if nothing is known")
            }
            Self::Value(Shape::Period) => {
                format!("write `{key} = 2026-03-31`, or a month or a year in quotes")
            }
            Self::Value(Shape::Count | Shape::Number) => format!("write `{key} = 8`"),
            Self::Value(Shape::Flag) => format!("write `{key} = true`"),
            Self::Value(Shape::Word(words)) => {
                format!("write `{key} = \"…\"`, one of {}", words().join(", "))
            }
            Self::Table => format!("write `{key} = {{ … }}`"),
            Self::Tables => format!("write `{key} = [ {{ … }}, … ]`"),
            Self::Section => format!("write a section `[{key}]`"),
            Self::Entries => format!("write each entry under `[[{key}]]`"),
            Self::Registry => format!("write each entry under `[{key}.ID]`"),
        }
    }
}

/// The tables of the file, in its order. `milestone` stands for `[[milestone]]`, `source` for
/// `[source.ID]`.
pub(super) const SECTIONS: [Key; 7] = [
    section(Programme::NAME, Kind::Section),
    section(Project::NAME, Kind::Entries),
    section(Vehicle::NAME, Kind::Entries),
    section(Constellation::NAME, Kind::Entries),
    section(Milestone::NAME, Kind::Entries),
    section(Speaker::NAME, Kind::Registry),
    section(Source::NAME, Kind::Registry),
];

const fn section(name: &'static str, kind: Kind) -> Key {
    let must = matches!(kind, Kind::Section);
    Key { name, kind, must }
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
    fn push(&mut self, key: &format::Key, kind: Kind) {
        if belongs(key, self.what) {
            self.found.push(Key {
                name: key.name,
                kind,
                must: key.must,
            });
        }
    }
}

impl<'a> See<'a> for Keys<'_> {
    fn value<V: Value>(&mut self, key: &'static format::Key, _: &'a V) {
        self.push(key, Kind::Value(V::SHAPE));
    }

    fn table<R: Record>(&mut self, key: &'static format::Key, _: &'a Option<R>) {
        self.push(key, Kind::Table);
    }

    fn list<R: Record>(&mut self, key: &'static format::Key, _: &'a [R]) {
        self.push(key, Kind::Tables);
    }
}
