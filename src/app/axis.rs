//! The time axis of the timeline: a zoom, and the day that stands at its mark.

use chrono::{Datelike, NaiveDate};
use strum::VariantArray;

use crate::domain::when::YEARS;

/// How much time a column stands for.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, VariantArray)]
pub enum Zoom {
    Week,
    Month,
    /// Five columns a year.
    Fifth,
    Quarter,
    Year,
    TwoYears,
    FiveYears,
    TenYears,
    TwentyYears,
}

impl Zoom {
    /// So many columns stand for so many years; one of the two is 1.
    fn columns_for_years(self) -> (i64, i64) {
        match self {
            Self::Week => (52, 1),
            Self::Month => (12, 1),
            Self::Fifth => (5, 1),
            Self::Quarter => (4, 1),
            Self::Year => (1, 1),
            Self::TwoYears => (1, 2),
            Self::FiveYears => (1, 5),
            Self::TenYears => (1, 10),
            Self::TwentyYears => (1, 20),
        }
    }

    fn closer(self) -> Self {
        Self::VARIANTS[(self as usize).saturating_sub(1)]
    }

    fn wider(self) -> Self {
        Self::VARIANTS[(self as usize + 1).min(Self::VARIANTS.len() - 1)]
    }
}

/// Columns that stay free at each end of an axis that shows everything.
const MARGIN: i64 = 2;

/// Columns of time, counted from the year 0. How many of them are in sight depends on the screen.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Axis {
    pub zoom: Zoom,
    /// The column, counted from the year 0 at this zoom, that stands a third into the axis.
    mark: i64,
}

impl Axis {
    pub fn new(today: NaiveDate) -> Self {
        Self::zoomed(Zoom::Fifth, today)
    }

    /// An axis with this day at its mark.
    pub fn zoomed(zoom: Zoom, day: NaiveDate) -> Self {
        Self {
            zoom,
            mark: column(zoom, day),
        }
    }

    /// The closest look at which both days are in sight on an axis of this width, in its middle and
    /// a little off its ends if columns are less than years. The widest one shows all [`YEARS`] on 20 columns.
    pub fn fitted(first: NaiveDate, last: NaiveDate, width: u16) -> Self {
        let span = |zoom: &Zoom| column(*zoom, last) - column(*zoom, first) + 1;
        let fits = |zoom: &&Zoom| {
            let margin = if **zoom < Zoom::Year { MARGIN } else { 0 };
            span(zoom) + 2 * margin <= i64::from(width)
        };
        let zoom = *Zoom::VARIANTS
            .iter()
            .find(fits)
            .unwrap_or(&Zoom::TwentyYears);
        let spare = (i64::from(width) - span(&zoom)).max(0);
        let mut axis = Self {
            zoom,
            mark: column(zoom, first) - spare / 2 + third(width),
        };
        axis.pan(0);
        axis
    }

    /// The absolute column at the left edge of an axis of this width.
    pub fn left(&self, width: u16) -> i64 {
        self.mark - third(width)
    }

    /// The absolute column that a day falls in.
    pub fn column(&self, day: NaiveDate) -> i64 {
        column(self.zoom, day)
    }

    /// The first and the last day that fall in an absolute column.
    pub fn days(&self, column: i64) -> (NaiveDate, NaiveDate) {
        let last = first_day(self.zoom, column + 1).pred_opt();
        (first_day(self.zoom, column), last.unwrap_or(NaiveDate::MIN))
    }

    /// How far into its column a day begins, from 0 to 1.
    pub fn within(&self, day: NaiveDate) -> f64 {
        let (first, last) = self.days(self.column(day));
        let days = |from: NaiveDate, to: NaiveDate| to.signed_duration_since(from).num_days();
        // Both are numbers of days within a few years: no precision is lost.
        #[expect(clippy::cast_precision_loss, reason = "small numbers")]
        let share = days(first, day) as f64 / (days(first, last) + 1).max(1) as f64;
        share
    }

    /// The year that an absolute column belongs to, or begins with.
    pub fn year(&self, column: i64) -> i64 {
        year(self.zoom, column).0
    }

    /// A day is in sight, or would be on an axis of this width.
    pub fn shows(&self, day: NaiveDate, width: u16) -> bool {
        let left = self.left(width);
        (left..left + i64::from(width)).contains(&self.column(day))
    }

    pub fn pan(&mut self, columns: i64) {
        let [first, last] =
            [YEARS.start(), YEARS.end()].map(|year| first_column(self.zoom, i64::from(*year)));
        self.mark = (self.mark + columns).clamp(first, last);
    }

    /// Puts a day at the mark.
    pub fn go_to(&mut self, day: NaiveDate) {
        self.mark = column(self.zoom, day);
        self.pan(0);
    }

    /// A closer look. `around` keeps its place on an axis of this width; a day out of sight comes to
    /// the mark.
    pub fn zoom_in(&mut self, around: NaiveDate, width: u16) {
        self.set_zoom(self.zoom.closer(), around, width);
    }

    /// A wider look.
    pub fn zoom_out(&mut self, around: NaiveDate, width: u16) {
        self.set_zoom(self.zoom.wider(), around, width);
    }

    fn set_zoom(&mut self, zoom: Zoom, around: NaiveDate, width: u16) {
        let around = around.clamp(first_day_of(*YEARS.start()), first_day_of(*YEARS.end()));
        let from_mark = if self.shows(around, width) {
            self.column(around) - self.mark
        } else {
            0
        };
        self.zoom = zoom;
        self.mark = column(zoom, around) - from_mark;
    }
}

