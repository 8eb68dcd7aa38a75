//! `roscope fetch`, against a server on this machine that answers well and badly.

use std::fs;
use std::io::Read as _;
use std::path::Path;
use std::process::{Child, Command, Stdio};
use std::time::{Duration, Instant};

use crate::feed::{ALL, FLOWN, HEAD, Launch, MOVED, NEW, catalogue, page, satcat};
use crate::fixtures::DAY;
use crate::run::{ROSCOPE, said};
use crate::server::{Act, Asked, Server, ok, send, with};

/// What a question may take in these tests, in seconds.
const LIMIT: u64 = 1;
/// How much longer it may take until the program has ended.
const BEYOND: Duration = Duration::from_secs(2);
/// The most memory that the program may use, in bytes.
const MEMORY: u64 = 200 << 20;

/// A catalogue, settings that lead to a server, and folders of its own for all that is kept.
struct Place {
    folder: tempfile::TempDir,
}

impl Place {
    fn new(server: &Server) -> Self {
        Self::with(server, "")
    }

    fn with(server: &Server, more: &str) -> Self {
        let folder = tempfile::tempdir().unwrap();
        let place = Self { folder };
        place.write("programs.toml", &catalogue());
        let base = server.base();
        place.settings(&format!(
            "[feed.launch-library]\nbase = \"{base}/ll\"\n{more}\n[feed.celestrak]\nbase = \"{base}\"\n\
             [feed.gcat]\nbase = \"{base}\"\n[network]\nproxy = \"none\"\ntimeout_s = {LIMIT}\n"
        ));
        place
    }

    fn path(&self) -> &Path {
        self.folder.path()
    }

    fn write(&self, name: &str, text: &str) {
        fs::write(self.path().join(name), text).unwrap();
    }

    fn settings(&self, text: &str) {
        fs::create_dir_all(self.path().join("config/roscope")).unwrap();
        self.write("config/roscope/config.toml", text);
    }

    fn command(&self, arguments: &[&str]) -> Command {
        let mut command = Command::new(ROSCOPE);
        command.args(arguments).args(["--as-of", DAY]);
        command
            .current_dir(self.path())
            .env_clear()
            .env("PATH", std::env::var_os("PATH").unwrap_or_default())
            .env("LC_ALL", "C.UTF-8")
            .env("HOME", self.path())
            .env("XDG_STATE_HOME", self.path().join("state"))
            .env("XDG_CACHE_HOME", self.path().join("cache"))
            .env("XDG_CONFIG_HOME", self.path().join("config"));
        command
    }

    fn run(&self, arguments: &[&str]) -> (i32, String, String) {
        said(&self.command(arguments).output().unwrap())
    }

    #[track_caller]
    fn good(&self, arguments: &[&str]) -> String {
        let (code, out, err) = self.run(arguments);
        assert_eq!(code, 0, "{arguments:?}: {out}{err}");
        out + &err
    }

    fn start(&self, arguments: &[&str]) -> Child {
        let mut command = self.command(arguments);
        command.stdout(Stdio::piped()).stderr(Stdio::piped());
        command.spawn().unwrap()
    }

    /// All that is kept in the folder for caches, as one text.
    fn kept(&self) -> String {
        let files = fs::read_dir(self.path().join("cache/roscope/feeds")).unwrap();
        let texts = files.map(|file| {
            let bytes = fs::read(file.unwrap().path()).unwrap();
            String::from_utf8_lossy(&bytes).into_owned()
        });
        texts.collect()
    }
}

const NO_ORBITS: &str = "No GP data found";

/// A server as the sources are.
fn sound(asked: &Asked) -> Vec<Act> {
    let answer = match asked.target.as_str() {
        target if target.starts_with("/ll/launches/") => page(&ALL),
        target if target.starts_with("/satcat/") => satcat(40),
        _ => NO_ORBITS.to_owned(),
    };
    ok(&answer)
}

/// One that answers so to questions for launches, and well to the rest.
fn launches(answer: impl Fn(&Asked) -> Vec<Act> + Send + Sync + 'static) -> Server {
    Server::new(move |asked| {
        if asked.target.starts_with("/ll/") {
            answer(asked)
        } else {
            sound(asked)
        }
    })
}

/// Waits for something, and for no fixed time.
#[track_caller]
fn until(what: &str, is_so: impl Fn() -> bool) {
    let begun = Instant::now();
    while !is_so() {
        assert!(begun.elapsed() < Duration::from_secs(30), "never: {what}");
        std::thread::sleep(Duration::from_millis(5));
    }
}

