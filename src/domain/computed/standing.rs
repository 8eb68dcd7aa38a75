//! How an entry stands: what its dates say, computed, beside the status that was recorded.

use chrono::NaiveDate;
use strum::{EnumString, IntoStaticStr, VariantArray};

use crate::domain::catalogue::{Catalogue, Milestone, is_after};
use crate::domain::computed::doubt::{Doubt, Need};
use crate::domain::computed::latest::Latest;
use crate::domain::computed::slip::{Slip, days};
use crate::domain::format::keyword::{MilestoneStatus, ProjectStatus};
use crate::domain::when::{Period, When};

/// A slip of up to this many months is still "on plan".
pub const ON_PLAN_MONTHS: i64 = 3;
/// A slip of up to this many months is "slipping"; more is "late".
pub const SLIPPING_MONTHS: i64 = 12;

/// The state of a milestone.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, IntoStaticStr, VariantArray)]
#[strum(serialize_all = "kebab-case")]
pub enum State {
    Done,
    Failed,
    Cancelled,
    /// The deadline has passed, and a later word shows it still open.
    Missed,
    /// The deadline has passed, and nobody has said since what happened.
    NoWord,
    /// Due: its date is ahead.
    Open,
    /// Nobody has given a date, or it was taken back.
    Tbd,
}

/// The verdict on a date that is ahead.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, IntoStaticStr, VariantArray)]
#[strum(serialize_all = "kebab-case")]
pub enum Verdict {
    OnPlan,
    Slipping,
    Late,
    InDoubt,
}

/// What the dates say, in one word: the state, and of what is due the verdict. The order is that of
/// concern: the worst comes last.
#[derive(
    Clone,
    Copy,
    Debug,
    PartialEq,
    Eq,
    Hash,
    PartialOrd,
    Ord,
    EnumString,
    IntoStaticStr,
    VariantArray,
)]
#[strum(serialize_all = "kebab-case")]
pub enum DatesSay {
    Cancelled,
    /// It has happened, and nobody had promised it.
    Event,
    Done,
    /// Nobody has given a date, or the date is TBD.
    Undated,
    OnPlan,
    Slipping,
    NoWord,
    Late,
    InDoubt,
    Missed,
    Failed,
}

impl DatesSay {
    pub fn state(self) -> State {
        match self {
            Self::Cancelled => State::Cancelled,
            Self::Event | Self::Done => State::Done,
            Self::Undated => State::Tbd,
            Self::OnPlan | Self::Slipping | Self::Late | Self::InDoubt => State::Open,
            Self::NoWord => State::NoWord,
            Self::Missed => State::Missed,
            Self::Failed => State::Failed,
        }
    }

    pub fn verdict(self) -> Option<Verdict> {
        Some(match self {
            Self::OnPlan => Verdict::OnPlan,
            Self::Slipping => Verdict::Slipping,
            Self::Late => Verdict::Late,
            Self::InDoubt => Verdict::InDoubt,
            _ => return None,
        })
    }

    /// The deadline has passed without an outcome.
    pub fn is_overdue(self) -> bool {
        matches!(self, Self::Missed | Self::NoWord)
    }

    /// Its date is ahead.
    pub fn is_due(self) -> bool {
        self.state() == State::Open
    }
}

/// The arithmetic of one milestone on one day.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Standing {
    pub says: DatesSay,
    /// What its slip alone says, where the date is ahead; [`DatesSay::Late`] of a date that was taken back.
    pub graded: Option<DatesSay>,
    /// Why its date is in doubt.
    pub doubt: Option<Doubt>,
    pub latest: Latest,
    /// When it happened, else when it is said to.
    pub when: Option<When>,
    /// Days since a deadline that has passed without an outcome.
    pub days_overdue: Option<i64>,
    /// The day of the newest word that shows it still open.
    pub open_on: Option<Period>,
    /// Of the date that stands (or of the event) against the first one given.
    pub since_first: Option<Slip>,
    /// The same against the statement before the last; for what has happened, against the last.
    pub since_last: Option<Slip>,
}

