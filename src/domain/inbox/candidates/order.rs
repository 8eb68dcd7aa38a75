//! Candidates in their order, and those of several sources as one.

use std::collections::HashMap;

use chrono::NaiveDate;

use super::{Candidate, Says};
use crate::domain::catalogue::Id;
use crate::domain::format::keyword::MilestoneStatus;
use crate::domain::inbox::sighting::Site;

/// Where a candidate stands among others: the smallest first.
#[derive(Clone, Debug, Default, PartialEq, Eq, PartialOrd, Ord)]
pub(super) struct Rank {
    pub(super) group: Group,
    /// In days, less than none: the largest move first.
    pub(super) moved: i64,
    pub(super) is_minor: bool,
    pub(super) day: Option<NaiveDate>,
    /// Of a launch that has flown: when and where.
    pub(super) launch: Option<(NaiveDate, Where)>,
}

#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord)]
pub(super) enum Group {
    OverdueOutcome,
    Outcome,
    Conflict,
    Question,
    Move,
    Count,
    Statement,
    NewAhead,
    NewFlown,
    #[default]
    Placeholder,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub(super) enum Where {
    Plesetsk,
    Baikonur,
    Vostochny,
}

impl Where {
    pub(super) fn of(site: Site) -> Option<Self> {
        match site {
            Site::Plesetsk => Some(Self::Plesetsk),
            Site::Baikonur => Some(Self::Baikonur),
            Site::Vostochny => Some(Self::Vostochny),
            Site::Russian | Site::Foreign => None,
        }
    }
}

pub(super) fn sort(candidates: &mut [Candidate]) {
    candidates.sort_by(|a, b| (&a.rank, &a.prints).cmp(&(&b.rank, &b.prints)));
}

/// What two sources say alike is one candidate that cites both.
pub(super) fn merged(candidates: Vec<Candidate>) -> Vec<Candidate> {
    let mut merged: Vec<Candidate> = Vec::with_capacity(candidates.len());
    let mut places: HashMap<Likeness, Vec<usize>> = HashMap::new();
    for candidate in candidates {
        let Some(likeness) = likeness(&candidate) else {
            merged.push(candidate);
            continue;
        };
        let alike = places.entry(likeness).or_default();
        let first = alike.iter().find(|place| {
            merged
                .get(**place)
                .is_some_and(|one| goes_with(one, &candidate))
        });
        if let Some(first) = first.and_then(|place| merged.get_mut(*place)) {
            first.take(candidate);
        } else {
            alike.push(merged.len());
            merged.push(candidate);
        }
    }
    merged
}

/// What two candidates must have in common to be one.
#[derive(PartialEq, Eq, Hash)]
enum Likeness {
    Outcome(Option<Id>, MilestoneStatus),
    Launch(NaiveDate, Where),
}

fn likeness(candidate: &Candidate) -> Option<Likeness> {
    match &candidate.says {
        Says::Outcome { status, .. } => Some(Likeness::Outcome(candidate.target.clone(), *status)),
        Says::New {
            has_flown: true, ..
        } => candidate
            .rank
            .launch
            .map(|(day, site)| Likeness::Launch(day, site)),
        _ => None,
    }
}

/// They are of other feeds, and a day apart at most: one may know the day of Moscow, one the other.
fn goes_with(one: &Candidate, other: &Candidate) -> bool {
    let mut feeds = one.cites.iter().map(|cited| cited.feed);
    let are_apart = feeds.all(|feed| other.cites.iter().all(|more| more.feed != feed));
    let days = one.rank.day.zip(other.rank.day);
    are_apart && days.is_some_and(|(a, b)| (a - b).num_days().abs() <= 1)
}
