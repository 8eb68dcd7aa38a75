//! The inboxes: a file for each catalogue in the folder for state, written as a whole and under a lock, so that two
//! programs that change it at once lose nothing.

use std::fs::{self, File, OpenOptions};
use std::io::ErrorKind;
use std::os::unix::fs::OpenOptionsExt as _;
use std::path::{Path, PathBuf};
use std::thread;
use std::time::Duration;

use rustix::fs::{FlockOperation, flock};
use rustix::io::Errno;
use serde::{Deserialize, Serialize};

use super::locate::Located;
use super::open;
use super::replace::write_whole;
use super::state;
use crate::domain::inbox::{Inbox, NoInbox};
use crate::domain::text::clean::clean;
use crate::domain::text::fnv::fnv_1a;
use crate::reason::{reason, unwritable};

/// Of the form of the file.
const VERSION: u32 = 1;
/// Another program changes an inbox in well under a second.
const PAUSE: Duration = Duration::from_millis(20);
const TRIES: u32 = 500;
/// So many damaged files are kept.
const DAMAGED: u32 = 99;

/// Where they are.
#[derive(Clone, Debug, Default)]
pub struct Inboxes {
    folder: Option<PathBuf>,
}

/// What came of a change.
#[derive(Debug)]
pub struct Changed<T> {
    pub value: T,
    /// Where the file is now that was damaged.
    pub moved_aside: Option<PathBuf>,
}

#[derive(Serialize)]
struct Written<'a> {
    version: u32,
    /// The whole name of the catalogue: two may have the same number.
    catalogue: &'a str,
    #[serde(flatten)]
    inbox: &'a Inbox,
}

#[derive(Deserialize)]
struct Head {
    version: u32,
    catalogue: String,
}

/// What stands at the name of an inbox.
enum Found {
    Nothing,
    Inbox(Inbox),
    Damaged,
}

impl Inboxes {
    /// From the variables of the environment.
    pub fn from_variables(xdg_state_home: Option<PathBuf>, home: Option<PathBuf>) -> Self {
        Self {
            folder: state::folder(xdg_state_home, home),
        }
    }

    /// The file of a catalogue's inbox, whether it is there or not; none where there is no folder for state.
    pub fn file(&self, located: &Located) -> Option<PathBuf> {
        let number = fnv_1a(state::name(located).as_bytes());
        let folder = self.folder.as_ref()?;
        Some(folder.join(format!("inbox-{number:016x}.json")))
    }

    /// What is kept for a catalogue; nothing where there is no file. What is damaged stays where it is: the next
    /// change moves it aside.
    ///
    /// # Errors
    /// Why it cannot be read.
    pub fn read(&self, located: &Located) -> Result<Option<Inbox>, NoInbox> {
        let Some(file) = self.file(located) else {
            return Ok(None);
        };
        match look(&file, located)? {
            Found::Nothing => Ok(None),
            Found::Inbox(inbox) => Ok(Some(inbox)),
            Found::Damaged => Err(NoInbox::Damaged { file: shown(&file) }),
        }
    }

    /// Changes what is kept for a catalogue. A damaged file is moved aside, and the inbox begun afresh.
    ///
    /// # Errors
    /// Why nothing was changed.
    pub fn change<T>(
        &self,
        located: &Located,
        change: impl FnOnce(&mut Inbox) -> T,
    ) -> Result<Changed<T>, NoInbox> {
        let Some(file) = self.file(located) else {
            return Err(NoInbox::NoFolder);
        };
        if let Some(folder) = file.parent() {
            state::private_folder(folder).map_err(|error| not_made(folder, &unwritable(&error)))?;
        }
        let _lock = lock(&file.with_extension("lock"))?;
        let (mut inbox, moved_aside) = match look(&file, located)? {
            Found::Nothing => (Inbox::default(), None),
            Found::Inbox(inbox) => (inbox, None),
            Found::Damaged => (Inbox::default(), Some(move_aside(&file)?)),
        };
        let before = inbox.clone();
        let value = change(&mut inbox);
        if inbox != before {
            write(&file, located, &inbox)?;
        }
        Ok(Changed { value, moved_aside })
    }
}

fn look(file: &Path, located: &Located) -> Result<Found, NoInbox> {
    if file
        .symlink_metadata()
        .is_err_and(|error| error.kind() == ErrorKind::NotFound)
    {
        return Ok(Found::Nothing);
    }
    let bytes = open::read(file).map_err(NoInbox::Unread)?.bytes;
    let Ok(head) = serde_json::from_slice::<Head>(&bytes) else {
        return Ok(Found::Damaged);
    };
    if head.version > VERSION {
        return Err(NoInbox::Newer { file: shown(file) });
    }
    if head.catalogue != state::name(located) {
        let catalogue = head.catalogue;
        return Err(NoInbox::OfAnother {
            file: shown(file),
            catalogue,
        });
    }
    Ok(serde_json::from_slice(&bytes).map_or(Found::Damaged, Found::Inbox))
}

