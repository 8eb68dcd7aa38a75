//! What can be chosen for the field that the keyboard is in.

use std::cmp::Reverse;
use std::collections::HashMap;

use super::Form;
use super::fields::{FieldKey, FieldKind, NEW_SOURCE};
use crate::app::Shown;
use crate::app::input::Input;
use crate::domain::catalogue::{Kind as EntryKind, Source};
use crate::domain::text::clean::Text;
use crate::domain::text::slug::slug;
use crate::domain::text::storable::Storable;
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
    fit: Closeness,
}

/// How far a suggestion is what was typed, the best first.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
enum Closeness {
    /// It begins so.
    Begins,
    /// It has it somewhere.
    Has,
    /// It is what was typed, and nothing that is known.
    Typed,
    /// A new source.
    New,
}

impl Form {
    /// What fits the text of the field that the keyboard is in; none once it is chosen.
    pub fn suggestions(&self, shown: &Shown) -> Vec<Suggestion> {
        let Some(field) = self.fields.get(self.focus) else {
            return Vec::new();
        };
        match &field.kind {
            FieldKind::Word(words) => word_suggestions(words, field.text()),
            FieldKind::Source if shown.catalogue.source(field.text()).is_some() => Vec::new(),
            FieldKind::Source if field.text() == NEW_SOURCE => Vec::new(),
            FieldKind::Source => source_suggestions(shown, field.text()),
            FieldKind::Who => who_suggestions(shown, field.text(), self.words),
            FieldKind::Ids => id_suggestions(shown, field.text()),
            FieldKind::Day | FieldKind::When | FieldKind::Number | FieldKind::Text => Vec::new(),
        }
    }

    /// The place of the suggestion under the cursor, which Enter takes: the one that the cursor was moved
    /// to, else the only one that fits best. Of several none is, and none while nothing is typed.
    pub fn chosen(&self, suggestions: &[Suggestion]) -> Option<usize> {
        let is_empty = self.fields.get(self.focus)?.text().is_empty();
        self.choice
            .or_else(|| best(suggestions).filter(|_| !is_empty))
    }

    /// What was typed is none of what can be chosen, and fits more than one of them.
    pub(super) fn is_undecided(&self, shown: &Shown) -> bool {
        let Some(field) = self.fields.get(self.focus) else {
            return false;
        };
        let may_be_new = matches!(&field.kind, FieldKind::Who)
            || matches!(&field.kind, FieldKind::Word(words) if words.contains(&field.text()));
        let suggestions = self.suggestions(shown);
        !may_be_new
            && !field.text().is_empty()
            && best(&suggestions).is_none()
            && !suggestions.is_empty()
    }

    /// Moves the cursor to the suggestion below, or above; beyond the last, or the first, to the next
    /// field, or the one before.
    pub(in crate::app) fn step_choice(&mut self, shown: &Shown, forward: bool) {
        let suggestions = self.suggestions(shown);
        let place = match (self.chosen(&suggestions), forward) {
            (None, true) => Some(0),
            (Some(place), true) => Some(place + 1),
            (place, false) => place.and_then(|place| place.checked_sub(1)),
        };
        match place.filter(|place| *place < suggestions.len()) {
            Some(place) => self.choice = Some(place),
            None => self.step(forward),
        }
    }

    /// Takes the suggestion under the cursor, if there is one.
    pub(in crate::app) fn choose(&mut self, shown: &Shown) {
        let suggestions = self.suggestions(shown);
        let chosen = self.chosen(&suggestions);
        let chosen = chosen.and_then(|place| suggestions.get(place));
        if let (Some(chosen), Some(field)) = (chosen, self.fields.get_mut(self.focus)) {
            let typed = std::mem::replace(&mut field.input, Input::new(&chosen.text));
            // What was typed for a source that is not there yet may be its id.
            if chosen.text == NEW_SOURCE && is_id(typed.text().trim()) {
                let id = typed.text().trim().to_owned();
                self.fill(FieldKey::SourceId, &id);
            }
        }
        self.choice = None;
    }
}

fn is_id(text: &str) -> bool {
    !NEW_SOURCE.starts_with(text) && slug(text) == text
}

