//! How the last frame came out: what the mouse, and keys that move by pages, need to know.

use super::rows::SortKey;
use super::tab::{ListId, Tab};
use strum::VariantArray;

#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Drawn {
    /// Where the time axis stands.
    pub axis: AxisPlace,
    /// What moves, and where it stands.
    pub panes: Vec<PanePlace>,
    /// From which to before which column the name of each tab stands in the first row.
    pub tabs: [(u16, u16); Tab::VARIANTS.len()],
    /// The columns of the list on the screen that it can be sorted by.
    pub sorts: Vec<SortKey>,
    /// How far the text in front is scrolled, and how far it can be.
    pub scroll: usize,
    pub scroll_end: usize,
}

#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct AxisPlace {
    pub x: u16,
    pub cells: u16,
}

/// Something on the screen that moves by rows.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Pane {
    List(ListId),
    /// The text in front, of which there is one: a detail, what stands above a ledger, the numbers of a
    /// chart, a popup.
    Text,
    /// The statements on the page of a milestone.
    Ledger,
    /// The counts of the track record, and the statements behind one.
    Cuts,
    Judged,
    /// What a popup lets one choose from.
    Choices,
}

/// Where a pane stands, in cells, its title with it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct PanePlace {
    pub pane: Pane,
    pub x: u16,
    pub y: u16,
    pub width: u16,
    pub height: u16,
    /// The line of the screen that its first row in sight stands in.
    pub top: u16,
    /// How many of its rows are in sight.
    pub rows: usize,
    /// Which of its rows is the first in sight.
    pub first: usize,
}

impl Drawn {
    /// The pane at a cell of the screen.
    pub(super) fn pane_at(&self, column: u16, row: u16) -> Option<&PanePlace> {
        let holds = |place: &&PanePlace| {
            (place.x..place.x.saturating_add(place.width)).contains(&column)
                && (place.y..place.y.saturating_add(place.height)).contains(&row)
        };
        self.panes.iter().find(holds)
    }

    /// How many rows of a pane are in sight; one where it is not on the screen.
    pub(super) fn page(&self, pane: Pane) -> usize {
        let place = self.panes.iter().find(|place| place.pane == pane);
        place.map_or(1, |place| place.rows.max(1))
    }
}
