//! How much of a day a satellite stands high enough in the sky, minute by minute.

use chrono::{NaiveDateTime, TimeDelta};

use super::earth::{Stand, Turned};
use super::route::Point;
use super::satellite::Satellite;

/// The minutes of a day.
pub const MINUTES: usize = 1440;

/// How high above the horizon a satellite has to stand, in degrees, for what is said of the route.
pub const ROUTE_ELEVATION: f64 = 25.0;

/// What is in view in each minute of 24 hours.
#[derive(Clone, Debug, PartialEq)]
pub struct Coverage {
    /// The first minute.
    pub from: NaiveDateTime,
    /// Degrees above the horizon.
    pub elevation: f64,
    /// For each point, in their order.
    pub points: Vec<Sight>,
    /// At least one of the points has a satellite in view.
    pub anywhere: Sight,
}

/// In which minutes of 24 hours there is a satellite in view.
#[derive(Clone, PartialEq, Eq)]
pub struct Sight([bool; MINUTES]);

impl Coverage {
    /// Over 24 hours from an instant on; none where nobody waits for it any more.
    pub fn new(
        satellites: &[Satellite],
        points: &[Point],
        from: NaiveDateTime,
        elevation: f64,
        is_off: &dyn Fn() -> bool,
    ) -> Option<Self> {
        let stands: Vec<Stand> = points.iter().map(Point::stand).collect();
        let sine = elevation.to_radians().sin();
        let mut coverage = Self {
            from,
            elevation,
            points: vec![Sight::default(); points.len()],
            anywhere: Sight::default(),
        };
        for minute in 0..MINUTES {
            if is_off() {
                return None;
            }
            let at = from + TimeDelta::minutes(minute.cast_signed() as i64);
            let turned = Turned::at(at);
            for there in satellites.iter().filter_map(|one| one.fixed(at, turned)) {
                for (stand, sight) in stands.iter().zip(&mut coverage.points) {
                    let sees = stand.sees(there, sine);
                    sight.0[minute] |= sees;
                    coverage.anywhere.0[minute] |= sees;
                }
            }
        }
        Some(coverage)
    }

    /// Minutes of the day at a point, on average.
    #[expect(
        clippy::cast_precision_loss,
        reason = "minutes of a day, points of a route"
    )]
    pub fn mean_minutes(&self) -> f64 {
        let all: usize = self.points.iter().map(Sight::minutes).sum();
        all as f64 / self.points.len().max(1) as f64
    }

    /// The longest time without a satellite in view, in minutes, and the place of its point.
    pub fn longest_gap(&self) -> Option<(usize, usize)> {
        let gaps = self.points.iter().map(Sight::longest_gap).enumerate();
        let gaps = gaps.map(|(place, gap)| (gap, place));
        // Of two that are alike the first.
        gaps.rev().max_by_key(|(gap, _)| *gap)
    }
}

impl Sight {
    /// Whether there is one in view in a minute from the first on; never beyond the day.
    pub fn is_in_view(&self, minute: usize) -> bool {
        self.0.get(minute).copied().unwrap_or_default()
    }

    /// How many minutes there is one in view.
    pub fn minutes(&self) -> usize {
        self.0.iter().filter(|seen| **seen).count()
    }

    /// The longest run of minutes without one, the ends of the day counted as they are.
    pub fn longest_gap(&self) -> usize {
        let runs = self.runs().filter(|(seen, _)| !seen);
        runs.map(|(_, minutes)| minutes).max().unwrap_or_default()
    }

    /// How often one comes into view.
    pub fn passes(&self) -> usize {
        self.runs().filter(|(seen, _)| *seen).count()
    }

    fn runs(&self) -> impl Iterator<Item = (bool, usize)> + '_ {
        let runs = self.0.chunk_by(|one, next| one == next);
        runs.map(|run| (run.first().copied().unwrap_or_default(), run.len()))
    }
}

impl Default for Sight {
    fn default() -> Self {
        Self([false; MINUTES])
    }
}

impl std::fmt::Debug for Sight {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        write!(f, "Sight({} min)", self.minutes())
    }
}
