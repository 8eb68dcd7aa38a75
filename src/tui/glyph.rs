//! Glyphs that take more than one column, and those on whose columns terminals differ.

use ratatui::buffer::{Buffer, Cell, CellWidth};
use unicode_width::UnicodeWidthChar;

/// Whether terminals differ on how many columns it takes: an emoji (`⚠️`, a flag, a family), or several
/// characters of which others than marks follow the first.
pub(super) fn is_contested(symbol: &str) -> bool {
    let mut characters = symbol.chars();
    let Some(first) = characters.next().filter(|_| symbol.len() > 2) else {
        return false;
    };
    let own = || first.width();
    let is_emoji = match first {
        '\u{2300}'..'\u{2500}' | '\u{25fd}'..'\u{2c00}' => own() == Some(2),
        '\u{1f000}'..'\u{20000}' => true,
        _ => false,
    };
    let is_alone = characters.as_str().is_empty();
    let adds_width = |c: char| c.width() != Some(0);
    is_emoji || !is_alone && own() != Some(symbol.cell_width().into()) || characters.any(adds_width)
}

/// The most columns that a terminal may take for it: two for each character.
pub(super) fn longest(symbol: &str) -> u16 {
    u16::try_from(2 * symbol.chars().count()).unwrap_or(u16::MAX)
}

/// A wide glyph whose right half lies under something else is not drawn: a terminal would draw it over that.
pub(super) fn leave_out_halves(buffer: &mut Buffer) {
    for row in buffer.content.chunks_mut(buffer.area.width.max(1).into()) {
        for x in 0..row.len() {
            let is_covered = row.get(x + 1).is_none_or(|behind| behind.symbol() != " ");
            if is_covered && is_wide(&row[x]) {
                row[x].set_symbol(" ");
            }
        }
    }
}

/// The cells that held the right half of a wide glyph which is gone: terminals differ in what they leave there.
pub(super) fn freed<'a>(before: &Buffer, after: &'a Buffer) -> Vec<(u16, u16, &'a Cell)> {
    let cells = before.content.iter().zip(&after.content).enumerate();
    let gone =
        cells.filter(|(_, (was, is))| was.symbol() != is.symbol() && is_wide(was) && !is_wide(is));
    let behind = gone.filter_map(|(place, _)| {
        let cell = after.content.get(place + 1)?;
        let (x, y) = after.pos_of(place + 1);
        Some((x, y, cell))
    });
    behind.collect()
}

fn is_wide(cell: &Cell) -> bool {
    // No character of one or two bytes is, and they need not be looked up.
    cell.symbol().len() > 2 && cell.cell_width() > 1
}
