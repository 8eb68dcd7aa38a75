//! The command line: what it takes, and what each command does. Everything that a command says goes
//! to a writer that it is given.

mod appearance;
mod brief;
mod changes;
mod check;
mod columns;
mod completions;
mod csv;
mod dashboard;
mod diff;
mod edit;
mod examples;
mod export;
mod init;
mod json;
mod list;
mod man;
mod markdown;
mod next;
mod paths;
mod read;
mod record;
mod sheet;
mod show;
mod since;
mod status;
mod summary;
mod timeline;
mod write;

use std::io::{self, IsTerminal as _, Write};
use std::path::{Path, PathBuf};
use std::process::ExitCode;

use chrono::NaiveDate;
use clap::{CommandFactory as _, Parser, Subcommand, ValueEnum};

use crate::domain::clean::clean;
use crate::domain::suggest;
use crate::domain::when::{Unreadable, When};
use crate::reason::unwritable;
use crate::storage::{self, Located, Places, Visits};
use crate::words::{ENGLISH, Words};

const THEME: &str = "The colours; auto goes by NO_COLOR and the terminal's background";
const ASCII: &str = "Draw with plain characters only, as where the locale is not UTF-8 [env: ROSCOPE_ASCII; 0: with all]";
const COLOR: &str =
    "Colours in the output; auto goes by the terminal, NO_COLOR, CLICOLOR and CLICOLOR_FORCE";
const NAMED: &str = "The catalogue, for every command [env: ROSCOPE_CATALOGUE]";

/// What is no command, but a key.
const IN_THE_DASHBOARD: [(&str, &str); 2] = [
    ("undo", "U takes our last write back"),
    ("edit", "e opens the editor"),
];

/// What every command has stands below what is its own.
const LAST: usize = 500;

/// The schema that `roscope schema` prints.
pub const SCHEMA: &str = include_str!("../assets/programs.schema.json");

/// The schema of what `roscope export --format json` writes.
pub use export::SCHEMA as EXPORT_SCHEMA;

/// A dashboard of Russia's space programme: what is next, what is late, by how much, and who said so
#[derive(Debug, Parser)]
#[command(name = "roscope", version, max_term_width = 100, after_help = examples::ROSCOPE)]
pub struct Cli {
    /// The catalogue to show; `-` or a pipe is read once [default: ./programs.toml, else the one in the
    /// data folder, else the built-in one]
    pub file: Option<PathBuf>,

    #[arg(long, global = true, display_order = LAST, value_name = "FILE", help = NAMED)]
    pub catalogue: Option<PathBuf>,

    #[arg(
        long,
        env = "ROSCOPE_THEME",
        hide_env_values = true,
        value_enum,
        default_value_t = Theme::Auto,
        help = THEME
    )]
    pub theme: Theme,

    #[arg(long, help = ASCII)]
    pub ascii: bool,

    /// Read-only: never write
    #[arg(long)]
    pub read_only: bool,

    /// Show what stood on this day: 2026-05-01, 2026-Q1, "early 2026" (the last day counts)
    #[arg(long, global = true, display_order = LAST, value_name = "DATE", value_parser = last_day)]
    pub as_of: Option<NaiveDate>,

    #[arg(
        long,
        global = true,
        display_order = LAST,
        value_enum,
        default_value_t = Colour::Auto,
        value_name = "WHEN",
        help = COLOR
    )]
    pub color: Colour,

    #[command(subcommand)]
    pub command: Option<Command>,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