fn third(width: u16) -> i64 {
    i64::from(width) / 3
}

/// Columns are equal parts of a year, or whole years, so that years stand at equal distances.
fn column(zoom: Zoom, day: NaiveDate) -> i64 {
    let (a_year, _) = zoom.columns_for_years();
    let into_the_year = i64::from(day.ordinal0()) * a_year / length(day.year());
    first_column(zoom, i64::from(day.year())) + into_the_year
}

/// The absolute column that a year begins in.
fn first_column(zoom: Zoom, year: i64) -> i64 {
    let (columns, years) = zoom.columns_for_years();
    year.div_euclid(years) * columns
}

/// The year that an absolute column belongs to, or begins with, and its place in that year from 0.
fn year(zoom: Zoom, column: i64) -> (i64, i64) {
    let (columns, years) = zoom.columns_for_years();
    (
        column.div_euclid(columns) * years,
        column.rem_euclid(columns),
    )
}

/// The first day of an absolute column; years beyond what a date can hold end at its limits.
fn first_day(zoom: Zoom, column: i64) -> NaiveDate {
    let (a_year, _) = zoom.columns_for_years();
    let (year, place) = year(zoom, column);
    let Ok(year) = i32::try_from(year) else {
        return if year < 0 {
            NaiveDate::MIN
        } else {
            NaiveDate::MAX
        };
    };
    let days = (place * length(year) + a_year - 1) / a_year;
    let day = u32::try_from(days + 1).unwrap_or(1);
    let limit = if year < 0 {
        NaiveDate::MIN
    } else {
        NaiveDate::MAX
    };
    NaiveDate::from_yo_opt(year, day).unwrap_or(limit)
}

fn first_day_of(year: i32) -> NaiveDate {
    NaiveDate::from_yo_opt(year, 1).unwrap_or_default()
}

fn length(year: i32) -> i64 {
    let is_leap = NaiveDate::from_ymd_opt(year, 1, 1).is_some_and(|day| day.leap_year());
    if is_leap { 366 } else { 365 }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn day(text: &str) -> NaiveDate {
        text.parse().unwrap()
    }

    #[test]
    fn years_have_their_columns_at_every_zoom() {
        for zoom in Zoom::VARIANTS {
            let (columns, years) = zoom.columns_for_years();
            let first = column(*zoom, day("2020-01-01"));
            let day = |year: i64, day: &str| format!("{year}-{day}").parse().unwrap();
            let last = column(*zoom, day(2019 + years, "12-31"));
            assert_eq!(last, first + columns - 1, "{zoom:?}");
            let next = column(*zoom, day(2020 + years, "01-01"));
            assert_eq!(next, first + columns, "{zoom:?}");
        }
    }

    #[test]
    fn every_day_lies_between_the_first_and_the_last_of_its_column() {
        for zoom in Zoom::VARIANTS {
            let axis = Axis::zoomed(*zoom, day("2026-11-24"));
            let mut date = day("2023-12-20");
            while date < day("2029-01-10") {
                let column = axis.column(date);
                let (first, last) = axis.days(column);
                assert!(first <= date && date <= last, "{zoom:?} {date}");
                assert_eq!((axis.column(first), axis.column(last)), (column, column));
                assert_eq!(axis.column(last.succ_opt().unwrap()), column + 1);
                date = date.succ_opt().unwrap();
            }
        }
    }

    #[test]
    fn zooming_leaves_the_day_where_it_stands() {
        for around in ["2026-11-24", "2025-03-01", "2029-12-31"] {
            let mut axis = Axis::new(day("2026-11-24"));
            let place = axis.column(day(around)) - axis.left(80);
            for zoom in [Axis::zoom_in, Axis::zoom_out] {
                for _ in 0..9 {
                    zoom(&mut axis, day(around), 80);
                    assert_eq!(axis.column(day(around)) - axis.left(80), place);
                }
            }
        }
    }

    #[test]
    fn zooming_brings_a_day_out_of_sight_to_the_mark() {
        let mut axis = Axis::new(day("2026-11-24"));
        axis.zoom_in(day("2060-05-05"), 80);
        assert_eq!(axis.column(day("2060-05-05")), axis.mark);
    }

    #[test]
    fn fitting_takes_the_closest_look_that_shows_all() {
        let zoom = |first, last, width| {
            let axis = Axis::fitted(day(first), day(last), width);
            assert!(axis.shows(day(first), width) && axis.shows(day(last), width));
            axis.zoom
        };
        assert_eq!(zoom("2026-01-01", "2026-12-31", 56), Zoom::Week);
        assert_eq!(zoom("2026-01-01", "2026-12-31", 55), Zoom::Month);
        assert_eq!(zoom("2015-01-01", "2036-12-31", 114), Zoom::Fifth);
        assert_eq!(zoom("1961-04-12", "2050-12-31", 94), Zoom::Year);
        assert_eq!(zoom("1950-01-01", "2150-01-01", 60), Zoom::FiveYears);
        assert_eq!(zoom("1900-01-01", "2199-12-31", 37), Zoom::TenYears);
        assert_eq!(zoom("1900-01-01", "2199-12-31", 24), Zoom::TwentyYears);
    }

    #[test]
    fn panning_stops_at_the_ends_of_time() {
        let mut axis = Axis::new(day("2026-11-24"));
        axis.pan(i64::MAX / 4);
        assert_eq!(axis.year(axis.mark), i64::from(*YEARS.end()));
        axis.pan(i64::MIN / 4);
        assert_eq!(axis.year(axis.mark), i64::from(*YEARS.start()));
    }
}
