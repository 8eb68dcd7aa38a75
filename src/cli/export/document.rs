//! The JSON document: every value computed beside every value recorded, in a shape that has a version.

use serde::Serialize;
use serde_json::{Value, json};

use super::Export;
use crate::cli::columns::What;
use crate::cli::json::{self, Entries};
use crate::domain::catalogue::{EntryRef, Kind};
use crate::domain::record::{Horizon, Tally};

/// It grows when a key is taken away or comes to mean something else; a new key changes nothing.
const VERSION: u32 = 1;

/// The keys stand by their letters, as in all of the JSON.
#[derive(Serialize)]
pub(super) struct Document<'a> {
    attention: Value,
    constellations: Entries<'a>,
    filter: Option<&'a str>,
    format: &'static str,
    generator: &'static str,
    milestones: Entries<'a>,
    next: Vec<&'a str>,
    programme: Value,
    projects: Entries<'a>,
    record: Value,
    sources: Entries<'a>,
    today: String,
    vehicles: Entries<'a>,
    version: u32,
}

pub(super) fn document<'a>(export: &'a Export) -> Document<'a> {
    let (catalogue, board) = (export.catalogue, export.board);
    let entries = |what: What| Entries {
        catalogue,
        board,
        kind: what.kind(),
        places: export.places(what),
    };
    Document {
        attention: attention(export),
        constellations: entries(What::Constellations),
        filter: (!export.query.is_empty()).then(|| export.query.text()),
        format: "roscope-export",
        generator: concat!("roscope ", env!("CARGO_PKG_VERSION")),
        milestones: entries(What::Milestones),
        next: ids(export, &board.next),
        programme: json::entry(catalogue, board, EntryRef::new(Kind::Programme, 0)),
        projects: entries(What::Projects),
        record: record(export),
        sources: entries(What::Sources),
        today: board.today.to_string(),
        vehicles: entries(What::Vehicles),
        version: VERSION,
    }
}

/// What needs attention in the whole catalogue, whatever the filter.
fn attention(export: &Export) -> Value {
    let attention = &export.board.attention;
    let milestone = |index: usize| ids(export, &[index]).into_iter().next();
    let impossible = attention.impossible.iter().map(
        |squeeze| json!({ "milestone": milestone(squeeze.by), "needs": milestone(squeeze.needed) }),
    );
    let projects = export.catalogue.projects();
    let disagreeing = attention.disagreeing.iter();
    let conflicting = attention.conflicting.iter();
    json!({
        "overdue": ids(export, &attention.overdue),
        "silent": ids(export, &attention.silent),
        "impossible": impossible.collect::<Vec<_>>(),
        "disagreeing": disagreeing
            .filter_map(|index| projects.get(*index))
            .map(|project| &project.entry.id.value)
            .collect::<Vec<_>>(),
        "conflicting": conflicting
            .filter_map(|(at, _)| export.catalogue.entry(*at))
            .map(|entry| &entry.id.value)
            .collect::<Vec<_>>(),
    })
}

fn record(export: &Export) -> Value {
    let record = &export.board.record;
    let by_horizon = Horizon::ALL.map(|horizon| {
        let tally = record.by_horizon.get(&horizon);
        let mut value = self::tally(tally.copied().unwrap_or_default());
        value["horizon"] = json!(horizon.words());
        value
    });
    json!({
        "all": tally(record.all),
        "first": tally(record.first),
        "by_horizon": by_horizon,
    })
}

fn tally(tally: Tally) -> Value {
    json!({
        "closed": tally.closed(),
        "kept": tally.kept,
        "broken": tally.broken,
        "unclear": tally.unclear,
    })
}

fn ids<'a>(export: &Export<'a>, milestones: &[usize]) -> Vec<&'a str> {
    let all = export.catalogue.milestones();
    let ids = milestones.iter().filter_map(|index| all.get(*index));
    ids.map(|milestone| &*milestone.entry.id.value).collect()
}
