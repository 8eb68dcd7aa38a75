//! Writing edits into the file: for the forms of the dashboard and for the commands, by the same way.

use std::path::Path;

use crate::app::Write;
use crate::domain::clean::clean;
use crate::domain::edit::{Edit, Hunk, Proven};
use crate::storage::{self, Failed};

/// What the file would be after these edits.
pub(super) fn plan(path: &Path, edits: &[Edit]) -> Result<Proven, String> {
    let bytes = storage::read(path)?;
    proven(path, &bytes, edits)
}

/// Writes these edits into the file as it is at that moment; what others saved meanwhile stays. Returns
/// the lines that were written, too.
pub(super) fn save(path: &Path, edits: &[Edit]) -> Result<(Write, Vec<Hunk>), String> {
    let mut lines = Vec::new();
    let change = |bytes: &[u8]| {
        let proven = proven(path, bytes, edits)?;
        let text = proven.text().as_bytes().to_vec();
        lines = proven.preview;
        Ok(text)
    };
    let write = written(storage::replace(path, change))?;
    Ok((write, lines))
}

/// Puts back what stood there before a write of ours, if the file still holds that write.
pub(super) fn undo(path: &Path, write: &Write) -> Result<(), String> {
    let change = |bytes: &[u8]| {
        if bytes == write.after {
            Ok(write.before.clone())
        } else {
            Err("not undone: the file has been changed since".to_owned())
        }
    };
    written(storage::replace(path, change)).map(|_| ())
}

fn proven(path: &Path, bytes: &[u8], edits: &[Edit]) -> Result<Proven, String> {
    let text = std::str::from_utf8(bytes);
    let text =
        text.map_err(|_| "the file has errors and is left alone: it is not UTF-8".to_owned())?;
    storage::plan(path, text, edits).map_err(|refusal| clean(&refusal.to_string()).into_owned())
}

fn written(result: Result<storage::Replaced, Failed<String>>) -> Result<Write, String> {
    match result {
        Ok(storage::Replaced { before, after, .. }) => Ok(Write { before, after }),
        Err(Failed::Refused(why) | Failed::NotWritten(why)) => Err(clean(&why).into_owned()),
    }
}
