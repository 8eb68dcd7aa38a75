//! Writing a whole file that is not the catalogue: an export, a copy, the last visit. Whatever stands at
//! its name, nothing of that is lost.
//!
//! A file is replaced at one instant, and keeps its links, mode, owner and extended attributes. Where that
//! cannot be, because it has other names, its folder takes no file, or it is mounted on its own, it is
//! written in place, and that is told. What is no file, a pipe, a device, an open descriptor, is written
//! into.

use std::ffi::OsStr;
use std::fs::{self, File, Metadata, OpenOptions};
use std::io::{self, ErrorKind, Read as _, Seek as _, Write as _};
use std::os::unix::fs::{FileTypeExt as _, MetadataExt as _};
use std::path::{Path, PathBuf};
use std::process;

use rustix::io::Errno;

use super::super::open::again;
use super::recover;
use super::temp_file::{TempFile, Unmade};
use crate::domain::text::clean::clean;
use crate::reason::{reason, unwritable};

/// After so many links we say that they lead nowhere.
const LINKS: usize = 40;

/// Writes a file, whatever is there now. Returns why it was written in place, if it was.
///
/// # Errors
/// One line that names the file, says why, and what to do. What stood there stands there still; what is
/// written into may have taken a part.
pub fn write_whole(path: &Path, text: &[u8]) -> Result<Option<String>, String> {
    let whole = Whole::prepare(path, text)?;
    whole.commit(false).map(|done| done.in_place)
}

/// Writes several files, or none.
///
/// # Errors
/// As [`write_whole`]; what was written before the one that failed is as it was, too.
pub fn write_all(files: &[(PathBuf, Vec<u8>)]) -> Result<Vec<String>, String> {
    let failed = |why: String| format!("{why}; nothing was written");
    let prepared = files.iter().map(|(path, text)| Whole::prepare(path, text));
    let prepared: Vec<_> = prepared.collect::<Result<_, _>>().map_err(failed)?;
    let mut done: Vec<Done> = Vec::new();
    for whole in prepared {
        match whole.commit(true) {
            Ok(one) => done.push(one),
            Err(why) => {
                done.into_iter().rev().for_each(Done::undo);
                return Err(failed(why));
            }
        }
    }
    Ok(done.into_iter().filter_map(|one| one.in_place).collect())
}

/// Writes a file that is not there yet, and says whether it did.
///
/// # Errors
/// One line that names the file, says why, and what to do; nothing is left of it.
pub fn write_new(path: &Path, text: &[u8]) -> Result<bool, String> {
    if path.symlink_metadata().is_ok() {
        return Ok(false);
    }
    let temp = TempFile::whole(path, None, text).map_err(|why| not_written(path, &told(why)))?;
    // If somebody has made a file of this name meanwhile, it stays.
    match again(|| fs::hard_link(temp.path(), path)) {
        Ok(()) => Ok(true),
        Err(error) if error.kind() == ErrorKind::AlreadyExists => Ok(false),
        // This file system has no such links.
        Err(_) => match again(|| fs::rename(temp.path(), path)) {
            Ok(()) => Ok(true),
            Err(error) => Err(not_written(path, &unwritable(&error))),
        },
    }
}

/// A file on its way.
struct Whole<'a> {
    /// The name that was given.
    path: &'a Path,
    /// Where that leads.
    target: PathBuf,
    text: &'a [u8],
    way: Way,
}

enum Way {
    /// It takes the place of what is there.
    Rename(TempFile),
    /// What is there is written over, for this reason.
    InPlace(String),
    /// What is there takes it in.
    Into,
}

/// A file that was written.
struct Done {
    target: PathBuf,
    before: Before,
    in_place: Option<String>,
}

/// What stood there.
enum Before {
    Nothing,
    Text(Vec<u8>),
    /// Nobody has asked, or it took the text in: nothing can be put back.
    Untold,
}

