//! What the screen remembers between two frames, offsets only, and what the frame tells of itself.

use ratatui::layout::{Position, Rect};
use strum::VariantArray;

use super::scroll_text::Scrolled;
use super::table::scrolled;
use crate::app::App;
use crate::app::drawn::{AxisPlace, Pane, PanePlace};
use crate::app::rows::SortKey;
use crate::app::tab::ListId;

/// What the screen remembers between frames: how far its lists are scrolled, and where what was drawn.
#[derive(Debug, Default)]
pub struct ViewState {
    offsets: [Offset; ListId::VARIANTS.len()],
    /// The first statement shown on the page of a milestone.
    pub(super) ledger: usize,
    /// The first row shown of the track record, and the first of the statements behind its cut.
    pub(super) cuts: usize,
    pub(super) judged: usize,
    /// What stands where in this frame, and what its list can be sorted by.
    pub(super) axis: AxisPlace,
    pub(super) panes: Vec<PanePlace>,
    pub(super) sorts: Vec<SortKey>,
    pub(super) caret: Option<Position>,
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

    /// Takes note of a pane that moves: its area, the lines that its rows stand in, which of them is the
    /// first in sight.
    pub(super) fn note(&mut self, pane: Pane, area: Rect, rows: Rect, first: usize) {
        self.panes.push(PanePlace {
            pane,
            x: area.x,
            y: area.y,
            width: area.width,
            height: area.height,
            top: rows.y,
            rows: usize::from(rows.height),
            first,
        });
    }

    /// Takes note of the text in front, under its title.
    pub(super) fn note_text(&mut self, text: &Scrolled) {
        let rows = text.rows;
        let area = Rect {
            y: rows.y.saturating_sub(1),
            height: rows.height + 1,
            ..rows
        };
        self.note(Pane::Text, area, rows, text.scroll);
    }

    /// The first row to show of a list. After a reload the rows above the cursor may be others: the
    /// cursor keeps its place on the screen.
    pub(super) fn offset(&mut self, list: ListId, app: &App, height: usize) -> usize {
        let state = app.list(list);
        let offset = &mut self.offsets[list as usize];
        if offset.generation != app.generation {
            offset.first = (offset.first + state.cursor()).saturating_sub(offset.cursor);
            offset.generation = app.generation;
        }
        let mut first = scrolled(offset.first, state.cursor(), state.rows().len(), height);
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
