//! The files with orbital elements that there are: those that were fetched, and those that were imported. They may be
//! lost at any time, and come again.

use std::fs;
use std::path::{Path, PathBuf};
use std::time::SystemTime;

use super::open;
use super::xdg;

use super::replace::write_whole;
use super::state::private_folder;
use crate::domain::text::fnv::fnv_1a;
use crate::feeds::elements::{self, Found, Unreadable};
use crate::reason::reason;

/// The most files that are looked at: the newest ones.
const MOST: usize = 100;

/// Why a file with elements is of no use.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum NoElements {
    /// The file cannot be read: one line that names it.
    File(String),
    Content(Unreadable),
}

/// A file, and what was found in it.
pub type ElementFile = (PathBuf, Result<Found, NoElements>);

/// The folder that they are in: `roscope/feeds` in `$XDG_CACHE_HOME`, else in `~/.cache`.
#[derive(Clone, Debug, Default)]
pub struct ElementFiles {
    folder: Option<PathBuf>,
}

impl ElementFiles {
    /// From the variables of the environment.
    pub fn from_variables(xdg_cache_home: Option<PathBuf>, home: Option<PathBuf>) -> Self {
        let cache = xdg::folder(xdg_cache_home, home, ".cache");
        Self {
            folder: cache.map(|cache| cache.join("roscope").join("feeds")),
        }
    }

    /// Where they are looked for; none where there is no folder for caches.
    pub fn folder(&self) -> Option<&Path> {
        self.folder.as_deref()
    }

    /// All that are there, in the order of their names. What is no file with elements is passed over.
    pub fn read(&self) -> Vec<ElementFile> {
        let Some(folder) = &self.folder else {
            return Vec::new();
        };
        let entries = fs::read_dir(folder).into_iter().flatten();
        let mut files: Vec<(SystemTime, PathBuf)> = entries
            .filter_map(Result::ok)
            .filter_map(|entry| {
                let about = entry.metadata().ok().filter(fs::Metadata::is_file)?;
                Some((about.modified().ok()?, entry.path()))
            })
            .collect();
        files.sort_by(|one, other| other.cmp(one));
        files.truncate(MOST);
        files.sort_by(|(_, one), (_, other)| one.cmp(other));
        let paths = files.into_iter().map(|(_, path)| path);
        paths.filter_map(|path| read_if_elements(&path)).collect()
    }

    /// Keeps a file that was imported, the same one once. Without a folder for caches nothing is kept.
    ///
    /// # Errors
    /// It could not be written, for this reason.
    pub fn keep(&self, bytes: &[u8]) -> Result<Option<PathBuf>, String> {
        let Some(folder) = &self.folder else {
            return Ok(None);
        };
        private_folder(folder).map_err(|error| reason(&error))?;
        let path = folder.join(format!("elements-{:016x}", fnv_1a(bytes)));
        write_whole(&path, bytes).map(|_| Some(path))
    }
}

/// Reads a file that somebody names.
pub fn read_elements(path: &Path) -> Result<Found, NoElements> {
    let opened = open::read(path).map_err(NoElements::File)?;
    elements::read(body(&opened.bytes)).map_err(NoElements::Content)
}

fn read_if_elements(path: &Path) -> Option<ElementFile> {
    let found = match open::read(path) {
        Ok(opened) => {
            let body = body(&opened.bytes);
            if !elements::are_elements(body) {
                return None;
            }
            elements::read(body).map_err(NoElements::Content)
        }
        Err(why) => Err(NoElements::File(why)),
    };
    Some((path.to_owned(), found))
}

/// What was fetched stands behind a line that says where from and when: an object of JSON.
fn body(bytes: &[u8]) -> &[u8] {
    let end = bytes.iter().position(|byte| *byte == b'\n');
    let split = end.and_then(|end| bytes.split_at_checked(end + 1));
    match split {
        Some((head, body)) if is_object(head) && !body.is_empty() => body,
        _ => bytes,
    }
}

fn is_object(line: &[u8]) -> bool {
    let line = line.trim_ascii();
    line.starts_with(b"{") && line.ends_with(b"}")
}

#[cfg(test)]
mod tests {
    use super::*;

    const CSV: &str = "OBJECT_NAME,NORAD_CAT_ID,EPOCH,MEAN_MOTION,ECCENTRICITY,INCLINATION,RA_OF_ASC_NODE,\
                       ARG_OF_PERICENTER,MEAN_ANOMALY,BSTAR\n\
                       ONE,100001,2026-07-10T00:00:00,15.2,.001,82.3,10,20,30,.0001\n";

    fn files(folder: &Path) -> ElementFiles {
        ElementFiles::from_variables(Some(folder.to_owned()), None)
    }

    #[test]
    fn what_is_kept_is_found_again_and_once() {
        let folder = tempfile::tempdir().unwrap();
        let files = files(folder.path());
        assert_eq!(files.read(), []);
        let kept = files.keep(CSV.as_bytes()).unwrap();
        assert_eq!(files.keep(CSV.as_bytes()).unwrap(), kept);
        let found = files.read();
        assert_eq!(found.len(), 1);
        let (path, found) = &found[0];
        assert_eq!(Some(path), kept.as_ref());
        assert_eq!(found.as_ref().unwrap().elements[0].number, 100_001);
    }

    #[test]
    fn what_was_fetched_is_read_behind_its_head_and_all_else_is_passed_over() {
        let temporary = tempfile::tempdir().unwrap();
        let files = files(temporary.path());
        let folder = temporary.path().join("roscope/feeds");
        fs::create_dir_all(folder.join("folder")).unwrap();
        let fetched = format!("{{\"url\":\"https://celestrak.org\"}}\n{CSV}");
        fs::write(folder.join("a"), fetched).unwrap();
        fs::write(folder.join("b"), "{\"count\": 0, \"results\": []}").unwrap();
        fs::write(folder.join("c"), b"\xff\xfe\0").unwrap();
        let broken = CSV.replace(",BSTAR", "");
        fs::write(folder.join("d"), broken).unwrap();
        let found = files.read();
        let names = found
            .iter()
            .map(|(path, found)| (path.file_name().unwrap(), found.is_ok()));
        let names: Vec<_> = names.collect();
        assert_eq!(names, [("a".as_ref(), true), ("d".as_ref(), false)]);
    }

    #[test]
    fn without_a_folder_for_caches_nothing_is_kept_and_nothing_found() {
        let nowhere = ElementFiles::from_variables(Some("relative".into()), None);
        assert_eq!(nowhere.keep(b"x"), Ok(None));
        assert_eq!(nowhere.read(), []);
    }
}
