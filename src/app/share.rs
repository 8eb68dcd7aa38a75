//! What leaves the dashboard: text for the clipboard, addresses for a browser.

use super::{App, Effect, Focus, Page, Popup, TextPopup};
use crate::domain::catalogue::{Catalogue, Id, Milestone, Source, Statement};
use crate::domain::file::verbatim;
use crate::domain::text::address::Address;
use crate::words::Noun;

/// The longest text that is sent to the clipboard, in bytes: terminals drop what is longer.
pub const LONGEST_COPY: usize = 74_000;

/// Copies what is looked at: the reasons, the source under the cursor, or a citation.
pub(super) fn copy(app: &mut App) -> Option<Effect> {
    let (what, text) = what_to_copy(app);
    put(app, what, text)
}

fn what_to_copy(app: &App) -> (&'static str, Option<String>) {
    match app.over.popup() {
        Some(Popup::Text {
            of: TextPopup::Why, ..
        }) => ("the reasons", reasons(app)),
        Some(Popup::Sources { .. }) => (
            "the source",
            chosen(app).map(|source| app.words.source(source)),
        ),
        _ => ("the citation", citation(app)),
    }
}

/// Copies the lines of the file that hold the subject, or the source under the cursor.
pub(super) fn copy_toml(app: &mut App) -> Option<Effect> {
    let text = lines(app).map(str::to_owned);
    put(app, "the lines of the file", text)
}

/// Whether there is a citation to copy, or what is copied in its place.
pub(super) fn has_citation(app: &App) -> bool {
    what_to_copy(app).1.is_some()
}

/// Whether there are sources to choose from, or one that can be opened.
pub(super) fn has_source(app: &App) -> bool {
    let opens = |source: &Source| {
        let url = source.url.as_ref();
        url.is_some_and(|url| Address::new(url).is_ok())
    };
    if let Some(Popup::Sources { .. }) = app.over.popup() {
        return chosen(app).is_some_and(opens);
    }
    match &*source_ids(app) {
        [only] => catalogue(app)
            .and_then(|known| known.source(only))
            .is_some_and(opens),
        ids => !ids.is_empty(),
    }
}

/// Opens the source of what is looked at; of several, asks which.
pub(super) fn open_source(app: &mut App) -> Option<Effect> {
    if let Some(Popup::Sources { .. }) = app.over.popup() {
        let source = chosen(app).cloned();
        return open(app, source.as_ref());
    }
    let ids = source_ids(app);
    if ids.len() > 1 {
        app.over.open(Popup::Sources { ids, cursor: 0 });
        return None;
    }
    let source = ids.first().and_then(|id| catalogue(app)?.source(id));
    let source = source.cloned();
    open(app, source.as_ref())
}

fn put(app: &mut App, what: &str, text: Option<String>) -> Option<Effect> {
    let Some(text) = text else {
        app.warn("nothing to copy here");
        return None;
    };
    if text.len() > LONGEST_COPY {
        let long = app
            .words
            .counted(text.len().cast_signed() as i64, Noun::Byte);
        let most = app
            .words
            .counted(LONGEST_COPY.cast_signed() as i64, Noun::Byte);
        app.warn(format!("{what}: too long to copy: {long}, limit {most}"));
        return None;
    }
    app.tell(format!("copied {what}"));
    Some(Effect::Copy(text))
}

fn open(app: &mut App, source: Option<&Source>) -> Option<Effect> {
    let url = source.and_then(|source| source.url.as_ref());
    let address = url.map(|url| Address::new(url));
    match (source, url, &address) {
        (None, ..) => app.warn("no source here"),
        (Some(source), None, _) => app.warn(format!("no address: {}", app.words.source(source))),
        (_, Some(url), Some(Err(_))) => {
            app.warn(format!("not opened: not a web address: {url}"));
        }
        (_, Some(url), _) => app.tell(format!("opening {url}")),
    }
    address?.ok().map(Effect::OpenUrl)
}

fn catalogue(app: &App) -> Option<&Catalogue> {
    Some(&app.shown()?.catalogue)
}

fn reasons(app: &App) -> Option<String> {
    let shown = app.shown()?;
    Some(
        app.words
            .reasons(&shown.catalogue, &shown.board, app.subject()?),
    )
}

fn citation(app: &App) -> Option<String> {
    let catalogue = catalogue(app)?;
    if let Some(change) = app.change() {
        return Some(app.words.cited_change(catalogue, change));
    }
    match statement(app) {
        Some((milestone, statement)) => Some(app.words.statement(catalogue, milestone, statement)),
        None => app
            .words
            .entry(catalogue, &app.shown()?.board, app.subject()?),
    }
}

fn lines(app: &App) -> Option<&str> {
    let shown = app.shown()?;
    let (text, catalogue) = (&shown.report.text, &shown.catalogue);
    match app.over.popup() {
        Some(Popup::Sources { .. }) => verbatim::source(text, catalogue, chosen(app)?),
        _ => verbatim::entry(text, catalogue, app.subject()?),
    }
}

/// The source under the cursor, where they are listed.
fn chosen(app: &App) -> Option<&Source> {
    match app.over.popup() {
        Some(Popup::Sources { ids, cursor }) => catalogue(app)?.source(ids.get(*cursor)?),
        _ => None,
    }
}

fn source_ids(app: &App) -> Vec<Id> {
    if let Some(change) = app.change() {
        return change.sources.clone();
    }
    let sources = match (statement(app), app.shown(), app.subject()) {
        (Some((_, statement)), ..) => &*statement.source,
        (None, Some(shown), Some(subject)) => shown.board.sources_of(&shown.catalogue, subject),
        _ => &[],
    };
    sources.iter().map(|id| id.value.clone()).collect()
}

/// The statement under the cursor: on the page of a milestone, or behind a cut of the track record.
fn statement(app: &App) -> Option<(&Milestone, &Statement)> {
    let (milestone, statement) = match app.over.page() {
        Page::Milestone(page) => (app.open_milestone()?, page.statement),
        Page::Record(record) if record.focus == Focus::Detail => {
            let judged = record.judged(app.shown()?)?;
            (judged.milestone, judged.statement)
        }
        _ => return None,
    };
    let milestone = catalogue(app)?.milestones().get(milestone)?;
    Some((milestone, milestone.statements.get(statement)?))
}
