//! A table that draws only what is visible: columns of fixed width and one that takes the rest; where
//! the screen is too narrow the least important columns go first.

use ratatui::layout::Rect;
use ratatui::style::Color;
use ratatui::text::Span;
use unicode_width::UnicodeWidthStr;

use super::Size;
use super::brush::Brush;
use super::text::{span, width};

/// One column. Of several that cannot all be shown those of the highest `rank` stay; 0 goes first.
#[derive(Clone, Copy, Debug)]
pub(super) struct Column {
    pub title: &'static str,
    pub width: Width,
    pub rank: u8,
    pub right: bool,
}

#[derive(Clone, Copy, Debug)]
pub(super) enum Width {
    Cells(u16),
    /// Dates: most take so much, the longest so much more. That is given where there is room to spare; else
    /// a long one takes what it needs from its neighbour, in its row alone.
    Dates(u16, u16),
    /// As much as there is between the two.
    Between(u16, u16),
    /// Whatever is left, but at least so much.
    Rest(u16),
}

impl Column {
    pub(super) const fn fixed(title: &'static str, cells: u16, rank: u8) -> Self {
        Self {
            title,
            width: Width::Cells(cells),
            rank,
            right: false,
        }
    }

    pub(super) const fn right(title: &'static str, cells: u16, rank: u8) -> Self {
        Self {
            title,
            width: Width::Cells(cells),
            rank,
            right: true,
        }
    }

    pub(super) const fn dates(title: &'static str, cells: u16, rank: u8) -> Self {
        Self {
            title,
            width: Width::Dates(cells, 0),
            rank,
            right: false,
        }
    }

    pub(super) const fn between(title: &'static str, least: u16, most: u16, rank: u8) -> Self {
        Self {
            title,
            width: Width::Between(least, most),
            rank,
            right: false,
        }
    }

    pub(super) const fn ranked_rest(title: &'static str, least: u16, rank: u8) -> Self {
        Self {
            title,
            width: Width::Rest(least),
            rank,
            right: false,
        }
    }

    pub(super) const fn rest(title: &'static str, least: u16) -> Self {
        Self {
            title,
            width: Width::Rest(least),
            rank: u8::MAX,
            right: false,
        }
    }
}

impl Width {
    fn least(self) -> u16 {
        match self {
            Self::Cells(cells)
            | Self::Dates(cells, _)
            | Self::Between(cells, _)
            | Self::Rest(cells) => cells,
        }
    }

    /// What dates take of these cells before all others: nothing unless plenty is left for the names.
    fn stretches(self, spare: u16) -> u16 {
        match self {
            Self::Dates(_, more) if spare >= more.saturating_add(PLENTY) => more,
            _ => 0,
        }
    }

    /// What it takes of the cells that are left over when all have their least.
    fn takes(self, spare: &mut u16) -> u16 {
        let taken = match self {
            Self::Cells(_) | Self::Dates(..) => 0,
            Self::Between(least, most) => (most - least).min(*spare),
            Self::Rest(_) => *spare,
        };
        *spare -= taken;
        taken
    }
}

/// The columns, some of them, by their place, with room for so many cells.
pub(super) fn widened(columns: &[Column], needs: &[(usize, u16)]) -> Vec<Column> {
    let mut columns = columns.to_vec();
    for (place, needed) in needs {
        match columns.get_mut(*place).map(|column| &mut column.width) {
            Some(Width::Cells(cells)) => *cells = (*cells).max(*needed),
            Some(Width::Dates(cells, more)) => *more = needed.saturating_sub(*cells),
            _ => {}
        }
    }
    columns
}

/// The columns for the smallest screens: names give way before states and dates do.
fn squeezed(columns: &[Column]) -> Vec<Column> {
    let squeeze = |column: &Column| match column.width {
        Width::Cells(_) | Width::Dates(..) => *column,
        Width::Between(..) | Width::Rest(_) => Column {
            width: Width::Rest(10),
            ..*column
        },
    };
    columns.iter().map(squeeze).collect()
}

/// The columns that fit, each with its place and width.
#[derive(Debug)]
pub(super) struct Fitted {
    columns: Vec<Placed>,
}

#[derive(Clone, Copy, Debug)]
struct Placed {
    /// Its place among all columns.
    index: usize,
    x: u16,
    cells: u16,
    right: bool,
    /// It holds dates.
    dates: bool,
    /// It holds names, which may be shorter.
    gives: bool,
    title: &'static str,
}

/// Cells to spare that make a screen wide.
const PLENTY: u16 = 32;
/// Between two columns.
const GAP: u16 = 2;
/// At the left: the cursor.
const MARGIN: u16 = 2;

