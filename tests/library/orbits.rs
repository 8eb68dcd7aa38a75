//! Orbits: the published verification of SGP4, and what is computed on top of it against slower ways.

use crate::dashboard::Dashboard;
use crate::held::Screen;
use chrono::{NaiveDate, NaiveDateTime, TimeDelta};
use roscope::app::surveys::Surveys;
use roscope::app::{Msg, update};
use roscope::feeds::elements::read;
use roscope::orbits::{
    Coverage, Elements, Fleet, MINUTES, NORTHERN_SEA_ROUTE, Place, Satellite, Sight, Trust,
    footprint_degrees, horizon, planes,
};

/// Minutes from the epoch, and where the satellite is, km.
type State = (i64, [f64; 3]);

/// Of "Revisiting Spacetrack Report #3" (AIAA 2006-6753): two lines, and where the satellite is so many minutes later.
/// The last one is resonant with the turning Earth.
#[expect(clippy::unreadable_literal, reason = "as they are published")]
const VERIFICATION: [(&str, [State; 2]); 4] = [
    (
        "1 00005U 58002B   00179.78495062  .00000023  00000-0  28098-4 0  4753\n\
         2 00005  34.2682 348.7242 1859667 331.7664  19.3264 10.82419157413667\n",
        [
            (0, [7022.46529266, -1400.08296755, 0.03995155]),
            (360, [-7154.03120202, -3783.17682504, -3536.19412294]),
        ],
    ),
    (
        "1 06251U 62025E   06176.82412014  .00008885  00000-0  12808-3 0  3985\n\
         2 06251  58.0579  54.0425 0030035 139.1568 221.1854 15.56387291  6774\n",
        [
            (0, [3988.31022699, 5498.96657235, 0.90055879]),
            (360, [4993.62642836, 2890.549699, -3600.40145627]),
        ],
    ),
    (
        "1 28057U 03049A   06177.78615833  .00000060  00000-0  35940-4 0  1836\n\
         2 28057  98.4283 247.6961 0000884  88.1964 271.9322 14.35478080140550\n",
        [
            (0, [-2715.28237486, -6619.26436889, -0.01341443]),
            (480, [411.09332812, -1728.99769152, -6935.4554881]),
        ],
    ),
    (
        "1 09880U 77021A   06176.56157475  .00000421  00000-0  10000-3 0  9814\n\
         2 09880  64.5968 349.3786 7069051 270.0229  16.3320  2.00813614112380\n",
        [
            (0, [13020.06750784, -2449.071935, 1.1589603]),
            (480, [-10684.9059068, 18057.15728839, 33158.75253886]),
        ],
    ),
];

fn epoch() -> NaiveDateTime {
    let day = NaiveDate::from_ymd_opt(2031, 3, 1).unwrap();
    day.and_hms_opt(6, 0, 0).unwrap()
}

/// In a low orbit over the poles; the node and the place in it are given.
fn elements(number: u32, node: f64, mean_anomaly: f64) -> Elements {
    Elements {
        name: format!("NORTH {number}"),
        number,
        designator: String::new(),
        epoch: epoch(),
        mean_motion: 15.2,
        eccentricity: 0.0002,
        inclination: 82.3,
        node,
        perigee: 90.0,
        mean_anomaly,
        drag: 0.000_1,
        mean_motion_dot: 0.000_02,
    }
}

fn fleet(all: &[(f64, f64)]) -> Fleet {
    let all = all.iter().enumerate();
    let all = all.map(|(place, (node, anomaly))| elements(place as u32 + 1, *node, *anomaly));
    Fleet::new(all, epoch())
}

