//! A change in words: what it was, what it is, who said so.

use ratatui::style::Style;
use ratatui::text::Span;

use super::scroll_text::ScrollText;
use super::text::span;
use super::theme::Look;
use crate::domain::catalogue::Source;
use crate::domain::changes::{Change, What};
use crate::domain::computed::slip::Move;
use crate::domain::format::keyword::Keyword as _;

/// The cells before the words of a change: its day, and the gap after it.
pub(super) const DAY: usize = 13;
/// The cells of the word for it, and the gap after it.
pub(super) const WORD: usize = 17;

/// Where a source is looked up by its id.
pub(super) type Registry<'a> = &'a dyn Fn(&str) -> Option<&'a Source>;

/// A change over the lines that it needs.
pub(super) fn fill<'a>(
    doc: &mut ScrollText<'a>,
    change: &'a Change,
    registry: Registry<'a>,
    look: &Look,
) {
    let (day, word) = (day(change, look), look.words.kind_of_change(&change.what));
    let head = vec![
        span(format!("{day:<DAY$}"), look.dim()),
        span(format!("{word:<WORD$}"), style(&change.what, look)),
        span(look.words.subject(&change.subject), look.strong()),
    ];
    // Where the columns would eat half of the line, the text hangs from the left.
    let is_wide = usize::from(doc.cells()) >= 2 * (DAY + WORD);
    let indent = if is_wide { DAY + WORD } else { 2 };
    doc.text(head, indent as u16);
    let blanks = " ".repeat(indent);
    let mut text = |spans: Vec<Span<'a>>| {
        if !spans.is_empty() {
            let spans = std::iter::once(Span::raw(blanks.clone())).chain(spans);
            doc.text(spans.collect(), indent as u16);
        }
    };
    let detail = look.words.detail(&change.what);
    text(
        Some(detail)
            .filter(|detail| !detail.is_empty())
            .map(Span::raw)
            .into_iter()
            .collect(),
    );
    let words = words(change).map(|words| span(format!("{words}  "), look.dim()));
    text(
        words
            .into_iter()
            .chain(source(change, registry, look))
            .collect(),
    );
}

/// The day that it is from: of what nobody dated, nothing.
pub(super) fn day(change: &Change, look: &Look) -> String {
    look.date_or(change.on, "")
}

/// `Ivanova: "by the end of the year"`; none where nobody is named and nothing quoted.
pub(super) fn words(change: &Change) -> Option<String> {
    match (&change.by, &change.words) {
        (Some(by), Some(words)) => Some(format!("{by}: \"{words}\"")),
        (Some(by), None) => Some(by.to_string()),
        (None, Some(words)) => Some(format!("\"{words}\"")),
        (None, None) => None,
    }
}

/// The first source: publisher, day, grade; and how many more there are.
fn source<'a>(change: &Change, registry: Registry<'a>, look: &Look) -> Vec<Span<'a>> {
    let mut known = change.sources.iter().filter_map(|id| registry(id));
    let Some(first) = known.next() else {
        return Vec::new();
    };
    let date = first
        .date
        .map_or(String::new(), |date| format!(" {}", look.date(date)));
    let more = match known.count() {
        0 => String::new(),
        more => format!(" and {more} more"),
    };
    vec![
        span(format!("{}{date}{more}", first.publisher), look.dim()),
        span(
            format!(" [{}]", first.grade.word()),
            look.grade(first.grade),
        ),
    ]
}

/// Bad news in the colour of bad news, good in that of good.
pub(super) fn style(what: &What, look: &Look) -> Style {
    match what {
        What::Moved { moved, .. } => look.moved(*moved),
        What::Failed { .. } | What::Removed => look.bad(),
        What::Done { .. } => look.good(),
        What::Cancelled | What::Reopened { .. } => look.warn(),
        What::Edited(part, edit) if part.is_tampered(edit) => look.bad(),
        What::Status { .. } | What::Added | What::Renamed { .. } => look.moved(Move::First),
        What::Edited(..) => look.dim(),
    }
}
