//! The columns of the lists: what a table, a spreadsheet and a sort may ask of an entry or a source.

mod entry;
mod milestone;
pub(super) mod recorded;

use std::borrow::Cow;
use std::cmp::Ordering;
use std::sync::LazyLock;

use clap::ValueEnum;

use super::ending::Stop;
use super::options::tongue;
use crate::domain::catalogue::{
    Catalogue, Constellation, EntryRef, Kind, Milestone, Project, Source, Sources, Vehicle,
};
use crate::domain::computed::board::Board;
use crate::domain::computed::slip::Slip;
use crate::domain::computed::standing::DatesSay;
use crate::domain::format::Record;
use crate::domain::text::clean::clean;
use crate::domain::text::suggest;
use crate::domain::when::{Period, When};
use crate::words::program;

/// What is listed.
#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
pub(super) enum ListKind {
    #[value(alias = "project")]
    Projects,
    #[value(alias = "vehicle")]
    Vehicles,
    #[value(alias = "constellation")]
    Constellations,
    #[value(alias = "milestone")]
    Milestones,
    #[value(alias = "source")]
    Sources,
}

impl ListKind {
    pub(super) const ALL: [Self; 5] = [
        Self::Projects,
        Self::Vehicles,
        Self::Constellations,
        Self::Milestones,
        Self::Sources,
    ];

    pub(super) fn word(self) -> &'static str {
        match self {
            Self::Projects => "projects",
            Self::Vehicles => "vehicles",
            Self::Constellations => "constellations",
            Self::Milestones => "milestones",
            Self::Sources => "sources",
        }
    }

    pub(super) fn count(self, catalogue: &Catalogue) -> usize {
        match self.kind() {
            Some(kind) => catalogue.count(kind),
            None => catalogue.sources().len(),
        }
    }

    /// The kind of the entries; sources are none.
    pub(super) fn kind(self) -> Option<Kind> {
        match self {
            Self::Projects => Some(Kind::Project),
            Self::Vehicles => Some(Kind::Vehicle),
            Self::Constellations => Some(Kind::Constellation),
            Self::Milestones => Some(Kind::Milestone),
            Self::Sources => None,
        }
    }

    /// All columns, in the order of a spreadsheet: the keys of the file, and behind the status what is computed.
    pub(super) fn columns(self) -> &'static [Column] {
        static ALL: LazyLock<[Vec<Column>; 5]> = LazyLock::new(|| {
            [
                Column::all::<Project>(entry::COMPUTED),
                Column::all::<Vehicle>(entry::COMPUTED),
                Column::all::<Constellation>(entry::OF_CONSTELLATION),
                Column::all::<Milestone>(milestone::COMPUTED),
                Column::all::<Source>(&[Column::new("id", |row| {
                    text(row.source().map(|source| &*source.id.value))
                })]),
            ]
        });
        &ALL[self as usize]
    }

    /// The columns of a table where none are asked for.
    pub(super) fn usual(self) -> &'static [&'static str] {
        match self {
            Self::Projects => &[
                "name",
                "status",
                "verdict",
                "slip",
                "next_when",
                "next",
                "id",
            ],
            Self::Vehicles => &[
                "name",
                "class",
                "status",
                "flights",
                "slip",
                "next_when",
                "next",
                "id",
            ],
            Self::Constellations => &[
                "name",
                "purpose",
                "status",
                "in_orbit",
                "working",
                "planned",
                "planned_when",
                "slip",
                "next_when",
                "id",
            ],
            Self::Milestones => &["when", "slip", "verdict", "name", "of", "id"],
            Self::Sources => &["date", "grade", "publisher", "title", "id"],
        }
    }

    /// The column with this name; an unknown name is refused with the names that there are.
    pub(super) fn column(self, name: &str) -> Result<&'static Column, Stop> {
        let columns = self.columns();
        let found = columns.iter().find(|column| column.name == name);
        found.ok_or_else(|| {
            let names: Vec<&str> = columns.iter().map(|column| &*column.name).collect();
            let near = suggest::nearest(name, names.iter().copied());
            let hint = near.map_or(String::new(), |near| format!(", did you mean {near}?"));
            Stop::Misused(format!(
                "{} have no column {:?}{hint}; there are {}",
                self.word(),
                clean(name),
                names.join(" ")
            ))
        })
    }
}

/// A column: its name in `--columns`, `--sort` and a spreadsheet, and what stands in it.
#[derive(Clone, Debug)]
pub(super) struct Column {
    pub name: Cow<'static, str>,
    content: Content,
}

#[derive(Clone, Copy, Debug)]
enum Content {
    Recorded(recorded::KeyPath),
    Computed(fn(&Row) -> Cell),
}

impl Column {
    pub(super) fn title(&self) -> String {
        self.name.replace('_', " ").to_uppercase()
    }

    pub(super) fn cell(&self, row: &Row) -> Cell {
        match self.content {
            Content::Recorded(path) => recorded::cell(row, path),
            Content::Computed(cell) => cell(row),
        }
    }

