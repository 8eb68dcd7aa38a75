//! What the readers of one file share.

use super::syntax::Syntax;
use crate::domain::findings::diagnostic::{Diagnostic, Findings};

/// What the readers of one file share.
pub(super) struct Context<'t> {
    pub(super) text: &'t str,
    pub(super) syntax: &'t Syntax,
    pub(super) found: Findings,
    /// A part of the entry that is being read could not be read, and has a stand-in.
    pub(super) damaged: bool,
    /// A form was met that may be one of TOML 1.1.
    pub(super) may_be_toml_1_1: bool,
}

impl<'t> Context<'t> {
    pub(super) fn new(text: &'t str, syntax: &'t Syntax) -> Self {
        Self {
            text,
            syntax,
            found: Findings::default(),
            damaged: false,
            may_be_toml_1_1: false,
        }
    }

    pub(super) fn fault(&mut self, finding: Diagnostic) {
        self.damaged = true;
        self.found.push(finding);
    }
}
