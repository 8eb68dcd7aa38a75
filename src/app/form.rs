//! A form: what is typed into it, what can be chosen, and the edits that it amounts to.
//!
//! Nothing is written before the very lines have been shown: a filled form is planned, the plan is
//! shown, and only then it is saved. What is typed stays until it is saved or left.

mod build;
mod edits;
mod fields;
mod hint;

use crate::domain::catalogue::Id;
use crate::domain::edit::{Edit, Holder, Hunk, Value};
use crate::domain::when::Period;

pub use edits::Unfit;
pub use fields::{Field, Key, Kind};

use super::Shown;
use super::input::Input;
use super::keymap::Context;

/// What a form is about.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum About {
    /// The status of an entry.
    Status(Id),
    /// A statement about a milestone.
    Statement(Id),
    /// A count or a plan of a constellation.
    Ledger(Id),
    /// A new milestone of an entry.
    Milestone(Id),
    /// A new source.
    Source,
}

#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Stage {
    Filling,
    /// The lines are being worked out.
    Planning,
    /// The lines that will be written.
    Preview {
        lines: Vec<Hunk>,
    },
    /// They are being written.
    Saving {
        lines: Vec<Hunk>,
    },
}

#[derive(Clone, Debug, PartialEq)]
pub struct Form {
    pub about: About,
    pub fields: Vec<Field>,
    /// The place of the field that the keyboard is in.
    pub focus: usize,
    /// Nothing has been typed since the keyboard came to the field: the first letter replaces what
    /// stands there.
    pub is_fresh: bool,
    /// The place of the suggestion under the cursor.
    pub choice: usize,
    pub stage: Stage,
    /// What the keys of a status said when they were looked at last: if another has changed them since,
    /// the form asks.
    seen: Vec<(&'static str, Option<Value>)>,
    /// The edits that the lines come from.
    pub(super) planned: Vec<Edit>,
    /// Why it was not taken or not written.
    pub trouble: Option<String>,
    /// How far the preview is scrolled.
    pub scroll: usize,
}

/// The keys that the form of a status may change.
const STATUS_KEYS: &[&str] = &[
    "status",
    "actual",
    "status_as_of",
    "status_note",
    "status_source",
];

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
    pub(super) fn context(&self) -> Context {
        match self.stage {
            Stage::Filling | Stage::Planning => Context::Form,
            Stage::Preview { .. } | Stage::Saving { .. } => Context::Preview,
        }
    }

    fn field(&self, key: Key) -> Option<&Field> {
        self.fields.iter().find(|field| field.key == key)
    }

    /// What a field holds; nothing if the form has no such field.
    fn text(&self, key: Key) -> &str {
        self.field(key).map_or("", Field::text)
    }

    /// A field takes part: the others wait for a choice that has not been made.
    pub fn is_open(&self, key: Key) -> bool {
        let is_plan = self.text(Key::What) == "plan";
        match key {
            Key::Actual => self.has_happened(),
            key if key.is_of_source() => self.makes_source(),
            Key::On | Key::InOrbit | Key::Working => !is_plan,
            Key::Said | Key::Satellites | Key::When if self.field(Key::What).is_some() => is_plan,
            _ => true,
        }
    }

    /// Takes a letter into the field that the keyboard is in.
    pub(super) fn insert(&mut self, c: char) {
        let is_fresh = self.is_fresh;
        self.change(|input| {
            if is_fresh {
                *input = Input::default();
            }
            input.insert(c);
        });
    }

    /// Changes the text of the field that the keyboard is in, or moves in it.
    pub(super) fn change(&mut self, change: impl FnOnce(&mut Input)) {
        let is_filling = self.stage == Stage::Filling;
        if let Some(field) = self.fields.get_mut(self.focus).filter(|_| is_filling) {
            change(&mut field.input);
            self.is_fresh = false;
            self.choice = 0;
            self.trouble = None;
        }
    }

    /// Takes note of what the keys of a status say now.
    pub(super) fn look(&mut self, shown: &Shown) {
        let About::Status(id) = &self.about else {
            return;
        };
        let parts = shown.catalogue.parts();
        if let Ok(holder) = Holder::find(parts, id) {
            let seen = STATUS_KEYS
                .iter()
                .map(|key| (*key, holder.value(parts, key)));
            self.seen = seen.collect();
        }
    }

    /// Puts a text into a field, if the form has it.
    pub fn fill(&mut self, key: Key, text: &str) {
        if let Some(field) = self.fields.iter_mut().find(|field| field.key == key) {
            field.input = Input::new(text);
        }
    }

    fn go_to(&mut self, place: usize) {
        self.focus = place;
        self.is_fresh = true;
        self.choice = 0;
    }

    /// To the next field that takes part, or the one before. Stays at the ends.
    pub(super) fn step(&mut self, forward: bool) {
        let open = |place: &usize| self.fields.get(*place).is_some_and(|f| self.is_open(f.key));
        let next = if forward {
            (self.focus + 1..self.fields.len()).find(open)
        } else {
            (0..self.focus).rev().find(open)
        };
        if let Some(next) = next {
            self.go_to(next);
        }
    }

    /// No field that takes part comes after this one.
    pub(super) fn is_at_the_end(&self) -> bool {
        let mut after = self.fields.iter().skip(self.focus + 1);
        !after.any(|field| self.is_open(field.key))
    }

    /// Puts the keyboard where something is wrong, and says what.
    pub(super) fn point_at(&mut self, unfit: Unfit) {
        let place = self.fields.iter().position(|field| field.key == unfit.key);
        self.go_to(place.unwrap_or(self.focus));
        self.is_fresh = false;
        self.trouble = Some(unfit.why);
    }

    /// What fits the text of the field that the keyboard is in; none once it is chosen.
    pub fn suggestions(&self, shown: &Shown) -> Vec<Suggestion> {
        let Some(field) = self.fields.get(self.focus) else {
            return Vec::new();
        };
        match &field.kind {
            Kind::Word(words) => word_suggestions(words, field.text()),
            Kind::Source if shown.catalogue.source(field.text()).is_some() => Vec::new(),
            Kind::Source if field.text() == fields::NEW_SOURCE => Vec::new(),
            Kind::Source => source_suggestions(shown, field.text()),
            Kind::Day | Kind::When | Kind::Number | Kind::Text => Vec::new(),
        }
    }

    /// Takes the suggestion under the cursor, if there is one.
    pub(super) fn choose(&mut self, shown: &Shown) {
        let suggestions = self.suggestions(shown);
        if let (Some(chosen), Some(field)) = (
            suggestions.get(self.choice),
            self.fields.get_mut(self.focus),
        ) {
            field.input = Input::new(&chosen.text);
        }
        self.choice = 0;
    }
}

/// The words that begin with what was typed, or all of them when it is one of them already.
fn word_suggestions(words: &[&'static str], typed: &str) -> Vec<Suggestion> {
    let is_whole = words.contains(&typed);
    let fits = |word: &&&str| is_whole || word.contains(typed);
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

/// Sources whose id, title or publisher have the words, the newest first; at the end, a new one.
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
    found.sort_by_key(|source| std::cmp::Reverse(source.date.map(Period::last)));
    let known = found
        .into_iter()
        .take(SUGGESTIONS)
        .map(|source| Suggestion {
            text: source.id.value.to_string(),
            about: format!("{}: {}", source.publisher, source.title),
        });
    let new = Suggestion {
        text: fields::NEW_SOURCE.to_owned(),
        about: "a source that is not in the registry yet".to_owned(),
    };
    known.chain([new]).collect()
}
