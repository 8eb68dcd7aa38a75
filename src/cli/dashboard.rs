//! The dashboard; where there is no terminal to draw on, the overview as plain text.

use std::io;
use std::path::{Path, PathBuf};
use std::sync::{Arc, Mutex, PoisonError};
use std::time::Instant;

use chrono::NaiveDate;

use super::changes::against::{fetch_older, last_of, parse};
use super::ending::{CommandResult, Exit, Stop};
use super::options::{Options, visits};
use super::{appearance, elements, read, summary, write};
use crate::app::news::News;
use crate::app::surveys::Surveys;
use crate::app::{App, Msg, Origin, Shown, Write};
use crate::domain::computed::board::Board;
use crate::domain::edit::{Edit, Proven};
use crate::domain::file::loaded::{Snapshot, Unloadable};
use crate::domain::text::clean::Text;
use crate::reason::reason;
use crate::storage::{self, Located, Visit, Visits, Watch};
use crate::tui::{self, Colours, Ended, Glance, Job, Keeper, Reading, Recall, clock, clock::Clock};
use crate::ui::theme::Theme;

type Loaded = Result<Snapshot, Unloadable>;

pub(super) fn run(cli: &Options, out: &mut impl io::Write) -> CommandResult {
    let located = cli.located();
    let clock = cli.as_of.map_or(Clock::Local, Clock::Fixed);
    let (file, loaded) = open(&located)?;
    if !tui::is_interactive() {
        return plain(loaded, cli, clock, out);
    }
    let mut app = App::new(
        file.origin(),
        loaded,
        clock::now(),
        clock.today(),
        cli.as_of,
    );
    app.read_only = cli.read_only;
    let visits = visits();
    visits.clear_up(&located);
    if let (CatalogueFile::Followed { path, .. }, false) = (&file, cli.read_only)
        && let Some(remark) = write::unsaved(path)
    {
        app.warn(remark);
    }
    // What is read once has no next time, and the board of another day is no visit.
    let is_visit = cli.as_of.is_none() && !matches!(file, CatalogueFile::Once(_));
    app.news = match app.shown() {
        Some(_) => News::awaited(),
        None => News::usual(None),
    };
    let kept = LastVisit {
        file,
        clock,
        located: located.clone(),
        as_of: cli.as_of,
        is_visit,
    };
    let ended = tui::run(&mut app, colours(cli), kept);
    if is_visit {
        keep(&app, &visits, &located);
    }
    // The system takes back what a large catalogue fills sooner than it could be freed piece by piece.
    std::mem::forget(app);
    match ended {
        Ok(Ended::Quit) => Ok(Exit::Good),
        Ok(Ended::Told(signal)) => Ok(Exit::Told(signal.try_into().unwrap_or_default())),
        Err(error) => Err(Stop::Failed(format!(
            "the terminal cannot be used: {}",
            reason(&error)
        ))),
    }
}

/// The catalogue, and what was read of it. What is read once has to be sound: it will not be mended. Whoever
/// pipes it in types at the terminal all the same.
fn open(located: &Located) -> Result<(CatalogueFile, Loaded), Stop> {
    let file = CatalogueFile::new(located);
    if let CatalogueFile::Once(_) = file {
        let loaded = read::load(located).map_err(read::stop)?;
        tui::type_at_the_terminal();
        return Ok((file, Ok(loaded)));
    }
    let nothing = || Err(Unloadable::Unreadable("nothing was read".to_owned()));
    let loaded = file.poll(Reading::Afresh).and_then(|look| look());
    Ok((file, loaded.unwrap_or_else(nothing)))
}

/// Keeps what was read, so that the next visit can tell what has changed since: at most once a day, and only
/// what was read counts as seen. The first visit is kept in any case, since there is no older one to lose. If it
/// cannot be kept, nothing is said: the next visit compares with an older one.
fn keep(app: &App, visits: &Visits, located: &Located) {
    let last = visits.last(located).ok().flatten();
    let day = |visit: &Visit| visit.at.map(|at| clock::local(at).date());
    let text = match &last {
        Some(last) if day(last) == Some(app.today) => None,
        Some(_) => app.news.read(),
        None => app.shown().map(|shown| &*shown.report.text),
    };
    if let Some(text) = text {
        let _ = visits.keep(located, text);
    }
}

/// The catalogue that is shown: a file that is followed, a pipe that was read, or the one that is built in.
enum CatalogueFile {
    Followed {
        path: PathBuf,
        /// Whoever reads the file has it.
        watch: Arc<Mutex<Watch>>,
    },
    Once(PathBuf),
    BuiltIn,
}

impl CatalogueFile {
    fn new(located: &Located) -> Self {
        match located {
            Located::File(path) if path == Path::new("-") || storage::is_read_once(path) => {
                Self::Once(path.clone())
            }
            Located::File(path) => Self::Followed {
                path: path.clone(),
                watch: Arc::new(Mutex::new(Watch::new(path))),
            },
            Located::BuiltIn => Self::BuiltIn,
        }
    }

    fn origin(&self) -> Origin {
        match self {
            Self::Followed { path, .. } => Origin::File(Text::new(&path.to_string_lossy())),
            Self::Once(path) => Origin::Once(read::name(path)),
            Self::BuiltIn => Origin::BuiltIn,
        }
    }

