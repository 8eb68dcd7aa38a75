//! What public sources say that is not in the catalogue yet: each thing with the very edits that would enter it.
//!
//! A pure function of the catalogue, of what was seen and of the day: what is recorded already is no candidate,
//! and what was taken back is one again.

mod flight;
mod lines;
mod naming;
mod order;
mod satellites;
mod tie;

use std::collections::HashSet;

use chrono::NaiveDate;
use strum::{EnumString, IntoStaticStr, VariantArray};

use super::feed::Feed;
use super::sighting::{Cited, Dated, Flight, Said, Sightings};
use crate::domain::catalogue::{Catalogue, Id};
use crate::domain::edit::Edit;
use crate::domain::format::keyword::MilestoneStatus;
use crate::domain::text::clean::Text;
use crate::domain::text::fnv::fnv_1a;
use crate::domain::when::When;
use flight::Seen;
pub use naming::same_thing;
use tie::Profiles;
pub use tie::{Fit, Point};

/// Something to be entered, or not.
#[derive(Clone, Debug, PartialEq)]
pub struct Candidate {
    /// A fingerprint for each record that says it: of what it says, not of when it was fetched. By the first one
    /// it is named.
    pub prints: Vec<Print>,
    /// The milestone or constellation that it is about; none of a new one, or while it has to be asked.
    pub target: Option<Id>,
    /// The name of that, else of the record.
    pub name: Text,
    pub says: Says,
    pub cites: Vec<Cited>,
    /// Why it is taken to be about that.
    pub points: Vec<Point>,
    pub remarks: Vec<Remark>,
    /// What would be entered; nothing while it has to be asked, or is a contradiction.
    pub edits: Vec<Edit>,
    rank: order::Rank,
}

/// A number for what is said: the same whenever it is said again.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub struct Print(pub u64);

#[derive(Clone, Debug, PartialEq)]
pub enum Says {
    /// A date for what is ahead, and the one that stands.
    Date {
        when: When,
        was: Option<When>,
        said: Said,
        /// Dates that stood before, and are not on record either.
        before: Vec<Dated>,
    },
    Outcome {
        status: MilestoneStatus,
        actual: When,
    },
    Count {
        on: NaiveDate,
        launched: u32,
        in_orbit: u32,
        lost: u32,
        was: Option<u32>,
    },
    /// A launch that has no entry.
    New {
        when: When,
        has_flown: bool,
    },
    /// It is one of these, perhaps, or a new one.
    Question {
        when: Option<When>,
        choices: Vec<Choice>,
    },
    Conflict(Clash),
}

/// One answer to a question.
#[derive(Clone, Debug, PartialEq)]
pub struct Choice {
    pub milestone: Id,
    pub name: Text,
    pub score: i32,
    pub points: Vec<Point>,
    pub edits: Vec<Edit>,
}

/// A contradiction between a source and the record.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Clash {
    Day {
        recorded: When,
        told: When,
    },
    Outcome {
        recorded: MilestoneStatus,
        told: MilestoneStatus,
    },
    /// It is recorded to have happened, and the source has it ahead.
    NotFlown {
        recorded: When,
        told: Option<When>,
    },
    /// More satellites are recorded to have been launched than the source knows.
    Fewer {
        recorded: u32,
        told: u32,
    },
}

#[derive(Clone, Copy, Debug, PartialEq, Eq, IntoStaticStr)]
#[strum(serialize_all = "kebab-case")]
pub enum Remark {
    /// A part of it failed: whether it is done is yours to judge.
    Partial,
    /// The source calls its date a placeholder.
    Placeholder,
    /// It has another vehicle than the entry.
    OtherVehicle,
    /// A new entry of which nobody knows whose it is.
    NoOwner,
}

/// The kinds of candidates.
#[derive(
    Clone,
    Copy,
    Debug,
    PartialEq,
    Eq,
    Hash,
    PartialOrd,
    Ord,
    EnumString,
    IntoStaticStr,
    VariantArray,
)]
#[strum(serialize_all = "kebab-case")]
pub enum Kind {
    Outcome,
    Conflict,
    Question,
    Statement,
    Count,
    New,
}

