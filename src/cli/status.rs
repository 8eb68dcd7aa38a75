//! `roscope status`: five lines for a prompt or a message of the day.

use std::io::Write;

use super::ending::{CommandResult, Exit, note};
use super::options::{Options, tongue};
use super::{kept, read};
use crate::domain::catalogue::{Catalogue, EntryRef, Kind};
use crate::domain::computed::board::Board;
use crate::domain::computed::standing::{DatesSay, Standing};
use crate::words::Noun;

pub(super) fn run(cli: &Options, out: &mut impl Write) -> CommandResult {
    let shown = read::shown(cli)?;
    let (catalogue, board) = (&*shown.catalogue, &shown.board);
    let is_done = |standing: &&Standing| standing.says == DatesSay::Done;
    let done = board.standings.iter().filter(is_done).count();
    writeln!(
        out,
        "As of {} ({}): {}, {} done",
        tongue().day(board.today),
        tongue().newest_source(catalogue),
        tongue().counted(
            catalogue.count(Kind::Milestone).cast_signed() as i64,
            Noun::Milestone
        ),
        done,
    )?;
    writeln!(out, "{}", projects(catalogue, board))?;
    writeln!(out, "{}", next(catalogue, board))?;
    writeln!(out, "{}", waiting(catalogue, board))?;
    writeln!(out, "{}", rest(board))?;
    // Only where there is an inbox.
    match kept::read(cli) {
        Ok(None) => {}
        Ok(Some(inbox)) => {
            let waiting = inbox.waiting(catalogue, board.today).candidates.len();
            writeln!(out, "{}", tongue().waiting(waiting))?;
        }
        Err(why) => note(&why),
    }
    Ok(Exit::Good)
}

/// "8 projects: 1 missed, 4 late, 3 on plan", worst first.
fn projects(catalogue: &Catalogue, board: &Board) -> String {
    let count = catalogue.count(Kind::Project);
    let says: Vec<DatesSay> = (0..count)
        .map(|index| board.says(EntryRef::new(Kind::Project, index)))
        .collect();
    let mut kinds = says.clone();
    kinds.sort_unstable();
    kinds.dedup();
    let kinds = kinds.iter().rev().map(|kind| {
        let so_many = says.iter().filter(|says| *says == kind).count();
        format!("{so_many} {}", tongue().verdict(*kind))
    });
    let kinds: Vec<String> = kinds.collect();
    let kinds = match kinds.as_slice() {
        [] => String::new(),
        kinds => format!(": {}", kinds.join(", ")),
    };
    format!(
        "{}{kinds}",
        tongue().counted(count.cast_signed() as i64, Noun::Project)
    )
}

fn next(catalogue: &Catalogue, board: &Board) -> String {
    let first = board.next.first();
    let Some(first) = first.and_then(|index| line(catalogue, board, *index)) else {
        return "Next: nothing in 12 months".to_owned();
    };
    let more = match board.next.len() - 1 {
        0 => String::new(),
        more => format!(" and {more} more in 12 months"),
    };
    format!("Next: {first}{more}")
}

fn waiting(catalogue: &Catalogue, board: &Board) -> String {
    let attention = &board.attention;
    let overdue = attention.overdue(&board.standings);
    let counted = format!(
        "Missed: {}; outcome unknown: {}; in doubt: {}",
        attention.missed.len(),
        attention.no_word.len(),
        attention.in_doubt.len()
    );
    let longest = overdue.first().and_then(|longest| {
        let days = board.standings.get(*longest)?.days_overdue?;
        let days = tongue().counted(days, Noun::Day);
        Some((days, line(catalogue, board, *longest)?))
    });
    match longest {
        Some((days, line)) => format!("{counted}; the longest for {days}: {line}"),
        None => counted,
    }
}

fn rest(board: &Board) -> String {
    let (attention, record) = (&board.attention, &board.record.all);
    format!(
        "Promises: {} kept, {} broken, {} unknown; no news: {}; contested: {}, dates of {}",
        record.kept,
        record.broken,
        record.unknown,
        attention.silent.len(),
        attention.conflicting.len(),
        attention.contradicting.len(),
    )
}

fn line(catalogue: &Catalogue, board: &Board, index: usize) -> Option<String> {
    let name = &catalogue.milestones().get(index)?.entry.name;
    let when = board.when(index);
    let when = when.map_or("no date".to_owned(), |when| tongue().date(when));
    Some(format!("{when} {name}"))
}
