//! The new text in a temporary file, in the folder of the file that it is to replace.

use std::ffi::{OsStr, OsString};
use std::fs::{self, File, Metadata, OpenOptions};
use std::io::{self, ErrorKind, Write as _};
use std::os::unix::fs::OpenOptionsExt as _;
use std::path::{Path, PathBuf};
use std::process;
use std::sync::atomic::{AtomicU32, Ordering};

use rustix::io::Errno;
use rustix::process::{Pid, test_kill_process};

use super::super::open::{again, at};
use super::attributes;
use super::seen::Seen;
use crate::domain::text::fnv::fnv_1a;

/// How many temporary files this process has made.
static MADE: AtomicU32 = AtomicU32::new(0);

/// A file that is removed when it goes out of scope. After the exchange it holds the old text.
pub(super) struct TempFile {
    path: PathBuf,
    is_kept: bool,
}

/// Why there is no file that can take the place of another.
pub(super) enum Unmade {
    /// None could be made there.
    File(io::Error),
    /// It cannot have the owner, the mode or the like of the other one.
    Attributes(String),
    /// The step of writing its text that failed.
    Text(&'static str, io::Error),
}

impl Unmade {
    fn in_words(self) -> String {
        match self {
            Self::File(error) => at("no file can be made beside it", &error),
            Self::Attributes(why) => why,
            Self::Text(step, error) => at(step, &error),
        }
    }
}

impl TempFile {
    /// A file that can take the place of `target`: with the text, the attributes of what was seen
    /// there, and safe on the disk.
    pub(super) fn with(target: &Path, before: &Seen, text: &[u8]) -> Result<(Self, Seen), String> {
        let name = Name::new(&before.text);
        let made = Self::make(target, name, Some(&before.metadata), text);
        let (temp, metadata) = made.map_err(Unmade::in_words)?;
        let text = text.to_vec();
        Ok((temp, Seen { text, metadata }))
    }

    /// The same for a file that is no catalogue, or is not there yet.
    pub(super) fn whole(
        target: &Path,
        before: Option<&Metadata>,
        text: &[u8],
    ) -> Result<Self, Unmade> {
        let (temp, _) = Self::make(target, Name::of_whole(), before, text)?;
        Ok(temp)
    }

    fn make(
        target: &Path,
        name: Name,
        before: Option<&Metadata>,
        text: &[u8],
    ) -> Result<(Self, Metadata), Unmade> {
        let mode = if before.is_some() { 0o600 } else { 0o666 };
        let (temp, mut file) = Self::create(target, name, mode).map_err(Unmade::File)?;
        let failed = |step| move |error| Unmade::Text(step, error);
        file.write_all(text)
            .map_err(failed("the new text cannot be written"))?;
        if let Some(before) = before {
            attributes::keep(target, before, &file).map_err(Unmade::Attributes)?;
        }
        file.sync_all()
            .map_err(failed("the new text cannot be put on the disk"))?;
        let metadata =
            again(|| file.metadata()).map_err(failed("the new text cannot be looked at"))?;
        if metadata.len() != text.len() as u64 {
            let short = io::Error::from(ErrorKind::WriteZero);
            return Err(Unmade::Text("the new text was not written whole", short));
        }
        Ok((temp, metadata))
    }

    fn create(target: &Path, mut name: Name, mode: u32) -> io::Result<(Self, File)> {
        let mut options = OpenOptions::new();
        options.write(true).create_new(true).mode(mode);
        loop {
            let path = target.with_file_name(name.of(target.file_name().unwrap_or_default()));
            match options.open(&path) {
                Ok(file) => {
                    let is_kept = false;
                    return Ok((Self { path, is_kept }, file));
                }
                Err(error) if error.kind() == ErrorKind::AlreadyExists => name = name.next(),
                Err(error) => return Err(error),
            }
        }
    }

    pub(super) fn path(&self) -> &Path {
        &self.path
    }

