//! A calendar that is imported again follows: whatever changes an event, it says that it is the newer one.

use std::collections::BTreeMap;
use std::path::Path;
use std::process::{Command, Stdio};
use std::{fs, thread};

use crate::fixtures::SAMPLE_FILE;
use crate::run::ROSCOPE;

/// What a line of the sample may say instead.
const EDITS: &[(&str, &[&str])] = &[
    (
        "needs = [\"severnet-100\"]\nstatus = \"planned\"",
        &[
            "needs = [\"severnet-100\"]\nstatus = \"done\"\nactual = 2026-11-10",
            "needs = [\"severnet-100\"]\nstatus = \"failed\"\nactual = 2026-11-12",
            "needs = [\"severnet-100\"]\nstatus = \"cancelled\"",
            "needs = [\"severnet-100\"]\nstatus = \"in-progress\"\nstatus_as_of = 2026-10-01",
            "needs = [\"severnet-100\"]\nstatus = \"planned\"\nstatus_as_of = 2025-10-01",
        ],
    ),
    (
        "name = \"Service over the northern route\"",
        &[
            "name = \"Service over the North\"",
            "name = \"Service, at last\"",
        ],
    ),
    (
        "  { said = 2026-03-10, when = \"2026-12\", by = \"Petrov\", source = \"agency-2026-03-10\" },\n",
        &[
            "",
            "  { said = 2026-03-10, when = \"2027-01\", by = \"Petrov\", source = \"agency-2026-03-10\" },\n",
            "  { said = 2026-03-10, when = \"2026-12\", by = \"Ivanov\", source = \"agency-2026-03-10\" },\n",
            "  { said = 2026-03-10, when = \"2026-12\", by = \"Petrov\", source = \"agency-2026-03-10\" },\n  \
             { said = 2026-11-01, when = \"2027\", by = \"Petrov\", source = \"agency-2026-05-01\" },\n",
        ],
    ),
    (
        "status = \"done\"\nactual = 2026-04-30",
        &[
            "status = \"failed\"\nactual = 2026-04-30",
            "status = \"done\"\nactual = 2026-04-29",
        ],
    ),
    (
        "name = \"Sokol-5\"",
        &["name = \"Sokol-5 B\"", "name = \"Falcon-5\""],
    ),
    (
        "title = \"Orlova on money\"",
        &["title = \"Orlova on the budget\""],
    ),
    (
        "url = \"https://example.org/2026/05/01\"",
        &["url = \"https://example.org/2026/05/02\""],
    ),
    (
        "of = [\"severnet\", \"orbital-networks\"]\nneeds",
        &["of = [\"severnet\"]\nneeds"],
    ),
];

/// Numbers that look random and are the same in every run.
struct Dice(u64);

impl Dice {
    fn below(&mut self, limit: usize) -> usize {
        self.0 ^= self.0 << 13;
        self.0 ^= self.0 >> 7;
        self.0 ^= self.0 << 17;
        usize::try_from(self.0 % limit as u64).unwrap()
    }
}

/// The sample with one line of its edits said in another way.
fn edited(says: &mut [usize], dice: &mut Dice) -> String {
    let place = dice.below(EDITS.len());
    let ways = EDITS[place].1.len() + 1;
    says[place] = (says[place] + 1 + dice.below(ways - 1)) % ways;
    let mut text = fs::read_to_string(SAMPLE_FILE).unwrap();
    for ((from, to), says) in EDITS.iter().zip(says) {
        assert_eq!(text.matches(from).count(), 1, "{from}");
        if let Some(to) = says.checked_sub(1).and_then(|way| to.get(way)) {
            text = text.replace(from, to);
        }
    }
    text
}

#[derive(Clone, Debug, PartialEq)]
struct Event {
    sequence: u32,
    stamp: String,
    /// All that a reader of the calendar sees.
    body: String,
}

