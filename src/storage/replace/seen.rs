//! A file as it was seen, to tell later whether it is still the same.

use std::fs::Metadata;
use std::io::{self, ErrorKind};
use std::path::Path;

use super::super::open::{self, again};
use crate::reason::reason;

/// Which file, and the traces that a write leaves on it. A change of its name is no change of it, so
/// the time of the last change of its state is not among them.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Print {
    file: (u64, u64),
    size: u64,
    modified: (i64, i64),
}

impl Print {
    #[cfg(unix)]
    pub(super) fn of(metadata: &Metadata) -> Self {
        use std::os::unix::fs::MetadataExt as _;

        Self {
            file: (metadata.dev(), metadata.ino()),
            size: metadata.size(),
            modified: (metadata.mtime(), metadata.mtime_nsec()),
        }
    }

    #[cfg(not(unix))]
    pub(super) fn of(metadata: &Metadata) -> Self {
        let since_1970 = |time: std::time::SystemTime| time.duration_since(std::time::UNIX_EPOCH);
        let modified = metadata.modified().ok().map(since_1970);
        let modified = modified.and_then(Result::ok).unwrap_or_default();
        Self {
            file: (0, 0),
            size: metadata.len(),
            modified: (
                modified.as_secs().cast_signed(),
                modified.subsec_nanos().into(),
            ),
        }
    }

    /// Of what has this name now, a link not followed; `None` if nothing has.
    pub(super) fn at(path: &Path) -> io::Result<Option<Self>> {
        match again(|| path.symlink_metadata()) {
            Ok(metadata) => Ok(Some(Self::of(&metadata))),
            Err(error) if error.kind() == ErrorKind::NotFound => Ok(None),
            Err(error) => Err(error),
        }
    }
}

/// A file's text, with what tells that it is the same file.
pub(super) struct Seen {
    pub(super) text: Vec<u8>,
    pub(super) metadata: Metadata,
}

impl Seen {
    /// # Errors
    /// One line that names the file.
    pub(super) fn read(path: &Path) -> Result<Self, String> {
        let opened = open::read(path)?;
        Ok(Self {
            text: opened.bytes,
            metadata: opened.metadata,
        })
    }

    pub(super) fn print(&self) -> Print {
        Print::of(&self.metadata)
    }

    /// R10: what would be parted from its other names is left alone.
    pub(super) fn may_be_replaced(&self) -> Result<(), String> {
        #[cfg(unix)]
        {
            use std::os::unix::fs::MetadataExt as _;

            let names = self.metadata.nlink();
            if names > 1 {
                return Err(format!(
                    "it has {names} names (hard links), and only this one would get the new text"
                ));
            }
        }
        Ok(())
    }

    /// Whether it has this name now and nobody has written to it: by its traces first, which is
    /// quick, then by its text, since two writes can leave the same traces.
    pub(super) fn is_still_at(&self, path: &Path) -> Result<bool, String> {
        let same = || match Print::at(path) {
            Ok(print) => Ok(print == Some(self.print())),
            Err(error) => Err(reason(&error)),
        };
        if !same()? {
            return Ok(false);
        }
        let now = open::try_read(path);
        // While it was read another program may have saved over it.
        Ok(same()? && now?.bytes == self.text)
    }
}
