//! `roscope list`: the entries of a kind, or the sources, as a table, for a program, a spreadsheet or a
//! page; and how the other lists are printed.

use std::io::Write;

use clap::ValueEnum;
use serde::ser::SerializeMap as _;
use serde::{Serialize, Serializer};

use super::columns::{Cell, Column, ListKind, Row};
use super::completions::Takes;
use super::ending::{CommandResult, Exit, Stop, note};
use super::options::{Options, tongue};
use super::{csv, json, markdown, paper_options, read};
use crate::app::Shown;
use crate::domain::catalogue::EntryRef;
use crate::domain::search::{Finder, Query};
use crate::domain::text::clean::clean;
use crate::ui;

#[derive(Debug, clap::Args)]
pub struct Args {
    /// What to list
    #[arg(value_enum)]
    what: ListKind,

    /// Filter: only what matches: words, states, fields (see `roscope man`, and the README)
    filter: Vec<String>,

    #[command(flatten)]
    table: TableOptions,
}

/// How a list is printed.
#[derive(Debug, clap::Args)]
pub(super) struct TableOptions {
    /// The columns, in this order; an unknown name lists those there are
    #[arg(long, value_name = "NAMES", value_delimiter = ',', add = Takes::Column)]
    columns: Vec<String>,

    /// By which columns to sort; `-slip` begins with the largest
    #[arg(
        long,
        value_name = "NAMES",
        value_delimiter = ',',
        allow_hyphen_values = true,
        add = Takes::Order
    )]
    sort: Vec<String>,

    /// The output format
    #[arg(long, value_enum, default_value_t = ListFormat::TableOptions)]
    format: ListFormat,

    #[command(flatten)]
    csv: csv::Start,

    /// How wide a table may be, in columns [default: the terminal; in a pipe as wide as it is]
    #[arg(long, value_name = "COLUMNS", value_parser = clap::value_parser!(u16).range(30..=1000))]
    width: Option<u16>,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
enum ListFormat {
    /// Columns of text
    TableOptions,
    /// One document with all that is recorded and computed
    Json,
    /// Comma-separated values
    Csv,
    /// A table of Markdown
    Md,
}

/// What a list holds.
#[derive(Debug)]
pub(super) struct Listed {
    pub what: ListKind,
    /// Places in the catalogue.
    pub places: Vec<usize>,
    /// The columns of a table, where none are asked for.
    pub usual: &'static [&'static str],
    /// What to say where nothing was found.
    pub nothing: String,
}

pub(super) fn run(cli: &Options, args: &Args, colour: bool, out: &mut impl Write) -> CommandResult {
    let query = read::query(&args.filter)?;
    let shown = read::shown(cli)?;
    let (catalogue, board) = (&*shown.catalogue, &shown.board);
    let finder = query.finder(catalogue, board);
    let mut places: Vec<usize> = (0..args.what.count(catalogue))
        .filter(|index| fits(&finder, args.what, *index))
        .collect();
    if args.what == ListKind::Milestones {
        crate::domain::computed::agenda::sort_by_date(&board.standings, &mut places);
    }
    let listed = Listed {
        what: args.what,
        places,
        usual: args.what.usual(),
        nothing: nothing(
            &finder,
            &query,
            &format!("there are no {}", args.what.word()),
            |text| format!("no {} match {text}", args.what.word()),
        ),
    };
    print(cli, &shown, listed, &args.table, colour, out)
}

/// Why there is nothing: what the filter says is unknown, or nothing fits its text, which comes in quotation
/// marks; without a filter there is none at all.
pub(super) fn nothing(
    finder: &Finder,
    query: &Query,
    none: &str,
    fits: impl FnOnce(&str) -> String,
) -> String {
    let words = || match clean(query.text()) {
        text if text.is_empty() => none.to_owned(),
        text => fits(&format!("\"{text}\"")),
    };
    match finder.stranger() {
        Some(stranger) => tongue().stranger(&stranger),
        None => words(),
    }
}

/// An entry or a source fits a filter.
pub(super) fn fits(finder: &Finder, what: ListKind, index: usize) -> bool {
    match what.kind() {
        Some(kind) => finder.fits(EntryRef::new(kind, index)),
        None => finder.fits_source(index),
    }
}

