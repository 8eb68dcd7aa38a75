//! The inbox: what public sources say of launches and satellites, and what of it waits to be entered.
//!
//! What was seen is kept, and what was dismissed; what waits follows from that, from the catalogue and from the
//! day. So nothing that is entered by whatever way waits on, and nothing that is dismissed comes back.

pub mod candidates;
pub mod feed;
pub mod line;
pub mod sighting;
mod stored;

use std::collections::HashSet;

use chrono::NaiveDate;
use serde::{Deserialize, Serialize};

use crate::domain::catalogue::{Catalogue, Id};
use crate::domain::text::clean::Text;
use candidates::{Candidate, Found, Print, candidates, same_thing};
use feed::Feed;
use line::{REMARK, line};
use sighting::{Flight, Sightings};

/// The most records that are kept of each kind: beyond that the oldest are left out.
const MOST: usize = 20_000;

#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
#[serde(default)]
pub struct Inbox {
    pub seen: Sightings,
    pub dismissed: Vec<Dismissed>,
    /// What each record was when it was last seen, so that one that comes to be another launch is found out.
    records: Vec<Record>,
}

/// What is not to be told again.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Dismissed {
    #[serde(with = "stored::shown")]
    pub print: Print,
    #[serde(with = "stored::shown")]
    pub on: NaiveDate,
    /// What it was about.
    #[serde(with = "stored::text")]
    pub name: Text,
    #[serde(with = "stored::optional_text")]
    pub why: Option<Text>,
}

#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
struct Record {
    id: Box<str>,
    #[serde(with = "stored::text")]
    vehicle: Text,
    #[serde(with = "stored::text")]
    payload: Text,
    version: Box<str>,
    /// The milestone that named it when it came to be another launch.
    not_for: Option<Id>,
}

/// What became of new records.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Taken {
    /// Records that have come to be another launch: what they were, what they are.
    pub changed: Vec<(Text, Text)>,
    /// Of so many a newer state was seen before.
    pub older: usize,
}

impl Inbox {
    /// All that waits by this day; what was dismissed does not.
    pub fn waiting(&self, catalogue: &Catalogue, today: NaiveDate) -> Found {
        let mut found = candidates(catalogue, &self.seen, today);
        let dismissed = self.prints();
        found
            .candidates
            .retain(|candidate| !candidate.is_among(&dismissed));
        found
    }

    fn prints(&self) -> HashSet<Print> {
        self.dismissed.iter().map(|one| one.print).collect()
    }

    /// Takes in what was seen. Of two states of a record the newer one stays.
    pub fn take(&mut self, mut new: Sightings, catalogue: &Catalogue) -> Taken {
        let mut taken = Taken::default();
        new.flights
            .sort_by(|a, b| (&a.version, &a.record).cmp(&(&b.version, &b.record)));
        for flight in new.flights {
            self.take_flight(flight, catalogue, &mut taken);
        }
        for ending in new.endings {
            self.seen.endings.retain(|one| one.object != ending.object);
            self.seen.endings.push(ending);
        }
        for tally in new.tallies {
            let is_same = |one: &sighting::Tally| one.constellation == tally.constellation;
            if self
                .seen
                .tallies
                .iter()
                .any(|one| is_same(one) && one.on > tally.on)
            {
                taken.older += 1;
                continue;
            }
            self.seen.tallies.retain(|one| !is_same(one));
            self.seen.tallies.push(tally);
        }
        taken
    }

    fn take_flight(&mut self, mut flight: Flight, catalogue: &Catalogue, taken: &mut Taken) {
        if flight.cited.feed == Feed::LaunchLibrary && !self.is_newest(&flight, catalogue, taken) {
            taken.older += 1;
            return;
        }
        let known = self
            .records
            .iter()
            .find(|record| record.id == flight.record);
        flight.not_for = known.and_then(|record| record.not_for.clone());
        let is_same =
            |one: &Flight| one.cited.feed == flight.cited.feed && one.record == flight.record;
        let before = self.seen.flights.iter().position(is_same);
        match before.and_then(|place| self.seen.flights.get_mut(place)) {
            Some(before) if before.version > flight.version => taken.older += 1,
            Some(before) => {
                // The past of a record is kept where it was asked for once.
                if flight.history.is_empty() {
                    flight.history = std::mem::take(&mut before.history);
                }
                *before = flight;
            }
            None => self.seen.flights.push(flight),
        }
    }

