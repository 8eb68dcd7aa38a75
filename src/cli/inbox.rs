//! `roscope inbox`: what public sources say and the catalogue does not, and what becomes of it. What is accepted is
//! written by the way of `set`, `say`, `count` and `add`.

mod document;

use std::collections::HashSet;
use std::io::Write;

use clap::ValueEnum;
use strum::VariantArray as _;

use super::completions::Takes;
use super::edit::{self, Writing};
use super::ending::{CommandResult, Exit, Stop, note};
use super::options::{Options, tongue};
use super::{json, kept, read, write};
use crate::app::Shown;
use crate::domain::catalogue::{Catalogue, Id, Kind as EntryKind};
use crate::domain::edit::Edit;
use crate::domain::file::span::{At, Span};
use crate::domain::inbox::Inbox;
use crate::domain::inbox::candidates::{Candidate, Choice, Kind, Print, Remark, Says};
use crate::domain::text::clean::clean;
use crate::storage::Located;

#[derive(Debug, clap::Args)]
pub struct Args {
    #[command(subcommand)]
    command: Option<Command>,
}

#[derive(Debug, clap::Subcommand)]
enum Command {
    /// List what waits, the most urgent first
    List {
        /// Only these kinds: outcome, conflict, question, statement, count, new
        #[arg(long, value_name = "KIND", value_delimiter = ',', value_parser = kind)]
        kind: Vec<Kind>,

        /// What was dismissed instead
        #[arg(long, conflicts_with = "kind")]
        dismissed: bool,

        #[command(flatten)]
        output: Output,
    },
    /// Show one with its sources, why it is about that entry, and the lines that it would write
    Show {
        /// As the list has it, or how it begins
        id: String,

        #[command(flatten)]
        output: Output,
    },
    /// Write the lines of some into the catalogue
    Accept(Accept),
    /// Leave some out for good; the same from the same source does not come back
    Dismiss {
        #[arg(required = true, value_name = "ID")]
        ids: Vec<String>,

        /// Why, for whoever looks at what was dismissed
        #[arg(long, value_name = "TEXT")]
        why: Option<String>,
    },
    /// Let what was dismissed wait again
    Restore {
        #[arg(required = true, value_name = "ID")]
        ids: Vec<String>,
    },
}

#[derive(Debug, clap::Args)]
struct Accept {
    /// As the list has them, or how they begin
    #[arg(value_name = "ID", required_unless_present = "kind")]
    ids: Vec<String>,

    /// All of these kinds; what has to be asked or judged is left
    #[arg(long, value_name = "KIND", value_delimiter = ',', value_parser = kind)]
    kind: Vec<Kind>,

    /// The answer to a question: the id of the milestone that it is about, or `new`
    #[arg(long = "as", value_name = "MILESTONE", add = Takes::Milestone)]
    answer: Option<String>,

    /// Of a new milestone: whose it is; of several, with commas
    #[arg(long, value_name = "ID", value_delimiter = ',', add = Takes::Owner)]
    of: Vec<String>,

    #[command(flatten)]
    writing: Writing,
}

