//! `roscope set`, `say`, `count` and `add`: what the forms of the dashboard do, from the shell. They go
//! the same way: a form is filled (`set` names the keys itself), its lines are worked out and proved,
//! and then they are written.

use std::io::{self, Write};
use std::path::{Path, PathBuf};

use chrono::NaiveDate;

use super::completions::Takes;
use super::ending::{CommandResult, Exit, Stop, note};
use super::options::{Options, tongue};
use super::{examples, read, write};
use crate::app::Shown;
use crate::app::form::{FieldKey, Form, Unfit, not_yet};
use crate::domain::catalogue::{Catalogue, EntryRef, Id, Kind};
use crate::domain::edit::{Doubt, Edit, Hunk, KeyChange, doubts};
use crate::domain::findings::fault::Phrase;
use crate::domain::text::address::Address;
use crate::domain::text::clean::clean;
use crate::domain::text::storable::Storable;
use crate::domain::when::When;
use crate::storage::Located;

/// Whether an edit is made.
#[derive(Debug, clap::Args)]
pub(super) struct Writing {
    /// Print the lines that would change, and write nothing
    #[arg(long)]
    dry_run: bool,
}

#[derive(Debug, clap::Args)]
pub struct Set {
    /// The id of an entry or a source
    #[arg(add = Takes::EntryOrSource)]
    id: String,

    /// What is set, in any form that the catalogue takes: status=done actual="30 April 2026"; KEY=
    /// takes the key out
    #[arg(required = true, value_name = "KEY=VALUE", value_parser = pair)]
    values: Vec<(String, Storable)>,

    #[command(flatten)]
    writing: Writing,
}

#[derive(Debug, clap::Args)]
pub struct Say {
    /// The id of the milestone
    #[arg(add = Takes::Milestone)]
    milestone: String,

    /// The date that was given: 2027-Q1, "NET 2029", "I квартал 2027"
    when: String,

    #[command(flatten)]
    said: SaidBy,

    #[command(flatten)]
    writing: Writing,
}

/// Who said something, and where that can be read.
#[derive(Debug, clap::Args)]
struct SaidBy {
    /// When it was said [default: today]
    #[arg(long, value_name = "DATE")]
    said: Option<String>,

    /// Who said it: a surname, or a body
    #[arg(long, value_name = "WHO")]
    by: Option<String>,

    /// The id of the source; `roscope add source` makes a new one
    #[arg(long, value_name = "ID", add = Takes::Source)]
    source: String,

    /// A few words as they were said
    #[arg(long, value_name = "TEXT")]
    words: Option<String>,
}

#[derive(Debug, clap::Args)]
pub struct AddCount {
    /// The id of the constellation
    #[arg(add = Takes::Constellation)]
    constellation: String,

    /// How many satellites are in orbit
    in_orbit: String,

    /// How many of them work
    #[arg(long, value_name = "N")]
    working: Option<String>,

    /// The day of the count [default: today]
    #[arg(long, value_name = "DATE")]
    on: Option<String>,

    /// Who counted
    #[arg(long, value_name = "WHO")]
    by: Option<String>,

    /// The id of the source
    #[arg(long, value_name = "ID", add = Takes::Source)]
    source: String,

    #[command(flatten)]
    writing: Writing,
}

#[derive(Debug, clap::Subcommand)]
pub enum Add {
    /// A new milestone with its first statement
    #[command(after_help = examples::ADD_MILESTONE)]
    Milestone(AddMilestone),
    /// A new source in the registry
    #[command(after_help = examples::ADD_SOURCE)]
    Source(AddSource),
}

#[derive(Debug, clap::Args)]
pub struct AddMilestone {
    /// What is to happen, in a few words
    name: String,

    /// The date that was given
    when: String,

    /// The project, vehicle or constellation that it belongs to; of several, with commas
    #[arg(long, required = true, value_name = "IDS", value_delimiter = ',', add = Takes::Owner)]
    of: Vec<String>,

    /// Its id [default: made of the name]
    #[arg(long)]
    id: Option<String>,

    #[command(flatten)]
    said: SaidBy,

    #[command(flatten)]
    writing: Writing,
}

