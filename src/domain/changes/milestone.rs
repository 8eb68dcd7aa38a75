//! The changes of a milestone: what became of it, and what was said about it.

use super::entry::{common, details, recorded};
use super::fields::{Field, differ, list};
use super::lines::{Differences, Line as _};
use super::{Change, Edit, Kept, Part, Subject, What, named};
use crate::domain::catalogue::{Milestone, Statement};
use crate::domain::keyword::{Keyword as _, MilestoneStatus};
use crate::domain::ledger;
use crate::domain::slip::{Move, Slip};
use crate::domain::when::When;

pub(super) fn edited(old: &Milestone, new: &Milestone, subject: &Subject, found: &mut Vec<Change>) {
    if old == new {
        return;
    }
    outcome(old, new, subject, found);
    statements(old, new, subject, found);
    let fields = |milestone: &Milestone| {
        let Milestone {
            entry: _,
            of,
            key,
            needs,
            recorded: _,
            actual: _,
            statements: _,
        } = milestone;
        [
            Field::new("of", list(of)),
            Field::new("key", key.then(|| "yes".to_owned())),
            Field::new("needs", list(needs)),
        ]
    };
    differ(fields(old), fields(new), subject, found);
    common(&old.entry, &new.entry, subject, found);
}

fn outcome(old: &Milestone, new: &Milestone, subject: &Subject, found: &mut Vec<Change>) {
    let (was, is) = (old.recorded.status.value, new.recorded.status.value);
    if was == is {
        let actual = |one: &Milestone| [Field::shown("came about", one.actual.as_deref())];
        differ(actual(old), actual(new), subject, found);
        details(Some(&old.recorded), Some(&new.recorded), subject, found);
        return;
    }
    let what = match (is, new.actual.as_deref()) {
        (MilestoneStatus::Cancelled, _) => What::Cancelled,
        (MilestoneStatus::Done, Some(actual)) => What::Done {
            actual: *actual,
            kept: new.current().and_then(|last| kept(last.when, *actual)),
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
    let mut change = recorded(Change::new(subject.clone(), what), Some(&new.recorded));
    if let Some(actual) = &new.actual {
        change.on = named(actual.value);
    }
    if change.sources.is_empty() {
        change.sources = super::ids(&new.entry.sources);
    }
    found.push(change);
}

/// None where the promise had no end, or it is not known on which side of it the event lies.
fn kept(promise: When, actual: When) -> Option<Kept> {
    let (window, event) = (promise.window(), actual.window());
    let slip = Slip::between(promise, actual);
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
fn statements(old: &Milestone, new: &Milestone, subject: &Subject, found: &mut Vec<Change>) {
    let (was, is) = (&*old.statements, &*new.statements);
    if was == is {
        return;
    }
    let differences = Differences::between(was, is);
    differences.told((was, is), |_| Part::Statement, subject, found);
    let mut before = None;
    for (place, line) in ledger::lines(new).enumerate() {
        let statement = line.statement;
        if differences.added.binary_search(&place).is_ok() {
            let is_last = differences.last_known.is_none_or(|known| known < place);
            let what = match line.step.filter(|_| is_last) {
                Some(step) => What::Moved {
                    moved: step.moved,
                    from: before,
                    to: statement.when,
                    slip: step.slip.filter(|_| moves(step.moved)),
                },
                None => What::Edited(Part::Statement, Edit::Added(statement.gist())),
            };
            found.push(statement.told(Change::new(subject.clone(), what)));
        }
        before = dated(statement).or(before);
    }
}

/// A sharper or the same date moves nothing.
fn moves(moved: Move) -> bool {
    matches!(moved, Move::Later | Move::Earlier | Move::Vaguer)
}

fn dated(statement: &Statement) -> Option<When> {
    statement.said.map(|_| statement.when)
}
