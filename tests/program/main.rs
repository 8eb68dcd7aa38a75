//! The tests of the program as it is run: its commands, and the dashboard in a terminal of its own. Apart
//! from those of the library, since these start the program, some of them this one again, and wait.
#![allow(clippy::unwrap_used, clippy::expect_used, reason = "a test may panic")]

#[cfg(unix)]
#[path = "../support/contest.rs"]
mod contest;
#[path = "../support/feeds.rs"]
#[allow(dead_code, reason = "each program of tests takes what it needs")]
mod feed;
#[path = "../support/fixtures.rs"]
#[allow(dead_code, reason = "each program of tests takes what it needs")]
mod fixtures;
#[cfg(unix)]
#[path = "../support/pty.rs"]
mod pty;
#[path = "../support/run.rs"]
#[cfg_attr(
    not(unix),
    allow(dead_code, reason = "some is for tests of Unix alone")
)]
mod run;
#[cfg(unix)]
#[path = "../support/server.rs"]
mod server;

mod calendar;
mod cli;
#[cfg(unix)]
mod completions;
#[cfg(unix)]
mod editing;
#[cfg(unix)]
mod ending;
mod export;
#[cfg(unix)]
mod fetch;
#[cfg(unix)]
mod git;
mod inbox;
#[cfg(unix)]
mod outputs;
#[cfg(unix)]
mod saving;
#[cfg(unix)]
mod terminal;
