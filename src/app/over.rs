//! What lies over the tab and takes the keys: a page in its place, a popup over that.

use super::drawn::Pane;
use super::form::Form;
use super::input::Input;
use super::keymap::KeyContext;
use super::list::Held;
use super::record::RecordView;
use super::tab::Tab;
use super::{App, Detail, Focus};
use crate::domain::catalogue::{Id, Kind};

/// What takes the keys. Closing it leads to what it lies over.
#[derive(Clone, Debug, PartialEq)]
pub enum Over {
    /// Nothing lies over the page.
    Page(Page),
    /// Typing the filter of the tab; what was there before comes back with Esc.
    Filter {
        input: Input,
        before: Box<Before>,
    },
    Popup(Popup, Page),
}

/// What stands in the place of the tab.
#[derive(Clone, Debug, Default, PartialEq)]
pub enum Page {
    /// The tab itself.
    #[default]
    Tab,
    Record(RecordView),
    Milestone(MilestonePage),
}

/// The page of a milestone.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct MilestonePage {
    pub milestone: Id,
    /// The statement under the cursor.
    pub statement: usize,
    /// How far what stands above the ledger is scrolled.
    pub scroll: usize,
    /// The track record, where it was opened from there.
    pub from: Option<RecordView>,
}

#[derive(Clone, Debug, PartialEq)]
pub enum Popup {
    Text {
        of: TextPopup,
        scroll: usize,
    },
    /// Choosing what to compare with: one of [`super::news::CHOICES`], or what is typed.
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

/// Something to read.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum TextPopup {
    Help,
    /// The catalogue's file, its errors and warnings.
    FileState,
    /// Why the subject stands as it does.
    Why,
    /// How the subject's dates moved, on the whole screen.
    SlipChart,
}

/// A tab as it was before a filter was typed.
#[derive(Clone, Debug, PartialEq)]
pub struct Before {
    pub(super) query: String,
    /// The cursors of its lists.
    pub(super) held: Vec<Held>,
    pub(super) detail: Detail,
}

impl Default for Over {
    fn default() -> Self {
        Self::Page(Page::Tab)
    }
}

impl Over {
    /// The tab itself has the keys.
    pub fn is_nothing(&self) -> bool {
        *self == Self::default()
    }

    pub fn page(&self) -> &Page {
        match self {
            Self::Page(page) | Self::Popup(_, page) => page,
            Self::Filter { .. } => &Page::Tab,
        }
    }

    pub fn popup(&self) -> Option<&Popup> {
        match self {
            Self::Popup(popup, _) => Some(popup),
            Self::Page(_) | Self::Filter { .. } => None,
        }
    }

    pub(super) fn popup_mut(&mut self) -> Option<&mut Popup> {
        match self {
            Self::Popup(popup, _) => Some(popup),
            Self::Page(_) | Self::Filter { .. } => None,
        }
    }

    pub(super) fn page_mut(&mut self) -> Option<&mut Page> {
        match self {
            Self::Page(page) | Self::Popup(_, page) => Some(page),
            Self::Filter { .. } => None,
        }
    }

    /// Takes the page out; a popup or a filter over it is gone.
    pub(super) fn take_page(&mut self) -> Page {
        match std::mem::take(self) {
            Self::Page(page) | Self::Popup(_, page) => page,
            Self::Filter { .. } => Page::Tab,
        }
    }

    /// Another page stands below what is over it.
    pub(super) fn set_page(&mut self, page: Page) {
        match self.page_mut() {
            Some(below) => *below = page,
            None => *self = Self::Page(page),
        }
    }

    pub(super) fn open(&mut self, popup: Popup) {
        *self = Self::Popup(popup, self.take_page());
    }

    /// Back to the page.
    pub(super) fn close_popup(&mut self) {
        *self = Self::Page(self.take_page());
    }
}

impl Page {
    /// The track record, also under the page of a milestone that was opened from it.
    pub(super) fn record_mut(&mut self) -> Option<&mut RecordView> {
        match self {
            Self::Record(record) => Some(record),
            Self::Milestone(page) => page.from.as_mut(),
            Self::Tab => None,
        }
    }

