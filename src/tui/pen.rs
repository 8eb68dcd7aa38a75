//! What is drawn, as bytes for the terminal, and as few of them as can be: a key that repaints half
//! of a screen must fit into one read at the other end.
//!
//! ratatui's crossterm backend sets both colours for every change of one, resets them after each
//! frame, and names both coordinates for every leap. Here the pen stays as it is from frame to frame,
//! only what differs is said, and a space takes no colour that it would not show. So a key costs 362 bytes
//! on the overview and at most 581 on the timeline, where one read takes about 1,000. Random frames, drawn
//! into a terminal emulator, prove in `screen/tests.rs` that what is left out is not missed.

use std::io::Write as _;
use std::ops::Range;

use ratatui::buffer::{Buffer, Cell, CellWidth};
use ratatui::layout::Position;
use ratatui::style::{Color, Modifier};

use super::glyph::{is_contested, longest};
use super::scroll::Scroll;

/// The colours and attributes that the terminal writes with now, and where its cursor stands.
#[derive(Debug)]
pub(super) struct Pen {
    ink: Ink,
    /// Unknown at the start, and behind the last column and contested glyphs, where terminals differ.
    at: Option<(u16, u16)>,
    shows_caret: bool,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
struct Ink {
    front: Color,
    back: Color,
    modifiers: Modifier,
}

const PLAIN: Ink = Ink {
    front: Color::Reset,
    back: Color::Reset,
    modifiers: Modifier::empty(),
};

/// The attributes that can be seen on a space.
const SEEN_ON_A_SPACE: Modifier = Modifier::REVERSED
    .union(Modifier::UNDERLINED)
    .union(Modifier::CROSSED_OUT);

/// The bytes of a leap within a line, and of an erasure: `ESC [ 1 2 G`.
const LEAP: usize = 5;

/// How each modifier is put on, and off. Bold and dim go off together.
const MODIFIERS: [(Modifier, u8, u8); 7] = [
    (Modifier::BOLD, 1, 22),
    (Modifier::DIM, 2, 22),
    (Modifier::ITALIC, 3, 23),
    (Modifier::UNDERLINED, 4, 24),
    (Modifier::REVERSED, 7, 27),
    (Modifier::HIDDEN, 8, 28),
    (Modifier::CROSSED_OUT, 9, 29),
];

impl Default for Pen {
    fn default() -> Self {
        Self {
            ink: PLAIN,
            at: None,
            shows_caret: false,
        }
    }
}

impl Pen {
    /// Resets the terminal's style; the cursor may be anywhere.
    pub(super) fn start(&mut self, out: &mut Vec<u8>) {
        (self.ink, self.at) = (PLAIN, None);
        out.extend_from_slice(b"\x1b[m");
    }

    /// Lets the terminal move rows itself. What comes in is blank, in the background of the pen.
    pub(super) fn scroll(&mut self, out: &mut Vec<u8>, scroll: &Scroll) {
        if self.ink != PLAIN {
            self.start(out);
        }
        let (rows, by) = (&scroll.rows, scroll.by.unsigned_abs());
        // Lines are taken out of the region, or put into it: the console of Linux cannot scroll it.
        let out_or_in = if scroll.by > 0 { 'M' } else { 'L' };
        let (top, bottom) = (rows.start + 1, rows.end);
        let _ = write!(
            out,
            "\x1b[{top};{bottom}r\x1b[{top}H\x1b[{by}{out_or_in}\x1b[r"
        );
        self.at = None;
    }

    /// Writes the cells that have changed, each with its column and row. `screen` is what stands there afterwards.
    pub(super) fn draw(
        &mut self,
        out: &mut Vec<u8>,
        mut changes: &[(u16, u16, &Cell)],
        screen: &Buffer,
    ) {
        while let [(x, y, cell), rest @ ..] = changes {
            if is_contested(cell.symbol()) {
                let end = self.draw_contested(out, (*x, *y), screen);
                let is_drawn = |(column, row, _): &&(u16, u16, &Cell)| row == y && *column < end;
                changes = &changes[changes.iter().take_while(is_drawn).count()..];
                continue;
            }
            self.go_to(out, (*x, *y), screen);
            self.dip(out, cell);
            if is_blank(cell) {
                let blanks = self.blanks(out, changes, screen);
                changes = &changes[blanks..];
                continue;
            }
            out.extend_from_slice(cell.symbol().as_bytes());
            self.stand(x.saturating_add(cell.cell_width()), *y, screen);
            changes = rest;
        }
    }

