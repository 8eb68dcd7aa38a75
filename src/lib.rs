//! roscope: the status of Russia's space programme in a terminal.
//!
//! The layers, an arrow up meaning "is used by"; `tests/library/layers.rs` holds them:
//!
//! ```text
//!     orbits  domain            pure: no IO, no clock, nothing of the terminal, nothing of TOML; no sentences
//!        ↑    ↑    ↑
//!        feeds     │            what public sources publish, bytes to records; pure as well
//!         ↑  ↑     ↑
//!         │   words             what was found, in whole sentences of a language
//!         ↑         ↑
//!      storage      app         app: state, keys, update; neither imports the other
//!         ↑          ↑
//!         │          ui         draws an app
//!         │          ↑
//!         │         tui         the terminal; with storage and net the only IO
//!         ↑          ↑
//!        cli ────────┘          arguments and commands
//! ```
//!
//! `orbits` is arithmetic on orbital elements; `app`, `ui` and `cli` use it too, and `storage` uses `feeds`.
//! `net` opens connections, the only part that may, and imports only `domain` and `reason`; of all commands `cli::fetch` alone
//! uses it.
//!
//! `report` turns findings into text; it imports only `domain` and `words`, and `cli` and `ui` use it. `reason` tells the
//! errors of the system in words, for every layer that meets them.
//!
//! # Four flows
//!
//! **A key to the screen.** `tui::input` waits for bytes, `tui::decoder` and `tui::keys` make keys of them, and all
//! that has come is answered before one frame is drawn. A key becomes an `Action` by the table in
//! [`app::keymap`] and by where the keyboard is (`App::context`). [`app::update()`] changes the [`app::App`] and
//! returns an [`app::Effect`] if something has to be done outside. [`ui::draw`] draws the app into a `Buffer` of
//! ratatui, the same cells for the same app; `tui::screen` compares it with the last one, `tui::pen` writes the
//! cells that differ as bytes, and they go out in one write. What the frame looked like (how far a page scrolls,
//! which row the mouse points at) goes back to the app.
//!
//! **A changed file to a repaint.** Five times a second `tui` asks its [`tui::Keeper`], which `cli::dashboard`
//! provides, and that one asks [`storage::Watch`] whether the file has changed. If so it is read and decoded:
//! `storage::sound` reads a sound file straight from the events of the parser; of one with a fault the parser makes a
//! tree, with `storage::syntax` blanking what cannot be read, so that every error comes out in one run. Both make
//! `storage::nodes` of an entry, which one reader takes. `Catalogue::check` holds the entries
//! against each other; only what it lets through is a [`domain::catalogue::Catalogue`]. `Msg::Loaded` brings it to
//! `update`, which computes the [`domain::computed::board::Board`] and makes the rows of the lists anew; then the screen is
//! drawn as after a key.
//!
//! **A form to bytes on the disk.** `app::form` turns what was typed into [`domain::edit::Edit`]s, and
//! `Effect::Plan` has [`storage::plan`] make the new text: it cuts each value into the old text, decodes the result,
//! and refuses unless that says exactly what the edits say. The lines that differ are shown. On Enter `Effect::Save`
//! runs the same plan on the text that is in the file by then, [`storage::replace`] puts it there, and the file is
//! read again like any other change. The commands (`cli::edit`) go the same way.
//!
//! **Elements to a survey.** When the constellations are looked at, a job of `tui::jobs` has `storage` read the files of
//! orbital elements that are in the cache (`feeds::elements`), [`app::surveys`] chooses those of each constellation by its
//! names, and [`orbits`] computes heights, planes and what is in view. `Msg::Surveyed` brings it to the screen;
//! `roscope orbits` goes the same way at once.
//!
//! # Sealed parts
//!
//! Each of these has one way in, tests of its own, and promises something that the rest relies on.
//!
//! | part | way in | what it promises |
//! | --- | --- | --- |
//! | terminal: `tui::terminal`, `signals`, `screen`, `pen`, `keys` | `tui::run` | The terminal is given back after quitting, a panic in any thread, a signal, a stop; no input is lost or taken for another key; nothing waits for an answer of the terminal. |
//! | replacing a file: `storage::replace` | `replace`, `write_whole` | At every instant the file is whole, the old text or the new one. Links, mode, owner and extended attributes stay. What another program saves meanwhile is never lost. |
//! | writing back: `storage::edit` | `plan`, `undo` | Every byte outside the changed value is as it was, and the new text says what was asked for, or nothing is written. |
//! | repairing syntax: `storage::syntax` | `decode` | No text makes it panic or hang, and every error of a file is found in one run. |
//! | inbox: `storage::inboxes` | `Inboxes::change` | Two programs that change it at once lose nothing; a damaged file is moved aside, never lost. |
//! | network: `net` | `Network::ask` | No answer outlasts its time or its length, whatever comes; whoever asks may stop at any moment. |
//! | watching: `storage::watch` | `Watch::poll` | No way of saving is missed, an error is reported only after it has stood for 300 ms, an idle file is not opened. |
//!
//! # Why not library X
//!
//! Libraries are used where they do the job: ratatui's buffer, toml's parser, clap, chrono, similar for differences
//! of lines, maud for the HTML page. These are not, for the reasons given; the figures were measured with the
//! versions named.
//!
//! - **crossterm's event reader** (0.29): it leaves input beyond 1,024 bytes unread until the next key (of 1,000
//!   held-down keys it stops at 341), uses all of a processor once the terminal has gone, and waits in the middle of
//!   half a key. Its names for keys and its escape codes are used.
//! - **ratatui's `Terminal` and its crossterm backend** (0.30): a plain `Table` costs 2,424 bytes for a row scrolled, a
//!   list with a scroll region 325; and it asks the terminal for its size with every frame. Its `Buffer` and
//!   their difference are used.
//! - **`toml_edit` for writing** (0.25): `DocumentMut` changed bytes that nobody had edited (byte order mark, line ends,
//!   dotted keys) in 12 of the 218 valid files of the official TOML tests. Cutting at the places that `toml` reports
//!   changed none.
//! - **tempfile, atomicwrites, atomic-write-file**: they replace a symbolic link by a file, or lose mode, owner or
//!   extended attributes. Checking and then renaming lost 47 of 3,000 changes that another program made meanwhile;
//!   exchanging the two files and looking at what came out lost none.
//! - **notify**: ten more crates and a thread. Its watches run out, do not see changes on network file systems, and are
//!   lost when a file is replaced. Looking at the file takes less than a microsecond and misses nothing.
//! - **serde for the catalogue**: it stops at the first fault. The rows of [`domain::format`] give one list for reading,
//!   writing, comparing and both schemas, and all faults in one run.
//! - **annotate-snippets**: findings are drawn in the terminal and in the dashboard, with a role for each piece, cut to the
//!   width, and every piece cleaned of control characters. It would save about 150 lines and do none of that.
//! - **icalendar, and csv for writing**: they would save 45 and 10 lines; the rules that matter (identifiers, revisions, cells that a
//!   spreadsheet takes for formulas) would remain.
//! - **reqwest, attohttpc, minreq** for ureq (3.5): a runtime for three requests and 93 crates; tables of Unicode for host
//!   names and 56; another library for cryptography, in C, and one time limit for everything.
//! - **ratatui's `init` and `restore`**: they give the terminal back after a panic, but not after a signal, a hang-up or a
//!   stop, and a step that fails skips those behind it.
#![cfg_attr(
    test,
    allow(clippy::unwrap_used, clippy::expect_used, reason = "a test may panic")
)]

pub mod app;
pub mod cli;
pub mod domain;
pub mod feeds;
pub mod net;
pub mod orbits;
pub mod reason;
pub mod report;
pub mod storage;
pub mod tui;
pub mod ui;
pub mod words;
