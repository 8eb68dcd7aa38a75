//! Tab 5: every milestone on one time axis, each date drawn as the window that it is.

mod around;
mod foot;
mod group;
mod print;

use ratatui::layout::Rect;
use ratatui::text::Span;

use super::brush::Brush;
use super::entries::count_of;
use super::gantt::{GanttRow, TimeAxis, TimeScale, TodayLine};
use super::list::ListRows;
use super::milestones::{slip, when};
use super::pane::{Title, pane, rows};
use super::screen::{Screen, Size};
use super::table::{Column, Fitted, widened};
use super::text::span;
use super::view::ViewState;
use crate::app::drawn::AxisPlace;
use crate::app::list::Row;
use crate::app::rows::SortKey;
use crate::app::tab::ListId;
use crate::domain::computed::outlook::Outlook;
use around::Around;
use foot::draw_foot;
use group::draw_group;
pub use print::{axis_cells, print_timeline};

/// The least width of the axis for it to be drawn at all.
const LEAST_AXIS: u16 = 24;

/// The places of the columns at a width: the name, the axis, the date, the slip.
struct TimelineColumns {
    columns: Fitted,
    axis: Option<(u16, u16)>,
}

impl TimelineColumns {
    /// The columns of this width, for dates that take so many cells.
    fn new(cells: u16, date_cells: u16) -> Self {
        // On a narrow screen the names and the slip give way, not the axis and the date.
        let (name, when) = if cells < 72 {
            (cells / 4, 12)
        } else {
            ((cells / 3).clamp(14, 44), 15)
        };
        let columns = [
            Column::fixed("MILESTONE", name, 9),
            Column::rest("", LEAST_AXIS),
            Column::dates("DATE", when, 8),
            Column::right("SLIP", 5, 1),
        ];
        // Where the axis has no room the names take it.
        let narrow = [
            Column::rest("MILESTONE", 10),
            Column::dates("DATE", 15, 8),
            Column::right("SLIP", 5, 1),
        ];
        if cells >= 56 {
            let columns = Fitted::new(&widened(&columns, &[(2, date_cells)]), cells);
            let axis = columns.place(1);
            Self { columns, axis }
        } else {
            Self {
                columns: Fitted::new(&widened(&narrow, &[(1, date_cells)]), cells),
                axis: None,
            }
        }
    }
}

impl TimelineColumns {
    /// The columns in sight that the rows can be sorted by.
    fn sorts(&self) -> impl Iterator<Item = (usize, SortKey)> {
        let axis = usize::from(self.axis.is_some());
        let all = [
            (0, SortKey::Name),
            (axis + 1, SortKey::Next),
            (axis + 2, SortKey::Slip),
        ];
        let all = all.into_iter();
        all.filter(|(column, _)| self.columns.place(*column).is_some())
    }
}

/// The rows of the foot: a rule, the sentence, what it needs and unblocks, the legend.
const FOOT: u16 = 5;
/// With one more where the record has something to say.
const FOOT_WITH_OUTLOOK: u16 = FOOT + 1;

pub(super) fn draw(brush: &mut Brush, area: Rect, screen: &Screen, view: &mut ViewState) {
    let (title_row, inner) = rows(area, 1);
    let foot_height = match screen.size {
        Size::Wide | Size::Medium if inner.height >= 16 && screen.app.outlook => FOOT_WITH_OUTLOOK,
        Size::Wide | Size::Medium if inner.height >= 16 => FOOT,
        _ => 0,
    };
    let (chart, foot) = rows(inner, inner.height - foot_height);
    let date_cells = screen.app.list(ListId::Timeline).date_cells();
    let layout = TimelineColumns::new(chart.width.saturating_sub(1), date_cells);
    view.sorts.extend(layout.sorts().map(|(_, key)| key));
    let head_height = match layout.axis {
        Some(_) if inner.height >= 16 => 3,
        Some(_) => 2,
        None => u16::from(screen.size != Size::Tiny),
    };
    let (head, body) = rows(chart, head_height);
    draw_head(brush, head, &layout, screen);
    view.axis = layout
        .axis
        .map_or(AxisPlace::default(), |(x, cells)| AxisPlace {
            x: chart.x + x,
            cells,
        });
    let sight = draw_rows(brush, (area, body), &layout, screen, view);
    pane(brush, title_row, &title(sight, screen));
    draw_foot(brush, foot, screen);
}

