//! The file and the new one beside it change places in one step, and then the file that came out is
//! looked at, at once and for 30 ms. If it is not the text that the change was made to, another program
//! has saved meanwhile: the two change back, and the edit starts again.

use std::fs;
use std::io::{self, ErrorKind};
use std::path::{Path, PathBuf};
use std::thread;
use std::time::Duration;

use rustix::fs::{CWD, RenameFlags, renameat_with};

use super::super::fingerprint::Fingerprint;
use super::super::open::{again, at};
use super::seen::Seen;
use super::temp_file::TempFile;
use super::{PAUSE, STARTS};
use crate::reason::reason;

/// How often the file that came out is looked at while it is watched.
const GLANCE: Duration = Duration::from_millis(1);

/// Two files that are to change places.
pub(super) struct Exchange<'a> {
    /// The name of the file.
    pub(super) target: &'a Path,
    pub(super) folder: &'a Folder,
    /// The text that the change was made to; it should come out.
    pub(super) before: &'a Seen,
    /// What goes in.
    pub(super) new: &'a Seen,
}

/// One of two files that changed places: what was seen is the text that was read and the one that
/// was made of it; all else is of another program.
#[derive(Clone, Copy)]
struct Side<'a> {
    fingerprint: Fingerprint,
    seen: Option<&'a Seen>,
}

impl<'a> From<&'a Seen> for Side<'a> {
    fn from(seen: &'a Seen) -> Self {
        Self {
            fingerprint: seen.fingerprint(),
            seen: Some(seen),
        }
    }
}

impl Exchange<'_> {
    /// Whether the new text stands. If not, it holds what another program saved meanwhile. What that
    /// one displaced of a third is added to `kept`.
    pub(super) fn run(&self, temp: TempFile, kept: &mut Vec<PathBuf>) -> Result<bool, String> {
        match self.swap(&temp) {
            Ok(()) => {}
            Err(error) if is_unknown(&error) => return self.rename(&temp),
            // When vim saves, the name is missing for an instant.
            Err(error) if error.kind() == ErrorKind::NotFound => return Ok(false),
            Err(error) => return Err(cannot(self.target, &error)),
        }
        match self.settle(&temp) {
            Ok(Outcome::Written) => Ok(true),
            Ok(Outcome::Changed) => Ok(false),
            Ok(Outcome::Displaced) => {
                kept.push(temp.keep());
                Ok(false)
            }
            Err(why) => {
                if !self.back_out(&temp) {
                    kept.push(temp.keep());
                }
                Err(why)
            }
        }
    }

    /// Waits until what came out is what was believed to stand there. A newer text that came out
    /// goes back in; then ours should come out, unless it was saved over; and so on.
    fn settle(&self, temp: &TempFile) -> Result<Outcome, String> {
        let (mut inside, mut out) = (Side::from(self.new), Side::from(self.before));
        for _ in 0..STARTS {
            let Some(newer) = newer(temp.path(), out)? else {
                return self.outcome(inside, out);
            };
            self.swap(temp)
                .map_err(|error| cannot(self.target, &error))?;
            out = inside;
            inside = Side {
                fingerprint: newer,
                seen: None,
            };
        }
        Err("another program keeps changing it".to_owned())
    }

    fn outcome(&self, inside: Side<'_>, out: Side<'_>) -> Result<Outcome, String> {
        match (inside.seen, out.seen) {
            (Some(_), _) => {
                self.folder.sync()?;
                Ok(Outcome::Written)
            }
            (None, Some(_)) => Ok(Outcome::Changed),
            (None, None) => Ok(Outcome::Displaced),
        }
    }

    /// After an error: puts back what came out, or, if another program has saved over our text, lets
    /// that stand. Whether what is beside the file then may be removed; if that cannot be told, what
    /// came out stands again and ours stays beside it.
    fn back_out(&self, temp: &TempFile) -> bool {
        for _ in 0..2 {
            if self.swap(temp).is_err() {
                return false;
            }
            match Fingerprint::at(temp.path()) {
                Ok(Some(fingerprint)) if self.is_ours(fingerprint) => return true,
                Ok(_) => {}
                Err(_) => return false,
            }
        }
        false
    }

    /// It is the text that the change was made to, or the one that it made.
    fn is_ours(&self, fingerprint: Fingerprint) -> bool {
        fingerprint == self.before.fingerprint() || fingerprint == self.new.fingerprint()
    }

    fn swap(&self, temp: &TempFile) -> io::Result<()> {
        let (new, exchange) = (temp.path(), RenameFlags::EXCHANGE);
        again(|| Ok(renameat_with(CWD, new, CWD, self.target, exchange)?))
    }

    /// For file systems that cannot exchange two files: what another program saves between our last look and
    /// this call is lost.
    fn rename(&self, temp: &TempFile) -> Result<bool, String> {
        again(|| fs::rename(temp.path(), self.target))
            .map_err(|error| cannot(self.target, &error))?;
        self.folder.sync()?;
        Ok(true)
    }
}

