//! A new item in an array, in the way in which the others stand there.

use std::ops::Range;

use toml_parser::Source;
use toml_parser::lexer::TokenKind;

use super::lines;
use super::splice::Splice;
use super::view::Pair;
use crate::domain::edit::Refusal;
use crate::domain::findings::written::NoPlace;

pub(super) struct Array<'v> {
    text: &'v str,
    name: &'v str,
    span: Range<usize>,
    items: Vec<Range<usize>>,
}

/// What stands between an item and the next one, or the bracket.
#[derive(Default)]
struct Gap {
    /// Behind the comma.
    comma: Option<usize>,
    /// Behind the line end that follows the comma, or the item.
    line_end: Option<usize>,
}

impl<'v> Array<'v> {
    /// `None` if the value is no array, or its items stand under headers of their own.
    pub(super) fn new(text: &'v str, pair: Pair<'v>) -> Option<Self> {
        let is_array = pair.is_written_out() && pair.written().starts_with('[');
        is_array.then(|| Self {
            text,
            name: pair.name(),
            span: pair.value_span(),
            items: pair.items().iter().map(|item| item.span()).collect(),
        })
    }

    /// Its first item as it is written.
    pub(super) fn first(&self) -> Option<&'v str> {
        self.text.get(self.items.first()?.clone())
    }

    /// Its items stand on lines of their own.
    pub(super) fn is_in_lines(&self) -> bool {
        self.between(self.span.clone()).contains('\n')
    }

    /// What stands between its last item and its end.
    fn tail(&self) -> &'v str {
        let last = self.items.last().map_or(self.span.start, |last| last.end);
        self.between(last..self.span.end)
    }

    /// The indentation of the items that begin their lines.
    pub(super) fn indent(&self) -> String {
        let mut first = self
            .items
            .iter()
            .filter(|item| lines::is_first(self.text, item.start));
        if let Some(item) = first.next() {
            return lines::before(self.text, item.start).to_owned();
        }
        format!("{}  ", lines::indent(self.text, self.span.end))
    }

    /// An item before the one with this index, or behind the last one. Where there is none yet,
    /// `neighbour` is an array whose layout is taken.
    pub(super) fn insert(
        &self,
        index: usize,
        item: &str,
        neighbour: Option<&Array<'_>>,
    ) -> Result<Vec<Splice>, Refusal> {
        let before = index
            .checked_sub(1)
            .and_then(|before| self.items.get(before));
        match (before, self.items.first()) {
            (Some(before), _) => Ok(self.behind(before, item)),
            (None, Some(first)) => Ok(self.at_front(first, item)),
            (None, None) => self.as_first(item, neighbour),
        }
    }

    fn behind(&self, before: &Range<usize>, item: &str) -> Vec<Splice> {
        let indent = self.indent();
        let line_end = lines::end(self.text, before.end);
        let begins_line = lines::is_first(self.text, before.start);
        let Gap {
            comma,
            line_end: next,
        } = self.gap(before);
        match (comma, next) {
            (Some(_), Some(next)) => {
                vec![Splice::insert(next, format!("{indent}{item},{line_end}"))]
            }
            (Some(comma), None) if begins_line && self.is_last(before) => {
                vec![Splice::insert(comma, format!("{line_end}{indent}{item},"))]
            }
            (Some(comma), None) => vec![Splice::insert(comma, format!(" {item},"))],
            (None, Some(next)) => vec![
                Splice::insert(before.end, ","),
                Splice::insert(next, format!("{indent}{item}{line_end}")),
            ],
            (None, None) if begins_line => {
                vec![Splice::insert(
                    before.end,
                    format!(",{line_end}{indent}{item}"),
                )]
            }
            (None, None) => vec![Splice::insert(before.end, format!(", {item}"))],
        }
    }

    /// Directly under the line of the bracket, so that remarks on the first item stay with it.
    fn at_front(&self, first: &Range<usize>, item: &str) -> Vec<Splice> {
        let next = lines::next(self.text, self.span.start).filter(|next| *next <= first.start);
        vec![match next {
            Some(next) => {
                let (indent, line_end) = (self.indent(), lines::end(self.text, self.span.start));
                Splice::insert(next, format!("{indent}{item},{line_end}"))
            }
            None => Splice::insert(first.start, format!("{item}, ")),
        }]
    }

    fn as_first(&self, item: &str, neighbour: Option<&Array<'_>>) -> Result<Vec<Splice>, Refusal> {
        let inside = self.span.start + 1..self.span.end.saturating_sub(1);
        if !self.between(inside.clone()).contains('\n') {
            let base = lines::indent(self.text, self.span.start);
            let line_end = lines::end(self.text, self.span.start);
            let written = written(item, neighbour, base, line_end);
            return Ok(vec![Splice::replace(self.span.clone(), written)]);
        }
        if !lines::is_first(self.text, inside.end) {
            return Err(Refusal::NotInPlace(NoPlace::EmptyArray(
                self.name.to_owned(),
            )));
        }
        let line = lines::start(self.text, inside.end);
        let (indent, line_end) = (self.indent(), lines::end(self.text, self.span.start));
        Ok(vec![Splice::insert(
            line,
            format!("{indent}{item},{line_end}"),
        )])
    }

    fn is_last(&self, item: &Range<usize>) -> bool {
        self.items.last() == Some(item)
    }

    fn gap(&self, item: &Range<usize>) -> Gap {
        let mut gap = Gap::default();
        for token in Source::new(self.between(item.end..self.span.end)).lex() {
            let end = item.end + token.span().end();
            match token.kind() {
                TokenKind::Comma if gap.comma.is_none() => {
                    gap = Gap {
                        comma: Some(end),
                        line_end: None,
                    }
                }
                TokenKind::Newline => {
                    gap.line_end.get_or_insert(end);
                }
                TokenKind::Whitespace | TokenKind::Comment => {}
                _ => break,
            }
        }
        gap
    }

    fn between(&self, range: Range<usize>) -> &'v str {
        self.text.get(range).unwrap_or_default()
    }
}

