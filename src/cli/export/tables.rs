//! The catalogue as tables: comma-separated values with a file for each kind and each kind of line, and
//! Markdown.

use std::fs;
use std::io::{self, Write};
use std::path::Path;

use super::Export;
use crate::cli::Stop;
use crate::cli::columns::{Cell, Column, Row, What};
use crate::cli::{csv, markdown};
use crate::domain::catalogue::{Entry, EntryRef, Fact, Kind, Planned, Sources};
use crate::domain::clean::clean;
use crate::domain::ledger;
use crate::domain::when::{Period, When};
use crate::reason::unwritable;
use crate::storage;

/// Writes a file for each kind into a folder, all of them or none. Where the folder is missing it is made,
/// and none above it. Returns what is to be told of how they were written.
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
    for what in What::ALL {
        let columns: Vec<&Column> = what.columns().iter().collect();
        let mut text = Vec::new();
        start.write(&mut text, &columns, rows(export, what))?;
        files.push((format!("{}.csv", what.word()), text));
    }
    let lines = [
        ("statements.csv", STATEMENT, statements(export)),
        ("facts.csv", FACT, facts(export)),
        ("counts.csv", COUNT, counts(export)),
        ("plans.csv", PLAN, plans(export)),
    ];
    for (name, columns, lines) in lines {
        let mut text = Vec::new();
        start.lines(&mut text, columns, lines.into_iter())?;
        files.push((name.to_owned(), text));
    }
    Ok(files)
}

pub(super) fn markdown(export: &Export, out: &mut impl Write) -> io::Result<()> {
    let programme = export.catalogue.programme();
    writeln!(out, "# {}\n", markdown::escaped(&programme.entry.name))?;
    let today = export.board.today;
    writeln!(out, "As of {today}, kept up to {}.", programme.as_of)?;
    if !export.query.is_empty() {
        writeln!(
            out,
            "\nFilter: {}",
            markdown::escaped(&clean(export.query.text()))
        )?;
    }
    let listed = What::ALL
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

fn rows<'a>(export: &'a Export, what: What) -> impl Iterator<Item = Row<'a>> {
    export.places(what).iter().map(move |index| Row {
        catalogue: export.catalogue,
        board: export.board,
        what,
        index: *index,
    })
}

const STATEMENT: &[&str] = &[
    "milestone",
    "said",
    "when",
    "first_day",
    "last_day",
    "by",
    "words",
    "move",
    "slip",
    "notice_days",
    "note",
    "sources",
];
const FACT: &[&str] = &[
    "entry", "kind", "label", "value", "when", "as_of", "sources",
];
const COUNT: &[&str] = &[
    "constellation",
    "on",
    "in_orbit",
    "working",
    "launched",
    "lost",
    "by",
    "note",
    "sources",
];
const PLAN: &[&str] = &[
    "constellation",
    "said",
    "satellites",
    "more",
    "when",
    "by",
    "note",
    "sources",
];

type Line = Vec<Cell>;

fn statements(export: &Export) -> Vec<Line> {
    let milestones = export.places(What::Milestones).iter();
    let milestones = milestones.filter_map(|index| export.catalogue.milestones().get(*index));
    let lines = milestones.flat_map(|milestone| {
        ledger::lines(milestone).map(|line| {
            let (statement, step) = (line.statement, line.step);
            vec![
                text(&milestone.entry.id.value),
                period(statement.said),
                Cell::Date(statement.when),
                period(statement.when.first().map(Period::Day)),
                period(statement.when.last().map(Period::Day)),
                some(statement.by.as_deref()),
                some(statement.words.as_deref()),
                some(step.map(|step| step.moved.word())),
                step.and_then(|step| step.slip)
                    .map_or(Cell::Nothing, Cell::Slip),
                step.and_then(|step| step.notice)
                    .map_or(Cell::Nothing, Cell::Number),
                some(statement.note.as_deref()),
                sources(&statement.source),
            ]
        })
    });
    lines.collect()
}

/// What is to be reached, and what is claimed, of each entry: the programme first, targets first.
fn facts(export: &Export) -> Vec<Line> {
    let programme = Some(EntryRef::new(Kind::Programme, 0));
    let programme = programme.filter(|_| export.holds(Kind::Programme, 0));
    let listed = What::ALL.into_iter().filter_map(|what| {
        let kind = what.kind()?;
        let places = export.places(what).iter();
        Some(places.map(move |index| EntryRef::new(kind, *index)))
    });
    let entries = programme.into_iter().chain(listed.flatten());
    let lines = entries.filter_map(|at| {
        let entry = export.catalogue.entry(at)?;
        let targets = targets(export, at).iter();
        let targets = targets.map(|target| fact(entry, "target", target));
        let facts = entry.facts.iter().map(|one| fact(entry, "fact", one));
        Some(targets.chain(facts))
    });
    lines.flatten().collect()
}

fn targets<'a>(export: &Export<'a>, at: EntryRef) -> &'a [Fact] {
    let catalogue = export.catalogue;
    match at.kind {
        Kind::Programme => &catalogue.programme().targets,
        Kind::Project => catalogue
            .projects()
            .get(at.index)
            .map_or(&[], |project| &project.targets),
        Kind::Vehicle | Kind::Constellation | Kind::Milestone => &[],
    }
}

fn fact(entry: &Entry, kind: &str, fact: &Fact) -> Line {
    vec![
        text(&entry.id.value),
        text(kind),
        text(&fact.label),
        text(&fact.value),
        fact.when.map_or(Cell::Nothing, Cell::Date),
        period(fact.as_of),
        sources(&fact.source),
    ]
}

fn counts(export: &Export) -> Vec<Line> {
    let places = export.places(What::Constellations).iter();
    let all = places.filter_map(|index| export.catalogue.constellations().get(*index));
    let lines = all.flat_map(|constellation| {
        constellation.counts.iter().map(|count| {
            vec![
                text(&constellation.entry.id.value),
                period(Some(count.on)),
                number(count.in_orbit),
                number(count.working),
                number(count.launched),
                number(count.lost),
                some(count.by.as_deref()),
                some(count.note.as_deref()),
                sources(&count.source),
            ]
        })
    });
    lines.collect()
}

fn plans(export: &Export) -> Vec<Line> {
    let places = export.places(What::Constellations).iter();
    let all = places.filter_map(|index| export.catalogue.constellations().get(*index));
    let lines = all.flat_map(|constellation| {
        constellation.plans.iter().map(|plan| {
            let (total, more) = match plan.satellites {
                Planned::Total(total) => (Some(total), None),
                Planned::More(more) => (None, Some(more)),
            };
            vec![
                text(&constellation.entry.id.value),
                period(plan.said),
                number(total),
                number(more),
                plan.when.map_or(Cell::Nothing, Cell::Date),
                some(plan.by.as_deref()),
                some(plan.note.as_deref()),
                sources(&plan.source),
            ]
        })
    });
    lines.collect()
}

fn text(text: &str) -> Cell {
    Cell::Text(text.to_owned())
}

fn some(text: Option<&str>) -> Cell {
    text.map_or(Cell::Nothing, self::text)
}

fn number(number: Option<u32>) -> Cell {
    number.map_or(Cell::Nothing, |number| Cell::Number(number.into()))
}

fn period(period: Option<Period>) -> Cell {
    period.map_or(Cell::Nothing, |period| Cell::Date(When::In(period)))
}

fn sources(sources: &Sources) -> Cell {
    let ids: Vec<&str> = sources.iter().map(|id| &*id.value).collect();
    some((!ids.is_empty()).then_some(&ids.join(" ")))
}
