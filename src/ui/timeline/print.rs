//! The timeline on paper: its axis, every row, and the legend, without a cursor.

use ratatui::buffer::Buffer;
use ratatui::layout::Rect;

use super::{Layout, draw_group, draw_head, draw_milestone, foot};
use crate::app::App;
use crate::app::list::Row;
use crate::app::tab::ListId;
use crate::ui::look::Look;
use crate::ui::text::put;
use crate::ui::{Screen, Size};

/// The columns of the axis on a paper of this width; none where there is no room for one.
pub fn axis_cells(width: u16) -> Option<u16> {
    Layout::new(width).axis.map(|(_, cells)| cells)
}

/// Draws the rows that the timeline of an app holds, a few cells high at a time, so that a long one
/// takes no more memory than a short one.
pub fn print_timeline<E>(
    app: &App,
    width: u16,
    look: &Look,
    mut each: impl FnMut(&Buffer) -> Result<(), E>,
) -> Result<(), E> {
    let Some(shown) = app.shown() else {
        return Ok(());
    };
    let size = Size::Wide;
    let screen = Screen {
        app,
        shown,
        look,
        size,
    };
    let layout = Layout::new(width);
    let mut sheet = |height: u16, draw: &dyn Fn(&mut Buffer, Rect)| {
        let area = Rect::new(0, 0, width, height);
        let mut buffer = Buffer::empty(area);
        draw(&mut buffer, area);
        look.finish(&mut buffer);
        each(&buffer)
    };
    let head_height = if layout.axis.is_some() { 3 } else { 1 };
    sheet(head_height, &|buffer, area| {
        draw_head(buffer, area, &layout, &screen);
    })?;
    for row in app.list(ListId::Timeline).rows() {
        sheet(1, &|buffer, area| {
            draw_row(buffer, area, *row, &layout, &screen);
        })?;
    }
    if layout.axis.is_some() {
        sheet(2, &|buffer, area| {
            let legend = foot::legend(width.saturating_sub(2), &screen);
            put(
                buffer,
                (2, 1),
                area.width - 2,
                &legend,
                look.glyphs.ellipsis,
            );
        })?;
    }
    Ok(())
}

fn draw_row(buffer: &mut Buffer, at: Rect, row: Row, layout: &Layout, screen: &Screen) {
    match row {
        Row::Entry { at: entry, .. } => {
            draw_milestone(buffer, at, entry.index, layout, screen);
        }
        Row::Head(_) => {
            if let Some(summary) = row.group().and_then(|g| screen.app.timeline.summary(g)) {
                draw_group(buffer, at, summary, layout, screen);
            }
        }
    }
}
