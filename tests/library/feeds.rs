//! Files of public sources, sound and hostile: read, or refused with the feed and the reason.

use crate::feed::{ALL, FLOWN, Launch, page, satcat};
use crate::fixtures::today;
use proptest::prelude::*;
use roscope::domain::inbox::feed::{Feed, NoFeed, Why};
use roscope::domain::inbox::sighting::{Flight, State};
use roscope::feeds::{self, Content};
use roscope::words::ENGLISH;

fn refused(bytes: &[u8]) -> NoFeed {
    feeds::read(bytes, today()).unwrap_err()
}

fn flights(text: &str) -> Vec<Flight> {
    match feeds::read(text.as_bytes(), today()).unwrap().content {
        Content::Flights(flights) => flights,
        other => panic!("{other:?}"),
    }
}

#[test]
fn a_page_an_array_a_single_record_and_a_wrapper_are_read_alike() {
    let record = FLOWN.json();
    let page = flights(&page(&[FLOWN]));
    for text in [
        record.clone(),
        format!("[{record}]"),
        format!("{{\"launches\": [{record}]}}"),
        format!("\u{feff}[{record}]"),
    ] {
        assert_eq!(flights(&text), page, "{text}");
    }
    assert_eq!((page.len(), page[0].state), (1, State::Success));
}

#[test]
fn the_shapes_of_all_versions_are_read() {
    let old = FLOWN.json().replace(
        "\"net_precision\": {\"id\": 0, \"abbrev\": \"?\"}, ",
        "\"holdreason\": \"\", ",
    );
    let named = FLOWN.json().replace(
        "\"net_precision\": {\"id\": 0, \"abbrev\": \"?\"}",
        "\"net_precision\": {\"abbrev\": \"SEC\", \"name\": \"Second\"}",
    );
    let new = FLOWN.json().replace(
        "\"unknown\"",
        "\"launch_designator\": \"2026-240\", \"unknown\"",
    );
    for text in [old, named, new.clone()] {
        assert_eq!(flights(&text)[0].when, "2026-11-10".parse().ok(), "{text}");
    }
    assert_eq!(flights(&new)[0].cospar.as_deref(), Some("2026-240"));
}

#[test]
fn the_kind_of_a_file_is_told_from_its_content() {
    let feed = |text: &str| feeds::read(text.as_bytes(), today()).map(|answer| answer.feed);
    let one = "1 25544U 98067A   26150.51748228  .00011776  00000+0  21767-3 0  9998";
    let two = "2 25544  51.6337  27.5746 0007245 114.7080 245.4664 15.49496548569014";
    for (text, expected) in [
        (page(&ALL), Feed::LaunchLibrary),
        (page(&ALL).replace("last_updated", "seen"), Feed::Digest),
        (satcat(3), Feed::Celestrak),
        ("[{\"OBJECT_NAME\": \"A\", \"OBJECT_ID\": \"2026-061A\", \"NORAD_CAT_ID\": \"1\", \"OBJECT_TYPE\": \"PAY\"}]".to_owned(), Feed::Celestrak),
        ("[{\"OBJECT_NAME\": \"A\", \"MEAN_MOTION\": 15.1}]".to_owned(), Feed::Elements),
        ("OBJECT_NAME,MEAN_MOTION\nA,15\n".to_owned(), Feed::Elements),
        (format!("ISS (ZARYA)\n{one}\n{two}\n"), Feed::Elements),
        (format!("{one}\r\n{two}\r\n"), Feed::Elements),
        ("#Launch_Tag\tLaunch_Date\tLV_Type\tLaunch_Site\tLVState\tLaunch_Code\n".to_owned(), Feed::Gcat),
    ] {
        assert_eq!(feed(&text), Ok(expected), "{text}");
    }
}

