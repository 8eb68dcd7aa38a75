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
pub mod news;
mod offer;
pub mod record;
pub mod rows;
pub mod share;
pub mod surveys;
pub mod tab;
pub mod timeline;
mod update;

use std::sync::Arc;

use chrono::{NaiveDate, NaiveDateTime};
use crossterm::event::{KeyEvent, MouseEvent};
use strum::VariantArray;

use crate::domain::catalogue::{Catalogue, EntryRef, Id, Kind};
use crate::domain::computed::board::Board;
use crate::domain::computed::since::{Older, Since};
use crate::domain::edit::{Edit, Proven};
use crate::domain::file::loaded::{Snapshot, Unloadable};
use crate::domain::findings::diagnostic::Report;
use crate::domain::search::Query;
use crate::domain::text::address::Address;
use crate::domain::text::clean::Text;
use crate::domain::when::Period;
use crate::words::{ENGLISH, Words};
use drawn::{Drawn, Pane};
use form::Form;
use groups::Group;
use input::Input;
use keymap::Context;
use list::{Held, List};
use news::News;
use record::RecordView;
use rows::Sort;
use surveys::{Orbits, Surveys};
use tab::{ListId, Tab};
use timeline::Timeline;

pub use arrival::{Arrival, Awaiting, Recalled};
pub use update::update;

/// Something that happened.
#[expect(
    clippy::large_enum_variant,
    reason = "it is handed on once and never kept"
)]
#[derive(Debug)]
pub enum Msg {
    /// A key was pressed (presses and repeats only, never a release).
    Key(KeyEvent),
    Paste(String),
    /// The mouse did something, while it is captured.
    Mouse(MouseEvent),
    /// The file was read again, at this local time.
    Loaded {
        result: Result<Box<Arrival>, Unloadable>,
        at: NaiveDateTime,
    },
    /// What became of [`Effect::Plan`].
    Planned(Result<Proven, String>),
    /// What became of [`Effect::Save`].
    Saved(Result<Write, String>),
    /// What became of [`Effect::Undo`].
    Undone {
        write: Write,
        result: Result<Write, String>,
    },
    /// What became of [`Effect::LookBack`].
    LookedBack(Result<Older, String>),
    /// What the first frame did without.
    Recalled(Box<Recalled>),
    /// What the orbital elements at hand say.
    Surveyed(Box<Surveys>),
    /// The day has changed.
    Today(NaiveDate),
    /// An effect failed: this is to be shown.
    Failed(String),
}

/// Something to be done outside.
#[derive(Debug, PartialEq)]
pub enum Effect {
    Quit,
    /// Read the file again now.
    Reload,
    /// Paint the whole screen afresh.
    Redraw,
    /// Show it in the next theme.
    NextTheme,
    /// Take the mouse from the terminal, or leave it alone again.
    CaptureMouse(bool),
    /// Suspend the program, as Ctrl-Z does in a shell.
    Suspend,
    /// Put this text on the clipboard.
    Copy(String),
    /// Work out what the file would be after these edits; nothing is written.
    Plan(Vec<Edit>),
    /// Write these edits into the file.
    Save(Vec<Edit>),
    /// Put the text back that stood in the file before our last write.
    Undo(Write),
    /// Get the catalogue as it was then: what [`Since`] reads. It may take a while; if several are asked for, the last
    /// one counts.
    LookBack(String),
    /// That catalogue is no longer wanted.
    StopLookingBack,
    /// Open the file in an editor at a line and a column, from 1.
    Editor {
        line: usize,
        column: usize,
    },
    /// Show this address in a browser.
    OpenUrl(Address),
}

/// A write of ours, to be undone as long as the file still holds it.
#[derive(Clone, PartialEq, Eq)]
pub struct Write {
    pub before: Vec<u8>,
    pub after: Vec<u8>,
    /// What else to report: where a text is kept that another program saved meanwhile.
    pub remark: Option<String>,
}

impl std::fmt::Debug for Write {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        write!(
            f,
            "Write({} to {} bytes)",
            self.before.len(),
            self.after.len()
        )
    }
}

/// A line about what has just happened.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Notice {
    /// It went well.
    Done(String),
    /// It could not be done, and why; or something that needs attention.
    Warning(String),
}

impl Notice {
    pub fn words(&self) -> &str {
        let (Self::Done(words) | Self::Warning(words)) = self;
        words
    }
}

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

