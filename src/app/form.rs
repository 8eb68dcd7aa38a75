//! A form: what is typed into it, what can be chosen, and the edits that it stands for.
//!
//! Nothing is written before the very lines have been shown: a filled form is planned, the plan is
//! shown, and only then it is saved. What is typed stays until it is saved or left.

mod build;
mod doubts;
mod edits;
mod fields;
mod hint;
mod suggest;

use crate::domain::catalogue::Id;
use crate::domain::edit::{Edit, Holder, Hunk};
use crate::domain::format::value::Datum;
use crate::words::Words;

pub use edits::{Unfit, not_yet};
pub use fields::{FieldKey, FieldKind, FormField};
pub use suggest::Suggestion;

use super::Shown;
use super::input::Input;
use super::keymap::KeyContext;

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
        /// What there will be to look at then.
        warnings: Vec<String>,
    },
    /// They are being written.
    Saving {
        lines: Vec<Hunk>,
    },
}

#[derive(Clone, Debug, PartialEq)]
pub struct Form {
    pub(super) words: Words,
    pub about: About,
    pub fields: Vec<FormField>,
    /// The place of the field that the keyboard is in.
    pub focus: usize,
    /// Nothing has been typed since the keyboard came to the field.
    is_fresh: bool,
    /// The place of the suggestion that the cursor was moved to, if it was moved.
    choice: Option<usize>,
    pub stage: Stage,
    /// The keys of a status as the form last read them: if another program has changed them since, the form
    /// asks.
    seen: Vec<(&'static str, Option<Datum>)>,
    /// The fields about which a question was answered: it is not asked twice.
    answered: Vec<FieldKey>,
    /// The edits that the lines come from.
    pub(super) planned: Vec<Edit>,
    /// Why it was not accepted or not written.
    pub trouble: Option<String>,
    /// How far the preview is scrolled.
    pub scroll: usize,
}

impl Form {
    pub(super) fn context(&self) -> KeyContext {
        match self.stage {
            Stage::Filling | Stage::Planning => KeyContext::Form,
            Stage::Preview { .. } | Stage::Saving { .. } => KeyContext::Preview,
        }
    }

    fn field(&self, key: FieldKey) -> Option<&FormField> {
        self.fields.iter().find(|field| field.key == key)
    }

    /// What a field holds; nothing if the form has no such field.
    fn text(&self, key: FieldKey) -> &str {
        self.field(key).map_or("", FormField::text)
    }

    /// A field takes part: the others wait for a choice that has not been made.
    pub fn is_open(&self, key: FieldKey) -> bool {
        let is_plan = self.text(FieldKey::What) == "plan";
        match key {
            FieldKey::Actual => self.has_happened(),
            key if key.is_of_source() => self.makes_source(),
            FieldKey::On | FieldKey::InOrbit | FieldKey::Working => !is_plan,
            FieldKey::Said | FieldKey::Satellites | FieldKey::When
                if self.field(FieldKey::What).is_some() =>
            {
                is_plan
            }
            _ => true,
        }
    }

    /// Takes what is typed or pasted into the field that the keyboard is in.
    pub(super) fn insert(&mut self, typed: &str) {
        let (replaces, words) = (self.replaces(), self.words);
        let mut left_out = None;
        self.change(|input| {
            if replaces {
                *input = Input::default();
            }
            left_out = input.insert(typed, words);
        });
        self.trouble = left_out;
    }

    /// The first letter replaces what stands there, so a date or a word is typed over; a text goes on.
    pub fn replaces(&self) -> bool {
        let field = self.fields.get(self.focus);
        self.is_fresh && field.is_some_and(|field| field.kind != FieldKind::Text)
    }

    /// Changes the text of the field that the keyboard is in, or moves in it.
    pub(super) fn change(&mut self, change: impl FnOnce(&mut Input)) {
        let is_filling = self.stage == Stage::Filling;
        if let Some(field) = self.fields.get_mut(self.focus).filter(|_| is_filling) {
            change(&mut field.input);
            self.is_fresh = false;
            self.choice = None;
            self.trouble = None;
        }
    }

    /// Notes what the keys of a status say now.
    pub(super) fn read_again(&mut self, shown: &Shown) {
        self.seen = self.values_now(shown);
    }

    fn values_now(&self, shown: &Shown) -> Vec<(&'static str, Option<Datum>)> {
        let About::Status(id) = &self.about else {
            return Vec::new();
        };
        let parts = shown.catalogue.parts();
        let Ok(holder) = Holder::find(parts, id) else {
            return Vec::new();
        };
        let keys = self.fields.iter().filter_map(|field| field.key.of_status());
        keys.map(|key| (key, holder.value(parts, key))).collect()
    }

    /// The field of a key whose value in the file is no longer the one that the form read.
    pub(super) fn changed_meanwhile(&self, shown: &Shown) -> Option<FieldKey> {
        let now = self.values_now(shown);
        let (changed, _) = now.into_iter().find(|one| !self.seen.contains(one))?;
        self.fields
            .iter()
            .map(|field| field.key)
            .find(|key| key.of_status() == Some(changed))
    }

    /// Puts a text into a field, if the form has it.
    pub fn fill(&mut self, key: FieldKey, text: &str) {
        if let Some(field) = self.fields.iter_mut().find(|field| field.key == key) {
            field.input = Input::new(text);
        }
    }

    fn go_to(&mut self, place: usize) {
        self.focus = place;
        self.is_fresh = true;
        self.choice = None;
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
}
