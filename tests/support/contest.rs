//! Another program that saves in a loop, in its own way, while we write: every line that it has
//! saved must still be there in the end.

use std::collections::HashSet;
use std::fmt;
use std::fs::{self, File, OpenOptions};
use std::io::{self, Write as _};
use std::path::{Path, PathBuf};
use std::sync::atomic::{AtomicBool, Ordering};
use std::thread;
use std::time::Duration;

use roscope::storage::replace;

/// How a program saves: the path, the whole new text, and the line that is new in it.
#[derive(Clone, Copy)]
pub(crate) struct Way {
    pub(crate) name: &'static str,
    save: fn(&Path, &str, &str) -> io::Result<()>,
}

pub(crate) const WAYS: [Way; 4] = [
    Way {
        name: "by renaming",
        save: by_renaming,
    },
    Way {
        name: "as vim does",
        save: as_vim_does,
    },
    Way {
        name: "in place",
        save: in_place,
    },
    Way {
        name: "by appending",
        save: by_appending,
    },
];

fn by_renaming(path: &Path, text: &str, _: &str) -> io::Result<()> {
    let new = path.with_extension("new");
    fs::write(&new, text)?;
    fs::rename(new, path)
}

/// Renames the old file away, creates a new one, writes it, removes the old one.
fn as_vim_does(path: &Path, text: &str, _: &str) -> io::Result<()> {
    let old = path.with_extension("toml~");
    fs::rename(path, &old)?;
    let mut file = File::create(path)?;
    let (first, second) = text.split_at(text.len() / 2);
    file.write_all(first.as_bytes())?;
    file.write_all(second.as_bytes())?;
    fs::remove_file(old)
}

/// Truncates and writes.
fn in_place(path: &Path, text: &str, _: &str) -> io::Result<()> {
    fs::write(path, text)
}

/// Without a look at what is there.
fn by_appending(path: &Path, _: &str, line: &str) -> io::Result<()> {
    let mut file = OpenOptions::new().append(true).open(path)?;
    file.write_all(line.as_bytes())
}

pub(crate) struct Contest {
    /// Edits of the other program.
    pub(crate) edits: u32,
    /// It pauses between two of them, at most so many milliseconds.
    pub(crate) longest_pause: u64,
    /// So many of us write at the same time.
    pub(crate) writers: u32,
}

#[derive(Default)]
pub(crate) struct Tally {
    edits: u32,
    /// Lines of the other program that are neither in the file nor in a text that was kept.
    pub(crate) lost: usize,
    /// Those that are only in a text that was kept beside the file.
    beside: usize,
    /// Our write-backs that were saved.
    saved: u32,
    /// Ours that were given up, with a reason.
    given_up: u32,
    /// How often the change was made anew, since the file had changed.
    anew: u32,
}

impl fmt::Display for Tally {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(
            f,
            "{} edits of another program, {} lost, {} kept beside the file; \
             {} write-backs of ours, {} new starts, {} given up",
            self.edits, self.lost, self.beside, self.saved, self.anew, self.given_up
        )
    }
}

impl Contest {
    /// In a folder that may hold the file of an earlier contest.
    pub(crate) fn run(&self, way: &Way, folder: &Path) -> Tally {
        let path = folder.join("programs.toml");
        fs::write(&path, "ours = 0\n").expect("a file");
        let is_done = AtomicBool::new(false);
        let until_done = || {
            let mut ours = Ours::default();
            while !is_done.load(Ordering::Acquire) {
                ours.write_back(&path);
            }
            ours
        };
        let all: Vec<Ours> = thread::scope(|scope| {
            let writers: Vec<_> = (0..self.writers).map(|_| scope.spawn(until_done)).collect();
            self.other(way, &path);
            is_done.store(true, Ordering::Release);
            writers
                .into_iter()
                .map(|writer| writer.join().expect("no panic"))
                .collect()
        });
        self.tally(&path, &all)
    }

    /// Reads what is there, adds a line and saves.
    fn other(&self, way: &Way, path: &Path) {
        let mut chance = 1_u64;
        for edit in 1..=self.edits {
            let mut text = fs::read_to_string(path).expect("the file is there and whole");
            assert!(text.starts_with("ours = ") && text.ends_with('\n'), "torn");
            let line = format!("other {edit}\n");
            text += &line;
            (way.save)(path, &text, &line).expect("the file is there");
            chance = chance
                .wrapping_mul(6_364_136_223_846_793_005)
                .wrapping_add(1);
            let pause = (chance >> 33) % (self.longest_pause * 1000 + 1);
            thread::sleep(Duration::from_micros(pause));
        }
    }

    fn tally(&self, path: &Path, all: &[Ours]) -> Tally {
        let text = fs::read_to_string(path).expect("the file is there and whole");
        let mut beside = String::new();
        for copy in all.iter().flat_map(|ours| &ours.kept) {
            beside += &fs::read_to_string(copy).expect("a text that was kept");
            fs::remove_file(copy).expect("a text that was kept");
        }
        let mut tally = Tally {
            edits: self.edits,
            saved: all.iter().map(|ours| ours.saved).sum(),
            given_up: all.iter().map(|ours| ours.given_up).sum(),
            anew: all.iter().map(|ours| ours.anew).sum(),
            ..Tally::default()
        };
        let (text, beside): (HashSet<&str>, HashSet<&str>) =
            (text.lines().collect(), beside.lines().collect());
        for edit in 1..=self.edits {
            let line = format!("other {edit}");
            match (text.contains(&*line), beside.contains(&*line)) {
                (true, _) => {}
                (false, true) => tally.beside += 1,
                (false, false) => tally.lost += 1,
            }
        }
        tally
    }
}

/// What one of us has done.
#[derive(Default)]
pub(crate) struct Ours {
    pub(crate) saved: u32,
    given_up: u32,
    anew: u32,
    kept: Vec<PathBuf>,
}

impl Ours {
    /// Counts one up in the first line.
    pub(crate) fn write_back(&mut self, path: &Path) {
        let mut calls = 0;
        let replaced = replace(path, |text| {
            calls += 1;
            one_more(text).ok_or(())
        });
        self.anew += calls.max(1) - 1;
        match replaced {
            Ok(replaced) => {
                self.saved += 1;
                self.kept.extend(replaced.kept);
            }
            Err(_) => self.given_up += 1,
        }
    }
}

pub(crate) fn one_more(text: &[u8]) -> Option<Vec<u8>> {
    let (first, rest) = str::from_utf8(text).ok()?.split_once('\n')?;
    let count: u32 = first.strip_prefix("ours = ")?.parse().ok()?;
    Some(format!("ours = {}\n{rest}", count + 1).into())
}
