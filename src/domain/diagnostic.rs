//! What is wrong with a catalogue: each finding with its place and its mending.

use std::path::PathBuf;
use std::sync::Arc;

use strum::{IntoStaticStr, VariantArray};

use super::span::Span;

#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub enum Severity {
    /// The file is not shown until it is mended.
    Error,
    Warning,
}

/// The kinds of finding. The name in kebab-case is what `check` prints in brackets.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord, IntoStaticStr, VariantArray)]
#[strum(serialize_all = "kebab-case")]
pub enum Code {
    // errors
    /// The file is no TOML.
    Syntax,
    /// The text is not UTF-8.
    Encoding,
    /// A date of month, quarter or year precision without its quotes.
    UnquotedDate,
    UnknownKey,
    MissingKey,
    WrongType,
    UnknownKeyword,
    BadDate,
    /// A value outside what it can be: a negative count, an empty name.
    BadValue,
    /// An id that is not kebab-case.
    BadId,
    DuplicateId,
    DanglingId,
    ActualMissing,
    ActualForbidden,
    /// A milestone that, over some steps, needs itself.
    NeedsCycle,
    // warnings
    /// Done before anybody had said a date.
    DoneBeforeFirstStatement,
    /// Status on-track with an overdue key milestone.
    OnTrackButOverdue,
    /// Done before a milestone that it needs.
    DoneBeforeNeeds,
    /// A retired vehicle with a launch ahead.
    RetiredButAhead,
    StatementsOutOfOrder,
    /// A statement said after the event.
    SaidAfterEvent,
    SourceWithoutDate,
    EntryWithoutSource,
    SourceUnused,
    /// A form of TOML 1.1 that TOML 1.0 readers refuse.
    Toml11,
}

impl Code {
    pub fn name(self) -> &'static str {
        self.into()
    }

    pub fn severity(self) -> Severity {
        if self < Self::DoneBeforeFirstStatement {
            Severity::Error
        } else {
            Severity::Warning
        }
    }
}

/// One finding.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Diagnostic {
    pub code: Code,
    /// One line, without a full stop: "unknown key `statsu`".
    pub message: String,
    /// Where it stands, and a few words under the place, or none.
    pub at: Label,
    /// Other places that explain it: the first use of a duplicate id.
    pub related: Vec<Label>,
    pub help: Option<Help>,
}

#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Label {
    pub span: Span,
    pub text: String,
}

#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Help {
    /// Advice in words.
    Note(String),
    /// The very text to write instead.
    Replace { span: Span, with: String },
}

impl Diagnostic {
    pub fn new(code: Code, span: Span, message: impl Into<String>) -> Self {
        let at = Label {
            span,
            text: String::new(),
        };
        Self {
            code,
            message: message.into(),
            at,
            related: Vec::new(),
            help: None,
        }
    }

    /// The words under the place.
    #[must_use]
    pub fn label(mut self, text: impl Into<String>) -> Self {
        self.at.text = text.into();
        self
    }

    #[must_use]
    pub fn related(mut self, span: Span, text: impl Into<String>) -> Self {
        self.related.push(Label {
            span,
            text: text.into(),
        });
        self
    }

    #[must_use]
    pub fn note(mut self, text: impl Into<String>) -> Self {
        self.help = Some(Help::Note(text.into()));
        self
    }

    #[must_use]
    pub fn replace(mut self, span: Span, with: impl Into<String>) -> Self {
        self.help = Some(Help::Replace {
            span,
            with: with.into(),
        });
        self
    }

    pub fn severity(&self) -> Severity {
        self.code.severity()
    }

    pub fn is_error(&self) -> bool {
        self.severity() == Severity::Error
    }
}

/// Diagnostics with the very text that they point into, so that the two cannot be mixed up.
#[derive(Clone, Debug)]
pub struct Report {
    pub path: PathBuf,
    pub text: Arc<str>,
    /// In the order of their places.
    pub diagnostics: Vec<Diagnostic>,
}

impl Report {
    pub fn errors(&self) -> impl Iterator<Item = &Diagnostic> {
        self.diagnostics
            .iter()
            .filter(|diagnostic| diagnostic.is_error())
    }

    pub fn warnings(&self) -> impl Iterator<Item = &Diagnostic> {
        self.diagnostics
            .iter()
            .filter(|diagnostic| !diagnostic.is_error())
    }

    /// Line and column of a place, both from 1, the column in characters.
    pub fn line_column(&self, span: Span) -> (usize, usize) {
        line_column(&self.text, span.start as usize)
    }
}

/// Line and column of a byte of `text`, both from 1, the column in characters.
pub fn line_column(text: &str, byte: usize) -> (usize, usize) {
    let mut byte = byte.min(text.len());
    while !text.is_char_boundary(byte) {
        byte -= 1;
    }
    let before = text.get(..byte).unwrap_or_default();
    let line_start = before.rfind('\n').map_or(0, |newline| newline + 1);
    let line = before.bytes().filter(|byte| *byte == b'\n').count() + 1;
    let column = before
        .get(line_start..)
        .unwrap_or_default()
        .trim_start_matches('\u{feff}')
        .chars()
        .count()
        + 1;
    (line, column)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn columns_are_counted_in_characters() {
        let text = "имя = 1\r\nстатус = 2";
        assert_eq!(line_column(text, 0), (1, 1));
        assert_eq!(line_column(text, text.find('=').unwrap()), (1, 5));
        assert_eq!(line_column(text, text.rfind('2').unwrap()), (2, 10));
        assert_eq!(line_column(text, 10_000), (2, 11));
        assert_eq!(line_column("\u{feff}a", 3), (1, 1));
    }
}
