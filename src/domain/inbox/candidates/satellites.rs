//! What a list of satellites says: that one came down, and how many there are.

use chrono::NaiveDate;

use super::flight::{About, Seen};
use super::order::{Group, Rank};
use super::tie::{Point, Profiles, Tie};
use super::{Candidate, Clash, Kind, Print, Says, Tied, lines};
use crate::domain::catalogue::{Catalogue, Constellation, Entry, Milestone};
use crate::domain::edit::Edit;
use crate::domain::format::keyword::MilestoneStatus;
use crate::domain::inbox::feed::Feed;
use crate::domain::inbox::sighting::{Cited, Ending, Tally};
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
        Some(actual) if agrees(actual.value, ending.day) => return None,
        Some(actual) => Says::Conflict(Clash::Day {
            recorded: actual.value,
            told,
        }),
        None if recorded == MilestoneStatus::Cancelled => Says::Conflict(Clash::Outcome {
            recorded,
            told: status,
        }),
        None => Says::Outcome {
            status,
            actual: told,
        },
    };
    let said = Said {
        feed: ending.cited.feed,
        record: &ending.object,
        value: told.to_string(),
        edits: lines::ended(catalogue, milestone, ending),
    };
    let mut candidate = said.of(&milestone.entry, says, &ending.cited, ending.day);
    candidate.points = points.to_vec();
    candidate.rank.is_minor = !milestone.key;
    Some(candidate)
}

/// The day is known by Universal Time: in Moscow it may be the next.
fn agrees(actual: When, day: NaiveDate) -> bool {
    let mut days = [Some(day), day.succ_opt()].into_iter().flatten();
    days.any(|day| actual.window().contains(day))
}

/// What a complete list says of a constellation, unless the newest count says as much.
pub(super) fn tally(catalogue: &Catalogue, tally: &Tally, today: NaiveDate) -> Option<Candidate> {
    let mut all = catalogue.constellations().iter();
    let constellation = all.find(|one| one.entry.id.value == tally.constellation)?;
    if tally.on > today || !is_news(constellation, tally) {
        return None;
    }
    let Tally {
        on,
        launched,
        lost,
        in_orbit,
        ..
    } = *tally;
    let recorded = constellation
        .counts
        .iter()
        .filter_map(|count| count.launched)
        .max();
    let newest = constellation.newest_count();
    let says = match recorded {
        Some(recorded) if recorded > launched => Says::Conflict(Clash::Fewer {
            recorded,
            told: launched,
        }),
        _ => Says::Count {
            on,
            launched,
            in_orbit,
            lost,
            was: newest.and_then(|count| count.in_orbit),
        },
    };
    let said = Said {
        feed: tally.cited.feed,
        record: "",
        value: format!("{launched} {in_orbit} {lost}"),
        edits: lines::count(catalogue, tally),
    };
    Some(said.of(&constellation.entry, says, &tally.cited, on))
}

/// What a list says, and how it would be entered.
struct Said<'a> {
    feed: Feed,
    record: &'a str,
    value: String,
    edits: Vec<Edit>,
}

impl Said<'_> {
    fn of(self, entry: &Entry, says: Says, cited: &Cited, day: NaiveDate) -> Candidate {
        let id = &entry.id.value;
        let (kind, group, edits) = match says {
            Says::Conflict(_) => (Kind::Conflict, Group::Conflict, Vec::new()),
            Says::Count { .. } => (Kind::Count, Group::Count, self.edits),
            _ => (Kind::Outcome, Group::Outcome, self.edits),
        };
        Candidate {
            prints: vec![Print::of(self.feed, self.record, kind, id, &self.value)],
            target: Some(id.clone()),
            name: entry.name.clone(),
            says,
            cites: vec![cited.clone()],
            points: Vec::new(),
            remarks: Vec::new(),
            edits,
            rank: Rank {
                group,
                day: Some(day),
                ..Rank::default()
            },
        }
    }
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
