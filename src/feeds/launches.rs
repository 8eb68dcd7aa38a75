//! Launches of Launch Library 2, versions 2.2, 2.3 and 2.4, and of digests that were made of it.

use chrono::{DateTime, NaiveDate, Utc};
use serde::Deserialize;
use serde_json::value::RawValue;

use super::comment;
use super::speaker::{self, Update};
use super::window::{self, Precision};
use super::{Answer, Content, sound};
use crate::domain::format::keyword::Grade;
use crate::domain::inbox::feed::{Feed, NoFeed};
use crate::domain::inbox::line::{NAME, REMARK, line};
use crate::domain::inbox::sighting::{Cited, Flight, Site, State};
use crate::domain::text::address::Address;
use crate::domain::when::{Period, When};

/// Where the publisher shows a record.
const RECORD: &str = "https://ll.thespacedevs.com/2.3.0/launches/";

/// A record, as far as it is read. All else in it is ignored.
#[derive(Deserialize)]
struct Record {
    id: String,
    name: String,
    net: String,
    status: Numbered,
    net_precision: Option<Numbered>,
    last_updated: Option<String>,
    launch_designator: Option<String>,
    failreason: Option<String>,
    rocket: Option<Rocket>,
    mission: Option<Mission>,
    pad: Option<Pad>,
    location: Option<Location>,
    updates: Option<Vec<Comment>>,
}

/// A number with a name; in digests also the name alone.
#[derive(Deserialize)]
#[serde(untagged)]
enum Numbered {
    Known {
        id: Option<u32>,
        abbrev: Option<String>,
        name: Option<String>,
    },
    Named(String),
}

#[derive(Deserialize)]
struct Rocket {
    configuration: Option<Configuration>,
}

#[derive(Deserialize)]
struct Configuration {
    full_name: Option<String>,
    name: Option<String>,
}

#[derive(Deserialize)]
struct Mission {
    name: Option<String>,
    description: Option<String>,
}

#[derive(Deserialize)]
struct Pad {
    location: Option<Location>,
}

#[derive(Deserialize)]
struct Location {
    id: Option<u32>,
    name: Option<String>,
}

#[derive(Deserialize)]
struct Comment {
    #[serde(rename = "comment")]
    text: Option<String>,
    info_url: Option<String>,
    created_on: Option<String>,
}

pub(super) fn records(feed: Feed, all: &[&RawValue], on: NaiveDate) -> Result<Answer, NoFeed> {
    let read = |raw: &&RawValue| {
        let record: Record = serde_json::from_str(raw.get()).ok()?;
        flight(feed, &record, on)
    };
    let flights: Vec<Flight> = all.iter().filter_map(read).collect();
    let left_out = all.len() - flights.len();
    sound(feed, left_out, all.len())?;
    Ok(Answer {
        feed,
        content: Content::Flights(flights),
        left_out,
        records: all.len(),
        in_all: None,
    })
}

fn flight(feed: Feed, record: &Record, on: NaiveDate) -> Option<Flight> {
    let id = uuid(&record.id)?;
    let net = instant(&record.net)?;
    let updated = record
        .last_updated
        .as_deref()
        .map_or(Some(None), |text| instant(text).map(Some))?;
    let day = updated.map_or(on, |updated| updated.date_naive());
    let state = record.status.state();
    let site = record.site();
    let precision = record.net_precision.as_ref().map(Numbered::precision);
    let dated = window::date(net, precision, state, site);
    let remarks = record.updates();
    let said = speaker::said(&remarks, &dated, state, day);
    let history = speaker::history(&remarks);
    Some(Flight {
        cited: cited(feed, record, &id, day),
        record: id.into(),
        cospar: record.launch_designator.as_deref().and_then(designator),
        name: line(&record.name, NAME),
        vehicle: line(record.vehicle(), NAME),
        payloads: vec![line(record.payload(), NAME)],
        site,
        state,
        when: dated.when,
        also: dated.also,
        reason: (record.failreason.as_deref())
            .map(|reason| line(reason, REMARK))
            .filter(|reason| !reason.is_empty()),
        is_test: record.is_test(),
        updated: day,
        version: updated
            .map_or(String::new(), |updated| updated.to_rfc3339())
            .into(),
        said,
        history,
        not_for: None,
    })
}

fn cited(feed: Feed, record: &Record, id: &str, day: NaiveDate) -> Cited {
    let short = id.get(..8).unwrap_or(id);
    let url = Address::new(&format!("{RECORD}{id}/")).ok();
    let (prefix, publisher, grade) = match feed {
        Feed::Digest => ("digest", "a digest of Launch Library 2", Grade::Weak),
        _ => ("ll2", "Launch Library 2", Grade::Media),
    };
    Cited {
        feed,
        id: format!("{prefix}-{day}-{short}").into(),
        title: line(&format!("Launch record: {}", record.name), NAME),
        publisher: publisher.into(),
        date: day,
        url: url
            .filter(|_| feed != Feed::Digest)
            .map(|url| (&*url).into()),
        grade,
    }
}

