//! The popup that asks since when changes are told.

use ratatui::layout::{Position, Rect};
use ratatui::style::Style;
use ratatui::text::Span;

use super::brush::Brush;
use super::field::put_typed;
use super::pane::{Title, left_off, pane, popup};
use super::table::{mark_cursor, scrolled};
use super::text::span;
use super::view::ViewState;
use crate::app::drawn::Pane;
use crate::app::input::Input;
use crate::app::news::CHOICES;

/// Draws the choices and what is typed; tells where the caret stands.
pub(super) fn draw(
    brush: &mut Brush,
    area: Rect,
    (cursor, input): (usize, &Input),
    view: &mut ViewState,
) -> Option<Position> {
    let height = u16::try_from(CHOICES.len() + 4).unwrap_or(u16::MAX);
    let size = (area.width.saturating_sub(4).min(64), height);
    let (head, inner) = popup(brush, area, size);
    let all = CHOICES.len() + 1;
    let first = scrolled(0, cursor, all, inner.height.into());
    view.note(Pane::Choices, inner, inner, first);
    let title = Title {
        name: "Compare with",
        right: "Enter: compare · Esc: close".to_owned(),
        sight: left_off(first, all.saturating_sub(first + usize::from(inner.height))),
        focused: true,
        ..Title::default()
    };
    pane(brush, head, &title);
    let mut caret = None;
    for (place, y) in (first..all).zip(inner.top()..inner.bottom()) {
        let (at, cells) = ((inner.x + 2, y), inner.width.saturating_sub(2));
        match CHOICES.get(place) {
            Some((_, words)) => {
                let words = [Span::raw(*words)];
                brush.put(at, cells, &words);
            }
            None => caret = draw_typed(brush, at, cells, input),
        }
        if place == cursor {
            let row = Rect {
                y,
                height: 1,
                ..inner
            };
            mark_cursor(brush, row, true);
        }
    }
    caret
}

fn draw_typed(
    brush: &mut Brush,
    (x, y): (u16, u16),
    cells: u16,
    input: &Input,
) -> Option<Position> {
    let look = brush.look;
    let label = brush.put((x, y), cells, &[span("type: ", look.dim())]);
    let (at, cells) = ((x + label, y), cells - label);
    if input.text().is_empty() {
        let examples = span(" 2026-10-01, HEAD~3, old.toml", look.dim());
        brush.put(at, cells, &[examples]);
    }
    let (_, caret) = put_typed(brush, at, cells, (input, Style::new()));
    caret
}