#[test]
fn satellites_are_where_the_published_verification_has_them() {
    for (lines, states) in VERIFICATION {
        let found = read(lines.as_bytes()).unwrap();
        let satellite = Satellite::new(found.elements[0].clone()).unwrap();
        for (minutes, wanted) in states {
            let at = satellite.elements.epoch + TimeDelta::minutes(minutes);
            let there = satellite.position(at).unwrap();
            let off = there
                .iter()
                .zip(wanted)
                .map(|(one, other)| (one - other).abs());
            let off = off.fold(0.0, f64::max);
            assert!(off < 1e-5, "{lines} + {minutes}: {off} km");
        }
    }
}

/// From the place above the ground, by the angle between two lines: another way than the one of `Coverage`.
fn elevation(from: (f64, f64), place: Place) -> f64 {
    let fixed = |latitude: f64, longitude: f64, height: f64| {
        let squashed = 0.006_694_379_990_14;
        let (latitude, longitude) = (latitude.to_radians(), longitude.to_radians());
        let normal = 6378.137 / (1.0 - squashed * latitude.sin().powi(2)).sqrt();
        [
            (normal + height) * latitude.cos() * longitude.cos(),
            (normal + height) * latitude.cos() * longitude.sin(),
            (normal * (1.0 - squashed) + height) * latitude.sin(),
        ]
    };
    let here = fixed(from.0, from.1, 0.0);
    let above = fixed(from.0, from.1, 1.0);
    let there = fixed(place.latitude, place.longitude, place.height_km);
    let minus = |a: [f64; 3], b: [f64; 3]| [a[0] - b[0], a[1] - b[1], a[2] - b[2]];
    let times = |a: [f64; 3], b: [f64; 3]| a[0] * b[0] + a[1] * b[1] + a[2] * b[2];
    let (up, line) = (minus(above, here), minus(there, here));
    let cosine = times(up, line) / (times(up, up) * times(line, line)).sqrt();
    90.0 - cosine.acos().to_degrees()
}

#[test]
fn coverage_is_what_looking_up_each_minute_finds() {
    let fleet = fleet(&[(10.0, 0.0), (11.0, 120.0), (100.0, 240.0), (190.0, 60.0)]);
    let day = fleet.day().unwrap();
    let route = fleet.route(&|| false).unwrap();
    assert_eq!(route.from, day);
    let (mut anywhere, mut close) = ([false; MINUTES], 0);
    for (point, sight) in NORTHERN_SEA_ROUTE.iter().zip(&route.points) {
        let (mut minutes, mut gap, mut longest, mut passes) = (0, 0, 0, 0);
        for (minute, anywhere) in anywhere.iter_mut().enumerate() {
            let at = day + TimeDelta::minutes(minute.try_into().unwrap());
            let places = fleet.satellites.iter().map(|one| one.place(at).unwrap());
            let heights = places.map(|place| elevation((point.latitude, point.longitude), place));
            let highest = heights.fold(-90.0, f64::max);
            let seen = highest >= 25.0;
            // Where rounding decides, either will do.
            close += usize::from((highest - 25.0).abs() < 1e-6);
            assert_eq!(
                sight.is_in_view(minute),
                seen,
                "{} at {minute}: {highest}",
                point.name
            );
            *anywhere |= seen;
            minutes += usize::from(seen);
            passes += usize::from(seen && (minute == 0 || !sight.is_in_view(minute - 1)));
            gap = if seen { 0 } else { gap + 1 };
            longest = longest.max(gap);
        }
        assert_eq!(
            (sight.minutes(), sight.longest_gap(), sight.passes()),
            (minutes, longest, passes),
            "{}",
            point.name
        );
        assert!(
            minutes > 0,
            "{} is never served: nothing was tried",
            point.name
        );
    }
    assert_eq!(close, 0, "no case where rounding decides");
    let seen = anywhere.iter().filter(|seen| **seen).count();
    assert_eq!(route.anywhere.minutes(), seen);
    let gaps = route.points.iter().map(Sight::longest_gap);
    assert_eq!(route.longest_gap().unwrap().0, gaps.max().unwrap());
}

