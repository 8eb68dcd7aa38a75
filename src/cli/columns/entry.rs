//! What is computed of a project, vehicle or constellation.

use super::{Cell, Column, Row, number, period, slip, text, when};
use crate::cli::options::tongue;
use crate::domain::catalogue::{Constellation, Milestone};
use crate::domain::computed::board::Summary;
use crate::words::program;

pub(super) const COMPUTED: &[Column] = &[
    STATE, VERDICT, REASON, SLIP, SLIP_LAST, NEXT, NEXT_ID, NEXT_WHEN, MILESTONES, DONE, MISSED,
    NO_WORD,
];

pub(super) const OF_CONSTELLATION: &[Column] = &[
    STATE,
    VERDICT,
    REASON,
    SLIP,
    SLIP_LAST,
    NEXT,
    NEXT_ID,
    NEXT_WHEN,
    MILESTONES,
    DONE,
    MISSED,
    NO_WORD,
    Column::new("in_orbit", |row| {
        let count = row.constellation().and_then(Constellation::newest_count);
        number(count.and_then(|count| count.in_orbit))
    }),
    Column::new("working", |row| {
        let count = row.constellation().and_then(Constellation::newest_count);
        number(count.and_then(|count| count.working))
    }),
    Column::new("counted_on", |row| {
        let count = row.constellation().and_then(Constellation::newest_count);
        period(count.map(|count| count.on))
    }),
    Column::new("planned", |row| {
        let plan = row.constellation().and_then(Constellation::newest_plan);
        number(plan.map(|(_, satellites)| satellites))
    }),
    Column::new("planned_when", |row| {
        let plan = row.constellation().and_then(Constellation::newest_plan);
        when(plan.and_then(|(plan, _)| plan.when))
    }),
];

pub(super) const STATE: Column = Column::new("state", |row| {
    let says = row.at().map(|at| row.board.says(at));
    text(says.map(|says| program::state(says.state())))
});
/// Where it is not due, a table for people tells its state.
pub(super) const VERDICT: Column = Column::new("verdict", |row| {
    row.at()
        .map_or(Cell::Nothing, |at| Cell::Says(row.board.says(at)))
});
pub(super) const REASON: Column = Column::new("reason", |row| {
    let why = row.at();
    let why = why.and_then(|at| tongue().reason(row.catalogue, row.board, at));
    text(why.as_deref())
});
pub(super) const SLIP: Column = Column::new("slip", |row| {
    slip(row.at().and_then(|at| row.board.since_first(at)))
});
const SLIP_LAST: Column = Column::new("slip_last", |row| {
    slip(summary(row).and_then(|summary| summary.since_last))
});
const NEXT: Column = Column::new("next", |row| text(next(row).map(|next| &*next.entry.name)));
const NEXT_ID: Column = Column::new("next_id", |row| {
    text(next(row).map(|next| &*next.entry.id.value))
});
const NEXT_WHEN: Column = Column::new("next_when", |row| {
    let next = summary(row).and_then(|summary| summary.next);
    when(next.and_then(|index| row.board.when(index)))
});
const MILESTONES: Column = Column::new("milestones", |row| {
    number(summary(row).map(|summary| summary.all))
});
const DONE: Column = Column::new("done", |row| {
    number(summary(row).map(|summary| summary.done))
});
const MISSED: Column = Column::new("missed", |row| {
    number(summary(row).map(|summary| summary.missed))
});
const NO_WORD: Column = Column::new("no_word", |row| {
    number(summary(row).map(|summary| summary.no_word))
});

fn summary<'a>(row: &Row<'a>) -> Option<&'a Summary> {
    row.board.summary(row.at()?)
}

fn next<'a>(row: &Row<'a>) -> Option<&'a Milestone> {
    row.catalogue.milestones().get(summary(row)?.next?)
}
