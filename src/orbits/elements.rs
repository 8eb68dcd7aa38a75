//! The mean elements of one satellite at one instant, as their publisher gives them.

use std::f64::consts::TAU;

use chrono::{NaiveDateTime, TimeDelta};

/// The radius of the Earth's equator in the model that elements are made with (WGS-72), km.
const EARTH_RADIUS: f64 = 6378.135;
/// The same model's gravity, km³/s².
const GRAVITY: f64 = 398_600.8;
/// Its flattening term.
const J2: f64 = 0.001_082_616;
const SECONDS_A_DAY: f64 = 86_400.0;

/// A faster change of the mean motion than this, in revolutions a day squared, is no drag alone.
const LARGEST_DRAG: f64 = 0.002;
/// Above this height drag is so weak that its sign means nothing.
const THIN_AIR_KM: f64 = 1000.0;

/// General perturbations elements: mean values of SGP4, in the frame of their epoch.
#[derive(Clone, Debug, PartialEq)]
pub struct Elements {
    /// Clean: safe to show.
    pub name: String,
    /// In the catalogue of the United States Space Force.
    pub number: u32,
    /// "2026-061A"; empty where it is not given. Clean.
    pub designator: String,
    pub epoch: NaiveDateTime,
    /// Revolutions a day.
    pub mean_motion: f64,
    pub eccentricity: f64,
    pub inclination: f64,
    /// Right ascension of the ascending node.
    pub node: f64,
    /// Argument of the perigee.
    pub perigee: f64,
    pub mean_anomaly: f64,
    /// B*, in 1 / earth radii.
    pub drag: f64,
    /// Half of the first derivative of the mean motion, revolutions a day squared.
    pub mean_motion_dot: f64,
}

impl Elements {
    /// Half of the long axis.
    pub fn axis_km(&self) -> f64 {
        let per_second = self.mean_motion * TAU / SECONDS_A_DAY;
        (GRAVITY / (per_second * per_second)).cbrt()
    }

    /// Above the equator's radius, averaged over a revolution.
    pub fn mean_height_km(&self) -> f64 {
        self.axis_km() - EARTH_RADIUS
    }

    pub fn apogee_km(&self) -> f64 {
        self.axis_km() * (1.0 + self.eccentricity) - EARTH_RADIUS
    }

    pub fn perigee_km(&self) -> f64 {
        self.axis_km() * (1.0 - self.eccentricity) - EARTH_RADIUS
    }

    /// The node at another instant, from 0 to 360: the flattening of the Earth turns the plane.
    pub fn node_at(&self, at: NaiveDateTime) -> f64 {
        let shape = 1.0 - self.eccentricity * self.eccentricity;
        let of_radius = EARTH_RADIUS / (self.axis_km() * shape);
        let a_day = -1.5 * J2 * of_radius * of_radius * self.mean_motion * 360.0;
        let days = (at - self.epoch).as_seconds_f64() / SECONDS_A_DAY;
        (self.node + a_day * self.inclination.to_radians().cos() * days).rem_euclid(360.0)
    }

    /// How old they are; negative before their epoch.
    pub fn age(&self, at: NaiveDateTime) -> TimeDelta {
        at - self.epoch
    }

    /// Thrust shows as drag that is negative, or too strong.
    pub fn is_manoeuvring(&self) -> bool {
        let pushes = self.drag < 0.0 && self.mean_height_km() < THIN_AIR_KM;
        pushes || self.mean_motion_dot.abs() > LARGEST_DRAG
    }
}
