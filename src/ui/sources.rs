//! The sources of the subject, to choose one: each with its title, and below it who published it when,
//! its grade and its address.

use ratatui::layout::Rect;
use ratatui::text::Span;

use super::brush::Brush;
use super::pane::{Title, left_off, pane, popup, rows};
use super::screen::Screen;
use super::table::{mark_cursor, scrolled, tint};
use super::text::span;
use super::theme::Look;
use super::view::ViewState;
use crate::app::drawn::Pane;
use crate::domain::catalogue::{Id, Source};
use crate::domain::format::keyword::Keyword;

/// The rows that one source takes.
const ROWS: u16 = 2;

pub(super) fn draw(
    brush: &mut Brush,
    area: Rect,
    (ids, cursor): (&[Id], usize),
    screen: &Screen,
    view: &mut ViewState,
) {
    let look = screen.look;
    let wanted = u16::try_from(ids.len() * usize::from(ROWS) + 2).unwrap_or(u16::MAX);
    let size = (
        area.width.saturating_sub(4).min(110),
        area.height.saturating_sub(2).min(wanted),
    );
    let (head, inner) = popup(brush, area, size);
    let (whole, _) = rows(inner, inner.height / ROWS * ROWS);
    let height = usize::from(whole.height / ROWS);
    let first = scrolled(0, cursor, ids.len(), height);
    let title = Title {
        name: "Sources",
        more: format!("{} of {}", cursor + 1, ids.len()),
        right: "Enter opens, y copies, Esc closes".to_owned(),
        sight: left_off(first, ids.len().saturating_sub(first + height)),
        focused: true,
    };
    pane(brush, head, &title);
    let choices = Rect {
        height: whole.height / ROWS,
        ..whole
    };
    view.note(Pane::Choices, inner, choices, first);
    let tops = (whole.top()..whole.bottom()).step_by(usize::from(ROWS));
    for (y, (place, id)) in tops.zip(ids.iter().enumerate().skip(first)) {
        let source = screen.shown.catalogue.source(id);
        for (y, line) in (y..whole.bottom()).zip(lines(id, source, look)) {
            let at = Rect {
                y,
                height: 1,
                ..inner
            };
            let cells = at.width.saturating_sub(1);
            brush.put((at.x + 1, y), cells, &line);
            if place == cursor {
                tint(brush, at);
            }
        }
        if place == cursor {
            let at = Rect {
                y,
                height: 1,
                ..inner
            };
            mark_cursor(brush, at, true);
        }
    }
}

fn lines<'a>(id: &'a Id, source: Option<&'a Source>, look: &Look) -> [Vec<Span<'a>>; 2] {
    let Some(source) = source else {
        let gone = span("not in the catalogue any more", look.dim());
        return [vec![Span::raw(&**id)], vec![gone]];
    };
    let date = look.date_or(source.date, "undated");
    let grade = format!(" [{}]  ", source.grade.word());
    let url = source.url.as_deref().unwrap_or("no address");
    [
        vec![Span::raw(&*source.title)],
        vec![
            span(format!("{} {date}", source.publisher), look.dim()),
            span(grade, look.grade(source.grade)),
            span(url, look.accent()),
        ],
    ]
}
