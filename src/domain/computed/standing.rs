//! How an entry stands: what its dates say, computed, beside the status that was recorded.

use chrono::NaiveDate;
use strum::{EnumString, IntoStaticStr, VariantArray};

use crate::domain::catalogue::Milestone;
use crate::domain::computed::slip::Slip;
use crate::domain::format::keyword::{MilestoneStatus, ProjectStatus};
use crate::domain::when::When;

/// A slip of up to this many months is still "on plan".
pub const ON_PLAN_MONTHS: i64 = 3;
/// A slip of up to this many months is "slipping"; more is "late".
pub const SLIPPING_MONTHS: i64 = 12;

/// What the dates say. The order is that of concern: the worst comes last.
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
    Done,
    /// Nobody has given a date, or the date is TBD.
    Undated,
    OnPlan,
    Slipping,
    Late,
    /// The window has closed and nobody has recorded what happened.
    Overdue,
    Failed,
}

/// The arithmetic of one milestone on one day.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Standing {
    pub says: DatesSay,
    /// When it happened, else when it is said to.
    pub when: Option<When>,
    /// Of the date that stands (or of the event) against the first one given.
    pub since_first: Option<Slip>,
    /// The same against the statement before the last; for what has happened, against the last.
    pub since_last: Option<Slip>,
}

impl Standing {
    pub fn of(milestone: &Milestone, today: NaiveDate) -> Self {
        let mut latest = milestone.dated().rev().map(|(statement, _)| statement.when);
        let now = match &milestone.actual {
            Some(actual) => Some(actual.value),
            None => latest.next(),
        };
        let slip_from = |before: Option<_>| Slip::between(before?, now?);
        let since_last = slip_from(latest.next());
        let since_first = slip_from(milestone.first().map(|first| first.when));
        Self {
            says: says(milestone, since_first, today),
            when: milestone.when(),
            since_first,
            since_last,
        }
    }
}

fn says(milestone: &Milestone, since_first: Option<Slip>, today: NaiveDate) -> DatesSay {
    match milestone.recorded.status.value {
        MilestoneStatus::Done => return DatesSay::Done,
        MilestoneStatus::Failed => return DatesSay::Failed,
        MilestoneStatus::Cancelled => return DatesSay::Cancelled,
        MilestoneStatus::Planned | MilestoneStatus::InProgress => {}
    }
    let Some(window) = milestone.when().map(When::window) else {
        return DatesSay::Undated;
    };
    match (window.first, window.last) {
        (None, None) => DatesSay::Undated,
        (_, Some(last)) if last < today => DatesSay::Overdue,
        _ => graded(since_first),
    }
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

/// How long ago the window of an overdue milestone closed, in days.
pub fn days_overdue(milestone: &Milestone, today: NaiveDate) -> Option<i64> {
    let last = milestone.when()?.last()?;
    (milestone.is_open() && last < today).then(|| today.signed_duration_since(last).num_days())
}

/// The recorded status says on track while the dates say late or overdue.
pub fn disagrees(recorded: ProjectStatus, says: DatesSay) -> bool {
    recorded == ProjectStatus::OnTrack && matches!(says, DatesSay::Late | DatesSay::Overdue)
}
