//! What public sources say on its way into the inbox, from files as from the network.

use std::collections::HashSet;
use std::io::Write;

use chrono::NaiveDate;

use super::ending::{Stop, note};
use super::inbox;
use super::options::tongue;
use crate::domain::catalogue::Catalogue;
use crate::domain::inbox::Inbox;
use crate::domain::inbox::candidates::{Candidate, Found, Print};
use crate::domain::inbox::sighting::Sightings;
use crate::domain::text::clean::clean;
use crate::feeds::{Answer, Content, satellites};
use crate::tui::clock::Clock;
use crate::words::Noun;

/// How an answer is to be read.
#[derive(Clone, Copy)]
pub(super) struct Part {
    /// The day that it is of.
    pub(super) on: NaiveDate,
    /// It holds every satellite of the names in it.
    pub(super) complete: bool,
    /// Also the dates that a launch had before.
    pub(super) history: bool,
}

/// What became of the inbox.
pub(super) struct News {
    /// With what is left aside of what was read.
    found: Found,
    /// The candidates that were not there before.
    new: HashSet<Print>,
    changed: Vec<String>,
    older: usize,
}

impl News {
    /// The candidates that were not there before.
    pub(super) fn fresh(&self) -> Vec<&Candidate> {
        let is_new =
            |one: &&Candidate| inbox::print_of(one).is_some_and(|print| self.new.contains(&print));
        self.found.candidates.iter().filter(is_new).collect()
    }

    /// How many candidates there are in all.
    pub(super) fn waiting(&self) -> usize {
        self.found.candidates.len()
    }
}

/// "Launch Library 2, 100 records of 164, 2 of them left out".
pub(super) fn told(answer: &Answer) -> String {
    let mut told = tongue().feed(answer.feed).to_owned();
    told = format!(
        "{told}, {}",
        tongue().counted(answer.records.cast_signed() as i64, Noun::Record)
    );
    if let Some(all) = answer.in_all.filter(|all| *all > answer.records) {
        told = format!("{told} of {all}");
    }
    match answer.left_out {
        0 => told,
        bad => format!("{told}, {bad} of them left out: they make no sense"),
    }
}

/// What an answer says goes to the sightings.
pub(super) fn add(seen: &mut Sightings, answer: Answer, part: Part, catalogue: &Catalogue) {
    match answer.content {
        Content::Flights(mut flights) => {
            if !part.history {
                for flight in &mut flights {
                    flight.history.clear();
                }
            }
            seen.flights.extend(flights);
        }
        Content::Objects(objects) => {
            let more = satellites::sightings(&objects, catalogue, part.on, part.complete);
            seen.flights.extend(more.flights);
            seen.endings.extend(more.endings);
            seen.tallies.extend(more.tallies);
        }
        Content::Elements => {}
    }
}

/// Takes what was seen into the inbox.
pub(super) fn take(
    inbox: &mut Inbox,
    seen: Sightings,
    catalogue: &Catalogue,
    today: NaiveDate,
) -> News {
    let before = inbox.waiting(catalogue, today).candidates;
    let before: HashSet<Print> = before.into_iter().flat_map(|one| one.prints).collect();
    let taken = inbox.take(seen, catalogue);
    let mut found = vec![inbox.found(catalogue, today)];
    // With --as-of the board is of another day: what waits today waits on.
    let now = Clock::Local.today();
    if now != today {
        found.push(inbox.found(catalogue, now));
    }
    inbox.tidy(&found);
    let found = inbox.undismissed(found.swap_remove(0));
    let is_new = |one: &&Candidate| one.prints.iter().any(|print| !before.contains(print));
    let new = found.candidates.iter().filter(is_new);
    let new = new.filter_map(|one| one.prints.first().copied()).collect();
    let changed = taken
        .changed
        .iter()
        .map(|(was, is)| tongue().another_launch(was, is));
    News {
        new,
        changed: changed.collect(),
        older: taken.older,
        found,
    }
}

/// What is new, and how much waits.
pub(super) fn tell(news: &News, ties: bool, out: &mut impl Write) -> Result<(), Stop> {
    for changed in &news.changed {
        note(changed);
    }
    if news.older > 0 {
        writeln!(
            out,
            "{} older than one that was seen before",
            tongue().counted(news.older.cast_signed() as i64, Noun::Record)
        )?;
    }
    if ties {
        for tied in &news.found.ties {
            let why = tongue().points(&tied.points);
            writeln!(
                out,
                "tied: {} {} to {}: {why}",
                tied.feed.word(),
                clean(&tied.record),
                tied.milestone
            )?;
        }
    }
    let left = tongue().left(&news.found.left);
    if !left.is_empty() {
        writeln!(out, "left aside: {left}")?;
    }
    let new = news.fresh();
    inbox::table(&new, out)?;
    writeln!(
        out,
        "{} new; {}",
        new.len(),
        tongue().waiting(news.waiting())
    )?;
    Ok(())
}
