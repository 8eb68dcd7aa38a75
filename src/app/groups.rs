//! The groups of the timeline: what its rows are grouped by, and what the head of a group says.

use chrono::Datelike;
use strum::VariantArray;

use crate::domain::catalogue::{Catalogue, EntryRef, Kind};
use crate::domain::computed::board::Board;
use crate::domain::when::{Period, When, Window};
use crate::words::{Label, Words};

/// What the timeline groups its rows by.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, VariantArray)]
pub enum GroupBy {
    #[default]
    Project,
    Vehicle,
    Constellation,
    Year,
}

impl GroupBy {
    pub fn label(self) -> Label {
        match self {
            Self::Project => Label::ByProject,
            Self::Vehicle => Label::ByVehicle,
            Self::Constellation => Label::ByConstellation,
            Self::Year => Label::ByYear,
        }
    }

    #[must_use]
    pub fn next(self) -> Self {
        Self::VARIANTS[(self as usize + 1) % Self::VARIANTS.len()]
    }

    /// Tells the groups that a milestone belongs to: one for each of its owners of the kind, so that a
    /// group is as full as the entry itself.
    pub(super) fn each_group(
        self,
        catalogue: &Catalogue,
        board: &Board,
        milestone: usize,
        mut tell: impl FnMut(Group),
    ) {
        let kind = match self {
            Self::Project => Kind::Project,
            Self::Vehicle => Kind::Vehicle,
            Self::Constellation => Kind::Constellation,
            Self::Year => {
                let when = board.when(milestone);
                return tell(Group::years(when.unwrap_or(When::Tbd)));
            }
        };
        let owners = catalogue.owners(milestone).iter();
        let mut owners = owners.filter(|owner| owner.kind == kind).peekable();
        if owners.peek().is_none() {
            tell(Group::Other(kind));
        }
        owners.for_each(|owner| tell(Group::Of(*owner)));
    }
}

/// What the milestones of a group have in common. The order is that on the screen.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Group {
    /// They belong to this project, vehicle or constellation.
    Of(EntryRef),
    /// They belong to no entry of the kind.
    Other(Kind),
    /// Their windows end in `to` and begin in `from`: a window of several years is in no single one.
    Years { from: Option<i32>, to: Option<i32> },
}

impl Group {
    fn years(when: When) -> Self {
        let Window { first, last } = when.window();
        Self::Years {
            from: first.map(|day| day.year()),
            to: last.map(|day| day.year()),
        }
    }

    /// Where it stands among the others: entries as the catalogue lists them, years by their last
    /// one, open ends and no date at all last.
    pub(super) fn rank(self) -> (u8, i64, i64) {
        match self {
            Self::Of(at) => (0, at.index.cast_signed() as i64, 0),
            Self::Other(_) => (1, 0, 0),
            Self::Years { from, to: Some(to) } => (0, to.into(), from.map_or(i64::MIN, i64::from)),
            Self::Years {
                from: Some(from),
                to: None,
            } => (1, from.into(), 0),
            Self::Years {
                from: None,
                to: None,
            } => (2, 0, 0),
        }
    }

    /// What its head says.
    pub fn name(self, catalogue: &Catalogue, words: Words) -> String {
        match self {
            Self::Of(at) => catalogue
                .entry(at)
                .map_or(String::new(), |entry| entry.name.to_string()),
            Self::Other(kind) => words
                .label(match kind {
                    Kind::Vehicle => Label::NoVehicle,
                    Kind::Constellation => Label::NoConstellation,
                    _ => Label::WholeProgramme,
                })
                .to_owned(),
            Self::Years { from, to } => words.date(match (from, to) {
                (Some(from), Some(to)) if from == to => Period::Year(from).into(),
                (Some(from), Some(to)) => When::Between(Period::Year(from), Period::Year(to)),
                (None, Some(to)) => When::NotAfter(Period::Year(to)),
                (Some(from), None) => When::NotBefore(Period::Year(from)),
                (None, None) => When::Tbd,
            }),
        }
    }

    /// The same group in another state of the catalogue, where its entry may have another place.
    pub(super) fn carried(self, old: &Catalogue, new: &Catalogue) -> Option<Self> {
        match self {
            Self::Of(at) => {
                let id = &old.entry(at)?.id.value;
                new.find(id).or_else(|| new.find_renamed(id)).map(Self::Of)
            }
            other => Some(other),
        }
    }
}

/// A group of the timeline as its head tells of it: what fits the filter, folded or not.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct GroupSummary {
    pub group: Group,
    pub all: usize,
    pub done: usize,
    pub missed: usize,
    pub no_word: usize,
    /// The open milestone that comes next; an overdue one does not count.
    pub next: Option<usize>,
}
