//! A grid of braille dots, two by four to a cell. A dot is about as wide as it is high, so that equal
//! steps along both axes make 45°.

use ratatui::buffer::Buffer;
use ratatui::layout::Rect;
use ratatui::style::Style;

/// What lies over what. A cell has one colour, that of the highest layer in it; where a trail runs,
/// what it is read against gives way.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(super) enum Layer {
    Diagonal,
    Ahead,
    Outlook,
    Today,
    Trail,
    Window,
    Overdue,
    Mark,
}

/// The dots of one cell, or the character that stands in their place.
#[derive(Clone, Copy, Debug, Default)]
struct DotCell {
    /// The dots of what a trail is read against, and those of trails.
    ground: u8,
    trails: u8,
    top: Option<(Layer, Style)>,
    mark: Option<&'static str>,
}

/// Dots are counted from the upper left corner; what lies outside the grid is not drawn.
#[derive(Debug)]
pub(super) struct Dots {
    area: Rect,
    cells: Vec<DotCell>,
}

/// Dots across and down a cell.
pub(super) const ACROSS: i64 = 2;
pub(super) const DOWN: i64 = 4;

/// The bit of each dot of a cell, row by row.
const BITS: [[u8; 2]; 4] = [[0x01, 0x08], [0x02, 0x10], [0x04, 0x20], [0x40, 0x80]];

impl Dots {
    pub(super) fn new(area: Rect) -> Self {
        let cells = usize::from(area.width) * usize::from(area.height);
        Self {
            area,
            cells: vec![DotCell::default(); cells],
        }
    }

    pub(super) fn width(&self) -> i64 {
        i64::from(self.area.width) * ACROSS
    }

    pub(super) fn height(&self) -> i64 {
        i64::from(self.area.height) * DOWN
    }

    /// The place of a dot's cell in the list, if it is on the grid.
    fn place(&self, x: i64, y: i64) -> Option<usize> {
        let is_inside = (0..self.width()).contains(&x) && (0..self.height()).contains(&y);
        let place = (y / DOWN) * i64::from(self.area.width) + x / ACROSS;
        usize::try_from(place).ok().filter(|_| is_inside)
    }

    fn cell(&mut self, x: i64, y: i64) -> Option<&mut DotCell> {
        let place = self.place(x, y)?;
        self.cells.get_mut(place)
    }

    pub(super) fn dot(&mut self, x: i64, y: i64, layer: Layer, style: Style) {
        let Some(cell) = self.cell(x, y) else { return };
        let bit = BITS[y.rem_euclid(DOWN).unsigned_abs() as usize]
            [x.rem_euclid(ACROSS).unsigned_abs() as usize];
        if layer < Layer::Trail {
            cell.ground |= bit;
        } else {
            cell.trails |= bit;
        }
        cell.rise(layer, style);
    }

    /// Every `step`th dot of a row, both ends inclusive.
    pub(super) fn flat(&mut self, y: i64, ends: (i64, i64), step: i64, layer: Layer, style: Style) {
        for x in clipped(ends, self.width()).filter(|x| x % step == 0) {
            self.dot(x, y, layer, style);
        }
    }

    /// Every `step`th dot of a column, both ends inclusive.
    pub(super) fn upright(
        &mut self,
        x: i64,
        ends: (i64, i64),
        step: i64,
        layer: Layer,
        style: Style,
    ) {
        for y in clipped(ends, self.height()).filter(|y| y % step == 0) {
            self.dot(x, y, layer, style);
        }
    }

    /// A character in the cell of a dot.
    pub(super) fn mark(&mut self, x: i64, y: i64, glyph: &'static str, style: Style) {
        if let Some(cell) = self.cell(x, y) {
            cell.mark = Some(glyph);
            cell.top = Some((Layer::Mark, style));
        }
    }

    /// Whether the cell of a dot is on the grid and has no character in it.
    pub(super) fn is_free(&self, x: i64, y: i64) -> bool {
        let cell = self.place(x, y).and_then(|place| self.cells.get(place));
        cell.is_some_and(|cell| cell.mark.is_none())
    }

    pub(super) fn draw(&self, buffer: &mut Buffer) {
        for (position, cell) in self.area.positions().zip(&self.cells) {
            let drawn = cell.top.zip(buffer.cell_mut(position));
            let Some(((_, style), there)) = drawn else {
                continue;
            };
            there.reset();
            match cell.mark {
                Some(glyph) => there.set_symbol(glyph),
                None => there.set_symbol(&cell.dots()),
            };
            there.set_style(style);
        }
    }
}

impl DotCell {
    fn rise(&mut self, layer: Layer, style: Style) {
        if self.top.is_none_or(|(top, _)| layer >= top) {
            self.top = Some((layer, style));
        }
    }

    fn dots(&self) -> String {
        let bits = if self.trails == 0 {
            self.ground
        } else {
            self.trails
        };
        let braille = char::from_u32(0x2800 + u32::from(bits));
        braille.unwrap_or(' ').to_string()
    }
}

/// The part of a stretch that lies on a grid of so many dots.
fn clipped((from, to): (i64, i64), dots: i64) -> std::ops::RangeInclusive<i64> {
    from.min(to).max(0)..=from.max(to).min(dots - 1)
}

#[cfg(test)]
mod tests {
    use ratatui::style::Color;

    use super::*;

    fn drawn(dots: &Dots) -> Buffer {
        let mut buffer = Buffer::empty(Rect::new(0, 0, 3, 2));
        dots.draw(&mut buffer);
        buffer
    }

    #[test]
    fn dots_fall_into_their_cells_and_nowhere_else() {
        let mut dots = Dots::new(Rect::new(1, 0, 2, 2));
        dots.flat(0, (-9, 99), 1, Layer::Trail, Style::new());
        dots.upright(3, (99, -9), 1, Layer::Trail, Style::new());
        dots.dot(0, 7, Layer::Trail, Style::new());
        dots.dot(4, 0, Layer::Trail, Style::new());
        dots.mark(0, 8, "x", Style::new());
        assert_eq!(drawn(&dots), Buffer::with_lines([" ⠉⢹", " ⡀⢸"]));
    }

    #[test]
    fn the_highest_layer_gives_the_colour_and_a_mark_hides_the_dots() {
        let [low, high] = [Color::Red, Color::Green].map(|colour| Style::new().fg(colour));
        let mut dots = Dots::new(Rect::new(0, 0, 3, 2));
        dots.dot(0, 0, Layer::Trail, high);
        dots.dot(1, 0, Layer::Window, high);
        dots.dot(1, 0, Layer::Trail, low);
        dots.mark(2, 0, "a", low);
        dots.dot(2, 1, Layer::Trail, high);
        let buffer = drawn(&dots);
        let cell = |x| (buffer[(x, 0)].symbol(), buffer[(x, 0)].fg);
        assert_eq!(cell(0), ("⠉", Color::Green));
        assert_eq!(cell(1), ("a", Color::Red));
    }

    #[test]
    fn the_ground_gives_way_to_a_trail() {
        let mut dots = Dots::new(Rect::new(0, 0, 3, 2));
        for x in 0..4 {
            dots.dot(x, x, Layer::Diagonal, Style::new());
        }
        dots.dot(0, 0, Layer::Today, Style::new());
        dots.dot(3, 0, Layer::Trail, Style::new());
        assert_eq!(drawn(&dots), Buffer::with_lines(["⠑⠈ ", "   "]));
    }
}
