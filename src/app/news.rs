//! What has changed, and against what.

use std::cell::OnceCell;
use std::sync::Arc;
use std::time::Duration;

use chrono::NaiveDate;

use super::list::Row;
use super::tab::{ListId, Tab};
use super::{App, Data, Page, Shown};
use crate::domain::catalogue::{Catalogue, EntryRef, Source};
use crate::domain::changes::{Change, Of, newest};
use crate::domain::computed::board::Board;
use crate::domain::computed::since::{Older, Since};
use crate::domain::search::{Finder, Query};

/// How many changes count as the newest.
const NEWEST: usize = 5;

/// What to choose from: what is typed for it, and its words.
pub const CHOICES: [(&str, &str); 4] = [
    ("last", "the last visit"),
    ("7d", "the last 7 days"),
    ("30d", "the last 30 days"),
    ("90d", "the last 90 days"),
];

/// How long the changes have to be on the screen to count as read.
const READ_IN: Duration = Duration::from_secs(60);

/// The changes from an older catalogue to the one on the screen.
#[derive(Debug)]
pub struct News {
    asked: Asked,
    /// Counts the questions: of another catalogue or day the same one is another.
    turn: u64,
    /// Worked out when they are first looked at.
    comparison: OnceCell<Comparison>,
    /// How long they have been on the screen.
    seen: Duration,
    /// The text of the catalogue of which all that is new since the last visit has been read.
    read: Option<Arc<str>>,
}

/// Since when.
#[derive(Clone, Debug)]
pub(super) enum Asked {
    /// Nothing was chosen, and whether there was a last visit is not known yet.
    Awaited,
    /// Nothing was chosen: since the last visit, if there was one.
    Nothing(Option<Older>),
    Since(Older),
}

/// The changes from then to a catalogue, on a day.
#[derive(Debug)]
pub(super) struct Comparison {
    older: Older,
    /// Worked out when the changes are first filtered.
    older_board: OnceCell<Board>,
    changes: Vec<Change>,
    /// The places of the newest, the newest first.
    newest: Vec<usize>,
}

impl Comparison {
    pub(super) fn new(asked: Asked, catalogue: &Catalogue, today: NaiveDate) -> Self {
        let (older, changes) = match asked {
            Asked::Awaited => (Older::dated(Since::LastVisit), Vec::new()),
            Asked::Nothing(last) => Older::usual(last, catalogue, today),
            Asked::Since(older) => {
                let changes = older.changes(catalogue, today);
                (older, changes)
            }
        };
        let newest = newest(&changes, NEWEST);
        Self {
            older,
            older_board: OnceCell::new(),
            changes,
            newest,
        }
    }
}

impl News {
    /// Nothing was chosen, and the last visit is still to be looked for.
    pub fn awaited() -> Self {
        Self::new(Asked::Awaited)
    }

    pub fn is_awaited(&self) -> bool {
        matches!(self.asked, Asked::Awaited)
    }

    pub(super) fn asked(&self) -> &Asked {
        &self.asked
    }

    /// Which question it is.
    pub(super) fn turn(&self) -> u64 {
        self.turn
    }

    /// What to compare with until something is chosen: see [`Older::usual`].
    pub fn usual(last: Option<Older>) -> Self {
        Self::new(Asked::Nothing(last))
    }

    pub fn since(older: Older) -> Self {
        Self::new(Asked::Since(older))
    }

    fn new(asked: Asked) -> Self {
        Self {
            asked,
            turn: 0,
            comparison: OnceCell::new(),
            seen: Duration::ZERO,
            read: None,
        }
    }

    /// The last visit, if there was one: it counts unless something else was asked for meanwhile.
    pub(super) fn recall(&mut self, last: Option<Older>) {
        if self.is_awaited() {
            self.asked = Asked::Nothing(last);
            self.forget();
        }
    }

    /// Compares with this one from now on.
    pub(super) fn ask(&mut self, older: Older) {
        self.asked = Asked::Since(older);
        self.forget();
    }

    /// Since when.
    pub fn since_when<'a>(&'a self, shown: &'a Shown) -> &'a Older {
        &self.comparison(shown).older
    }

    /// What it is compared with, where that is another catalogue.
    fn older<'a>(&'a self, shown: &'a Shown) -> Option<&'a Catalogue> {
        self.comparison(shown).older.catalogue.as_deref()
    }

