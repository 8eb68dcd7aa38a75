//! The older catalogue that the one at hand is compared with.

use std::ffi::OsStr;
use std::path::{Path, PathBuf};
use std::sync::Arc;
use std::time::SystemTime;

use chrono::NaiveDate;

use crate::app::Shown;
use crate::cli::ending::Stop;
use crate::cli::options::{Options, tongue, visits};
use crate::cli::read;
use crate::domain::catalogue::Catalogue;
use crate::domain::computed::since::{Older, Since};
use crate::domain::file::loaded::{Snapshot, Unloadable};
use crate::domain::text::clean::clean;
use crate::storage::{self, Located, Visit, git};
use crate::tui::clock;

/// What was meant by "since".
pub(in crate::cli) fn parse(text: &str) -> Result<Since, String> {
    Since::parse(text, Path::is_file).map_err(|why| tongue().no_since(&why))
}

/// The catalogue as it was then, and since when in words. Where nothing is asked for: since the last
/// visit, else the last weeks or months.
pub(in crate::cli) fn older(
    cli: &Options,
    shown: &Shown,
    since: Option<&Since>,
) -> Result<(Arc<Catalogue>, String), Stop> {
    let located = cli.located();
    let older = match since {
        // A command waits until Git is done: nobody cancels it.
        Some(since) => fetch_older(&located, cli.as_of, since.clone(), &|| false)?,
        None => usual(&located, cli.as_of, shown)?,
    };
    let words = tongue().since(&older);
    let today = shown.board.today;
    let day = older.since.day(today);
    if day.is_some_and(|day| day >= today) {
        return Err(Stop::Failed(format!(
            "that has not come yet: today is {today}"
        )));
    }
    let old = match (older.catalogue, day) {
        (Some(old), _) => old,
        (None, Some(day)) => Arc::new(Catalogue::clone(&shown.catalogue).seen_on(day)),
        // The day lies before the first one of the calendar.
        (None, None) => return Err(Stop::Failed("that is too far back".to_owned())),
    };
    Ok((old, words))
}

/// With `--as-of` there is no visit to compare with.
fn usual(located: &Located, as_of: Option<NaiveDate>, shown: &Shown) -> Result<Older, Stop> {
    let last = match as_of {
        Some(_) => None,
        None => last_visit(located, as_of)?,
    };
    let (older, _) = Older::usual(last, &shown.catalogue, shown.board.today);
    Ok(older)
}

/// What is compared with. It may take a while; it ends early when `is_off` says that nobody waits any more.
pub(in crate::cli) fn fetch_older(
    located: &Located,
    as_of: Option<NaiveDate>,
    since: Since,
    is_off: &dyn Fn() -> bool,
) -> Result<Older, Stop> {
    let catalogue = match &since {
        Since::Days(_) | Since::Date(_) => return Ok(Older::dated(since)),
        Since::LastVisit => {
            return last_visit(located, as_of)?.ok_or_else(|| {
                let path = located.path().to_string_lossy();
                Stop::Failed(format!("no visit to {} is on record", clean(&path)))
            });
        }
        Since::Revision(revision) => at_revision(revision, located, as_of, is_off)?,
        Since::File(path) => seen(as_of, storage::load(path))?,
    };
    Ok(Older {
        catalogue: Some(Arc::new(catalogue)),
        ..Older::dated(since)
    })
}

/// The last visit, if there was one.
fn last_visit(located: &Located, as_of: Option<NaiveDate>) -> Result<Option<Older>, Stop> {
    let visit = visits().last(located).map_err(Stop::Failed)?;
    visit
        .map(|visit| read_visit(visit, located, as_of))
        .transpose()
}

fn read_visit(visit: Visit, located: &Located, as_of: Option<NaiveDate>) -> Result<Older, Stop> {
    let name = visits().copy(located).unwrap_or_default();
    let catalogue = seen(as_of, storage::load_text(&name, visit.text))?;
    Ok(of_visit(visit.at, Arc::new(catalogue)))
}

/// The last visit for a dashboard that begins. Mostly nothing has changed, and nothing is read twice.
pub(in crate::cli) fn last_of(
    catalogue: &Arc<Catalogue>,
    text: &str,
    located: &Located,
) -> Option<Older> {
    let visit = visits().last(located).ok()??;
    if visit.text == text {
        return Some(of_visit(visit.at, Arc::clone(catalogue)));
    }
    read_visit(visit, located, None).ok()
}

fn of_visit(at: Option<SystemTime>, catalogue: Arc<Catalogue>) -> Older {
    Older {
        on: at.map(|at| clock::local(at).date()),
        since: Since::LastVisit,
        catalogue: Some(catalogue),
    }
}

fn at_revision(
    revision: &str,
    located: &Located,
    as_of: Option<NaiveDate>,
    is_off: &dyn Fn() -> bool,
) -> Result<Catalogue, Stop> {
    if revision.contains(':') {
        let bytes = git::object(revision, is_off).map_err(Stop::Failed)?;
        return of_bytes(as_of, revision, bytes);
    }
    let Located::File(path) = located else {
        let why = "the built-in catalogue is in no Git repository: name a file";
        return Err(Stop::Failed(why.to_owned()));
    };
    let bytes = git::at_revision(revision, path, is_off).map_err(|why| {
        let shown = clean(revision);
        Stop::Failed(format!("{why} (\"{shown}\" is not a date or a file)"))
    })?;
    of_bytes(as_of, &format!("{revision}:{}", path.display()), bytes)
}

/// One side of a comparison.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(in crate::cli) enum Side {
    File(PathBuf),
    /// `REV:path`.
    Object(String),
    StandardInput,
}

impl Side {
    /// A file if there is one, else what is told by its form.
    pub(in crate::cli) fn of(text: &OsStr) -> Self {
        let path = Path::new(text);
        match text.to_str() {
            Some("-") => Self::StandardInput,
            Some(name) if name.contains(':') && path.symlink_metadata().is_err() => {
                Self::Object(name.to_owned())
            }
            _ => Self::File(path.to_owned()),
        }
    }

    pub(in crate::cli) fn words(&self) -> String {
        match self {
            Self::File(path) => clean(&path.to_string_lossy()).into_owned(),
            Self::Object(name) => clean(name).into_owned(),
            Self::StandardInput => "standard input".to_owned(),
        }
    }

    pub(in crate::cli) fn read(&self, as_of: Option<NaiveDate>) -> Result<Catalogue, Stop> {
        match self {
            Self::File(path) => seen(as_of, storage::load(path)),
            Self::Object(name) => {
                let bytes = git::object(name, &|| false).map_err(Stop::Failed)?;
                of_bytes(as_of, name, bytes)
            }
            Self::StandardInput => {
                let bytes = read::standard_input().map_err(Stop::Failed)?;
                of_bytes(as_of, "standard input", bytes)
            }
        }
    }
}

fn of_bytes(as_of: Option<NaiveDate>, name: &str, bytes: Vec<u8>) -> Result<Catalogue, Stop> {
    seen(as_of, storage::load_bytes(Path::new(name), bytes))
}

/// On the day that is asked for.
fn seen(as_of: Option<NaiveDate>, loaded: Result<Snapshot, Unloadable>) -> Result<Catalogue, Stop> {
    let catalogue = loaded.map_err(read::stop)?.catalogue;
    Ok(match as_of {
        Some(day) => catalogue.as_it_was(day),
        None => catalogue,
    })
}
