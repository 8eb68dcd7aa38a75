//! roscope: the status of Russia's space programme in a terminal.
#![cfg_attr(
    test,
    allow(clippy::unwrap_used, clippy::expect_used, reason = "a test may panic")
)]

pub mod app;
pub mod domain;
pub mod tui;
pub mod ui;
