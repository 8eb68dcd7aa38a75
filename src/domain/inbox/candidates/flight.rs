//! What a record of a launch says that its entry does not.

use chrono::{Days, NaiveDate};

use super::order::{Group, Rank, Where};
use super::tie::{Fit, Point, Profiles, Tie};
use super::{Candidate, Choice, Clash, Kind, Print, Remark, Says, Tied, lines};
use crate::domain::catalogue::{Catalogue, Id, Milestone, Statement};
use crate::domain::edit::Edit;
use crate::domain::format::keyword::MilestoneStatus;
use crate::domain::inbox::feed::Feed;
use crate::domain::inbox::sighting::{Dated, Flight, State};
use crate::domain::when::When;

/// A record, looked at.
pub(super) struct About {
    pub(super) tied: Option<Tied>,
    pub(super) says: Seen,
}

/// What is to be made of it.
pub(super) enum Seen {
    Candidate(Box<Candidate>),
    /// All of it is on record.
    Nothing,
    Foreign,
    Past,
    Untold,
    Ahead,
}

/// A launch so long past that nobody asks for its entry, in days.
const LONG_AGO: u64 = 400;

pub(super) fn about(
    catalogue: &Catalogue,
    profiles: &Profiles<'_>,
    flight: &Flight,
    today: NaiveDate,
) -> About {
    let says = |says| About { tied: None, says };
    match profiles.launch(flight) {
        Tie::To(fit) => tied(catalogue, flight, &fit, today),
        _ if !flight.is_ours() => says(Seen::Foreign),
        _ if is_untold(flight) => says(Seen::Untold),
        _ if is_ahead_of(flight, today) => says(Seen::Ahead),
        _ if is_past(flight, today) => says(Seen::Past),
        Tie::Perhaps(fits) => says(question(catalogue, profiles, flight, &fits, today)),
        Tie::Nothing => says(new(catalogue, profiles, flight)),
    }
}

fn is_untold(flight: &Flight) -> bool {
    matches!(flight.state, State::Flying | State::Unknown) || flight.when.is_none()
}

/// It says what nobody can know on this day: the clock stands wrong, or the record.
fn is_ahead_of(flight: &Flight, today: NaiveDate) -> bool {
    let has_come = flight.when.is_none_or(|when| when.has_come(today));
    if flight.state.has_flown() {
        !has_come
    } else {
        flight.said.day > today
    }
}

/// GCAT is an audit of the past: what has no entry there was left out on purpose.
fn is_past(flight: &Flight, today: NaiveDate) -> bool {
    let last = flight.when.and_then(When::last);
    let bound = today.checked_sub_days(Days::new(LONG_AGO));
    let is_long_ago = last.zip(bound).is_some_and(|(last, bound)| last < bound);
    is_long_ago || (flight.cited.feed == Feed::Gcat && flight.state.has_flown())
}

fn tied(catalogue: &Catalogue, flight: &Flight, fit: &Fit, today: NaiveDate) -> About {
    let Some(milestone) = catalogue.milestones().get(fit.milestone) else {
        return About {
            tied: None,
            says: Seen::Nothing,
        };
    };
    let tied = Tied {
        feed: flight.cited.feed,
        record: flight.record.clone(),
        milestone: milestone.entry.id.value.clone(),
        points: fit.points.clone(),
    };
    let says = if is_untold(flight) {
        Seen::Untold
    } else if is_ahead_of(flight, today) {
        Seen::Ahead
    } else {
        match said(catalogue, flight, milestone) {
            Some((says, edits)) => {
                let mut candidate = candidate(flight, Some(milestone), says, edits, today);
                candidate.points.clone_from(&fit.points);
                let is_other = fit.points.contains(&Point::OtherVehicle);
                candidate
                    .remarks
                    .extend(is_other.then_some(Remark::OtherVehicle));
                Seen::Candidate(Box::new(candidate))
            }
            None => Seen::Nothing,
        }
    };
    About {
        tied: Some(tied),
        says,
    }
}

