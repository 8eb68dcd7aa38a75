//! Reading a catalogue with every check, beside `toml::from_str` into plain structs, which is the
//! least that any reader built on that library has to do. Run: `cargo bench --bench decode`.
#![allow(
    clippy::unwrap_used,
    clippy::expect_used,
    reason = "a benchmark may panic"
)]

use std::collections::{BTreeMap, HashSet};
use std::fmt::Write as _;

use divan::{Bencher, black_box};
use roscope::storage::{BUILT_IN, decode};
use serde::Deserialize;
use toml::Value;

fn main() {
    divan::main();
}

/// How many times as long as the shipped catalogue.
const TIMES: [usize; 2] = [1, 100];

/// The catalogue so many times over: each copy of an entry or a source has ids of its own.
fn catalogue(times: usize) -> String {
    let (head, rest) = BUILT_IN.split_at(BUILT_IN.find("\n[[project]]").unwrap());
    let mut text = head.to_owned();
    let ids: HashSet<&str> = ids(rest).collect();
    for copy in 0..times {
        let mut rest = rest.to_owned();
        if copy > 0 {
            rest = rename(&rest, &ids, copy);
        }
        text.push_str(&rest);
    }
    text
}

fn ids(text: &str) -> impl Iterator<Item = &str> {
    text.lines().filter_map(|line| {
        let quoted = line
            .strip_prefix("id = \"")
            .and_then(|id| id.strip_suffix('"'));
        quoted.or_else(|| line.strip_prefix("[source.")?.strip_suffix(']'))
    })
}

/// Every id, wherever it is quoted or a header, with a number behind it.
fn rename(text: &str, ids: &HashSet<&str>, copy: usize) -> String {
    let mut renamed = String::with_capacity(text.len() + text.len() / 8);
    for line in text.lines() {
        let is_keyword = line.starts_with("group") || line.starts_with("purpose");
        if let Some(id) = line.strip_prefix("[source.") {
            write!(renamed, "[source.{}-{copy}]", id.trim_end_matches(']')).unwrap();
        } else {
            for (index, piece) in line.split('"').enumerate() {
                renamed.push_str(if index > 0 { "\"" } else { "" });
                renamed.push_str(piece);
                if ids.contains(piece) && !is_keyword {
                    write!(renamed, "-{copy}").unwrap();
                }
            }
        }
        renamed.push('\n');
    }
    renamed
}

#[divan::bench(args = TIMES, sample_count = 20)]
fn decode_and_check(bencher: Bencher, times: usize) {
    let text = catalogue(times);
    assert!(decode(&text).is_ok(), "the copies are sound");
    bencher.bench_local(|| black_box(decode(black_box(&text))));
}

#[divan::bench(args = TIMES, sample_count = 20)]
fn plain_structs(bencher: Bencher, times: usize) {
    let text = catalogue(times);
    bencher.bench_local(|| black_box(toml::from_str::<File>(black_box(&text)).unwrap()));
}

#[expect(dead_code, reason = "only the work of filling them counts")]
mod plain {
    use super::{BTreeMap, Deserialize, Value};

    #[derive(Deserialize)]
    pub(super) struct File {
        programme: Programme,
        project: Vec<Entry>,
        vehicle: Vec<Entry>,
        constellation: Vec<Entry>,
        milestone: Vec<Entry>,
        source: BTreeMap<String, Source>,
    }

    #[derive(Deserialize)]
    struct Programme {
        name: String,
        period: Value,
        as_of: Value,
        federal_projects: u32,
        targets: Option<Vec<Fact>>,
        facts: Option<Vec<Fact>>,
    }

    /// The keys of every kind of entry, so that nothing of the file is skipped.
    #[derive(Deserialize)]
    struct Entry {
        id: String,
        name: String,
        name_ru: Option<String>,
        status: String,
        status_as_of: Option<Value>,
        status_note: Option<String>,
        status_source: Option<Value>,
        note: Option<String>,
        aim: Option<String>,
        project: Option<String>,
        class: Option<String>,
        maker: Option<String>,
        operator: Option<String>,
        propellants: Option<String>,
        engines: Option<String>,
        pads: Option<String>,
        partners: Option<String>,
        purpose: Option<String>,
        of: Option<Vec<String>>,
        needs: Option<Vec<String>>,
        sources: Option<Vec<String>>,
        key: Option<bool>,
        actual: Option<Value>,
        targets: Option<Vec<Fact>>,
        facts: Option<Vec<Fact>>,
        counts: Option<Vec<Line>>,
        plans: Option<Vec<Line>>,
        statements: Option<Vec<Line>>,
    }

    #[derive(Deserialize)]
    struct Fact {
        label: String,
        value: String,
        when: Option<Value>,
        as_of: Option<Value>,
        source: Option<Value>,
    }

    #[derive(Deserialize)]
    struct Line {
        said: Option<Value>,
        on: Option<Value>,
        when: Option<Value>,
        satellites: Option<u32>,
        in_orbit: Option<u32>,
        working: Option<u32>,
        by: Option<String>,
        words: Option<String>,
        note: Option<String>,
        source: Option<Value>,
    }

    #[derive(Deserialize)]
    struct Source {
        title: String,
        publisher: String,
        date: Option<Value>,
        url: Option<String>,
        grade: String,
    }
}
use plain::File;