#[test]
fn what_the_sources_say_waits_and_a_second_time_nobody_is_asked() {
    let server = Server::new(sound);
    let place = Place::new(&server);
    let first = place.good(&["fetch"]);
    assert!(
        first.contains("6 new; 6 candidates wait in the inbox\n"),
        "{first}"
    );
    let asked: Vec<String> = server.asked().into_iter().map(|one| one.target).collect();
    assert_eq!(asked.len(), 3, "{asked:?}");
    assert_eq!(
        asked[0],
        "/ll/launches/?location__ids=6,15,18&net__gte=2025-10-01&mode=detailed&limit=100&ordering=net"
    );
    assert_eq!(asked[1], "/satcat/records.php?NAME=SEVERNET&FORMAT=csv");
    assert_eq!(asked[2], "/NORAD/elements/gp.php?NAME=SEVERNET&FORMAT=json");
    for again in [&["fetch"][..], &["fetch", "--all"], &["fetch", "--offline"]] {
        let second = place.good(again);
        assert!(
            second.contains("0 new; 6 candidates wait in the inbox\n"),
            "{second}"
        );
        assert_eq!(server.count(), 3, "{again:?}");
    }
}

#[test]
fn what_was_fetched_is_what_would_have_been_imported() {
    let server = Server::new(sound);
    let fetched = Place::new(&server);
    fetched.good(&["fetch"]);
    let imported = Place::new(&server);
    imported.write("launches.json", &page(&ALL));
    imported.write("satcat.csv", &satcat(40));
    imported.good(&[
        "import",
        "launches.json",
        "satcat.csv",
        "--complete",
        "--on",
        DAY,
    ]);
    let inbox = ["inbox", "list", "--format", "json"];
    assert_eq!(fetched.run(&inbox), imported.run(&inbox));
}

#[test]
fn what_was_kept_serves_another_catalogue_without_a_question() {
    let server = Server::new(sound);
    let place = Place::new(&server);
    place.good(&["fetch"]);
    place.write("other.toml", &catalogue());
    let out = place.good(&["fetch", "--offline", "--catalogue", "other.toml"]);
    assert!(out.contains("6 new; 6 candidates"), "{out}");
    assert_eq!(server.count(), 3);
    let empty = Place::new(&server);
    let out = empty.good(&["fetch", "--offline"]);
    assert!(
        out.contains("note: launch-library: nothing of it is kept: `roscope fetch` asks"),
        "{out}"
    );
    assert_eq!(server.count(), 3);
}

#[test]
fn what_has_not_changed_is_not_sent_again() {
    let server = launches(|asked| match asked.before {
        0 => with(
            &page(&ALL),
            "ETag: \"one\"\r\nLast-Modified: Fri, 20 Nov 2026 00:00:00 GMT\r\n",
        ),
        _ => send("HTTP/1.1 304 Not Modified\r\nETag: \"one\"\r\n\r\n"),
    });
    let place = Place::new(&server);
    place.good(&["fetch", "launch-library"]);
    place.age(1000);
    let out = place.good(&["fetch", "launch-library", "--all"]);
    assert!(
        out.contains("launch-library: Launch Library 2, 4 records"),
        "{out}"
    );
    let asked = server.asked();
    assert_eq!(asked.len(), 2);
    assert!(
        asked[1].heads.contains("if-none-match: \"one\"\r\n"),
        "{}",
        asked[1].heads
    );
    assert!(
        asked[1]
            .heads
            .contains("if-modified-since: fri, 20 nov 2026"),
        "{}",
        asked[1].heads
    );
    place.good(&["fetch", "launch-library", "--all"]);
    assert_eq!(
        server.count(),
        2,
        "what was confirmed is as new as what came"
    );
}

impl Place {
    /// Makes all that is kept older by so many seconds.
    fn age(&self, seconds: u64) {
        for file in fs::read_dir(self.path().join("cache/roscope/feeds")).unwrap() {
            let path = file.unwrap().path();
            let text = fs::read_to_string(&path).unwrap();
            let Some((head, body)) = text.split_once('\n') else {
                continue;
            };
            let mut head: serde_json::Value = serde_json::from_str(head).unwrap();
            head["at"] = (head["at"].as_u64().unwrap() - seconds).into();
            fs::write(&path, format!("{head}\n{body}")).unwrap();
        }
    }
}

#[test]
fn between_two_days_only_what_was_changed_is_asked_for() {
    let server = launches(|asked| {
        let moved = [Launch {
            updated: "2026-11-19T00:00:00Z",
            net: "2027-03-31T00:00:00Z",
            ..MOVED
        }];
        if asked.target.contains("last_updated__gte") {
            ok(&page(&moved))
        } else {
            ok(&page(&ALL))
        }
    });
    let place = Place::new(&server);
    place.good(&["fetch"]);
    place.age(3600);
    let out = place.good(&["fetch"]);
    assert!(out.contains("1 new; 6 candidates"), "{out}");
    assert_eq!(
        server.count(),
        4,
        "one question to Launch Library 2, none to CelesTrak"
    );
    let out = place.good(&["fetch"]);
    assert!(out.contains("0 new; 6 candidates"), "{out}");
    assert_eq!(server.count(), 4);
    place.age(20 * 3600);
    place.good(&["fetch"]);
    assert_eq!(server.count(), 7, "a day later all are asked anew");
}

