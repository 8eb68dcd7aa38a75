//! The catalogue for a command that shows it as it stands: read once, or said why not.

use std::path::Path;

use super::{Cli, Stop};
use crate::app::{App, Origin};
use crate::domain::board::Board;
use crate::domain::catalogue::{Catalogue, EntryRef};
use crate::domain::clean::{Text, clean};
use crate::domain::loaded::Unloadable;
use crate::domain::search::Query;
use crate::domain::suggest;
use crate::report::{Printer, WIDTH};
use crate::storage::{self, Located};
use crate::tui::clock::{self, Clock};

/// The dashboard that these arguments would open.
pub(super) fn app(cli: &Cli) -> Result<App, Stop> {
    let located = cli.located();
    let (loaded, origin) = match &located {
        Located::File(path) => (
            storage::load(path),
            Origin::File(Text::new(&path.to_string_lossy())),
        ),
        Located::BuiltIn => {
            let name = Path::new(Located::BuiltIn.path());
            (storage::load_text(name, storage::BUILT_IN), Origin::BuiltIn)
        }
    };
    let loaded = Ok(loaded.map_err(stop)?);
    let clock = cli.as_of.map_or(Clock::Local, Clock::Fixed);
    Ok(App::new(
        origin,
        loaded,
        clock::now(),
        clock.today(),
        cli.as_of,
    ))
}

/// The filter of a command, its words as the shell has split them.
pub(super) fn query(words: &[String]) -> Result<Query, Stop> {
    let query = Query::new(&words.join(" "));
    match query.problem() {
        Some(problem) => Err(Stop::Misused(problem.to_string())),
        None => Ok(query),
    }
}

/// Its catalogue, and what is computed from it.
pub(super) fn board(app: &App) -> Result<(&Catalogue, &Board), Stop> {
    let shown = app.shown().map(|shown| (&shown.catalogue, &shown.board));
    shown.ok_or_else(|| Stop::Failed("the catalogue cannot be shown".to_owned()))
}

/// The entry of an id, also of one that it once had.
pub(super) fn find(catalogue: &Catalogue, id: &str) -> Result<EntryRef, Stop> {
    let found = catalogue.find(id).or_else(|| catalogue.find_renamed(id));
    found.ok_or_else(|| {
        let near = suggest::nearest(id, catalogue.ids());
        let hint = near.map_or(String::new(), |near| format!("; did you mean {near}?"));
        Stop::Failed(format!("no entry has the id {:?}{hint}", clean(id)))
    })
}

/// Why a catalogue is not there: every error with its line.
pub(super) fn stop(why: Unloadable) -> Stop {
    match why {
        Unloadable::Unreadable(why) => Stop::Failed(why),
        Unloadable::Invalid(report) => {
            let printer = Printer::new(&report);
            let errors = report.errors().map(|error| printer.plain(error, WIDTH));
            Stop::Broken(errors.collect::<Vec<_>>().join("\n"))
        }
    }
}
