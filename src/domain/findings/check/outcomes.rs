//! The status that was recorded, against what happened and what the dates say.

use std::collections::HashMap;

use chrono::NaiveDate;

use crate::domain::catalogue::{Entry, Milestone, Parts};
use crate::domain::computed::standing::days_overdue;
use crate::domain::file::span::Span;
use crate::domain::findings::diagnostic::{Code, Diagnostic, Findings};
use crate::domain::findings::fault::{Advice, Against, Fault, Mark};
use crate::domain::format::keyword::{
    Grade, Keyword, MilestoneStatus, ProjectStatus, VehicleStatus,
};
use crate::domain::when::When;

use super::ids::Known;
use super::{name, whole};

pub(super) fn check(parts: &Parts, known: &Known, found: &mut Findings) {
    for milestone in whole(parts, known) {
        found.extend(actual(milestone));
        found.extend(weak_outcome(milestone, parts, known));
    }
    found.extend(as_of(parts));
    if let Some(newest) = parts.newest_source() {
        on_track(parts, known, newest.first(), found);
    }
    retired(parts, known, found);
}

/// The day of the newest source is computed.
fn as_of(parts: &Parts) -> Option<Diagnostic> {
    let as_of = parts.programme.as_of.as_ref()?;
    let finding = Diagnostic::new(Code::AsOfNotNeeded, as_of.span, Fault::AsOfNotNeeded);
    Some(finding.note(Advice::TakeOutAsOf))
}

/// A thing that is done rests on a source that can be trusted.
fn weak_outcome(milestone: &Milestone, parts: &Parts, known: &Known) -> Option<Diagnostic> {
    let status = &milestone.recorded.status;
    if status.value != MilestoneStatus::Done {
        return None;
    }
    let of_outcome = &milestone.recorded.source;
    let cited = if of_outcome.is_empty() {
        &milestone.entry.sources
    } else {
        of_outcome
    };
    let mut grades = cited.iter().filter_map(|id| {
        let source = parts.sources.get(known.source(&id.value)?);
        source.map(|source| source.grade)
    });
    let first = grades.next()?;
    (first == Grade::Weak && grades.all(|grade| grade == Grade::Weak)).then(|| {
        let message = Fault::WeakOutcome(name(&milestone.entry));
        Diagnostic::new(Code::WeakOutcome, status.span, message)
            .label(Mark::AllWeak)
            .note(Advice::NameABetterSource)
    })
}

/// What happened has its date, and nothing else has one.
fn actual(milestone: &Milestone) -> Option<Diagnostic> {
    let status = &milestone.recorded.status;
    let word = status.word();
    match (&milestone.actual, status.has_happened()) {
        (None, true) => {
            let message = Fault::NoActual(name(&milestone.entry), word);
            let finding = Diagnostic::new(Code::ActualMissing, status.span, message)
                .label(Mark::NeedsActual)
                .note(Advice::AddActual);
            Some(finding)
        }
        (Some(actual), true) if actual.value == When::Tbd => {
            let message = Fault::ActualIsTbd(name(&milestone.entry), word);
            let finding = Diagnostic::new(Code::ActualMissing, actual.span, message)
                .label(Mark::NoDate)
                .note(Advice::WriteWhatIsKnown);
            Some(finding)
        }
        (Some(actual), false) => {
            let message = Fault::ActualForbidden(name(&milestone.entry), word);
            let finding = Diagnostic::new(Code::ActualForbidden, actual.span, message)
                .label(Mark::OnlyWhereOver)
                .related(status.span, Mark::TheStatus)
                .note(Advice::StatusOrActual);
            Some(finding)
        }
        _ => None,
    }
}

/// An entry whose status is at odds with some of its milestones.
struct Suspect<'p> {
    entry: &'p Entry,
    status: Span,
    /// The first milestone that contradicts, and how many do.
    against: Option<(&'p Milestone, usize)>,
}

/// Milestones by whom they are of: only the suspects are looked up.
fn contradict<'p>(
    suspects: &mut HashMap<&'p str, Suspect<'p>>,
    milestones: impl Iterator<Item = &'p Milestone>,
) {
    for milestone in milestones {
        for id in &milestone.of {
            if let Some(suspect) = suspects.get_mut(id.value.as_ref()) {
                let (_, count) = suspect.against.get_or_insert((milestone, 0));
                *count += 1;
            }
        }
    }
}

fn on_track(parts: &Parts, known: &Known, today: NaiveDate, found: &mut Findings) {
    let mut suspects: HashMap<&str, Suspect> = (parts.projects.iter())
        .filter(|project| known.is_whole(&project.entry))
        .filter_map(|project| {
            let status = project.recorded.status?;
            (status.value == ProjectStatus::OnTrack).then(|| suspect(&project.entry, status.span))
        })
        .collect();
    let overdue = whole(parts, known)
        .filter(|milestone| milestone.key && days_overdue(milestone, today).is_some());
    contradict(&mut suspects, overdue);
    for (suspect, milestone, count) in suspects.values().filter_map(contradicted) {
        let due = milestone.newest_when().unwrap_or(When::Tbd);
        let message = Fault::OnTrackButOverdue(name(suspect.entry), against(milestone, count));
        let finding = Diagnostic::new(Code::OnTrackButOverdue, suspect.status, message)
            .label(Mark::AsOf(today))
            .related(milestone.entry.id.span, Mark::WasDue(due))
            .note(Advice::AddOutcome);
        found.push(finding);
    }
}

fn retired(parts: &Parts, known: &Known, found: &mut Findings) {
    let mut suspects: HashMap<&str, Suspect> = (parts.vehicles.iter())
        .filter(|vehicle| known.is_whole(&vehicle.entry))
        .filter_map(|vehicle| {
            let status = vehicle.recorded.status?;
            (status.value == VehicleStatus::Retired).then(|| suspect(&vehicle.entry, status.span))
        })
        .collect();
    contradict(
        &mut suspects,
        whole(parts, known).filter(|milestone| milestone.is_open()),
    );
    for (suspect, milestone, count) in suspects.values().filter_map(contradicted) {
        let message = Fault::RetiredButAhead(name(suspect.entry), against(milestone, count));
        let finding = Diagnostic::new(Code::RetiredButAhead, suspect.status, message)
            .related(milestone.entry.id.span, Mark::StillToCome)
            .note(Advice::SetRetiring);
        found.push(finding);
    }
}

fn suspect(entry: &Entry, status: Span) -> (&str, Suspect<'_>) {
    let suspect = Suspect {
        entry,
        status,
        against: None,
    };
    (entry.id.value.as_ref(), suspect)
}

fn contradicted<'s, 'p>(
    suspect: &'s Suspect<'p>,
) -> Option<(&'s Suspect<'p>, &'p Milestone, usize)> {
    let (milestone, count) = suspect.against?;
    Some((suspect, milestone, count))
}

fn against(milestone: &Milestone, count: usize) -> Against {
    Against {
        first: name(&milestone.entry),
        more: count - 1,
    }
}
