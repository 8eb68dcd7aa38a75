//! What tells a file from another, and from itself before somebody wrote to it, without reading it.

use std::fs::Metadata;
use std::io::{self, ErrorKind};
use std::os::unix::fs::MetadataExt as _;
use std::path::Path;

use super::open::again;

/// Which file it is, its size, and when it was last written: enough to see that somebody wrote to it. The time
/// of the last change of its state is left out, since giving the file another name changes that too.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(in crate::storage) struct Fingerprint {
    file: (u64, u64),
    size: u64,
    modified: (i64, i64),
}

impl Fingerprint {
    pub(in crate::storage) fn of(metadata: &Metadata) -> Self {
        Self {
            file: (metadata.dev(), metadata.ino()),
            size: metadata.size(),
            modified: (metadata.mtime(), metadata.mtime_nsec()),
        }
    }

    /// Of what has this name now, a link not followed; `None` if nothing has.
    pub(in crate::storage) fn at(path: &Path) -> io::Result<Option<Self>> {
        match again(|| path.symlink_metadata()) {
            Ok(metadata) => Ok(Some(Self::of(&metadata))),
            Err(error) if error.kind() == ErrorKind::NotFound => Ok(None),
            Err(error) => Err(error),
        }
    }
}
