//! `roscope import` and `roscope inbox`, run as a user runs them.

use std::fs;
use std::io::Write as _;
use std::path::Path;
use std::process::{Command, Stdio};

use crate::feed::{ALL, EITHER, FLOWN, MOVED, catalogue, page, satcat};
use crate::fixtures::DAY;
use crate::run::{ROSCOPE, names, said};

/// A folder with a catalogue and files of the sources.
struct Place {
    folder: tempfile::TempDir,
}

impl Place {
    fn new() -> Self {
        let folder = tempfile::tempdir().unwrap();
        let place = Self { folder };
        place.write("programs.toml", &catalogue());
        place.write("launches.json", &page(&ALL));
        place.write("satcat.csv", &satcat(40));
        place
    }

    fn path(&self) -> &Path {
        self.folder.path()
    }

    fn write(&self, name: &str, text: &str) {
        fs::write(self.path().join(name), text).unwrap();
    }

    fn catalogue(&self) -> String {
        fs::read_to_string(self.path().join("programs.toml")).unwrap()
    }

    fn command(&self, arguments: &[&str]) -> Command {
        let mut command = Command::new(ROSCOPE);
        command
            .args(arguments)
            .current_dir(self.path())
            .env_remove("ROSCOPE_CATALOGUE")
            .env("LC_ALL", "C.UTF-8")
            .env("XDG_STATE_HOME", self.path().join("state"))
            .env("HOME", self.path());
        command
    }

    fn run(&self, arguments: &[&str]) -> (i32, String, String) {
        said(&self.command(arguments).output().unwrap())
    }

    /// It went well; what it printed.
    #[track_caller]
    fn good(&self, arguments: &[&str]) -> String {
        let (code, out, err) = self.run(arguments);
        assert_eq!(code, 0, "{arguments:?}: {out}{err}");
        out
    }

    /// The ids of what waits, in their order.
    fn ids(&self) -> Vec<String> {
        let out = self.good(&["inbox", "--as-of", DAY]);
        out.lines()
            .filter(|line| !line.starts_with("nothing"))
            .map(|line| line.split(' ').next().unwrap().to_owned())
            .collect()
    }
}

#[test]
fn the_same_file_brings_the_same_once() {
    let place = Place::new();
    let import = [
        "import",
        "launches.json",
        "satcat.csv",
        "--as-of",
        DAY,
        "--on",
        DAY,
        "--complete",
    ];
    let first = place.good(&import);
    assert!(
        first.ends_with("6 new; 6 candidates wait in the inbox\n"),
        "{first}"
    );
    let second = place.good(&import);
    assert!(
        second.ends_with("0 new; 6 candidates wait in the inbox\n"),
        "{second}"
    );
    assert_eq!(
        place.catalogue(),
        catalogue(),
        "importing writes nothing into the catalogue"
    );
    let status = place.good(&["status", "--as-of", DAY]);
    assert_eq!(
        status.lines().last(),
        Some("6 candidates wait in the inbox")
    );
}

#[test]
fn accepting_writes_the_lines_that_were_shown_and_no_byte_beside_them() {
    let place = Place::new();
    place.good(&["import", "launches.json", "--as-of", DAY]);
    let ids = place.ids();
    let id = ids[0].as_str();
    let shown = place.good(&["inbox", "show", id]);
    let dry = place.good(&["inbox", "accept", id, "--dry-run"]);
    assert!(shown.ends_with(&dry), "{shown}");
    assert_eq!(place.catalogue(), catalogue());
    let made = place.good(&["inbox", "accept", id]);
    assert_eq!(made, format!("{dry}saved: programs.toml\n"));
    let (before, after) = (catalogue(), place.catalogue());
    let lines = |text: &str, sign: char| {
        let of_sign = text
            .lines()
            .filter(move |line| line.chars().nth(6) == Some(sign));
        of_sign
            .map(|line| line.chars().skip(8).collect::<String>())
            .collect::<Vec<_>>()
    };
    let mut expected: Vec<&str> = before.lines().collect();
    for removed in lines(&dry, '-') {
        let at = expected.iter().rposition(|line| *line == removed).unwrap();
        expected.remove(at);
    }
    let added = lines(&dry, '+');
    let mut kept: Vec<&str> = after.lines().collect();
    for line in &added {
        let at = kept.iter().rposition(|one| one == line).unwrap();
        kept.remove(at);
    }
    kept.sort_unstable();
    expected.sort_unstable();
    assert_eq!(kept, expected);
}

