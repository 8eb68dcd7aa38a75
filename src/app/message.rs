//! What comes to the app, what it asks for, and what it tells.

use chrono::{NaiveDate, NaiveDateTime};
use crossterm::event::{KeyEvent, MouseEvent};

use super::surveys::Surveys;
use super::{Arrival, Recalled};
use crate::domain::computed::since::Older;
use crate::domain::edit::{Edit, Proven};
use crate::domain::file::loaded::Unloadable;
use crate::domain::text::address::Address;

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
    /// What became of [`Effect::FetchOlder`].
    OlderFetched(Result<Older, String>),
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
    /// Get the catalogue as it was then: what [`Since`](crate::domain::computed::since::Since) reads. It may take a while; if several are asked for, the last
    /// one counts.
    FetchOlder(String),
    /// That catalogue is no longer wanted.
    StopFetching,
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
