//! What has changed, as the commands print it: as text, Markdown or JSON.

pub(super) mod against;
mod markdown;
mod notes;

use std::io::Write;

use clap::ValueEnum;
use serde_json::{Value, json};

use super::ending::{CommandResult, Exit, Stop};
use super::json;
use super::options::{Options, tongue};
use super::paper_options::{self, PaperOptions};
use crate::domain::catalogue::{Catalogue, Source};
use crate::domain::changes::{Change, What, changes};
use crate::ui;
use crate::words::{ENGLISH, program};

pub(super) use markdown::item;
pub(super) use notes::Notes;

/// How changes are printed.
#[derive(Debug, clap::Args)]
pub(super) struct Output {
    /// How wide the text may be, in columns [default: the terminal, else 100]
    #[arg(long, value_name = "COLUMNS", value_parser = clap::value_parser!(u16).range(30..=1000))]
    width: Option<u16>,

    /// Draw with plain characters only
    #[arg(long)]
    ascii: bool,

    /// The output format
    #[arg(long, value_enum, default_value_t = ChangesFormat::Text)]
    format: ChangesFormat,

    /// Exit with 1 if there are changes, with 2 if that cannot be told
    #[arg(long)]
    exit_code: bool,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
enum ChangesFormat {
    Text,
    /// Markdown, with a list of the sources
    Md,
    Json,
}

/// Two catalogues and what has changed from the one to the other.
#[derive(Debug)]
pub(super) struct ReportedChanges<'a> {
    /// "since 1 October 2026", "from old.toml to new.toml".
    pub(super) since: String,
    pub(super) old: &'a Catalogue,
    pub(super) new: &'a Catalogue,
    pub(super) changes: Vec<Change>,
}

impl<'a> ReportedChanges<'a> {
    pub(super) fn new(since: String, old: &'a Catalogue, new: &'a Catalogue) -> Self {
        Self {
            since,
            changes: changes(old, new),
            old,
            new,
        }
    }

    /// Of what was removed the source may be gone too.
    pub(super) fn source(&self, id: &str) -> Option<&'a Source> {
        self.new.source(id).or_else(|| self.old.source(id))
    }

    pub(super) fn tell(
        &self,
        output: &Output,
        cli: &Options,
        colour: bool,
        out: &mut impl Write,
    ) -> CommandResult {
        match output.format {
            ChangesFormat::Text => self.text(&output.paper().paper(cli, colour), out)?,
            ChangesFormat::Md => markdown::write(self, out)?,
            ChangesFormat::Json => json::write(out, &self.document())?,
        }
        let differs = output.exit_code && !self.changes.is_empty();
        Ok(if differs { Exit::Bad } else { Exit::Good })
    }

    fn text(&self, paper: &ui::Paper, out: &mut impl Write) -> Result<(), Stop> {
        if self.changes.is_empty() {
            writeln!(out, "No changes {}", self.since)?;
            return Ok(());
        }
        let count = self.changes.len();
        writeln!(out, "Changes {}: {count}\n", self.since)?;
        let registry = |id: &str| self.source(id);
        for change in &self.changes {
            let text = ui::print_change(change, &registry, paper);
            out.write_all(text.as_bytes())?;
        }
        writeln!(out, "\n{}", tongue().tally(&self.changes))?;
        Ok(())
    }

    fn document(&self) -> Value {
        json!({
            "compared": self.since,
            "changes": self.changes.iter().map(change).collect::<Vec<_>>(),
        })
    }
}

impl Output {
    /// With `--exit-code` 1 means that there are changes, so an error becomes 2.
    pub(super) fn or_trouble<T>(&self, done: Result<T, Stop>) -> Result<T, Stop> {
        done.map_err(|stop| match stop {
            Stop::Failed(why) if self.exit_code => Stop::Misused(why),
            Stop::Broken(errors) if self.exit_code => {
                Stop::Misused(format!("it has errors\n{}", errors.trim_end()))
            }
            stop => stop,
        })
    }

    fn paper(&self) -> PaperOptions {
        PaperOptions {
            width: self.width,
            ascii: self.ascii,
            format: paper_options::PaperFormat::Text,
        }
    }
}

fn change(change: &Change) -> Value {
    let (from, to) = program::sides(&change.what);
    let part = match &change.what {
        What::Edited(part, _) => Some(ENGLISH.part(part)),
        _ => None,
    };
    json!({
        "what": program::change(&change.what),
        "kind": program::kind(&change.subject),
        "id": change.subject.id,
        "name": &*change.subject.name,
        "part": part,
        "from": from,
        "to": to,
        "slip": change.what.slip().map(json::slip),
        "on": change.on.map(|on| on.to_string()),
        "by": change.by.as_deref(),
        "words": change.words.as_deref(),
        "sources": change.sources,
        "text": ENGLISH.change(change),
    })
}