/// What is said of a milestone, and the edits of it.
type Said = (Says, Vec<Edit>);

/// What a launch says of a milestone.
fn said(catalogue: &Catalogue, flight: &Flight, milestone: &Milestone) -> Option<Said> {
    let when = flight.when?;
    let has_flown = flight.state.has_flown();
    let status = lines::status(flight);
    let recorded = milestone.recorded.status.value;
    if let Some(actual) = &milestone.actual {
        let clash = if has_flown {
            contradicts(actual.value, flight, recorded)
        } else {
            takes_back(actual.value, flight, milestone)
        };
        let clash = clash.map(|clash| (Says::Conflict(clash), Vec::new()));
        return clash.or_else(|| history(catalogue, flight, milestone));
    }
    if recorded == MilestoneStatus::Cancelled {
        let clash = Clash::Outcome {
            recorded,
            told: status,
        };
        return has_flown.then_some((Says::Conflict(clash), Vec::new()));
    }
    if has_flown {
        let edits = lines::outcome(catalogue, milestone, flight, status, when);
        return Some((
            Says::Outcome {
                status,
                actual: when,
            },
            edits,
        ));
    }
    date(catalogue, flight, milestone, when)
}

/// It is recorded that it happened, otherwise than the source says.
fn contradicts(actual: When, flight: &Flight, recorded: MilestoneStatus) -> Option<Clash> {
    let (status, when) = (lines::status(flight), flight.when?);
    if recorded != status && flight.state != State::Partial {
        return Some(Clash::Outcome {
            recorded,
            told: status,
        });
    }
    let clash = Clash::Day {
        recorded: actual,
        told: when,
    };
    (!agrees(actual, flight, when)).then_some(clash)
}

/// The source has it ahead, by a word that is newer than the recorded day.
fn takes_back(actual: When, flight: &Flight, milestone: &Milestone) -> Option<Clash> {
    let names = milestone.ll2.as_deref() == Some(&*flight.record);
    let next = actual.last().and_then(|last| last.succ_opt());
    let is_newer = next.is_some_and(|next| flight.updated > next);
    let clash = Clash::NotFlown {
        recorded: actual,
        told: flight.when,
    };
    (names && is_newer).then_some(clash)
}

/// The date of what is ahead.
fn date(catalogue: &Catalogue, flight: &Flight, milestone: &Milestone, when: When) -> Option<Said> {
    let said = flight.said.clone();
    let present = Dated {
        when,
        said: said.clone(),
    };
    if !is_news(catalogue, flight, milestone, &present) {
        return history(catalogue, flight, milestone);
    }
    let mut before = unrecorded(catalogue, flight, milestone);
    before.retain(|date| *date != present);
    let dates: Vec<Dated> = before.iter().cloned().chain([present]).collect();
    let edits = lines::say(catalogue, milestone, flight, &dates);
    let was = milestone.newest().map(|statement| statement.when);
    Some((
        Says::Date {
            when,
            was,
            said,
            before,
        },
        edits,
    ))
}

/// The dates that stood before the present one, which says nothing new.
fn history(catalogue: &Catalogue, flight: &Flight, milestone: &Milestone) -> Option<Said> {
    let mut before = unrecorded(catalogue, flight, milestone);
    let edits = lines::say(catalogue, milestone, flight, &before);
    let last = before.pop()?;
    let was = milestone.newest().map(|statement| statement.when);
    Some((
        Says::Date {
            when: last.when,
            was,
            said: last.said,
            before,
        },
        edits,
    ))
}

