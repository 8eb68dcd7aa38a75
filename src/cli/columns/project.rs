//! The columns of a federal project.

use super::{
    Cell, Column, Row, dates_say, done, id, milestones, name, name_ru, next_id, next_name,
    next_when, note, overdue, period, since_first, since_last, sources, text, when, word,
};
use crate::domain::catalogue::Recorded;
use crate::domain::keyword::ProjectStatus;

pub(super) const USUAL: &[&str] = &[
    "name",
    "status",
    "dates_say",
    "slip",
    "next_when",
    "next",
    "id",
];

pub(super) const COLUMNS: &[Column] = &[
    Column::new("id", id),
    Column::new("name", name),
    Column::new("name_ru", name_ru),
    Column::new("group", |row| word(row.project().map(|one| one.group))),
    Column::new("status", |row| {
        word(recorded(row).map(|one| one.status.value))
    }),
    Column::new("status_as_of", |row| {
        period(recorded(row).and_then(|one| one.as_of))
    }),
    Column::new("dates_say", dates_say),
    Column::new("slip", since_first),
    Column::new("slip_last", since_last),
    Column::new("next", next_name),
    Column::new("next_id", next_id),
    Column::new("next_when", next_when),
    Column::new("milestones", milestones),
    Column::new("done", done),
    Column::new("overdue", overdue),
    Column::new("lead", |row| {
        text(row.project().and_then(|one| one.lead.as_deref()))
    }),
    Column::new("partners", |row| {
        text(row.project().and_then(|one| one.partners.as_deref()))
    }),
    Column::new("period", |row| {
        when(row.project().and_then(|one| one.period))
    }),
    Column::new("aim", aim),
    Column::new("note", note),
    Column::new("sources", sources),
];

fn recorded<'a>(row: &Row<'a>) -> Option<&'a Recorded<ProjectStatus>> {
    row.project()?.recorded.as_ref()
}

fn aim(row: &Row) -> Cell {
    text(row.project().map(|one| &*one.aim))
}
