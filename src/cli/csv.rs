//! Comma-separated values (RFC 4180) that a spreadsheet may open: no cell of the catalogue is a formula.

use std::borrow::Cow;
use std::io::{self, Write};

use super::columns::{Cell, Column, Row};
use super::ending::Stop;

/// What makes a spreadsheet take a cell for a formula, or look behind it for one.
const ACTIVE: [char; 11] = ['=', '+', '-', '@', '\t', '\r', '\n', '＝', '＋', '－', '＠'];

/// How a text of comma-separated values begins.
#[derive(Clone, Copy, Debug, clap::Args)]
pub(super) struct Start {
    /// Begin CSV with a byte order mark, without which Excel does not take it for UTF-8
    #[arg(long)]
    bom: bool,
}

impl Start {
    /// Refuses the option for any other format.
    pub(super) fn refuse_unless(self, is_csv: bool) -> Result<(), Stop> {
        if self.bom && !is_csv {
            let why = "--bom is about CSV: it goes with --format csv";
            return Err(Stop::Misused(why.to_owned()));
        }
        Ok(())
    }

    /// Writes the names of the columns, and a record for each row.
    pub(super) fn write<'a>(
        self,
        out: &mut impl Write,
        columns: &[&Column],
        rows: impl Iterator<Item = Row<'a>>,
    ) -> io::Result<()> {
        let names: Vec<&str> = columns.iter().map(|column| &*column.name).collect();
        let cells = |row| columns.iter().map(|column| column.cell(&row)).collect();
        self.lines(out, &names, rows.map(cells))
    }

    /// The same of lines that are no entries.
    pub(super) fn lines(
        self,
        out: &mut impl Write,
        names: &[&str],
        mut lines: impl Iterator<Item = Vec<Cell>>,
    ) -> io::Result<()> {
        let mark = if self.bom { "\u{feff}" } else { "" };
        write!(out, "{mark}{}\r\n", names.join(","))?;
        lines.try_for_each(|cells| record(out, &cells))
    }
}

fn record(out: &mut impl Write, cells: &[Cell]) -> io::Result<()> {
    let fields: Vec<String> = cells.iter().map(field).collect();
    write!(out, "{}\r\n", fields.join(","))
}

fn field(cell: &Cell) -> String {
    let bare = cell.bare();
    let text = if cell.is_number() {
        bare
    } else {
        defused(&bare).into_owned()
    };
    if text.contains([',', '"', '\r', '\n']) {
        format!("\"{}\"", text.replace('"', "\"\""))
    } else {
        text
    }
}

/// An apostrophe before it tells a spreadsheet that a cell is text.
fn defused(text: &str) -> Cow<'_, str> {
    if text.starts_with(ACTIVE) {
        Cow::Owned(format!("'{text}"))
    } else {
        Cow::Borrowed(text)
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::domain::computed::slip::Slip;

    #[test]
    fn cells_are_quoted_where_they_must_be_and_none_is_a_formula() {
        let text = |text: &str| field(&Cell::Text(text.to_owned()));
        assert_eq!(text("plain «Союз-5»"), "plain «Союз-5»");
        assert_eq!(text("a,b"), "\"a,b\"");
        assert_eq!(text("say \"when\""), "\"say \"\"when\"\"\"");
        assert_eq!(text("two\nlines"), "\"two\nlines\"");
        assert_eq!(text("=1+1"), "'=1+1");
        assert_eq!(text("@x, y"), "\"'@x, y\"");
        assert_eq!(text("-3"), "'-3");
        assert_eq!(text("\rx"), "\"'\rx\"");
        assert_eq!(text("＝1"), "'＝1");
        assert_eq!(field(&Cell::Slip(Slip::Exact(-90))), "-3");
        assert_eq!(field(&Cell::Nothing), "");
    }
}