    /// Looks at what a record was and is. Both its vehicle and its payload are others: it is another launch, and
    /// the entry that names it does so no more, whichever state was seen first.
    fn is_newest(&mut self, flight: &Flight, catalogue: &Catalogue, taken: &mut Taken) -> bool {
        let payload = flight.payloads.first().unwrap_or(&flight.name).clone();
        let Some(known) = self
            .records
            .iter_mut()
            .find(|record| record.id == flight.record)
        else {
            self.records.push(Record {
                id: flight.record.clone(),
                vehicle: flight.vehicle.clone(),
                payload,
                version: flight.version.clone(),
                not_for: None,
            });
            return true;
        };
        let is_other = known.vehicle != flight.vehicle && !same_thing(&known.payload, &payload);
        if is_other {
            let names = |id: &Option<Text>| id.as_deref() == Some(&*flight.record);
            let holder = catalogue.milestones().iter().find(|one| names(&one.ll2));
            known.not_for = holder.map(|holder| holder.entry.id.value.clone());
        }
        if flight.version < known.version {
            let not_for = known.not_for.clone();
            let same = self
                .seen
                .flights
                .iter_mut()
                .filter(|one| one.record == flight.record);
            same.for_each(|one| one.not_for.clone_from(&not_for));
            return false;
        }
        if is_other {
            let was = line(&format!("{} | {}", known.vehicle, known.payload), REMARK);
            taken.changed.push((was, flight.name.clone()));
            self.seen.flights.retain(|one| one.record != flight.record);
        }
        known.vehicle.clone_from(&flight.vehicle);
        known.payload = payload;
        known.version.clone_from(&flight.version);
        true
    }

    /// Leaves out what says nothing any more: it is on record, or was never ours.
    pub fn tidy(&mut self, catalogue: &Catalogue, today: NaiveDate) {
        let found = candidates(catalogue, &self.seen, today);
        let cited = found
            .candidates
            .iter()
            .flat_map(|candidate| &candidate.cites);
        let cited: HashSet<&Id> = cited.map(|cited| &cited.id).collect();
        self.seen
            .flights
            .retain(|one| cited.contains(&one.cited.id));
        self.seen
            .endings
            .retain(|one| cited.contains(&one.cited.id));
        self.seen
            .tallies
            .retain(|one| cited.contains(&one.cited.id));
        let tied: HashSet<&str> = found.ties.iter().map(|tied| &*tied.record).collect();
        let flights: HashSet<&str> = self.seen.flights.iter().map(|one| &*one.record).collect();
        let is_ours = |id: &str| flights.contains(id) || tied.contains(id);
        self.records
            .retain(|record| record.not_for.is_some() || is_ours(&record.id));
        let excess = self.records.len().saturating_sub(MOST);
        self.records.drain(..excess);
        let excess = self.dismissed.len().saturating_sub(MOST);
        self.dismissed.drain(..excess);
    }

    pub fn dismiss(&mut self, candidate: &Candidate, on: NaiveDate, why: Option<&str>) {
        let known = self.prints();
        let new = candidate
            .prints
            .iter()
            .filter(|print| !known.contains(print));
        let why = why.map(|why| line(why, REMARK));
        self.dismissed.extend(new.map(|print| Dismissed {
            print: *print,
            on,
            name: candidate.name.clone(),
            why: why.clone(),
        }));
    }

    /// Takes back that something was dismissed: all whose number begins so. Says how many those are.
    pub fn restore(&mut self, id: &str) -> usize {
        let before = self.dismissed.len();
        self.dismissed
            .retain(|one| !one.print.to_string().starts_with(id));
        before - self.dismissed.len()
    }
}
