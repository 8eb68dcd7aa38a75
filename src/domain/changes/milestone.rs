//! The changes of a milestone: what became of it, and what was said about it.

use super::lines::Differences;
use super::recorded::{Recorded, with_status};
use super::{Change, Kept, Part, PartEdit, Subject, What, named};
use crate::domain::catalogue::{Milestone, Statement};
use crate::domain::computed::ledger;
use crate::domain::computed::slip::Slip;
use crate::domain::format::keyword::{Keyword as _, MilestoneStatus};
use crate::domain::when::When;

/// What became of it. What is recorded with that is part of the news. Whether it is as it was.
pub(super) fn outcome(
    old: &Milestone,
    new: &Milestone,
    subject: &Subject,
    found: &mut Vec<Change>,
) -> bool {
    let (was, is) = (old.recorded.status.value, new.recorded.status.value);
    if was == is {
        return true;
    }
    let what = match (is, new.actual.as_deref()) {
        (MilestoneStatus::Cancelled, _) => What::Cancelled,
        (MilestoneStatus::Done, Some(actual)) => What::Done {
            actual: *actual,
            kept: new.newest().and_then(|last| kept(last.when, *actual)),
        },
        (MilestoneStatus::Failed, Some(actual)) => What::Failed { actual: *actual },
        _ if was.is_open() => What::Status {
            was: Some(was.word()),
            is: Some(is.word()),
        },
        _ => What::Reopened {
            was: was.word(),
            is: is.word(),
        },
    };
    let change = Change::new(subject.clone(), what);
    let mut change = with_status(change, Some(new.recorded.view()));
    if let Some(actual) = &new.actual {
        change.on = named(actual.value);
    }
    if change.sources.is_empty() {
        change.sources = super::ids(&new.entry.sources);
    }
    found.push(change);
    false
}

/// None where the promise had no end, or it is not known on which side of it the event lies.
fn kept(promise: When, actual: When) -> Option<Kept> {
    let (window, event) = (promise.window(), actual.window());
    let slip = Slip::until(promise, actual);
    if promise != When::Tbd && window.covers(event) {
        return Some(Kept::InWindow);
    }
    if window.last? < event.first? {
        return slip.map(Kept::Late);
    }
    let early = event.last?.signed_duration_since(window.first?).num_days();
    (early < 0).then_some(Kept::Early(Slip::Exact(early)))
}

/// A new statement after all the others moves the date; one that came in among them is history that was
/// not known yet.
pub(super) fn statements(
    old: &Recorded,
    new: &Recorded,
    milestone: &Milestone,
    subject: &Subject,
    found: &mut Vec<Change>,
) {
    let (Some((telling, was)), Some((_, is))) = (old.statements(), new.statements()) else {
        return;
    };
    if was == is {
        return;
    }
    let differences = Differences::between(telling, (was, is));
    differences.told(telling, (was, is), subject, found);
    let mut before = None;
    for ((place, entered), line) in ledger::lines(milestone).enumerate().zip(is) {
        let statement = entered.statement;
        if differences.added.binary_search(&place).is_ok() {
            let is_last = differences.last_known.is_none_or(|known| known < place);
            let what = match entered.step.filter(|_| is_last) {
                Some(step) => What::Moved {
                    moved: step.moved,
                    from: before,
                    to: statement.when,
                    slip: step.slip.filter(|_| step.moved.is_slip()),
                },
                None => What::Edited(Part::Statement, PartEdit::Added(telling.gist(line))),
            };
            found.push(line.told(Change::new(subject.clone(), what)));
        }
        before = dated(statement).or(before);
    }
}

fn dated(statement: &Statement) -> Option<When> {
    statement.said.map(|_| statement.when)
}
