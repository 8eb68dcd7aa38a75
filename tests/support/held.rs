//! Texts that are held: each is what it was when somebody last looked at it and kept it.

use std::fmt::Display;

/// Holds a text against `tests/snapshots/OF__NAME.snap`.
#[track_caller]
pub(crate) fn hold(of: &str, name: impl Display, text: impl AsRef<str>) {
    let mut settings = insta::Settings::clone_current();
    settings.set_snapshot_path("../snapshots");
    settings.set_prepend_module_to_snapshot(false);
    settings.set_omit_expression(true);
    settings.bind(|| insta::assert_snapshot!(format!("{of}__{name}"), text.as_ref()));
}