/// A whole array, laid out like a neighbour. `base` is the indentation of its line; several items have
/// what belongs between them.
pub(super) fn written(
    items: &str,
    neighbour: Option<&Array<'_>>,
    base: &str,
    line_end: &str,
) -> String {
    if neighbour.is_some_and(|neighbour| !neighbour.is_in_lines()) {
        return format!("[{items}]");
    }
    let indent = neighbour.map_or_else(|| format!("{base}  "), Array::indent);
    let tail = neighbour.map_or(",\n", Array::tail);
    let comma = if tail.contains(',') { "," } else { "" };
    let closer = if tail.contains('\n') {
        format!("{line_end}{base}]")
    } else {
        "]".to_owned()
    };
    format!("[{line_end}{indent}{items}{comma}{closer}")
}

#[cfg(test)]
mod tests {
    use toml::de::DeTable;

    use super::*;
    use crate::storage::edit::splice::cut;
    use crate::storage::edit::view::View;

    /// The array of `[source.x]` with an item more; `None` is behind the last one.
    fn with(array: &str, index: Option<usize>) -> String {
        let text = format!("[source.x]\na = {array}\nb = 1\n");
        let view = View::new(&text).unwrap();
        let pair = view.holder("source", "x").unwrap().get("a").unwrap();
        let array = Array::new(&text, pair).unwrap();
        let index = index.unwrap_or(array.items.len());
        let splices = array.insert(index, "0", None).unwrap();
        let mut new = text.clone();
        cut(&mut new, splices);
        DeTable::parse(&new).unwrap();
        let new = new.strip_prefix("[source.x]\na = ").unwrap();
        new.strip_suffix("\nb = 1\n").unwrap().to_owned()
    }

    #[test]
    fn an_item_goes_behind_the_last_one_as_that_is_written() {
        for (old, new) in [
            ("[1]", "[1, 0]"),
            ("[ 1, 2 ]", "[ 1, 2, 0 ]"),
            ("[1, 2,]", "[1, 2, 0,]"),
            ("[1, 2, ]", "[1, 2, 0, ]"),
            ("[\n  1,\n  2,\n]", "[\n  1,\n  2,\n  0,\n]"),
            ("[\n\t1,\n\t2\n]", "[\n\t1,\n\t2,\n\t0\n]"),
            ("[\n  1,\n  2]", "[\n  1,\n  2,\n  0]"),
            ("[\n  1,\n  2, ]", "[\n  1,\n  2,\n  0, ]"),
            (
                "[\n  1, # a\n  2, # b, c\n  # d\n]",
                "[\n  1, # a\n  2, # b, c\n  0,\n  # d\n]",
            ),
            (
                "[\n  1,\n  2 # b\n  # c\n]",
                "[\n  1,\n  2, # b\n  0\n  # c\n]",
            ),
            ("[ # a\n    1\n  , 2\n]", "[ # a\n    1\n  , 2,\n    0\n]"),
            ("[\n  1, 2,\n  3, 4,\n]", "[\n  1, 2,\n  3, 4,\n  0,\n]"),
            ("[1,\n 2]", "[1,\n 2,\n 0]"),
            ("[\r\n  1,\r\n]", "[\r\n  1,\r\n  0,\r\n]"),
            ("[[1], ['a', 2]]", "[[1], ['a', 2], 0]"),
        ] {
            assert_eq!(with(old, None), new);
        }
    }

    #[test]
    fn an_item_goes_between_two_and_before_all() {
        for (old, first, second) in [
            ("[1, 2]", "[0, 1, 2]", "[1, 0, 2]"),
            (
                "[\n  1,\n  2,\n]",
                "[\n  0,\n  1,\n  2,\n]",
                "[\n  1,\n  0,\n  2,\n]",
            ),
            (
                "[ # a\n  # b\n  1, # c\n  # d\n  2\n]",
                "[ # a\n  0,\n  # b\n  1, # c\n  # d\n  2\n]",
                "[ # a\n  # b\n  1, # c\n  0,\n  # d\n  2\n]",
            ),
            ("[\n  1, 2\n]", "[\n  0,\n  1, 2\n]", "[\n  1, 0, 2\n]"),
        ] {
            assert_eq!(with(old, Some(0)), first);
            assert_eq!(with(old, Some(1)), second);
        }
    }

    #[test]
    fn the_first_item_opens_the_array() {
        for (old, new) in [
            ("[]", "[\n  0,\n]"),
            ("[ ]", "[\n  0,\n]"),
            ("[\n]", "[\n  0,\n]"),
            ("[ # none\n  # yet\n  ]", "[ # none\n  # yet\n    0,\n  ]"),
        ] {
            assert_eq!(with(old, Some(0)), new);
        }
    }
}
