//! The ledger of a milestone: each statement with what it did to the one before, and how much
//! warning it gave.

use chrono::NaiveDate;

use crate::domain::catalogue::{Milestone, Statement};
use crate::domain::computed::slip::{Move, Slip};
use crate::domain::when::{Period, When};

/// A statement of the ledger, with its arithmetic.
#[derive(Clone, Copy, Debug)]
pub struct Line<'a> {
    pub statement: &'a Statement,
    /// None for a statement of an unknown day: it is listed and takes part in no arithmetic.
    pub step: Option<Step>,
}

/// What a statement does to the dated one before it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Step {
    pub moved: Move,
    /// Against the statement before; none for the first.
    pub slip: Option<Slip>,
    /// Of a slip: the days between its announcement and the old deadline, the last day of the date before.
    /// Negative when it was announced only after that; none where the announcement is not known to the
    /// month.
    pub notice: Option<i64>,
}

/// The whole ledger, in the order of the file.
pub fn lines(milestone: &Milestone) -> impl Iterator<Item = Line<'_>> {
    let may_slip = !milestone.is_end();
    let mut before = Before::default();
    milestone.statements.iter().map(move |statement| {
        let step = statement.said.map(|said| {
            let step = before.step(said, statement.when, may_slip);
            before.note(said, statement.when);
            step
        });
        Line { statement, step }
    })
}

/// What was said before a statement.
#[derive(Clone, Copy, Debug, Default)]
struct Before {
    /// The last one, with a date or without.
    last: Option<When>,
    /// The last one with a date: a move by way of "no date" is measured against it.
    dated: Option<(Period, When)>,
}

impl Before {
    fn note(&mut self, said: Period, when: When) {
        self.last = Some(when);
        if when != When::Tbd {
            self.dated = Some((said, when));
        }
    }

    fn step(self, said: Period, after: When, may_slip: bool) -> Step {
        let moved = match (self.last, self.dated) {
            (Some(When::Tbd), _) if after == When::Tbd => Move::Repeated,
            (_, Some(before)) => Move::between(before, (said, after)),
            (_, None) => Move::First,
        };
        let Some((_, before)) = self
            .dated
            .filter(|_| moved != Move::OrderUnknown && may_slip)
        else {
            return Step {
                moved,
                slip: None,
                notice: None,
            };
        };
        let slip = Slip::between(before, after);
        let broken = before
            .last()
            .filter(|_| slip.is_some_and(|slip| slip.days() > 0));
        Step {
            moved,
            slip,
            notice: broken.and_then(|end| notice(said, end)),
        }
    }
}

impl Step {
    /// The slip, where it is one: a narrower or the same date moves nothing.
    pub fn slip_told(&self) -> Option<Slip> {
        self.slip
            .filter(|slip| self.moved.is_slip() && slip.months() != 0)
    }
}

/// The days from an announcement to a deadline; negative when it came after that. Of an announcement that
/// is known to no more than a year nothing is counted: it could be off by one.
fn notice(announced: Period, deadline: NaiveDate) -> Option<i64> {
    const VAGUEST: i64 = 31;
    let (first, last) = (announced.first(), announced.last());
    let is_known = last.signed_duration_since(first).num_days() < VAGUEST;
    is_known.then(|| deadline.signed_duration_since(last).num_days())
}

/// For each statement, in the order of the file, the notice with which the next one moved its date later.
pub fn notices(milestone: &Milestone) -> Vec<Option<i64>> {
    let mut found = vec![None; milestone.statements.len()];
    let mut before = None;
    for (place, line) in lines(milestone).enumerate() {
        let Some(step) = line.step else { continue };
        if let Some(moved) = before
            .replace(place)
            .and_then(|moved: usize| found.get_mut(moved))
        {
            *moved = step.notice;
        }
    }
    found
}

/// How often the date moved which way.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Moves {
    pub later: usize,
    pub earlier: usize,
    pub taken_back: usize,
    pub narrowed: usize,
    pub widened: usize,
    pub repeated: usize,
    pub order_unknown: usize,
}

impl Moves {
    pub fn of(milestone: &Milestone) -> Self {
        let mut moves = Self::default();
        for step in lines(milestone).filter_map(|line| line.step) {
            match step.moved {
                Move::First => {}
                Move::Repeated => moves.repeated += 1,
                Move::OrderUnknown => moves.order_unknown += 1,
                Move::TakenBack => moves.taken_back += 1,
                Move::Narrowed => moves.narrowed += 1,
                Move::Widened => moves.widened += 1,
                Move::Later => moves.later += 1,
                Move::Earlier => moves.earlier += 1,
            }
        }
        moves
    }
}
