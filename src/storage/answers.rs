//! What public sources have answered, and when they were asked: kept in the folder for caches, so that nothing is asked
//! twice. It may be lost at any time; what is damaged counts as not there.

use std::collections::BTreeMap;
use std::fs::{File, OpenOptions};
use std::os::unix::fs::OpenOptionsExt as _;
use std::path::{Path, PathBuf};

use rustix::fs::{FlockOperation, flock};
use rustix::io::Errno;
use serde::{Deserialize, Serialize};

use super::open;
use super::replace::write_whole;
use super::state::private_folder;
use super::xdg;
use crate::domain::findings::kept::NotKept;
use crate::domain::text::fnv::fnv_1a;
use crate::reason::unwritable;

/// Of the form of the files.
const VERSION: u32 = 1;
/// Times of questions are kept for so long, in seconds.
const HOUR: u64 = 3600;

/// Where they are.
#[derive(Clone, Debug)]
pub struct Answers {
    folder: PathBuf,
}

/// An answer. Before it stands a line of JSON that says all but the body.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Kept {
    pub head: Head,
    /// As it was received.
    pub body: Vec<u8>,
}

#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Head {
    version: u32,
    /// Without secrets.
    pub url: String,
    /// When it came, or was last confirmed, in seconds since 1970.
    pub at: u64,
    /// By what the source tells whether it has changed.
    pub etag: Option<String>,
    pub last_modified: Option<String>,
    /// The time of the source, in seconds since 1970, where its clock is another.
    #[serde(default)]
    pub date: Option<u64>,
    length: usize,
    hash: u64,
}

/// When a source was asked, and until when it is left alone.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default)]
pub struct Asked {
    /// The questions of the last hour, in seconds since 1970.
    pub times: Vec<u64>,
    /// In seconds since 1970.
    pub rests_until: u64,
}

#[derive(Default, Serialize, Deserialize)]
struct Ledger {
    version: u32,
    feeds: BTreeMap<String, Asked>,
}

