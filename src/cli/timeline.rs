//! `roscope timeline`: the timeline on paper.

use std::io::Write;

use chrono::{Months, NaiveDate};
use clap::ValueEnum;
use serde_json::json;

use super::ending::{CommandResult, Exit, Stop};
use super::options::tongue;
use super::options::{Options, last_day};
use super::paper_options::{PaperFormat, PaperOptions};
use super::{json, read};
use crate::app::App;
use crate::app::axis::Axis;
use crate::app::groups::GroupBy;
use crate::app::list::Row;
use crate::app::tab::{ListId, Tab};
use crate::app::timeline::Trail;
use crate::domain::when::When;
use crate::ui;

/// If only one end is given, the other lies this far from today.
const BEFORE: Months = Months::new(3 * 12);
const AFTER: Months = Months::new(7 * 12);

#[derive(Debug, clap::Args)]
pub struct Args {
    /// Filter: only what matches, as in the dashboard
    filter: Vec<String>,

    /// From this day on: 2026, 2026-Q3, 2026-05-01 (the first day counts)
    #[arg(long, value_name = "DATE", value_parser = first_day)]
    from: Option<NaiveDate>,

    /// Up to this day (the last day counts); without an end, the years around today
    #[arg(long, value_name = "DATE", value_parser = last_day)]
    to: Option<NaiveDate>,

    /// By what the rows are gathered
    #[arg(long, value_enum, default_value_t = GroupOption::Project)]
    group: GroupOption,

    /// How much is shown of where a date used to be
    #[arg(long, value_enum, default_value_t = TrailOption::All)]
    trail: TrailOption,

    #[command(flatten)]
    paper: PaperOptions,
}

#[derive(Clone, Copy, Debug, ValueEnum)]
enum GroupOption {
    Project,
    Vehicle,
    Constellation,
    Year,
}

#[derive(Clone, Copy, Debug, ValueEnum)]
enum TrailOption {
    /// Nothing
    None,
    /// The first date given
    First,
    /// Every date given
    All,
}

pub(super) fn run(cli: &Options, args: &Args, colour: bool, out: &mut impl Write) -> CommandResult {
    let query = read::query(&args.filter)?;
    let mut app = read::app(cli)?;
    app.timeline.within = args.days(app.today)?;
    app.timeline.group_by = args.group.into();
    app.timeline.trail = args.trail.into();
    app.open_tab(Tab::Timeline, query);
    if let Some((from, to)) = app.timeline.within {
        let cells = ui::axis_cells(&app, args.paper.width()).unwrap_or_default();
        app.timeline.axis = Axis::fitted(from, to, cells);
    }
    match args.paper.format {
        PaperFormat::Text => text(&app, args, colour, cli, out)?,
        PaperFormat::Json => document(&app, out)?,
    }
    Ok(Exit::Good)
}

impl Args {
    /// The days asked for.
    fn days(&self, today: NaiveDate) -> Result<Option<(NaiveDate, NaiveDate)>, Stop> {
        if self.from.is_none() && self.to.is_none() {
            return Ok(None);
        }
        let from = self.from.unwrap_or(today - BEFORE);
        let to = self.to.unwrap_or(today + AFTER);
        if from <= to {
            return Ok(Some((from, to)));
        }
        let why = format!("--from {from} lies after --to {to}: write the earlier date first");
        Err(Stop::Misused(why))
    }
}

fn text(
    app: &App,
    args: &Args,
    colour: bool,
    cli: &Options,
    out: &mut impl Write,
) -> Result<(), Stop> {
    let (catalogue, board) = read::board(app)?;
    let (timeline, found) = (&app.timeline, app.list(ListId::Timeline).entries());
    let all = catalogue.milestones().len();
    writeln!(
        out,
        "{}\nas of {}, {found} of {all} milestones {}\n",
        catalogue.programme().entry.name,
        board.today,
        app.words.label(timeline.group_by.label()),
    )?;
    let paper = args.paper.paper(cli, colour);
    ui::print_timeline(app, &paper, |line| out.write_all(line.as_bytes()))?;
    Ok(())
}

fn document(app: &App, out: &mut impl Write) -> Result<(), Stop> {
    let (catalogue, board) = read::board(app)?;
    let mut groups: Vec<serde_json::Value> = Vec::new();
    let mut members: Vec<serde_json::Value> = Vec::new();
    // From the end, so that the members of a group are there when its head comes.
    for row in app.list(ListId::Timeline).rows().iter().rev() {
        match row {
            Row::Entry { at, .. } => members.push(json::milestone(catalogue, board, at.index)),
            Row::Change { .. } => {}
            Row::Head(_) => {
                let Some(group) = row.group().and_then(|group| app.timeline.summary(group)) else {
                    continue;
                };
                members.reverse();
                groups.push(json!({
                    "name": group.group.name(catalogue, app.words),
                    "done": group.done,
                    "missed": group.missed,
                    "no_word": group.no_word,
                    "milestones": std::mem::take(&mut members),
                }));
            }
        }
    }
    groups.reverse();
    let document = json!({
        "today": board.today.to_string(),
        "from": app.timeline.within.map(|(from, _)| from.to_string()),
        "to": app.timeline.within.map(|(_, to)| to.to_string()),
        "groups": groups,
    });
    json::write(out, &document)
}

fn first_day(text: &str) -> Result<NaiveDate, String> {
    let when: When = text.parse().map_err(|why| tongue().unreadable(&why))?;
    when.first()
        .ok_or_else(|| format!("{when} has no first day"))
}

impl From<GroupOption> for GroupBy {
    fn from(by: GroupOption) -> Self {
        match by {
            GroupOption::Project => Self::Project,
            GroupOption::Vehicle => Self::Vehicle,
            GroupOption::Constellation => Self::Constellation,
            GroupOption::Year => Self::Year,
        }
    }
}

impl From<TrailOption> for Trail {
    fn from(shown: TrailOption) -> Self {
        match shown {
            TrailOption::None => Self::None,
            TrailOption::First => Self::Baseline,
            TrailOption::All => Self::Whole,
        }
    }
}
