//! The columns of a milestone.

use chrono::NaiveDate;

use super::entry::{REASON, SLIP, STATE, VERDICT};
use super::{Cell, Column, Row, ids, number, period, text, when, yes};
use crate::domain::catalogue::{Kind, Milestone, Statement};
use crate::domain::computed::mention;
use crate::domain::computed::slip::Slip;
use crate::domain::computed::standing::Standing;
use crate::domain::when::{Period, When};

pub(super) const COMPUTED: &[Column] = &[
    STATE,
    VERDICT,
    REASON,
    Column::new("when", |row| when(date(row))),
    Column::new("first_day", |row| day(date(row).and_then(When::first))),
    Column::new("last_day", |row| day(date(row).and_then(When::last))),
    Column::new("first", |row| {
        let first = row.milestone().and_then(Milestone::first);
        when(first.map(|first| first.when))
    }),
    SLIP,
    Column::new("slip_at_least", |row| {
        let slip = standing(row).and_then(|one| one.since_first);
        yes(matches!(slip, Some(Slip::AtLeast(_))))
    }),
    Column::new("slip_last", |row| {
        super::slip(standing(row).and_then(|one| one.since_last))
    }),
    Column::new("slip_at_most", |row| {
        let slip = standing(row).and_then(|one| one.since_first);
        yes(matches!(slip, Some(Slip::AtMost(_))))
    }),
    Column::new("days_overdue", |row| {
        number(standing(row).and_then(|one| one.days_overdue))
    }),
    Column::new("days_silent", |row| {
        let last = row
            .at()
            .filter(|at| at.kind == Kind::Milestone)
            .and_then(|at| mention::silence(row.catalogue, at.index, row.board.today));
        number(last.map(|last| last.days))
    }),
    Column::new("said", |row| period(current(row).and_then(|one| one.said))),
    Column::new("by", |row| {
        text(current(row).and_then(|one| one.by.as_deref()))
    }),
    Column::new("words", |row| {
        text(current(row).and_then(|one| one.words.as_deref()))
    }),
    Column::new("statements", |row| {
        number(row.milestone().map(|one| one.statements.len()))
    }),
    // Of the date that stands, where there is one.
    Column::new("sources", |row| {
        let milestone = row.milestone();
        let own = milestone.map(|one| &one.entry.sources);
        let sources = current(row).map(|current| &current.source).or(own);
        sources.map_or(Cell::Nothing, ids)
    }),
];

fn date(row: &Row) -> Option<When> {
    standing(row)?.when
}

fn day(day: Option<NaiveDate>) -> Cell {
    period(day.map(Period::Day))
}

fn standing<'a>(row: &Row<'a>) -> Option<&'a Standing> {
    row.board.standings.get(row.index)
}

fn current<'a>(row: &Row<'a>) -> Option<&'a Statement> {
    row.board.stands(row.catalogue, row.index)
}
