//! What the record says of a promise that is still open: when such promises came true.
//!
//! Arithmetic on the catalogue's own record, not a forecast. The reference class of a promise is every
//! dated statement of the catalogue that was made as far ahead (the same [`Horizon`]); their delays, from
//! the promised end to the event, are weighed by the rule of [`survival`](super::survival), so that
//! promises which have not come true yet count for as long as they have been waiting. A promise that has
//! not come true by today is compared with those that had not come true by then either.

use chrono::{Days, NaiveDate};

use super::catalogue::{Catalogue, Milestone};
use super::keyword::MilestoneStatus;
use super::record::{Horizon, promised};
use super::slip::days;
use super::survival::{Observed, Survival};
use super::when::{Period, Window};

/// With fewer resolved promises to go by, nothing is said.
pub const LEAST: usize = 30;

/// The delays of all promises of a catalogue, by how far ahead they were made.
#[derive(Clone, Debug, Default)]
pub struct Reference {
    classes: [Survival; 3],
}

/// When promises like this one came true, from today on.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Outlook {
    pub horizon: Horizon,
    /// The resolved promises that it rests on: those that came true, but not before today.
    pub n: usize,
    /// From the day by which a quarter of them had come true to that of three quarters. An end that the
    /// record does not reach is open, and so is a start.
    pub half: Window,
    /// The same from a tenth to nine tenths.
    pub four_fifths: Window,
}

impl Reference {
    pub fn of(catalogue: &Catalogue, today: NaiveDate) -> Self {
        let milestones = catalogue.milestones().iter();
        milestones
            .flat_map(|milestone| delays(milestone, today))
            .collect()
    }

    /// What the record says on a day of a promise that has not come true by then, from when it was made
    /// and the last day promised.
    pub fn outlook(&self, said: Period, end: NaiveDate, today: NaiveDate) -> Option<Outlook> {
        let horizon = Horizon::of(said, end);
        let class = &self.classes[horizon as usize];
        let waited = days(end, today);
        let n = class.happened_from(waited);
        if n < LEAST {
            return None;
        }
        let day = |share| after(end, class.quantile(waited, share)?);
        let window = |from, to| Window {
            first: day(from),
            last: day(to),
        };
        Some(Outlook {
            horizon,
            n,
            half: window(0.25, 0.75),
            four_fifths: window(0.1, 0.9),
        })
    }
}

impl FromIterator<(Horizon, Observed)> for Reference {
    fn from_iter<I: IntoIterator<Item = (Horizon, Observed)>>(delays: I) -> Self {
        let mut classes: [Vec<Observed>; 3] = Default::default();
        for (horizon, delay) in delays {
            classes[horizon as usize].push(delay);
        }
        Self {
            classes: classes.map(Survival::from_iter),
        }
    }
}

impl Outlook {
    /// Of a milestone that is still to come, by the date that stands.
    pub fn of(milestone: &Milestone, reference: &Reference, today: NaiveDate) -> Option<Self> {
        if !milestone.is_open() {
            return None;
        }
        let (statement, said) = milestone.dated().next_back()?;
        let end = promised(milestone, statement.when, said)?;
        reference.outlook(said, end, today)
    }
}

/// The delay of each promise of a milestone in days, from the promised end to the event.
pub fn delays(
    milestone: &Milestone,
    today: NaiveDate,
) -> impl Iterator<Item = (Horizon, Observed)> + '_ {
    let fate = fate(milestone, today);
    milestone.dated().filter_map(move |(statement, said)| {
        let end = promised(milestone, statement.when, said)?;
        let delay = match fate {
            Fate::HappenedBy(day) => Observed::Happened(days(end, day)),
            Fate::NotUntil(day) => Observed::Censored(days(end, day)),
        };
        Some((Horizon::of(said, end), delay))
    })
}

#[derive(Clone, Copy)]
enum Fate {
    HappenedBy(NaiveDate),
    /// Not until then: it is still open, it failed, it was cancelled, or it is not known when it
    /// happened.
    NotUntil(NaiveDate),
}

fn fate(milestone: &Milestone, today: NaiveDate) -> Fate {
    let actual = milestone
        .actual
        .as_ref()
        .map(|actual| actual.value.window());
    let last_said = || Some(milestone.dated().next_back()?.1.last());
    let known = || {
        milestone
            .recorded
            .as_of
            .map(Period::last)
            .or_else(last_said)
    };
    let day = match (milestone.recorded.status.value, actual) {
        (
            MilestoneStatus::Done,
            Some(Window {
                last: Some(day), ..
            }),
        ) => {
            return Fate::HappenedBy(day.min(today));
        }
        (MilestoneStatus::Done, Some(Window { first, .. })) => first.or_else(last_said),
        (_, Some(Window { first, last })) => last.or(first).or_else(known),
        (MilestoneStatus::Cancelled, None) => known(),
        (_, None) => None,
    };
    Fate::NotUntil(day.map_or(today, |day| day.min(today)))
}

fn after(end: NaiveDate, delay: i64) -> Option<NaiveDate> {
    if delay < 0 {
        end.checked_sub_days(Days::new(delay.unsigned_abs()))
    } else {
        end.checked_add_days(Days::new(delay.unsigned_abs()))
    }
}
