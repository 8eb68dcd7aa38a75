//! The forms as they open: their fields, filled with what is known.

use super::fields::{Field, Key, Kind, NEW_SOURCE};
use super::{About, Form, Stage};
use crate::app::Shown;
use crate::domain::catalogue::{EntryRef, Id, Kind as EntryKind};
use crate::domain::format::keyword::{Grade, Keyword};
use crate::domain::text::clean::Text;
use crate::words::ENGLISH;

/// What a line of a constellation's ledger can be.
pub(super) const LINES: &[&str] = &["count", "plan"];

impl Form {
    fn new(about: About, fields: Vec<Field>) -> Self {
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
            Field::new(
                Key::Status,
                Kind::Word((status.words)()),
                status.word.unwrap_or_default(),
            ),
            Field::new(Key::StatusAsOf, Kind::Day, &today),
            Field::new(Key::Note, Kind::Text, status.note.map_or("", Text::raw)),
        ];
        if at.kind == EntryKind::Milestone {
            let milestone = catalogue.milestones().get(at.index)?;
            let actual = milestone
                .actual
                .as_ref()
                .map(|actual| actual.value.to_string());
            let actual = actual.unwrap_or_default();
            fields.insert(1, Field::new(Key::Actual, Kind::When, &actual));
        }
        fields.extend(source_fields(&today));
        let mut form = Self::new(About::Status(id), fields);
        form.look(shown);
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
        let text = |key, kind| Field::new(key, kind, "");
        let mut fields = vec![
            Field::new(Key::What, Kind::Word(LINES.to_vec()), "count"),
            Field::new(Key::On, Kind::Day, &today),
            text(Key::InOrbit, Kind::Number),
            text(Key::Working, Kind::Number),
            Field::new(Key::Said, Kind::Day, &today),
            text(Key::Satellites, Kind::Number),
            text(Key::When, Kind::When),
            text(Key::By, Kind::Who),
            text(Key::Note, Kind::Text),
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
            Field::new(Key::Name, Kind::Text, ""),
            Field::new(Key::Id, Kind::Text, ""),
            Field::new(Key::Of, Kind::Ids, &of),
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
        form.fill(Key::Source, NEW_SOURCE);
        form
    }
}

fn statement_fields(today: &str) -> Vec<Field> {
    vec![
        Field::new(Key::When, Kind::When, ""),
        Field::new(Key::Said, Kind::Day, today),
        Field::new(Key::By, Kind::Who, ""),
        Field::new(Key::Words, Kind::Text, ""),
    ]
}

fn source_fields(today: &str) -> Vec<Field> {
    vec![
        Field::new(Key::Source, Kind::Source, ""),
        Field::new(Key::Publisher, Kind::Text, ""),
        Field::new(Key::Title, Kind::Text, ""),
        Field::new(Key::Date, Kind::Day, today),
        Field::new(Key::Url, Kind::Text, ""),
        Field::new(Key::Grade, Kind::Word(Grade::words()), "agency"),
        Field::new(Key::SourceId, Kind::Text, ""),
    ]
}
