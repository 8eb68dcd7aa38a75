//! Why the subject stands as it does, in sentences.

use ratatui::layout::Rect;
use ratatui::text::Span;

use super::brush::Brush;
use super::pane::Title;
use super::screen::Screen;
use super::scroll_text::{ScrollText, Scrolled, draw_in_popup};
use crate::domain::catalogue::EntryRef;

pub(super) fn draw(brush: &mut Brush, area: Rect, scroll: usize, screen: &Screen) -> Scrolled {
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
        right: "y copies, Esc closes".to_owned(),
        focused: true,
        ..Title::default()
    };
    draw_in_popup(brush, area, size, title, (scroll, screen.look), |doc| {
        fill(doc, at, screen);
    })
}

/// The reasons, each under its heading.
pub(super) fn fill(doc: &mut ScrollText, at: EntryRef, screen: &Screen) {
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
