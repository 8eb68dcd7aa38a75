//! Tab 1: how the eight projects stand, what comes next, what needs attention, the newest changes, and the
//! track record.

use ratatui::layout::Rect;
use ratatui::text::Span;

use super::brush::Brush;
use super::changes;
use super::list::ListRows;
use super::milestones::{slip, when};
use super::pane::{Title, columns, inset, more_left_out, pane, rows};
use super::parts;
use super::projects;
use super::record::months_range;
use super::screen::{Screen, Size};
use super::table::{Column, Fitted, widened};
use super::text::span;
use super::view::ViewState;
use crate::app::list::{Heading, Row};
use crate::app::tab::ListId;
use crate::domain::catalogue::EntryRef;
use crate::domain::computed::mention;
use crate::domain::computed::record::{Horizon, Tally};

const STANDINGS: &[Column] = &[
    Column::between("PROJECT", 16, 36, 10),
    Column::fixed("STATUS", 13, 4),
    Column::fixed("VERDICT", 11, 9),
    Column::right("LAST", 4, 3),
    Column::right("TOTAL", 5, 8),
    Column::fixed("NEXT", 15, 7),
    Column::ranked_rest("MILESTONE", 18, 2),
];

const NEXT: &[Column] = &[
    Column::dates("DATE", 15, 3),
    Column::rest("MILESTONE", 16),
    Column::right("SLIP", 5, 1),
];

const ATTENTION: &[Column] = &[
    Column::rest("", 20),
    Column::dates("", 15, 1),
    Column::right("", 7, 2),
];

/// Rows of the track record.
const RECORD: u16 = 8;
/// Rows of the newest changes: five, and the head.
const CHANGES: u16 = 6;

pub(super) fn draw(brush: &mut Brush, area: Rect, screen: &Screen, view: &mut ViewState) {
    let focused = screen.app.focused_list();
    match (screen.size, focused) {
        (Size::Wide, _) => wide(brush, area, screen, view),
        (Size::Medium, _) => medium(brush, area, screen, view),
        (Size::Narrow, _) if area.height >= 15 => medium(brush, area, screen, view),
        (_, ListId::Next) => next(brush, area, screen, view),
        (_, ListId::Attention) => attention(brush, area, screen, view),
        _ => standings(brush, area, screen, view),
    }
}

/// The projects over the whole width, so that their names and what comes next are whole; below, what
/// needs attention beside what comes next and the track record.
fn wide(brush: &mut Brush, area: Rect, screen: &Screen, view: &mut ViewState) {
    let (upper, lower) = rows(area, standings_height(area, screen) + 1);
    let (left, right) = columns(brush, lower, lower.width / 2);
    let (next_area, record_area) = rows(right, right.height - RECORD.min(right.height / 2));
    let (attention_area, changes_area) = rows(left, left.height - CHANGES.min(left.height / 3));
    standings(brush, upper, screen, view);
    attention(brush, attention_area, screen, view);
    changes::newest(brush, changes_area, screen);
    next(brush, next_area, screen, view);
    record(brush, record_area, screen);
}

/// One over the other; the pane that has the keyboard gets the most room.
fn medium(brush: &mut Brush, area: Rect, screen: &Screen, view: &mut ViewState) {
    let (upper, below) = rows(area, standings_height(area, screen));
    let record_height = if below.height >= 24 { RECORD } else { 0 };
    let changes_height = match below.height {
        24.. => CHANGES,
        16.. => 4,
        12.. => 2,
        _ => 0,
    };
    let (lists, below) = rows(below, below.height - record_height - changes_height);
    let (changes_area, record_area) = rows(below, changes_height);
    let next_height = if screen.app.focused_list() == ListId::Attention {
        lists.height / 3
    } else {
        lists.height / 2
    };
    let (next_area, attention_area) = rows(lists, next_height);
    standings(brush, upper, screen, view);
    next(brush, next_area, screen, view);
    attention(brush, attention_area, screen, view);
    changes::newest(brush, changes_area, screen);
    record(brush, record_area, screen);
}

