//! What the screens draw, as lines of text: for a terminal with its colours, else without.

use ratatui::buffer::{Buffer, Cell};
use ratatui::layout::Rect;
use ratatui::style::{Color, Modifier, Style};

use super::brush::Brush;
use super::theme::Look;

/// What is drawn on.
#[derive(Clone, Copy, Debug)]
pub struct Paper {
    /// In columns.
    pub width: u16,
    pub look: Look,
    /// Colours are written, as the codes of a terminal.
    pub colour: bool,
}

impl Paper {
    /// Draws so many rows and returns them as lines, without the blanks at their ends.
    pub(super) fn draw(&self, height: u16, draw: impl FnOnce(&mut Brush, Rect)) -> String {
        let area = Rect::new(0, 0, self.width, height);
        let mut buffer = Buffer::empty(area);
        let brush = &mut Brush {
            buffer: &mut buffer,
            look: &self.look,
        };
        draw(brush, area);
        self.look.finish(&mut buffer);
        let rows = buffer.content.chunks(usize::from(self.width.max(1)));
        rows.map(|row| self.line(row) + "\n").collect()
    }

    fn line(&self, row: &[Cell]) -> String {
        let is_blank = |cell: &Cell| cell.symbol() == " ";
        let end = row.iter().rposition(|cell| !is_blank(cell));
        let row = row
            .get(..end.map_or(0, |last| last + 1))
            .unwrap_or_default();
        let mut line = String::new();
        for run in row.chunk_by(|a, b| a.style() == b.style()) {
            let codes = run
                .first()
                .map_or(String::new(), |cell| codes(cell.style()));
            let is_coloured = self.colour && !codes.is_empty();
            if is_coloured {
                line.extend(["\x1b[", &codes, "m"]);
            }
            line.extend(run.iter().map(Cell::symbol));
            if is_coloured {
                line.push_str("\x1b[0m");
            }
        }
        line
    }
}

/// The codes of a style (ECMA-48, SGR); the themes name colours by their place in the table of 256 only.
fn codes(style: Style) -> String {
    let colour = |colour, plane| match colour {
        Some(Color::Indexed(index @ 0..8)) => Some(format!("{}", plane + index)),
        Some(Color::Indexed(index)) => Some(format!("{};5;{index}", plane + 8)),
        _ => None,
    };
    let has = |modifier| style.add_modifier.contains(modifier);
    let codes = [
        has(Modifier::BOLD).then(|| "1".to_owned()),
        has(Modifier::DIM).then(|| "2".to_owned()),
        has(Modifier::REVERSED).then(|| "7".to_owned()),
        colour(style.fg, 30),
        colour(style.bg, 40),
    ];
    codes.into_iter().flatten().collect::<Vec<_>>().join(";")
}
