//! The catalogue: the entries of the file, and what ties them together.
//!
//! A [`Catalogue`] that exists is sound: its ids are unique, every reference leads somewhere, and a
//! milestone that happened has its date. [`Catalogue::check`] is the only way to one.

mod index;

use chrono::NaiveDate;

pub(in crate::domain) use index::all;
pub use index::{Catalogue, Checked, EntryRef, Kind};

use super::clean::Text;
use super::keyword::{
    Class, ConstellationStatus, Grade, Group, MilestoneStatus, ProjectStatus, Purpose, Regime,
    Reusable, VehicleStatus,
};
use super::span::{At, Place};
use super::when::{Period, When};

/// The reserved id that a milestone of the whole programme stands under.
pub const PROGRAMME: &str = "programme";

/// An id: kebab-case letters and digits, never reused.
pub type Id = Box<str>;
/// Ids of sources, each with its place. Never empty where a source is required.
pub type Sources = Vec<At<Id>>;

/// The entries of a file as they were read, before they are checked against each other.
#[derive(Clone, Debug, PartialEq)]
pub struct Parts {
    pub programme: Programme,
    pub projects: Vec<Project>,
    pub vehicles: Vec<Vehicle>,
    pub constellations: Vec<Constellation>,
    pub milestones: Vec<Milestone>,
    pub sources: Vec<Source>,
    /// Ids of entries of which something could not be read: in the lists they stand with what could,
    /// so that ids and references are complete, and no rule looks at their values. An id that could
    /// not be read itself is empty. With any of them there is no [`Catalogue`].
    pub unread: Vec<Id>,
}

/// The national project as a whole; its id is [`PROGRAMME`].
#[derive(Clone, Debug, PartialEq)]
pub struct Programme {
    pub entry: Entry,
    pub period: When,
    /// The keeper's own "I have gone through it all" date.
    pub as_of: Period,
    pub federal_projects: u32,
    pub lead: Option<Text>,
    pub targets: Vec<Fact>,
}

/// What the entries of all kinds have in common.
#[derive(Clone, Debug, PartialEq)]
pub struct Entry {
    pub id: At<Id>,
    pub name: Text,
    pub name_ru: Option<Text>,
    /// Earlier ids of this entry.
    pub was: Vec<At<Id>>,
    pub note: Option<Text>,
    pub facts: Vec<Fact>,
    pub sources: Sources,
    /// The header of its table: `[[project]]`.
    pub place: Place,
}

/// A recorded status: what the keeper wrote, on whose word, as of when. The file always has one; an
/// entry is without only on a board of a day before the status was recorded.
#[derive(Clone, Debug, PartialEq)]
pub struct Recorded<S> {
    pub status: At<S>,
    pub as_of: Option<Period>,
    pub note: Option<Text>,
    pub source: Sources,
}

/// A sourced claim. Several of one entry with the same label contradict each other and are shown
/// side by side.
#[derive(Clone, Debug, PartialEq)]
pub struct Fact {
    pub label: Text,
    pub value: Text,
    /// For a target: by when.
    pub when: Option<When>,
    pub as_of: Option<Period>,
    pub source: Sources,
    pub place: Place,
}

/// A federal project of the national project.
#[derive(Clone, Debug, PartialEq)]
pub struct Project {
    pub entry: Entry,
    pub group: Group,
    pub lead: Option<Text>,
    pub partners: Option<Text>,
    pub period: Option<When>,
    pub recorded: Option<Recorded<ProjectStatus>>,
    pub aim: Text,
    pub targets: Vec<Fact>,
}

#[derive(Clone, Debug, PartialEq)]
pub struct Vehicle {
    pub entry: Entry,
    pub project: Option<At<Id>>,
    pub class: Class,
    pub recorded: Option<Recorded<VehicleStatus>>,
    pub maker: Option<Text>,
    pub reusable: Option<Reusable>,
    pub stages: Option<u32>,
    /// Metres.
    pub height_m: Option<f64>,
    /// Tonnes.
    pub launch_mass_t: Option<f64>,
    /// Kilograms to a low orbit.
    pub payload_leo_kg: Option<u32>,
    /// Kilograms to a sun-synchronous orbit.
    pub payload_sso_kg: Option<u32>,
    /// Kilograms to a geostationary transfer orbit.
    pub payload_gto_kg: Option<u32>,
    pub propellants: Option<Text>,
    pub engines: Option<Text>,
    pub pads: Option<Text>,
    pub partners: Option<Text>,
    pub flights: Option<Flights>,
}

