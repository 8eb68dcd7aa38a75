//! Which of two calendars is the newer one.
//!
//! The catalogue keeps no history of its own: a name that is rewritten leaves no trace in it. But the system keeps
//! the second of the last change of its file, and that only grows. So an event is as new as the file, the version of
//! the program that words it, or the day on which its window closed without news. Two texts of one file never have
//! the same second: an export waits until the second of the last change is over.

use std::path::Path;
use std::thread;
use std::time::Duration;

use chrono::{DateTime, NaiveDate};

use super::ExportFormat;
use crate::app::Shown;
use crate::cli::ending::Stop;
use crate::cli::options::Options;
use crate::cli::read;
use crate::storage::{self, Located};
use crate::tui::clock;

/// The clock by which a system dates a change of a file goes after its real one by at most so much.
const LAG: Duration = Duration::from_millis(20);
/// How often a file that changes while it is read is read again.
const TRIES: usize = 5;

/// How new an export is. In seconds since 1970.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Revision {
    changed: i64,
    /// The board of another day.
    as_of: Option<NaiveDate>,
}

impl Revision {
    /// Reads the catalogue, and how new that text is. Only of a calendar there are versions, which wait.
    pub(super) fn read(cli: &Options, format: ExportFormat) -> Result<(Shown, Self), Stop> {
        let now = clock::since_epoch();
        for _ in 0..TRIES {
            let revision = Self::of(cli, now);
            if format == ExportFormat::Ics {
                revision.wait(read::today(cli));
            }
            let shown = read::shown(cli)?;
            if format != ExportFormat::Ics || Self::of(cli, now) == revision {
                return Ok((shown, revision));
            }
        }
        let why = "the catalogue keeps changing: try again when it is saved";
        Err(Stop::Failed(why.to_owned()))
    }

    /// What comes from standard input is of now, the built-in catalogue as old as its program.
    fn of(cli: &Options, now: Duration) -> Self {
        let program = std::env::current_exe().ok();
        let program = program.and_then(|path| storage::changed(&path));
        let file = match cli.located() {
            Located::File(path) if path == Path::new("-") => i64::try_from(now.as_secs()).ok(),
            Located::File(path) => storage::changed(&path),
            Located::BuiltIn => None,
        };
        Self {
            changed: program.max(file).unwrap_or_default(),
            as_of: cli.as_of,
        }
    }

    /// Waits until nothing more can be dated as old as this.
    fn wait(self, today: NaiveDate) {
        let last = match self.as_of {
            Some(_) => self.changed,
            None => self.changed.max(clock::beginning(today)),
        };
        let over = Duration::from_secs(u64::try_from(last + 1).unwrap_or_default()) + LAG;
        if let Some(left) = over.checked_sub(clock::since_epoch()) {
            // A clock that stands before the change is not waited for.
            thread::sleep(left.min(Duration::from_secs(1) + LAG));
        }
    }

    /// How new an event is that is overdue since a day, or not. The board of another day is older by a
    /// second for each day before the last change.
    pub(super) fn of_event(self, overdue_since: Option<NaiveDate>) -> i64 {
        let day = DateTime::from_timestamp(self.changed, 0).map(|time| time.date_naive());
        match (self.as_of, day) {
            (Some(as_of), Some(day)) => self.changed + as_of.signed_duration_since(day).num_days(),
            _ => self.changed.max(overdue_since.map_or(0, clock::beginning)),
        }
    }
}
