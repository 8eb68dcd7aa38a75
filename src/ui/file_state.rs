//! The status of the catalogue: its file, what of it is on the screen, its errors and warnings with
//! the lines they stand in. Where nothing could be read at the start it is the whole screen.

use chrono::NaiveDateTime;
use ratatui::layout::Rect;
use ratatui::style::Style;
use ratatui::text::Span;

use super::brush::Brush;
use super::pane::{Title, inset, pane, rows};
use super::scroll_text::{ScrollText, Scrolled, draw_in_popup};
use super::text::span;
use super::theme::Look;
use crate::app::{App, Origin, Trouble};
use crate::domain::file::loaded::Unloadable;
use crate::domain::findings::diagnostic::{Report, Severity};
use crate::report::{Printer, Role};

/// As a popup over the screen.
pub(super) fn draw_popup(brush: &mut Brush, area: Rect, app: &App, scroll: usize) -> Scrolled {
    let look = brush.look;
    let size = (
        area.width.saturating_sub(4).min(110),
        area.height.saturating_sub(2),
    );
    let title = Title {
        name: "Catalogue status",
        right: "Esc closes".to_owned(),
        focused: true,
        ..Title::default()
    };
    draw_in_popup(brush, area, size, title, (scroll, look), |doc| {
        fill(doc, app, look);
    })
}

/// As the whole body, while there is no catalogue to show.
pub(super) fn draw_body(brush: &mut Brush, area: Rect, app: &App, scroll: usize) -> Scrolled {
    let look = brush.look;
    let (head, body) = rows(area, 1);
    let inner = inset(body);
    let mut doc = ScrollText::new(inner.width, look);
    fill(&mut doc, app, look);
    let scrolled = doc.draw(brush, inner, scroll, None);
    let title = Title {
        name: "Catalogue status",
        sight: scrolled.position(),
        focused: true,
        ..Title::default()
    };
    pane(brush, head, &title);
    scrolled
}

fn fill<'a>(doc: &mut ScrollText<'a>, app: &'a App, look: &'a Look) {
    file(doc, app, look);
    match app.trouble() {
        Some(Trouble {
            why: Unloadable::Unreadable(why),
            ..
        }) => {
            doc.heading("THE FILE", "");
            doc.text(vec![span(why.as_str(), look.bad())], 2);
        }
        Some(Trouble {
            why: Unloadable::Invalid(report),
            ..
        }) => findings(doc, report, look),
        None => {
            if let Some(shown) = app.shown() {
                findings(doc, &shown.report, look);
            }
        }
    }
}

fn file(doc: &mut ScrollText, app: &App, look: &Look) {
    match &app.origin {
        Origin::File(name) => doc.field("File", vec![Span::raw(name.to_string())]),
        Origin::Once(name) => {
            doc.field("File", vec![Span::raw(name.to_string())]);
            let how = "read once; name a file to follow and to edit it";
            doc.field("", vec![span(how, look.dim())]);
        }
        Origin::BuiltIn => {
            doc.field(
                "File",
                vec![Span::raw("the catalogue built into roscope, read-only")],
            );
            let how = "roscope init writes a copy that you can edit";
            doc.field("", vec![span(how, look.dim())]);
        }
    }
    if let Some(trouble) = app.trouble() {
        doc.field(
            "On disk",
            vec![span(
                format!("cannot be shown since {}", clock(trouble.since)),
                look.bad(),
            )],
        );
    }
    match app.shown() {
        Some(shown) if app.trouble().is_some() => {
            let words = format!("last valid version, read at {}", clock(shown.loaded));
            doc.field("On screen", vec![span(words, look.warn())]);
        }
        Some(shown) => doc.field(
            "On screen",
            vec![Span::raw(format!("read at {}", clock(shown.loaded)))],
        ),
        None => doc.field(
            "On screen",
            vec![span(
                "nothing; it appears once the errors are fixed",
                look.warn(),
            )],
        ),
    }
    if matches!(app.origin, Origin::File(_)) {
        doc.field(
            "Updates",
            vec![span("changes in the file appear at once", look.dim())],
        );
    }
}

pub(super) fn clock(at: NaiveDateTime) -> String {
    at.format("%H:%M:%S").to_string()
}

fn findings(doc: &mut ScrollText, report: &Report, look: &Look) {
    let printer = Printer::new(report, look.words);
    for severity in Severity::ALL {
        let title = match severity {
            Severity::Error => "ERRORS",
            Severity::Warning => "WARNINGS",
            Severity::Hint => "HINTS",
        };
        let all = report.counts.get(severity);
        if all == 0 {
            continue;
        }
        doc.heading(title, all.to_string());
        let found: Vec<_> = report.of(severity).collect();
        for diagnostic in &found {
            doc.blank();
            for line in printer.frame(diagnostic, usize::from(doc.cells())) {
                doc.line(
                    line.into_iter()
                        .map(|piece| span(piece.text, style(piece.role, look)))
                        .collect(),
                );
            }
        }
        if found.len() < all {
            doc.blank();
            doc.text(
                vec![span(format!("and {} more", all - found.len()), look.dim())],
                0,
            );
        }
    }
    if report.diagnostics.is_empty() {
        doc.blank();
        doc.text(vec![span("no errors, no warnings", look.good())], 0);
    }
}

fn style(role: Role, look: &Look) -> Style {
    match role {
        Role::Plain => Style::new(),
        Role::Error => look.bad(),
        Role::Warning => look.warn(),
        Role::Title => look.strong(),
        Role::Frame => look.dim(),
        Role::Hint | Role::Related | Role::Help => look.accent(),
    }
}
