//! A list with a cursor. The cursor is kept by id, so that it survives a reload, a filter and a sort.

use super::groups::Group;
use crate::domain::catalogue::{Catalogue, EntryRef, Id};

/// A row of a list.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Row {
    /// A line that names the rows under it. The cursor stands on that of a group, which folds, and
    /// steps over every other.
    Head(Heading),
    Entry {
        at: EntryRef,
        under: Option<Heading>,
    },
    /// A change by its place among all, and the entry that it is about.
    Change { place: usize, at: Option<EntryRef> },
}

/// What the rows under a head have in common.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Heading {
    Overdue,
    Disagreeing,
    Impossible,
    Silent,
    Conflicting,
    Group(Group),
}

impl Row {
    pub fn at(self) -> Option<EntryRef> {
        match self {
            Self::Head(_) => None,
            Self::Entry { at, .. } => Some(at),
            Self::Change { at, .. } => at,
        }
    }

    /// The group that it is the head of.
    pub fn group(self) -> Option<Group> {
        match self {
            Self::Head(Heading::Group(group)) => Some(group),
            _ => None,
        }
    }

    pub(super) fn under(self) -> Option<Heading> {
        match self {
            Self::Head(heading) => Some(heading),
            Self::Entry { under, .. } => under,
            Self::Change { .. } => None,
        }
    }

    fn is_place(self) -> bool {
        self.is_item() || self.group().is_some()
    }

    /// It is what the list is made of, and no head.
    fn is_item(self) -> bool {
        !matches!(self, Self::Head(_))
    }
}

#[derive(Clone, Debug, Default)]
pub struct List {
    rows: Vec<Row>,
    /// How many entries there are, also those in folded groups.
    entries: usize,
    /// The place of the cursor among the rows; on a place to stand whenever there is one.
    cursor: usize,
    /// What was under the cursor, for when the rows are made anew.
    wish: Option<Wish>,
}

/// What the cursor stays on.
#[derive(Clone, Debug, PartialEq, Eq)]
enum Wish {
    Entry(Id),
    Group(Group),
    /// Several changes may be about one entry.
    Change(usize),
}

impl List {
    pub fn rows(&self) -> &[Row] {
        &self.rows
    }

    pub fn cursor(&self) -> usize {
        self.cursor
    }

    /// The row under the cursor.
    pub fn row(&self) -> Option<Row> {
        self.rows.get(self.cursor).copied()
    }

    /// The entry under the cursor.
    pub fn at(&self) -> Option<EntryRef> {
        self.row().and_then(Row::at)
    }

    /// How many entries there are: each once, heads not counted, also those in folded groups.
    pub fn entries(&self) -> usize {
        self.entries
    }

    /// New rows: the cursor stays on its entry, else as near as can be to where it was.
    pub fn set_rows(&mut self, rows: Vec<Row>, entries: usize, catalogue: &Catalogue) {
        let under = self.row().and_then(Row::under);
        (self.rows, self.entries) = (rows, entries);
        let wish = self.wish.clone();
        let wished = match &wish {
            Some(Wish::Entry(id)) => catalogue.find(id),
            _ => None,
        };
        let same = |row: &Row| match &wish {
            Some(Wish::Entry(_)) => wished.is_some() && row.at() == wished,
            Some(Wish::Group(group)) => row.group() == Some(*group),
            Some(Wish::Change(wished)) => {
                matches!(row, Row::Change { place, .. } if place == wished)
            }
            None => false,
        };
        let exactly = self
            .rows
            .iter()
            .position(|row| same(row) && row.under() == under);
        let found = exactly.or_else(|| self.rows.iter().position(same));
        let untouched = || self.wish.is_none().then(|| self.first_entry()).flatten();
        let place = found.or_else(untouched).unwrap_or(self.cursor);
        self.go_to(place, catalogue);
    }

    /// Where a cursor that nobody has moved stands.
    fn first_entry(&self) -> Option<usize> {
        self.rows.iter().position(|row| row.is_item())
    }

    pub fn select(&mut self, at: EntryRef, catalogue: &Catalogue) {
        if let Some(place) = self.rows.iter().position(|row| row.at() == Some(at)) {
            self.go_to(place, catalogue);
        }
    }

    /// To a row by its place; to the one after it where nobody can stand there.
    pub(super) fn put_cursor(&mut self, row: usize, catalogue: &Catalogue) {
        if row < self.rows.len() {
            self.go_to(row, catalogue);
        }
    }

    /// To a change, by its place among all of them.
    pub(super) fn select_change(&mut self, change: usize, catalogue: &Catalogue) {
        let is_it = |row: &Row| matches!(row, Row::Change { place, .. } if *place == change);
        if let Some(place) = self.rows.iter().position(is_it) {
            self.go_to(place, catalogue);
        }
    }

    /// To the head of a group.
    pub fn select_group(&mut self, group: Group, catalogue: &Catalogue) {
        if let Some(place) = self.rows.iter().position(|row| row.group() == Some(group)) {
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

    /// To the place to stand at `place`, or the nearest one after it, or before it.
    fn go_to(&mut self, place: usize, catalogue: &Catalogue) {
        let place = place.min(self.rows.len().saturating_sub(1));
        let is_place = |index: &usize| self.rows[*index].is_place();
        let after = (place..self.rows.len()).find(is_place);
        let found = after.or_else(|| (0..place).rev().find(is_place));
        self.settle(found.unwrap_or(0), catalogue);
    }

    /// The nearest place to stand beyond `place` in the direction of travel, if there is one.
    fn land(&mut self, place: usize, forward: bool, catalogue: &Catalogue) {
        let is_place = |index: &usize| self.rows.get(*index).is_some_and(|row| row.is_place());
        let found = if forward {
            (place..self.rows.len()).find(is_place)
        } else {
            (0..=place).rev().find(is_place)
        };
        if let Some(found) = found {
            self.settle(found, catalogue);
        }
    }

    fn settle(&mut self, place: usize, catalogue: &Catalogue) {
        self.cursor = place;
        // Rows that are filtered away leave the wish where it was, so that it comes back with them.
        match self.row() {
            Some(Row::Head(Heading::Group(group))) => self.wish = Some(Wish::Group(group)),
            Some(Row::Change { place, .. }) => self.wish = Some(Wish::Change(place)),
            Some(Row::Entry { at, .. }) => {
                if let Some(entry) = catalogue.entry(at) {
                    self.wish = Some(Wish::Entry(entry.id.value.clone()));
                }
            }
            _ => {}
        }
    }
}
