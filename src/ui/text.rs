//! Text in lines: wrapped at words, measured by display width.

use std::borrow::Cow;

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

/// At most so many lines: the last one holds all the rest, which [`super::brush::Brush::put`] cuts and marks as cut.
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
        let lines = wrap_within(&spans, 8, 0, 2);
        let widths: Vec<_> = lines.iter().map(|line| width(line)).collect();
        assert_eq!(widths, ["one two ".len(), "three four".len()]);
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
}
