//! The forms as they open: their fields, filled with what is known.

use super::fields::{FieldKey, FieldKind, FormField, NEW_SOURCE};
use super::{About, Form, Stage};
use crate::app::Shown;
use crate::domain::catalogue::{EntryRef, Id, Kind as EntryKind};
use crate::domain::format::keyword::{Grade, Keyword};
use crate::domain::text::clean::Text;
use crate::words::ENGLISH;

/// What a line of a constellation's ledger can be.
pub(super) const LINES: &[&str] = &["count", "plan"];

impl Form {
    fn new(about: About, fields: Vec<FormField>) -> Self {
        Self {
            words: ENGLISH,
            about,
            fields,
            focus: 0,
            is_fresh: true,
            choice: None,
            stage: Stage::Filling,
            seen: Vec::new(),
            answered: Vec::new(),
            planned: Vec::new(),
            trouble: None,
            scroll: 0,
        }
    }

    /// For `u`: the status of an entry.
    pub fn status(shown: &Shown, at: EntryRef) -> Option<Self> {
        let catalogue = &shown.catalogue;
        let id = catalogue.entry(at)?.id.value.clone();
        let today = shown.board.today.to_string();
        let status = catalogue.at(at)?.status()?;
        let mut fields = vec![
            FormField::new(
                FieldKey::Status,
                FieldKind::Word((status.words)()),
                status.word.unwrap_or_default(),
            ),
            FormField::new(FieldKey::StatusAsOf, FieldKind::Day, &today),
            FormField::new(
                FieldKey::Note,
                FieldKind::Text,
                status.note.map_or("", Text::raw),
            ),
        ];
        if at.kind == EntryKind::Milestone {
            let milestone = catalogue.milestones().get(at.index)?;
            let actual = milestone
                .actual
                .as_ref()
                .map(|actual| actual.value.to_string());
            let actual = actual.unwrap_or_default();
            fields.insert(
                1,
                FormField::new(FieldKey::Actual, FieldKind::When, &actual),
            );
        }
        fields.extend(source_fields(&today));
        let mut form = Self::new(About::Status(id), fields);
        form.read_again(shown);
        Some(form)
    }

    /// For `a` on a milestone: what somebody said of it.
    pub fn statement(shown: &Shown, milestone: Id) -> Self {
        let today = shown.board.today.to_string();
        let mut fields = statement_fields(&today);
        fields.extend(source_fields(&today));
        Self::new(About::Statement(milestone), fields)
    }

    /// For `a` on a constellation: how many there are, or were promised.
    pub fn ledger(shown: &Shown, constellation: Id) -> Self {
        let today = shown.board.today.to_string();
        let text = |key, kind| FormField::new(key, kind, "");
        let mut fields = vec![
            FormField::new(FieldKey::What, FieldKind::Word(LINES.to_vec()), "count"),
            FormField::new(FieldKey::On, FieldKind::Day, &today),
            text(FieldKey::InOrbit, FieldKind::Number),
            text(FieldKey::Working, FieldKind::Number),
            FormField::new(FieldKey::Said, FieldKind::Day, &today),
            text(FieldKey::Satellites, FieldKind::Number),
            text(FieldKey::When, FieldKind::When),
            text(FieldKey::By, FieldKind::Who),
            text(FieldKey::Note, FieldKind::Text),
        ];
        fields.extend(source_fields(&today));
        Self::new(About::Ledger(constellation), fields)
    }

    /// For `N`: a milestone with its first statement, of the selected entry.
    pub fn milestone(shown: &Shown, at: EntryRef) -> Option<Self> {
        let catalogue = &shown.catalogue;
        let owner = match at.kind {
            EntryKind::Milestone => *catalogue.owners(at.index).first()?,
            _ => at,
        };
        let of = catalogue.entry(owner)?.id.value.clone();
        let today = shown.board.today.to_string();
        let mut fields = vec![
            FormField::new(FieldKey::Name, FieldKind::Text, ""),
            FormField::new(FieldKey::Id, FieldKind::Text, ""),
            FormField::new(FieldKey::Of, FieldKind::Ids, &of),
        ];
        fields.extend(statement_fields(&today));
        fields.extend(source_fields(&today));
        Some(Self::new(About::Milestone(of), fields))
    }
}

impl Form {
    /// A source for the registry.
    pub fn source(shown: &Shown) -> Self {
        let today = shown.board.today.to_string();
        let mut form = Self::new(About::Source, source_fields(&today));
        form.fill(FieldKey::Source, NEW_SOURCE);
        form
    }
}

fn statement_fields(today: &str) -> Vec<FormField> {
    vec![
        FormField::new(FieldKey::When, FieldKind::When, ""),
        FormField::new(FieldKey::Said, FieldKind::Day, today),
        FormField::new(FieldKey::By, FieldKind::Who, ""),
        FormField::new(FieldKey::Words, FieldKind::Text, ""),
    ]
}

fn source_fields(today: &str) -> Vec<FormField> {
    vec![
        FormField::new(FieldKey::Source, FieldKind::Source, ""),
        FormField::new(FieldKey::Publisher, FieldKind::Text, ""),
        FormField::new(FieldKey::Title, FieldKind::Text, ""),
        FormField::new(FieldKey::Date, FieldKind::Day, today),
        FormField::new(FieldKey::Url, FieldKind::Text, ""),
        FormField::new(FieldKey::Grade, FieldKind::Word(Grade::words()), "agency"),
        FormField::new(FieldKey::SourceId, FieldKind::Text, ""),
    ]
}
