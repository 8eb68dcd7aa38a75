//! Dates that contradict each other: two speakers who both stand by what they said give windows that do not
//! meet.

use crate::domain::catalogue::{Catalogue, Milestone};
use crate::domain::computed::slip::days;
use crate::domain::text::clean::Text;
use crate::domain::when::{Period, Window};

/// Statements that lie further apart than this many days do not contradict each other: the newer one is news.
const APART_DAYS: i64 = 45;

/// Two statements of a milestone by their places in its ledger, the earlier first.
pub type Pair = (usize, usize);

/// The last word of a speaker on a milestone.
struct Last<'c> {
    place: usize,
    by: &'c Text,
    said: Period,
    window: Window,
}

/// The pairs of a milestone that is still to come: of each speaker only his last word takes part.
pub fn conflicts(catalogue: &Catalogue, milestone: &Milestone) -> Vec<Pair> {
    if !milestone.is_open() {
        return Vec::new();
    }
    let last = last_words(catalogue, milestone);
    let mut pairs = Vec::new();
    for (place, one) in last.iter().enumerate() {
        let others = last[place + 1..].iter();
        let against = others
            .filter(|other| !one.window.overlaps(other.window) && are_close(one.said, other.said));
        pairs.extend(against.map(|other| (one.place, other.place)));
    }
    pairs
}

/// In the order of the file. A statement that nobody is named for is left out: it may repeat another.
fn last_words<'c>(catalogue: &'c Catalogue, milestone: &'c Milestone) -> Vec<Last<'c>> {
    let mut last: Vec<Last> = Vec::new();
    for (place, statement) in milestone.statements.iter().enumerate() {
        if let (Some(said), Some(by)) = (statement.said, &statement.by) {
            let by = catalogue.speaker(by);
            last.retain(|other| other.by != by);
            last.push(Last {
                place,
                by,
                said,
                window: statement.when.window(),
            });
        }
    }
    last
}

/// However coarse their days are, they lie at most so far apart.
fn are_close(a: Period, b: Period) -> bool {
    days(a.first(), b.last()).abs() <= APART_DAYS && days(b.first(), a.last()).abs() <= APART_DAYS
}
