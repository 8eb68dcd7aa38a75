//! The catalogue for a command that shows it as it stands: read once, or said why not.

use std::io::{self, IsTerminal as _, Read as _};
use std::path::Path;

use chrono::NaiveDate;

use super::ending::Stop;
use super::options::{Options, tongue};
use crate::app::{App, Origin, Shown};
use crate::domain::catalogue::{Catalogue, EntryRef};
use crate::domain::computed::board::Board;
use crate::domain::file::loaded::{Snapshot, Unloadable};
use crate::domain::search::{self, Query};
use crate::domain::text::clean::{Text, clean};
use crate::reason::reason;
use crate::report::{Printer, WIDTH};
use crate::storage::{self, Located};
use crate::tui::clock::{self, Clock};

const STANDARD_INPUT: &str = "standard input";

/// The catalogue that these arguments name, with all that is computed from it.
pub(super) fn shown(cli: &Options) -> Result<Shown, Stop> {
    let snapshot = load(&cli.located()).map_err(stop)?;
    Ok(Shown::new(snapshot, clock::now(), today(cli), cli.as_of))
}

/// The dashboard that these arguments would open.
pub(super) fn app(cli: &Options) -> Result<App, Stop> {
    let located = cli.located();
    let loaded = Ok(load(&located).map_err(stop)?);
    let origin = match &located {
        Located::File(path) => Origin::File(Text::new(&path.to_string_lossy())),
        Located::BuiltIn => Origin::BuiltIn,
    };
    Ok(App::new(
        origin,
        loaded,
        clock::now(),
        today(cli),
        cli.as_of,
    ))
}

/// The day of the board.
pub(super) fn today(cli: &Options) -> NaiveDate {
    cli.as_of.map_or(Clock::Local, Clock::Fixed).today()
}

/// Reads a catalogue; `-` is standard input.
pub(super) fn load(located: &Located) -> Result<Snapshot, Unloadable> {
    match located {
        Located::File(path) if path.as_os_str() == "-" => {
            let bytes = standard_input().map_err(Unloadable::Unreadable)?;
            storage::load_bytes(Path::new(STANDARD_INPUT), bytes)
        }
        Located::File(path) => storage::load(path),
        Located::BuiltIn => storage::load_text(located.path(), storage::BUILT_IN),
    }
}

/// What a catalogue is called by where it is read from.
pub(super) fn name(path: &Path) -> Text {
    if path == Path::new("-") {
        Text::new(STANDARD_INPUT)
    } else {
        Text::new(&path.to_string_lossy())
    }
}

/// All of standard input, or why it is no catalogue.
pub(super) fn standard_input() -> Result<Vec<u8>, String> {
    if io::stdin().is_terminal() {
        return Err(
            "standard input is a terminal: pipe a catalogue into it, as in \
             `git show HEAD:programs.toml | roscope check -`, or name a file"
                .to_owned(),
        );
    }
    let mut bytes = Vec::new();
    let mut input = io::stdin().lock().take(storage::LONGEST + 1);
    input
        .read_to_end(&mut bytes)
        .map_err(|error| format!("cannot read standard input: {}", reason(&error)))?;
    if bytes.len() as u64 > storage::LONGEST {
        let longest = storage::LONGEST >> 20;
        return Err(format!("standard input is longer than {longest} MiB"));
    }
    Ok(bytes)
}

/// The filter of a command, its words as the shell has split them.
pub(super) fn query(words: &[String]) -> Result<Query, Stop> {
    let query = Query::new(&words.join(" "));
    match query.problem() {
        Some(problem) => Err(Stop::Misused(tongue().problem(problem))),
        None => Ok(query),
    }
}

/// The catalogue of a dashboard, and what is computed from it.
pub(super) fn board(app: &App) -> Result<(&Catalogue, &Board), Stop> {
    let shown = app.shown().map(|shown| (&*shown.catalogue, &shown.board));
    shown.ok_or_else(|| Stop::Failed("the catalogue cannot be shown".to_owned()))
}

/// The entry of an id, also of one that it once had.
pub(super) fn find(catalogue: &Catalogue, id: &str) -> Result<EntryRef, Stop> {
    let found = catalogue.find(id).or_else(|| catalogue.find_renamed(id));
    found.ok_or_else(|| {
        let shown = clean(id);
        if catalogue.source(id).is_some() {
            return Stop::Failed(format!(
                "{shown} is a source: `roscope list sources` shows it"
            ));
        }
        let near = search::meant_id(id, catalogue);
        let hint = near.map_or(String::new(), |near| format!("; did you mean {near}?"));
        Stop::Failed(format!("no entry has the id \"{shown}\"{hint}"))
    })
}

/// Why a catalogue is not there: every error with its line.
pub(super) fn stop(why: Unloadable) -> Stop {
    match why {
        Unloadable::Unreadable(why) => Stop::Failed(why),
        Unloadable::Invalid(report) => {
            let printer = Printer::new(&report, tongue());
            let errors = report.errors().map(|error| printer.plain(error, WIDTH));
            Stop::Broken(errors.collect::<Vec<_>>().join("\n"))
        }
    }
}
