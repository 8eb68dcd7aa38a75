//! Ids name one entry for good: the index of them, and what is wrong with it.

use std::cell::Cell;
use std::collections::{HashMap, HashSet};

use crate::domain::catalogue::{Entry, EntryRef, Id, PROGRAMME, Parts, all};
use crate::domain::file::span::{At, Span};
use crate::domain::findings::diagnostic::{Code, Diagnostic, Findings};
use crate::domain::findings::fault::{Advice, Fault, Mark};
use crate::domain::text::suggest;

/// Which entry has which id.
pub(super) struct Known<'p> {
    parts: &'p Parts,
    entries: HashMap<&'p str, Place>,
    /// Earlier ids, with the id that the entry has now.
    renamed: HashMap<&'p str, &'p str>,
    sources: HashMap<&'p str, usize>,
    unread: HashSet<&'p str>,
    /// How many more words "did you mean" may look at: a file of dangling ids must not take minutes.
    patience: Cell<usize>,
}

#[derive(Clone, Copy)]
struct Place {
    entry: EntryRef,
    span: Span,
}

impl<'p> Known<'p> {
    pub(super) fn new(parts: &'p Parts, found: &mut Findings) -> Self {
        let mut known = Self {
            parts,
            entries: HashMap::with_capacity(parts.milestones.len() + parts.vehicles.len() + 64),
            renamed: HashMap::new(),
            sources: HashMap::with_capacity(parts.sources.len()),
            unread: parts.unread.iter().map(AsRef::as_ref).collect(),
            patience: Cell::new(300_000),
        };
        for (place, entry) in all(parts) {
            known.enter(place, &entry.id, found);
        }
        for (_, entry) in all(parts) {
            known.rename(entry, found);
        }
        for (index, source) in parts.sources.iter().enumerate() {
            known.sources.insert(&source.id.value, index);
            let entry = known.entries.get(source.id.value.as_ref());
            found.extend(entry.map(|entry| shared(&source.id, *entry)));
        }
        known
    }

    fn enter(&mut self, entry: EntryRef, id: &'p At<Id>, found: &mut Findings) {
        if id.is_empty() {
            return;
        }
        if id.value.as_ref() == PROGRAMME {
            found.push(reserved(id));
        }
        let place = Place {
            entry,
            span: id.span,
        };
        if let Some(other) = self.entries.insert(&id.value, place) {
            found.push(twice(id, other.span));
        }
    }

    fn rename(&mut self, entry: &'p Entry, found: &mut Findings) {
        for was in &entry.was {
            if let Some(place) = self.entries.get(was.value.as_ref()) {
                found.push(still_used(was, entry, place.span));
            } else if let Some(other) = self.renamed.insert(&was.value, &entry.id.value) {
                found.push(renamed_twice(was, other));
            }
        }
    }

    /// Everything of the entry could be read.
    pub(super) fn is_whole(&self, entry: &Entry) -> bool {
        self.unread.is_empty() || !self.unread.contains(entry.id.value.as_ref())
    }

    /// Every entry of the file could be read.
    pub(super) fn all_whole(&self) -> bool {
        self.unread.is_empty()
    }

    /// The id may belong to something that could not be read.
    pub(super) fn may_be_unread(&self, id: &str) -> bool {
        self.unread.contains(id) || self.unread.contains("")
    }

    pub(super) fn entry(&self, id: &str) -> Option<EntryRef> {
        self.entries.get(id).map(|place| place.entry)
    }

    pub(super) fn source(&self, id: &str) -> Option<usize> {
        self.sources.get(id).copied()
    }

    /// The id that an entry with this earlier id has now.
    pub(super) fn now(&self, id: &str) -> Option<&'p str> {
        self.renamed.get(id).copied()
    }

    pub(super) fn nearest_entry(
        &self,
        id: &str,
        fits: impl Fn(EntryRef) -> bool,
    ) -> Option<&'p str> {
        let fitting = all(self.parts).filter(|(entry, _)| fits(*entry));
        self.nearest(id, fitting.map(|(_, entry)| entry.id.value.as_ref()))
    }

    pub(super) fn nearest_source(&self, id: &str) -> Option<&'p str> {
        let sources = self.parts.sources.iter();
        self.nearest(id, sources.map(|source| source.id.value.as_ref()))
    }

    fn nearest(&self, id: &str, known: impl Iterator<Item = &'p str>) -> Option<&'p str> {
        let seen = |_: &&str| {
            let left = self.patience.get();
            self.patience.set(left.saturating_sub(1));
            left > 0
        };
        suggest::nearest(id, known.take_while(seen))
    }
}

fn reserved(id: &At<Id>) -> Diagnostic {
    Diagnostic::new(Code::DuplicateId, id.span, Fault::Reserved)
        .label(Mark::NamesTheProgramme)
        .note(Advice::ChooseAnotherId)
}

fn twice(id: &At<Id>, other: Span) -> Diagnostic {
    let (first, second) = if other < id.span {
        (other, id.span)
    } else {
        (id.span, other)
    };
    Diagnostic::new(
        Code::DuplicateId,
        second,
        Fault::UsedTwice(id.value.clone()),
    )
    .label(Mark::UsedAgain)
    .related(first, Mark::FirstUsed)
    .note(Advice::ChooseForOne)
}

/// References tell the two apart; whoever types the id means the entry.
fn shared(source: &At<Id>, entry: Place) -> Diagnostic {
    let kind = entry.entry.kind;
    let message = Fault::SharedId(source.value.clone(), kind);
    Diagnostic::new(Code::SharedId, source.span, message)
        .label(Mark::SetFinds(kind))
        .related(entry.span, Mark::TheEntry(kind))
        .note(Advice::RenameSource)
}

fn still_used(was: &At<Id>, entry: &Entry, user: Span) -> Diagnostic {
    let message = Fault::EarlierIdInUse(was.value.clone());
    let note = if was.value == entry.id.value {
        Advice::OwnIdAsEarlier
    } else {
        Advice::NeverUsedAgain
    };
    Diagnostic::new(Code::DuplicateId, was.span, message)
        .label(Mark::EarlierId)
        .related(user, Mark::IdOfToday)
        .note(note)
}

fn renamed_twice(was: &At<Id>, other: &str) -> Diagnostic {
    let message = Fault::EarlierIdOfTwo(was.value.clone());
    Diagnostic::new(Code::DuplicateId, was.span, message)
        .label(Mark::AlreadyEarlierIdOf(other.into()))
        .note(Advice::KeepOne)
}
