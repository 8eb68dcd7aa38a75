//! Every fault of a text's syntax in one run, and a text without them to read the rest from.
//!
//! The parser recovers from a fault in a value, but after some faults it reads no further or takes
//! the rest of the file for something else. So the lines of a fault are blanked, the text is parsed
//! again, and that finds the faults that were hidden. Blanking keeps every byte where it is: a span
//! of the mended text is one of the real text.

use std::cell::LazyCell;
use std::ops::Range;

use toml::de::{DeTable, Error};

use super::reader::{Key, Kind};
use super::schema::SECTIONS;
use super::unclosed::{self, Unclosed};
use crate::domain::diagnostic::{Code, Diagnostic, quote};
use crate::domain::span::Span;
use crate::domain::when::When;

/// A broken text is parsed at most so often; what is still hidden then, the next run finds.
const ROUNDS: usize = 20;
/// At most so many faults are taken from one round: more are never shown.
const A_ROUND: usize = 200;

/// What is wrong with the syntax of a text.
#[derive(Debug, Default)]
pub(super) struct Syntax {
    pub(super) faults: Vec<Diagnostic>,
    /// Dates without their quotes, in order: what they say is known all the same.
    bare: Vec<Span>,
    /// What was blanked, in order, none touching the next.
    spoilt: Vec<Span>,
}

impl Syntax {
    /// Nothing had to be blanked.
    pub(super) fn is_whole(&self) -> bool {
        self.spoilt.is_empty()
    }

    /// Something in this stretch was blanked: what is missing there may only be hidden.
    pub(super) fn hides_in(&self, stretch: Span) -> bool {
        let next = self.spoilt.partition_point(|span| span.end < stretch.start);
        let next = self.spoilt.get(next);
        next.is_some_and(|span| span.touches(stretch))
    }

    /// A date without its quotes stands here.
    pub(super) fn is_bare(&self, place: Span) -> bool {
        self.bare.binary_search(&place).is_ok()
    }

    pub(super) fn spoilt(&self) -> &[Span] {
        &self.spoilt
    }

    /// Of a text too long to be mended: its first fault, and nothing is believed.
    pub(super) fn first_of(text: &str, error: &Error) -> Self {
        let place = error.span().unwrap_or_default();
        let fault = Fault::new(within(text, text.len(), place), error).told(text);
        let fault = match fault.help {
            Some(_) => fault,
            None => {
                fault.note("the file is long: its other faults are shown when this one is mended")
            }
        };
        Self {
            faults: vec![fault],
            bare: Vec::new(),
            spoilt: vec![(0..text.len()).into()],
        }
    }

    fn spoil(&mut self, stretches: impl IntoIterator<Item = Span>) {
        self.spoilt.extend(stretches);
        self.spoilt.sort_unstable();
        self.spoilt.dedup_by(|later, kept| {
            let touches = kept.touches(*later);
            if touches {
                kept.end = kept.end.max(later.end);
            }
            touches
        });
    }
}

/// Blanks one fault after the other until the text can be parsed. `errors` are those of the text.
pub(super) fn mend(text: &str, errors: &[Error]) -> (String, Syntax) {
    let mut mended = text.to_owned();
    let mut syntax = Syntax::default();
    let mut first = Some(errors);
    for _ in 0..ROUNDS {
        let round = match (unclosed::first(&mended), first.take()) {
            (Some(Unclosed { stretch, fault }), _) => vec![(stretch, fault)],
            (None, Some(errors)) => hard_faults(&mended, errors, &mut syntax),
            (None, None) => {
                let (_, errors) = DeTable::parse_recoverable(&mended);
                hard_faults(&mended, &errors, &mut syntax)
            }
        };
        if round.is_empty() {
            return (mended, syntax);
        }
        let is_rubbish = round.len() == A_ROUND;
        mended = blanked(mended, round.iter().map(|(stretch, _)| *stretch));
        for (stretch, fault) in round {
            syntax.spoil([stretch]);
            syntax.faults.push(fault);
        }
        if is_rubbish {
            break;
        }
    }
    // It does not get better: what was found is said, and nothing else is believed.
    syntax.spoil([(0..text.len()).into()]);
    (String::new(), syntax)
}

/// A fault in the first lines of a long text: what is no catalogue at all is found without parsing
/// the whole of it.
pub(super) fn early_fault(text: &str) -> Option<Error> {
    const EARLY: usize = 64 << 10;
    let early = text.get(..floor(text, EARLY))?;
    let lines = early.get(..early.rfind('\n').unwrap_or(early.len()))?;
    let (_, errors) = DeTable::parse_recoverable(lines);
    // What stands open at the cut may be closed behind it.
    let inside = |error: &Error| error.span().is_some_and(|span| span.end < lines.len());
    errors
        .into_iter()
        .filter(inside)
        .min_by_key(|error| error.span().map(|span| span.start))
}