/// Prints a list; where it is empty the answer is no.
pub(super) fn print(
    cli: &Options,
    shown: &Shown,
    mut listed: Listed,
    table: &TableOptions,
    colour: bool,
    out: &mut impl Write,
) -> CommandResult {
    let (catalogue, board) = (&*shown.catalogue, &shown.board);
    let what = listed.what;
    let row = |index: &usize| Row {
        catalogue,
        board,
        what,
        index: *index,
    };
    table.csv.refuse_unless(table.format == ListFormat::Csv)?;
    let columns = table.columns(&listed)?;
    sort(&mut listed.places, &table.orders(what)?, row);
    let rows = listed.places.iter().map(row);
    match table.format {
        ListFormat::TableOptions if listed.places.is_empty() => {
            return Err(Stop::Nothing(listed.nothing));
        }
        ListFormat::TableOptions => table.print(cli, &columns, rows, colour, out)?,
        ListFormat::Json => {
            let entries = json::Entries {
                catalogue,
                board,
                kind: what.kind(),
                places: &listed.places,
            };
            json::write(out, &ListDocument { what, entries })?;
        }
        ListFormat::Csv => table.csv.write(out, &columns, rows)?,
        ListFormat::Md => markdown::write(out, &columns, rows)?,
    }
    Ok(if listed.places.is_empty() {
        Exit::Bad
    } else {
        Exit::Good
    })
}

fn sort<'a>(places: &mut [usize], orders: &[(&Column, bool)], row: impl Fn(&usize) -> Row<'a>) {
    for (column, reversed) in orders.iter().rev() {
        let mut keyed: Vec<(Cell, usize)> = places
            .iter()
            .map(|place| (column.cell(&row(place)), *place))
            .collect();
        keyed.sort_by(|(a, _), (b, _)| {
            let lacks = a.is_nothing().cmp(&b.is_nothing());
            let order = a.order(b);
            lacks.then(if *reversed { order.reverse() } else { order })
        });
        for (place, (_, sorted)) in places.iter_mut().zip(keyed) {
            *place = sorted;
        }
    }
}

impl TableOptions {
    fn columns(&self, listed: &Listed) -> Result<Vec<&'static Column>, Stop> {
        if !self.columns.is_empty() && self.format == ListFormat::Json {
            let why = "--columns is for tables: a JSON document holds every value";
            return Err(Stop::Misused(why.to_owned()));
        }
        let asked: Vec<&str> = match (&self.columns, self.format) {
            (columns, _) if !columns.is_empty() => columns.iter().map(String::as_str).collect(),
            (_, ListFormat::Csv) => return Ok(listed.what.columns().iter().collect()),
            _ => listed.usual.to_vec(),
        };
        let names = asked.into_iter().map(str::trim);
        names.map(|name| listed.what.column(name)).collect()
    }

    /// The columns to sort by, and whether the other way round.
    fn orders(&self, what: ListKind) -> Result<Vec<(&'static Column, bool)>, Stop> {
        let order = |name: &String| match name.strip_prefix('-') {
            Some(name) => Ok((what.column(name)?, true)),
            None => Ok((what.column(name)?, false)),
        };
        self.sort.iter().map(order).collect()
    }

    fn print<'a>(
        &self,
        cli: &Options,
        columns: &[&Column],
        rows: impl Iterator<Item = Row<'a>>,
        colour: bool,
        out: &mut impl Write,
    ) -> Result<(), Stop> {
        let rows: Vec<Vec<Cell>> = rows
            .map(|row| columns.iter().map(|column| column.cell(&row)).collect())
            .collect();
        let is_number = |place: usize| {
            let mut cells = rows.iter().filter_map(|row| row.get(place));
            cells.any(Cell::is_number)
        };
        let heads: Vec<ui::Head> = columns
            .iter()
            .enumerate()
            .map(|(place, column)| ui::Head {
                title: column.title(),
                holds: match &*column.name {
                    "id" | "next_id" => ui::Holds::Ids,
                    "name" | "title" => ui::Holds::Name,
                    _ if is_number(place) => ui::Holds::Numbers,
                    _ => ui::Holds::Words,
                },
            })
            .collect();
        let cells: Vec<Vec<ui::Cell>> = rows
            .iter()
            .map(|row| row.iter().map(drawn).collect())
            .collect();
        let whole = ui::table_width(&heads, &cells);
        let width = self.width.or_else(crate::tui::columns).unwrap_or(whole);
        let paper = paper_options::paper(cli, width.min(whole), false, colour);
        let left_off = ui::print_table(&heads, &cells, &paper, |line| {
            out.write_all(line.as_bytes())
        })?;
        if !left_off.is_empty() {
            let names = left_off.join(", ");
            note(&format!("no room for {names} (--width)"));
        }
        Ok(())
    }
}

/// The list as a document: the entries under the name of their kind, and the day of the board.
struct ListDocument<'a> {
    what: ListKind,
    entries: json::Entries<'a>,
}

impl Serialize for ListDocument<'_> {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        let mut map = serializer.serialize_map(Some(2))?;
        map.serialize_entry(self.what.word(), &self.entries)?;
        map.serialize_entry("today", &self.entries.board.today.to_string())?;
        map.end()
    }
}

fn drawn(cell: &Cell) -> ui::Cell {
    ui::Cell {
        text: cell.shown(),
        tone: match cell {
            Cell::Nothing => ui::Tone::Dim,
            Cell::Says(says) => ui::Tone::Says(*says),
            _ => ui::Tone::Plain,
        },
    }
}
