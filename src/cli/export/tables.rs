//! The catalogue as tables: comma-separated values with a file for each kind and each kind of line, and
//! Markdown.

use std::borrow::Cow;
use std::fs;
use std::io::{self, Write};
use std::path::Path;

use chrono::NaiveDate;

use super::Export;
use crate::cli::columns::{Cell, Column, ListKind, Row, recorded};
use crate::cli::ending::Stop;
use crate::cli::options::tongue;
use crate::cli::{csv, markdown};
use crate::domain::catalogue::{Constellation, Count, EntryRef, Fact, Kind, Plan, Statement};
use crate::domain::computed::ledger;
use crate::domain::format::Record;
use crate::domain::text::clean::clean;
use crate::domain::when::{Period, When};
use crate::reason::unwritable;
use crate::storage;
use crate::words::program;

/// Writes a file for each kind into a folder, all of them or none. Where the folder is missing it is made,
/// and none above it. Returns remarks on how they were written.
pub(super) fn write(
    export: &Export,
    start: csv::Start,
    folder: &Path,
) -> Result<Vec<String>, Stop> {
    let files = files(export, start)?;
    let files: Vec<_> = files
        .into_iter()
        .map(|(name, text)| (folder.join(name), text))
        .collect();
    let is_there = folder.is_dir();
    if !is_there {
        fs::create_dir(folder).map_err(|error| {
            let folder = folder.to_string_lossy();
            Stop::Failed(format!(
                "cannot write {}: {}",
                clean(&folder),
                unwritable(&error)
            ))
        })?;
    }
    storage::write_all(&files).map_err(|why| {
        if !is_there {
            // The first error is the one to tell.
            let _ = fs::remove_dir(folder);
        }
        Stop::Failed(why)
    })
}

/// The names and texts of the files.
fn files(export: &Export, start: csv::Start) -> io::Result<Vec<(String, Vec<u8>)>> {
    let mut files = Vec::new();
    for what in ListKind::ALL {
        let columns: Vec<&Column> = what.columns().iter().collect();
        let mut text = Vec::new();
        start.write(&mut text, &columns, rows(export, what))?;
        files.push((format!("{}.csv", what.word()), text));
    }
    let lines = [
        ("statements.csv", statements(export)),
        ("facts.csv", facts(export)),
        ("counts.csv", counts(export)),
        ("plans.csv", plans(export)),
    ];
    for (name, table) in lines {
        let columns: Vec<&str> = table.columns.iter().map(|name| &**name).collect();
        let mut text = Vec::new();
        start.lines(&mut text, &columns, table.lines.into_iter())?;
        files.push((name.to_owned(), text));
    }
    Ok(files)
}

pub(super) fn markdown(export: &Export, out: &mut impl Write) -> io::Result<()> {
    let programme = export.catalogue.programme();
    writeln!(out, "# {}\n", markdown::escaped(&programme.entry.name))?;
    let today = export.board.today;
    let newest = markdown::escaped(&tongue().newest_source(export.catalogue));
    writeln!(out, "As of {}; {newest}.", tongue().day(today))?;
    if !export.query.is_empty() {
        writeln!(
            out,
            "\nFilter: {}",
            markdown::escaped(&clean(export.query.text()))
        )?;
    }
    let listed = ListKind::ALL
        .into_iter()
        .filter(|what| !export.places(*what).is_empty());
    for what in listed {
        let (first, rest) = what.word().split_at(1);
        let count = export.places(what).len();
        writeln!(out, "\n## {}{rest} ({count})\n", first.to_uppercase())?;
        let columns = what.usual().iter();
        let columns: Vec<&Column> = columns.filter_map(|name| what.column(name).ok()).collect();
        markdown::write(out, &columns, rows(export, what))?;
    }
    Ok(())
}

fn rows<'a>(export: &'a Export, what: ListKind) -> impl Iterator<Item = Row<'a>> {
    export.places(what).iter().map(move |index| Row {
        catalogue: export.catalogue,
        board: export.board,
        what,
        index: *index,
    })
}

