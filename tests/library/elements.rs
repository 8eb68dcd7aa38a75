//! Files of orbital elements: read in each form, and refused with line and reason.

use proptest::prelude::*;
use proptest::sample::Index;
use roscope::feeds::elements::{
    At, Form, LONGEST, MOST, Remark, Unreadable, Wrong, are_elements, read,
};
use roscope::words::ENGLISH;

const JSON: &str = r#"[{
  "OBJECT_NAME": "ONE (TEST)", "OBJECT_ID": "1958-002B", "EPOCH": "2000-06-27T18:50:19.733568",
  "MEAN_MOTION": 10.82419157, "ECCENTRICITY": 0.1859667, "INCLINATION": 34.2682, "RA_OF_ASC_NODE": 348.7242,
  "ARG_OF_PERICENTER": 331.7664, "MEAN_ANOMALY": 19.3264, "EPHEMERIS_TYPE": 0, "CLASSIFICATION_TYPE": "U",
  "NORAD_CAT_ID": 5, "ELEMENT_SET_NO": 475, "REV_AT_EPOCH": 41366, "BSTAR": 0.000028098,
  "MEAN_MOTION_DOT": 2.3e-7, "MEAN_MOTION_DDOT": 0
}]"#;
const HEAD: &str = "OBJECT_NAME,OBJECT_ID,EPOCH,MEAN_MOTION,ECCENTRICITY,INCLINATION,RA_OF_ASC_NODE,ARG_OF_PERICENTER,\
                    MEAN_ANOMALY,NORAD_CAT_ID,BSTAR,MEAN_MOTION_DOT\n";
const ROW: &str = "ONE (TEST),1958-002B,2000-06-27T18:50:19.733568,10.82419157,.1859667,34.2682,348.7242,331.7664,\
                   19.3264,5,.28098E-4,.23E-6\n";
const TLE: &str = "ONE (TEST)\n\
                   1 00005U 58002B   00179.78495062  .00000023  00000-0  28098-4 0  4753\n\
                   2 00005  34.2682 348.7242 1859667 331.7664  19.3264 10.82419157413667\n";

fn csv(rows: &str) -> String {
    format!("{HEAD}{rows}")
}

/// What is wrong with the only record.
fn wrong(text: &str) -> (At, Wrong) {
    match read(text.as_bytes()) {
        Err(Unreadable::Faulty { first, .. }) => (first.at, first.why),
        other => panic!("{text}: {other:?}"),
    }
}

fn refused(text: &str) -> Unreadable {
    read(text.as_bytes()).unwrap_err()
}

#[test]
fn the_three_forms_of_the_same_elements_say_the_same() {
    let [json, table, lines] = [JSON, &csv(ROW), TLE].map(|text| {
        assert!(are_elements(text.as_bytes()));
        read(text.as_bytes()).unwrap()
    });
    assert_eq!(
        [json.form, table.form, lines.form],
        [Form::Json, Form::Csv, Form::Tle]
    );
    assert_eq!(json.elements, table.elements);
    assert_eq!(lines.remarks().collect::<Vec<_>>(), [Remark::Tle]);
    let mut lines = lines.elements;
    // The day of a TLE has eight places: under a millisecond.
    let off = lines[0].epoch - json.elements[0].epoch;
    assert!(off.num_microseconds().unwrap().abs() < 864, "{off}");
    lines[0].epoch = json.elements[0].epoch;
    assert_eq!(lines, json.elements);
}

#[test]
fn elements_are_read_however_they_are_wrapped() {
    let same = |text: &str| assert_eq!(read(text.as_bytes()).unwrap().elements.len(), 1, "{text}");
    same(&format!("\u{feff}{JSON}"));
    same(JSON.trim_matches(['[', ']']));
    // Numbers as text, fields that nobody knows.
    same(
        &JSON
            .replace(": 5,", ": \"5\", \"X\": [{\"y\": null}],")
            .replace("34.2682", "\"34.2682\""),
    );
    same(&csv(ROW).replace('\n', "\r\n"));
    same(&csv(ROW).replace("ONE (TEST)", "\"ONE, \"\"TWO\"\"\""));
    same(&TLE.replace('\n', "\r\n"));
    same(&TLE.replace("ONE", "0 ONE"));
    same(TLE.split_once('\n').unwrap().1);
    let large = read(csv(&ROW.replace(",5,", ",100083,")).as_bytes()).unwrap();
    assert_eq!(large.elements[0].number, 100_083);
}