/// The dates of a record's past that its entry does not have.
fn unrecorded(catalogue: &Catalogue, flight: &Flight, milestone: &Milestone) -> Vec<Dated> {
    let happened = milestone
        .actual
        .as_ref()
        .and_then(|actual| actual.value.last());
    let is_before = |date: &&Dated| happened.is_none_or(|happened| date.said.day <= happened);
    let mut dates: Vec<Dated> = Vec::new();
    for date in flight.history.iter().filter(is_before) {
        let is_said = milestone.statements.iter().any(|line| {
            is_same(line.when, date.when, flight)
                && (is_by(catalogue, line, date, flight)
                    || line.said.is_some_and(|said| said.first() == date.said.day))
        });
        let repeats = dates.last().is_some_and(|last| last.when == date.when);
        if !is_said && !repeats {
            dates.push(date.clone());
        }
    }
    dates
}

/// The day of the record is the recorded one, or a window of theirs holds the other's.
fn agrees(actual: When, flight: &Flight, when: When) -> bool {
    let window = actual.window();
    let mut days = flight.days().peekable();
    if days.peek().is_some() {
        return days.any(|day| window.contains(day));
    }
    window.covers(when.window()) || when.window().covers(window)
}

/// No line says it: not the last one, not this source or this speaker; of an older word than the last, nobody.
fn is_news(catalogue: &Catalogue, flight: &Flight, milestone: &Milestone, date: &Dated) -> bool {
    let last = milestone.newest();
    let stands = last.is_some_and(|line| is_same(line.when, date.when, flight));
    let newest = last.and_then(|line| line.said);
    let is_older = newest.is_some_and(|said| date.said.day < said.first());
    let mut lines = milestone
        .statements
        .iter()
        .filter(|line| is_same(line.when, date.when, flight));
    !stands && !lines.any(|line| is_older || is_by(catalogue, line, date, flight))
}

/// The same window; a day also if it is the other day of the record.
fn is_same(line: When, when: When, flight: &Flight) -> bool {
    let is_day = line.first().is_some() && line.first() == line.last();
    let is_other =
        flight.when == Some(when) && is_day && flight.days().any(|day| line.first() == Some(day));
    line.window() == when.window() || is_other
}

/// The line is of this speaker, or of this source's publisher.
fn is_by(catalogue: &Catalogue, line: &Statement, date: &Dated, flight: &Flight) -> bool {
    let mut sources = line
        .source
        .iter()
        .filter_map(|id| catalogue.source(&id.value));
    line.by.as_ref() == Some(&date.said.by)
        || sources.any(|source| source.publisher == flight.cited.publisher)
}

fn question(
    catalogue: &Catalogue,
    profiles: &Profiles<'_>,
    flight: &Flight,
    fits: &[Fit],
    today: NaiveDate,
) -> Seen {
    let choice = |fit: &Fit| {
        let milestone = catalogue.milestones().get(fit.milestone)?;
        let (_, edits) = said(catalogue, flight, milestone)?;
        Some(Choice {
            milestone: milestone.entry.id.value.clone(),
            name: milestone.entry.name.clone(),
            score: fit.score(),
            points: fit.points.clone(),
            edits,
        })
    };
    let choices: Vec<Choice> = fits.iter().filter_map(choice).collect();
    if choices.is_empty() {
        return Seen::Nothing;
    }
    let (edits, is_orphan) = match flight.when {
        Some(when) => lines::add(catalogue, profiles, flight, when),
        None => (Vec::new(), true),
    };
    let says = Says::Question {
        when: flight.when,
        choices,
    };
    let mut candidate = candidate(flight, None, says, edits, today);
    candidate
        .remarks
        .extend(is_orphan.then_some(Remark::NoOwner));
    Seen::Candidate(Box::new(candidate))
}

fn new(catalogue: &Catalogue, profiles: &Profiles<'_>, flight: &Flight) -> Seen {
    let Some(when) = flight.when else {
        return Seen::Untold;
    };
    let (edits, is_orphan) = lines::add(catalogue, profiles, flight, when);
    let says = Says::New {
        when,
        has_flown: flight.state.has_flown(),
    };
    let mut candidate = candidate(flight, None, says, edits, NaiveDate::MAX);
    candidate
        .remarks
        .extend(is_orphan.then_some(Remark::NoOwner));
    Seen::Candidate(Box::new(candidate))
}

