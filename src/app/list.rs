//! A list with a cursor. The cursor is kept by id, so that it survives a reload, a filter and a sort.

use super::groups::{Group, GroupSummary};
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
    Missed,
    NoWord,
    InDoubt,
    Contradicting,
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

/// The rows of a list.
#[derive(Debug, Default)]
pub struct Made {
    pub rows: Vec<Row>,
    /// How many entries there are, each once, also those in folded groups.
    pub entries: usize,
    /// The cells of the longest date among them.
    pub date_cells: u16,
    /// The groups that the rows stand in; of the timeline only.
    pub groups: Vec<GroupSummary>,
}

#[derive(Clone, Debug, Default)]
pub struct List {
    rows: Vec<Row>,
    /// How many entries there are, also those in folded groups.
    entries: usize,
    /// The cells of its longest date.
    date_cells: u16,
    /// The place of the cursor among the rows; on a row where it can stand whenever there is one.
    cursor: usize,
    /// What was under the cursor, to find it again when the rows are made anew.
    wish: Option<Wish>,
}

/// Where a cursor stands, to be put back there.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Held {
    cursor: usize,
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

/// The place to stand so many rows further: never farther than that, unless the nearest place is.
pub(super) fn stepped(
    from: usize,
    by: isize,
    rows: usize,
    is_place: impl Fn(usize) -> bool,
) -> Option<usize> {
    let target = from.saturating_add_signed(by).min(rows.checked_sub(1)?);
    if by > 0 {
        let nearest = (from + 1..=target).rev().find(|row| is_place(*row));
        nearest.or_else(|| (target + 1..rows).find(|row| is_place(*row)))
    } else {
        let nearest = (target..from).find(|row| is_place(*row));
        nearest.or_else(|| (0..target).rev().find(|row| is_place(*row)))
    }
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

    /// The cells of the longest date among the entries, also of those in folded groups.
    pub fn date_cells(&self) -> u16 {
        self.date_cells
    }

    pub(super) fn fill(&mut self, made: Made, catalogue: &Catalogue) {
        self.date_cells = made.date_cells;
        self.set_rows(made.rows, made.entries, catalogue);
    }

    /// New rows: the cursor stays on its entry, else as near as can be to where it was.
    fn set_rows(&mut self, rows: Vec<Row>, entries: usize, catalogue: &Catalogue) {
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

    pub(super) fn hold(&self) -> Held {
        Held {
            cursor: self.cursor,
            wish: self.wish.clone(),
        }
    }

    /// Puts the cursor back: to the same row, or to what stood there where the rows are others now.
    pub(super) fn put_back(&mut self, held: Held, catalogue: &Catalogue) {
        self.go_to(held.cursor, catalogue);
        if self.wish != held.wish {
            self.wish = held.wish;
            let rows = std::mem::take(&mut self.rows);
            self.set_rows(rows, self.entries, catalogue);
        }
    }

    /// To the first entry.
    pub(super) fn go_to_first_entry(&mut self, catalogue: &Catalogue) {
        self.go_to(self.first_entry().unwrap_or(0), catalogue);
    }

    /// Whether there is more than one place to stand.
    pub(super) fn moves(&self) -> bool {
        self.rows
            .iter()
            .filter(|row| row.is_place())
            .nth(1)
            .is_some()
    }

    /// How many entries, or groups that are folded, are among these rows.
    pub fn items(&self, rows: std::ops::Range<usize>) -> usize {
        let is_folded = |row: usize| {
            let next = self.rows.get(row + 1);
            self.rows[row].group().is_some() && !next.is_some_and(|next| next.is_item())
        };
        let rows = rows.start..rows.end.min(self.rows.len());
        rows.filter(|row| self.rows[*row].is_item() || is_folded(*row))
            .count()
    }

    /// Where the cursor is until somebody moves it.
    fn first_entry(&self) -> Option<usize> {
        self.rows.iter().position(|row| row.is_item())
    }

    pub fn select(&mut self, at: EntryRef, catalogue: &Catalogue) {
        if let Some(place) = self.rows.iter().position(|row| row.at() == Some(at)) {
            self.go_to(place, catalogue);
        }
    }

    /// Moves to a row by its place; to the one after it if the cursor cannot stand there.
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

    /// Moves by so many rows; heads are stepped over.
    pub fn step(&mut self, by: isize, catalogue: &Catalogue) {
        let is_place = |row: usize| self.rows[row].is_place();
        if let Some(place) = stepped(self.cursor, by, self.rows.len(), is_place) {
            self.settle(place, catalogue);
        }
    }

    pub fn first(&mut self, catalogue: &Catalogue) {
        self.go_to(0, catalogue);
    }

    pub fn last(&mut self, catalogue: &Catalogue) {
        self.go_to(self.rows.len().saturating_sub(1), catalogue);
    }

    /// Moves to the row at `place`, or, if the cursor cannot stand there, to the nearest one after or before it.
    fn go_to(&mut self, place: usize, catalogue: &Catalogue) {
        let place = place.min(self.rows.len().saturating_sub(1));
        let is_place = |index: &usize| self.rows[*index].is_place();
        let after = (place..self.rows.len()).find(is_place);
        let found = after.or_else(|| (0..place).rev().find(is_place));
        self.settle(found.unwrap_or(0), catalogue);
    }

    fn settle(&mut self, place: usize, catalogue: &Catalogue) {
        self.cursor = place;
        // If its row is filtered away the cursor remembers it, and goes back to it when the row returns.
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
