//! A file as it was seen, to tell later whether it is still the same.

use std::fs::Metadata;
use std::os::unix::fs::MetadataExt as _;
use std::path::Path;

use super::super::fingerprint::Fingerprint;
use super::super::open;
use crate::reason::reason;

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

    pub(super) fn fingerprint(&self) -> Fingerprint {
        Fingerprint::of(&self.metadata)
    }

    /// A file with several hard links is refused: the new text would reach only one of its names.
    ///
    /// # Errors
    /// How many names it has.
    pub(super) fn may_be_replaced(&self) -> Result<(), String> {
        let names = self.metadata.nlink();
        if names > 1 {
            return Err(format!(
                "it has {names} names (hard links), and only this one would get the new text"
            ));
        }
        Ok(())
    }

    /// Whether it has this name now and nobody has written to it: by its fingerprint first, which is
    /// quick, then by its text, since two writes can leave the same fingerprint.
    pub(super) fn is_still_at(&self, path: &Path) -> Result<bool, String> {
        let same = || match Fingerprint::at(path) {
            Ok(fingerprint) => Ok(fingerprint == Some(self.fingerprint())),
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
