//! The short way through a sound catalogue: the events of the parser become the values of one entry after the
//! other, so that its working memory stays as small as one entry, and no tree is built.
//!
//! It knows nothing of faults. At the first sign of one, or of a file that is laid out in another way than usual,
//! it gives up, and [`decode`](super::decode) reads the file as a whole.

use std::borrow::Cow;
use std::collections::HashSet;

use toml::value::Datetime;
use toml_parser::decoder::{Encoding, ScalarKind};
use toml_parser::lexer::{Token, TokenKind};
use toml_parser::parser::{EventReceiver, parse_document};
use toml_parser::{ErrorSink, ParseError, Raw, Source, Span as Stretch};

use super::context::Context;
use super::nodes::{self, Node, Nodes, Value};
use super::reader::{Table, registered, with_id};
use super::syntax::Syntax;
use crate::domain::catalogue::{
    self, Constellation, Id, Milestone, Parts, Programme, Project, Registered, Speaker, Vehicle,
};
use crate::domain::file::span::{At, Span};
use crate::domain::format::Record;

/// The entries of a file without a fault, and whether a form was met that may be one of TOML 1.1.
pub(super) fn read(text: &str) -> Option<(Parts, bool)> {
    let syntax = Syntax::default();
    let mut file = File {
        context: Context::new(text, &syntax),
        table: Events::new(text),
        has_programme: false,
        parts: Parts::default(),
    };
    let mut tokens = Vec::new();
    let mut depth = 0_i32;
    for token in Source::new(text).lex() {
        match token.kind() {
            TokenKind::LeftSquareBracket if depth == 0 && is_at_start(&tokens) => {
                file.section(&tokens)?;
                tokens.clear();
                depth = 1;
            }
            TokenKind::LeftSquareBracket | TokenKind::LeftCurlyBracket => depth += 1,
            TokenKind::RightSquareBracket | TokenKind::RightCurlyBracket => depth -= 1,
            _ => {}
        }
        tokens.push(token);
    }
    file.section(&tokens)?;
    file.whole()
}

/// Nothing stands before it on its line.
fn is_at_start(tokens: &[Token]) -> bool {
    tokens
        .last()
        .is_none_or(|token| token.kind() == TokenKind::Newline)
}

struct File<'t> {
    context: Context<'t>,
    table: Events<'t>,
    has_programme: bool,
    parts: Parts,
}

impl File<'_> {
    /// Reads what stands from a header to the next one. Before the first one there may only be remarks.
    fn section(&mut self, tokens: &[Token]) -> Option<()> {
        self.table.read(tokens)?;
        let (section, name) = match &*self.table.path {
            [] => return self.table.nodes.is_empty().then_some(()),
            [section] => (section.clone(), None),
            [section, name] => (section.clone(), Some(name.clone())),
            _ => return None,
        };
        match (&*section.value, self.table.is_list, &name) {
            (Programme::NAME, false, None) if !self.has_programme => {
                self.has_programme = true;
                self.parts.programme = with_id(self.record(None)?);
            }
            (Project::NAME, true, None) => {
                let entry = self.record(None)?;
                self.parts.projects.push(entry);
            }
            (Vehicle::NAME, true, None) => {
                let entry = self.record(None)?;
                self.parts.vehicles.push(entry);
            }
            (Constellation::NAME, true, None) => {
                let entry = self.record(None)?;
                self.parts.constellations.push(entry);
            }
            (Milestone::NAME, true, None) => {
                let entry = self.record(None)?;
                self.parts.milestones.push(entry);
            }
            (Speaker::NAME, false, Some(name)) => {
                let entry = self.registered(name)?;
                self.parts.speakers.push(entry);
            }
            (catalogue::Source::NAME, false, Some(name)) => {
                let entry = self.registered(name)?;
                self.parts.sources.push(entry);
            }
            _ => return None,
        }
        Some(())
    }

    fn registered<R: Registered>(&mut self, name: &At<Cow<'_, str>>) -> Option<R> {
        let name = At::new(&*name.value, name.span);
        Some(registered(self.record(Some(name))?, name))
    }

    fn record<R: Record>(&mut self, name: Option<At<&str>>) -> Option<R> {
        let values = Nodes(&self.table.nodes);
        let table = Table::section(&self.context, values, R::NAME, self.table.header);
        let entry = Table { name, ..table }.read(&mut self.context);
        let is_sound = !self.context.damaged && self.context.found.iter().next().is_none();
        is_sound.then_some(entry)
    }

    /// All of it, unless something stands twice that may stand once.
    fn whole(self) -> Option<(Parts, bool)> {
        let parts = self.parts;
        let are_different = differ(parts.sources.iter().map(|source| &source.id.value))
            && differ(parts.speakers.iter().map(|speaker| &speaker.id.value));
        (self.has_programme && are_different).then_some((parts, self.context.may_be_toml_1_1))
    }
}

fn differ<'i>(ids: impl ExactSizeIterator<Item = &'i Id>) -> bool {
    let mut seen = HashSet::with_capacity(ids.len());
    ids.into_iter().all(|id| seen.insert(id))
}

