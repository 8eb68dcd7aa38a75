//! Writing the file back, so that at every instant it is whole, the old text or the new one, and
//! never at the cost of what another program saves meanwhile.
//!
//! The new text goes into a file beside it, and the two change places. What comes out is looked at:
//! only if it is the very text that the change was made to does the new one stay.

mod attributes;
mod exchange;
mod recover;
mod seen;
mod temp_file;
mod whole;

use std::io::ErrorKind;
use std::path::{Path, PathBuf};
use std::thread;
use std::time::Duration;

use self::exchange::{Exchange, Folder};
use self::seen::Seen;
use self::temp_file::TempFile;
use super::open::again;
use crate::domain::text::clean::clean;
use crate::reason::reason;

pub(in crate::storage) use recover::clear_up;
pub use recover::recover;
pub(in crate::storage) use temp_file::is_gone;
pub use whole::{write_all, write_new, write_whole};

/// How long what came out is watched before it is removed, and the pause before a new start: a
/// program that had the file open may still write into it.
const PAUSE: Duration = Duration::from_millis(30);
/// New starts before the file is said to keep changing: with their pauses about 3 s.
const STARTS: u32 = 100;

/// A file that was replaced, or was already as it should be.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Replaced {
    /// The text that the change was made to: to undo it, put this back if the file still holds
    /// [`Self::after`].
    pub before: Vec<u8>,
    /// What stands in the file now.
    pub after: Vec<u8>,
    /// Texts of other programs that displaced each other while we wrote. They are kept beside the
    /// file; almost always there are none.
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
///
/// Symbolic links, mode, owner and extended attributes are kept. If the text is already as it should
/// be, nothing is written. It takes at least 30 ms, and about 3 s at most.
///
/// # Errors
/// The file is as it was, or as another program left it, and nothing of ours is left beside it.
pub fn replace<E>(
    path: &Path,
    mut change: impl FnMut(&[u8]) -> Result<Vec<u8>, E>,
) -> Result<Replaced, Failed<E>> {
    let mut kept = Vec::new();
    for _ in 0..STARTS {
        let before = match Seen::read(path) {
            Ok(before) => before,
            Err(why) if still_holds(path, None) => return Err(Failed::NotWritten(why)),
            Err(_) => continue,
        };
        let after = match change(&before.text) {
            Ok(after) => after,
            Err(why) if still_holds(path, Some(&before)) => return Err(Failed::Refused(why)),
            Err(_) => continue,
        };
        let is_written = if after == before.text {
            Ok(true)
        } else {
            write(path, &before, &after, &mut kept)
        };
        match is_written {
            Ok(false) => thread::sleep(PAUSE),
            Ok(true) => {
                return Ok(Replaced {
                    before: before.text,
                    after,
                    kept,
                });
            }
            Err(why) => return Err(Failed::NotWritten(not_written(path, &why, &kept))),
        }
    }
    let why = "another program keeps changing it";
    Err(Failed::NotWritten(not_written(path, why, &kept)))
}

/// A file that is missing or makes no sense may be in the middle of being saved, so it counts as broken
/// only if it is still the same after a pause.
fn still_holds(path: &Path, before: Option<&Seen>) -> bool {
    thread::sleep(PAUSE);
    match (Seen::read(path), before) {
        (Ok(now), Some(before)) => {
            now.fingerprint() == before.fingerprint() && now.text == before.text
        }
        (Err(_), None) => true,
        _ => false,
    }
}

/// One start. False if the file changed meanwhile: then it holds what the other program saved.
fn write(
    path: &Path,
    before: &Seen,
    after: &[u8],
    kept: &mut Vec<PathBuf>,
) -> Result<bool, String> {
    before.may_be_replaced()?;
    // The file itself, at the end of all links: a link stays a link.
    let Some(target) = resolve(path)? else {
        return Ok(false);
    };
    let folder = Folder::of(&target)?;
    // The new text is whole and safe on the disk before it takes the place of anything.
    let (temp, new) = match TempFile::with(&target, before, after) {
        Ok(made) => made,
        // Of a file that has gone for an instant nothing can be kept.
        Err(_) if !before.is_still_at(&target)? => return Ok(false),
        Err(why) => return Err(why),
    };
    if resolve(path)?.as_ref() != Some(&target) || !before.is_still_at(&target)? {
        return Ok(false);
    }
    let exchange = Exchange {
        target: &target,
        folder: &folder,
        before,
        new: &new,
    };
    exchange.run(temp, kept)
}

/// `None` if the name is missing: when vim saves, it is for an instant.
fn resolve(path: &Path) -> Result<Option<PathBuf>, String> {
    match again(|| path.canonicalize()) {
        Ok(target) => Ok(Some(target)),
        Err(error) if error.kind() == ErrorKind::NotFound => Ok(None),
        Err(error) => Err(reason(&error)),
    }
}

fn not_written(path: &Path, why: &str, kept: &[PathBuf]) -> String {
    let path = path.to_string_lossy();
    let mut sentence = format!("cannot write {}: {}", clean(&path), clean(why));
    for copy in kept {
        let copy = copy.to_string_lossy();
        sentence = format!(
            "{sentence}; a text that may be newer is in {}",
            clean(&copy)
        );
    }
    sentence
}

#[cfg(test)]
mod tests;
