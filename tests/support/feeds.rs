//! Files as the public sources publish them, small and invented, and a catalogue that they are about.

use crate::fixtures::SAMPLE;

/// The sample, with what launches and satellites are about.
pub(crate) fn catalogue() -> String {
    let milestones = r#"[[milestone]]
id = "gruz-ms-7"
name = "Gruz MS-7 cargo launch"
of = ["sokol-1", "orbital-networks"]
status = "planned"
status_as_of = 2026-05-01
status_note = "on the pad"
status_source = "agency-2026-05-01"
sources = ["agency-2026-05-01"]
statements = [
  { said = 2026-05-01, when = "2026-11", by = "Orlova", source = "agency-2026-05-01" },
]

[[milestone]]
id = "gruz-ms-7-landing"
name = "Gruz MS-7 landing"
of = ["orbital-networks"]
status = "planned"
statements = [
  { said = 2026-05-01, when = "2026-11", by = "Orlova", source = "agency-2026-05-01" },
]

[[milestone]]
id = "gruz-ms-8"
name = "Gruz MS-8 cargo launch"
of = ["sokol-1", "orbital-networks"]
status = "planned"
statements = [
  { said = 2026-05-01, when = "2027-01", by = "Orlova", source = "agency-2026-05-01" },
]

[[milestone]]
id = "gruz-ms-6"
name = "Gruz MS-6 cargo launch"
of = ["sokol-1", "orbital-networks"]
status = "done"
actual = 2026-04-26
sources = ["agency-2026-05-01"]

[[milestone]]
id = "severnet-second-batch"
name = "Second batch of 16 Severnet satellites launched"
of = ["severnet", "orbital-networks"]
status = "planned"
statements = [
  { said = 2026-05-01, when = "2027-02", by = "Orlova", source = "agency-2026-05-01" },
]

[[milestone]]
id = "severnet-third-batch"
name = "Third batch of 16 Severnet satellites launched"
of = ["severnet", "orbital-networks"]
status = "planned"
statements = [
  { said = 2026-05-01, when = "2027-02", by = "Orlova", source = "agency-2026-05-01" },
]

"#;
    let names = "launched_by = [\"sokol-1\", \"sokol-5\"]\nsatcat = [\"SEVERNET*\"]\n";
    SAMPLE
        .replace("launched_by = [\"sokol-1\", \"sokol-5\"]\n", names)
        .replacen("[source.", &format!("{milestones}[source."), 1)
}

/// A launch in the shape of Launch Library 2.
#[derive(Clone, Debug)]
pub(crate) struct Launch {
    pub(crate) number: u32,
    pub(crate) name: &'static str,
    /// The number of its state.
    pub(crate) status: u32,
    pub(crate) net: &'static str,
    /// The number of its precision.
    pub(crate) precision: u32,
    pub(crate) updated: &'static str,
    pub(crate) place: u32,
    pub(crate) comment: &'static str,
}

impl Launch {
    pub(crate) fn id(&self) -> String {
        format!("{:08x}-0000-4000-8000-000000000000", self.number)
    }

    pub(crate) fn json(&self) -> String {
        let Self {
            name,
            status,
            net,
            precision,
            updated,
            place,
            comment,
            ..
        } = self;
        let (vehicle, payload) = name.split_once(" | ").unwrap();
        let comments = match *comment {
            "" => String::new(),
            text => format!(
                r#"{{"id": 1, "comment": "{text}", "info_url": "https://tass.ru/kosmos/1", "created_on": "{updated}"}}"#
            ),
        };
        format!(
            r#"{{"id": "{}", "name": "{name}", "status": {{"id": {status}, "abbrev": "?"}}, "net": "{net}",
 "net_precision": {{"id": {precision}, "abbrev": "?"}}, "last_updated": "{updated}", "unknown": [{{}}],
 "rocket": {{"configuration": {{"full_name": "{vehicle}"}}}}, "mission": {{"name": "{payload}"}},
 "pad": {{"name": "1", "location": {{"id": {place}, "name": "Baikonur"}}}}, "updates": [{comments}]}}"#,
            self.id()
        )
    }
}

/// A page of them.
pub(crate) fn page(launches: &[Launch]) -> String {
    let all: Vec<String> = launches.iter().map(Launch::json).collect();
    let count = launches.len();
    format!(
        r#"{{"count": {count}, "next": null, "previous": null, "results": [{}]}}"#,
        all.join(",\n")
    )
}

/// It flew, and its entry does not say so yet.
pub(crate) const FLOWN: Launch = Launch {
    number: 7,
    name: "Sokol-1 | Gruz MS-7 (12P)",
    status: 3,
    net: "2026-11-09T22:30:00Z",
    precision: 0,
    updated: "2026-11-10T01:00:00Z",
    place: 15,
    comment: "Launch success.",
};

/// It has another date than its entry.
pub(crate) const MOVED: Launch = Launch {
    number: 8,
    name: "Sokol-1 | Gruz MS-8 (13P)",
    status: 8,
    net: "2027-02-28T00:00:00Z",
    precision: 7,
    updated: "2026-10-10T01:00:00Z",
    place: 15,
    comment: "NET February.",
};

/// It has no entry.
pub(crate) const NEW: Launch = Launch {
    number: 9,
    name: "Sokol-5 | Pogoda No. 2",
    status: 1,
    net: "2027-03-03T09:00:00Z",
    precision: 1,
    updated: "2026-10-12T01:00:00Z",
    place: 18,
    comment: "",
};

/// It is one of two.
pub(crate) const EITHER: Launch = Launch {
    number: 10,
    name: "Sokol-1 | 16 x Severnet",
    status: 1,
    net: "2027-02-10T09:00:00Z",
    precision: 1,
    updated: "2026-10-13T01:00:00Z",
    place: 6,
    comment: "",
};

pub(crate) const ALL: [Launch; 4] = [FLOWN, MOVED, NEW, EITHER];

pub(crate) const HEAD: &str = "OBJECT_NAME,OBJECT_ID,NORAD_CAT_ID,OBJECT_TYPE,OPS_STATUS_CODE,OWNER,LAUNCH_DATE,LAUNCH_SITE,DECAY_DATE,PERIOD,INCLINATION,APOGEE,PERIGEE,RCS,DATA_STATUS_CODE,ORBIT_CENTER,ORBIT_TYPE";

/// A list of satellites: a ship that has landed, and so many of a constellation, of which one is lost.
pub(crate) fn satcat(satellites: u32) -> String {
    let mut rows = vec![
        HEAD.to_owned(),
        "GRUZ-MS 7,2026-240A,101000,PAY,D,CIS,2026-11-09,TYMSC,2026-11-18,92,51,423,416,,,EA,LAN"
            .to_owned(),
    ];
    for number in 0..satellites {
        let letter = |number: u32| char::from(b'A' + u8::try_from(number).unwrap());
        let piece = match number / 24 {
            0 => letter(number).to_string(),
            more => format!("{}{}", letter(more - 1), letter(number % 24)),
        };
        let decay = if number == 1 { "2026-06-06" } else { "" };
        rows.push(format!("SEVERNET {number},2024-061{piece},{},PAY,+,CIS,2024-03-23,PLMSC,{decay},94,82,513,509,,,EA,ORB", 68_360 + number));
    }
    rows.join("\n") + "\n"
}
