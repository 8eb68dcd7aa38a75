//! A new line in a ledger: an inline table like its neighbours.

use super::array::{self, Array};
use super::keys::Place;
use super::lines::ordered;
use super::splice::Splice;
use super::style;
use super::view::{Pair, Table, View};
use crate::domain::edit::{List, Refusal};
use crate::domain::findings::written::NoPlace;

/// A line for a ledger.
pub(super) struct Line<'l> {
    /// `statements`
    pub(super) ledger: &'static str,
    /// Before which line it stands.
    pub(super) index: usize,
    /// All the keys that such a line may have, and its values.
    pub(super) list: &'l List,
}

impl Line<'_> {
    /// Enters it in the ledger of an entry of the section; if there is none, under a new key.
    pub(super) fn enter(
        &self,
        view: &View<'_>,
        section: &str,
        place: &Place<'_>,
    ) -> Result<Vec<Splice>, Refusal> {
        let sample = sample(view, section, self.ledger, place.table.span().start);
        let model = sample.and_then(|pair| Array::new(view.text, pair));
        let others = || sample.map(Pair::tables).unwrap_or_default();
        let Some(pair) = place.table.get(self.ledger) else {
            let line = self.written(view.text, &others());
            return place.add(&alone(&line, place, model.as_ref())?);
        };
        let Some(array) = Array::new(view.text, pair) else {
            return Err(Refusal::NotInPlace(NoPlace::UnderHeaders(self.ledger)));
        };
        let mut neighbours = pair.tables();
        // The line before it is the first model.
        let before = self.index.saturating_sub(1).min(neighbours.len());
        neighbours.rotate_left(before);
        if neighbours.is_empty() {
            neighbours = others();
        }
        let line = self.written(view.text, &neighbours);
        array.insert(self.index, &line, model.as_ref())
    }

    /// The line in braces.
    pub(super) fn written(&self, text: &str, neighbours: &[Table<'_>]) -> String {
        let model = (neighbours.first()).and_then(|first| Model::new(text, *first, neighbours));
        let model = model.unwrap_or(Model::USUAL);
        let mut written = String::from("{");
        let mut gap = model.margin.to_owned();
        for key in ordered(&self.list.names(), &model.keys) {
            let Some((_, value)) = self.list.written.iter().find(|(name, _)| *name == key) else {
                continue;
            };
            let column = model.columns.iter().find(|(name, _)| *name == key);
            if let Some((_, column)) = column {
                let width = written.chars().count();
                gap = " ".repeat(column.saturating_sub(width).max(1));
            }
            let value = style::value(key, value, model.quoted);
            written.extend([&*gap, key, model.equals, &value, ","]);
            model.gap.clone_into(&mut gap);
        }
        written.pop();
        written + model.margin + "}"
    }
}

/// A ledger of this one line.
fn alone(line: &str, place: &Place<'_>, model: Option<&Array<'_>>) -> Result<String, Refusal> {
    if place.table.is_inline() {
        return Ok(format!("[{line}]"));
    }
    let layout = place.layout()?;
    Ok(array::written(
        line,
        model,
        layout.indent(),
        place.line_end(),
    ))
}

/// How the lines of a ledger are written.
struct Model<'v> {
    keys: Vec<&'v str>,
    /// Between the braces and what they hold.
    margin: &'v str,
    /// Behind a comma.
    gap: &'v str,
    equals: &'v str,
    /// A text in its quotes.
    quoted: Option<&'v str>,
    /// The keys that stand below each other, each with its place in the line, in characters.
    columns: Vec<(&'v str, usize)>,
}

impl Model<'static> {
    /// As the format has it.
    const USUAL: Self = Self {
        keys: Vec::new(),
        margin: " ",
        gap: " ",
        equals: " = ",
        quoted: None,
        columns: Vec::new(),
    };
}

impl<'v> Model<'v> {
    /// Like a line; `None` if it is written in an unusual way.
    fn new(text: &'v str, line: Table<'v>, all: &[Table<'v>]) -> Option<Self> {
        let pairs = line.pairs();
        let first = pairs.first()?;
        let margin = text.get(line.span().start + 1..first.key_span().start)?;
        let equals = first.equals();
        let gap = pairs
            .get(1)
            .and_then(|second| gap_before(text, *first, *second));
        let is_space = |text: &str| text.chars().all(|c| c == ' ');
        let is_usual = is_space(margin) && is_space(&equals.replacen('=', " ", 1));
        is_usual.then(|| Self {
            keys: pairs.iter().map(|pair| pair.name()).collect(),
            margin,
            gap: gap.filter(|gap| gap.len() < 2).unwrap_or(" "),
            equals,
            quoted: line.quoted(),
            columns: columns(text, all),
        })
    }
}

/// The spaces behind the comma between two pairs.
fn gap_before<'v>(text: &'v str, before: Pair<'v>, pair: Pair<'v>) -> Option<&'v str> {
    let between = text.get(before.value_span().end..pair.key_span().start)?;
    let gap = between.strip_prefix(',')?;
    gap.chars().all(|c| c == ' ').then_some(gap)
}

/// The keys that begin at the same place in every line that has them, with room left for it in one.
fn columns<'v>(text: &'v str, lines: &[Table<'v>]) -> Vec<(&'v str, usize)> {
    let mut columns: Vec<(&str, usize)> = Vec::new();
    let (mut padded, mut ragged) = (Vec::new(), Vec::new());
    for line in lines {
        let pairs = line.pairs();
        for (before, pair) in pairs.iter().zip(pairs.iter().skip(1)) {
            let name = pair.name();
            let start = text.get(line.span().start..pair.key_span().start);
            let column = start.unwrap_or_default().chars().count();
            match columns.iter().find(|(key, _)| *key == name) {
                Some((_, other)) if *other != column => ragged.push(name),
                Some(_) => {}
                None => columns.push((name, column)),
            }
            if gap_before(text, *before, *pair).is_some_and(|gap| gap.len() > 1) {
                padded.push(name);
            }
        }
    }
    columns.retain(|(key, _)| padded.contains(key) && !ragged.contains(key));
    columns
}

/// The nearest ledger of the same kind that has lines.
pub(super) fn sample<'v>(
    view: &'v View<'_>,
    section: &str,
    ledger: &str,
    near: usize,
) -> Option<Pair<'v>> {
    let ledgers = view
        .all(section)
        .into_iter()
        .filter_map(|entry| entry.get(ledger));
    let filled = ledgers.filter(|pair| pair.is_written_out() && !pair.items().is_empty());
    filled.min_by_key(|pair| pair.value_span().start.abs_diff(near))
}
