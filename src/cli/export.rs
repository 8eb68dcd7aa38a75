//! `roscope export`: the whole catalogue, or what fits a filter, for programs, spreadsheets, calendars
//! and browsers.

mod calendar;
mod document;
mod page;
mod revision;
mod tables;

use std::fs;
use std::io::{self, Write};
use std::os::unix::fs::MetadataExt as _;
use std::path::{Path, PathBuf};

use clap::ValueEnum;

use super::columns::ListKind;
use super::ending::{CommandResult, Exit, Stop};
use super::list::{self, fits};
use super::options::Options;
use super::{csv, json, read};
use crate::app::Shown;
use crate::domain::catalogue::{Catalogue, EntryRef, Kind};
use crate::domain::computed::agenda;
use crate::domain::computed::board::Board;
use crate::domain::search::{Finder, Query};
use crate::domain::text::clean::clean;
use crate::storage::{self, Located};
use revision::Revision;

/// The schema of the JSON document.
pub const SCHEMA: &str = include_str!("../../assets/export.schema.json");

#[derive(Debug, clap::Args)]
pub struct Args {
    /// Filter: only what matches: words, states, fields
    filter: Vec<String>,

    /// The output format
    #[arg(long, value_enum)]
    format: ExportFormat,

    /// The file to write, or the folder; `-` is standard output
    #[arg(long, short, value_name = "FILE|DIR")]
    output: Option<PathBuf>,

    /// In a calendar: also windows of more than a month, and dates open on one side
    #[arg(long)]
    coarse: bool,

    #[command(flatten)]
    csv: csv::Start,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
enum ExportFormat {
    /// One document: all that is recorded and computed (assets/export.schema.json)
    Json,
    /// A file of comma-separated values for each kind, in a folder
    Csv,
    /// Tables of Markdown
    Md,
    /// A calendar (RFC 5545): windows of up to a month, tentative until they are over
    Ics,
    /// One page with the timeline, for any browser
    Html,
}

/// What is exported.
#[derive(Debug)]
struct Export<'a> {
    catalogue: &'a Catalogue,
    board: &'a Board,
    revision: Revision,
    query: &'a Query,
    finder: Finder<'a>,
    /// Places in the catalogue, for each of [`ListKind::ALL`]; milestones by date.
    places: [Vec<usize>; ListKind::ALL.len()],
}

pub(super) fn run(cli: &Options, args: &Args, out: &mut impl Write) -> CommandResult {
    if args.coarse && args.format != ExportFormat::Ics {
        let why = "--coarse is about calendars: it goes with --format ics";
        return Err(Stop::Misused(why.to_owned()));
    }
    args.csv.refuse_unless(args.format == ExportFormat::Csv)?;
    let target = Destination::of(args)?;
    target.spare(&cli.located())?;
    let query = read::query(&args.filter)?;
    let (shown, revision) = Revision::read(cli, args.format)?;
    let export = Export::new(&shown, revision, &query);
    export.refuse_nothing(args.format)?;
    let remarks = match &target {
        Destination::Stdout => {
            export.write(args, out)?;
            Vec::new()
        }
        Destination::File(path) => {
            let mut text = Vec::new();
            export.write(args, &mut text)?;
            let remark = storage::write_whole(path, &text).map_err(Stop::Failed)?;
            remark.into_iter().collect()
        }
        Destination::Folder(path) => tables::write(&export, args.csv, path)?,
    };
    target.tell(&remarks);
    Ok(Exit::Good)
}

/// Where an export goes.
#[derive(Debug)]
enum Destination {
    Stdout,
    File(PathBuf),
    /// For a file of each kind.
    Folder(PathBuf),
}

impl Destination {
    fn of(args: &Args) -> Result<Self, Stop> {
        let output = args.output.as_deref();
        let output = output.filter(|path| *path != Path::new("-"));
        match (args.format, output) {
            (ExportFormat::Csv, Some(path)) if is_folder(path) => Ok(Self::Folder(path.to_owned())),
            (ExportFormat::Csv, path) => Err(Stop::Misused(no_folder(path))),
            (_, None) => Ok(Self::Stdout),
            (format, Some(path)) if path.is_dir() => {
                let name = format!("roscope.{}", format.extension());
                Ok(Self::File(path.join(name)))
            }
            (_, Some(path)) => Ok(Self::File(path.to_owned())),
        }
    }

