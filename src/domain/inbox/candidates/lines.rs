//! The edits of a candidate: those that `say`, `set`, `count` and `add` would make.

use super::{Candidate, tie::Profiles};
use crate::domain::catalogue::{
    Catalogue, Count, Entry, EntryRef, Id, Kind, Milestone, Recorded, Statement,
};
use crate::domain::edit::{Edit, KeyChange};
use crate::domain::file::span::{At, Span};
use crate::domain::format::keyword::{Keyword as _, MilestoneKind, MilestoneStatus};
use crate::domain::inbox::feed::Feed;
use crate::domain::inbox::sighting::{Cited, Dated, Ending, Flight, State, Tally};
use crate::domain::search::folded;
use crate::domain::text::clean::Text;
use crate::domain::text::slug::slug;
use crate::domain::when::{Period, When};

/// Ships that carry people, or what they need.
const CREWED: [(&str, &str); 4] = [
    ("soyuz", "ms"),
    ("progress", "ms"),
    ("crev", ""),
    ("orel", ""),
];
/// The project that those are of.
const CREWED_PROJECT: &str = "manned-cosmonautics";

/// The source, if the registry does not have it.
pub(super) fn cite(catalogue: &Catalogue, cited: &Cited) -> Vec<Edit> {
    let is_there = catalogue.source(&cited.id).is_some();
    let add = || Edit::AddSource(cited.source());
    (!is_there).then(add).into_iter().collect()
}

/// Statements, oldest first, and the ties.
pub(super) fn say(
    catalogue: &Catalogue,
    milestone: &Milestone,
    flight: &Flight,
    dates: &[Dated],
) -> Vec<Edit> {
    let id = &milestone.entry.id.value;
    let mut edits = cite(catalogue, &flight.cited);
    edits.extend(dates.iter().map(|date| Edit::Say {
        milestone: id.clone(),
        statement: statement(date, flight),
    }));
    let ties = ties(milestone, flight);
    if !ties.is_empty() {
        edits.push(Edit::Set {
            id: id.clone(),
            changes: ties,
        });
    }
    edits
}

fn statement(date: &Dated, flight: &Flight) -> Statement {
    Statement {
        said: Some(Period::Day(date.said.day)),
        by: Some(date.said.by.clone()),
        note: date.said.note.clone(),
        ..Statement::new(date.when, [flight.cited.id.clone()])
    }
}

/// The numbers of a record, where its entry does not name them yet.
fn ties(milestone: &Milestone, flight: &Flight) -> Vec<KeyChange> {
    let is_record = matches!(flight.cited.feed, Feed::LaunchLibrary | Feed::Digest);
    let record = Some(&*flight.record).filter(|_| is_record && milestone.ll2.is_none());
    let number = flight
        .cospar
        .as_deref()
        .filter(|_| milestone.cospar.is_none());
    let ties = [("ll2", record), ("cospar", number)];
    ties.iter()
        .filter_map(|(key, value)| Some(KeyChange::set(key, (*value)?)))
        .collect()
}

/// How it came out.
pub(super) fn outcome(
    catalogue: &Catalogue,
    milestone: &Milestone,
    flight: &Flight,
    status: MilestoneStatus,
    actual: When,
) -> Vec<Edit> {
    let reason = flight.reason.as_ref().map(Text::raw);
    let ties = ties(milestone, flight);
    happened(
        catalogue,
        milestone,
        &flight.cited,
        (status, actual, reason),
        ties,
    )
}

/// A satellite or ship came down.
pub(super) fn ended(catalogue: &Catalogue, milestone: &Milestone, ending: &Ending) -> Vec<Edit> {
    let actual = When::In(Period::Day(ending.day));
    let tie = milestone
        .decay
        .is_none()
        .then(|| KeyChange::set("decay", &ending.object));
    let tie = tie.into_iter().collect();
    happened(
        catalogue,
        milestone,
        &ending.cited,
        (MilestoneStatus::Done, actual, None),
        tie,
    )
}

