//! The file and the new one beside it change places, and what came out is looked at (R8).

use std::fs;
use std::io::{self, ErrorKind};
use std::path::{Path, PathBuf};
use std::thread;
use std::time::Duration;

use super::super::open::{again, at};
use super::beside::Beside;
use super::seen::{Print, Seen};
use super::{PAUSE, STARTS};
use crate::reason::reason;

/// While what came out is watched it is looked at so often.
const GLANCE: Duration = Duration::from_millis(1);

/// Two files that are to change places.
pub(super) struct Exchange<'a> {
    /// The name of the file.
    pub(super) target: &'a Path,
    pub(super) folder: &'a Folder,
    /// What the change was made to, and should come out.
    pub(super) before: &'a Seen,
    /// What goes in.
    pub(super) new: &'a Seen,
}

/// One of two files that changed places: what was seen is the text that was read and the one that
/// was made of it; all else is of another program.
#[derive(Clone, Copy)]
struct Side<'a> {
    print: Print,
    seen: Option<&'a Seen>,
}

impl<'a> From<&'a Seen> for Side<'a> {
    fn from(seen: &'a Seen) -> Self {
        Self {
            print: seen.print(),
            seen: Some(seen),
        }
    }
}

impl Exchange<'_> {
    /// Whether the new text stands. If not, it holds what another program saved meanwhile. What that
    /// one displaced of a third is added to `kept`.
    pub(super) fn run(&self, beside: Beside, kept: &mut Vec<PathBuf>) -> Result<bool, String> {
        match self.swap(&beside) {
            Ok(()) => {}
            Err(error) if is_unknown(&error) => return self.rename(&beside),
            // When vim saves, the name is missing for an instant.
            Err(error) if error.kind() == ErrorKind::NotFound => return Ok(false),
            Err(error) => return Err(cannot(self.target, &error)),
        }
        match self.settle(&beside) {
            Ok(Outcome::Written) => Ok(true),
            Ok(Outcome::Changed) => Ok(false),
            Ok(Outcome::Displaced) => {
                kept.push(beside.keep());
                Ok(false)
            }
            Err(why) => {
                if !self.back_out(&beside) {
                    kept.push(beside.keep());
                }
                Err(why)
            }
        }
    }

    /// Waits until what came out is what was believed to stand there. A newer text that came out
    /// goes back in; then ours should come out, unless it was saved over; and so on.
    fn settle(&self, beside: &Beside) -> Result<Outcome, String> {
        let (mut inside, mut out) = (Side::from(self.new), Side::from(self.before));
        for _ in 0..STARTS {
            let Some(newer) = newer(beside.path(), out)? else {
                return self.outcome(inside, out);
            };
            self.swap(beside)
                .map_err(|error| cannot(self.target, &error))?;
            out = inside;
            inside = Side {
                print: newer,
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
    fn back_out(&self, beside: &Beside) -> bool {
        for _ in 0..2 {
            if self.swap(beside).is_err() {
                return false;
            }
            match Print::at(beside.path()) {
                Ok(Some(print)) if self.is_ours(print) => return true,
                Ok(_) => {}
                Err(_) => return false,
            }
        }
        false
    }

    /// What the change was made to, or made.
    fn is_ours(&self, print: Print) -> bool {
        print == self.before.print() || print == self.new.print()
    }

    fn swap(&self, beside: &Beside) -> io::Result<()> {
        #[cfg(target_os = "linux")]
        return again(|| {
            use rustix::fs::{CWD, RenameFlags, renameat_with};

            let exchange = RenameFlags::EXCHANGE;
            Ok(renameat_with(
                CWD,
                beside.path(),
                CWD,
                self.target,
                exchange,
            )?)
        });
        #[cfg(not(target_os = "linux"))]
        {
            let _ = beside;
            Err(ErrorKind::Unsupported.into())
        }
    }

    /// The way of file systems that cannot exchange: what another program saves between the last
    /// look and this is lost.
    fn rename(&self, beside: &Beside) -> Result<bool, String> {
        again(|| fs::rename(beside.path(), self.target))
            .map_err(|error| cannot(self.target, &error))?;
        self.folder.sync()?;
        Ok(true)
    }
}

enum Outcome {
    /// The new text stands, on the disk too.
    Written,
    /// A newer one of another program does.
    Changed,
    /// So it does, and it displaced yet another.
    Displaced,
}

/// What is there instead of what should have come out; it is looked at again and again for a while,
/// since a program that had it open may still write to it.
fn newer(beside: &Path, out: Side<'_>) -> Result<Option<Print>, String> {
    let glances = PAUSE.as_millis() / GLANCE.as_millis();
    for _ in 0..glances {
        let print = look(beside)?;
        if print != out.print {
            return Ok(Some(print));
        }
        thread::sleep(GLANCE);
    }
    match out.seen {
        Some(seen) if !seen.is_still_at(beside)? => look(beside).map(Some),
        _ => Ok(None),
    }
}

fn look(beside: &Path) -> Result<Print, String> {
    match Print::at(beside) {
        Ok(Some(print)) => Ok(print),
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

/// The folder of the file, opened before anything is written: an exchange lasts when it is on the
/// disk (R8).
pub(super) struct Folder(#[cfg(unix)] fs::File);

impl Folder {
    #[cfg(unix)]
    pub(super) fn of(target: &Path) -> Result<Self, String> {
        let folder = target.parent().unwrap_or(Path::new("/"));
        let opened =
            fs::File::open(folder).map_err(|error| at("its folder cannot be read", &error))?;
        Ok(Self(opened))
    }

    #[cfg(not(unix))]
    pub(super) fn of(_target: &Path) -> Result<Self, String> {
        Ok(Self())
    }

    /// Some file systems of networks have no such thing, and say that it makes no sense.
    fn sync(&self) -> Result<(), String> {
        #[cfg(unix)]
        if let Err(error) = self.0.sync_all()
            && error.kind() != ErrorKind::InvalidInput
        {
            return Err(at("its folder cannot be put on the disk", &error));
        }
        Ok(())
    }
}
