//! `roscope orbits`: how the satellites of a constellation fly, and what of the Northern Sea Route they have in view.

mod document;
mod tables;

use std::io::Write;
use std::path::{Path, PathBuf};

use chrono::{Datelike as _, NaiveDate, NaiveDateTime, NaiveTime};

use super::completions::Takes;
use super::ending::{CommandResult, Exit, Stop, note};
use super::options::{Options, element_files, tongue};
use super::paper_options::{PaperFormat, PaperOptions};
use super::{elements, json, read};
use crate::app::surveys::Survey;
use crate::domain::catalogue::{Catalogue, Constellation, Kind};
use crate::domain::text::clean::clean;
use crate::domain::when::{Period, Unreadable, When};
use crate::storage::{ElementFile, NoElements, read_elements};
use crate::tui::clock::Clock;
use crate::ui;

#[derive(Debug, clap::Args)]
pub struct Args {
    /// The id of a constellation
    #[arg(add = Takes::Constellation)]
    id: String,

    /// A file of orbital elements, in JSON, CSV or two lines each [default: what was imported]
    #[arg(long, value_name = "FILE")]
    elements: Option<PathBuf>,

    /// The time to look at, a day as it begins in UTC: "2026-07-10 12:00 UTC", 2026-07-10 [default: now]
    #[arg(long, value_name = "TIME", value_parser = instant)]
    at: Option<NaiveDateTime>,

    #[command(flatten)]
    paper: PaperOptions,
}

pub(super) fn run(cli: &Options, args: &Args, colour: bool, out: &mut impl Write) -> CommandResult {
    let app = read::app(cli)?;
    let (catalogue, _) = read::board(&app)?;
    let constellation = constellation(catalogue, &args.id)?;
    let at = args.at.unwrap_or_else(|| elements::instant(cli.as_of));
    let files = files(args.elements.as_deref())?;
    let known = elements::known(files, cli.as_of);
    let survey = Survey::new(constellation, &known, at, &|| false);
    let survey = survey.ok_or_else(|| nothing(constellation, args, cli.as_of))?;
    match args.paper.format {
        PaperFormat::Text => {
            let paper = args.paper.paper(cli, colour);
            let text = ui::print_survey(&app, constellation, &survey, at, &paper);
            out.write_all(text.as_bytes())?;
            tables::write(&survey, at, &paper, out)?;
        }
        PaperFormat::Json => json::write(out, &document::document(constellation, &survey, at))?,
    }
    Ok(Exit::Good)
}

fn constellation<'a>(catalogue: &'a Catalogue, id: &str) -> Result<&'a Constellation, Stop> {
    let at = read::find(catalogue, id)?;
    let found = (at.kind == Kind::Constellation).then(|| catalogue.constellations().get(at.index));
    let found = found.flatten().ok_or_else(|| {
        Stop::Failed(format!(
            "{} is no constellation: `roscope list constellations` shows them",
            clean(id)
        ))
    })?;
    if found.satcat.is_empty() {
        let id = clean(id);
        return Err(Stop::Nothing(format!(
            "{id}: the catalogue does not say by which names its satellites go: write \
             satcat = [\"NAME*\"] into its entry"
        )));
    }
    Ok(found)
}

/// The file that is named, or all that are at hand. What is wrong with one is told.
fn files(named: Option<&Path>) -> Result<Vec<ElementFile>, Stop> {
    let files = match named {
        None => element_files().read(),
        Some(path) => match read_elements(path) {
            Ok(found) => vec![(path.to_owned(), Ok(found))],
            Err(why) => return Err(Stop::Failed(refused(path, &why))),
        },
    };
    for (path, found) in &files {
        match found {
            Ok(found) => found.remarks().for_each(|remark| {
                note(&format!(
                    "{}: {}",
                    shown(path),
                    tongue().element_remark(&remark)
                ));
            }),
            Err(why) => note(&refused(path, why)),
        }
    }
    Ok(files)
}

fn refused(path: &Path, why: &NoElements) -> String {
    match why {
        NoElements::File(why) => clean(why).into_owned(),
        NoElements::Content(why) => {
            format!("{}: {}", shown(path), tongue().unreadable_elements(*why))
        }
    }
}

fn shown(path: &Path) -> String {
    clean(&path.to_string_lossy()).into_owned()
}

/// That no elements fit, and how to come by some.
fn nothing(constellation: &Constellation, args: &Args, as_of: Option<NaiveDate>) -> Stop {
    let names: Vec<&str> = constellation.satcat.iter().map(|name| &**name).collect();
    let (id, names) = (clean(&args.id), names.join(", "));
    let by_then = as_of.map_or(String::new(), |day| format!(" that were known on {day}"));
    Stop::Nothing(match &args.elements {
        Some(path) => format!("{id}: {} has no elements of {names}{by_then}", shown(path)),
        None => format!("{id} ({names}): {}", tongue().no_elements()),
    })
}

/// A time with its offset, or a day.
fn instant(text: &str) -> Result<NaiveDateTime, String> {
    let usage =
        || "write a day, with its time or without: 2026-07-10, \"2026-07-10 12:00 UTC\"".to_owned();
    let instant = match When::typed(text, Clock::Local.today()) {
        Ok(When::At(moment)) => moment.in_utc(),
        Ok(When::In(Period::Day(day))) => day.and_time(NaiveTime::MIN),
        Err(why @ (Unreadable::NoSuchDay | Unreadable::NoSuchTime | Unreadable::NoOffset)) => {
            return Err(tongue().unreadable(&why));
        }
        Ok(_) | Err(_) => return Err(usage()),
    };
    if (1957..2100).contains(&instant.year()) {
        Ok(instant)
    } else {
        Err("orbits are computed from 1957 to 2099".to_owned())
    }
}
