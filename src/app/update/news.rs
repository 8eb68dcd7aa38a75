//! Choosing what to compare with, and what the list of changes leads to.

use super::{go_to_entry, open_page, show};
use crate::app::input::Input;
use crate::app::news::CHOICES;
use crate::app::tab::Tab;
use crate::app::{App, Data, Effect, Popup, Recalled};
use crate::domain::catalogue::Kind;
use crate::domain::computed::since::Older;
use crate::domain::text::clean::clean;

/// Opens the choice of what to compare with.
pub(super) fn choose(app: &mut App) {
    app.over.open(Popup::Since {
        cursor: 0,
        input: Input::new(""),
    });
}

/// Takes what is chosen or typed.
pub(super) fn fetch_older(app: &mut App) -> Option<Effect> {
    let Some(Popup::Since { cursor, input }) = app.over.popup() else {
        return None;
    };
    let chosen = CHOICES.get(*cursor).map(|(text, _)| *text);
    let text = chosen.unwrap_or(input.text().trim()).to_owned();
    if text.is_empty() {
        return None;
    }
    app.asking = Some(text.clone());
    Some(Effect::FetchOlder(text))
}

/// Cancels the comparison that is being loaded.
pub(super) fn stop_fetching(app: &mut App) -> Option<Effect> {
    let asked = app.asking.take()?;
    app.tell(format!("{} is not asked for any more", clean(&asked)));
    Some(Effect::StopFetching)
}

/// Shows the changes since then; if that cannot be read, the choice stays open to be corrected.
pub(super) fn older_fetched(app: &mut App, result: Result<Older, String>) {
    app.asking = None;
    match result {
        Ok(older) => {
            app.news.ask(older);
            app.over.close_popup();
            show(app, Tab::Changes);
            app.fill(Tab::Changes);
        }
        Err(why) => app.warn(why),
    }
}

/// The last visit is known, or that there was none. Where something else is asked by now, or the catalogue is
/// another, the rest is worked out when it is needed.
pub(super) fn recalled(app: &mut App, recalled: Recalled) {
    let is_asked = recalled.turn == app.news.turn();
    app.news.recall(recalled.last);
    if let (true, Data::Shown { shown, .. }) = (is_asked, &mut app.data) {
        app.news.take(recalled.comparison);
        shown.board.take_names(recalled.names);
    }
    if app.tab == Tab::Changes {
        app.fill(Tab::Changes);
    }
}

/// Enter on a change: to the milestone, the entry, the source.
pub(super) fn open(app: &mut App) {
    let Some(change) = app.change() else {
        return;
    };
    let id = change.subject.id.clone();
    match app.selected() {
        Some(at) if at.kind == Kind::Milestone => open_page(app, at.index),
        Some(at) => go_to_entry(app, at.kind, at),
        None if app.change_leads_on() => {
            app.over.open(Popup::Sources {
                ids: vec![id],
                cursor: 0,
            });
        }
        None => app.warn("the catalogue does not have it any more"),
    }
}