    /// The same with its board.
    pub(super) fn older_board<'a>(
        &'a self,
        shown: &'a Shown,
    ) -> Option<(&'a Catalogue, &'a Board)> {
        let older = self.older(shown)?;
        let board = &self.comparison(shown).older_board;
        let board = board.get_or_init(|| Board::new(older, shown.board.today));
        Some((older, board))
    }

    /// By importance.
    pub fn changes(&self, shown: &Shown) -> &[Change] {
        &self.comparison(shown).changes
    }

    /// The newest few, by when they came about.
    pub fn newest<'a>(&'a self, shown: &'a Shown) -> impl Iterator<Item = &'a Change> {
        let Comparison {
            changes, newest, ..
        } = self.comparison(shown);
        newest.iter().filter_map(|place| changes.get(*place))
    }

    fn comparison(&self, shown: &Shown) -> &Comparison {
        let comparison =
            || Comparison::new(self.asked.clone(), &shown.catalogue, shown.board.today);
        self.comparison.get_or_init(comparison)
    }

    /// The text of the catalogue of which everything new since the last visit was read: on the screen for a
    /// minute, or to its end.
    pub fn read(&self) -> Option<&str> {
        self.read.as_deref()
    }

    /// Whether what is told is all that is new since the last visit.
    fn is_of_visit(&self) -> bool {
        match &self.asked {
            Asked::Awaited => false,
            Asked::Nothing(_) => true,
            Asked::Since(older) => older.since == Since::LastVisit,
        }
    }

    /// A source of a change; that of what was removed may be gone too.
    pub fn source<'a>(&'a self, id: &str, shown: &'a Shown) -> Option<&'a Source> {
        let old = self.older(shown);
        let known = shown.catalogue.source(id);
        known.or_else(|| old.and_then(|old| old.source(id)))
    }

    /// Takes what was worked out elsewhere.
    pub(super) fn take(&mut self, comparison: Comparison) {
        self.comparison = comparison.into();
    }

    /// The catalogue or the day has changed.
    pub(super) fn forget(&mut self) {
        self.turn += 1;
        self.comparison.take();
        self.seen = Duration::ZERO;
    }
}

impl App {
    /// Notes for how long the screen has not changed.
    pub fn has_stood(&mut self, time: Duration) {
        if self.shows_changes() {
            self.news.seen = self.news.seen.saturating_add(time);
            if self.news.seen >= READ_IN {
                self.changes_are_read();
            }
        }
    }

    /// Counts the changes as read once the cursor has come to the last of them.
    pub(super) fn read_to_the_end(&mut self) {
        let list = self.list(ListId::Changes);
        let is_last = list.cursor() + 1 == list.rows().len();
        if is_last && self.shows_changes() && self.query(Tab::Changes).is_empty() {
            self.changes_are_read();
        }
    }

    fn shows_changes(&self) -> bool {
        self.tab == Tab::Changes && self.over.is_nothing()
    }

    fn changes_are_read(&mut self) {
        let Data::Shown { shown, .. } = &self.data else {
            return;
        };
        if self.news.is_of_visit() {
            self.news.read = Some(Arc::clone(&shown.report.text));
        }
    }

    /// The change under the cursor, where they are listed.
    pub fn change(&self) -> Option<&Change> {
        let is_meant = self.focused_list() == ListId::Changes && *self.over.page() == Page::Tab;
        self.change_under_cursor().filter(|_| is_meant)
    }

    /// What the change under the cursor is about is in the catalogue, to be looked at.
    pub(super) fn change_leads_on(&self) -> bool {
        let source = self.change().filter(|change| is_source(change));
        let is_there = |id| {
            self.shown()
                .is_some_and(|shown| shown.catalogue.source(id).is_some())
        };
        self.selected().is_some() || source.is_some_and(|change| is_there(&change.subject.id))
    }

    /// The change under the cursor of the list of changes, wherever the keyboard is.
    pub(super) fn change_under_cursor(&self) -> Option<&Change> {
        match self.list(ListId::Changes).row()? {
            Row::Change { place, .. } => self.news.changes(self.shown()?).get(place),
            _ => None,
        }
    }

    /// Puts that cursor on the same change, or on the one that has become of it.
    pub(super) fn stay_on(&mut self, change: &Change) {
        let Data::Shown { shown, .. } = &self.data else {
            return;
        };
        let changes = self.news.changes(shown);
        let same = changes.iter().position(|other| other == change);
        let place = same.or_else(|| changes.iter().position(|other| other.is_like(change)));
        if let Some(place) = place {
            self.lists[ListId::Changes as usize].select_change(place, &shown.catalogue);
        }
    }
}

/// The places of the changes that are about what fits, each with the entry that it is about, where the
/// catalogue has it. An entry that is gone is matched as it was.
pub(super) fn rows(
    changes: &[Change],
    finder: &Finder,
    query: &Query,
    (catalogue, older): (&Catalogue, Option<(&Catalogue, &Board)>),
) -> Vec<(usize, Option<EntryRef>)> {
    let all = changes.iter().enumerate();
    let all = all.map(|(place, change)| (place, change, change.at(catalogue)));
    if query.is_empty() {
        return all.map(|(place, _, at)| (place, at)).collect();
    }
    let older = older.map(|(older, board)| (older, query.finder(older, board)));
    let fits = |finder: &Finder, catalogue: &Catalogue, change: &Change, at| match change.subject.of
    {
        Of::Entry(_) => Option::map(at, |at| finder.fits(at)),
        Of::Source => catalogue
            .source_place(&change.subject.id)
            .map(|index| finder.fits_source(index)),
    };
    let found = all.filter(|(_, change, at)| {
        let before = || {
            let (older, finder) = older.as_ref()?;
            fits(finder, older, change, change.at(older))
        };
        let now = fits(finder, catalogue, change, *at);
        now.or_else(before).unwrap_or(false)
    });
    found.map(|(place, _, at)| (place, at)).collect()
}

/// Whether it is about a source.
fn is_source(change: &Change) -> bool {
    change.subject.of == Of::Source
}
