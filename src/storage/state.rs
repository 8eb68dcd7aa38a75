//! The folder for what the program keeps of its own, and how a catalogue is called there.

use std::fs::DirBuilder;
use std::io;
use std::os::unix::fs::DirBuilderExt as _;
use std::path::{Path, PathBuf};

use super::locate::Located;
use super::xdg;

/// `roscope` in `$XDG_STATE_HOME`, else in `~/.local/state`.
pub(super) fn folder(xdg_state_home: Option<PathBuf>, home: Option<PathBuf>) -> Option<PathBuf> {
    let state = xdg::folder(xdg_state_home, home, ".local/state");
    state.map(|state| state.join("roscope"))
}

/// What is kept is private: other users need not know what was looked at.
pub(super) fn private_folder(folder: &Path) -> io::Result<()> {
    let mut builder = DirBuilder::new();
    builder.recursive(true).mode(0o700);
    builder.create(folder)
}

/// The whole name of a catalogue, so that two of the same name in two folders have two files.
pub(super) fn name(located: &Located) -> String {
    match located {
        Located::File(path) => {
            let whole = path.canonicalize().unwrap_or_else(|_| path.clone());
            whole
                .as_os_str()
                .as_encoded_bytes()
                .escape_ascii()
                .to_string()
        }
        Located::BuiltIn => "built-in".to_owned(),
    }
}