    /// Puts the terminal's own cursor where text is typed, and hides it where none is.
    pub(super) fn place_caret(
        &mut self,
        out: &mut Vec<u8>,
        caret: Option<Position>,
        screen: &Buffer,
    ) {
        if let Some(caret) = caret {
            self.go_to(out, (caret.x, caret.y), screen);
        }
        if caret.is_some() != self.shows_caret {
            self.shows_caret = caret.is_some();
            let shown_or_hidden: &[u8] = match caret {
                Some(_) => b"\x1b[?25h",
                None => b"\x1b[?25l",
            };
            out.extend_from_slice(shown_or_hidden);
        }
    }

    /// Draws a glyph on whose width terminals differ, and again all that one of them may have covered with
    /// it. Returns the column behind.
    fn draw_contested(&mut self, out: &mut Vec<u8>, (x, y): (u16, u16), screen: &Buffer) -> u16 {
        let (mut x, mut end) = (x, x + 1);
        while x < end
            && let Some(cell) = screen.cell((x, y))
        {
            self.go_to(out, (x, y), screen);
            self.dip(out, cell);
            let behind = x.saturating_add(cell.cell_width().max(1));
            if is_contested(cell.symbol()) {
                // A terminal that draws it narrower must not show old text beside it.
                out.resize(out.len() + usize::from(cell.cell_width()), b' ');
                let reach = x.saturating_add(longest(cell.symbol()));
                self.write_unmoved(out, x, cell, reach > screen.area.width);
                end = end.max(reach);
            } else {
                out.extend_from_slice(cell.symbol().as_bytes());
                self.stand(behind, y, screen);
            }
            x = behind;
        }
        x
    }

    /// Writes a glyph into a column, whatever stands in the way.
    fn write_unmoved(&mut self, out: &mut Vec<u8>, x: u16, cell: &Cell, is_near_the_end: bool) {
        let (before, after) = if is_near_the_end {
            // It must not wrap into the next row.
            ("\x1b[?7l", "\x1b[?7h")
        } else {
            ("", "")
        };
        let symbol = cell.symbol();
        // Writing to a Vec cannot fail.
        let _ = write!(out, "\x1b[{}G{before}{symbol}{after}", x + 1);
        self.at = None;
    }

    /// The cursor is now here; behind the last column its place is unknown.
    fn stand(&mut self, x: u16, y: u16, screen: &Buffer) {
        self.at = (x < screen.area.width).then_some((x, y));
    }

    fn go_to(&mut self, out: &mut Vec<u8>, (x, y): (u16, u16), screen: &Buffer) {
        // Writing to a Vec cannot fail.
        let _ = match self.at {
            Some(at) if at == (x, y) => Ok(()),
            Some((from, row)) if row == y => match self.short_way(from..x, y, screen) {
                Some(cells) => cells
                    .iter()
                    .try_for_each(|cell| out.write_all(cell.symbol().as_bytes())),
                // By the column, not by the distance: a terminal may find a character wider than we do.
                None => write!(out, "\x1b[{}G", x + 1),
            },
            _ => match (x, y) {
                (0, y) => write!(out, "\x1b[{}H", y + 1),
                (x, y) => write!(out, "\x1b[{};{}H", y + 1, x + 1),
            },
        };
        self.at = Some((x, y));
    }

