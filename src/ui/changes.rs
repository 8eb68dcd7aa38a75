//! Tab 6: what has changed since then, by importance; and a change in words: what it was, what it is, who
//! said so.

use ratatui::buffer::Buffer;
use ratatui::layout::Rect;
use ratatui::style::Style;
use ratatui::text::Span;

use super::detail::inset;
use super::doc::Doc;
use super::list::Rows;
use super::look::Look;
use super::pane::{Title, pane, popup, rows};
use super::table::{Column, Fitted, mark_cursor, squeezed};
use super::text::{put, span};
use super::{Screen, Size, ViewState};
use crate::app::input::Input;
use crate::app::list::Row;
use crate::app::news::CHOICES;
use crate::app::tab::ListId;
use crate::domain::catalogue::Source;
use crate::domain::changes::{Change, What};
use crate::domain::keyword::Keyword as _;
use crate::domain::slip::Move;

/// The cells before the words of a change: its day, and the gap after it.
const DAY: usize = 12;
/// The cells of the word for it, and the gap after it.
const WORD: usize = 15;

const CHANGES: &[Column] = &[
    Column::fixed("WHEN", 11, 5),
    Column::fixed("WHAT", 14, 9),
    Column::between("OF", 18, 34, 10),
    Column::ranked_rest("FROM, TO", 20, 8),
    Column::between("BY", 8, 16, 2),
];
/// Rows of the change under the cursor, in full.
const DETAIL: u16 = 7;

/// Where a source is looked up by its id.
pub(super) type Registry<'a> = &'a dyn Fn(&str) -> Option<&'a Source>;

/// A change over the lines that it needs.
pub(super) fn fill<'a>(doc: &mut Doc<'a>, change: &'a Change, registry: Registry<'a>, look: &Look) {
    let (day, word) = (day(change), change.what.word());
    let head = vec![
        span(format!("{day:<DAY$}"), look.dim()),
        span(format!("{word:<WORD$}"), style(&change.what, look)),
        span(change.subject.words(), look.strong()),
    ];
    // Where the columns would eat half of the line, the text hangs from the left.
    let is_wide = usize::from(doc.cells()) >= 2 * (DAY + WORD);
    let indent = if is_wide { DAY + WORD } else { 2 };
    doc.text(head, indent as u16);
    let blanks = " ".repeat(indent);
    let mut text = |spans: Vec<Span<'a>>| {
        if !spans.is_empty() {
            let spans = std::iter::once(Span::raw(blanks.clone())).chain(spans);
            doc.text(spans.collect(), indent as u16);
        }
    };
    let detail = change.what.detail();
    text(
        Some(detail)
            .filter(|detail| !detail.is_empty())
            .map(Span::raw)
            .into_iter()
            .collect(),
    );
    let words = words(change).map(|words| span(format!("{words}  "), look.dim()));
    text(
        words
            .into_iter()
            .chain(source(change, registry, look))
            .collect(),
    );
}

/// The day that it is from: of what nobody dated, nothing.
pub(super) fn day(change: &Change) -> String {
    change.on.map_or(String::new(), |on| on.to_string())
}

/// `Ivanova: "by the end of the year"`; none where nobody is named and nothing quoted.
pub(super) fn words(change: &Change) -> Option<String> {
    match (&change.by, &change.words) {
        (Some(by), Some(words)) => Some(format!("{by}: \"{words}\"")),
        (Some(by), None) => Some(by.to_string()),
        (None, Some(words)) => Some(format!("\"{words}\"")),
        (None, None) => None,
    }
}

/// The first source: publisher, day, grade; and how many more there are.
fn source<'a>(change: &Change, registry: Registry<'a>, look: &Look) -> Vec<Span<'a>> {
    let mut known = change.sources.iter().filter_map(|id| registry(id));
    let Some(first) = known.next() else {
        return Vec::new();
    };
    let date = first.date.map_or(String::new(), |date| format!(" {date}"));
    let more = match known.count() {
        0 => String::new(),
        more => format!(" +{more}"),
    };
    vec![
        span(format!("{}{date}{more}", first.publisher), look.dim()),
        span(
            format!(" [{}]", first.grade.word()),
            look.grade(first.grade),
        ),
    ]
}

/// Bad news in the colour of bad news, good in that of good.
pub(super) fn style(what: &What, look: &Look) -> Style {
    match what {
        What::Moved { moved, .. } => look.moved(*moved),
        What::Failed { .. } | What::Removed => look.bad(),
        What::Done { .. } => look.good(),
        What::Cancelled | What::Reopened { .. } => look.warn(),
        What::Edited(part, edit) if part.is_tampered(edit) => look.bad(),
        What::Status { .. } | What::Added | What::Renamed { .. } => look.moved(Move::First),
        What::Edited(..) => look.dim(),
    }
}

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
        ("", all) => format!("{}  {all}", news.words()),
        (query, found) => format!("{}  {found} of {all}  /{query}", news.words()),
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
    if changes.is_empty() && !area.is_empty() {
        let nothing = [span(
            format!("nothing has changed {}", news.words()),
            screen.look.dim(),
        )];
        let cells = area.width.saturating_sub(3);
        put(
            buffer,
            (area.x + 2, area.y),
            cells,
            &nothing,
            screen.look.glyphs.ellipsis,
        );
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

fn cell<'a>(column: usize, change: &'a Change, look: &Look) -> Vec<Span<'a>> {
    match column {
        0 => vec![span(day(change), look.dim())],
        1 => vec![span(change.what.word(), style(&change.what, look))],
        2 => vec![Span::raw(change.subject.words())],
        3 => vec![Span::raw(change.what.detail())],
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
    let changes = news.newest(screen.shown);
    let title = Title {
        name: "Changes",
        more: format!("{}  {}", news.words(), changes.len()),
        right: "6 all, c since when".to_owned(),
        focused: false,
    };
    let inner = inset(pane(buffer, area, &title, screen.look));
    let look = screen.look;
    if changes.is_empty() {
        let nothing = [span("nothing has changed", look.dim())];
        put(
            buffer,
            (inner.x + 1, inner.y),
            inner.width,
            &nothing,
            look.glyphs.ellipsis,
        );
    }
    for (y, change) in (inner.top()..inner.bottom()).zip(changes) {
        let detail = change.what.detail();
        let line = [
            span(format!("{:<DAY$}", day(change)), look.dim()),
            span(
                format!("{:<WORD$}", change.what.word()),
                style(&change.what, look),
            ),
            Span::raw(change.subject.words()),
            span(format!("  {detail}"), look.dim()),
        ];
        let cells = inner.width.saturating_sub(1);
        put(buffer, (inner.x + 1, y), cells, &line, look.glyphs.ellipsis);
    }
}

/// The popup that asks since when.
pub(super) fn draw_choice(
    buffer: &mut Buffer,
    area: Rect,
    (cursor, input): (usize, &Input),
    look: &Look,
) {
    let title = Title {
        name: "Changes since when?",
        right: "Enter compares, Esc closes".to_owned(),
        focused: true,
        ..Title::default()
    };
    let height = u16::try_from(CHOICES.len() + 4).unwrap_or(u16::MAX);
    let size = (area.width.saturating_sub(4).min(64), height);
    let inner = popup(buffer, area, size, &title, look);
    let (before, after) = input.halves();
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
    for (place, line) in choices.chain([typed]).enumerate() {
        let Ok(below) = u16::try_from(place) else {
            continue;
        };
        if below >= inner.height {
            break;
        }
        let at = Rect {
            y: inner.y + below,
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