/// The faults whose lines must go, the first of each line. Those that hurt nothing else, dates
/// without quotes and second keys, are noted once there are no others.
fn hard_faults(text: &str, errors: &[Error], syntax: &mut Syntax) -> Vec<(Span, Diagnostic)> {
    let (mut hard, mut bare, mut seconds) = (Vec::new(), Vec::new(), Vec::new());
    let mut last = None;
    for fault in in_order(text, errors) {
        let place = fault.span;
        if last.is_some_and(|line: Span| line.touches(place)) || hard.len() == A_ROUND {
            continue;
        }
        match fault.weight(text) {
            Weight::Bare => bare.push(fault),
            Weight::Again if seconds.len() < A_ROUND => seconds.extend(again(text, place)),
            Weight::Again => {}
            Weight::Hard => {
                let stretch = stretch(text, place);
                last = Some(stretch);
                hard.push((stretch, fault.told(text)));
            }
        }
    }
    if hard.is_empty() {
        syntax.bare.extend(bare.iter().map(|fault| fault.span));
        let bare = bare.iter().map(|fault| fault.bare(text));
        syntax.faults.extend(bare.chain(seconds));
    }
    hard
}

/// What the parser found, in the order of the text, everything once.
fn in_order(text: &str, errors: &[Error]) -> Vec<Fault> {
    let written = text.trim_end().len();
    let deepest = LazyCell::new(|| deepest_line(text));
    let place = |error: &Error| match error.span() {
        Some(range) => within(text, written, range),
        // The parser has no place for a dotted key beyond its limit of depth.
        None => *deepest,
    };
    let mut faults: Vec<Fault> = errors
        .iter()
        .map(|error| Fault::new(place(error), error))
        .collect();
    faults.sort_unstable();
    faults.dedup();
    faults
}

/// What the parser says is wrong, and where.
#[derive(Debug, PartialEq, Eq, PartialOrd, Ord)]
struct Fault {
    span: Span,
    message: String,
}

enum Weight {
    /// A date that only wants its quotes.
    Bare,
    /// A key for the second time.
    Again,
    Hard,
}

impl Fault {
    fn new(span: Span, error: &Error) -> Self {
        Self {
            span,
            message: error.message().to_owned(),
        }
    }

    fn weight(&self, text: &str) -> Weight {
        let here = self.here(text);
        if self.message == "duplicate key" {
            Weight::Again
        } else if !here.is_empty() && here.parse::<When>().is_ok() {
            Weight::Bare
        } else {
            Weight::Hard
        }
    }

    fn here<'t>(&self, text: &'t str) -> &'t str {
        text.get(self.span.range()).unwrap_or_default()
    }

    fn bare(&self, text: &str) -> Diagnostic {
        let here = self.here(text);
        Diagnostic::new(
            Code::UnquotedDate,
            self.span,
            "a date like this needs quotes",
        )
        .label("only a full day goes without")
        .replace(self.span, format!("\"{here}\""))
    }

    fn told(&self, text: &str) -> Diagnostic {
        let here = self.here(text);
        let (what, expected) = match self.message.split_once(", expected ") {
            Some((what, expected)) => (what, format!("expected {expected}")),
            None => (self.message.as_str(), String::new()),
        };
        let is_word = here.starts_with(char::is_alphabetic);
        let fault = |message: &str| Diagnostic::new(Code::Syntax, self.span, message);
        match what {
            "invalid date" | "invalid datetime" => self.no_date(here, expected),
            "invalid boolean" if here.eq_ignore_ascii_case("true") => {
                fault("written in small letters").replace(self.span, "true")
            }
            "invalid boolean" if here.eq_ignore_ascii_case("false") => {
                fault("written in small letters").replace(self.span, "false")
            }
            "string values must be quoted" | "invalid boolean" | "invalid float" if is_word => {
                let fault = fault("text needs quotes");
                if quotable(here) {
                    fault.replace(self.span, format!("\"{here}\""))
                } else {
                    fault
                }
            }
            _ => match BETTER_WORDS.iter().find(|(theirs, _)| *theirs == what) {
                Some((_, ours)) => fault(ours),
                None => fault(what),
            }
            .label(expected),
        }
    }

    fn no_date(&self, here: &str, expected: String) -> Diagnostic {
        let why = here.parse::<When>().err().map(|why| why.to_string());
        let message = format!("{} is no date", quote(here));
        let fault = Diagnostic::new(Code::BadDate, self.span, message);
        let fault = fault.note(why.unwrap_or_default());
        if expected.contains("between") {
            fault.label(expected)
        } else {
            fault
        }
    }
}

/// The parser's words, and better ones for somebody who edits a catalogue.
const BETTER_WORDS: [(&str, &str); 8] = [
    ("key with no value", "a key without a value"),
    (
        "missing assignment between key-value pairs",
        "a key without a value",
    ),
    ("unexpected key or value", "something follows the value"),
    (
        "invalid basic string",
        "a text that is not closed, or an unknown escape in it",
    ),
    ("invalid literal string", "a text that is not closed"),
    (
        "cannot recurse further; max recursion depth met",
        "nested too deeply",
    ),
    ("recursion limit", "nested too deeply"),
    (
        "unclosed array table",
        "a header without its closing brackets",
    ),
];

fn quotable(text: &str) -> bool {
    text.len() <= 120 && !text.contains(['"', '\\']) && !text.contains(char::is_control)
}

