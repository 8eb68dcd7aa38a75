//! A plain table on paper: each column as wide as what it holds; where the paper is narrower the widest
//! give way, and what is cut is marked; where that is not enough columns are left off, and told.

use std::cmp::Reverse;

use ratatui::layout::Rect;
use ratatui::text::Span;
use unicode_width::UnicodeWidthStr;

use super::brush::Brush;
use super::paper::Paper;
use super::text::span;
use crate::domain::computed::standing::DatesSay;

/// Between two columns.
const GAP: u16 = 2;
/// A column gives way down to so much.
const LEAST: u16 = 10;

/// The head of a column.
#[derive(Clone, Debug)]
pub struct Head {
    pub title: String,
    pub holds: Holds,
}

/// What kind of thing a column holds.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Holds {
    /// Words, which may be cut.
    Words,
    /// Likewise what the row is about: without it the others say little.
    Name,
    /// Numbers: they end at the right, and are whole.
    Numbers,
    /// Ids, which are of use only whole: they are the last to be left off.
    Ids,
}

/// What stands in a column, and in what manner.
#[derive(Clone, Debug, Default)]
pub struct Cell {
    pub text: String,
    pub tone: Tone,
}

#[derive(Clone, Copy, Debug, Default)]
pub enum Tone {
    #[default]
    Plain,
    Dim,
    /// In the colour of what the dates say.
    Says(DatesSay),
}

/// The table takes this much at least to be whole, in columns.
pub fn table_width(heads: &[Head], rows: &[Vec<Cell>]) -> u16 {
    let widths = widths(heads, rows);
    let gaps = u16::try_from(widths.len().saturating_sub(1)).unwrap_or(u16::MAX);
    widths.iter().fold(gaps.saturating_mul(GAP), |sum, width| {
        sum.saturating_add(*width)
    })
}

/// Draws the table and hands it over line by line. Returns the titles of the columns for which there was no
/// room.
pub fn print_table<'a, E>(
    heads: &'a [Head],
    rows: &[Vec<Cell>],
    paper: &Paper,
    mut each: impl FnMut(&str) -> Result<(), E>,
) -> Result<Vec<&'a str>, E> {
    let widths = fitted(&widths(heads, rows), heads, paper.width);
    let titles: Vec<Cell> = heads.iter().map(Head::cell).collect();
    for row in std::iter::once(&titles).chain(rows) {
        each(&paper.draw(1, |brush, area| {
            line(brush, area, heads, row, &widths);
        }))?;
    }
    let left_off = heads
        .iter()
        .zip(&widths)
        .filter(|(_, width)| width.is_none());
    Ok(left_off.map(|(head, _)| &*head.title).collect())
}

impl Head {
    fn cell(&self) -> Cell {
        Cell {
            text: self.title.clone(),
            tone: Tone::Dim,
        }
    }
}

fn widths(heads: &[Head], rows: &[Vec<Cell>]) -> Vec<u16> {
    let cells = |text: &str| u16::try_from(text.width()).unwrap_or(u16::MAX);
    let mut widths: Vec<u16> = heads.iter().map(|head| cells(&head.title)).collect();
    for row in rows {
        for (width, cell) in widths.iter_mut().zip(row) {
            *width = cells(&cell.text).max(*width);
        }
    }
    widths
}

/// The widths on a paper. Where there is no room for all, columns are left off: the last ones first, the
/// name after all others, and an id after that.
fn fitted(widths: &[u16], heads: &[Head], cells: u16) -> Vec<Option<u16>> {
    let mut fitted: Vec<Option<u16>> = widths.iter().copied().map(Some).collect();
    loop {
        if let Some(squeezed) = squeezed(fitted.clone(), heads, cells) {
            return squeezed;
        }
        let kept = fitted.iter().zip(heads).enumerate();
        let kept = kept.filter(|(_, (width, _))| width.is_some());
        let order = |place, head: &Head| match head.holds {
            Holds::Words | Holds::Numbers => (0, Reverse(place)),
            Holds::Name => (1, Reverse(place)),
            Holds::Ids => (2, Reverse(place)),
        };
        let count = kept.clone().count();
        let next = kept.min_by_key(|(place, (_, head))| order(*place, head));
        let Some(place) = next.map(|(place, _)| place) else {
            return fitted;
        };
        // The only one that is left has all there is.
        fitted[place] = (count == 1).then_some(cells);
        if count == 1 {
            return fitted;
        }
    }
}

