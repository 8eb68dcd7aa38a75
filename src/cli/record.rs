//! `roscope record`: the track record.

use std::io::Write;

use serde_json::{Value, json};

use super::ending::{CommandResult, Exit, Stop};
use super::options::Options;
use super::paper_options::{PaperFormat, PaperOptions};
use super::{json, read};
use crate::app::App;
use crate::domain::catalogue::{Catalogue, EntryRef, Kind};
use crate::domain::computed::record::{By, Cut, Judged, Outcome, Spread};
use crate::ui;
use crate::words::program;

#[derive(Debug, clap::Args)]
pub struct Args {
    #[command(flatten)]
    paper: PaperOptions,
}

pub(super) fn run(cli: &Options, args: &Args, colour: bool, out: &mut impl Write) -> CommandResult {
    let app = read::app(cli)?;
    let (catalogue, board) = read::board(&app)?;
    let cuts = board.record.cuts(catalogue);
    match args.paper.format {
        PaperFormat::Text => {
            writeln!(
                out,
                "Track record on {}: promises that can be judged. Slips are medians in months, \
                 notice in days.\n",
                board.today
            )?;
            let text = ui::print_record(&app, &cuts, &args.paper.paper(cli, colour));
            out.write_all(text.as_bytes())?;
        }
        PaperFormat::Json => json::write(out, &document(&app, &cuts)?)?,
    }
    Ok(Exit::Good)
}

fn document(app: &App, cuts: &[Cut]) -> Result<Value, Stop> {
    let (catalogue, board) = read::board(app)?;
    let judged = board.record.judged.iter();
    Ok(json!({
        "today": board.today.to_string(),
        "cuts": cuts.iter().map(|cut| part(catalogue, cut)).collect::<Vec<_>>(),
        "statements": judged.map(|one| statement(catalogue, one)).collect::<Vec<_>>(),
    }))
}

/// A part of the record; `statements` are places in the list of all.
fn part(catalogue: &Catalogue, cut: &Cut) -> Value {
    let entry = |kind, index| {
        let entry = catalogue.entry(EntryRef::new(kind, index));
        entry.map(|entry| &*entry.id.value)
    };
    let id = match &cut.by {
        By::Project(index) => entry(Kind::Project, *index),
        By::Vehicle(index) => entry(Kind::Vehicle, *index),
        By::Constellation(index) => entry(Kind::Constellation, *index),
        By::All | By::First | By::Horizon(_) | By::Speaker(_) => None,
    };
    json!({
        "cut": program::cuts(&cut.by),
        "name": program::cut(&cut.by, catalogue),
        "id": id,
        "closed": cut.tally.closed(),
        "kept": cut.tally.kept,
        "broken": cut.tally.broken,
        "unknown": cut.tally.unknown,
        "slip": cut.slip.as_ref().map(spread),
        "notice": cut.notice.as_ref().map(spread),
        "statements": cut.of,
    })
}

fn spread(spread: &Spread) -> Value {
    json!({
        "n": spread.n,
        "median": json::slip(spread.median),
        "least": json::slip(spread.least),
        "most": json::slip(spread.most),
    })
}

fn statement(catalogue: &Catalogue, judged: &Judged) -> Value {
    let milestone = catalogue.milestones().get(judged.milestone);
    let statement = milestone.and_then(|one| one.statements.get(judged.statement));
    json!({
        "milestone": milestone.map(|one| &one.entry.id.value),
        "said": judged.said.to_string(),
        "when": statement.map(|one| json::when(one.when)),
        "by": statement.and_then(|one| one.by.as_deref()),
        "outcome": match judged.outcome {
            Outcome::Kept => "kept",
            Outcome::Broken => "broken",
            Outcome::Unknown => "unknown",
        },
        "slip": judged.slip.map(json::slip),
        "notice_days": judged.notice,
        "first": judged.first,
    })
}
