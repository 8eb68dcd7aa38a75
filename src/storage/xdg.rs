//! The folders that the XDG base directory specification names.

use std::path::PathBuf;

/// The folder of a variable, else its usual place under the home folder. A relative path there counts for nothing, as
/// the specification has it.
pub(super) fn folder(
    variable: Option<PathBuf>,
    home: Option<PathBuf>,
    under_home: &str,
) -> Option<PathBuf> {
    let absolute = |path: &PathBuf| path.is_absolute();
    let usual = || home.map(|home| home.join(under_home));
    variable.filter(absolute).or_else(usual).filter(absolute)
}