fn title<'a>(sight: String, screen: &Screen) -> Title<'a> {
    let list = ListId::Timeline;
    let timeline = &screen.app.timeline;
    let sort = screen.look.words.label(screen.app.sort(list).key.label());
    let group = screen.look.words.label(timeline.group_by.label());
    Title {
        name: "Timeline",
        more: count_of(screen, list, screen.shown.catalogue.milestones().len()),
        right: match screen.size {
            Size::Wide | Size::Medium => format!("{group}, {sort}"),
            Size::Narrow | Size::Tiny => group.to_owned(),
        },
        sight,
        focused: true,
    }
}

/// The part of an area that the axis runs over, and how.
fn along<'a>(area: Rect, axis: (u16, u16), screen: &Screen<'a>) -> (Rect, TimeScale<'a>) {
    let (x, width) = axis;
    let x = area.x + x;
    let scale = TimeScale::new(&screen.app.timeline.axis, width, screen);
    (Rect { x, width, ..area }, scale)
}

fn draw_head(brush: &mut Brush, head: Rect, layout: &TimelineColumns, screen: &Screen) {
    if head.is_empty() {
        return;
    }
    let last = Rect {
        y: head.bottom() - 1,
        height: 1,
        ..head
    };
    let sort = screen.app.sort(ListId::Timeline);
    let sorted = layout.sorts().find(|(_, key)| *key == sort.key);
    let sorted = sorted.map(|(column, _)| (column, sort.reversed));
    layout.columns.head(brush, last, sorted);
    if let Some(axis) = layout.axis {
        let (area, scale) = along(head, axis, screen);
        brush.render(&TimeAxis(scale), area);
    }
}

/// Draws the rows into the body of their pane; returns what is left off.
fn draw_rows(
    brush: &mut Brush,
    (pane, body): (Rect, Rect),
    layout: &TimelineColumns,
    screen: &Screen,
    view: &mut ViewState,
) -> String {
    let around = Around::new(screen);
    let row = |brush: &mut Brush, at: Rect, row: Row| {
        draw_row(brush, at, row, layout, screen);
        if let Some(entry) = row.at() {
            around.mark(brush, at, entry.index, layout, screen);
        }
    };
    let list = ListRows {
        list: ListId::Timeline,
        pane,
        focused: true,
        screen,
        row,
    };
    let (drawn, left_off) = list.draw(brush, body, view);
    let (_, rest) = rows(body, drawn);
    if let Some(axis) = layout.axis.filter(|_| drawn > 0) {
        let (area, scale) = along(rest, axis, screen);
        brush.render(&TodayLine(scale), area);
    }
    left_off
}

fn draw_row(brush: &mut Brush, at: Rect, row: Row, layout: &TimelineColumns, screen: &Screen) {
    match row {
        Row::Entry { at: entry, .. } => {
            draw_milestone(brush, at, entry.index, layout, screen);
        }
        Row::Change { .. } => {}
        Row::Head(_) => {
            if let Some(summary) = row.group().and_then(|g| screen.app.timeline.summary(g)) {
                draw_group(brush, at, summary, layout, screen);
            }
        }
    }
}

fn draw_milestone(
    brush: &mut Brush,
    at: Rect,
    index: usize,
    layout: &TimelineColumns,
    screen: &Screen,
) {
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
    let taken = layout.columns.row(brush, at, |column| match column {
        0 => name(),
        column if column == axis_column + 1 => vec![when(standing, look)],
        column if column == axis_column + 2 => vec![slip(standing.since_first, look)],
        _ => Vec::new(),
    });
    if let Some(axis) = layout.axis {
        let (area, scale) = along(at, axis, screen);
        let row = GanttRow {
            scale,
            milestone,
            standing,
            trail: screen.app.timeline.trail,
            outlook: outlook(index, screen),
        };
        // A long date stands where the axis would end.
        let width = area.width.saturating_sub(taken);
        brush.render(&row, Rect { width, ..area });
    }
}

/// What the record says of a milestone, where that is asked for.
fn outlook(index: usize, screen: &Screen) -> Option<Outlook> {
    let (catalogue, board) = (&screen.shown.catalogue, &screen.shown.board);
    screen
        .app
        .outlook
        .then(|| board.outlook(catalogue, index))
        .flatten()
}
