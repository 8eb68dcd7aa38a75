//! One table of the file, read key by key into its record. Nothing short-circuits: what cannot be read is noted and
//! a stand-in is taken, so that one run finds everything. At the end the keys are found that nobody asked for.

use super::context::Context;
use super::key::{self, Key};
use super::nodes::{Item, Nodes, Value as Written};
use super::value::{self, Field};
use crate::domain::catalogue::{PROGRAMME, Programme, Registered};
use crate::domain::file::span::{At, Place, Span};
use crate::domain::findings::diagnostic::{Code, Diagnostic, Findings, Severity};
use crate::domain::findings::written::{Flaw, Remedy, Sight, Wanted};
use crate::domain::format::value::{Datum, Value};
use crate::domain::format::{self, Numbers, Record, Role, Touch};
use crate::domain::text::suggest;

/// A table that is to be read.
#[derive(Clone, Copy)]
pub(super) struct Table<'i> {
    pub(super) values: Nodes<'i>,
    /// What it is called in messages: "milestone".
    pub(super) what: &'static str,
    /// The header `[[milestone]]`, or the whole inline table.
    pub(super) span: Span,
    /// How far it reaches in the file.
    pub(super) reach: Span,
    /// The id under which it stands in its registry, if it stands in one.
    pub(super) name: Option<At<&'i str>>,
}

impl<'i> Table<'i> {
    /// A table that reaches from its header to the next one.
    pub(super) fn section(
        context: &Context<'_>,
        values: Nodes<'i>,
        what: &'static str,
        span: Span,
    ) -> Self {
        let mut reach = span;
        if !context.syntax.is_whole() {
            let rest = context.text.get(span.range().end..).unwrap_or_default();
            reach.end += rest.find("\n[").unwrap_or(rest.len()) as u32;
        }
        Self::within(values, what, span, reach)
    }

    /// A table whose keys stand within `reach`.
    pub(super) fn within(values: Nodes<'i>, what: &'static str, span: Span, reach: Span) -> Self {
        Self {
            values,
            what,
            span,
            reach,
            name: None,
        }
    }

    /// Its id, where it has one that can be read.
    pub(super) fn id(self) -> Option<&'i str> {
        (self.name.map(|name| name.value)).or_else(|| self.values.text("id"))
    }

    /// Reads the record.
    pub(super) fn read<R: Record>(self, context: &mut Context<'_>) -> R {
        if let Some(name) = self.name {
            value::check_id(name.value, name.span, context);
        }
        let mut record = R::default();
        let mut reader = Reader {
            context,
            table: self,
            present: 0,
            lacks: false,
        };
        record.each_mut(&mut reader);
        reader.count_numbers(R::NUMBERS);
        let (present, lacks) = (reader.present, reader.lacks);
        self.finish(context, present, lacks, || key::keys_of::<R>(self.what));
        record
    }

    /// Notes the keys that are missing and those that do not belong here. `present` is how many of its keys are
    /// there, `lacks` whether one is missing that must be.
    pub(super) fn finish(
        self,
        context: &mut Context<'_>,
        present: usize,
        lacks: bool,
        keys: impl FnOnce() -> Vec<Key>,
    ) {
        if present < self.values.iter().count() || lacks {
            self.differences(context, lacks, &keys());
        } else {
            context.damaged |= context.syntax.hides_in(self.reach);
        }
    }

    fn differences(self, context: &mut Context<'_>, lacks: bool, keys: &[Key]) {
        let is_known = |name: &str| keys.iter().any(|key| key.name == name);
        let keys_here = self.values.iter().map(|item| &item.node.key);
        let mut strangers: Vec<(Span, &str)> = keys_here
            .filter(|key| !is_known(&key.value))
            .map(|key| (key.span, &*key.value))
            .collect();
        strangers.sort_unstable();
        // Nothing strange and yet too many: a key stands twice, which only the short way lets through.
        let is_twice = strangers.is_empty() && !lacks;
        let shown = strangers.len().min(Findings::HELD);
        let beyond = strangers.split_off(shown).len();
        context.found.more(Severity::Error, beyond);
        let absent = || {
            keys.iter()
                .filter(|key| self.values.get(key.name).is_none())
        };
        let mut misspelt = Vec::new();
        for (span, key) in strangers {
            let meant = suggest::nearest(key, absent().map(|key| key.name));
            misspelt.extend(meant);
            let finding = self.stranger(span, key, meant, keys);
            context.found.push(finding);
        }
        // The missing keys may have been in the lines that could not be read.
        let hidden = context.syntax.hides_in(self.reach);
        context.damaged |= hidden || lacks || is_twice || !misspelt.is_empty();
        // A missing key beside a misspelt one is a single mistake.
        let missing = |key: &&Key| key.must && !misspelt.contains(&key.name);
        for missing in absent().filter(missing).filter(|_| !hidden) {
            let finding = self.missing(*missing);
            context.found.push(finding);
        }
    }

    fn stranger(
        self,
        span: Span,
        key: &str,
        meant: Option<&'static str>,
        keys: &[Key],
    ) -> Diagnostic {
        let flaw = Flaw::UnknownKey(key.to_owned());
        let finding = Diagnostic::new(Code::UnknownKey, span, flaw);
        let finding = finding.label(Sight::NoSuchKey(self.what));
        if let Some(meant) = meant {
            return finding.replace(span, meant);
        }
        let names = || keys.iter().map(|key| key.name);
        match suggest::nearest(key, names()) {
            Some(given) => finding.note(Remedy::AlreadyGiven(given)),
            None => finding.note(Remedy::ItsKeys(names().collect())),
        }
    }

    fn missing(self, key: Key) -> Diagnostic {
        Diagnostic::new(Code::MissingKey, self.span, Flaw::MissingKey(key.name))
            .label(Sight::HasNone(self.what, self.id().map(str::to_owned)))
            .note(Remedy::WriteKey(key.name, key.wanted))
    }
}

