//! The short way through a sound catalogue: each entry is parsed by itself, so that the parser's
//! working memory stays as small as one entry. That is most of the time and of the memory of a start.
//!
//! It knows nothing of faults. At the first sign of one, or of a file that is laid out in another way
//! than usual, it gives up, and [`decode`](super::decode) reads the file as a whole.
//!
//! A cut in the wrong place cannot go unnoticed: inside a text or an array of several lines it leaves
//! the piece before it unclosed, which is no TOML.

use std::collections::HashSet;
use std::thread;

use toml::de::{DeTable, DeValue};

use super::context::Context;
use super::reader::{Table, registered, with_id};
use super::syntax::Syntax;
use crate::domain::catalogue::{
    Constellation, Id, Milestone, Parts, Programme, Project, Registered, Source, Speaker, Vehicle,
};
use crate::domain::file::span::{At, Span};
use crate::domain::format::Record;

/// A stretch of the file from one header to the next.
struct Piece<'t> {
    /// `milestone` of `[[milestone]]`, `source` of `[source.ID]`.
    section: &'static str,
    text: &'t str,
    /// Where it begins in the file.
    start: usize,
}

/// A file shorter than this is read before a second thread would have begun.
const SHORT: usize = 64 << 10;

/// The entries of a file without a fault, and whether a form was met that may be one of TOML 1.1.
pub(super) fn read(text: &str) -> Option<(Parts, bool)> {
    let pieces = pieces(text)?;
    let entries = if text.len() < SHORT {
        Entries::read(&pieces)?
    } else {
        let middle = pieces.partition_point(|piece| piece.start < text.len() / 2);
        let (first, second) = pieces.split_at(middle);
        let (first, second) = thread::scope(|scope| {
            let second = scope.spawn(|| Entries::read(second));
            Some((Entries::read(first)?, second.join().ok()??))
        })?;
        first.and(second)
    };
    entries.whole()
}

/// The entries of some pieces, in the order of the file.
#[derive(Default)]
struct Entries {
    programmes: Vec<Programme>,
    projects: Vec<Project>,
    vehicles: Vec<Vehicle>,
    constellations: Vec<Constellation>,
    milestones: Vec<Milestone>,
    speakers: Vec<Speaker>,
    sources: Vec<Source>,
    may_be_toml_1_1: bool,
}

impl Entries {
    fn read(pieces: &[Piece]) -> Option<Self> {
        let syntax = Syntax::default();
        let mut file = File {
            context: Context::new("", &syntax),
        };
        let mut entries = Self::default();
        for piece in pieces {
            match piece.section {
                "programme" => entries.programmes.push(with_id(file.section(piece)?)),
                "project" => entries.projects.push(file.entry(piece)?),
                "vehicle" => entries.vehicles.push(file.entry(piece)?),
                "constellation" => entries.constellations.push(file.entry(piece)?),
                "milestone" => entries.milestones.push(file.entry(piece)?),
                "speaker" => entries.speakers.push(file.registered(piece)?),
                _ => entries.sources.push(file.registered(piece)?),
            }
        }
        entries.may_be_toml_1_1 = file.context.may_be_toml_1_1;
        Some(entries)
    }

    /// These, and after them those.
    fn and(mut self, mut more: Self) -> Self {
        self.programmes.append(&mut more.programmes);
        self.projects.append(&mut more.projects);
        self.vehicles.append(&mut more.vehicles);
        self.constellations.append(&mut more.constellations);
        self.milestones.append(&mut more.milestones);
        self.speakers.append(&mut more.speakers);
        self.sources.append(&mut more.sources);
        self.may_be_toml_1_1 |= more.may_be_toml_1_1;
        self
    }

    /// All of them, unless something stands twice that may stand once: a fault that only the whole
    /// file shows.
    fn whole(mut self) -> Option<(Parts, bool)> {
        let are_different = differ(self.sources.iter().map(|source| &source.id.value))
            && differ(self.speakers.iter().map(|speaker| &speaker.id.value));
        let programme = self.programmes.pop()?;
        if !are_different || !self.programmes.is_empty() {
            return None;
        }
        let parts = Parts {
            programme,
            projects: self.projects,
            vehicles: self.vehicles,
            constellations: self.constellations,
            milestones: self.milestones,
            speakers: self.speakers,
            sources: self.sources,
            unread: Vec::new(),
        };
        Some((parts, self.may_be_toml_1_1))
    }
}

fn differ<'i>(ids: impl ExactSizeIterator<Item = &'i Id>) -> bool {
    let mut seen = HashSet::with_capacity(ids.len());
    ids.into_iter().all(|id| seen.insert(id))
}

/// Cuts the text at the usual headers. What stands before the first one may only be remarks.
fn pieces(text: &str) -> Option<Vec<Piece<'_>>> {
    let starts = text
        .match_indices('\n')
        .map(|(newline, _)| newline + 1)
        .filter(|next| text.as_bytes().get(*next) == Some(&b'['));
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
    let is_remark = |line: &str| line.is_empty() || line.starts_with('#');
    let before = before.trim_start_matches('\u{feff}');
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
        _ if !header.ends_with(']') => None,
        _ if header.starts_with("[source.") => Some("source"),
        _ => header.starts_with("[speaker.").then_some("speaker"),
    }
}

struct File<'t> {
    context: Context<'t>,
}

impl<'t> File<'t> {
    /// `[section]`.
    fn section<R: Record>(&mut self, piece: &Piece<'t>) -> Option<R> {
        let mut tree = parsed(piece)?;
        let value = tree.remove(piece.section)?;
        let table = value.get_ref().as_table()?;
        self.read(piece, table, value.span().into(), None)
    }

    /// `[[section]]`.
    fn entry<R: Record>(&mut self, piece: &Piece<'t>) -> Option<R> {
        let mut tree = parsed(piece)?;
        let DeValue::Array(items) = tree.remove(piece.section)?.into_inner() else {
            return None;
        };
        let mut items = items.into_iter();
        let (item, None) = (items.next()?, items.next()) else {
            return None;
        };
        let table = item.get_ref().as_table()?;
        self.read(piece, table, item.span().into(), None)
    }

    /// `[source.ID]`.
    fn registered<R: Registered>(&mut self, piece: &Piece<'t>) -> Option<R> {
        let mut tree = parsed(piece)?;
        let DeValue::Table(named) = tree.remove(piece.section)?.into_inner() else {
            return None;
        };
        let mut named = named.into_iter();
        let ((key, item), None) = (named.next()?, named.next()) else {
            return None;
        };
        let table = item.get_ref().as_table()?;
        let name = At::new(key.get_ref().as_ref(), key.span().into());
        let record = self.read(piece, table, item.span().into(), Some(name))?;
        Some(registered(record, name, &self.context))
    }

    fn read<R: Record>(
        &mut self,
        piece: &Piece<'t>,
        values: &DeTable<'_>,
        span: Span,
        name: Option<At<&str>>,
    ) -> Option<R> {
        self.context.turn_to(piece.text, piece.start);
        let table = Table::section(&self.context, values, piece.section, span);
        let entry = Table { name, ..table }.read(&mut self.context);
        let is_sound = !self.context.damaged && self.context.found.iter().next().is_none();
        is_sound.then_some(entry)
    }
}

/// The one section that the piece holds, and nothing beside it.
fn parsed<'t>(piece: &Piece<'t>) -> Option<DeTable<'t>> {
    let tree = DeTable::parse(piece.text).ok()?.into_inner();
    (tree.len() == 1).then_some(tree)
}
