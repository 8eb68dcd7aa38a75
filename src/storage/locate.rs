//! Which file: the one that is named, else the one at hand, else the one that is built in.

use std::path::{Path, PathBuf};

use super::xdg;

/// The name that a catalogue has where it is looked for.
pub const FILE_NAME: &str = "programs.toml";

/// The catalogue that comes with the program, for whoever has none.
pub const BUILT_IN: &str = include_str!("../../programs.toml");

/// Where a catalogue comes from.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Located {
    File(PathBuf),
    /// The one that is built in: it cannot be edited.
    BuiltIn,
}

impl Located {
    /// The name to show.
    pub fn path(&self) -> &Path {
        match self {
            Self::File(path) => path,
            Self::BuiltIn => Path::new("built-in programs.toml"),
        }
    }
}

/// Where to look when no file is named.
#[derive(Clone, Debug, Default)]
pub struct Places {
    /// The folder that one is in.
    pub here: PathBuf,
    /// The folder for data: `$XDG_DATA_HOME`, else `~/.local/share`.
    pub data: Option<PathBuf>,
}

impl Places {
    /// From the variables of the environment.
    pub fn from_variables(xdg_data_home: Option<PathBuf>, home: Option<PathBuf>) -> Self {
        Self {
            here: PathBuf::new(),
            data: xdg::folder(xdg_data_home, home, ".local/share"),
        }
    }
}

/// The file that is named, else `programs.toml` here, else in `roscope` in the folder for data, else
/// the one that is built in. A link that leads nowhere is taken too, so that it is reported.
pub fn locate(named: Option<PathBuf>, places: &Places) -> Located {
    let is_there = |path: &PathBuf| path.symlink_metadata().is_ok();
    let here = places.here.join(FILE_NAME);
    let data = places.data.as_ref();
    let data = data.map(|data| data.join("roscope").join(FILE_NAME));
    match named {
        Some(named) => Located::File(named),
        None => [Some(here), data]
            .into_iter()
            .flatten()
            .find(is_there)
            .map_or(Located::BuiltIn, Located::File),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_nearest_file_is_taken() {
        let folder = tempfile::tempdir().unwrap();
        let places = Places {
            here: folder.path().join("here"),
            data: Some(folder.path().join("data")),
        };
        assert_eq!(locate(None, &places), Located::BuiltIn);

        let in_data = folder.path().join("data/roscope/programs.toml");
        std::fs::create_dir_all(in_data.parent().unwrap()).unwrap();
        std::fs::write(&in_data, "").unwrap();
        assert_eq!(locate(None, &places), Located::File(in_data));

        let here = folder.path().join("here/programs.toml");
        std::fs::create_dir(here.parent().unwrap()).unwrap();
        std::fs::write(&here, "").unwrap();
        assert_eq!(locate(None, &places), Located::File(here));

        let named = PathBuf::from("elsewhere.toml");
        assert_eq!(locate(Some(named.clone()), &places), Located::File(named));
    }

    #[test]
    fn a_relative_folder_for_data_counts_for_nothing() {
        let data = |xdg: Option<&str>, home: Option<&str>| {
            Places::from_variables(xdg.map(PathBuf::from), home.map(PathBuf::from)).data
        };
        assert_eq!(data(Some("/x"), Some("/h")), Some("/x".into()));
        assert_eq!(data(Some("x"), Some("/h")), Some("/h/.local/share".into()));
        assert_eq!(data(Some(""), None), None);
        assert_eq!(data(None, Some("h")), None);
    }
}
