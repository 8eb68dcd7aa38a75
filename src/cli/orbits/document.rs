//! The survey of a constellation as JSON. Heights in kilometres, angles in degrees, instants in UTC.

use chrono::NaiveDateTime;
use serde_json::{Value, json};

use crate::app::surveys::Survey;
use crate::domain::catalogue::{Constellation, Fact};
use crate::orbits::{
    Fleet, Heights, NORTHERN_SEA_ROUTE, Point, ROUTE_ELEVATION, Satellite, Sight, Trust,
    WorkingHeight, footprint_degrees,
};
use crate::ui::{promises, working_height};

pub(super) fn document(constellation: &Constellation, survey: &Survey, at: NaiveDateTime) -> Value {
    let Survey { fleet, route } = survey;
    let points = NORTHERN_SEA_ROUTE.iter().zip(&route.points);
    let gap = route.longest_gap();
    let gap_at = gap.and_then(|(_, place)| NORTHERN_SEA_ROUTE.get(place));
    let inclinations = fleet.inclinations();
    let working = working_height(constellation);
    let ends = working.into_iter().flat_map(WorkingHeight::ends);
    let count = constellation.newest_count();
    json!({
        "constellation": constellation.entry.id.value,
        "at": instant(at),
        "geometry_only": true,
        "satcat": constellation.satcat.iter().map(|name| &**name).collect::<Vec<_>>(),
        "counted": count.and_then(|count| count.in_orbit.or(count.working)),
        "counted_on": count.map(|count| count.on.to_string()),
        "elements": about(fleet, at),
        "heights_km": fleet.heights().map(heights),
        "reached": ends.map(|km| json!({ "km": km, "satellites": fleet.reached(km) })).collect::<Vec<_>>(),
        "planes": fleet.planes(),
        "inclination_deg": inclinations.map(|(least, most)| json!({ "least": least, "most": most })),
        "northern_sea_route": {
            "from": instant(route.from),
            "elevation_deg": route.elevation,
            "mean_minutes": tenths(route.mean_minutes()),
            "anywhere_minutes": route.anywhere.minutes(),
            "longest_gap_minutes": gap.map(|(minutes, _)| minutes),
            "longest_gap_at": gap_at.map(|point| point.name),
            "points": points.map(|(point, sight)| seen(point, sight)).collect::<Vec<_>>(),
        },
        "promised": promises(constellation).map(promised).collect::<Vec<_>>(),
        "satellites": fleet.satellites.iter().map(|one| satellite(one, at)).collect::<Vec<_>>(),
    })
}

fn about(fleet: &Fleet, at: NaiveDateTime) -> Value {
    let epochs = fleet.epochs();
    json!({
        "satellites": fleet.satellites.len(),
        "oldest": epochs.map(|(oldest, _)| instant(oldest)),
        "newest": epochs.map(|(_, newest)| instant(newest)),
        "age_days": epochs.map(|(_, newest)| (at - newest).num_days()),
        "speaks_of_the_present": fleet.is_present(at),
        "manoeuvring": fleet.manoeuvring(),
        "left_out_older": fleet.outdated,
        "left_out_unusable": fleet.unusable,
    })
}

fn heights(heights: Heights) -> Value {
    json!({
        "lowest_mean": tenths(heights.lowest_km),
        "median_mean": tenths(heights.median_km),
        "highest_mean": tenths(heights.highest_km),
        "lowest_perigee": tenths(heights.perigee_km),
        "highest_apogee": tenths(heights.apogee_km),
    })
}

fn seen(point: &Point, sight: &Sight) -> Value {
    json!({
        "name": point.name,
        "latitude": point.latitude,
        "longitude": point.longitude,
        "minutes": sight.minutes(),
        "longest_gap_minutes": sight.longest_gap(),
        "passes": sight.passes(),
    })
}

fn promised(fact: &Fact) -> Value {
    json!({
        "value": &*fact.value,
        "as_of": fact.as_of.map(|day| day.to_string()),
        "source": fact.source.iter().map(|id| &id.value).collect::<Vec<_>>(),
    })
}

fn satellite(satellite: &Satellite, at: NaiveDateTime) -> Value {
    let elements = &satellite.elements;
    let trust = satellite.trust(at);
    let place = (trust != Trust::None)
        .then(|| satellite.place(at))
        .flatten();
    json!({
        "name": elements.name,
        "number": elements.number,
        "designator": elements.designator,
        "epoch": instant(elements.epoch),
        "mean_height_km": tenths(elements.mean_height_km()),
        "perigee_km": tenths(elements.perigee_km()),
        "apogee_km": tenths(elements.apogee_km()),
        "inclination_deg": elements.inclination,
        "manoeuvring": elements.is_manoeuvring(),
        "place": place.map(|place| json!({
            "latitude": hundredths(place.latitude),
            "longitude": hundredths(place.longitude),
            "height_km": tenths(place.height_km),
            "footprint_deg": hundredths(footprint_degrees(place.height_km, ROUTE_ELEVATION)),
            "is_old": trust == Trust::Dim,
        })),
    })
}

fn instant(at: NaiveDateTime) -> String {
    at.format("%Y-%m-%dT%H:%M:%SZ").to_string()
}

fn tenths(number: f64) -> f64 {
    (number * 10.0).round() / 10.0
}

fn hundredths(number: f64) -> f64 {
    (number * 100.0).round() / 100.0
}
