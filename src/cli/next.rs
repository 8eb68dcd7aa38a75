//! `roscope next` and `roscope late`: what comes, and what is behind.

use std::cmp::Reverse;
use std::io::Write;

use chrono::{Days, NaiveDate};

use super::columns::ListKind;
use super::ending::CommandResult;
use super::list::{self, Listed, TableOptions, fits};
use super::options::{Options, tongue};
use super::read;
use crate::domain::computed::agenda;
use crate::domain::computed::slip::Slip;
use crate::domain::computed::standing::DatesSay;
use crate::domain::search::{Finder, Query};
use crate::words::Noun;

#[derive(Debug, clap::Args)]
pub struct NextArgs {
    /// Filter: only what matches: words, states, fields
    filter: Vec<String>,

    /// How many days ahead to look [default: 12 months]
    #[arg(long, value_name = "DAYS", value_parser = clap::value_parser!(u32).range(0..=40_000))]
    days: Option<u32>,

    #[command(flatten)]
    table: TableOptions,
}

#[derive(Debug, clap::Args)]
pub struct LateArgs {
    /// Filter: only what matches: words, states, fields
    filter: Vec<String>,

    #[command(flatten)]
    table: TableOptions,
}

/// The open milestones of the next days, soonest first; the overdue ones are not among them.
pub(super) fn next(
    cli: &Options,
    args: &NextArgs,
    colour: bool,
    out: &mut impl Write,
) -> CommandResult {
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
    places.retain(|index| fits(&finder, ListKind::Milestones, *index));
    let listed = Listed {
        what: ListKind::Milestones,
        places,
        usual: &["when", "slip", "verdict", "name", "by", "id"],
        nothing: nothing(
            &finder,
            &query,
            &match args.days {
                None => "is due in the next 12 months".to_owned(),
                Some(days) => format!(
                    "is due in the next {}",
                    tongue().counted(days.into(), Noun::Day)
                ),
            },
        ),
    };
    list::print(cli, &shown, listed, &args.table, colour, out)
}

/// The message that nothing was found; with a filter, nothing that fits it.
fn nothing(finder: &Finder, query: &Query, is_so: &str) -> String {
    list::nothing(finder, query, &format!("nothing {is_so}"), |text| {
        format!("nothing that fits {text} {is_so}")
    })
}

/// The milestones that are missed, without word or late: first those whose deadline passed longest ago, then
/// those that have slipped furthest.
pub(super) fn late(
    cli: &Options,
    args: &LateArgs,
    colour: bool,
    out: &mut impl Write,
) -> CommandResult {
    let query = read::query(&args.filter)?;
    let shown = read::shown(cli)?;
    let (catalogue, board) = (&*shown.catalogue, &shown.board);
    let finder = query.finder(catalogue, board);
    let is_late = |index: &usize| {
        board.standings.get(*index).is_some_and(|standing| {
            // One in doubt is late all the same where it has slipped so far.
            standing.says.is_overdue() || standing.graded == Some(DatesSay::Late)
        })
    };
    let mut places: Vec<usize> = (0..catalogue.milestones().len())
        .filter(is_late)
        .filter(|index| fits(&finder, ListKind::Milestones, *index))
        .collect();
    places.sort_by_key(|index| {
        let standing = board.standings.get(*index);
        let overdue = standing.and_then(|one| one.days_overdue);
        let slip = standing.and_then(|one| one.since_first);
        Reverse((overdue, slip.map(Slip::days)))
    });
    let listed = Listed {
        what: ListKind::Milestones,
        places,
        usual: &[
            "days_overdue",
            "verdict",
            "slip",
            "when",
            "first",
            "name",
            "of",
            "id",
        ],
        nothing: nothing(&finder, &query, "is late"),
    };
    list::print(cli, &shown, listed, &args.table, colour, out)
}
