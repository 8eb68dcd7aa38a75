//! The satellites of one constellation for which there are elements, and what can be said of all of them.

use std::collections::BTreeMap;

use chrono::{NaiveDateTime, NaiveTime, TimeDelta};

use super::coverage::{Coverage, ROUTE_ELEVATION};
use super::elements::Elements;
use super::height::{Heights, has_reached};
use super::planes::planes;
use super::route::NORTHERN_SEA_ROUTE;
use super::satellite::Satellite;

/// Elements older than this, in days, say nothing of the present; and those so much older than the newest ones do not
/// belong to the same picture.
pub const PRESENT_FOR_DAYS: i64 = 30;

/// Satellites in the order of their numbers, each with one set of elements.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Fleet {
    pub satellites: Vec<Satellite>,
    /// Satellites whose elements are over 30 days older than the newest ones: left out.
    pub outdated: usize,
    /// Satellites whose elements SGP4 cannot use: left out.
    pub unusable: usize,
}

impl Fleet {
    /// Of several sets of one satellite, the one next to an instant.
    pub fn new(elements: impl IntoIterator<Item = Elements>, at: NaiveDateTime) -> Self {
        let mut chosen: BTreeMap<u32, Elements> = BTreeMap::new();
        let key = |one: &Elements| (one.age(at).abs(), one.epoch);
        for one in elements {
            let before = chosen.get(&one.number);
            if before.is_none_or(|before| key(&one) < key(before)) {
                chosen.insert(one.number, one);
            }
        }
        let newest = chosen.values().map(|one| one.epoch).max();
        let mut fleet = Self::default();
        for one in chosen.into_values() {
            let age = newest.map(|newest| one.age(newest));
            if age > Some(TimeDelta::days(PRESENT_FOR_DAYS)) {
                fleet.outdated += 1;
                continue;
            }
            match Satellite::new(one) {
                Some(satellite) => fleet.satellites.push(satellite),
                None => fleet.unusable += 1,
            }
        }
        fleet
    }

    /// The oldest and the newest epoch.
    pub fn epochs(&self) -> Option<(NaiveDateTime, NaiveDateTime)> {
        let epochs = self.satellites.iter().map(|one| one.elements.epoch);
        Some((epochs.clone().min()?, epochs.max()?))
    }

    /// The day of the picture: it begins at midnight before the newest epoch.
    pub fn day(&self) -> Option<NaiveDateTime> {
        let (_, newest) = self.epochs()?;
        Some(newest.date().and_time(NaiveTime::MIN))
    }

    /// Whether the elements are young enough to speak of an instant in the present tense.
    pub fn is_present(&self, at: NaiveDateTime) -> bool {
        let newest = self.epochs().map(|(_, newest)| newest);
        newest.is_some_and(|newest| (at - newest).abs() <= TimeDelta::days(PRESENT_FOR_DAYS))
    }

    pub fn heights(&self) -> Option<Heights> {
        Heights::of(&self.satellites)
    }

    /// How many have reached this height, in km.
    pub fn reached(&self, km: u32) -> usize {
        let reached = self.satellites.iter().filter(|one| has_reached(one, km));
        reached.count()
    }

    /// How many manoeuvre, or come down fast.
    pub fn manoeuvring(&self) -> usize {
        let all = self.satellites.iter();
        all.filter(|one| one.elements.is_manoeuvring()).count()
    }

    /// The least and the greatest inclination.
    pub fn inclinations(&self) -> Option<(f64, f64)> {
        let all = self.satellites.iter().map(|one| one.elements.inclination);
        let least = all.clone().min_by(f64::total_cmp)?;
        Some((least, all.max_by(f64::total_cmp)?))
    }

    pub fn planes(&self) -> usize {
        let elements = self.satellites.iter().map(|one| &one.elements);
        self.day().map_or(0, |day| planes(elements, day))
    }

    /// The Northern Sea Route on the day of the picture. It may take a tenth of a second: none where nobody waits for
    /// it any more, or there is no satellite.
    pub fn route(&self, is_off: &dyn Fn() -> bool) -> Option<Coverage> {
        let (all, day) = (&self.satellites, self.day()?);
        Coverage::new(all, &NORTHERN_SEA_ROUTE, day, ROUTE_ELEVATION, is_off)
    }
}
