//! Findings as text: frames of the source as rustc draws them, one line each, JSON, and the commands
//! of a workflow on GitHub.
//!
//! Whatever comes from the file, its name included, is cleaned here on its way out: messages quote
//! the file as it is.

mod excerpt;
mod frame;
mod machine;

use crate::domain::file::span::Span;
use crate::domain::findings::diagnostic::{Diagnostic, Help, Report, Severity};
use crate::domain::findings::fault::Phrase;
use crate::domain::text::clean::clean;
use crate::words::Words;
pub use frame::{FrameLine, Role};
pub use machine::{harmless, unreadable};

/// How wide a line of the source may be shown, in cells.
pub const WIDTH: usize = 120;

/// Shows the findings of one report.
pub struct Printer<'r> {
    report: &'r Report,
    words: Words,
    /// The name of the file, cleaned.
    path: String,
    /// Where each line of the text begins.
    lines: Vec<u32>,
}

/// A place, both numbers from 1, the column in characters.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Position {
    pub line: usize,
    pub column: usize,
}

impl<'r> Printer<'r> {
    pub fn new(report: &'r Report, words: Words) -> Self {
        let ends = report
            .text
            .bytes()
            .zip(1..)
            .filter(|(byte, _)| *byte == b'\n');
        let lines = std::iter::once(0)
            .chain(ends.map(|(_, next)| next))
            .collect();
        Self {
            report,
            words,
            path: clean(&report.path.to_string_lossy()).into_owned(),
            lines,
        }
    }

    /// In one clean line.
    fn phrase(&self, phrase: &Phrase) -> String {
        clean(&self.words.phrase(phrase)).into_owned()
    }

    /// What to do about it.
    fn advice(&self, finding: &Diagnostic) -> Option<String> {
        match finding.help.as_ref()? {
            Help::Note(note) if note.is_empty() => None,
            Help::Note(note) => Some(self.phrase(note)),
            Help::Replace { with, .. } => Some(clean(&self.words.replacement(with)).into_owned()),
        }
    }

    /// Where a span begins.
    pub fn position(&self, span: Span) -> Position {
        self.position_of(span.start)
    }

    fn position_of(&self, byte: u32) -> Position {
        let line = self.line_of(byte);
        let before = self.slice(self.start_of(line), byte as usize);
        Position {
            line: line + 1,
            column: before.trim_start_matches('\u{feff}').chars().count() + 1,
        }
    }

    /// The line, counted from 0, that a byte of the text is in.
    fn line_of(&self, byte: u32) -> usize {
        self.lines
            .partition_point(|start| *start <= byte)
            .saturating_sub(1)
    }

    fn start_of(&self, line: usize) -> usize {
        let start = self.lines.get(line).map(|start| *start as usize);
        start.unwrap_or(self.report.text.len())
    }

    /// A line without its end.
    fn line(&self, line: usize) -> &str {
        let text = self.slice(self.start_of(line), self.start_of(line + 1));
        text.trim_end_matches(['\n', '\r'])
    }

    /// A part of the text, however wrong the numbers are.
    fn slice(&self, start: usize, end: usize) -> &str {
        let text = &self.report.text;
        let boundary = |byte: usize| {
            let mut byte = byte.min(text.len());
            while !text.is_char_boundary(byte) {
                byte -= 1;
            }
            byte
        };
        text.get(boundary(start)..boundary(end)).unwrap_or_default()
    }
}

fn severity(finding: &Diagnostic) -> &'static str {
    match finding.severity() {
        Severity::Error => "error",
        Severity::Warning => "warning",
        Severity::Hint => "hint",
    }
}
