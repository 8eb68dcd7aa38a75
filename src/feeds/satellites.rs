//! What a list of satellites says of launches, of ends, and of the size of constellations.

use std::collections::BTreeMap;

use chrono::{Days, NaiveDate};

use crate::domain::catalogue::{Catalogue, Constellation};
use crate::domain::format::keyword::Grade;
use crate::domain::inbox::feed::Feed;
use crate::domain::inbox::line::{NAME, line};
use crate::domain::inbox::sighting::{
    Cited, Ending, Flight, Object, Said, Sightings, Site, State, Tally,
};
use crate::domain::text::clean::Text;
use crate::domain::text::pattern;
use crate::domain::when::{Period, When};

const PUBLISHER: &str = "CelesTrak";
const QUESTION: &str = "https://celestrak.org/satcat/records.php";
/// What is longer past is looked at only if an entry names it, in days.
const LONG_AGO: u64 = 400;

/// What these rows say. Only a complete answer tells how many satellites there are: a part of the list would lose
/// the others.
pub fn sightings(
    objects: &[Object],
    catalogue: &Catalogue,
    on: NaiveDate,
    complete: bool,
) -> Sightings {
    let mut launches: BTreeMap<&str, Vec<&Object>> = BTreeMap::new();
    for object in objects {
        launches.entry(object.launch()).or_default().push(object);
    }
    let bound = on.checked_sub_days(Days::new(LONG_AGO)).unwrap_or(on);
    let flights = launches
        .values()
        .filter_map(|pieces| flight(pieces, on, bound));
    let ends = |object: &&Object| {
        let is_named = || {
            catalogue
                .milestones()
                .iter()
                .any(|one| one.decay.as_deref() == Some(&*object.id))
        };
        let is_recent = object.is_russian && object.down.is_some_and(|down| down.day >= bound);
        object.is_payload && object.down.is_some() && (is_recent || is_named())
    };
    let tallies = catalogue.constellations().iter().filter(|_| complete);
    Sightings {
        flights: flights.collect(),
        endings: objects
            .iter()
            .filter(ends)
            .filter_map(|object| ending(object, on))
            .collect(),
        tallies: tallies.filter_map(|one| tally(one, objects, on)).collect(),
    }
}

/// A launch of which the first piece is in the list, and something is still up or has landed.
fn flight(pieces: &[&Object], on: NaiveDate, bound: NaiveDate) -> Option<Flight> {
    let first = pieces.iter().find(|piece| piece.is_first_piece())?;
    let day = first.launched.filter(|day| *day >= bound)?;
    let payloads: Vec<&&Object> = pieces.iter().filter(|piece| piece.is_payload).collect();
    let named = payloads
        .iter()
        .find(|payload| payload.down.is_none_or(|down| down.landed))?;
    let cospar = first.launch();
    Some(Flight {
        cited: cited(on, cospar, &named.name, &format!("INTDES={cospar}")),
        record: cospar.into(),
        cospar: Some(cospar.into()),
        name: named.name.clone(),
        vehicle: Text::default(),
        payloads: payloads
            .iter()
            .map(|payload| payload.name.clone())
            .collect(),
        site: if first.is_russian {
            first.site
        } else {
            Site::Foreign
        },
        state: State::Success,
        when: Some(When::In(Period::Day(day))),
        // The time is not known: in Moscow it may have been the next day.
        also: day.succ_opt(),
        reason: None,
        is_test: false,
        updated: on,
        version: on.to_string().into(),
        said: Said {
            day: on,
            by: PUBLISHER.into(),
            note: None,
        },
        history: Vec::new(),
        not_for: None,
    })
}

fn ending(object: &Object, on: NaiveDate) -> Option<Ending> {
    let down = object.down?;
    let key = format!("CATNR={}", object.number);
    Some(Ending {
        cited: cited(on, &object.number.to_string(), &object.name, &key),
        object: object.id.clone(),
        name: object.name.clone(),
        day: down.day,
        landed: down.landed,
    })
}

/// None where no name fits: the answer is not of this constellation.
fn tally(constellation: &Constellation, objects: &[Object], on: NaiveDate) -> Option<Tally> {
    let patterns = &constellation.satcat;
    let fits = |object: &&Object| {
        object.is_payload
            && patterns
                .iter()
                .any(|pattern| pattern::fits(pattern, &object.name))
    };
    let own: Vec<&Object> = objects.iter().filter(fits).collect();
    let count = |counts: fn(&Object) -> bool| {
        u32::try_from(own.iter().filter(|object| counts(object)).count()).ok()
    };
    let launched = count(|_| true).filter(|count| *count > 0)?;
    let id = &constellation.entry.id.value;
    let word = patterns
        .first()
        .map(|pattern| pattern.raw().replace('*', ""));
    let names: Vec<&str> = patterns.iter().map(Text::raw).collect();
    Some(Tally {
        cited: cited(
            on,
            id,
            &Text::new(&names.join(", ")),
            &format!("NAME={}", word?.trim()),
        ),
        constellation: id.clone(),
        on,
        launched,
        lost: count(|object| object.down.is_some())?,
        in_orbit: count(|object| object.down.is_none() && object.is_near)?,
    })
}

fn cited(on: NaiveDate, key: &str, name: &str, question: &str) -> Cited {
    Cited {
        feed: Feed::Celestrak,
        id: format!("celestrak-{on}-{key}").into(),
        title: line(&format!("Satellite catalogue: {name}"), NAME),
        publisher: PUBLISHER.into(),
        date: on,
        url: Some(Text::new(&format!(
            "{QUESTION}?{}",
            question.replace(' ', "%20")
        ))),
        grade: Grade::Agency,
    }
}
