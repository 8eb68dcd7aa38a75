//! The catalogues that most tests read, and the day that they are read on.

use chrono::NaiveDate;

/// Where the sample is, whatever folder a program is started in.
pub(crate) const SAMPLE_FILE: &str =
    concat!(env!("CARGO_MANIFEST_DIR"), "/tests/fixtures/sample.toml");
pub(crate) const SAMPLE: &str = include_str!("../fixtures/sample.toml");
/// The sample as it was edited since.
pub(crate) const LATER: &str = include_str!("../fixtures/sample-later.toml");
/// What a program is told to take for today.
pub(crate) const DAY: &str = "2026-11-20";

/// The same day.
pub(crate) fn today() -> NaiveDate {
    DAY.parse().unwrap()
}
