//! Rows that the terminal moves by itself, found by comparing two frames.

use std::ops::Range;

use ratatui::buffer::{Buffer, Cell};

/// So many rows must move together for the terminal to be told to scroll.
const WORTH_SCROLLING: u16 = 6;
/// A list moves by a row at a time, or by a few when keys come fast.
const FARTHEST: u16 = 4;

/// Whole rows that have moved up or down together: the terminal can move them itself.
#[derive(Debug, PartialEq, Eq)]
pub(super) struct Scroll {
    /// The rows within which the move takes place.
    pub(super) rows: Range<u16>,
    /// Up when positive.
    pub(super) by: i32,
}

impl Scroll {
    pub(super) fn between(before: &Buffer, after: &Buffer) -> Option<Self> {
        let moves = (1..=FARTHEST).flat_map(|by| [i32::from(by), -i32::from(by)]);
        let runs = moves.filter_map(|by| Some((longest_run(before, after, by)?, by)));
        let (run, by) = runs.max_by_key(|(run, _)| run.len())?;
        if run.len() < usize::from(WORTH_SCROLLING) {
            return None;
        }
        // The rows that move in, or out, belong to the region.
        let far = u16::try_from(by.unsigned_abs()).ok()?;
        let rows = if by > 0 {
            run.start..run.end + far
        } else {
            run.start - far..run.end
        };
        Some(Self { rows, by })
    }

    /// Does to the buffer what the terminal does to the screen.
    pub(super) fn apply(&self, buffer: &mut Buffer) {
        let width = usize::from(buffer.area.width);
        let region = usize::from(self.rows.start) * width..usize::from(self.rows.end) * width;
        let Some(cells) = buffer.content.get_mut(region) else {
            return;
        };
        let by = (self.by.unsigned_abs() as usize * width).min(cells.len());
        if self.by > 0 {
            cells.rotate_left(by);
            let end = cells.len();
            cells[end - by..].iter_mut().for_each(Cell::reset);
        } else {
            cells.rotate_right(by);
            cells[..by].iter_mut().for_each(Cell::reset);
        }
    }
}

/// The longest run of rows of `after` that stood `by` rows lower before, and have changed by it.
fn longest_run(before: &Buffer, after: &Buffer, by: i32) -> Option<Range<u16>> {
    let height = after.area.height;
    let was_at = |row: u16| {
        i32::from(row)
            .checked_add(by)
            .and_then(|row| u16::try_from(row).ok())
    };
    let moved = |row: u16| {
        let was = was_at(row).filter(|was| *was < height)?;
        (row_of(after, row) == row_of(before, was)).then_some(())
    };
    let mut longest = 0..0;
    let mut start = 0;
    for row in 0..=height {
        let goes_on = row < height && moved(row).is_some();
        if !goes_on {
            if row - start > longest.end - longest.start {
                longest = start..row;
            }
            start = row + 1;
        }
    }
    // Rows that are alike, blank ones above all, have not moved.
    let has_changed = longest
        .clone()
        .any(|row| row_of(after, row) != row_of(before, row));
    has_changed.then_some(longest)
}

fn row_of(buffer: &Buffer, row: u16) -> &[Cell] {
    let width = usize::from(buffer.area.width);
    let start = usize::from(row) * width;
    buffer.content.get(start..start + width).unwrap_or_default()
}