/// The rows of the projects with their heads, at most two fifths of the screen.
fn standings_height(area: Rect, screen: &Screen) -> u16 {
    let projects = u16::try_from(screen.app.list(ListId::Standings).entries()).unwrap_or(u16::MAX);
    projects
        .saturating_add(2)
        .clamp(4, (area.height / 2).max(4))
}

fn standings(brush: &mut Brush, area: Rect, screen: &Screen, view: &mut ViewState) {
    let title = Title {
        name: "Federal projects",
        right: "slip in months: last move, total since the first date".to_owned(),
        ..Title::default()
    };
    let cell = |column, at: EntryRef| standing_cell(column, at, screen);
    let list = (ListId::Standings, STANDINGS, 5);
    draw_list(brush, area, title, list, &cell, screen, view);
}

fn standing_cell<'a>(column: usize, at: EntryRef, screen: &Screen<'a>) -> Vec<Span<'a>> {
    let Some(project) = screen.shown.catalogue.projects().get(at.index) else {
        return Vec::new();
    };
    let Some(summary) = screen.shown.board.summary(at) else {
        return Vec::new();
    };
    let look = screen.look;
    let shown = screen.shown;
    let next = summary.next.and_then(|index| {
        Some((
            shown.catalogue.milestones().get(index)?,
            shown.board.standings.get(index)?,
        ))
    });
    match column {
        0 => vec![Span::raw(&*project.entry.name)],
        1 => parts::mark(look.project(projects::recorded(project))),
        2 => projects::says(at, project, screen),
        3 => vec![slip(summary.since_last, look)],
        4 => vec![slip(summary.since_first, look)],
        5 => next.map_or_else(Vec::new, |(_, standing)| vec![when(standing, look)]),
        _ => next.map_or_else(Vec::new, |(milestone, _)| {
            vec![span(&*milestone.entry.name, look.dim())]
        }),
    }
}

fn next(brush: &mut Brush, area: Rect, screen: &Screen, view: &mut ViewState) {
    let title = Title {
        name: "Next 12 months",
        ..Title::default()
    };
    let cell = |column, at: EntryRef| next_cell(column, at, screen);
    let list = (ListId::Next, NEXT, 0);
    draw_list(brush, area, title, list, &cell, screen, view);
}

fn next_cell<'a>(column: usize, at: EntryRef, screen: &Screen<'a>) -> Vec<Span<'a>> {
    let shown = screen.shown;
    let found = (
        shown.catalogue.milestones().get(at.index),
        shown.board.standings.get(at.index),
    );
    let (Some(milestone), Some(standing)) = found else {
        return Vec::new();
    };
    match column {
        0 => vec![when(standing, screen.look)],
        1 => vec![Span::raw(&*milestone.entry.name)],
        _ => vec![slip(standing.since_first, screen.look)],
    }
}

fn attention(brush: &mut Brush, area: Rect, screen: &Screen, view: &mut ViewState) {
    let title = Title {
        name: "Needs attention",
        ..Title::default()
    };
    let cell = |_, _: EntryRef| Vec::new();
    let list = (ListId::Attention, ATTENTION, 1);
    draw_list(brush, area, title, list, &cell, screen, view);
}

