//! Every value of the shipped catalogue that has a key of its own, each replaced alone and proved, with
//! every line end: how many bytes beside it are not as they were?
//!
//! cargo run --release --example `round_trip`
#![allow(
    clippy::unwrap_used,
    clippy::panic,
    clippy::print_stdout,
    reason = "an example that prints, and may panic"
)]

#[path = "../support/round_trip.rs"]
mod round_trip;

use std::path::Path;

use roscope::storage::{BUILT_IN, load_text};
use round_trip::Places;

fn main() {
    for (name, text) in [
        ("LF", BUILT_IN.to_owned()),
        (
            "CRLF, BOM",
            format!("\u{feff}{}", BUILT_IN.replace('\n', "\r\n")),
        ),
    ] {
        let snapshot = load_text(Path::new("programs.toml"), &*text).unwrap();
        let all = round_trip::all(snapshot.catalogue.parts());
        let places = Places::new(&text);
        let others = all
            .iter()
            .map(|it| places.others_changed(&it.id, &it.key, &it.make(&text)));
        let others: usize = others.sum();
        println!(
            "{name}: {} values replaced and proved, {others} other bytes changed",
            all.len()
        );
    }
}
