//! Tab 6: what has changed since then, by importance, with the one under the cursor whole; and the newest
//! changes for the overview.

use ratatui::buffer::Buffer;
use ratatui::layout::Rect;
use ratatui::text::Span;

use super::change::{DAY, WORD, day, fill, style};
use super::detail::inset;
use super::doc::Doc;
use super::list::Rows;
use super::look::Look;
use super::pane::{Title, pane, rows};
use super::table::{Column, Fitted, squeezed};
use super::text::{put, span};
use super::{Screen, Size, ViewState};
use crate::app::list::Row;
use crate::app::tab::ListId;
use crate::domain::changes::Change;

const CHANGES: &[Column] = &[
    Column::fixed("DATE", 11, 5),
    Column::fixed("CHANGE", 16, 9),
    Column::between("ABOUT", 18, 34, 10),
    Column::ranked_rest("FROM → TO", 20, 8),
    Column::between("SPEAKER", 8, 16, 2),
];
/// Rows of the change under the cursor, in full.
const DETAIL: u16 = 7;

pub(super) fn draw(buffer: &mut Buffer, area: Rect, screen: &Screen, view: &mut ViewState) {
    let has_detail = area.height >= 2 * DETAIL && screen.size != Size::Tiny;
    let detail_height = if has_detail { DETAIL } else { 0 };
    let (upper, lower) = rows(area, area.height - detail_height);
    let inner = list_pane(buffer, upper, screen);
    list(buffer, inner, screen, view);
    view.page_rows = usize::from(inner.height.saturating_sub(1));
    if has_detail {
        detail(buffer, lower, screen);
    }
}

fn list_pane(buffer: &mut Buffer, area: Rect, screen: &Screen) -> Rect {
    let (news, list) = (&screen.app.news, screen.app.list(ListId::Changes));
    let all = news.changes(screen.shown).len();
    let more = match (screen.app.query(screen.app.tab).text(), list.entries()) {
        ("", all) => format!(
            "{}  {all}",
            screen.look.words.since(news.since_when(screen.shown))
        ),
        (query, found) => format!(
            "{}  {found} of {all}  /{query}",
            screen.look.words.since(news.since_when(screen.shown))
        ),
    };
    let title = Title {
        name: "Changes",
        more,
        right: "c since when".to_owned(),
        focused: true,
    };
    pane(buffer, area, &title, screen.look)
}

fn list(buffer: &mut Buffer, area: Rect, screen: &Screen, view: &mut ViewState) {
    let news = &screen.app.news;
    let changes = news.changes(screen.shown);
    if changes.is_empty() {
        let words = format!(
            "nothing has changed {}",
            screen.look.words.since(news.since_when(screen.shown))
        );
        nothing(buffer, area, &words, screen.look);
        return;
    }
    let columns = if screen.size == Size::Tiny {
        squeezed(CHANGES)
    } else {
        CHANGES.to_vec()
    };
    let fitted = Fitted::new(&columns, area.width.saturating_sub(1));
    let has_head = screen.size != Size::Tiny && area.height > 1;
    let (head, body) = rows(area, u16::from(has_head));
    if !head.is_empty() {
        fitted.head(buffer, head, None, screen.look);
    }
    let row = |buffer: &mut Buffer, at: Rect, row: Row| {
        if let Row::Change { place, .. } = row
            && let Some(change) = changes.get(place)
        {
            fitted.row(
                buffer,
                at,
                |column| cell(column, change, screen.look),
                screen.look,
            );
        }
    };
    let list = Rows {
        list: ListId::Changes,
        focused: true,
        screen,
        row,
    };
    list.draw(buffer, body, view);
}

/// That there is none, and what one can do about it.
fn nothing(buffer: &mut Buffer, area: Rect, words: &str, look: &Look) {
    let advice = [
        span("c", look.accent()),
        span(": choose another period", look.dim()),
    ];
    let lines = [vec![span(words.to_owned(), look.dim())], advice.to_vec()];
    for (y, line) in (area.top()..area.bottom()).zip(&lines) {
        let cells = area.width.saturating_sub(3);
        put(buffer, (area.x + 2, y), cells, line, look.glyphs.ellipsis);
    }
}

fn cell<'a>(column: usize, change: &'a Change, look: &Look) -> Vec<Span<'a>> {
    match column {
        0 => vec![span(day(change), look.dim())],
        1 => vec![span(
            look.words.kind_of_change(&change.what),
            style(&change.what, look),
        )],
        2 => vec![Span::raw(look.words.subject(&change.subject))],
        3 => vec![Span::raw(look.words.detail(&change.what))],
        _ => change.by.iter().map(|by| span(&**by, look.dim())).collect(),
    }
}

/// The change under the cursor, whole.
fn detail(buffer: &mut Buffer, area: Rect, screen: &Screen) {
    let title = Title {
        name: "What has changed",
        ..Title::default()
    };
    let inner = inset(pane(buffer, area, &title, screen.look));
    let Some(change) = screen.app.change() else {
        return;
    };
    let registry = |id: &str| screen.app.news.source(id, screen.shown);
    let mut doc = Doc::new(inner.width, screen.look);
    fill(&mut doc, change, &registry, screen.look);
    doc.draw(buffer, inner, 0, None, Some(screen));
}

/// The newest changes, for the overview: as many as there is room for.
pub(super) fn newest(buffer: &mut Buffer, area: Rect, screen: &Screen) {
    if area.height < 2 {
        return;
    }
    let news = &screen.app.news;
    let count = news.changes(screen.shown).len();
    let title = Title {
        name: "Changes",
        more: format!(
            "{}  {}",
            screen.look.words.since(news.since_when(screen.shown)),
            count
        ),
        right: "6 all, c since when".to_owned(),
        focused: false,
    };
    let outer = pane(buffer, area, &title, screen.look);
    let inner = inset(outer);
    let look = screen.look;
    if count == 0 {
        nothing(buffer, outer, "nothing has changed", look);
    }
    for (y, change) in (inner.top()..inner.bottom()).zip(news.newest(screen.shown)) {
        let detail = look.words.detail(&change.what);
        let line = [
            span(format!("{:<DAY$}", day(change)), look.dim()),
            span(
                format!("{:<WORD$}", look.words.kind_of_change(&change.what)),
                style(&change.what, look),
            ),
            Span::raw(look.words.subject(&change.subject)),
            span(format!("  {detail}"), look.dim()),
        ];
        let cells = inner.width.saturating_sub(1);
        put(buffer, (inner.x + 1, y), cells, &line, look.glyphs.ellipsis);
    }
}
