//! The state of the running dashboard, and the one function that changes it.
//!
//! No IO and no clock: the terminal side turns events into a [`Msg`], [`update()`] changes the [`App`],
//! and what has to be done outside comes back as an [`Effect`].

mod arrival;
pub mod axis;
pub mod drawn;
pub mod form;
pub mod groups;
pub mod input;
pub mod keymap;
pub mod list;
mod message;
pub mod news;
mod offer;
pub mod over;
pub mod record;
pub mod rows;
pub mod share;
pub mod surveys;
pub mod tab;
pub mod timeline;
mod update;

use std::sync::Arc;

use chrono::{NaiveDate, NaiveDateTime};
use strum::VariantArray;

use crate::domain::catalogue::{Catalogue, EntryRef, Id, Kind};
use crate::domain::computed::board::Board;
use crate::domain::computed::since::{Older, Since};
use crate::domain::file::loaded::{Snapshot, Unloadable};
use crate::domain::findings::diagnostic::Report;
use crate::domain::search::Query;
use crate::domain::text::clean::Text;
use crate::domain::when::Period;
use crate::words::{ENGLISH, Words};
use drawn::Drawn;
use groups::Group;
use list::List;
use news::News;
use rows::Sort;
use surveys::Orbits;
use tab::{ListId, Tab};
use timeline::Timeline;

pub use arrival::{Arrival, Awaiting, Recalled};
pub use message::{Effect, Msg, Notice, Write};
pub use over::{MilestonePage, Over, Page, Popup, TextPopup};
pub use update::update;

/// Where the catalogue comes from.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Origin {
    /// A file, by the name it was given.
    File(Text),
    /// A pipe of this name, which was read once: nothing to edit, nothing to follow.
    Once(Text),
    /// The copy built into the program: nothing to edit, nothing to follow.
    BuiltIn,
}

/// A sound catalogue and everything computed from it.
#[derive(Debug)]
pub struct Shown {
    /// Shared with what it is compared with, as long as that is the same.
    pub catalogue: Arc<Catalogue>,
    pub board: Board,
    /// The warnings, and the text they point into.
    pub report: Report,
    /// When it was read, local time.
    pub loaded: NaiveDateTime,
    pub newest_source: Option<Period>,
}

#[expect(clippy::large_enum_variant, reason = "there is one of it")]
#[derive(Debug)]
pub enum Data {
    /// A sound catalogue. When the file breaks while we run, the last good state stays on the screen,
    /// with what is wrong beside it.
    Shown {
        shown: Shown,
        trouble: Option<Trouble>,
    },
    /// The file was broken at the start: its errors are shown until it is mended.
    Broken(Trouble),
}

/// Why the file as it is now cannot be shown, and since when, local time.
#[derive(Debug)]
pub struct Trouble {
    pub why: Unloadable,
    pub since: NaiveDateTime,
}

#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Focus {
    #[default]
    List,
    Detail,
}

/// The detail beside a list: which of its milestones is marked, and how far it is scrolled.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Detail {
    pub focus: Focus,
    pub milestone: Option<Id>,
    pub scroll: usize,
    /// The milestone was marked since the last frame: it has to come into sight.
    pub follows: bool,
}

#[derive(Debug)]
pub struct App {
    /// The tongue of what it says.
    pub words: Words,
    pub origin: Origin,
    pub data: Data,
    pub today: NaiveDate,
    /// The board is that of another day, as asked for with `--as-of`.
    pub as_of: Option<NaiveDate>,
    pub tab: Tab,
    pub over: Over,
    pub timeline: Timeline,
    /// What has changed, and since when.
    pub news: News,
    /// The catalogue to compare with that was asked for and has not come yet.
    pub asking: Option<String>,
    /// What the record says of dates to come is shown.
    pub outlook: bool,
    pub orbits: Orbits,
    /// Nothing is ever written.
    pub read_only: bool,
    /// The mouse is captured.
    pub mouse: bool,
    /// What has just happened, until the next key.
    pub notice: Option<Notice>,
    /// Counts the catalogues that were shown, so that the screen knows when its rows moved.
    pub generation: u64,
    drawn: Drawn,
    /// What we have just done to the file, until the file is read again.
    wrote: Option<Notice>,
    /// What was on the screen before, until it is taken away.
    old: Option<Shown>,
    /// Our writes, the last one at the end.
    writes: Vec<Write>,
    /// The cell of the axis that the mouse holds.
    dragged: Option<u16>,
    lists: [List; ListId::VARIANTS.len()],
    sorts: [Sort; ListId::VARIANTS.len()],
    queries: [Query; Tab::VARIANTS.len()],
    details: [Detail; Tab::VARIANTS.len()],
    overview: ListId,
}

