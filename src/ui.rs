//! Draws an [`App`]. Pure: the same app and size give the same cells.
//!
//! A screen is a function from the app to a buffer. What the screen must remember between two frames,
//! offsets only, is in [`ViewState`].

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
mod overview;
mod pane;
mod paper;
mod print;
mod projects;
mod record;
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
mod why;

use ratatui::buffer::Buffer;
use ratatui::layout::{Position, Rect};
use strum::VariantArray;

use crate::app::tab::{ListId, Tab};
use crate::app::{App, AxisPlace, Drawn, ListPlace, Mode, Shown};
use doc::Scrolled;
use look::Look;
pub use paper::Paper;
pub use print::{print_change, print_entry, print_record};
pub use sheet::{Cell, Head, Holds, Tone, print_sheet, sheet_width};
pub use timeline::{axis_cells, print_timeline};

/// What a screen is drawn from.
#[derive(Clone, Copy)]
struct Screen<'a> {
    app: &'a App,
    shown: &'a Shown,
    look: &'a Look,
    size: Size,
}

/// How much room there is; the screens have a form for each.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Size {
    /// 110 columns and more: list and detail side by side.
    Wide,
    /// 72 to 109: list over detail.
    Medium,
    /// 40 to 71: one at a time.
    Narrow,
    /// Under 40 columns or 10 rows: one line an item.
    Tiny,
}

impl Size {
    fn of(area: Rect) -> Self {
        match (area.width, area.height) {
            (..40, _) | (_, ..10) => Self::Tiny,
            (..72, _) => Self::Narrow,
            (..110, _) | (_, ..20) => Self::Medium,
            _ => Self::Wide,
        }
    }
}

/// What the screen remembers between frames: how far its lists are scrolled, and where what was drawn.
#[derive(Debug, Default)]
pub struct ViewState {
    offsets: [Offset; ListId::VARIANTS.len()],
    /// The first statement shown on the page of a milestone.
    ledger: usize,
    /// The first row shown of the track record, and the first of the statements behind its cut.
    cuts: usize,
    judged: usize,
    /// The rows of the list or popup on the screen.
    page_rows: usize,
    /// What stands where, for the mouse.
    axis: AxisPlace,
    lists: [Option<ListPlace>; ListId::VARIANTS.len()],
    caret: Option<Position>,
}

/// The first row shown of a list, and where its cursor was then.
#[derive(Clone, Copy, Debug, Default)]
struct Offset {
    first: usize,
    cursor: usize,
    generation: u64,
}

impl ViewState {
    /// Where the next letter will stand of a text that is being typed.
    pub fn caret(&self) -> Option<Position> {
        self.caret
    }

    /// The first row to show of a list. After a reload the rows above the cursor may be others: the
    /// cursor keeps its place on the screen.
    fn offset(&mut self, list: ListId, app: &App, height: usize) -> usize {
        let state = app.list(list);
        let offset = &mut self.offsets[list as usize];
        if offset.generation != app.generation {
            offset.first = (offset.first + state.cursor()).saturating_sub(offset.cursor);
            offset.generation = app.generation;
        }
        let mut first = table::scrolled(offset.first, state.cursor(), state.rows().len(), height);
        // A head stays in sight above the first of its rows.
        if first > 0
            && first == state.cursor()
            && state
                .rows()
                .get(first - 1)
                .is_some_and(|row| row.at().is_none())
        {
            first -= 1;
        }
        offset.first = first;
        offset.cursor = state.cursor();
        first
    }
}

/// Draws the whole screen, and tells what the keys that move by pages need to know.
pub fn draw(buffer: &mut Buffer, app: &App, view: &mut ViewState, look: &Look) -> Drawn {
    let area = buffer.area;
    let size = Size::of(area);
    let footer_height = frame::footer_height(app, size, area.height);
    let (header, rest) = pane::rows(area, u16::from(area.height > 2));
    let (body, footer) = pane::rows(rest, rest.height - footer_height);
    let tabs = frame::draw_header(buffer, header, app, size, look);
    (view.axis, view.lists) = Default::default();
    view.caret = frame::draw_footer(buffer, footer, app, size, look);
    view.page_rows = usize::from(body.height);
    let screen = app.shown().map(|shown| Screen {
        app,
        shown,
        look,
        size,
    });
    let mut scrolled = match &screen {
        Some(screen) => draw_body(buffer, body, screen, view),
        None => status::draw_body(buffer, body, app, app.detail().scroll, look),
    };
    match (&app.mode, &screen) {
        (Mode::Help { scroll }, _) => scrolled = help::draw(buffer, body, *scroll, look),
        (Mode::Status { scroll }, _) => {
            scrolled = status::draw_popup(buffer, body, app, *scroll, look);
        }
        (Mode::Why { scroll }, Some(screen)) => {
            scrolled = why::draw(buffer, body, *scroll, screen);
        }
        (Mode::Since { cursor, input }, _) => {
            view.caret = since::draw(buffer, body, (*cursor, input), look);
        }
        (Mode::Sources { ids, cursor }, Some(screen)) => {
            sources::draw(buffer, body, ids, *cursor, screen);
        }
        (Mode::Form(form), Some(screen)) => {
            (scrolled, view.caret) = form::draw(buffer, body, form, screen);
        }
        (Mode::Browse | Mode::Filter { .. } | Mode::Chart { .. }, _) | (_, None) => {}
    }
    look.finish(buffer);
    Drawn {
        page_rows: view.page_rows,
        axis: view.axis,
        lists: view.lists,
        tabs,
        scroll: scrolled.scroll,
        scroll_end: scrolled.end,
    }
}

fn draw_body(buffer: &mut Buffer, body: Rect, screen: &Screen, view: &mut ViewState) -> Scrolled {
    if body.is_empty() {
        return Scrolled::default();
    }
    if let (Mode::Chart { scroll }, Some(subject)) = (&screen.app.mode, screen.app.subject()) {
        return slip_chart::draw_page(buffer, body, subject, *scroll, screen, view);
    }
    if let Some(milestone) = screen.app.open_milestone() {
        return milestone::draw(buffer, body, milestone, screen, view);
    }
    if let Some(record) = &screen.app.record {
        record::draw(buffer, body, record, screen, view);
        return Scrolled::default();
    }
    match screen.app.tab {
        Tab::Overview => overview::draw(buffer, body, screen, view),
        Tab::Projects | Tab::Vehicles | Tab::Constellations => {
            return entries::draw(buffer, body, screen, view);
        }
        Tab::Timeline => timeline::draw(buffer, body, screen, view),
        Tab::Changes => changes::draw(buffer, body, screen, view),
    }
    Scrolled::default()
}