/// A key, or a header, for the second time. `None` for the keys under such a header: one mistake.
fn again(text: &str, place: Span) -> Option<Diagnostic> {
    let key = text.get(place.range())?;
    let line = line_of(text, place);
    let written = text.get(line.range())?.trim();
    let before = text.get(..line.range().start)?;
    if written.starts_with('[') {
        let is_list = |section: &Key| section.name == key && matches!(section.kind, Kind::Entries);
        if SECTIONS.iter().any(is_list) {
            return None; // that it wants double brackets is said elsewhere
        }
        let first = starts_of_lines(before).find(|(_, line)| line.trim() == written);
        let first = first.map(|(start, line)| (start..start + line.trim_end().len()).into());
        return Some(header_again(place, key, written, first));
    }
    let header = before.rfind("\n[").map_or(0, |newline| newline + 1);
    let section = text.get(header..line.range().start)?;
    let title = section.lines().next().unwrap_or_default().trim();
    let is_second = text.get(..header)?.lines().any(|line| line.trim() == title);
    if is_second && title.starts_with('[') && !title.starts_with("[[") {
        return None;
    }
    let fault = Diagnostic::new(
        Code::Syntax,
        place,
        format!("the key {} is given twice", quote(key)),
    )
    .label("again here")
    .note("keep one of the two");
    let first = starts_of_lines(section).find(|(_, line)| {
        let rest = line.trim_start().strip_prefix(key);
        rest.is_some_and(|rest| rest.trim_start().starts_with('='))
    });
    Some(match first {
        Some((start, line)) => {
            let start = header + start + (line.len() - line.trim_start().len());
            fault.related((start..start + key.len()).into(), "first here")
        }
        None => fault,
    })
}

fn header_again(place: Span, key: &str, written: &str, first: Option<Span>) -> Diagnostic {
    let fault = if written.starts_with("[source.") {
        let message = format!("the id {} is used twice", quote(key));
        Diagnostic::new(Code::DuplicateId, place, message)
            .note("an id names one source for good: choose another for one of the two")
    } else {
        let message = format!("{} is given twice", quote(written));
        Diagnostic::new(Code::Syntax, place, message).note(format!(
            "a list of entries has two brackets: `[[{}]]`",
            quote(key).replace('`', "")
        ))
    };
    let fault = fault.label("again here");
    match first {
        Some(first) => fault.related(first, "first here"),
        None => fault,
    }
}

/// The lines that go with a fault: its line; up to the closing bracket when the line opens an array;
/// the whole section when it is a header.
fn stretch(text: &str, place: Span) -> Span {
    let mut line = line_of(text, place);
    let written = text.get(line.range()).unwrap_or_default();
    let rest = text.get(line.range().end..).unwrap_or_default();
    let next_header = rest.find("\n[").unwrap_or(rest.len());
    let end = if written.starts_with('[') {
        next_header
    } else if written.trim_end().ends_with(['[', '{']) {
        let close = ["\n]", "\n}"]
            .iter()
            .filter_map(|close| rest.find(close))
            .min();
        close
            .map_or(next_header, |close| close + 2)
            .min(next_header)
    } else {
        0
    };
    line.end += end as u32;
    line
}

/// The line in which a place begins, without its end. A place at the very end of the text, behind
/// the last line, belongs to that line.
fn line_of(text: &str, place: Span) -> Span {
    let before = text.get(..place.range().start).unwrap_or_default();
    let start = before.rfind('\n').map_or(0, |newline| newline + 1);
    let rest = text.get(start..).unwrap_or_default();
    (start..start + rest.find('\n').unwrap_or(rest.len())).into()
}

fn starts_of_lines(text: &str) -> impl Iterator<Item = (usize, &str)> {
    text.split('\n').scan(0, |start, line| {
        let here = *start;
        *start += line.len() + 1;
        Some((here, line))
    })
}

/// A span within the text and on its character boundaries; behind what is written, the end of that.
fn within(text: &str, written: usize, range: Range<usize>) -> Span {
    let start = floor(text, range.start.min(written));
    let end = floor(text, range.end.clamp(start, text.len()));
    (start..end).into()
}

/// The last character boundary up to a place.
fn floor(text: &str, place: usize) -> usize {
    let mut place = place.min(text.len());
    while !text.is_char_boundary(place) {
        place -= 1;
    }
    place
}

fn deepest_line(text: &str) -> Span {
    let dots = |line: &str| line.bytes().filter(|byte| *byte == b'.').count();
    let deepest = starts_of_lines(text).max_by_key(|(_, line)| dots(line));
    let (start, line) = deepest.unwrap_or_default();
    (start..start + line.trim_end().len()).into()
}

/// The text with spaces in the place of what is spoilt; the ends of lines stay.
fn blanked(text: String, stretches: impl Iterator<Item = Span>) -> String {
    let mut bytes = text.into_bytes();
    for stretch in stretches {
        for byte in bytes.get_mut(stretch.range()).unwrap_or_default() {
            if !matches!(byte, b'\n' | b'\r') {
                *byte = b' ';
            }
        }
    }
    String::from_utf8(bytes).unwrap_or_default()
}