impl App {
    /// Says, until the next key, what went well.
    fn tell(&mut self, words: impl Into<String>) {
        self.notice = Some(Notice::Done(words.into()));
    }

    /// Says, until the next key, what could not be done or needs attention.
    pub fn warn(&mut self, words: impl Into<String>) {
        self.notice = Some(Notice::Warning(words.into()));
    }

    pub fn new(
        origin: Origin,
        loaded: Result<Snapshot, Unloadable>,
        at: NaiveDateTime,
        today: NaiveDate,
        as_of: Option<NaiveDate>,
    ) -> Self {
        let data = match loaded {
            Ok(snapshot) => Data::Shown {
                shown: Shown::new(snapshot, at, today, as_of),
                trouble: None,
            },
            Err(why) => Data::Broken(Trouble { why, since: at }),
        };
        let mut app = Self {
            words: ENGLISH,
            origin,
            data,
            today,
            as_of,
            tab: Tab::Overview,
            over: Over::default(),
            timeline: Timeline::new(today),
            news: News::since(Older::dated(Since::default())),
            asking: None,
            outlook: false,
            orbits: Orbits::default(),
            read_only: false,
            mouse: false,
            notice: None,
            generation: 0,
            drawn: Drawn::default(),
            wrote: None,
            old: None,
            writes: Vec::new(),
            dragged: None,
            lists: std::array::from_fn(|_| List::default()),
            sorts: std::array::from_fn(|index| Sort::initial(ListId::VARIANTS[index])),
            queries: std::array::from_fn(|_| Query::default()),
            details: std::array::from_fn(|_| Detail::default()),
            overview: ListId::Standings,
        };
        app.fill(Tab::Overview);
        app
    }

    /// Turns to a tab, with a filter.
    pub fn open_tab(&mut self, tab: Tab, query: Query) {
        self.tab = tab;
        self.queries[tab as usize] = query;
        self.fill(tab);
    }

    /// Notes what the last frame looked like.
    pub fn was_drawn(&mut self, drawn: Drawn) {
        if let Some(scroll) = self.scroll() {
            *scroll = drawn.scroll;
            self.details[self.tab as usize].follows = false;
        }
        self.drawn = drawn;
        self.read_to_the_end();
    }

    /// Whether the orbits of the constellations are looked at and not known; asked once.
    pub fn asks_for_orbits(&mut self) -> bool {
        let asks = self.tab == Tab::Constellations && !self.orbits.is_asked();
        let asks = asks && self.shown().is_some();
        if asks {
            self.orbits.ask();
        }
        asks
    }

    /// The catalogue on the screen, if there is one.
    pub fn shown(&self) -> Option<&Shown> {
        match &self.data {
            Data::Shown { shown, .. } => Some(shown),
            Data::Broken(_) => None,
        }
    }

    /// What is on the screen no more. To free a large catalogue takes its time, so that is left to the caller.
    pub fn let_go(&mut self) -> Option<Shown> {
        self.old.take()
    }

    /// What is wrong with the file as it is now.
    pub fn trouble(&self) -> Option<&Trouble> {
        match &self.data {
            Data::Shown { trouble, .. } => trouble.as_ref(),
            Data::Broken(trouble) => Some(trouble),
        }
    }

    pub fn list(&self, list: ListId) -> &List {
        &self.lists[list as usize]
    }

    pub fn sort(&self, list: ListId) -> Sort {
        self.sorts[list as usize]
    }

    pub fn query(&self, tab: Tab) -> &Query {
        &self.queries[tab as usize]
    }

    pub fn detail(&self) -> &Detail {
        &self.details[self.tab as usize]
    }

