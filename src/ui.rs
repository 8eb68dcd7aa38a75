//! Draws an [`App`]. Pure: the same app and size give the same cells.
//!
//! A screen is a function from the app to a buffer. What the screen must remember between two frames,
//! offsets only, is in [`ViewState`].

mod brush;
mod change;
mod changes;
mod chart;
mod constellations;
mod detail;
mod doc;
mod entries;
mod field;
mod form;
mod frame;
mod gantt;
mod help;
mod ledger;
mod list;
pub mod look;
mod milestone;
mod milestones;
mod orbits;
mod overview;
mod pane;
mod paper;
mod parts;
mod print;
mod projects;
mod record;
mod screen;
mod sheet;
mod since;
mod slip_chart;
mod small_timeline;
mod sources;
mod status;
mod table;
mod text;
mod timeline;
mod vehicles;
mod view;
mod why;

use ratatui::buffer::Buffer;
use ratatui::layout::Rect;

use crate::app::drawn::{AxisPlace, Drawn};
use crate::app::tab::Tab;
use crate::app::{App, Mode};
use brush::Brush;
use doc::Scrolled;
use look::Look;
pub use orbits::{print_survey, promises, working_height};
pub use paper::Paper;
pub use print::{print_change, print_entry, print_record};
use screen::{Screen, Size};
pub use sheet::{Cell, Head, Holds, Tone, print_sheet, sheet_width};
pub use timeline::{axis_cells, print_timeline};
pub use view::ViewState;

/// Draws the whole screen, and tells how it came out.
pub fn draw(buffer: &mut Buffer, app: &App, view: &mut ViewState, look: &Look) -> Drawn {
    let area = buffer.area;
    let brush = &mut Brush { buffer, look };
    let size = Size::of(area);
    let footer_height = frame::footer_height(app, size, area.height);
    let (header, rest) = pane::rows(area, u16::from(area.height > 2));
    let (body, footer) = pane::rows(rest, rest.height - footer_height);
    let tabs = frame::draw_header(brush, header, app, size);
    view.axis = AxisPlace::default();
    view.panes.clear();
    view.sorts.clear();
    view.caret = None;
    let screen = app.shown().map(|shown| Screen {
        app,
        shown,
        look,
        size,
    });
    let below = match &screen {
        Some(screen) => draw_body(brush, body, screen, view),
        None => status::draw_body(brush, body, app, app.detail().scroll),
    };
    let text = draw_popup(brush, body, app, screen.as_ref(), view).unwrap_or(below);
    if !text.rows.is_empty() {
        view.note_text(&text);
    }
    let drawn = Drawn {
        axis: view.axis,
        panes: std::mem::take(&mut view.panes),
        tabs,
        sorts: std::mem::take(&mut view.sorts),
        scroll: text.scroll,
        scroll_end: text.end,
    };
    let caret = frame::draw_footer(brush, footer, (app, &drawn), size);
    view.caret = view.caret.or(caret);
    look.finish(brush.buffer);
    drawn
}

/// What lies over the body, if anything does: it has the keys and the wheel to itself.
fn draw_popup(
    brush: &mut Brush,
    body: Rect,
    app: &App,
    screen: Option<&Screen>,
    view: &mut ViewState,
) -> Option<Scrolled> {
    if !matches!(
        app.mode,
        Mode::Browse | Mode::Filter { .. } | Mode::Chart { .. }
    ) {
        view.panes.clear();
    }
    let text = match (&app.mode, screen) {
        (Mode::Help { scroll }, _) => help::draw(brush, body, *scroll),
        (Mode::Status { scroll }, _) => status::draw_popup(brush, body, app, *scroll),
        (Mode::Why { scroll }, Some(screen)) => why::draw(brush, body, *scroll, screen),
        (Mode::Since { cursor, input }, _) => {
            view.caret = since::draw(brush, body, (*cursor, input), view);
            return None;
        }
        (Mode::Sources { ids, cursor }, Some(screen)) => {
            sources::draw(brush, body, (ids, *cursor), screen, view);
            return None;
        }
        (Mode::Form(form), Some(screen)) => {
            let (text, caret) = form::draw(brush, body, form, screen);
            view.caret = caret;
            text
        }
        (Mode::Browse | Mode::Filter { .. } | Mode::Chart { .. }, _) | (_, None) => return None,
    };
    Some(text)
}

fn draw_body(brush: &mut Brush, body: Rect, screen: &Screen, view: &mut ViewState) -> Scrolled {
    if body.is_empty() {
        return Scrolled::default();
    }
    if let (Mode::Chart { scroll }, Some(subject)) = (&screen.app.mode, screen.app.subject()) {
        return slip_chart::draw_page(brush, body, subject, *scroll, screen);
    }
    if let Some(milestone) = screen.app.open_milestone() {
        return milestone::draw(brush, body, milestone, screen, view);
    }
    if let Some(record) = &screen.app.record {
        record::draw(brush, body, record, screen, view);
        return Scrolled::default();
    }
    match screen.app.tab {
        Tab::Overview => overview::draw(brush, body, screen, view),
        Tab::Projects | Tab::Vehicles | Tab::Constellations => {
            return entries::draw(brush, body, screen, view);
        }
        Tab::Timeline => timeline::draw(brush, body, screen, view),
        Tab::Changes => changes::draw(brush, body, screen, view),
    }
    Scrolled::default()
}
