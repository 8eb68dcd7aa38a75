//! What a screen is drawn with: the cells, and the look that they get.

use ratatui::buffer::Buffer;
use ratatui::layout::Rect;
use ratatui::style::Style;
use ratatui::text::Span;
use ratatui::widgets::{Clear, Widget};
use unicode_width::UnicodeWidthStr as _;

use super::text::width;
use super::theme::Look;

/// A space that holds two words together: it is drawn as a space.
pub(super) const HOLDS: &str = "\u{a0}";

pub(super) struct Brush<'b> {
    pub buffer: &'b mut Buffer,
    pub look: &'b Look,
}

impl Brush<'_> {
    pub(super) fn render(&mut self, widget: impl Widget, area: Rect) {
        widget.render(area, self.buffer);
    }

    /// Writes spans into one line of `cells` cells; what does not fit ends in an ellipsis. Returns the cells
    /// used.
    pub(super) fn put(&mut self, (x, y): (u16, u16), cells: u16, spans: &[Span]) -> u16 {
        let area = self.buffer.area;
        let cells = cells.min(area.right().saturating_sub(x));
        if cells == 0 || y < area.top() || y >= area.bottom() || x < area.left() {
            return 0;
        }
        let wanted = width(spans);
        let cut = wanted > usize::from(cells);
        let room = if cut {
            before_a_date(spans, cells - 1)
        } else {
            cells
        };
        // What was drawn there before does not shine through: a cell takes all of its style from its text.
        let taken = cells.min(u16::try_from(wanted).unwrap_or(cells));
        Clear.render(Rect::new(x, y, taken, 1), self.buffer);
        let mut used = 0;
        for part in spans {
            let left = usize::from(room - used);
            let at = (x + used, y);
            let (end, _) = (self.buffer).set_stringn(at.0, at.1, &part.content, left, part.style);
            if part.content.contains(HOLDS) {
                self.draw_spaces(Rect::new(at.0, y, end - at.0, 1));
            }
            used = end - x;
            if used >= room {
                break;
            }
        }
        if cut {
            let style = spans.last().map(|span| span.style).unwrap_or_default();
            let ellipsis = self.look.glyphs.ellipsis;
            self.buffer.set_stringn(x + used, y, ellipsis, 1, style);
            used += 1;
        }
        used
    }

    fn draw_spaces(&mut self, area: Rect) {
        for position in area.positions() {
            let cell = &mut self.buffer[position];
            if cell.symbol() == HOLDS {
                cell.set_symbol(" ");
            }
        }
    }

    /// The same, pushed to the right end of the cells.
    pub(super) fn put_right(&mut self, at: (u16, u16), cells: u16, spans: &[Span]) -> u16 {
        let free = cells.saturating_sub(u16::try_from(width(spans)).unwrap_or(u16::MAX));
        self.put((at.0 + free, at.1), cells - free, spans)
    }

    /// Fills a line with one character.
    pub(super) fn line(&mut self, (x, y): (u16, u16), cells: u16, glyph: &str, style: Style) {
        let row = Rect::new(x, y, cells, 1).intersection(self.buffer.area);
        for position in row.positions() {
            self.buffer[position].set_symbol(glyph).set_style(style);
        }
    }
}

/// The cells that a text keeps which is cut after so many: half a date would be another date, so one that
/// the cut would fall into is left out as a whole.
fn before_a_date(spans: &[Span], cells: u16) -> u16 {
    let (mut used, mut word, mut is_date) = (0, 0, false);
    let text: String = spans.iter().map(|span| &*span.content).collect();
    for part in text.split_inclusive(' ') {
        word = used;
        used += part.width();
        is_date = is_dated(part.trim_end());
        if used > usize::from(cells) {
            break;
        }
    }
    match u16::try_from(word) {
        Ok(word) if is_date => word,
        _ => cells,
    }
}

/// "30 Apr 2026" held together, "2026–2028", "~2026", "(2026-Q1),": a year at least, and nothing that no date has.
fn is_dated(word: &str) -> bool {
    if word.contains(HOLDS) {
        return true;
    }
    let digits = word.split(|c: char| !c.is_ascii_digit());
    digits.into_iter().any(|digits| digits.len() == 4)
        && word
            .chars()
            .all(|c| c.is_ascii_digit() || "-–/QHs~!.,:;()\"".contains(c))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::ui::glyphs::Characters;
    use crate::ui::theme::Theme;

    fn drawn(cells: u16, draw: impl FnOnce(&mut Brush)) -> Buffer {
        let mut buffer = Buffer::empty(Rect::new(0, 0, cells, 1));
        let look = Look::new(Theme::Mono, Characters::Unicode);
        draw(&mut Brush {
            buffer: &mut buffer,
            look: &look,
        });
        buffer
    }

    #[test]
    fn what_does_not_fit_ends_in_an_ellipsis() {
        let text = [Span::raw("Soyuz-5 "), Span::raw("flight")];
        let buffer = drawn(8, |brush| assert_eq!(brush.put((0, 0), 6, &text), 6));
        assert_eq!(buffer, Buffer::with_lines(["Soyuz…  "]));
    }

    #[test]
    fn a_date_is_whole_or_not_there() {
        let text = [Span::raw("by 30\u{a0}Apr\u{a0}2026")];
        let buffer = drawn(14, |brush| assert_eq!(brush.put((0, 0), 14, &text), 14));
        assert_eq!(buffer, Buffer::with_lines(["by 30 Apr 2026"]));
        let buffer = drawn(14, |brush| assert_eq!(brush.put((0, 0), 13, &text), 4));
        assert_eq!(buffer, Buffer::with_lines(["by …          "]));
    }

    #[test]
    fn nothing_is_written_outside_the_screen() {
        drawn(3, |brush| {
            assert_eq!(brush.put((9, 0), 4, &[Span::raw("abc")]), 0);
            assert_eq!(brush.put((0, 5), 4, &[Span::raw("abc")]), 0);
            assert_eq!(brush.put_right((0, 0), 3, &[Span::raw("日本")]), 3);
            brush.line((2, 0), 900, "─", Style::new());
        });
    }
}
