//! Places and lines of a text.

use std::ops::Range;

use crate::domain::file::span::Span;

/// The line in which a place begins, without its end.
pub(super) fn line_of(text: &str, place: Span) -> Span {
    let before = text.get(..place.range().start).unwrap_or_default();
    let start = before.rfind('\n').map_or(0, |newline| newline + 1);
    let rest = text.get(start..).unwrap_or_default();
    (start..start + rest.find('\n').unwrap_or(rest.len())).into()
}

/// The lines of a text, each with where it begins.
pub(super) fn lines(text: &str) -> impl Iterator<Item = (usize, &str)> {
    text.split('\n').scan(0, |start, line| {
        let here = *start;
        *start += line.len() + 1;
        Some((here, line))
    })
}

/// A line up to the next header, or to the end of the text.
pub(super) fn to_next_header(text: &str, line: Span) -> Span {
    let rest = text.get(line.range().end..).unwrap_or_default();
    let length = rest.find("\n[").unwrap_or(rest.len());
    (line.range().start..line.range().end + length).into()
}

/// A span within the text and on its character boundaries; behind what is written, the end of that.
pub(super) fn within(text: &str, written: usize, range: Range<usize>) -> Span {
    let start = floor(text, range.start.min(written));
    let end = floor(text, range.end.clamp(start, text.len()));
    (start..end).into()
}

/// The last character boundary up to a place.
pub(super) fn floor(text: &str, place: usize) -> usize {
    let mut place = place.min(text.len());
    while !text.is_char_boundary(place) {
        place -= 1;
    }
    place
}
