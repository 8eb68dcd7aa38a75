//! The last visit: a copy of what the dashboard showed last, one for each catalogue, in the folder for
//! state. It is only ever compared with; without it everything else works.

use std::fs;
use std::path::PathBuf;
use std::time::SystemTime;

use super::locate::Located;
use super::open;
use super::replace::{clear_up, is_gone, write_whole};
use super::state;
use crate::domain::text::fnv::fnv_1a;
use crate::reason::reason;

/// Where the copies are: `roscope` in `$XDG_STATE_HOME`, else in `~/.local/state`.
#[derive(Clone, Debug, Default)]
pub struct Visits {
    folder: Option<PathBuf>,
}

/// What was shown at the last visit.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Visit {
    pub text: String,
    /// When it ended.
    pub at: Option<SystemTime>,
}

impl Visits {
    /// From the variables of the environment.
    pub fn from_variables(xdg_state_home: Option<PathBuf>, home: Option<PathBuf>) -> Self {
        Self {
            folder: state::folder(xdg_state_home, home),
        }
    }

    /// The file of a catalogue's copy, whether it is there or not; none where there is no folder for state.
    pub fn copy(&self, located: &Located) -> Option<PathBuf> {
        let name = state::name(located);
        let number = fnv_1a(name.as_bytes());
        let folder = self.folder.as_ref()?;
        Some(folder.join(format!("last-visit-{number:016x}.toml")))
    }

    /// The last visit to a catalogue, if there was one.
    ///
    /// # Errors
    /// The copy is there and cannot be read: one line that names it and says why.
    pub fn last(&self, located: &Located) -> Result<Option<Visit>, String> {
        let there = self
            .copy(located)
            .filter(|copy| copy.symlink_metadata().is_ok());
        let Some(copy) = there else {
            return Ok(None);
        };
        let opened = open::read(&copy)?;
        let mut text = String::from_utf8(opened.bytes).unwrap_or_default();
        // The first line names the catalogue: two names may have the same hash.
        let head = head(located);
        if !text.starts_with(&head) {
            return Ok(None);
        }
        text.drain(..head.len());
        let at = opened.metadata.modified().ok();
        Ok(Some(Visit { text, at }))
    }

    /// Keeps what was shown. The copy is replaced as a whole: whoever reads it meanwhile, or writes it from
    /// another dashboard, finds the one or the other.
    ///
    /// # Errors
    /// It could not be written, for this reason; the copy from before is as it was.
    pub fn keep(&self, located: &Located, text: &str) -> Result<(), String> {
        let Some(copy) = self.copy(located) else {
            return Ok(());
        };
        if let Some(folder) = copy.parent() {
            state::private_folder(folder).map_err(|error| reason(&error))?;
        }
        let text = text.strip_prefix('\u{feff}').unwrap_or(text);
        write_whole(&copy, (head(located) + text).as_bytes()).map(|_| ())
    }

    /// Removes what dashboards that were killed while they kept a copy have left: to be called at the start.
    pub fn clear_up(&self, located: &Located) {
        if let Some(copy) = self.copy(located) {
            clear_up(&copy);
        }
        let entries = self
            .folder
            .as_ref()
            .and_then(|folder| fs::read_dir(folder).ok());
        let names = entries.into_iter().flatten().filter_map(Result::ok);
        for entry in names {
            if is_of_an_earlier_version(&entry.file_name().to_string_lossy()) {
                // What cannot be removed does no harm.
                let _ = fs::remove_file(entry.path());
            }
        }
    }
}

/// `last-visit-NUMBER.PID.new`: an earlier version wrote its copies so, and left some behind.
fn is_of_an_earlier_version(name: &str) -> bool {
    let inner = name
        .strip_prefix("last-visit-")
        .and_then(|rest| rest.strip_suffix(".new"));
    let process = inner.and_then(|inner| inner.split_once('.'));
    let process = process.and_then(|(_, process)| process.parse().ok());
    process.is_some_and(is_gone)
}

/// The first line of a copy; control characters of the name are written out, so that it is one line.
fn head(located: &Located) -> String {
    format!("# What roscope showed last of {}\n", state::name(located))
}

#[cfg(test)]
mod tests {
    use std::path::Path;

    use super::*;

    fn visits(folder: &Path) -> Visits {
        Visits::from_variables(Some(folder.to_owned()), None)
    }

    fn text(visits: &Visits, located: &Located) -> Option<String> {
        visits.last(located).unwrap().map(|visit| visit.text)
    }

    #[test]
    fn each_catalogue_has_its_own_copy() {
        let folder = tempfile::tempdir().unwrap();
        let visits = visits(folder.path());
        let [one, other] = ["one", "other"].map(|name| {
            let path = folder.path().join(name).join("programs.toml");
            fs::create_dir(path.parent().unwrap()).unwrap();
            fs::write(&path, name).unwrap();
            Located::File(path)
        });
        assert_eq!(text(&visits, &one), None);
        visits.keep(&one, "first").unwrap();
        visits.keep(&other, "second").unwrap();
        visits.keep(&Located::BuiltIn, "\u{feff}third").unwrap();
        visits.keep(&one, "fourth").unwrap();
        assert_eq!(text(&visits, &one).as_deref(), Some("fourth"));
        assert_eq!(text(&visits, &other).as_deref(), Some("second"));
        assert_eq!(text(&visits, &Located::BuiltIn).as_deref(), Some("third"));
        let left = fs::read_dir(folder.path().join("roscope")).unwrap();
        assert_eq!(left.count(), 3, "nothing is left of the writing");
    }

    #[test]
    fn a_copy_of_another_catalogue_is_not_taken_for_ones_own() {
        let folder = tempfile::tempdir().unwrap();
        let visits = visits(folder.path());
        visits.keep(&Located::BuiltIn, "x").unwrap();
        fs::write(visits.copy(&Located::BuiltIn).unwrap(), "# of another\nx").unwrap();
        assert_eq!(text(&visits, &Located::BuiltIn), None);
    }

    #[test]
    fn what_cannot_be_written_leaves_the_copy_as_it_was() {
        let folder = tempfile::tempdir().unwrap();
        let in_the_way = folder.path().join("file");
        fs::write(&in_the_way, "").unwrap();
        let visits = visits(&in_the_way);
        assert!(visits.keep(&Located::BuiltIn, "x").is_err());
        let nowhere = Visits::from_variables(Some("relative".into()), None);
        assert_eq!(nowhere.copy(&Located::BuiltIn), None);
        nowhere.keep(&Located::BuiltIn, "x").unwrap();
    }

    #[test]
    fn two_dashboards_that_end_at_once_leave_a_whole_copy() {
        let folder = tempfile::tempdir().unwrap();
        let visits = visits(folder.path());
        let texts = ["a", "b"].map(|letter| letter.repeat(100_000));
        std::thread::scope(|scope| {
            for text in &texts {
                let visits = &visits;
                scope.spawn(move || {
                    for _ in 0..20 {
                        visits.keep(&Located::BuiltIn, text).unwrap();
                        let read = visits.last(&Located::BuiltIn).unwrap().unwrap().text;
                        assert!(read == "a".repeat(100_000) || read == "b".repeat(100_000));
                    }
                });
            }
        });
    }
}
