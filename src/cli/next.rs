//! `roscope next` and `roscope late`: what comes, and what is behind.

use std::io::Write;

use chrono::{Days, NaiveDate};

use super::columns::What;
use super::list::{self, Listed, Table, fits};
use super::{Cli, Exit, Stop, read};
use crate::domain::agenda;
use crate::domain::prose::counted;
use crate::domain::slip::Slip;
use crate::domain::standing::DatesSay;

#[derive(Debug, clap::Args)]
pub struct NextArgs {
    /// Only what fits: words, states, fields
    filter: Vec<String>,

    /// How many days ahead to look [default: twelve months]
    #[arg(long, value_name = "DAYS", value_parser = clap::value_parser!(u32).range(0..=40_000))]
    days: Option<u32>,

    #[command(flatten)]
    table: Table,
}

#[derive(Debug, clap::Args)]
pub struct LateArgs {
    /// Only what fits: words, states, fields
    filter: Vec<String>,

    #[command(flatten)]
    table: Table,
}

/// The open milestones of the next days, soonest first; the overdue ones are not among them.
pub(super) fn next(
    cli: &Cli,
    args: &NextArgs,
    colour: bool,
    out: &mut impl Write,
) -> Result<Exit, Stop> {
    let query = read::query(&args.filter)?;
    let shown = read::shown(cli)?;
    let (catalogue, board) = (&*shown.catalogue, &shown.board);
    let finder = query.finder(catalogue, board);
    let mut places = match args.days {
        None => board.next.clone(),
        Some(days) => {
            let until = board.today.checked_add_days(Days::new(days.into()));
            let until = until.unwrap_or(NaiveDate::MAX);
            agenda::until(catalogue, &board.standings, until)
        }
    };
    places.retain(|index| fits(&finder, What::Milestones, *index));
    let listed = Listed {
        what: What::Milestones,
        places,
        usual: &["when", "slip", "dates_say", "name", "by", "id"],
        nothing: finder.stranger().unwrap_or_else(|| match args.days {
            None => "nothing is due in the next twelve months".to_owned(),
            Some(days) => format!("nothing is due in the next {}", counted(days, "day")),
        }),
    };
    list::print(cli, &shown, listed, &args.table, colour, out)
}

/// The milestones that are late or overdue: the overdue ones first, each by how far it has slipped.
pub(super) fn late(
    cli: &Cli,
    args: &LateArgs,
    colour: bool,
    out: &mut impl Write,
) -> Result<Exit, Stop> {
    let query = read::query(&args.filter)?;
    let shown = read::shown(cli)?;
    let (catalogue, board) = (&*shown.catalogue, &shown.board);
    let finder = query.finder(catalogue, board);
    let is_late = |index: &usize| {
        let says = board.standings.get(*index).map(|standing| standing.says);
        matches!(says, Some(DatesSay::Late | DatesSay::Overdue))
    };
    let mut places: Vec<usize> = (0..catalogue.milestones().len())
        .filter(is_late)
        .filter(|index| fits(&finder, What::Milestones, *index))
        .collect();
    places.sort_by_key(|index| {
        let standing = board.standings.get(*index);
        let slip = standing.and_then(|standing| standing.since_first);
        std::cmp::Reverse((standing.map(|standing| standing.says), slip.map(Slip::days)))
    });
    let listed = Listed {
        what: What::Milestones,
        places,
        usual: &["slip", "dates_say", "first", "when", "name", "of", "id"],
        nothing: finder
            .stranger()
            .unwrap_or_else(|| "nothing is late".to_owned()),
    };
    list::print(cli, &shown, listed, &args.table, colour, out)
}
