//! A plain table on paper: each column as wide as what it holds; where the paper is narrower the widest
//! give way, and what is cut is marked.

use ratatui::buffer::Buffer;
use ratatui::layout::Rect;
use ratatui::text::Span;
use unicode_width::UnicodeWidthStr;

use super::Paper;
use super::text::{put, put_right, span};
use crate::domain::standing::DatesSay;

/// Between two columns.
const GAP: u16 = 2;
/// A column gives way down to so much.
const LEAST: u16 = 10;

/// The head of a column.
#[derive(Clone, Debug)]
pub struct Head {
    pub title: String,
    /// Its cells end at the right: numbers.
    pub right: bool,
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
pub fn sheet_width(heads: &[Head], rows: &[Vec<Cell>]) -> u16 {
    let widths = widths(heads, rows);
    let gaps = u16::try_from(widths.len().saturating_sub(1)).unwrap_or(u16::MAX);
    widths.iter().fold(gaps.saturating_mul(GAP), |sum, width| {
        sum.saturating_add(*width)
    })
}

/// Draws the table and hands it over line by line.
pub fn print_sheet<E>(
    heads: &[Head],
    rows: &[Vec<Cell>],
    paper: &Paper,
    mut each: impl FnMut(&str) -> Result<(), E>,
) -> Result<(), E> {
    let widths = fitted(&widths(heads, rows), heads, paper.width);
    let titles: Vec<Cell> = heads.iter().map(Head::cell).collect();
    for row in std::iter::once(&titles).chain(rows) {
        each(&paper.draw(1, |buffer, area| {
            line(buffer, area, heads, row, &widths, paper);
        }))?;
    }
    Ok(())
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

/// The widths on a paper; columns for which there is no room at all are left off, the last ones first.
fn fitted(widths: &[u16], heads: &[Head], cells: u16) -> Vec<u16> {
    let fewer = (2..=widths.len()).rev();
    let fits = fewer
        .filter_map(|count| widths.get(..count))
        .find_map(|widths| squeezed(widths.to_vec(), heads, cells));
    fits.unwrap_or_else(|| {
        widths
            .iter()
            .take(1)
            .map(|width| *width.min(&cells))
            .collect()
    })
}

/// The widest give way, one cell at a time; none where that is not enough.
fn squeezed(mut widths: Vec<u16>, heads: &[Head], cells: u16) -> Option<Vec<u16>> {
    let gaps = widths.len().saturating_sub(1) * usize::from(GAP);
    let needed = widths.iter().copied().map(usize::from).sum::<usize>() + gaps;
    for _ in usize::from(cells)..needed {
        let giving = widths.iter_mut().zip(heads);
        let giving = giving.filter(|(width, head)| !head.right && **width > LEAST);
        let (widest, _) = giving.max_by_key(|(width, _)| **width)?;
        *widest -= 1;
    }
    Some(widths)
}

fn line(
    buffer: &mut Buffer,
    area: Rect,
    heads: &[Head],
    row: &[Cell],
    widths: &[u16],
    paper: &Paper,
) {
    let look = &paper.look;
    let mut x = area.x;
    for ((cell, head), width) in row.iter().zip(heads).zip(widths) {
        let style = match cell.tone {
            Tone::Plain => ratatui::style::Style::new(),
            Tone::Dim => look.dim(),
            Tone::Says(says) => look.says(says).style,
        };
        let text: [Span; 1] = [span(cell.text.as_str(), style)];
        let put = if head.right { put_right } else { put };
        put(buffer, (x, area.y), *width, &text, look.glyphs.ellipsis);
        x = x.saturating_add(*width).saturating_add(GAP);
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn shares(widths: &[u16], cells: u16) -> Vec<u16> {
        let head = |right| Head {
            title: String::new(),
            right,
        };
        let heads: Vec<Head> = widths.iter().map(|width| head(*width < 6)).collect();
        fitted(widths, &heads, cells)
    }

    #[test]
    fn the_widest_columns_give_way_first() {
        assert_eq!(shares(&[40, 5, 20], 100), [40, 5, 20]);
        assert_eq!(shares(&[40, 5, 20], 69), [40, 5, 20]);
        assert_eq!(shares(&[40, 5, 20], 59), [30, 5, 20]);
        assert_eq!(shares(&[40, 5, 20], 45), [18, 5, 18]);
        assert_eq!(shares(&[40, 5, 20], 29), [10, 5, 10]);
        assert_eq!(shares(&[40, 5, 20], 28), [21, 5]);
        assert_eq!(shares(&[40, 5, 20], 3), [3]);
        assert_eq!(shares(&[], 3), [0; 0]);
    }
}