#[derive(Debug, clap::Args)]
struct Output {
    /// The output format
    #[arg(long, value_enum, default_value_t = Format::Text)]
    format: Format,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
enum Format {
    Text,
    Json,
}

fn kind(text: &str) -> Result<Kind, String> {
    text.parse().map_err(|_| {
        let words: Vec<&str> = Kind::VARIANTS.iter().map(|kind| kind.word()).collect();
        format!("write one of {}", words.join(", "))
    })
}

pub(super) fn run(cli: &Options, args: &Args, out: &mut impl Write) -> CommandResult {
    match &args.command {
        None => list(cli, &[], false, Format::Text, out),
        Some(Command::List {
            kind,
            dismissed,
            output,
        }) => list(cli, kind, *dismissed, output.format, out),
        Some(Command::Show { id, output }) => show(cli, id, output.format, out),
        Some(Command::Accept(args)) => accept(cli, args, out),
        Some(Command::Dismiss { ids, why }) => dismiss(cli, ids, why.as_deref(), out),
        Some(Command::Restore { ids }) => restore(cli, ids, out),
    }
}

/// By which a candidate is named.
pub(super) fn print_of(candidate: &Candidate) -> Option<Print> {
    candidate.prints.first().copied()
}

/// A line for each.
pub(super) fn table(candidates: &[&Candidate], out: &mut impl Write) -> Result<(), Stop> {
    for one in candidates {
        writeln!(
            out,
            "{}  {:<9}  {}: {}",
            one.id(),
            one.kind().word(),
            one.name,
            clean(&tongue().candidate(one))
        )?;
    }
    Ok(())
}

/// Some candidates as JSON.
pub(super) fn as_json(candidates: &[&Candidate], catalogue: &Catalogue) -> serde_json::Value {
    document::list(candidates, catalogue)
}

/// The catalogue, and what waits of it.
fn waiting(cli: &Options) -> Result<(Shown, Inbox, Vec<Candidate>), Stop> {
    let shown = read::shown(cli)?;
    let inbox = kept::read(cli).map_err(Stop::Failed)?.unwrap_or_default();
    let waiting = inbox
        .waiting(&shown.catalogue, shown.board.today)
        .candidates;
    Ok((shown, inbox, waiting))
}

fn list(
    cli: &Options,
    kinds: &[Kind],
    dismissed: bool,
    format: Format,
    out: &mut impl Write,
) -> CommandResult {
    let (shown, inbox, waiting) = waiting(cli)?;
    if dismissed {
        return list_dismissed(&inbox, format, out);
    }
    let of_kind = |one: &&Candidate| kinds.is_empty() || kinds.contains(&one.kind());
    let listed: Vec<&Candidate> = waiting.iter().filter(of_kind).collect();
    if format == Format::Json {
        json::write(out, &document::list(&listed, &shown.catalogue))?;
        return Ok(Exit::Good);
    }
    table(&listed, out)?;
    if listed.is_empty() {
        writeln!(out, "{}", tongue().waiting(0))?;
    }
    Ok(Exit::Good)
}

fn list_dismissed(inbox: &Inbox, format: Format, out: &mut impl Write) -> CommandResult {
    if format == Format::Json {
        json::write(out, &document::dismissed(inbox))?;
        return Ok(Exit::Good);
    }
    for one in &inbox.dismissed {
        let why = one
            .why
            .as_ref()
            .map_or(String::new(), |why| format!(": {why}"));
        writeln!(out, "{}  {}  {}{why}", one.print.short(), one.on, one.name)?;
    }
    Ok(Exit::Good)
}

/// The one whose id begins so.
fn find<'c>(waiting: &'c [Candidate], id: &str) -> Result<&'c Candidate, Stop> {
    let begins = |one: &&Candidate| {
        one.prints
            .iter()
            .any(|print| print.to_string().starts_with(id))
    };
    let mut fitting = waiting.iter().filter(begins);
    match (fitting.next(), fitting.next()) {
        (Some(one), None) => Ok(one),
        (Some(_), Some(_)) => Err(Stop::Failed(format!(
            "more than one id begins with \"{}\"",
            clean(id)
        ))),
        (None, _) => {
            let why = format!(
                "nothing that waits has the id \"{}\": `roscope inbox` lists what does",
                clean(id)
            );
            Err(Stop::Failed(why))
        }
    }
}

