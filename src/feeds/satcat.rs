//! The satellite catalogue of `CelesTrak`, as CSV or JSON.

use chrono::NaiveDate;
use csv::StringRecord;
use serde::Deserialize;
use serde_json::value::RawValue;

use super::table::Columns;
use super::{Answer, Content, ROWS, sound};
use crate::domain::inbox::feed::{Feed, NoFeed, Why};
use crate::domain::inbox::line::{NAME, line};
use crate::domain::inbox::sighting::{Down, Object, Site};

const FEED: Feed = Feed::Celestrak;
/// In the order of the fields of a row.
const COLUMNS: [&str; 10] = [
    "OBJECT_NAME",
    "OBJECT_ID",
    "NORAD_CAT_ID",
    "OBJECT_TYPE",
    "OWNER",
    "LAUNCH_DATE",
    "LAUNCH_SITE",
    "DECAY_DATE",
    "ORBIT_CENTER",
    "ORBIT_TYPE",
];

/// A record of the JSON form. Numbers may come as texts.
#[derive(Deserialize)]
#[serde(rename_all = "SCREAMING_SNAKE_CASE")]
struct Record {
    object_name: String,
    object_id: String,
    norad_cat_id: Number,
    object_type: String,
    owner: Option<String>,
    launch_date: Option<String>,
    launch_site: Option<String>,
    decay_date: Option<String>,
    orbit_center: Option<String>,
    orbit_type: Option<String>,
}

#[derive(Deserialize)]
#[serde(untagged)]
enum Number {
    Number(u32),
    Text(String),
}

pub(super) fn table(text: &str) -> Result<Answer, NoFeed> {
    let mut reader = csv::ReaderBuilder::new()
        .flexible(true)
        .from_reader(text.as_bytes());
    let broken = |line: u64| NoFeed {
        feed: Some(FEED),
        at: Some((usize::try_from(line).unwrap_or_default(), None)),
        why: Why::Broken,
    };
    let head = reader.headers().map_err(|_| broken(1))?;
    let columns = Columns::find(FEED, &head.iter(), COLUMNS)?;
    let (mut objects, mut all) = (Vec::new(), 0);
    let mut row = StringRecord::new();
    loop {
        let line = reader.position().line();
        if !reader.read_record(&mut row).map_err(|_| broken(line))? {
            break;
        }
        // A quotation mark that is never closed swallows the rows behind it.
        if row.as_slice().contains('\n') {
            return Err(broken(line));
        }
        all += 1;
        if all > ROWS {
            return Err(NoFeed::of(FEED, Why::TooMany(ROWS)));
        }
        let fields = columns.of(|place| row.get(place));
        objects.extend(fields.and_then(object));
    }
    answer(objects, all)
}

pub(super) fn records(all: &[&RawValue]) -> Result<Answer, NoFeed> {
    let read = |raw: &&RawValue| {
        let record: Record = serde_json::from_str(raw.get()).ok()?;
        let number = match &record.norad_cat_id {
            Number::Number(number) => number.to_string(),
            Number::Text(text) => text.clone(),
        };
        let text = |value: &'_ Option<String>| value.clone().unwrap_or_default();
        object([
            &record.object_name,
            &record.object_id,
            &number,
            &record.object_type,
            &text(&record.owner),
            &text(&record.launch_date),
            &text(&record.launch_site),
            &text(&record.decay_date),
            &text(&record.orbit_center),
            &text(&record.orbit_type),
        ])
    };
    answer(all.iter().filter_map(read).collect(), all.len())
}

fn answer(objects: Vec<Object>, all: usize) -> Result<Answer, NoFeed> {
    let left_out = all - objects.len();
    sound(FEED, left_out, all)?;
    Ok(Answer {
        feed: FEED,
        content: Content::Objects(objects),
        left_out,
        records: all,
        in_all: None,
    })
}

