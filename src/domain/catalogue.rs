//! The catalogue: the entries of the file, and what ties them together.
//!
//! A [`Catalogue`] that exists is sound: its ids are unique, every reference leads somewhere, and a
//! milestone that happened has its date. The only way to make one is [`Catalogue::check`].

mod entity;
mod index;
mod links;

use chrono::NaiveDate;

pub use entity::{Entity, Status};
pub use index::Catalogue;
pub(in crate::domain) use index::all;
pub(in crate::domain) use links::{change_ids, known};

use crate::domain::format::keyword::MilestoneKind;
pub use crate::domain::format::kinds::{
    Constellation, Count, Entry, Fact, Flights, Id, LaunchGoal, Launches, Milestone, Orbit, Piece,
    Plan, Programme, Project, Reach, Recorded, Registered, Source, Sources, Speaker, Statement,
    Vehicle,
};
use crate::domain::format::{Record as _, Touch};
pub use crate::domain::kind::{EntryRef, Kind, PROGRAMME};
use crate::domain::when::{Period, When};

/// The entries of a file as they were read, before they are checked against each other.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Parts {
    pub programme: Programme,
    pub projects: Vec<Project>,
    pub vehicles: Vec<Vehicle>,
    pub constellations: Vec<Constellation>,
    pub milestones: Vec<Milestone>,
    pub speakers: Vec<Speaker>,
    pub sources: Vec<Source>,
    /// Ids of entries of which something could not be read: in the lists they stand with what could,
    /// so that ids and references are complete, and no rule looks at their values. An id that could
    /// not be read itself is empty. With any of them there is no [`Catalogue`].
    pub unread: Vec<Id>,
}

/// The size of a plan.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Planned {
    /// So many in the constellation.
    Total(u32),
    /// So many new ones, beside those that are there.
    More(u32),
}

impl Parts {
    /// Touches all entries, the programme first; the sources are none.
    pub fn each_mut(&mut self, touch: &mut impl Touch) {
        self.programme.each_mut(touch);
        self.projects.iter_mut().for_each(|one| one.each_mut(touch));
        self.vehicles.iter_mut().for_each(|one| one.each_mut(touch));
        self.constellations
            .iter_mut()
            .for_each(|one| one.each_mut(touch));
        self.milestones
            .iter_mut()
            .for_each(|one| one.each_mut(touch));
    }
}

impl Milestone {
    /// The statements whose day is known, oldest first as the file has them: the ones that take part
    /// in arithmetic.
    pub fn dated(&self) -> impl DoubleEndedIterator<Item = (&Statement, Period)> {
        self.statements
            .iter()
            .filter_map(|statement| Some((statement, statement.said?)))
    }

    /// The first date ever given.
    pub fn first(&self) -> Option<&Statement> {
        self.dated().next().map(|(statement, _)| statement)
    }

    /// The newest date, whoever gave it; which one stands is weighed by
    /// [`Latest`](crate::domain::computed::latest::Latest). A milestone that has only statements of an
    /// unknown day falls back on the last of them.
    pub fn newest(&self) -> Option<&Statement> {
        self.dated()
            .next_back()
            .map(|(statement, _)| statement)
            .or_else(|| self.statements.last())
    }

    /// When it happened, else the newest date, whoever gave it.
    pub fn newest_when(&self) -> Option<When> {
        self.actual
            .as_ref()
            .map(|actual| actual.value)
            .or_else(|| self.newest().map(|s| s.when))
    }

    pub fn is_open(&self) -> bool {
        self.recorded.status.is_open()
    }

    /// Something that nobody promised: it is in no record and no count of what is done.
    pub fn is_event(&self) -> bool {
        self.kind == Some(MilestoneKind::Event)
    }

    /// An operation ends: later is an extension and no slip.
    pub fn is_end(&self) -> bool {
        self.kind == Some(MilestoneKind::End)
    }

    /// It can be kept or broken.
    pub fn is_promise(&self) -> bool {
        !self.is_event() && !self.is_end()
    }
}

impl Constellation {
    /// The newest line of the ledger that counts satellites in orbit or working.
    pub fn newest_count(&self) -> Option<&Count> {
        let counted = |count: &&Count| count.in_orbit.is_some() || count.working.is_some();
        self.counts
            .iter()
            .filter(counted)
            .max_by_key(|count| count.on.last())
    }

    /// The plan that stands for the whole constellation, and its satellites: the last one said.
    pub fn newest_plan(&self) -> Option<(&Plan, u32)> {
        let totals = self.plans.iter();
        let totals = totals.filter_map(|plan| Some((plan, plan.satellites?)));
        totals.max_by_key(|(plan, _)| plan.said.map(Period::last))
    }
}

impl Plan {
    /// Its size. A plan of a sound catalogue has one of the two numbers.
    pub fn planned(&self) -> Planned {
        match self.more {
            Some(more) => Planned::More(more),
            None => Planned::Total(self.satellites.unwrap_or_default()),
        }
    }
}

impl Count {
    /// How far it is on the way to a number of satellites in orbit.
    pub fn reached(&self) -> Option<u32> {
        self.in_orbit.or(self.working)
    }

    /// What a chart of this ledger shows: working satellites where they are counted, else those in orbit.
    pub fn shown(&self) -> Option<u32> {
        self.working.or(self.in_orbit)
    }
}

/// A date of the file is *after* a day when its first day is: "2026" is not after 1 May 2026.
pub fn is_after(period: Period, day: NaiveDate) -> bool {
    period.first() > day
}