#[test]
fn what_is_accepted_is_what_set_say_and_add_would_write() {
    let [one, other] = [Place::new(), Place::new()];
    one.good(&["import", "launches.json", "--as-of", DAY]);
    let ids = one.ids();
    one.good(&["inbox", "accept", &ids[0], &ids[2]]);
    let source = |id: &str, title: &str, date: &str, record: &str| {
        let url = format!("https://ll.thespacedevs.com/2.3.0/launches/{record}/");
        other.good(&[
            "add",
            "source",
            id,
            "--title",
            title,
            "--publisher",
            "Launch Library 2",
            "--date",
            date,
            "--url",
            &url,
            "--grade",
            "media",
        ]);
    };
    let (flown, moved) = (FLOWN.id(), MOVED.id());
    source(
        "ll2-2026-11-10-00000007",
        "Launch record: Sokol-1 | Gruz MS-7 (12P)",
        "2026-11-10",
        &flown,
    );
    other.good(&[
        "set",
        "gruz-ms-7",
        "status=done",
        "actual=2026-11-10",
        "status_as_of=2026-11-10",
        "status_note=",
        "status_source=",
        "sources=agency-2026-05-01, ll2-2026-11-10-00000007",
        &format!("ll2={flown}"),
    ]);
    source(
        "ll2-2026-10-10-00000008",
        "Launch record: Sokol-1 | Gruz MS-8 (13P)",
        "2026-10-10",
        &moved,
    );
    other.good(&[
        "say",
        "gruz-ms-8",
        "2027-02",
        "--said",
        "2026-10-10",
        "--by",
        "TASS",
        "--source",
        "ll2-2026-10-10-00000008",
    ]);
    other.good(&["set", "gruz-ms-8", &format!("ll2={moved}")]);
    // The command has no option for a remark on a statement.
    let remark = "note = \"through Launch Library 2, citing tass.ru/kosmos/1\", ";
    assert_eq!(one.catalogue().replace(remark, ""), other.catalogue());
}

#[test]
fn nothing_waits_after_all_is_accepted_or_dismissed_and_stays_so() {
    let import = [
        "import",
        "launches.json",
        "satcat.csv",
        "--as-of",
        DAY,
        "--on",
        DAY,
        "--complete",
    ];
    let place = Place::new();
    place.good(&import);
    place.good(&["inbox", "accept", "--kind", "outcome,statement,count,new"]);
    let question = place.ids();
    assert_eq!(question.len(), 1);
    let (code, _, err) = place.run(&["inbox", "accept", &question[0]]);
    assert_eq!(
        (code, err.contains("is a question: answer it with --as")),
        (1, true),
        "{err}"
    );
    place.good(&[
        "inbox",
        "accept",
        &question[0],
        "--as",
        "severnet-second-batch",
    ]);
    assert!(
        place
            .good(&import)
            .ends_with("0 new; nothing waits in the inbox\n")
    );
    place.good(&["check", "programs.toml"]);

    let place = Place::new();
    place.good(&import);
    let ids = place.ids();
    let mut dismiss = vec!["inbox", "dismiss", "--why", "for a test"];
    dismiss.extend(ids.iter().map(String::as_str));
    assert!(
        place
            .good(&dismiss)
            .ends_with("nothing waits in the inbox\n")
    );
    assert!(
        place
            .good(&import)
            .ends_with("0 new; nothing waits in the inbox\n")
    );
    assert_eq!(place.catalogue(), catalogue());
    let dismissed = place.good(&["inbox", "list", "--dismissed"]);
    // One of them is said by two sources.
    assert_eq!(dismissed.lines().count(), 7);
    place.good(&["inbox", "restore", &ids[1]]);
    assert_eq!(place.ids(), [ids[1].clone()]);
}