#[test]
fn every_page_is_read_and_none_of_another_place() {
    let of = |launches: &[Launch], next: &str| {
        page(launches)
            .replace("\"next\": null", &format!("\"next\": \"{next}\""))
            .replace("\"count\": 1", "\"count\": 3")
    };
    let server = Server::new(move |asked| {
        let base = asked
            .heads
            .split("host: ")
            .nth(1)
            .unwrap()
            .split('\r')
            .next()
            .unwrap();
        match asked.before {
            0 => ok(&of(
                &[FLOWN],
                &format!("http://{base}/ll/launches/?offset=1"),
            )),
            1 => ok(&of(&[MOVED], &format!("http://{base}/elsewhere/?offset=2"))),
            _ => ok(&page(&[NEW])),
        }
    });
    let place = Place::new(&server);
    let out = place.good(&["fetch", "launch-library"]);
    assert_eq!(server.count(), 2, "{out}");
    assert!(
        out.contains("its next page is said to be elsewhere, and is not asked for"),
        "{out}"
    );
    assert!(out.contains("2 of 3 records came"), "{out}");
    let endless = launches(move |asked| {
        let base = asked
            .heads
            .split("host: ")
            .nth(1)
            .unwrap()
            .split('\r')
            .next()
            .unwrap();
        let next = format!("http://{base}/ll/launches/?offset={}", asked.before);
        ok(&of(&[FLOWN], &next))
    });
    Place::new(&endless).run(&["fetch", "launch-library"]);
    assert_eq!(endless.count(), 5);
}

#[test]
fn a_launch_that_an_entry_names_is_asked_for_by_its_number() {
    let server = launches(|asked| {
        let foreign = Launch { place: 99, ..NEW };
        let found = if asked.target.contains("?id=") {
            vec![foreign]
        } else {
            Vec::new()
        };
        ok(&page(&found))
    });
    let place = Place::new(&server);
    let tied = format!("id = \"gruz-ms-8\"\nll2 = \"{}\"\n", NEW.id());
    place.write(
        "programs.toml",
        &catalogue().replace("id = \"gruz-ms-8\"\n", &tied),
    );
    let out = place.good(&["fetch", "launch-library"]);
    let asked = server.asked();
    assert_eq!(asked.len(), 2, "{out}");
    assert!(
        asked[1]
            .target
            .contains(&format!("/ll/launches/?id={}&", NEW.id())),
        "{}",
        asked[1].target
    );
    assert!(out.contains("1 new"), "{out}");
}

/// What is asked, what comes, and a word of what is said about it.
struct Hostile {
    name: &'static str,
    acts: Vec<Act>,
    said: &'static str,
}

fn hostile(name: &'static str, acts: Vec<Act>, said: &'static str) -> Hostile {
    Hostile { name, acts, said }
}

fn chunked(then: Act) -> Vec<Act> {
    let head = b"HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n".to_vec();
    vec![Act::Send(head), then]
}

fn begun(length: u64, body: &str, then: Act) -> Vec<Act> {
    let head = format!("HTTP/1.1 200 OK\r\nContent-Length: {length}\r\n\r\n{body}");
    vec![Act::Send(head.into_bytes()), then]
}

