//! The public sources that a file may come from, and why one cannot be read.

use strum::{EnumString, IntoStaticStr};

/// Who publishes a file, or an answer.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord, EnumString, IntoStaticStr)]
#[strum(serialize_all = "kebab-case")]
pub enum Feed {
    /// Launches with their dates.
    LaunchLibrary,
    /// Satellites in orbit and out of it.
    Celestrak,
    /// The launches of the past.
    Gcat,
    /// Launches that somebody copied from Launch Library 2.
    Digest,
    /// The elements of orbits.
    Elements,
}

impl Feed {
    /// Its word: "launch-library".
    pub fn word(self) -> &'static str {
        self.into()
    }
}

/// A file that is refused as a whole.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct NoFeed {
    /// Whose file it seemed to be, if that could be told.
    pub feed: Option<Feed>,
    /// Line and column from 1, or a line alone.
    pub at: Option<(usize, Option<usize>)>,
    pub why: Why,
}

/// What is wrong with a file.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Why {
    Empty,
    /// A page for a browser.
    Html,
    Calendar,
    /// It is not UTF-8.
    NoText,
    /// Longer than so many bytes.
    TooLong(usize),
    /// Brackets within brackets, more than so many.
    TooDeep(usize),
    /// More records than so many.
    TooMany(usize),
    /// It ends too early, or a bracket, comma or value is wrong.
    Broken,
    /// A column that it must have.
    NoColumn(&'static str),
    /// A digest with days that may be months or years.
    OnlyDates,
    /// So many of all its records could not be read.
    Spoilt {
        bad: usize,
        all: usize,
    },
    /// None of the known kinds.
    Unknown,
}

impl NoFeed {
    pub fn new(why: Why) -> Self {
        Self {
            feed: None,
            at: None,
            why,
        }
    }

    pub fn of(feed: Feed, why: Why) -> Self {
        Self {
            feed: Some(feed),
            at: None,
            why,
        }
    }
}

impl From<Why> for NoFeed {
    fn from(why: Why) -> Self {
        Self::new(why)
    }
}
