//! Draws an [`App`]. Pure: the same app and size give the same cells.
//!
//! A screen is a function from the app to a buffer. What the screen must remember between two frames,
//! offsets only, is in [`ViewState`].

mod brush;
mod change;
mod changes;
mod constellations;
mod detail;
mod entries;
mod field;
mod file_state;
mod form;
mod frame;
mod gantt;
pub mod glyphs;
mod help;
mod ledger;
mod list;
mod marks;
mod milestone;
mod milestones;
mod orbits;
mod overview;
mod pane;
mod paper;
mod parts;
mod plain_table;
mod print;
mod projects;
mod record;
mod satellite_bars;
mod screen;
mod scroll_text;
mod since;
mod slip_chart;
mod small_timeline;
mod sources;
mod table;
mod text;
pub mod theme;
mod timeline;
mod vehicles;
mod view;
mod why;

use ratatui::buffer::Buffer;
use ratatui::layout::Rect;

use crate::app::drawn::{AxisPlace, Drawn};
use crate::app::tab::Tab;
use crate::app::{App, Popup, TextPopup};
use brush::Brush;
pub use orbits::{print_survey, promises, working_height};
pub use paper::Paper;
pub use plain_table::{Cell, Head, Holds, Tone, print_table, table_width};
pub use print::{print_change, print_entry, print_record};
use screen::{Screen, Size};
use scroll_text::Scrolled;
use theme::Look;
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
        None => file_state::draw_body(brush, body, app, app.detail().scroll),
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
    let popup = app.over.popup()?;
    if !matches!(
        popup,
        Popup::Text {
            of: TextPopup::SlipChart,
            ..
        }
    ) {
        view.panes.clear();
    }
    match (popup, screen) {
        (Popup::Text { of, scroll }, _) => {
            draw_text_popup(brush, body, app, screen, (*of, *scroll))
        }
        (Popup::Since { cursor, input }, _) => {
            view.caret = since::draw(brush, body, (*cursor, input), view);
            None
        }
        (Popup::Sources { ids, cursor }, Some(screen)) => {
            sources::draw(brush, body, (ids, *cursor), screen, view);
            None
        }
        (Popup::Form(form), Some(screen)) => {
            let (text, caret) = form::draw(brush, body, form, screen);
            view.caret = caret;
            Some(text)
        }
        (Popup::Sources { .. } | Popup::Form(_), None) => None,
    }
}

/// A text over the body; the slip chart stands in its place instead.
fn draw_text_popup(
    brush: &mut Brush,
    body: Rect,
    app: &App,
    screen: Option<&Screen>,
    (of, scroll): (TextPopup, usize),
) -> Option<Scrolled> {
    match of {
        TextPopup::Help => Some(help::draw(brush, body, scroll)),
        TextPopup::FileState => Some(file_state::draw_popup(brush, body, app, scroll)),
        TextPopup::Why => screen.map(|screen| why::draw(brush, body, scroll, screen)),
        TextPopup::SlipChart => None,
    }
}

fn draw_body(brush: &mut Brush, body: Rect, screen: &Screen, view: &mut ViewState) -> Scrolled {
    if body.is_empty() {
        return Scrolled::default();
    }
    if let (
        Some(Popup::Text {
            of: TextPopup::SlipChart,
            scroll,
        }),
        Some(subject),
    ) = (screen.app.over.popup(), screen.app.subject())
    {
        return slip_chart::draw_page(brush, body, subject, *scroll, screen);
    }
    if let Some(milestone) = screen.app.open_milestone() {
        return milestone::draw(brush, body, milestone, screen, view);
    }
    if let Some(record) = screen.app.record() {
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