#[derive(Debug, clap::Args)]
pub struct AddSource {
    /// Its id: tass-2026-11-24
    #[arg(value_name = "ID")]
    new_id: String,

    /// Its title
    #[arg(long)]
    title: String,

    /// Who published it
    #[arg(long)]
    publisher: String,

    /// When it was published
    #[arg(long)]
    date: Option<String>,

    /// Its address
    #[arg(long)]
    url: Option<String>,

    /// How far it is to be trusted: official, agency, media, weak
    #[arg(long, default_value = "media")]
    grade: String,

    #[command(flatten)]
    writing: Writing,
}

fn pair(text: &str) -> Result<(String, Storable), String> {
    let (key, value) = text.split_once('=').ok_or("write it as KEY=VALUE")?;
    Ok((key.trim().to_owned(), Storable::new(value.trim())))
}

/// The keys that say when something was so.
const PAST: [&str; 5] = ["actual", "status_as_of", "as_of", "flights.as_of", "date"];

pub(super) fn set(cli: &Options, args: &Set, out: &mut impl Write) -> CommandResult {
    once_each(&args.values)?;
    nothing_ahead(cli, &args.values)?;
    addresses(&args.values)?;
    let today = read::today(cli);
    let changes = args.values.iter().map(|(key, value)| match value.trim() {
        "" => KeyChange::remove(key),
        value if PAST.contains(&key.as_str()) => KeyChange::set(key, &dated(value, today)),
        value => KeyChange::set(key, value),
    });
    let changes: Vec<KeyChange> = changes.collect();
    for (key, value) in &args.values {
        tell_left_out(key, value);
    }
    let shown = shown(cli)?;
    let doubts = doubts(shown.catalogue.parts(), &args.id, &changes);
    let edit = Edit::Set {
        id: args.id.as_str().into(),
        changes,
    };
    let made = make(cli, &[edit], &args.writing, out)?;
    for doubt in &doubts {
        note(&clean(&doubt_in_words(doubt)));
    }
    Ok(made)
}

/// Of a key with two values it is not plain which is meant.
fn once_each(values: &[(String, Storable)]) -> Result<(), Stop> {
    for (place, (key, value)) in values.iter().enumerate() {
        let before = values.iter().take(place).find(|(before, _)| before == key);
        if let Some((_, before)) = before {
            let why =
                format!("`{key}` is given twice, as `{before}` and as `{value}`: give it once");
            return Err(Stop::Misused(clean(&why).into_owned()));
        }
    }
    Ok(())
}

/// A date as a file has it; what is none, as it was typed.
fn dated(typed: &str, today: NaiveDate) -> String {
    When::typed(typed, today).map_or(typed.to_owned(), |when| when.to_string())
}

fn addresses(values: &[(String, Storable)]) -> Result<(), Stop> {
    let urls = values
        .iter()
        .filter(|(key, url)| key == "url" && !url.is_empty());
    for (_, url) in urls {
        if let Err(why) = Address::new(url) {
            let why = format!("url: {}", tongue().no_address(&why));
            return Err(Stop::Failed(clean(&why).into_owned()));
        }
    }
    Ok(())
}

fn nothing_ahead(cli: &Options, values: &[(String, Storable)]) -> Result<(), Stop> {
    let today = read::today(cli);
    for (key, date) in values
        .iter()
        .filter(|(key, _)| PAST.contains(&key.as_str()))
    {
        if let Some(why) = not_yet(date, today) {
            return Err(Stop::Failed(format!("{key}: {}", clean(&why))));
        }
    }
    Ok(())
}

/// What a new status leaves as it was, or leaves out.
fn doubt_in_words(doubt: &Doubt) -> String {
    match doubt {
        Doubt::OldDay(day) => {
            format!("`status_as_of` still says {day}: set it too if the status is newer")
        }
        Doubt::OldNote(note) => format!(
            "`status_note` still says \"{note}\": set it too, or take it out with `status_note=`"
        ),
        Doubt::OldSource(source) => format!(
            "`status_source` still names {source}: set it too unless that says so, or take it out with `status_source=`"
        ),
        Doubt::NoSource => "no source: nobody will be able to check this; add `status_source=ID` \
                            (`roscope add source` makes a new one)"
            .to_owned(),
    }
}