/// The widest give way, one cell at a time; none where that is not enough.
fn squeezed(mut widths: Vec<Option<u16>>, heads: &[Head], cells: u16) -> Option<Vec<Option<u16>>> {
    let kept = widths.iter().flatten();
    let gaps = kept.clone().count().saturating_sub(1) * usize::from(GAP);
    let needed = kept.copied().map(usize::from).sum::<usize>() + gaps;
    for _ in usize::from(cells)..needed {
        let words = widths
            .iter_mut()
            .zip(heads)
            .filter(|(_, head)| matches!(head.holds, Holds::Words | Holds::Name));
        let giving = words.filter_map(|(width, _)| width.as_mut().filter(|width| **width > LEAST));
        *giving.max_by_key(|width| **width)? -= 1;
    }
    Some(widths)
}

fn line(brush: &mut Brush, area: Rect, heads: &[Head], row: &[Cell], widths: &[Option<u16>]) {
    let look = brush.look;
    let mut x = area.x;
    let columns = row.iter().zip(heads).zip(widths);
    let kept = columns.filter_map(|((cell, head), width)| Some((cell, head, (*width)?)));
    for (cell, head, width) in kept {
        let style = match cell.tone {
            Tone::Plain => ratatui::style::Style::new(),
            Tone::Dim => look.dim(),
            Tone::Says(says) => look.says(says).style,
        };
        let text: [Span; 1] = [span(cell.text.as_str(), style)];
        match head.holds {
            Holds::Numbers => brush.put_right((x, area.y), width, &text),
            Holds::Words | Holds::Name | Holds::Ids => brush.put((x, area.y), width, &text),
        };
        x = x.saturating_add(width).saturating_add(GAP);
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    /// Numbers are narrow, ids begin with 30 cells.
    fn shares(widths: &[u16], cells: u16) -> Vec<u16> {
        let head = |width: &u16| Head {
            title: String::new(),
            holds: match width {
                0..6 => Holds::Numbers,
                30 => Holds::Ids,
                _ => Holds::Words,
            },
        };
        let heads: Vec<Head> = widths.iter().map(head).collect();
        let fitted = fitted(widths, &heads, cells).into_iter();
        fitted.map(Option::unwrap_or_default).collect()
    }

    #[test]
    fn the_widest_columns_give_way_first() {
        assert_eq!(shares(&[40, 5, 20], 100), [40, 5, 20]);
        assert_eq!(shares(&[40, 5, 20], 69), [40, 5, 20]);
        assert_eq!(shares(&[40, 5, 20], 59), [30, 5, 20]);
        assert_eq!(shares(&[40, 5, 20], 45), [18, 5, 18]);
        assert_eq!(shares(&[40, 5, 20], 29), [10, 5, 10]);
        assert_eq!(shares(&[40, 5, 20], 28), [21, 5, 0]);
        assert_eq!(shares(&[40, 5, 20], 3), [3, 0, 0]);
        assert_eq!(shares(&[], 3), [0; 0]);
    }

    #[test]
    fn an_id_is_whole_as_long_as_there_is_room_for_it() {
        assert_eq!(shares(&[40, 20, 30], 80), [26, 20, 30]);
        assert_eq!(shares(&[40, 20, 30], 50), [18, 0, 30]);
        assert_eq!(shares(&[40, 20, 30], 40), [0, 0, 30]);
        assert_eq!(shares(&[40, 20, 30], 20), [0, 0, 20]);
    }
}