/// A record with the id under which it stands in its registry.
pub(super) fn registered<R: Registered>(mut record: R, id: At<&str>) -> R {
    *record.id_mut() = At::new(id.value.into(), id.span);
    record
}

/// There is one programme, and its id is reserved: it is not written.
pub(super) fn with_id(mut programme: Programme) -> Programme {
    programme.entry.id = At::new(PROGRAMME.into(), programme.entry.place.0);
    programme
}

struct Reader<'r, 'i, 't> {
    context: &'r mut Context<'t>,
    table: Table<'i>,
    present: usize,
    lacks: bool,
}

impl<'i> Reader<'_, 'i, '_> {
    fn find(&mut self, key: &format::Key) -> Option<Item<'i>> {
        let value = self.table.values.get(key.name);
        self.present += usize::from(value.is_some());
        self.lacks |= key.must && value.is_none();
        value
    }

    /// A table in braces.
    fn inner<R: Record>(&mut self, field: Field<'i>, what: &'static str) -> Option<R> {
        let Some(values) = field.table() else {
            field.is_wrong(self.context);
            return None;
        };
        let span = field.span();
        self.suspect(span);
        Some(Table::within(values, what, span, span).read(self.context))
    }

    /// In TOML 1.0 an inline table stands on one line and has no comma at its end.
    fn suspect(&mut self, span: Span) {
        let written = self.context.text.get(span.range()).unwrap_or_default();
        let inside = written.strip_suffix('}').unwrap_or_default().trim_end();
        if inside.ends_with(',') || written.contains('\n') {
            self.context.may_be_toml_1_1 = true;
        }
    }

    /// Notes an empty value where there must be one, and an id that is not written as an id.
    fn look_at(&mut self, key: &format::Key, field: Field<'_>, datum: &Datum) {
        match datum {
            Datum::Ids(ids) if key.must && ids.is_empty() => {
                let finding = Diagnostic::new(Code::BadValue, field.span(), Flaw::Empty(key.name));
                self.context.fault(finding.note(field.example()));
            }
            Datum::Id(id) if key.role == Role::Own => {
                value::check_id(id, field.span(), self.context);
            }
            Datum::Text(address) if key.role == Role::Address => {
                value::check_address(address, field.span(), self.context);
            }
            _ => {}
        }
    }

    /// Checks that a line has as many numbers as it needs.
    fn count_numbers(&mut self, wanted: Numbers) {
        let (Numbers::One(names) | Numbers::Some(names)) = wanted else {
            return;
        };
        let given = names
            .iter()
            .filter(|name| self.table.values.get(name).is_some());
        let what = self.table.what;
        let (code, flaw) = match (given.count(), wanted) {
            (0, _) => (Code::MissingKey, Flaw::NoNumber(what)),
            (2.., Numbers::One(_)) => (Code::BadValue, Flaw::TwoNumbers(what)),
            _ => return,
        };
        if !self.context.damaged {
            let remedy = match wanted {
                Numbers::One(_) => Remedy::WriteOneNumber(names),
                _ => Remedy::AddANumber(names),
            };
            let finding = Diagnostic::new(code, self.table.span, flaw);
            self.context.fault(finding.note(remedy));
        }
    }
}

impl Touch for Reader<'_, '_, '_> {
    fn value<V: Value>(&mut self, key: &'static format::Key, value: &mut V) {
        if !key::belongs(key, self.table.what) {
            return;
        }
        let Some(written) = self.find(key) else {
            return;
        };
        let field = Field::new(key.name, Wanted::Value(V::SHAPE), written);
        if let Some(datum) = value::read(V::SHAPE, field, self.context) {
            self.look_at(key, field, &datum);
            value.put(datum, field.span());
        }
    }

    fn table<R: Record>(&mut self, key: &'static format::Key, table: &mut Option<R>) {
        if let Some(value) = self.find(key) {
            *table = self.inner(Field::new(key.name, Wanted::Table, value), key.label);
        }
    }

    fn list<R: Record>(&mut self, key: &'static format::Key, list: &mut Vec<R>) {
        let Some(value) = self.find(key) else {
            return;
        };
        if !matches!(value.node.value, Written::Array) {
            Field::new(key.name, Wanted::Tables, value).is_wrong(self.context);
            return;
        }
        list.reserve(value.inside.iter().count());
        for item in value.inside.iter() {
            list.extend(self.inner::<R>(Field::item(key.name, Wanted::Table, item), key.label));
        }
    }

    fn place(&mut self, place: &mut Place) {
        *place = Place(self.table.span);
    }
}
