//! What speaks against a date that is still to come: nothing supports it.

use chrono::{Months, NaiveDate};

use crate::domain::catalogue::{
    Catalogue, Constellation, Count, EntryRef, Kind, Milestone, is_after,
};
use crate::domain::computed::mention;
use crate::domain::computed::slip::days;
use crate::domain::when::{Period, When, Window};

/// A last word that is older than this many days supports no date that is near.
const OLD_DAYS: i64 = 365;
/// A date that ends within so many months is near.
const NEAR_MONTHS: u32 = 12;
/// With fewer days left of it, a year alone is no date.
const YEAR_LEFT_DAYS: i64 = 90;
/// A pace of more than so many times the best on record is not believed.
const BELIEVED: f64 = 3.0;
const YEAR_DAYS: i64 = 365;

/// Why a date is in doubt, the strongest reason first.
#[derive(Clone, Copy, Debug, PartialEq)]
pub enum Doubt {
    /// By a milestone that must come first.
    Needs(usize, Need),
    Pace(Pace),
    /// The last word on it is so many days old.
    Old(i64),
    /// Only a year was named, of which so many days are left.
    YearOnly(i64),
}

/// What is wrong with a milestone that must come first.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Need {
    Missed,
    InDoubt,
    /// It begins after the end of the one that needs it.
    TooLate,
}

/// How far a number of satellites is, and how fast it would have to grow.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Pace {
    pub counted: u32,
    pub on: Period,
    /// The number to reach.
    pub reach: u32,
    /// From today to the deadline; none without one.
    pub days_left: Option<i64>,
    /// Satellites in 365 days from today on, to be there by the deadline.
    pub needed: Option<f64>,
    /// The best rise of any 365 days on record.
    pub best: Option<f64>,
}

impl Doubt {
    /// It is said, but alone it does not change the verdict on an entry.
    pub fn is_weak(self) -> bool {
        matches!(self, Self::YearOnly(_))
    }

    /// What of the milestone itself speaks against its date, which is still to come.
    pub fn of(catalogue: &Catalogue, index: usize, when: When, today: NaiveDate) -> Option<Self> {
        let milestone = catalogue.milestones().get(index)?;
        let pace = Pace::of(catalogue, milestone, when, today);
        if let Some(pace) = pace.filter(Pace::is_beyond_belief) {
            return Some(Self::Pace(pace));
        }
        old(catalogue, index, when.window(), today)
            .map(Self::Old)
            .or_else(|| year_only(when, today).map(Self::YearOnly))
    }
}

/// The last word is over a year old, and the date ends soon or has no end and has begun.
fn old(catalogue: &Catalogue, index: usize, window: Window, today: NaiveDate) -> Option<i64> {
    let soon = today.checked_add_months(Months::new(NEAR_MONTHS));
    let is_near = match window {
        Window {
            last: Some(last), ..
        } => soon.is_none_or(|soon| last <= soon),
        Window {
            first: Some(first), ..
        } => first < today,
        Window { .. } => false,
    };
    let at = EntryRef::new(Kind::Milestone, index);
    let word = is_near.then(|| mention::last_word(catalogue, at, today))??;
    (word.days > OLD_DAYS).then_some(word.days)
}

fn year_only(when: When, today: NaiveDate) -> Option<i64> {
    let (When::In(year @ Period::Year(_)) | When::About(year @ Period::Year(_))) = when else {
        return None;
    };
    let left = days(today, year.last());
    (0..YEAR_LEFT_DAYS).contains(&left).then_some(left)
}

impl Pace {
    /// Of a milestone that promises a number, once satellites have been counted.
    pub fn of(
        catalogue: &Catalogue,
        milestone: &Milestone,
        when: When,
        today: NaiveDate,
    ) -> Option<Self> {
        let reach = milestone.reach.as_ref()?;
        let constellation = catalogue.constellation(&reach.constellation.value)?;
        let (counted, on) = newest(constellation, today)?;
        let missing = reach.satellites.saturating_sub(counted);
        let days_left = when.last().map(|end| days(today, end).max(0));
        let needed = days_left.map(|left| a_year(missing, left.max(1)));
        Some(Self {
            counted,
            on,
            reach: reach.satellites,
            days_left,
            needed,
            best: best(constellation, today),
        })
    }

    pub fn missing(&self) -> u32 {
        self.reach.saturating_sub(self.counted)
    }

    fn is_beyond_belief(&self) -> bool {
        let both = self.needed.zip(self.best);
        self.missing() > 0 && both.is_some_and(|(needed, best)| needed > BELIEVED * best)
    }
}

/// The newest count that has come, and its day.
fn newest(constellation: &Constellation, today: NaiveDate) -> Option<(u32, Period)> {
    let counts = constellation.counts.iter();
    let counts = counts.filter(|count| !is_after(count.on, today));
    let counts = counts.filter_map(|count| Some((count.reached()?, count.on)));
    counts.max_by_key(|(_, on)| on.first())
}

/// The best rise between two counts, in 365 days: of two that lie closer the whole rise, else its part.
fn best(constellation: &Constellation, today: NaiveDate) -> Option<f64> {
    let counts: Vec<&Count> = constellation
        .counts
        .iter()
        .filter(|count| !is_after(count.on, today))
        .collect();
    let pairs = counts
        .iter()
        .flat_map(|from| counts.iter().map(move |to| (from, to)));
    let rises = pairs.filter_map(|(from, to)| {
        let span = days(from.on.last(), to.on.first());
        let rise = match (from.in_orbit, to.in_orbit) {
            (Some(was), Some(is)) => is.saturating_sub(was),
            _ => to.working?.saturating_sub(from.working?),
        };
        (span > 0).then(|| a_year(rise, span.max(YEAR_DAYS)))
    });
    rises.reduce(f64::max)
}

#[expect(clippy::cast_precision_loss, reason = "nobody counts 2^53 days")]
fn a_year(satellites: u32, days: i64) -> f64 {
    f64::from(satellites) * YEAR_DAYS as f64 / days as f64
}