fn show(cli: &Options, id: &str, format: Format, out: &mut impl Write) -> CommandResult {
    let (shown, _, waiting) = waiting(cli)?;
    let one = find(&waiting, id)?;
    if format == Format::Json {
        json::write(out, &document::candidate(one, &shown.catalogue))?;
        return Ok(Exit::Good);
    }
    let about = one
        .target
        .as_ref()
        .map_or(String::new(), |id| format!(" ({id})"));
    writeln!(
        out,
        "{}  {}  {}{about}",
        one.id(),
        one.kind().word(),
        one.name
    )?;
    writeln!(out, "  {}", clean(&tongue().candidate(one)))?;
    if !one.points.is_empty() {
        writeln!(out, "  because of {}", tongue().points(&one.points))?;
    }
    for remark in &one.remarks {
        writeln!(out, "  {}", tongue().remark(*remark))?;
    }
    for cited in &one.cites {
        writeln!(out, "  source: {}", tongue().source(&cited.source()))?;
    }
    match &one.says {
        Says::Question { choices, .. } => {
            for choice in choices {
                let Choice {
                    milestone,
                    name,
                    score,
                    points,
                    edits,
                } = choice;
                writeln!(
                    out,
                    "--as {milestone}: {name}, {score} points: {}",
                    tongue().points(points)
                )?;
                lines(cli, edits, out)?;
            }
            writeln!(out, "--as new")?;
            lines(cli, &one.edits, out)
        }
        Says::Conflict(_) => {
            writeln!(
                out,
                "Nothing is written of a contradiction: `roscope set` enters what you find, `roscope inbox dismiss {}` lets it rest",
                one.id()
            )?;
            Ok(Exit::Good)
        }
        _ => lines(cli, &one.edits, out),
    }
}

/// The lines that these edits would write.
fn lines(cli: &Options, edits: &[Edit], out: &mut impl Write) -> CommandResult {
    let Located::File(path) = cli.located() else {
        return Ok(Exit::Good);
    };
    match write::plan(&path, edits) {
        Ok(proven) => edit::print(&proven.preview, out)?,
        Err(why) => writeln!(out, "  {why}")?,
    }
    Ok(Exit::Good)
}

fn accept(cli: &Options, args: &Accept, out: &mut impl Write) -> CommandResult {
    edit::file(cli)?;
    let (shown, _, waiting) = waiting(cli)?;
    let mut chosen: Vec<&Candidate> = Vec::new();
    for id in &args.ids {
        chosen.push(find(&waiting, id)?);
    }
    let plain = waiting
        .iter()
        .filter(|one| args.kind.contains(&one.kind()) && has_lines(one));
    chosen.extend(plain);
    let mut taken: HashSet<Option<Print>> = HashSet::new();
    chosen.retain(|one| taken.insert(print_of(one)));
    if chosen.is_empty() {
        return Err(Stop::Nothing(
            "nothing of these kinds waits that could be written as it is".to_owned(),
        ));
    }
    if chosen.len() > 1 && (args.answer.is_some() || !args.of.is_empty()) {
        return Err(Stop::Misused(
            "--as and --of are for one candidate at a time".to_owned(),
        ));
    }
    let mut edits: Vec<Edit> = Vec::new();
    for one in chosen {
        edits.extend(of(one, args, &shown.catalogue)?);
        for remark in one
            .remarks
            .iter()
            .filter(|remark| **remark != Remark::NoOwner)
        {
            note(&format!("{}: {}", one.id(), tongue().remark(*remark)));
        }
    }
    each_source_once(&mut edits);
    edit::make(cli, &edits, &args.writing, out)
}

/// It can be written without a question.
fn has_lines(candidate: &Candidate) -> bool {
    let is_asked = matches!(candidate.says, Says::Question { .. } | Says::Conflict(_));
    !is_asked && !candidate.remarks.contains(&Remark::NoOwner)
}

/// The edits of a candidate, with the answers that were given.
fn of(candidate: &Candidate, args: &Accept, catalogue: &Catalogue) -> Result<Vec<Edit>, Stop> {
    let id = candidate.id();
    let edits = match (&candidate.says, args.answer.as_deref()) {
        (Says::Conflict(_), _) => {
            return Err(Stop::Failed(format!(
                "{id} is a contradiction, of which nothing is written: `roscope set` enters what you find"
            )));
        }
        (Says::Question { choices, .. }, Some(answer)) if answer != "new" => {
            let choice = choices.iter().find(|choice| &*choice.milestone == answer);
            let choice = choice.ok_or_else(|| {
                Stop::Failed(format!(
                    "{id} is not asked of {}: `roscope inbox show {id}`",
                    clean(answer)
                ))
            })?;
            return Ok(choice.edits.clone());
        }
        (Says::Question { .. }, None) => {
            return Err(Stop::Failed(format!(
                "{id} is a question: answer it with --as; `roscope inbox show {id}` has the choices"
            )));
        }
        (Says::Question { .. }, Some(_)) | (_, None) => candidate.edits.clone(),
        (_, Some(_)) => {
            return Err(Stop::Failed(format!(
                "{id} is no question: --as is not needed"
            )));
        }
    };
    owned(edits, candidate, args, catalogue)
}

