//! `roscope completions`: the script with which a shell completes, and the answers that it asks for.
//!
//! The scripts all do the same: they hand the words of a line, up to the cursor, to `roscope completions
//! SHELL -- WORDS` and offer what it prints. So what can be completed is defined in one place, the
//! definition of the command line. What that cannot know, such as the ids of the catalogue, an argument asks
//! for with [`Takes`].
//!
//! An answer has a line for each word that fits: the word, and behind a tab what it means. A word that
//! ends in a slash stands for the names of files, which a shell completes best itself.

use std::ffi::{OsStr, OsString};
use std::io::Write;
use std::path::PathBuf;

use clap::builder::ArgExt;
use clap::{Arg, ArgMatches, Command, ValueEnum, ValueHint};
use clap_complete::engine::{
    ArgValueCandidates, ArgValueCompleter, CompletionCandidate as Candidate, complete,
};

use super::columns::ListKind;
use super::ending::{CommandResult, Exit};
use super::options::{located, variable};
use super::read;
use crate::domain::catalogue::{Catalogue, Kind};
use crate::domain::text::clean::clean;
use crate::storage::Located;

#[derive(Debug, clap::Args)]
pub struct Args {
    shell: Shell,

    /// The words of a line up to the cursor, for which the scripts ask what fits
    #[arg(last = true, hide = true)]
    words: Vec<OsString>,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
enum Shell {
    Bash,
    Zsh,
    Fish,
    Elvish,
    Powershell,
}

/// What an argument takes: `#[arg(add = Takes::Source)]`.
#[derive(Clone, Copy, Debug)]
pub(super) enum Takes {
    /// The id of the programme, a project, vehicle, constellation or milestone.
    Entry,
    EntryOrSource,
    /// The id of what a milestone may belong to.
    Owner,
    Constellation,
    Milestone,
    Source,
    /// The name of a column.
    Column,
    /// The same, or with a `-` to sort the other way round.
    Order,
}

impl ArgExt for Takes {}

/// Stands for the names of files.
const FILES: &str = "/";

pub(super) fn run(command: &Command, args: &Args, out: &mut impl Write) -> CommandResult {
    if args.words.is_empty() {
        out.write_all(args.shell.script().as_bytes())?;
    }
    for candidate in fitting(command, &args.words) {
        if let Some(line) = line(&candidate) {
            writeln!(out, "{line}")?;
        }
    }
    Ok(Exit::Good)
}

impl Shell {
    fn script(self) -> &'static str {
        match self {
            Self::Bash => include_str!("../../assets/completions/roscope.bash"),
            Self::Zsh => include_str!("../../assets/completions/roscope.zsh"),
            Self::Fish => include_str!("../../assets/completions/roscope.fish"),
            Self::Elvish => include_str!("../../assets/completions/roscope.elv"),
            Self::Powershell => include_str!("../../assets/completions/roscope.ps1"),
        }
    }
}

/// A candidate as it is printed. One with control characters is left out: cleaned, it would be another word.
fn line(candidate: &Candidate) -> Option<String> {
    let value = candidate.get_value().to_str();
    let value = value.filter(|value| clean(value) == *value)?;
    let help = candidate.get_help().map(ToString::to_string);
    let help = help.as_deref().and_then(|help| help.lines().next());
    Some(help.map_or_else(
        || value.to_owned(),
        |help| format!("{value}\t{}", clean(help)),
    ))
}

/// What fits in place of the last word. Options come before a dash is typed only where nothing else
/// does.
fn fitting(command: &Command, words: &[OsString]) -> Vec<Candidate> {
    let Some((last, before)) = words.split_last() else {
        return Vec::new();
    };
    let mut command = with_candidates(command.clone(), &TypedBefore::read(command, before));
    let found = complete(&mut command, words.to_vec(), before.len(), None);
    let mut found = found.unwrap_or_default();
    let is_option = |one: &Candidate| one.get_value().as_encoded_bytes().starts_with(b"-");
    if last.is_empty() && !found.iter().all(is_option) {
        found.retain(|one| !is_option(one));
    }
    found
}

