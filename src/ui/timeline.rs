//! Tab 5: every milestone on one time axis, each date drawn as the window that it is.

use ratatui::buffer::Buffer;
use ratatui::layout::Rect;
use ratatui::style::Style;
use ratatui::text::Span;

use super::entries::count_of;
use super::gantt::{self, Strip};
use super::list::Rows;
use super::milestones::{slip, when};
use super::pane::{Title, pane, rows};
use super::table::{Column, Fitted};
use super::text::{line, put, span, width, wrap};
use super::{Screen, Size, ViewState};
use crate::app::axis::Axis;
use crate::app::list::{Heading, Row};
use crate::app::tab::ListId;
use crate::domain::sentence::sentence;

/// The least width of the axis for it to be drawn at all.
const LEAST_AXIS: u16 = 24;

/// The places of the columns at a width: the name, the axis, the date, the slip.
struct Layout {
    columns: Fitted,
    axis: Option<(u16, u16)>,
}

impl Layout {
    fn new(cells: u16) -> Self {
        let name = (cells / 3).clamp(14, 44);
        let columns = [
            Column::fixed("", name, 9),
            Column::rest("", LEAST_AXIS),
            Column::fixed("WHEN", 15, 8),
            Column::right("1ST", 5, 1),
        ];
        // Where the axis has no room the names take it.
        let narrow = [
            Column::rest("", 10),
            Column::fixed("WHEN", 15, 8),
            Column::right("1ST", 5, 1),
        ];
        if cells >= 56 {
            let columns = Fitted::new(&columns, cells);
            let axis = columns.place(1);
            Self { columns, axis }
        } else {
            Self {
                columns: Fitted::new(&narrow, cells),
                axis: None,
            }
        }
    }
}

pub(super) fn draw(buffer: &mut Buffer, area: Rect, screen: &Screen, view: &mut ViewState) {
    let list = ListId::Timeline;
    let total = screen.shown.catalogue.milestones().len();
    let title = Title {
        name: "Timeline",
        more: count_of(screen, list, total),
        right: format!(
            "{} · sort: {}",
            screen.app.timeline.axis.zoom.words(),
            screen.app.sort(list).key.words()
        ),
        focused: true,
    };
    let inner = pane(buffer, area, &title, screen.look);
    let strip_height = match screen.size {
        Size::Wide | Size::Medium if inner.height >= 16 => 4,
        _ => 0,
    };
    let (chart, foot) = rows(inner, inner.height - strip_height);
    let layout = Layout::new(chart.width.saturating_sub(1));
    let (head, body) = rows(
        chart,
        if layout.axis.is_some() {
            2
        } else {
            u16::from(screen.size != Size::Tiny)
        },
    );
    draw_head(buffer, head, &layout, screen);
    view.page_rows = usize::from(body.height);
    draw_rows(buffer, body, &layout, screen, view);
    draw_foot(buffer, foot, screen);
}

fn strip<'a>(area: Rect, axis: (u16, u16), screen: &Screen<'a>) -> Strip<'a> {
    let (x, cells) = axis;
    let axis: &Axis = &screen.app.timeline.axis;
    Strip {
        x: area.x + x,
        y: area.y,
        cells,
        axis,
        left: axis.left(cells),
        today: screen.app.today,
        look: screen.look,
    }
}

fn draw_head(buffer: &mut Buffer, head: Rect, layout: &Layout, screen: &Screen) {
    if head.is_empty() {
        return;
    }
    let last = Rect {
        y: head.bottom() - 1,
        height: 1,
        ..head
    };
    layout.columns.head(buffer, last, None, screen.look);
    if let Some(axis) = layout.axis {
        gantt::draw_axis(buffer, &strip(head, axis, screen));
    }
}

fn draw_rows(
    buffer: &mut Buffer,
    body: Rect,
    layout: &Layout,
    screen: &Screen,
    view: &mut ViewState,
) {
    let row = |buffer: &mut Buffer, at: Rect, row: Row| {
        if let Some(axis) = layout.axis {
            gantt::draw_today(buffer, &strip(at, axis, screen));
        }
        match row {
            Row::Head(heading) => draw_heading(buffer, at, heading, layout, screen),
            Row::Entry { at: entry, .. } => draw_milestone(buffer, at, entry.index, layout, screen),
        }
    };
    let list = Rows {
        list: ListId::Timeline,
        focused: true,
        screen,
        row,
    };
    let drawn = list.draw(buffer, body, view);
    if drawn == 0 {
        return;
    }
    let (_, rest) = rows(body, drawn);
    if let Some(axis) = layout.axis {
        for y in rest.top()..rest.bottom() {
            gantt::draw_today(
                buffer,
                &strip(
                    Rect {
                        y,
                        height: 1,
                        ..rest
                    },
                    axis,
                    screen,
                ),
            );
        }
    }
}

