//! The page of a milestone: what stands now, how it got there, and the whole ledger of statements.

use ratatui::buffer::Buffer;
use ratatui::layout::Rect;
use ratatui::text::Span;

use super::detail::{self, inset};
use super::doc::{Doc, Scrolled};
use super::milestones::{slip, when};
use super::pane::{Title, columns, pane, rows};
use super::table::{Column, Fitted, mark_cursor, scrolled};
use super::text::{put, span};
use super::{Screen, Size, ViewState};
use crate::domain::agenda::{self, Fit};
use crate::domain::catalogue::{Milestone, Statement};
use crate::domain::keyword::Keyword;
use crate::domain::ledger::{self, Line, Moves};
use crate::domain::outlook;
use crate::domain::slip::Move;
use crate::domain::standing::{self, DatesSay, Standing};
use crate::domain::when::When;

const LEDGER: &[Column] = &[
    Column::fixed("SAID", 10, 8),
    Column::fixed("DATE GIVEN", 15, 9),
    Column::fixed("MOVE", 12, 7),
    Column::fixed("WHO", 18, 5),
    Column::ranked_rest("AS WORDED, REMARKS", 14, 2),
    Column::fixed("SOURCE", 18, 3),
    Column::fixed("GRADE", 8, 4),
];

pub(super) fn draw(
    buffer: &mut Buffer,
    area: Rect,
    index: usize,
    screen: &Screen,
    view: &mut ViewState,
) -> Scrolled {
    let shown = (
        screen.shown.catalogue.milestones().get(index),
        screen.shown.board.standings.get(index),
    );
    let (Some(milestone), Some(standing)) = shown else {
        return Scrolled::default();
    };
    let statements = u16::try_from(milestone.statements.len()).unwrap_or(u16::MAX);
    let ledger_height = statements
        .saturating_add(6)
        .clamp(8, (area.height / 2).max(8))
        .min(area.height);
    let (upper, lower) = rows(area, area.height - ledger_height);
    ledger(buffer, lower, milestone, screen, view);
    view.page_rows = usize::from(upper.height);
    summary(buffer, upper, index, milestone, standing, screen)
}

fn summary(
    buffer: &mut Buffer,
    area: Rect,
    index: usize,
    milestone: &Milestone,
    standing: &Standing,
    screen: &Screen,
) -> Scrolled {
    let (head, body) = rows(area, 1);
    let parts: Vec<(Rect, Doc)> = if screen.size == Size::Wide {
        let (left, right) = columns(buffer, body, body.width / 2, screen.look);
        let (left, right) = (inset(left), inset(right));
        let mut now = Doc::new(left.width, screen.look);
        standing_part(&mut now, index, milestone, standing, screen);
        let mut around = Doc::new(right.width, screen.look);
        around_part(&mut around, index, milestone, screen);
        vec![(left, now), (right, around)]
    } else {
        let body = inset(body);
        let mut doc = Doc::new(body.width, screen.look);
        standing_part(&mut doc, index, milestone, standing, screen);
        around_part(&mut doc, index, milestone, screen);
        vec![(body, doc)]
    };
    let asked = screen.app.page.as_ref().map_or(0, |page| page.scroll);
    let mut furthest = (Scrolled::default(), String::new());
    for (area, doc) in &parts {
        let scrolled = doc.scrolled(asked, area.height, None);
        doc.draw(buffer, *area, scrolled.scroll, None, Some(screen));
        if scrolled.end > furthest.0.end {
            furthest = (scrolled, doc.position(scrolled, area.height));
        }
    }
    let title = Title {
        name: &milestone.entry.name,
        more: milestone
            .entry
            .name_ru
            .as_deref()
            .unwrap_or_default()
            .to_owned(),
        right: furthest.1,
        focused: false,
    };
    pane(buffer, head, &title, screen.look);
    furthest.0
}

