//! What is wrong with a catalogue: each finding with its place and how to mend it.

use std::path::PathBuf;
use std::sync::Arc;

use strum::{IntoStaticStr, VariantArray};

use crate::domain::file::span::Span;
use crate::domain::findings::fault::Phrase;

#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub enum Severity {
    /// The file is not shown until it is mended.
    Error,
    Warning,
    /// Worth knowing, and often past mending: it makes no check fail.
    Hint,
}

impl Severity {
    /// The gravest first.
    pub const ALL: [Self; 3] = [Self::Error, Self::Warning, Self::Hint];
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
    EntryWithoutSource,
    SourceUnused,
    /// An id that an entry and a source have both.
    SharedId,
    /// An address that no browser opens.
    BadAddress,
    /// A form of TOML 1.1 that TOML 1.0 readers refuse.
    Toml11,
    // hints
    SourceWithoutDate,
    /// Done, on the word of weak sources only.
    WeakOutcome,
    /// A statement known to the year stands before one known to the day in that year.
    OrderUnknown,
    /// The typed `as_of` of the programme.
    AsOfNotNeeded,
}

impl Code {
    pub fn name(self) -> &'static str {
        self.into()
    }

    pub fn severity(self) -> Severity {
        if self < Self::DoneBeforeFirstStatement {
            Severity::Error
        } else if self < Self::SourceWithoutDate {
            Severity::Warning
        } else {
            Severity::Hint
        }
    }
}

/// One finding.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Diagnostic {
    pub code: Code,
    /// One line, without a full stop: "unknown key `statsu`".
    pub message: Phrase,
    /// Where it stands, and a few words under the place, or none.
    pub at: Label,
    /// Other places that explain it: the first use of a duplicate id.
    pub related: Vec<Label>,
    pub help: Option<Help>,
}

#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Label {
    pub span: Span,
    pub text: Phrase,
}

#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Help {
    /// Advice in words.
    Note(Phrase),
    /// The very text to write instead.
    Replace { span: Span, with: String },
}

