//! A pane: a title on a thin rule, and the space below it. Lighter than a box, and two rows and two
//! columns more for what it holds.

use ratatui::buffer::Buffer;
use ratatui::layout::Rect;
use ratatui::text::Span;

use super::look::Look;
use super::text::{self, put, span};

/// The head of a pane.
#[derive(Debug, Default)]
pub(super) struct Title<'a> {
    pub name: &'a str,
    /// After the name, dim: a count, a Russian name.
    pub more: String,
    /// At the right end: the sort order, the position.
    pub right: String,
    pub focused: bool,
}

/// Draws the head into the first row and returns what is left below it.
pub(super) fn pane(buffer: &mut Buffer, area: Rect, title: &Title, look: &Look) -> Rect {
    let area = area.intersection(buffer.area);
    if area.is_empty() {
        return area;
    }
    let glyphs = look.glyphs;
    let at = (area.x, area.y);
    text::line(buffer, at, area.width, glyphs.rule, look.rule());
    let mut left = vec![span(format!(" {} ", title.name), look.title(title.focused))];
    if !title.more.is_empty() {
        left.push(span(format!("{} ", title.more), look.dim()));
    }
    let used = put(
        buffer,
        (area.x + 1, area.y),
        area.width.saturating_sub(2),
        &left,
        glyphs.ellipsis,
    );
    if !title.right.is_empty() {
        let right = [span(format!(" {} ", title.right), look.dim())];
        let needed = u16::try_from(text::width(&right)).unwrap_or(u16::MAX);
        let free = area.width.saturating_sub(used + 4);
        if needed <= free {
            put(
                buffer,
                (area.right() - needed - 1, area.y),
                needed,
                &right,
                glyphs.ellipsis,
            );
        }
    }
    Rect {
        y: area.y + 1,
        height: area.height - 1,
        ..area
    }
}

/// Splits an area into two columns with a dim line between them.
pub(super) fn columns(buffer: &mut Buffer, area: Rect, left: u16, look: &Look) -> (Rect, Rect) {
    let left = left.min(area.width);
    let first = Rect {
        width: left,
        ..area
    };
    let x = area.x + left;
    let second = Rect {
        x: x.saturating_add(1),
        width: area.width.saturating_sub(left + 1),
        ..area
    };
    for y in area.top()..area.bottom() {
        put(
            buffer,
            (x, y),
            1,
            &[span(look.glyphs.bar, look.rule())],
            look.glyphs.ellipsis,
        );
    }
    (first, second)
}

/// Splits an area into an upper part of `height` rows and the rest.
pub(super) fn rows(area: Rect, height: u16) -> (Rect, Rect) {
    let height = height.min(area.height);
    let upper = Rect { height, ..area };
    let lower = Rect {
        y: area.y + height,
        height: area.height - height,
        ..area
    };
    (upper, lower)
}

/// A popup of at most this size in the middle of an area: cleared, framed, titled. Returns the space
/// inside.
pub(super) fn popup(
    buffer: &mut Buffer,
    area: Rect,
    size: (u16, u16),
    title: &Title,
    look: &Look,
) -> Rect {
    let (width, height) = (size.0.min(area.width), size.1.min(area.height));
    let x = area.x + (area.width - width) / 2;
    let y = area.y + (area.height - height) / 2;
    let outer = Rect::new(x, y, width, height).intersection(buffer.area);
    for position in outer.positions() {
        buffer[position].reset();
    }
    if outer.width < 4 || outer.height < 3 {
        return outer;
    }
    frame(buffer, outer, look);
    let inner = Rect {
        x: outer.x + 1,
        width: outer.width - 2,
        height: outer.height - 1,
        ..outer
    };
    let below = pane(buffer, inner, title, look);
    Rect {
        x: below.x + 1,
        width: below.width.saturating_sub(2),
        ..below
    }
}

fn frame(buffer: &mut Buffer, outer: Rect, look: &Look) {
    let glyphs = look.glyphs;
    let [top_left, top_right, bottom_left, bottom_right] = glyphs.corners;
    let (right, bottom) = (outer.right() - 1, outer.bottom() - 1);
    text::line(
        buffer,
        (outer.x, bottom),
        outer.width,
        glyphs.rule,
        look.rule(),
    );
    let mut cell = |x, y, glyph: &'static str| {
        put(
            buffer,
            (x, y),
            1,
            &[Span::styled(glyph, look.rule())],
            glyphs.ellipsis,
        );
    };
    for y in outer.y + 1..bottom {
        cell(outer.x, y, glyphs.bar);
        cell(right, y, glyphs.bar);
    }
    cell(outer.x, outer.y, top_left);
    cell(right, outer.y, top_right);
    cell(outer.x, bottom, bottom_left);
    cell(right, bottom, bottom_right);
}