#[test]
fn what_cannot_be_right_is_told_with_its_place_and_reason() {
    let row = |from: &str, to: &str| csv(&ROW.replace(from, to));
    for (text, why) in [
        (row("10.82419157", "NaN"), Wrong::NotANumber("MEAN_MOTION")),
        (
            row("10.82419157", "1e999"),
            Wrong::NotANumber("MEAN_MOTION"),
        ),
        (row("10.82419157", ""), Wrong::Missing("MEAN_MOTION")),
        (row("10.82419157", "0"), Wrong::OutOfRange("MEAN_MOTION")),
        (row(".1859667", "1"), Wrong::OutOfRange("ECCENTRICITY")),
        (row("34.2682", "181"), Wrong::OutOfRange("INCLINATION")),
        (row(",5,", ",-5,"), Wrong::OutOfRange("NORAD_CAT_ID")),
        (row(",5,", ",5.5,"), Wrong::NotANumber("NORAD_CAT_ID")),
        (row("2000-06-27T", "9999-06-27T"), Wrong::Epoch),
        (row("2000-06-27T", "2000-06-31T"), Wrong::Epoch),
        (row(",5,", ",5,6,"), Wrong::Ragged),
    ] {
        assert_eq!(wrong(&text), (At::Line(2), why), "{text}");
    }
    let lines = |from: &str, to: &str| TLE.replace(from, to);
    for (text, line, why) in [
        (lines("4753\n", "4754\n"), 2, Wrong::Checksum),
        (lines(" 475", "475"), 2, Wrong::Length),
        (lines("34.2682", "34.268é"), 2, Wrong::Length),
        (
            lines("2 00005", "2 00006").replace("413667", "413668"),
            2,
            Wrong::TwoNumbers,
        ),
        (format!("{TLE}{}", TLE.split_at(80).0), 5, Wrong::Alone),
    ] {
        assert_eq!(wrong(&text), (At::Line(line), why), "{text}");
    }
    let object = JSON.replace("10.82419157", "{\"a\": [1]}");
    assert_eq!(
        wrong(&object),
        (At::Record(1), Wrong::NotANumber("MEAN_MOTION"))
    );
}

#[test]
fn one_bad_record_in_ten_is_left_out_and_two_spoil_the_file() {
    let bad = ROW.replace("34.2682", "x");
    let found = read(csv(&(ROW.repeat(9) + &bad)).as_bytes()).unwrap();
    assert_eq!((found.elements.len(), found.left_out.len()), (9, 1));
    let told = found
        .remarks()
        .map(|remark| ENGLISH.element_remark(&remark));
    assert_eq!(
        told.collect::<Vec<_>>(),
        ["1 record is left out: line 11: INCLINATION is not a number"]
    );
    let spoilt = refused(&csv(&(ROW.repeat(8) + &bad + &bad)));
    assert_eq!(
        ENGLISH.unreadable_elements(spoilt),
        "2 of 10 records are wrong, the first: line 10: INCLINATION is not a number"
    );
}