#[test]
fn the_same_is_computed_each_time_and_nothing_once_nobody_waits() {
    let fleet = fleet(&[(10.0, 0.0)]);
    assert_eq!(fleet.route(&|| false), fleet.route(&|| false));
    assert_eq!(fleet.route(&|| true), None);
    assert_eq!(Fleet::default().route(&|| false), None);
    let nothing = Coverage::new(&[], &NORTHERN_SEA_ROUTE, epoch(), 25.0, &|| false).unwrap();
    assert_eq!(nothing.anywhere.minutes(), 0);
    assert_eq!(nothing.longest_gap(), Some((MINUTES, 0)));
}

#[test]
fn heights_are_those_that_the_mean_motion_gives() {
    // A revolution a day, in the model of the elements.
    let geostationary = Elements {
        mean_motion: 1.002_737_91,
        eccentricity: 0.001,
        ..elements(1, 0.0, 0.0)
    };
    let mean = geostationary.mean_height_km();
    assert!((mean - 35_786.0).abs() < 1.0, "{mean}");
    let (perigee, apogee) = (geostationary.perigee_km(), geostationary.apogee_km());
    assert!((mean - perigee - 42.164).abs() < 0.01 && (apogee - mean - 42.164).abs() < 0.01);
}

#[test]
fn planes_are_counted_round_the_circle_at_one_instant() {
    let count = |nodes: &[f64]| {
        let all: Vec<_> = nodes.iter().map(|node| elements(1, *node, 0.0)).collect();
        planes(&all, epoch())
    };
    assert_eq!(count(&[]), 0);
    assert_eq!(count(&[10.0]), 1);
    assert_eq!(count(&[355.0, 5.0, 12.0]), 1);
    assert_eq!(count(&[10.0, 31.0]), 2);
    assert_eq!(count(&[0.0, 120.0, 240.0, 121.0]), 3);
    let all_round: Vec<f64> = (0..24).map(|step| f64::from(step) * 15.0).collect();
    assert_eq!(count(&all_round), 1);
    // The plane turns on: by a degree a day westwards, of elements from three weeks before.
    let older = Elements {
        epoch: epoch() - TimeDelta::days(21),
        ..elements(1, 31.5, 0.0)
    };
    assert_eq!(planes([&older, &elements(2, 10.0, 0.0)], epoch()), 1);
}

#[test]
fn of_several_elements_of_a_satellite_those_next_to_the_instant_are_taken() {
    let of = |days: i64| Elements {
        epoch: epoch() + TimeDelta::days(days),
        ..elements(1, 0.0, 0.0)
    };
    let chosen = |at: i64| {
        let fleet = Fleet::new([of(0), of(10), of(20)], epoch() + TimeDelta::days(at));
        assert_eq!(fleet.satellites.len(), 1);
        (fleet.satellites[0].elements.epoch - epoch()).num_days()
    };
    assert_eq!([-5, 4, 6, 16, 99].map(chosen), [0, 0, 10, 20, 20]);
}

#[test]
fn elements_that_are_much_older_than_the_others_are_left_out_and_counted() {
    let mut old = elements(1, 0.0, 0.0);
    old.epoch -= TimeDelta::days(31);
    let fleet = Fleet::new([old, elements(2, 0.0, 0.0)], epoch());
    assert_eq!((fleet.satellites.len(), fleet.outdated), (1, 1));
    assert!(fleet.is_present(epoch() + TimeDelta::days(30)));
    assert!(!fleet.is_present(epoch() + TimeDelta::days(31)));
}

#[test]
fn a_position_is_trusted_as_long_as_the_air_lets_it() {
    let low = Satellite::new(elements(1, 0.0, 0.0)).unwrap();
    let high = Elements {
        mean_motion: 2.131,
        drag: 0.0,
        ..elements(2, 0.0, 0.0)
    };
    let high = Satellite::new(high).unwrap();
    let trust = |satellite: &Satellite, days| satellite.trust(epoch() + TimeDelta::days(days));
    assert_eq!(
        [3, 6, 7].map(|days| trust(&low, days)),
        [Trust::Sound, Trust::Dim, Trust::None]
    );
    assert_eq!(
        [-14, 28, 29].map(|days| trust(&high, days)),
        [Trust::Sound, Trust::Dim, Trust::None]
    );
    assert_eq!(low.position(epoch() + TimeDelta::days(401)), None);
}

