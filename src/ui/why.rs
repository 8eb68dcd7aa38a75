//! Why the subject stands as it does, in sentences.

use ratatui::buffer::Buffer;
use ratatui::layout::Rect;
use ratatui::text::Span;

use super::Screen;
use super::doc::{Doc, Scrolled};
use super::pane::{Title, popup};
use crate::domain::catalogue::EntryRef;

pub(super) fn draw(buffer: &mut Buffer, area: Rect, scroll: usize, screen: &Screen) -> Scrolled {
    let Some(at) = screen.app.subject() else {
        return Scrolled::default();
    };
    let catalogue = &screen.shown.catalogue;
    let size = (
        area.width.saturating_sub(4).min(100),
        area.height.saturating_sub(2),
    );
    let title = Title {
        name: "Why",
        more: catalogue
            .entry(at)
            .map_or_else(String::new, |entry| entry.name.to_string()),
        right: "y copies, Esc closes, ↓↑ scroll".to_owned(),
        focused: true,
    };
    let inner = popup(buffer, area, size, &title, screen.look);
    let mut doc = Doc::new(inner.width, screen.look);
    fill(&mut doc, at, screen);
    let scrolled = doc.scrolled(scroll, inner.height, None);
    doc.draw(buffer, inner, scrolled.scroll, None, None);
    scrolled
}

/// The reasons, each under its heading.
pub(super) fn fill(doc: &mut Doc, at: EntryRef, screen: &Screen) {
    for reason in screen
        .look
        .words
        .why(&screen.shown.catalogue, &screen.shown.board, at)
    {
        doc.heading(reason.about, "");
        for sentence in reason.sentences {
            doc.text(vec![Span::raw(format!("  {sentence}"))], 2);
        }
    }
}
