//! A catalogue that was read again, and another day.

use chrono::{NaiveDate, NaiveDateTime};

use crate::app::groups::Group;
use crate::app::tab::{ListId, Tab};
use crate::app::{App, Arrival, Data, Notice, Page, Trouble};
use crate::domain::computed::board::Board;
use crate::domain::file::loaded::Unloadable;

pub(super) fn loaded(app: &mut App, result: Result<Box<Arrival>, Unloadable>, at: NaiveDateTime) {
    match result {
        Ok(arrival) => arrived(app, *arrival),
        Err(why) => {
            // An error replaces the note of what went well before.
            (app.notice, app.wrote) = (None, None);
            match &mut app.data {
                Data::Broken(trouble)
                | Data::Shown {
                    trouble: Some(trouble),
                    ..
                } => trouble.why = why,
                Data::Shown { trouble, .. } => *trouble = Some(Trouble { why, since: at }),
            }
        }
    }
}

/// What was read takes the place of what is on the screen; each list keeps its cursor.
fn arrived(app: &mut App, arrival: Arrival) {
    let Arrival {
        mut shown,
        words,
        comparison,
        turn,
    } = arrival;
    match app.wrote.take() {
        Some(Notice::Done(wrote)) => app.tell(format!("{wrote}: {words}")),
        Some(Notice::Warning(wrote)) => app.warn(format!("{wrote}: {words}")),
        None => app.tell(words),
    }
    let under = app.change_under_cursor().cloned();
    if let Some(old) = app.shown() {
        let carried = |group: &Group| group.carried(&old.catalogue, &shown.catalogue);
        app.timeline.folded = app.timeline.folded.iter().filter_map(carried).collect();
    }
    if shown.board.today != app.today {
        shown.board = Board::new(&shown.catalogue, app.today);
    }
    let new = Data::Shown {
        shown,
        trouble: None,
    };
    if let Data::Shown { shown, .. } = std::mem::replace(&mut app.data, new) {
        app.old = Some(shown);
    }
    app.generation += 1;
    let is_asked = turn == app.news.turn();
    app.news.forget();
    app.orbits.ask_again();
    if is_asked {
        app.news.take(comparison);
    }
    refill(app);
    if let Some(change) = under {
        app.stay_on(&change);
    }
}

pub(super) fn turn_to(app: &mut App, today: NaiveDate) {
    app.today = today;
    if let Data::Shown { shown, .. } = &mut app.data {
        shown.board = Board::new(&shown.catalogue, today);
    }
    app.news.forget();
    app.orbits.ask_again();
    refill(app);
}

/// Makes the rows of the tab on the screen anew, and of the changes, whose rows are known by their places; those
/// of other tabs are made when they are turned to. Each list keeps its cursor by id. The page of a milestone that is
/// gone is closed.
fn refill(app: &mut App) {
    app.fill(app.tab);
    if app.tab != Tab::Changes && !app.list(ListId::Changes).rows().is_empty() {
        app.fill(Tab::Changes);
    }
    let App { over, data, .. } = app;
    let (Some(page), Data::Shown { shown, .. }) = (over.page_mut(), data) else {
        return;
    };
    if matches!(page, Page::Milestone(open) if shown.catalogue.find(&open.milestone).is_none()) {
        *page = std::mem::take(page).below();
    }
    if let Some(record) = page.record_mut() {
        record.refresh(shown);
    }
}
