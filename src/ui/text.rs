//! Text on cells: cut with `…` where it does not fit, wrapped at words, measured by display width.

use std::borrow::Cow;

use ratatui::buffer::Buffer;
use ratatui::layout::Rect;
use ratatui::style::Style;
use ratatui::text::Span;
use unicode_width::UnicodeWidthStr;

/// A stretch of text in one style.
pub(super) fn span<'a>(text: impl Into<Cow<'a, str>>, style: Style) -> Span<'a> {
    Span::styled(text, style)
}

pub(super) fn width(spans: &[Span]) -> usize {
    spans.iter().map(Span::width).sum()
}

/// Writes spans into one line of `width` cells; what does not fit ends in `ellipsis`. Returns the
/// cells used.
pub(super) fn put(
    buffer: &mut Buffer,
    at: (u16, u16),
    cells: u16,
    spans: &[Span],
    ellipsis: &'static str,
) -> u16 {
    let (x, y) = at;
    let area = buffer.area;
    let cells = cells.min(area.right().saturating_sub(x));
    if cells == 0 || y < area.top() || y >= area.bottom() || x < area.left() {
        return 0;
    }
    let cut = width(spans) > usize::from(cells);
    let room = if cut {
        before_a_date(spans, cells - 1)
    } else {
        cells
    };
    clear(
        buffer,
        Rect::new(
            x,
            y,
            cells.min(u16::try_from(width(spans)).unwrap_or(cells)),
            1,
        ),
    );
    let mut used = 0;
    for part in spans {
        let (end, _) = buffer.set_stringn(
            x + used,
            y,
            &part.content,
            usize::from(room - used),
            part.style,
        );
        used = end - x;
        if used >= room {
            break;
        }
    }
    if cut {
        let style = spans.last().map(|span| span.style).unwrap_or_default();
        buffer.set_stringn(x + used, y, ellipsis, 1, style);
        used += 1;
    }
    used
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

/// "2026-04-06/2026-04-12", "~2026", "(2026-Q1),": a year at least, and nothing that no date has.
fn is_dated(word: &str) -> bool {
    let digits = word.split(|c: char| !c.is_ascii_digit());
    digits.into_iter().any(|digits| digits.len() == 4)
        && word
            .chars()
            .all(|c| c.is_ascii_digit() || "-/QHs~!.,:;()\"".contains(c))
}

/// What was drawn there before does not shine through: a cell takes all of its style from its text.
fn clear(buffer: &mut Buffer, area: Rect) {
    for position in area.intersection(buffer.area).positions() {
        buffer[position].reset();
    }
}

/// The same, pushed to the right end of the cells.
pub(super) fn put_right(
    buffer: &mut Buffer,
    at: (u16, u16),
    cells: u16,
    spans: &[Span],
    ellipsis: &'static str,
) -> u16 {
    let free = cells.saturating_sub(u16::try_from(width(spans)).unwrap_or(u16::MAX));
    put(buffer, (at.0 + free, at.1), cells - free, spans, ellipsis)
}

/// Fills a line with one character.
pub(super) fn line(
    buffer: &mut Buffer,
    at: (u16, u16),
    cells: u16,
    glyph: &'static str,
    style: Style,
) {
    let (x, y) = at;
    let row = Rect::new(x, y, cells, 1).intersection(buffer.area);
    for x in row.left()..row.right() {
        buffer[(x, row.y)].set_symbol(glyph).set_style(style);
    }
}

/// Breaks spans into lines of at most `cells`, at spaces where it can; the lines after the first are
/// indented. Never empty.
pub(super) fn wrap<'a>(spans: &[Span<'a>], cells: u16, indent: u16) -> Vec<Vec<Span<'a>>> {
    let mut lines: Vec<Vec<Span>> = vec![Vec::new()];
    break_lines(spans, cells, indent, |row, text, style| {
        if row == lines.len() {
            lines.push(vec![Span::raw(
                " ".repeat(usize::from(indent.min(cells.saturating_sub(1)))),
            )]);
        }
        let Some(line) = lines.last_mut() else { return };
        match line.last_mut() {
            Some(last) if last.style == style => last.content.to_mut().push_str(text),
            _ => line.push(Span::styled(text.to_owned(), style)),
        }
    });
    lines
}

/// At most so many lines: the last one holds all the rest, which [`put`] cuts and marks as cut.
pub(super) fn wrap_within<'a>(
    spans: &[Span<'a>],
    cells: u16,
    indent: u16,
    rows: usize,
) -> Vec<Vec<Span<'a>>> {
    let mut lines = wrap(spans, cells, indent);
    let rest = lines.split_off(rows.min(lines.len()));
    if let Some(last) = lines.last_mut() {
        last.extend(rest.into_iter().flatten());
    }
    lines
}

/// How many lines [`wrap`] would make.
pub(super) fn lines(spans: &[Span], cells: u16, indent: u16) -> usize {
    break_lines(spans, cells, indent, |_, _, _| {})
}

