//! The columns of a milestone.

use chrono::NaiveDate;

use super::{
    Cell, Column, Row, dates_say, id, name, name_ru, note, number, period, since_first, sources,
    text, when, word, yes,
};
use crate::domain::catalogue::{Kind, Milestone, Statement};
use crate::domain::mention;
use crate::domain::slip::Slip;
use crate::domain::standing::{self, Standing};
use crate::domain::when::{Period, When};

pub(super) const USUAL: &[&str] = &["when", "slip", "dates_say", "name", "of", "id"];

pub(super) const COLUMNS: &[Column] = &[
    Column::new("id", id),
    Column::new("name", name),
    Column::new("name_ru", name_ru),
    Column::new("of", of),
    Column::new("key", |row| yes(row.milestone().is_some_and(|one| one.key))),
    Column::new("status", |row| {
        word(row.milestone().map(|one| one.recorded.status.value))
    }),
    Column::new("status_as_of", |row| {
        period(row.milestone().and_then(|one| one.recorded.as_of))
    }),
    Column::new("dates_say", dates_say),
    Column::new("when", |row| {
        when(row.milestone().and_then(Milestone::when))
    }),
    Column::new("first_day", |row| day(date(row).and_then(When::first))),
    Column::new("last_day", |row| day(date(row).and_then(When::last))),
    Column::new("first", |row| {
        when(
            row.milestone()
                .and_then(Milestone::first)
                .map(|first| first.when),
        )
    }),
    Column::new("actual", |row| {
        when(
            row.milestone()
                .and_then(|one| one.actual.as_ref())
                .map(|at| at.value),
        )
    }),
    Column::new("slip", since_first),
    Column::new("slip_at_least", |row| {
        yes(matches!(
            standing(row).and_then(|one| one.since_first),
            Some(Slip::AtLeast(_))
        ))
    }),
    Column::new("slip_last", |row| {
        super::slip(standing(row).and_then(|one| one.since_last))
    }),
    Column::new("days_overdue", |row| {
        number(
            row.milestone()
                .and_then(|one| standing::days_overdue(one, row.board.today)),
        )
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
    Column::new("needs", |row| {
        row.milestone()
            .map_or(Cell::Nothing, |one| super::ids(&one.needs))
    }),
    Column::new("note", note),
    Column::new("sources", |row| match current(row) {
        Some(current) => super::ids(&current.source),
        None => sources(row),
    }),
];

fn of(row: &Row) -> Cell {
    row.milestone()
        .map_or(Cell::Nothing, |one| super::ids(&one.of))
}

fn date(row: &Row) -> Option<When> {
    row.milestone()?.when()
}

fn day(day: Option<NaiveDate>) -> Cell {
    period(day.map(Period::Day))
}

fn standing<'a>(row: &Row<'a>) -> Option<&'a Standing> {
    row.board.standings.get(row.index)
}

fn current<'a>(row: &Row<'a>) -> Option<&'a Statement> {
    row.milestone()?.current()
}