fn candidate(
    flight: &Flight,
    milestone: Option<&Milestone>,
    says: Says,
    edits: Vec<Edit>,
    today: NaiveDate,
) -> Candidate {
    let target = milestone.map(|milestone| milestone.entry.id.value.clone());
    let name = milestone
        .map_or(&flight.name, |milestone| &milestone.entry.name)
        .clone();
    let mut candidate = Candidate {
        prints: Vec::new(),
        target,
        name,
        says,
        cites: vec![flight.cited.clone()],
        points: Vec::new(),
        remarks: Vec::new(),
        edits,
        rank: Rank::default(),
    };
    let is_placeholder = flight.state == State::Placeholder;
    candidate
        .remarks
        .extend((flight.state == State::Partial).then_some(Remark::Partial));
    candidate
        .remarks
        .extend(is_placeholder.then_some(Remark::Placeholder));
    candidate.prints = vec![print(flight, &candidate)];
    candidate.rank = rank(flight, milestone, &candidate, today);
    candidate
}

fn print(flight: &Flight, candidate: &Candidate) -> Print {
    let (kind, target) = (
        candidate.kind(),
        candidate.target.as_deref().unwrap_or_default(),
    );
    let of = |kind: Kind, target: &str, value: &str| {
        Print::of(flight.cited.feed, &flight.record, kind, target, value)
    };
    match &candidate.says {
        Says::Date { when, before, .. } => {
            let dates: Vec<String> = before
                .iter()
                .map(|date| date.when.to_string())
                .chain([when.to_string()])
                .collect();
            of(kind, target, &dates.join(" "))
        }
        Says::Outcome { status, actual } => of(kind, target, &format!("{status:?} {actual}")),
        Says::New { when, has_flown } => of(kind, target, &format!("{has_flown} {when}")),
        Says::Question { when, choices } => {
            let mut among: Vec<&Id> = choices.iter().map(|choice| &choice.milestone).collect();
            among.sort_unstable();
            let among: Vec<&str> = among.iter().map(|id| &***id).collect();
            of(
                kind,
                &among.join(" "),
                &when.map_or(String::new(), |when| when.to_string()),
            )
        }
        Says::Conflict(clash) => of(kind, target, &format!("{clash:?}")),
        Says::Count { .. } => of(kind, target, ""),
    }
}

fn rank(
    flight: &Flight,
    milestone: Option<&Milestone>,
    candidate: &Candidate,
    today: NaiveDate,
) -> Rank {
    let is_overdue = milestone
        .and_then(Milestone::newest_when)
        .and_then(When::last)
        .is_some_and(|last| last < today);
    let moved = match &candidate.says {
        Says::Date { when, was, .. } => when
            .last()
            .zip(was.and_then(When::last))
            .map_or(0, |(now, was)| (now - was).num_days().abs()),
        _ => 0,
    };
    let group = match &candidate.says {
        _ if flight.state == State::Placeholder => Group::Placeholder,
        Says::Outcome { .. } if is_overdue => Group::OverdueOutcome,
        Says::Outcome { .. } => Group::Outcome,
        Says::Conflict(_) => Group::Conflict,
        Says::Question { .. } => Group::Question,
        Says::Date { .. } if moved > 0 => Group::Move,
        Says::Date { .. } => Group::Statement,
        Says::Count { .. } => Group::Count,
        Says::New {
            has_flown: false, ..
        } => Group::NewAhead,
        Says::New {
            has_flown: true, ..
        } => Group::NewFlown,
    };
    let day = flight.when.and_then(When::marked_day);
    Rank {
        group,
        moved: -moved,
        is_minor: milestone.is_some_and(|milestone| !milestone.key),
        day,
        launch: flight
            .days()
            .min()
            .zip(Where::of(flight.site))
            .filter(|_| flight.state.has_flown()),
    }
}
