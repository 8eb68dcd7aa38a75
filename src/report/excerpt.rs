//! One line of the source around a place: cleaned, and cut to the width that there is.

use std::ops::Range;

use unicode_width::{UnicodeWidthChar as _, UnicodeWidthStr as _};

use crate::domain::text::clean::clean;

/// A piece of a line with the place in it.
#[derive(Debug, PartialEq, Eq)]
pub(super) struct Excerpt {
    pub(super) text: String,
    /// The first cell of the place, from 0.
    pub(super) start: usize,
    /// How many cells it takes, at least one.
    pub(super) width: usize,
}

/// Where a line is cut.
const CUT: &str = "…";

impl Excerpt {
    /// `place` in bytes of the line; what is beyond its end is not shown.
    pub(super) fn new(line: &str, place: Range<usize>, width: usize) -> Self {
        let width = width.max(12);
        let (start, end) = (place.start.min(line.len()), place.end.min(line.len()));
        let before = line
            .get(..start)
            .unwrap_or_default()
            .trim_start_matches('\u{feff}');
        let inside = line.get(start..end.max(start)).unwrap_or_default();
        let after = line.get(end.max(start)..).unwrap_or_default();

        let inside = head(inside, width * 2 / 3);
        let rest = width - inside.width();
        let after_wants = head(after, rest).width();
        let before = tail(before, (rest - after_wants).max(rest / 2));
        let after = head(after, rest - before.width());
        Self {
            start: before.width(),
            width: inside.width().max(1),
            text: format!("{before}{inside}{after}"),
        }
    }
}

/// The first cells of a text, cleaned.
fn head(raw: &str, cells: usize) -> String {
    // Enough for these cells, and not the whole of a line of megabytes.
    let short = raw.char_indices().nth(cells * 2 + 1);
    let part = short.map_or(raw, |(end, _)| raw.get(..end).unwrap_or_default());
    let clean = clean(part);
    if short.is_none() && clean.width() <= cells {
        return clean.into_owned();
    }
    let kept = fitting(clean.chars(), cells.saturating_sub(1));
    clean
        .chars()
        .take(kept)
        .chain(CUT.chars())
        .take(kept + cells.min(1))
        .collect()
}

/// The last cells of a text, cleaned.
fn tail(raw: &str, cells: usize) -> String {
    let short = raw.char_indices().nth_back(cells * 2);
    let part = short.map_or(raw, |(start, _)| raw.get(start..).unwrap_or_default());
    let clean = clean(part);
    if clean.width() <= cells && part.len() == raw.len() {
        return clean.into_owned();
    }
    let kept = fitting(clean.chars().rev(), cells.saturating_sub(1));
    let dropped = clean.chars().count() - kept;
    CUT.chars()
        .take(cells)
        .chain(clean.chars().skip(dropped))
        .collect()
}

/// How many of the characters fit.
fn fitting(chars: impl Iterator<Item = char>, cells: usize) -> usize {
    let mut used = 0;
    chars
        .take_while(|c| {
            used += c.width().unwrap_or(0);
            used <= cells
        })
        .count()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn shown(line: &str, part: &str, width: usize) -> (String, String) {
        let start = line.find(part).unwrap();
        let excerpt = Excerpt::new(line, start..start + part.len(), width);
        let underline = " ".repeat(excerpt.start) + &"^".repeat(excerpt.width);
        (excerpt.text, underline)
    }

    #[test]
    fn a_line_that_fits_is_shown_whole() {
        let (text, underline) = shown("status = \"дон\" # ", "\"дон\"", 40);
        assert_eq!(text, "status = \"дон\" # ");
        assert_eq!(underline, "         ^^^^^");
    }

    #[test]
    fn what_is_wide_or_hostile_is_underlined_where_it_shows() {
        let (text, underline) = shown("日本\u{1b}\u{202e} = x", "x", 40);
        assert_eq!(text, "日本␛<202E> = x");
        assert_eq!(underline, "              ^");
    }

    #[test]
    fn a_long_line_is_cut_around_the_place() {
        let line = format!("{}here{}", "a".repeat(1_000), "b".repeat(1_000));
        let (text, underline) = shown(&line, "here", 30);
        assert_eq!(
            text,
            "…aaaaaaaaaaaahere…bbbbbbbbbbbb".replace("…b", "b") + "…"
        );
        assert_eq!(text.width(), 30);
        assert_eq!(underline, format!("{}^^^^", " ".repeat(13)));
    }

    #[test]
    fn a_long_place_shows_its_beginning() {
        let line = format!("x = \"{}\"", "a".repeat(1_000_000));
        let excerpt = Excerpt::new(&line, 4..line.len(), 30);
        assert_eq!(excerpt.text, format!("x = \"{}…", "a".repeat(18)));
        assert_eq!((excerpt.start, excerpt.width), (4, 20));
    }

    #[test]
    fn no_width_and_no_place_is_too_small_or_too_large() {
        for width in 0..40 {
            for (start, end) in [(0, 0), (0, 999), (50, 10), (3, 4), (999, 9999)] {
                let excerpt = Excerpt::new(&"ж\u{301}日".repeat(90), start..end, width);
                assert!(excerpt.text.width() <= width.max(12), "{excerpt:?}");
            }
        }
    }
}
