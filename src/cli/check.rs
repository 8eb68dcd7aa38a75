//! `roscope check`: what is wrong with catalogues, for a person, an editor, a program or a workflow.

use std::io::{self, Write};
use std::path::{Path, PathBuf};

use clap::ValueEnum;
use serde_json::{Value, json};

use super::ending::{CommandResult, Exit};
use super::options::tongue;
use super::read;
use crate::domain::catalogue::Catalogue;
use crate::domain::file::loaded::{Snapshot, Unloadable};
use crate::domain::findings::diagnostic::{Counts, Diagnostic, Report, Severity};
use crate::domain::text::clean::clean;
use crate::report::{self, FrameLine, Printer, Role, WIDTH};
use crate::storage::Located;

#[derive(Debug, clap::Args)]
pub struct Args {
    /// The catalogues to check [default: the one that the dashboard would show]
    files: Vec<PathBuf>,

    /// Exit with 1 for warnings too
    #[arg(long)]
    deny_warnings: bool,

    /// The output format
    #[arg(long, value_enum, default_value_t = CheckFormat::Human)]
    format: CheckFormat,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
enum CheckFormat {
    /// With the line itself and what to write instead
    Human,
    /// One line each, with file, line and column
    Short,
    /// One document
    Json,
    /// Annotations of a workflow on GitHub
    Github,
}

pub(super) fn run(
    args: &Args,
    default: impl FnOnce() -> Located,
    colour: bool,
    out: &mut impl Write,
) -> CommandResult {
    let mut checking = Checking {
        format: args.format,
        colour,
        total: Counts::default(),
        documents: Vec::new(),
        out,
    };
    if args.files.is_empty() {
        checking.check(&default())?;
    }
    for file in &args.files {
        checking.check(&Located::File(file.clone()))?;
    }
    checking.end()?;
    let refused = checking.total.errors > 0 || (args.deny_warnings && checking.total.warnings > 0);
    Ok(if refused { Exit::Bad } else { Exit::Good })
}

/// One run over some files.
struct Checking<'o, W> {
    format: CheckFormat,
    colour: bool,
    total: Counts,
    /// What goes into the one document of JSON.
    documents: Vec<Value>,
    out: &'o mut W,
}

impl<W: Write> Checking<'_, W> {
    fn check(&mut self, located: &Located) -> io::Result<()> {
        match read::load(located) {
            Ok(Snapshot { catalogue, report }) => {
                self.report(&report)?;
                self.summary(&report, Some(&catalogue))
            }
            Err(Unloadable::Invalid(report)) => {
                self.report(&report)?;
                self.summary(&report, None)
            }
            Err(Unloadable::Unreadable(why)) => self.unreadable(located.path(), &why),
        }
    }

    fn report(&mut self, report: &Report) -> io::Result<()> {
        self.total += report.counts;
        let printer = Printer::new(report, tongue());
        for finding in &report.diagnostics {
            match self.format {
                CheckFormat::Human => self.frame(&printer, finding)?,
                CheckFormat::Short => writeln!(self.out, "{}", printer.short(finding))?,
                CheckFormat::Github => writeln!(self.out, "{}", printer.github(finding))?,
                CheckFormat::Json => self.documents.push(printer.json(finding)),
            }
        }
        Ok(())
    }

    fn frame(&mut self, printer: &Printer<'_>, finding: &Diagnostic) -> io::Result<()> {
        if self.colour {
            for line in printer.frame(finding, WIDTH) {
                writeln!(self.out, "{}", painted(&line))?;
            }
        } else {
            write!(self.out, "{}", printer.plain(finding, WIDTH))?;
        }
        writeln!(self.out)
    }

    fn unreadable(&mut self, path: &Path, why: &str) -> io::Result<()> {
        self.total.errors += 1;
        match self.format {
            CheckFormat::Human | CheckFormat::Short => {
                writeln!(self.out, "{}", report::unreadable::short(why))
            }
            CheckFormat::Github => writeln!(self.out, "{}", report::unreadable::github(why)),
            CheckFormat::Json => {
                let path = path.to_string_lossy();
                self.documents.push(report::unreadable::json(&path, why));
                Ok(())
            }
        }
    }

    /// The last line about a file; and before it, how much is not shown.
    fn summary(&mut self, report: &Report, catalogue: Option<&Catalogue>) -> io::Result<()> {
        let beyond = |severity| report.counts.get(severity) - report.of(severity).count();
        let hidden = Counts {
            errors: beyond(Severity::Error),
            warnings: beyond(Severity::Warning),
            hints: beyond(Severity::Hint),
        };
        if matches!(self.format, CheckFormat::Human | CheckFormat::Short)
            && hidden != Counts::default()
        {
            writeln!(self.out, "… and {} more", counted(hidden))?;
        }
        if self.format == CheckFormat::Human {
            let path = report.path.to_string_lossy();
            write!(self.out, "{}: {}", clean(&path), counted(report.counts))?;
            match catalogue {
                Some(catalogue) => writeln!(self.out, " in {}", contents(catalogue))?,
                None => writeln!(self.out)?,
            }
        }
        Ok(())
    }

    fn end(&mut self) -> io::Result<()> {
        if self.format == CheckFormat::Json {
            let document = json!({
                "findings": self.documents,
                "errors": self.total.errors,
                "warnings": self.total.warnings,
                "hints": self.total.hints,
            });
            let document = format!("{document:#}");
            writeln!(self.out, "{}", report::harmless(&document))?;
        }
        Ok(())
    }
}

/// "1 error, 2 warnings, 3 hints"; "no errors, no warnings".
fn counted(counts: Counts) -> String {
    let of = |count: usize, what: &str| match count {
        0 => None,
        1 => Some(format!("1 {what}")),
        count => Some(format!("{count} {what}s")),
    };
    let faults = [of(counts.errors, "error"), of(counts.warnings, "warning")];
    let sound = "no errors, no warnings".to_owned();
    let faults = if faults == [None, None] {
        [Some(sound), None]
    } else {
        faults
    };
    let all = faults
        .into_iter()
        .chain([of(counts.hints, "hint")])
        .flatten();
    all.collect::<Vec<_>>().join(", ")
}

fn contents(catalogue: &Catalogue) -> String {
    let milestones = catalogue.milestones();
    let statements: usize = milestones
        .iter()
        .map(|milestone| milestone.statements.len())
        .sum();
    format!(
        "{} projects, {} vehicles, {} constellations, {} milestones with {statements} statements, {} sources",
        catalogue.projects().len(),
        catalogue.vehicles().len(),
        catalogue.constellations().len(),
        milestones.len(),
        catalogue.sources().len(),
    )
}

fn painted(line: &FrameLine) -> String {
    let mut text = String::new();
    for piece in line {
        let colour = match piece.role {
            Role::Plain => "",
            Role::Error => "1;31",
            Role::Warning => "1;33",
            Role::Title => "1",
            Role::Hint | Role::Frame | Role::Related => "1;34",
            Role::Help => "1;36",
        };
        if colour.is_empty() {
            text.push_str(&piece.text);
        } else {
            text.extend(["\x1b[", colour, "m", &piece.text, "\x1b[0m"]);
        }
    }
    text
}
