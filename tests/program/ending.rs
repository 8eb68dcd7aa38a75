//! How the dashboard ends, and what it keeps for the next time: whoever ends it, nothing half written is
//! left, and no glance takes for a visit what nobody has read.

use std::ffi::OsStr;
use std::fs;
use std::path::{Path, PathBuf};
use std::process::Command;
use std::thread;
use std::time::{Duration, Instant, SystemTime};

use crate::fixtures::{LATER, SAMPLE};
use crate::pty::{Pty, Size};
use crate::run::ROSCOPE;
use chrono::NaiveDate;
use roscope::app::{App, Origin, Shown};
use roscope::domain::edit::{Edit, Proven};
use roscope::storage::{self, Located, Visits};
use roscope::tui::{self, Colours, Glance, Job, Keeper, Reading, Recall};
use roscope::ui::glyphs::Characters;
use roscope::ui::theme::{Look, Theme};
use rustix::process::Signal;

const SIZE: Size = (120, 36);
const DAY: Duration = Duration::from_secs(24 * 60 * 60);
/// Within this the program is gone, whatever its loop is doing.
const BOUND: Duration = Duration::from_secs(7);

/// A catalogue and a folder for state.
struct Home(tempfile::TempDir);

impl Home {
    fn new(text: &str) -> Self {
        let home = Self(tempfile::tempdir().unwrap());
        home.save(text);
        home
    }

    fn path(&self) -> PathBuf {
        self.0.path().join("programs.toml")
    }

    fn save(&self, text: &str) {
        fs::write(self.path(), text).unwrap();
    }

    fn state(&self) -> PathBuf {
        self.0.path().join("state")
    }

    fn visits(&self) -> Visits {
        Visits::from_variables(Some(self.state()), None)
    }

    /// What was kept of the last visit.
    fn kept(&self) -> Option<String> {
        let last = self.visits().last(&Located::File(self.path())).unwrap();
        last.map(|visit| visit.text)
    }

    /// There was a visit so long ago.
    fn visited(&self, text: &str, ago: Duration) {
        let located = Located::File(self.path());
        self.visits().keep(&located, text).unwrap();
        let copy = fs::File::options()
            .write(true)
            .open(self.visits().copy(&located).unwrap());
        copy.unwrap().set_modified(SystemTime::now() - ago).unwrap();
    }

    fn start(&self) -> Pty {
        let state = self.state();
        let variables = [
            ("TERM", "xterm-256color"),
            ("TZ", "UTC"),
            ("XDG_STATE_HOME", state.to_str().unwrap()),
        ];
        let mut pty = Pty::spawn(ROSCOPE, &[self.path().as_os_str()], &variables, SIZE);
        pty.see("Needs attention");
        pty
    }

    /// The names in the folder for state.
    fn left(&self) -> Vec<String> {
        let entries = fs::read_dir(self.state().join("roscope")).unwrap();
        let names = entries.map(|entry| entry.unwrap().file_name().into_string().unwrap());
        names.collect()
    }
}

fn code(signal: Signal) -> u32 {
    128 + signal.as_raw().unsigned_abs()
}

#[test]
fn of_a_hundred_hang_ups_each_is_a_visit_and_none_leaves_a_file() {
    thread::scope(|scope| {
        for _ in 0..4 {
            scope.spawn(|| {
                for round in 0..25 {
                    let home = Home::new(SAMPLE);
                    let key = if round % 2 == 0 { "5" } else { "" };
                    let ended = home.start().hang_up(key);
                    assert_eq!(home.left().len(), 1, "{:?}", home.left());
                    assert_eq!(home.kept().as_deref(), Some(SAMPLE));
                    assert_eq!(ended, code(Signal::HUP));
                }
            });
        }
    });
}

#[test]
fn a_signal_ends_it_as_q_does_and_the_visit_is_kept() {
    for signal in [Signal::TERM, Signal::INT, Signal::HUP, Signal::QUIT] {
        let home = Home::new(SAMPLE);
        home.start().signal(signal).ends_with(code(signal));
        assert_eq!(home.kept().as_deref(), Some(SAMPLE));
        assert_eq!(home.left().len(), 1);
    }
}

