//! What the record says of a promise that is still open: when such promises came true.
//!
//! Arithmetic on the catalogue's own record, not a forecast. The reference class of a promise is every
//! dated statement of the catalogue that was made as far ahead (the same [`Horizon`]); their delays, from
//! the promised end to the event, are weighed by the rule of [`survival`](crate::domain::computed::survival), so that
//! promises which have not come true yet count for as long as anybody has said something of them. A promise that has
//! not come true by today is compared with those that had not come true by then either.

use chrono::{Days, NaiveDate};

use crate::domain::catalogue::{Catalogue, EntryRef, Kind, Milestone};
use crate::domain::computed::latest::Latest;
use crate::domain::computed::mention;
use crate::domain::computed::record::{Horizon, Promise, promised, promises};
use crate::domain::computed::slip::days;
use crate::domain::computed::survival::{Observed, Survival};
use crate::domain::format::keyword::MilestoneStatus;
use crate::domain::when::{Period, Window};

/// With fewer resolved promises to go by, nothing is said.
pub const LEAST: usize = 30;

/// The delays of all promises of a catalogue, by how far ahead they were made.
#[derive(Clone, Debug, Default)]
pub struct Reference {
    classes: [Survival; 3],
}

/// A promise, and how far from its end the event came.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Delay {
    pub said: Period,
    /// The last day promised.
    pub end: NaiveDate,
    /// In days from that end; negative before it.
    pub observed: Observed,
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
        let places = 0..catalogue.milestones().len();
        places
            .flat_map(|index| delays(catalogue, index, today))
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

impl FromIterator<Delay> for Reference {
    fn from_iter<I: IntoIterator<Item = Delay>>(delays: I) -> Self {
        let mut classes: [Vec<Observed>; 3] = Default::default();
        for delay in delays {
            let horizon = Horizon::of(delay.said, delay.end);
            classes[horizon as usize].push(delay.observed);
        }
        Self {
            classes: classes.map(Survival::from_iter),
        }
    }
}

impl Outlook {
    /// Of a milestone that is still to come, by the date that stands.
    pub fn of(
        milestone: &Milestone,
        latest: Latest,
        reference: &Reference,
        today: NaiveDate,
    ) -> Option<Self> {
        if !milestone.is_open() || !milestone.is_promise() {
            return None;
        }
        let statement = latest.statement(milestone)?;
        let said = statement.said?;
        let end = promised(milestone, statement.when, said)?;
        reference.outlook(said, end, today)
    }
}

/// The delay of each promise of a milestone, as far as it is known by today.
pub fn delays(
    catalogue: &Catalogue,
    index: usize,
    today: NaiveDate,
) -> impl Iterator<Item = Delay> {
    let milestone = &catalogue.milestones()[index];
    let fate = fate(catalogue, index, today);
    promises(catalogue, milestone).map(move |Promise { said, end, .. }| {
        let observed = match fate {
            Fate::HappenedBy(day) => Observed::Happened(days(end, day)),
            Fate::NotUntil(day) => Observed::Censored(days(end, day)),
        };
        Delay {
            said,
            end,
            observed,
        }
    })
}

#[derive(Clone, Copy)]
enum Fate {
    HappenedBy(NaiveDate),
    /// Not until then: it is still open, it failed, it was cancelled, or it is not known when it
    /// happened.
    NotUntil(NaiveDate),
}

