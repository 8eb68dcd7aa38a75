//! Writing the file back, so that at every instant it is whole: the old text or the new one.

use std::path::{Path, PathBuf};

/// A file that was replaced, or was already as it should be.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Replaced {
    /// The text that the change was made to: to undo it, put this back if the file still holds
    /// [`Self::after`].
    pub before: Vec<u8>,
    /// What stands in the file now.
    pub after: Vec<u8>,
    /// Texts of other programs that were displaced by each other while we wrote. They are kept
    /// beside the file; almost always there are none.
    pub kept: Vec<PathBuf>,
}

/// Why a file is as it was.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Failed<E> {
    /// The change cannot be made to the text that stands there now.
    Refused(E),
    /// The file cannot be read or not be written: one line that names it and says why.
    NotWritten(String),
}

/// Replaces the text of a file by what `change` makes of it. `change` is called with the text that
/// stands there now, and again with a newer one if another program saves meanwhile.
pub fn replace<E>(
    path: &Path,
    mut change: impl FnMut(&[u8]) -> Result<Vec<u8>, E>,
) -> Result<Replaced, Failed<E>> {
    let before = super::open::read(path).map_err(Failed::NotWritten)?.bytes;
    let after = change(&before).map_err(Failed::Refused)?;
    if after == before {
        return Ok(Replaced {
            before,
            after,
            kept: Vec::new(),
        });
    }
    Err(Failed::NotWritten("not yet".to_owned()))
}

/// Clears up after a process that was killed while it wrote: to be called at the start. What is left
/// of it and is nothing but an older state of the file is removed; the rest is kept and named.
pub fn recover(path: &Path) -> Vec<PathBuf> {
    let _ = path;
    Vec::new()
}
