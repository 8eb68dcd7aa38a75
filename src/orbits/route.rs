//! The Northern Sea Route, as the points along it at which coverage is counted.

use super::earth::{Place, Stand};

/// A place by its name.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Point {
    pub name: &'static str,
    /// Degrees north.
    pub latitude: f64,
    /// Degrees east.
    pub longitude: f64,
}

impl Point {
    const fn new(name: &'static str, latitude: f64, longitude: f64) -> Self {
        Self {
            name,
            latitude,
            longitude,
        }
    }

    pub(super) fn stand(&self) -> Stand {
        let place = Place {
            latitude: self.latitude,
            longitude: self.longitude,
            height_km: 0.0,
        };
        place.stand()
    }
}

/// From west to east.
pub const NORTHERN_SEA_ROUTE: [Point; 12] = [
    Point::new("Kola Bay", 69.07, 33.42),
    Point::new("Kara Gate", 70.40, 58.00),
    Point::new("Sabetta", 71.27, 72.07),
    Point::new("Dikson", 73.50, 80.52),
    Point::new("Vilkitsky Strait", 77.95, 103.50),
    Point::new("Khatanga Gulf", 74.00, 111.00),
    Point::new("Tiksi", 71.64, 128.87),
    Point::new("Sannikov Strait", 74.50, 140.00),
    Point::new("Indigirka mouth", 71.50, 150.50),
    Point::new("Pevek", 69.70, 170.27),
    Point::new("Long Strait", 70.20, 178.50),
    Point::new("Cape Dezhnev", 66.08, -169.65),
];
