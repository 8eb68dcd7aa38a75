//! The filter: words in both languages, and the words of state (`late overdue done tbd …`).
//!
//! Words side by side must all fit, `|` is "or", `!` before a word negates it. A word of state asks
//! for what is computed or recorded; any other word is looked for in names, in both languages, and in
//! the id. `ё` and `е` are the same letter, upper and lower case too.

use super::board::Board;
use super::catalogue::{Catalogue, EntryRef, Kind};
use super::keyword::Keyword;
use super::ledger;
use super::standing::DatesSay;
use super::when::When;

/// A filter as typed, and as understood.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Query {
    text: String,
    /// Alternatives, each of terms that must all fit. Empty: everything fits.
    any: Vec<Vec<Term>>,
}

#[derive(Clone, Debug, PartialEq, Eq)]
struct Term {
    negated: bool,
    what: What,
}

#[derive(Clone, Debug, PartialEq, Eq)]
enum What {
    State(State),
    Word(String),
}

/// The words of state that a filter knows.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum State {
    Says(DatesSay),
    /// Everything that is behind: slipping, late or overdue.
    Behind,
    Open,
    Key,
    Tbd,
    Silent,
    Conflict,
}

impl State {
    /// Each word with what it asks for; the list is what the help shows.
    pub const WORDS: &[(&str, Self)] = &[
        ("late", Self::Says(DatesSay::Late)),
        ("overdue", Self::Says(DatesSay::Overdue)),
        ("slipping", Self::Says(DatesSay::Slipping)),
        ("behind", Self::Behind),
        ("done", Self::Says(DatesSay::Done)),
        ("failed", Self::Says(DatesSay::Failed)),
        ("cancelled", Self::Says(DatesSay::Cancelled)),
        ("open", Self::Open),
        ("key", Self::Key),
        ("tbd", Self::Tbd),
        ("silent", Self::Silent),
        ("conflict", Self::Conflict),
    ];
}

impl Query {
    pub fn new(text: &str) -> Self {
        let alternatives = text
            .split('|')
            .map(|part| part.split_whitespace().filter_map(Term::new).collect());
        let any = alternatives
            .filter(|terms: &Vec<Term>| !terms.is_empty())
            .collect();
        Self {
            text: text.to_owned(),
            any,
        }
    }

    pub fn text(&self) -> &str {
        &self.text
    }

    pub fn is_empty(&self) -> bool {
        self.any.is_empty()
    }

    pub fn fits(&self, catalogue: &Catalogue, board: &Board, at: EntryRef) -> bool {
        if self.is_empty() {
            return true;
        }
        let mut names = None;
        let names = &mut names;
        self.any.iter().any(|terms| {
            terms.iter().all(|term| {
                let found = match &term.what {
                    What::State(state) => state.fits(catalogue, board, at),
                    What::Word(word) => names
                        .get_or_insert_with(|| searched(catalogue, at))
                        .contains(word),
                };
                found != term.negated
            })
        })
    }
}

impl Term {
    fn new(word: &str) -> Option<Self> {
        let (negated, word) = word
            .strip_prefix('!')
            .map_or((false, word), |rest| (true, rest));
        if word.is_empty() {
            return None;
        }
        let word = folded(word);
        let state = State::WORDS.iter().find(|(name, _)| *name == word);
        let what = state.map_or_else(
            || What::Word(word.clone()),
            |(_, state)| What::State(*state),
        );
        Some(Self { negated, what })
    }
}

impl State {
    fn fits(self, catalogue: &Catalogue, board: &Board, at: EntryRef) -> bool {
        let milestone = || {
            (at.kind == Kind::Milestone)
                .then(|| catalogue.milestones().get(at.index))
                .flatten()
        };
        match self {
            Self::Says(says) => board.says(at) == says,
            Self::Behind => matches!(
                board.says(at),
                DatesSay::Slipping | DatesSay::Late | DatesSay::Overdue
            ),
            Self::Open => !matches!(
                board.says(at),
                DatesSay::Done | DatesSay::Failed | DatesSay::Cancelled
            ),
            Self::Key => milestone().is_some_and(|milestone| milestone.key),
            Self::Tbd => match milestone() {
                Some(milestone) => {
                    milestone.is_open() && matches!(milestone.when(), None | Some(When::Tbd))
                }
                None => board.says(at) == DatesSay::Undated,
            },
            Self::Silent => milestone()
                .and_then(|milestone| ledger::silence(milestone, board.today))
                .is_some_and(|days| days > super::agenda::SILENT_DAYS),
            Self::Conflict => catalogue
                .entry(at)
                .is_some_and(|entry| super::agenda::conflicts(&entry.facts) > 0),
        }
    }
}

/// What a word is looked for in: names in both languages, the id, and what else tells an entry.
fn searched(catalogue: &Catalogue, at: EntryRef) -> String {
    let Some(entry) = catalogue.entry(at) else {
        return String::new();
    };
    let mut text = format!("{} {}", entry.id.value, entry.name);
    let mut add = |more: &str| {
        text.push(' ');
        text.push_str(more);
    };
    if let Some(name_ru) = &entry.name_ru {
        add(name_ru);
    }
    match at.kind {
        Kind::Programme | Kind::Project => {}
        Kind::Vehicle => {
            if let Some(vehicle) = catalogue.vehicles().get(at.index) {
                add(vehicle.class.word());
                vehicle
                    .recorded
                    .iter()
                    .for_each(|recorded| add(recorded.status.word()));
            }
        }
        Kind::Constellation => {
            if let Some(constellation) = catalogue.constellations().get(at.index) {
                add(constellation.purpose.word());
                constellation
                    .operator
                    .iter()
                    .for_each(|operator| add(operator));
            }
        }
        Kind::Milestone => {
            for owner in catalogue
                .owners(at.index)
                .iter()
                .filter_map(|owner| catalogue.entry(*owner))
            {
                add(&owner.name);
                owner.name_ru.iter().for_each(|name| add(name));
            }
        }
    }
    folded(&text)
}

fn folded(text: &str) -> String {
    text.to_lowercase().replace('ё', "е")
}