pub enum Theme {
    /// A variable that is empty says nothing.
    #[value(alias = "", help = None)]
    Auto,
    Dark,
    Light,
    Mono,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
pub enum Colour {
    Auto,
    Always,
    Never,
}

#[derive(Debug, Subcommand)]
pub enum Command {
    /// List projects, vehicles, constellations, milestones or sources that fit a filter
    #[command(after_help = examples::LIST)]
    List(list::Args),
    /// List what comes next: the milestones of the next 12 months, or of so many days
    #[command(after_help = examples::NEXT)]
    Next(next::NextArgs),
    /// List what is late or overdue, the worst first
    #[command(after_help = examples::LATE)]
    Late(next::LateArgs),
    /// Print five lines for a prompt or a message of the day
    #[command(after_help = examples::STATUS)]
    Status,
    /// Export everything for programs, spreadsheets, calendars and browsers
    #[command(after_help = examples::EXPORT)]
    Export(export::Args),
    /// Print the timeline: every milestone as the window that it is, and where it used to be
    #[command(after_help = examples::TIMELINE)]
    Timeline(timeline::Args),
    /// Show one entry in full, with the reasons for its verdict
    #[command(after_help = examples::SHOW)]
    Show(show::Args),
    /// Print the track record: how many promises were kept, by whom, how far ahead, about what
    #[command(after_help = examples::RECORD)]
    Record(record::Args),
    /// Show what changed since the last visit, some days ago, a date, a revision of Git
    #[command(after_help = examples::SINCE)]
    Since(since::Args),
    /// Show what changed from one catalogue to another
    #[command(after_help = examples::DIFF)]
    Diff(diff::Args),
    /// Write one page of Markdown for a meeting: changes, what is overdue, what disagrees, what comes next
    #[command(after_help = examples::BRIEF)]
    Brief(brief::Args),
    /// Set keys of an entry: status=done actual=2026-04-30
    #[command(after_help = examples::SET)]
    Set(edit::Set),
    /// Add a statement to a milestone: who said which date, when
    #[command(after_help = examples::SAY)]
    Say(edit::Say),
    /// Add a count of a constellation's satellites
    #[command(after_help = examples::COUNT)]
    Count(edit::Count),
    /// Add a milestone or a source
    #[command(subcommand)]
    Add(edit::Add),
    /// Check a catalogue: each error with its line and what to write instead
    #[command(after_help = examples::CHECK)]
    Check(check::Args),
    /// Write a copy of the built-in catalogue, to edit
    #[command(after_help = examples::INIT)]
    Init {
        /// Where to; a file that exists is never overwritten
        #[arg(default_value = storage::FILE_NAME)]
        path: PathBuf,
    },
    /// Print the JSON Schema of the catalogue, for completion in an editor
    #[command(after_help = examples::SCHEMA)]
    Schema,
    /// Print the script with which a shell completes commands, options and ids
    #[command(after_help = examples::COMPLETIONS)]
    Completions(completions::Args),
    /// Print the manual page, in roff
    #[command(after_help = examples::MAN)]
    Man,
    /// Say which catalogue would be shown and why, and where things are kept
    #[command(after_help = examples::PATHS)]
    Paths,
}

/// Why a command did not come to its end.
#[derive(Debug)]
pub enum Stop {
    /// Nobody reads what is written any more: nothing to say, and to nobody.
    Unread,
    Failed(String),
    /// It did its work and found nothing: the answer is no.
    Nothing(String),
    /// The catalogue has errors, which are told here.
    Broken(String),
    /// The arguments make no sense together.
    Misused(String),
}

impl From<io::Error> for Stop {
    fn from(error: io::Error) -> Self {
        match error.kind() {
            io::ErrorKind::BrokenPipe => Self::Unread,
            _ => Self::Failed(format!(
                "cannot write to standard output: {}",
                unwritable(&error)
            )),
        }
    }
}

/// What is to be told beside the output goes to standard error.
fn note(words: &str) {
    let _ = writeln!(io::stderr(), "note: {words}");
}

/// How a command ended.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Exit {
    Good,
    /// It did its work, and the answer is no: a catalogue has errors.
    Bad,
    /// A signal of this number ended it.
    Told(u8),
}

/// The whole program: reads the arguments, runs the command, and says what went wrong.
pub fn main() -> ExitCode {
    let stdout = io::stdout();
    let is_terminal = stdout.is_terminal();
    let mut out = io::BufWriter::with_capacity(64 << 10, stdout.lock());
    let done = match Cli::try_parse() {
        Ok(cli) => run(&cli, cli.color.is_wanted(is_terminal), &mut out),
        Err(usage) if usage.use_stderr() => return misused(&usage),
        Err(help) => help_text(&help, Colour::Auto.is_wanted(is_terminal), &mut out),
    };
    match done.and_then(|exit| out.flush().map(|()| exit).map_err(Stop::from)) {
        Ok(Exit::Good) | Err(Stop::Unread) => ExitCode::SUCCESS,
        Ok(Exit::Bad) => ExitCode::FAILURE,
        Ok(Exit::Told(signal)) => ExitCode::from(128_u8.saturating_add(signal)),
        // When these cannot be written either, the exit status has to say it.
        Err(Stop::Failed(why)) => {
            let _ = writeln!(io::stderr(), "error: {why}");
            ExitCode::FAILURE
        }
        Err(Stop::Nothing(why)) => {
            let _ = writeln!(io::stderr(), "{why}");
            ExitCode::FAILURE
        }
        Err(Stop::Broken(errors)) => {
            let _ = writeln!(io::stderr(), "{}", errors.trim_end());
            ExitCode::FAILURE
        }
        Err(Stop::Misused(why)) => {
            let _ = writeln!(io::stderr(), "error: {why}");
            ExitCode::from(2)
        }
    }
}

