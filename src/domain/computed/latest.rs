//! Which of the dates that were given stands now: weak sources do not set the date.
//!
//! The newest one of official, agency or media grade stands; a newer weak one stands beside it as
//! contradicting, unless it lies inside. A weak one stands, marked, where there is nothing better, or where
//! the better date's deadline had passed when it was said, or has passed by now.

use chrono::NaiveDate;

use crate::domain::catalogue::{Catalogue, Milestone, Statement};
use crate::domain::format::keyword::Grade;
use crate::domain::when::Period;

/// Places in the ledger of a milestone.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Latest {
    /// The statement whose date stands.
    pub stands: Option<usize>,
    /// It rests on weak sources only.
    pub is_weak: bool,
    /// A newer one on weak sources only that says something else.
    pub against: Option<usize>,
}

impl Latest {
    pub fn of(catalogue: &Catalogue, milestone: &Milestone, today: NaiveDate) -> Self {
        let all = milestone.statements.iter().enumerate();
        let dated = || {
            let all = all.clone();
            all.filter_map(|(place, statement)| Some((place, statement, statement.said?)))
        };
        let weak = |statement: &Statement| is_weak(catalogue, statement);
        let Some(newest) = dated().next_back() else {
            // Nobody knows when any of them was said.
            let last = milestone.statements.last();
            return Self {
                stands: milestone.statements.len().checked_sub(1),
                is_weak: last.is_some_and(weak),
                against: None,
            };
        };
        let better = dated().rev().find(|(_, statement, _)| !weak(statement));
        match better {
            Some((place, better, _)) if !gives_way(better, newest.2, today) => Self {
                stands: Some(place),
                is_weak: false,
                against: contradicts(better, newest.1).then_some(newest.0),
            },
            _ => Self {
                stands: Some(newest.0),
                is_weak: weak(newest.1),
                against: None,
            },
        }
    }

    /// The statement whose date stands.
    pub fn statement(self, milestone: &Milestone) -> Option<&Statement> {
        milestone.statements.get(self.stands?)
    }
}

pub fn is_weak(catalogue: &Catalogue, statement: &Statement) -> bool {
    catalogue.grade(&statement.source) == Some(Grade::Weak)
}

/// Its deadline had passed when a newer one was said, or has passed by now.
fn gives_way(better: &Statement, said: Period, today: NaiveDate) -> bool {
    let end = better.when.last();
    end.is_some_and(|end| end < said.first() || end < today)
}

fn contradicts(better: &Statement, newer: &Statement) -> bool {
    !better.when.window().covers(newer.when.window())
}
