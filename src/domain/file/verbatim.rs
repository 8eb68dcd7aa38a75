//! An entry or a source as it stands in the file, byte for byte.
//!
//! That is its table: from its header to the next header that begins an entry or a source. Blank lines
//! and comments before that header belong to what follows. One that is written as an inline table is
//! that inline table. `text` must be the text that the catalogue was read from.

use crate::domain::catalogue::{Catalogue, EntryRef, Source};
use crate::domain::file::span::Place;

/// The table of an entry.
pub fn entry<'t>(text: &'t str, catalogue: &Catalogue, at: EntryRef) -> Option<&'t str> {
    table(text, catalogue, catalogue.entry(at)?.place)
}

/// The table of a source.
pub fn source<'t>(text: &'t str, catalogue: &Catalogue, source: &Source) -> Option<&'t str> {
    table(text, catalogue, source.place)
}

fn table<'t>(text: &'t str, catalogue: &Catalogue, Place(place): Place) -> Option<&'t str> {
    let start = place.range().start;
    if !text.get(start..)?.starts_with('[') {
        return text.get(place.range());
    }
    let next = places(catalogue)
        .map(|Place(place)| place.range().start)
        .filter(|other| *other > start)
        .min();
    let table = text.get(start..next.unwrap_or(text.len()))?;
    Some(without_what_follows(table))
}

/// Where the entries and the sources begin.
fn places(catalogue: &Catalogue) -> impl Iterator<Item = Place> {
    let entries = catalogue
        .entries()
        .filter_map(|at| Some(catalogue.entry(at)?.place));
    let speakers = catalogue.speakers().iter().map(|speaker| speaker.place);
    let sources = catalogue.sources().iter().map(|source| source.place);
    entries.chain(speakers).chain(sources)
}

/// Cuts the blank lines and comments at the end; the last line keeps its end.
fn without_what_follows(table: &str) -> &str {
    let mut kept = table;
    loop {
        let body = kept.trim_end_matches(['\n', '\r']);
        let line_start = body.rfind('\n').map_or(0, |end| end + 1);
        let line = body.get(line_start..).unwrap_or_default();
        if line_start == 0 || !is_blank_or_comment(line) {
            let end = line_start + line.len();
            let line_end = table.get(end..).unwrap_or_default();
            let line_end = ["\r\n", "\n"]
                .iter()
                .find(|end| line_end.starts_with(**end));
            return table
                .get(..end + line_end.map_or(0, |end| end.len()))
                .unwrap_or(table);
        }
        kept = kept.get(..line_start).unwrap_or_default();
    }
}

/// A line that looks like a comment may be the end of a text of several lines: it is kept.
fn is_blank_or_comment(line: &str) -> bool {
    let line = line.trim_start();
    line.is_empty() || line.starts_with('#') && !line.contains("\"\"\"") && !line.contains("'''")
}

#[cfg(test)]
mod tests {
    use super::without_what_follows;

    #[test]
    fn what_stands_before_the_next_header_is_not_of_this_entry() {
        for (table, own) in [
            ("[a]\nb = 1\n", "[a]\nb = 1\n"),
            ("[a]\nb = 1", "[a]\nb = 1"),
            ("[a]\nb = 1\n\n# of the next\n \n", "[a]\nb = 1\n"),
            ("[a]\r\nb = 1\r\n\r\n# next\r\n", "[a]\r\nb = 1\r\n"),
            (
                "[a]\n# a remark\nb = 1\n# next\n",
                "[a]\n# a remark\nb = 1\n",
            ),
            ("[a]\n\n\n", "[a]\n"),
            ("[a]", "[a]"),
            (
                "[a]\nb = \"\"\"\n# no remark\"\"\"\n\n",
                "[a]\nb = \"\"\"\n# no remark\"\"\"\n",
            ),
            ("[a]\nb = 1 # тест\n# next", "[a]\nb = 1 # тест\n"),
        ] {
            assert_eq!(without_what_follows(table), own);
        }
    }
}
