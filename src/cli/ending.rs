//! How a command comes to its end, and what it says beside its output.

use std::io::{self, Write as _};

use crate::reason::unwritable;

/// Why a command did not come to its end.
#[derive(Debug)]
pub enum Stop {
    /// The reader of the output has gone (a closed pipe): there is nobody to say anything to.
    Unread,
    Failed(String),
    /// It did its work and found nothing: the answer is no.
    Nothing(String),
    /// The catalogue has errors, which are told here.
    Broken(String),
    /// The arguments make no sense together.
    Misused(String),
}

impl From<io::Error> for Stop {
    fn from(error: io::Error) -> Self {
        match error.kind() {
            io::ErrorKind::BrokenPipe => Self::Unread,
            _ => Self::Failed(format!(
                "cannot write to standard output: {}",
                unwritable(&error)
            )),
        }
    }
}

/// What is to be told beside the output goes to standard error.
pub(super) fn note(words: &str) {
    let _ = writeln!(io::stderr(), "note: {words}");
}

/// What comes of a command.
pub(super) type CommandResult = Result<Exit, Stop>;

/// How a command ended.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Exit {
    Good,
    /// It did its work, and the answer is no: a catalogue has errors.
    Bad,
    /// A signal of this number ended it.
    Told(u8),
}