#[expect(clippy::too_many_lines, reason = "a table")]
fn all_hostile() -> Vec<Hostile> {
    let whole = page(&ALL);
    let half = whole.get(..whole.len() / 2).unwrap();
    let length = whole.len() as u64;
    let mebibyte = format!("100000\r\n{}\r\n", " ".repeat(1 << 20)).into_bytes();
    let status = |line: &str| send(&format!("HTTP/1.1 {line}\r\nContent-Length: 0\r\n\r\n"));
    let moved = |to: &str| status(&format!("301 Moved\r\nLocation: {to}"));
    let heads: String = (0..10_000)
        .map(|number| format!("X-{number}: x\r\n"))
        .collect();
    let launch = |change: (&str, &str)| {
        let all = page(&ALL);
        ok(&all.replace(change.0, change.1))
    };
    let mut endless = chunked(Act::Send(b"fffffff\r\n".to_vec()));
    endless.push(Act::Pour(vec![b' '; 1 << 16]));
    let deep = format!(
        "{{\"results\": {}{}}}",
        "[".repeat(10_000),
        "]".repeat(10_000)
    );
    let bomb = b"\x1f\x8b\x08\x00\x00\x00\x00\x00\x00\x03".to_vec();
    let bomb = [
        &b"HTTP/1.1 200 OK\r\nContent-Encoding: gzip\r\nTransfer-Encoding: chunked\r\n\r\n"[..],
        &bomb,
    ]
    .concat();
    vec![
        hostile("stalls at once", vec![Act::Stall], "no answer within 1 s"),
        hostile(
            "stalls in the head",
            vec![
                Act::Send(b"HTTP/1.1 200 OK\r\nContent-".to_vec()),
                Act::Stall,
            ],
            "no answer within 1 s",
        ),
        hostile(
            "stalls in the body",
            begun(length, half, Act::Stall),
            "no answer within 1 s",
        ),
        hostile(
            "drips a head",
            vec![
                Act::Send(b"HTTP/1.1 200 OK\r\nX: ".to_vec()),
                Act::Drip(b'x'),
            ],
            "no answer within 1 s",
        ),
        hostile(
            "drips a body",
            begun(length, "{", Act::Drip(b' ')),
            "no answer within 1 s",
        ),
        hostile(
            "endless chunks",
            chunked(Act::Pour(mebibyte)),
            "longer than 8 MiB",
        ),
        hostile("an endless chunk", endless, "longer than 8 MiB"),
        hostile(
            "an endless body",
            begun(u64::MAX / 2, "", Act::Pour(vec![b' '; 4096])),
            "longer than 8 MiB",
        ),
        hostile(
            "an endless head",
            vec![
                Act::Send(b"HTTP/1.1 200 OK\r\nX: ".to_vec()),
                Act::Pour(vec![b'x'; 4096]),
            ],
            "too many or too long",
        ),
        hostile(
            "10,000 heads",
            send(&format!(
                "HTTP/1.1 200 OK\r\n{heads}Content-Length: 0\r\n\r\n"
            )),
            "too many or too long",
        ),
        hostile(
            "a gzip bomb",
            vec![Act::Send(bomb), Act::Pour(b"1000\r\n".to_vec())],
            "compressed",
        ),
        hostile("closes at once", Vec::new(), "connection broke"),
        hostile("breaks at once", vec![Act::Reset], "connection broke"),
        hostile(
            "closes in the body",
            begun(length, half, Act::Send(Vec::new())),
            "connection broke",
        ),
        hostile(
            "half a page of the right length",
            ok(half),
            "cut off or damaged here",
        ),
        hostile(
            "a length that is too small",
            begun(length / 2, &whole, Act::Send(Vec::new())),
            "cut off or damaged here",
        ),
        hostile(
            "a length that is too large",
            begun(length + 9, &whole, Act::Send(Vec::new())),
            "connection broke",
        ),
        hostile(
            "no length",
            send(&format!("HTTP/1.1 200 OK\r\n\r\n{whole}")),
            "how long the answer is",
        ),
        hostile(
            "two lengths",
            send(&format!(
                "HTTP/1.1 200 OK\r\nContent-Length: 1\r\nContent-Length: 2\r\n\r\n{whole}"
            )),
            "language of the web",
        ),
        hostile(
            "a length of letters",
            send(&format!(
                "HTTP/1.1 200 OK\r\nContent-Length: -1\r\n\r\n{whole}"
            )),
            "language of the web",
        ),
        hostile(
            "bad chunks",
            chunked(Act::Send(b"zz\r\n{}\r\n".to_vec())),
            "language of the web",
        ),
        hostile(
            "no HTTP",
            send("220 mail.example.org ESMTP\r\n\r\n"),
            "language of the web",
        ),
        hostile(
            "moved to itself",
            moved("/ll/launches/"),
            "it has moved to /ll/launches/",
        ),
        hostile(
            "moved to another host",
            moved("https://evil.example.org/"),
            "it has moved to https://evil.example.org/",
        ),
        hostile(
            "moved to a file",
            moved("file:///etc/passwd"),
            "it has moved to file:///etc/passwd",
        ),
        hostile(
            "moved, with control characters",
            moved("\u{1b}[2Jx"),
            "language of the web",
        ),
        hostile("401", status("401 Unauthorized"), "ROSCOPE_LL2_TOKEN"),
        hostile("403", status("403 Forbidden"), "refuses to answer"),
        hostile(
            "403 with control characters",
            send("HTTP/1.1 403 Forbidden\r\nContent-Length: 14\r\n\r\nno \u{1b}[31m\u{202e}red"),
            "refuses to answer: \"no",
        ),
        hostile("404", status("404 Not Found"), "(404)"),
        hostile("500", status("500 Oops"), "a failure of its own (500)"),
        hostile(
            "429 until the year 9999",
            status("429 Slow\r\nRetry-After: Fri, 31 Dec 9999 00:00:00 GMT"),
            "again at ",
        ),
        hostile("429 without an end", status("429 Slow"), "again at "),
        hostile(
            "a page for a browser",
            with(
                "<!DOCTYPE html><title>Log in</title>",
                "Content-Type: text/html\r\n",
            ),
            "an HTML page instead of data",
        ),
        hostile("nothing", ok(""), "there is nothing in it"),
        hostile("another kind of file", ok(&satcat(3)), "none of the files"),
        hostile("depth", ok(&deep), "more than 64 brackets"),
        hostile(
            "a million brackets",
            ok(&"[".repeat(1_000_000)),
            "more than 64 brackets",
        ),
        hostile("zero bytes", ok("{\"results\": \"\0\"}"), "not UTF-8 text"),
        hostile("UTF-16", ok("\u{feff}{\0\"\0"), "not UTF-8 text"),
        hostile(
            "100,000 records",
            ok(&format!(
                "{{\"count\": 0, \"results\": [{}{{\"net\": 1}}]}}",
                "{\"net\": 1},".repeat(100_000)
            )),
            "more than 20,000 records",
        ),
        hostile(
            "no numbers of records",
            launch(("-0000-4000-8000-", "-x-")),
            "records make no sense",
        ),
        hostile(
            "the year 9999",
            launch(("\"net\": \"202", "\"net\": \"999")),
            "records make no sense",
        ),
    ]
}

