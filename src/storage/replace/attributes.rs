//! What a file has besides its text: owner, extended attributes (access lists among them), mode. The
//! new file gets all of it; if it cannot, the old file stays as it is and the edit is refused with the reason.

use std::ffi::{CStr, CString};
use std::fs::{File, Metadata};
use std::io;
use std::os::unix::fs::{MetadataExt as _, fchown};
use std::path::Path;

use rustix::fs::{XattrFlags, flistxattr, fremovexattr, fsetxattr, lgetxattr, llistxattr};
use rustix::io::Errno;

use super::super::open::{again, at};

/// The longest list of names, and the longest value, that Linux has.
const LONGEST: usize = 64 << 10;

/// In this order: a new owner clears bits of the mode, and an access list changes the others.
pub(super) fn keep(from: &Path, metadata: &Metadata, file: &File) -> Result<(), String> {
    keep_owner(metadata, file)?;
    keep_extended(from, file)?;
    again(|| file.set_permissions(metadata.permissions()))
        .map_err(|error| at("its mode cannot be kept", &error))
}

fn keep_owner(metadata: &Metadata, file: &File) -> Result<(), String> {
    let new = again(|| file.metadata()).map_err(|error| at("its owner cannot be kept", &error))?;
    if new.uid() != metadata.uid() {
        again(|| fchown(file, Some(metadata.uid()), None))
            .map_err(|error| at("it belongs to another user, and would not any more", &error))?;
    }
    if new.gid() != metadata.gid() {
        again(|| fchown(file, None, Some(metadata.gid()))).map_err(|error| {
            at(
                "it belongs to another group, and would not any more",
                &error,
            )
        })?;
    }
    Ok(())
}

fn keep_extended(from: &Path, file: &File) -> Result<(), String> {
    copy(from, file).map_err(|error| at("its extended attributes cannot be kept", &error))
}

fn copy(from: &Path, file: &File) -> io::Result<()> {
    let theirs = names(|list| llistxattr(from, list))?;
    for name in &theirs {
        let mut value = vec![0; LONGEST];
        let length = again(|| Ok(lgetxattr(from, name, value.as_mut_slice())?))?;
        let value = value.get(..length).unwrap_or_default();
        let set = again(|| Ok(fsetxattr(file, name, value, XattrFlags::empty())?));
        set.or_else(|error| unless_of_the_system(name, error))?;
    }
    // A folder may give every new file an access list.
    for name in names(|list| flistxattr(file, list))? {
        if !theirs.contains(&name) {
            let removed = again(|| Ok(fremovexattr(file, &name)?));
            removed.or_else(|error| unless_of_the_system(&name, error))?;
        }
    }
    Ok(())
}

/// Attributes that the system itself sets (those of its security modules) it has set on the new file too.
fn unless_of_the_system(name: &CStr, error: io::Error) -> io::Result<()> {
    if name.to_bytes().starts_with(b"security.") {
        return Ok(());
    }
    Err(error)
}

fn names(list: impl Fn(&mut [u8]) -> Result<usize, Errno>) -> io::Result<Vec<CString>> {
    let mut names = vec![0; LONGEST];
    let length = match again(|| Ok(list(&mut names)?)) {
        Ok(length) => length,
        Err(error) if is_without(&error) => 0,
        Err(error) => return Err(error),
    };
    let names = names.get(..length).unwrap_or_default();
    let names = names.split_inclusive(|byte| *byte == 0);
    Ok(names
        .filter_map(|name| CStr::from_bytes_with_nul(name).ok())
        .map(CStr::to_owned)
        .collect())
}

/// The file system has no such attributes.
fn is_without(error: &io::Error) -> bool {
    let without = [Errno::NOTSUP, Errno::OPNOTSUPP, Errno::NOSYS];
    without
        .iter()
        .any(|errno| error.raw_os_error() == Some(errno.raw_os_error()))
}
