//! The figures of the program, side by side with the floors and with other builds of it, in turns:
//!
//! ```console
//! $ cargo build --release --bins --examples
//! $ target/release/examples/measure [-n ROUNDS] [--large] [OTHER/roscope …]
//! ```
//!
//! Times are medians, as ratios to a floor: what shows first to the program that draws one paragraph, a key to
//! the one that draws a plain table. The catalogue is that of one commit, whatever has been written since, so
//! that figures of different days can be compared. `--large` measures 98,959 milestones instead, in milliseconds.
#![allow(
    clippy::unwrap_used,
    clippy::expect_used,
    clippy::print_stdout,
    clippy::print_stderr,
    reason = "a benchmark may panic, and prints"
)]

#[path = "many.rs"]
mod many;

use std::fs;
use std::io::{Read as _, Write};
use std::path::{Path, PathBuf};
use std::process::Command;
use std::sync::mpsc::{self, Receiver};
use std::thread;
use std::time::{Duration, Instant};

use portable_pty::{Child, CommandBuilder, MasterPty, PtySize, native_pty_system};

/// The commit whose catalogue is read.
const COMMIT: &str = "45ca1a9";
/// With those of the catalogue: 98,959.
const MORE_MILESTONES: usize = 98_748;
const ROUNDS: usize = 31;
const TABS: [&str; 6] = ["1", "2", "3", "4", "5", "6"];

const FRAME_ENDS: &str = "\x1b[?2026l";
/// The last cell of the paragraph's frame.
const PARAGRAPH_ENDS: &str = "┘";
/// Nothing more comes after so long.
const SILENCE: Duration = Duration::from_millis(40);
/// Far longer than anything takes.
const PATIENCE: Duration = Duration::from_secs(30);

fn main() {
    let mut rounds = ROUNDS;
    let mut is_large = false;
    let folder = std::env::current_exe().unwrap();
    let folder = folder.parent().unwrap();
    let mut builds = vec![folder.with_file_name("roscope")];
    let mut arguments = std::env::args().skip(1);
    while let Some(argument) = arguments.next() {
        match argument.as_str() {
            "-n" => rounds = arguments.next().unwrap().parse().unwrap(),
            "--large" => is_large = true,
            path => builds.push(path.into()),
        }
    }
    let home = tempfile::tempdir().unwrap();
    if is_large {
        large(&builds, rounds.min(5), home.path());
    } else {
        small(folder, &builds, rounds, home.path());
    }
}

/// The catalogue of [`COMMIT`].
fn catalogue() -> String {
    let name = format!("{COMMIT}:programs.toml");
    let git = Command::new("git").args(["show", &name]).output().unwrap();
    assert!(git.status.success(), "this is no clone with {COMMIT} in it");
    String::from_utf8(git.stdout).unwrap()
}

/// A table of medians: a row for each figure, a column for each build.
#[derive(Default)]
struct Figures(Vec<(String, Vec<Vec<f64>>)>);

impl Figures {
    fn add(&mut self, name: &str, column: usize, figure: f64) {
        let place = self.0.iter().position(|(known, _)| known == name);
        let place = place.unwrap_or_else(|| {
            self.0.push((name.to_owned(), Vec::new()));
            self.0.len() - 1
        });
        let columns = &mut self.0[place].1;
        columns.resize_with(columns.len().max(column + 1), Vec::new);
        columns[column].push(figure);
    }

    /// Each median as so many times what `floor` makes of the row's floor, the first column.
    fn print(mut self, is_ratio: bool) {
        for (name, columns) in &mut self.0 {
            let medians: Vec<f64> = columns.iter_mut().map(|all| median(all)).collect();
            print!("{name:34}");
            let unit = if is_ratio { medians[0] } else { 1.0 };
            for median in &medians[usize::from(is_ratio)..] {
                print!("{:9.2}", median / unit);
            }
            println!();
        }
    }
}

/// What the columns are.
fn heads(unit: &str, builds: &[PathBuf]) {
    print!("{unit:34}");
    for (place, build) in builds.iter().enumerate() {
        eprintln!("[{place}] {}", build.display());
        print!("{:>9}", format!("[{place}]"));
    }
    println!();
}

fn median(all: &mut [f64]) -> f64 {
    all.sort_by(f64::total_cmp);
    all[all.len() / 2]
}