impl<'a> Whole<'a> {
    /// Does all that can be done without a change of what is there.
    fn prepare(path: &'a Path, text: &'a [u8]) -> Result<Self, String> {
        let failed = |why: &str| not_written(path, why);
        let (target, found) = follow(path).map_err(|error| failed(&unwritable(&error)))?;
        let way = match &found {
            Found::Stream => Way::Into,
            Found::Disk => {
                return Err(failed("it is a disk, which would be lost: name a file"));
            }
            Found::File(metadata) if metadata.nlink() > 1 => {
                let names = metadata.nlink();
                Way::InPlace(format!("it has {names} names, and all of them keep it"))
            }
            Found::File(metadata) => {
                recover::clear_up(&target);
                match TempFile::whole(&target, Some(metadata), text) {
                    Ok(temp) => Way::Rename(temp),
                    Err(why) => Way::InPlace(why_in_place(why).map_err(|why| failed(&why))?),
                }
            }
            Found::Nothing => {
                recover::clear_up(&target);
                let temp = TempFile::whole(&target, None, text);
                Way::Rename(temp.map_err(|why| failed(&told(why)))?)
            }
        };
        Ok(Self {
            path,
            target,
            text,
            way,
        })
    }

    /// With `keeps` the file can be put back as it was.
    fn commit(self, keeps: bool) -> Result<Done, String> {
        let failed = |why: String| not_written(self.path, &why);
        let before = if keeps && !matches!(self.way, Way::Into) {
            before(&self.target).map_err(|error| failed(unwritable(&error)))?
        } else {
            Before::Untold
        };
        let in_place = match self.way {
            Way::Into => {
                into(&self.target, self.text).map_err(|error| failed(unwritable(&error)))?;
                None
            }
            Way::InPlace(why) => {
                in_place(&self.target, self.text).map_err(failed)?;
                Some(why)
            }
            Way::Rename(temp) => match again(|| fs::rename(temp.path(), &self.target)) {
                Ok(()) => None,
                Err(error) => {
                    let why = why_not_renamed(&error).map_err(failed)?;
                    in_place(&self.target, self.text).map_err(failed)?;
                    Some(why)
                }
            },
        };
        Ok(Done {
            target: self.target,
            before,
            in_place,
        })
    }
}

impl Done {
    /// An error here is not reported: the first error is the one that matters.
    fn undo(self) {
        let _ = match self.before {
            Before::Text(text) => in_place(&self.target, &text),
            Before::Nothing => fs::remove_file(&self.target).map_err(|error| reason(&error)),
            Before::Untold => Ok(()),
        };
    }
}

/// What stands at a name.
enum Found {
    Nothing,
    File(Metadata),
    /// A pipe, a device, a descriptor of a process: it takes in what is written.
    Stream,
    Disk,
}

/// Where a path leads by its links, and what is there. A link that stands for an open file, as `/dev/stdout`
/// does, is not followed into it: that file is written to from where it is open.
fn follow(path: &Path) -> io::Result<(PathBuf, Found)> {
    let mut path = path.to_owned();
    for _ in 0..LINKS {
        let metadata = match again(|| path.symlink_metadata()) {
            Ok(metadata) => metadata,
            Err(error) if error.kind() == ErrorKind::NotFound && !is_folder(&path) => {
                return Ok((path, Found::Nothing));
            }
            Err(error) => return Err(error),
        };
        let kind = metadata.file_type();
        if kind.is_symlink() && !is_descriptor(&path) {
            let link = again(|| fs::read_link(&path))?;
            path = path.parent().unwrap_or(Path::new("")).join(link);
            continue;
        }
        let found = match kind {
            kind if kind.is_dir() => return Err(ErrorKind::IsADirectory.into()),
            kind if kind.is_file() => Found::File(metadata),
            kind if kind.is_block_device() => Found::Disk,
            _ => Found::Stream,
        };
        return Ok((path, found));
    }
    Err(Errno::LOOP.into())
}

/// Its name can only be that of a folder.
fn is_folder(path: &Path) -> bool {
    path.as_os_str().as_encoded_bytes().ends_with(b"/")
}

/// The folder of a name that stands for an open file.
fn descriptors(path: &Path) -> Option<PathBuf> {
    let folder = path.parent()?.canonicalize().ok()?;
    let is_of_process = folder.starts_with("/proc") && folder.ends_with("fd");
    (is_of_process || folder == Path::new("/dev/fd")).then_some(folder)
}

fn is_descriptor(path: &Path) -> bool {
    descriptors(path).is_some()
}