/// A section of the file, as its events tell it.
struct Events<'t> {
    source: Source<'t>,
    header: Span,
    /// `[[milestone]]`.
    is_list: bool,
    /// The keys of the header.
    path: Vec<At<Cow<'t, str>>>,
    /// Of the value that comes next.
    key: Option<At<Cow<'t, str>>>,
    nodes: Vec<Node<'t>>,
    /// The arrays and tables in braces that are open.
    open: Vec<usize>,
    is_in_header: bool,
    /// It is laid out in another way than usual.
    is_unusual: bool,
}

impl<'t> Events<'t> {
    fn new(text: &'t str) -> Self {
        Self {
            source: Source::new(text),
            header: Span::default(),
            is_list: false,
            path: Vec::new(),
            key: None,
            nodes: Vec::new(),
            open: Vec::new(),
            is_in_header: false,
            is_unusual: false,
        }
    }

    fn read(&mut self, tokens: &[Token]) -> Option<()> {
        self.path.clear();
        self.nodes.clear();
        let mut fault: Option<ParseError> = None;
        parse_document(tokens, self, &mut fault);
        (fault.is_none() && !self.is_unusual).then_some(())
    }

    fn raw(&self, place: Stretch, encoding: Option<Encoding>) -> Raw<'t> {
        let written = self.source.input().get(place.start()..place.end());
        Raw::new_unchecked(written.unwrap_or_default(), encoding, place)
    }

    fn header_opens(&mut self, place: Stretch, is_list: bool) {
        self.is_unusual |= !self.path.is_empty() || !self.nodes.is_empty();
        self.is_in_header = true;
        self.is_list = is_list;
        self.header = span(place);
    }

    fn header_closes(&mut self, place: Stretch) {
        self.is_in_header = false;
        self.header.end = span(place).end;
    }

    fn push(&mut self, value: Value<'t>, place: Stretch) {
        self.nodes.push(Node {
            key: self.key.take().unwrap_or_default(),
            value,
            span: span(place),
            inside: 0,
        });
    }

    fn opens(&mut self, value: Value<'t>, place: Stretch) -> bool {
        /// As deep as the parser of whole files goes.
        const DEEPEST: usize = 80;
        self.open.push(self.nodes.len());
        self.push(value, place);
        self.is_unusual |= self.open.len() > DEEPEST;
        !self.is_unusual
    }

    fn closes(&mut self, place: Stretch) {
        let Some(open) = self.open.pop() else {
            return;
        };
        nodes::close(open, &mut self.nodes);
        if let Some(node) = self.nodes.get_mut(open) {
            node.span.end = span(place).end;
        }
    }
}

fn span(place: Stretch) -> Span {
    (place.start()..place.end()).into()
}

impl EventReceiver for Events<'_> {
    fn std_table_open(&mut self, place: Stretch, _: &mut dyn ErrorSink) {
        self.header_opens(place, false);
    }

    fn std_table_close(&mut self, place: Stretch, _: &mut dyn ErrorSink) {
        self.header_closes(place);
    }

    fn array_table_open(&mut self, place: Stretch, _: &mut dyn ErrorSink) {
        self.header_opens(place, true);
    }

    fn array_table_close(&mut self, place: Stretch, _: &mut dyn ErrorSink) {
        self.header_closes(place);
    }

    fn inline_table_open(&mut self, place: Stretch, _: &mut dyn ErrorSink) -> bool {
        self.opens(Value::Table, place)
    }

    fn inline_table_close(&mut self, place: Stretch, _: &mut dyn ErrorSink) {
        self.closes(place);
    }

    fn array_open(&mut self, place: Stretch, _: &mut dyn ErrorSink) -> bool {
        self.opens(Value::Array, place)
    }

    fn array_close(&mut self, place: Stretch, _: &mut dyn ErrorSink) {
        self.closes(place);
    }

    fn simple_key(
        &mut self,
        place: Stretch,
        encoding: Option<Encoding>,
        error: &mut dyn ErrorSink,
    ) {
        let mut key = Cow::Borrowed("");
        self.raw(place, encoding).decode_key(&mut key, error);
        let key = At::new(key, span(place));
        if self.is_in_header {
            self.path.push(key);
        } else {
            self.key = Some(key);
        }
    }

    fn key_sep(&mut self, _: Stretch, _: &mut dyn ErrorSink) {
        self.is_unusual |= !self.is_in_header;
    }

    fn scalar(&mut self, place: Stretch, encoding: Option<Encoding>, error: &mut dyn ErrorSink) {
        let mut text = Cow::Borrowed("");
        let kind = self.raw(place, encoding).decode_scalar(&mut text, error);
        let value = match kind {
            ScalarKind::String => Value::Text(text),
            ScalarKind::Boolean(flag) => Value::Flag(flag),
            ScalarKind::DateTime => {
                self.is_unusual |= text.parse::<Datetime>().is_err();
                Value::Date
            }
            ScalarKind::Float => Value::Float(text),
            ScalarKind::Integer(radix) => Value::Integer {
                digits: text,
                radix: radix.value(),
            },
        };
        self.push(value, place);
    }

    fn comment(&mut self, place: Stretch, error: &mut dyn ErrorSink) {
        self.raw(place, None).decode_comment(error);
    }

    fn newline(&mut self, place: Stretch, error: &mut dyn ErrorSink) {
        self.raw(place, None).decode_newline(error);
    }
}