/// Ratios to the floors; the floor is the first column of each row.
fn small(folder: &Path, builds: &[PathBuf], rounds: usize, home: &Path) {
    let file = home.join("programs.toml");
    let text = catalogue();
    let edited = text.replacen("name = \"", "name = \"New ", 3);
    let mut figures = Figures::default();
    for _ in 0..rounds {
        let floor = Program::start(&folder.join("floor_paragraph"), &[], home);
        let (first, memory) = (floor.until(PARAGRAPH_ENDS), floor.peak_memory());
        floor.quit();
        for name in ["first frame", "first visit", "after an edit"] {
            figures.add(name, 0, first);
        }
        figures.add("peak memory", 0, memory);
        let floor = Program::start(&folder.join("floor_table"), &[], home);
        floor.silence();
        let key = floor.keys();
        floor.quit();
        for tab in TABS {
            figures.add(&format!("key on tab {tab}"), 0, key);
        }
        for (place, build) in builds.iter().enumerate() {
            let state = home.join(place.to_string());
            let _ = fs::remove_dir_all(&state);
            for name in ["first visit", "first frame", "after an edit"] {
                let text = if name == "after an edit" {
                    &edited
                } else {
                    &text
                };
                fs::write(&file, text).unwrap();
                let program = Program::start(build, &[&file], &state);
                figures.add(name, place + 1, program.until(FRAME_ENDS));
                program.silence();
                if name == "first frame" {
                    figures.add("peak memory", place + 1, program.peak_memory());
                    for tab in TABS {
                        program.send(tab);
                        program.silence();
                        figures.add(&format!("key on tab {tab}"), place + 1, program.keys());
                    }
                }
                program.quit();
            }
        }
    }
    heads("times the floor", builds);
    figures.print(true);
}

/// What a large catalogue costs, in milliseconds and MiB.
fn large(builds: &[PathBuf], rounds: usize, home: &Path) {
    let text = many::many(&catalogue(), MORE_MILESTONES);
    let file = home.join("programs.toml");
    let mut figures = Figures::default();
    for round in 0..rounds {
        for (place, build) in builds.iter().enumerate() {
            fs::write(&file, &text).unwrap();
            let state = home.join(format!("{place}-{round}"));
            let program = Program::start(build, &[&file], &state);
            figures.add("first frame", place, program.until(FRAME_ENDS));
            program.settle();
            let loaded = program.memory();
            figures.add("memory of one load, MiB", place, loaded);
            for (name, key) in [
                ("opening the timeline", "5"),
                ("grouping", "p"),
                ("grouping again", "p"),
                ("sorting", "s"),
                ("sorting by name", "s"),
                ("sorting the other way", "S"),
                ("/", "/"),
                ("a filter's first letter", "s"),
                ("its second", "o"),
                ("its third", "y"),
                ("Esc", "\x1b"),
            ] {
                figures.add(name, place, program.key(key));
                program.settle();
            }
            let mut slowest = 0_f64;
            for reload in 0..4 {
                let changed = text.replacen("name = \"", &format!("name = \"{round}{reload}"), 1);
                fs::write(&file, changed).unwrap();
                let end = Instant::now() + Duration::from_secs(4);
                for key in ["j", "k"].iter().cycle() {
                    slowest = slowest.max(program.key(key));
                    thread::sleep(Duration::from_millis(10));
                    if Instant::now() > end {
                        break;
                    }
                }
            }
            figures.add("slowest key during a reload", place, slowest);
            program.settle();
            figures.add(
                "memory after reloads, times",
                place,
                program.memory() / loaded,
            );
            figures.add("its peak, times", place, program.peak_memory() / loaded);
            figures.add("quitting", place, program.quit());
        }
    }
    heads("ms, MiB", builds);
    figures.print(false);
}

/// A program in a terminal of its own, of 120 columns and 36 rows.
struct Program {
    process: Box<dyn Child + Send + Sync>,
    began: Instant,
    input: std::cell::RefCell<Box<dyn Write + Send>>,
    output: Receiver<(Instant, Vec<u8>)>,
    _master: Box<dyn MasterPty + Send>,
}

