//! What crosses from the storage to the app: a catalogue that could be read, or why it could not.

use crate::domain::catalogue::Catalogue;
use crate::domain::findings::diagnostic::Report;

/// A sound catalogue with the text that it came from.
#[derive(Clone, Debug)]
pub struct Snapshot {
    pub catalogue: Catalogue,
    /// Its warnings, perhaps none, and the text they point into.
    pub report: Report,
}

/// Why there is no catalogue to show.
#[derive(Clone, Debug)]
pub enum Unloadable {
    /// The file could not be read at all: one line that names it and says why.
    Unreadable(String),
    /// It was read and has errors.
    Invalid(Report),
}
