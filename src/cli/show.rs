//! `roscope show`: one entry with all that is known of it and why it stands as it does.

use std::io::Write;

use serde_json::{Value, json};

use super::completions::Takes;
use super::ending::{CommandResult, Exit, Stop};
use super::options::Options;
use super::paper_options::{PaperFormat, PaperOptions};
use super::{json, read};
use crate::app::App;
use crate::domain::catalogue::{EntryRef, Kind};
use crate::ui;
use crate::words::ENGLISH;

#[derive(Debug, clap::Args)]
pub struct Args {
    /// The id of a milestone, project, vehicle or constellation
    #[arg(add = Takes::Entry)]
    id: String,

    #[command(flatten)]
    paper: PaperOptions,
}

pub(super) fn run(cli: &Options, args: &Args, colour: bool, out: &mut impl Write) -> CommandResult {
    let mut app = read::app(cli)?;
    let (catalogue, _) = read::board(&app)?;
    let at = read::find(catalogue, &args.id)?;
    app.outlook = true;
    match args.paper.format {
        PaperFormat::Text => {
            let text = ui::print_entry(&app, at, &args.paper.paper(cli, colour));
            out.write_all(text.as_bytes())?;
        }
        PaperFormat::Json => json::write(out, &document(&app, at)?)?,
    }
    Ok(Exit::Good)
}

fn document(app: &App, at: EntryRef) -> Result<Value, Stop> {
    let (catalogue, board) = read::board(app)?;
    let reasons = ENGLISH.why(catalogue, board, at);
    let reasons: Vec<Value> = reasons
        .iter()
        .map(|reason| json!({ "about": reason.about, "sentences": reason.sentences }))
        .collect();
    let milestone = catalogue.milestones().get(at.index);
    let milestone = milestone.zip(board.standings.get(at.index));
    let mut document = match (at.kind, milestone) {
        (Kind::Milestone, Some((milestone, standing))) => json!({
            "milestone": json::milestone(catalogue, board, at.index),
            "sentence": ENGLISH.sentence(catalogue, milestone, standing),
        }),
        _ => json!({ "entry": json::entry(catalogue, board, at) }),
    };
    document["today"] = json!(board.today.to_string());
    document["reason"] = json!(ENGLISH.reason(catalogue, board, at));
    document["why"] = json!(reasons);
    Ok(document)
}
