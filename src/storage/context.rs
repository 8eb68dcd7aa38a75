//! What the readers of one file share.

use super::syntax::Syntax;
use crate::domain::file::span::Span;
use crate::domain::findings::diagnostic::{Diagnostic, Findings};

/// What the readers of one file share.
pub(super) struct Context<'t> {
    pub(super) text: &'t str,
    /// Where the text begins in the file: not at its start when the file is read in pieces.
    start: u32,
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
            start: 0,
            syntax,
            found: Findings::default(),
            damaged: false,
            may_be_toml_1_1: false,
        }
    }

    /// The next piece of the same file.
    pub(super) fn turn_to(&mut self, text: &'t str, start: usize) {
        self.text = text;
        self.start = u32::try_from(start).unwrap_or(u32::MAX);
    }

    /// A place in the text as a place in the file.
    pub(super) fn placed(&self, span: Span) -> Span {
        Span {
            start: span.start.saturating_add(self.start),
            end: span.end.saturating_add(self.start),
        }
    }

    pub(super) fn fault(&mut self, finding: Diagnostic) {
        self.damaged = true;
        self.found.push(finding);
    }
}
