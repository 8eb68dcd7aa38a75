//! Tab 6: what has changed since then, by importance, with the one under the cursor whole; and the newest
//! changes for the overview.

use ratatui::layout::Rect;
use ratatui::text::Span;

use super::brush::Brush;
use super::change::{DAY, WORD, day, fill, style};
use super::list::ListRows;
use super::pane::{Title, inset, more_left_out, pane, rows};
use super::screen::{Screen, Size};
use super::scroll_text::ScrollText;
use super::table::{Column, Fitted};
use super::text::span;
use super::theme::Look;
use super::view::ViewState;
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

/// In place of the changes, until it is known since when they are told.
const AWAITED: &str = "the last visit is being read";

pub(super) fn draw(brush: &mut Brush, area: Rect, screen: &Screen, view: &mut ViewState) {
    let has_detail = area.height >= 2 * DETAIL && screen.size != Size::Tiny;
    let detail_height = if has_detail { DETAIL } else { 0 };
    let (upper, lower) = rows(area, area.height - detail_height);
    let sight = list(brush, upper, screen, view);
    list_title(brush, upper, sight, screen);
    if has_detail {
        detail(brush, lower, screen);
    }
}

fn list_title(brush: &mut Brush, area: Rect, sight: String, screen: &Screen) {
    let (news, list) = (&screen.app.news, screen.app.list(ListId::Changes));
    let all = news.changes(screen.shown).len();
    let more = match (screen.app.query(screen.app.tab).text(), list.entries()) {
        _ if news.is_awaited() => String::new(),
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
        sight,
        focused: true,
    };
    pane(brush, area, &title);
}

/// The list below the title of its pane; returns what it leaves off.
fn list(brush: &mut Brush, area: Rect, screen: &Screen, view: &mut ViewState) -> String {
    let (_, inner) = rows(area, 1);
    let news = &screen.app.news;
    let changes = news.changes(screen.shown);
    if changes.is_empty() {
        let words = nothing_new(screen);
        nothing(brush, inner, &words);
        return String::new();
    }
    let fitted = Fitted::sized(CHANGES, inner.width.saturating_sub(1), screen.size);
    let has_head = screen.size != Size::Tiny && inner.height > 1;
    let (head, body) = rows(inner, u16::from(has_head));
    if !head.is_empty() {
        fitted.head(brush, head, None);
    }
    let row = |brush: &mut Brush, at: Rect, row: Row| {
        if let Row::Change { place, .. } = row
            && let Some(change) = changes.get(place)
        {
            fitted.row(brush, at, |column| cell(column, change, screen.look));
        }
    };
    let list = ListRows {
        list: ListId::Changes,
        pane: area,
        focused: true,
        screen,
        row,
    };
    list.draw(brush, body, view).1
}

/// Why there is no change to show.
fn nothing_new(screen: &Screen) -> String {
    let news = &screen.app.news;
    if news.is_awaited() {
        return AWAITED.to_owned();
    }
    format!(
        "nothing has changed {}",
        screen.look.words.since(news.since_when(screen.shown))
    )
}

/// That there is none, and what one can do about it.
fn nothing(brush: &mut Brush, area: Rect, words: &str) {
    let look = brush.look;
    let advice = [
        span("c", look.accent()),
        span(": choose another period", look.dim()),
    ];
    let lines = [vec![span(words.to_owned(), look.dim())], advice.to_vec()];
    for (y, line) in (area.top()..area.bottom()).zip(&lines) {
        let cells = area.width.saturating_sub(3);
        brush.put((area.x + 2, y), cells, line);
    }
}

fn cell<'a>(column: usize, change: &'a Change, look: &Look) -> Vec<Span<'a>> {
    match column {
        0 => vec![span(day(change, look), look.dim())],
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
fn detail(brush: &mut Brush, area: Rect, screen: &Screen) {
    let (head, body) = rows(area, 1);
    let inner = inset(body);
    let registry = |id: &str| screen.app.news.source(id, screen.shown);
    let mut doc = ScrollText::new(inner.width, screen.look);
    if let Some(change) = screen.app.change() {
        fill(&mut doc, change, &registry, screen.look);
    }
    let scrolled = doc.draw(brush, inner, 0, None);
    let title = Title {
        name: "What has changed",
        sight: scrolled.position(),
        ..Title::default()
    };
    pane(brush, head, &title);
}

/// The newest changes, for the overview: as many as there is room for.
pub(super) fn newest(brush: &mut Brush, area: Rect, screen: &Screen) {
    if area.height < 2 {
        return;
    }
    let news = &screen.app.news;
    let count = news.changes(screen.shown).len();
    let old = screen.look.words;
    let old = old.not_known_since(&screen.shown.catalogue, &screen.shown.board);
    let rows = usize::from(area.height) - 1 - usize::from(old.is_some());
    let told = news.newest(screen.shown).take(rows).count();
    let (more, without) = if news.is_awaited() {
        (String::new(), AWAITED)
    } else {
        let more = format!(
            "{}  {}",
            screen.look.words.since(news.since_when(screen.shown)),
            count
        );
        (more, "nothing has changed")
    };
    let title = Title {
        name: "Changes",
        more,
        right: "6 all, c since when".to_owned(),
        sight: more_left_out(count - told),
        focused: false,
    };
    let outer = pane(brush, area, &title);
    let mut inner = inset(outer);
    let look = screen.look;
    if let Some(old) = old {
        let (first, rest) = super::pane::rows(inner, 1);
        brush.put(
            (first.x + 1, first.y),
            first.width.saturating_sub(1),
            &[span(old, look.warn())],
        );
        inner = rest;
    }
    if count == 0 {
        nothing(brush, outer, without);
    }
    for (y, change) in (inner.top()..inner.bottom()).zip(news.newest(screen.shown)) {
        let detail = look.words.detail(&change.what);
        let line = [
            span(format!("{:<DAY$}", day(change, look)), look.dim()),
            span(
                format!("{:<WORD$}", look.words.kind_of_change(&change.what)),
                style(&change.what, look),
            ),
            Span::raw(look.words.subject(&change.subject)),
            span(format!("  {detail}"), look.dim()),
        ];
        let cells = inner.width.saturating_sub(1);
        brush.put((inner.x + 1, y), cells, &line);
    }
}
