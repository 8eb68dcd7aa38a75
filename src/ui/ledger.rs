//! The ledger on the page of a milestone: every statement with its move, and the source of the one
//! under the cursor.

use ratatui::layout::Rect;
use ratatui::text::Span;

use super::brush::Brush;
use super::milestones::longest;
use super::pane::{Title, left_off, pane, rows};
use super::screen::Screen;
use super::scroll_text::ScrollText;
use super::table::{Column, Fitted, mark_cursor, scrolled, widened};
use super::text::span;
use super::theme::Look;
use super::view::ViewState;
use crate::app::drawn::Pane;
use crate::domain::catalogue::{Milestone, Source, Statement};
use crate::domain::computed::ledger::{self, Line};
use crate::domain::format::keyword::Keyword;

/// Under the date given.
const INDENT: &str = "            ";

const LEDGER: &[Column] = &[
    Column::fixed("SAID", 11, 8),
    Column::fixed("DATE", 15, 9),
    Column::fixed("MOVE", 13, 7),
    Column::fixed("SPEAKER", 18, 5),
    Column::ranked_rest("IN THEIR WORDS, NOTE", 14, 2),
    Column::fixed("SOURCE", 18, 3),
    Column::fixed("GRADE", 8, 4),
];

/// Draws the ledger into a pane of its own; below it the source of the statement under the cursor.
pub(super) fn draw(
    brush: &mut Brush,
    area: Rect,
    milestone: &Milestone,
    screen: &Screen,
    view: &mut ViewState,
) {
    let lines: Vec<Line> = ledger::lines(milestone).collect();
    let (title_row, inner) = rows(area, 1);
    let foot = if inner.height < 6 { 0 } else { 3 };
    let (table, foot) = rows(inner, inner.height - foot);
    let given = longest(
        lines
            .iter()
            .map(|line| brush.look.date(line.statement.when)),
    );
    let ledger = widened(LEDGER, &[(1, given)]);
    let columns = Fitted::new(&ledger, table.width.saturating_sub(1));
    let (head, body) = rows(table, 1);
    if !head.is_empty() {
        columns.head(brush, head, None);
    }
    let cursor = screen
        .app
        .milestone_page()
        .map_or(0, |page| page.statement)
        .min(lines.len().saturating_sub(1));
    let height = usize::from(body.height);
    let first = scrolled(view.ledger, cursor, lines.len(), height);
    view.ledger = first;
    view.note(Pane::Ledger, area, body, first);
    let title = Title {
        name: "Statements",
        more: lines.len().to_string(),
        sight: left_off(first, lines.len().saturating_sub(first + height)),
        focused: true,
        ..Title::default()
    };
    pane(brush, title_row, &title);
    for (row, (index, line)) in lines
        .iter()
        .enumerate()
        .skip(first)
        .take(height)
        .enumerate()
    {
        let at = Rect {
            y: body.y + row as u16,
            height: 1,
            ..body
        };
        columns.row(brush, at, |column| statement(column, line, screen));
        if index == cursor {
            mark_cursor(brush, at, true);
        }
    }
    if let Some(line) = lines.get(cursor) {
        statement_source(brush, foot, line, screen);
    }
}

/// Every statement in full, with its source, for paper.
pub(super) fn fill<'a>(doc: &mut ScrollText<'a>, milestone: &'a Milestone, screen: &Screen<'a>) {
    let look = screen.look;
    doc.heading("STATEMENTS", milestone.statements.len().to_string());
    for line in ledger::lines(milestone) {
        let said = look.date_or(line.statement.said, "undated");
        let mut spans = vec![
            span(format!("{said:<11}  "), look.dim()),
            Span::raw(format!("{:<15}  ", look.date(line.statement.when))),
        ];
        spans.extend(moved(&line, look));
        spans.extend(
            line.statement
                .by
                .iter()
                .map(|by| Span::raw(format!("  {by}"))),
        );
        doc.text(spans, 12);
        let worded = worded(&line, screen);
        if !worded.is_empty() {
            doc.text([vec![Span::raw(INDENT)], worded].concat(), 12);
        }
        for id in &line.statement.source {
            if let Some(source) = screen.shown.catalogue.source(&id.value) {
                let words = format!(
                    "{INDENT}{} [{}]",
                    screen.look.words.source(source),
                    source.grade.word()
                );
                doc.text(vec![span(words, look.dim())], 12);
            }
        }
    }
}

