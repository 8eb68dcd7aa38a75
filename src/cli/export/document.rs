//! The JSON document: every value computed beside every value recorded, in a shape that has a version.

use serde::Serialize;
use serde_json::{Value, json};

use super::Export;
use crate::cli::columns::ListKind;
use crate::cli::json::{self, Entries};
use crate::domain::catalogue::{Catalogue, EntryRef, Kind};
use crate::domain::computed::record::{Horizon, Tally};
use crate::domain::when::Period;
use crate::words::program;

/// It grows when a key is taken away or comes to mean something else; a new key changes nothing.
const VERSION: u32 = 2;

/// The keys stand by their letters, as in all of the JSON.
#[derive(Serialize)]
pub(super) struct Document<'a> {
    attention: Value,
    constellations: Entries<'a>,
    filter: Option<&'a str>,
    format: &'static str,
    generator: &'static str,
    milestones: Entries<'a>,
    newest_source: Value,
    next: Vec<&'a str>,
    programme: Value,
    projects: Entries<'a>,
    record: Value,
    sources: Entries<'a>,
    speakers: Vec<Value>,
    today: String,
    vehicles: Entries<'a>,
    version: u32,
}

pub(super) fn document<'a>(export: &'a Export) -> Document<'a> {
    let (catalogue, board) = (export.catalogue, export.board);
    let entries = |what: ListKind| Entries {
        catalogue,
        board,
        kind: what.kind(),
        places: export.places(what),
    };
    Document {
        attention: attention(export),
        constellations: entries(ListKind::Constellations),
        filter: (!export.query.is_empty()).then(|| export.query.text()),
        format: "roscope-export",
        generator: concat!("roscope ", env!("CARGO_PKG_VERSION")),
        milestones: entries(ListKind::Milestones),
        newest_source: newest_source(catalogue),
        next: held(export, &board.next),
        programme: json::entry(catalogue, board, EntryRef::new(Kind::Programme, 0)),
        projects: entries(ListKind::Projects),
        record: record(export),
        sources: entries(ListKind::Sources),
        speakers: catalogue.speakers().iter().map(json::speaker).collect(),
        today: board.today.to_string(),
        vehicles: entries(ListKind::Vehicles),
        version: VERSION,
    }
}

/// The day of the newest source of all, and of those of official or agency grade.
fn newest_source(catalogue: &Catalogue) -> Value {
    let day = |day: Option<Period>| day.map(|day| day.to_string());
    json!({
        "any": day(catalogue.newest_source()),
        "official_or_agency": day(catalogue.newest_sound_source()),
    })
}

/// What needs attention of what the document holds; the programme is always in it.
fn attention(export: &Export) -> Value {
    let attention = &export.board.attention;
    let (catalogue, milestones) = (export.catalogue, export.catalogue.milestones());
    let impossible = attention.impossible.iter().filter_map(|squeeze| {
        let both = [squeeze.by, squeeze.needed];
        let both = both.map(|index| export.holds(Kind::Milestone, index).then_some(index));
        let [by, needed] = both.map(|index| Some(&milestones.get(index?)?.entry.id.value));
        Some(json!({ "milestone": by?, "needs": needed? }))
    });
    let disagreeing = attention.disagreeing.iter();
    let disagreeing = disagreeing.filter(|index| export.holds(Kind::Project, **index));
    let conflicting = attention.conflicting.iter();
    let conflicting =
        conflicting.filter(|(at, _)| at.kind == Kind::Programme || export.holds(at.kind, at.index));
    json!({
        "missed": held(export, &attention.missed),
        "no_word": held(export, &attention.no_word),
        "in_doubt": held(export, &attention.in_doubt),
        "contradicting": held(export, &attention.contradicting),
        "silent": held(export, &attention.silent),
        "impossible": impossible.collect::<Vec<_>>(),
        "disagreeing": disagreeing
            .filter_map(|index| catalogue.projects().get(*index))
            .map(|project| &project.entry.id.value)
            .collect::<Vec<_>>(),
        "conflicting": conflicting
            .filter_map(|(at, _)| catalogue.entry(*at))
            .map(|entry| &entry.id.value)
            .collect::<Vec<_>>(),
    })
}

fn record(export: &Export) -> Value {
    let record = &export.board.record;
    let by_horizon = Horizon::ALL.map(|horizon| {
        let tally = record.by_horizon.get(&horizon);
        let mut value = self::tally(tally.copied().unwrap_or_default());
        value["horizon"] = json!(program::horizon(horizon));
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
        "unknown": tally.unknown,
    })
}

/// The ids of those milestones that the document holds.
fn held<'a>(export: &Export<'a>, milestones: &[usize]) -> Vec<&'a str> {
    let all = export.catalogue.milestones();
    let held = milestones.iter().copied();
    let held = held.filter(|index| export.holds(Kind::Milestone, *index));
    held.filter_map(|index| all.get(index))
        .map(|milestone| &*milestone.entry.id.value)
        .collect()
}
