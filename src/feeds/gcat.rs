//! The launch log of GCAT, a row for each piece, and its launch list, a row for each launch.

use std::collections::HashMap;

use chrono::NaiveDate;

use super::launches::designator;
use super::table::Columns;
use super::vague::{self, Vague};
use super::window::{self, Date};
use super::{Answer, Content, LAUNCHES, ROWS, sound};
use crate::domain::format::keyword::Grade;
use crate::domain::inbox::feed::{Feed, NoFeed, Why};
use crate::domain::inbox::line::{NAME, line};
use crate::domain::inbox::sighting::{Cited, Flight, Said, Site, State};

const FEED: Feed = Feed::Gcat;
const COLUMNS: [&str; 6] = [
    "Launch_Tag",
    "Launch_Date",
    "LV_Type",
    "Launch_Site",
    "LVState",
    "Launch_Code",
];
const PUBLISHER: &str = "GCAT (J. McDowell, planet4589.org/space/gcat)";
const ADDRESS: &str = "https://planet4589.org/space/gcat/";
/// So many names of a launch are kept.
const NAMES: usize = 400;

pub(super) fn read(text: &str, on: NaiveDate) -> Result<Answer, NoFeed> {
    let mut lines = text.lines();
    let head = lines.next().unwrap_or_default().trim_start_matches('#');
    let head = head.split('\t');
    if !head.clone().any(|name| name.trim() == "Launch_Tag") {
        return Err(Why::Unknown.into());
    }
    let columns = Columns::find(FEED, &head, COLUMNS)?;
    let place = |name: &str| head.clone().position(|column| column.trim() == name);
    let names = ["Name", "PLName", "Payload", "Mission"].map(place);
    let kind = place("Type");
    let mut log = Log {
        released: on,
        flights: Vec::new(),
        places: HashMap::new(),
        left_out: 0,
    };
    let mut rows = 0;
    for row in lines.filter(|row| !row.trim().is_empty()) {
        if let Some(remark) = row.strip_prefix('#') {
            log.released = released(remark).unwrap_or(log.released);
            continue;
        }
        rows += 1;
        if rows > ROWS {
            return Err(NoFeed::of(FEED, Why::TooMany(ROWS)));
        }
        let fields: Vec<&str> = row.split('\t').collect();
        let field = |place: Option<usize>| fields.get(place?).copied().map(str::trim);
        let is_payload = field(kind).is_none_or(|kind| kind.starts_with('P'));
        let payloads =
            names.map(|place| field(place).filter(|name| is_payload && !matches!(*name, "" | "-")));
        log.add(columns.of(|place| fields.get(place).copied()), payloads);
        if log.flights.len() > LAUNCHES {
            return Err(NoFeed::of(FEED, Why::TooMany(LAUNCHES)));
        }
    }
    log.answer(rows)
}

/// "# Updated 2024 Dec 10 1201:22".
fn released(remark: &str) -> Option<NaiveDate> {
    match vague::read(remark.trim().strip_prefix("Updated")?)? {
        Vague::At(at) => Some(at.date_naive()),
        Vague::In(when) => when.last(),
    }
}

struct Log {
    released: NaiveDate,
    flights: Vec<Flight>,
    /// By their tags.
    places: HashMap<Box<str>, usize>,
    left_out: usize,
}

impl Log {
    fn add(&mut self, fields: Option<[&str; 6]>, payloads: [Option<&str>; 4]) {
        let Some(row) = fields else {
            self.left_out += 1;
            return;
        };
        let [tag, _, _, _, _, code] = row;
        if !self.places.contains_key(tag) {
            // What is neither orbital nor for deep space is no launch here.
            if !code.starts_with(['O', 'D']) {
                return;
            }
            let first = payloads.iter().flatten().next().copied().unwrap_or(tag);
            let Some(flight) = self.flight(&row, first) else {
                self.left_out += 1;
                return;
            };
            self.places.insert(tag.into(), self.flights.len());
            self.flights.push(flight);
        }
        let place = self.places.get(tag);
        if let Some(flight) = place.and_then(|place| self.flights.get_mut(*place)) {
            for name in payloads.into_iter().flatten() {
                let name = line(name, NAME);
                if flight.payloads.len() < NAMES && !flight.payloads.contains(&name) {
                    flight.payloads.push(name);
                }
            }
        }
    }