impl Record {
    fn vehicle(&self) -> &str {
        let configuration = self
            .rocket
            .as_ref()
            .and_then(|rocket| rocket.configuration.as_ref());
        let named = configuration.and_then(|one| one.full_name.as_deref().or(one.name.as_deref()));
        named.unwrap_or_else(|| self.name.split('|').next().unwrap_or_default())
    }

    fn payload(&self) -> &str {
        let mission = self
            .mission
            .as_ref()
            .and_then(|mission| mission.name.as_deref());
        let behind = || self.name.split_once('|').map(|(_, payload)| payload);
        mission.or_else(behind).unwrap_or(&self.name)
    }

    fn is_test(&self) -> bool {
        let told = self
            .mission
            .as_ref()
            .and_then(|mission| mission.description.as_deref());
        let texts = [Some(self.payload()), told].into_iter().flatten();
        let mut texts =
            texts.map(|text| text.chars().take(REMARK).collect::<String>().to_lowercase());
        texts.any(|text| {
            let called = [
                "demo flight",
                "test flight",
                "maiden flight",
                "first flight",
                "inaugural",
            ];
            called.iter().any(|test| text.contains(test))
        })
    }

    fn site(&self) -> Site {
        let pad = self.pad.as_ref().and_then(|pad| pad.location.as_ref());
        let Some(location) = pad.or(self.location.as_ref()) else {
            return Site::Foreign;
        };
        let name = location.name.as_deref().unwrap_or_default();
        let has_no_number = location.id.is_none();
        let is_called = |word| has_no_number && name.contains(word);
        match location.id {
            Some(6) => Site::Plesetsk,
            Some(15) => Site::Baikonur,
            Some(18) => Site::Vostochny,
            _ if is_called("Plesetsk") => Site::Plesetsk,
            _ if is_called("Baikonur") => Site::Baikonur,
            _ if is_called("Vostochny") => Site::Vostochny,
            _ => Site::Foreign,
        }
    }

    /// The comments, newest first.
    fn updates(&self) -> Vec<Update> {
        let all = self.updates.iter().flatten().filter_map(|one| {
            let on = instant(one.created_on.as_deref()?)?;
            let text = line(one.text.as_deref()?, REMARK);
            let url = one.info_url.as_deref().map(|url| line(url, REMARK));
            Some(Update {
                on,
                when: comment::date(&text, on.date_naive()),
                text,
                url,
            })
        });
        let mut all: Vec<Update> = all.collect();
        all.sort_by_key(|one| std::cmp::Reverse(one.on));
        all
    }
}

impl Numbered {
    fn parts(&self) -> (Option<u32>, &str) {
        match self {
            Self::Known { id, abbrev, name } => {
                let name = abbrev.as_deref().or(name.as_deref());
                (*id, name.unwrap_or_default())
            }
            Self::Named(name) => (None, name),
        }
    }

    /// Of a status.
    fn state(&self) -> State {
        match self.parts() {
            (Some(1 | 5 | 8), _) | (None, "Go" | "TBC" | "Hold" | "Go for Launch") => State::Ahead,
            (Some(2), _) | (None, "TBD") => State::Placeholder,
            (Some(3), _) | (None, "Success" | "Launch Successful") => State::Success,
            (Some(4), _) | (None, "Failure" | "Launch Failure") => State::Failure,
            (Some(7), _) | (None, "Partial Failure" | "Launch was a Partial Failure") => {
                State::Partial
            }
            (Some(6 | 9), _) => State::Flying,
            _ => State::Unknown,
        }
    }

    /// Of a precision.
    fn precision(&self) -> Precision {
        let (id, name) = self.parts();
        id.map_or_else(|| Precision::named(name), Precision::numbered)
    }
}

/// A time as ISO 8601 writes it, of a year that a catalogue can have.
fn instant(text: &str) -> Option<DateTime<Utc>> {
    let instant: DateTime<Utc> = DateTime::parse_from_rfc3339(text).ok()?.into();
    // What the format of dates takes, as a catalogue does.
    let day = When::In(Period::Day(instant.date_naive()));
    day.to_string().parse::<When>().ok().map(|_| instant)
}

/// 8-4-4-4-12 hexadecimal digits, in small letters.
fn uuid(text: &str) -> Option<String> {
    let mut lengths = text.split('-').map(str::len);
    let has_shape = [8, 4, 4, 4, 12]
        .iter()
        .all(|length| lengths.next() == Some(*length));
    let is_hex = text
        .bytes()
        .all(|byte| byte == b'-' || byte.is_ascii_hexdigit());
    (has_shape && lengths.next().is_none() && is_hex).then(|| text.to_ascii_lowercase())
}

/// "2026-165".
pub(super) fn designator(text: &str) -> Option<Box<str>> {
    let (year, number) = text.split_once('-')?;
    let digits = |part: &str| part.bytes().all(|byte| byte.is_ascii_digit());
    let fits = year.len() == 4 && number.len() == 3 && digits(year) && digits(number);
    fits.then(|| text.into())
}
