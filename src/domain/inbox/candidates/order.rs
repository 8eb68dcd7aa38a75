//! Candidates in their order, and those of several sources as one.

use chrono::NaiveDate;

use super::{Candidate, Says};
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

#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
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
    let mut merged: Vec<Candidate> = Vec::new();
    for candidate in candidates {
        match merged.iter_mut().find(|other| is_one(other, &candidate)) {
            Some(first) => first.take(candidate),
            None => merged.push(candidate),
        }
    }
    merged
}

fn is_one(one: &Candidate, other: &Candidate) -> bool {
    let are_apart = one
        .cites
        .iter()
        .all(|cited| other.cites.iter().all(|more| more.feed != cited.feed));
    let same = match (&one.says, &other.says) {
        (Says::Outcome { status, .. }, Says::Outcome { status: told, .. }) => {
            let apart = one
                .rank
                .day
                .zip(other.rank.day)
                .map(|(a, b)| (a - b).num_days().abs());
            one.target == other.target && status == told && apart.is_some_and(|days| days <= 1)
        }
        (
            Says::New {
                has_flown: true, ..
            },
            Says::New {
                has_flown: true, ..
            },
        ) => one.rank.launch.is_some() && one.rank.launch == other.rank.launch,
        _ => false,
    };
    same && are_apart
}
