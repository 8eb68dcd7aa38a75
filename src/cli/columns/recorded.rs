//! What the file says, as cells.

use std::borrow::Cow;

use super::{Cell, Row};
use crate::domain::format::value::{Datum, Value};
use crate::domain::format::{Key, Record, Role, See};

/// A key of a record, or of a table in it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(in crate::cli) struct KeyPath {
    table: Option<&'static str>,
    key: &'static str,
}

/// The name of a column, or of a cell in a row of several: "sources" for "source".
type CellName = Cow<'static, str>;

/// The keys of a record, those of its tables included, lists left out, in the order of the format.
pub(super) fn paths<R: Record>() -> Vec<(CellName, KeyPath)> {
    let mut cells = Cells::default();
    R::default().each(&mut cells);
    let cells = cells.found.into_iter();
    cells.map(|(name, path, _)| (name, path)).collect()
}

/// The names and the cells of a line of a ledger.
pub(in crate::cli) fn line<R: Record>(record: &R) -> (Vec<CellName>, Vec<Cell>) {
    let mut cells = Cells::default();
    record.each(&mut cells);
    let cells = cells.found.into_iter();
    cells.map(|(name, _, cell)| (name, cell)).unzip()
}

/// What stands there.
pub(super) fn cell(row: &Row, path: KeyPath) -> Cell {
    let mut one = FindCell {
        path,
        found: Cell::Nothing,
    };
    match row.at() {
        Some(at) => {
            if let Some(entity) = row.catalogue.at(at) {
                entity.each(&mut one);
            }
        }
        None => {
            if let Some(source) = row.source() {
                source.each(&mut one);
            }
        }
    }
    one.found
}

fn as_cell(datum: Option<Datum>) -> Cell {
    match datum {
        None => Cell::Nothing,
        Some(Datum::Date(when)) => Cell::Date(when),
        Some(Datum::Count(count)) => Cell::Number(count.into()),
        Some(Datum::Number(number)) => Cell::Real(number),
        Some(Datum::Flag(_)) => Cell::Yes,
        Some(Datum::Ids(ids)) => {
            let ids: Vec<&str> = ids.iter().map(|id| &*id.value).collect();
            Cell::Text(ids.join(" "))
        }
        Some(other) => Cell::Text(other.shown()),
    }
}

/// Finds one cell.
struct FindCell {
    path: KeyPath,
    found: Cell,
}

impl<'a> See<'a> for FindCell {
    fn value<V: Value>(&mut self, key: &'static Key, value: &'a V) {
        if self.path.table.is_none() && self.path.key == key.name {
            self.found = as_cell(value.datum());
        }
    }

    fn table<R: Record>(&mut self, key: &'static Key, table: &'a Option<R>) {
        if let (Some(name), Some(record)) = (self.path.table, table)
            && name == key.name
        {
            self.path.table = None;
            record.each(self);
            self.path.table = Some(name);
        }
    }

    fn list<R: Record>(&mut self, _: &'static Key, _: &'a [R]) {}
}

/// Collects all cells.
#[derive(Default)]
struct Cells {
    table: Option<&'static str>,
    /// The next key is the first of its table, and goes by the name of that.
    is_first: bool,
    found: Vec<(CellName, KeyPath, Cell)>,
}

impl Cells {
    fn name(&mut self, key: &Key) -> CellName {
        let is_first = std::mem::take(&mut self.is_first);
        let name = key.exported();
        match self.table {
            Some(table) if is_first => table.into(),
            Some(table) if matches!(key.role, Role::Known | Role::Cites) => {
                format!("{table}_{name}").into()
            }
            _ => name,
        }
    }
}

impl<'a> See<'a> for Cells {
    fn value<V: Value>(&mut self, key: &'static Key, value: &'a V) {
        let path = KeyPath {
            table: self.table,
            key: key.name,
        };
        let name = self.name(key);
        self.found.push((name, path, as_cell(value.datum())));
    }

    fn table<R: Record>(&mut self, key: &'static Key, table: &'a Option<R>) {
        self.table = Some(key.name);
        self.is_first = true;
        match table {
            Some(record) => record.each(self),
            None => R::default().each(self),
        }
        self.table = None;
    }

    fn list<R: Record>(&mut self, _: &'static Key, _: &'a [R]) {}
}