impl Standing {
    /// All milestones of a catalogue; what one needs may put its date in doubt.
    pub fn all(catalogue: &Catalogue, today: NaiveDate) -> Vec<Self> {
        let places = 0..catalogue.milestones().len();
        let mut all: Vec<Self> = places
            .map(|index| Self::of(catalogue, index, today))
            .collect();
        // Doubt spreads to what needs the doubtful: as often as something is found, and each only once.
        while spread(catalogue, &mut all) {}
        all
    }

    /// A milestone for itself.
    fn of(catalogue: &Catalogue, index: usize, today: NaiveDate) -> Self {
        let milestone = &catalogue.milestones()[index];
        let latest = Latest::of(catalogue, milestone, today);
        let stands = latest.statement(milestone);
        let actual = milestone.actual.as_ref().map(|actual| actual.value);
        let when = actual.or(stands.map(|stands| stands.when));
        let (since_first, since_last) = slips(milestone, latest, actual);
        let open_on = open_on(catalogue, milestone, today);
        let mut standing = Self {
            says: DatesSay::Undated,
            graded: None,
            doubt: None,
            latest,
            when,
            days_overdue: None,
            open_on,
            since_first,
            since_last,
        };
        standing.judge(catalogue, index, today);
        standing
    }

    fn judge(&mut self, catalogue: &Catalogue, index: usize, today: NaiveDate) {
        let milestone = &catalogue.milestones()[index];
        self.says = match milestone.recorded.status.value {
            MilestoneStatus::Done if milestone.is_event() => DatesSay::Event,
            MilestoneStatus::Done => DatesSay::Done,
            MilestoneStatus::Failed => DatesSay::Failed,
            MilestoneStatus::Cancelled => DatesSay::Cancelled,
            MilestoneStatus::Planned | MilestoneStatus::InProgress => {
                return self.judge_open(catalogue, index, today);
            }
        };
    }

    fn judge_open(&mut self, catalogue: &Catalogue, index: usize, today: NaiveDate) {
        let Some(when) = self.when.filter(|when| *when != When::Tbd) else {
            let had_one = catalogue.milestones()[index].dated();
            let mut had_one = had_one.filter(|(before, _)| before.when != When::Tbd);
            self.graded = had_one.next().map(|_| DatesSay::Late);
            return;
        };
        if let Some(end) = when.last().filter(|end| *end < today) {
            self.days_overdue = Some(days(end, today));
            let is_shown_open = self.open_on.is_some_and(|on| on.first() > end);
            self.says = if is_shown_open {
                DatesSay::Missed
            } else {
                DatesSay::NoWord
            };
            return;
        }
        let graded = graded(self.since_first);
        self.graded = Some(graded);
        self.doubt = Doubt::of(catalogue, index, when, today);
        self.says = match self.doubt {
            Some(_) => DatesSay::InDoubt,
            None => graded,
        };
    }

    /// What it weighs in the verdict on an entry.
    pub fn weighs(&self) -> DatesSay {
        match (self.says, self.graded) {
            (DatesSay::Undated, Some(taken_back)) => taken_back,
            (DatesSay::InDoubt, Some(graded)) if self.doubt.is_some_and(Doubt::is_weak) => graded,
            (says, _) => says,
        }
    }

    /// The verdict for itself; that on a date that was taken back is late.
    pub fn verdict(&self) -> Option<Verdict> {
        match self.says {
            DatesSay::Undated => self.graded?.verdict(),
            says => says.verdict(),
        }
    }
}

