//! The short way through a sound catalogue: each entry is parsed by itself, so that the parser's
//! working memory stays as small as one entry. That is most of the time and of the memory of a start.
//!
//! It knows nothing of faults. At the first sign of one, or of a file that is laid out in another way
//! than usual, it gives up, and [`decode`](super::decode) reads the file as a whole.
//!
//! A cut in the wrong place cannot go unnoticed: inside a text or an array of several lines it leaves
//! the piece before it unclosed, which is no TOML.

use std::collections::HashSet;

use toml::de::{DeTable, DeValue};

use super::reader::{Context, Reader};
use super::schema;
use super::syntax::Syntax;
use crate::domain::catalogue::{Parts, Programme};
use crate::domain::span::{At, Span};

/// A stretch of the file from one header to the next.
struct Piece<'t> {
    /// `milestone` of `[[milestone]]`, `source` of `[source.ID]`.
    section: &'static str,
    text: &'t str,
    /// Where it begins in the file.
    start: usize,
}

/// The entries of a file without a fault, and whether a form was met that may be one of TOML 1.1.
pub(super) fn read(text: &str) -> Option<(Parts, bool)> {
    let syntax = Syntax::default();
    let mut file = File {
        context: Context::new(text, &syntax),
        ids: HashSet::new(),
    };
    let mut programme: Option<Programme> = None;
    let mut projects = Vec::new();
    let mut vehicles = Vec::new();
    let mut constellations = Vec::new();
    let mut milestones = Vec::new();
    let mut sources = Vec::new();
    for piece in pieces(text)? {
        match piece.section {
            "programme" if programme.is_none() => {
                programme = Some(file.section(&piece, schema::programme)?);
            }
            "project" => projects.push(file.entry(&piece, schema::project)?),
            "vehicle" => vehicles.push(file.entry(&piece, schema::vehicle)?),
            "constellation" => constellations.push(file.entry(&piece, schema::constellation)?),
            "milestone" => milestones.push(file.entry(&piece, schema::milestone)?),
            "source" => sources.push(file.registered(&piece, schema::source)?),
            _ => return None,
        }
    }
    let parts = Parts {
        programme: programme?,
        projects,
        vehicles,
        constellations,
        milestones,
        sources,
        unread: Vec::new(),
    };
    Some((parts, file.context.may_be_toml_1_1))
}

/// Cuts the text at the usual headers. What stands before the first one may only be remarks.
fn pieces(text: &str) -> Option<Vec<Piece<'_>>> {
    let starts = text.match_indices("\n[").map(|(newline, _)| newline + 1);
    let first = text.starts_with('[').then_some(0);
    let mut pieces: Vec<Piece> = Vec::new();
    let mut before = text;
    for start in first.into_iter().chain(starts) {
        let rest = text.get(start..)?;
        let Some(section) = section(rest.lines().next()?) else {
            continue;
        };
        match pieces.last_mut() {
            Some(last) => last.text = text.get(last.start..start)?,
            None => before = text.get(..start)?,
        }
        pieces.push(Piece {
            section,
            text: rest,
            start,
        });
    }
    let is_remark =
        |line: &str| line.trim_start_matches('\u{feff}').is_empty() || line.starts_with('#');
    before.lines().all(is_remark).then_some(pieces)
}

fn section(header: &str) -> Option<&'static str> {
    let header = header.trim_end();
    match header {
        "[[milestone]]" => Some("milestone"),
        "[programme]" => Some("programme"),
        "[[project]]" => Some("project"),
        "[[vehicle]]" => Some("vehicle"),
        "[[constellation]]" => Some("constellation"),
        _ => (header.starts_with("[source.") && header.ends_with(']')).then_some("source"),
    }
}

struct File<'t> {
    context: Context<'t>,
    /// Of the sources: a second one of the same id is a fault that only the whole file shows.
    ids: HashSet<String>,
}

impl<'t> File<'t> {
    /// `[section]`.
    fn section<T>(&mut self, piece: &Piece<'t>, read: fn(&mut Reader<'_, 't>) -> T) -> Option<T> {
        let mut tree = parsed(piece)?;
        let value = tree.remove(piece.section)?;
        let table = value.get_ref().as_table()?;
        self.read(piece, table, value.span().into(), None, read)
    }

    /// `[[section]]`.
    fn entry<T>(&mut self, piece: &Piece<'t>, read: fn(&mut Reader<'_, 't>) -> T) -> Option<T> {
        let mut tree = parsed(piece)?;
        let DeValue::Array(items) = tree.remove(piece.section)?.into_inner() else {
            return None;
        };
        let mut items = items.into_iter();
        let (item, None) = (items.next()?, items.next()) else {
            return None;
        };
        let table = item.get_ref().as_table()?;
        self.read(piece, table, item.span().into(), None, read)
    }

    /// `[section.ID]`.
    fn registered<T>(
        &mut self,
        piece: &Piece<'t>,
        read: fn(&mut Reader<'_, 't>) -> T,
    ) -> Option<T> {
        let mut tree = parsed(piece)?;
        let DeValue::Table(named) = tree.remove(piece.section)?.into_inner() else {
            return None;
        };
        let mut named = named.into_iter();
        let ((key, item), None) = (named.next()?, named.next()) else {
            return None;
        };
        if !self.ids.insert(key.get_ref().to_string()) {
            return None;
        }
        let table = item.get_ref().as_table()?;
        let name = At::new(key.get_ref().as_ref(), key.span().into());
        self.read(piece, table, item.span().into(), Some(name), read)
    }

    fn read<T>(
        &mut self,
        piece: &Piece<'t>,
        table: &DeTable<'_>,
        span: Span,
        name: Option<At<&str>>,
        read: fn(&mut Reader<'_, 't>) -> T,
    ) -> Option<T> {
        self.context.turn_to(piece.text, piece.start);
        let mut reader = Reader::section(&mut self.context, table, piece.section, span);
        reader.name = name;
        let entry = read(&mut reader);
        reader.finish();
        let is_sound = !self.context.damaged && self.context.found.iter().next().is_none();
        is_sound.then_some(entry)
    }
}

/// The one section that the piece holds, and nothing beside it.
fn parsed<'t>(piece: &Piece<'t>) -> Option<DeTable<'t>> {
    let tree = DeTable::parse(piece.text).ok()?.into_inner();
    (tree.len() == 1).then_some(tree)
}
