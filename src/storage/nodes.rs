//! The values of a table as a flat list, in the order of the file: what is in an array or in a table in braces
//! follows it. Both ways of reading make one, straight from the events of the parser or from its tree.

use std::borrow::Cow;
use std::iter;

use toml::Spanned;
use toml::de::{DeTable, DeValue};

use crate::domain::file::span::{At, Span};

#[derive(Debug)]
pub(super) struct Node<'t> {
    /// Empty in an array.
    pub(super) key: At<Cow<'t, str>>,
    pub(super) value: Value<'t>,
    pub(super) span: Span,
    /// How many of the nodes that follow are in it.
    pub(super) inside: usize,
}

/// Numbers are text still.
#[derive(Debug)]
pub(super) enum Value<'t> {
    Text(Cow<'t, str>),
    Integer { digits: Cow<'t, str>, radix: u32 },
    Float(Cow<'t, str>),
    Flag(bool),
    Date,
    Array,
    Table,
}

/// What is in a table or in an array.
#[derive(Clone, Copy)]
pub(super) struct Nodes<'i>(pub(super) &'i [Node<'i>]);

/// A node with what is in it.
#[derive(Clone, Copy)]
pub(super) struct Item<'i> {
    pub(super) node: &'i Node<'i>,
    pub(super) inside: Nodes<'i>,
}

impl<'i> Nodes<'i> {
    pub(super) fn iter(self) -> impl Iterator<Item = Item<'i>> {
        let mut rest = self.0;
        iter::from_fn(move || {
            let (node, behind) = rest.split_first()?;
            let (inside, next) = behind.split_at_checked(node.inside)?;
            rest = next;
            let inside = Nodes(inside);
            Some(Item { node, inside })
        })
    }

    pub(super) fn get(self, key: &str) -> Option<Item<'i>> {
        self.iter().find(|item| item.node.key.value == key)
    }

    /// The text under this key.
    pub(super) fn text(self, key: &str) -> Option<&'i str> {
        match &self.get(key)?.node.value {
            Value::Text(text) => Some(text),
            _ => None,
        }
    }
}

/// A value of the parser's tree, and behind it what is in it.
pub(super) fn of<'i>(value: &'i Spanned<DeValue<'_>>) -> Vec<Node<'i>> {
    let mut nodes = Vec::new();
    push(At::default(), value, &mut nodes);
    nodes
}

/// The keys of a table of the parser's tree, without what is in their values.
pub(super) fn keys_of<'i>(table: &'i DeTable<'_>) -> Vec<Node<'i>> {
    let node = |(key, value): (&'i Spanned<Cow<'_, str>>, &Spanned<DeValue<'_>>)| Node {
        key: At::new(Cow::Borrowed(key.get_ref().as_ref()), key.span().into()),
        value: Value::Table,
        span: value.span().into(),
        inside: 0,
    };
    table.iter().map(node).collect()
}

fn push<'i>(key: At<Cow<'i, str>>, value: &'i Spanned<DeValue<'_>>, nodes: &mut Vec<Node<'i>>) {
    let place = nodes.len();
    nodes.push(Node {
        key,
        value: read(value.get_ref()),
        span: value.span().into(),
        inside: 0,
    });
    match value.get_ref() {
        DeValue::Array(items) => items
            .iter()
            .for_each(|item| push(At::default(), item, nodes)),
        DeValue::Table(table) => {
            for (key, value) in table {
                let key = At::new(Cow::Borrowed(key.get_ref().as_ref()), key.span().into());
                push(key, value, nodes);
            }
        }
        _ => {}
    }
    close(place, nodes);
}

/// Everything behind this node is in it.
pub(super) fn close(place: usize, nodes: &mut [Node<'_>]) {
    let inside = nodes.len() - place - 1;
    if let Some(node) = nodes.get_mut(place) {
        node.inside = inside;
    }
}

fn read<'i>(value: &'i DeValue<'_>) -> Value<'i> {
    match value {
        // A text with escapes stays one of its own: what is written is looked at again then.
        DeValue::String(Cow::Owned(text)) => Value::Text(Cow::Owned(text.clone())),
        DeValue::String(text) => Value::Text(Cow::Borrowed(text)),
        DeValue::Integer(number) => Value::Integer {
            digits: Cow::Borrowed(number.as_str()),
            radix: number.radix(),
        },
        DeValue::Float(number) => Value::Float(Cow::Borrowed(number.as_str())),
        DeValue::Boolean(flag) => Value::Flag(*flag),
        DeValue::Datetime(_) => Value::Date,
        DeValue::Array(_) => Value::Array,
        DeValue::Table(_) => Value::Table,
    }
}
