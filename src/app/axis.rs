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

/// The days that a timeline may be scrolled to.
const FIRST_YEAR: i32 = 1950;
const LAST_YEAR: i32 = 2150;

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

    /// The absolute column at the left edge of an axis of this width.
    pub fn left(&self, width: u16) -> i64 {
        self.mark - i64::from(width) / 3
    }

    /// The absolute column that a day falls in.
    pub fn column(&self, day: NaiveDate) -> i64 {
        column(self.zoom, day)
    }

    /// The year that an absolute column belongs to, and its place in that year from 0.
    pub fn year(&self, column: i64) -> (i64, i64) {
        let a_year = self.zoom.columns_a_year();
        (column.div_euclid(a_year), column.rem_euclid(a_year))
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

    pub fn zoom_in(&mut self) {
        self.set_zoom(self.zoom.closer());
    }

    pub fn zoom_out(&mut self) {
        self.set_zoom(self.zoom.wider());
    }

    fn set_zoom(&mut self, zoom: Zoom) {
        let (year, place) = self.year(self.mark);
        let before = self.zoom.columns_a_year();
        self.zoom = zoom;
        self.mark = year * zoom.columns_a_year() + place * zoom.columns_a_year() / before;
    }
}

/// Columns are equal parts of a year, so that years stand at equal distances at every zoom.
fn column(zoom: Zoom, day: NaiveDate) -> i64 {
    let a_year = zoom.columns_a_year();
    let length = if day.leap_year() { 366 } else { 365 };
    i64::from(day.year()) * a_year + i64::from(day.ordinal0()) * a_year / length
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
    fn zooming_keeps_the_year_at_the_mark() {
        let mut axis = Axis::new(day("2026-11-24"));
        for _ in 0..9 {
            axis.zoom_out();
            assert_eq!(axis.year(axis.mark).0, 2026);
        }
        for _ in 0..9 {
            axis.zoom_in();
            assert_eq!(axis.year(axis.mark).0, 2026);
        }
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
