//! A list with a cursor. The cursor is kept by id, so that it survives a reload, a filter and a sort.

use crate::domain::catalogue::{Catalogue, EntryRef, Id};

/// A row of a list.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Row {
    /// A line that names the rows under it; the cursor steps over it.
    Head(Heading),
    Entry {
        at: EntryRef,
        under: Option<Heading>,
    },
}

/// What the rows under a head have in common.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Heading {
    Overdue,
    Disagreeing,
    Impossible,
    Silent,
    Conflicting,
    /// The milestones of a project, by its place in the catalogue.
    Project(usize),
    /// The milestones of no project.
    Programme,
}

impl Row {
    pub fn at(self) -> Option<EntryRef> {
        match self {
            Self::Head(_) => None,
            Self::Entry { at, .. } => Some(at),
        }
    }

    fn under(self) -> Option<Heading> {
        match self {
            Self::Head(heading) => Some(heading),
            Self::Entry { under, .. } => under,
        }
    }
}

#[derive(Clone, Debug, Default)]
pub struct List {
    rows: Vec<Row>,
    /// The place of the cursor among the rows; on an entry whenever there is one.
    cursor: usize,
    /// The entry under the cursor, for when the rows are made anew.
    selected: Option<Id>,
}

impl List {
    pub fn rows(&self) -> &[Row] {
        &self.rows
    }

    pub fn cursor(&self) -> usize {
        self.cursor
    }

    /// The entry under the cursor.
    pub fn at(&self) -> Option<EntryRef> {
        self.rows.get(self.cursor).and_then(|row| row.at())
    }

    /// How many entries there are, heads not counted.
    pub fn entries(&self) -> usize {
        self.rows.iter().filter(|row| row.at().is_some()).count()
    }

    /// New rows: the cursor stays on its entry, else as near as can be to where it was.
    pub fn set_rows(&mut self, rows: Vec<Row>, catalogue: &Catalogue) {
        let under = self.rows.get(self.cursor).and_then(|row| row.under());
        self.rows = rows;
        let home = self.selected.as_deref().and_then(|id| catalogue.find(id));
        let same = |row: &Row| home.is_some() && row.at() == home;
        let exactly = self
            .rows
            .iter()
            .position(|row| same(row) && row.under() == under);
        let found = exactly.or_else(|| self.rows.iter().position(same));
        self.go_to(found.unwrap_or(self.cursor), catalogue);
    }

    pub fn select(&mut self, at: EntryRef, catalogue: &Catalogue) {
        if let Some(place) = self.rows.iter().position(|row| row.at() == Some(at)) {
            self.go_to(place, catalogue);
        }
    }

    /// Moves by so many rows; heads do not count as a place to stand.
    pub fn step(&mut self, by: isize, catalogue: &Catalogue) {
        let target = self
            .cursor
            .saturating_add_signed(by)
            .min(self.rows.len().saturating_sub(1));
        let before = self.cursor;
        self.go_to(target, catalogue);
        let stuck = self.cursor == before || (by > 0) != (self.cursor > before);
        if stuck && by != 0 {
            self.land(target, by > 0, catalogue);
        }
    }

    pub fn first(&mut self, catalogue: &Catalogue) {
        self.go_to(0, catalogue);
    }

    pub fn last(&mut self, catalogue: &Catalogue) {
        self.go_to(self.rows.len().saturating_sub(1), catalogue);
    }

    /// To the entry at `place`, or the nearest one after it, or before it.
    fn go_to(&mut self, place: usize, catalogue: &Catalogue) {
        let place = place.min(self.rows.len().saturating_sub(1));
        let is_entry = |index: &usize| self.rows[*index].at().is_some();
        let after = (place..self.rows.len()).find(is_entry);
        let found = after.or_else(|| (0..place).rev().find(is_entry));
        self.settle(found.unwrap_or(0), catalogue);
    }

    /// The nearest entry beyond `place` in the direction of travel, if there is one.
    fn land(&mut self, place: usize, forward: bool, catalogue: &Catalogue) {
        let is_entry = |index: &usize| self.rows.get(*index).is_some_and(|row| row.at().is_some());
        let found = if forward {
            (place..self.rows.len()).find(is_entry)
        } else {
            (0..=place).rev().find(is_entry)
        };
        if let Some(found) = found {
            self.settle(found, catalogue);
        }
    }

    fn settle(&mut self, place: usize, catalogue: &Catalogue) {
        self.cursor = place;
        // Rows that are filtered away leave the wish where it was, so that it comes back with them.
        if let Some(entry) = self.at().and_then(|at| catalogue.entry(at)) {
            self.selected = Some(entry.id.value.clone());
        }
    }
}
