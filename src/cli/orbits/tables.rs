//! The points of the route and the satellites, as tables.

use std::io::Write;

use chrono::NaiveDateTime;

use crate::app::surveys::Survey;
use crate::cli::ending::Stop;
use crate::orbits::{NORTHERN_SEA_ROUTE, Satellite, Trust};
use crate::ui::{self, Cell, Head, Holds, Paper, Tone};

const POINTS: [(&str, Holds); 5] = [
    ("POINT", Holds::Name),
    ("IN VIEW", Holds::Numbers),
    ("A DAY", Holds::Numbers),
    ("LONGEST GAP", Holds::Numbers),
    ("PASSES", Holds::Numbers),
];
const SATELLITES: [(&str, Holds); 9] = [
    ("SATELLITE", Holds::Name),
    ("NUMBER", Holds::Ids),
    ("MEAN KM", Holds::Numbers),
    ("PERIGEE", Holds::Numbers),
    ("APOGEE", Holds::Numbers),
    ("INCLINED", Holds::Numbers),
    ("AGE", Holds::Numbers),
    ("NORTH", Holds::Numbers),
    ("EAST", Holds::Numbers),
];

pub(super) fn write(
    survey: &Survey,
    at: NaiveDateTime,
    paper: &Paper,
    out: &mut impl Write,
) -> Result<(), Stop> {
    let points = NORTHERN_SEA_ROUTE.iter().zip(&survey.route.points);
    let points = points.map(|(point, sight)| {
        let minutes = |minutes: usize| plain(format!("{minutes} min"));
        vec![
            plain(point.name.to_owned()),
            minutes(sight.minutes()),
            plain(hours(sight.minutes())),
            minutes(sight.longest_gap()),
            plain(sight.passes().to_string()),
        ]
    });
    table(&POINTS, &points.collect::<Vec<_>>(), paper, out)?;
    let satellites = survey.fleet.satellites.iter();
    let satellites = satellites.map(|satellite| row(satellite, at));
    table(&SATELLITES, &satellites.collect::<Vec<_>>(), paper, out)
}

/// Heights in km, angles in degrees, the age in days; the place as far as the elements are not too old.
fn row(satellite: &Satellite, at: NaiveDateTime) -> Vec<Cell> {
    let elements = &satellite.elements;
    let trust = satellite.trust(at);
    let place = (trust != Trust::None)
        .then(|| satellite.place(at))
        .flatten();
    let tone = if trust == Trust::Sound {
        Tone::Plain
    } else {
        Tone::Dim
    };
    let angle = |angle: Option<f64>| Cell {
        text: angle.map_or(String::new(), |angle| format!("{angle:.1}°")),
        tone,
    };
    let km = |height: f64| plain(format!("{height:.0}"));
    vec![
        plain(elements.name.clone()),
        plain(elements.number.to_string()),
        km(elements.mean_height_km()),
        km(elements.perigee_km()),
        km(elements.apogee_km()),
        plain(format!("{:.1}°", elements.inclination)),
        Cell {
            text: format!("{} d", elements.age(at).num_days()),
            tone,
        },
        angle(place.map(|place| place.latitude)),
        angle(place.map(|place| place.longitude)),
    ]
}

#[expect(clippy::cast_precision_loss, reason = "a day has 1440 minutes")]
fn hours(minutes: usize) -> String {
    format!("{:.2} h", minutes as f64 / 60.0)
}

fn plain(text: String) -> Cell {
    let tone = Tone::Plain;
    Cell { text, tone }
}

fn table(
    heads: &[(&str, Holds)],
    rows: &[Vec<Cell>],
    paper: &Paper,
    out: &mut impl Write,
) -> Result<(), Stop> {
    let head = |(title, holds): &(&str, Holds)| Head {
        title: (*title).to_owned(),
        holds: *holds,
    };
    let heads: Vec<Head> = heads.iter().map(head).collect();
    writeln!(out)?;
    ui::print_table(&heads, rows, paper, |line| out.write_all(line.as_bytes()))?;
    Ok(())
}
