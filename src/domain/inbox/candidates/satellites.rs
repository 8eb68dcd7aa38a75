//! What a list of satellites says: that one came down, and how many there are.

use chrono::NaiveDate;

use super::flight::{About, Seen};
use super::order::{Group, Rank};
use super::tie::{Point, Profiles, Tie};
use super::{Candidate, Clash, Kind, Print, Says, Tied, lines};
use crate::domain::catalogue::{Catalogue, Constellation, Milestone};
use crate::domain::format::keyword::MilestoneStatus;
use crate::domain::inbox::sighting::{Ending, Tally};
use crate::domain::when::{Period, When};

/// What the end of a satellite or ship says.
pub(super) fn ending(
    catalogue: &Catalogue,
    profiles: &Profiles<'_>,
    ending: &Ending,
    today: NaiveDate,
) -> About {
    let nothing = || About {
        tied: None,
        says: Seen::Nothing,
    };
    let Tie::To(fit) = profiles.ending(&ending.object, &ending.name, ending.day) else {
        return nothing();
    };
    let Some(milestone) = catalogue.milestones().get(fit.milestone) else {
        return nothing();
    };
    let tied = Tied {
        feed: ending.cited.feed,
        record: ending.object.clone(),
        milestone: milestone.entry.id.value.clone(),
        points: fit.points.clone(),
    };
    let says = if ending.day > today {
        Seen::Ahead
    } else {
        match ended(catalogue, ending, milestone, &fit.points) {
            Some(candidate) => Seen::Candidate(Box::new(candidate)),
            None => Seen::Nothing,
        }
    };
    About {
        tied: Some(tied),
        says,
    }
}

fn ended(
    catalogue: &Catalogue,
    ending: &Ending,
    milestone: &Milestone,
    points: &[Point],
) -> Option<Candidate> {
    let told = When::In(Period::Day(ending.day));
    let status = MilestoneStatus::Done;
    let recorded = milestone.recorded.status.value;
    let says = match &milestone.actual {
        Some(actual) => {
            let window = actual.value.window();
            let mut days = [Some(ending.day), ending.day.succ_opt()]
                .into_iter()
                .flatten();
            if days.any(|day| window.contains(day)) {
                return None;
            }
            Says::Conflict(Clash::Day {
                recorded: actual.value,
                told,
            })
        }
        None if recorded == MilestoneStatus::Cancelled => Says::Conflict(Clash::Outcome {
            recorded,
            told: status,
        }),
        None => Says::Outcome {
            status,
            actual: told,
        },
    };
    let is_outcome = matches!(says, Says::Outcome { .. });
    let kind = if is_outcome {
        Kind::Outcome
    } else {
        Kind::Conflict
    };
    let id = &milestone.entry.id.value;
    Some(Candidate {
        prints: vec![Print::of(
            ending.cited.feed,
            &ending.object,
            kind,
            id,
            &told.to_string(),
        )],
        target: Some(id.clone()),
        name: milestone.entry.name.clone(),
        says,
        cites: vec![ending.cited.clone()],
        points: points.to_vec(),
        remarks: Vec::new(),
        edits: if is_outcome {
            lines::ended(catalogue, milestone, ending)
        } else {
            Vec::new()
        },
        rank: Rank {
            group: if is_outcome {
                Group::Outcome
            } else {
                Group::Conflict
            },
            is_minor: !milestone.key,
            day: Some(ending.day),
            ..Rank::default()
        },
    })
}

/// What a complete list says of a constellation, unless the newest count says as much.
pub(super) fn tally(catalogue: &Catalogue, tally: &Tally, today: NaiveDate) -> Option<Candidate> {
    let mut all = catalogue.constellations().iter();
    let constellation = all.find(|one| one.entry.id.value == tally.constellation)?;
    if tally.on > today || !is_news(constellation, tally) {
        return None;
    }
    let recorded = constellation
        .counts
        .iter()
        .filter_map(|count| count.launched)
        .max();
    let says = match recorded {
        Some(recorded) if recorded > tally.launched => Says::Conflict(Clash::Fewer {
            recorded,
            told: tally.launched,
        }),
        _ => Says::Count {
            on: tally.on,
            launched: tally.launched,
            in_orbit: tally.in_orbit,
            lost: tally.lost,
            was: constellation
                .newest_count()
                .and_then(|count| count.in_orbit),
        },
    };
    let is_count = matches!(says, Says::Count { .. });
    let kind = if is_count {
        Kind::Count
    } else {
        Kind::Conflict
    };
    let value = format!("{} {} {}", tally.launched, tally.in_orbit, tally.lost);
    let entry = &constellation.entry;
    Some(Candidate {
        prints: vec![Print::of(
            tally.cited.feed,
            "",
            kind,
            &entry.id.value,
            &value,
        )],
        target: Some(entry.id.value.clone()),
        name: entry.name.clone(),
        says,
        cites: vec![tally.cited.clone()],
        points: Vec::new(),
        remarks: Vec::new(),
        edits: if is_count {
            lines::count(catalogue, tally)
        } else {
            Vec::new()
        },
        rank: Rank {
            group: if is_count {
                Group::Count
            } else {
                Group::Conflict
            },
            day: Some(tally.on),
            ..Rank::default()
        },
    })
}

/// It is not older than the newest count, and some number of that is another.
fn is_news(constellation: &Constellation, tally: &Tally) -> bool {
    let counts = constellation.counts.iter();
    let Some(newest) = counts.max_by_key(|count| count.on.last()) else {
        return true;
    };
    let is_older = tally.on < newest.on.first();
    let same = |recorded: Option<u32>, told: u32| recorded.is_none_or(|recorded| recorded == told);
    let says_all = same(newest.launched, tally.launched)
        && same(newest.in_orbit, tally.in_orbit)
        && same(newest.lost, tally.lost);
    let counts_orbit = newest.in_orbit.is_some();
    !(is_older || (says_all && counts_orbit))
}
