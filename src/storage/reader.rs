//! One table of the file, read key by key. Nothing short-circuits: what cannot be read is noted and
//! a stand-in is taken, so that one run finds everything; [`Reader::finish`] finds the keys that
//! nobody asked for. What was asked for is at the same time the list of the keys that there are.

use toml::Spanned;
use toml::de::{DeTable, DeValue};

use super::leaf::{Field, Leaf};
use super::syntax::Syntax;
use crate::domain::catalogue::Id;
use crate::domain::clean::Text;
use crate::domain::diagnostic::{Code, Diagnostic, Findings, Severity, quote};
use crate::domain::span::{At, Span};
use crate::domain::suggest;

/// A key that a table may have.
#[derive(Clone, Copy, Debug)]
pub struct Key {
    pub name: &'static str,
    pub kind: Kind,
    pub required: bool,
}

/// What the value of a key is.
#[derive(Clone, Copy, Debug)]
pub enum Kind {
    Text,
    Id,
    /// One id, or an array of them.
    Ids,
    /// A window: every form of a date.
    When,
    /// A date that is over: a day, month, quarter, half or year.
    Period,
    /// A whole number from 0.
    Count,
    /// A number from 0.
    Number,
    Flag,
    /// One of these words.
    Keyword(fn() -> Vec<&'static str>),
    /// An inline table of this name.
    Table(&'static str),
    /// An array of inline tables of this name.
    Tables(&'static str),
    /// `[programme]`.
    Section,
    /// `[[milestone]]`.
    Entries,
    /// `[source.ID]`.
    Registry,
}

impl Kind {
    /// What belongs there, for a message.
    pub(super) fn noun(self) -> &'static str {
        match self {
            Self::Text => "text in quotes",
            Self::Id => "an id in quotes",
            Self::Ids => "an id in quotes, or an array of them",
            Self::When | Self::Period => "a date",
            Self::Count => "a whole number",
            Self::Number => "a number",
            Self::Flag => "true or false",
            Self::Keyword(_) => "one of its words in quotes",
            Self::Table(_) => "a table in braces",
            Self::Tables(_) => "an array of tables in braces",
            Self::Section => "a section in single brackets",
            Self::Entries => "a list of entries in double brackets",
            Self::Registry => "a registry of tables `[source.ID]`",
        }
    }

    /// How the key is written.
    pub(super) fn example(self, key: &str) -> String {
        match self {
            Self::Text => format!("write `{key} = \"…\"`"),
            Self::Id => format!("write `{key} = \"some-name\"`"),
            Self::Ids => format!("write `{key} = [\"…\"]` with the ids of entries"),
            Self::When => format!("write `{key} = \"2027-Q3\"`, or `\"TBD\"` if nothing is known"),
            Self::Period => format!("write `{key} = 2026-03-31`, or a month or a year in quotes"),
            Self::Count | Self::Number => format!("write `{key} = 8`"),
            Self::Flag => format!("write `{key} = true`"),
            Self::Keyword(words) => {
                format!("write `{key} = \"…\"`, one of {}", words().join(", "))
            }
            Self::Table(_) => format!("write `{key} = {{ … }}`"),
            Self::Tables(_) => format!("write `{key} = [ {{ … }}, … ]`"),
            Self::Section => format!("write a section `[{key}]`"),
            Self::Entries => format!("write each entry under `[[{key}]]`"),
            Self::Registry => format!("write each entry under `[{key}.ID]`"),
        }
    }
}

/// What the readers of one file share.
pub(super) struct Context<'t> {
    pub(super) text: &'t str,
    /// Where the text begins in the file: not at its start when the file is read in pieces.
    start: u32,
    pub(super) syntax: &'t Syntax,
    pub(super) found: Findings,
    /// Something of the entry that is being read had to be replaced by a stand-in.
    pub(super) damaged: bool,
    /// A form was met that may be one of TOML 1.1.
    pub(super) may_be_toml_1_1: bool,
    /// The keys that the open readers have asked for, one reader's after the other's.
    asked: Vec<Asked>,
}

#[derive(Clone, Copy)]
struct Asked {
    key: Key,
    present: bool,
}

impl<'t> Context<'t> {
    pub(super) fn new(text: &'t str, syntax: &'t Syntax) -> Self {
        Self {
            text,
            start: 0,
            syntax,
            found: Findings::default(),
            damaged: false,
            may_be_toml_1_1: false,
            asked: Vec::with_capacity(64),
        }
    }

    /// The next piece of the same file.
    pub(super) fn turn_to(&mut self, text: &'t str, start: usize) {
        self.text = text;
        self.start = u32::try_from(start).unwrap_or(u32::MAX);
    }

    /// A place in the text as a place in the file.
    pub(super) fn placed(&self, span: Span) -> Span {
        Span {
            start: span.start.saturating_add(self.start),
            end: span.end.saturating_add(self.start),
        }
    }

