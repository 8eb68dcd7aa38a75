//! The older catalogue that the one at hand is compared with.

use std::ffi::OsStr;
use std::io::Read as _;
use std::path::{Path, PathBuf};

use crate::app::App;
use crate::cli::{Cli, Stop, read, visits};
use crate::domain::catalogue::Catalogue;
use crate::domain::clean::clean;
use crate::domain::loaded::Unloadable;
use crate::domain::prose;
use crate::domain::since::Since;
use crate::storage::{self, LONGEST, Located, git};

/// Where no visit is on record, so many days are looked back.
const USUAL_DAYS: u32 = 30;

/// What was meant by "since".
pub(in crate::cli) fn parse(text: &str) -> Result<Since, String> {
    Since::parse(text, Path::is_file)
}

/// The catalogue as it was then, and since when in words. Where nothing is asked for: since the last
/// visit, else the last 30 days.
pub(in crate::cli) fn older(
    cli: &Cli,
    app: &App,
    since: Option<&Since>,
) -> Result<(Catalogue, String), Stop> {
    let Some(since) = since else {
        let last = cli.as_of.map_or_else(|| last_visit(cli), |_| Ok(None))?;
        return last.map_or_else(|| older(cli, app, Some(&Since::Days(USUAL_DAYS))), Ok);
    };
    let (catalogue, _) = read::board(app)?;
    if let Some(day) = since.day(app.today) {
        return Ok((catalogue.clone().seen_on(day), since.words()));
    }
    match since {
        Since::LastVisit => last_visit(cli)?.ok_or_else(|| {
            let path = cli.located();
            let path = path.path().to_string_lossy().into_owned();
            Stop::Failed(format!("no visit to {} is on record", clean(&path)))
        }),
        Since::Revision(revision) => {
            let Located::File(path) = cli.located() else {
                let why = "the built-in catalogue is in no Git repository: name a file";
                return Err(Stop::Failed(why.to_owned()));
            };
            let bytes = git::at_revision(revision, &path).map_err(Stop::Failed)?;
            let name = format!("{revision}:{}", path.display());
            Ok((of_bytes(cli, &name, bytes)?, since.words()))
        }
        Since::File(path) => Ok((seen(cli, storage::load(path))?, since.words())),
        // Their day was before every calendar.
        Since::Days(_) | Since::Date(_) => Err(Stop::Failed("that is too far back".to_owned())),
    }
}

fn last_visit(cli: &Cli) -> Result<Option<(Catalogue, String)>, Stop> {
    let located = cli.located();
    let visits = visits();
    let Some(visit) = visits.last(&located).map_err(Stop::Failed)? else {
        return Ok(None);
    };
    let name = visits.copy(&located).unwrap_or_default();
    let loaded = seen(cli, storage::load_text(&name, visit.text))?;
    let on = visit.at.map(|at| format!(", {}", prose::day(at.date())));
    let words = Since::LastVisit.words() + &on.unwrap_or_default();
    Ok(Some((loaded, words)))
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

    pub(in crate::cli) fn read(&self, cli: &Cli) -> Result<Catalogue, Stop> {
        match self {
            Self::File(path) => seen(cli, storage::load(path)),
            Self::Object(name) => of_bytes(cli, name, git::object(name).map_err(Stop::Failed)?),
            Self::StandardInput => of_bytes(cli, "standard input", standard_input()?),
        }
    }
}

fn standard_input() -> Result<Vec<u8>, Stop> {
    let mut bytes = Vec::new();
    let read = std::io::stdin()
        .lock()
        .take(LONGEST + 1)
        .read_to_end(&mut bytes);
    read.map_err(|error| Stop::Failed(format!("cannot read standard input: {error}")))?;
    if bytes.len() as u64 > LONGEST {
        let longest = LONGEST >> 20;
        return Err(Stop::Failed(format!(
            "standard input is longer than {longest} MiB"
        )));
    }
    Ok(bytes)
}

fn of_bytes(cli: &Cli, name: &str, bytes: Vec<u8>) -> Result<Catalogue, Stop> {
    seen(cli, storage::load_bytes(Path::new(name), bytes))
}

/// On the day that is asked for.
fn seen(
    cli: &Cli,
    loaded: Result<crate::domain::loaded::Snapshot, Unloadable>,
) -> Result<Catalogue, Stop> {
    let catalogue = loaded.map_err(read::stop)?.catalogue;
    Ok(match cli.as_of {
        Some(day) => catalogue.seen_on(day),
        None => catalogue,
    })
}
