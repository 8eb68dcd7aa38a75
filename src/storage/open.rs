//! Reading a file: a regular one, of a size that a catalogue can have, and without ever waiting for it; for
//! commands also what is read once, as a pipe is.

use std::fs::{File, Metadata, OpenOptions};
use std::io::{self, ErrorKind, IsTerminal as _, Read as _};
use std::os::unix::fs::{FileTypeExt as _, OpenOptionsExt as _};
use std::path::Path;
use std::time::Duration;

use rustix::event::{PollFd, PollFlags, Timespec, poll};
use rustix::fs::OFlags;

use crate::domain::text::clean::clean;
use crate::reason::reason;

/// The longest file that is taken for a catalogue, in bytes.
pub const LONGEST: u64 = 64 << 20;

/// How much of a pipe is read at a time, in bytes.
const CHUNK: u64 = 1 << 20;
/// How long to wait for somebody to open the other end of a pipe.
const PATIENCE: Duration = Duration::from_secs(3);

/// A file's bytes, and its metadata from just before they were read.
pub(super) struct Opened {
    pub(super) bytes: Vec<u8>,
    pub(super) metadata: Metadata,
}

/// Reads the whole file.
///
/// # Errors
/// One line that names the file and says why it cannot be read.
pub(super) fn read(path: &Path) -> Result<Opened, String> {
    try_read(path).map_err(|why| unreadable(path, &why))
}

fn unreadable(path: &Path, why: &str) -> String {
    let path = path.to_string_lossy();
    format!("cannot read {}: {}", clean(&path), clean(why))
}

/// Like [`read`], but the reason does not name the file.
pub(super) fn try_read(path: &Path) -> Result<Opened, String> {
    let file = options().open(path).map_err(|error| reason(&error))?;
    let metadata = again(|| file.metadata()).map_err(|error| reason(&error))?;
    if !metadata.is_file() {
        return Err(format!("it is {}, not a file", kind(&metadata)));
    }
    if metadata.len() > LONGEST {
        return Err(too_long());
    }
    let bytes = whole(file, metadata.len()).map_err(|error| reason(&error))?;
    if bytes.len() as u64 > LONGEST {
        return Err(too_long());
    }
    Ok(Opened { bytes, metadata })
}

/// Reads what a command is given in the place of a file too: a pipe, as `<(…)` of a shell is one, or a
/// device. It is read to its end, once.
///
/// # Errors
/// One line that names it and says why it cannot be read.
pub(super) fn read_once(path: &Path) -> Result<Vec<u8>, String> {
    let read = if is_read_once(path) {
        stream(path)
    } else {
        try_read(path).map(|opened| opened.bytes)
    };
    read.map_err(|why| unreadable(path, &why))
}

/// Whether it is no file that could be read again, such as a pipe.
pub fn is_read_once(path: &Path) -> bool {
    again(|| path.metadata()).is_ok_and(|found| {
        let kind = found.file_type();
        kind.is_fifo() || kind.is_char_device()
    })
}

fn stream(path: &Path) -> Result<Vec<u8>, String> {
    let file = options().open(path).map_err(|error| reason(&error))?;
    if file.is_terminal() {
        return Err("it is a terminal: pipe a catalogue into it, or name a file".to_owned());
    }
    let mut bytes = Vec::new();
    loop {
        let has_waited = !is_ready(&file).map_err(|error| reason(&error))?;
        match (&file).take(CHUNK).read_to_end(&mut bytes) {
            Ok(0) if has_waited && bytes.is_empty() => {
                return Err("nobody has begun to write into this pipe".to_owned());
            }
            // The end: nobody has the pipe open for writing.
            Ok(read) if (read as u64) < CHUNK => return Ok(bytes),
            Ok(_) => {}
            // Somebody has it open and has not written yet.
            Err(error) if error.kind() == ErrorKind::WouldBlock => {}
            Err(error) => return Err(reason(&error)),
        }
        if bytes.len() as u64 > LONGEST {
            return Err(too_long());
        }
    }
}

/// Waits until there is something to read or the end of it, but not for ever: a pipe may have nobody at its
/// other end.
fn is_ready(file: &File) -> io::Result<bool> {
    let mut fds = [PollFd::new(file, PollFlags::IN)];
    let patience = Timespec::try_from(PATIENCE).map_err(io::Error::other)?;
    again(|| Ok(poll(&mut fds, Some(&patience))? > 0))
}

/// A file may have grown since its size was taken, so the limit holds while reading too.
fn whole(file: File, size: u64) -> io::Result<Vec<u8>> {
    let mut bytes = Vec::with_capacity(size as usize + 1);
    file.take(LONGEST + 1).read_to_end(&mut bytes)?;
    Ok(bytes)
}

/// Opening a pipe must not wait for its other end, and opening a terminal must not make it ours.
fn options() -> OpenOptions {
    let flags = OFlags::NONBLOCK | OFlags::NOCTTY;
    let mut options = OpenOptions::new();
    options.read(true).custom_flags(flags.bits().cast_signed());
    options
}

/// Repeats a call that a signal interrupted. The standard library does so itself only for a few calls.
pub(super) fn again<T>(mut call: impl FnMut() -> io::Result<T>) -> io::Result<T> {
    loop {
        match call() {
            Err(error) if error.kind() == ErrorKind::Interrupted => {}
            done => return done,
        }
    }
}

/// What failed, and why.
pub(super) fn at(step: &str, error: &io::Error) -> String {
    format!("{step}: {}", reason(error))
}

fn too_long() -> String {
    format!("it is longer than {} MiB", LONGEST >> 20)
}

fn kind(metadata: &Metadata) -> &'static str {
    let kind = metadata.file_type();
    if kind.is_fifo() {
        "a named pipe"
    } else if kind.is_socket() {
        "a socket"
    } else if kind.is_char_device() || kind.is_block_device() {
        "a device"
    } else if kind.is_dir() {
        "a directory"
    } else {
        "something else"
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn why(path: &Path) -> String {
        read(path).map(|_| ()).unwrap_err()
    }

    #[test]
    fn what_is_no_file_is_refused_at_once() {
        let folder = tempfile::tempdir().unwrap();
        let missing = folder.path().join("missing.toml");
        assert!(why(&missing).ends_with("missing.toml: there is no such file"));
        assert!(why(folder.path()).ends_with("it is a directory, not a file"));
        assert!(why(&missing.join("x")).contains("there is no such file"));
    }

    #[test]
    fn a_pipe_or_a_device_is_refused_and_not_waited_for() {
        use rustix::fs::{CWD, Mode, mkfifoat};

        let folder = tempfile::tempdir().unwrap();
        let pipe = folder.path().join("pipe.toml");
        mkfifoat(CWD, &pipe, Mode::RUSR | Mode::WUSR).unwrap();
        assert!(why(&pipe).ends_with("it is a named pipe, not a file"));
        assert!(why(Path::new("/dev/zero")).ends_with("it is a device, not a file"));
    }

    #[test]
    fn a_file_beyond_the_limit_is_not_read() {
        let folder = tempfile::tempdir().unwrap();
        let long = folder.path().join("long.toml");
        File::create(&long).unwrap().set_len(LONGEST + 1).unwrap();
        assert!(why(&long).ends_with("it is longer than 64 MiB"));
    }

    #[test]
    fn a_name_cannot_drive_the_terminal() {
        assert!(!why(Path::new("a\x1b[2J.toml")).contains('\x1b'));
    }
}