    pub(super) fn fault(&mut self, finding: Diagnostic) {
        self.damaged = true;
        self.found.push(finding);
    }
}

pub(super) struct Reader<'c, 't> {
    pub(super) context: &'c mut Context<'t>,
    table: &'c DeTable<'c>,
    /// What the table is called in messages: "milestone".
    what: &'static str,
    /// The header `[[milestone]]`, or the whole inline table.
    span: Span,
    /// How far the table reaches in the file.
    reach: Span,
    /// The id under which it stands in its registry, if it stands in one.
    pub(super) name: Option<At<&'c str>>,
    id: Option<&'c str>,
    first_asked: usize,
    present: usize,
    lacks: bool,
}

impl<'c, 't> Reader<'c, 't> {
    /// A reader of a table that reaches from its header to the next one.
    pub(super) fn section(
        context: &'c mut Context<'t>,
        table: &'c DeTable<'c>,
        what: &'static str,
        span: Span,
    ) -> Self {
        let mut reach = span;
        if !context.syntax.is_whole() {
            let rest = context.text.get(span.range().end..).unwrap_or_default();
            reach.end += rest.find("\n[").unwrap_or(rest.len()) as u32;
        }
        Self::new(context, table, what, span, reach)
    }

    /// A reader of a table whose keys stand within `reach`.
    pub(super) fn new(
        context: &'c mut Context<'t>,
        table: &'c DeTable<'c>,
        what: &'static str,
        span: Span,
        reach: Span,
    ) -> Self {
        let first_asked = context.asked.len();
        Self {
            context,
            table,
            what,
            span,
            reach,
            name: None,
            id: None,
            first_asked,
            present: 0,
            lacks: false,
        }
    }

    /// Where it stands in the file.
    pub(super) fn span(&self) -> Span {
        self.context.placed(self.span)
    }

    pub(super) fn is_damaged(&self) -> bool {
        self.context.damaged
    }

    pub(super) fn fault(&mut self, finding: Diagnostic) {
        self.context.fault(finding);
    }

    /// The id of an entry: its key `id`, or the name under which it stands in its registry.
    pub(super) fn id(&mut self) -> At<Id> {
        let (written, span) = match self.name {
            Some(name) => (name.value, name.span),
            None => match self.field("id", Kind::Id, true) {
                Some(value) => match value.get_ref().as_str() {
                    Some(written) => (written, value.span().into()),
                    None => {
                        return self.leaf("id", value).unwrap_or_else(At::stand_in);
                    }
                },
                None => return At::stand_in(),
            },
        };
        self.id = Some(written);
        super::leaf::check_id(written, span, self.context);
        At::new(written.into(), self.context.placed(span))
    }

    /// A key that must be there.
    pub(super) fn need<T: Leaf>(&mut self, key: &'static str) -> T {
        let value = self.field(key, T::KIND, true);
        let read = value.and_then(|value| self.leaf::<T>(key, value).map(|read| (read, value)));
        match read {
            Some((read, value)) if read.is_nothing() => {
                let span = value.span().into();
                let message = format!("`{key}` is empty");
                let finding = Diagnostic::new(Code::BadValue, span, message);
                self.context.fault(finding.note(T::KIND.example(key)));
                read
            }
            Some((read, _)) => read,
            None => T::stand_in(),
        }
    }

    /// A key that may be there.
    pub(super) fn get<T: Leaf>(&mut self, key: &'static str) -> Option<T> {
        let value = self.field(key, T::KIND, false)?;
        self.leaf(key, value)
    }

    /// A web address, if the key is there. One that no browser opens stays, and is told of.
    pub(super) fn address(&mut self, key: &'static str) -> Option<Text> {
        let address: At<Text> = self.get(key)?;
        super::leaf::check_address(&address, self.context);
        Some(address.value)
    }

    /// The tables of an array, none if the key is not there.
    pub(super) fn list<T>(
        &mut self,
        key: &'static str,
        what: &'static str,
        read: fn(&mut Reader<'_, 't>) -> T,
    ) -> Vec<T> {
        let kind = Kind::Tables(what);
        let Some(value) = self.field(key, kind, false) else {
            return Vec::new();
        };
        let Some(items) = value.get_ref().as_array() else {
            Field::new(key, kind, value).is_wrong(self.context);
            return Vec::new();
        };
        let mut list = Vec::with_capacity(items.len());
        for item in items {
            let field = Field::item(key, Kind::Table(what), item);
            list.extend(self.inner(field, what, read));
        }
        list
    }

    /// A table in braces.
    pub(super) fn table<T>(
        &mut self,
        key: &'static str,
        what: &'static str,
        read: fn(&mut Reader<'_, 't>) -> T,
    ) -> Option<T> {
        let kind = Kind::Table(key);
        let value = self.field(key, kind, false)?;
        self.inner(Field::new(key, kind, value), what, read)
    }