/// None if one of the fields makes no sense.
fn object(
    [
        name,
        id,
        number,
        kind,
        owner,
        launched,
        site,
        decayed,
        centre,
        orbit,
    ]: [&str; 10],
) -> Option<Object> {
    let day = |text: &str| match text {
        "" => Some(None),
        text => text.parse::<NaiveDate>().ok().map(Some),
    };
    let number = number.parse().ok()?;
    is_designator(id).then_some(())?;
    let site = match site {
        "PLMSC" => Site::Plesetsk,
        "TYMSC" => Site::Baikonur,
        "VOSTO" => Site::Vostochny,
        _ => Site::Foreign,
    };
    Some(Object {
        name: line(name, NAME),
        id: id.into(),
        number,
        is_payload: kind == "PAY",
        is_russian: owner == "CIS",
        launched: day(launched)?,
        site,
        down: day(decayed)?.map(|day| Down {
            day,
            landed: orbit == "LAN",
        }),
        is_near: centre == "EA" || orbit == "DOC",
    })
}

/// "2026-061A", "1998-067WA".
fn is_designator(id: &str) -> bool {
    let (launch, piece) = id.split_at_checked(8).unwrap_or_default();
    let is_launch = super::launches::designator(launch).is_some();
    is_launch
        && (1..=3).contains(&piece.len())
        && piece.bytes().all(|byte| byte.is_ascii_uppercase())
}

#[cfg(test)]
mod tests {
    use super::*;

    const HEAD: &str = "OBJECT_NAME,OBJECT_ID,NORAD_CAT_ID,OBJECT_TYPE,OPS_STATUS_CODE,OWNER,LAUNCH_DATE,LAUNCH_SITE,DECAY_DATE,PERIOD,INCLINATION,APOGEE,PERIGEE,RCS,DATA_STATUS_CODE,ORBIT_CENTER,ORBIT_TYPE";

    fn objects(text: &str) -> Vec<Object> {
        match table(text).unwrap().content {
            Content::Objects(objects) => objects,
            _ => panic!(),
        }
    }

    #[test]
    fn a_row_is_read_by_the_names_of_its_columns() {
        let rows = format!(
            "{HEAD}\nSEVERNET 4,2026-061D,68363,PAY,D,CIS,2026-03-23,PLMSC,2026-06-06,87.72,82.29,168,156,,,EA,IMP\n"
        );
        let read = objects(&rows);
        let [object] = read.as_slice() else { panic!() };
        assert_eq!(
            (&*object.name, object.launch(), object.number),
            ("SEVERNET 4", "2026-061", 68363)
        );
        assert_eq!(
            object.down.map(|down| (down.day.to_string(), down.landed)),
            Some(("2026-06-06".to_owned(), false))
        );
        assert!(object.is_payload && object.is_russian && object.is_near);
        assert_eq!(object.site, Site::Plesetsk);
        let turned = "OBJECT_ID,OBJECT_NAME,NORAD_CAT_ID,OBJECT_TYPE,OWNER,LAUNCH_DATE,LAUNCH_SITE,DECAY_DATE,ORBIT_CENTER,ORBIT_TYPE\n2026-061D,SEVERNET 4,68363,PAY,CIS,2026-03-23,PLMSC,2026-06-06,EA,IMP\n";
        assert_eq!(objects(turned), read);
    }

    #[test]
    fn a_table_that_makes_no_sense_is_refused_with_the_reason() {
        let why = |text: &str| table(text).unwrap_err().why;
        assert_eq!(
            why("OBJECT_NAME,OBJECT_TYPE\nA,PAY\n"),
            Why::NoColumn("OBJECT_ID")
        );
        assert_eq!(
            why(&format!("{HEAD}\nA,B\n")),
            Why::Spoilt { bad: 1, all: 1 }
        );
        let good = "A,2026-061D,68363,PAY,D,CIS,2026-03-23,PLMSC,,87,82,1,1,,,EA,ORB\n";
        let open = format!("{HEAD}\n{good}\"A,2026-061D,1\n{}", good.repeat(30));
        let refused = table(&open).unwrap_err();
        assert_eq!((refused.why, refused.at), (Why::Broken, Some((3, None))));
    }
}