/// Tells every argument what it takes on this line.
fn with_candidates(command: Command, line: &TypedBefore) -> Command {
    let tell = |arg: Arg| match (arg.get::<Takes>().copied(), arg.get_value_hint()) {
        (Some(takes), _) => {
            let line = line.clone();
            arg.add(ArgValueCandidates::new(move || takes.candidates(&line)))
        }
        (None, ValueHint::AnyPath | ValueHint::FilePath) => {
            arg.add(ArgValueCompleter::new(|_: &OsStr| vec![FILES.into()]))
        }
        _ => arg,
    };
    command
        .mut_args(tell)
        .mut_subcommands(|command| with_candidates(command, line))
}

/// What the words before the cursor say about what may follow.
#[derive(Clone, Debug)]
struct TypedBefore {
    located: Located,
    /// What is listed.
    what: ListKind,
}

impl TypedBefore {
    /// Reads as far as the words make sense.
    fn read(command: &Command, words: &[OsString]) -> Self {
        let command = command.clone().ignore_errors(true);
        let matches = command.try_get_matches_from(words).unwrap_or_default();
        let path = |name| value::<PathBuf>(&matches, name);
        let named = path("file").or_else(|| path("catalogue"));
        let what = matches.subcommand().and_then(|(_, of)| value(of, "what"));
        Self {
            located: located(named.map(at_home)),
            what: what.unwrap_or(ListKind::Milestones),
        }
    }

    /// Standard input is for the command, not for its completion.
    fn catalogue(&self) -> Option<Catalogue> {
        let is_input = matches!(&self.located, Located::File(path) if path.as_os_str() == "-");
        let snapshot = (!is_input)
            .then(|| read::load(&self.located).ok())
            .flatten();
        snapshot.map(|snapshot| snapshot.catalogue)
    }
}

fn value<T: Clone + Send + Sync + 'static>(matches: &ArgMatches, name: &str) -> Option<T> {
    matches.try_get_one(name).ok().flatten().cloned()
}

/// Not every shell hands over what `~` stands for.
fn at_home(path: PathBuf) -> PathBuf {
    let home = variable("HOME");
    match (home, path.strip_prefix("~")) {
        (Some(home), Ok(rest)) => home.join(rest),
        _ => path,
    }
}

impl Takes {
    fn candidates(self, line: &TypedBefore) -> Vec<Candidate> {
        match self {
            Self::Column => columns(line.what).collect(),
            Self::Order => columns(line.what)
                .chain(columns(line.what).map(|name| name.add_prefix("-").hide(true)))
                .collect(),
            _ => line
                .catalogue()
                .map_or(Vec::new(), |catalogue| self.ids(&catalogue)),
        }
    }

    fn ids(self, catalogue: &Catalogue) -> Vec<Candidate> {
        let places = catalogue.entries().filter(|at| self.takes(at.kind));
        let entries = places.filter_map(|at| catalogue.entry(at));
        let entries = entries.map(|entry| candidate(&entry.id.value, &entry.name));
        let sources = catalogue.sources().iter();
        let sources = sources.filter(|_| matches!(self, Self::Source | Self::EntryOrSource));
        let sources = sources.map(|source| candidate(&source.id.value, &source.title));
        entries.chain(sources).collect()
    }

    fn takes(self, kind: Kind) -> bool {
        match self {
            Self::Entry | Self::EntryOrSource => true,
            Self::Owner => kind != Kind::Milestone,
            Self::Constellation => kind == Kind::Constellation,
            Self::Milestone => kind == Kind::Milestone,
            Self::Source | Self::Column | Self::Order => false,
        }
    }
}

fn candidate(id: &str, name: &str) -> Candidate {
    Candidate::new(id).help(Some(name.to_owned().into()))
}

fn columns(what: ListKind) -> impl Iterator<Item = Candidate> {
    what.columns().iter().map(|column| (&*column.name).into())
}