#[test]
fn every_hostile_answer_is_refused_in_time_with_the_source_and_the_reason() {
    let cases = all_hostile();
    let all = cases.len();
    let (mut slowest, mut largest, mut failures) = (Duration::ZERO, 0, Vec::new());
    for case in cases {
        let acts = case.acts.clone();
        let server = launches(move |_| acts.clone());
        let place = Place::new(&server);
        let begun = Instant::now();
        let mut child = place.start(&["fetch", "launch-library"]);
        let memory = peak(&mut child);
        let took = begun.elapsed();
        let (code, out, err) = said(&child.wait_with_output().unwrap());
        let is_clean = !format!("{out}{err}")
            .chars()
            .any(|c| (c.is_control() && c != '\n') || c == '\u{202e}');
        let is_told = err
            .lines()
            .any(|line| line.starts_with("error: launch-library: ") && line.contains(case.said));
        if code != 1
            || !is_told
            || !is_clean
            || took > Duration::from_secs(LIMIT) + BEYOND
            || memory > MEMORY
        {
            failures.push(format!(
                "{}: {code} {took:?} {memory} {out}{err}",
                case.name
            ));
        }
        slowest = slowest.max(took);
        largest = largest.max(memory);
    }
    eprintln!(
        "{all} hostile answers, the slowest {slowest:?}, the most memory {} MiB",
        largest >> 20
    );
    assert!(
        failures.is_empty(),
        "{} of {all}:\n{}",
        failures.len(),
        failures.join("\n")
    );
}

/// Waits for the end of a program; how much memory it used at most, where the system tells it.
fn peak(child: &mut Child) -> u64 {
    let status = format!("/proc/{}/status", child.id());
    let mut most = 0;
    while child.try_wait().unwrap().is_none() {
        let text = fs::read_to_string(&status).unwrap_or_default();
        let line = text.lines().find_map(|line| line.strip_prefix("VmHWM:"));
        let kilobytes =
            line.and_then(|line| line.trim().trim_end_matches(" kB").parse::<u64>().ok());
        most = most.max(kilobytes.unwrap_or(0) << 10);
        std::thread::sleep(Duration::from_millis(5));
    }
    most
}

#[test]
fn a_source_that_fails_costs_neither_its_kept_answer_nor_the_other_sources() {
    let server = launches(|asked| {
        if asked.before == 0 {
            ok(&page(&ALL))
        } else {
            ok("<html>")
        }
    });
    let place = Place::new(&server);
    place.good(&["fetch", "launch-library"]);
    place.age(21 * 3600);
    let (code, out, err) = place.run(&["fetch"]);
    assert_eq!(code, 1, "{out}{err}");
    assert!(
        err.contains("error: launch-library: an HTML page instead of data"),
        "{err}"
    );
    assert!(
        err.contains("note: launch-library: the answer of "),
        "{err}"
    );
    assert!(
        out.contains("launch-library: Launch Library 2, 4 records"),
        "{out}"
    );
    assert!(
        out.contains("celestrak: the satellite catalogue of CelesTrak, 41 records"),
        "{out}"
    );
}

