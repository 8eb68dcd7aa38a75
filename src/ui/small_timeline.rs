//! The milestones of one entry on a small time axis of their own, beside its list.

use ratatui::layout::Rect;
use ratatui::text::Span;

use super::brush::Brush;
use super::gantt::{self, Strip};
use super::pane::{Title, left_off, pane, rows};
use super::screen::Screen;
use super::text::span;
use crate::app::axis::{Axis, Zoom};
use crate::app::timeline::Trail;
use crate::domain::catalogue::EntryRef;
use crate::domain::computed::board::Summary;

/// The cells of an axis on which ten years fit at five columns a year.
const ROOMY: u16 = 56;

/// The names at the left, the axis at the right.
struct Columns {
    names: u16,
    axis: Axis,
    cells: u16,
}

/// Draws as many milestones as there is room for: those to come, before them the last that were.
pub(super) fn draw(brush: &mut Brush, area: Rect, at: EntryRef, screen: &Screen) {
    let name = screen
        .shown
        .catalogue
        .entry(at)
        .map_or("", |entry| &*entry.name);
    let (title_row, inner) = rows(area, 1);
    let Some(summary) = screen.shown.board.summary(at) else {
        return;
    };
    let (head, body) = rows(inner, 2);
    let all = summary.past.len() + summary.open.len();
    let (skipped, room) = (skipped(summary, body.height), usize::from(body.height));
    let title = Title {
        name,
        more: "on the time axis".to_owned(),
        sight: left_off(skipped, all.saturating_sub(skipped + room)),
        ..Title::default()
    };
    pane(brush, title_row, &title);
    let columns = Columns::new(inner.width, screen);
    let ticks = Rect {
        y: head.bottom().saturating_sub(1),
        ..head
    };
    gantt::draw_axis(brush, &columns.strip(ticks, screen), head.height);
    let mut milestones = summary.past.iter().chain(&summary.open).skip(skipped);
    for y in body.top()..body.bottom() {
        let row = Rect {
            y,
            height: 1,
            ..body
        };
        match milestones.next() {
            Some(milestone) => columns.draw_milestone(brush, row, *milestone, screen),
            None => gantt::draw_today(brush, &columns.strip(row, screen)),
        }
    }
}

/// How many of those that were have no room beside those to come.
fn skipped(summary: &Summary, rows: u16) -> usize {
    let room = usize::from(rows).saturating_sub(summary.open.len());
    summary.past.len().saturating_sub(room)
}

impl Columns {
    fn new(width: u16, screen: &Screen) -> Self {
        let names = (width * 2 / 5).max(16);
        let cells = width.saturating_sub(names + 4);
        let zoom = if cells >= ROOMY {
            Zoom::Fifth
        } else {
            Zoom::Quarter
        };
        Self {
            names,
            axis: Axis::zoomed(zoom, screen.app.today),
            cells,
        }
    }

    fn strip<'a>(&'a self, row: Rect, screen: &Screen<'a>) -> Strip<'a> {
        Strip {
            x: row.x + self.names + 2,
            y: row.y,
            cells: self.cells,
            axis: &self.axis,
            left: self.axis.left(self.cells),
            today: screen.app.today,
            look: screen.look,
        }
    }

    fn draw_milestone(&self, brush: &mut Brush, row: Rect, index: usize, screen: &Screen) {
        let milestones = screen.shown.catalogue.milestones();
        let shown = (
            milestones.get(index),
            screen.shown.board.standings.get(index),
        );
        let (Some(milestone), Some(standing)) = shown else {
            return;
        };
        let mark = screen.look.says(standing.says);
        let name = [
            span(format!("{} ", mark.glyph), mark.style),
            Span::raw(&*milestone.entry.name),
        ];
        let cells = self.names.saturating_sub(2);
        brush.put((row.x + 2, row.y), cells, &name);
        let shown = gantt::Row {
            milestone,
            standing,
            trail: Trail::Baseline,
            outlook: None,
        };
        gantt::draw_row(brush, &self.strip(row, screen), shown);
    }
}
