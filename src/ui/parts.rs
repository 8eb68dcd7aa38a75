//! The parts of a detail that all kinds of entry share: the head, the verdict of the dates, facts and
//! conflicting claims, milestones, sources.

use ratatui::text::Span;

use super::marks::Mark;
use super::screen::Screen;
use super::scroll_text::ScrollText;
use super::text::{counted, span};
use super::theme::Look;
use crate::domain::catalogue::{Entry, EntryRef, Fact, Source, Sources, Status};
use crate::domain::computed::agenda::{self, Fit};
use crate::domain::computed::board::Summary;
use crate::domain::format::keyword::Keyword;
use crate::domain::when::Period;

pub(super) fn mark<'a>(mark: Mark) -> Vec<Span<'a>> {
    let Mark {
        glyph,
        words,
        style,
    } = mark;
    vec![span(format!("{glyph} {words}"), style)]
}

/// The recorded status: word, day, note, and on whose word.
pub(super) fn status<'a>(
    doc: &mut ScrollText<'a>,
    shown: Mark,
    recorded: Status<'a>,
    screen: &Screen<'a>,
) {
    let look = screen.look;
    let mut spans = mark(shown);
    if let Some(date) = recorded.as_of {
        spans.push(span(format!("  as of {}", look.date(date)), look.dim()));
    }
    spans.extend(cited(recorded.source, None, screen));
    doc.field("Status", spans);
    if let Some(note) = recorded.note {
        doc.field("", vec![span(&**note, look.dim())]);
    }
}

/// What the dates say, and which milestone that verdict rests on.
pub(super) fn verdict<'a>(
    doc: &mut ScrollText<'a>,
    at: EntryRef,
    summary: &Summary,
    screen: &Screen<'a>,
) {
    let look = screen.look;
    let mut spans = mark(look.says(summary.says));
    if let Some(slip) = summary.since_first {
        spans.push(span(format!("  {slip} months"), look.slip(slip.months())));
        spans.push(span(" in total", look.dim()));
    }
    doc.field("Verdict", spans);
    let (catalogue, board) = (&screen.shown.catalogue, &screen.shown.board);
    if let Some(why) = look.words.reason(catalogue, board, at) {
        doc.field("", vec![span(why, look.dim())]);
    }
    let mut done = vec![Span::raw(format!(
        "{} of {} milestones",
        summary.done, summary.all
    ))];
    if summary.missed > 0 {
        done.push(span(format!(", {} missed", summary.missed), look.bad()));
    }
    if summary.no_word > 0 {
        done.push(span(
            format!(", {} without word", summary.no_word),
            look.dim(),
        ));
    }
    doc.field("Done", done);
}

/// The milestones of an entry, and those that leave each other no room.
pub(super) fn milestones<'a>(doc: &mut ScrollText<'a>, at: EntryRef, screen: &Screen<'a>) {
    let catalogue = &screen.shown.catalogue;
    let all = catalogue.milestones_of(at);
    if all.is_empty() {
        return;
    }
    doc.heading("MILESTONES", all.len().to_string());
    doc.milestones(all, screen);
    let summary = screen.shown.board.summary(at);
    let tight = summary.map_or(&[][..], |summary| &summary.squeezes);
    if tight.is_empty() {
        return;
    }
    doc.heading("NO SLACK", tight.len().to_string());
    for squeeze in tight {
        let name = |index: usize| {
            catalogue
                .milestones()
                .get(index)
                .map_or("", |milestone| &*milestone.entry.name)
        };
        let (style, words) = match squeeze.fit {
            Fit::NoFloat => (screen.look.warn(), "leaves no slack for"),
            Fit::Impossible => (screen.look.warn(), "comes too late for"),
        };
        let spans = vec![
            Span::raw(name(squeeze.needed)),
            span(format!(" {words} "), style),
            Span::raw(name(squeeze.by)),
        ];
        doc.text(spans, 2);
    }
}