#[test]
fn certificates_are_looked_at() {
    let fixture = |name: &str| format!("{}/tests/fixtures/tls/{name}", env!("CARGO_MANIFEST_DIR"));
    for (certificate, trusted, told) in [
        ("self-signed.pem", None, "nobody whom we trust vouches"),
        (
            "expired.pem",
            Some("expired.pem"),
            "is the clock of this machine right?",
        ),
        (
            "other-host.pem",
            Some("other-host.pem"),
            "its certificate is for another host",
        ),
        ("self-signed.pem", Some("self-signed.pem"), ""),
    ] {
        let server = Server::secure(certificate, sound);
        let place = Place::new(&server);
        let file = trusted.map_or(String::new(), |name| {
            format!("ca_file = \"{}\"\n", fixture(name))
        });
        let base = server.base();
        place.settings(&format!(
            "[feed.launch-library]\nbase = \"{base}/ll\"\n[network]\nproxy = \"none\"\n{file}"
        ));
        let (code, out, err) = place.run(&["fetch", "launch-library"]);
        if told.is_empty() {
            assert_eq!(code, 0, "{err}");
            assert!(out.contains("4 records"), "{out}");
        } else {
            assert_eq!(code, 1, "{out}");
            assert!(
                err.contains("error: launch-library: ") && err.contains(told),
                "{certificate}: {err}"
            );
            assert_eq!(server.count(), 0, "nothing was asked");
        }
    }
    // Where nobody speaks TLS, and where nobody is.
    let server = Server::new(|_| send("HTTP/1.1 400 Bad\r\n\r\n"));
    let place = Place::new(&server);
    let base = server.base().replace("http:", "https:");
    place.settings(&format!(
        "[feed.launch-library]\nbase = \"{base}\"\n[network]\nproxy = \"none\"\ntimeout_s = 2\n"
    ));
    let (code, _, err) = place.run(&["fetch", "launch-library"]);
    assert_eq!(code, 1);
    assert!(err.contains("error: launch-library: "), "{err}");
    place.settings(
        "[feed.launch-library]\nbase = \"http://127.0.0.1:1\"\n[network]\nproxy = \"none\"\n",
    );
    let (_, _, err) = place.run(&["fetch", "launch-library"]);
    assert!(
        err.contains("no connection comes about: connection refused"),
        "{err}"
    );
}

#[test]
fn who_wants_to_be_left_alone_is_left_alone_over_restarts() {
    let server =
        launches(|_| send("HTTP/1.1 429 Slow\r\nRetry-After: 600\r\nContent-Length: 0\r\n\r\n"));
    let place = Place::new(&server);
    let (code, _, err) = place.run(&["fetch", "launch-library"]);
    assert_eq!((code, server.count()), (1, 1));
    assert!(
        err.contains("too many questions were asked: again at "),
        "{err}"
    );
    let out = place.good(&["fetch", "launch-library"]);
    assert!(
        out.contains("note: launch-library: it is left alone until "),
        "{out}"
    );
    assert_eq!(server.count(), 1);
}

#[test]
fn a_short_wait_is_waited_for_once() {
    let server = launches(|asked| match asked.before {
        0 => send("HTTP/1.1 503 Busy\r\nRetry-After: 1\r\nContent-Length: 0\r\n\r\n"),
        _ => ok(&page(&ALL)),
    });
    let place = Place::new(&server);
    let out = place.good(&["fetch", "launch-library"]);
    assert!(out.contains("4 records"), "{out}");
    assert_eq!(server.count(), 2);
}

#[test]
fn twelve_questions_an_hour_are_enough_for_launch_library() {
    let server = launches(|_| send("HTTP/1.1 500 Oops\r\nContent-Length: 0\r\n\r\n"));
    let place = Place::new(&server);
    for _ in 0..14 {
        place.run(&["fetch", "launch-library"]);
    }
    assert_eq!(server.count(), 12);
}

#[test]
fn a_refusal_of_celestrak_is_the_last_question() {
    let refusal = "GP data has not updated since your last successful download";
    for (line, body, kept) in [
        ("403 Forbidden", refusal, true),
        ("403 Forbidden", refusal, false),
        ("404 Not Found", "", false),
        ("301 Moved", "", false),
    ] {
        let server = Server::new(move |asked| {
            if kept && asked.before < 2 {
                return sound(asked);
            }
            let length = body.len();
            send(&format!(
                "HTTP/1.1 {line}\r\nContent-Length: {length}\r\n\r\n{body}"
            ))
        });
        let place = Place::new(&server);
        if kept {
            place.good(&["fetch", "celestrak"]);
            place.age(21 * 3600);
        }
        let before = server.count();
        let (code, out, err) = place.run(&["fetch", "celestrak"]);
        assert_eq!(server.count(), before + 1, "{line}: {out}{err}");
        assert_eq!(code, i32::from(!kept), "{line}: {out}{err}");
        assert_eq!(err.contains("it has nothing new yet"), kept, "{err}");
        assert_eq!(out.contains("41 records (SEVERNET)"), kept, "{out}");
        let out = place.good(&["fetch", "celestrak"]);
        assert!(out.contains("celestrak: it is left alone until "), "{out}");
        assert_eq!(server.count(), before + 1);
    }
}

