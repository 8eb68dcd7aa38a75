//! Orbits: what is said of a fleet, and what is wrong with a file of elements.

use chrono::NaiveDateTime;

use super::prose::{counted, day, during, grouped};
use crate::domain::when::Period;
use crate::feeds::elements::{At, LONGEST, LONGEST_LINE, LeftOut, MOST, Remark, Unreadable, Wrong};
use crate::orbits::{
    Coverage, Fleet, Heights, NORTHERN_SEA_ROUTE, PRESENT_FOR_DAYS, WorkingHeight,
};
use crate::words::Noun;

pub(super) const ONLY_GEOMETRY: &str =
    "Geometry only: nothing here knows of radio links, terminals or ground stations.";

/// "as on 10 July 2026".
pub(super) fn as_on(fleet: &Fleet) -> String {
    let day_of = fleet.day().map(|at| day(at.date()));
    day_of.map_or(String::new(), |day| format!("as on {day}"))
}

/// How many of the counted satellites the elements cover.
pub(super) fn covered(fleet: &Fleet, count: Option<(u32, Period)>) -> String {
    let there = fleet.satellites.len();
    let Some((number, on)) = count else {
        return format!("{there} with elements; no count is on record");
    };
    let on = during(on);
    if (there as u64) < u64::from(number) {
        format!(
            "{there} of the {number} counted {on} have elements: what is in view is a lower bound"
        )
    } else {
        format!("{there} with elements; {number} were counted {on}")
    }
}

/// "334 to 512 km on average, half of them at 502 km or more; from 332 km at the lowest to 514 km at the highest".
pub(super) fn heights(heights: &Heights) -> String {
    let [low, middle, high] = [heights.lowest_km, heights.median_km, heights.highest_km].map(km);
    let [perigee, apogee] = [heights.perigee_km, heights.apogee_km].map(km);
    let ends = format!("lowest perigee {perigee} km, highest apogee {apogee} km");
    if low == high {
        format!("mean height {low} km; {ends}")
    } else {
        format!("mean heights {low} to {high} km, the median {middle} km; {ends}")
    }
}

/// "9 of 15 at 500 km or more, none of 15 at 800 km or more".
pub(super) fn reached(fleet: &Fleet, working: WorkingHeight) -> String {
    let all = fleet.satellites.len();
    let part = |height: u32| {
        let there = match fleet.reached(height) {
            0 => "none".to_owned(),
            some => some.to_string(),
        };
        format!("{there} of {all} at {} km or more", grouped(height.into()))
    };
    working.ends().map(part).collect::<Vec<_>>().join(", ")
}

/// "1, inclined 82.3°", "3, inclined 63.6° to 65.6°".
pub(super) fn planes(fleet: &Fleet) -> String {
    let planes = fleet.planes();
    let Some((least, most)) = fleet.inclinations() else {
        return planes.to_string();
    };
    let [least, most] = [least, most].map(|degrees| format!("{degrees:.1}"));
    if least == most {
        format!("{planes}, inclined {least}°")
    } else {
        format!("{planes}, inclined {least}° to {most}°")
    }
}

/// "3.4 h a day with a satellite above 25°, on average at 12 points of the Northern Sea Route; 13.3 h somewhere on it".
pub(super) fn in_view(route: &Coverage) -> String {
    format!(
        "{:.1} h a day with a satellite above {:.0}°, on average at {} points of the Northern Sea Route; {:.1} h \
         somewhere on it",
        route.mean_minutes() / 60.0,
        route.elevation,
        route.points.len(),
        hours(route.anywhere.minutes()),
    )
}

/// "12 h 15 min without one, at Long Strait".
pub(super) fn longest_gap(route: &Coverage) -> String {
    match route.longest_gap() {
        None | Some((0, _)) => "none: one is always in view".to_owned(),
        Some((minutes, place)) => {
            let point = NORTHERN_SEA_ROUTE.get(place);
            let name = point.map_or("", |point| point.name);
            let (hours, rest) = (minutes / 60, minutes % 60);
            format!("{hours} h {rest} min without one, at {name}")
        }
    }
}

