//! The track record: of the statements whose window has closed, how many were kept.
//!
//! Counts only, never a percentage of few. A statement takes part when its day is known and its
//! window has an end; one that is still open says nothing yet. What is cheap is counted at the start
//! ([`Record::of`]); the record by project, vehicle, constellation and speaker when it is asked for
//! ([`Record::cuts`]).

mod cuts;
mod spread;

use std::collections::BTreeMap;

use chrono::NaiveDate;

pub use cuts::{By, Cut};
pub use spread::Spread;

use crate::domain::catalogue::{Catalogue, Milestone, Statement};
use crate::domain::computed::ledger;
use crate::domain::computed::slip::{Slip, days, months};
use crate::domain::format::keyword::MilestoneStatus;
use crate::domain::when::{Period, When, Window};

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

/// A statement whose window has closed, and what became of it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Judged {
    /// The place of the milestone in the catalogue.
    pub milestone: usize,
    /// The place of the statement in its ledger.
    pub statement: usize,
    pub said: Period,
    /// The first of its milestone.
    pub first: bool,
    /// The last day of the window that was promised.
    pub end: NaiveDate,
    pub outcome: Outcome,
    /// From that day to the last day of when it happened or failed; at least until today where neither
    /// has come. None where the outcome is unclear: nobody knows.
    pub slip: Option<Slip>,
    /// Of the slip that the next statement announced, if it did: the days between that and `end`, as
    /// [`ledger::Step::notice`] counts them.
    pub notice: Option<i64>,
}

/// The track record of a catalogue on a day.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Record {
    pub all: Tally,
    /// Of the first statement of each milestone only.
    pub first: Tally,
    pub by_horizon: BTreeMap<Horizon, Tally>,
    /// Every statement that takes part, in the order of the catalogue.
    pub judged: Vec<Judged>,
    /// How far off they were.
    pub slip: Option<Spread>,
    /// The notice of their slips, in days: of every slip whose old deadline has passed.
    pub notice: Option<Spread>,
    /// How many of these were announced only after it.
    pub announced_late: usize,
}

impl Record {
    pub fn of(catalogue: &Catalogue, today: NaiveDate) -> Self {
        let mut record = Self::default();
        for (index, milestone) in catalogue.milestones().iter().enumerate() {
            record.judge(index, milestone, today);
        }
        let late = |judged: &&Judged| judged.notice.is_some_and(|days| days < 0);
        record.announced_late = record.judged.iter().filter(late).count();
        record.notice = notice(&record.judged);
        record.slip = Spread::of(record.judged.iter().filter_map(|judged| judged.slip));
        record
    }

    fn judge(&mut self, index: usize, milestone: &Milestone, today: NaiveDate) {
        let notices = ledger::notices(milestone);
        let mut none_yet = true;
        for (place, statement) in milestone.statements.iter().enumerate() {
            let Some(said) = statement.said else { continue };
            let first = std::mem::take(&mut none_yet);
            let Some((outcome, end)) = outcome(milestone, statement, said, today) else {
                continue;
            };
            self.all.add(outcome);
            if first {
                self.first.add(outcome);
            }
            let horizon = Horizon::of(said, end);
            self.by_horizon.entry(horizon).or_default().add(outcome);
            self.judged.push(Judged {
                milestone: index,
                statement: place,
                said,
                first,
                end,
                outcome,
                slip: slip(milestone, end, today).filter(|_| outcome != Outcome::Unclear),
                notice: notices[place],
            });
        }
    }
}

/// The notice given of the slips of some statements.
fn notice<'a>(judged: impl IntoIterator<Item = &'a Judged>) -> Option<Spread> {
    let days = judged.into_iter().filter_map(|judged| judged.notice);
    Spread::of(days.map(Slip::Exact))
}

/// The last day that a statement promised; `None` when it promised none that could be missed, and when
/// it was said after that day or after the event.
pub(in crate::domain) fn promised(
    milestone: &Milestone,
    when: When,
    said: Period,
) -> Option<NaiveDate> {
    let end = when.last()?;
    let event = milestone.actual.as_ref().and_then(|at| at.value.last());
    let came_too_late = said.first() > end || event.is_some_and(|event| event < said.first());
    (!came_too_late).then_some(end)
}

/// What became of a statement, with the end of its window; `None` while it is open, when it has no end
/// that could be missed, or when it was said after that end or after the event.
pub fn outcome(
    milestone: &Milestone,
    statement: &Statement,
    said: Period,
    today: NaiveDate,
) -> Option<(Outcome, NaiveDate)> {
    let end = promised(milestone, statement.when, said)?;
    let outcome = match (milestone.recorded.status.value, &milestone.actual) {
        (MilestoneStatus::Done, Some(actual)) => kept(actual.value.window(), end),
        _ if end < today => Outcome::Broken,
        _ => return None,
    };
    Some((outcome, end))
}

fn kept(actual: Window, end: NaiveDate) -> Outcome {
    match (actual.first, actual.last) {
        (_, Some(last)) if last <= end => Outcome::Kept,
        (Some(first), _) if first > end => Outcome::Broken,
        _ => Outcome::Unclear,
    }
}

fn slip(milestone: &Milestone, end: NaiveDate, today: NaiveDate) -> Option<Slip> {
    let Some(actual) = &milestone.actual else {
        return Some(Slip::AtLeast(days(end, today)));
    };
    let Window { first, last } = actual.value.window();
    last.map(|last| Slip::Exact(days(end, last)))
        .or_else(|| first.map(|first| Slip::AtLeast(days(end, first))))
}
