//! Two axes of time with one scale: as many days to a dot along as up, so that the day of a statement
//! and the day it promises make a diagonal of 45°.

use chrono::{Datelike, NaiveDate};

/// A stretch of days, both ends inclusive.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct DaySpan {
    pub first: NaiveDate,
    pub last: NaiveDate,
}

impl DaySpan {
    pub(super) fn on(day: NaiveDate) -> Self {
        Self {
            first: day,
            last: day,
        }
    }

    /// The smallest stretch that holds this one and a day.
    #[must_use]
    pub(super) fn with(self, day: NaiveDate) -> Self {
        Self {
            first: self.first.min(day),
            last: self.last.max(day),
        }
    }

    #[must_use]
    pub(super) fn and(self, other: Self) -> Self {
        self.with(other.first).with(other.last)
    }
}

/// Left free at the edges, in dots, so that no mark is cut: left, right, top, bottom.
const LEFT: i64 = 3;
const RIGHT: i64 = 7;
const TOP: i64 = 4;
const BOTTOM: i64 = 4;

/// At least so many days are shown, that a year begins among them.
const LEAST: i64 = 2 * 366;

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Scale {
    /// Days to a dot, on both axes.
    per_dot: i64,
    /// The first day at the left edge and at the bottom, counted from the year 1. They lie whole dots
    /// apart: only then is the diagonal straight.
    left: i64,
    bottom: i64,
    width: i64,
    height: i64,
}

impl Scale {
    /// The closest scale that shows both stretches on so many dots; None where there is no room.
    pub(super) fn fit(
        said: DaySpan,
        promised: DaySpan,
        (width, height): (i64, i64),
    ) -> Option<Self> {
        let room = (width - LEFT - RIGHT, height - TOP - BOTTOM);
        if room.0 < 4 || room.1 < 4 {
            return None;
        }
        let (x, y) = (Ends::of(said), Ends::of(promised));
        let per_dot = div_up(x.length, room.0).max(div_up(y.length, room.1));
        let spare = (room.0 * per_dot - x.length, room.1 * per_dot - y.length);
        // Room to spare goes to the days on which the promises are to come true, then to both sides.
        let ahead = (y.end() - x.end()).clamp(0, spare.0);
        let left = x.first - LEFT * per_dot - (spare.0 - ahead) / 2;
        let bottom = y.first - BOTTOM * per_dot - spare.1 / 2;
        // An even number of dots apart, so that the diagonal crosses every cell from corner to corner.
        let step = 2 * per_dot;
        Some(Self {
            per_dot,
            left,
            bottom: left + (bottom - left).div_euclid(step) * step,
            width,
            height,
        })
    }

    /// The dot of a day of saying, counted from the left edge; it may lie outside.
    pub(super) fn x(&self, day: NaiveDate) -> i64 {
        (number(day) - self.left).div_euclid(self.per_dot)
    }

    /// The dot of a promised day, counted from the top.
    pub(super) fn y(&self, day: NaiveDate) -> i64 {
        self.height - 1 - (number(day) - self.bottom).div_euclid(self.per_dot)
    }

    /// Where "said" is "promised": the dot down a column.
    pub(super) fn diagonal(&self, x: i64) -> i64 {
        self.height - 1 - x - (self.left - self.bottom) / self.per_dot
    }

    /// The same the other way round: the dot along a row.
    pub(super) fn came_true(&self, y: i64) -> i64 {
        self.height - 1 - y - (self.left - self.bottom) / self.per_dot
    }

    /// The years that begin along the axis of saying, with their dots.
    pub(super) fn years_said(&self) -> impl Iterator<Item = (i32, i64)> + use<> {
        let scale = *self;
        scale
            .years(scale.left, scale.width, 14)
            .map(move |(year, day)| (year, scale.x(day)))
    }

