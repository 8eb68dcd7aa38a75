//! The rules across the entries of a catalogue: unique ids, references that lead somewhere, and
//! dates that fit together. Linear in the size of the file.

mod ids;
mod ledgers;
mod needs;
mod outcomes;
mod references;

use crate::domain::catalogue::{Catalogue, Entry, Id, Milestone, Parts};
use crate::domain::findings::diagnostic::Findings;
use ids::Known;

/// A sound catalogue, and what should be looked at.
#[derive(Clone, Debug)]
pub struct Checked {
    pub catalogue: Catalogue,
    pub warnings: Findings,
}

impl Catalogue {
    /// Checks the entries against each other.
    ///
    /// # Errors
    /// All findings, warnings among them, when at least one is an error.
    pub fn check(parts: Parts) -> Result<Checked, Findings> {
        let findings = check(&parts);
        if findings.counts().errors > 0 || !parts.unread.is_empty() {
            return Err(findings);
        }
        Ok(Checked {
            catalogue: Self::linked(parts),
            warnings: findings,
        })
    }
}

/// All findings, in no order. "Today" is the day on which the file was last gone through.
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
fn name(entry: &Entry) -> Id {
    entry.id.value.clone()
}
