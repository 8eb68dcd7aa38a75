//! The text as it is now, with the tree of its values: where everything is.

use std::ops::Range;

use toml::Spanned;
use toml::de::{DeTable, DeValue};

use crate::domain::edit::Refusal;

/// A text with its tree.
pub(super) struct View<'t> {
    pub(super) text: &'t str,
    tree: DeTable<'t>,
}

/// A table: an entry, or a table inside of one.
#[derive(Clone, Copy)]
pub(super) struct Table<'v> {
    text: &'v str,
    values: &'v DeTable<'v>,
    /// Its header, or the whole of it in braces; where a dotted key makes it, that key.
    start: usize,
    end: usize,
}

/// A key with its value.
#[derive(Clone, Copy)]
pub(super) struct Pair<'v> {
    text: &'v str,
    key: &'v Spanned<toml::de::DeString<'v>>,
    value: &'v Spanned<DeValue<'v>>,
}

impl<'t> View<'t> {
    pub(super) fn new(text: &'t str) -> Result<Self, Refusal> {
        let tree = DeTable::parse(text).map_err(|_| Refusal::Unproven)?;
        Ok(Self {
            text,
            tree: tree.into_inner(),
        })
    }

    /// The table of an entry or a source, found by its id.
    pub(super) fn holder(&self, section: &str, id: &str) -> Result<Table<'_>, Refusal> {
        let all = self.all(section);
        let has_id = |pair: &Pair<'_>| pair.value.get_ref().as_str() == Some(id);
        let found = match section {
            "programme" => self.root().get(section).and_then(Pair::table),
            "source" => self.registry().and_then(|sources| sources.get(id)?.table()),
            _ => all
                .into_iter()
                .find(|table| table.get("id").is_some_and(|pair| has_id(&pair))),
        };
        found.ok_or(Refusal::Unproven)
    }

    /// The entries of a section, in the order of the file.
    pub(super) fn all(&self, section: &str) -> Vec<Table<'_>> {
        self.root()
            .get(section)
            .map(Pair::tables)
            .unwrap_or_default()
    }

    pub(super) fn registry(&self) -> Option<Table<'_>> {
        self.root().get("source")?.table()
    }

    fn root(&self) -> Table<'_> {
        Table {
            text: self.text,
            values: &self.tree,
            start: 0,
            end: 0,
        }
    }
}

fn table<'v>(text: &'v str, value: &'v Spanned<DeValue<'v>>) -> Option<Table<'v>> {
    Some(Table {
        text,
        values: value.get_ref().as_table()?,
        start: value.span().start,
        end: value.span().end,
    })
}

impl<'v> Table<'v> {
    pub(super) fn span(self) -> Range<usize> {
        self.start..self.end
    }

    pub(super) fn written(self) -> &'v str {
        self.text.get(self.span()).unwrap_or_default()
    }

    /// It stands in braces.
    pub(super) fn is_inline(self) -> bool {
        self.written().starts_with('{')
    }

    pub(super) fn get(self, key: &str) -> Option<Pair<'v>> {
        let mut pairs = self.values.iter();
        let (key, value) = pairs.find(|(name, _)| name.get_ref() == key)?;
        Some(self.pair(key, value))
    }

    /// The pairs `key = value` that are written out in this table, in the order of the file.
    pub(super) fn pairs(self) -> Vec<Pair<'v>> {
        let pairs = self.values.iter().map(|(key, value)| self.pair(key, value));
        let mut pairs: Vec<_> = pairs.filter(|pair| pair.is_written_out()).collect();
        pairs.sort_by_key(|pair| pair.key_span().start);
        pairs
    }

    fn pair(
        self,
        key: &'v Spanned<toml::de::DeString<'v>>,
        value: &'v Spanned<DeValue<'v>>,
    ) -> Pair<'v> {
        Pair {
            text: self.text,
            key,
            value,
        }
    }

    /// A text of it as it is written, for the kind of its quotes.
    pub(super) fn quoted(self) -> Option<&'v str> {
        let mut written = self.pairs().into_iter().map(Pair::written);
        written.find(|value| value.starts_with(['"', '\'']))
    }

    /// The tables in it by their names, in the order of the file.
    pub(super) fn tables(self) -> Vec<(&'v str, Self)> {
        let tables = self.values.iter().map(|(key, value)| self.pair(key, value));
        let tables = tables.filter_map(|pair| Some((pair.name(), pair.table()?)));
        let mut tables: Vec<_> = tables.collect();
        tables.sort_by_key(|(_, table)| table.start);
        tables
    }

    /// Where the last thing of it ends, tables under headers of their own among them.
    pub(super) fn reach(self) -> usize {
        let values = self.values.values().map(reach);
        values.max().unwrap_or_default().max(self.end)
    }
}

fn reach(value: &Spanned<DeValue<'_>>) -> usize {
    let inside = match value.get_ref() {
        DeValue::Table(table) => table.values().map(reach).max(),
        DeValue::Array(items) => items.iter().map(reach).max(),
        _ => None,
    };
    inside.unwrap_or_default().max(value.span().end)
}

impl<'v> Pair<'v> {
    pub(super) fn name(self) -> &'v str {
        self.key.get_ref()
    }

    pub(super) fn key_span(self) -> Range<usize> {
        self.key.span()
    }

    pub(super) fn value_span(self) -> Range<usize> {
        self.value.span()
    }

    /// The value as it is written.
    pub(super) fn written(self) -> &'v str {
        self.text.get(self.value_span()).unwrap_or_default()
    }

    /// It stands as `key = value`, not as a header and not as the first part of a dotted key.
    pub(super) fn is_written_out(self) -> bool {
        self.key_span().end < self.value_span().start
    }

    /// What stands between the key and the value: ` = `.
    pub(super) fn equals(self) -> &'v str {
        let between = self.key_span().end..self.value_span().start;
        self.text.get(between).unwrap_or_default()
    }

    pub(super) fn table(self) -> Option<Table<'v>> {
        table(self.text, self.value)
    }

    /// The tables of an array.
    pub(super) fn tables(self) -> Vec<Table<'v>> {
        let items = self.items().into_iter();
        items.filter_map(|item| table(self.text, item)).collect()
    }

    pub(super) fn items(self) -> Vec<&'v Spanned<DeValue<'v>>> {
        let items = self.value.get_ref().as_array();
        items
            .map(|items| items.iter().collect())
            .unwrap_or_default()
    }
}