fn statement<'a>(column: usize, line: &Line<'a>, screen: &Screen<'a>) -> Vec<Span<'a>> {
    let look = screen.look;
    let said = line.statement;
    let source = said
        .source
        .first()
        .and_then(|id| screen.shown.catalogue.source(&id.value));
    match column {
        0 => vec![span(look.date_or(said.said, "undated"), look.dim())],
        1 => vec![Span::raw(look.date(said.when))],
        2 => moved(line, look),
        3 => said.by.iter().map(|by| Span::raw(&**by)).collect(),
        4 => worded(line, screen),
        5 => source
            .iter()
            .map(|source| span(&*source.publisher, look.dim()))
            .collect(),
        _ => source
            .iter()
            .map(|source| span(source.grade.word(), look.grade(source.grade)))
            .collect(),
    }
}

/// "later   +24": the months of several statements stand in one column.
pub(super) fn moved<'a>(line: &Line, look: &Look) -> Vec<Span<'a>> {
    let Some(step) = line.step else {
        return vec![span(look.glyphs.nothing, look.dim())];
    };
    let style = look.moved(step.moved);
    let months = step.slip_told().map(|slip| span(slip.to_string(), style));
    let word = span(format!("{:<8}", look.words.moved(step.moved)), style);
    [Some(word), months].into_iter().flatten().collect()
}

fn worded<'a>(line: &Line<'a>, screen: &Screen) -> Vec<Span<'a>> {
    let words = line
        .statement
        .words
        .as_ref()
        .map(|words| Span::raw(format!("\"{words}\" ")));
    let note = line
        .statement
        .note
        .as_ref()
        .map(|note| span(&**note, screen.look.dim()));
    words.into_iter().chain(note).collect()
}

/// The source of the statement under the cursor, and how much warning it gave.
fn statement_source(brush: &mut Brush, foot: Rect, line: &Line, screen: &Screen) {
    let look = screen.look;
    let mut rows_below = (foot.top()..foot.bottom()).map(|y| (foot.x + 2, y));
    let cells = foot.width.saturating_sub(3);
    let source = first_source(line.statement, screen);
    let mut write = |spans: &[Span]| {
        if let Some(at) = rows_below.next() {
            brush.put(at, cells, spans);
        }
    };
    if let Some(source) = source {
        let address = source.url.as_deref().unwrap_or("no address");
        write(&citation(line.statement, screen));
        write(&[span(address, look.accent())]);
    }
    if let Some(notice) = line.step.and_then(|step| step.notice) {
        let words = if notice < 0 {
            format!("announced {} days after the old deadline", -notice)
        } else {
            format!("{notice} days of notice before the old deadline")
        };
        write(&[span(words, look.dim())]);
    }
}

fn first_source<'a>(statement: &Statement, screen: &Screen<'a>) -> Option<&'a Source> {
    let id = statement.source.first()?;
    screen.shown.catalogue.source(&id.value)
}

/// The first source of a statement: publisher, day, grade, title; and how many more there are.
pub(super) fn citation<'a>(statement: &Statement, screen: &Screen<'a>) -> Vec<Span<'a>> {
    let look = screen.look;
    let Some(source) = first_source(statement, screen) else {
        return Vec::new();
    };
    let date = look.date_or(source.date, "undated");
    let more = match statement.source.len() {
        0 | 1 => String::new(),
        count => format!("  and {} more", count - 1),
    };
    vec![
        span(
            format!("{} {date} [{}]  ", source.publisher, source.grade.word()),
            look.dim(),
        ),
        Span::raw(&*source.title),
        span(more, look.dim()),
    ]
}
