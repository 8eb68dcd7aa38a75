//! The inbox: what public sources say of launches and satellites, and what of it waits to be entered.
//!
//! What was seen is kept, and what was dismissed; what waits follows from that, from the catalogue and from the
//! day. So nothing that is entered by whatever way waits on, and nothing that is dismissed comes back.

pub mod answer;
pub mod candidates;
pub mod feed;
pub mod line;
pub mod sighting;
mod stored;

use std::collections::{HashMap, HashSet};

use chrono::NaiveDate;
use serde::{Deserialize, Serialize};

use crate::domain::catalogue::{Catalogue, Id, Milestone};
use crate::domain::text::clean::Text;
use candidates::{Candidate, Found, Print, candidates, same_thing};
use feed::Feed;
use line::{REMARK, line};
use sighting::{Ending, Flight, Sightings, Tally};

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

/// Why an inbox can be neither read nor changed.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum NoInbox {
    /// There is no folder for state.
    NoFolder,
    /// The file makes no sense; the next change moves it aside.
    Damaged {
        file: String,
    },
    /// A newer version of the program has written it.
    Newer {
        file: String,
    },
    OfAnother {
        file: String,
        catalogue: String,
    },
    /// Another program has been changing it for so many seconds.
    Busy {
        seconds: u64,
    },
    /// It cannot be read: one line that names it and says why.
    Unread(String),
    /// It cannot be written, for this reason.
    Unwritten {
        file: String,
        why: String,
    },
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

/// A record beside what was known of it.
#[derive(Clone, Debug, PartialEq)]
enum State {
    Newest,
    Older,
    /// It was another launch: this one.
    Changed(Text),
}

/// Leaves out the oldest of too many.
fn cut<T>(kept: &mut Vec<T>) {
    let excess = kept.len().saturating_sub(MOST);
    kept.drain(..excess);
}

impl Inbox {
    /// All that is to be entered by this day, what was dismissed among it.
    pub fn found(&self, catalogue: &Catalogue, today: NaiveDate) -> Found {
        candidates(catalogue, &self.seen, today)
    }

    /// The same without what was dismissed: what waits.
    pub fn waiting(&self, catalogue: &Catalogue, today: NaiveDate) -> Found {
        self.undismissed(self.found(catalogue, today))
    }

    pub fn undismissed(&self, mut found: Found) -> Found {
        let dismissed = self.prints();
        let is_open = |candidate: &Candidate| !candidate.is_among(&dismissed);
        found.candidates.retain(is_open);
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
        let key = |one: &Flight| (one.cited.feed, one.record.clone());
        let flights = self.seen.flights.iter().enumerate();
        let mut flights: HashMap<_, usize> =
            flights.map(|(place, one)| (key(one), place)).collect();
        let records = self.records.iter().enumerate();
        let mut records: HashMap<_, usize> = records
            .map(|(place, one)| (one.id.clone(), place))
            .collect();
        for mut flight in new.flights {
            let state = match flight.cited.feed {
                Feed::LaunchLibrary => self.identify(&mut flight, &mut records, catalogue),
                _ => State::Newest,
            };
            let place = flights.get(&key(&flight)).copied();
            let before = place.and_then(|place| self.seen.flights.get_mut(place));
            let is_older = before
                .as_ref()
                .is_some_and(|before| before.version > flight.version);
            if state == State::Older || is_older {
                taken.older += 1;
                // The older state may be the first to tell that the record was another launch.
                if let Some(before) = before {
                    before.not_for = flight.not_for;
                }
                continue;
            }
            if let State::Changed(was) = &state {
                taken.changed.push((was.clone(), flight.name.clone()));
            }
            if let Some(before) = before {
                // The past of a record is kept where it was asked for once.
                if flight.history.is_empty() && state == State::Newest {
                    flight.history = std::mem::take(&mut before.history);
                }
                *before = flight;
            } else {
                flights.insert(key(&flight), self.seen.flights.len());
                self.seen.flights.push(flight);
            }
        }
        self.take_satellites(new.endings, new.tallies, &mut taken);
        taken
    }

    fn take_satellites(&mut self, endings: Vec<Ending>, tallies: Vec<Tally>, taken: &mut Taken) {
        let new: HashSet<Box<str>> = endings.iter().map(|one| one.object.clone()).collect();
        self.seen.endings.retain(|one| !new.contains(&one.object));
        self.seen.endings.extend(endings);
        for tally in tallies {
            let is_same = |one: &Tally| one.constellation == tally.constellation;
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
    }

    /// Looks at what a record was and is. If both its vehicle and its payload are others, it is another launch, and
    /// the entry that names it does so no more, whichever state was seen first.
    fn identify(
        &mut self,
        flight: &mut Flight,
        places: &mut HashMap<Box<str>, usize>,
        catalogue: &Catalogue,
    ) -> State {
        let payload = flight.payloads.first().unwrap_or(&flight.name).clone();
        let place = places.get(&flight.record).copied();
        let Some(known) = place.and_then(|place| self.records.get_mut(place)) else {
            places.insert(flight.record.clone(), self.records.len());
            self.records.push(Record {
                id: flight.record.clone(),
                vehicle: flight.vehicle.clone(),
                payload,
                version: flight.version.clone(),
                not_for: None,
            });
            return State::Newest;
        };
        let is_other = known.vehicle != flight.vehicle && !same_thing(&known.payload, &payload);
        if is_other {
            let names = |one: &&Milestone| one.ll2.as_deref() == Some(&*flight.record);
            let holder = catalogue.milestones().iter().find(names);
            known.not_for = holder.map(|holder| holder.entry.id.value.clone());
        }
        flight.not_for.clone_from(&known.not_for);
        if flight.version < known.version {
            return State::Older;
        }
        let was = line(&format!("{} | {}", known.vehicle, known.payload), REMARK);
        known.vehicle.clone_from(&flight.vehicle);
        known.payload = payload;
        known.version.clone_from(&flight.version);
        if is_other {
            State::Changed(was)
        } else {
            State::Newest
        }
    }

    /// Leaves out what said nothing when this was found: it is on record, or was never ours.
    pub fn tidy(&mut self, found: &[Found]) {
        let candidates = found.iter().flat_map(|found| &found.candidates);
        let cited = candidates.flat_map(|candidate| &candidate.cites);
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
        let tied = found.iter().flat_map(|found| &found.ties);
        let tied: HashSet<&str> = tied.map(|tied| &*tied.record).collect();
        let flights: HashSet<&str> = self.seen.flights.iter().map(|one| &*one.record).collect();
        let is_ours = |id: &str| flights.contains(id) || tied.contains(id);
        self.records
            .retain(|record| record.not_for.is_some() || is_ours(&record.id));
        cut(&mut self.records);
        cut(&mut self.dismissed);
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
