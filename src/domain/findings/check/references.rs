//! Every reference leads somewhere, every source is used and dated, every entry has one.

use crate::domain::catalogue::{Entity, EntryRef, Id, Kind, PROGRAMME, Parts, Source, all};
use crate::domain::file::span::{At, Span};
use crate::domain::findings::diagnostic::{Code, Diagnostic, Findings};
use crate::domain::findings::fault::{Advice, Fault, Mark};
use crate::domain::format::{Role, Target};

use super::ids::Known;
use super::name;

pub(super) fn check(parts: &Parts, known: &Known, found: &mut Findings) {
    let mut used = vec![false; parts.sources.len()];
    let mut links = Links {
        known,
        used: &mut used,
        found,
    };
    let programme = EntryRef::new(Kind::Programme, 0);
    let entries = all(parts).map(|(at, _)| at);
    for at in std::iter::once(programme).chain(entries) {
        if let Some(entity) = Entity::of(parts, at) {
            links.of(entity);
        }
    }
    for (source, used) in parts.sources.iter().zip(used) {
        registry(source, used, known, found);
    }
}

/// What an entry names: other entries, and sources.
struct Links<'a, 'p> {
    known: &'a Known<'p>,
    used: &'a mut [bool],
    found: &'a mut Findings,
}

impl Links<'_, '_> {
    fn of(&mut self, entity: Entity<'_>) {
        let mut cites = false;
        for (role, id) in entity.ids() {
            if let Role::Link(target) = role {
                self.link(target, id);
            } else {
                cites = true;
                self.cite(id);
            }
        }
        let entry = entity.entry();
        let is_programme = matches!(entity, Entity::Programme(_));
        if !cites && !is_programme && self.known.is_whole(entry) {
            let message = Fault::NoSource(name(entry));
            let finding = Diagnostic::new(Code::EntryWithoutSource, entry.id.span, message)
                .note(Advice::AddSources);
            self.found.push(finding);
        }
    }

    fn link(&mut self, target: Target, id: &At<Id>) {
        let reserved = target == Target::Owner && id.value.as_ref() == PROGRAMME;
        match self.known.entry(&id.value) {
            Some(entry) if target.takes(entry.kind) => {}
            _ if reserved => {}
            Some(entry) => self.found.push(wrong_kind(id, entry, target)),
            None if self.known.may_be_unread(&id.value) => {}
            None => self.found.push(self.dangling(id, target)),
        }
    }

    fn dangling(&self, id: &At<Id>, target: Target) -> Diagnostic {
        let message = Fault::NoEntry(target, id.value.clone());
        let finding = Diagnostic::new(Code::DanglingId, id.span, message);
        if let Some(now) = self.known.now(&id.value) {
            return finding
                .label(Mark::EarlierId)
                .replace(id.span, format!("\"{now}\""));
        }
        let nearest = self
            .known
            .nearest_entry(&id.value, |entry| target.takes(entry.kind));
        meant(
            finding.label(Mark::NotFound),
            id.span,
            nearest,
            Advice::AddEntry,
        )
    }

    /// Marks the source as used.
    fn cite(&mut self, id: &At<Id>) {
        if let Some(index) = self.known.source(&id.value) {
            if let Some(used) = self.used.get_mut(index) {
                *used = true;
            }
        } else if !self.known.may_be_unread(&id.value) {
            let message = Fault::NoSuchSource(id.value.clone());
            let finding = Diagnostic::new(Code::DanglingId, id.span, message).label(Mark::NotFound);
            let nearest = self.known.nearest_source(&id.value);
            let finding = meant(finding, id.span, nearest, Advice::AddSource);
            self.found.push(finding);
        }
    }
}

fn wrong_kind(id: &At<Id>, entry: EntryRef, target: Target) -> Diagnostic {
    let message = Fault::WrongKind(id.value.clone(), entry.kind);
    Diagnostic::new(Code::DanglingId, id.span, message)
        .label(Mark::NotA(target))
        .note(Advice::NameA(target))
}

fn meant(finding: Diagnostic, span: Span, nearest: Option<&str>, advice: Advice) -> Diagnostic {
    match nearest {
        Some(id) => finding.replace(span, format!("\"{id}\"")),
        None => finding.note(advice),
    }
}

fn registry(source: &Source, used: bool, known: &Known, found: &mut Findings) {
    let id = || source.id.value.clone();
    if source.date.is_none() && !known.may_be_unread(&source.id.value) {
        let finding = Diagnostic::new(
            Code::SourceWithoutDate,
            source.id.span,
            Fault::SourceWithoutDate(id()),
        );
        found.push(finding.note(Advice::AddDate));
    }
    if !used && known.all_whole() {
        let finding = Diagnostic::new(
            Code::SourceUnused,
            source.id.span,
            Fault::SourceUnused(id()),
        );
        found.push(finding.note(Advice::UseOrRemove));
    }
}
