//! A file that other programs edit, in any way of saving. It is watched by looking at it: that needs
//! no thread, misses no way of saving, and works on every file system.

use std::fs::Metadata;
use std::os::unix::fs::MetadataExt as _;
use std::path::{Path, PathBuf};
use std::sync::Arc;
use std::time::{Duration, Instant};

use super::fingerprint::Fingerprint;
use super::load::load_bytes;
use super::open;
use crate::domain::file::loaded::{Snapshot, Unloadable};

/// An error is one only after it has stood unchanged for so long: before that it may be a file in
/// the middle of being saved.
const PATIENCE: Duration = Duration::from_millis(300);

pub struct Watch {
    path: PathBuf,
    /// What the file looked like when it was last read; `None` when it was not there.
    stamp: Option<Stamp>,
    /// The file was read a second time under the same stamp: two changes within one tick of the
    /// file system's clock leave the same stamp behind.
    settled: bool,
    /// What was reported last; `None` before the first look.
    shown: Option<Content>,
    /// An error that has not stood for long enough.
    pending: Option<Pending>,
}

/// What a look found, to be compared with the next.
#[derive(Clone, Debug, PartialEq)]
enum Content {
    Text(Arc<str>),
    Unreadable(String),
}

struct Pending {
    since: Instant,
    content: Content,
    error: Unloadable,
}

impl Watch {
    pub fn new(path: impl Into<PathBuf>) -> Self {
        Self {
            path: path.into(),
            stamp: None,
            settled: false,
            shown: None,
            pending: None,
        }
    }

    pub fn path(&self) -> &Path {
        &self.path
    }

    /// Whether a look may find anything new. While nothing changes that asks the file system once for the
    /// state of the file, which takes no time.
    pub fn is_due(&self) -> bool {
        let is_waiting = self.pending.is_some() || self.is_unreadable();
        is_waiting || !self.settled || self.found() != self.stamp
    }

    /// What is new since the last report; the first look reports whatever there is. Meant to be
    /// called about five times a second. While nothing changes it does not open the file.
    pub fn poll(&mut self, now: Instant) -> Option<Result<Snapshot, Unloadable>> {
        let stamp = self.found();
        if stamp != self.stamp || !self.settled || self.is_unreadable() {
            self.settled = stamp == self.stamp;
            self.stamp = stamp;
            if let Some(snapshot) = self.read(now) {
                return Some(Ok(snapshot));
            }
        }
        self.ripe(now).map(Err)
    }

    /// What the file looks like now.
    fn found(&self) -> Option<Stamp> {
        self.path.metadata().ok().map(|found| Stamp::of(&found))
    }

    fn is_unreadable(&self) -> bool {
        matches!(self.latest(), None | Some(Content::Unreadable(_)))
    }

    fn latest(&self) -> Option<&Content> {
        let pending = self.pending.as_ref().map(|pending| &pending.content);
        pending.or(self.shown.as_ref())
    }

    /// Reads the file; a good one is reported at once, an error begins to wait.
    fn read(&mut self, now: Instant) -> Option<Snapshot> {
        let (content, loaded) = match open::read(&self.path) {
            Err(why) => {
                let error = Unloadable::Unreadable(why.clone());
                (Content::Unreadable(why), Err(error))
            }
            Ok(opened) => {
                self.stamp = Some(Stamp::of(&opened.metadata));
                if self.is_known(&opened.bytes) {
                    return None;
                }
                let loaded = load_bytes(&self.path, opened.bytes);
                (Content::of(&loaded), loaded)
            }
        };
        if self.latest() == Some(&content) {
            return None;
        }
        self.settled = false;
        self.pending = None;
        if self.shown.as_ref() == Some(&content) {
            return None;
        }
        match loaded {
            Ok(snapshot) => {
                self.shown = Some(content);
                Some(snapshot)
            }
            Err(error) => {
                self.pending = Some(Pending {
                    since: now,
                    content,
                    error,
                });
                None
            }
        }
    }

    /// The bytes are those of the last look, so there is no need to decode them.
    fn is_known(&self, bytes: &[u8]) -> bool {
        match self.latest() {
            Some(Content::Text(text)) => text.as_bytes() == bytes,
            _ => false,
        }
    }

    /// The error that has stood for long enough. The first look has nothing good to protect.
    fn ripe(&mut self, now: Instant) -> Option<Unloadable> {
        let is_first = self.shown.is_none();
        let pending = self.pending.take_if(|pending| {
            let age = now.saturating_duration_since(pending.since);
            is_first || (age >= PATIENCE && self.settled)
        })?;
        self.shown = Some(pending.content);
        Some(pending.error)
    }
}

impl Content {
    fn of(loaded: &Result<Snapshot, Unloadable>) -> Self {
        match loaded {
            Ok(Snapshot { report, .. }) | Err(Unloadable::Invalid(report)) => {
                Self::Text(Arc::clone(&report.text))
            }
            Err(Unloadable::Unreadable(why)) => Self::Unreadable(why.clone()),
        }
    }
}

/// What changes whenever a file does, or is replaced by another.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
struct Stamp {
    fingerprint: Fingerprint,
    changed: (i64, i64),
}

impl Stamp {
    fn of(metadata: &Metadata) -> Self {
        Self {
            fingerprint: Fingerprint::of(metadata),
            changed: (metadata.ctime(), metadata.ctime_nsec()),
        }
    }
}

#[cfg(test)]
mod tests;
