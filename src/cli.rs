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
mod elements;
mod ending;
mod examples;
mod export;
mod fetch;
mod import;
mod inbox;
mod init;
mod intake;
mod json;
mod kept;
mod list;
mod man;
mod markdown;
mod next;
mod options;
mod orbits;
mod paper_options;
mod paths;
mod read;
mod record;
mod show;
mod since;
mod status;
mod summary;
mod timeline;
mod write;

use std::io::{self, IsTerminal as _, Write};
use std::path::{Path, PathBuf};
use std::process::ExitCode;

use clap::{CommandFactory as _, Parser, Subcommand};

use crate::domain::text::clean::clean;
use crate::domain::text::suggest;
use crate::storage;
use ending::{CommandResult, Exit, Stop};
use options::{Colour, Options};

/// What is no command, but a key.
const IN_THE_DASHBOARD: [(&str, &str); 2] = [
    ("undo", "U takes our last write back"),
    ("edit", "e opens the editor"),
];

/// The schema that `roscope schema` prints.
pub const SCHEMA: &str = include_str!("../assets/programs.schema.json");

/// The schema of what `roscope export --format json` writes.
pub use export::SCHEMA as EXPORT_SCHEMA;

/// A dashboard of Russia's space programme: what is next, what is late, by how much, and who said so
#[derive(Debug, Parser)]
#[command(name = "roscope", version, max_term_width = 100, after_help = examples::ROSCOPE)]
pub struct Cli {
    #[command(flatten)]
    pub options: Options,

    #[command(subcommand)]
    pub command: Option<Command>,
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
    /// Show how the satellites of a constellation fly, and what of the Northern Sea Route they have in view
    #[command(after_help = examples::ORBITS)]
    Orbits(orbits::Args),
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
    Count(edit::AddCount),
    /// Add a milestone or a source
    #[command(subcommand)]
    Add(edit::Add),
    /// Ask public sources what is new, when told to: what they say waits in the inbox
    #[command(after_help = examples::FETCH)]
    Fetch(fetch::Args),
    /// Read saved files of public sources: what they say waits in the inbox
    #[command(after_help = examples::IMPORT)]
    Import(import::Args),
    /// Look through what public sources say: accept it into the catalogue, or dismiss it
    #[command(after_help = examples::INBOX)]
    Inbox(inbox::Args),
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

/// The whole program: reads the arguments, runs the command, and says what went wrong.
pub fn main() -> ExitCode {
    let stdout = io::stdout();
    let is_terminal = stdout.is_terminal();
    let mut out = io::BufWriter::with_capacity(64 << 10, stdout.lock());
    let done = match Cli::try_parse() {
        Ok(cli) => run(&cli, cli.options.color.is_wanted(is_terminal), &mut out),
        Err(usage) if usage.use_stderr() => return misused(&usage),
        Err(help) => help_text(&help, Colour::Auto.is_wanted(is_terminal), &mut out),
    };
    match done.and_then(|exit| out.flush().map(|()| exit).map_err(Stop::from)) {
        Ok(Exit::Good) | Err(Stop::Unread) => ExitCode::SUCCESS,
        Ok(Exit::Bad) => ExitCode::FAILURE,
        Ok(Exit::Told(signal)) => ExitCode::from(128_u8.saturating_add(signal)),
        // If these cannot be written either, only the exit status can say it.
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
    // If this cannot be written, only the exit status can say it.
    let _ = io::stderr().write_all(lines.collect::<String>().as_bytes());
    ExitCode::from(2)
}

fn help_text(help: &clap::Error, colour: bool, out: &mut impl Write) -> CommandResult {
    let text = help.render();
    if colour {
        write!(out, "{}", text.ansi())?;
    } else {
        write!(out, "{text}")?;
    }
    Ok(Exit::Good)
}

/// Runs one command.
pub fn run(cli: &Cli, colour: bool, out: &mut impl Write) -> CommandResult {
    let Cli { options, command } = cli;
    match command {
        Some(Command::List(args)) => list::run(options, args, colour, out),
        Some(Command::Next(args)) => next::next(options, args, colour, out),
        Some(Command::Late(args)) => next::late(options, args, colour, out),
        Some(Command::Status) => {
            appearance::write(out, options.ascii, |text| status::run(options, text))
        }
        Some(Command::Export(args)) => export::run(options, args, out),
        Some(Command::Timeline(args)) => timeline::run(options, args, colour, out),
        Some(Command::Show(args)) => show::run(options, args, colour, out),
        Some(Command::Record(args)) => record::run(options, args, colour, out),
        Some(Command::Orbits(args)) => orbits::run(options, args, colour, out),
        Some(Command::Since(args)) => since::run(options, args, colour, out),
        Some(Command::Diff(args)) => diff::run(options, args, colour, out),
        Some(Command::Brief(args)) => brief::run(options, args, out),
        Some(Command::Set(args)) => edit::set(options, args, out),
        Some(Command::Say(args)) => edit::say(options, args, out),
        Some(Command::Count(args)) => edit::count(options, args, out),
        Some(Command::Add(what)) => edit::add(options, what, out),
        Some(Command::Fetch(args)) => fetch::run(options, args, out),
        Some(Command::Import(args)) => import::run(options, args, out),
        Some(Command::Inbox(args)) => inbox::run(options, args, out),
        Some(Command::Check(args)) => check::run(args, || options.located(), colour, out),
        Some(Command::Init { path }) => init::run(path, out),
        Some(Command::Schema) => {
            out.write_all(SCHEMA.as_bytes())?;
            Ok(Exit::Good)
        }
        Some(Command::Completions(args)) => completions::run(&Cli::command(), args, out),
        Some(Command::Man) => man::run(Cli::command(), out),
        Some(Command::Paths) => paths::run(options, out),
        None => {
            cli.refuse_misspelt_command()?;
            dashboard::run(options, out)
        }
    }
}

impl Cli {
    /// The only argument without a name is a file; a bare word that is none was meant as a command.
    fn refuse_misspelt_command(&self) -> Result<(), Stop> {
        let named = self.options.file.as_deref().filter(|path| !path.exists());
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
            // It looks like the name of a file: that file does not exist.
            (None, None) => return Ok(()),
        };
        Err(Stop::Misused(format!(
            "{:?} is neither a command nor a file; {hint}",
            clean(name)
        )))
    }
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