impl Program {
    fn start(program: &Path, arguments: &[&Path], state: &Path) -> Self {
        let mut command = CommandBuilder::new(program);
        command.args(arguments);
        command.env_clear();
        command.env("TERM", "xterm-256color");
        command.env("COLORFGBG", "15;0");
        command.env("XDG_STATE_HOME", state);
        let size = PtySize {
            rows: 36,
            cols: 120,
            ..PtySize::default()
        };
        let pair = native_pty_system().openpty(size).unwrap();
        let mut terminal = pair.master.try_clone_reader().unwrap();
        let (bytes, output) = mpsc::channel();
        thread::spawn(move || {
            let mut buffer = [0; 4096];
            while let Ok(read @ 1..) = terminal.read(&mut buffer) {
                if bytes
                    .send((Instant::now(), buffer[..read].to_vec()))
                    .is_err()
                {
                    break;
                }
            }
        });
        let began = Instant::now();
        let process = pair.slave.spawn_command(command).unwrap();
        let input = pair.master.take_writer().unwrap().into();
        Self {
            process,
            began,
            input,
            output,
            _master: pair.master,
        }
    }

    fn send(&self, keys: &str) {
        self.input.borrow_mut().write_all(keys.as_bytes()).unwrap();
    }

    /// Milliseconds from the start until this was written.
    fn until(&self, mark: &str) -> f64 {
        self.since(self.began, mark)
    }

    fn since(&self, began: Instant, mark: &str) -> f64 {
        let mut written = Vec::new();
        loop {
            let (at, bytes) = self.output.recv_timeout(PATIENCE).unwrap();
            written.extend(bytes);
            if written
                .windows(mark.len())
                .any(|part| part == mark.as_bytes())
            {
                return at.duration_since(began).as_secs_f64() * 1e3;
            }
        }
    }

    /// Milliseconds from a key to the end of the frame that follows it.
    fn key(&self, key: &str) -> f64 {
        while self.output.try_recv().is_ok() {}
        let began = Instant::now();
        self.send(key);
        self.since(began, FRAME_ENDS)
    }

    /// Milliseconds from a key to its last byte: the cursor moves down and up in turn.
    fn keys(&self) -> f64 {
        let key = |key: &str| {
            let began = Instant::now();
            self.send(key);
            let (first, _) = self.output.recv_timeout(PATIENCE).expect("a key draws");
            let last = self.silence().unwrap_or(first);
            last.duration_since(began).as_secs_f64() * 1e3
        };
        median(
            &mut ["j", "k"]
                .repeat(4)
                .into_iter()
                .map(key)
                .collect::<Vec<_>>(),
        )
    }

    /// Waits until nothing more comes; when the last of it came.
    fn silence(&self) -> Option<Instant> {
        let mut last = None;
        while let Ok((at, _)) = self.output.recv_timeout(SILENCE) {
            last = Some(at);
        }
        last
    }

    /// Until it has nothing more to do: it uses next to no time of the processor any more.
    fn settle(&self) {
        let mut before = self.ticks();
        for _ in 0..100 {
            thread::sleep(Duration::from_millis(300));
            let now = self.ticks();
            if now <= before + 1 {
                break;
            }
            before = now;
        }
        self.silence();
    }

    fn ticks(&self) -> u64 {
        let stat = self.proc("stat");
        let fields: Vec<&str> = stat
            .rsplit(')')
            .next()
            .unwrap()
            .split_whitespace()
            .collect();
        fields[11..13]
            .iter()
            .map(|ticks| ticks.parse::<u64>().unwrap())
            .sum()
    }

    fn proc(&self, name: &str) -> String {
        let id = self.process.process_id().unwrap();
        fs::read_to_string(format!("/proc/{id}/{name}")).unwrap()
    }

    /// In MiB.
    fn status(&self, name: &str) -> f64 {
        let status = self.proc("status");
        let line = status
            .lines()
            .find_map(|line| line.strip_prefix(name))
            .unwrap();
        let kib = line.trim_start_matches(':').trim().trim_end_matches(" kB");
        kib.parse::<f64>().unwrap() / 1024.0
    }

    fn memory(&self) -> f64 {
        self.status("VmRSS")
    }

    fn peak_memory(&self) -> f64 {
        self.status("VmHWM")
    }

    /// Milliseconds from `q` to its end.
    fn quit(mut self) -> f64 {
        let began = Instant::now();
        self.send("q");
        self.process.wait().unwrap();
        began.elapsed().as_secs_f64() * 1e3
    }
}