/// Now, state, first date, slip, moves, silence.
fn standing_part<'a>(
    doc: &mut Doc<'a>,
    index: usize,
    milestone: &'a Milestone,
    standing: &Standing,
    screen: &Screen<'a>,
) {
    let look = screen.look;
    let mut now = vec![when(milestone, standing, look)];
    now.extend(milestone.when().map(|when| span(days(when), look.dim())));
    doc.field("Now", now);
    doc.field("State", state(milestone, standing, screen));
    detail::status(
        doc,
        look.milestone(milestone.recorded.status.value),
        Some(&milestone.recorded),
        screen,
    );
    if let Some(first) = milestone.first() {
        let said = first
            .said
            .map(|said| format!("  said {said}"))
            .unwrap_or_default();
        let by = first
            .by
            .as_ref()
            .map(|by| format!(" by {by}"))
            .unwrap_or_default();
        doc.field(
            "First date",
            vec![
                Span::raw(first.when.to_string()),
                span(format!("{said}{by}"), look.dim()),
            ],
        );
    }
    if standing.since_first.is_some() {
        let mut spans = vec![
            slip(standing.since_first, look),
            span(" months on the first date", look.dim()),
        ];
        if standing.since_last.is_some() {
            spans.extend([
                Span::raw(", "),
                slip(standing.since_last, look),
                span(" on the last", look.dim()),
            ]);
        }
        doc.field("Slip", spans);
    }
    let moves = Moves::of(milestone).in_words();
    if !moves.is_empty() {
        doc.field("Moves", vec![Span::raw(moves)]);
    }
    if let Some(days) = ledger::silence(milestone, screen.app.today) {
        let style = if days > agenda::SILENT_DAYS {
            look.warn()
        } else {
            look.dim()
        };
        doc.field(
            "Silent",
            vec![span(format!("{days} days since the last statement"), style)],
        );
    }
    if screen.app.outlook && milestone.is_open() {
        doc.field("Record", outlook(index, screen));
    }
    needs(doc, index, screen);
}

/// When such promises came true.
fn outlook<'a>(index: usize, screen: &Screen) -> Vec<Span<'a>> {
    let shown = screen.shown;
    let told = shown.board.outlook(&shown.catalogue, index);
    let words = told.map_or_else(outlook::nothing_to_say, |outlook| outlook.in_words());
    vec![span(words, screen.look.dim())]
}

/// The window in full: "  1 Mar 2026 … 31 Mar 2026, month, approximate".
fn days(when: When) -> String {
    let day = |day: chrono::NaiveDate| day.format("%-d %b %Y").to_string();
    match (when.first(), when.last()) {
        (Some(first), Some(last)) if first == last => format!("  {}", day(first)),
        (Some(first), Some(last)) => {
            let about = if when.is_approximate() {
                ", approximate"
            } else {
                ""
            };
            format!("  {} … {}{about}", day(first), day(last))
        }
        (Some(first), None) => format!("  from {} on, no end given", day(first)),
        (None, Some(last)) => format!("  until {}, no start given", day(last)),
        (None, None) => "  no bounds".to_owned(),
    }
}

fn state<'a>(milestone: &Milestone, standing: &Standing, screen: &Screen) -> Vec<Span<'a>> {
    let mut spans = detail::mark(screen.look.says(standing.says));
    if let Some(days) = standing::days_overdue(milestone, screen.app.today) {
        spans.push(Span::raw(format!(" by {days} days, outcome not found")));
    } else if standing.says == DatesSay::Done
        && let Some(slip) = standing.since_first
    {
        let words = match slip.months() {
            0 => " in the month first promised".to_owned(),
            months @ 1.. => format!(" {months} months after the first date"),
            months => format!(" {} months before the first date", -months),
        };
        spans.push(Span::raw(words));
    }
    spans
}

fn needs(doc: &mut Doc, index: usize, screen: &Screen) {
    let catalogue = &screen.shown.catalogue;
    let squeezes = agenda::squeezes(catalogue, index);
    for (label, list) in [
        ("Needs", catalogue.needs(index)),
        ("Unblocks", catalogue.unblocks(index)),
    ] {
        for (row, other) in list.iter().enumerate() {
            let label = if row == 0 { label } else { "" };
            let mut spans = related(*other, screen);
            let squeeze = squeezes
                .iter()
                .find(|squeeze| label == "Needs" && squeeze.needed == *other);
            spans.extend(squeeze.map(|squeeze| match squeeze.fit {
                Fit::NoFloat => span("  no float", screen.look.warn()),
                Fit::Impossible => span("  impossible as stated", screen.look.bad()),
            }));
            doc.field(label, spans);
        }
    }
}

fn related<'a>(index: usize, screen: &Screen) -> Vec<Span<'a>> {
    let shown = (
        screen.shown.catalogue.milestones().get(index),
        screen.shown.board.standings.get(index),
    );
    let (Some(milestone), Some(standing)) = shown else {
        return Vec::new();
    };
    let mark = screen.look.says(standing.says);
    vec![
        span(format!("{} ", mark.glyph), mark.style),
        Span::raw(format!("{}  ", milestone.entry.name)),
        when(milestone, standing, screen.look),
    ]
}

