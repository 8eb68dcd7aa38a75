//! Why an edit is not made.

use super::{Before, Path};
use crate::domain::catalogue::Id;
use crate::domain::findings::diagnostic::Report;
use crate::domain::findings::written::NoPlace;
use crate::domain::format::value::Wrong;

/// Why an edit is not made. Nothing has been written then.
#[derive(Clone, Debug)]
pub enum Refusal {
    NoSuchEntry {
        id: Id,
        /// The nearest id that there is.
        meant: Option<Id>,
    },
    /// It has no such ledger.
    WrongKind {
        id: Id,
        section: &'static str,
        ledger: &'static str,
    },
    UnknownKey {
        section: &'static str,
        key: String,
        meant: Option<String>,
        /// Those that can be set.
        keys: Vec<Path>,
    },
    BadValue {
        key: String,
        typed: Option<String>,
        why: Wrong,
    },
    /// A new entry or source would have the id of another.
    IdTaken {
        id: Id,
        /// What has it: "vehicle", "source".
        by: &'static str,
    },
    /// Something else stands there than when the edit was begun.
    Conflict {
        id: Id,
        key: String,
        before: Before,
        now: Option<String>,
    },
    /// The file has errors as it is.
    Broken(Report),
    /// The file would have errors afterwards; the report is of the text that was not written.
    WouldBreak(Report),
    /// The file writes it in a way that leaves no place for the edit.
    NotInPlace(NoPlace),
    /// The new text did not say exactly what it should.
    Unproven,
    /// What is to be undone has been changed by others.
    ChangedSince,
    /// To undo it would change more than it had.
    UndoesMore,
}
