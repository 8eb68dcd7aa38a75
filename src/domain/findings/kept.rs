//! Why something that roscope keeps beside the catalogue cannot be read or written: an answer of a source, the
//! settings. `words` says it.

use std::path::PathBuf;

/// Paths and texts are as wild as they were found.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum NotKept {
    /// In words already: what the system says of a file.
    Because(String),
    /// The folder, and what the system says.
    NoAnswers(PathBuf, String),
    NoJson,
    SettingsNoText(PathBuf),
    /// Each with its line.
    Settings(PathBuf, Vec<(usize, SettingsFault)>),
}

/// What is wrong in the settings. Values are never quoted: one may be a token.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum SettingsFault {
    NoToml,
    UnknownKey {
        key: String,
        /// The table that it stands in; empty for the whole file.
        table: String,
        meant: Option<String>,
        known: Vec<String>,
    },
    NoTable(String),
    /// What may stand there.
    BadValue(&'static str),
}

impl From<String> for NotKept {
    fn from(why: String) -> Self {
        Self::Because(why)
    }
}
