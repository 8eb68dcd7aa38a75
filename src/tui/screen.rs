//! The screen: turns what `ui` draws into one write a frame, with only what has changed since the last.
//!
//! ratatui's own `Terminal` is not used: it asks for the size, moves the cursor and knows no scrolling.
//! Its buffers and their difference are.

use std::io;
use std::ops::Range;

use crossterm::queue;
use crossterm::terminal::{BeginSynchronizedUpdate, Clear, ClearType, EndSynchronizedUpdate};
use ratatui::buffer::Buffer;
use ratatui::layout::{Position, Rect};

use super::glyph;
use super::pen::{self, Pen};
use super::terminal;

/// The terminal is told to scroll only if at least so many rows move together.
const WORTH_SCROLLING: u16 = 6;
/// A list moves by a row at a time, or by a few when keys come fast.
const FARTHEST: u16 = 4;

/// The terminal while it is ours.
#[derive(Debug)]
pub(super) struct Screen {
    /// What stands on the terminal.
    shown: Buffer,
    /// What is to stand there next.
    next: Buffer,
    /// What has to be written before the next frame.
    bytes: Vec<u8>,
    pen: Pen,
    asks_background: bool,
    /// Whether it is asked after the next frame.
    is_to_ask: bool,
}

impl Screen {
    /// `asks_background`: the terminal is to tell what its background is.
    pub(super) fn new(asks_background: bool) -> io::Result<Self> {
        let mut screen = Self {
            shown: Buffer::default(),
            next: Buffer::default(),
            bytes: Vec::new(),
            pen: Pen::default(),
            asks_background,
            is_to_ask: false,
        };
        screen.enter()?;
        Ok(screen)
    }

    /// Takes the terminal, also again after a stop.
    pub(super) fn enter(&mut self) -> io::Result<()> {
        self.bytes = terminal::take()?;
        self.pen = Pen::default();
        self.is_to_ask = self.asks_background;
        self.repaint()
    }

    /// Forgets what is on the screen: the next frame is drawn whole, at the size that the terminal has now.
    pub(super) fn repaint(&mut self) -> io::Result<()> {
        let area = Rect::from((Position::ORIGIN, terminal::size()));
        self.shown = Buffer::empty(area);
        self.next = Buffer::empty(area);
        self.pen.start(&mut self.bytes);
        queue!(self.bytes, Clear(ClearType::All))
    }

    /// Draws a frame and writes what has changed, as one synchronised update. Where text is typed, `render`
    /// tells the place of the caret.
    pub(super) fn draw<T>(
        &mut self,
        render: impl FnOnce(&mut Buffer) -> (T, Option<Position>),
    ) -> io::Result<T> {
        self.next.reset();
        let (drawn, caret) = render(&mut self.next);
        glyph::leave_out_halves(&mut self.next);
        let update = self.update(caret);
        if !update.is_empty() {
            let mut frame = Vec::with_capacity(update.len() + 16);
            queue!(frame, BeginSynchronizedUpdate)?;
            frame.extend_from_slice(&update);
            queue!(frame, EndSynchronizedUpdate)?;
            terminal::write(&frame)?;
        }
        if std::mem::take(&mut self.is_to_ask) {
            terminal::ask_background()?;
        }
        Ok(drawn)
    }

    /// The bytes that turn what is shown into what comes next.
    fn update(&mut self, caret: Option<Position>) -> Vec<u8> {
        let mut bytes = std::mem::take(&mut self.bytes);
        if let Some(scroll) = Scroll::between(&self.shown, &self.next) {
            self.pen.scroll(&mut bytes, &scroll);
            scroll.apply(&mut self.shown);
        }
        let mut changes = self.shown.diff(&self.next);
        changes.retain(|(x, y, cell)| !pen::differ_unseen(&self.shown[(*x, *y)], cell));
        let freed = glyph::freed(&self.shown, &self.next);
        if !freed.is_empty() {
            changes.extend(freed);
            changes.sort_by_key(|(x, y, _)| (*y, *x));
            changes.dedup_by_key(|(x, y, _)| (*y, *x));
        }
        self.pen.draw(&mut bytes, &changes, &self.next);
        self.pen.place_caret(&mut bytes, caret, &self.next);
        std::mem::swap(&mut self.shown, &mut self.next);
        bytes
    }
}

/// Whole rows that have moved up or down together: the terminal can move them itself.
#[derive(Debug, PartialEq, Eq)]
pub(super) struct Scroll {
    /// The rows within which the move takes place.
    pub(super) rows: Range<u16>,
    /// Up when positive.
    pub(super) by: i32,
}

impl Scroll {
    fn between(before: &Buffer, after: &Buffer) -> Option<Self> {
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
    fn apply(&self, buffer: &mut Buffer) {
        let width = usize::from(buffer.area.width);
        let region = usize::from(self.rows.start) * width..usize::from(self.rows.end) * width;
        let Some(cells) = buffer.content.get_mut(region) else {
            return;
        };
        let by = (self.by.unsigned_abs() as usize * width).min(cells.len());
        if self.by > 0 {
            cells.rotate_left(by);
            let end = cells.len();
            cells[end - by..]
                .iter_mut()
                .for_each(ratatui::buffer::Cell::reset);
        } else {
            cells.rotate_right(by);
            cells[..by]
                .iter_mut()
                .for_each(ratatui::buffer::Cell::reset);
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

fn row_of(buffer: &Buffer, row: u16) -> &[ratatui::buffer::Cell] {
    let width = usize::from(buffer.area.width);
    let start = usize::from(row) * width;
    buffer.content.get(start..start + width).unwrap_or_default()
}

#[cfg(test)]
mod tests;