/// Facts or targets: each with its day and source; claims that contradict each other side by side.
pub(super) fn facts<'a>(
    doc: &mut ScrollText<'a>,
    title: &'static str,
    facts: &'a [Fact],
    screen: &Screen<'a>,
) {
    if facts.is_empty() {
        return;
    }
    let conflicts = agenda::conflicts(facts);
    let more = match conflicts {
        0 => facts.len().to_string(),
        _ => format!(
            "{} {} {} contested",
            facts.len(),
            screen.look.glyphs.conflict,
            conflicts
        ),
    };
    doc.heading(title, more);
    for group in agenda::groups(facts) {
        match group {
            [fact] => {
                let mut spans = vec![span(format!("{}  ", fact.label), screen.look.dim())];
                spans.extend(claim(fact, screen));
                doc.text(spans, 2);
            }
            claims => contested(doc, claims, screen),
        }
    }
}

fn contested<'a>(doc: &mut ScrollText<'a>, claims: &'a [Fact], screen: &Screen<'a>) {
    let look = screen.look;
    let Some(first) = claims.first() else { return };
    doc.text(
        vec![
            span(format!("{} ", look.glyphs.conflict), look.warn()),
            span(&*first.label, look.dim()),
            span(format!("  {} versions", claims.len()), look.warn()),
        ],
        2,
    );
    for fact in claims {
        let mut spans = vec![span(format!("  {} ", look.glyphs.dot), look.warn())];
        spans.extend(claim(fact, screen));
        doc.text(spans, 4);
    }
}

fn claim<'a>(fact: &'a Fact, screen: &Screen<'a>) -> Vec<Span<'a>> {
    let mut spans = vec![Span::raw(&*fact.value)];
    if let Some(when) = fact.when {
        spans.push(Span::raw(format!(" {}", screen.look.date(when))));
    }
    spans.extend(cited(&fact.source, fact.as_of, screen));
    spans
}

/// Who says so: the publisher of the first source, the day, the grade; and how many more.
pub(super) fn cited<'a>(
    sources: &'a Sources,
    as_of: Option<Period>,
    screen: &Screen<'a>,
) -> Vec<Span<'a>> {
    let look = screen.look;
    let Some(first) = sources.first() else {
        return Vec::new();
    };
    let Some(source) = screen.shown.catalogue.source(&first.value) else {
        return Vec::new();
    };
    let date = as_of
        .or(source.date)
        .map(|date| format!(" {}", look.date(date)))
        .unwrap_or_default();
    let more = if sources.len() > 1 {
        format!(" and {} more", sources.len() - 1)
    } else {
        String::new()
    };
    let text = format!("  {}{date}{more}", source.publisher);
    vec![
        span(text, look.dim()),
        span(grade_note(source), look.grade(source.grade)),
    ]
}

fn grade_note(source: &Source) -> String {
    format!(" [{}]", source.grade.word())
}

/// The sources of an entry, in full.
pub(super) fn sources<'a>(doc: &mut ScrollText<'a>, entry: &'a Entry, screen: &Screen<'a>) {
    if entry.sources.is_empty() {
        return;
    }
    doc.heading("SOURCES", counted(entry.sources.len(), "source"));
    for source in entry
        .sources
        .iter()
        .filter_map(|id| screen.shown.catalogue.source(&id.value))
    {
        full_source(doc, source, screen.look);
    }
}

/// Title, publisher, day, grade; the address below.
fn full_source<'a>(doc: &mut ScrollText<'a>, source: &'a Source, look: &Look) {
    let date = look.date_or(source.date, "undated");
    let spans = vec![
        Span::raw(&*source.title),
        span(format!("  {} {date}", source.publisher), look.dim()),
        span(grade_note(source), look.grade(source.grade)),
    ];
    doc.text(spans, 2);
    if let Some(url) = &source.url {
        doc.text(vec![Span::raw("  "), span(&**url, look.accent())], 2);
    }
}

/// A field that is left out when nothing is known.
pub(super) fn optional<'a>(doc: &mut ScrollText<'a>, label: &str, value: Option<&'a str>) {
    if let Some(value) = value {
        doc.field(label, vec![Span::raw(value)]);
    }
}

pub(super) fn note<'a>(doc: &mut ScrollText<'a>, entry: &'a Entry, look: &Look) {
    if let Some(note) = &entry.note {
        doc.field("Note", vec![span(&**note, look.dim())]);
    }
    if entry.withheld {
        doc.field("", vec![span(look.words.withheld(), look.dim())]);
    }
}
