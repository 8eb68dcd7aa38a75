//! Writing edits into the file: for the forms of the dashboard and for the commands, by the same way.

use std::path::{Path, PathBuf};

use super::options::tongue;
use crate::app::Write;
use crate::domain::edit::{Edit, Hunk, Proven};
use crate::domain::findings::fault::Phrase;
use crate::domain::text::clean::clean;
use crate::storage::{self, Failed};

/// What the file would be after these edits.
pub(super) fn plan(path: &Path, edits: &[Edit]) -> Result<Proven, String> {
    let bytes = storage::read(path)?;
    proven(path, &bytes, edits)
}

/// What was written: the lines, and what there is to look at now.
pub(super) struct Written {
    pub(super) write: Write,
    pub(super) lines: Vec<Hunk>,
    pub(super) warnings: Vec<Phrase>,
}

/// Writes these edits into the file as it is at that moment; what others saved meanwhile stays.
pub(super) fn save(path: &Path, edits: &[Edit]) -> Result<Written, String> {
    let (mut lines, mut warnings) = (Vec::new(), Vec::new());
    let change = |bytes: &[u8]| {
        let proven = proven(path, bytes, edits)?;
        let text = proven.text().as_bytes().to_vec();
        (lines, warnings) = (proven.preview, proven.warnings);
        Ok(text)
    };
    let write = written(storage::replace(path, change))?;
    Ok(Written {
        write,
        lines,
        warnings,
    })
}

/// Clears up after a process that was killed while it wrote. What may be an unsaved edit is kept, and named.
pub(super) fn unsaved(path: &Path) -> Option<String> {
    let kept = storage::recover(path);
    (!kept.is_empty()).then(|| {
        format!(
            "never saved, look at it with `roscope diff`: {}",
            listed(&kept)
        )
    })
}

/// Puts back what stood there before a write of ours, if the file still holds that write: what others have
/// saved elsewhere since stays.
pub(super) fn undo(path: &Path, write: &Write) -> Result<Write, String> {
    let change = |now: &[u8]| {
        let [now, before, after] = [now, &write.before, &write.after].map(str::from_utf8);
        match (now, before, after) {
            (Ok(now), Ok(before), Ok(after)) => storage::undo(path, now, before, after)
                .map(String::into_bytes)
                .map_err(|refusal| tongue().refusal(&refusal)),
            _ => Err("not undone: the file is not UTF-8".to_owned()),
        }
    };
    written(storage::replace(path, change))
}

fn proven(path: &Path, bytes: &[u8], edits: &[Edit]) -> Result<Proven, String> {
    let text = std::str::from_utf8(bytes);
    let text =
        text.map_err(|_| "the file has errors and is left alone: it is not UTF-8".to_owned())?;
    storage::plan(path, text, edits)
        .map_err(|refusal| clean(&tongue().refusal(&refusal)).into_owned())
}

fn written(result: Result<storage::Replaced, Failed<String>>) -> Result<Write, String> {
    match result {
        Ok(storage::Replaced {
            before,
            after,
            kept,
        }) => Ok(Write {
            before,
            after,
            remark: displaced(&kept),
        }),
        Err(Failed::Refused(why) | Failed::NotWritten(why)) => Err(clean(&why).into_owned()),
    }
}

/// Two other programs saved while we did, one over the other: neither text is lost.
fn displaced(kept: &[PathBuf]) -> Option<String> {
    let told = || format!("a text that may be newer is kept in {}", listed(kept));
    (!kept.is_empty()).then(told)
}

fn listed(paths: &[PathBuf]) -> String {
    let names = paths.iter().map(|path| path.to_string_lossy());
    let names: Vec<_> = names.map(|name| clean(&name).into_owned()).collect();
    names.join(", ")
}