/// A pane with a list, the dates in the column at `dates`; its section heads and entries are drawn row by row.
fn draw_list<'a>(
    brush: &mut Brush,
    area: Rect,
    mut title: Title,
    (list, columns, dates): (ListId, &[Column], usize),
    cell: &dyn Fn(usize, EntryRef) -> Vec<Span<'a>>,
    screen: &Screen<'a>,
    view: &mut ViewState,
) {
    let (title_row, inner) = rows(area, 1);
    let state = screen.app.list(list);
    let columns = widened(columns, &[(dates, state.date_cells())]);
    let fitted = Fitted::sized(&columns, inner.width.saturating_sub(1), screen.size);
    let has_head = list != ListId::Attention && screen.size != Size::Tiny;
    let (head, body) = rows(inner, u16::from(has_head && inner.height > 1));
    if !head.is_empty() {
        fitted.head(brush, head, None);
    }
    let row = |brush: &mut Brush, at: Rect, row: Row| match row {
        Row::Head(heading) => section(brush, at, heading, screen),
        Row::Entry {
            at: entry,
            under: Some(heading),
        } => {
            fitted.row(brush, at, |column| concern(column, entry, heading, screen));
        }
        Row::Entry {
            at: entry,
            under: None,
        } => {
            fitted.row(brush, at, |column| cell(column, entry));
        }
        Row::Change { .. } => {}
    };
    let focused = screen.app.focused_list() == list;
    let shown = ListRows {
        list,
        pane: area,
        focused,
        screen,
        row,
    };
    (_, title.sight) = shown.draw(brush, body, view);
    title.more = state.entries().to_string();
    title.focused = focused;
    pane(brush, title_row, &title);
}

/// "■ missed: a later word shows it open  9".
fn section(brush: &mut Brush, at: Rect, heading: Heading, screen: &Screen) {
    let look = screen.look;
    let attention = &screen.shown.board.attention;
    let (glyph, style, words, count) = match heading {
        Heading::Missed => (
            look.glyphs.bad,
            look.bad(),
            "missed: a later word shows it still open",
            attention.missed.len(),
        ),
        Heading::NoWord => (
            look.glyphs.unknown,
            look.dim(),
            "no word: the deadline is over, nobody says what happened",
            attention.no_word.len(),
        ),
        Heading::InDoubt => (
            look.glyphs.warn,
            look.warn(),
            "in doubt: nothing supports the date",
            attention.in_doubt.len(),
        ),
        Heading::Contradicting => (
            look.glyphs.conflict,
            look.warn(),
            "dates that contradict each other",
            attention.contradicting.len(),
        ),
        Heading::Disagreeing => (
            look.glyphs.differs,
            look.warn(),
            "status says on track, dates say late",
            attention.disagreeing.len(),
        ),
        Heading::Impossible => (
            look.glyphs.conflict,
            look.warn(),
            "impossible dates: needs something that comes later",
            attention.impossible.len(),
        ),
        Heading::Silent => (
            look.glyphs.silent,
            look.warn(),
            "no news for over a year",
            attention.silent.len(),
        ),
        Heading::Conflicting => (
            look.glyphs.conflict,
            look.warn(),
            "contested: sources contradict each other",
            attention.conflicting.len(),
        ),
        Heading::Group(_) => return,
    };
    let spans = [
        span(format!("{glyph} {words}"), style),
        span(format!("  {count}"), look.dim()),
    ];
    brush.put((at.x + 1, at.y), at.width.saturating_sub(2), &spans);
}

/// A row that needs attention: the name, the date or the reason, the days.
fn concern<'a>(
    column: usize,
    at: EntryRef,
    heading: Heading,
    screen: &Screen<'a>,
) -> Vec<Span<'a>> {
    let Some(entry) = screen.shown.catalogue.entry(at) else {
        return Vec::new();
    };
    let dim = |text: Option<String>| vec![span(text.unwrap_or_default(), screen.look.dim())];
    match column {
        0 => vec![Span::raw(&*entry.name)],
        1 => dim(reason(at, heading, screen)),
        _ => dim(days(at, heading, screen)),
    }
}

fn reason(at: EntryRef, heading: Heading, screen: &Screen) -> Option<String> {
    let shown = screen.shown;
    Some(match heading {
        Heading::Missed
        | Heading::NoWord
        | Heading::InDoubt
        | Heading::Contradicting
        | Heading::Silent
        | Heading::Impossible => screen.look.date(shown.board.when(at.index)?),
        Heading::Disagreeing => screen.look.words.verdict(shown.board.says(at)).to_owned(),
        Heading::Conflicting => at.kind.name().to_owned(),
        Heading::Group(_) => return None,
    })
}

