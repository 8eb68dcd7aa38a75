//! The track record: of the statements whose window has closed, how many were kept.
//!
//! Counts only, never a percentage of few. A statement takes part when its day is known and its
//! window has an end; one that is still open says nothing yet.

use std::collections::BTreeMap;

use chrono::NaiveDate;

use super::catalogue::{Catalogue, EntryRef, Kind, Milestone, Statement};
use super::clean::Text;
use super::keyword::MilestoneStatus;
use super::slip::months;
use super::when::{Period, Window};

/// What became of a promised window.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Outcome {
    /// It happened by the last day of the window.
    Kept,
    /// The window closed without it.
    Broken,
    /// It is not known precisely enough when it happened.
    Unclear,
}

/// How far ahead a statement was made: from its day to the end of its window.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub enum Horizon {
    /// Under 6 months.
    Near,
    /// 6 to 24 months.
    Middle,
    /// Over 24 months.
    Far,
}

impl Horizon {
    pub const ALL: [Self; 3] = [Self::Near, Self::Middle, Self::Far];

    pub fn of(said: Period, end: NaiveDate) -> Self {
        match months(end.signed_duration_since(said.last()).num_days()) {
            ..6 => Self::Near,
            6..=24 => Self::Middle,
            _ => Self::Far,
        }
    }

    pub fn words(self) -> &'static str {
        match self {
            Self::Near => "under 6 months ahead",
            Self::Middle => "6 to 24 months ahead",
            Self::Far => "over 24 months ahead",
        }
    }
}

/// "Kept 6 of 81".
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Tally {
    pub kept: usize,
    pub broken: usize,
    pub unclear: usize,
}

impl Tally {
    pub fn closed(self) -> usize {
        self.kept + self.broken + self.unclear
    }

    fn add(&mut self, outcome: Outcome) {
        match outcome {
            Outcome::Kept => self.kept += 1,
            Outcome::Broken => self.broken += 1,
            Outcome::Unclear => self.unclear += 1,
        }
    }
}

/// The track record of a catalogue on a day.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Record {
    pub all: Tally,
    /// Of the first statement of each milestone only.
    pub first: Tally,
    pub by_horizon: BTreeMap<Horizon, Tally>,
    /// By the place of the project in the catalogue.
    pub by_project: BTreeMap<usize, Tally>,
    pub by_speaker: BTreeMap<Text, Tally>,
    /// The days of notice of each slip, ascending: negative when admitted after the window had closed.
    pub notices: Vec<i64>,
}

impl Record {
    pub fn of(catalogue: &Catalogue, today: NaiveDate) -> Self {
        let mut record = Self::default();
        for (index, milestone) in catalogue.milestones().iter().enumerate() {
            record.add(milestone, catalogue.owners(index), today);
        }
        record.notices.sort_unstable();
        record
    }

    fn add(&mut self, milestone: &Milestone, owners: &[EntryRef], today: NaiveDate) {
        for (place, (statement, said)) in milestone.dated().enumerate() {
            let Some((outcome, end)) = outcome(milestone, statement, said, today) else {
                continue;
            };
            self.all.add(outcome);
            if place == 0 {
                self.first.add(outcome);
            }
            self.by_horizon
                .entry(Horizon::of(said, end))
                .or_default()
                .add(outcome);
            for owner in owners.iter().filter(|owner| owner.kind == Kind::Project) {
                self.by_project.entry(owner.index).or_default().add(outcome);
            }
            if let Some(by) = &statement.by {
                self.by_speaker.entry(by.clone()).or_default().add(outcome);
            }
        }
        self.notices
            .extend(super::ledger::lines(milestone).filter_map(|line| line.step?.notice));
    }

    /// The median notice in days, of an odd or even number of slips.
    pub fn median_notice(&self) -> Option<i64> {
        let middle = self.notices.len() / 2;
        match self.notices.get(middle.wrapping_sub(1)..=middle) {
            Some([low, high]) if self.notices.len().is_multiple_of(2) => Some((low + high) / 2),
            _ => self.notices.get(middle).copied(),
        }
    }
}

/// What became of a statement, with the end of its window; `None` while it is open, when it has no end
/// that could be missed, or when it was said after that end or after the event.
pub fn outcome(
    milestone: &Milestone,
    statement: &Statement,
    said: Period,
    today: NaiveDate,
) -> Option<(Outcome, NaiveDate)> {
    let end = statement.when.last()?;
    if said.first() > end {
        return None;
    }
    let outcome = match (milestone.recorded.status.value, &milestone.actual) {
        (MilestoneStatus::Done, Some(actual)) => kept(actual.window(), end, said)?,
        _ if end < today => Outcome::Broken,
        _ => return None,
    };
    Some((outcome, end))
}

fn kept(actual: Window, end: NaiveDate, said: Period) -> Option<Outcome> {
    if actual.last.is_some_and(|last| last < said.first()) {
        return None;
    }
    Some(match (actual.first, actual.last) {
        (_, Some(last)) if last <= end => Outcome::Kept,
        (Some(first), _) if first > end => Outcome::Broken,
        _ => Outcome::Unclear,
    })
}
