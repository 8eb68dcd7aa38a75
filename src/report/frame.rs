//! A finding as rustc draws it: what is wrong, where, the line itself, and what to write instead.

use std::fmt::Write as _;

use super::excerpt::Excerpt;
use super::{Printer, severity};
use crate::domain::findings::diagnostic::{Diagnostic, Label, Severity};

/// What a piece of a line is, so that a terminal can give it a colour.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Role {
    Plain,
    Error,
    Warning,
    Hint,
    /// What is wrong, in words.
    Title,
    /// Line numbers and the lines of the frame.
    Frame,
    /// What points at another place that explains it.
    Related,
    Help,
}

#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Piece {
    pub role: Role,
    pub text: String,
}

pub type FrameLine = Vec<Piece>;

impl Printer<'_> {
    /// The finding as lines of pieces; no line of the source is wider than `width` cells.
    pub fn frame(&self, finding: &Diagnostic, width: usize) -> Vec<FrameLine> {
        let main = match finding.severity() {
            Severity::Error => Role::Error,
            Severity::Warning => Role::Warning,
            Severity::Hint => Role::Hint,
        };
        let gutter = self.gutter(finding);
        let mut lines = vec![
            vec![
                piece(
                    main,
                    format!("{}[{}]", severity(finding), finding.code.name()),
                ),
                piece(Role::Title, format!(": {}", self.phrase(&finding.message))),
            ],
            self.location(gutter, "-->", &finding.at),
            vec![edge(gutter)],
        ];
        let width = width.saturating_sub(gutter + 3);
        lines.extend(self.excerpt(gutter, width, &finding.at, main));
        for label in &finding.related {
            lines.push(self.location(gutter, ":::", label));
            lines.push(vec![edge(gutter)]);
            lines.extend(self.excerpt(gutter, width, label, Role::Related));
        }
        if let Some(advice) = self.advice(finding) {
            lines.push(vec![edge(gutter)]);
            let mark = format!("{:gutter$} = ", "");
            lines.push(vec![
                piece(Role::Frame, mark),
                piece(Role::Help, "help"),
                piece(Role::Plain, format!(": {advice}")),
            ]);
        }
        lines
    }

    /// The finding as plain text, each line ended.
    pub fn plain(&self, finding: &Diagnostic, width: usize) -> String {
        let mut text = String::new();
        for line in self.frame(finding, width) {
            let line: String = line.iter().map(|piece| piece.text.as_str()).collect();
            // Writing to a String cannot fail.
            let _ = writeln!(text, "{}", line.trim_end());
        }
        text
    }

    /// How many cells the longest line number takes.
    fn gutter(&self, finding: &Diagnostic) -> usize {
        let places = std::iter::once(&finding.at).chain(&finding.related);
        let last = places.map(|label| self.line_of(label.span.start) + 1).max();
        last.unwrap_or(1).to_string().len()
    }

    fn location(&self, gutter: usize, arrow: &str, label: &Label) -> FrameLine {
        let position = self.position(label.span);
        vec![
            piece(Role::Frame, format!("{:gutter$}{arrow} ", "")),
            piece(
                Role::Plain,
                format!("{}:{}:{}", self.path, position.line, position.column),
            ),
        ]
    }

    fn excerpt(&self, gutter: usize, width: usize, label: &Label, role: Role) -> [FrameLine; 2] {
        let line = self.line_of(label.span.start);
        let start = self.start_of(line);
        let range = label.span.range();
        let place = range.start.saturating_sub(start)..range.end.saturating_sub(start);
        let excerpt = Excerpt::new(self.line(line), place, width);
        let mark = if role == Role::Related { "-" } else { "^" };
        let underline = mark.repeat(excerpt.width);
        let words = self.phrase(&label.text);
        let gap = if words.is_empty() { "" } else { " " };
        [
            vec![
                piece(Role::Frame, format!("{:>gutter$} | ", line + 1)),
                piece(Role::Plain, excerpt.text),
            ],
            vec![
                edge(gutter),
                piece(Role::Plain, " ".repeat(excerpt.start)),
                piece(role, format!("{underline}{gap}{words}")),
            ],
        ]
    }
}

fn edge(gutter: usize) -> Piece {
    piece(Role::Frame, format!("{:gutter$} | ", ""))
}

fn piece(role: Role, text: impl Into<String>) -> Piece {
    Piece {
        role,
        text: text.into(),
    }
}
