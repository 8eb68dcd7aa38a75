//! What the parser says is wrong, in the words of somebody who edits a catalogue, and how much of the file
//! it makes unreadable.

use std::cell::LazyCell;

use toml::de::Error;

use super::effect::Effect;
use super::lines::{line_of, lines, to_next_header, within};
use super::twice;
use crate::domain::file::span::Span;
use crate::domain::findings::diagnostic::{Code, Diagnostic};
use crate::domain::findings::fault::Phrase;
use crate::domain::findings::written::{Flaw, Remedy, Sight};
use crate::domain::when::When;

#[derive(Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(super) struct Fault {
    pub(super) span: Span,
    /// In the parser's words.
    message: String,
}

/// What the parser found, in the order of the text, everything once.
pub(super) fn in_order(text: &str, errors: &[Error]) -> Vec<Fault> {
    let written = text.trim_end().len();
    let deepest = LazyCell::new(|| deepest_line(text));
    let fault = |error: &Error| Fault {
        span: match error.span() {
            Some(range) => within(text, written, range),
            // The parser has no place for a dotted key beyond its limit of depth.
            None => *deepest,
        },
        message: error.message().to_owned(),
    };
    let mut faults: Vec<Fault> = errors.iter().map(fault).collect();
    faults.sort_unstable();
    faults.dedup();
    faults
}

fn deepest_line(text: &str) -> Span {
    let dots = |line: &str| line.bytes().filter(|byte| *byte == b'.').count();
    let deepest = lines(text).max_by_key(|(_, line)| dots(line));
    let (start, line) = deepest.unwrap_or_default();
    (start..start + line.trim_end().len()).into()
}

/// What it is in the words of the parser, and what it is.
fn flaw(what: &str) -> Flaw {
    match what {
        "cannot recurse further; max recursion depth met" | "recursion limit" => Flaw::TooDeep,
        "invalid basic string" => Flaw::OpenTextOrEscape,
        "invalid key-value pair" => Flaw::NeitherKeyNorHeader,
        "invalid literal string" => Flaw::OpenText,
        "key with no value" | "missing assignment between key-value pairs" => Flaw::NoValue,
        "missing table open" => Flaw::ClosesNothing,
        "unclosed array table" => Flaw::OpenHeader,
        "unexpected key or value" => Flaw::BehindValue,
        theirs => Flaw::Parser(theirs.to_owned()),
    }
}

impl Fault {
    pub(super) fn effect(&self, text: &str) -> Effect {
        let here = self.here(text);
        if self.is_twice() {
            twice::explain(text, self.span)
        } else if !here.is_empty() && here.parse::<When>().is_ok() {
            Effect::Bare(self.bare(here))
        } else {
            Effect::Blank(self.lines(text), self.told(text))
        }
    }

    /// A key or a header that was given before.
    pub(super) fn is_twice(&self) -> bool {
        self.message == "duplicate key"
    }

    /// A line that is neither a key nor a header, such as one of an array that lost its beginning.
    pub(super) fn is_orphan(&self) -> bool {
        self.message.starts_with("invalid key-value pair")
    }

    fn here<'t>(&self, text: &'t str) -> &'t str {
        text.get(self.span.range()).unwrap_or_default()
    }

    /// The lines that go with it: its line; up to the closing bracket when the line opens an array;
    /// the whole section when it is a header.
    fn lines(&self, text: &str) -> Span {
        let line = line_of(text, self.span);
        let written = text.get(line.range()).unwrap_or_default();
        if written.starts_with('[') {
            return to_next_header(text, line);
        }
        if !written.trim_end().ends_with(['[', '{']) {
            return line;
        }
        let section = to_next_header(text, line);
        let inside = line.range().end..section.range().end;
        let inside = text.get(inside).unwrap_or_default();
        let closes = ["\n]", "\n}"].iter().filter_map(|close| inside.find(close));
        match closes.min() {
            Some(close) => (line.range().start..line.range().end + close + 2).into(),
            None => section,
        }
    }

    fn bare(&self, here: &str) -> Diagnostic {
        Diagnostic::new(Code::UnquotedDate, self.span, Flaw::DateNeedsQuotes)
            .label(Sight::OnlyADayGoesWithout)
            .replace(self.span, format!("\"{here}\""))
    }

    pub(super) fn told(&self, text: &str) -> Diagnostic {
        let here = self.here(text);
        let (what, expected) = match self.message.split_once(", expected ") {
            Some((what, expected)) => (what, Some(expected)),
            None => (self.message.as_str(), None),
        };
        let line = text
            .get(line_of(text, self.span).range())
            .unwrap_or_default();
        if ["<<<<<<<", "=======", ">>>>>>>"]
            .iter()
            .any(|mark| line.starts_with(mark))
        {
            return self.syntax(Flaw::UnfinishedMerge).note(Remedy::ChooseSide);
        }
        match what {
            "invalid date" | "invalid datetime" => self.no_date(here, expected),
            "invalid time" => self.syntax(Flaw::BehindDate).label(Sight::IsACommaMissing),
            "string values must be quoted" | "invalid boolean" | "invalid float" => {
                self.bare_word(here)
            }
            _ => self.syntax(flaw(what)).label(seen(expected)),
        }
    }

    fn syntax(&self, flaw: Flaw) -> Diagnostic {
        Diagnostic::new(Code::Syntax, self.span, flaw)
    }

    fn no_date(&self, here: &str, expected: Option<&str>) -> Diagnostic {
        let why = here.parse::<When>().err();
        let why = why.map_or(Phrase::Nothing, |why| Remedy::Date(why).into());
        let told = Diagnostic::new(Code::BadDate, self.span, Flaw::NoDate(here.to_owned()));
        told.note(why).label(seen(
            expected.filter(|expected| expected.contains("between")),
        ))
    }

    /// The text that stands where a value should be.
    fn bare_word(&self, here: &str) -> Diagnostic {
        if here.is_empty() {
            return self.syntax(Flaw::NoValue).label(Sight::ExpectedValue);
        }
        for word in ["true", "false"] {
            if here.eq_ignore_ascii_case(word) {
                return self.syntax(Flaw::SmallLetters).replace(self.span, word);
            }
        }
        let told = self.syntax(Flaw::TextNeedsQuotes);
        let is_hard = |c: char| c == '"' || c == '\\' || c.is_control();
        if here.len() > 120 || here.contains(is_hard) {
            return told;
        }
        told.replace(self.span, format!("\"{here}\""))
    }
}

/// What the parser expected there.
fn seen(expected: Option<&str>) -> Phrase {
    expected.map_or(Phrase::Nothing, |what| {
        Sight::Expected(what.to_owned()).into()
    })
}
