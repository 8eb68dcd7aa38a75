//! The screen of the track record, over the tabs: a list of cuts, and the statements behind one.

use super::list::stepped;
use super::{Focus, Shown};
use crate::domain::catalogue::{EntryRef, Kind};
use crate::domain::computed::record::{By, Cut, Judged};
use crate::words::Words;

/// A row of the list of cuts.
#[derive(Clone, Copy, Debug)]
pub enum CutRow {
    Heading(&'static str),
    /// A cut by its place.
    Cut(usize),
}

impl CutRow {
    pub fn cut(self) -> Option<usize> {
        match self {
            Self::Heading(_) => None,
            Self::Cut(place) => Some(place),
        }
    }
}

/// The cuts, each kind under its heading.
pub fn headed(cuts: &[Cut], words: Words) -> impl Iterator<Item = CutRow> {
    let mut above = "";
    cuts.iter().enumerate().flat_map(move |(place, cut)| {
        let heading = words.cuts(&cut.by);
        let is_new = heading != above;
        above = heading;
        let heading = is_new.then_some(CutRow::Heading(heading));
        heading.into_iter().chain([CutRow::Cut(place)])
    })
}

#[derive(Clone, Debug, PartialEq, Eq)]
pub struct RecordView {
    pub focus: Focus,
    pub cuts: Vec<Cut>,
    /// The place of the cut under the cursor.
    pub cut: usize,
    /// The statement under the cursor, of those behind the cut.
    pub statement: usize,
}

impl RecordView {
    pub(super) fn new(shown: &Shown) -> Self {
        Self {
            focus: Focus::List,
            cuts: shown.board.record.cuts(&shown.catalogue),
            cut: 0,
            statement: 0,
        }
    }

    /// The same view of another state of the catalogue.
    pub(super) fn refresh(&mut self, shown: &Shown) {
        let before = self.selected().map(|cut| cut.by.clone());
        self.cuts = shown.board.record.cuts(&shown.catalogue);
        let same = |cut: &Cut| Some(&cut.by) == before.as_ref();
        self.cut = self.cuts.iter().position(same).unwrap_or(0);
        self.statement = self.statement.min(self.last_statement());
    }

    /// The cut under the cursor.
    pub fn selected(&self) -> Option<&Cut> {
        self.cuts.get(self.cut)
    }

    /// The statement under the cursor, wherever the keyboard is.
    pub fn judged<'a>(&self, shown: &'a Shown) -> Option<&'a Judged> {
        let place = self.selected()?.of.get(self.statement)?;
        shown.board.record.judged.get(*place)
    }

    /// What the keys that explain and open are about: the milestone of a statement, the entry of a cut.
    pub(super) fn subject(&self, shown: &Shown) -> Option<EntryRef> {
        if self.focus == Focus::Detail {
            let milestone = self.judged(shown)?.milestone;
            return Some(EntryRef::new(Kind::Milestone, milestone));
        }
        match self.selected()?.by {
            By::Project(index) => Some(EntryRef::new(Kind::Project, index)),
            By::Vehicle(index) => Some(EntryRef::new(Kind::Vehicle, index)),
            By::Constellation(index) => Some(EntryRef::new(Kind::Constellation, index)),
            By::All | By::First | By::Horizon(_) | By::Speaker(_) => None,
        }
    }

    /// Moves the cursor of the counts by so many rows, their headings counted.
    pub(super) fn travel_cuts(&mut self, by: isize, words: Words) {
        let rows: Vec<CutRow> = headed(&self.cuts, words).collect();
        let here = rows.iter().position(|row| row.cut() == Some(self.cut));
        let is_cut = |row: usize| rows[row].cut().is_some();
        let place = here.and_then(|here| stepped(here, by, rows.len(), is_cut));
        if let Some(cut) = place.and_then(|place| rows[place].cut()) {
            (self.cut, self.statement) = (cut, 0);
        }
    }

    pub(super) fn travel_statements(&mut self, by: isize) {
        let statement = self.statement.saturating_add_signed(by);
        self.statement = statement.min(self.last_statement());
    }

    /// Whether there is more than one place where the keyboard is.
    pub(super) fn moves(&self) -> bool {
        match self.focus {
            Focus::List => self.cuts.len() > 1,
            Focus::Detail => self.last_statement() > 0,
        }
    }

    fn last_statement(&self) -> usize {
        self.selected()
            .map_or(0, |cut| cut.of.len().saturating_sub(1))
    }
}