/// What it belongs to, the note, the claims and the sources.
fn around_part<'a>(doc: &mut Doc<'a>, index: usize, milestone: &'a Milestone, screen: &Screen<'a>) {
    let catalogue = &screen.shown.catalogue;
    let owners: Vec<&str> = catalogue
        .owners(index)
        .iter()
        .filter_map(|at| catalogue.entry(*at))
        .map(|entry| &*entry.name)
        .collect();
    let of = if owners.is_empty() {
        "the programme as a whole".to_owned()
    } else {
        owners.join(", ")
    };
    doc.field("Of", vec![Span::raw(of)]);
    doc.field(
        "Id",
        vec![span(&*milestone.entry.id.value, screen.look.dim())],
    );
    detail::note(doc, &milestone.entry, screen.look);
    detail::facts(doc, "CLAIMS", &milestone.entry.facts, screen);
    detail::sources(doc, &milestone.entry, screen);
}

fn ledger(
    buffer: &mut Buffer,
    area: Rect,
    milestone: &Milestone,
    screen: &Screen,
    view: &mut ViewState,
) {
    let look = screen.look;
    let lines: Vec<Line> = ledger::lines(milestone).collect();
    let title = Title {
        name: "Every statement on record",
        more: lines.len().to_string(),
        right: String::new(),
        focused: true,
    };
    let inner = pane(buffer, area, &title, look);
    let (table, foot) = rows(inner, inner.height.saturating_sub(3));
    let columns = Fitted::new(LEDGER, table.width.saturating_sub(1));
    let (head, body) = rows(table, 1);
    if !head.is_empty() {
        columns.head(buffer, head, None, look);
    }
    let cursor = screen
        .app
        .page
        .as_ref()
        .map_or(0, |page| page.statement)
        .min(lines.len().saturating_sub(1));
    let height = usize::from(body.height);
    let first = scrolled(view.ledger, cursor, lines.len(), height);
    view.ledger = first;
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
        columns.row(buffer, at, |column| statement(column, line, screen), look);
        if index == cursor {
            mark_cursor(buffer, at, true, look);
        }
    }
    if let Some(line) = lines.get(cursor) {
        statement_source(buffer, foot, line, screen);
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
        0 => vec![span(
            said.said
                .map_or("undated".to_owned(), |said| said.to_string()),
            look.dim(),
        )],
        1 => vec![Span::raw(said.when.to_string())],
        2 => moved(line, screen),
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

/// "later +12", "sharper": a sharper date is no slip and shows no months.
fn moved<'a>(line: &Line, screen: &Screen) -> Vec<Span<'a>> {
    let look = screen.look;
    let Some(step) = line.step else {
        return vec![span(look.glyphs.nothing, look.dim())];
    };
    let mut spans = vec![span(
        format!("{:<8}", step.moved.word()),
        look.moved(step.moved),
    )];
    let counts = matches!(step.moved, Move::Later | Move::Earlier | Move::Vaguer);
    if let Some(slip) = step.slip.filter(|slip| counts && slip.months() != 0) {
        spans.push(span(slip.to_string(), look.moved(step.moved)));
    }
    spans
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

/// The first source of a statement: publisher, day, grade, title; and how many more there are.
pub(super) fn citation<'a>(statement: &Statement, screen: &Screen<'a>) -> Vec<Span<'a>> {
    let look = screen.look;
    let first = statement.source.first();
    let Some(source) = first.and_then(|id| screen.shown.catalogue.source(&id.value)) else {
        return Vec::new();
    };
    let date = source
        .date
        .map_or("undated".to_owned(), |date| date.to_string());
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

/// The source of the statement under the cursor, and how much warning it gave.
fn statement_source(buffer: &mut Buffer, foot: Rect, line: &Line, screen: &Screen) {
    let look = screen.look;
    let mut rows_below = (foot.top()..foot.bottom()).map(|y| (foot.x + 2, y));
    let cells = foot.width.saturating_sub(3);
    let source = line
        .statement
        .source
        .first()
        .and_then(|id| screen.shown.catalogue.source(&id.value));
    let mut write = |spans: &[Span]| {
        if let Some(at) = rows_below.next() {
            put(buffer, at, cells, spans, look.glyphs.ellipsis);
        }
    };
    if let Some(source) = source {
        write(&citation(line.statement, screen));
        write(&[span(
            source.url.as_deref().unwrap_or("no address"),
            look.accent(),
        )]);
    }
    if let Some(notice) = line.step.and_then(|step| step.notice) {
        let words = if notice < 0 {
            format!(
                "admitted {} days after the window it broke had closed",
                -notice
            )
        } else {
            format!("{notice} days of notice before the window it broke would have closed")
        };
        write(&[span(words, look.dim())]);
    }
}
