//! The format of the catalogue, declared once: which keys each kind of table has.
//!
//! A kind of table is a struct and, below it in [`kinds`], one row for each key, given to `record!`. A row says
//!
//! - the field of the struct;
//! - what stands there: `value`, one of the types of [`value`]; `table`, a table in braces; `list`, an array of them;
//! - `Must` if every such table has it, else `May`;
//! - its [`Role`];
//! - the key as the file has it, its label for people, and a description, which editors show.
//!
//! The rows stand in the order in which a file has the keys. `..part(ROWS);` puts the rows of another record there,
//! as those of [`Entry`](kinds::Entry), which every kind of entry has. The first line names the record, its table,
//! and the fields without a row: those parts, and the place in the file. The macro takes the struct apart by all
//! of these names, so a field that is missing here does not compile.
//!
//! Everything else walks the rows: a [`See`] reads a record, a [`Touch`] changes it. Reading a file, setting a
//! key, the order of keys in a file, comparing, links and citations, `--as-of`, JSON, columns and both JSON
//! schemas are such walkers, so that a new key is a field and a row.

pub mod keyword;
pub mod kinds;
pub mod value;

use std::borrow::Cow;
use std::ops::Range;

use crate::domain::file::span::Place;
use crate::domain::kind::Kind;
use value::Value;

/// A key of a table.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Key {
    /// As the file has it: `status_as_of`.
    pub name: &'static str,
    /// Every such table has it.
    pub must: bool,
    pub role: Role,
    /// What people call it: "status as of". Of a table or a list: one of its tables.
    pub label: &'static str,
    /// For who writes the file: a phrase without a full stop.
    pub about: &'static str,
}

impl Key {
    /// Its name in JSON and in columns, where it always holds a list: "sources" for "source".
    pub fn exported(&self) -> Cow<'static, str> {
        match self.name.strip_suffix("source") {
            Some(stem) => format!("{stem}sources").into(),
            None => Cow::Borrowed(self.name),
        }
    }
}

/// What a value is to the catalogue as a whole.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Role {
    Plain,
    /// The id of the entry itself, or one that it had before. The former is not changed.
    Own,
    /// Ids of other entries.
    Link(Target),
    /// Ids of sources.
    Cites,
    /// The day of a line of a ledger, of a claim, of a status: on an earlier day nobody could know it.
    Known,
    /// Who said it.
    Speaker,
    /// A web address.
    Address,
    /// A text of an entry that has no day: it may tell what came later than a day that is looked at.
    Remark,
    /// A fact has it only where it is a target.
    OfTarget,
}

/// What a link may lead to.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Target {
    Project,
    Vehicle,
    Constellation,
    Milestone,
    /// Whom a milestone is of: a project, vehicle or constellation, or the programme.
    Owner,
}

impl Target {
    pub fn takes(self, kind: Kind) -> bool {
        match self {
            Self::Project => kind == Kind::Project,
            Self::Vehicle => kind == Kind::Vehicle,
            Self::Constellation => kind == Kind::Constellation,
            Self::Milestone => kind == Kind::Milestone,
            Self::Owner => kind != Kind::Milestone,
        }
    }
}

/// How many numbers a line of a ledger wants, of those under these keys.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Numbers {
    /// As its rows say.
    Any,
    /// At least one.
    Some(&'static [&'static str]),
    /// Just one.
    One(&'static [&'static str]),
}

/// A table of the file: its keys, and how to walk them.
pub trait Record: Default {
    /// The word for such a table: "milestone".
    const NAME: &'static str;
    /// What it is, in a sentence.
    const ABOUT: &'static str;

    /// How many of its numbers it wants.
    const NUMBERS: Numbers;

    /// Shows the values of these rows, those of the parts of it included, in the order of the file.
    fn rows<'a>(&'a self, rows: &Range<usize>, see: &mut impl See<'a>);

    /// The same, to change them.
    fn rows_mut(&mut self, rows: &Range<usize>, touch: &mut impl Touch);

    fn each<'a>(&'a self, see: &mut impl See<'a>) {
        self.rows(&ALL, see);
    }

    fn each_mut(&mut self, touch: &mut impl Touch) {
        self.rows_mut(&ALL, touch);
    }
}

/// All rows of a record.
pub const ALL: Range<usize> = 0..usize::MAX;

/// Reads a record, key by key. Unless it says otherwise, it reads the values of the tables in it as well.
pub trait See<'a>: Sized {
    fn value<V: Value>(&mut self, key: &'static Key, value: &'a V);

    fn table<R: Record>(&mut self, _: &'static Key, table: &'a Option<R>) {
        if let Some(record) = table {
            record.each(self);
        }
    }

    fn list<R: Record>(&mut self, _: &'static Key, list: &'a [R]) {
        for record in list {
            record.each(self);
        }
    }
}

/// Changes a record, key by key. Unless it says otherwise, it changes the values of the tables in it as well.
pub trait Touch: Sized {
    fn value<V: Value>(&mut self, key: &'static Key, value: &mut V);

    fn table<R: Record>(&mut self, _: &'static Key, table: &mut Option<R>) {
        if let Some(record) = table {
            record.each_mut(self);
        }
    }

    fn list<R: Record>(&mut self, _: &'static Key, list: &mut Vec<R>) {
        for record in list {
            record.each_mut(self);
        }
    }

    /// Where the table stands in the file.
    fn place(&mut self, _: &mut Place) {}
}

/// Declares the keys of a struct; the head of this module says how to read it.
macro_rules! record {
    ($record:ident $(<$status:ident>)?, $name:literal, $about:literal, [$($aside:ident),*] $($place:ident)? $(+ $numbers:ident($($number:literal),*))?;
     $($(..$part:ident($rows:expr))? $($field:ident: $shape:ident $need:ident $role:ident $(($to:ident))?
       $key:literal, $label:literal, $text:literal)?;)*) => {
        impl $(<$status: Value>)? Record for $record $(<$status>)? {
            const NAME: &'static str = $name;
            const ABOUT: &'static str = $about;
            const NUMBERS: Numbers = record!(@numbers $($numbers &[$($number),*])?);

            fn rows<'a>(&'a self, rows: &Range<usize>, see: &mut impl See<'a>) {
                let Self { $($($field: _,)?)* $($aside: _),* } = self;
                let mut row = 0..;
                $(if row.next().is_some_and(|row| rows.contains(&row)) {
                    $(self.$part.rows(&$rows, see);)?
                    $(see.$shape(record!(@key $need $role $(($to))? $key, $label, $text), &self.$field);)?
                })*
            }

            fn rows_mut(&mut self, rows: &Range<usize>, touch: &mut impl Touch) {
                $(touch.place(&mut self.$place);)?
                let mut row = 0..;
                $(if row.next().is_some_and(|row| rows.contains(&row)) {
                    $(self.$part.rows_mut(&$rows, touch);)?
                    $(touch.$shape(record!(@key $need $role $(($to))? $key, $label, $text), &mut self.$field);)?
                })*
            }
        }
    };
    (@key $need:ident $role:ident $(($to:ident))? $key:literal, $label:literal, $text:literal) => {
        &Key {
            name: $key,
            must: record!(@ $need),
            role: Role::$role $((Target::$to))?,
            label: $label,
            about: $text,
        }
    };
    (@numbers) => { Numbers::Any };
    (@numbers $numbers:ident $names:expr) => { Numbers::$numbers($names) };
    (@ Must) => { true };
    (@ May) => { false };
}
use record;
