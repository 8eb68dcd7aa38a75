//! The turning Earth: from the frame of SGP4 to places on the ground, and what is in view from there.
//!
//! TEME is turned by sidereal time alone, UT1 is taken as UTC and the pole stands still: within half a kilometre.
//! The ellipsoid is that of WGS-84.

use chrono::NaiveDateTime;
use sgp4::{iau_epoch_to_sidereal_time, julian_years_since_j2000};

const EQUATOR_KM: f64 = 6378.137;
const FLATTENING: f64 = 1.0 / 298.257_223_563;
/// The square of the ellipsoid's eccentricity.
const SQUASHED: f64 = FLATTENING * (2.0 - FLATTENING);
/// The mean radius, for what is drawn on a sphere.
const RADIUS_KM: f64 = 6371.0;

pub(super) type Vector = [f64; 3];

/// A place above the ground.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Place {
    /// Degrees north, geodetic.
    pub latitude: f64,
    /// Degrees east, from −180 to 180.
    pub longitude: f64,
    pub height_km: f64,
}

/// How far the Earth has turned at an instant, as cosine and sine.
#[derive(Clone, Copy, Debug)]
pub(super) struct Turned(f64, f64);

impl Turned {
    pub(super) fn at(instant: NaiveDateTime) -> Self {
        let angle = iau_epoch_to_sidereal_time(julian_years_since_j2000(&instant));
        Self(angle.cos(), angle.sin())
    }

    /// From TEME to the frame that turns with the Earth.
    pub(super) fn fixed(self, [x, y, z]: Vector) -> Vector {
        let Self(cos, sin) = self;
        [cos * x + sin * y, cos * y - sin * x, z]
    }
}

impl Place {
    pub(super) fn of([x, y, z]: Vector) -> Self {
        let from_axis = x.hypot(y);
        let mut latitude = z.atan2(from_axis * (1.0 - SQUASHED));
        let mut normal = EQUATOR_KM;
        // Each round gains three digits or more.
        for _ in 0..5 {
            normal = EQUATOR_KM / (1.0 - SQUASHED * latitude.sin().powi(2)).sqrt();
            latitude = (z + SQUASHED * normal * latitude.sin()).atan2(from_axis);
        }
        let (sin, cos) = latitude.sin_cos();
        // Right at the poles too, where the axis is no measure.
        let height = from_axis * cos + z * sin - EQUATOR_KM * EQUATOR_KM / normal;
        Self {
            latitude: latitude.to_degrees(),
            longitude: y.atan2(x).to_degrees(),
            height_km: height,
        }
    }

    /// On the ground: where it is, and which way is up.
    pub(super) fn stand(self) -> Stand {
        let (lat_sin, lat_cos) = self.latitude.to_radians().sin_cos();
        let (lon_sin, lon_cos) = self.longitude.to_radians().sin_cos();
        let normal = EQUATOR_KM / (1.0 - SQUASHED * lat_sin * lat_sin).sqrt();
        let out = (normal + self.height_km) * lat_cos;
        let up = (normal * (1.0 - SQUASHED) + self.height_km) * lat_sin;
        Stand {
            at: [out * lon_cos, out * lon_sin, up],
            up: [lat_cos * lon_cos, lat_cos * lon_sin, lat_sin],
        }
    }
}

/// Somebody who looks up from the ground.
#[derive(Clone, Copy, Debug)]
pub(super) struct Stand {
    at: Vector,
    up: Vector,
}

impl Stand {
    /// Whether something is at least so high above the horizon; `sine` is that of the elevation.
    pub(super) fn sees(&self, satellite: Vector, sine: f64) -> bool {
        let line: Vector = std::array::from_fn(|axis| satellite[axis] - self.at[axis]);
        let height = dot(line, self.up);
        height >= sine * dot(line, line).sqrt()
    }
}

fn dot(one: Vector, other: Vector) -> f64 {
    one.iter().zip(other).map(|(a, b)| a * b).sum()
}

/// The radius of the ground from which a satellite at this height stands at least so high above the horizon, as an
/// angle at the centre of a spherical Earth.
pub fn footprint_degrees(height_km: f64, elevation: f64) -> f64 {
    let elevation = elevation.to_radians();
    let reach = RADIUS_KM / (RADIUS_KM + height_km.max(0.0)) * elevation.cos();
    (reach.clamp(-1.0, 1.0).acos() - elevation)
        .max(0.0)
        .to_degrees()
}

/// The rim of that ground, as so many places round the one below the satellite, northmost first, clockwise.
#[expect(clippy::cast_precision_loss, reason = "nobody draws so many places")]
pub fn horizon(below: Place, elevation: f64, places: usize) -> Vec<Place> {
    let (far_sin, far_cos) = footprint_degrees(below.height_km, elevation)
        .to_radians()
        .sin_cos();
    let (sin, cos) = below.latitude.to_radians().sin_cos();
    let place = |step: usize| {
        let bearing = step as f64 / places as f64 * std::f64::consts::TAU;
        let north = (sin * far_cos + cos * far_sin * bearing.cos()).clamp(-1.0, 1.0);
        let east = (bearing.sin() * far_sin * cos).atan2(far_cos - sin * north);
        let longitude = below.longitude + east.to_degrees();
        Place {
            latitude: north.asin().to_degrees(),
            longitude: (longitude + 540.0).rem_euclid(360.0) - 180.0,
            height_km: 0.0,
        }
    };
    (0..places).map(place).collect()
}
