//! A key of a table gets another value, is added, or is taken out.

use std::ops::Range;

use toml_parser::Source;
use toml_parser::lexer::TokenKind;

use super::array::Array;
use super::lines::{self, Layout};
use super::splice::Splice;
use super::style;
use super::view::{Pair, Table};
use crate::domain::catalogue::Id;
use crate::domain::edit::Refusal;
use crate::domain::file::span::At;
use crate::domain::findings::written::NoPlace;
use crate::domain::format::value::Datum;

/// Where a key belongs.
pub(super) struct Place<'v> {
    pub(super) text: &'v str,
    pub(super) table: Table<'v>,
    pub(super) key: &'v str,
    /// The keys of such a table, in the order of the format.
    pub(super) order: Vec<&'v str>,
}

impl<'v> Place<'v> {
    /// The place of a key in an entry: `status`, or `flights.total` in a table of the entry.
    pub(super) fn new(
        text: &'v str,
        holder: Table<'v>,
        key: &'v str,
        order: &[&'v str],
    ) -> Result<Self, Refusal> {
        let Some((name, inner)) = key.split_once('.') else {
            return Ok(Self {
                text,
                table: holder,
                key,
                order: order.to_vec(),
            });
        };
        let table = holder.get(name).and_then(Pair::table);
        let order = order.iter().filter_map(|key| key.split_once('.'));
        let order = order.filter(|(table, _)| *table == name);
        Ok(Self {
            text,
            table: table.ok_or(Refusal::Unproven)?,
            key: inner,
            order: order.map(|(_, inner)| inner).collect(),
        })
    }

    /// Another value, or the first one.
    pub(super) fn set(&self, value: &Datum) -> Result<Vec<Splice>, Refusal> {
        match self.table.get(self.key) {
            Some(pair) if !pair.is_written_out() => Err(self.not_in_place(NoPlace::NoPlainPair)),
            Some(pair) => self.replace(pair, value),
            None => self.add(&style::value(self.key, value, self.quoted())),
        }
    }

    fn replace(&self, pair: Pair<'_>, value: &Datum) -> Result<Vec<Splice>, Refusal> {
        let (here, was_quoted) = (pair.written(), pair.written().starts_with(['"', '\'']));
        let written = match value {
            Datum::Ids(ids) => match (ids.as_slice(), Array::new(self.text, pair)) {
                (_, Some(array)) => return self.replace_ids(pair, &array, ids),
                ([id], None) => style::string(id, Some(here)),
                _ => style::value(self.key, value, Some(here)),
            },
            // A day has no quotes; what it is replaced by may need some.
            Datum::Date(_) if !was_quoted => style::value(self.key, value, self.quoted()),
            _ => style::value(self.key, value, Some(here)),
        };
        Ok(vec![Splice::replace(pair.value_span(), written)])
    }

    /// More ids go behind those that stay; other ids take the place of the array.
    fn replace_ids(
        &self,
        pair: Pair<'_>,
        array: &Array<'_>,
        ids: &[At<Id>],
    ) -> Result<Vec<Splice>, Refusal> {
        let items = pair.items();
        let old = items.iter().map(|id| id.get_ref().as_str());
        let stays = ids.iter().zip(old).all(|(id, old)| old == Some(&*id.value));
        if stays && !items.is_empty() && ids.len() > items.len() {
            let more = ids.iter().skip(items.len());
            let more: Vec<_> = more.map(|id| style::string(id, array.first())).collect();
            return array.insert(items.len(), &more.join(", "), None);
        }
        if array.is_in_lines() {
            return Err(self.not_in_place(NoPlace::SeveralLines));
        }
        let written = style::value(self.key, &Datum::Ids(ids.to_vec()), Some(pair.written()));
        Ok(vec![Splice::replace(pair.value_span(), written)])
    }

    /// A text near the key, for the kind of its quotes.
    fn quoted(&self) -> Option<&'v str> {
        let nearest = self.predecessor().map(Pair::written);
        let nearest = nearest.filter(|written| written.starts_with(['"', '\'']));
        nearest.or_else(|| self.table.quoted())
    }