/// From the rim of a footprint the satellite stands at the angle that was asked for, on a sphere.
#[test]
fn a_footprint_ends_where_the_satellite_stands_at_the_angle() {
    for (height, angle) in [
        (500.0, 25.0),
        (500.0, 0.0),
        (19_130.0, 10.0),
        (35_786.0, 40.0),
    ] {
        let radius = footprint_degrees(height, angle).to_radians();
        let (up, out) = (
            (6371.0 + height) * radius.cos() - 6371.0,
            (6371.0 + height) * radius.sin(),
        );
        let stands = up.atan2(out).to_degrees();
        assert!((stands - angle).abs() < 1e-6, "{height} {angle}: {stands}");
    }
    assert!(footprint_degrees(-10.0, 25.0) < 1e-9);
    let below = Place {
        latitude: 85.0,
        longitude: 179.0,
        height_km: 1500.0,
    };
    let far = footprint_degrees(1500.0, 25.0).to_radians();
    for place in horizon(below, 25.0, 36) {
        let (one, other) = (below.latitude.to_radians(), place.latitude.to_radians());
        let across = (below.longitude - place.longitude).to_radians();
        let between = one.sin() * other.sin() + one.cos() * other.cos() * across.cos();
        assert!((between.acos() - far).abs() < 1e-9, "{place:?}");
        assert!((-180.0..180.0).contains(&place.longitude), "{place:?}");
    }
}

const CATALOGUE: &str = include_str!("../fixtures/orbits/programs.toml");
const ELEMENTS: &[u8] = include_bytes!("../fixtures/orbits/elements.csv");

/// The constellations, with what has come of these elements.
fn surveyed(elements: &[Elements]) -> Dashboard {
    let mut dashboard = Dashboard::new(CATALOGUE);
    dashboard.press("4");
    assert!(dashboard.app.asks_for_orbits());
    assert!(!dashboard.app.asks_for_orbits(), "once");
    let catalogue = &dashboard.app.shown().unwrap().catalogue;
    let at = epoch() + TimeDelta::days(1);
    let surveys = Surveys::new(catalogue, elements, at, &|| false).unwrap();
    update(&mut dashboard.app, Msg::Surveyed(Box::new(surveys)));
    dashboard
}

#[test]
fn the_detail_of_a_constellation_says_what_its_orbits_say() {
    let elements = read(ELEMENTS).unwrap().elements;
    let sizes = [(120, 36), (80, 24), (60, 40)];
    let opened = || {
        let mut dashboard = surveyed(&elements);
        dashboard.press("enter");
        dashboard
    };
    Screen::default()
        .at(&sizes, opened)
        .hold("screens", "orbits");
    let text = surveyed(&[]).text(120, 36);
    assert!(
        text.contains("no elements at hand: `roscope import"),
        "{text}"
    );
    let other = surveyed(&elements).press("down").text(120, 36);
    assert!(
        !other.contains("ORBITS") && !other.contains("no elements"),
        "{other}"
    );
}

#[test]
fn orbits_are_asked_for_again_once_the_catalogue_or_the_day_is_another() {
    let mut dashboard = surveyed(&[]);
    dashboard.save(&CATALOGUE.replace("500-800", "500"));
    assert!(dashboard.app.asks_for_orbits());
    let tomorrow = dashboard.app.today.succ_opt().unwrap();
    update(&mut dashboard.app, Msg::Today(tomorrow));
    assert!(dashboard.app.asks_for_orbits());
    let mut elsewhere = Dashboard::new(CATALOGUE);
    assert!(!elsewhere.app.asks_for_orbits(), "nobody looks at them");
}
