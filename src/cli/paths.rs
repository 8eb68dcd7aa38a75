//! `roscope paths`: which catalogue would be shown and why, and where things are kept.

use std::io::Write;
use std::path::{Path, PathBuf};

use super::ending::{CommandResult, Exit};
use super::options::{Options, element_files, inboxes, settings_file, variable, visits};
use crate::domain::text::clean::clean;
use crate::storage::{FILE_NAME, Located, Places};

pub(super) fn run(cli: &Options, out: &mut impl Write) -> CommandResult {
    let located = cli.located();
    let places = candidates(cli);
    let chosen = places.iter().position(|place| place.is_taken(&located));
    let whole = located.path();
    let absolute = std::path::absolute(whole).ok();
    let path = match (&located, absolute) {
        (Located::File(_), Some(absolute)) => absolute,
        _ => whole.to_owned(),
    };
    writeln!(out, "catalogue  {}", printable(&path))?;
    let why = match chosen.and_then(|place| places.get(place)) {
        Some(place) => place.what.clone(),
        None => "no other is there; it cannot be edited".to_owned(),
    };
    writeln!(out, "because    {why}")?;
    for (place, candidate) in places.iter().enumerate() {
        let key = if place == 0 { "looked for" } else { "" };
        let path = candidate.path.as_deref();
        let path = path.map_or("not given".to_owned(), printable);
        let mark = if chosen == Some(place) { "*" } else { " " };
        writeln!(out, "{key:<10} {mark}{}: {path}", candidate.what)?;
    }
    let settings = settings_file();
    let settings = settings.as_deref().map_or("none".to_owned(), printable);
    writeln!(out, "settings   {settings}")?;
    let files = element_files();
    let answers = files.folder().map_or("none".to_owned(), printable);
    writeln!(out, "answers    {answers}")?;
    let visit = visits().copy(&located);
    let state = visit.as_deref().and_then(Path::parent);
    let state = state.map_or("none".to_owned(), printable);
    writeln!(out, "state      {state}")?;
    match (visits().last(&located), visit) {
        (Ok(Some(_)), Some(copy)) => writeln!(out, "last visit {}", printable(&copy))?,
        (Err(why), _) => writeln!(out, "last visit {}", clean(&why))?,
        _ => {}
    }
    let inbox = inboxes().file(&located).filter(|file| file.exists());
    if let Some(inbox) = inbox {
        writeln!(out, "inbox      {}", printable(&inbox))?;
    }
    Ok(Exit::Good)
}

/// A place where a catalogue is looked for.
struct Candidate {
    what: String,
    /// None where nobody named one.
    path: Option<PathBuf>,
}

impl Candidate {
    fn is_taken(&self, located: &Located) -> bool {
        matches!((&self.path, located), (Some(path), Located::File(taken)) if path == taken)
    }
}

/// In the order in which they are looked at: the first that is there is taken, and a named one in any
/// case.
fn candidates(cli: &Options) -> Vec<Candidate> {
    let data = Places::from_variables(variable("XDG_DATA_HOME"), variable("HOME")).data;
    let data = data.map(|data| data.join("roscope").join(FILE_NAME));
    let named = cli.file.clone().or_else(|| cli.catalogue.clone());
    [
        ("named on the command line", named),
        ("ROSCOPE_CATALOGUE", variable("ROSCOPE_CATALOGUE")),
        ("here", Some(PathBuf::from(FILE_NAME))),
        ("in the folder for data", data),
    ]
    .into_iter()
    .map(|(what, path)| Candidate {
        what: what.to_owned(),
        path,
    })
    .collect()
}

fn printable(path: &Path) -> String {
    clean(&path.to_string_lossy()).into_owned()
}