fn happened(
    catalogue: &Catalogue,
    milestone: &Milestone,
    cited: &Cited,
    (status, actual, note): (MilestoneStatus, When, Option<&str>),
    ties: Vec<KeyChange>,
) -> Vec<Edit> {
    let sources = milestone.entry.sources.iter().map(|source| &*source.value);
    let sources: Vec<&str> = sources
        .filter(|id| **id != *cited.id)
        .chain([&*cited.id])
        .collect();
    let mut changes = vec![
        KeyChange::set("status", status.word()),
        KeyChange::set("actual", &actual.to_string()),
        KeyChange::set("status_as_of", &cited.date.to_string()),
    ];
    // What is noted of the status before, and vouches for it, does not hold for this one.
    changes.extend(match note {
        Some(note) => Some(KeyChange::set("status_note", note)),
        None => milestone
            .recorded
            .note
            .is_some()
            .then(|| KeyChange::remove("status_note")),
    });
    let has_source = !milestone.recorded.source.is_empty();
    changes.extend(has_source.then(|| KeyChange::remove("status_source")));
    changes.push(KeyChange::set("sources", &sources.join(", ")));
    changes.extend(ties);
    let mut edits = cite(catalogue, cited);
    edits.push(Edit::Set {
        id: milestone.entry.id.value.clone(),
        changes,
    });
    edits
}

pub(super) fn count(catalogue: &Catalogue, tally: &Tally) -> Vec<Edit> {
    let mut edits = cite(catalogue, &tally.cited);
    edits.push(Edit::Count {
        constellation: tally.constellation.clone(),
        count: Count {
            launched: Some(tally.launched),
            in_orbit: Some(tally.in_orbit),
            lost: Some(tally.lost),
            by: Some(tally.cited.publisher.clone()),
            ..Count::new(Period::Day(tally.on), [tally.cited.id.clone()])
        },
    });
    edits
}

/// A launch that has no entry, as far as it can be filled in.
pub(super) fn add(
    catalogue: &Catalogue,
    profiles: &Profiles<'_>,
    flight: &Flight,
    when: When,
) -> (Vec<Edit>, bool) {
    let placeless = |id: Id| At::new(id, Span::default());
    let payload = flight.payloads.first().unwrap_or(&flight.name);
    // "Progress MS-36 (97P)" is Progress MS-36.
    let bare = payload.raw().split('(').next().unwrap_or_default().trim();
    let bare = if bare.is_empty() { payload.raw() } else { bare };
    let name = format!("{bare} launch");
    let vehicle = profiles.vehicle(&flight.vehicle);
    let of = owners(catalogue, profiles, flight, vehicle);
    let is_orphan = of.is_empty();
    let has_flown = flight.state.has_flown();
    let status = status(flight);
    let date = Dated {
        when,
        said: flight.said.clone(),
    };
    let first = (!has_flown).then(|| statement(&date, flight));
    let vehicle = vehicle
        .and_then(|at| catalogue.entry(at))
        .map(|entry| entry.id.value.clone());
    let is_record = matches!(flight.cited.feed, Feed::LaunchLibrary | Feed::Digest);
    let mut milestone = Milestone::new(free(profiles, &name, when), Text::new(&name), of, first);
    milestone.kind = Some(MilestoneKind::Launch);
    milestone.vehicle = vehicle.map(placeless);
    milestone.ll2 = is_record.then(|| Text::new(&flight.record));
    milestone.cospar = flight.cospar.as_deref().map(Text::new);
    milestone.recorded = Recorded {
        status: At::new(status, Span::default()),
        as_of: has_flown.then_some(Period::Day(flight.updated)),
        note: flight.reason.clone().filter(|_| has_flown),
        source: Vec::new(),
    };
    if has_flown {
        milestone.actual = Some(At::new(when, Span::default()));
        milestone.entry = Entry {
            sources: vec![placeless(flight.cited.id.clone())],
            ..milestone.entry
        };
    }
    let mut edits = cite(catalogue, &flight.cited);
    edits.push(Edit::AddMilestone(Box::new(milestone)));
    (edits, is_orphan)
}

pub(super) fn status(flight: &Flight) -> MilestoneStatus {
    match flight.state {
        state if !state.has_flown() => MilestoneStatus::Planned,
        State::Failure => MilestoneStatus::Failed,
        _ => MilestoneStatus::Done,
    }
}

