//! Tab 3: the launch vehicles.

use ratatui::text::Span;

use super::milestones::{slip, when};
use super::parts;
use super::screen::Screen;
use super::scroll_text::ScrollText;
use super::table::Column;
use super::text::span;
use crate::app::rows::SortKey;
use crate::domain::catalogue::{EntryRef, Vehicle};
use crate::domain::format::keyword::{Keyword, Reusable};

pub(super) const COLUMNS: &[(Column, Option<SortKey>)] = &[
    (Column::rest("VEHICLE", 15), Some(SortKey::Name)),
    (Column::fixed("CLASS", 11, 1), Some(SortKey::Class)),
    (Column::fixed("STATUS", 16, 4), Some(SortKey::Status)),
    (Column::right("FLIGHTS", 8, 2), Some(SortKey::Count)),
    (Column::right("LEO t", 5, 0), None),
    (Column::fixed("NEXT", 15, 5), Some(SortKey::Next)),
    (Column::right("SLIP", 5, 3), Some(SortKey::Slip)),
];

pub(super) fn cell<'a>(column: usize, at: EntryRef, screen: &Screen<'a>) -> Vec<Span<'a>> {
    let look = screen.look;
    let Some(vehicle) = screen.shown.catalogue.vehicles().get(at.index) else {
        return Vec::new();
    };
    let summary = screen.shown.board.summary(at);
    match column {
        0 => vec![Span::raw(&*vehicle.entry.name)],
        1 => vec![span(vehicle.class.word(), look.dim())],
        2 => parts::mark(look.vehicle(recorded(vehicle))),
        3 => vec![match &vehicle.flights {
            Some(flights) => Span::raw(flights.total.to_string()),
            None => span(look.glyphs.nothing, look.dim()),
        }],
        4 => vec![match vehicle.payload_leo_kg {
            Some(kg) => Span::raw(tonnes(kg)),
            None => span(look.glyphs.nothing, look.dim()),
        }],
        5 => vec![next(at, screen)],
        _ => vec![slip(summary.and_then(|summary| summary.since_first), look)],
    }
}

/// The next date of an entry that is still open.
pub(super) fn next<'a>(at: EntryRef, screen: &Screen<'a>) -> Span<'a> {
    let shown = screen.shown;
    let index = shown.board.summary(at).and_then(|summary| summary.next);
    let found = index.and_then(|index| {
        Some((
            shown.catalogue.milestones().get(index)?,
            shown.board.standings.get(index)?,
        ))
    });
    match found {
        Some((_, standing)) => when(standing, screen.look),
        None => span(screen.look.glyphs.nothing, screen.look.dim()),
    }
}

fn recorded(vehicle: &Vehicle) -> Option<crate::domain::format::keyword::VehicleStatus> {
    vehicle.recorded.status.as_ref().map(|status| status.value)
}

/// Kilograms as tonnes: "17", "8.25".
fn tonnes(kg: u32) -> String {
    let text = format!("{:.2}", f64::from(kg) / 1000.0);
    text.trim_end_matches('0').trim_end_matches('.').to_owned()
}

fn number(value: f64) -> String {
    let text = format!("{value:.2}");
    text.trim_end_matches('0').trim_end_matches('.').to_owned()
}

pub(super) fn detail<'a>(doc: &mut ScrollText<'a>, at: EntryRef, screen: &Screen<'a>) {
    let look = screen.look;
    let Some(vehicle) = screen.shown.catalogue.vehicles().get(at.index) else {
        return;
    };
    let Some(summary) = screen.shown.board.summary(at) else {
        return;
    };
    parts::status(
        doc,
        look.vehicle(recorded(vehicle)),
        vehicle.recorded.view(),
        screen,
    );
    parts::verdict(doc, at, summary, screen);
    flights(doc, vehicle, screen);
    figures(doc, vehicle);
    parts::optional(doc, "Propellants", vehicle.propellants.as_deref());
    parts::optional(doc, "Engines", vehicle.engines.as_deref());
    parts::optional(doc, "Maker", vehicle.maker.as_deref());
    parts::optional(doc, "Pads", vehicle.pads.as_deref());
    parts::optional(doc, "Partners", vehicle.partners.as_deref());
    parts::note(doc, &vehicle.entry, look);
    parts::milestones(doc, at, screen);
    parts::facts(doc, "FACTS", &vehicle.entry.facts, screen);
    parts::sources(doc, &vehicle.entry, screen);
}

fn flights<'a>(doc: &mut ScrollText<'a>, vehicle: &'a Vehicle, screen: &Screen<'a>) {
    let Some(flights) = &vehicle.flights else {
        return;
    };
    let mut spans = vec![Span::raw(flights.total.to_string())];
    match flights.failures {
        Some(0) => spans.push(Span::raw(", no failures")),
        Some(failures) => spans.push(span(format!(", {failures} failed"), screen.look.bad())),
        None => {}
    }
    spans.extend(parts::cited(&flights.source, Some(flights.as_of), screen));
    doc.field("Flights", spans);
}

/// What the rocket is, in numbers: one line, the known ones.
fn figures(doc: &mut ScrollText, vehicle: &Vehicle) {
    let mut build = vec![vehicle.class.word().to_owned()];
    build.extend(vehicle.stages.map(|stages| format!("{stages} stages")));
    build.extend(
        vehicle
            .height_m
            .map(|metres| format!("{} m high", number(metres))),
    );
    build.extend(
        vehicle
            .launch_mass_t
            .map(|mass| format!("{} t at lift-off", number(mass))),
    );
    build.extend(match vehicle.reusable {
        Some(Reusable::None) => Some("not reusable".to_owned()),
        Some(Reusable::FirstStage) => Some("reusable first stage".to_owned()),
        Some(Reusable::Full) => Some("fully reusable".to_owned()),
        None => None,
    });
    doc.field("Design", vec![Span::raw(build.join(", "))]);
    let payloads = [
        (vehicle.payload_leo_kg, "low orbit"),
        (vehicle.payload_sso_kg, "sun-synchronous"),
        (vehicle.payload_gto_kg, "geotransfer"),
    ];
    let lifts: Vec<String> = payloads
        .iter()
        .filter_map(|(kg, where_to)| kg.map(|kg| format!("{} t to {where_to}", tonnes(kg))))
        .collect();
    if !lifts.is_empty() {
        doc.field("Payload", vec![Span::raw(lifts.join(", "))]);
    }
}
