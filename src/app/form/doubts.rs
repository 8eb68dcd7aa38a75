//! What a form asks about before its lines are shown, though it could be written as it is.

use super::edits::Unfit;
use super::fields::FieldKey;
use super::{About, Form};
use crate::app::Shown;
use crate::domain::edit::{Doubt, doubts};

impl Form {
    /// The field that something is to be asked about, with the question; asked once.
    pub(in crate::app) fn asks(&mut self, shown: &Shown) -> Option<Unfit> {
        let doubts = self.doubts(shown).into_iter();
        let mut open = doubts.filter(|(key, _)| !self.answered.contains(key));
        let (key, doubt) = open.next()?;
        self.answered.push(key);
        let why = question(&doubt).to_owned();
        Some(Unfit { key, why })
    }

    /// The question of the field that the keyboard is in.
    pub(super) fn question(&self, shown: &Shown) -> Option<&'static str> {
        let focused = self.fields.get(self.focus)?.key;
        let mut doubts = self.doubts(shown).into_iter();
        let (_, doubt) = doubts.find(|(key, _)| *key == focused)?;
        Some(question(&doubt))
    }

    /// Who goes on from a field has seen its question.
    pub(in crate::app) fn answer(&mut self) {
        self.answered
            .extend(self.fields.get(self.focus).map(|field| field.key));
    }

    /// The same, to be looked at beside the lines.
    pub(in crate::app) fn left_open(&self, shown: &Shown) -> Vec<String> {
        let in_words = |(_, doubt)| match doubt {
            Doubt::OldNote(note) => format!("the note is of the status before: {note}"),
            _ => "no source: nobody will be able to check this".to_owned(),
        };
        self.doubts(shown).into_iter().map(in_words).collect()
    }

    /// The day stands in its field for all to see, and the old source is dropped: what is left.
    fn doubts(&self, shown: &Shown) -> Vec<(FieldKey, Doubt)> {
        let About::Status(id) = &self.about else {
            return Vec::new();
        };
        let doubts = doubts(shown.catalogue.parts(), id, &self.status_changes(shown));
        let key = |doubt: Doubt| match doubt {
            Doubt::OldNote(_) => Some((FieldKey::Note, doubt)),
            Doubt::NoSource => Some((FieldKey::Source, doubt)),
            Doubt::OldDay(_) | Doubt::OldSource(_) => None,
        };
        doubts.into_iter().filter_map(key).collect()
    }
}

fn question(doubt: &Doubt) -> &'static str {
    match doubt {
        Doubt::OldNote(_) => "this note is of the status before: Enter keeps it, ^u takes it out",
        _ => "no source: nobody will be able to check this; choose one, or Enter goes on without",
    }
}
