//! What can be chosen for the field that the keyboard is in.

use std::cmp::Reverse;
use std::collections::HashMap;

use super::Form;
use super::edits::slug;
use super::fields::{Key, Kind, NEW_SOURCE};
use crate::app::Shown;
use crate::app::input::Input;
use crate::domain::catalogue::Kind as EntryKind;
use crate::domain::clean::Text;
use crate::domain::storable::Storable;
use crate::domain::when::Period;
use crate::words::{Noun, Words};

/// At most so many suggestions are shown.
const SUGGESTIONS: usize = 5;

/// What can be chosen for the field that the keyboard is in.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Suggestion {
    /// What goes into the field.
    pub text: String,
    /// What it is.
    pub about: String,
}

impl Form {
    /// What fits the text of the field that the keyboard is in; none once it is chosen.
    pub fn suggestions(&self, shown: &Shown) -> Vec<Suggestion> {
        let Some(field) = self.fields.get(self.focus) else {
            return Vec::new();
        };
        match &field.kind {
            Kind::Word(words) => word_suggestions(words, field.text()),
            Kind::Source if shown.catalogue.source(field.text()).is_some() => Vec::new(),
            Kind::Source if field.text() == NEW_SOURCE => Vec::new(),
            Kind::Source => source_suggestions(shown, field.text()),
            Kind::Who => who_suggestions(shown, field.text(), self.words),
            Kind::Ids => id_suggestions(shown, field.text()),
            Kind::Day | Kind::When | Kind::Number | Kind::Text => Vec::new(),
        }
    }

    /// The place of the suggestion under the cursor. A source is nobody's guess: while nothing is typed
    /// none is under it.
    pub fn chosen(&self) -> Option<usize> {
        let field = self.fields.get(self.focus)?;
        let is_a_guess = field.kind == Kind::Source && field.text().is_empty();
        self.choice.or((!is_a_guess).then_some(0))
    }

    /// Moves the cursor to the suggestion below, or above; beyond the last, or the first, to the next
    /// field, or the one before.
    pub(in crate::app) fn step_choice(&mut self, shown: &Shown, forward: bool) {
        let count = self.suggestions(shown).len();
        let place = match (self.chosen(), forward) {
            (None, true) => Some(0),
            (Some(place), true) => Some(place + 1),
            (place, false) => place.and_then(|place| place.checked_sub(1)),
        };
        match place.filter(|place| *place < count && count > 1) {
            Some(place) => self.choice = Some(place),
            None => self.step(forward),
        }
    }

    /// Takes the suggestion under the cursor, if there is one.
    pub(in crate::app) fn choose(&mut self, shown: &Shown) {
        let suggestions = self.suggestions(shown);
        let chosen = self.chosen().and_then(|place| suggestions.get(place));
        if let (Some(chosen), Some(field)) = (chosen, self.fields.get_mut(self.focus)) {
            let typed = std::mem::replace(&mut field.input, Input::new(&chosen.text));
            // What was typed for a source that is not there yet may be its id.
            if chosen.text == NEW_SOURCE && is_id(typed.text().trim()) {
                let id = typed.text().trim().to_owned();
                self.fill(Key::SourceId, &id);
            }
        }
        self.choice = None;
    }
}

fn is_id(text: &str) -> bool {
    text != NEW_SOURCE && !text.is_empty() && slug(text) == text
}

