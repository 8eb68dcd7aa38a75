//! The time axis of the timeline: a zoom, and the day that stands at its mark.

use chrono::{Datelike, NaiveDate};
use strum::VariantArray;

/// How much time a column stands for.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, VariantArray)]
pub enum Zoom {
    Week,
    Month,
    /// Five columns a year.
    Fifth,
    Quarter,
    Year,
}

impl Zoom {
    /// Columns a year.
    pub fn columns_a_year(self) -> i64 {
        match self {
            Self::Week => 52,
            Self::Month => 12,
            Self::Fifth => 5,
            Self::Quarter => 4,
            Self::Year => 1,
        }
    }

    pub fn words(self) -> &'static str {
        match self {
            Self::Week => "1 column = 1 week",
            Self::Month => "1 column = 1 month",
            Self::Fifth => "1 column = 73 days",
            Self::Quarter => "1 column = 3 months",
            Self::Year => "1 column = 1 year",
        }
    }

    fn closer(self) -> Self {
        Self::VARIANTS[(self as usize).saturating_sub(1)]
    }

    fn wider(self) -> Self {
        Self::VARIANTS[(self as usize + 1).min(Self::VARIANTS.len() - 1)]
    }
}

/// The years that a timeline may be scrolled to.
const FIRST_YEAR: i32 = 1950;
const LAST_YEAR: i32 = 2150;

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
    /// a little off its ends; the widest one where none is wide enough.
    pub fn fitted(first: NaiveDate, last: NaiveDate, width: u16) -> Self {
        let span = |zoom: &Zoom| column(*zoom, last) - column(*zoom, first) + 1;
        let fits = |zoom: &&Zoom| span(zoom) + 2 * MARGIN <= i64::from(width);
        let zoom = *Zoom::VARIANTS.iter().find(fits).unwrap_or(&Zoom::Year);
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

    /// The year that an absolute column belongs to, and its place in that year from 0.
    pub fn year(&self, column: i64) -> (i64, i64) {
        let a_year = self.zoom.columns_a_year();
        (column.div_euclid(a_year), column.rem_euclid(a_year))
    }

    /// A day is in sight, or would be on an axis of this width.
    pub fn shows(&self, day: NaiveDate, width: u16) -> bool {
        let left = self.left(width);
        (left..left + i64::from(width)).contains(&self.column(day))
    }

    pub fn pan(&mut self, columns: i64) {
        let a_year = self.zoom.columns_a_year();
        let (first, last) = (
            i64::from(FIRST_YEAR) * a_year,
            i64::from(LAST_YEAR) * a_year,
        );
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
        let from_mark = if self.shows(around, width) {
            self.column(around) - self.mark
        } else {
            0
        };
        self.zoom = zoom;
        self.mark = column(zoom, around) - from_mark;
        self.pan(0);
    }
}

fn third(width: u16) -> i64 {
    i64::from(width) / 3
}

/// Columns are equal parts of a year, so that years stand at equal distances at every zoom.
fn column(zoom: Zoom, day: NaiveDate) -> i64 {
    let a_year = zoom.columns_a_year();
    i64::from(day.year()) * a_year + i64::from(day.ordinal0()) * a_year / length(day.year())
}

/// The first day of an absolute column; years beyond what a date can hold end at its limits.
fn first_day(zoom: Zoom, column: i64) -> NaiveDate {
    let a_year = zoom.columns_a_year();
    let (year, place) = (column.div_euclid(a_year), column.rem_euclid(a_year));
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
    fn a_year_has_its_columns_at_every_zoom() {
        for zoom in Zoom::VARIANTS {
            let first = column(*zoom, day("2028-01-01"));
            assert_eq!(
                column(*zoom, day("2028-12-31")),
                first + zoom.columns_a_year() - 1,
                "{zoom:?}"
            );
            assert_eq!(
                column(*zoom, day("2029-01-01")),
                first + zoom.columns_a_year(),
                "{zoom:?}"
            );
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
        let axis = Axis::fitted(day("1950-01-01"), day("2150-01-01"), 40);
        assert_eq!(axis.zoom, Zoom::Year);
    }

    #[test]
    fn panning_stops_at_the_ends_of_time() {
        let mut axis = Axis::new(day("2026-11-24"));
        axis.pan(i64::MAX / 4);
        assert_eq!(axis.year(axis.mark).0, i64::from(LAST_YEAR));
        axis.pan(i64::MIN / 4);
        assert_eq!(axis.year(axis.mark).0, i64::from(FIRST_YEAR));
    }
}
