//! Tab 4: the satellite constellations, with their counts against the plan.

use ratatui::text::Span;

use super::screen::Screen;
use super::scroll_text::ScrollText;
use super::table::Column;
use super::text::span;
use super::theme::Look;
use super::vehicles::next;
use super::{orbits, parts};
use crate::app::rows::SortKey;
use crate::domain::catalogue::{Constellation, Count, EntryRef, Planned};
use crate::domain::format::keyword::{ConstellationStatus, Keyword};

/// Cells of the bar in the list.
const BAR: u16 = 12;

pub(super) const COLUMNS: &[(Column, Option<SortKey>)] = &[
    (Column::rest("CONSTELLATION", 14), Some(SortKey::Name)),
    (Column::fixed("PURPOSE", 17, 3), Some(SortKey::Class)),
    (Column::fixed("STATUS", 13, 7), Some(SortKey::Status)),
    (Column::right("SATS", 4, 9), Some(SortKey::Count)),
    (Column::right("PLAN", 4, 8), None),
    (Column::fixed("OF PLAN", BAR, 6), None),
    (Column::fixed("AS OF", 11, 2), None),
    (Column::fixed("NEXT", 15, 5), Some(SortKey::Next)),
];

pub(super) fn cell<'a>(column: usize, at: EntryRef, screen: &Screen<'a>) -> Vec<Span<'a>> {
    let look = screen.look;
    let Some(constellation) = screen.shown.catalogue.constellations().get(at.index) else {
        return Vec::new();
    };
    let (count, plan) = (constellation.newest_count(), constellation.newest_plan());
    let nothing = || vec![span(look.glyphs.nothing, look.dim())];
    match column {
        0 => vec![Span::raw(&*constellation.entry.name)],
        1 => vec![span(purpose(constellation), look.dim())],
        2 => parts::mark(look.constellation(recorded(constellation))),
        3 => count
            .and_then(Count::shown)
            .map_or_else(nothing, |n| vec![Span::raw(n.to_string())]),
        4 => plan.map_or_else(nothing, |(_, satellites)| {
            vec![span(satellites.to_string(), look.dim())]
        }),
        5 => bar(count, plan.map(|(_, satellites)| satellites), look),
        6 => vec![span(
            look.date_or(count.map(|count| count.on), ""),
            look.dim(),
        )],
        _ => vec![next(at, screen)],
    }
}

fn purpose(constellation: &Constellation) -> &'static str {
    match constellation.purpose.word() {
        "earth-observation" => "Earth observation",
        word => word,
    }
}

fn recorded(constellation: &Constellation) -> Option<ConstellationStatus> {
    constellation
        .recorded
        .status
        .as_ref()
        .map(|status| status.value)
}

/// `▆▆▂···`: working, in orbit but not working, still to come. Without a plan there is nothing to
/// measure against.
fn bar<'a>(count: Option<&Count>, planned: Option<u32>, look: &Look) -> Vec<Span<'a>> {
    let (Some(count), Some(planned)) = (count, planned) else {
        return Vec::new();
    };
    let in_orbit = count.in_orbit.or(count.working).unwrap_or(0);
    let working = count.shown().unwrap_or(0).min(in_orbit.max(1));
    let whole = planned.max(in_orbit).max(1);
    // One satellite of many is still a satellite: it gets its cell.
    let share = |part: u32| match part {
        0 => 0,
        part => (u64::from(part) * u64::from(BAR) / u64::from(whole)).max(1) as usize,
    };
    let (full, up) = (share(working), share(in_orbit));
    let glyphs = look.glyphs;
    let rest = usize::from(BAR).saturating_sub(up.max(full));
    vec![
        span(glyphs.full.repeat(full), look.accent()),
        span(glyphs.idle.repeat(up.saturating_sub(full)), look.accent()),
        span(glyphs.to_come.repeat(rest), look.dim()),
    ]
}

