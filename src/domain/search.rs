//! The filter: one language for the dashboard and for the commands.
//!
//! Terms side by side must all fit, `|` is "or", `!` before a term negates it, quotation marks keep
//! words together. A word of state ([`State`]) asks for what is computed or recorded; `name:value`
//! ([`Field`]) for what an entry belongs to, when, how late, by whom, on which source; any other word
//! is looked for in names and ids, in both languages and scripts, hyphens aside. A word that occurs
//! nowhere is taken as typed on the other keyboard layout.
//!
//! A filter is read while it is typed: what is not understood yet is left out of it, and
//! [`Query::problem`] says what is wrong.

mod field;
mod finder;
mod fold;
pub(in crate::domain) mod names;
mod read;
mod state;

pub use field::{Field, Problem};
pub use finder::{Finder, Stranger};
pub use names::Names;
pub use state::State;

use crate::domain::catalogue::{Catalogue, Kind};
use crate::domain::computed::board::Board;
use crate::domain::format::keyword::Grade;
use crate::domain::{text::layout, text::suggest};
use field::Days;
use fold::Needle;
pub(in crate::domain) use fold::folded;

/// A filter as typed, and as understood.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Query {
    text: String,
    /// Alternatives, each of terms that must all fit. Empty: everything fits.
    any: Vec<Vec<Term>>,
    problems: Vec<Problem>,
}

#[derive(Clone, Debug, PartialEq, Eq)]
struct Term {
    negated: bool,
    what: Meaning,
}

#[derive(Clone, Debug, PartialEq, Eq)]
enum Meaning {
    State(State),
    Word(Word),
    /// It is a project, vehicle or constellation of this name, or belongs to one.
    Of(Kind, Called),
    Status(Vec<&'static str>),
    When(Days),
    /// It has no date.
    Tbd,
    /// In months, both ends included.
    Slip(i64, i64),
    By(Needle),
    Source(Needle),
    Grade(Vec<Grade>),
}

/// What an entry is called: as typed, and as it is looked for.
#[derive(Clone, Debug, PartialEq, Eq)]
struct Called {
    text: String,
    needle: Needle,
}

#[derive(Clone, Debug, PartialEq, Eq)]
struct Word {
    needle: Needle,
    /// As it would read on the other keyboard layout.
    swapped: Option<Needle>,
}

impl Query {
    pub fn new(text: &str) -> Self {
        let read = read::read(text);
        Self {
            text: text.to_owned(),
            any: read.any,
            problems: read.problems,
        }
    }

    pub fn text(&self) -> &str {
        &self.text
    }

    /// Everything fits.
    pub fn is_empty(&self) -> bool {
        self.any.is_empty()
    }

    /// The first thing that could not be understood. What it is about was left out.
    pub fn problem(&self) -> Option<&Problem> {
        self.problems.first()
    }

    /// The filter made ready for a catalogue and the board that was made of it.
    pub fn finder<'a>(&'a self, catalogue: &'a Catalogue, board: &'a Board) -> Finder<'a> {
        Finder::new(self, catalogue, board)
    }
}

/// The id that was probably meant by an unknown one: misspelt, in another case or script, with or without its
/// hyphens, or typed on the other keyboard layout.
pub fn meant_id<'a>(typed: &str, catalogue: &'a Catalogue) -> Option<&'a str> {
    meant(typed, || catalogue.ids())
}

/// The same of a source.
pub fn meant_source<'a>(typed: &str, catalogue: &'a Catalogue) -> Option<&'a str> {
    let sources = catalogue.sources();
    meant(typed, || sources.iter().map(|source| &*source.id.value))
}

/// The same of any ids.
pub(in crate::domain) fn meant<'a, I: Iterator<Item = &'a str>>(
    typed: &str,
    ids: impl Fn() -> I,
) -> Option<&'a str> {
    // No id is that long, so a longer text is not a misspelt one.
    const LONGEST: usize = 200;
    if typed.len() > LONGEST {
        return None;
    }
    let swapped = layout::swapped(&typed.to_lowercase());
    let alike = |text: &str| {
        let needle = Needle::new(text)?;
        ids().find(|id| needle.is(id))
    };
    alike(typed)
        .or_else(|| alike(&swapped))
        .or_else(|| suggest::nearest(typed, ids()))
        .or_else(|| suggest::nearest(&swapped, ids()))
        .or_else(|| begun(typed, ids()))
}

/// The longest id that was typed with more behind it: `luna-26` of `luna-26-launch`.
fn begun<'a>(typed: &str, ids: impl Iterator<Item = &'a str>) -> Option<&'a str> {
    let has_more = |id: &&str| {
        typed
            .strip_prefix(id)
            .is_some_and(|rest| rest.starts_with('-'))
    };
    ids.filter(has_more).max_by_key(|id| id.len())
}