    /// What a row says of its launch; `first` is the name of what it is about.
    fn flight(&self, row: &[&str; 6], first: &str) -> Option<Flight> {
        let [tag, date, vehicle, site, state, code] = *row;
        let cospar = designator(tag);
        let site = place(site, state);
        let date = match vague::read(date)? {
            Vague::At(at) => window::day_at(at, site),
            Vague::In(when) => Date {
                when: Some(when),
                also: None,
            },
        };
        let day = self.released;
        Some(Flight {
            cited: Cited {
                feed: FEED,
                id: id(day, tag)?,
                title: line(&format!("Launch log: {tag}, {first}"), NAME),
                publisher: PUBLISHER.into(),
                date: day,
                url: Some(ADDRESS.into()),
                grade: Grade::Agency,
            },
            record: line(tag, NAME).raw().into(),
            cospar,
            name: line(&format!("{vehicle} | {first}"), NAME),
            vehicle: line(vehicle, NAME),
            payloads: Vec::new(),
            site,
            state: match code.chars().nth(1) {
                Some('S') => State::Success,
                Some('F') => State::Failure,
                _ => State::Unknown,
            },
            when: date.when,
            also: date.also,
            reason: None,
            is_test: false,
            updated: day,
            version: day.to_string().into(),
            said: Said {
                day,
                by: "GCAT".into(),
                note: None,
            },
            history: Vec::new(),
            not_for: None,
        })
    }

    fn answer(self, rows: usize) -> Result<Answer, NoFeed> {
        sound(FEED, self.left_out, rows)?;
        Ok(Answer {
            feed: FEED,
            content: Content::Flights(self.flights),
            left_out: self.left_out,
            records: rows,
            in_all: None,
        })
    }
}

fn place(site: &str, state: &str) -> Site {
    match site {
        "GIK-1" | "NIIP-53" => Site::Plesetsk,
        "GIK-5" | "NIIP-5" => Site::Baikonur,
        "VOST" => Site::Vostochny,
        _ if matches!(state, "RU" | "SU") => Site::Russian,
        _ => Site::Foreign,
    }
}

/// The id of the source: small letters, digits and single dashes; none of a tag without any.
fn id(day: NaiveDate, tag: &str) -> Option<Box<str>> {
    let small = tag.to_ascii_lowercase();
    let parts = small.split(|c: char| !c.is_ascii_alphanumeric());
    let parts: Vec<&str> = parts.filter(|part| !part.is_empty()).collect();
    let is_short = !parts.is_empty() && tag.len() <= 20;
    is_short.then(|| format!("gcat-{day}-{}", parts.join("-")).into())
}

#[cfg(test)]
mod tests {
    use super::*;

    const LOG: &str = "#Launch_Tag\tLaunch_Date\tPiece\tType\tName\tPLName\tLV_Type\tLaunch_Site\tLVState\tLaunch_Code\n\
# Updated 2024 Dec 10 1201:22\n\
2024-199 \t2024 Nov  4 2318:40\t2024-199A\tP           \tIonosfera-M No. 1\tIonosfera-M No. 1\tSoyuz-2-1B\tVOST\tRU\tOS\n\
2024-199 \t2024 Nov  4 2318:40\t2024-199B\tP           \tIonosfera-M No. 2\t-\tSoyuz-2-1B\tVOST\tRU\tOS\n\
2024-199 \t2024 Nov  4 2318:40\t2024-199C\tR2          \tFregat\t-\tSoyuz-2-1B\tVOST\tRU\tOS\n\
2024-F01 \t2024 Nov  5\t-\tP           \tTest\t-\tSoyuz-2-1B\tGIK-1\tRU\tSS\n";

    #[test]
    fn the_pieces_of_a_launch_are_one_flight() {
        let answer = read(LOG, "2026-01-01".parse().unwrap()).unwrap();
        let Content::Flights(flights) = answer.content else {
            panic!()
        };
        let [flight] = flights.as_slice() else {
            panic!("{flights:?}")
        };
        let names: Vec<&str> = flight.payloads.iter().map(|name| &**name).collect();
        assert_eq!(names, ["Ionosfera-M No. 1", "Ionosfera-M No. 2"]);
        let days: Vec<String> = flight.days().map(|day| day.to_string()).collect();
        assert_eq!(days, ["2024-11-05", "2024-11-04"]);
        assert_eq!(&*flight.cited.id, "gcat-2024-12-10-2024-199");
        assert_eq!(
            (flight.state, flight.site),
            (State::Success, Site::Vostochny)
        );
        assert_eq!((answer.records, answer.left_out), (4, 0));
    }

    #[test]
    fn a_log_without_a_column_is_refused() {
        let why = |text: &str| read(text, "2026-01-01".parse().unwrap()).unwrap_err().why;
        assert_eq!(
            why(&LOG.replace("LVState", "State")),
            Why::NoColumn("LVState")
        );
        assert_eq!(why("# a remark\n"), Why::Unknown);
    }
}