/// A new milestone with its owners.
fn owned(
    mut edits: Vec<Edit>,
    candidate: &Candidate,
    args: &Accept,
    catalogue: &Catalogue,
) -> Result<Vec<Edit>, Stop> {
    let id = candidate.id();
    let milestone = edits.iter_mut().find_map(|edit| match edit {
        Edit::AddMilestone(milestone) => Some(milestone),
        _ => None,
    });
    match milestone {
        None if !args.of.is_empty() => {
            return Err(Stop::Failed(format!(
                "{id} is no new milestone: --of is not needed"
            )));
        }
        Some(milestone) if !args.of.is_empty() => {
            let owners = args.of.iter().map(|id| owner(catalogue, id));
            milestone.of = owners.collect::<Result<_, _>>()?;
        }
        Some(_) if candidate.remarks.contains(&Remark::NoOwner) => {
            return Err(Stop::Failed(format!(
                "{id}: {}",
                tongue().remark(Remark::NoOwner)
            )));
        }
        _ => {}
    }
    Ok(edits)
}

fn owner(catalogue: &Catalogue, id: &str) -> Result<At<Id>, Stop> {
    let at = read::find(catalogue, id)?;
    if at.kind == EntryKind::Milestone {
        return Err(Stop::Failed(format!(
            "{} is a milestone: name a project, vehicle or constellation",
            clean(id)
        )));
    }
    let entry = catalogue
        .entry(at)
        .map_or(id.into(), |entry| entry.id.value.clone());
    Ok(At::new(entry, Span::default()))
}

/// Two candidates may cite one source.
fn each_source_once(edits: &mut Vec<Edit>) {
    let mut added: HashSet<Id> = HashSet::new();
    edits.retain(|edit| match edit {
        Edit::AddSource(source) => added.insert(source.id.value.clone()),
        _ => true,
    });
}

fn dismiss(
    cli: &Options,
    ids: &[String],
    why: Option<&str>,
    out: &mut impl Write,
) -> CommandResult {
    let (shown, _, waiting) = waiting(cli)?;
    let mut chosen = Vec::new();
    for id in ids {
        chosen.push(find(&waiting, id)?);
    }
    let today = shown.board.today;
    let changed = kept::change(cli, |inbox| {
        for one in &chosen {
            inbox.dismiss(one, today, why);
        }
        inbox.waiting(&shown.catalogue, today).candidates.len()
    });
    let count = changed?;
    for one in chosen {
        writeln!(out, "dismissed: {}  {}", one.id(), one.name)?;
    }
    writeln!(out, "{}", tongue().waiting(count))?;
    Ok(Exit::Good)
}

fn restore(cli: &Options, ids: &[String], out: &mut impl Write) -> CommandResult {
    let changed = kept::change(cli, |inbox| {
        let restored = ids.iter().map(|id| (id, inbox.restore(id)));
        restored
            .filter(|(_, count)| *count == 0)
            .map(|(id, _)| id.clone())
            .collect::<Vec<_>>()
    });
    let unknown = changed?;
    if let Some(id) = unknown.first() {
        let why = format!(
            "nothing that was dismissed has the id \"{}\": `roscope inbox list --dismissed` lists what has",
            clean(id)
        );
        return Err(Stop::Failed(why));
    }
    let (_, _, waiting) = waiting(cli)?;
    writeln!(out, "{}", tongue().waiting(waiting.len()))?;
    Ok(Exit::Good)
}