/// How long overdue or silent; of contested claims, how many.
fn days(at: EntryRef, heading: Heading, screen: &Screen) -> Option<String> {
    let shown = screen.shown;
    let today = screen.app.today;
    let age = |days| screen.look.words.short_age(days);
    Some(match heading {
        Heading::Missed | Heading::NoWord => {
            let standing = shown.board.standings.get(at.index)?;
            age(standing.days_overdue?)
        }
        Heading::Silent => age(mention::silence(&shown.catalogue, at.index, today)?.days),
        Heading::Conflicting => {
            let found = shown
                .board
                .attention
                .conflicting
                .iter()
                .find(|(entry, _)| *entry == at)?;
            found.1.to_string()
        }
        _ => return None,
    })
}

/// Counts, never a percentage of few.
fn record(brush: &mut Brush, area: Rect, screen: &Screen) {
    if area.is_empty() {
        return;
    }
    let record = &screen.shown.board.record;
    let (title_row, inner) = rows(area, 1);
    let inner = inset(inner);
    let mut lines: Vec<Vec<Span>> = vec![
        tally("all promises", record.all, screen),
        tally("first dates", record.first, screen),
    ];
    for horizon in Horizon::ALL {
        let tally_of = record.by_horizon.get(&horizon).copied().unwrap_or_default();
        lines.push(tally(screen.look.words.horizon(horizon), tally_of, screen));
    }
    lines.push(how_far_off(screen));
    lines.push(notice(screen));
    let title = Title {
        name: "Promises kept",
        more: kept_in_short(record.all),
        right: "R".to_owned(),
        sight: more_left_out(lines.len().saturating_sub(inner.height.into())),
        focused: false,
    };
    pane(brush, title_row, &title);
    for (row, spans) in lines.iter().take(usize::from(inner.height)).enumerate() {
        brush.put(
            (inner.x + 1, inner.y + row as u16),
            inner.width.saturating_sub(1),
            spans,
        );
    }
}

/// "33 of 208".
fn kept_in_short(tally: Tally) -> String {
    format!("{} of {}", tally.kept, tally.closed())
}

fn tally<'a>(label: &str, tally: Tally, screen: &Screen) -> Vec<Span<'a>> {
    let look = screen.look;
    vec![
        span(format!("{label:<22}"), look.dim()),
        Span::raw(format!("{:>3} kept ", tally.kept)),
        Span::raw(format!("{:>4} broken ", tally.broken)),
        span(format!("{:>4} unknown", tally.unknown), look.dim()),
    ]
}

/// The median slip in months with its range.
fn how_far_off<'a>(screen: &Screen) -> Vec<Span<'a>> {
    let look = screen.look;
    let spread = &screen.shown.board.record.slip;
    let Some(median) = spread.map(|spread| spread.median) else {
        return Vec::new();
    };
    vec![
        span(format!("{:<22}", "typical slip"), look.dim()),
        slip(Some(median), look),
        Span::raw(" months"),
        span(format!(", {}", months_range(spread.as_ref())), look.dim()),
    ]
}

/// How much warning the slips gave.
fn notice<'a>(screen: &Screen) -> Vec<Span<'a>> {
    let record = &screen.shown.board.record;
    let Some(notice) = &record.notice else {
        return Vec::new();
    };
    let after = record.announced_late;
    vec![
        span(format!("{:<22}", "notice"), screen.look.dim()),
        Span::raw(match notice.median.days() {
            days @ ..0 => format!("typically {} days late", -days),
            days => format!("typically {days} days"),
        }),
        span(
            format!("; {after} of {} too late", notice.n),
            screen.look.dim(),
        ),
    ]
}