fn draw_heading(buffer: &mut Buffer, at: Rect, heading: Heading, layout: &Layout, screen: &Screen) {
    let Heading::Group(group) = heading else {
        return;
    };
    let name = group.name(&screen.shown.catalogue);
    let cells = layout.axis.map_or(at.width, |(x, _)| x);
    let spans = [span(name, screen.look.accent())];
    put(
        buffer,
        (at.x + 1, at.y),
        cells.saturating_sub(2),
        &spans,
        screen.look.glyphs.ellipsis,
    );
}

fn draw_milestone(buffer: &mut Buffer, at: Rect, index: usize, layout: &Layout, screen: &Screen) {
    let shown = (
        screen.shown.catalogue.milestones().get(index),
        screen.shown.board.standings.get(index),
    );
    let (Some(milestone), Some(standing)) = shown else {
        return;
    };
    let look = screen.look;
    let mark = look.says(standing.says);
    let name = || {
        vec![
            span(format!("{} ", mark.glyph), mark.style),
            Span::raw(&*milestone.entry.name),
        ]
    };
    let axis_column = usize::from(layout.axis.is_some());
    layout.columns.row(
        buffer,
        at,
        |column| match column {
            0 => name(),
            column if column == axis_column + 1 => vec![when(milestone, standing, look)],
            column if column == axis_column + 2 => vec![slip(standing.since_first, look)],
            _ => Vec::new(),
        },
        look,
    );
    if let Some(axis) = layout.axis {
        gantt::draw_milestone(buffer, &strip(at, axis, screen), milestone, standing);
    }
}

/// The legend, and the selected milestone told in a sentence.
fn draw_foot(buffer: &mut Buffer, foot: Rect, screen: &Screen) {
    if foot.is_empty() {
        return;
    }
    let look = screen.look;
    line(
        buffer,
        (foot.x, foot.y),
        foot.width,
        look.glyphs.rule,
        look.rule(),
    );
    let told = screen
        .app
        .selected()
        .and_then(|at| screen.shown.catalogue.milestones().get(at.index))
        .map(|milestone| sentence(milestone, screen.app.today))
        .unwrap_or_default();
    let cells = foot.width.saturating_sub(4);
    let lines = wrap(&[Span::raw(told)], cells, 0);
    for (row, spans) in lines.iter().take(2).enumerate() {
        put(
            buffer,
            (foot.x + 2, foot.y + 1 + row as u16),
            cells,
            spans,
            look.glyphs.ellipsis,
        );
    }
    put(
        buffer,
        (foot.x + 2, foot.y + 3),
        cells,
        &legend(cells, screen),
        look.glyphs.ellipsis,
    );
}

/// As much of the legend as fits whole.
fn legend<'a>(cells: u16, screen: &Screen) -> Vec<Span<'a>> {
    let (look, glyphs) = (screen.look, screen.look.glyphs);
    let entries: [(String, Style, &str); 8] = [
        (
            format!("{}{}", glyphs.window, glyphs.end),
            Style::new(),
            "window",
        ),
        (
            format!("{}{}", glyphs.vague, glyphs.end),
            Style::new(),
            "about",
        ),
        (
            format!("{}{}{}", glyphs.from, glyphs.opening, glyphs.onward),
            Style::new(),
            "no earlier",
        ),
        (
            format!("{}{}{}", glyphs.backward, glyphs.opening, glyphs.to),
            Style::new(),
            "no later",
        ),
        (format!("!{}", glyphs.overdue), look.bad(), "overdue"),
        (glyphs.happened.to_owned(), look.good(), "done"),
        (glyphs.baseline.to_owned(), look.dim(), "first date given"),
        (glyphs.today.to_owned(), look.accent(), "today"),
    ];
    let mut spans: Vec<Span> = Vec::new();
    for (glyph, style, words) in entries {
        let gap = if spans.is_empty() { "" } else { "   " };
        let entry = [
            Span::raw(gap),
            span(glyph, style),
            span(format!(" {words}"), look.dim()),
        ];
        if width(&spans) + width(&entry) > usize::from(cells) {
            break;
        }
        spans.extend(entry);
    }
    spans
}