fn fate(catalogue: &Catalogue, index: usize, today: NaiveDate) -> Fate {
    let milestone = &catalogue.milestones()[index];
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
    // What is open is followed as far as the last word on it, and no further.
    let last_word = || {
        let at = EntryRef::new(Kind::Milestone, index);
        let word = mention::last_word(catalogue, at, today)?;
        Some(word.day.first())
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
        (_, None) => last_word(),
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

#[cfg(test)]
mod tests {
    use super::*;

    const PROMISES: usize = 2_000;

    /// Numbers from 0 to 1 that look random and are the same in every run (Knuth's MMIX generator).
    struct Chance(u64);

    impl Chance {
        fn next(&mut self) -> f64 {
            self.0 = self
                .0
                .wrapping_mul(6_364_136_223_846_793_005)
                .wrapping_add(1_442_695_040_888_963_407);
            f64::from(u32::try_from(self.0 >> 32).unwrap()) / f64::from(u32::MAX)
        }

        /// Some come early, most late, a few very late: 100 days before the end at the soonest, 400 days
        /// after that in the mean.
        fn delay(&mut self) -> i64 {
            (-(1.0 - self.next()).max(1e-9).ln() * 400.0) as i64 - 100
        }
    }

    fn end() -> NaiveDate {
        "2020-12-31".parse().unwrap()
    }

    fn said() -> Period {
        Period::Day("2019-12-31".parse().unwrap())
    }

    fn reference(observed: impl IntoIterator<Item = Observed>) -> Reference {
        let delay = |observed| Delay {
            said: said(),
            end: end(),
            observed,
        };
        observed.into_iter().map(delay).collect()
    }

    /// How many of so many new promises, not true after this delay, come true in the four-fifths window
    /// and in the half.
    fn within(reference: &Reference, waited: i64, chance: &mut Chance) -> (usize, usize) {
        let outlook = reference
            .outlook(said(), end(), after(end(), waited).unwrap())
            .unwrap();
        let events: Vec<NaiveDate> = std::iter::repeat_with(|| chance.delay())
            .filter(|delay| *delay >= waited)
            .map(|delay| after(end(), delay).unwrap())
            .take(PROMISES)
            .collect();
        let inside = |window: Window| events.iter().filter(|day| window.contains(**day)).count();
        (inside(outlook.four_fifths), inside(outlook.half))
    }

    #[test]
    fn the_windows_cover_the_shares_that_they_are_named_for() {
        let mut chance = Chance(1961);
        let all: Vec<i64> = (0..PROMISES).map(|_| chance.delay()).collect();
        let resolved = reference(all.iter().copied().map(Observed::Happened));
        // Half of them were watched for less than 600 days after the end, and may still be open.
        let watched: Vec<Observed> = all
            .iter()
            .map(|delay| match (chance.next() * 1_200.0) as i64 {
                watched if watched < *delay => Observed::Censored(watched),
                _ => Observed::Happened(*delay),
            })
            .collect();
        let censored = watched
            .iter()
            .filter(|one| matches!(one, Observed::Censored(_)))
            .count();
        assert!((400..1_000).contains(&censored), "{censored}");
        let watched = reference(watched);
        for reference in [resolved, watched] {
            for waited in [-365, 0, 200] {
                let (four_fifths, half) = within(&reference, waited, &mut chance);
                assert!(
                    (1_500..=1_700).contains(&four_fifths),
                    "{four_fifths} after {waited}"
                );
                assert!((900..=1_100).contains(&half), "{half} after {waited}");
            }
        }
    }

    #[test]
    fn promises_that_are_still_open_make_the_window_later() {
        let mut chance = Chance(1957);
        let watched: Vec<Observed> = (0..PROMISES)
            .map(|_| match chance.delay() {
                late @ 300.. => Observed::Censored(late.min(300)),
                delay => Observed::Happened(delay),
            })
            .collect();
        let happened = watched
            .iter()
            .copied()
            .filter(|one| matches!(one, Observed::Happened(_)));
        let on_the_day =
            |reference: Reference| reference.outlook(said(), end(), said().first()).unwrap();
        let (with, without) = (
            on_the_day(reference(watched.iter().copied())),
            on_the_day(reference(happened)),
        );
        assert_eq!(with.n, without.n);
        assert!(without.half.last.unwrap() < end() + Days::new(300));
        assert_eq!(
            with.half.last, None,
            "a third is open after 300 days: nobody can tell when three quarters are done"
        );
        assert!(with.half.first > without.half.first);
    }

    #[test]
    fn with_fewer_than_thirty_nothing_is_said() {
        let so_many = |n: i64| {
            let open = (0..50).map(Observed::Censored);
            reference((0..n).map(Observed::Happened).chain(open))
        };
        let asked = |n, waited: u64| so_many(n).outlook(said(), end(), end() + Days::new(waited));
        assert!(asked(29, 0).is_none());
        assert_eq!(asked(30, 0).unwrap().n, 30);
        assert!(asked(30, 1).is_none(), "one of them had come true by then");
        assert_eq!(asked(100, 70).unwrap().n, 30);
    }

    #[test]
    fn no_window_begins_before_today() {
        let reference = reference((-300..300).map(Observed::Happened));
        for waited in -400..270 {
            let today = after(end(), waited).unwrap();
            let outlook = reference.outlook(said(), end(), today).unwrap();
            let days = [
                outlook.four_fifths.first,
                outlook.half.first,
                outlook.half.last,
                outlook.four_fifths.last,
            ];
            let days = days.map(Option::unwrap);
            assert!(today <= days[0] && days.is_sorted(), "{today}: {days:?}");
        }
    }
}