impl Diagnostic {
    pub fn new(code: Code, span: Span, message: impl Into<Phrase>) -> Self {
        let at = Label {
            span,
            text: Phrase::Nothing,
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
    pub fn label(mut self, text: impl Into<Phrase>) -> Self {
        self.at.text = text.into();
        self
    }

    #[must_use]
    pub fn related(mut self, span: Span, text: impl Into<Phrase>) -> Self {
        self.related.push(Label {
            span,
            text: text.into(),
        });
        self
    }

    #[must_use]
    pub fn note(mut self, text: impl Into<Phrase>) -> Self {
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

/// How many findings there are of each severity.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Counts {
    pub errors: usize,
    pub warnings: usize,
    pub hints: usize,
}

impl Counts {
    pub fn get(self, severity: Severity) -> usize {
        match severity {
            Severity::Error => self.errors,
            Severity::Warning => self.warnings,
            Severity::Hint => self.hints,
        }
    }

    fn of(&mut self, severity: Severity) -> &mut usize {
        match severity {
            Severity::Error => &mut self.errors,
            Severity::Warning => &mut self.warnings,
            Severity::Hint => &mut self.hints,
        }
    }
}

impl std::ops::AddAssign for Counts {
    fn add_assign(&mut self, other: Self) {
        self.errors += other.errors;
        self.warnings += other.warnings;
        self.hints += other.hints;
    }
}

/// Findings while they are being collected. All are counted, but only a limited number is kept, so that a file
/// full of faults cannot fill the memory.
#[derive(Clone, Debug, Default)]
pub struct Findings {
    held: Vec<Diagnostic>,
    counts: Counts,
}

impl Findings {
    /// Of each severity, far more than are ever shown, so that the first by place are among them.
    pub const HELD: usize = 1_000;

    pub fn push(&mut self, finding: Diagnostic) {
        let count = self.counts.of(finding.severity());
        *count += 1;
        if *count <= Self::HELD {
            self.held.push(finding);
        }
    }

    pub fn append(&mut self, other: Self) {
        let mut unseen = other.counts;
        for finding in other.held {
            *unseen.of(finding.severity()) -= 1;
            self.push(finding);
        }
        self.counts += unseen;
    }

    /// Counts findings that nobody will see.
    pub fn more(&mut self, severity: Severity, count: usize) {
        *self.counts.of(severity) += count;
    }

    pub fn counts(&self) -> Counts {
        self.counts
    }

    pub fn iter(&self) -> impl Iterator<Item = &Diagnostic> {
        self.held.iter()
    }
}

impl Extend<Diagnostic> for Findings {
    fn extend<I: IntoIterator<Item = Diagnostic>>(&mut self, findings: I) {
        for finding in findings {
            self.push(finding);
        }
    }
}

/// Diagnostics with the very text that they point into, so that the two cannot be mixed up.
#[derive(Clone, Debug)]
pub struct Report {
    pub path: PathBuf,
    pub text: Arc<str>,
    /// In the order of their places: the first [`Report::SHOWN`] of each severity.
    pub diagnostics: Vec<Diagnostic>,
    /// Of all findings, shown or not.
    pub counts: Counts,
}

impl Report {
    /// A file shows at most so many findings of each severity.
    pub const SHOWN: usize = 100;

    pub fn new(path: impl Into<PathBuf>, text: Arc<str>, findings: Findings) -> Self {
        let Findings {
            held: mut diagnostics,
            mut counts,
        } = findings;
        diagnostics.sort_by_key(|found| (found.at.span, found.code));
        diagnostics.dedup_by(|later, first| {
            let same = later == first;
            *counts.of(later.severity()) -= usize::from(same);
            same
        });
        let mut shown = Counts::default();
        diagnostics.retain(|diagnostic| {
            let count = shown.of(diagnostic.severity());
            *count += 1;
            *count <= Self::SHOWN
        });
        Self {
            path: path.into(),
            text,
            diagnostics,
            counts,
        }
    }

    /// The findings of a severity that are shown.
    pub fn of(&self, severity: Severity) -> impl Iterator<Item = &Diagnostic> {
        self.diagnostics
            .iter()
            .filter(move |diagnostic| diagnostic.severity() == severity)
    }

    pub fn errors(&self) -> impl Iterator<Item = &Diagnostic> {
        self.of(Severity::Error)
    }

    /// All that is shown but the errors.
    pub fn remarks(&self) -> impl Iterator<Item = &Diagnostic> {
        self.diagnostics
            .iter()
            .filter(|diagnostic| !diagnostic.is_error())
    }

    /// Line and column of a place, both from 1, the column in characters.
    pub fn line_column(&self, span: Span) -> (usize, usize) {
        line_column(&self.text, span.start as usize)
    }
}

/// A piece of the file inside a message: in backquotes, cut when it is long. It may hold anything, escape codes
/// too: whoever shows a message passes it through `clean`.
pub fn quote(text: &str) -> String {
    const LONGEST: usize = 60;
    match text.char_indices().nth(LONGEST) {
        Some((cut, _)) => format!("`{}…`", text.get(..cut).unwrap_or_default()),
        None => format!("`{text}`"),
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

    fn finding(code: Code, start: usize) -> Diagnostic {
        Diagnostic::new(code, (start..start + 1).into(), Phrase::Nothing)
    }

    #[test]
    fn a_report_shows_the_first_hundred_by_place_and_counts_all() {
        let mut findings = Findings::default();
        for start in (0..250).rev() {
            findings.push(finding(Code::UnknownKey, start));
            findings.push(finding(Code::SourceUnused, start));
        }
        findings.push(finding(Code::UnknownKey, 7));
        let report = Report::new("a.toml", "".into(), findings);
        assert_eq!(report.counts.errors, 250, "the one found twice counts once");
        assert_eq!(report.counts.warnings, 250);
        assert_eq!(report.errors().count(), 100);
        assert_eq!(report.of(Severity::Warning).count(), 100);
        assert_eq!(report.errors().last().unwrap().at.span.start, 99);
    }

    #[test]
    fn a_flood_of_findings_is_counted_but_not_held() {
        let flood = || {
            let mut findings = Findings::default();
            for start in 0..5_000 {
                findings.push(finding(Code::UnknownKey, start));
            }
            findings
        };
        let mut findings = flood();
        findings.append(flood());
        assert_eq!(findings.counts().errors, 10_000);
        assert_eq!(findings.iter().count(), 1_000);
    }
}