    /// An export never lands on the catalogue that it is made of, by whichever of its names.
    fn spare(&self, located: &Located) -> Result<(), Stop> {
        let (Self::File(path) | Self::Folder(path), Located::File(catalogue)) = (self, located)
        else {
            return Ok(());
        };
        match (fs::metadata(path), fs::metadata(catalogue)) {
            (Ok(path), Ok(catalogue)) if identity(&path) == identity(&catalogue) => {
                let why = "--output is the catalogue itself: name another file";
                Err(Stop::Misused(why.to_owned()))
            }
            _ => Ok(()),
        }
    }

    /// Says where it was written, and why it had to be written in place, if so.
    fn tell(&self, remarks: &[String]) {
        if let Self::File(path) | Self::Folder(path) = self {
            let remark = remarks.first();
            let remark = remark.map_or(String::new(), |why| format!(" (in place: {why})"));
            let path = path.to_string_lossy();
            // If this cannot be said, the file has been written all the same.
            let _ = writeln!(io::stderr(), "written: {}{remark}", clean(&path));
        }
    }
}

/// It is a folder, or one of this name can be made.
fn is_folder(path: &Path) -> bool {
    path.is_dir() || (path.extension().is_none() && !path.exists())
}

/// What to do where a folder is needed and none is named.
fn no_folder(named: Option<&Path>) -> String {
    let shown = |path: &Path| clean(&path.to_string_lossy()).into_owned();
    let (what, folder) = match named {
        None => (String::new(), "DIR".to_owned()),
        Some(path) => {
            let mut folder = path.with_extension("");
            if folder.exists() {
                folder.as_mut_os_string().push("-csv");
            }
            (format!("{} is a file, and ", shown(path)), shown(&folder))
        }
    };
    format!(
        "{what}CSV is a folder with a file for each kind: --output {folder}; one kind alone is `roscope list \
         milestones --format csv > FILE`"
    )
}

/// Which file it is.
fn identity(metadata: &fs::Metadata) -> (u64, u64) {
    (metadata.dev(), metadata.ino())
}

impl ExportFormat {
    fn extension(self) -> &'static str {
        match self {
            Self::Json => "json",
            Self::Csv => "csv",
            Self::Md => "md",
            Self::Ics => "ics",
            Self::Html => "html",
        }
    }
}

impl<'a> Export<'a> {
    fn new(shown: &'a Shown, revision: Revision, query: &'a Query) -> Self {
        let (catalogue, board) = (&*shown.catalogue, &shown.board);
        let finder = query.finder(catalogue, board);
        let places = ListKind::ALL.map(|what| {
            let all = 0..what.count(catalogue);
            let mut found: Vec<usize> = all.filter(|index| fits(&finder, what, *index)).collect();
            if what == ListKind::Milestones {
                agenda::sort_by_date(&board.standings, &mut found);
            }
            found
        });
        Self {
            catalogue,
            board,
            revision,
            query,
            finder,
            places,
        }
    }

    fn places(&self, what: ListKind) -> &[usize] {
        self.places.get(what as usize).map_or(&[], Vec::as_slice)
    }

    /// An entry, or the programme itself, fits the filter.
    fn holds(&self, kind: Kind, index: usize) -> bool {
        self.finder.fits(EntryRef::new(kind, index))
    }

    /// A filter that nothing fits finds nothing: the answer is no, and no file is written.
    fn refuse_nothing(&self, format: ExportFormat) -> Result<(), Stop> {
        let (is_empty, nothing) = if format == ExportFormat::Ics {
            let milestones = self.places(ListKind::Milestones);
            (milestones.is_empty(), "no milestones fit")
        } else {
            let is_empty = self.places.iter().all(Vec::is_empty);
            (is_empty && !self.holds(Kind::Programme, 0), "nothing fits")
        };
        if self.query.is_empty() || !is_empty {
            return Ok(());
        }
        let fits = |text: &str| format!("{nothing} {text}");
        Err(Stop::Nothing(list::nothing(
            &self.finder,
            self.query,
            nothing,
            fits,
        )))
    }

    /// The formats that are one file.
    fn write(&self, args: &Args, out: &mut impl Write) -> Result<(), Stop> {
        match args.format {
            ExportFormat::Json => json::write(out, &document::document(self))?,
            ExportFormat::Md => tables::markdown(self, out)?,
            ExportFormat::Ics => {
                out.write_all(calendar::calendar(self, args.coarse)?.as_bytes())?;
            }
            ExportFormat::Html => page::write(self, out)?,
            // Its files go into a folder.
            ExportFormat::Csv => {}
        }
        Ok(())
    }
}
