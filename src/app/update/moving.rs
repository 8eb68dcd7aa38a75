//! The keys that move: through a list, a text, the statements of a milestone, the choices of a popup.

use super::forget_detail;
use crate::app::drawn::Pane;
use crate::app::keymap::{Action, KeyContext};
use crate::app::news::CHOICES;
use crate::app::tab::ListId;
use crate::app::{App, Data, Page, Popup};
use crate::domain::catalogue::Id;

/// A key that moves: up and down, by pages, to the ends.
pub(super) fn travel(app: &mut App, context: KeyContext, action: Action) {
    let page = app.drawn.page(app.pane()).cast_signed();
    let half = (page / 2).max(1);
    let by = match action {
        Action::Down => 1,
        Action::Up => -1,
        Action::PageDown => page,
        Action::PageUp => -page,
        Action::HalfPageDown => half,
        Action::HalfPageUp => -half,
        Action::First => isize::MIN,
        _ => isize::MAX,
    };
    let is_step = matches!(action, Action::Down | Action::Up);
    let is_end = matches!(action, Action::First | Action::Last);
    match context {
        // Through the statements; pages scroll what stands above them.
        KeyContext::Milestone if is_step || is_end => travel_pane(app, Pane::Ledger, by),
        // From milestone to milestone, and past the last one on; pages scroll.
        KeyContext::Detail if is_step && mark_next(app, by) => {}
        _ => travel_pane(app, app.pane(), by),
    }
}

/// Moves a pane by so many rows, to its ends with the largest numbers.
pub(super) fn travel_pane(app: &mut App, pane: Pane, by: isize) {
    match pane {
        Pane::List(list) => travel_list(app, list, by),
        Pane::Text => {
            let end = app.drawn.scroll_end;
            if let Some(scroll) = app.scroll() {
                *scroll = moved(*scroll, by, end);
            }
        }
        Pane::Ledger => {
            let last = app.statements().saturating_sub(1);
            if let Some(Page::Milestone(page)) = app.over.page_mut() {
                page.statement = moved(page.statement, by, last);
            }
        }
        Pane::Cuts | Pane::Judged => match app.over.page_mut() {
            Some(Page::Record(record)) if pane == Pane::Cuts => record.travel_cuts(by, app.words),
            Some(Page::Record(record)) => record.travel_statements(by),
            _ => {}
        },
        Pane::Choices => match app.over.popup_mut() {
            Some(Popup::Since { cursor, .. }) => *cursor = moved(*cursor, by, CHOICES.len()),
            Some(Popup::Sources { ids, cursor }) => {
                *cursor = moved(*cursor, by, ids.len().saturating_sub(1));
            }
            _ => {}
        },
    }
}

fn moved(place: usize, by: isize, end: usize) -> usize {
    place.saturating_add_signed(by).min(end)
}

fn travel_list(app: &mut App, list: ListId, by: isize) {
    let App { data, lists, .. } = app;
    let Data::Shown { shown, .. } = data else {
        return;
    };
    let before = lists[list as usize].at();
    let travelled = &mut lists[list as usize];
    match by {
        isize::MIN => travelled.first(&shown.catalogue),
        isize::MAX => travelled.last(&shown.catalogue),
        by => travelled.step(by, &shown.catalogue),
    }
    if travelled.at() != before {
        forget_detail(app);
    }
}

/// Marks the next milestone in the detail, or the one before. False where there is none.
fn mark_next(app: &mut App, by: isize) -> bool {
    let next = next_in_detail(app, by);
    let detail = &mut app.details[app.tab as usize];
    detail.follows = next.is_some();
    if detail.follows {
        detail.milestone = next;
    }
    detail.follows
}

fn next_in_detail(app: &App, by: isize) -> Option<Id> {
    let catalogue = &app.shown()?.catalogue;
    let all = catalogue.milestones_of(app.selected()?);
    let marked = app.detail_milestone()?;
    let place = all.iter().position(|index| *index == marked)?;
    let next = all.get(place.checked_add_signed(by)?)?;
    Some(catalogue.milestones().get(*next)?.entry.id.value.clone())
}
