//! A pane: a title on a thin rule, and the space below it. Lighter than a box, and two rows and two
//! columns more for what it holds.

use ratatui::layout::{Constraint, Layout, Margin, Rect};
use ratatui::widgets::{Block, BorderType, Borders, Clear};

use super::brush::Brush;
use super::text::{self, span};

/// The head of a pane.
#[derive(Debug, Default)]
pub(super) struct Title<'a> {
    pub name: &'a str,
    /// After the name, dim: a count, a Russian name.
    pub more: String,
    /// At the right end, where there is room: the sort order, a key.
    pub right: String,
    /// After that: what part of it is in sight, where that is not all. It is never left out.
    pub sight: String,
    pub focused: bool,
}

/// Draws the head into the first row and returns what is left below it.
pub(super) fn pane(brush: &mut Brush, area: Rect, title: &Title) -> Rect {
    let look = brush.look;
    let area = area.intersection(brush.buffer.area);
    if area.is_empty() {
        return area;
    }
    let glyphs = look.glyphs;
    let at = (area.x, area.y);
    brush.line(at, area.width, glyphs.rule, look.rule());
    let mut left = vec![span(format!(" {} ", title.name), look.title(title.focused))];
    if !title.more.is_empty() {
        left.push(span(format!("{} ", title.more), look.dim()));
    }
    let (from, end) = (area.x + 1, area.right() - 1);
    let end = put_at_the_end(brush, (from, end, area.y), &title.sight);
    let room = end.saturating_sub(from);
    let used = brush.put((from, area.y), room, &left);
    put_at_the_end(brush, (from + used + 2, end, area.y), &title.right);
    Rect {
        y: area.y + 1,
        height: area.height - 1,
        ..area
    }
}

/// Writes a text before the end of a line that is free from one column on, where there is room for the
/// whole of it. Returns where the free part ends then.
fn put_at_the_end(brush: &mut Brush, (from, end, y): (u16, u16, u16), text: &str) -> u16 {
    let text = [span(format!(" {text} "), brush.look.dim())];
    let needed = u16::try_from(text::width(&text)).unwrap_or(u16::MAX);
    if needed <= 2 || from.saturating_add(needed) > end {
        return end;
    }
    brush.put((end - needed, y), needed, &text);
    end - needed
}

/// What of a list is left off: so many above and below what is in sight.
pub(super) fn left_off(above: usize, below: usize) -> String {
    match (above, below) {
        (0, 0) => String::new(),
        (0, below) => format!("{below} more below"),
        (above, 0) => format!("{above} more above"),
        (above, below) => format!("{above} above, {below} below"),
    }
}

/// The same of one that does not scroll.
pub(super) fn more_left_out(count: usize) -> String {
    match count {
        0 => String::new(),
        count => format!("{count} more"),
    }
}

/// Splits an area into two columns with a dim line between them.
pub(super) fn columns(brush: &mut Brush, area: Rect, left: u16) -> (Rect, Rect) {
    let parts = [
        Constraint::Length(left),
        Constraint::Length(1),
        Constraint::Fill(1),
    ];
    let [first, bar, second] = Layout::horizontal(parts).areas(area);
    let line = Block::new().borders(Borders::LEFT);
    brush.render(line.border_style(brush.look.rule()), bar);
    (first, second)
}

/// One empty column on either side.
pub(super) fn inset(area: Rect) -> Rect {
    area.inner(Margin::new(1, 0))
}

/// Splits an area into an upper part of `height` rows and the rest.
pub(super) fn rows(area: Rect, height: u16) -> (Rect, Rect) {
    let [upper, lower] =
        Layout::vertical([Constraint::Length(height), Constraint::Fill(1)]).areas(area);
    (upper, lower)
}

/// A popup of at most this size in the middle of an area: cleared and framed. Returns where its title goes,
/// for [`pane`], and the space below.
pub(super) fn popup(brush: &mut Brush, area: Rect, size: (u16, u16)) -> (Rect, Rect) {
    let (width, height) = (Constraint::Length(size.0), Constraint::Length(size.1));
    let outer = area.centered(width, height).intersection(brush.buffer.area);
    brush.render(Clear, outer);
    if outer.width < 4 || outer.height < 3 {
        return (Rect::default(), outer);
    }
    let frame = Block::bordered().border_type(BorderType::Rounded);
    brush.render(frame.border_style(brush.look.rule()), outer);
    let (head, _) = rows(inset(outer), 1);
    (head, outer.inner(Margin::new(2, 1)))
}
