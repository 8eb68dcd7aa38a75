//! What the file says of an entry, value by value.

use serde_json::{Value, json};

use super::{sources, when};
use crate::domain::catalogue::{
    Constellation, Count, Entry, Fact, Flights, Orbit, Plan, Planned, Programme, Project, Recorded,
    Vehicle,
};
use crate::domain::keyword::Keyword;

pub(super) fn programme(programme: &Programme) -> Value {
    json!({
        "period": when(programme.period),
        "as_of": programme.as_of.to_string(),
        "federal_projects": programme.federal_projects,
        "lead": programme.lead.as_deref(),
        "targets": facts(&programme.targets),
    })
}

pub(super) fn project(project: &Project) -> Value {
    super::joined(
        json!({
            "group": project.group.word(),
            "lead": project.lead.as_deref(),
            "partners": project.partners.as_deref(),
            "period": project.period.map(when),
            "aim": &*project.aim,
            "targets": facts(&project.targets),
        }),
        Some(status(project.recorded.as_ref())),
    )
}

pub(super) fn vehicle(vehicle: &Vehicle) -> Value {
    super::joined(
        json!({
            "project": vehicle.project.as_ref().map(|id| &id.value),
            "class": vehicle.class.word(),
            "maker": vehicle.maker.as_deref(),
            "reusable": vehicle.reusable.map(Keyword::word),
            "stages": vehicle.stages,
            "height_m": vehicle.height_m,
            "launch_mass_t": vehicle.launch_mass_t,
            "payload_leo_kg": vehicle.payload_leo_kg,
            "payload_sso_kg": vehicle.payload_sso_kg,
            "payload_gto_kg": vehicle.payload_gto_kg,
            "propellants": vehicle.propellants.as_deref(),
            "engines": vehicle.engines.as_deref(),
            "pads": vehicle.pads.as_deref(),
            "partners": vehicle.partners.as_deref(),
            "flights": vehicle.flights.as_ref().map(flights),
        }),
        Some(status(vehicle.recorded.as_ref())),
    )
}

pub(super) fn constellation(constellation: &Constellation) -> Value {
    let launched_by = constellation.launched_by.iter();
    super::joined(
        json!({
            "project": constellation.project.as_ref().map(|id| &id.value),
            "operator": constellation.operator.as_deref(),
            "maker": constellation.maker.as_deref(),
            "purpose": constellation.purpose.word(),
            "orbit": constellation.orbit.as_ref().map(orbit),
            "launched_by": launched_by.map(|id| &id.value).collect::<Vec<_>>(),
            "counts": constellation.counts.iter().map(count).collect::<Vec<_>>(),
            "plans": constellation.plans.iter().map(plan).collect::<Vec<_>>(),
        }),
        Some(status(constellation.recorded.as_ref())),
    )
}

/// All of it is `null` on a board of a day before the status was recorded.
fn status<S: Keyword>(recorded: Option<&Recorded<S>>) -> Value {
    json!({
        "status": recorded.map(|one| one.status.value.word()),
        "status_as_of": recorded.and_then(|one| one.as_of).map(|day| day.to_string()),
        "status_note": recorded.and_then(|one| one.note.as_deref()),
        "status_sources": recorded.map(|one| sources(&one.source)).unwrap_or_default(),
    })
}

pub(super) fn was(entry: &Entry) -> Vec<&str> {
    entry.was.iter().map(|id| &*id.value).collect()
}

pub(super) fn facts(facts: &[Fact]) -> Vec<Value> {
    let fact = |fact: &Fact| {
        json!({
            "label": &*fact.label,
            "value": &*fact.value,
            "when": fact.when.map(when),
            "as_of": fact.as_of.map(|day| day.to_string()),
            "sources": sources(&fact.source),
        })
    };
    facts.iter().map(fact).collect()
}

fn flights(flights: &Flights) -> Value {
    json!({
        "total": flights.total,
        "failures": flights.failures,
        "as_of": flights.as_of.to_string(),
        "sources": sources(&flights.source),
    })
}

fn orbit(orbit: &Orbit) -> Value {
    json!({
        "regime": orbit.regime.word(),
        "altitude_km": orbit.altitude_km.as_deref(),
        "inclination_deg": orbit.inclination_deg,
    })
}

fn count(count: &Count) -> Value {
    json!({
        "on": count.on.to_string(),
        "in_orbit": count.in_orbit,
        "working": count.working,
        "launched": count.launched,
        "lost": count.lost,
        "by": count.by.as_deref(),
        "note": count.note.as_deref(),
        "sources": sources(&count.source),
    })
}

/// `more` are new ones beside those that are there, `satellites` so many in all.
fn plan(plan: &Plan) -> Value {
    let (total, more) = match plan.satellites {
        Planned::Total(total) => (Some(total), None),
        Planned::More(more) => (None, Some(more)),
    };
    json!({
        "said": plan.said.map(|day| day.to_string()),
        "satellites": total,
        "more": more,
        "when": plan.when.map(when),
        "by": plan.by.as_deref(),
        "note": plan.note.as_deref(),
        "sources": sources(&plan.source),
    })
}
