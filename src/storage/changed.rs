//! When the file that a path leads to last changed.

use std::os::unix::fs::MetadataExt as _;
use std::path::Path;

/// The second since 1970 at which a file last changed: its text, its name or rights, or the link that
/// leads to it. The system sets this time and nobody sets it back, so that an older file which is put in
/// its place has changed too. None where there is no file.
pub fn changed(path: &Path) -> Option<i64> {
    let link = path.symlink_metadata().ok()?;
    let file = path.metadata().ok()?;
    Some(link.ctime().max(file.ctime()))
}