pub(super) fn say(cli: &Options, args: &Say, out: &mut impl Write) -> CommandResult {
    let shown = &shown(cli)?;
    let milestone = find(&shown.catalogue, &args.milestone, Kind::Milestone)?;
    let mut form = Form::statement(shown, milestone);
    fill(&mut form, [(FieldKey::When, Some(&args.when))]);
    args.said.fill(&mut form);
    make(cli, &edits(&form, shown)?, &args.writing, out)
}

pub(super) fn count(cli: &Options, args: &AddCount, out: &mut impl Write) -> CommandResult {
    let shown = &shown(cli)?;
    let constellation = find(&shown.catalogue, &args.constellation, Kind::Constellation)?;
    let mut form = Form::ledger(shown, constellation);
    let filled = [
        (FieldKey::InOrbit, Some(&args.in_orbit)),
        (FieldKey::Working, args.working.as_ref()),
        (FieldKey::On, args.on.as_ref()),
        (FieldKey::By, args.by.as_ref()),
        (FieldKey::Source, Some(&args.source)),
    ];
    fill(&mut form, filled);
    make(cli, &edits(&form, shown)?, &args.writing, out)
}

pub(super) fn add(cli: &Options, what: &Add, out: &mut impl Write) -> CommandResult {
    let shown = &shown(cli)?;
    let (form, writing) = match what {
        Add::Milestone(args) => (milestone_form(args, shown)?, &args.writing),
        Add::Source(args) => (source_form(args, shown), &args.writing),
    };
    make(cli, &edits(&form, shown)?, writing, out)
}

fn milestone_form(args: &AddMilestone, shown: &Shown) -> Result<Form, Stop> {
    let programme = EntryRef::new(Kind::Programme, 0);
    let form = Form::milestone(shown, programme);
    let mut form = form.ok_or_else(|| Stop::Failed("no milestone can be added".to_owned()))?;
    let filled = [
        (FieldKey::Name, Some(&args.name)),
        (FieldKey::Id, args.id.as_ref()),
        (FieldKey::Of, Some(&args.of.join(","))),
        (FieldKey::When, Some(&args.when)),
    ];
    fill(&mut form, filled);
    args.said.fill(&mut form);
    Ok(form)
}

fn source_form(args: &AddSource, shown: &Shown) -> Form {
    let mut form = Form::source(shown);
    // The form proposes today; on the command line there is no date unless one is given.
    let date = args.date.clone().unwrap_or_default();
    let filled = [
        (FieldKey::SourceId, Some(&args.new_id)),
        (FieldKey::Title, Some(&args.title)),
        (FieldKey::Publisher, Some(&args.publisher)),
        (FieldKey::Date, Some(&date)),
        (FieldKey::Url, args.url.as_ref()),
        (FieldKey::Grade, Some(&args.grade)),
    ];
    fill(&mut form, filled);
    form
}

/// Invisible characters of an argument are not stored.
fn tell_left_out(key: &str, typed: &Storable) {
    let unseen = typed.left_out();
    if !unseen.is_empty() {
        note(&format!("{}: {}", clean(key), tongue().left_out(unseen)));
    }
}

/// What was not given stays as the form would propose it.
fn fill<'a>(form: &mut Form, filled: impl IntoIterator<Item = (FieldKey, Option<&'a String>)>) {
    for (key, text) in filled {
        if let Some(text) = text {
            tell_left_out(key.label(), &Storable::new(text));
            form.fill(key, text);
        }
    }
}

impl SaidBy {
    fn fill(&self, form: &mut Form) {
        let filled = [
            (FieldKey::Said, self.said.as_ref()),
            (FieldKey::By, self.by.as_ref()),
            (FieldKey::Words, self.words.as_ref()),
            (FieldKey::Source, Some(&self.source)),
        ];
        fill(form, filled);
    }
}

/// The file that is to be changed, as it is shown.
fn shown(cli: &Options) -> Result<Shown, Stop> {
    file(cli)?;
    read::shown(cli)
}