    fn inner<T>(
        &mut self,
        field: Field<'c>,
        what: &'static str,
        read: fn(&mut Reader<'_, 't>) -> T,
    ) -> Option<T> {
        let Some(table) = field.table() else {
            field.is_wrong(self.context);
            return None;
        };
        let span = field.span();
        self.suspect(span);
        let mut reader = Reader::new(self.context, table, what, span, span);
        let read = read(&mut reader);
        reader.finish();
        Some(read)
    }

    /// In TOML 1.0 an inline table stands on one line and has no comma at its end.
    fn suspect(&mut self, span: Span) {
        let written = self.context.text.get(span.range()).unwrap_or_default();
        let inside = written.strip_suffix('}').unwrap_or_default().trim_end();
        if inside.ends_with(',') || written.contains('\n') {
            self.context.may_be_toml_1_1 = true;
        }
    }

    pub(super) fn field(
        &mut self,
        name: &'static str,
        kind: Kind,
        required: bool,
    ) -> Option<&'c Spanned<DeValue<'c>>> {
        let value = self.table.get(name);
        let present = value.is_some();
        self.present += usize::from(present);
        self.lacks |= required && !present;
        let key = Key {
            name,
            kind,
            required,
        };
        self.context.asked.push(Asked { key, present });
        value
    }

    fn leaf<T: Leaf>(&mut self, key: &'static str, value: &'c Spanned<DeValue<'c>>) -> Option<T> {
        T::read(Field::new(key, T::KIND, value), self.context)
    }

    /// Notes the keys that are missing and those that do not belong here.
    pub(super) fn finish(self) {
        let has_more = self.present < self.table.len();
        if has_more || self.lacks {
            let asked = self.context.asked.split_off(self.first_asked);
            self.differences(&asked);
        } else {
            self.context.asked.truncate(self.first_asked);
            self.context.damaged |= self.context.syntax.hides_in(self.reach);
        }
    }

    /// The keys that a table of this kind may have.
    pub(super) fn keys(self) -> Vec<Key> {
        let asked = self.context.asked.split_off(self.first_asked);
        asked.into_iter().map(|asked| asked.key).collect()
    }

    fn differences(self, asked: &[Asked]) {
        let is_known = |key: &str| asked.iter().any(|asked| asked.key.name == key);
        let mut strangers: Vec<(Span, &str)> = (self.table.keys())
            .filter(|key| !is_known(key.get_ref()))
            .map(|key| (key.span().into(), key.get_ref().as_ref()))
            .collect();
        strangers.sort_unstable();
        let shown = strangers.len().min(Findings::HELD);
        let beyond = strangers.split_off(shown).len();
        self.context.found.more(Severity::Error, beyond);
        let absent = || asked.iter().filter(|asked| !asked.present);
        let mut misspelt = Vec::new();
        for (span, key) in strangers {
            let meant = suggest::nearest(key, absent().map(|asked| asked.key.name));
            misspelt.extend(meant);
            let finding = self.stranger(span, key, meant, asked);
            self.context.found.push(finding);
        }
        // What was blanked may have held the missing keys.
        let hidden = self.context.syntax.hides_in(self.reach);
        self.context.damaged |= hidden || self.lacks || !misspelt.is_empty();
        // A key that is missing next to a misspelt one is one mistake.
        let missing = |asked: &&Asked| asked.key.required && !misspelt.contains(&asked.key.name);
        for missing in absent().filter(missing).filter(|_| !hidden) {
            let finding = self.missing(missing.key);
            self.context.found.push(finding);
        }
    }

    fn stranger(&self, span: Span, key: &str, meant: Option<&str>, asked: &[Asked]) -> Diagnostic {
        let message = format!("unknown key {}", quote(key));
        let finding = Diagnostic::new(Code::UnknownKey, span, message)
            .label(format!("this {} has no such key", self.what));
        if let Some(meant) = meant {
            return finding.replace(span, meant);
        }
        let names = || asked.iter().map(|asked| asked.key.name);
        match suggest::nearest(key, names()) {
            Some(given) => finding.note(format!("`{given}` is already given: take this one out")),
            None => finding.note(format!(
                "its keys: {}",
                names().collect::<Vec<_>>().join(", ")
            )),
        }
    }

    fn missing(&self, key: Key) -> Diagnostic {
        let label = match self.id {
            Some(id) => format!("{} {} has none", self.what, quote(id)),
            None => format!("this {} has none", self.what),
        };
        Diagnostic::new(
            Code::MissingKey,
            self.span,
            format!("missing key `{}`", key.name),
        )
        .label(label)
        .note(key.kind.example(key.name))
    }
}
