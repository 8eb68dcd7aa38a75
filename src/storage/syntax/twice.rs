//! A key or a header that is given twice: one mistake, whatever follows from it.

use super::effect::Effect;
use super::lines::{line_of, lines, to_next_header};
use crate::domain::file::span::Span;
use crate::domain::findings::diagnostic::{Code, Diagnostic};
use crate::domain::findings::fault::Fault;
use crate::domain::findings::written::{Flaw, Remedy, Sight, Wanted};
use crate::storage::key::{Key, SECTIONS};

/// The parser has met a key again, or the last key of a header.
pub(super) fn explain(text: &str, place: Span) -> Effect {
    let key = text.get(place.range()).unwrap_or_default();
    let line = line_of(text, place);
    let written = text.get(line.range()).unwrap_or_default().trim_end();
    if written.starts_with('[') {
        return header(text, place, key, written);
    }
    let section = section_before(text, line);
    if section.is_second {
        return Effect::Follows;
    }
    if line.start == place.start && matches!(key, "id" | "title") {
        return Effect::Blank(to_next_header(text, line), without_header(place, key));
    }
    let told = Diagnostic::new(Code::Syntax, place, Flaw::KeyTwice(key.to_owned()))
        .label(Sight::AgainHere)
        .note(Remedy::KeepOneOfTwo);
    Effect::Aside(first_given(told, section.first_of(key)))
}

fn header(text: &str, place: Span, key: &str, written: &str) -> Effect {
    let is_list = |section: &Key| section.name == key && matches!(section.wanted, Wanted::Entries);
    if SECTIONS.iter().any(is_list) {
        // Another message says that it needs double brackets.
        return Effect::Follows;
    }
    let before = text
        .get(..line_of(text, place).range().start)
        .unwrap_or_default();
    let first = lines(before).find(|(_, line)| line.trim_end() == written);
    let first = first.map(|(start, _)| (start..start + written.len()).into());
    let told = if written.starts_with("[source.") {
        Diagnostic::new(Code::DuplicateId, place, Fault::UsedTwice(key.into()))
            .note(Remedy::OneSourceForGood)
    } else {
        let flaw = Flaw::SectionTwice(written.to_owned());
        Diagnostic::new(Code::Syntax, place, flaw).note(Remedy::PutTogether)
    };
    Effect::Aside(first_given(told.label(Sight::AgainHere), first))
}

fn without_header(place: Span, key: &str) -> Diagnostic {
    Diagnostic::new(Code::Syntax, place, Flaw::NoHeader)
        .label(Sight::HasAlready(key.to_owned()))
        .note(Remedy::WriteHeader)
}

fn first_given(told: Diagnostic, first: Option<Span>) -> Diagnostic {
    match first {
        Some(first) => told.related(first, Sight::FirstHere),
        None => told,
    }
}

/// What stands between a header and a line.
struct Section<'t> {
    text: &'t str,
    start: usize,
    /// Its header has been given before.
    is_second: bool,
}

fn section_before(text: &str, line: Span) -> Section<'_> {
    let before = text.get(..line.range().start).unwrap_or_default();
    let start = before.rfind("\n[").map_or(0, |newline| newline + 1);
    let (earlier, section) = before.split_at_checked(start).unwrap_or_default();
    let header = section.lines().next().unwrap_or_default().trim_end();
    let is_table = header.starts_with('[') && !header.starts_with("[[");
    Section {
        text: section,
        start,
        is_second: is_table && earlier.lines().any(|line| line.trim_end() == header),
    }
}

impl Section<'_> {
    fn first_of(&self, key: &str) -> Option<Span> {
        let gives = |(_, line): &(usize, &str)| {
            let rest = line.trim_start().strip_prefix(key);
            rest.is_some_and(|rest| rest.trim_start().starts_with('='))
        };
        let (start, line) = lines(self.text).find(gives)?;
        let start = self.start + start + (line.len() - line.trim_start().len());
        Some((start..start + key.len()).into())
    }
}