fn calendar(path: &Path) -> BTreeMap<String, Event> {
    let mut export = Command::new(ROSCOPE);
    export.args(["export", "--format", "ics", "--coarse", "--as-of"]);
    export.arg("2026-11-20").arg("--catalogue").arg(path);
    if path == Path::new("-") {
        export.stdin(Stdio::from(fs::File::open(SAMPLE_FILE).unwrap()));
    }
    let output = export.output().unwrap();
    assert!(
        output.status.success(),
        "{}",
        String::from_utf8_lossy(&output.stderr)
    );
    events(&String::from_utf8(output.stdout).unwrap())
}

fn events(calendar: &str) -> BTreeMap<String, Event> {
    let event = |text: &str| {
        let value = |name: &str| {
            let mut lines = text.lines();
            lines.find_map(|line| line.strip_prefix(name)).unwrap()
        };
        let told = ["SEQUENCE:", "DTSTAMP:", "LAST-MODIFIED:"];
        let body = text
            .lines()
            .filter(|line| !told.iter().any(|name| line.starts_with(name)));
        let event = Event {
            sequence: value("SEQUENCE:").parse().unwrap(),
            stamp: value("DTSTAMP:").to_owned(),
            body: body.collect::<Vec<_>>().join("\n"),
        };
        (value("UID:").to_owned(), event)
    };
    calendar.split("BEGIN:VEVENT").skip(1).map(event).collect()
}

/// Edits a catalogue so many times; how often an event came out in another way, and how often it did not
/// say that it is the newer one.
fn follow(seed: u64, edits: usize) -> (usize, Vec<String>) {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("programs.toml");
    let (mut dice, mut says) = (Dice(seed), vec![0; EDITS.len()]);
    fs::copy(SAMPLE_FILE, &path).unwrap();
    let mut before = calendar(&path);
    let (mut changed, mut wrong) = (0, Vec::new());
    for _ in 0..edits {
        fs::write(&path, edited(&mut says, &mut dice)).unwrap();
        let after = calendar(&path);
        for (uid, event) in &after {
            let Some(old) = before.get(uid) else { continue };
            let is_newer = event.sequence > old.sequence && event.stamp > old.stamp;
            let is_as_new = event.sequence >= old.sequence && event.stamp >= old.stamp;
            changed += usize::from(event.body != old.body);
            if !is_as_new || (event.body != old.body && !is_newer) {
                wrong.push(format!("{old:?}\n→ {event:?}"));
            }
        }
        before = after;
    }
    (changed, wrong)
}

#[test]
fn whatever_changes_an_event_makes_its_sequence_grow_and_its_stamp_move() {
    let seeds: Vec<u64> = (1..=24).map(|seed| seed * 7919).collect();
    let all: Vec<_> = seeds
        .into_iter()
        .map(|seed| thread::spawn(move || follow(seed, 4)))
        .collect::<Vec<_>>()
        .into_iter()
        .map(|thread| thread.join().unwrap())
        .collect();
    let changed: usize = all.iter().map(|(changed, _)| changed).sum();
    let wrong: Vec<&String> = all.iter().flat_map(|(_, wrong)| wrong).collect();
    assert!(changed > 50, "{changed}");
    assert!(
        wrong.is_empty(),
        "{} of {changed}: {}",
        wrong.len(),
        wrong[0]
    );
}

#[test]
fn a_file_that_nobody_has_changed_makes_the_same_calendar_again() {
    assert_eq!(
        calendar(Path::new(SAMPLE_FILE)),
        calendar(Path::new(SAMPLE_FILE))
    );
}

#[test]
fn an_older_text_that_comes_back_is_the_newer_version() {
    let folder = tempfile::tempdir().unwrap();
    let path = |name: &str| folder.path().join(name);
    let newer = fs::read_to_string(SAMPLE_FILE).unwrap();
    fs::write(path("old"), newer.replace("northern route", "North")).unwrap();
    fs::write(path("programs.toml"), newer).unwrap();
    let before = calendar(&path("programs.toml"));
    // It keeps its time of writing.
    fs::rename(path("old"), path("programs.toml")).unwrap();
    let after = calendar(&path("programs.toml"));
    let uid = "severnet-service@milestone.roscope";
    assert_ne!(after[uid].body, before[uid].body);
    assert!(after[uid].sequence > before[uid].sequence);
    let later = calendar(Path::new("-"));
    assert!(later[uid].sequence > after[uid].sequence);
}
