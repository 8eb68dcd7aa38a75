//! What has changed, and against what.

use std::cell::OnceCell;
use std::cmp::Reverse;
use std::sync::Arc;

use super::Shown;
use crate::domain::catalogue::{Catalogue, EntryRef, Source};
use crate::domain::changes::{Change, Of, changes, since};
use crate::domain::since::{Older, Since};

/// So many are the newest.
const NEWEST: usize = 5;

/// What to choose from: what is typed for it, and its words.
pub const CHOICES: [(&str, &str); 4] = [
    ("last", "the last visit"),
    ("7d", "the last 7 days"),
    ("30d", "the last 30 days"),
    ("90d", "the last 90 days"),
];

/// The changes from an older catalogue to the one on the screen.
#[derive(Debug)]
pub struct News {
    older: Older,
    /// Worked out when they are first looked at.
    told: OnceCell<Told>,
}

#[derive(Debug)]
struct Told {
    changes: Vec<Change>,
    /// The places of the newest, the newest first.
    newest: Vec<usize>,
}

impl News {
    pub fn since(older: Older) -> Self {
        Self {
            older,
            told: OnceCell::new(),
        }
    }

    /// By the dates in the catalogue.
    pub fn dated(since: Since) -> Self {
        Self::since(Older::dated(since))
    }

    /// "since the last visit, 3 October 2026".
    pub fn words(&self) -> &str {
        &self.older.words
    }

    /// By importance.
    pub fn changes(&self, shown: &Shown) -> &[Change] {
        &self.told(shown).changes
    }

    /// The newest few, by when they came about.
    pub fn newest<'a>(&'a self, shown: &'a Shown) -> impl Iterator<Item = &'a Change> {
        let Told { changes, newest } = self.told(shown);
        newest.iter().filter_map(|place| changes.get(*place))
    }

    fn told(&self, shown: &Shown) -> &Told {
        self.told.get_or_init(|| {
            let changes = self.work_out(shown);
            let mut newest: Vec<usize> = (0..changes.len()).collect();
            newest.sort_by_key(|place| Reverse(changes[*place].day()));
            newest.truncate(NEWEST);
            Told { changes, newest }
        })
    }

    fn work_out(&self, shown: &Shown) -> Vec<Change> {
        match (
            &self.older.catalogue,
            self.older.since.day(shown.board.today),
        ) {
            (Some(old), _) if Arc::ptr_eq(old, &shown.catalogue) => Vec::new(),
            (Some(old), _) => changes(old, &shown.catalogue),
            (None, Some(day)) => since(&shown.catalogue, day),
            (None, None) => Vec::new(),
        }
    }

    /// A source of a change; that of what was removed may be gone too.
    pub fn source<'a>(&'a self, id: &str, shown: &'a Shown) -> Option<&'a Source> {
        let old: Option<&Catalogue> = self.older.catalogue.as_deref();
        let known = shown.catalogue.source(id);
        known.or_else(|| old.and_then(|old| old.source(id)))
    }

    /// The catalogue or the day is another.
    pub(super) fn forget(&mut self) {
        self.told.take();
    }
}

/// The places of the changes that are about what fits, each with the entry that it is about, where the
/// catalogue has it. What it has no more is found by its name only.
pub(super) fn rows(
    changes: &[Change],
    catalogue: &Catalogue,
    fits: impl Fn(EntryRef) -> bool,
    text: &str,
) -> Vec<(usize, Option<EntryRef>)> {
    let text = text.to_lowercase();
    let found = changes.iter().enumerate().filter_map(|(place, change)| {
        let at = change.at(catalogue);
        let named = || change.subject.name.to_lowercase().contains(&text);
        at.map_or_else(named, &fits).then_some((place, at))
    });
    found.collect()
}

/// Whether it is about a source.
pub(super) fn is_source(change: &Change) -> bool {
    change.subject.of == Of::Source
}
