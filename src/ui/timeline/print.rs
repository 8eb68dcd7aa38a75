//! The timeline on paper: its axis, every row, and the legend, without a cursor.

use super::{TimelineColumns, draw_head, draw_row, foot};
use crate::app::App;
use crate::app::tab::ListId;
use crate::ui::paper::Paper;
use crate::ui::screen::{Screen, Size};

/// The columns of the axis for the rows that the timeline of an app holds, on a paper of this width; none
/// where there is no room for one.
pub fn axis_cells(app: &App, width: u16) -> Option<u16> {
    let date_cells = app.list(ListId::Timeline).date_cells();
    TimelineColumns::new(width, date_cells)
        .axis
        .map(|(_, cells)| cells)
}

/// Draws the rows that the timeline of an app holds, and hands them over line by line, so that a long
/// one takes no more memory than a short one.
pub fn print_timeline<E>(
    app: &App,
    paper: &Paper,
    mut each: impl FnMut(&str) -> Result<(), E>,
) -> Result<(), E> {
    let Some(shown) = app.shown() else {
        return Ok(());
    };
    let screen = Screen {
        app,
        shown,
        look: &paper.look,
        size: Size::Wide,
    };
    let date_cells = app.list(ListId::Timeline).date_cells();
    let layout = TimelineColumns::new(paper.width, date_cells);
    let head_height = if layout.axis.is_some() { 3 } else { 1 };
    each(&paper.draw(head_height, |brush, area| {
        draw_head(brush, area, &layout, &screen);
    }))?;
    for row in app.list(ListId::Timeline).rows() {
        each(&paper.draw(1, |brush, area| {
            draw_row(brush, area, *row, &layout, &screen);
        }))?;
    }
    if layout.axis.is_none() {
        return Ok(());
    }
    each(&paper.draw(2, |brush, area| {
        let cells = area.width.saturating_sub(2);
        let legend = foot::legend(cells, &screen);
        brush.put((2, 1), cells, &legend);
    }))
}
