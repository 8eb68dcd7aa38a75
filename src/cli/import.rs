//! `roscope import`: reads saved files of public sources. What they say and the catalogue does not waits in the
//! inbox; the catalogue is not touched.

use std::io::{self, IsTerminal as _, Read as _, Write};
use std::path::{Path, PathBuf};

use chrono::NaiveDate;
use clap::ValueHint;

use super::ending::{CommandResult, Exit, Stop, note};
use super::intake;
use super::kept;
use super::options::{Options, element_files, last_day, tongue};
use super::read;
use crate::domain::inbox::feed::{Feed, NoFeed};
use crate::domain::inbox::sighting::Sightings;
use crate::domain::text::clean::clean;
use crate::feeds::{self, Answer, Content, elements};
use crate::reason::reason;
use crate::storage;
use crate::tui::clock;

const FILES: &str = "Pages of Launch Library 2 or digests of them, the satellite catalogue of CelesTrak, the launch \
                     log of GCAT; `-` is standard input. The kind is told from the content";

#[derive(Debug, clap::Args)]
pub struct Args {
    #[arg(required = true, value_name = "FILE", value_hint = ValueHint::FilePath, help = FILES)]
    files: Vec<PathBuf>,

    /// The day that a list of satellites is of [default: the day of its file]
    #[arg(long, value_name = "DATE", value_parser = last_day)]
    on: Option<NaiveDate>,

    /// The list holds every satellite of the names in it, so they are counted
    #[arg(long)]
    complete: bool,

    /// Also the dates that a launch had before
    #[arg(long)]
    history: bool,

    /// List which record is taken to be about which entry, and why
    #[arg(long)]
    ties: bool,
}

pub(super) fn run(cli: &Options, args: &Args, out: &mut impl Write) -> CommandResult {
    let shown = read::shown(cli)?;
    let (catalogue, today) = (&*shown.catalogue, shown.board.today);
    if args.on.is_some_and(|on| on > today) {
        return Err(Stop::Misused("--on: that day has not come".to_owned()));
    }
    let mut seen = Sightings::default();
    let mut exit = Exit::Good;
    for path in &args.files {
        let name = clean(&path.to_string_lossy()).into_owned();
        match answer(path, args, today) {
            Ok((answer, on)) => {
                writeln!(out, "{name}: {}", intake::told(&answer))?;
                if matches!(answer.content, Content::Elements) {
                    note("kept for `roscope orbits`; of elements nothing waits in the inbox");
                }
                let part = intake::Part {
                    on,
                    complete: args.complete,
                    history: args.history,
                };
                intake::add(&mut seen, answer, part, catalogue);
            }
            Err(why) => {
                let _ = writeln!(io::stderr(), "error: {name}: {why}");
                exit = Exit::Bad;
            }
        }
    }
    if seen == Sightings::default() && exit == Exit::Bad {
        return Ok(exit);
    }
    let news = kept::change(cli, |inbox| intake::take(inbox, seen, catalogue, today))?;
    intake::tell(&news, args.ties, out)?;
    Ok(exit)
}

/// What a file says, and the day that it is of.
fn answer(path: &Path, args: &Args, today: NaiveDate) -> Result<(Answer, NaiveDate), String> {
    let told = |refused: NoFeed| clean(&tongue().no_feed(&refused)).into_owned();
    let (bytes, day) = if path.as_os_str() == "-" {
        (standard_input()?, today)
    } else {
        let modified = path.metadata().and_then(|found| found.modified());
        let day = modified.map_or(today, |time| clock::local(time).date());
        // Of a file that was saved after the day of the board nobody could know.
        (storage::read_once(path)?, std::cmp::min(day, today))
    };
    let on = args.on.unwrap_or(day);
    if elements::are_elements(&bytes) {
        return keep(&bytes).map(|answer| (answer, on));
    }
    feeds::read(&bytes, on)
        .map(|answer| (answer, on))
        .map_err(told)
}

/// Keeps elements of orbits, for `roscope orbits`: they say nothing of dates or counts.
fn keep(bytes: &[u8]) -> Result<Answer, String> {
    let told = |why| clean(&tongue().unreadable_elements(why)).into_owned();
    let found = elements::read(bytes).map_err(told)?;
    element_files().keep(bytes)?;
    Ok(Answer {
        feed: Feed::Elements,
        content: Content::Elements,
        left_out: found.left_out.len(),
        records: found.elements.len() + found.left_out.len(),
        in_all: None,
    })
}

fn standard_input() -> Result<Vec<u8>, String> {
    if io::stdin().is_terminal() {
        return Err("standard input is a terminal: pipe a file into it, or name one".to_owned());
    }
    let mut bytes = Vec::new();
    // What is longer is refused by whoever reads it.
    let mut input = io::stdin().lock().take(feeds::LONGEST as u64 + 1);
    let read = input.read_to_end(&mut bytes);
    read.map_err(|error| format!("cannot read standard input: {}", reason(&error)))?;
    Ok(bytes)
}