#[test]
fn hostile_files_are_refused_for_a_reason_that_is_told() {
    let deep = format!("[{{\"MEAN_MOTION\": {}", "[".repeat(1_000_000));
    assert_eq!(refused(&deep), Unreadable::CutOff { line: 1 });
    let commas = csv(&",".repeat(1_000_000));
    assert_eq!(refused(&commas), Unreadable::LongLine { line: 2 });
    let column = |name: &str| csv(ROW).replace(name, "X");
    for (text, why) in [
        (String::new(), "there is nothing in it"),
        ("\u{feff} \n".into(), "there is nothing in it"),
        (
            "[]".into(),
            "these are no orbital elements: JSON, CSV and two-line elements are read",
        ),
        (
            "No GP data found".into(),
            "these are no orbital elements: JSON, CSV and two-line elements are read",
        ),
        (
            "<!DOCTYPE html>".into(),
            "an HTML page instead of data: a log-in page of the network?",
        ),
        (
            JSON.split_at(200).0.into(),
            "it ends in the middle of a value, in line 3",
        ),
        (
            format!("{JSON}]"),
            "line 7, column 3: this is not the JSON of orbital elements",
        ),
        (
            JSON.replace("[{", "[5, {"),
            "line 1, column 2: this is not the JSON of orbital elements",
        ),
        (
            JSON.replace(": 10.82419157", ": 1, \"MEAN_MOTION\": 2"),
            "line 3, column 33: this is not the JSON of orbital elements",
        ),
        (column("BSTAR"), "line 1: there is no column BSTAR"),
        (
            csv(ROW).replace("OBJECT_ID", "BSTAR"),
            "line 1: there are two columns BSTAR",
        ),
        (csv(&ROW.repeat(MOST + 1)), "more than 20,000 satellites"),
    ] {
        let told = read(text.as_bytes()).map_err(|why| ENGLISH.unreadable_elements(why));
        let begin: String = text.chars().take(60).collect();
        assert_eq!(told.unwrap_err(), why, "{begin}");
    }
    let utf_16: Vec<u8> = JSON.encode_utf16().flat_map(u16::to_le_bytes).collect();
    assert_eq!(
        read(&[b"\xff\xfe", &utf_16[..]].concat()),
        Err(Unreadable::NotUtf8 { line: 1 })
    );
    assert_eq!(read(b"a\nb\n\xff"), Err(Unreadable::NotUtf8 { line: 3 }));
    assert_eq!(read(&vec![b' '; LONGEST + 1]), Err(Unreadable::TooLong));
}

#[test]
fn names_are_clean_and_short() {
    let name = |text: &str| {
        let found = read(JSON.replace("ONE (TEST)", text).as_bytes()).unwrap();
        found.elements[0].name.clone()
    };
    assert_eq!(name("A\\u001b[2JB\\u0000\\u202e"), "A␛[2JB␀<202E>");
    assert_eq!(name(&"é".repeat(1_000)).chars().count(), 201);
    let table = csv(&ROW.replace("ONE", "A\x1b"));
    assert_eq!(
        read(table.as_bytes()).unwrap().elements[0].name,
        "A␛ (TEST)"
    );
}

proptest! {
    #[test]
    fn no_bytes_make_the_reader_panic(bytes in prop::collection::vec(any::<u8>(), 0..300)) {
        let _ = read(&bytes);
        for begin in [JSON, TLE, HEAD] {
            let _ = read(&[begin.as_bytes(), &bytes].concat());
            let _ = read(&[b"[{\"MEAN_MOTION\": ", &bytes[..]].concat());
        }
    }

    /// What is read can be carried on: SGP4 answers or refuses.
    #[test]
    fn no_change_of_a_sound_file_makes_reader_or_orbits_panic(
        form in 0..3_usize,
        changes in prop::collection::vec((any::<Index>(), "[-+0-9.eE,\"{}\\[\\] a-zA-Z\n]{0,3}"), 1..6),
        minutes in -1_000_000..1_000_000_i64,
    ) {
        let mut text = [JSON.to_owned(), csv(ROW), TLE.to_owned()][form].clone();
        for (place, with) in changes {
            let at = place.index(text.len());
            if text.is_char_boundary(at) && text.is_char_boundary(at + 1) {
                text.replace_range(at..=at, &with);
            }
        }
        let Ok(found) = read(text.as_bytes()) else { return Ok(()) };
        for elements in found.elements {
            let at = elements.epoch + chrono::TimeDelta::minutes(minutes);
            let satellite = roscope::orbits::Satellite::new(elements);
            let place = satellite.and_then(|satellite| satellite.place(at));
            prop_assert!(place.is_none_or(|place| place.height_km.is_finite()));
        }
    }
}
