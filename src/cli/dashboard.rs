//! The dashboard; where there is no terminal to draw on, the overview as plain text.

use std::io;
use std::path::Path;
use std::time::Instant;

use chrono::NaiveDate;

use super::changes::against::{last_of, look_back, parse};
use super::{Cli, Exit, Stop, appearance, read, summary, visits, write};
use crate::app::news::News;
use crate::app::{App, Origin, Write};
use crate::domain::board::Board;
use crate::domain::clean::Text;
use crate::domain::edit::{Edit, Proven};
use crate::domain::loaded::{Snapshot, Unloadable};
use crate::domain::since::{Older, Since};
use crate::storage::{self, Located, Watch};
use crate::tui::{self, Colours, Keeper, Reading, clock, clock::Clock};
use crate::ui::look::Theme;

type Loaded = Result<Snapshot, Unloadable>;

pub(super) fn run(cli: &Cli, out: &mut impl io::Write) -> Result<Exit, Stop> {
    let located = cli.located();
    let mut file = File::new(located.clone());
    let clock = cli.as_of.map_or(Clock::Local, Clock::Fixed);
    let loaded = file.read(Reading::Afresh, Instant::now());
    let loaded =
        loaded.unwrap_or_else(|| Err(Unloadable::Unreadable("nothing was read".to_owned())));
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
    if let (Located::File(path), false) = (&located, cli.read_only)
        && let Some(remark) = write::unsaved(path)
    {
        app.warn(remark);
    }
    let colours = colours(cli);
    let last = app.shown().and_then(|shown| last_of(shown, &located));
    app.news = match (cli.as_of, last, app.shown()) {
        (None, Some(last), _) => News::since(last),
        (_, _, Some(shown)) => News::dated(Since::usual(&shown.catalogue, app.today)),
        (_, _, None) => News::dated(Since::default()),
    };
    let kept = Kept {
        file,
        clock,
        located: located.clone(),
        as_of: cli.as_of,
    };
    let ended = tui::run(&mut app, colours, kept);
    keep(&app, &located);
    ended.map_err(|error| Stop::Failed(format!("the terminal cannot be used: {error}")))?;
    Ok(Exit::Good)
}

/// Keeps what was shown, so that the next visit can tell what has changed. The board of another day is no
/// visit. Where it cannot be kept there is nothing to do about it: the next visit compares with an older one.
fn keep(app: &App, located: &Located) {
    if let (Some(shown), None) = (app.shown(), app.as_of) {
        let _ = visits().keep(located, &shown.report.text);
    }
}

/// The catalogue that is shown: a file that is followed, or the one that is built in.
enum File {
    Followed(Box<Watch>),
    BuiltIn,
}

impl File {
    fn new(located: Located) -> Self {
        match located {
            Located::File(path) => Self::Followed(Box::new(Watch::new(path))),
            Located::BuiltIn => Self::BuiltIn,
        }
    }

    fn origin(&self) -> Origin {
        match self {
            Self::Followed(watch) => Origin::File(Text::new(&watch.path().to_string_lossy())),
            Self::BuiltIn => Origin::BuiltIn,
        }
    }

    fn read(&mut self, reading: Reading, now: Instant) -> Option<Loaded> {
        match (self, reading) {
            (Self::Followed(watch), Reading::IfChanged) => watch.look(now),
            (Self::Followed(watch), Reading::Afresh) => {
                **watch = Watch::new(watch.path());
                watch.look(now)
            }
            (Self::BuiltIn, Reading::IfChanged) => None,
            (Self::BuiltIn, Reading::Afresh) => Some(storage::load_text(
                Path::new(Located::BuiltIn.path()),
                storage::BUILT_IN,
            )),
        }
    }
}

/// What the dashboard needs of the world: the day, and the file to read and to write.
struct Kept {
    file: File,
    clock: Clock,
    located: Located,
    as_of: Option<NaiveDate>,
}

impl Keeper for Kept {
    fn today(&mut self) -> NaiveDate {
        self.clock.today()
    }

    fn look(&mut self, reading: Reading, now: Instant) -> Option<Loaded> {
        self.file.read(reading, now)
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

    fn look_back(&mut self, since: &str) -> Result<Older, String> {
        let since = parse(since)?;
        look_back(&self.located, self.as_of, since).map_err(in_a_line)
    }

    fn path(&self) -> Option<&Path> {
        match &self.file {
            File::Followed(watch) => Some(watch.path()),
            File::BuiltIn => None,
        }
    }
}

impl Kept {
    fn file(&self) -> Result<&Path, String> {
        self.path()
            .ok_or_else(|| "the built-in catalogue is not written".to_owned())
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
fn plain(loaded: Loaded, cli: &Cli, clock: Clock, out: &mut impl io::Write) -> Result<Exit, Stop> {
    let Snapshot { catalogue, .. } = loaded.map_err(read::stop)?;
    let catalogue = match cli.as_of {
        Some(day) => catalogue.seen_on(day),
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
fn colours(cli: &Cli) -> Colours {
    let variable = |name: &str| std::env::var(name).ok().filter(|value| !value.is_empty());
    let look = |theme| appearance::look(theme, cli.ascii);
    // What is asked for of the output, and the variables, but not what the terminal can do.
    let without = !cli.color.is_wanted(true) || appearance::is_colourless();
    match cli.theme {
        super::Theme::Dark => Colours::Given(look(Theme::Dark)),
        super::Theme::Light => Colours::Given(look(Theme::Light)),
        super::Theme::Mono => Colours::Given(look(Theme::Mono)),
        super::Theme::Auto if without => Colours::Given(look(Theme::Mono)),
        super::Theme::Auto if appearance::is_console() => Colours::Given(look(Theme::Dark)),
        super::Theme::Auto => match variable("COLORFGBG")
            .as_deref()
            .and_then(|pair| pair.rsplit(';').next())
        {
            Some("7" | "15") => Colours::Given(look(Theme::Light)),
            Some(_) => Colours::Given(look(Theme::Dark)),
            None => Colours::OfBackground(look(Theme::Dark)),
        },
    }
}
