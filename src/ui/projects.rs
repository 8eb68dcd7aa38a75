//! Tab 2: the federal projects.

use ratatui::text::Span;

use super::milestones::{slip, when};
use super::parts;
use super::screen::Screen;
use super::scroll_text::ScrollText;
use super::table::Column;
use super::text::span;
use crate::app::rows::SortKey;
use crate::domain::catalogue::{EntryRef, Kind, Project};
use crate::domain::computed::standing;

pub(super) const COLUMNS: &[(Column, Option<SortKey>)] = &[
    (Column::rest("PROJECT", 24), Some(SortKey::Name)),
    (Column::fixed("STATUS", 12, 3), Some(SortKey::Status)),
    (Column::fixed("VERDICT", 10, 5), Some(SortKey::Dates)),
    (Column::right("LAST", 4, 2), None),
    (Column::right("TOTAL", 5, 4), Some(SortKey::Slip)),
    (Column::right("DONE", 5, 1), None),
    (Column::right("NEWS", 6, 0), None),
];

pub(super) fn cell<'a>(column: usize, at: EntryRef, screen: &Screen<'a>) -> Vec<Span<'a>> {
    let look = screen.look;
    let project = project(at, screen);
    let Some(summary) = screen.shown.board.summary(at) else {
        return Vec::new();
    };
    match column {
        0 => match project {
            Some(project) => vec![Span::raw(&*project.entry.name)],
            None => vec![span("Whole programme", look.strong())],
        },
        1 => project.map_or_else(Vec::new, |project| {
            parts::mark(look.project(recorded(project)))
        }),
        2 => project.map_or_else(Vec::new, |project| says(at, project, screen)),
        3 => vec![slip(summary.since_last, look)],
        4 => vec![slip(summary.since_first, look)],
        5 => vec![span(
            format!("{}/{}", summary.done, summary.all),
            look.dim(),
        )],
        _ => vec![quiet(at, screen)],
    }
}

/// The project at a place; none for the programme as a whole.
fn project<'a>(at: EntryRef, screen: &Screen<'a>) -> Option<&'a Project> {
    match at.kind {
        Kind::Project => screen.shown.catalogue.projects().get(at.index),
        _ => None,
    }
}

/// The national project as a whole: its period, targets and facts, and the milestones of its own.
pub(super) fn programme<'a>(doc: &mut ScrollText<'a>, at: EntryRef, screen: &Screen<'a>) {
    let programme = screen.shown.catalogue.programme();
    doc.text(vec![Span::raw(&*programme.entry.name)], 0);
    if let Some(name_ru) = &programme.entry.name_ru {
        doc.text(vec![span(&**name_ru, screen.look.dim())], 0);
    }
    doc.blank();
    doc.field(
        "Period",
        vec![Span::raw(screen.look.date(programme.period))],
    );
    doc.field(
        "Projects",
        vec![Span::raw(programme.federal_projects.to_string())],
    );
    if let Some(newest) = screen.shown.newest_source {
        doc.field("Newest source", vec![Span::raw(screen.look.date(newest))]);
    }
    parts::optional(doc, "Lead", programme.lead.as_deref());
    parts::note(doc, &programme.entry, screen.look);
    parts::facts(doc, "TARGETS", &programme.targets, screen);
    parts::milestones(doc, at, screen);
    parts::facts(doc, "FACTS", &programme.entry.facts, screen);
    parts::sources(doc, &programme.entry, screen);
}

/// What the dates say, with `≠` where the recorded status is better.
pub(super) fn says<'a>(at: EntryRef, project: &Project, screen: &Screen<'a>) -> Vec<Span<'a>> {
    let look = screen.look;
    let says = screen.shown.board.says(at);
    let mut spans = parts::mark(look.says(says));
    if recorded(project).is_some_and(|status| standing::disagrees(status, says)) {
        spans.push(span(format!(" {}", look.glyphs.differs), look.warn()));
    }
    spans
}

pub(super) fn recorded(project: &Project) -> Option<crate::domain::format::keyword::ProjectStatus> {
    project.recorded.status.as_ref().map(|status| status.value)
}

/// Days since the last word about it or an open milestone of it.
fn quiet<'a>(at: EntryRef, screen: &Screen) -> Span<'a> {
    let days = screen
        .shown
        .board
        .summary(at)
        .and_then(|summary| summary.quiet);
    match days {
        Some(days) => span(screen.look.words.short_age(days), screen.look.dim()),
        None => span(screen.look.glyphs.nothing, screen.look.dim()),
    }
}

pub(super) fn detail<'a>(doc: &mut ScrollText<'a>, at: EntryRef, screen: &Screen<'a>) {
    let look = screen.look;
    let Some(project) = screen.shown.catalogue.projects().get(at.index) else {
        return;
    };
    let Some(summary) = screen.shown.board.summary(at) else {
        return;
    };
    doc.text(vec![Span::raw(&*project.aim)], 0);
    doc.blank();
    parts::status(
        doc,
        look.project(recorded(project)),
        project.recorded.view(),
        screen,
    );
    parts::verdict(doc, at, summary, screen);
    if let Some(next) = summary.next.and_then(|index| {
        screen
            .shown
            .catalogue
            .milestones()
            .get(index)
            .zip(screen.shown.board.standings.get(index))
    }) {
        let (milestone, standing) = next;
        doc.field(
            "Next",
            vec![
                when(standing, look),
                Span::raw("  "),
                Span::raw(&*milestone.entry.name),
            ],
        );
    }
    parts::optional(doc, "Lead", project.lead.as_deref());
    parts::optional(doc, "Partners", project.partners.as_deref());
    if let Some(period) = project.period {
        doc.field("Period", vec![Span::raw(screen.look.date(period))]);
    }
    parts::note(doc, &project.entry, look);
    parts::milestones(doc, at, screen);
    parts::facts(doc, "TARGETS", &project.targets, screen);
    parts::facts(doc, "FACTS", &project.entry.facts, screen);
    parts::sources(doc, &project.entry, screen);
}