/// Held by whoever asks, until it is closed.
#[derive(Debug)]
pub struct Turn(#[expect(dead_code, reason = "the lock goes with the file")] File);

impl Head {
    pub fn new(url: &str, at: u64, etag: Option<String>, last_modified: Option<String>) -> Self {
        Self {
            version: VERSION,
            url: url.to_owned(),
            at,
            etag,
            last_modified,
            date: None,
            length: 0,
            hash: 0,
        }
    }

    #[must_use]
    pub fn dated(self, date: Option<u64>) -> Self {
        Self { date, ..self }
    }
}

impl Asked {
    /// So many questions were asked within the last hour.
    pub fn within_an_hour(&self, now: u64) -> usize {
        let is_recent = |time: &&u64| **time <= now && now - **time < HOUR;
        self.times.iter().filter(is_recent).count()
    }
}

impl Answers {
    /// `roscope/feeds` in `$XDG_CACHE_HOME`, else in `~/.cache`; none where neither is known.
    pub fn from_variables(xdg_cache_home: Option<PathBuf>, home: Option<PathBuf>) -> Option<Self> {
        let cache = xdg::folder(xdg_cache_home, home, ".cache")?;
        Some(Self {
            folder: cache.join("roscope").join("feeds"),
        })
    }

    pub fn folder(&self) -> &Path {
        &self.folder
    }

    /// The right to ask: one program at a time has it. None while another one asks.
    ///
    /// # Errors
    /// One line that says why nothing can be kept there.
    pub fn turn(&self) -> Result<Option<Turn>, NotKept> {
        private_folder(&self.folder).map_err(|error| self.unkept(&unwritable(&error)))?;
        let mut options = OpenOptions::new();
        let options = options.create(true).truncate(false).write(true).mode(0o600);
        let file = options.open(self.folder.join("lock"));
        let file = file.map_err(|error| self.unkept(&unwritable(&error)))?;
        match flock(&file, FlockOperation::NonBlockingLockExclusive) {
            Ok(()) => Ok(Some(Turn(file))),
            Err(Errno::WOULDBLOCK | Errno::INTR) => Ok(None),
            Err(error) => Err(self.unkept(&unwritable(&error.into()))),
        }
    }

    fn unkept(&self, why: &str) -> NotKept {
        NotKept::NoAnswers(self.folder.clone(), why.to_owned())
    }

    fn file(&self, key: &str) -> PathBuf {
        self.folder
            .join(format!("answer-{:016x}", fnv_1a(key.as_bytes())))
    }

    /// The answer to a question.
    pub fn get(&self, key: &str) -> Option<Kept> {
        let path = self.file(key);
        if path.symlink_metadata().is_err() {
            return None;
        }
        let bytes = open::read(&path).ok()?.bytes;
        let end = bytes.iter().position(|byte| *byte == b'\n')?;
        let (head, body) = bytes.split_at_checked(end + 1)?;
        let head: Head = serde_json::from_slice(head).ok()?;
        let is_whole =
            head.version == VERSION && head.length == body.len() && head.hash == fnv_1a(body);
        is_whole.then(|| Kept {
            head,
            body: body.to_vec(),
        })
    }

    /// Keeps an answer.
    ///
    /// # Errors
    /// One line that says why it was not kept.
    pub fn put(&self, key: &str, mut head: Head, body: &[u8]) -> Result<(), NotKept> {
        head.length = body.len();
        head.hash = fnv_1a(body);
        let line = serde_json::to_vec(&head);
        let mut text = line.map_err(|_| NotKept::NoJson)?;
        text.push(b'\n');
        text.extend_from_slice(body);
        write_whole(&self.file(key), &text)?;
        Ok(())
    }

    /// When a source was asked. Who has the turn may rely on it.
    pub fn asked(&self, feed: &str) -> Asked {
        self.ledger().feeds.remove(feed).unwrap_or_default()
    }

    /// Writes down a question before it is asked, or a rest.
    ///
    /// # Errors
    /// One line that says why that cannot be kept: then nothing may be asked.
    pub fn note(
        &self,
        feed: &str,
        now: u64,
        change: impl FnOnce(&mut Asked),
    ) -> Result<(), NotKept> {
        let mut ledger = self.ledger();
        let asked = ledger.feeds.entry(feed.to_owned()).or_default();
        change(asked);
        asked
            .times
            .retain(|time| *time <= now && now - *time < HOUR);
        ledger.version = VERSION;
        let text = serde_json::to_vec(&ledger).map_err(|_| NotKept::NoJson)?;
        write_whole(&self.folder.join("requests.json"), &text)?;
        Ok(())
    }

    fn ledger(&self) -> Ledger {
        let path = self.folder.join("requests.json");
        let bytes = path
            .symlink_metadata()
            .ok()
            .and_then(|_| open::read(&path).ok());
        let ledger = bytes.and_then(|opened| serde_json::from_slice::<Ledger>(&opened.bytes).ok());
        ledger
            .filter(|ledger| ledger.version == VERSION)
            .unwrap_or_default()
    }
}

#[cfg(test)]
mod tests {
    use std::fs;

    use super::*;

    fn answers(folder: &Path) -> Answers {
        Answers::from_variables(Some(folder.to_owned()), None).unwrap()
    }

    #[test]
    fn an_answer_is_found_again_and_a_damaged_one_is_none() {
        let folder = tempfile::tempdir().unwrap();
        let answers = answers(folder.path());
        assert_eq!(answers.get("a"), None);
        let _turn = answers.turn().unwrap().unwrap();
        let head = Head::new("https://a.org", 7, Some("\"x\"".into()), None);
        answers.put("a", head, b"one\ntwo").unwrap();
        let kept = answers.get("a").unwrap();
        assert_eq!((kept.head.at, kept.body.as_slice()), (7, &b"one\ntwo"[..]));
        let path = answers.file("a");
        let whole = fs::read(&path).unwrap();
        for cut in 0..whole.len() {
            fs::write(&path, &whole[..cut]).unwrap();
            assert_eq!(answers.get("a"), None, "{cut}");
        }
        let other = String::from_utf8(whole).unwrap().replace("two", "owt");
        fs::write(&path, other).unwrap();
        assert_eq!(answers.get("a"), None);
    }

    #[test]
    fn the_questions_of_an_hour_are_counted_and_a_rest_is_kept() {
        let folder = tempfile::tempdir().unwrap();
        let answers = answers(folder.path());
        let turn = answers.turn().unwrap();
        assert!(turn.is_some() && answers.turn().unwrap().is_none());
        for now in [10_000, 12_000, 13_599] {
            answers
                .note("a", now, |asked| asked.times.push(now))
                .unwrap();
        }
        answers.note("b", 1, |asked| asked.rests_until = 9).unwrap();
        let asked = answers.asked("a");
        assert_eq!(asked.within_an_hour(13_599), 3);
        assert_eq!(asked.within_an_hour(13_600), 2);
        // The clock was put back: what is ahead counts for nothing, and is forgotten.
        assert_eq!(asked.within_an_hour(11_000), 1);
        assert_eq!(answers.asked("b").rests_until, 9);
        drop(turn);
        assert!(answers.turn().unwrap().is_some());
    }
}
