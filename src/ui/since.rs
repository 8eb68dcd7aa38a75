//! The popup that asks since when changes are told.

use ratatui::buffer::Buffer;
use ratatui::layout::Rect;
use ratatui::text::Span;

use super::ViewState;
use super::look::Look;
use super::pane::{Title, left_off, pane, popup};
use super::table::{mark_cursor, scrolled};
use super::text::{last_part, put, span};
use crate::app::drawn::Pane;
use crate::app::input::Input;
use crate::app::news::CHOICES;

pub(super) fn draw(
    buffer: &mut Buffer,
    area: Rect,
    (cursor, input): (usize, &Input),
    (view, look): (&mut ViewState, &Look),
) {
    let height = u16::try_from(CHOICES.len() + 4).unwrap_or(u16::MAX);
    let size = (area.width.saturating_sub(4).min(64), height);
    let (head, inner) = popup(buffer, area, size, look);
    let all = CHOICES.len() + 1;
    let first = scrolled(0, cursor, all, inner.height.into());
    view.note(Pane::Choices, inner, inner, first);
    let title = Title {
        name: "Changes since when?",
        right: "Enter compares, Esc closes".to_owned(),
        sight: left_off(first, all.saturating_sub(first + usize::from(inner.height))),
        focused: true,
        ..Title::default()
    };
    pane(buffer, head, &title, look);
    let (before, after) = input.halves();
    let room = usize::from(inner.width).saturating_sub(13);
    let before = last_part(before, room, look.glyphs.ellipsis);
    let mut typed = vec![
        span("type: ", look.dim()),
        Span::raw(before),
        span(look.glyphs.bar, look.accent()),
        Span::raw(after),
    ];
    if input.text().is_empty() {
        typed.push(span(" 2026-10-01, HEAD~3, old.toml", look.dim()));
    }
    let choices = CHOICES.iter().map(|(_, words)| vec![Span::raw(*words)]);
    let lines = choices.chain([typed]).enumerate().skip(first);
    for (y, (place, line)) in (inner.top()..inner.bottom()).zip(lines) {
        let at = Rect {
            y,
            height: 1,
            ..inner
        };
        put(
            buffer,
            (at.x + 2, at.y),
            at.width.saturating_sub(2),
            &line,
            look.glyphs.ellipsis,
        );
        if place == cursor {
            mark_cursor(buffer, at, true, look);
        }
    }
}