/// Goes through spans as they are broken into lines; `each` is given every stretch with its line,
/// counted from 0. Returns how many lines there are.
fn break_lines(
    spans: &[Span],
    cells: u16,
    indent: u16,
    each: impl FnMut(usize, &str, Style),
) -> usize {
    let cells = usize::from(cells.max(1));
    let mut breaker = Breaker {
        row: 0,
        used: 0,
        blank: true,
        cells,
        indent: usize::from(indent).min(cells - 1),
        each,
    };
    if width(spans) <= cells {
        for part in spans {
            breaker.append(&part.content, part.style);
        }
        return 1;
    }
    for part in spans {
        for word in part.content.split_inclusive(' ') {
            breaker.push(word, part.style);
        }
    }
    breaker.row + 1
}

struct Breaker<F> {
    row: usize,
    used: usize,
    /// Nothing but spaces stand on the line so far.
    blank: bool,
    cells: usize,
    indent: usize,
    each: F,
}

impl<F: FnMut(usize, &str, Style)> Breaker<F> {
    fn push(&mut self, word: &str, style: Style) {
        let bare = word.trim_end();
        let needed = bare.width();
        if self.used + needed > self.cells && !self.blank {
            self.new_line();
        }
        if self.used + needed > self.cells {
            self.push_in_pieces(word, style);
            return;
        }
        let fits = self.used + needed + (word.len() - bare.len()) <= self.cells;
        self.append(if fits { word } else { bare }, style);
    }

    /// A word longer than a line, an address say, is broken where the line ends.
    fn push_in_pieces(&mut self, word: &str, style: Style) {
        for c in word.chars() {
            let mut bytes = [0; 4];
            let c = c.encode_utf8(&mut bytes);
            if self.used + c.width() > self.cells {
                self.new_line();
            }
            self.append(c, style);
        }
    }

    fn new_line(&mut self) {
        self.row += 1;
        self.used = self.indent;
        self.blank = true;
    }

    fn append(&mut self, text: &str, style: Style) {
        self.used += text.width();
        self.blank &= text.trim().is_empty();
        (self.each)(self.row, text, style);
    }
}

/// "1 error", "3 errors".
pub(super) fn counted(count: usize, one: &str) -> String {
    if count == 1 {
        format!("1 {one}")
    } else {
        format!("{count} {one}s")
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn lines(text: &str, cells: u16, indent: u16) -> Vec<String> {
        let spans = [Span::raw(text.to_owned())];
        let lines = wrap(&spans, cells, indent);
        assert_eq!(super::lines(&spans, cells, indent), lines.len());
        lines
            .iter()
            .map(|line| line.iter().map(|span| span.content.as_ref()).collect())
            .collect()
    }

    #[test]
    fn lines_break_at_words_and_hang() {
        assert_eq!(
            lines("one two three four", 9, 2),
            ["one two ", "  three ", "  four"]
        );
        assert_eq!(lines("Союз пять летит", 10, 0), ["Союз пять ", "летит"]);
        assert_eq!(lines("short", 9, 2), ["short"]);
    }

    #[test]
    fn what_is_beyond_the_last_line_is_marked_as_cut() {
        let spans = [Span::raw("one two three four")];
        let mut buffer = Buffer::empty(Rect::new(0, 0, 8, 2));
        for (y, line) in (0..).zip(wrap_within(&spans, 8, 0, 2)) {
            put(&mut buffer, (0, y), 8, &line, "…");
        }
        assert_eq!(buffer, Buffer::with_lines(["one two ", "three f…"]));
        assert_eq!(wrap_within(&spans, 80, 0, 2).len(), 1);
    }

    #[test]
    fn a_word_longer_than_the_line_is_broken() {
        assert_eq!(
            lines("https://example.org", 8, 0),
            ["https://", "example.", "org"]
        );
        assert_eq!(lines("ab", 1, 5), ["a", "b"]);
    }

    #[test]
    fn what_does_not_fit_ends_in_an_ellipsis() {
        let mut buffer = Buffer::empty(Rect::new(0, 0, 8, 1));
        let used = put(
            &mut buffer,
            (0, 0),
            6,
            &[Span::raw("Soyuz-5 "), Span::raw("flight")],
            "…",
        );
        assert_eq!(used, 6);
        assert_eq!(buffer, Buffer::with_lines(["Soyuz…  "]));
    }

    #[test]
    fn nothing_is_written_outside_the_screen() {
        let mut buffer = Buffer::empty(Rect::new(0, 0, 3, 1));
        assert_eq!(put(&mut buffer, (9, 0), 4, &[Span::raw("abc")], "…"), 0);
        assert_eq!(put(&mut buffer, (0, 5), 4, &[Span::raw("abc")], "…"), 0);
        assert_eq!(
            put_right(&mut buffer, (0, 0), 3, &[Span::raw("日本")], "…"),
            3
        );
        line(&mut buffer, (2, 0), 900, "─", Style::new());
    }
}
