//! Tables of Markdown (GitHub's), in which no text of the catalogue is markup.

use std::io::{self, Write};

use super::columns::{Cell, Column, Row};

pub(super) fn write<'a>(
    out: &mut impl Write,
    columns: &[&Column],
    rows: impl Iterator<Item = Row<'a>>,
) -> io::Result<()> {
    let titles: Vec<String> = columns
        .iter()
        .map(|column| column.name.replace('_', " "))
        .collect();
    writeln!(out, "| {} |", titles.join(" | "))?;
    let rows: Vec<Vec<Cell>> = rows
        .map(|row| columns.iter().map(|column| column.cell(&row)).collect())
        .collect();
    let is_number = |place: usize| {
        let mut cells = rows.iter().filter_map(|row: &Vec<Cell>| row.get(place));
        cells.any(Cell::is_number)
    };
    let rules = (0..columns.len()).map(|place| if is_number(place) { "---:" } else { "---" });
    writeln!(out, "| {} |", rules.collect::<Vec<_>>().join(" | "))?;
    for row in &rows {
        let cells = row.iter().map(|cell| match cell {
            Cell::Nothing => String::new(),
            cell => escaped(&cell.shown()),
        });
        writeln!(out, "| {} |", cells.collect::<Vec<_>>().join(" | "))?;
    }
    Ok(())
}

/// Text that stays text: what would be markup has a backslash before it.
pub(super) fn escaped(text: &str) -> String {
    let mut escaped = String::with_capacity(text.len());
    for c in text.chars() {
        if matches!(
            c,
            '\\' | '|' | '`' | '*' | '_' | '<' | '>' | '[' | ']' | '&' | '~' | '#' | '$' | '!'
        ) {
            escaped.push('\\');
        }
        escaped.push(c);
    }
    escaped
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn no_text_is_markup() {
        assert_eq!(
            escaped("a|b <i> ![x](y) *z* $m$"),
            "a\\|b \\<i\\> \\!\\[x\\](y) \\*z\\* \\$m\\$"
        );
        assert_eq!(escaped("«Союз-5»"), "«Союз-5»");
    }
}
