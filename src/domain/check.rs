//! The rules across the entries of a catalogue: unique ids, references that lead somewhere, and
//! dates that fit together. Linear in the size of the file.

mod ids;
mod ledgers;
mod needs;
mod outcomes;
mod references;

use super::catalogue::{Entry, Milestone, Parts};
use super::diagnostic::Findings;
use ids::Known;

/// All findings, in no order. "Today" is the day on which the keeper last went through the file.
pub fn check(parts: &Parts) -> Findings {
    let mut found = Findings::default();
    let known = Known::new(parts, &mut found);
    references::check(parts, &known, &mut found);
    needs::check(parts, &known, &mut found);
    ledgers::check(parts, &known, &mut found);
    outcomes::check(parts, &known, &mut found);
    found
}

/// The milestones that were read whole, so that a rule may look at their values.
fn whole<'p>(parts: &'p Parts, known: &'p Known) -> impl Iterator<Item = &'p Milestone> {
    parts
        .milestones
        .iter()
        .filter(|milestone| known.is_whole(&milestone.entry))
}

/// The entry's name for a message: its id.
fn name(entry: &Entry) -> String {
    super::diagnostic::quote(&entry.id.value)
}
