//! What a process that was killed while it wrote left beside the file: what holds nothing new is removed,
//! everything else is kept and named.

use std::fs;
use std::path::{Path, PathBuf};

use super::super::open::{self, again};
use super::temp_file::Name;

/// Clears up after a process that was killed while it wrote: to be called at the start, before
/// anything is written. What it left is removed if it is empty, is what stands in the file, or is
/// what the process was about to replace; all else is kept, and its paths are given: an edit that
/// was not saved, or one of another program that came between.
pub fn recover(path: &Path) -> Vec<PathBuf> {
    let target = again(|| path.canonicalize()).unwrap_or_else(|_| path.to_owned());
    let abandoned = abandoned(&target);
    if abandoned.is_empty() {
        return Vec::new();
    }
    let text = open::read(&target).ok().map(|opened| opened.bytes);
    let mut kept = Vec::new();
    for (temp, name) in abandoned {
        if is_old(&temp, name, text.as_deref()) {
            // What cannot be removed does no harm.
            let _ = again(|| fs::remove_file(&temp));
        } else {
            kept.push(temp);
        }
    }
    kept.sort();
    kept
}

/// Removes what a killed process left of a file that is not the catalogue: nothing in it needs to be kept.
pub(in crate::storage) fn clear_up(target: &Path) {
    for (temp, name) in abandoned(target) {
        if name.is_of_whole() {
            let _ = again(|| fs::remove_file(&temp));
        }
    }
}

/// Our files beside the target whose process is gone. A folder that cannot be listed has none.
fn abandoned(target: &Path) -> Vec<(PathBuf, Name)> {
    let Some(of) = target.file_name() else {
        return Vec::new();
    };
    let folder = target
        .parent()
        .filter(|folder| !folder.as_os_str().is_empty());
    let entries = fs::read_dir(folder.unwrap_or(Path::new(".")));
    let entries = entries.into_iter().flatten().filter_map(Result::ok);
    let ours = entries.filter_map(|entry| {
        let name = Name::read(&entry.file_name(), of)?;
        let is_file = entry.file_type().is_ok_and(|kind| kind.is_file());
        (is_file && name.is_abandoned()).then(|| (entry.path(), name))
    });
    ours.collect()
}

fn is_old(temp: &Path, name: Name, text: Option<&[u8]>) -> bool {
    if name.is_of_whole() {
        return true;
    }
    let Ok(opened) = open::read(temp) else {
        return false;
    };
    let left = opened.bytes;
    left.is_empty() || Some(left.as_slice()) == text || name.is_for(&left)
}