impl Fitted {
    /// The columns that fit, on a screen of this size.
    pub(super) fn sized(columns: &[Column], cells: u16, size: Size) -> Self {
        match size {
            Size::Tiny => Self::new(&squeezed(columns), cells),
            Size::Wide | Size::Medium | Size::Narrow => Self::new(columns, cells),
        }
    }

    pub(super) fn new(columns: &[Column], cells: u16) -> Self {
        let mut kept: Vec<usize> = (0..columns.len()).collect();
        let needed = |kept: &[usize]| -> u16 {
            let widths = kept.iter().map(|index| columns[*index].width.least() + GAP);
            widths.sum::<u16>() + MARGIN - GAP
        };
        while needed(&kept) > cells && kept.len() > 1 {
            let least = kept
                .iter()
                .enumerate()
                .min_by_key(|(_, index)| columns[**index].rank);
            if let Some((place, _)) = least {
                kept.remove(place);
            }
        }
        let room = cells.saturating_sub(needed(&kept));
        let stretched = kept
            .iter()
            .map(|index| columns[*index].width.stretches(room));
        let mut spare = room - stretched.sum::<u16>().min(room);
        let mut x = MARGIN.min(cells);
        let mut placed = Vec::with_capacity(kept.len());
        for index in kept {
            let column = columns[index];
            let width = column.width;
            let stretch = width.stretches(room);
            let width = width.least() + stretch + width.takes(&mut spare);
            let width = width.min(cells.saturating_sub(x));
            placed.push(Placed {
                index,
                x,
                cells: width,
                right: column.right,
                dates: matches!(column.width, Width::Dates(..)),
                gives: matches!(column.width, Width::Between(..) | Width::Rest(_)),
                title: column.title,
            });
            x = x.saturating_add(width + GAP);
        }
        Self { columns: placed }
    }

    /// The place and width of a column, if it fits.
    pub(super) fn place(&self, index: usize) -> Option<(u16, u16)> {
        self.columns
            .iter()
            .find(|column| column.index == index)
            .map(|column| (column.x, column.cells))
    }

    /// The heads of the columns; the one that is sorted by carries an arrow.
    pub(super) fn head(&self, brush: &mut Brush, area: Rect, sorted: Option<(usize, bool)>) {
        let look = brush.look;
        for column in &self.columns {
            let arrow = match sorted {
                Some((index, true)) if index == column.index => "↑",
                Some((index, false)) if index == column.index => "↓",
                _ => "",
            };
            // Of a title that is as wide as its column the arrow takes the last letter.
            let room = usize::from(column.cells).saturating_sub(arrow.width());
            let title: String = column.title.chars().take(room).collect();
            let title = [span(format!("{title}{arrow}"), look.dim())];
            put_cell(brush, area, column, &title);
        }
    }

    /// One row: `cell` gives the text of a column. Returns the cells that a long date took from the column
    /// before it.
    pub(super) fn row<'a>(
        &self,
        brush: &mut Brush,
        area: Rect,
        cell: impl Fn(usize) -> Vec<Span<'a>>,
    ) -> u16 {
        let texts: Vec<_> = self
            .columns
            .iter()
            .map(|column| cell(column.index))
            .collect();
        let (mut columns, mut taken) = (self.columns.clone(), 0);
        if let Some(date) = columns.iter().position(|column| column.dates) {
            let needed = u16::try_from(width(&texts[date])).unwrap_or(u16::MAX);
            taken = make_room(&mut columns, date, needed);
        }
        for (column, text) in columns.iter().zip(&texts) {
            put_cell(brush, area, column, text);
        }
        taken
    }
}

/// Lets a date that is longer than its column take what it needs from a name: that before it, that after
/// it, or the nearest one farther left, from which all between move along. Returns what the column before
/// gave.
fn make_room(columns: &mut [Placed], date: usize, needed: u16) -> u16 {
    let over = needed.saturating_sub(columns[date].cells);
    let gives = |column: &Placed| column.gives && column.cells > over;
    let left = columns[..date].iter().rposition(gives);
    let is_before = left.is_some_and(|left| left + 1 == date);
    if let Some(after) = columns
        .get_mut(date + 1)
        .filter(|after| !is_before && gives(after))
    {
        after.x += over;
        after.cells -= over;
    } else if let Some(left) = left {
        columns[left].cells -= over;
        columns[left + 1..=date]
            .iter_mut()
            .for_each(|column| column.x -= over);
    } else {
        return 0;
    }
    columns[date].cells += over;
    if is_before { over } else { 0 }
}

