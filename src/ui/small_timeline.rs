//! The milestones of one entry on a small time axis of their own, beside its list.

use ratatui::buffer::Buffer;
use ratatui::layout::Rect;
use ratatui::text::Span;
use ratatui::widgets::Widget;

use super::brush::Brush;
use super::gantt::{GanttRow, TimeAxis, TimeScale, TodayLine};
use super::pane::{Title, left_off, pane, rows};
use super::screen::Screen;
use super::text::span;
use super::theme::Look;
use crate::app::axis::{Axis, Zoom};
use crate::app::timeline::Trail;
use crate::domain::catalogue::EntryRef;
use crate::domain::computed::board::Summary;

/// The cells of an axis on which ten years fit at five columns a year.
const ROOMY: u16 = 56;

/// The milestones of an entry, as many as there is room for: those to come, before them the last that were.
pub(super) struct SmallTimeline<'a> {
    pub of: EntryRef,
    pub screen: &'a Screen<'a>,
}

impl Widget for &SmallTimeline<'_> {
    fn render(self, area: Rect, buffer: &mut Buffer) {
        let (screen, shown) = (self.screen, self.screen.shown);
        let entry = shown.catalogue.entry(self.of);
        let (Some(entry), Some(summary)) = (entry, shown.board.summary(self.of)) else {
            return;
        };
        let look = screen.look;
        let brush = &mut Brush { buffer, look };
        let (title_row, inner) = rows(area, 1);
        let (head, body) = rows(inner, 2);
        let all = summary.past.len() + summary.open.len();
        let (skipped, room) = (skipped(summary, body.height), usize::from(body.height));
        let title = Title {
            name: &entry.name,
            more: "on the time axis".to_owned(),
            sight: left_off(skipped, all.saturating_sub(skipped + room)),
            ..Title::default()
        };
        pane(brush, title_row, &title);
        let names = (inner.width * 2 / 5).max(16);
        let along = |area: Rect| Rect {
            x: area.x + names + 2,
            width: area.width.saturating_sub(names + 4),
            ..area
        };
        let axis = axis(along(head).width, screen);
        let scale = TimeScale::new(&axis, along(head).width, screen);
        brush.render(&TimeAxis(scale), along(head));
        let milestones = summary.past.iter().chain(&summary.open).skip(skipped);
        let mut drawn = 0;
        for (row, milestone) in body.rows().zip(milestones) {
            if let Some(gantt) = gantt_row(scale, *milestone, screen) {
                draw_name(
                    brush,
                    Rect {
                        width: names,
                        ..row
                    },
                    &gantt,
                    look,
                );
                brush.render(&gantt, along(row));
            }
            drawn += 1;
        }
        brush.render(&TodayLine(scale), along(rows(body, drawn).1));
    }
}

fn axis(cells: u16, screen: &Screen) -> Axis {
    let zoom = if cells >= ROOMY {
        Zoom::Fifth
    } else {
        Zoom::Quarter
    };
    Axis::zoomed(zoom, screen.app.today)
}

/// How many of those that were have no room beside those to come.
fn skipped(summary: &Summary, rows: u16) -> usize {
    let room = usize::from(rows).saturating_sub(summary.open.len());
    summary.past.len().saturating_sub(room)
}

fn gantt_row<'a>(scale: TimeScale<'a>, index: usize, screen: &Screen<'a>) -> Option<GanttRow<'a>> {
    Some(GanttRow {
        scale,
        milestone: screen.shown.catalogue.milestones().get(index)?,
        standing: screen.shown.board.standings.get(index)?,
        trail: Trail::Baseline,
        outlook: None,
    })
}

/// Its name, with the mark of how it stands.
fn draw_name(brush: &mut Brush, at: Rect, row: &GanttRow, look: &Look) {
    let mark = look.says(row.standing.says);
    let name = [
        span(format!("{} ", mark.glyph), mark.style),
        Span::raw(&*row.milestone.entry.name),
    ];
    brush.put((at.x + 2, at.y), at.width.saturating_sub(2), &name);
}