/// An id of its own: with the date behind it if that of the name is taken.
fn free(profiles: &Profiles<'_>, name: &str, when: When) -> Id {
    let dated = slug(&format!("{name} {when}"));
    let numbered = (2_u32..).map(|number| format!("{dated}-{number}"));
    let mut all = [slug(name), dated.clone()].into_iter().chain(numbered);
    all.find(|id| profiles.is_free(id)).unwrap_or(dated).into()
}

fn is_crewed(payload: &str) -> bool {
    let folded = folded(payload);
    let mut words = folded.split(' ');
    let (first, second) = (
        words.next().unwrap_or_default(),
        words.next().unwrap_or_default(),
    );
    CREWED
        .iter()
        .any(|(ship, series)| *ship == first && (series.is_empty() || *series == second))
}

/// The constellation by its series, else the vehicle, with the project of each; and that of crewed flights.
fn owners(
    catalogue: &Catalogue,
    profiles: &Profiles<'_>,
    flight: &Flight,
    vehicle: Option<EntryRef>,
) -> Vec<Id> {
    let is_crewed = flight.payloads.iter().any(|name| is_crewed(name));
    let constellation = profiles.constellation(flight);
    let project_of = |at: EntryRef| {
        let constellation = catalogue
            .constellations()
            .get(at.index)
            .filter(|_| at.kind == Kind::Constellation);
        let vehicle = catalogue
            .vehicles()
            .get(at.index)
            .filter(|_| at.kind == Kind::Vehicle);
        let project = constellation
            .and_then(|one| one.project.as_ref())
            .or(vehicle.and_then(|one| one.project.as_ref()));
        project.map(|id| id.value.clone())
    };
    let id = |at: EntryRef| catalogue.entry(at).map(|entry| entry.id.value.clone());
    let mut owners: Vec<Id> = constellation
        .into_iter()
        .flat_map(|at| [id(at), project_of(at)])
        .flatten()
        .collect();
    if is_crewed && catalogue.find(CREWED_PROJECT).is_some() {
        owners.push(CREWED_PROJECT.into());
    }
    if owners.is_empty() {
        owners.extend(vehicle.and_then(id));
    }
    owners
}

impl Candidate {
    /// Takes what another source says alike: its source stands beside the first one, and the numbers by which its
    /// record is found ride along.
    pub(super) fn take(&mut self, other: Self) {
        let (sources, lines): (Vec<Edit>, Vec<Edit>) =
            (other.edits.into_iter()).partition(|edit| matches!(edit, Edit::AddSource(_)));
        let cited: Vec<Id> = other.cites.iter().map(|cited| cited.id.clone()).collect();
        for edit in &mut self.edits {
            also_cite(edit, &cited);
            for line in &lines {
                also_tie(edit, line);
            }
        }
        self.edits.splice(0..0, sources);
        self.prints.extend(other.prints);
        self.cites.extend(other.cites);
    }
}

fn also_cite(edit: &mut Edit, more: &[Id]) {
    match edit {
        Edit::Set { changes, .. } => {
            let sources = changes.iter_mut().find(|change| change.key == "sources");
            let Some(typed) = sources.and_then(|change| change.to.as_mut()) else {
                return;
            };
            for id in more {
                if !typed.split(", ").any(|one| *one == **id) {
                    typed.push_str(", ");
                    typed.push_str(id);
                }
            }
        }
        Edit::AddMilestone(milestone) => {
            let sources = more.iter().map(|id| At::new(id.clone(), Span::default()));
            milestone.entry.sources.extend(sources);
        }
        _ => {}
    }
}

/// What one of two edits alike does not tie yet, the other does.
fn also_tie(edit: &mut Edit, other: &Edit) {
    match (edit, other) {
        (Edit::Set { changes, .. }, Edit::Set { changes: more, .. }) => {
            let is_tie = |change: &&KeyChange| matches!(change.key.as_str(), "ll2" | "cospar");
            for tie in more.iter().filter(is_tie) {
                if !changes.iter().any(|change| change.key == tie.key) {
                    changes.push(tie.clone());
                }
            }
        }
        (Edit::AddMilestone(milestone), Edit::AddMilestone(more)) => {
            milestone.ll2 = milestone.ll2.take().or_else(|| more.ll2.clone());
            milestone.cospar = milestone.cospar.take().or_else(|| more.cospar.clone());
        }
        _ => {}
    }
}