    const fn new(name: &'static str, cell: fn(&Row) -> Cell) -> Self {
        Self {
            name: Cow::Borrowed(name),
            content: Content::Computed(cell),
        }
    }

    /// The keys of a record with these columns behind the status, or before all where there is none. One that has the
    /// name of a key takes its place.
    fn all<R: Record>(computed: &[Self]) -> Vec<Self> {
        let is_computed = |name: &str| computed.iter().any(|column| column.name == name);
        let recorded = recorded::paths::<R>().into_iter();
        let recorded = recorded.filter(|(name, _)| !is_computed(name));
        let mut columns: Vec<Self> = recorded
            .map(|(name, path)| Self {
                name,
                content: Content::Recorded(path),
            })
            .collect();
        let is_of_status = |column: &Self| column.name.starts_with("status");
        let last = columns.iter().rposition(is_of_status);
        let place = last.map_or(0, |last| last + 1);
        columns.splice(place..place, computed.iter().cloned());
        columns
    }
}

/// An entry or a source, by its place.
#[derive(Clone, Copy, Debug)]
pub(super) struct Row<'a> {
    pub catalogue: &'a Catalogue,
    pub board: &'a Board,
    pub what: ListKind,
    pub index: usize,
}

/// What stands in a column.
#[derive(Clone, Debug, PartialEq)]
pub(super) enum Cell {
    Nothing,
    Text(String),
    Number(i64),
    Real(f64),
    Date(When),
    Slip(Slip),
    /// The state, and of what is due the verdict, in one word.
    Says(DatesSay),
    Yes,
}

impl Cell {
    /// For a person.
    pub(super) fn shown(&self) -> String {
        match self {
            Self::Nothing => "-".to_owned(),
            Self::Slip(slip) => slip.to_string(),
            Self::Date(when) => tongue().date(*when),
            Self::Says(says) => tongue().verdict(*says).to_owned(),
            other => other.bare(),
        }
    }

    /// For a program: a slip is a plain number of months, nothing is nothing, and what is not due has no verdict.
    pub(super) fn bare(&self) -> String {
        match self {
            Self::Nothing => String::new(),
            Self::Text(text) => text.clone(),
            Self::Number(number) => number.to_string(),
            Self::Real(number) => number.to_string(),
            Self::Date(when) => when.to_string(),
            Self::Slip(slip) => slip.months().to_string(),
            Self::Says(says) => says.verdict().map_or("", program::verdict).to_owned(),
            Self::Yes => "yes".to_owned(),
        }
    }

    pub(super) fn is_number(&self) -> bool {
        matches!(self, Self::Number(_) | Self::Real(_) | Self::Slip(_))
    }

    /// Numbers and slips from the smallest, dates by time, what the dates say by concern, text by letters;
    /// nothing comes last.
    pub(super) fn order(&self, other: &Self) -> Ordering {
        match (self, other) {
            (Self::Number(a), Self::Number(b)) => a.cmp(b),
            (Self::Real(a), Self::Real(b)) => a.total_cmp(b),
            (Self::Date(a), Self::Date(b)) => a.chronological(b),
            (Self::Slip(a), Self::Slip(b)) => a.days().cmp(&b.days()),
            (Self::Says(a), Self::Says(b)) => a.cmp(b),
            (Self::Text(a), Self::Text(b)) => a.to_lowercase().cmp(&b.to_lowercase()),
            (a, b) => a.is_nothing().cmp(&b.is_nothing()),
        }
    }

    pub(super) fn is_nothing(&self) -> bool {
        *self == Self::Nothing
    }
}

impl<'a> Row<'a> {
    fn at(&self) -> Option<EntryRef> {
        Some(EntryRef::new(self.what.kind()?, self.index))
    }

    fn constellation(&self) -> Option<&'a Constellation> {
        self.catalogue.constellations().get(self.index)
    }

    fn milestone(&self) -> Option<&'a Milestone> {
        self.catalogue.milestones().get(self.index)
    }

    fn source(&self) -> Option<&'a Source> {
        self.catalogue.sources().get(self.index)
    }
}

fn text(text: Option<&str>) -> Cell {
    text.map_or(Cell::Nothing, |text| Cell::Text(text.to_owned()))
}

fn when(when: Option<When>) -> Cell {
    when.map_or(Cell::Nothing, Cell::Date)
}

fn period(period: Option<Period>) -> Cell {
    when(period.map(When::In))
}

fn slip(slip: Option<Slip>) -> Cell {
    slip.map_or(Cell::Nothing, Cell::Slip)
}

fn number(number: Option<impl TryInto<i64>>) -> Cell {
    let number = number.and_then(|number| number.try_into().ok());
    number.map_or(Cell::Nothing, Cell::Number)
}

fn yes(flag: bool) -> Cell {
    if flag { Cell::Yes } else { Cell::Nothing }
}

fn ids(sources: &Sources) -> Cell {
    let ids: Vec<&str> = sources.iter().map(|id| &*id.value).collect();
    text((!ids.is_empty()).then_some(&ids.join(" ")))
}