/// The lines of a kind: whose each is, what is recorded in it, and what is computed of it.
struct KindTable {
    columns: Vec<Cow<'static, str>>,
    lines: Vec<Vec<Cell>>,
}

impl KindTable {
    /// `before` and `after` are the columns beside those of the record.
    fn new<R: Record>(before: &[&'static str], after: &[&'static str]) -> Self {
        let (recorded, _) = recorded::line(&R::default());
        let names = |names: &[&'static str]| -> Vec<Cow<'static, str>> {
            names.iter().map(|name| Cow::Borrowed(*name)).collect()
        };
        Self {
            columns: [names(before), recorded, names(after)].concat(),
            lines: Vec::new(),
        }
    }

    fn push<R: Record>(&mut self, before: &[&str], record: &R, after: Vec<Cell>) {
        let (_, recorded) = recorded::line(record);
        let mut line: Vec<Cell> = before.iter().map(|it| text(it)).collect();
        line.extend(recorded);
        line.extend(after);
        self.lines.push(line);
    }
}

fn statements(export: &Export) -> KindTable {
    let after = ["first_day", "last_day", "move", "slip", "notice_days"];
    let mut table = KindTable::new::<Statement>(&["milestone"], &after);
    let milestones = export.places(ListKind::Milestones).iter();
    for milestone in milestones.filter_map(|index| export.catalogue.milestones().get(*index)) {
        for line in ledger::lines(milestone) {
            let (when, step) = (line.statement.when, line.step);
            let slip = step.and_then(|step| step.slip);
            let notice = step.and_then(|step| step.notice);
            let computed = vec![
                day(when.first()),
                day(when.last()),
                step.map_or(Cell::Nothing, |step| text(program::moved(step.moved))),
                slip.map_or(Cell::Nothing, Cell::Slip),
                notice.map_or(Cell::Nothing, Cell::Number),
            ];
            table.push(&[&milestone.entry.id.value], line.statement, computed);
        }
    }
    table
}

/// What is to be reached, and what is claimed, of each entry: the programme first, targets first.
fn facts(export: &Export) -> KindTable {
    let mut table = KindTable::new::<Fact>(&["entry", "kind"], &[]);
    let programme = Some(EntryRef::new(Kind::Programme, 0));
    let programme = programme.filter(|_| export.holds(Kind::Programme, 0));
    let listed = ListKind::ALL.into_iter().filter_map(|what| {
        let kind = what.kind()?;
        let places = export.places(what).iter();
        Some(places.map(move |index| EntryRef::new(kind, *index)))
    });
    let entries = programme.into_iter().chain(listed.flatten());
    for entity in entries.filter_map(|at| export.catalogue.at(at)) {
        let entry = entity.entry();
        for (kind, facts) in [("target", entity.targets()), ("fact", &entry.facts)] {
            for fact in facts {
                table.push(&[&entry.id.value, kind], fact, Vec::new());
            }
        }
    }
    table
}

fn counts(export: &Export) -> KindTable {
    let mut table = KindTable::new::<Count>(&["constellation"], &[]);
    for constellation in constellations(export) {
        for count in &constellation.counts {
            table.push(&[&constellation.entry.id.value], count, Vec::new());
        }
    }
    table
}

fn plans(export: &Export) -> KindTable {
    let mut table = KindTable::new::<Plan>(&["constellation"], &[]);
    for constellation in constellations(export) {
        for plan in &constellation.plans {
            table.push(&[&constellation.entry.id.value], plan, Vec::new());
        }
    }
    table
}

fn constellations<'a>(export: &Export<'a>) -> impl Iterator<Item = &'a Constellation> {
    let all = export.catalogue.constellations();
    let places = export.places(ListKind::Constellations).to_vec();
    places.into_iter().filter_map(|index| all.get(index))
}

fn text(text: &str) -> Cell {
    Cell::Text(text.to_owned())
}

fn day(day: Option<NaiveDate>) -> Cell {
    day.map_or(Cell::Nothing, |day| Cell::Date(When::In(Period::Day(day))))
}
