//! Citations: a source, a statement with its sources, an entry with its own.

use super::{changes, prose};
use crate::domain::catalogue::{Catalogue, EntryRef, Id, Kind, Milestone, Source, Statement};
use crate::domain::changes::Change;
use crate::domain::computed::board::Board;
use crate::domain::file::span::At;
use crate::domain::format::keyword::Keyword;

pub(super) fn newest(catalogue: &Catalogue) -> String {
    catalogue.newest_source().map_or_else(
        || "no dated source".to_owned(),
        |date| format!("newest source {}", prose::period(date)),
    )
}

/// "No source is newer than 20 September 2026: what has happened since is not known here."
pub(super) fn not_known_since(catalogue: &Catalogue, board: &Board) -> Option<String> {
    board.days_unknown(catalogue)?;
    let newest = prose::period(catalogue.newest_source()?);
    Some(format!(
        "No source is newer than {newest}: what has happened since is not known here."
    ))
}

/// `TASS, 25 June 2025: "Title", https://…`, with what is known of it.
pub(super) fn source(source: &Source) -> String {
    let date = source
        .date
        .map_or_else(|| "undated".to_owned(), prose::period);
    let address = source
        .url
        .as_ref()
        .map(|url| format!(", {url}"))
        .unwrap_or_default();
    format!(
        "{}, {date}: \"{}\"{address}",
        source.publisher, source.title
    )
}

/// What was said, when and by whom, and below it each source.
///
/// `Maiden flight of Soyuz-5: about March 2026 ("before April"), said by Baranov on 7 February 2026.`
pub(super) fn statement(
    catalogue: &Catalogue,
    milestone: &Milestone,
    statement: &Statement,
) -> String {
    let words = statement
        .words
        .as_ref()
        .map(|words| format!(" (\"{words}\")"))
        .unwrap_or_default();
    let first = format!(
        "{}: {}{words}, said{}.",
        milestone.entry.name,
        prose::at(statement.when),
        by_and_when(statement)
    );
    with_sources(first, catalogue, &statement.source)
}

/// What has changed, who said so and when, and below it each source.
pub(super) fn change(catalogue: &Catalogue, change: &Change) -> String {
    let said = changes::said(change).map_or(String::new(), |said| format!(" ({said})"));
    let sources = change.sources.iter().filter_map(|id| catalogue.source(id));
    let told = changes::change(change);
    sources.fold(format!("{told}{said}."), |text, of| {
        text + "\n" + &source(of)
    })
}

/// What stands now and on whose word: of a milestone its outcome or its last statement, of anything
/// else its name.
pub(super) fn entry(catalogue: &Catalogue, board: &Board, at: EntryRef) -> Option<String> {
    let entry = catalogue.entry(at)?;
    let milestone = milestone(catalogue, at);
    let current = milestone.and_then(|one| Some((one, board.stands(catalogue, at.index)?)));
    let told = match (milestone.and_then(outcome), current) {
        (Some(outcome), _) => format!("{}: {outcome}.", entry.name),
        (None, Some((milestone, current))) => {
            return Some(statement(catalogue, milestone, current));
        }
        (None, None) => format!("{}.", entry.name),
    };
    Some(with_sources(
        told,
        catalogue,
        board.sources_of(catalogue, at),
    ))
}

fn milestone(catalogue: &Catalogue, at: EntryRef) -> Option<&Milestone> {
    match at.kind {
        Kind::Milestone => catalogue.milestones().get(at.index),
        _ => None,
    }
}

/// "done on 30 April 2026", "failed in 2025", "cancelled"; none while it is still to come.
fn outcome(milestone: &Milestone) -> Option<String> {
    let word = milestone.recorded.status.value.word();
    let when = milestone
        .actual
        .as_ref()
        .map(|actual| format!(" {}", prose::at(actual.value)))
        .unwrap_or_default();
    (!milestone.is_open()).then(|| format!("{word}{when}"))
}

fn by_and_when(statement: &Statement) -> String {
    let by = statement
        .by
        .as_ref()
        .map(|by| format!(" by {by}"))
        .unwrap_or_default();
    let said = statement
        .said
        .map_or_else(|| "on an unknown day".to_owned(), prose::during);
    format!("{by} {said}")
}

fn with_sources(first: String, catalogue: &Catalogue, sources: &[At<Id>]) -> String {
    sources
        .iter()
        .filter_map(|id| catalogue.source(&id.value))
        .fold(first, |text, of| text + "\n" + &source(of))
}
