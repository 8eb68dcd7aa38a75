//! The tests of the library, in one program: `cargo test --test library screens::` runs those of a file.
#![allow(clippy::unwrap_used, clippy::expect_used, reason = "a test may panic")]

#[path = "../support/dashboard.rs"]
mod dashboard;
#[path = "../support/feeds.rs"]
#[allow(dead_code, reason = "each program of tests takes what it needs")]
mod feed;
#[path = "../support/fixtures.rs"]
#[allow(dead_code, reason = "each program of tests takes what it needs")]
mod fixtures;
#[path = "../support/held.rs"]
mod held;
#[path = "../support/round_trip.rs"]
mod round_trip;
#[path = "../support/styles.rs"]
mod styles;

mod behaviour;
mod changes;
mod checks;
mod computed;
mod conformance;
mod diagnostics;
mod docs;
mod edits;
mod elements;
mod feeds;
mod forms;
mod inbox;
mod layers;
mod looking_back;
mod moving;
mod orbits;
mod properties;
mod room;
mod rules;
mod screens;
mod search;
mod sharing;
mod time_machine;
mod timeline;
mod told;