fn put_cell(brush: &mut Brush, area: Rect, column: &Placed, spans: &[Span]) {
    let at = (area.x + column.x, area.y);
    if column.right {
        brush.put_right(at, column.cells, spans);
    } else {
        brush.put(at, column.cells, spans);
    }
}

/// Marks the row under the cursor: a pointer, and a tint when the pane has the keyboard.
pub(super) fn mark_cursor(brush: &mut Brush, row: Rect, focused: bool) {
    let look = brush.look;
    brush.put(
        (row.x, row.y),
        1,
        &[span(look.glyphs.cursor, look.accent())],
    );
    if focused {
        tint(brush, row);
    }
}

/// The tint of the row under the cursor.
pub(super) fn tint(brush: &mut Brush, row: Rect) {
    let look = brush.look;
    for position in row.intersection(brush.buffer.area).positions() {
        let cell = &mut brush.buffer[position];
        if let Some(colour) = look.on_cursor().filter(|_| cell.fg == Color::Reset) {
            cell.fg = colour;
        }
        cell.set_style(look.cursor());
    }
}

/// The first row to show of a list so that the cursor is on the screen, moving as little as can be.
pub(super) fn scrolled(offset: usize, cursor: usize, rows: usize, height: usize) -> usize {
    let height = height.max(1);
    let lowest = (cursor + 1).saturating_sub(height);
    offset
        .clamp(lowest, cursor.max(lowest))
        .min(rows.saturating_sub(height))
}

#[cfg(test)]
mod tests {
    use super::*;

    const COLUMNS: &[Column] = &[
        Column::rest("NAME", 10),
        Column::fixed("STATUS", 8, 2),
        Column::right("SLIP", 5, 3),
        Column::fixed("AS OF", 10, 1),
    ];

    fn shown(cells: u16) -> Vec<(usize, u16)> {
        Fitted::new(COLUMNS, cells)
            .columns
            .iter()
            .map(|column| (column.index, column.cells))
            .collect()
    }

    #[test]
    fn the_least_important_column_goes_first_and_the_rest_is_shared_out() {
        assert_eq!(shown(60), [(0, 29), (1, 8), (2, 5), (3, 10)]);
        assert_eq!(shown(41), [(0, 10), (1, 8), (2, 5), (3, 10)]);
        assert_eq!(shown(40), [(0, 21), (1, 8), (2, 5)]);
        assert_eq!(shown(20), [(0, 11), (2, 5)]);
        assert_eq!(shown(5), [(0, 3)]);
        assert_eq!(shown(0), [(0, 0)]);
    }

    #[test]
    fn a_long_date_has_room_where_there_is_some_to_spare_and_else_takes_it_from_a_name() {
        let columns = [
            Column::rest("", 10),
            Column::dates("", 15, 5),
            Column::right("", 5, 1),
        ];
        let widths = |cells| {
            let fitted = Fitted::new(&widened(&columns, &[(1, 22)]), cells);
            [0, 1, 2].map(|index| fitted.place(index).unwrap().1)
        };
        assert_eq!(widths(36), [10, 15, 5]);
        assert_eq!(widths(74), [48, 15, 5]);
        assert_eq!(widths(75), [42, 22, 5]);
        let row = |columns: &[Column]| {
            let mut placed = Fitted::new(columns, 50).columns;
            let taken = make_room(&mut placed, columns.len() - 2, 22);
            (
                taken,
                placed.iter().map(|c| (c.x, c.cells)).collect::<Vec<_>>(),
            )
        };
        assert_eq!(row(&columns), (7, vec![(2, 17), (21, 22), (45, 5)]));
        let columns = [Column::dates("", 15, 5), Column::rest("", 10)];
        assert_eq!(row(&columns), (0, vec![(2, 22), (26, 24)]));
        let columns = [
            Column::rest("", 10),
            Column::right("", 5, 1),
            Column::dates("", 15, 5),
            Column::right("", 5, 1),
        ];
        let moved = vec![(2, 10), (14, 5), (21, 22), (45, 5)];
        assert_eq!(row(&columns), (0, moved));
    }

    #[test]
    fn scrolling_moves_only_as_far_as_it_must() {
        assert_eq!(scrolled(0, 5, 100, 10), 0);
        assert_eq!(scrolled(0, 10, 100, 10), 1);
        assert_eq!(scrolled(50, 40, 100, 10), 40);
        assert_eq!(scrolled(95, 99, 100, 10), 90);
        assert_eq!(scrolled(7, 0, 0, 10), 0);
        assert_eq!(scrolled(7, 3, 5, 0), 3);
    }
}