#[test]
fn a_signal_while_the_editor_has_the_terminal_ends_it_too() {
    let home = Home::new(SAMPLE);
    let state = home.state();
    let is_open = home.0.path().join("is-open");
    let editor = format!("touch {} && sleep 20 #", is_open.display());
    let variables = [
        ("TERM", "xterm-256color"),
        ("TZ", "UTC"),
        ("PATH", "/usr/bin:/bin"),
        ("EDITOR", &editor),
        ("XDG_STATE_HOME", state.to_str().unwrap()),
    ];
    let mut pty = Pty::spawn(ROSCOPE, &[home.path().as_os_str()], &variables, SIZE);
    pty.see("Needs attention")
        .send("3")
        .see("Volga Works")
        .send("e");
    let end = Instant::now() + BOUND;
    while !is_open.exists() {
        assert!(Instant::now() < end, "the editor never came");
        thread::sleep(Duration::from_millis(5));
    }
    pty.signal(Signal::TERM).ends_with(code(Signal::TERM));
    assert_eq!(home.kept().as_deref(), Some(SAMPLE));
}

#[test]
fn what_a_killed_run_left_is_cleaned_at_the_next_start() {
    let home = Home::new(SAMPLE);
    home.visited(SAMPLE, DAY);
    let folder = home.state().join("roscope");
    let copy = home.left().remove(0);
    let mut gone = Command::new("true").spawn().unwrap();
    gone.wait().unwrap();
    let (gone, here) = (gone.id(), std::process::id());
    let stem = copy.strip_suffix(".toml").unwrap();
    for name in [
        format!(".{copy}.{gone}-0-cbf29ce484222325.tmp"),
        format!("{stem}.{gone}.new"),
        format!("last-visit-0123456789abcdef.{gone}.new"),
    ] {
        fs::write(folder.join(name), "half").unwrap();
    }
    // Of one that is still at it nothing is touched.
    let busy = format!("{stem}.{here}.new");
    fs::write(folder.join(&busy), "half").unwrap();
    home.start().send("q").ends_with(0);
    let mut left = home.left();
    left.sort();
    let mut expected = [copy, busy];
    expected.sort();
    assert_eq!(left, expected);
}

#[test]
fn a_glance_is_no_visit_and_reading_to_the_end_is_one() {
    let home = Home::new(LATER);
    home.visited(SAMPLE, DAY);
    let mut pty = home.start();
    pty.send("6").see("since the last visit").see("Changes");
    pty.send("q").ends_with(0);
    assert_eq!(
        home.kept().as_deref(),
        Some(SAMPLE),
        "ten seconds are no visit"
    );

    // What was asked for besides is not what is new since the last visit.
    let mut pty = home.start();
    pty.send("c").see("Compare with");
    pty.send("365d\r").see("in the last 365 days").send("G");
    pty.send("?")
        .see("Everywhere")
        .send("q")
        .see_gone("Everywhere");
    pty.send("q").ends_with(0);
    assert_eq!(home.kept().as_deref(), Some(SAMPLE));

    // What comes after the end was read is not read.
    let newer = LATER.replacen("stages = 2", "stages = 3", 1);
    let mut pty = home.start();
    pty.send("6").see("since the last visit").send("G");
    pty.send("?")
        .see("Everywhere")
        .send("q")
        .see_gone("Everywhere");
    pty.send("1").see("Needs attention");
    home.save(&newer);
    pty.see("stages").send("q").ends_with(0);
    assert_eq!(home.kept().as_deref(), Some(LATER));

    // Once a day.
    let mut pty = home.start();
    pty.send("6").see("since the last visit").send("G");
    pty.send("?")
        .see("Everywhere")
        .send("q")
        .see_gone("Everywhere");
    pty.send("q").ends_with(0);
    assert_eq!(home.kept().as_deref(), Some(LATER));
}

/// What looks after the file in the process that the tests below start.
const KEEPER: &str = "ROSCOPE_TEST_KEEPER";
const FILE: &str = "ROSCOPE_TEST_FILE";