/// Says what was wrong with the arguments, which it quotes.
fn misused(usage: &clap::Error) -> ExitCode {
    let text = usage.render().to_string();
    let lines = text.lines().map(|line| format!("{}\n", clean(line)));
    // When this cannot be written, the exit status has to say it.
    let _ = io::stderr().write_all(lines.collect::<String>().as_bytes());
    ExitCode::from(2)
}

impl Colour {
    /// Whether to write colours. `NO_COLOR` (no-color.org) and `CLICOLOR=0` say no, `CLICOLOR_FORCE`
    /// (bixense.com/clicolors) says yes even to a pipe; the option wins over all of them.
    fn is_wanted(self, is_terminal: bool) -> bool {
        let value = |name: &str| std::env::var_os(name).filter(|value| !value.is_empty());
        let is_zero = |name: &str| value(name).is_some_and(|value| value == "0");
        let is_dumb = value("TERM").is_some_and(|term| term == "dumb");
        match self {
            Self::Always => true,
            Self::Never => false,
            Self::Auto if value("NO_COLOR").is_some() => false,
            Self::Auto if value("CLICOLOR_FORCE").is_some() && !is_zero("CLICOLOR_FORCE") => true,
            Self::Auto => is_terminal && !is_dumb && !is_zero("CLICOLOR"),
        }
    }
}

fn help_text(help: &clap::Error, colour: bool, out: &mut impl Write) -> Result<Exit, Stop> {
    let text = help.render();
    if colour {
        write!(out, "{}", text.ansi())?;
    } else {
        write!(out, "{text}")?;
    }
    Ok(Exit::Good)
}

/// Runs one command.
pub fn run(cli: &Cli, colour: bool, out: &mut impl Write) -> Result<Exit, Stop> {
    match &cli.command {
        Some(Command::List(args)) => list::run(cli, args, colour, out),
        Some(Command::Next(args)) => next::next(cli, args, colour, out),
        Some(Command::Late(args)) => next::late(cli, args, colour, out),
        Some(Command::Status) => appearance::write(out, cli.ascii, |text| status::run(cli, text)),
        Some(Command::Export(args)) => export::run(cli, args, out),
        Some(Command::Timeline(args)) => timeline::run(cli, args, colour, out),
        Some(Command::Show(args)) => show::run(cli, args, colour, out),
        Some(Command::Record(args)) => record::run(cli, args, colour, out),
        Some(Command::Since(args)) => since::run(cli, args, colour, out),
        Some(Command::Diff(args)) => diff::run(cli, args, colour, out),
        Some(Command::Brief(args)) => brief::run(cli, args, out),
        Some(Command::Set(args)) => edit::set(cli, args, out),
        Some(Command::Say(args)) => edit::say(cli, args, out),
        Some(Command::Count(args)) => edit::count(cli, args, out),
        Some(Command::Add(what)) => edit::add(cli, what, out),
        Some(Command::Check(args)) => check::run(args, || cli.located(), colour, out),
        Some(Command::Init { path }) => init::run(path, out),
        Some(Command::Schema) => {
            out.write_all(SCHEMA.as_bytes())?;
            Ok(Exit::Good)
        }
        Some(Command::Completions(args)) => completions::run(args, out),
        Some(Command::Man) => man::run(out),
        Some(Command::Paths) => paths::run(cli, out),
        None => {
            cli.refuse_misspelt_command()?;
            dashboard::run(cli, out)
        }
    }
}

impl Cli {
    fn located(&self) -> Located {
        located(self.file.clone().or_else(|| self.catalogue.clone()))
    }