enum Outcome {
    /// The new text stands, on the disk too.
    Written,
    /// A newer text of another program stands.
    Changed,
    /// A newer text of another program stands, and it replaced yet another one.
    Displaced,
}

/// What is there instead of what should have come out; it is looked at again and again for a while,
/// since a program that had it open may still write to it.
fn newer(temp: &Path, out: Side<'_>) -> Result<Option<Fingerprint>, String> {
    let glances = PAUSE.as_millis() / GLANCE.as_millis();
    for _ in 0..glances {
        let fingerprint = look(temp)?;
        if fingerprint != out.fingerprint {
            return Ok(Some(fingerprint));
        }
        thread::sleep(GLANCE);
    }
    match out.seen {
        Some(seen) if !seen.is_still_at(temp)? => look(temp).map(Some),
        _ => Ok(None),
    }
}

fn look(temp: &Path) -> Result<Fingerprint, String> {
    match Fingerprint::at(temp) {
        Ok(Some(fingerprint)) => Ok(fingerprint),
        Ok(None) => Err("the file beside it has gone".to_owned()),
        Err(error) => Err(reason(&error)),
    }
}

/// The system or the file system has no exchange.
fn is_unknown(error: &io::Error) -> bool {
    matches!(
        error.kind(),
        ErrorKind::InvalidInput | ErrorKind::Unsupported
    )
}

/// Why the file cannot be replaced, though one could be made beside it.
fn cannot(target: &Path, error: &io::Error) -> String {
    if error.kind() == ErrorKind::PermissionDenied && is_immutable(target) {
        return "it is locked against changes (immutable)".to_owned();
    }
    match error.kind() {
        ErrorKind::ResourceBusy => {
            "it is mounted on its own, as containers do: mount its folder instead".to_owned()
        }
        _ => at("it cannot be replaced", error),
    }
}

#[cfg(target_os = "linux")]
pub(super) fn is_immutable(target: &Path) -> bool {
    use rustix::fs::{IFlags, ioctl_getflags};

    let flags = fs::File::open(target).map(ioctl_getflags);
    matches!(flags, Ok(Ok(flags)) if flags.intersects(IFlags::IMMUTABLE | IFlags::APPEND))
}

#[cfg(not(target_os = "linux"))]
pub(super) fn is_immutable(_target: &Path) -> bool {
    false
}

/// The folder of the file, opened before anything is written: an exchange survives a loss of
/// power only once the folder itself is on the disk.
pub(super) struct Folder(fs::File);

impl Folder {
    pub(super) fn of(target: &Path) -> Result<Self, String> {
        let folder = target.parent().unwrap_or(Path::new("/"));
        let opened =
            fs::File::open(folder).map_err(|error| at("its folder cannot be read", &error))?;
        Ok(Self(opened))
    }

    /// Some network file systems cannot do this and answer "invalid argument": that is no error.
    fn sync(&self) -> Result<(), String> {
        if let Err(error) = self.0.sync_all()
            && error.kind() != ErrorKind::InvalidInput
        {
            return Err(at("its folder cannot be put on the disk", &error));
        }
        Ok(())
    }
}