    /// The cells of the columns, if to write them again as they are is shorter than to leap over them.
    fn short_way<'a>(
        &self,
        columns: Range<u16>,
        row: u16,
        screen: &'a Buffer,
    ) -> Option<&'a [Cell]> {
        if columns.is_empty() || columns.len() >= LEAP {
            return None;
        }
        let start = usize::from(row) * usize::from(screen.area.width) + usize::from(columns.start);
        let cells = screen.content.get(start..start + columns.len())?;
        let bytes: usize = cells.iter().map(|cell| cell.symbol().len()).sum();
        let as_it_is = |cell: &Cell| {
            cell.cell_width() == 1 && !is_contested(cell.symbol()) && self.wanted(cell) == self.ink
        };
        (bytes < LEAP && cells.iter().all(as_it_is)).then_some(cells)
    }

    /// Draws the blanks that come first, for which the pen has the ink; returns how many. The terminal erases
    /// them where that is shorter than to write them.
    fn blanks(
        &mut self,
        out: &mut Vec<u8>,
        changes: &[(u16, u16, &Cell)],
        screen: &Buffer,
    ) -> usize {
        let Some(&(x, y, _)) = changes.first() else {
            return 0;
        };
        let run = (x..)
            .zip(changes)
            .take_while(|(x, (column, row, cell))| (*x, y) == (*column, *row) && is_blank(cell));
        let count = run.count();
        let end = x.saturating_add(u16::try_from(count).unwrap_or(u16::MAX));
        let goes_on = matches!(changes.get(count), Some((x, row, _)) if (*x, *row) == (end, y));
        // Erasing does not move the cursor: whatever follows needs a jump.
        let erasing = if goes_on { 2 * LEAP } else { LEAP };
        if count <= erasing {
            out.resize(out.len() + count, b' ');
            self.stand(end, y, screen);
            return count;
        }
        let mut behind = (end..screen.area.width).filter_map(|x| screen.cell((x, y)));
        // Writing to a Vec cannot fail.
        let _ = if behind.all(is_blank) {
            write!(out, "\x1b[K")
        } else {
            write!(out, "\x1b[{count}X")
        };
        count
    }

    /// Switches to the style that the cell needs.
    fn dip(&mut self, out: &mut Vec<u8>, cell: &Cell) {
        let wanted = self.wanted(cell);
        if wanted == self.ink {
            return;
        }
        let mut codes = Codes { out, count: 0 };
        self.change(&mut codes, wanted);
        if codes.count > 0 {
            out.push(b'm');
        }
        self.ink = wanted;
    }

    /// The style that the cell needs. On a space most of a style cannot be seen, so that part stays as it is.
    fn wanted(&self, cell: &Cell) -> Ink {
        let mut wanted = Ink {
            front: cell.fg,
            back: cell.bg,
            modifiers: cell.modifier,
        };
        if cell.symbol() == " " && !wanted.modifiers.intersects(SEEN_ON_A_SPACE) {
            wanted.front = self.ink.front;
            wanted.modifiers = self.ink.modifiers.difference(SEEN_ON_A_SPACE);
        }
        wanted
    }

    fn change(&self, codes: &mut Codes, wanted: Ink) {
        if wanted == PLAIN {
            codes.push(0);
            return;
        }
        let off = self.ink.modifiers.difference(wanted.modifiers);
        let mut on = wanted.modifiers.difference(self.ink.modifiers);
        let intensity = Modifier::BOLD.union(Modifier::DIM);
        if off.intersects(intensity) {
            // Bold and dim are turned off by the same code.
            on.insert(wanted.modifiers.intersection(intensity));
            codes.push(22);
        }
        let others = MODIFIERS
            .iter()
            .filter(|(modifier, ..)| !intensity.contains(*modifier));
        for (_, _, code) in others.filter(|(modifier, ..)| off.contains(*modifier)) {
            codes.push(*code);
        }
        for (_, code, _) in MODIFIERS
            .iter()
            .filter(|(modifier, ..)| on.contains(*modifier))
        {
            codes.push(*code);
        }
        if wanted.front != self.ink.front {
            codes.colour(wanted.front, 30);
        }
        if wanted.back != self.ink.back {
            codes.colour(wanted.back, 40);
        }
    }
}

/// Whether two cells differ in nothing that can be seen.
pub(super) fn differ_unseen(one: &Cell, other: &Cell) -> bool {
    let shows_nothing =
        |cell: &Cell| cell.symbol() == " " && !cell.modifier.intersects(SEEN_ON_A_SPACE);
    one.bg == other.bg && shows_nothing(one) && shows_nothing(other) && one != other
}

/// Whether the cell looks like one that was erased.
fn is_blank(cell: &Cell) -> bool {
    cell.symbol() == " " && cell.bg == Color::Reset && !cell.modifier.intersects(SEEN_ON_A_SPACE)
}

/// The numbers of one `ESC [ … m`.
struct Codes<'a> {
    out: &'a mut Vec<u8>,
    count: usize,
}

impl Codes<'_> {
    fn push(&mut self, code: u8) {
        self.separate();
        if code > 0 {
            let _ = write!(self.out, "{code}");
        }
    }

    /// A colour of the foreground (`base` 30) or the background (40).
    fn colour(&mut self, colour: Color, base: u8) {
        let dark = |number| base + number;
        let bright = |number| base + 60 + number;
        match colour {
            Color::Reset => self.push(base + 9),
            Color::Black => self.push(dark(0)),
            Color::Red => self.push(dark(1)),
            Color::Green => self.push(dark(2)),
            Color::Yellow => self.push(dark(3)),
            Color::Blue => self.push(dark(4)),
            Color::Magenta => self.push(dark(5)),
            Color::Cyan => self.push(dark(6)),
            Color::Gray => self.push(dark(7)),
            Color::DarkGray => self.push(bright(0)),
            Color::LightRed => self.push(bright(1)),
            Color::LightGreen => self.push(bright(2)),
            Color::LightYellow => self.push(bright(3)),
            Color::LightBlue => self.push(bright(4)),
            Color::LightMagenta => self.push(bright(5)),
            Color::LightCyan => self.push(bright(6)),
            Color::White => self.push(bright(7)),
            // The first eight have a code that older terminals know too.
            Color::Indexed(index @ 0..8) => self.push(dark(index)),
            Color::Indexed(index) => self.numbers(&[base + 8, 5, index]),
            Color::Rgb(red, green, blue) => self.numbers(&[base + 8, 2, red, green, blue]),
        }
    }

    /// Numbers of which one may be 0, which must then be written.
    fn numbers(&mut self, codes: &[u8]) {
        for code in codes {
            self.separate();
            let _ = write!(self.out, "{code}");
        }
    }

    fn separate(&mut self) {
        let mark: &[u8] = if self.count == 0 { b"\x1b[" } else { b";" };
        self.out.extend_from_slice(mark);
        self.count += 1;
    }
}