#[test]
fn what_is_no_file_of_a_source_is_refused_with_the_reason() {
    let utf_16: Vec<u8> = "[{}]".encode_utf16().flat_map(u16::to_le_bytes).collect();
    let deep = format!("{{\"results\": {}1{}}}", "[".repeat(100), "]".repeat(100));
    let cut = page(&ALL);
    let cut = cut.get(..cut.len() - 40).unwrap();
    let columns = satcat(3).replace("OWNER", "HOLDER");
    let ragged = satcat(3).replace(",EA,ORB", "");
    let cases: [(&[u8], Why); 13] = [
        (b"", Why::Empty),
        (b" \n\t", Why::Empty),
        (b"<!DOCTYPE html><title>Log in</title>", Why::Html),
        (b"BEGIN:VCALENDAR\nEND:VCALENDAR\n", Why::Calendar),
        (&utf_16, Why::NoText),
        (b"[\xff]", Why::NoText),
        (deep.as_bytes(), Why::TooDeep(64)),
        (cut.as_bytes(), Why::Broken),
        (b"{\"net\": 1e999, \"net\": 2}", Why::Broken),
        (
            b"[{\"id\": \"a\", \"date\": \"2026-12-31\"}]",
            Why::OnlyDates,
        ),
        (columns.as_bytes(), Why::NoColumn("OWNER")),
        (ragged.as_bytes(), Why::Spoilt { bad: 3, all: 4 }),
        (b"name,date\na,b\n", Why::Unknown),
    ];
    for (bytes, why) in cases {
        let refused = refused(bytes);
        assert_eq!(refused.why, why);
        assert!(ENGLISH.no_feed(&refused).len() > 10);
    }
}

#[test]
fn a_million_brackets_and_a_hundred_thousand_records_end_at_once() {
    assert_eq!(
        refused("[".repeat(1_000_000).as_bytes()).why,
        Why::TooDeep(64)
    );
    let many = format!("[{}{{}}]", "{\"net\": 1},".repeat(100_000));
    assert_eq!(refused(many.as_bytes()).why, Why::TooMany(20_000));
    let long = vec![b'['; feeds::LONGEST + 1];
    assert_eq!(refused(&long).why, Why::TooLong(feeds::LONGEST));
}

#[test]
fn a_record_that_makes_no_sense_is_left_out_and_counted() {
    let far = Launch {
        net: "9999-12-31T00:00:00Z",
        ..FLOWN
    };
    let mut all = vec![FLOWN; 20];
    all.push(far);
    let answer = feeds::read(page(&all).as_bytes(), today()).unwrap();
    assert_eq!((answer.records, answer.left_out), (21, 1));
    for (a, b) in [
        ("00000007-0000", "7-0000"),
        ("\"status\": {\"id\": 3", "\"status\": {\"id\": -3"),
        ("\"name\": \"Sokol", "\"nom\": \"Sokol"),
    ] {
        let bad = page(&[FLOWN]).replacen(a, b, 1);
        assert_eq!(
            refused(bad.as_bytes()).why,
            Why::Spoilt { bad: 1, all: 1 },
            "{b}"
        );
    }
}

#[test]
fn texts_are_cleaned_and_cut_before_they_are_kept() {
    let wild = format!(
        "Sokol-1 | \\u001b[31mGruz\\u202e\\u0000 {}",
        "x".repeat(10_000)
    );
    let text = page(&[FLOWN]).replace(FLOWN.name, &wild);
    let flight = &flights(&text)[0];
    assert!(
        !flight
            .name
            .raw()
            .chars()
            .any(|c| c.is_control() || c == '\u{202e}'),
        "{}",
        flight.name
    );
    assert_eq!(flight.name.chars().count(), 200);
    assert!(flight.cited.title.chars().count() <= 200);
}

proptest! {
    #[test]
    fn no_bytes_make_a_reader_panic(bytes in proptest::collection::vec(any::<u8>(), 0..2_000)) {
        let _ = feeds::read(&bytes, today());
    }

    /// A sound file with something else in a place of it.
    #[test]
    fn no_change_of_a_sound_file_makes_a_reader_panic(kind in 0_usize..4, at in any::<prop::sample::Index>(), with in "[\"\\[\\]{}0-9,\t\n\\\\ é]{0,4}", length in 0_usize..30) {
        let log = "#Launch_Tag\tLaunch_Date\tType\tName\tLV_Type\tLaunch_Site\tLVState\tLaunch_Code\n2026-090\t2026 Apr 25 2221:47\tP\tGruz\tSokol-1\tGIK-5\tRU\tOS\n";
        let texts = [page(&ALL), satcat(5), log.to_owned(), page(&ALL).replace("last_updated", "seen")];
        let mut bytes = texts[kind].clone().into_bytes();
        let from = at.index(bytes.len());
        let to = (from + length).min(bytes.len());
        bytes.splice(from..to, with.into_bytes());
        let _ = feeds::read(&bytes, today());
    }
}