#[test]
fn a_file_that_is_refused_is_named_with_the_reason_and_the_others_are_taken() {
    let place = Place::new();
    place.write("login.html", "<html>");
    let (code, out, err) = place.run(&[
        "import",
        "login.html",
        "missing.json",
        "launches.json",
        "--as-of",
        DAY,
    ]);
    assert_eq!(code, 1);
    assert!(
        out.ends_with("4 new; 4 candidates wait in the inbox\n"),
        "{out}"
    );
    assert!(
        err.contains("error: login.html: an HTML page instead of data"),
        "{err}"
    );
    assert!(
        err.contains("error: missing.json: cannot read missing.json: there is no such file"),
        "{err}"
    );
    let place = Place::new();
    let (code, out, _) = place.run(&["import", "missing.json"]);
    assert_eq!((code, out.as_str()), (1, ""));
    assert!(
        !names(place.path()).contains(&"state".to_owned()),
        "nothing is begun for nothing"
    );
}

#[test]
fn standard_input_is_read_as_a_file_is() {
    let place = Place::new();
    let mut command = place.command(&["import", "-", "--as-of", DAY]);
    let mut child = command
        .stdin(Stdio::piped())
        .stdout(Stdio::piped())
        .spawn()
        .unwrap();
    child
        .stdin
        .take()
        .unwrap()
        .write_all(page(&[EITHER]).as_bytes())
        .unwrap();
    let (code, out, _) = said(&child.wait_with_output().unwrap());
    assert_eq!(
        (code, out.lines().last()),
        (0, Some("1 new; 1 candidate waits in the inbox"))
    );
}

#[test]
fn two_imports_at_once_lose_nothing() {
    let place = Place::new();
    let all = [("a.json", FLOWN), ("b.json", MOVED), ("c.json", EITHER)];
    for (name, launch) in &all {
        place.write(name, &page(std::slice::from_ref(launch)));
    }
    let imports = all.map(|(name, _)| {
        place
            .command(&["import", name, "--as-of", DAY])
            .stdout(Stdio::null())
            .spawn()
            .unwrap()
    });
    for mut import in imports {
        assert!(import.wait().unwrap().success());
    }
    assert_eq!(place.ids().len(), 3);
}

#[test]
fn a_damaged_inbox_is_moved_aside_told_and_begun_afresh() {
    let place = Place::new();
    place.good(&["import", "launches.json", "--as-of", DAY]);
    let state = place.path().join("state/roscope");
    let file = names(&state)
        .into_iter()
        .find(|name| name.contains(".json"))
        .unwrap();
    fs::write(state.join(&file), "{\"version\": 1").unwrap();
    let (code, _, err) = place.run(&["inbox"]);
    assert_eq!(
        (code, err.contains("the inbox is damaged")),
        (1, true),
        "{err}"
    );
    let (code, out, err) = place.run(&["import", "launches.json", "--as-of", DAY]);
    assert_eq!(code, 0);
    assert!(
        out.ends_with("4 new; 4 candidates wait in the inbox\n"),
        "{out}"
    );
    assert!(err.contains("begun afresh"), "{err}");
    assert!(names(&state).contains(&format!("{file}.damaged")));
}

#[test]
fn nothing_is_accepted_where_nothing_may_be_written() {
    let place = Place::new();
    place.good(&["import", "launches.json", "--as-of", DAY]);
    let id = place.ids()[0].clone();
    for arguments in [
        vec!["--read-only", "inbox", "accept", &id],
        vec!["inbox", "accept", &id, "--as-of", DAY],
    ] {
        let (code, _, err) = place.run(&arguments);
        assert_eq!(code, 2, "{err}");
    }
    assert_eq!(place.catalogue(), catalogue());
    let (code, _, err) = place.run(&["inbox", "accept", "zzz"]);
    assert_eq!(
        (code, err.as_str()),
        (
            1,
            "error: nothing that waits has the id \"zzz\": `roscope inbox` lists what does\n"
        )
    );
}

#[test]
fn a_list_for_programs_has_what_the_lines_say() {
    let place = Place::new();
    place.good(&["import", "launches.json", "--as-of", DAY]);
    let out = place.good(&["inbox", "list", "--format", "json", "--as-of", DAY]);
    let document: serde_json::Value = serde_json::from_str(&out).unwrap();
    let first = &document["candidates"][0];
    assert_eq!(first["kind"], "outcome");
    assert_eq!(first["target"], "gruz-ms-7");
    assert_eq!(first["says"]["actual"]["text"], "2026-11-10");
    assert_eq!(first["sources"][0]["grade"], "media");
    assert_eq!(first["score"], 12);
}
