//! How good is what the record says? Each promise of the shipped catalogue that came true is held against
//! the windows that the promises of all other milestones give for it, as if asked on the day it was made.
//!
//! cargo run --example `leave_one_out`
#![allow(clippy::print_stdout, reason = "an example that prints")]

use std::path::Path;

use chrono::{NaiveDate, TimeDelta};
use roscope::domain::catalogue::Catalogue;
use roscope::domain::computed::latest::Latest;
use roscope::domain::computed::outlook::{LEAST, Outlook, Reference, delays};
use roscope::domain::computed::record::Horizon;
use roscope::domain::computed::survival::Observed;
use roscope::domain::when::{Period, When};
use roscope::storage::load_text;

#[derive(Default)]
struct Score {
    asked: usize,
    half: usize,
    four_fifths: usize,
    /// The window had no end.
    open: usize,
    too_few: usize,
}

fn main() {
    let text = include_str!("../../programs.toml");
    let Ok(snapshot) = load_text(Path::new("programs.toml"), text) else {
        println!("the shipped catalogue is broken");
        return;
    };
    let catalogue = snapshot.catalogue;
    let Some(newest) = catalogue.newest_source() else {
        return;
    };
    let today = newest.last();
    let mut scores: [Score; 3] = Default::default();
    for index in 0..catalogue.milestones().len() {
        hold(&catalogue, index, today, &mut scores);
    }
    println!("Promises that came true, as of {today}, by how far ahead they were made");
    for horizon in Horizon::ALL {
        let Score {
            asked,
            half,
            four_fifths,
            open,
            too_few,
        } = scores[horizon as usize];
        println!(
            "{:<22} within half {half} of {asked}, four fifths {four_fifths} of {asked} \
             ({open} without an end); fewer than {LEAST} to go by: {too_few}",
            roscope::words::ENGLISH.horizon(horizon)
        );
    }
    let reference = Reference::of(&catalogue, today);
    let open = || catalogue.milestones().iter().filter(|one| one.is_open());
    let told = open().filter(|one| {
        let latest = Latest::of(&catalogue, one, today);
        Outlook::of(one, latest, &reference, today).is_some()
    });
    println!(
        "Something is said of {} of {} open milestones",
        told.count(),
        open().count()
    );
}

/// Holds the promises of one milestone against the windows that all others give.
fn hold(catalogue: &Catalogue, index: usize, today: NaiveDate, scores: &mut [Score; 3]) {
    let others = catalogue.milestones().iter().enumerate();
    let reference: Reference = others
        .filter(|(other, _)| *other != index)
        .flat_map(|(other, _)| delays(catalogue, other, today))
        .collect();
    for delay in delays(catalogue, index, today) {
        let Observed::Happened(days) = delay.observed else {
            continue;
        };
        let score = &mut scores[Horizon::of(delay.said, delay.end) as usize];
        let Some(outlook) = reference.outlook(delay.said, delay.end, delay.said.first()) else {
            score.too_few += 1;
            continue;
        };
        let event = When::In(Period::Day(delay.end + TimeDelta::days(days))).window();
        score.asked += 1;
        score.half += usize::from(outlook.half.covers(event));
        score.four_fifths += usize::from(outlook.four_fifths.covers(event));
        score.open += usize::from(outlook.four_fifths.last.is_none());
    }
}
