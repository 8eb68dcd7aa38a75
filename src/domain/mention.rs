//! All that is on record of an entry, each with its day and its sources; and the last word of it.

use chrono::NaiveDate;

use super::catalogue::{
    Catalogue, EntryRef, Fact, Kind, Recorded, Source, Sources, Statement, is_after,
};
use super::when::Period;

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

impl What<'_> {
    /// "statement", "source".
    pub fn noun(self) -> &'static str {
        match self {
            Self::Statement(_) => "statement",
            Self::Status => "status",
            Self::Fact(_) => "fact",
            Self::Count => "count",
            Self::Plan => "plan",
            Self::Flights => "count of flights",
            Self::Entry => "entry",
            Self::Source(_) => "source",
        }
    }
}

/// All of an entry, in the order of the file; its facts and its own sources at the end.
pub fn mentions(catalogue: &Catalogue, at: EntryRef) -> Vec<Mention<'_>> {
    let mut found = match at.kind {
        Kind::Programme => facts(&catalogue.programme().targets),
        Kind::Project => of_project(catalogue, at.index),
        Kind::Vehicle => of_vehicle(catalogue, at.index),
        Kind::Constellation => of_constellation(catalogue, at.index),
        Kind::Milestone => of_milestone(catalogue, at.index),
    };
    if let Some(entry) = catalogue.entry(at) {
        found.extend(facts(&entry.facts));
        found.push(Mention {
            what: What::Entry,
            day: None,
            sources: &entry.sources,
        });
    }
    found
}

fn of_project(catalogue: &Catalogue, index: usize) -> Vec<Mention<'_>> {
    let Some(project) = catalogue.projects().get(index) else {
        return Vec::new();
    };
    let status = status(project.recorded.as_ref());
    status.into_iter().chain(facts(&project.targets)).collect()
}

fn of_vehicle(catalogue: &Catalogue, index: usize) -> Vec<Mention<'_>> {
    let Some(vehicle) = catalogue.vehicles().get(index) else {
        return Vec::new();
    };
    let flights = vehicle.flights.as_ref().map(|flights| Mention {
        what: What::Flights,
        day: Some(flights.as_of),
        sources: &flights.source,
    });
    let status = status(vehicle.recorded.as_ref());
    status.into_iter().chain(flights).collect()
}

fn of_constellation(catalogue: &Catalogue, index: usize) -> Vec<Mention<'_>> {
    let Some(constellation) = catalogue.constellations().get(index) else {
        return Vec::new();
    };
    let counts = constellation.counts.iter().map(|count| Mention {
        what: What::Count,
        day: Some(count.on),
        sources: &count.source,
    });
    let plans = constellation.plans.iter().map(|plan| Mention {
        what: What::Plan,
        day: plan.said,
        sources: &plan.source,
    });
    let status = status(constellation.recorded.as_ref());
    status.into_iter().chain(counts).chain(plans).collect()
}

fn of_milestone(catalogue: &Catalogue, index: usize) -> Vec<Mention<'_>> {
    let Some(milestone) = catalogue.milestones().get(index) else {
        return Vec::new();
    };
    let statements = milestone.statements.iter().map(|statement| Mention {
        what: What::Statement(statement),
        day: statement.said,
        sources: &statement.source,
    });
    let status = status(Some(&milestone.recorded));
    status.into_iter().chain(statements).collect()
}

fn status<S>(recorded: Option<&Recorded<S>>) -> Option<Mention<'_>> {
    recorded.map(|recorded| Mention {
        what: What::Status,
        day: recorded.as_of,
        sources: &recorded.source,
    })
}

fn facts(facts: &[Fact]) -> Vec<Mention<'_>> {
    let mention = |fact| Mention {
        what: What::Fact(fact),
        day: fact.as_of,
        sources: &fact.source,
    };
    facts.iter().map(mention).collect()
}

/// The ids of the sources that an entry cites; one that is cited twice stands twice.
pub(in crate::domain) fn cited(catalogue: &Catalogue, at: EntryRef) -> Vec<&str> {
    let mentions = mentions(catalogue, at).into_iter();
    let sources = mentions.flat_map(|mention| mention.sources);
    sources.map(|id| &*id.value).collect()
}

/// The newest word about an entry.
#[derive(Clone, Copy, Debug)]
pub struct LastWord<'c> {
    pub what: What<'c>,
    pub day: Period,
    /// How long ago that was: to its last day.
    pub days: i64,
}

/// The newest of all that has a day which has come, the sources that are cited among it; of two alike a
/// statement, then the earlier in the file.
pub fn last_word(catalogue: &Catalogue, at: EntryRef, today: NaiveDate) -> Option<LastWord<'_>> {
    let mentions = mentions(catalogue, at);
    let cited = mentions.iter().flat_map(|mention| mention.sources);
    let cited = cited.filter_map(|id| catalogue.source(&id.value));
    let published = cited.map(|source| (What::Source(source), source.date));
    let said = mentions.iter().map(|mention| (mention.what, mention.day));
    let words = said.chain(published).filter_map(|(what, day)| {
        let day = day.filter(|day| !is_after(*day, today))?;
        let days = today.signed_duration_since(day.last()).num_days().max(0);
        Some(LastWord { what, day, days })
    });
    let is_other = |word: &LastWord| !matches!(word.what, What::Statement(_));
    words.min_by_key(|word| (word.days, is_other(word)))
}

/// The last word about a milestone that is still open: since then there is silence.
pub fn silence(catalogue: &Catalogue, milestone: usize, today: NaiveDate) -> Option<LastWord<'_>> {
    let is_open = catalogue.milestones().get(milestone)?.is_open();
    let at = EntryRef::new(Kind::Milestone, milestone);
    is_open.then(|| last_word(catalogue, at, today))?
}
