//! The axes of the plot: a line and whole years, and "today".

use chrono::NaiveDate;
use ratatui::layout::Rect;
use ratatui::symbols::border::ROUNDED;

use super::dots::{ACROSS, DOWN};
use super::scale::Scale;
use crate::ui::brush::Brush;
use crate::ui::text::span;

/// Cells of the axis at the left: "2027 ┤".
pub(super) const LEFT: u16 = 6;
/// Rows of the axis below: the line, and the years.
pub(super) const BELOW: u16 = 2;

/// The years of the promised days, at the left.
pub(super) fn draw_promised(brush: &mut Brush, field: Rect, scale: &Scale) {
    let look = brush.look;
    let glyphs = look.glyphs;
    let x = field.x - 1;
    for y in field.top()..field.bottom() {
        brush.put((x, y), 1, &[span(glyphs.bar, look.rule())]);
    }
    for (year, dot) in scale.years_promised() {
        let Ok(row) = u16::try_from(dot / DOWN) else {
            continue;
        };
        let label = [
            span(format!("{year:04} "), look.dim()),
            span(glyphs.to, look.rule()),
        ];
        brush.put_right((field.x - LEFT, field.y + row), LEFT, &label);
    }
}

/// The years of the days of saying, below, and "today".
pub(super) fn draw_said(brush: &mut Brush, field: Rect, scale: &Scale, today: NaiveDate) {
    let look = brush.look;
    let glyphs = look.glyphs;
    let (axis, labels) = (field.bottom(), field.bottom() + 1);
    brush.line((field.x, axis), field.width, glyphs.rule, look.rule());
    brush.put(
        (field.x - 1, axis),
        1,
        &[span(ROUNDED.bottom_left, look.rule())],
    );
    let cell = |dot: i64| u16::try_from(dot / ACROSS).ok().filter(|_| dot >= 0);
    let mut taken: Option<(u16, u16)> = None;
    if let Some(x) = cell(scale.x(today)).filter(|x| *x < field.width) {
        brush.put((field.x + x, axis), 1, &[span(glyphs.tick, look.accent())]);
        let word = (x.saturating_sub(2)).min(field.width.saturating_sub(5));
        brush.put((field.x + word, labels), 5, &[span("today", look.accent())]);
        taken = Some((word, word + 5));
    }
    for (year, dot) in scale.years_said() {
        let Some(x) = cell(dot).filter(|x| x + 4 <= field.width) else {
            continue;
        };
        brush.put((field.x + x, axis), 1, &[span(glyphs.tick, look.rule())]);
        if taken.is_none_or(|(from, to)| x + 4 < from || x > to) {
            brush.put(
                (field.x + x, labels),
                4,
                &[span(format!("{year:04}"), look.dim())],
            );
        }
    }
}
