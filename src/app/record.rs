//! The screen of the track record, over the tabs: a list of cuts, and the statements behind one.

use super::{Focus, Shown};
use crate::domain::catalogue::{EntryRef, Kind};
use crate::domain::record::{By, Cut, Judged};

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

    pub(super) fn travel(&mut self, by: isize) {
        match self.focus {
            Focus::List => {
                let last = self.cuts.len().saturating_sub(1);
                self.cut = self.cut.saturating_add_signed(by).min(last);
                self.statement = 0;
            }
            Focus::Detail => {
                let statement = self.statement.saturating_add_signed(by);
                self.statement = statement.min(self.last_statement());
            }
        }
    }

    fn last_statement(&self) -> usize {
        self.selected()
            .map_or(0, |cut| cut.of.len().saturating_sub(1))
    }
}