/// The only one that fits as well as any.
fn best(suggestions: &[Suggestion]) -> Option<usize> {
    let best = suggestions.iter().map(|one| one.fit).min()?;
    let typed = suggestions
        .iter()
        .position(|one| one.fit == Closeness::Typed);
    let mut alike = (0..suggestions.len()).filter(|place| suggestions[*place].fit == best);
    match (alike.next(), alike.next()) {
        (Some(only), None) => Some(only),
        _ => typed,
    }
}

/// The words that begin with what was typed, else those that have it somewhere; all of them when it is
/// one of them already.
fn word_suggestions(words: &[&'static str], typed: &str) -> Vec<Suggestion> {
    let is_whole = words.contains(&typed);
    let begins = words.iter().any(|word| word.starts_with(typed));
    let fits =
        |word: &&&str| is_whole || word.starts_with(typed) || (!begins && word.contains(typed));
    let order = words.iter().filter(fits);
    let fit = |word: &str| {
        let is_best = if is_whole {
            word == typed
        } else {
            word.starts_with(typed)
        };
        if is_best {
            Closeness::Begins
        } else {
            Closeness::Has
        }
    };
    let mut found: Vec<Suggestion> = order
        .map(|word| Suggestion {
            text: (*word).to_owned(),
            about: String::new(),
            fit: fit(word),
        })
        .collect();
    // The one that stands is under the cursor.
    if let Some(place) = found.iter().position(|one| one.text == typed) {
        found.rotate_left(place);
    }
    found
}

/// The speakers known so far with a name that begins like the typed text, the most quoted first: so that a
/// speaker is always written in the same way. What was typed comes before several, and after the only one.
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
    // A name in other capitals is the same speaker.
    let is_same = |name: &str| name.to_lowercase() == part;
    let is_known = known.iter().any(|(name, _)| is_same(name));
    known.sort_by_key(|(name, count)| (!is_same(name), Reverse(*count), *name));
    let known = known.into_iter().take(SUGGESTIONS);
    let known = known.map(|(name, count)| Suggestion {
        text: Storable::from(name).to_string(),
        about: words.counted(i64::try_from(count).unwrap_or(i64::MAX), Noun::Line),
        fit: Closeness::Begins,
    });
    let new = Suggestion {
        text: typed.to_owned(),
        about: "new speaker, as typed".to_owned(),
        fit: Closeness::Typed,
    };
    let mut found: Vec<Suggestion> = known.collect();
    if !is_known {
        let place = if found.len() > 1 { 0 } else { found.len() };
        found.insert(place, new);
    }
    found
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
    let fit = |text: &str| match text.to_lowercase() {
        text if text.starts_with(&part) => Some(Closeness::Begins),
        text if text.contains(&part) => Some(Closeness::Has),
        _ => None,
    };
    let blank = if before.is_empty() { "" } else { " " };
    let owners = shown.catalogue.entries().filter_map(|at| {
        let entry = shown.catalogue.entry(at)?;
        let fits = fit(&entry.id.value).into_iter().chain(fit(&entry.name));
        Some(Suggestion {
            text: format!("{before}{blank}{}", entry.id.value),
            about: entry.name.to_string(),
            fit: fits.min().filter(|_| at.kind != EntryKind::Milestone)?,
        })
    });
    let mut found: Vec<Suggestion> = owners.collect();
    found.sort_by_key(|one| one.fit);
    found.truncate(SUGGESTIONS);
    found
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
    let fit = |source: &Source| {
        let begins = source.id.value.starts_with(typed);
        if begins {
            Closeness::Begins
        } else {
            Closeness::Has
        }
    };
    found.sort_by_key(|source| (fit(source), Reverse(source.date.map(Period::last))));
    let known = found
        .into_iter()
        .take(SUGGESTIONS)
        .map(|source| Suggestion {
            text: source.id.value.to_string(),
            about: format!("{}: {}", source.publisher, source.title),
            fit: fit(source),
        });
    let new = Suggestion {
        text: NEW_SOURCE.to_owned(),
        about: "a source that is not in the registry yet".to_owned(),
        fit: Closeness::New,
    };
    known.chain([new]).collect()
}
