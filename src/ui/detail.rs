//! The detail of an entry of any kind, beside or below its list.

use ratatui::layout::Rect;

use super::brush::Brush;
use super::pane::{Title, inset, pane, rows};
use super::screen::Screen;
use super::scroll_text::{ScrollText, Scrolled};
use super::{constellations, milestone, projects, vehicles};
use crate::app::Focus;
use crate::domain::catalogue::{EntryRef, Kind};

/// Draws the detail of an entry into a pane of its own.
pub(super) fn draw(brush: &mut Brush, area: Rect, at: EntryRef, screen: &Screen) -> Scrolled {
    let Some(entry) = screen.shown.catalogue.entry(at) else {
        return Scrolled::default();
    };
    let app = screen.app.detail();
    let focused = app.focus == Focus::Detail;
    let (head, body) = rows(area, 1);
    let body = inset(body);
    let mut doc = ScrollText::new(body.width, screen.look);
    fill(&mut doc, at, screen);
    let marked = screen.app.detail_milestone().filter(|_| focused);
    doc.mark(marked);
    let scrolled = doc.draw(brush, body, app.scroll, marked.filter(|_| app.follows));
    let title = Title {
        name: &entry.name,
        more: entry.name_ru.as_deref().unwrap_or_default().to_owned(),
        sight: scrolled.position(),
        focused,
        ..Title::default()
    };
    pane(brush, head, &title);
    scrolled
}

/// All that is known of an entry.
pub(super) fn fill<'a>(doc: &mut ScrollText<'a>, at: EntryRef, screen: &Screen<'a>) {
    match at.kind {
        Kind::Programme => projects::programme(doc, at, screen),
        Kind::Project => projects::detail(doc, at, screen),
        Kind::Vehicle => vehicles::detail(doc, at, screen),
        Kind::Constellation => constellations::detail(doc, at, screen),
        Kind::Milestone => milestone::fill(doc, at.index, screen),
    }
}
