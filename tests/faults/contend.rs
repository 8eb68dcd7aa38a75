//! Write-backs while another program saves the same file all the time: how many of its edits are
//! lost. `contend EDITS [ROSCOPE]`: through the library, then by `roscope set`.
#![allow(clippy::print_stdout, reason = "that is what it is for")]
#![allow(clippy::expect_used, reason = "a test may panic")]

#[path = "../support/contest.rs"]
mod contest;

use std::env;
use std::path::Path;
use std::process::{Command, ExitCode, Stdio};

use contest::{Contest, Ours, WAYS};

const SAMPLE: &str = include_str!("../fixtures/sample.toml");

fn main() -> ExitCode {
    let edits = env::args().nth(1).and_then(|edits| edits.parse().ok());
    let by_library = Contest {
        text: "# ours: 0\n",
        write_back: Ours::write_back,
        edits: edits.unwrap_or(10_000),
        longest_pause: 5,
        writers: 4,
    };
    let by_command = Contest {
        text: SAMPLE,
        write_back: set,
        ..by_library
    };
    let mut lost = run("replace", &by_library);
    if env::args().nth(2).is_some() {
        lost += run("roscope set", &by_command);
    }
    if lost == 0 {
        return ExitCode::SUCCESS;
    }
    ExitCode::FAILURE
}

/// The lost edits.
fn run(ours: &str, contest: &Contest<'_>) -> usize {
    let mut lost = 0;
    for way in WAYS {
        let folder = tempfile::tempdir().expect("a folder");
        let tally = contest.run(&way, folder.path());
        println!("{ours}, the other {}: {tally}", way.name);
        lost += tally.lost;
    }
    lost
}

/// One write-back by the command.
fn set(ours: &mut Ours, path: &Path) {
    let roscope = env::args_os().nth(2).expect("the path of roscope");
    let note = format!("note=written {}", ours.saved);
    let status = Command::new(roscope)
        .args(["set", "sokol-5-maiden-flight", &note, "--catalogue"])
        .arg(path)
        .stdin(Stdio::null())
        .stdout(Stdio::null())
        .stderr(Stdio::null())
        .status();
    ours.count(status.is_ok_and(|status| status.success()));
}