#[test]
fn celestrak_is_asked_ten_questions_at_once_and_a_count_needs_all_its_names() {
    let server = Server::new(|asked| match asked.target.as_str() {
        target if target.starts_with("/satcat/") => ok(&satcat(40)),
        _ => ok(NO_ORBITS),
    });
    let place = Place::new(&server);
    let names: Vec<String> = (0..12)
        .map(|number| format!("\"SEVER{number}*\""))
        .collect();
    let names = format!("satcat = [\"SEVERNET*\", {}]", names.join(", "));
    place.write(
        "programs.toml",
        &catalogue().replace("satcat = [\"SEVERNET*\"]", &names),
    );
    let out = place.good(&["fetch", "celestrak"]);
    assert_eq!(server.count(), 10);
    assert!(
        out.contains("16 more questions with the next `roscope fetch`"),
        "{out}"
    );
    assert!(!out.contains("  count  "), "{out}");
    let out = place.good(&["fetch", "celestrak"]);
    assert_eq!(server.count(), 20);
    assert!(out.contains("  count  "), "{out}");
}

#[test]
fn a_token_is_sent_and_never_shown_or_kept() {
    let server = launches(|asked| match asked.before {
        0 => ok(&page(&ALL)),
        _ => send("HTTP/1.1 401 No\r\nContent-Length: 0\r\n\r\n"),
    });
    let place = Place::with(&server, "token = \"geheim-1\"");
    let mut out = place.good(&["fetch", "launch-library"]);
    out += &place.good(&["paths"]);
    assert!(
        server.asked()[0]
            .heads
            .contains("authorization: token geheim-1\r\n")
    );
    place.age(1000);
    let refused = place
        .command(&["fetch", "launch-library", "--all"])
        .env("ROSCOPE_LL2_TOKEN", "geheim-2")
        .output();
    let (_, stdout, stderr) = said(&refused.unwrap());
    assert!(
        server.asked()[1]
            .heads
            .contains("authorization: token geheim-2\r\n")
    );
    assert!(stderr.contains("the token is refused"), "{stderr}");
    let all = out + &stdout + &stderr + &place.kept();
    assert!(!all.contains("geheim"), "{all}");
}

#[test]
fn a_fault_in_the_settings_is_told_with_its_line_and_all_else_runs() {
    let server = Server::new(sound);
    let place = Place::new(&server);
    place.settings("[feed.celestrak]\nbsae = \"https://a.org\"\n");
    let (code, _, err) = place.run(&["fetch"]);
    assert_eq!(code, 1);
    assert!(
        err.contains("config.toml:2: unknown key `bsae` of celestrak; did you mean `base`?"),
        "{err}"
    );
    place.good(&["status"]);
    let out = place.good(&["paths"]);
    assert!(out.contains("config/roscope/config.toml"), "{out}");
    assert_eq!(server.count(), 0);
}

#[test]
fn an_interrupt_ends_it_within_a_second_and_what_is_whole_is_used() {
    let server = Server::new(|asked| {
        if asked.target.starts_with("/ll/") {
            ok(&page(&ALL))
        } else {
            vec![Act::Stall]
        }
    });
    let place = Place::new(&server);
    let base = server.base();
    place.settings(&format!(
        "[feed.launch-library]\nbase = \"{base}/ll\"\n[feed.celestrak]\nbase = \"{base}\"\n[network]\nproxy = \"none\"\n"
    ));
    let child = place.start(&["fetch"]);
    until("the second source is asked", || server.count() == 2);
    let begun = Instant::now();
    let pid = rustix::process::Pid::from_raw(i32::try_from(child.id()).unwrap()).unwrap();
    rustix::process::kill_process(pid, rustix::process::Signal::INT).unwrap();
    let (code, out, err) = said(&child.wait_with_output().unwrap());
    let took = begun.elapsed();
    assert!(took < Duration::from_secs(1), "{took:?}");
    assert_eq!(code, 130, "{out}{err}");
    assert!(err.contains("error: celestrak: stopped"), "{err}");
    assert!(
        out.contains("4 new; 4 candidates wait in the inbox"),
        "{out}"
    );
}

#[test]
fn two_at_once_ask_once_and_lose_nothing() {
    let server = Server::new(sound);
    let place = Place::new(&server);
    place.write("other.toml", &catalogue());
    let children: Vec<Child> = (0..4).map(|_| place.start(&["fetch"])).collect();
    let other = place.start(&["fetch", "--catalogue", "other.toml"]);
    let import = place.start(&["import", "-", "--on", DAY]);
    drop(import);
    for child in children.into_iter().chain([other]) {
        let (code, out, err) = said(&child.wait_with_output().unwrap());
        assert_eq!(code, 0, "{out}{err}");
        assert!(out.contains("6 candidates wait in the inbox"), "{out}");
    }
    assert_eq!(server.count(), 3);
}