/// Of the date that stands, or of the event, against the first one and against the one before. An end that is
/// extended has not slipped.
fn slips(
    milestone: &Milestone,
    latest: Latest,
    actual: Option<When>,
) -> (Option<Slip>, Option<Slip>) {
    if milestone.is_end() {
        return (None, None);
    }
    let stands = latest.statement(milestone);
    // A statement of an unknown day takes part in no arithmetic.
    let stands = stands.filter(|stands| stands.said.is_some());
    let place = latest.stands.unwrap_or_default();
    let before = milestone.statements.iter().take(place).rev();
    let before = before.filter(|one| one.said.is_some()).map(|one| one.when);
    let first = milestone.first().map(|first| first.when);
    if let Some(actual) = actual {
        let slip = |promised: Option<When>| Slip::until(promised?, actual);
        return (slip(first), slip(stands.map(|stands| stands.when)));
    }
    let slip = |was: Option<When>| Slip::between(was?, stands?.when);
    (slip(first), slip(before.into_iter().next()))
}

/// Puts those in doubt of which something that they need is; whether there were any.
fn spread(catalogue: &Catalogue, all: &mut [Standing]) -> bool {
    let needs = |index: usize| {
        let standing = &all[index];
        let is_weak = standing.doubt.is_none_or(Doubt::is_weak);
        let end = standing.when.and_then(When::last);
        (standing.says.is_due() && is_weak)
            .then(|| {
                let mut needs = catalogue.needs(index).iter();
                needs.find_map(|needed| Some(Doubt::Needs(*needed, need(&all[*needed], end)?)))
            })
            .flatten()
    };
    let found: Vec<(usize, Doubt)> = (0..all.len())
        .filter_map(|index| Some((index, needs(index)?)))
        .collect();
    for (index, doubt) in &found {
        all[*index].doubt = Some(*doubt);
        all[*index].says = DatesSay::InDoubt;
    }
    !found.is_empty()
}

/// What is wrong with a milestone that another one needs, which ends on this day.
fn need(needed: &Standing, end: Option<NaiveDate>) -> Option<Need> {
    match needed.says {
        DatesSay::Missed => return Some(Need::Missed),
        DatesSay::InDoubt if needed.doubt.is_some_and(|doubt| !doubt.is_weak()) => {
            return Some(Need::InDoubt);
        }
        says if !says.is_due() => return None,
        _ => {}
    }
    let first = needed.when.and_then(When::first);
    let is_too_late = first.zip(end).is_some_and(|(first, end)| first > end);
    is_too_late.then_some(Need::TooLate)
}

fn graded(slip: Option<Slip>) -> DatesSay {
    let months = slip.map_or(0, Slip::months);
    if months <= ON_PLAN_MONTHS {
        DatesSay::OnPlan
    } else if months <= SLIPPING_MONTHS {
        DatesSay::Slipping
    } else {
        DatesSay::Late
    }
}

/// The day of the newest word that shows a milestone still open: a statement, a status with its source, a count
/// below the number that it is to reach.
pub fn open_on(catalogue: &Catalogue, milestone: &Milestone, today: NaiveDate) -> Option<Period> {
    let recorded = &milestone.recorded;
    let status = recorded.as_of.filter(|_| !recorded.source.is_empty());
    let said = milestone.dated().map(|(_, said)| said);
    let reach = milestone.reach.iter().flat_map(|reach| {
        let constellation = catalogue.constellation(&reach.constellation.value);
        let counts = constellation.into_iter().flat_map(|one| &one.counts);
        let below = counts.filter(|count| {
            count
                .reached()
                .is_some_and(|so_many| so_many < reach.satellites)
        });
        below.map(|count| count.on)
    });
    let words = said.chain(status).chain(reach);
    let words = words.filter(|day| milestone.is_open() && !is_after(*day, today));
    words.max_by_key(|day| day.first())
}

/// How long ago the newest date of an open milestone ended, whoever gave it, in days.
pub fn days_overdue(milestone: &Milestone, today: NaiveDate) -> Option<i64> {
    let last = milestone.newest_when()?.last()?;
    (milestone.is_open() && last < today).then(|| days(last, today))
}

/// The recorded status says on track while the dates say otherwise.
pub fn disagrees(recorded: ProjectStatus, says: DatesSay) -> bool {
    recorded == ProjectStatus::OnTrack
        && matches!(
            says,
            DatesSay::Late | DatesSay::Missed | DatesSay::NoWord | DatesSay::InDoubt
        )
}
