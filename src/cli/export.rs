//! `roscope export`: the whole catalogue, or what fits a filter, for programs, spreadsheets, calendars
//! and browsers.

mod calendar;
mod document;
mod page;
mod tables;

use std::fs::{self, File};
use std::io::{self, BufWriter, Write};
use std::path::{Path, PathBuf};

use clap::ValueEnum;

use super::columns::What;
use super::list::fits;
use super::{Cli, Exit, Stop, json, read};
use crate::domain::agenda;
use crate::domain::board::Board;
use crate::domain::catalogue::Catalogue;
use crate::domain::clean::clean;
use crate::domain::search::Query;
use crate::storage::Located;

/// The schema of the JSON document.
pub const SCHEMA: &str = include_str!("../../assets/export.schema.json");

#[derive(Debug, clap::Args)]
pub struct Args {
    /// Only what fits: words, states, fields
    filter: Vec<String>,

    /// The output format
    #[arg(long, value_enum)]
    format: Format,

    /// The file to write, or the folder; `-` is standard output
    #[arg(long, short, value_name = "FILE|DIR")]
    output: Option<PathBuf>,

    /// In a calendar: also windows of more than a month, and dates open on one side
    #[arg(long)]
    coarse: bool,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
enum Format {
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
    query: &'a Query,
    /// Places in the catalogue, for each of [`What::ALL`]; milestones by date.
    places: [Vec<usize>; What::ALL.len()],
}

pub(super) fn run(cli: &Cli, args: &Args, out: &mut impl Write) -> Result<Exit, Stop> {
    if args.coarse && args.format != Format::Ics {
        let why = "--coarse is about calendars: it goes with --format ics";
        return Err(Stop::Misused(why.to_owned()));
    }
    let query = read::query(&args.filter)?;
    let shown = read::shown(cli)?;
    let (catalogue, board) = (&*shown.catalogue, &shown.board);
    let export = Export::new(catalogue, board, &query);
    let output = args
        .output
        .as_deref()
        .filter(|path| *path != Path::new("-"));
    if let Some(path) = output {
        spare_the_catalogue(path, &cli.located())?;
    }
    let folder = output.filter(|path| path.is_dir() || path.extension().is_none());
    if let (Format::Csv, Some(folder)) = (args.format, folder) {
        return tables::write(&export, folder).map(|()| Exit::Good);
    }
    match output {
        None => export.write(args, out)?,
        Some(path) if path.is_dir() => {
            let path = path.join(format!("roscope.{}", args.format.extension()));
            written(&path, |file| export.write(args, file))?;
        }
        Some(path) => written(path, |file| export.write(args, file))?,
    }
    Ok(Exit::Good)
}

impl Format {
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
    fn new(catalogue: &'a Catalogue, board: &'a Board, query: &'a Query) -> Self {
        let finder = query.finder(catalogue, board);
        let places = What::ALL.map(|what| {
            let all = 0..what.count(catalogue);
            let mut found: Vec<usize> = all.filter(|index| fits(&finder, what, *index)).collect();
            if what == What::Milestones {
                agenda::sort_by_date(catalogue, &mut found);
            }
            found
        });
        Self {
            catalogue,
            board,
            query,
            places,
        }
    }

    fn places(&self, what: What) -> &[usize] {
        self.places.get(what as usize).map_or(&[], Vec::as_slice)
    }

    fn write(&self, args: &Args, out: &mut impl Write) -> Result<(), Stop> {
        match args.format {
            Format::Json => json::write(out, &document::document(self))?,
            Format::Md => tables::markdown(self, out)?,
            Format::Ics => out.write_all(calendar::calendar(self, args.coarse)?.as_bytes())?,
            Format::Html => page::write(self, out)?,
            Format::Csv => {
                let why = "a file for each kind needs a folder: --output DIR; one kind alone is \
                           `roscope list milestones --format csv`";
                return Err(Stop::Misused(why.to_owned()));
            }
        }
        Ok(())
    }
}

/// An export never lands on the catalogue that it is made of.
fn spare_the_catalogue(path: &Path, located: &Located) -> Result<(), Stop> {
    let Located::File(catalogue) = located else {
        return Ok(());
    };
    let same = match (fs::canonicalize(path), fs::canonicalize(catalogue)) {
        (Ok(path), Ok(catalogue)) => path == catalogue,
        _ => false,
    };
    if same {
        let why = "--output is the catalogue itself: name another file";
        return Err(Stop::Misused(why.to_owned()));
    }
    Ok(())
}

/// Writes a file as a whole: it is there when it is complete, and else as it was. A link stays one, and
/// what is no file, such as a pipe or a device, is written into.
fn written(
    path: &Path,
    write: impl FnOnce(&mut BufWriter<File>) -> Result<(), Stop>,
) -> Result<(), Stop> {
    let failed = |error: io::Error| {
        let shown = path.to_string_lossy();
        let why = match error.kind() {
            io::ErrorKind::NotFound => "there is no such folder".to_owned(),
            io::ErrorKind::PermissionDenied => "permission denied".to_owned(),
            _ => error.to_string(),
        };
        Stop::Failed(format!("cannot write {}: {why}", clean(&shown)))
    };
    let target = fs::canonicalize(path).unwrap_or_else(|_| path.to_owned());
    if target.metadata().is_ok_and(|there| !there.is_file()) {
        let there = File::options().write(true).open(&target);
        let mut there = BufWriter::new(there.map_err(failed)?);
        return write(&mut there).and_then(|()| there.flush().map_err(failed));
    }
    let name = target.file_name().unwrap_or_default().to_string_lossy();
    let beside = target.with_file_name(format!(".{name}.{}.tmp", std::process::id()));
    let mut file = BufWriter::new(File::create_new(&beside).map_err(failed)?);
    let done = write(&mut file)
        .and_then(|()| file.flush().map_err(failed))
        .and_then(|()| fs::rename(&beside, &target).map_err(failed));
    if done.is_err() {
        // The first error is the one to tell.
        let _ = fs::remove_file(&beside);
    }
    done
}
