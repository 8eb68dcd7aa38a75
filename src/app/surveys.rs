//! What the orbital elements at hand say of the constellations.

use std::collections::BTreeMap;

use chrono::NaiveDateTime;

use crate::domain::catalogue::{Catalogue, Constellation};
use crate::domain::text::pattern::fits;
use crate::orbits::{Coverage, Elements, Fleet};

/// What is known of the orbits of one constellation.
#[derive(Clone, Debug, PartialEq)]
pub struct Survey {
    /// Never empty.
    pub fleet: Fleet,
    /// The Northern Sea Route on the day of the elements.
    pub route: Coverage,
}

/// The surveys of all constellations for which there are elements.
#[derive(Clone, Debug, PartialEq)]
pub struct Surveys {
    /// For which instant, in UTC.
    pub at: NaiveDateTime,
    by_id: BTreeMap<String, Survey>,
}

/// The surveys of the catalogue on the screen. They are made when they are first looked at, away from the keys.
#[derive(Debug, Default)]
pub struct Orbits {
    is_asked: bool,
    come: Option<Surveys>,
}

impl Survey {
    /// None where no name of an element fits, or nobody waits for it any more.
    pub fn new(
        constellation: &Constellation,
        elements: &[Elements],
        at: NaiveDateTime,
        is_off: &dyn Fn() -> bool,
    ) -> Option<Self> {
        let patterns = &constellation.satcat;
        let is_meant = |one: &&Elements| patterns.iter().any(|known| fits(known, &one.name));
        let fleet = Fleet::new(elements.iter().filter(is_meant).cloned(), at);
        let route = fleet.route(is_off)?;
        Some(Self { fleet, route })
    }
}

impl Surveys {
    /// None where nobody waits for it any more.
    pub fn new(
        catalogue: &Catalogue,
        elements: &[Elements],
        at: NaiveDateTime,
        is_off: &dyn Fn() -> bool,
    ) -> Option<Self> {
        let by_id = catalogue.constellations().iter().filter_map(|one| {
            let survey = Survey::new(one, elements, at, is_off)?;
            Some((one.entry.id.value.to_string(), survey))
        });
        let by_id = by_id.collect();
        (!is_off()).then_some(Self { at, by_id })
    }

    pub fn of(&self, constellation: &Constellation) -> Option<&Survey> {
        self.by_id.get(&*constellation.entry.id.value)
    }
}

impl Orbits {
    /// What has come; while others are made it is what was there before.
    pub fn surveys(&self) -> Option<&Surveys> {
        self.come.as_ref()
    }

    pub(super) fn is_asked(&self) -> bool {
        self.is_asked
    }

    pub(super) fn ask(&mut self) {
        self.is_asked = true;
    }

    /// The catalogue, the day or the elements are others now.
    pub(super) fn ask_again(&mut self) {
        self.is_asked = false;
    }

    pub(super) fn come(&mut self, surveys: Surveys) {
        self.come = Some(surveys);
    }
}
