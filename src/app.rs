//! The state of the running dashboard, and the one function that changes it.
//!
//! No IO and no clock: the terminal side turns events into a [`Msg`], [`update`] changes the [`App`],
//! and what has to be done outside comes back as an [`Effect`].

use chrono::{NaiveDate, NaiveDateTime};
use crossterm::event::KeyEvent;

use crate::domain::loaded::{Snapshot, Unloadable};

/// Something that happened.
#[derive(Debug)]
pub enum Msg {
    /// A key was pressed (presses and repeats only, never a release).
    Key(KeyEvent),
    Paste(String),
    /// The file was read again, at this local time.
    Loaded {
        result: Result<Snapshot, Unloadable>,
        at: NaiveDateTime,
    },
    /// The day has changed.
    Today(NaiveDate),
}

/// Something to be done outside.
#[derive(Debug, PartialEq, Eq)]
pub enum Effect {
    Quit,
    /// Read the file again now.
    Reload,
    /// Paint the whole screen afresh.
    Redraw,
    /// Stop, as the shell's job control has it.
    Suspend,
}

#[derive(Debug)]
pub struct App {
    pub today: NaiveDate,
}

impl App {
    pub fn new(
        _loaded: Result<Snapshot, Unloadable>,
        _at: NaiveDateTime,
        today: NaiveDate,
    ) -> Self {
        Self { today }
    }
}

/// The only writer of an [`App`].
pub fn update(_app: &mut App, _msg: Msg) -> Option<Effect> {
    None
}
