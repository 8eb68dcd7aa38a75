//! The lines around a place, and how those before a new one are laid out.

use super::view::{Pair, Table};

const BOM: char = '\u{feff}';

/// Where the line of a place begins, behind the mark that a file may begin with.
pub(super) fn start(text: &str, at: usize) -> usize {
    let before = text.get(..at).unwrap_or_default();
    match before.rfind('\n') {
        Some(newline) => newline + 1,
        None if before.starts_with(BOM) => BOM.len_utf8(),
        None => 0,
    }
}

/// Where the next line begins; `None` if the text ends without a line end.
pub(super) fn next(text: &str, at: usize) -> Option<usize> {
    let newline = text.get(at..)?.find('\n')?;
    Some(at + newline + 1)
}

/// The line end of the line of a place; of the last line, which has none, that of the line before.
pub(super) fn end(text: &str, at: usize) -> &'static str {
    let newline = next(text, at).map(|next| next - 1);
    let newline = newline.or_else(|| text.rfind('\n')).unwrap_or_default();
    let before = text.get(..newline).unwrap_or_default();
    if before.ends_with('\r') { "\r\n" } else { "\n" }
}

/// What stands before a place in its line.
pub(super) fn before(text: &str, at: usize) -> &str {
    text.get(start(text, at)..at).unwrap_or_default()
}

/// The spaces and tabs that the line of a place begins with.
pub(super) fn indent(text: &str, at: usize) -> &str {
    let line = before(text, at);
    line.strip_suffix(line.trim_start()).unwrap_or_default()
}

/// The place begins its line.
pub(super) fn is_first(text: &str, at: usize) -> bool {
    is_blank(before(text, at))
}

pub(super) fn is_blank(text: &str) -> bool {
    text.chars().all(char::is_whitespace)
}

/// How the lines `key = value` of a table are written.
pub(super) struct Layout<'v> {
    /// What stands before a key: its indentation, and the first parts of a dotted key.
    prefix: &'v str,
    /// ` = `
    equals: &'v str,
    /// Where all the equals signs stand, if they are aligned: in characters from the start of the line.
    column: Option<usize>,
}

impl Layout<'static> {
    /// As the format has it.
    pub(super) const USUAL: Self = Self {
        prefix: "",
        equals: " = ",
        column: None,
    };
}

impl<'v> Layout<'v> {
    /// Like the lines of a table, and like one of them first of all. `None` if that one does not stand
    /// on a line of its own.
    pub(super) fn like(text: &'v str, table: Table<'v>, model: Pair<'v>) -> Option<Self> {
        let prefix = before(text, model.key_span().start);
        let is_own_line = !prefix.contains(['{', '[', ',', '=']);
        is_own_line.then(|| Self {
            prefix,
            equals: model.equals(),
            column: column(text, table),
        })
    }

    pub(super) fn indent(&self) -> &'v str {
        let key = self.prefix.trim_start();
        self.prefix.strip_suffix(key).unwrap_or_default()
    }

    /// A line, without its end.
    pub(super) fn line(&self, key: &str, value: &str) -> String {
        let Self { prefix, equals, .. } = self;
        match self.column {
            Some(column) => {
                let width = prefix.chars().count() + key.chars().count();
                let gap = " ".repeat(column.saturating_sub(width).max(1));
                format!("{prefix}{key}{gap}{}{value}", equals.trim_start())
            }
            None => format!("{prefix}{key}{equals}{value}"),
        }
    }
}

/// Keys of different lengths whose equals signs stand below each other.
fn column(text: &str, table: Table<'_>) -> Option<usize> {
    let pairs = table.pairs();
    let columns = pairs.iter().map(|pair| {
        let gap = pair.equals().find('=').unwrap_or_default();
        before(text, pair.key_span().end + gap).chars().count()
    });
    let lengths = pairs.iter().map(|pair| pair.key_span().len());
    let (columns, lengths): (Vec<_>, Vec<_>) = (columns.collect(), lengths.collect());
    let are_equal = |list: &[usize]| list.iter().all(|one| list.first() == Some(one));
    let is_aligned = are_equal(&columns) && !are_equal(&lengths);
    columns.first().copied().filter(|_| is_aligned)
}

/// The keys in the order of a neighbour; those that it lacks stand behind the one that they follow in
/// the format.
pub(super) fn ordered<'k>(format: &[&'k str], neighbour: &[&'k str]) -> Vec<&'k str> {
    let mut keys: Vec<&str> = neighbour
        .iter()
        .copied()
        .filter(|key| format.contains(key))
        .collect();
    for (index, key) in format.iter().enumerate() {
        if keys.contains(key) {
            continue;
        }
        let before = format.iter().take(index);
        let before = before
            .rev()
            .find_map(|other| keys.iter().position(|key| key == other));
        keys.insert(before.map_or(0, |place| place + 1), key);
    }
    keys
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn lines_are_found_whatever_ends_them() {
        let text = "\u{feff}a\r\nb\nc";
        assert_eq!(start(text, 4), 3);
        assert_eq!(start(text, 6), 6);
        assert_eq!(
            (end(text, 3), end(text, 6), end(text, 8)),
            ("\r\n", "\n", "\n")
        );
        assert_eq!((next(text, 3), next(text, 8)), (Some(6), None));
        assert_eq!(end("a", 0), "\n");
    }

    #[test]
    fn a_key_that_the_neighbour_lacks_stands_where_the_format_has_it() {
        let format = ["said", "when", "by", "words", "note", "source"];
        assert_eq!(ordered(&format, &[]), format);
        assert_eq!(
            ordered(&format, &["when", "said", "source"]),
            ["when", "by", "words", "note", "said", "source"]
        );
        assert_eq!(
            ordered(&format, &["source", "when"]),
            ["said", "source", "when", "by", "words", "note"]
        );
    }
}
