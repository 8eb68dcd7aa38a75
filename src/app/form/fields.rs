//! The fields of a form: what they are called, what they take.

use crate::app::input::Input;

/// What a field stands for.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum FieldKey {
    Status,
    StatusAsOf,
    Actual,
    Note,
    /// A count or a plan.
    What,
    Said,
    When,
    By,
    Words,
    On,
    InOrbit,
    Working,
    Satellites,
    Name,
    Id,
    Of,
    Source,
    // of a new source
    SourceId,
    Title,
    Publisher,
    Date,
    Url,
    Grade,
}

/// What a field takes.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum FieldKind {
    /// One of these words.
    Word(Vec<&'static str>),
    /// A day, month, quarter, half or year.
    Day,
    /// Any date of the grammar.
    When,
    Number,
    Text,
    /// Who said something.
    Who,
    /// Ids of entries that milestones belong to, with commas.
    Ids,
    /// An id of the registry of sources, or the word for a new one.
    Source,
}

/// What [`FieldKind::Number`] takes.
pub(super) const A_NUMBER: &str = "a whole number, without signs or units";

/// What [`FieldKind::Day`] takes.
pub(super) const A_DAY: &str =
    "a day, month, quarter, half or year: 2026-03-31, 2026-03, 2026-Q1, 2026";

/// Typed, or chosen, in the field of a source: the fields of a new one open below.
pub(super) const NEW_SOURCE: &str = "new";

#[derive(Clone, Debug, PartialEq, Eq)]
pub struct FormField {
    pub key: FieldKey,
    pub kind: FieldKind,
    pub input: Input,
}

impl FormField {
    pub(super) fn new(key: FieldKey, kind: FieldKind, text: &str) -> Self {
        Self {
            key,
            kind,
            input: Input::new(text),
        }
    }

    /// What was typed, without the blanks around it.
    pub fn text(&self) -> &str {
        self.input.text().trim()
    }
}

impl FieldKey {
    pub fn label(self) -> &'static str {
        match self {
            Self::Status => "status",
            Self::StatusAsOf => "as of",
            Self::Actual => "happened",
            Self::Note => "note",
            Self::What => "what",
            Self::Said => "said",
            Self::When | Self::Date => "date",
            Self::By => "by",
            Self::Words => "words",
            Self::On => "on",
            Self::InOrbit => "in orbit",
            Self::Working => "working",
            Self::Satellites => "satellites",
            Self::Name => "name",
            Self::Id => "id",
            Self::Of => "of",
            Self::Source => "source",
            Self::SourceId => "source id",
            Self::Title => "title",
            Self::Publisher => "publisher",
            Self::Url => "address",
            Self::Grade => "grade",
        }
    }

    /// The key in the file that it stands for, in the form of a status.
    pub(super) fn of_status(self) -> Option<&'static str> {
        Some(match self {
            Self::Status => "status",
            Self::StatusAsOf => "status_as_of",
            Self::Actual => "actual",
            Self::Note => "status_note",
            Self::Source => "status_source",
            _ => return None,
        })
    }

    /// It belongs to a new source.
    pub(super) fn is_of_source(self) -> bool {
        matches!(
            self,
            Self::SourceId | Self::Title | Self::Publisher | Self::Date | Self::Url | Self::Grade
        )
    }
}
