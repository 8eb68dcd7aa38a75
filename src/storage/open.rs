//! The one function that reads a file: a regular one, of a size that a catalogue can have, and
//! without ever waiting for it.

use std::fs::{File, Metadata, OpenOptions};
use std::io::{self, ErrorKind, Read as _};
use std::path::Path;

use crate::domain::clean::clean;

/// The longest file that is taken for a catalogue, in bytes.
pub const LONGEST: u64 = 64 << 20;

/// A file's bytes, and what the file looked like when they were about to be read.
pub(super) struct Opened {
    pub(super) bytes: Vec<u8>,
    pub(super) metadata: Metadata,
}

/// Reads the whole file.
///
/// # Errors
/// One line that names the file and says why it cannot be read.
pub(super) fn read(path: &Path) -> Result<Opened, String> {
    try_read(path).map_err(|why| {
        let path = path.to_string_lossy();
        format!("cannot read {}: {}", clean(&path), clean(&why))
    })
}

/// As [`read`], and the reason does not name the file.
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

/// A file may have grown since its size was taken, so the limit holds while reading too.
fn whole(file: File, size: u64) -> io::Result<Vec<u8>> {
    let mut bytes = Vec::with_capacity(size as usize + 1);
    file.take(LONGEST + 1).read_to_end(&mut bytes)?;
    Ok(bytes)
}

/// To open a pipe or a terminal must not wait for the other end, nor take the terminal over.
#[cfg(unix)]
fn options() -> OpenOptions {
    use rustix::fs::OFlags;
    use std::os::unix::fs::OpenOptionsExt as _;

    let flags = OFlags::NONBLOCK | OFlags::NOCTTY;
    let mut options = OpenOptions::new();
    options.read(true).custom_flags(flags.bits().cast_signed());
    options
}

#[cfg(not(unix))]
fn options() -> OpenOptions {
    let mut options = OpenOptions::new();
    options.read(true);
    options
}

/// Calls again what a signal interrupted; the standard library itself does so for few calls.
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

/// Why, in plain words.
pub(super) fn reason(error: &io::Error) -> String {
    match error.kind() {
        ErrorKind::StorageFull => "the disk is full".to_owned(),
        ErrorKind::NotFound => "there is no such file".to_owned(),
        ErrorKind::PermissionDenied => "permission denied".to_owned(),
        ErrorKind::IsADirectory => "it is a directory, not a file".to_owned(),
        _ => {
            let text = error.to_string();
            let words = text.split(" (os error").next().unwrap_or_default();
            words.to_lowercase()
        }
    }
}

fn too_long() -> String {
    format!("it is longer than {} MiB", LONGEST >> 20)
}

fn kind(metadata: &Metadata) -> &'static str {
    #[cfg(unix)]
    {
        use std::os::unix::fs::FileTypeExt as _;

        let kind = metadata.file_type();
        if kind.is_fifo() {
            return "a named pipe";
        }
        if kind.is_socket() {
            return "a socket";
        }
        if kind.is_char_device() || kind.is_block_device() {
            return "a device";
        }
    }
    if metadata.is_dir() {
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

    #[cfg(unix)]
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
