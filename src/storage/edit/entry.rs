//! A new entry or source: a table under a header of its own, like its neighbour.

use super::array::{self, Array};
use super::ledger::{self, Line};
use super::lines::{self, Layout, ordered};
use super::splice::Splice;
use super::style;
use super::view::{Pair, Table, View};
use crate::domain::catalogue::{Milestone, Source, Statement};
use crate::domain::edit::{List, Path, Refusal};
use crate::domain::findings::written::NoPlace;
use crate::domain::format::Record as _;

/// A table that is to be written.
struct Block<'v> {
    /// `[[milestone]]`
    header: String,
    values: Vec<(Path, String)>,
    format: List,
    neighbour: Option<Table<'v>>,
}

/// Behind the last milestone, or at the end of the file.
pub(super) fn milestone(view: &View<'_>, milestone: &Milestone) -> Result<Vec<Splice>, Refusal> {
    let id = &milestone.entry.id.value;
    let neighbour = view.all("milestone").pop();
    let header = match neighbour {
        Some(last) => under_header(last, Milestone::NAME)?.written().to_owned(),
        None => "[[milestone]]".to_owned(),
    };
    let mut block = Block {
        header,
        values: vec![(
            "id".into(),
            style::string(id, neighbour.and_then(Table::quoted)),
        )],
        format: List::of(milestone),
        neighbour,
    };
    block.take();
    if !milestone.statements.is_empty() {
        let statements = block.statements(view, &milestone.statements);
        block.values.push(("statements".into(), statements));
    }
    Ok(vec![block.behind_neighbour(view.text)])
}

/// Behind the source with the id `after`, or before all others.
pub(super) fn source(
    view: &View<'_>,
    source: &Source,
    after: Option<&str>,
) -> Result<Vec<Splice>, Refusal> {
    let registry = view.registry();
    let all = registry.map(Table::tables).unwrap_or_default();
    let neighbour = match after {
        Some(id) => all.iter().find(|(name, _)| *name == id),
        None => all.first(),
    };
    let id = style::key(&source.id.value);
    let header = match neighbour {
        Some((name, table)) => header_with(view, name, under_header(*table, Source::NAME)?, &id)?,
        None => format!("[source.{id}]"),
    };
    let mut block = Block {
        header,
        values: Vec::new(),
        format: List::of(source),
        neighbour: neighbour.map(|(_, table)| *table),
    };
    block.take();
    Ok(vec![match (after, block.neighbour) {
        (None, Some(first)) => block.before(view.text, first),
        _ => block.behind_neighbour(view.text),
    }])
}

fn under_header<'v>(table: Table<'v>, what: &'static str) -> Result<Table<'v>, Refusal> {
    if table.written().starts_with('[') {
        return Ok(table);
    }
    Err(Refusal::NotInPlace(NoPlace::NotUnderHeaders(what)))
}

/// The header of another source with this id in it.
fn header_with(view: &View<'_>, name: &str, table: Table<'_>, id: &str) -> Result<String, Refusal> {
    let pair = view.registry().and_then(|sources| sources.get(name));
    let key = pair.map(Pair::key_span).ok_or(Refusal::Unproven)?;
    let header = table.span();
    let part = |range| view.text.get(range).ok_or(Refusal::Unproven);
    let (before, behind) = (part(header.start..key.start)?, part(key.end..header.end)?);
    Ok(format!("{before}{id}{behind}"))
}

impl Block<'_> {
    /// Takes the values as they will be written.
    fn take(&mut self) {
        for (key, value) in std::mem::take(&mut self.format.written) {
            let pair = self.neighbour.and_then(|table| table.get(&key));
            let like = pair.map(Pair::written);
            let quoted = || self.neighbour.and_then(Table::quoted);
            let written = style::value(&key, &value, like.or_else(quoted));
            self.values.push((key, written));
        }
    }

    fn statements(&self, view: &View<'_>, statements: &[Statement]) -> String {
        let near = self.neighbour.map_or(0, |table| table.span().start);
        let sample = ledger::sample(view, "milestone", "statements", near);
        let models = sample.map(Pair::tables).unwrap_or_default();
        let array = sample.and_then(|pair| Array::new(view.text, pair));
        let lines = statements.iter().map(|statement| {
            let line = Line {
                ledger: "statements",
                index: 0,
                list: &List::of(statement),
            };
            line.written(view.text, &models)
        });
        let base = self.layout(view.text).indent().to_owned();
        let line_end = self.line_end(view.text);
        let indent = array
            .as_ref()
            .map_or_else(|| format!("{base}  "), Array::indent);
        let between = if array.as_ref().is_none_or(Array::is_in_lines) {
            format!(",{line_end}{indent}")
        } else {
            ", ".to_owned()
        };
        let lines: Vec<String> = lines.collect();
        array::written(&lines.join(&between), array.as_ref(), &base, line_end)
    }

    fn layout<'t>(&'t self, text: &'t str) -> Layout<'t> {
        let layout = self.neighbour.and_then(|table| {
            let first = table.pairs().first().copied()?;
            Layout::like(text, table, first)
        });
        layout.unwrap_or(Layout::USUAL)
    }

    fn line_end(&self, text: &str) -> &'static str {
        let place = self
            .neighbour
            .map_or(text.len(), |table| table.span().start);
        lines::end(text, place)
    }

    /// The lines, each with its end.
    fn written(&self, text: &str) -> String {
        let line_end = self.line_end(text);
        let header = self
            .neighbour
            .map(|table| lines::before(text, table.span().start));
        let mut written = format!("{}{}{line_end}", header.unwrap_or_default(), self.header);
        let keys = self.neighbour.map(Table::pairs).unwrap_or_default();
        let keys: Vec<&str> = keys.iter().map(|pair| pair.name()).collect();
        let layout = self.layout(text);
        for key in ordered(&self.format.names(), &keys) {
            if let Some((_, value)) = self.values.iter().find(|(name, _)| *name == key) {
                written.push_str(&layout.line(key, value));
                written.push_str(line_end);
            }
        }
        written
    }

    fn behind_neighbour(&self, text: &str) -> Splice {
        let end = self.neighbour.map_or(text.len(), Table::reach);
        let line_end = self.line_end(text);
        let blank = line_end.repeat(self.blank_lines(text));
        let written = self.written(text);
        match lines::next(text, end) {
            Some(next) => Splice::insert(next, blank + &written),
            None if text.ends_with('\n') => Splice::insert(text.len(), blank + &written),
            None => {
                let written = written.trim_end_matches(['\r', '\n']);
                Splice::insert(text.len(), format!("{line_end}{blank}{written}"))
            }
        }
    }

    fn before(&self, text: &str, neighbour: Table<'_>) -> Splice {
        let blank = self.line_end(text).repeat(self.blank_lines(text));
        let line = lines::start(text, neighbour.span().start);
        Splice::insert(line, self.written(text) + &blank)
    }

    /// How many blank lines stand before the neighbour; one if it begins the file or follows a remark.
    fn blank_lines(&self, text: &str) -> usize {
        let start = self
            .neighbour
            .map(|table| lines::start(text, table.span().start));
        let above = text.get(..start.unwrap_or_default()).unwrap_or_default();
        let blank = |line: &&str| lines::is_blank(line);
        let count = above.lines().rev().take_while(blank).count();
        match above.lines().rev().nth(count) {
            Some(line) if !line.trim_start().starts_with('#') => count,
            _ => 1,
        }
    }
}
