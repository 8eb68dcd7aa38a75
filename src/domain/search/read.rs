//! A filter from text: alternatives of terms. Nothing here fails; a term that is not understood is left
//! out, and told of.

use super::field::{Field, Problem};
use super::fold::Needle;
use super::state::State;
use super::{Meaning, Term, Word};
use crate::domain::text::layout;

#[derive(Debug, Default)]
pub(super) struct Read {
    /// Alternatives, each of terms that must all fit. Empty: everything fits.
    pub any: Vec<Vec<Term>>,
    pub problems: Vec<Problem>,
}

pub(super) fn read(text: &str) -> Read {
    let mut read = Read::default();
    for alternative in split(text) {
        let mut terms = Vec::new();
        for raw in alternative {
            match raw.term() {
                Ok(term) => terms.push(term),
                Err(problem) => read.problems.push(problem),
            }
        }
        if !terms.is_empty() {
            read.any.push(terms);
        }
    }
    read
}

/// A term as typed, without its quotation marks.
#[derive(Debug, Default)]
struct Raw {
    text: String,
    /// How much of it stands before the first quotation mark, in bytes; all of it where there is none.
    /// Only there `!` and `:` mean something.
    plain: Option<usize>,
}

/// Spaces part the terms and `|` the alternatives, except in quotation marks; the last of these need
/// not be closed.
fn split(text: &str) -> Vec<Vec<Raw>> {
    let mut alternatives = vec![Vec::new()];
    let mut raw = Raw::default();
    let mut quoted = false;
    for c in text.chars() {
        match c {
            '"' => {
                quoted = !quoted;
                raw.plain.get_or_insert(raw.text.len());
            }
            _ if quoted || !(c == '|' || c.is_whitespace()) => raw.text.push(c),
            _ => {
                raw.end(&mut alternatives);
                if c == '|' {
                    alternatives.push(Vec::new());
                }
            }
        }
    }
    raw.end(&mut alternatives);
    alternatives
}

impl Raw {
    fn end(&mut self, alternatives: &mut [Vec<Self>]) {
        let raw = std::mem::take(self);
        if let Some(last) = alternatives.last_mut().filter(|_| !raw.text.is_empty()) {
            last.push(raw);
        }
    }

    fn term(&self) -> Result<Term, Problem> {
        let (plain, quoted) = match self.plain {
            Some(plain) => self.text.split_at_checked(plain).unwrap_or_default(),
            None => (&*self.text, ""),
        };
        let bare = plain.trim_start_matches('!');
        let negated = (plain.len() - bare.len()) % 2 == 1;
        let what = match field(bare) {
            Some((name, value)) => {
                let field = Field::ALL
                    .iter()
                    .find(|field| field.name() == name.to_ascii_lowercase());
                let field = field.ok_or_else(|| Problem::UnknownField(name.to_owned()))?;
                field.read(&format!("{value}{quoted}"))?
            }
            None => word(&format!("{bare}{quoted}"), self.plain.is_none())
                .ok_or_else(|| Problem::Nothing(self.text.clone()))?,
        };
        Ok(Term { negated, what })
    }
}

/// `name:value`. A capital Ж of the other layout is a colon too, but has no Latin word before it.
fn field(text: &str) -> Option<(&str, &str)> {
    let (name, value) = text.split_once(':')?;
    let is_name = !name.is_empty() && name.bytes().all(|byte| byte.is_ascii_alphabetic());
    is_name.then_some((name, value))
}

/// A word of state, unless it is quoted, else one to look for; either may be typed on the other layout.
fn word(text: &str, may_be_state: bool) -> Option<Meaning> {
    let swapped = layout::swapped(&text.to_lowercase());
    let state = State::named(text).or_else(|| State::named(&swapped));
    if let Some(state) = state.filter(|_| may_be_state) {
        return Some(Meaning::State(state));
    }
    let swapped = Needle::new(&swapped);
    // "qqq" is "ййй", which is folded into one letter.
    let swapped = swapped.filter(|swapped| !swapped.is_letter());
    let (needle, swapped) = match Needle::new(text) {
        Some(needle) => (needle, swapped),
        None => (swapped?, None),
    };
    Some(Meaning::Word(Word { needle, swapped }))
}
