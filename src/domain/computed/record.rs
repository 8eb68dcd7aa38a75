//! The track record: what became of each promise, as far as it is known.
//!
//! Counts only, never a percentage of few. A promise is a statement whose day is known, with a last day that
//! had not passed; one that is still open says nothing yet. A speaker's word counts once for a milestone and
//! window, and an event and the end of an operation are no promises. What is cheap is counted at the start
//! ([`Record::of`]); the record by project, vehicle, constellation and speaker when it is asked for
//! ([`Record::cuts`]).

mod cuts;
mod spread;

use std::collections::{BTreeMap, HashSet};

use chrono::NaiveDate;

pub use cuts::{By, Cut};
pub use spread::Spread;

use crate::domain::catalogue::{Catalogue, Milestone};
use crate::domain::computed::latest::Latest;
use crate::domain::computed::ledger;
use crate::domain::computed::slip::{Slip, days, months};
use crate::domain::computed::standing;
use crate::domain::format::keyword::MilestoneStatus;
use crate::domain::text::clean::Text;
use crate::domain::when::{Period, When, Window};

/// What became of a promise.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Outcome {
    /// It happened by the last day of the window.
    Kept,
    /// It happened later, a word after the last day shows it open, or it was given up.
    Broken,
    /// Nobody has said since what happened, or it is not known precisely enough when it did.
    Unknown,
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
    pub unknown: usize,
}

impl Tally {
    pub fn closed(self) -> usize {
        self.kept + self.broken + self.unknown
    }

    fn add(&mut self, outcome: Outcome) {
        match outcome {
            Outcome::Kept => self.kept += 1,
            Outcome::Broken => self.broken += 1,
            Outcome::Unknown => self.unknown += 1,
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
    /// From that day to the last day of when it happened or failed; where neither has come, at least to the last
    /// word that shows it open, or to the date that stands now. None where the outcome is unknown.
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
    /// The notice of their slips, in days.
    pub notice: Option<Spread>,
    /// How many of these were announced only after it.
    pub announced_late: usize,
}

impl Record {
    pub fn of(catalogue: &Catalogue, today: NaiveDate) -> Self {
        let mut record = Self::default();
        for (index, milestone) in catalogue.milestones().iter().enumerate() {
            if milestone.is_promise() {
                record.judge(index, &Fate::of(catalogue, milestone, today), catalogue);
            }
        }
        let late = |judged: &&Judged| judged.notice.is_some_and(|days| days < 0);
        record.announced_late = record.judged.iter().filter(late).count();
        record.notice = notice(&record.judged);
        record.slip = Spread::of(record.judged.iter().filter_map(|judged| judged.slip));
        record
    }

    fn judge(&mut self, index: usize, fate: &Fate<'_>, catalogue: &Catalogue) {
        let milestone = fate.milestone;
        let notices = ledger::notices(milestone);
        let first_place = milestone
            .statements
            .iter()
            .position(|one| one.said.is_some());
        for promise in promises(catalogue, milestone) {
            let Some(outcome) = fate.outcome(&promise) else {
                continue;
            };
            let Promise { place, said, end } = promise;
            let first = first_place == Some(place);
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
                slip: fate.slip(end).filter(|_| outcome != Outcome::Unknown),
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

/// A statement that can be kept or broken, by its place in the ledger.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Promise {
    pub place: usize,
    pub said: Period,
    /// The last day promised.
    pub end: NaiveDate,
}

/// The promises of a milestone. A speaker's word counts once for a window: a reprint is no new statement.
pub fn promises<'c>(
    catalogue: &'c Catalogue,
    milestone: &'c Milestone,
) -> impl Iterator<Item = Promise> + 'c {
    let mut told: HashSet<(&Text, Window)> = HashSet::new();
    let statements = milestone.statements.iter().enumerate();
    let statements = statements.filter(|_| milestone.is_promise());
    statements.filter_map(move |(place, statement)| {
        let said = statement.said?;
        let end = promised(milestone, statement.when, said)?;
        let by = statement.by.as_ref().map(|by| catalogue.speaker(by));
        let is_new = by.is_none_or(|by| told.insert((by, statement.when.window())));
        is_new.then_some(Promise { place, said, end })
    })
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

/// What is known by a day of what became of a milestone.
#[derive(Clone, Copy, Debug)]
pub struct Fate<'c> {
    milestone: &'c Milestone,
    today: NaiveDate,
    /// The day of the newest word that shows it still open.
    open_on: Option<NaiveDate>,
    /// The date that stands, of better than weak sources, and its place.
    stands: Option<(usize, When)>,
}

impl<'c> Fate<'c> {
    pub fn of(catalogue: &Catalogue, milestone: &'c Milestone, today: NaiveDate) -> Self {
        let open_on = standing::open_on(catalogue, milestone, today);
        let latest = Latest::of(catalogue, milestone, today);
        let stands = latest.stands.filter(|_| !latest.is_weak);
        Self {
            milestone,
            today,
            open_on: open_on.map(Period::first),
            stands: stands.map(|place| (place, milestone.statements[place].when)),
        }
    }

    /// `None` while it may still be kept.
    pub fn outcome(&self, promise: &Promise) -> Option<Outcome> {
        let Promise { place, end, .. } = *promise;
        let status = self.milestone.recorded.status.value;
        match (status, &self.milestone.actual) {
            (MilestoneStatus::Done, Some(actual)) => return Some(kept(actual.value.window(), end)),
            (MilestoneStatus::Failed | MilestoneStatus::Cancelled, _) => {
                return Some(Outcome::Broken);
            }
            _ => {}
        }
        let is_shown_open = self.open_on.is_some_and(|on| on > end) && end < self.today;
        if is_shown_open || self.is_given_up(place, end) {
            return Some(Outcome::Broken);
        }
        (end < self.today).then_some(Outcome::Unknown)
    }

    /// The date that stands was given later, and begins after the end or is none.
    fn is_given_up(&self, place: usize, end: NaiveDate) -> bool {
        self.stands.is_some_and(|(newer, when)| {
            let begins_after = when.first().is_some_and(|first| first > end);
            newer > place && (begins_after || when == When::Tbd)
        })
    }

    fn slip(&self, end: NaiveDate) -> Option<Slip> {
        if let Some(actual) = &self.milestone.actual {
            let promised = When::NotAfter(Period::Day(end));
            return Slip::until(promised, actual.value);
        }
        let stands = self.stands.and_then(|(_, when)| when.first());
        let known = self.open_on.into_iter().chain(stands).max()?;
        (known > end).then(|| Slip::AtLeast(days(end, known)))
    }
}

fn kept(actual: Window, end: NaiveDate) -> Outcome {
    match (actual.first, actual.last) {
        (_, Some(last)) if last <= end => Outcome::Kept,
        (Some(first), _) if first > end => Outcome::Broken,
        _ => Outcome::Unknown,
    }
}