/// Writes into what takes it in. What is open already as our own output is used as it is: opened anew it
/// would have a place of its own, and what is written next would go over this.
fn into(target: &Path, text: &[u8]) -> io::Result<()> {
    let ours = format!("/proc/{}/fd", process::id());
    let is_ours = descriptors(target).is_some_and(|folder| folder == Path::new(&ours));
    match target.file_name().and_then(OsStr::to_str) {
        Some("1") if is_ours => {
            let mut out = io::stdout().lock();
            out.write_all(text)?;
            out.flush()
        }
        Some("2") if is_ours => io::stderr().write_all(text),
        _ => {
            let mut stream = OpenOptions::new().append(true).open(target)?;
            stream.write_all(text)
        }
    }
}

/// Writes over what is there. What can fail fails before anything is lost, and if the rest does, what stood
/// there is put back.
fn in_place(target: &Path, text: &[u8]) -> Result<(), String> {
    let open = OpenOptions::new().read(true).write(true).open(target);
    let mut file = open.map_err(|error| why_locked(target, &error))?;
    let write = |file: &mut File, text: &[u8]| {
        file.rewind()?;
        file.write_all(text)?;
        file.set_len(text.len() as u64)?;
        file.sync_all()
    };
    let mut before = Vec::new();
    let written = again(|| file.metadata())
        .and_then(|metadata| make_room(&file, text.len() as u64, metadata.len()))
        .and_then(|()| file.read_to_end(&mut before))
        .and_then(|_| write(&mut file, text));
    written.map_err(|error| match write(&mut file, &before) {
        Ok(()) => unwritable(&error),
        Err(_) => format!("{}; what stood in it may be lost", unwritable(&error)),
    })
}

/// Asks for the room on the disk that a longer text takes. Not every file system can tell.
fn make_room(file: &File, longer: u64, now: u64) -> io::Result<()> {
    #[cfg(target_os = "linux")]
    if longer > now {
        use rustix::fs::{FallocateFlags, fallocate};

        let made = again(|| Ok(fallocate(file, FallocateFlags::KEEP_SIZE, 0, longer)?));
        if let Err(error) = made
            && error.kind() == ErrorKind::StorageFull
        {
            return Err(error);
        }
    }
    #[cfg(not(target_os = "linux"))]
    let _ = (file, longer, now);
    Ok(())
}

fn before(target: &Path) -> io::Result<Before> {
    match again(|| fs::read(target)) {
        Ok(text) => Ok(Before::Text(text)),
        Err(error) if error.kind() == ErrorKind::NotFound => Ok(Before::Nothing),
        Err(error) => Err(error),
    }
}

/// Why a file cannot be replaced but perhaps be written.
///
/// # Errors
/// It cannot be written either: it is the disk that fails.
fn why_in_place(why: Unmade) -> Result<String, String> {
    match why {
        Unmade::File(error) if is_forbidden(&error) => {
            Ok(format!("no file can be made beside it: {}", reason(&error)))
        }
        Unmade::Attributes(why) => Ok(why),
        why => Err(told(why)),
    }
}

fn why_not_renamed(error: &io::Error) -> Result<String, String> {
    match error.kind() {
        ErrorKind::ResourceBusy => Ok("it is mounted on its own".to_owned()),
        _ if is_forbidden(error) => Ok(format!("it cannot be replaced: {}", reason(error))),
        _ => Err(unwritable(error)),
    }
}

fn is_forbidden(error: &io::Error) -> bool {
    matches!(
        error.kind(),
        ErrorKind::PermissionDenied
            | ErrorKind::ReadOnlyFilesystem
            | ErrorKind::InvalidFilename
            | ErrorKind::CrossesDevices
            | ErrorKind::Unsupported
    )
}

fn told(why: Unmade) -> String {
    match why {
        Unmade::File(error) | Unmade::Text(_, error) => unwritable(&error),
        Unmade::Attributes(why) => why,
    }
}

fn why_locked(target: &Path, error: &io::Error) -> String {
    if error.kind() == ErrorKind::PermissionDenied && super::exchange::is_immutable(target) {
        return "it is locked against changes (immutable): unlock it with chattr, or name another \
                file"
            .to_owned();
    }
    unwritable(error)
}

fn not_written(path: &Path, why: &str) -> String {
    format!("cannot write {}: {why}", clean(&path.to_string_lossy()))
}