/// Of when the elements are, and what is therefore not said.
pub(super) fn age(fleet: &Fleet, at: NaiveDateTime) -> String {
    let Some((oldest, newest)) = fleet.epochs() else {
        return String::new();
    };
    let (from, to) = (day(oldest.date()), day(newest.date()));
    let of = if from == to {
        to
    } else {
        format!("{from} to {to}")
    };
    let mut text = match (at - newest).num_days() {
        0 => format!("of {of}, under a day old"),
        days @ 1.. => format!("of {of}, {} old", counted(days, Noun::Day)),
        days => format!(
            "of {of}, {} later than the instant looked at",
            counted(-days, Noun::Day)
        ),
    };
    if at > newest && !fleet.is_present(at) {
        text += ": too old to say where they are now";
    }
    text + &left_aside(fleet)
}

/// "; 2 manoeuvre", and who is not among them.
fn left_aside(fleet: &Fleet) -> String {
    let older = format!("left out, over {PRESENT_FOR_DAYS} days older");
    let useless = "left out, of no use to SGP4";
    let told = [
        (fleet.manoeuvring(), "manoeuvres", "manoeuvre"),
        (fleet.outdated, &older, &older),
        (fleet.unusable, useless, useless),
    ];
    let told = told
        .into_iter()
        .filter_map(|(count, one, many)| match count {
            0 => None,
            1 => Some(format!("; 1 {one}")),
            _ => Some(format!("; {count} {many}")),
        });
    told.collect()
}

#[expect(clippy::cast_precision_loss, reason = "a day has 1440 minutes")]
fn hours(minutes: usize) -> f64 {
    minutes as f64 / 60.0
}

fn km(height: f64) -> String {
    grouped(height.round() as i64)
}

/// What is missing, and which command brings it.
pub(super) const NO_ELEMENTS: &str = "no elements at hand: `roscope import FILE` keeps a file of them, \
    `roscope fetch celestrak` asks for them";

pub(super) fn remark(remark: &Remark) -> String {
    match remark {
        Remark::LeftOut { records: 1, first } => format!("1 record is left out: {}", left_out(*first)),
        Remark::LeftOut { records, first } => {
            format!("{records} records are left out, the first: {}", left_out(*first))
        }
        Remark::Tle => "two-line elements have no room for satellites numbered 100000 and more: ask for JSON or CSV"
            .to_owned(),
    }
}

pub(super) fn unreadable(why: Unreadable) -> String {
    match why {
        Unreadable::TooLong => format!("longer than {} MiB", LONGEST >> 20),
        Unreadable::LongLine { line } => format!("line {line} is longer than {LONGEST_LINE} bytes"),
        Unreadable::Empty => "there is nothing in it".to_owned(),
        Unreadable::NotUtf8 { line } => format!("line {line} is not UTF-8"),
        Unreadable::Html => {
            "an HTML page instead of data: a log-in page of the network?".to_owned()
        }
        Unreadable::NotElements => {
            "these are no orbital elements: JSON, CSV and two-line elements are read".to_owned()
        }
        Unreadable::CutOff { line } => format!("it ends in the middle of a value, in line {line}"),
        Unreadable::Json { line, column } => {
            format!("line {line}, column {column}: this is not the JSON of orbital elements")
        }
        Unreadable::NoColumn(column) => format!("line 1: there is no column {column}"),
        Unreadable::TwoColumns(column) => format!("line 1: there are two columns {column}"),
        Unreadable::TooMany => format!(
            "more than {} satellites",
            grouped(i64::try_from(MOST).unwrap_or(i64::MAX))
        ),
        Unreadable::Faulty {
            left_out: wrong,
            all,
            first,
        } => {
            format!(
                "{wrong} of {all} records are wrong, the first: {}",
                left_out(first)
            )
        }
    }
}

fn left_out(LeftOut { at, why }: LeftOut) -> String {
    let why = match why {
        Wrong::Missing(key) => format!("{key} is missing"),
        Wrong::NotANumber(key) => format!("{key} is not a number"),
        Wrong::OutOfRange(key) => format!("{key} is out of its range"),
        Wrong::Epoch => {
            "EPOCH is no time between 1957 and 2099, like 2026-07-09T19:20:38".to_owned()
        }
        Wrong::Ragged => "it has more or fewer cells than the first line".to_owned(),
        Wrong::Length => "a line of two-line elements has 69 plain characters".to_owned(),
        Wrong::Checksum => "the last digit is not the sum of the others".to_owned(),
        Wrong::Alone => "one line of two-line elements without the other".to_owned(),
        Wrong::TwoNumbers => "its two lines are of two satellites".to_owned(),
    };
    match at {
        At::Line(line) => format!("line {line}: {why}"),
        At::Record(record) => format!("record {record}: {why}"),
    }
}