/// The words that begin with what was typed, else those that have it somewhere; all of them when it is
/// one of them already.
fn word_suggestions(words: &[&'static str], typed: &str) -> Vec<Suggestion> {
    let is_whole = words.contains(&typed);
    let begins = words.iter().any(|word| word.starts_with(typed));
    let fits =
        |word: &&&str| is_whole || word.starts_with(typed) || (!begins && word.contains(typed));
    let order = words.iter().filter(fits);
    let mut found: Vec<Suggestion> = order
        .map(|word| Suggestion {
            text: (*word).to_owned(),
            about: String::new(),
        })
        .collect();
    // The one that stands is under the cursor.
    if let Some(place) = found.iter().position(|one| one.text == typed) {
        found.rotate_left(place);
    }
    found
}

/// Those who have spoken before and one of whose names begins so, the most quoted first: so that one
/// speaker stays one. What was typed comes before them.
fn who_suggestions(shown: &Shown, typed: &str, words: Words) -> Vec<Suggestion> {
    let part = typed.to_lowercase();
    let mut lines: HashMap<&Text, usize> = HashMap::new();
    for name in shown.catalogue.quoted() {
        *lines.entry(name).or_default() += 1;
    }
    if typed.is_empty() || lines.keys().any(|name| name.raw() == typed) {
        return Vec::new();
    }
    let fits = |(name, _): &(&Text, usize)| {
        let name = name.to_lowercase();
        name.split_whitespace().any(|word| word.starts_with(&part)) || name.starts_with(&part)
    };
    let mut known: Vec<(&Text, usize)> = lines.into_iter().filter(fits).collect();
    // Another case of a name is no other speaker.
    let is_same = |name: &str| name.to_lowercase() == part;
    let is_known = known.iter().any(|(name, _)| is_same(name));
    known.sort_by_key(|(name, count)| (!is_same(name), Reverse(*count), *name));
    let known = known.into_iter().take(SUGGESTIONS);
    let known = known.map(|(name, count)| Suggestion {
        text: Storable::from(name).to_string(),
        about: words.counted(count.cast_signed() as i64, Noun::Line),
    });
    let new = Suggestion {
        text: typed.to_owned(),
        about: "new speaker, as typed".to_owned(),
    };
    let new = (!is_known).then_some(new);
    new.into_iter().chain(known).collect()
}

/// For the last of several ids: the entries that milestones belong to and whose id or name has what was
/// typed.
fn id_suggestions(shown: &Shown, typed: &str) -> Vec<Suggestion> {
    let (before, last) = typed
        .rfind(',')
        .map_or(("", typed), |comma| typed.split_at(comma + 1));
    let part = last.trim().to_lowercase();
    if part.is_empty() || shown.catalogue.find(&part).is_some() {
        return Vec::new();
    }
    let owners = shown.catalogue.entries().filter_map(|at| {
        let entry = shown.catalogue.entry(at)?;
        let has = |text: &str| text.to_lowercase().contains(&part);
        let fits = at.kind != EntryKind::Milestone && (has(&entry.id.value) || has(&entry.name));
        fits.then_some(entry)
    });
    let blank = if before.is_empty() { "" } else { " " };
    let found = owners.take(SUGGESTIONS).map(|entry| Suggestion {
        text: format!("{before}{blank}{}", entry.id.value),
        about: entry.name.to_string(),
    });
    found.collect()
}

/// Sources whose id, title or publisher have the words: those whose id begins so, then the newest; at
/// the end, a new one.
fn source_suggestions(shown: &Shown, typed: &str) -> Vec<Suggestion> {
    let words: Vec<String> = typed.split_whitespace().map(str::to_lowercase).collect();
    let mut found: Vec<_> = shown
        .catalogue
        .sources()
        .iter()
        .filter(|source| {
            let text = format!("{} {} {}", source.id.value, source.publisher, source.title);
            let text = text.to_lowercase();
            words.iter().all(|word| text.contains(word.as_str()))
        })
        .collect();
    found.sort_by_key(|source| {
        let begins = source.id.value.starts_with(typed);
        (!begins, Reverse(source.date.map(Period::last)))
    });
    let known = found
        .into_iter()
        .take(SUGGESTIONS)
        .map(|source| Suggestion {
            text: source.id.value.to_string(),
            about: format!("{}: {}", source.publisher, source.title),
        });
    let new = Suggestion {
        text: NEW_SOURCE.to_owned(),
        about: "a source that is not in the registry yet".to_owned(),
    };
    known.chain([new]).collect()
}