/// What lies over the tabs and takes the keys.
#[derive(Clone, Debug, PartialEq)]
pub enum Mode {
    Browse,
    /// Typing a filter; what was there before comes back with Esc.
    Filter {
        input: Input,
        before: Box<Before>,
    },
    Help {
        scroll: usize,
    },
    /// The catalogue's status: its file, its errors and warnings.
    Status {
        scroll: usize,
    },
    /// Why the subject stands as it does.
    Why {
        scroll: usize,
    },
    /// How the subject's dates moved, on the whole screen.
    Chart {
        scroll: usize,
    },
    /// Choosing what to compare with: one of [`news::CHOICES`], or what is typed.
    Since {
        cursor: usize,
        input: Input,
    },
    /// The sources of the subject, to choose one.
    Sources {
        ids: Vec<Id>,
        cursor: usize,
    },
    /// Something is being written into the catalogue.
    Form(Box<Form>),
}

/// A tab as it was before a filter was typed.
#[derive(Clone, Debug, PartialEq)]
pub struct Before {
    query: String,
    /// The cursors of its lists.
    held: Vec<Held>,
    detail: Detail,
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

/// The page of a milestone, over everything else of the tab.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Page {
    pub milestone: Id,
    /// The statement under the cursor.
    pub statement: usize,
    /// How far what stands above the ledger is scrolled.
    pub scroll: usize,
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
    pub mode: Mode,
    pub timeline: Timeline,
    /// What has changed, and since when.
    pub news: News,
    /// The catalogue to compare with that was asked for and has not come yet.
    pub asking: Option<String>,
    /// What the record says of dates to come is shown.
    pub outlook: bool,
    pub record: Option<RecordView>,
    pub orbits: Orbits,
    /// It may lie over the track record.
    pub page: Option<Page>,
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
            mode: Mode::Browse,
            timeline: Timeline::new(today),
            news: News::since(Older::dated(Since::default())),
            asking: None,
            outlook: false,
            record: None,
            orbits: Orbits::default(),
            page: None,
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
    pub fn look_at(&mut self, tab: Tab, query: Query) {
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

    /// How far the text in front is scrolled, if one can be there.
    fn scroll(&mut self) -> Option<&mut usize> {
        match &mut self.mode {
            Mode::Help { scroll }
            | Mode::Status { scroll }
            | Mode::Why { scroll }
            | Mode::Chart { scroll } => Some(scroll),
            Mode::Form(form) => Some(&mut form.scroll),
            Mode::Sources { .. } | Mode::Since { .. } => None,
            Mode::Browse | Mode::Filter { .. } => match (&mut self.page, &self.record) {
                (Some(page), _) => Some(&mut page.scroll),
                (None, Some(_)) => None,
                (None, None) => Some(&mut self.details[self.tab as usize].scroll),
            },
        }
    }

    /// What keys that move by pages move.
    fn pane(&self) -> Pane {
        match &self.mode {
            Mode::Sources { .. } | Mode::Since { .. } => return Pane::Choices,
            Mode::Browse | Mode::Filter { .. } => {}
            _ => return Pane::Text,
        }
        match &self.record {
            _ if self.shown().is_none() || self.open_milestone().is_some() => Pane::Text,
            Some(record) if record.focus == Focus::List => Pane::Cuts,
            Some(_) => Pane::Judged,
            None if self.detail().focus == Focus::Detail => Pane::Text,
            None => Pane::List(self.focused_list()),
        }
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

    /// The milestone whose page is open, in the catalogue on the screen.
    pub fn open_milestone(&self) -> Option<usize> {
        let at = self
            .shown()?
            .catalogue
            .find(&self.page.as_ref()?.milestone)?;
        (at.kind == Kind::Milestone).then_some(at.index)
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
        if let (Some(record), Some(shown)) = (&self.record, self.shown()) {
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

    pub fn context(&self) -> Context {
        match self.mode {
            Mode::Filter { .. } => return Context::Typing,
            Mode::Help { .. } | Mode::Status { .. } => return Context::Popup,
            Mode::Why { .. } | Mode::Chart { .. } => return Context::Subject,
            Mode::Sources { .. } => return Context::Sources,
            Mode::Since { .. } => return Context::Since,
            Mode::Form(ref form) => return form.context(),
            Mode::Browse => {}
        }
        if self.open_milestone().is_some() {
            return Context::Milestone;
        }
        if self.record.is_some() {
            return Context::Record;
        }
        match (self.tab, self.detail().focus) {
            (Tab::Overview, _) => Context::Overview,
            (Tab::Timeline, _) => Context::Timeline,
            (Tab::Changes, _) => Context::Changes,
            (_, Focus::List) => Context::List,
            (_, Focus::Detail) => Context::Detail,
        }
    }

    /// Makes the rows of a tab's lists: they are made when the tab is looked at, not before.
    fn fill(&mut self, tab: Tab) {
        let Self {
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
                timeline,
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
