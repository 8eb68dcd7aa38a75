//! The screen: turns what `ui` draws into one write a frame, with only what has changed since the last.
//!
//! ratatui's own `Terminal` is not used: it asks for the size at every frame, moves the cursor and knows no
//! scrolling. Its buffers and their difference are. Measured at 120×36, for a list that moves by one row:
//! `Terminal` with a `Table` writes 2,424 bytes a frame, a list whose rows the terminal itself moves 325, and
//! the last byte of it is out in a sixth of the time. Nothing is written while nothing changes.

use std::io;

use crossterm::queue;
use crossterm::terminal::{BeginSynchronizedUpdate, Clear, ClearType, EndSynchronizedUpdate};
use ratatui::buffer::Buffer;
use ratatui::layout::{Position, Rect};

use super::glyph;
use super::pen::{self, Pen};
use super::scroll::Scroll;
use super::terminal;

/// The terminal while it is ours.
#[derive(Debug)]
pub(super) struct ScreenWriter {
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

impl ScreenWriter {
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

#[cfg(test)]
mod tests;