    pub(super) fn into_record(self) -> Option<RecordView> {
        match self {
            Self::Record(record) => Some(record),
            Self::Milestone(page) => page.from,
            Self::Tab => None,
        }
    }

    /// What lies under it.
    pub(super) fn below(self) -> Self {
        match self {
            Self::Milestone(page) => page.from.map_or(Self::Tab, Self::Record),
            Self::Record(_) | Self::Tab => Self::Tab,
        }
    }
}

impl Popup {
    pub(super) fn text(of: TextPopup) -> Self {
        Self::Text { of, scroll: 0 }
    }

    fn context(&self) -> KeyContext {
        match self {
            Self::Text { of, .. } => match of {
                TextPopup::Help | TextPopup::FileState => KeyContext::Popup,
                TextPopup::Why | TextPopup::SlipChart => KeyContext::Subject,
            },
            Self::Sources { .. } => KeyContext::Sources,
            Self::Since { .. } => KeyContext::Since,
            Self::Form(form) => form.context(),
        }
    }
}

impl App {
    /// The track record, if it stands in the place of the tab.
    pub fn record(&self) -> Option<&RecordView> {
        match self.over.page() {
            Page::Record(record) => Some(record),
            Page::Tab | Page::Milestone(_) => None,
        }
    }

    /// The page of a milestone, if it is open.
    pub fn milestone_page(&self) -> Option<&MilestonePage> {
        match self.over.page() {
            Page::Milestone(page) => Some(page),
            Page::Tab | Page::Record(_) => None,
        }
    }

    /// The milestone whose page is open, in the catalogue on the screen.
    pub fn open_milestone(&self) -> Option<usize> {
        let id = &self.milestone_page()?.milestone;
        let at = self.shown()?.catalogue.find(id)?;
        (at.kind == Kind::Milestone).then_some(at.index)
    }

    /// What the keys do.
    pub fn context(&self) -> KeyContext {
        match &self.over {
            Over::Filter { .. } => KeyContext::Typing,
            Over::Popup(popup, _) => popup.context(),
            Over::Page(Page::Milestone(_)) => KeyContext::Milestone,
            Over::Page(Page::Record(_)) => KeyContext::Record,
            Over::Page(Page::Tab) => match (self.tab, self.detail().focus) {
                (Tab::Overview, _) => KeyContext::Overview,
                (Tab::Timeline, _) => KeyContext::Timeline,
                (Tab::Changes, _) => KeyContext::Changes,
                (_, Focus::List) => KeyContext::List,
                (_, Focus::Detail) => KeyContext::Detail,
            },
        }
    }

    /// How far the text in front is scrolled, if one can be there.
    pub(super) fn scroll(&mut self) -> Option<&mut usize> {
        match &mut self.over {
            Over::Popup(Popup::Text { scroll, .. }, _) => Some(scroll),
            Over::Popup(Popup::Form(form), _) => Some(&mut form.scroll),
            Over::Popup(Popup::Sources { .. } | Popup::Since { .. }, _)
            | Over::Page(Page::Record(_)) => None,
            Over::Page(Page::Milestone(page)) => Some(&mut page.scroll),
            Over::Page(Page::Tab) | Over::Filter { .. } => {
                Some(&mut self.details[self.tab as usize].scroll)
            }
        }
    }

    /// What keys that move by pages move.
    pub(super) fn pane(&self) -> Pane {
        match &self.over {
            Over::Popup(Popup::Sources { .. } | Popup::Since { .. }, _) => Pane::Choices,
            Over::Popup(..) | Over::Page(Page::Milestone(_)) => Pane::Text,
            _ if self.shown().is_none() => Pane::Text,
            Over::Page(Page::Record(record)) if record.focus == Focus::List => Pane::Cuts,
            Over::Page(Page::Record(_)) => Pane::Judged,
            _ if self.detail().focus == Focus::Detail => Pane::Text,
            _ => Pane::List(self.focused_list()),
        }
    }
}
