//! The screen: turns what `ui` draws into one write a frame.

use std::io;

use crossterm::queue;
use crossterm::terminal::{BeginSynchronizedUpdate, Clear, ClearType, EndSynchronizedUpdate};
use ratatui::backend::{self, Backend, WindowSize};
use ratatui::buffer::Cell;
use ratatui::layout::{Position, Rect, Size};
use ratatui::{Frame, Terminal, TerminalOptions, Viewport};

use super::pen::Pen;
use super::terminal;

/// The terminal while it is ours.
#[derive(Debug)]
pub(super) struct Screen {
    terminal: Terminal<Output>,
    asks_background: bool,
}

impl Screen {
    /// `asks_background`: the terminal is to tell what its background is.
    pub(super) fn new(asks_background: bool) -> io::Result<Self> {
        let output = Output::default();
        let viewport = Viewport::Fixed(Rect::default());
        let terminal = Terminal::with_options(output, TerminalOptions { viewport })?;
        let mut screen = Self {
            terminal,
            asks_background,
        };
        screen.enter()?;
        Ok(screen)
    }

    /// Takes the terminal, also again after a stop.
    pub(super) fn enter(&mut self) -> io::Result<()> {
        let mut first = terminal::take()?;
        if self.asks_background {
            first.extend_from_slice(terminal::ASK_BACKGROUND);
        }
        let output = self.terminal.backend_mut();
        output.bytes = first;
        output.pen = None;
        output.is_blank = false;
        self.repaint()
    }

    /// Forgets what is on the screen: the next frame is drawn whole, at the size that the terminal has now.
    pub(super) fn repaint(&mut self) -> io::Result<()> {
        let size = terminal::size();
        self.terminal.backend_mut().size = size;
        self.terminal.resize(Rect::from(size))
    }

    pub(super) fn draw(&mut self, render: impl FnOnce(&mut Frame)) -> io::Result<()> {
        self.terminal.draw(render).map(|_| ())
    }
}

/// Gathers the bytes of a frame and writes them in one go, as one synchronised update. Never asks the terminal
/// anything that it would wait for.
#[derive(Debug, Default)]
struct Output {
    bytes: Vec<u8>,
    size: Size,
    pen: Option<Pen>,
    /// Nothing is on the screen: there is nothing to clear.
    is_blank: bool,
}

impl Backend for Output {
    type Error = io::Error;

    fn draw<'a, I>(&mut self, cells: I) -> io::Result<()>
    where
        I: Iterator<Item = (u16, u16, &'a Cell)>,
    {
        let mut cells = cells.peekable();
        if cells.peek().is_some() {
            let pen = self.pen.get_or_insert_with(|| Pen::new(&mut self.bytes));
            pen.draw(&mut self.bytes, cells, self.size.width);
            self.is_blank = false;
        }
        Ok(())
    }

    /// It is hidden when the terminal is taken, and no screen shows it.
    fn hide_cursor(&mut self) -> io::Result<()> {
        Ok(())
    }

    fn show_cursor(&mut self) -> io::Result<()> {
        Ok(())
    }

    fn get_cursor_position(&mut self) -> io::Result<Position> {
        Err(io::ErrorKind::Unsupported.into())
    }

    fn set_cursor_position<P: Into<Position>>(&mut self, _: P) -> io::Result<()> {
        Ok(())
    }

    /// A cleared screen takes the colour of the pen, so that starts anew too.
    fn clear(&mut self) -> io::Result<()> {
        if std::mem::replace(&mut self.is_blank, true) {
            return Ok(());
        }
        self.pen = Some(Pen::new(&mut self.bytes));
        queue!(self.bytes, Clear(ClearType::All))
    }

    fn clear_region(&mut self, _: backend::ClearType) -> io::Result<()> {
        self.clear()
    }

    fn size(&self) -> io::Result<Size> {
        Ok(self.size)
    }

    fn window_size(&mut self) -> io::Result<WindowSize> {
        Ok(WindowSize {
            columns_rows: self.size,
            pixels: Size::default(),
        })
    }

    fn flush(&mut self) -> io::Result<()> {
        if self.bytes.is_empty() {
            return Ok(());
        }
        let mut frame = Vec::with_capacity(self.bytes.len() + 16);
        queue!(frame, BeginSynchronizedUpdate)?;
        frame.append(&mut self.bytes);
        queue!(frame, EndSynchronizedUpdate)?;
        terminal::write(&frame)
    }
}