/// How often a vehicle has flown, as counted on a day.
#[derive(Clone, Debug, PartialEq)]
pub struct Flights {
    pub total: u32,
    pub failures: Option<u32>,
    pub as_of: Period,
    pub source: Sources,
    pub place: Place,
}

#[derive(Clone, Debug, PartialEq)]
pub struct Constellation {
    pub entry: Entry,
    pub project: Option<At<Id>>,
    pub operator: Option<Text>,
    pub maker: Option<Text>,
    pub purpose: Purpose,
    pub orbit: Option<Orbit>,
    pub launched_by: Vec<At<Id>>,
    pub recorded: Option<Recorded<ConstellationStatus>>,
    pub counts: Vec<Count>,
    pub plans: Vec<Plan>,
}

#[derive(Clone, Debug, PartialEq)]
pub struct Orbit {
    pub regime: Regime,
    /// Kilometres, as said: "500-800".
    pub altitude_km: Option<Text>,
    /// Degrees.
    pub inclination_deg: Option<f64>,
}

/// A line of a constellation's ledger: how many satellites there were on a day.
#[derive(Clone, Debug, PartialEq)]
pub struct Count {
    pub on: Period,
    pub in_orbit: Option<u32>,
    pub working: Option<u32>,
    pub launched: Option<u32>,
    pub lost: Option<u32>,
    pub by: Option<Text>,
    pub note: Option<Text>,
    pub source: Sources,
    pub place: Place,
}

/// A line of a constellation's ledger: how many satellites were promised, and by when.
#[derive(Clone, Debug, PartialEq)]
pub struct Plan {
    pub said: Option<Period>,
    pub satellites: Planned,
    pub when: Option<When>,
    pub by: Option<Text>,
    pub note: Option<Text>,
    pub source: Sources,
    pub place: Place,
}

#[derive(Clone, Debug, PartialEq)]
pub struct Milestone {
    pub entry: Entry,
    /// Ids of projects, vehicles and constellations, or [`PROGRAMME`].
    pub of: Vec<At<Id>>,
    /// It belongs on the overview.
    pub key: bool,
    /// Ids of milestones that must come first.
    pub needs: Vec<At<Id>>,
    pub recorded: Recorded<MilestoneStatus>,
    /// When it happened; present exactly when the status is done or failed.
    pub actual: Option<At<When>>,
    /// Every date ever given, in the order of the file.
    pub statements: Vec<Statement>,
}

/// The size of a plan.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Planned {
    /// So many in the constellation.
    Total(u32),
    /// So many new ones, beside those that are there.
    More(u32),
}

/// A line of a milestone's ledger: who gave which date, and when.
#[derive(Clone, Debug, PartialEq)]
pub struct Statement {
    /// When it was said; unknown for a few, which are listed and take part in no arithmetic.
    pub said: Option<Period>,
    pub when: When,
    pub by: Option<Text>,
    /// As worded.
    pub words: Option<Text>,
    pub note: Option<Text>,
    pub source: Sources,
    pub place: Place,
}

/// An entry of the registry of sources.
#[derive(Clone, Debug, PartialEq)]
pub struct Source {
    pub id: At<Id>,
    pub title: Text,
    pub publisher: Text,
    pub date: Option<Period>,
    pub url: Option<Text>,
    pub grade: Grade,
    pub place: Place,
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

    /// The date that stands now: the last one given. A milestone that has only statements of an
    /// unknown day falls back on the last of them.
    pub fn current(&self) -> Option<&Statement> {
        self.dated()
            .next_back()
            .map(|(statement, _)| statement)
            .or_else(|| self.statements.last())
    }

    /// The window to draw: when it happened, else when it is said to.
    pub fn when(&self) -> Option<When> {
        self.actual
            .as_ref()
            .map(|actual| actual.value)
            .or_else(|| self.current().map(|s| s.when))
    }

    pub fn is_open(&self) -> bool {
        self.recorded.status.is_open()
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
        let totals = self.plans.iter().filter_map(|plan| match plan.satellites {
            Planned::Total(satellites) => Some((plan, satellites)),
            Planned::More(_) => None,
        });
        totals.max_by_key(|(plan, _)| plan.said.map(Period::last))
    }
}

impl Count {
    /// What a chart of this ledger shows: working satellites where they are counted, else those in orbit.
    pub fn shown(&self) -> Option<u32> {
        self.working.or(self.in_orbit)
    }
}

/// A date of the file is *after* a day when its first day is: "2026" is not after 1 May 2026.
pub fn is_after(period: Period, day: NaiveDate) -> bool {
    period.first() > day
}