#[test]
fn a_clock_that_differs_is_told_and_the_day_of_the_source_is_taken() {
    let server = Server::new(|asked| {
        let head = "Date: Tue, 01 Sep 2026 12:00:00 GMT\r\n";
        match asked.target.as_str() {
            target if target.starts_with("/satcat/") => with(&satcat(40), head),
            _ => ok(NO_ORBITS),
        }
    });
    let place = Place::new(&server);
    let out = place.good(&["fetch", "celestrak"]);
    assert!(
        out.contains("celestrak: its clock says 2026-09-01"),
        "{out}"
    );
    assert!(
        out.contains("on 1 September 2026") || out.contains("2026-09-01"),
        "{out}"
    );
}

#[test]
fn no_other_command_opens_a_connection() {
    let server = Server::new(sound);
    let place = Place::new(&server);
    place.write("launches.json", &page(&ALL));
    place.write("satcat.csv", &format!("{HEAD}\n"));
    let commands: [&[&str]; 22] = [
        &["list", "milestones"],
        &["next"],
        &["late"],
        &["status"],
        &["export", "--format", "json"],
        &["timeline"],
        &["show", "gruz-ms-8"],
        &["record"],
        &["since", "30d"],
        &["diff", "programs.toml", "programs.toml"],
        &["brief"],
        &["set", "gruz-ms-8", "key=true", "--dry-run"],
        &["orbits", "severnet"],
        &["import", "launches.json", "satcat.csv"],
        &["inbox"],
        &["inbox", "list", "--dismissed"],
        &["check", "programs.toml"],
        &["schema"],
        &["completions", "bash"],
        &["man"],
        &["paths"],
        &["fetch", "--offline"],
    ];
    let traps = [
        "http_proxy",
        "https_proxy",
        "all_proxy",
        "HTTP_PROXY",
        "HTTPS_PROXY",
        "ALL_PROXY",
    ];
    for arguments in commands {
        let mut command = place.command(arguments);
        command.envs(traps.map(|name| (name, server.base())));
        let (code, out, err) = said(&command.output().unwrap());
        assert!(code < 2, "{arguments:?}: {out}{err}");
    }
    assert_eq!(server.count(), 0);
}

/// The file of the past is long; a part of it is nothing.
#[test]
fn the_launch_log_is_asked_for_only_where_it_is_named() {
    let server = Server::new(|_| send("HTTP/1.1 404 Not Found\r\nContent-Length: 0\r\n\r\n"));
    let place = Place::new(&server);
    place.run(&["fetch", "gcat"]);
    let asked = server.asked();
    assert_eq!(asked.len(), 1);
    assert_eq!(asked[0].target, "/space/gcat/tsv/derived/launchlog.tsv");
}

#[test]
fn the_orbits_are_there_for_the_command_that_shows_them() {
    let elements = r#"[{"OBJECT_NAME": "SEVERNET 1", "OBJECT_ID": "2024-061A", "EPOCH": "2026-11-19T00:00:00",
        "MEAN_MOTION": 15.2, "ECCENTRICITY": 0.001, "INCLINATION": 82.3, "RA_OF_ASC_NODE": 10,
        "ARG_OF_PERICENTER": 20, "MEAN_ANOMALY": 30, "BSTAR": 0.0001, "NORAD_CAT_ID": 68360}]"#;
    let server = Server::new(move |asked| {
        if asked.target.starts_with("/NORAD/") {
            ok(elements)
        } else {
            sound(asked)
        }
    });
    let place = Place::new(&server);
    let (_, out, err) = place.run(&["orbits", "severnet"]);
    let before = out + &err;
    assert!(before.contains("no elements at hand"), "{before}");
    let out = place.good(&["fetch", "celestrak"]);
    assert!(
        out.contains("celestrak: elements of orbits, 1 record (SEVERNET)"),
        "{out}"
    );
    let after = place.good(&["orbits", "severnet"]);
    assert!(!after.contains("no elements at hand"), "{after}");
}

#[test]
fn what_is_fetched_can_be_had_as_json() {
    let server = Server::new(sound);
    let place = Place::new(&server);
    let mut child = place.start(&["fetch", "--format", "json"]);
    let mut text = String::new();
    child
        .stdout
        .take()
        .unwrap()
        .read_to_string(&mut text)
        .unwrap();
    assert!(child.wait().unwrap().success());
    let document: serde_json::Value = serde_json::from_str(&text).unwrap();
    assert_eq!(document["candidates"].as_array().unwrap().len(), 6);
    assert_eq!(document["waiting"], 6);
    assert_eq!(document["feeds"][0]["feed"], "launch-library");
    assert_eq!(document["feeds"][1]["questions"], 2);
}
