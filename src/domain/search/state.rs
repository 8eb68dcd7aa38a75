//! The words of state: what is computed or recorded of an entry, in a word.

use crate::domain::catalogue::{Catalogue, EntryRef, Kind, Source};
use crate::domain::computed::agenda;
use crate::domain::computed::board::Board;
use crate::domain::computed::ledger::Moves;
use crate::domain::computed::mention;
use crate::domain::computed::standing::DatesSay;
use crate::domain::format::keyword::Grade;
use crate::domain::when::When;

/// The words of state that a filter knows.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum State {
    Says(DatesSay),
    /// The deadline has passed without an outcome: missed or no word.
    Overdue,
    /// Everything that is behind: slipping, late, in doubt, missed or without word.
    Behind,
    Open,
    Key,
    Tbd,
    Silent,
    /// Dates or facts contradict each other.
    Conflict,
    ConflictDates,
    ConflictFacts,
    /// Of some of its statements nobody knows which was said first.
    OrderUnknown,
    /// It cites no source.
    Unsourced,
    /// It cites weak sources only.
    Weak,
}

impl State {
    /// Each with the word that asks for it.
    pub const WORDS: &[(&str, Self)] = &[
        ("late", Self::Says(DatesSay::Late)),
        ("missed", Self::Says(DatesSay::Missed)),
        ("no-word", Self::Says(DatesSay::NoWord)),
        ("overdue", Self::Overdue),
        ("in-doubt", Self::Says(DatesSay::InDoubt)),
        ("slipping", Self::Says(DatesSay::Slipping)),
        ("behind", Self::Behind),
        ("done", Self::Says(DatesSay::Done)),
        ("failed", Self::Says(DatesSay::Failed)),
        ("cancelled", Self::Says(DatesSay::Cancelled)),
        ("event", Self::Says(DatesSay::Event)),
        ("open", Self::Open),
        ("key", Self::Key),
        ("tbd", Self::Tbd),
        ("silent", Self::Silent),
        ("conflict", Self::Conflict),
        ("order-unknown", Self::OrderUnknown),
        ("unsourced", Self::Unsourced),
        ("weak", Self::Weak),
    ];

    pub(super) fn named(word: &str) -> Option<Self> {
        let word = word.to_lowercase();
        let found = Self::WORDS.iter().find(|(name, _)| *name == word);
        found.map(|(_, state)| *state)
    }

    pub(super) fn fits(self, catalogue: &Catalogue, board: &Board, at: EntryRef) -> bool {
        let milestone = || match at.kind {
            Kind::Milestone => catalogue.milestones().get(at.index),
            _ => None,
        };
        match self {
            Self::Says(says) => board.says(at) == says,
            Self::Overdue => board.says(at).is_overdue(),
            Self::Behind => match board.says(at) {
                DatesSay::Slipping | DatesSay::Late | DatesSay::InDoubt => true,
                says => says.is_overdue(),
            },
            Self::Open => !matches!(
                board.says(at),
                DatesSay::Done | DatesSay::Event | DatesSay::Failed | DatesSay::Cancelled
            ),
            Self::Key => milestone().is_some_and(|milestone| milestone.key),
            Self::Tbd => match milestone() {
                Some(milestone) => {
                    let when = board.when(at.index);
                    milestone.is_open() && matches!(when, None | Some(When::Tbd))
                }
                None => board.says(at) == DatesSay::Undated,
            },
            Self::Silent => milestone()
                .and_then(|_| mention::silence(catalogue, at.index, board.today))
                .is_some_and(|word| word.days > agenda::SILENT_DAYS),
            Self::Conflict => {
                let either = [Self::ConflictDates, Self::ConflictFacts];
                either.iter().any(|one| one.fits(catalogue, board, at))
            }
            Self::ConflictDates => {
                milestone().is_some() && board.attention.contradicting.contains(&at.index)
            }
            Self::ConflictFacts => catalogue
                .entry(at)
                .is_some_and(|entry| agenda::conflicts(&entry.facts) > 0),
            Self::OrderUnknown => milestone().is_some_and(|one| Moves::of(one).order_unknown > 0),
            Self::Unsourced => catalogue.cited(at).next().is_none(),
            Self::Weak => {
                let mut cited = catalogue.cited(at).peekable();
                let is_weak = |id: &str| {
                    let source = catalogue.source(id);
                    source.is_some_and(|source| source.grade == Grade::Weak)
                };
                cited.peek().is_some() && cited.all(is_weak)
            }
        }
    }

    /// Of a source only its grade is a state.
    pub(super) fn fits_source(self, source: &Source) -> bool {
        self == Self::Weak && source.grade == Grade::Weak
    }
}