    /// The list that the keyboard moves in.
    pub fn focused_list(&self) -> ListId {
        match self.tab {
            Tab::Overview => self.overview,
            tab => ListId::of(tab)[0],
        }
    }

    /// Whether anything may be written or edited.
    ///
    /// # Errors
    /// Why not.
    pub fn may_touch(&self) -> Result<(), &'static str> {
        match (self.read_only, &self.origin) {
            (true, _) => Err("started with --read-only: nothing is written"),
            (false, Origin::BuiltIn) => {
                Err("the built-in catalogue: `roscope init` writes a copy to edit")
            }
            (false, Origin::Once(_)) => Err("it was read from a pipe: name a file to edit it"),
            (false, Origin::File(_)) => Ok(()),
        }
    }

    /// The entry under the cursor of the list.
    pub fn selected(&self) -> Option<EntryRef> {
        self.list(self.focused_list()).at()
    }

    /// The statements on the page of a milestone.
    fn statements(&self) -> usize {
        let milestone = self
            .open_milestone()
            .and_then(|index| self.shown()?.catalogue.milestones().get(index));
        milestone.map_or(0, |milestone| milestone.statements.len())
    }

    /// How many milestones the detail lists.
    fn milestones_in_detail(&self) -> usize {
        let listed = self.shown().zip(self.selected());
        listed.map_or(0, |(shown, at)| shown.catalogue.milestones_of(at).len())
    }

    /// The milestone marked in the detail: the first one where none is.
    pub fn detail_milestone(&self) -> Option<usize> {
        let catalogue = &self.shown()?.catalogue;
        let all = catalogue.milestones_of(self.selected()?);
        let marked = self
            .detail()
            .milestone
            .as_deref()
            .and_then(|id| catalogue.find(id));
        marked
            .map(|at| at.index)
            .filter(|index| all.contains(index))
            .or_else(|| all.first().copied())
    }

    /// What the keys that explain, copy and open are about.
    pub fn subject(&self) -> Option<EntryRef> {
        let milestone = |index| EntryRef::new(Kind::Milestone, index);
        if let Some(index) = self.open_milestone() {
            return Some(milestone(index));
        }
        if let (Some(record), Some(shown)) = (self.record(), self.shown()) {
            return record.subject(shown);
        }
        if self.detail().focus == Focus::Detail {
            return self.detail_milestone().map(milestone);
        }
        self.selected().or_else(|| self.group_entry())
    }

    /// The entry whose milestones stand in the group whose head is under the cursor.
    fn group_entry(&self) -> Option<EntryRef> {
        match self.list(self.focused_list()).row()?.group()? {
            Group::Of(at) => Some(at),
            Group::Other(_) | Group::Years { .. } => None,
        }
    }

    /// Makes the rows of a tab's lists: they are made when the tab is looked at, not before.
    fn fill(&mut self, tab: Tab) {
        let Self {
            words,
            data,
            lists,
            sorts,
            queries,
            timeline,
            news,
            ..
        } = self;
        let Data::Shown { shown, .. } = data else {
            return;
        };
        for list in ListId::of(tab) {
            let asked = (&queries[tab as usize], sorts[*list as usize]);
            let changes = match list {
                ListId::Changes if queries[tab as usize].is_empty() => (news.changes(shown), None),
                ListId::Changes => (news.changes(shown), news.older_board(shown)),
                _ => (&[][..], None),
            };
            let made = rows::rows(
                *list,
                &shown.catalogue,
                &shown.board,
                asked,
                (&*timeline, *words),
                changes,
            );
            if *list == ListId::Timeline {
                timeline.groups.clone_from(&made.groups);
            }
            lists[*list as usize].fill(made, &shown.catalogue);
        }
    }
}

impl Shown {
    pub fn new(
        snapshot: Snapshot,
        loaded: NaiveDateTime,
        today: NaiveDate,
        as_of: Option<NaiveDate>,
    ) -> Self {
        let Snapshot { catalogue, report } = snapshot;
        let catalogue = match as_of {
            Some(day) => catalogue.as_it_was(day),
            None => catalogue,
        };
        let board = Board::new(&catalogue, today);
        Self {
            newest_source: catalogue.newest_source(),
            catalogue: Arc::new(catalogue),
            board,
            report,
            loaded,
        }
    }
}
