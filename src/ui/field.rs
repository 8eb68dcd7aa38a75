//! A text that is being typed, in one line, and the place of the caret in it.

use ratatui::layout::Position;
use ratatui::style::Style;
use unicode_segmentation::UnicodeSegmentation;
use unicode_width::UnicodeWidthStr;

use super::brush::Brush;
use super::text::span;
use crate::app::input::Input;

/// Of what follows the caret so many cells stay in sight.
const AHEAD: usize = 7;

/// Draws the text into a line of so many cells; of one that is too long the part around the caret. Returns the
/// cells used and where the caret stands, which nothing marks but the terminal's own cursor.
pub(super) fn put_typed(
    brush: &mut Brush,
    at: (u16, u16),
    cells: u16,
    (input, style): (&Input, Style),
) -> (u16, Option<Position>) {
    let (before, after) = input.halves();
    let room = usize::from(cells).saturating_sub(after.width().min(AHEAD) + 1);
    let before = last_part(before, room, brush.look.glyphs.ellipsis);
    let column = u16::try_from(before.width()).ok();
    let spans = [span(before, style), span(after, style)];
    let used = brush.put(at, cells, &spans);
    let caret = column
        .filter(|column| *column < cells)
        .map(|column| Position::new(at.0.saturating_add(column), at.1))
        .filter(|caret| brush.buffer.area.contains(*caret));
    (used, caret)
}

/// The end of a text: at most so many cells, the first of them an ellipsis where it was cut.
fn last_part(text: &str, room: usize, ellipsis: &str) -> String {
    if text.width() <= room {
        return text.to_owned();
    }
    let mut left = room.saturating_sub(1);
    let fits = |(_, character): &(usize, &str)| {
        let rest = left.checked_sub(character.width());
        left = rest.unwrap_or(0);
        rest.is_some()
    };
    let shown = text.grapheme_indices(true).rev().take_while(fits);
    let start = shown.last().map_or(text.len(), |(start, _)| start);
    format!("{ellipsis}{}", text.get(start..).unwrap_or_default())
}

#[cfg(test)]
mod tests {
    use ratatui::buffer::Buffer;
    use ratatui::layout::Rect;

    use super::*;
    use crate::ui::glyphs::Characters;
    use crate::ui::theme::{Look, Theme};

    fn typed(input: &Input, cells: u16) -> (String, Option<u16>) {
        let mut buffer = Buffer::empty(Rect::new(0, 0, 12, 1));
        let look = Look::new(Theme::Mono, Characters::Unicode);
        let brush = &mut Brush {
            buffer: &mut buffer,
            look: &look,
        };
        let (_, caret) = put_typed(brush, (1, 0), cells, (input, Style::new()));
        let symbols = buffer.content.iter().map(ratatui::buffer::Cell::symbol);
        let text: String = symbols.collect();
        (text.trim_end().to_owned(), caret.map(|caret| caret.x))
    }

    #[test]
    fn the_caret_stands_behind_what_was_typed_and_stays_in_sight() {
        assert_eq!(typed(&Input::new(""), 6), (String::new(), Some(1)));
        assert_eq!(typed(&Input::new("луна"), 6), (" луна".to_owned(), Some(5)));
        assert_eq!(
            typed(&Input::new("луна-25"), 6),
            (" …а-25".to_owned(), Some(6))
        );
        let mut input = Input::new("луна-25");
        input.start();
        assert_eq!(typed(&input, 6), (" луна-…".to_owned(), Some(1)));
        assert_eq!(typed(&input, 0), (String::new(), None));
    }

    #[test]
    fn a_wide_character_takes_two_cells() {
        assert_eq!(
            typed(&Input::new("日本"), 6),
            (" 日 本".to_owned(), Some(5))
        );
        assert_eq!(
            typed(&Input::new("日本日本"), 6),
            (" …日 本".to_owned(), Some(6))
        );
    }
}
