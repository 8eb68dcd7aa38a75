//! Time along a row of cells: the axis, and one milestone's window on it, drawn as sharp as it was said
//! and never sharper.

mod axis;
mod window;

use chrono::NaiveDate;
use ratatui::buffer::Buffer;
use ratatui::layout::Rect;
use ratatui::style::Style;
use ratatui::text::Span;
use ratatui::widgets::Widget;

use super::brush::Brush;
use super::screen::Screen;
use super::text::{span, width};
use super::theme::Look;
use crate::app::axis::Axis;

pub(super) use axis::TimeAxis;
pub(super) use window::GanttRow;

/// How time runs along rows of cells.
#[derive(Clone, Copy)]
pub(super) struct TimeScale<'a> {
    axis: &'a Axis,
    /// The absolute column of the first cell.
    left: i64,
    today: NaiveDate,
    look: &'a Look,
}

/// A row of cells with time running along it.
#[derive(Clone, Copy)]
pub(super) struct Strip<'a> {
    x: u16,
    y: u16,
    cells: u16,
    axis: &'a Axis,
    left: i64,
    today: NaiveDate,
    look: &'a Look,
}

impl<'a> TimeScale<'a> {
    /// That of an axis in so many cells.
    pub(super) fn new(axis: &'a Axis, cells: u16, screen: &Screen<'a>) -> Self {
        Self {
            axis,
            left: axis.left(cells),
            today: screen.app.today,
            look: screen.look,
        }
    }

    /// In the first row of an area.
    pub(super) fn on(self, area: Rect) -> Strip<'a> {
        Strip {
            x: area.x,
            y: area.y,
            cells: area.width,
            axis: self.axis,
            left: self.left,
            today: self.today,
            look: self.look,
        }
    }
}

/// Today runs through every row.
pub(super) struct TodayLine<'a>(pub TimeScale<'a>);

impl Widget for &TodayLine<'_> {
    fn render(self, area: Rect, buffer: &mut Buffer) {
        let brush = &mut Brush {
            buffer,
            look: self.0.look,
        };
        for row in area.rows() {
            draw_today(brush, &self.0.on(row));
        }
    }
}

impl Strip<'_> {
    /// The cell of a day, counted from the left edge; it may lie outside.
    pub(super) fn cell(&self, day: NaiveDate) -> i64 {
        self.axis.column(day) - self.left
    }

    pub(super) fn last(&self) -> i64 {
        i64::from(self.cells) - 1
    }

    fn put(&self, brush: &mut Brush, cell: i64, glyph: &'static str, style: Style) {
        if let Some(cell) = u16::try_from(cell).ok().filter(|cell| *cell < self.cells) {
            let at = (self.x + cell, self.y);
            brush.put(at, 1, &[span(glyph, style)]);
        }
    }

    /// Writes a text of so many cells, which has to be whole on the strip.
    fn write(&self, brush: &mut Brush, cell: i64, text: &[Span]) {
        let cells = u16::try_from(width(text)).unwrap_or(u16::MAX);
        let fits = |x: &u16| x.saturating_add(cells) <= self.cells;
        if let Some(x) = u16::try_from(cell).ok().filter(fits) {
            brush.put((self.x + x, self.y), cells, text);
        }
    }

    /// Fills the cells from one to another, both inclusive, as far as they are on the strip.
    fn fill(&self, brush: &mut Brush, from: i64, to: i64, glyph: &'static str, style: Style) {
        for cell in from.max(0)..=to.min(self.last()) {
            self.put(brush, cell, glyph, style);
        }
    }
}

fn draw_today(brush: &mut Brush, strip: &Strip) {
    let today = strip.cell(strip.today);
    strip.put(brush, today, strip.look.glyphs.today, strip.look.accent());
}

/// Writes a few words into a free stretch of a row that has room for them, right of what is drawn if
/// it can be; into none rather than over something.
pub(super) fn draw_note(brush: &mut Brush, strip: &Strip, words: &[Span]) {
    let cells = u16::try_from(width(words)).unwrap_or(u16::MAX);
    let is_free = |cell: u16| {
        let at = (strip.x + cell, strip.y);
        brush
            .buffer
            .cell(at)
            .is_some_and(|cell| cell.symbol() == " ")
    };
    let fits = |from: &u16| (*from..from.saturating_add(cells)).all(is_free);
    let drawn_to = (0..strip.cells)
        .rev()
        .find(|cell| !is_free(*cell))
        .map_or(0, |cell| cell + 1);
    let places = 0..(strip.cells + 1).saturating_sub(cells);
    let right = (drawn_to..places.end).find(fits);
    if let Some(from) = right.or_else(|| places.rev().find(fits)) {
        strip.write(brush, from.into(), words);
    }
}

/// Writes a text beside today's line: after it where there is room, else before it. Returns whether
/// there was room.
pub(super) fn draw_beside_today(brush: &mut Brush, strip: &Strip, text: &[Span]) -> bool {
    let today = strip.cell(strip.today).clamp(-2, strip.last() + 2);
    let cells = i64::try_from(width(text)).unwrap_or(i64::MAX);
    let places = [(today + 2, strip.last() + 1), (0, today - 1)];
    let place = places.into_iter().find(|(from, to)| *from + cells <= *to);
    if let Some((from, _)) = place {
        strip.write(brush, from, text);
    }
    place.is_some()
}