/// No test of its own: the dashboard, with a keeper that takes its time.
#[test]
fn a_dashboard_that_is_busy() {
    let (Ok(what), Ok(file)) = (std::env::var(KEEPER), std::env::var(FILE)) else {
        return;
    };
    let day = NaiveDate::from_ymd_opt(2026, 11, 20).unwrap();
    let loaded = storage::load_text(Path::new("sample.toml"), SAMPLE);
    let mut app = App::new(Origin::BuiltIn, loaded, day.into(), day, None);
    let colours = Colours::Given(Look::new(Theme::Dark, Characters::Unicode));
    let busy = Busy {
        what,
        file: file.into(),
        day,
    };
    let code = match tui::run(&mut app, colours, busy) {
        Ok(tui::Ended::Told(signal)) => 128 + signal,
        other => panic!("{other:?}"),
    };
    std::process::exit(code);
}

struct Busy {
    what: String,
    file: PathBuf,
    day: NaiveDate,
}

impl Keeper for Busy {
    fn today(&mut self) -> NaiveDate {
        self.day
    }

    /// Writes in two halves, or never comes back, or reads without end.
    fn poll(&mut self, _: Reading) -> Option<Glance> {
        fs::write(&self.file, "one half").unwrap();
        match self.what.as_str() {
            "reads" => {
                return Some(Box::new(|| {
                    loop {
                        thread::sleep(DAY);
                    }
                }));
            }
            "writes" => thread::sleep(Duration::from_millis(1500)),
            _ => loop {
                thread::sleep(DAY);
            },
        }
        fs::write(&self.file, "one half, the other half").unwrap();
        None
    }

    fn recall(&self, _: &Shown) -> Recall {
        Box::new(|| None)
    }

    fn survey(&self, _: &Shown) -> Job {
        Box::new(|_| None)
    }

    fn plan(&mut self, _: &[Edit]) -> Result<Proven, String> {
        Err(String::new())
    }

    fn save(&mut self, _: &[Edit]) -> Result<roscope::app::Write, String> {
        Err(String::new())
    }

    fn undo(&mut self, _: &roscope::app::Write) -> Result<roscope::app::Write, String> {
        Err(String::new())
    }

    fn fetch_older(&self, _: &str) -> Job {
        Box::new(|_| None)
    }

    fn path(&self) -> Option<&Path> {
        None
    }
}

fn busy(what: &str, file: &Path) -> Pty {
    let this = std::env::current_exe().unwrap();
    let arguments = ["--exact", "ending::a_dashboard_that_is_busy", "--nocapture"];
    let variables = [
        ("TERM", "xterm-256color"),
        (KEEPER, what),
        (FILE, file.to_str().unwrap()),
    ];
    let mut pty = Pty::spawn(&this, &arguments.map(OsStr::new), &variables, SIZE);
    pty.see("Needs attention");
    let end = Instant::now() + BOUND;
    while !file.exists() {
        assert!(Instant::now() < end, "it never came to write");
        thread::sleep(Duration::from_millis(5));
    }
    pty
}

#[test]
fn what_is_being_written_is_finished_before_the_end() {
    for signal in [Signal::TERM, Signal::HUP] {
        let folder = tempfile::tempdir().unwrap();
        let file = folder.path().join("file");
        let mut pty = busy("writes", &file);
        pty.signal(signal).ends_with(code(signal));
        let text = fs::read_to_string(file).unwrap();
        assert_eq!(text, "one half, the other half");
    }
}

#[test]
fn keys_are_answered_while_the_file_is_read_and_the_end_does_not_wait_for_that() {
    let folder = tempfile::tempdir().unwrap();
    let mut pty = busy("reads", &folder.path().join("file"));
    pty.send("3").see("Volga Works");
    pty.send("4").see("Bureau North");
    let begun = Instant::now();
    pty.signal(Signal::TERM).ends_with(code(Signal::TERM));
    assert!(begun.elapsed() < BOUND, "{:?}", begun.elapsed());
}

#[test]
fn a_loop_that_hangs_does_not_hold_up_the_end_for_long() {
    let folder = tempfile::tempdir().unwrap();
    let mut pty = busy("hangs", &folder.path().join("file"));
    let begun = Instant::now();
    pty.signal(Signal::TERM);
    pty.until_given_back().ends_with(code(Signal::TERM));
    assert!(begun.elapsed() < BOUND, "{:?}", begun.elapsed());
}
