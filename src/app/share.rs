//! What leaves the dashboard: text for the clipboard, addresses for a browser.

use super::{App, Effect};

/// Copies what is looked at: reasons, or a citation.
pub(super) fn copy(app: &mut App) -> Option<Effect> {
    app.notice = Some("nothing to copy here".to_owned());
    None
}

/// Copies the lines of the file that hold the subject.
pub(super) fn copy_toml(app: &mut App) -> Option<Effect> {
    app.notice = Some("nothing to copy here".to_owned());
    None
}

/// Opens the source of what is looked at; of several, asks which.
pub(super) fn open_source(app: &mut App) -> Option<Effect> {
    app.notice = Some("no source here".to_owned());
    None
}