    /// The years that begin along the axis of promises, with their dots.
    pub(super) fn years_promised(&self) -> impl Iterator<Item = (i32, i64)> + use<> {
        let scale = *self;
        scale
            .years(scale.bottom, scale.height, 8)
            .map(move |(year, day)| (year, scale.y(day)))
    }

    /// First days of years, at least so many dots apart.
    fn years(self, from: i64, dots: i64, apart: i64) -> impl Iterator<Item = (i32, NaiveDate)> {
        let every = [1, 2, 5, 10, 20, 50, 100]
            .into_iter()
            .find(|years| i64::from(*years) * 365 >= apart * self.per_dot)
            .unwrap_or(500);
        let year = |days: i64| {
            let days = i32::try_from(days).unwrap_or_default();
            NaiveDate::from_num_days_from_ce_opt(days).map_or(0, |day| day.year())
        };
        let to = from + dots * self.per_dot - 1;
        (year(from)..=year(to))
            .filter(move |year| year % every == 0)
            .filter_map(|year| Some((year, NaiveDate::from_ymd_opt(year, 1, 1)?)))
            .filter(move |(_, day)| (from..=to).contains(&number(*day)))
    }
}

/// A [`DaySpan`] as numbers, not fewer than [`LEAST`].
struct Ends {
    first: i64,
    length: i64,
}

impl Ends {
    fn of(days: DaySpan) -> Self {
        let (first, last) = (number(days.first), number(days.last));
        let length = last - first + 1;
        let more = (LEAST - length).max(0);
        Self {
            first: first - more / 2,
            length: length + more,
        }
    }

    fn end(&self) -> i64 {
        self.first + self.length
    }
}

fn number(day: NaiveDate) -> i64 {
    i64::from(day.num_days_from_ce())
}

fn div_up(days: i64, dots: i64) -> i64 {
    (days + dots - 1).div_euclid(dots).max(1)
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    fn day() -> impl Strategy<Value = NaiveDate> {
        (1950..=2150, 1..=365u32).prop_filter_map("a day", |(y, d)| NaiveDate::from_yo_opt(y, d))
    }

    fn days() -> impl Strategy<Value = DaySpan> {
        (day(), day()).prop_map(|(one, other)| DaySpan::on(one).with(other))
    }

    proptest! {
        /// A day said is a day promised on the diagonal, whatever the scale: it is straight, at 45°.
        #[test]
        fn the_scales_are_equal(said in days(), promised in days(), at in day(),
                                width in 0i64..400, height in 0i64..320) {
            if let Some(scale) = Scale::fit(said, promised, (width, height)) {
                let (x, y) = (scale.x(at), scale.y(at));
                prop_assert_eq!(scale.diagonal(x), y);
                prop_assert_eq!(scale.diagonal(x + 1), y - 1);
                prop_assert_eq!(scale.came_true(y), x);
            }
        }

        /// Both stretches are on the grid with room for their marks, and every label has its place.
        #[test]
        fn what_has_to_be_seen_is_seen(said in days(), promised in days(),
                                       width in 20i64..400, height in 16i64..320) {
            let scale = Scale::fit(said, promised, (width, height)).unwrap();
            for at in [said.first, said.last] {
                prop_assert!((1..width - 1).contains(&scale.x(at)), "{} of {width}", scale.x(at));
            }
            for at in [promised.first, promised.last] {
                prop_assert!((1..height - 1).contains(&scale.y(at)), "{} of {height}", scale.y(at));
            }
            let along: Vec<i64> = scale.years_said().map(|(_, x)| x).collect();
            let up: Vec<i64> = scale.years_promised().map(|(_, y)| y).collect();
            prop_assert!(along.is_sorted_by(|a, b| b - a >= 13), "{along:?}");
            prop_assert!(up.is_sorted_by(|a, b| a - b >= 7), "{up:?}");
            prop_assert!(along.iter().all(|x| (0..width).contains(x)));
            prop_assert!(up.iter().all(|y| (0..height).contains(y)));
        }
    }
}