fn write(file: &Path, located: &Located, inbox: &Inbox) -> Result<(), NoInbox> {
    let catalogue = state::name(located);
    let written = Written {
        version: VERSION,
        catalogue: &catalogue,
        inbox,
    };
    let text = serde_json::to_vec_pretty(&written);
    let mut text = text.map_err(|error| not_made(file, &reason(&error.into())))?;
    text.push(b'\n');
    write_whole(file, &text)
        .map(|_| ())
        .map_err(NoInbox::Unread)
}

/// Held until the file is closed, also by the end of the program.
fn lock(path: &Path) -> Result<File, NoInbox> {
    let mut options = OpenOptions::new();
    let opened = options
        .create(true)
        .truncate(false)
        .write(true)
        .mode(0o600)
        .open(path);
    let file = opened.map_err(|error| not_made(path, &unwritable(&error)))?;
    for _ in 0..TRIES {
        match flock(&file, FlockOperation::NonBlockingLockExclusive) {
            Ok(()) => return Ok(file),
            Err(Errno::WOULDBLOCK | Errno::INTR) => thread::sleep(PAUSE),
            Err(error) => return Err(not_made(path, &reason(&error.into()))),
        }
    }
    Err(NoInbox::Busy {
        seconds: (PAUSE * TRIES).as_secs(),
    })
}

fn not_made(path: &Path, why: &str) -> NoInbox {
    NoInbox::Unwritten {
        file: shown(path),
        why: why.to_owned(),
    }
}

fn shown(path: &Path) -> String {
    clean(&path.to_string_lossy()).into_owned()
}

/// Beside it, under a name that nothing has.
fn move_aside(file: &Path) -> Result<PathBuf, NoInbox> {
    let numbered = (2..=DAMAGED).map(|number| format!("json.damaged-{number}"));
    let mut names = std::iter::once("json.damaged".to_owned()).chain(numbered);
    let free = names.find_map(|name| {
        let aside = file.with_extension(name);
        aside.symlink_metadata().is_err().then_some(aside)
    });
    let aside = free.unwrap_or_else(|| file.with_extension("json.damaged"));
    fs::rename(file, &aside).map_err(|error| not_made(file, &reason(&error)))?;
    Ok(aside)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::domain::inbox::Dismissed;
    use crate::domain::inbox::candidates::Print;

    fn dismissed(print: u64) -> Dismissed {
        Dismissed {
            print: Print(print),
            on: "2026-10-02".parse().unwrap(),
            name: "x".into(),
            why: None,
        }
    }

    #[test]
    fn two_that_change_an_inbox_at_once_lose_nothing() {
        let folder = tempfile::tempdir().unwrap();
        let inboxes = Inboxes::from_variables(Some(folder.path().to_owned()), None);
        thread::scope(|scope| {
            for from in [0_u64, 100] {
                let inboxes = &inboxes;
                scope.spawn(move || {
                    for print in from..from + 25 {
                        inboxes
                            .change(&Located::BuiltIn, |inbox| {
                                inbox.dismissed.push(dismissed(print));
                            })
                            .unwrap();
                    }
                });
            }
        });
        let inbox = inboxes.read(&Located::BuiltIn).unwrap().unwrap();
        assert_eq!(inbox.dismissed.len(), 50);
    }

    #[test]
    fn a_damaged_inbox_is_moved_aside_and_begun_afresh() {
        let folder = tempfile::tempdir().unwrap();
        let inboxes = Inboxes::from_variables(Some(folder.path().to_owned()), None);
        let file = inboxes.file(&Located::BuiltIn).unwrap();
        for (round, name) in ["json.damaged", "json.damaged-2"].iter().enumerate() {
            fs::create_dir_all(file.parent().unwrap()).unwrap();
            let broken = format!("{{\"version\": 1, \"catalogue\": {round}");
            fs::write(&file, &broken).unwrap();
            let refused = inboxes.read(&Located::BuiltIn).unwrap_err();
            assert!(matches!(refused, NoInbox::Damaged { .. }));
            let changed = inboxes
                .change(&Located::BuiltIn, |inbox| {
                    inbox.dismissed.push(dismissed(1));
                })
                .unwrap();
            assert_eq!(changed.moved_aside, Some(file.with_extension(name)));
            assert_eq!(
                fs::read_to_string(file.with_extension(name)).unwrap(),
                broken
            );
            assert_eq!(
                inboxes
                    .read(&Located::BuiltIn)
                    .unwrap()
                    .unwrap()
                    .dismissed
                    .len(),
                1
            );
        }
    }

    #[test]
    fn the_inbox_of_a_newer_version_is_left_alone() {
        let folder = tempfile::tempdir().unwrap();
        let inboxes = Inboxes::from_variables(Some(folder.path().to_owned()), None);
        let file = inboxes.file(&Located::BuiltIn).unwrap();
        fs::create_dir_all(file.parent().unwrap()).unwrap();
        let newer = "{\"version\": 2, \"catalogue\": \"built-in\", \"more\": []}";
        fs::write(&file, newer).unwrap();
        let why = inboxes.change(&Located::BuiltIn, |_| ()).unwrap_err();
        assert!(matches!(why, NoInbox::Newer { .. }), "{why:?}");
        assert_eq!(fs::read_to_string(&file).unwrap(), newer);
    }
}
