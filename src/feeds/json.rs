//! Files in JSON: which feed's they are, and their records one by one.

use chrono::NaiveDate;
use serde::Deserialize;
use serde::de::IgnoredAny;
use serde_json::value::RawValue;

use super::{Answer, LAUNCHES, ROWS, elements, launches, satcat};
use crate::domain::inbox::feed::{Feed, NoFeed, Why};

/// So many brackets may stand within each other.
const DEPTH: usize = 64;

/// What stands at the top of a page of records, or of one record.
#[derive(Default, Deserialize)]
#[serde(default)]
struct Page<'a> {
    count: Option<usize>,
    #[serde(borrow)]
    results: Option<Vec<&'a RawValue>>,
    #[serde(borrow)]
    launches: Option<Vec<&'a RawValue>>,
    net: Option<IgnoredAny>,
}

/// The keys by which a record is told.
#[derive(Default, Deserialize)]
#[serde(default)]
struct Probe {
    #[serde(rename = "OBJECT_TYPE")]
    object_type: Option<IgnoredAny>,
    #[serde(rename = "MEAN_MOTION")]
    mean_motion: Option<IgnoredAny>,
    net: Option<IgnoredAny>,
    date: Option<IgnoredAny>,
    last_updated: Option<IgnoredAny>,
}

pub(super) fn read(text: &str, on: NaiveDate) -> Result<Answer, NoFeed> {
    flat_enough(text)?;
    let (records, in_all) = records(text)?;
    let probes = records.iter().take(10).filter_map(|record| {
        let probe: Result<Probe, _> = serde_json::from_str(record.get());
        probe.ok()
    });
    let probes: Vec<Probe> = probes.collect();
    let has = |key: fn(&Probe) -> &Option<IgnoredAny>| probes.iter().any(|one| key(one).is_some());
    let limit = |feed, most| {
        let is_within = records.len() <= most;
        is_within
            .then_some(())
            .ok_or(NoFeed::of(feed, Why::TooMany(most)))
    };
    let mut answer = if has(|one| &one.object_type) {
        limit(Feed::Celestrak, ROWS)?;
        satcat::records(&records)?
    } else if has(|one| &one.mean_motion) {
        limit(Feed::Elements, ROWS)?;
        elements(records.len())
    } else if has(|one| &one.net) {
        let is_first_hand = has(|one| &one.last_updated);
        let feed = if is_first_hand {
            Feed::LaunchLibrary
        } else {
            Feed::Digest
        };
        limit(feed, LAUNCHES)?;
        launches::records(feed, &records, on)?
    } else if has(|one| &one.date) {
        return Err(NoFeed::of(Feed::Digest, Why::OnlyDates));
    } else if records.is_empty() && in_all == Some(0) {
        launches::records(Feed::LaunchLibrary, &records, on)?
    } else {
        return Err(Why::Unknown.into());
    };
    answer.in_all = in_all;
    Ok(answer)
}

/// The records of a page, of a bare array, or the only one; and how many there are in all.
fn records(text: &str) -> Result<(Vec<&RawValue>, Option<usize>), NoFeed> {
    if text.trim_start().starts_with('[') {
        let records = serde_json::from_str(text).map_err(|error| broken(&error))?;
        return Ok((records, None));
    }
    let page: Page<'_> = serde_json::from_str(text).map_err(|error| broken(&error))?;
    match page.results.or(page.launches) {
        Some(records) => Ok((records, page.count)),
        None if page.net.is_some() => {
            let record = serde_json::from_str(text).map_err(|error| broken(&error))?;
            Ok((vec![record], None))
        }
        None => Err(Why::Unknown.into()),
    }
}

fn broken(error: &serde_json::Error) -> NoFeed {
    NoFeed {
        feed: None,
        at: Some((error.line(), Some(error.column()))),
        why: Why::Broken,
    }
}

/// Counts the brackets before anything is read: a million of them are no page.
fn flat_enough(text: &str) -> Result<(), NoFeed> {
    let (mut depth, mut in_string, mut escaped) = (0_usize, false, false);
    let mut line = 1;
    for byte in text.bytes() {
        match byte {
            b'\n' => line += 1,
            _ if escaped => escaped = false,
            b'\\' if in_string => escaped = true,
            b'"' => in_string = !in_string,
            _ if in_string => {}
            b'{' | b'[' => depth += 1,
            b'}' | b']' => depth = depth.saturating_sub(1),
            _ => {}
        }
        if depth > DEPTH {
            return Err(NoFeed {
                feed: None,
                at: Some((line, None)),
                why: Why::TooDeep(DEPTH),
            });
        }
    }
    Ok(())
}
