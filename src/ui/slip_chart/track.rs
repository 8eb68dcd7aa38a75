//! What a slip chart draws of a milestone: the dated statements, each on its day, and how it ended.

use chrono::NaiveDate;

use super::scale::DaySpan;
use crate::domain::catalogue::Milestone;
use crate::domain::computed::ledger;
use crate::domain::computed::slip::Move;
use crate::domain::computed::standing::DatesSay;
use crate::domain::format::keyword::MilestoneStatus;
use crate::domain::when::{Period, When};

#[derive(Clone, Debug)]
pub(super) struct Track {
    pub points: Vec<Point>,
    pub end: End,
    /// Its deadline has passed, and a later word shows it open.
    pub is_missed: bool,
}

/// A dated statement.
#[derive(Clone, Copy, Debug)]
pub(super) struct Point {
    pub said: NaiveDate,
    pub when: When,
    pub moved: Move,
    /// Its place in the ledger.
    pub statement: usize,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum End {
    /// Still awaited.
    Open,
    Done(When),
    Failed(When),
    /// Cancelled, on a day that may not be known.
    Cancelled(Option<NaiveDate>),
}

impl Track {
    pub(super) fn of(milestone: &Milestone, says: DatesSay, today: NaiveDate) -> Self {
        let end = end(milestone);
        let dated: Vec<(usize, Period, When, Move)> = ledger::lines(milestone)
            .enumerate()
            .filter_map(|(place, line)| {
                let (said, step) = (line.statement.said?, line.step?);
                Some((place, said, line.statement.when, step.moved))
            })
            .collect();
        // "2018" stands before "2018-05-22" in a ledger: a statement is drawn on the last day of when
        // it was said, but never after one that follows it, nor after the event.
        let mut latest = end.day().unwrap_or(today).min(today);
        let mut points: Vec<Point> = Vec::with_capacity(dated.len());
        for (statement, said, when, moved) in dated.into_iter().rev() {
            latest = said.last().min(latest).max(said.first());
            points.push(Point {
                said: latest,
                when,
                moved,
                statement,
            });
        }
        points.reverse();
        Self {
            points,
            end,
            is_missed: says == DatesSay::Missed,
        }
    }

    /// The day on which a statement of the ledger was said.
    pub(super) fn said(&self, statement: usize) -> Option<NaiveDate> {
        let point = self.points.iter().find(|p| p.statement == statement)?;
        Some(point.said)
    }

    /// Whether any statement has a place on a chart: "TBD" has none.
    pub(super) fn has_place(&self) -> bool {
        self.points.iter().any(|point| point.level().is_some())
    }

    /// The days of saying that the chart must show, and the promised ones.
    pub(super) fn extent(&self, today: NaiveDate) -> Option<(DaySpan, DaySpan)> {
        let first = self.points.first()?;
        let ended = match self.end {
            End::Open => Some(today),
            end => end.day(),
        };
        let mut said = DaySpan::on(first.said);
        for day in self.points.iter().map(|point| point.said).chain(ended) {
            said = said.with(day);
        }
        let windows = self.points.iter().flat_map(|point| {
            // Room for the arrow of an open end.
            let onward = point.when.first().filter(|_| point.when.last().is_none());
            let onward = onward.and_then(|first| first.checked_add_days(chrono::Days::new(365)));
            [point.when.first(), point.when.last(), onward]
        });
        let promised = windows
            .flatten()
            .chain(ended)
            .map(DaySpan::on)
            .reduce(DaySpan::and);
        Some((said, promised?))
    }
}

impl Point {
    /// The day that a promise is held to: the end of its window, or where an open one begins.
    pub(super) fn level(&self) -> Option<NaiveDate> {
        self.when.marked_day()
    }
}

impl End {
    /// The day on which the trail ends, if it has.
    pub(super) fn day(self) -> Option<NaiveDate> {
        match self {
            Self::Open => None,
            Self::Done(when) | Self::Failed(when) => when.marked_day(),
            Self::Cancelled(day) => day,
        }
    }
}

fn end(milestone: &Milestone) -> End {
    let actual = milestone.actual.as_ref().map(|actual| actual.value);
    match (milestone.recorded.status.value, actual) {
        (MilestoneStatus::Done, Some(when)) => End::Done(when),
        (MilestoneStatus::Failed, Some(when)) => End::Failed(when),
        (MilestoneStatus::Cancelled, _) => {
            End::Cancelled(milestone.recorded.as_of.map(Period::last))
        }
        _ => End::Open,
    }
}
