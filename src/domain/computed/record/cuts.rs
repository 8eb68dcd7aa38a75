//! The record cut by what the statements are about, how far ahead they were made and who made them.

use std::cmp::Reverse;
use std::collections::{BTreeMap, HashMap};

use super::{Horizon, Judged, Record, Spread, Tally};
use crate::domain::catalogue::{Catalogue, EntryRef, Kind};
use crate::domain::text::clean::Text;

/// What the statements of a cut have in common.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum By {
    All,
    /// The first statement of its milestone.
    First,
    Horizon(Horizon),
    /// By the place in the catalogue.
    Project(usize),
    Vehicle(usize),
    Constellation(usize),
    Speaker(Text),
}

/// A part of the record.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Cut {
    pub by: By,
    pub tally: Tally,
    pub slip: Option<Spread>,
    /// The notice given of their slips, in days.
    pub notice: Option<Spread>,
    /// Its statements: places in [`Record::judged`], in their order.
    pub of: Vec<usize>,
}

impl By {
    /// The name of the entry or of who spoke; empty where it has none.
    pub fn name<'a>(&'a self, catalogue: &'a Catalogue) -> &'a str {
        let entry = |kind, index| {
            catalogue
                .entry(EntryRef::new(kind, index))
                .map_or("", |entry| &*entry.name)
        };
        match self {
            Self::All | Self::First | Self::Horizon(_) => "",
            Self::Project(index) => entry(Kind::Project, *index),
            Self::Vehicle(index) => entry(Kind::Vehicle, *index),
            Self::Constellation(index) => entry(Kind::Constellation, *index),
            Self::Speaker(name) => name,
        }
    }

    fn owner(at: EntryRef) -> Option<Self> {
        match at.kind {
            Kind::Project => Some(Self::Project(at.index)),
            Kind::Vehicle => Some(Self::Vehicle(at.index)),
            Kind::Constellation => Some(Self::Constellation(at.index)),
            Kind::Programme | Kind::Milestone => None,
        }
    }
}

impl Record {
    /// The record as a whole, of first dates, by horizon, project, vehicle, constellation and speaker, in
    /// this order; within a kind those of most statements first. The whole is always there, of the
    /// others only those with a statement. One that belongs to two projects counts for both.
    pub fn cuts(&self, catalogue: &Catalogue) -> Vec<Cut> {
        let mut parts: BTreeMap<By, Vec<usize>> = BTreeMap::from([(By::All, Vec::new())]);
        let mut speakers: HashMap<&Text, Vec<usize>> = HashMap::new();
        for (place, judged) in self.judged.iter().enumerate() {
            for by in all_by(judged, catalogue) {
                let of = parts.entry(by).or_default();
                if of.last() != Some(&place) {
                    of.push(place);
                }
            }
            if let Some(by) = speaker(judged, catalogue) {
                speakers.entry(by).or_default().push(place);
            }
        }
        parts.extend(
            speakers
                .into_iter()
                .map(|(by, of)| (By::Speaker(by.clone()), of)),
        );
        let mut cuts: Vec<Cut> = parts.into_iter().map(|(by, of)| self.cut(by, of)).collect();
        cuts.sort_by(|a, b| rank(a, catalogue).cmp(&rank(b, catalogue)));
        cuts
    }

    fn cut(&self, by: By, of: Vec<usize>) -> Cut {
        let judged = || of.iter().map(|place| &self.judged[*place]);
        let mut tally = Tally::default();
        judged().for_each(|judged| tally.add(judged.outcome));
        Cut {
            by,
            tally,
            slip: Spread::of(judged().filter_map(|judged| judged.slip)),
            notice: super::notice(judged()),
            of,
        }
    }
}

/// All that a statement counts for, but for who said it.
fn all_by(judged: &Judged, catalogue: &Catalogue) -> impl Iterator<Item = By> {
    let owners = catalogue.owners(judged.milestone).iter();
    [By::All, By::Horizon(Horizon::of(judged.said, judged.end))]
        .into_iter()
        .chain(judged.first.then_some(By::First))
        .chain(owners.filter_map(|owner| By::owner(*owner)))
}

fn speaker<'a>(judged: &Judged, catalogue: &'a Catalogue) -> Option<&'a Text> {
    let ledger = &catalogue.milestones()[judged.milestone].statements;
    let by = ledger[judged.statement].by.as_ref();
    by.map(|by| catalogue.speaker(by))
}

/// The kind, then the number of statements, then the name; horizons keep their order.
fn rank<'a>(cut: &'a Cut, catalogue: &'a Catalogue) -> (u8, Reverse<usize>, &'a str) {
    let ordered = |kind| (kind, Reverse(0), "");
    let by_number = |kind| (kind, Reverse(cut.of.len()), cut.by.name(catalogue));
    match cut.by {
        By::All => ordered(0),
        By::First => ordered(1),
        By::Horizon(_) => ordered(2),
        By::Project(_) => by_number(3),
        By::Vehicle(_) => by_number(4),
        By::Constellation(_) => by_number(5),
        By::Speaker(_) => by_number(6),
    }
}
