//! The height at which a constellation is to work, and how many of it have come so far.

use super::satellite::Satellite;

/// A satellite this much below the working height counts as having reached it, in km.
const SLACK_KM: f64 = 10.0;

/// The working height as it is said: "500-800", "19100".
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct WorkingHeight {
    pub low_km: u32,
    /// None where it is one number.
    pub high_km: Option<u32>,
}

/// How high the satellites of a fleet fly, by their mean heights.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Heights {
    pub lowest_km: f64,
    pub median_km: f64,
    pub highest_km: f64,
    /// The lowest perigee.
    pub perigee_km: f64,
    /// The highest apogee.
    pub apogee_km: f64,
}

impl WorkingHeight {
    /// None where the text is no number of kilometres and no two of them.
    pub fn read(text: &str) -> Option<Self> {
        let mut ends = text
            .splitn(2, ['-', '–', '—'])
            .map(|end| end.trim().parse());
        let low_km = ends.next()?.ok()?;
        let high_km = ends.next().transpose().ok()?;
        Some(Self { low_km, high_km })
    }

    /// Both ends, or the one number.
    pub fn ends(self) -> impl Iterator<Item = u32> {
        [Some(self.low_km), self.high_km].into_iter().flatten()
    }
}

/// Whether a satellite has reached a height.
pub(super) fn has_reached(satellite: &Satellite, km: u32) -> bool {
    satellite.elements.mean_height_km() >= f64::from(km) - SLACK_KM
}

impl Heights {
    /// None of no satellite.
    pub(super) fn of(satellites: &[Satellite]) -> Option<Self> {
        let of_each = |height: fn(&Satellite) -> f64| {
            let mut all: Vec<f64> = satellites.iter().map(height).collect();
            all.sort_by(f64::total_cmp);
            all
        };
        let mean = of_each(|one| one.elements.mean_height_km());
        let perigees = of_each(|one| one.elements.perigee_km());
        let apogees = of_each(|one| one.elements.apogee_km());
        Some(Self {
            lowest_km: *mean.first()?,
            median_km: *mean.get(mean.len() / 2)?,
            highest_km: *mean.last()?,
            perigee_km: *perigees.first()?,
            apogee_km: *apogees.last()?,
        })
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_working_height_is_a_number_or_two() {
        let read = |text| WorkingHeight::read(text).map(|height| height.ends().collect::<Vec<_>>());
        assert_eq!(read("19100"), Some(vec![19_100]));
        assert_eq!(read("500-800"), Some(vec![500, 800]));
        assert_eq!(read("500 – 800"), Some(vec![500, 800]));
        for none in ["", "about 500", "500-", "-500", "500-800-900", "5e2"] {
            assert_eq!(read(none), None, "{none}");
        }
    }
}
