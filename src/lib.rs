//! roscope: the status of Russia's space programme in a terminal.
//!
//! The layers, an arrow up meaning "is used by"; `tests/layers.rs` holds them:
//!
//! ```text
//!             domain            pure: no IO, no clock, nothing of the terminal, nothing of TOML; no sentences
//!               ↑
//!             words             what the domain has found, in whole sentences of a language
//!            ↑      ↑
//!      storage      app         app: state, keys, update; neither imports the other
//!         ↑          ↑
//!         │          ui         draws an app
//!         │          ↑
//!         │         tui         the terminal; with storage the only IO
//!         ↑          ↑
//!        cli ────────┘          arguments and commands
//! ```
//!
//! `report` turns findings into text; it imports only `domain` and `words`, and `cli` and `ui` use it. `reason` tells the
//! errors of the system in words, for every layer that meets them.
#![cfg_attr(
    test,
    allow(clippy::unwrap_used, clippy::expect_used, reason = "a test may panic")
)]

pub mod app;
pub mod cli;
pub mod domain;
pub mod reason;
pub mod report;
pub mod storage;
pub mod tui;
pub mod ui;
pub mod words;
