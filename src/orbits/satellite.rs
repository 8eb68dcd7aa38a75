//! One satellite, carried on from its elements by SGP4.

use chrono::{NaiveDateTime, TimeDelta};
use sgp4::{Classification, Constants, MinutesSinceEpoch};

use super::earth::{Place, Turned, Vector};
use super::elements::Elements;

/// Below this height the air makes a position old quickly.
const THICK_AIR_KM: f64 = 600.0;
/// How many days a position is good for: in the air, and above it.
const SOUND_FOR: (i64, i64) = (3, 14);
/// However old, elements are not carried on further: what comes out means nothing, and takes its time.
const FURTHEST_DAYS: i64 = 400;

/// How far a position computed for an instant can be trusted.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Trust {
    /// A few kilometres, as far as the satellite does not manoeuvre.
    Sound,
    /// Old elements: to be shown with their age.
    Dim,
    /// Too old: not to be shown at all.
    None,
}

/// A satellite that can be asked where it is.
#[derive(Clone, Debug, PartialEq)]
pub struct Satellite {
    pub elements: Elements,
    constants: Constants,
}

impl Satellite {
    /// None where SGP4 cannot begin with these elements.
    pub fn new(elements: Elements) -> Option<Self> {
        let given = sgp4::Elements {
            object_name: None,
            international_designator: None,
            norad_id: elements.number.into(),
            classification: Classification::Unclassified,
            datetime: elements.epoch,
            mean_motion_dot: elements.mean_motion_dot,
            mean_motion_ddot: 0.0,
            drag_term: elements.drag,
            element_set_number: 0,
            inclination: elements.inclination,
            right_ascension: elements.node,
            eccentricity: elements.eccentricity,
            argument_of_perigee: elements.perigee,
            mean_anomaly: elements.mean_anomaly,
            mean_motion: elements.mean_motion,
            revolution_number: 0,
            ephemeris_type: 0,
        };
        // The model that the elements are made with; the crate's default is 20 to 50 m off.
        let constants = Constants::from_elements_afspc_compatibility_mode(&given).ok()?;
        Some(Self {
            elements,
            constants,
        })
    }

    /// In the frame of SGP4 (TEME), km from the centre of the Earth. None where it has come down, or the instant is
    /// over 400 days from the epoch.
    pub fn position(&self, at: NaiveDateTime) -> Option<[f64; 3]> {
        let age = self.elements.age(at);
        if age.abs() > TimeDelta::days(FURTHEST_DAYS) {
            return None;
        }
        let minutes = MinutesSinceEpoch(age.as_seconds_f64() / 60.0);
        let there = self.constants.propagate_afspc_compatibility_mode(minutes);
        let there = there.ok()?.position;
        there.iter().all(|axis| axis.is_finite()).then_some(there)
    }

    pub(super) fn fixed(&self, at: NaiveDateTime, turned: Turned) -> Option<Vector> {
        self.position(at).map(|there| turned.fixed(there))
    }

    /// The place above which it stands, and how high.
    pub fn place(&self, at: NaiveDateTime) -> Option<Place> {
        self.fixed(at, Turned::at(at)).map(Place::of)
    }

    /// What a position at this instant is worth.
    pub fn trust(&self, at: NaiveDateTime) -> Trust {
        let (low, high) = SOUND_FOR;
        let is_low = self.elements.mean_height_km() < THICK_AIR_KM;
        let sound = TimeDelta::days(if is_low { low } else { high });
        let age = self.elements.age(at).abs();
        match age {
            _ if age <= sound => Trust::Sound,
            _ if age <= sound * 2 => Trust::Dim,
            _ => Trust::None,
        }
    }
}
