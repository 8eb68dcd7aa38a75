//! Write-backs while another program saves the same file all the time: how many of its edits are
//! lost. `contend EDITS [FOLDER]`.
#![allow(clippy::print_stdout, reason = "that is what it is for")]
#![allow(clippy::expect_used, reason = "a test may panic")]

#[path = "../support/contest.rs"]
mod contest;

use std::env;
use std::path::Path;
use std::process::ExitCode;

use contest::{Contest, WAYS};

fn main() -> ExitCode {
    let mut arguments = env::args().skip(1);
    let edits = arguments.next().and_then(|edits| edits.parse().ok());
    let folder = arguments.next();
    let contest = Contest {
        edits: edits.unwrap_or(10_000),
        longest_pause: 5,
        writers: 4,
    };
    let folder = match folder {
        Some(folder) => tempfile::tempdir_in(folder),
        None => tempfile::tempdir(),
    };
    let Ok(folder) = folder else {
        return ExitCode::from(2);
    };
    let mut is_lossless = true;
    for way in WAYS {
        let tally = contest.run(&way, Path::new(folder.path()));
        println!("{}: {tally}", way.name);
        is_lossless &= tally.lost == 0;
    }
    if is_lossless {
        ExitCode::SUCCESS
    } else {
        ExitCode::FAILURE
    }
}