    /// The pair that a new key goes behind: the nearest before it in the order of the format.
    fn predecessor(&self) -> Option<Pair<'v>> {
        let place = self.order.iter().position(|key| *key == self.key);
        let before = self.order.iter().take(place.unwrap_or(self.order.len()));
        before
            .rev()
            .filter_map(|key| self.table.get(key))
            .find(|pair| pair.is_written_out())
    }

    /// A key that was not there, with its value as it is written.
    pub(super) fn add(&self, value: &str) -> Result<Vec<Splice>, Refusal> {
        let place = || self.not_in_place(NoPlace::NothingToFollow);
        let model = self.predecessor().ok_or_else(place)?;
        let (end, text) = (model.value_span().end, self.text);
        if self.table.is_inline() {
            let equals = model.equals();
            return Ok(vec![Splice::insert(
                end,
                format!(", {}{equals}{value}", self.key),
            )]);
        }
        let line = self.layout()?.line(self.key, value);
        let line_end = lines::end(text, end);
        Ok(vec![match lines::next(text, end) {
            Some(next) => Splice::insert(next, line + line_end),
            None => Splice::insert(text.len(), format!("{line_end}{line}")),
        }])
    }

    /// How the line of a new key is to be written, and by which line end.
    pub(super) fn layout(&self) -> Result<Layout<'v>, Refusal> {
        let model = self.predecessor();
        let layout = model.and_then(|model| Layout::like(self.text, self.table, model));
        layout.ok_or_else(|| self.not_in_place(NoPlace::NothingToFollow))
    }

    /// The line end of what a new key goes behind.
    pub(super) fn line_end(&self) -> &'static str {
        let model = self.predecessor();
        lines::end(self.text, model.map_or(0, |model| model.value_span().end))
    }

    /// Takes the key out with its line, or out of its braces; a remark at the end of the line stays.
    pub(super) fn remove(&self) -> Result<Vec<Splice>, Refusal> {
        let Some(pair) = self.table.get(self.key) else {
            return Ok(Vec::new());
        };
        let gone = if self.table.is_inline() {
            self.pair_in_braces(pair)
        } else {
            self.line_of(pair)
        };
        let gone = gone.filter(|_| pair.is_written_out() && !pair.written().contains('\n'));
        let gone = gone.ok_or_else(|| self.not_in_place(NoPlace::NotToBeCutOut))?;
        Ok(vec![Splice::replace(gone, "")])
    }

    /// A pair with one of the commas beside it.
    fn pair_in_braces(&self, pair: Pair<'_>) -> Option<Range<usize>> {
        let pairs = self.table.pairs();
        let place = pairs.iter().position(|other| other.name() == pair.name())?;
        let before = place.checked_sub(1).and_then(|before| pairs.get(before));
        let gone = match (before, pairs.get(place + 1)) {
            (Some(before), _) => before.value_span().end..pair.value_span().end,
            (None, Some(next)) => pair.key_span().start..next.key_span().start,
            (None, None) => return None,
        };
        let is_one_line = !self.text.get(gone.clone())?.contains('\n');
        is_one_line.then_some(gone)
    }

    fn line_of(&self, pair: Pair<'_>) -> Option<Range<usize>> {
        let (text, start, end) = (self.text, pair.key_span().start, pair.value_span().end);
        let line = lines::start(text, start);
        let next = lines::next(text, end);
        let rest = text.get(end..next.unwrap_or(text.len()))?;
        let comment = Source::new(rest)
            .lex()
            .find(|token| token.kind() == TokenKind::Comment);
        let gone = match (comment, next) {
            (Some(comment), _) => start..end + comment.span().start(),
            (None, Some(next)) => line..next,
            (None, None) => {
                let before = text.get(..line)?;
                let before = before.strip_suffix('\n').unwrap_or(before);
                before.strip_suffix('\r').unwrap_or(before).len()..text.len()
            }
        };
        lines::is_first(text, start).then_some(gone)
    }

    pub(super) fn not_in_place(&self, why: fn(String) -> NoPlace) -> Refusal {
        Refusal::NotInPlace(why(self.key.to_owned()))
    }
}
