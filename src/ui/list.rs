//! The rows of a list that are in sight, with its cursor.

use ratatui::layout::Rect;

use super::brush::Brush;
use super::pane::left_off;
use super::screen::Screen;
use super::table::mark_cursor;
use super::text::span;
use super::view::ViewState;
use crate::app::drawn::Pane;
use crate::app::list::Row;
use crate::app::tab::ListId;

/// A list and how it is drawn: its rows by `row`, only those in sight.
pub(super) struct ListRows<'a, F> {
    pub list: ListId,
    /// The pane that it stands in, with its title.
    pub pane: Rect,
    /// It has the keyboard.
    pub focused: bool,
    pub screen: &'a Screen<'a>,
    pub row: F,
}

impl<F: Fn(&mut Brush, Rect, Row)> ListRows<'_, F> {
    /// Draws the list; returns the rows that it took, and what it left off. An empty list says why it is
    /// empty.
    pub(super) fn draw(
        &self,
        brush: &mut Brush,
        area: Rect,
        view: &mut ViewState,
    ) -> (u16, String) {
        let state = self.screen.app.list(self.list);
        if state.entries() == 0 {
            nothing(brush, area, self.screen);
            return (0, String::new());
        }
        let height = usize::from(area.height);
        let first = view.offset(self.list, self.screen.app, height);
        view.note(Pane::List(self.list), self.pane, area, first);
        let rows = state.rows().iter().enumerate().skip(first);
        let mut drawn = 0;
        for (y, (index, row)) in (area.top()..area.bottom()).zip(rows) {
            let at = Rect {
                y,
                height: 1,
                ..area
            };
            (self.row)(brush, at, *row);
            if index == state.cursor() {
                mark_cursor(brush, at, self.focused);
            }
            drawn += 1;
        }
        let (above, end) = (state.items(0..first), first + usize::from(drawn));
        (drawn, left_off(above, state.items(end..usize::MAX)))
    }
}

fn nothing(brush: &mut Brush, area: Rect, screen: &Screen) {
    if area.is_empty() {
        return;
    }
    let query = screen.app.query(screen.app.tab);
    let (catalogue, board) = (&screen.shown.catalogue, &screen.shown.board);
    let why = if query.is_empty() {
        "the catalogue has none".to_owned()
    } else if let Some(stranger) = query.finder(catalogue, board).stranger() {
        format!(
            "{}; Esc clears the filter",
            screen.look.words.stranger(&stranger)
        )
    } else {
        format!("no match for \"{}\"; Esc clears the filter", query.text())
    };
    let why = [span(why, screen.look.dim())];
    brush.put((area.x + 2, area.y), area.width.saturating_sub(3), &why);
}