pub(super) fn detail<'a>(doc: &mut ScrollText<'a>, at: EntryRef, screen: &Screen<'a>) {
    let look = screen.look;
    let Some(constellation) = screen.shown.catalogue.constellations().get(at.index) else {
        return;
    };
    let Some(summary) = screen.shown.board.summary(at) else {
        return;
    };
    parts::status(
        doc,
        look.constellation(recorded(constellation)),
        constellation.recorded.view(),
        screen,
    );
    if summary.all > 0 {
        parts::verdict(doc, at, summary, screen);
    }
    doc.field(
        "Purpose",
        vec![Span::raw(constellation.purpose.word().replace('-', " "))],
    );
    orbit(doc, constellation);
    parts::optional(doc, "Operator", constellation.operator.as_deref());
    parts::optional(doc, "Maker", constellation.maker.as_deref());
    launched_by(doc, constellation, screen);
    parts::note(doc, &constellation.entry, look);
    orbits::survey(doc, constellation, screen);
    counts(doc, constellation, screen);
    plans(doc, constellation, screen);
    parts::milestones(doc, at, screen);
    parts::facts(doc, "FACTS", &constellation.entry.facts, screen);
    parts::sources(doc, &constellation.entry, screen);
}

fn orbit(doc: &mut ScrollText, constellation: &Constellation) {
    let Some(orbit) = &constellation.orbit else {
        return;
    };
    let mut parts = vec![orbit.regime.word().to_owned()];
    parts.extend(orbit.altitude_km.as_ref().map(|km| format!("{km} km")));
    parts.extend(orbit.inclination_deg.map(|degrees| format!("{degrees}°")));
    doc.field("Orbit", vec![Span::raw(parts.join(", "))]);
}

fn launched_by<'a>(doc: &mut ScrollText<'a>, constellation: &Constellation, screen: &Screen<'a>) {
    let catalogue = &screen.shown.catalogue;
    let vehicles = constellation
        .launched_by
        .iter()
        .filter_map(|id| catalogue.entry(catalogue.find(&id.value)?));
    let names: Vec<&str> = vehicles.map(|entry| &*entry.name).collect();
    if !names.is_empty() {
        doc.field("Launched by", vec![Span::raw(names.join(", "))]);
    }
}

fn counts<'a>(doc: &mut ScrollText<'a>, constellation: &'a Constellation, screen: &Screen<'a>) {
    let counts = &constellation.counts;
    if counts.is_empty() {
        return;
    }
    doc.heading("COUNTS", counts.len().to_string());
    for count in counts.iter().rev() {
        let kinds = [
            (count.in_orbit, "in orbit"),
            (count.working, "working"),
            (count.launched, "launched"),
            (count.lost, "lost"),
        ];
        let numbers: Vec<String> = kinds
            .iter()
            .filter_map(|(number, kind)| number.map(|number| format!("{number} {kind}")))
            .collect();
        let who = count
            .by
            .as_ref()
            .map(|by| format!(", by {by}"))
            .unwrap_or_default();
        let mut spans = vec![Span::raw(format!("{}{who}", numbers.join(", ")))];
        spans.extend(
            count
                .note
                .as_ref()
                .map(|note| span(format!("  {note}"), screen.look.dim())),
        );
        spans.extend(parts::cited(&count.source, Some(count.on), screen));
        doc.field(&screen.look.date(count.on), spans);
    }
}

fn plans<'a>(doc: &mut ScrollText<'a>, constellation: &'a Constellation, screen: &Screen<'a>) {
    let plans = &constellation.plans;
    if plans.is_empty() {
        return;
    }
    doc.heading("PLANS", plans.len().to_string());
    for plan in plans.iter().rev() {
        let when = plan
            .when
            .map(|when| format!(" {}", screen.look.date(when)))
            .unwrap_or_default();
        let size = match plan.planned() {
            Planned::Total(satellites) => format!("{satellites} satellites"),
            Planned::More(more) => format!("{more} more satellites"),
        };
        let who = plan
            .by
            .as_ref()
            .map(|by| format!(", by {by}"))
            .unwrap_or_default();
        let mut spans = vec![Span::raw(format!("{size}{when}{who}"))];
        spans.extend(
            plan.note
                .as_ref()
                .map(|note| span(format!("  {note}"), screen.look.dim())),
        );
        spans.extend(parts::cited(&plan.source, plan.said, screen));
        doc.field(&screen.look.date_or(plan.said, "undated"), spans);
    }
}