pub(super) fn file(cli: &Options) -> Result<PathBuf, Stop> {
    match cli.located() {
        _ if cli.read_only => Err(Stop::Misused("--read-only: nothing is written".to_owned())),
        Located::File(path) if path.as_os_str() == "-" => Err(Stop::Misused(
            "standard input cannot be written: name a file".to_owned(),
        )),
        Located::File(path) => Ok(path),
        Located::BuiltIn => {
            let why = "there is only the built-in catalogue: `roscope init` writes a copy to edit";
            Err(Stop::Failed(why.to_owned()))
        }
    }
}

fn find(catalogue: &Catalogue, id: &str, kind: Kind) -> Result<Id, Stop> {
    let at = read::find(catalogue, id)?;
    let entry = catalogue.entry(at).filter(|_| at.kind == kind);
    let entry = entry.ok_or_else(|| Stop::Failed(of_another_kind(catalogue, at, kind)))?;
    Ok(entry.id.value.clone())
}

/// If the id has milestones, perhaps one of them was meant.
fn of_another_kind(catalogue: &Catalogue, at: EntryRef, wanted: Kind) -> String {
    let id = |at| catalogue.entry(at).map_or("", |entry| &entry.id.value);
    let mut why = format!(
        "{} is a {}, not a {}",
        id(at),
        at.kind.name(),
        wanted.name()
    );
    if wanted == Kind::Milestone {
        let all = catalogue.milestones_of(at).iter();
        let all: Vec<&str> = all.map(|index| id(EntryRef::new(wanted, *index))).collect();
        if !all.is_empty() {
            why = format!("{why}; its milestones: {}", all.join(", "));
        }
    }
    why
}

fn edits(form: &Form, shown: &Shown) -> Result<Vec<Edit>, Stop> {
    let in_words = |Unfit { key, why }: Unfit| match key {
        FieldKey::Source => format!("{} (`roscope add source` makes a new one)", clean(&why)),
        _ => format!("{}: {}", key.label(), clean(&why)),
    };
    form.edits(shown)
        .map_err(|unfit| Stop::Failed(in_words(unfit)))
}

/// Writes the edits unless the lines are all that was asked for, and shows the lines.
pub(super) fn make(
    cli: &Options,
    edits: &[Edit],
    writing: &Writing,
    out: &mut impl Write,
) -> CommandResult {
    let path = file(cli)?;
    if cli.as_of.is_some() && !writing.dry_run {
        let why =
            "--as-of shows another day, so nothing can be written (--dry-run shows the lines)";
        return Err(Stop::Misused(why.to_owned()));
    }
    let lines = if writing.dry_run {
        write::plan(&path, edits).map(|proven| (proven.preview, proven.warnings))
    } else {
        save(&path, edits)
    };
    let (lines, warnings) = lines.map_err(Stop::Failed)?;
    if lines.is_empty() {
        writeln!(out, "nothing to write: the file already says so")?;
        return Ok(Exit::Good);
    }
    print(&lines, out)?;
    for warning in warnings {
        let _ = writeln!(
            io::stderr(),
            "warning: {}",
            clean(&tongue().phrase(&warning))
        );
    }
    if !writing.dry_run {
        writeln!(out, "saved: {}", clean(&path.to_string_lossy()))?;
    }
    Ok(Exit::Good)
}

fn save(path: &Path, edits: &[Edit]) -> Result<(Vec<Hunk>, Vec<Phrase>), String> {
    remark(write::unsaved(path));
    let written = write::save(path, edits)?;
    remark(written.write.remark);
    Ok((written.lines, written.warnings))
}

fn remark(remark: Option<String>) {
    if let Some(remark) = remark {
        note(&remark);
    }
}

pub(super) fn print(hunks: &[Hunk], out: &mut impl Write) -> Result<(), Stop> {
    for (place, hunk) in hunks.iter().enumerate() {
        if place > 0 {
            writeln!(out, "{:>5}", "...")?;
        }
        for line in &hunk.lines {
            writeln!(out, "{:>5} {} {}", line.number, line.sign.mark(), line.text)?;
        }
    }
    Ok(())
}
