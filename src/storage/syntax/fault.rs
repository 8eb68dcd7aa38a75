//! What the parser says is wrong, in the words of somebody who edits a catalogue, and how much of the file
//! it makes unreadable.

use std::cell::LazyCell;

use toml::de::Error;

use super::effect::Effect;
use super::lines::{line_of, lines, to_next_header, within};
use super::twice;
use crate::domain::file::span::Span;
use crate::domain::findings::diagnostic::{Code, Diagnostic, quote};
use crate::domain::when::When;
use crate::words::ENGLISH;

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

/// The parser's words, and better ones.
const WORDS: [(&str, &str); 10] = [
    (
        "cannot recurse further; max recursion depth met",
        "nested too deeply",
    ),
    (
        "invalid basic string",
        "a text that is not closed, or an unknown escape in it",
    ),
    ("invalid key-value pair", "neither a key nor a header"),
    ("invalid literal string", "a text that is not closed"),
    ("key with no value", "a key without a value"),
    (
        "missing assignment between key-value pairs",
        "a key without a value",
    ),
    (
        "missing table open",
        "a closing bracket that closes nothing",
    ),
    ("recursion limit", "nested too deeply"),
    (
        "unclosed array table",
        "a header without its closing brackets",
    ),
    ("unexpected key or value", "something follows the value"),
];

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
        let message = "a date like this needs quotes";
        Diagnostic::new(Code::UnquotedDate, self.span, message)
            .label("only a full day goes without")
            .replace(self.span, format!("\"{here}\""))
    }

    pub(super) fn told(&self, text: &str) -> Diagnostic {
        let here = self.here(text);
        let (what, expected) = match self.message.split_once(", expected ") {
            Some((what, expected)) => (what, format!("expected {expected}")),
            None => (self.message.as_str(), String::new()),
        };
        let line = text
            .get(line_of(text, self.span).range())
            .unwrap_or_default();
        if ["<<<<<<<", "=======", ">>>>>>>"]
            .iter()
            .any(|mark| line.starts_with(mark))
        {
            return self
                .syntax("a merge was not finished")
                .note("choose one side, and take out its marks");
        }
        match what {
            "invalid date" | "invalid datetime" => self.no_date(here, expected),
            "invalid time" => self
                .syntax("something follows the date")
                .label("is a comma missing?"),
            "string values must be quoted" | "invalid boolean" | "invalid float" => {
                self.bare_word(here)
            }
            _ => {
                let ours = WORDS.iter().find(|(theirs, _)| *theirs == what);
                self.syntax(ours.map_or(what, |(_, ours)| ours))
                    .label(expected)
            }
        }
    }

    fn syntax(&self, message: &str) -> Diagnostic {
        Diagnostic::new(Code::Syntax, self.span, message)
    }

    fn no_date(&self, here: &str, expected: String) -> Diagnostic {
        let why = here
            .parse::<When>()
            .err()
            .map(|why| ENGLISH.unreadable(&why));
        let message = format!("{} is no date", quote(here));
        let told = Diagnostic::new(Code::BadDate, self.span, message).note(why.unwrap_or_default());
        if expected.contains("between") {
            told.label(expected)
        } else {
            told
        }
    }

    /// The text that stands where a value should be.
    fn bare_word(&self, here: &str) -> Diagnostic {
        if here.is_empty() {
            return self
                .syntax("a key without a value")
                .label("expected a value");
        }
        for word in ["true", "false"] {
            if here.eq_ignore_ascii_case(word) {
                return self
                    .syntax("written in small letters")
                    .replace(self.span, word);
            }
        }
        let told = self.syntax("text needs quotes");
        let is_hard = |c: char| c == '"' || c == '\\' || c.is_control();
        if here.len() > 120 || here.contains(is_hard) {
            return told;
        }
        told.replace(self.span, format!("\"{here}\""))
    }
}
