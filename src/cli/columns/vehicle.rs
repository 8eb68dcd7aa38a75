//! The columns of a launch vehicle.

use super::{
    Column, Row, dates_say, id, milestones, name, name_ru, next_id, next_name, next_when, note,
    number, overdue, period, real, since_first, since_last, sources, text, word,
};
use crate::domain::catalogue::{Flights, Recorded};
use crate::domain::keyword::VehicleStatus;

pub(super) const USUAL: &[&str] = &[
    "name",
    "class",
    "status",
    "flights",
    "slip",
    "next_when",
    "next",
    "id",
];

pub(super) const COLUMNS: &[Column] = &[
    Column::new("id", id),
    Column::new("name", name),
    Column::new("name_ru", name_ru),
    Column::new("project", |row| {
        text(
            row.vehicle()
                .and_then(|one| one.project.as_ref())
                .map(|id| &*id.value),
        )
    }),
    Column::new("class", |row| word(row.vehicle().map(|one| one.class))),
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
    Column::new("flights", |row| number(flights(row).map(|one| one.total))),
    Column::new("failures", |row| {
        number(flights(row).and_then(|one| one.failures))
    }),
    Column::new("flights_as_of", |row| {
        period(flights(row).map(|one| one.as_of))
    }),
    Column::new("maker", |row| {
        text(row.vehicle().and_then(|one| one.maker.as_deref()))
    }),
    Column::new("reusable", |row| {
        word(row.vehicle().and_then(|one| one.reusable))
    }),
    Column::new("stages", |row| {
        number(row.vehicle().and_then(|one| one.stages))
    }),
    Column::new("height_m", |row| {
        real(row.vehicle().and_then(|one| one.height_m))
    }),
    Column::new("launch_mass_t", |row| {
        real(row.vehicle().and_then(|one| one.launch_mass_t))
    }),
    Column::new("payload_leo_kg", |row| {
        number(row.vehicle().and_then(|one| one.payload_leo_kg))
    }),
    Column::new("payload_sso_kg", |row| {
        number(row.vehicle().and_then(|one| one.payload_sso_kg))
    }),
    Column::new("payload_gto_kg", |row| {
        number(row.vehicle().and_then(|one| one.payload_gto_kg))
    }),
    Column::new("propellants", |row| {
        text(row.vehicle().and_then(|one| one.propellants.as_deref()))
    }),
    Column::new("engines", |row| {
        text(row.vehicle().and_then(|one| one.engines.as_deref()))
    }),
    Column::new("pads", |row| {
        text(row.vehicle().and_then(|one| one.pads.as_deref()))
    }),
    Column::new("partners", |row| {
        text(row.vehicle().and_then(|one| one.partners.as_deref()))
    }),
    Column::new("note", note),
    Column::new("sources", sources),
];

fn recorded<'a>(row: &Row<'a>) -> Option<&'a Recorded<VehicleStatus>> {
    row.vehicle()?.recorded.as_ref()
}

fn flights<'a>(row: &Row<'a>) -> Option<&'a Flights> {
    row.vehicle()?.flights.as_ref()
}