    fn poll(&self, reading: Reading) -> Option<Glance> {
        match self {
            Self::Followed { watch, .. } => {
                let is_due = || watch.try_lock().is_ok_and(|watch| watch.is_due());
                let watch = Arc::clone(watch);
                (reading == Reading::Afresh || is_due())
                    .then(|| -> Glance { Box::new(move || poll(&watch, reading)) })
            }
            Self::BuiltIn if reading == Reading::Afresh => Some(Box::new(|| {
                let name = Path::new(Located::BuiltIn.path());
                Some(storage::load_text(name, storage::BUILT_IN))
            })),
            Self::Once(_) | Self::BuiltIn => None,
        }
    }
}

fn poll(watch: &Mutex<Watch>, reading: Reading) -> Option<Loaded> {
    let mut watch = watch.lock().unwrap_or_else(PoisonError::into_inner);
    if reading == Reading::Afresh {
        *watch = Watch::new(watch.path());
    }
    watch.poll(Instant::now())
}

/// What the dashboard needs of the world: the day, and the file to read and to write.
struct LastVisit {
    file: CatalogueFile,
    clock: Clock,
    located: Located,
    as_of: Option<NaiveDate>,
    /// It is compared with the last visit.
    is_visit: bool,
}

impl Keeper for LastVisit {
    fn today(&mut self) -> NaiveDate {
        self.clock.today()
    }

    fn poll(&mut self, reading: Reading) -> Option<Glance> {
        self.file.poll(reading)
    }

    fn recall(&self, shown: &Shown) -> Recall {
        let (catalogue, text) = (Arc::clone(&shown.catalogue), Arc::clone(&shown.report.text));
        let located = self.is_visit.then(|| self.located.clone());
        Box::new(move || last_of(&catalogue, &text, &located?))
    }

    fn survey(&self, shown: &Shown) -> Job {
        let (catalogue, as_of) = (Arc::clone(&shown.catalogue), self.as_of);
        Box::new(move |cancelled| {
            let at = elements::instant(as_of);
            let known = elements::at_hand(as_of);
            let is_off = || cancelled.is_set();
            let surveys = Surveys::new(&catalogue, &known, at, &is_off)?;
            Some(Msg::Surveyed(Box::new(surveys)))
        })
    }

    fn plan(&mut self, edits: &[Edit]) -> Result<Proven, String> {
        write::plan(self.file()?, edits)
    }

    fn save(&mut self, edits: &[Edit]) -> Result<Write, String> {
        write::save(self.file()?, edits).map(|written| written.write)
    }

    fn undo(&mut self, write: &Write) -> Result<Write, String> {
        write::undo(self.file()?, write)
    }

    fn fetch_older(&self, since: &str) -> Job {
        let (located, as_of, since) = (self.located.clone(), self.as_of, since.to_owned());
        Box::new(move |cancelled| {
            let is_off = || cancelled.is_set();
            let older = parse(&since)
                .and_then(|since| fetch_older(&located, as_of, since, &is_off).map_err(in_a_line));
            Some(Msg::OlderFetched(older))
        })
    }

    fn path(&self) -> Option<&Path> {
        match &self.file {
            CatalogueFile::Followed { path, .. } => Some(path),
            CatalogueFile::Once(_) | CatalogueFile::BuiltIn => None,
        }
    }
}

impl LastVisit {
    fn file(&self) -> Result<&Path, String> {
        self.path()
            .ok_or_else(|| "there is no file to write".to_owned())
    }
}

fn in_a_line(stop: Stop) -> String {
    match stop {
        Stop::Failed(why) | Stop::Misused(why) | Stop::Nothing(why) => why,
        Stop::Broken(errors) => {
            let first = errors.lines().next().unwrap_or_default();
            format!("it has errors: {first}")
        }
        Stop::Unread => String::new(),
    }
}

/// The overview.
fn plain(loaded: Loaded, cli: &Options, clock: Clock, out: &mut impl io::Write) -> CommandResult {
    let Snapshot { catalogue, .. } = loaded.map_err(read::stop)?;
    let catalogue = match cli.as_of {
        Some(day) => catalogue.as_it_was(day),
        None => catalogue,
    };
    let board = Board::new(&catalogue, clock.today());
    appearance::write(out, cli.ascii, |text| {
        summary::write(text, &catalogue, &board)?;
        Ok(Exit::Good)
    })
}

/// The theme asked for. `NO_COLOR` (no-color.org) turns colours off; else the terminal's background
/// decides: `COLORFGBG`, which some terminals set to "foreground;background", or what it answers.
fn colours(cli: &Options) -> Colours {
    let variable = |name: &str| std::env::var(name).ok().filter(|value| !value.is_empty());
    let look = |theme| appearance::look(theme, cli.ascii);
    // What is asked for of the output, and the variables, but not what the terminal can do.
    let without = !cli.color.is_wanted(true) || appearance::is_colourless();
    match cli.theme {
        Some(theme) => Colours::Given(look(theme)),
        None if without => Colours::Given(look(Theme::Mono)),
        None if appearance::is_console() => Colours::Given(look(Theme::Dark)),
        None => match variable("COLORFGBG")
            .as_deref()
            .and_then(|pair| pair.rsplit(';').next())
        {
            Some("7" | "15") => Colours::Given(look(Theme::Light)),
            Some(_) => Colours::Given(look(Theme::Dark)),
            None => Colours::OfBackground(look(Theme::Dark)),
        },
    }
}