    /// The file is not removed at the end.
    pub(super) fn keep(mut self) -> PathBuf {
        self.is_kept = true;
        self.path.clone()
    }
}

impl Drop for TempFile {
    fn drop(&mut self) {
        if !self.is_kept {
            // If it cannot be removed now, the next start finds it (see `recover`).
            let _ = again(|| fs::remove_file(&self.path));
        }
    }
}

/// `.NAME.PID-N-TEXT.tmp`: the process that made it, and a hash of the text that it was to replace. After a
/// kill the next start tells from it whether the file holds only that old text, and may be removed.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Name {
    process: u32,
    number: u32,
    text: u64,
}

impl Name {
    fn new(before: &[u8]) -> Self {
        let text = fnv_1a(before);
        Self {
            process: process::id(),
            number: 0,
            text,
        }
        .next()
    }

    /// The name for a file that is not the catalogue: if it is left behind, nothing in it needs to be kept.
    fn of_whole() -> Self {
        Self::new(b"")
    }

    pub(super) fn is_of_whole(self) -> bool {
        self.is_for(b"")
    }

    fn next(self) -> Self {
        let number = MADE.fetch_add(1, Ordering::Relaxed);
        Self { number, ..self }
    }

    fn of(self, name: &OsStr) -> OsString {
        let Self {
            process,
            number,
            text,
        } = self;
        let mut temp = OsString::from(".");
        temp.push(name);
        temp.push(format!(".{process}-{number}-{text:016x}.tmp"));
        temp
    }

    /// The name of a file beside `name`, if it is one of ours.
    pub(super) fn read(temp: &OsStr, name: &OsStr) -> Option<Self> {
        let rest = temp.as_encoded_bytes().strip_prefix(b".")?;
        let rest = rest.strip_prefix(name.as_encoded_bytes())?;
        let rest = str::from_utf8(rest)
            .ok()?
            .strip_prefix('.')?
            .strip_suffix(".tmp")?;
        let mut parts = rest.splitn(3, '-');
        let read = Self {
            process: parts.next()?.parse().ok()?,
            number: parts.next()?.parse().ok()?,
            text: u64::from_str_radix(parts.next()?, 16).ok()?,
        };
        // Only names exactly as we write them: no sign, no leading zeros.
        (read.of(name) == temp).then_some(read)
    }

    pub(super) fn is_for(self, text: &[u8]) -> bool {
        self.text == fnv_1a(text)
    }

    /// A name with our own process number that we have not made comes from an earlier process with the same
    /// number: in a container it is always the same.
    pub(super) fn is_abandoned(self) -> bool {
        if self.process == process::id() {
            return self.number >= MADE.load(Ordering::Relaxed);
        }
        is_gone(self.process)
    }
}

pub(in crate::storage) fn is_gone(process: u32) -> bool {
    let pid = i32::try_from(process).ok().and_then(Pid::from_raw);
    pid.is_some_and(|pid| test_kill_process(pid) == Err(Errno::SRCH))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_name_is_read_back_and_nothing_else_is() {
        let name = OsStr::new("programs.toml");
        let ours = Name::new(b"text");
        assert_eq!(Name::read(&ours.of(name), name), Some(ours));
        assert!(ours.is_for(b"text") && !ours.is_for(b"texts"));
        for other in [
            ".programs.toml.swp",
            ".programs.toml.12.tmp",
            ".programs.toml.12-3.tmp",
            "programs.toml.12-3-00000000000000ff.tmp",
            ".programs.toml.12-3-ff.tmp",
            ".programs.toml.012-3-00000000000000ff.tmp",
            ".programs.toml.12-+3-00000000000000ff.tmp",
            ".programs.toml.12-3-00000000000000FF.tmp",
            ".programs.toml.12-3-00000000000000ff.tmp~",
            ".other.toml.12-3-00000000000000ff.tmp",
        ] {
            assert_eq!(Name::read(OsStr::new(other), name), None, "{other}");
        }
        let read = ".programs.toml.12-3-00000000000000ff.tmp";
        assert!(Name::read(OsStr::new(read), name).is_some());
    }
}
