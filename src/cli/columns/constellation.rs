//! The columns of a satellite constellation.

use super::{
    Column, Row, dates_say, id, milestones, name, name_ru, next_id, next_name, next_when, note,
    number, overdue, period, real, since_first, since_last, sources, text, when, word,
};
use crate::domain::catalogue::{Count, Orbit, Plan, Recorded};
use crate::domain::keyword::ConstellationStatus;

pub(super) const USUAL: &[&str] = &[
    "name",
    "purpose",
    "status",
    "in_orbit",
    "working",
    "planned",
    "planned_when",
    "slip",
    "next_when",
    "id",
];

pub(super) const COLUMNS: &[Column] = &[
    Column::new("id", id),
    Column::new("name", name),
    Column::new("name_ru", name_ru),
    Column::new("project", |row| {
        text(
            row.constellation()
                .and_then(|one| one.project.as_ref())
                .map(|id| &*id.value),
        )
    }),
    Column::new("purpose", |row| {
        word(row.constellation().map(|one| one.purpose))
    }),
    Column::new("operator", |row| {
        text(row.constellation().and_then(|one| one.operator.as_deref()))
    }),
    Column::new("maker", |row| {
        text(row.constellation().and_then(|one| one.maker.as_deref()))
    }),
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
    Column::new("overdue", overdue),
    Column::new("in_orbit", |row| {
        number(count(row).and_then(|one| one.in_orbit))
    }),
    Column::new("working", |row| {
        number(count(row).and_then(|one| one.working))
    }),
    Column::new("counted_on", |row| period(count(row).map(|one| one.on))),
    Column::new("planned", |row| {
        number(plan(row).map(|(_, satellites)| satellites))
    }),
    Column::new("planned_when", |row| {
        when(plan(row).and_then(|(plan, _)| plan.when))
    }),
    Column::new("orbit", |row| word(orbit(row).map(|one| one.regime))),
    Column::new("altitude_km", |row| {
        text(orbit(row).and_then(|one| one.altitude_km.as_deref()))
    }),
    Column::new("inclination_deg", |row| {
        real(orbit(row).and_then(|one| one.inclination_deg))
    }),
    Column::new("launched_by", |row| {
        row.constellation()
            .map_or(super::Cell::Nothing, |one| super::ids(&one.launched_by))
    }),
    Column::new("note", note),
    Column::new("sources", sources),
];

fn recorded<'a>(row: &Row<'a>) -> Option<&'a Recorded<ConstellationStatus>> {
    row.constellation()?.recorded.as_ref()
}

fn count<'a>(row: &Row<'a>) -> Option<&'a Count> {
    row.constellation()?.newest_count()
}

fn plan<'a>(row: &Row<'a>) -> Option<(&'a Plan, u32)> {
    row.constellation()?.newest_plan()
}

fn orbit<'a>(row: &Row<'a>) -> Option<&'a Orbit> {
    row.constellation()?.orbit.as_ref()
}