#[cfg(test)]
mod tests {
    use ratatui::layout::Rect;
    use ratatui::style::Style;

    use super::*;

    fn cell(symbol: &str, style: Style) -> Cell {
        let mut cell = Cell::new("");
        cell.set_symbol(symbol).set_style(style);
        cell
    }

    /// The bytes for the cells that differ, on a screen of dots.
    fn drawn(cells: &[(u16, u16, Cell)]) -> String {
        let mut screen = Buffer::filled(Rect::new(0, 0, 40, 2), Cell::new("."));
        for (x, y, cell) in cells {
            screen[(*x, *y)] = cell.clone();
        }
        let changes: Vec<_> = cells.iter().map(|(x, y, cell)| (*x, *y, cell)).collect();
        let mut out = Vec::new();
        let mut pen = Pen::default();
        pen.start(&mut out);
        pen.draw(&mut out, &changes, &screen);
        String::from_utf8(out).unwrap().replace('\x1b', "^")
    }

    #[test]
    fn only_what_differs_is_said() {
        let red = Style::new().fg(Color::Indexed(167));
        let bold = red.add_modifier(Modifier::BOLD);
        let cells = [
            (2, 0, cell("a", Style::new())),
            (3, 0, cell("b", red)),
            (4, 0, cell(" ", Style::new())),
            (5, 0, cell("c", bold)),
            (12, 0, cell("d", red)),
            (0, 1, cell("e", Style::new())),
        ];
        assert_eq!(
            drawn(&cells),
            "^[m^[1;3Ha^[38;5;167mb ^[1mc^[13G^[22md^[2H^[me"
        );
    }

    #[test]
    fn a_space_keeps_its_background_and_what_can_be_seen_on_it() {
        let tint = Style::new().bg(Color::Indexed(237)).fg(Color::Indexed(80));
        let cells = [
            (0, 0, cell(" ", tint)),
            (1, 0, cell("x", tint)),
            (
                2,
                0,
                cell(" ", Style::new().add_modifier(Modifier::REVERSED)),
            ),
            (3, 0, cell(" ", Style::new())),
        ];
        assert_eq!(
            drawn(&cells),
            "^[m^[1H^[48;5;237m ^[38;5;80mx^[7;39;49m ^[m "
        );
    }

    #[test]
    fn behind_the_last_column_the_place_is_named_anew() {
        let plain = Style::new();
        let cells = [
            (39, 0, cell("a", plain)),
            (0, 1, cell("b", plain)),
            (1, 1, cell("日", plain)),
            (3, 1, cell("c", plain)),
        ];
        assert_eq!(drawn(&cells), "^[m^[1;40Ha^[2Hb日c");
    }

    #[test]
    fn a_few_cells_between_are_written_again() {
        let red = Style::new().fg(Color::Red);
        let plain = |x| (x, 0, cell("a", Style::new()));
        assert_eq!(drawn(&[plain(0), plain(4)]), "^[m^[1Ha...a");
        assert_eq!(drawn(&[plain(0), plain(15)]), "^[m^[1Ha^[16Ga", "too many");
        let cells = [(0, 0, cell("a", red)), plain(3)];
        assert_eq!(
            drawn(&cells),
            "^[m^[1H^[31ma^[4G^[ma",
            "they need another ink"
        );
    }

    #[test]
    fn many_blanks_are_erased() {
        let blanks = |columns: Range<u16>| columns.map(|x| (x, 0, cell(" ", Style::new())));
        let text = (38, 0, cell("a", Style::new()));
        let few: Vec<_> = blanks(2..7).collect();
        assert_eq!(drawn(&few), "^[m^[1;3H     ");
        let many: Vec<_> = blanks(2..30).collect();
        assert_eq!(drawn(&many), "^[m^[1;3H^[28X");
        let before_text: Vec<_> = blanks(2..38).chain([text]).collect();
        assert_eq!(drawn(&before_text), "^[m^[1;3H^[36X^[39Ga");
        let to_the_end: Vec<_> = blanks(20..40).collect();
        assert_eq!(drawn(&to_the_end), "^[m^[1;21H^[K");
    }
}