    /// The only argument without a name is a file; a bare word that is none was meant as a command.
    fn refuse_misspelt_command(&self) -> Result<(), Stop> {
        let named = self.file.as_deref().filter(|path| !path.exists());
        let Some(name) = named.and_then(Path::to_str) else {
            return Ok(());
        };
        let command = Self::command();
        let all = command.get_subcommands().filter(|one| !one.is_hide_set());
        let is_word = name.chars().all(char::is_alphanumeric);
        let there = IN_THE_DASHBOARD.iter().find(|(word, _)| *word == name);
        let near = suggest::nearest(name, all.map(clap::Command::get_name));
        let hint = match (there, near) {
            (Some((_, key)), _) => format!("in the dashboard, {key}"),
            (None, Some(near)) => format!("did you mean {near}?"),
            (None, None) if is_word => "`roscope help` lists the commands".to_owned(),
            // What has the look of a file is one that is not there yet.
            (None, None) => return Ok(()),
        };
        Err(Stop::Misused(format!(
            "{:?} is neither a command nor a file; {hint}",
            clean(name)
        )))
    }
}

/// The catalogue to show, where the arguments name this one or none.
fn located(named: Option<PathBuf>) -> Located {
    let named = named.or_else(|| variable("ROSCOPE_CATALOGUE"));
    let places = Places::from_variables(variable("XDG_DATA_HOME"), variable("HOME"));
    storage::locate(named, &places)
}

/// A path in a variable of the environment.
fn variable(name: &str) -> Option<PathBuf> {
    let value = std::env::var_os(name).filter(|value| !value.is_empty());
    value.map(PathBuf::from)
}

/// The tongue of the user.
fn tongue() -> Words {
    ENGLISH
}

/// Where the copies of the last visits are.
fn visits() -> Visits {
    Visits::from_variables(variable("XDG_STATE_HOME"), variable("HOME"))
}

fn last_day(text: &str) -> Result<NaiveDate, String> {
    let read = text.parse::<When>();
    if let Err(why @ Unreadable::NoSuchDay) = read {
        return Err(format!("{}: {}", tongue().unreadable(&why), clean(text)));
    }
    read.ok().and_then(When::last).ok_or_else(|| {
        "write a day, a month or the like: 2026-05-01, 2026-Q1, \"early 2026\"".to_owned()
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    fn cli(arguments: &[&str]) -> Cli {
        Cli::try_parse_from([&["roscope"], arguments].concat()).unwrap()
    }

    #[test]
    fn the_definition_is_sound() {
        use clap::CommandFactory as _;
        Cli::command().debug_assert();
    }

    #[test]
    fn a_date_stands_for_its_last_day() {
        let as_of = |date| cli(&["--as-of", date]).as_of;
        let day = NaiveDate::from_ymd_opt(2026, 3, 31);
        assert_eq!(as_of("2026-Q1"), day);
        assert_eq!(as_of("I квартал 2026"), day);
        for none in ["NET 2029", "soon"] {
            assert!(last_day(none).unwrap_err().starts_with("write a day"));
        }
        assert!(last_day("soon").is_err());
    }

    #[test]
    fn the_file_may_be_named_in_two_ways_and_for_every_command() {
        let named = |arguments: &[&str]| cli(arguments).located();
        assert_eq!(named(&["a.toml"]), Located::File("a.toml".into()));
        assert_eq!(
            named(&["check", "--catalogue", "b.toml"]),
            Located::File("b.toml".into())
        );
        assert_eq!(
            named(&["a.toml", "--catalogue", "b.toml"]),
            Located::File("a.toml".into())
        );
    }

    #[test]
    fn a_reader_that_went_away_is_no_failure_and_a_full_disk_is() {
        struct Broken(io::ErrorKind);
        impl Write for Broken {
            fn write(&mut self, _: &[u8]) -> io::Result<usize> {
                Err(self.0.into())
            }
            fn flush(&mut self) -> io::Result<()> {
                Ok(())
            }
        }
        let run = |kind| run(&cli(&["schema"]), false, &mut Broken(kind));
        assert!(matches!(run(io::ErrorKind::BrokenPipe), Err(Stop::Unread)));
        assert!(matches!(
            run(io::ErrorKind::StorageFull),
            Err(Stop::Failed(_))
        ));
    }
}