/// What comes of all that was seen.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Found {
    /// In their order: what is most urgent first.
    pub candidates: Vec<Candidate>,
    /// Which record is about which entry, those included that say nothing new.
    pub ties: Vec<Tied>,
    pub left: Left,
}

/// A record and its entry.
#[derive(Clone, Debug, PartialEq)]
pub struct Tied {
    pub feed: Feed,
    pub record: Box<str>,
    pub milestone: Id,
    pub points: Vec<Point>,
}

/// How many records say nothing, and why.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Left {
    /// From elsewhere, and no entry names them.
    pub foreign: usize,
    /// Long past, or of an audit of the past, and without an entry.
    pub past: usize,
    /// Nobody can tell what their date means, or how they went.
    pub untold: usize,
    /// Of a day that has not come.
    pub ahead: usize,
}

impl Candidate {
    pub fn kind(&self) -> Kind {
        match &self.says {
            Says::Date { .. } => Kind::Statement,
            Says::Outcome { .. } => Kind::Outcome,
            Says::Count { .. } => Kind::Count,
            Says::New { .. } => Kind::New,
            Says::Question { .. } => Kind::Question,
            Says::Conflict(_) => Kind::Conflict,
        }
    }

    /// Its name: the first six digits of its fingerprint.
    pub fn id(&self) -> String {
        self.prints
            .first()
            .map_or_else(String::new, |print| print.short())
    }

    /// All that says it was dismissed.
    pub fn is_among(&self, dismissed: &HashSet<Print>) -> bool {
        self.prints.iter().all(|print| dismissed.contains(print))
    }
}

impl Kind {
    pub fn word(self) -> &'static str {
        self.into()
    }
}

impl Print {
    /// Of what a record says of an entry.
    fn of(feed: Feed, record: &str, kind: Kind, target: &str, value: &str) -> Self {
        let parts = [feed.word(), record, kind.word(), target, value];
        Self(fnv_1a(parts.join("\0").as_bytes()))
    }

    /// Six hexadecimal digits.
    pub fn short(self) -> String {
        let whole = self.to_string();
        whole.chars().take(6).collect()
    }
}

impl std::fmt::Display for Print {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        write!(f, "{:016x}", self.0)
    }
}

impl std::str::FromStr for Print {
    type Err = std::num::ParseIntError;

    fn from_str(text: &str) -> Result<Self, Self::Err> {
        u64::from_str_radix(text, 16).map(Self)
    }
}

/// All that is to be entered by this day.
pub fn candidates(catalogue: &Catalogue, seen: &Sightings, today: NaiveDate) -> Found {
    let profiles = Profiles::new(catalogue);
    let mut found = Found::default();
    for flight in flights(seen) {
        let about = flight::about(catalogue, &profiles, flight, today);
        found.ties.extend(about.tied);
        match about.says {
            Seen::Candidate(candidate) => found.candidates.push(*candidate),
            Seen::Nothing => {}
            Seen::Foreign => found.left.foreign += 1,
            Seen::Past => found.left.past += 1,
            Seen::Untold => found.left.untold += 1,
            Seen::Ahead => found.left.ahead += 1,
        }
    }
    for ending in &seen.endings {
        let about = satellites::ending(catalogue, &profiles, ending, today);
        found.ties.extend(about.tied);
        if let Seen::Candidate(candidate) = about.says {
            found.candidates.push(*candidate);
        }
    }
    let tallies = seen.tallies.iter();
    found
        .candidates
        .extend(tallies.filter_map(|tally| satellites::tally(catalogue, tally, today)));
    found.candidates = order::merged(found.candidates);
    order::sort(&mut found.candidates);
    found
}

/// The launches, those of digests left out where their publisher's own record is there; by feed and number.
fn flights(seen: &Sightings) -> Vec<&Flight> {
    let first_hand = seen
        .flights
        .iter()
        .filter(|one| one.cited.feed == Feed::LaunchLibrary);
    let first_hand: HashSet<&str> = first_hand.map(|one| &*one.record).collect();
    let is_copy =
        |one: &&Flight| one.cited.feed == Feed::Digest && first_hand.contains(&*one.record);
    let mut flights: Vec<&Flight> = seen.flights.iter().filter(|one| !is_copy(one)).collect();
    flights.sort_by(|a, b| (a.cited.feed, &a.record).cmp(&(b.cited.feed, &b.record)));
    flights
}
