//! All that is on record of an entry, each with its day and its sources; and the last word of it, by grade.

use std::cmp::Reverse;

use chrono::NaiveDate;

use crate::domain::catalogue::{
    Catalogue, Constellation, Entity, EntryRef, Fact, Kind, Source, Sources, Statement, is_after,
};
use crate::domain::format::keyword::Grade;
use crate::domain::when::Period;

/// Something that the file has of an entry.
#[derive(Clone, Copy, Debug)]
pub struct Mention<'c> {
    pub what: What<'c>,
    /// When it was said, recorded, counted or published, if that is known.
    pub day: Option<Period>,
    pub sources: &'c Sources,
}

#[derive(Clone, Copy, Debug)]
pub enum What<'c> {
    Statement(&'c Statement),
    Status,
    Fact(&'c Fact),
    Count,
    Plan,
    /// How often a vehicle has flown.
    Flights,
    /// The entry itself: it has sources, and no day.
    Entry,
    /// A source that one of them cites.
    Source(&'c Source),
}

/// All of an entry: its status, its lines, what it claims, and its own sources at the end.
pub fn mentions(catalogue: &Catalogue, at: EntryRef) -> Vec<Mention<'_>> {
    let Some(entity) = catalogue.at(at) else {
        return Vec::new();
    };
    let entry = entity.entry();
    let status = entity.status().map(|status| Mention {
        what: What::Status,
        day: status.as_of,
        sources: status.source,
    });
    let claims = entity.targets().iter().chain(&entry.facts);
    let claims = claims.map(|fact| Mention {
        what: What::Fact(fact),
        day: fact.as_of,
        sources: &fact.source,
    });
    let own = Mention {
        what: What::Entry,
        day: None,
        sources: &entry.sources,
    };
    let all = status
        .into_iter()
        .chain(lines(catalogue, entity))
        .chain(claims);
    all.chain([own]).collect()
}

/// The lines of its ledgers; of a number to reach also the counts of the constellation.
fn lines<'c>(catalogue: &'c Catalogue, entity: Entity<'c>) -> Vec<Mention<'c>> {
    match entity {
        Entity::Programme(_) | Entity::Project(_) => Vec::new(),
        Entity::Vehicle(vehicle) => {
            let flights = vehicle.flights.iter().map(|flights| Mention {
                what: What::Flights,
                day: Some(flights.as_of),
                sources: &flights.source,
            });
            flights.collect()
        }
        Entity::Constellation(constellation) => {
            let plans = constellation.plans.iter().map(|plan| Mention {
                what: What::Plan,
                day: plan.said,
                sources: &plan.source,
            });
            counts(constellation).chain(plans).collect()
        }
        Entity::Milestone(milestone) => {
            let statements = milestone.statements.iter().map(|statement| Mention {
                what: What::Statement(statement),
                day: statement.said,
                sources: &statement.source,
            });
            let reach = milestone.reach.as_ref();
            let reach = reach.and_then(|reach| catalogue.constellation(&reach.constellation.value));
            statements
                .chain(reach.into_iter().flat_map(counts))
                .collect()
        }
    }
}

fn counts(constellation: &Constellation) -> impl Iterator<Item = Mention<'_>> {
    constellation.counts.iter().map(|count| Mention {
        what: What::Count,
        day: Some(count.on),
        sources: &count.source,
    })
}

/// The newest word about an entry.
#[derive(Clone, Copy, Debug)]
pub struct LastWord<'c> {
    pub what: What<'c>,
    pub day: Period,
    /// How long ago that was: to its last day.
    pub days: i64,
    /// The best of its sources.
    pub grade: Option<Grade>,
}

/// Every word that has a day which has come, the sources that are cited among them.
fn words(
    catalogue: &Catalogue,
    at: EntryRef,
    today: NaiveDate,
) -> impl Iterator<Item = LastWord<'_>> {
    let each = mentions(catalogue, at).into_iter().flat_map(|mention| {
        let grade = catalogue.grade(mention.sources);
        let said = (mention.what, mention.day, grade);
        let cited = mention.sources.iter();
        let cited = cited.filter_map(|id| catalogue.source(&id.value));
        let published = cited.map(|source| (What::Source(source), source.date, Some(source.grade)));
        std::iter::once(said).chain(published)
    });
    each.filter_map(move |(what, day, grade)| {
        let day = day.filter(|day| !is_after(*day, today))?;
        let days = today.signed_duration_since(day.last()).num_days().max(0);
        Some(LastWord {
            what,
            day,
            days,
            grade,
        })
    })
}

/// The newest of all words, "2026" counting by its first day; of two alike a statement, then the earlier in
/// the file.
pub fn last_word(catalogue: &Catalogue, at: EntryRef, today: NaiveDate) -> Option<LastWord<'_>> {
    newest(words(catalogue, at, today))
}

/// The newest word of a grade.
pub fn last_word_of(
    catalogue: &Catalogue,
    at: EntryRef,
    grade: Grade,
    today: NaiveDate,
) -> Option<LastWord<'_>> {
    newest(words(catalogue, at, today).filter(|word| word.grade == Some(grade)))
}

fn newest<'c>(words: impl Iterator<Item = LastWord<'c>>) -> Option<LastWord<'c>> {
    let is_other = |word: &LastWord| !matches!(word.what, What::Statement(_));
    words.min_by_key(|word| (Reverse(word.day.first()), is_other(word)))
}

/// The last word about a milestone that is still open: since then there is silence.
pub fn silence(catalogue: &Catalogue, milestone: usize, today: NaiveDate) -> Option<LastWord<'_>> {
    let is_open = catalogue.milestones().get(milestone)?.is_open();
    let at = EntryRef::new(Kind::Milestone, milestone);
    is_open.then(|| last_word(catalogue, at, today))?
}
