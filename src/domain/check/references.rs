//! Every reference leads somewhere, every source is used and dated, every entry has one.

use crate::domain::catalogue::{
    Entry, EntryRef, Fact, Id, Kind, PROGRAMME, Parts, Recorded, Source, Sources,
};
use crate::domain::diagnostic::{Code, Diagnostic, Findings, quote};
use crate::domain::span::{At, Span};

use super::ids::Known;
use super::name;

/// What a key may refer to.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Target {
    Project,
    Vehicle,
    Milestone,
    /// Whom a milestone is of: a project, vehicle or constellation, or the programme.
    Owner,
}

impl Target {
    fn takes(self, entry: EntryRef) -> bool {
        match self {
            Self::Project => entry.kind == Kind::Project,
            Self::Vehicle => entry.kind == Kind::Vehicle,
            Self::Milestone => entry.kind == Kind::Milestone,
            Self::Owner => entry.kind != Kind::Milestone,
        }
    }

    fn noun(self) -> &'static str {
        match self {
            Self::Project => "project",
            Self::Vehicle => "vehicle",
            Self::Milestone => "milestone",
            Self::Owner => "project, vehicle or constellation",
        }
    }
}

pub(super) fn check(parts: &Parts, known: &Known, found: &mut Findings) {
    let mut links = Links { known, found };
    links.between_entries(parts);
    let mut used = vec![false; parts.sources.len()];
    let mut citations = Citations {
        known,
        used: &mut used,
        found,
    };
    citations.of_all(parts);
    for (source, used) in parts.sources.iter().zip(used) {
        registry(source, used, known, found);
    }
}

struct Links<'a, 'p> {
    known: &'a Known<'p>,
    found: &'a mut Findings,
}

impl Links<'_, '_> {
    fn between_entries(&mut self, parts: &Parts) {
        for vehicle in &parts.vehicles {
            self.all(Target::Project, &vehicle.project);
        }
        for constellation in &parts.constellations {
            self.all(Target::Project, &constellation.project);
            self.all(Target::Vehicle, &constellation.launched_by);
        }
        for milestone in &parts.milestones {
            self.all(Target::Owner, &milestone.of);
            self.all(Target::Milestone, &milestone.needs);
        }
    }

    fn all<'i>(&mut self, target: Target, ids: impl IntoIterator<Item = &'i At<Id>>) {
        for id in ids {
            let found = self.known.entry(&id.value);
            let reserved = target == Target::Owner && id.value.as_ref() == PROGRAMME;
            match found {
                Some(entry) if target.takes(entry) => {}
                _ if reserved => {}
                Some(entry) => self.found.push(wrong_kind(id, entry, target)),
                None if self.known.may_be_unread(&id.value) => {}
                None => self.found.push(self.dangling(id, target)),
            }
        }
    }

    fn dangling(&self, id: &At<Id>, target: Target) -> Diagnostic {
        let message = format!("no {} has the id {}", target.noun(), quote(&id.value));
        let finding = Diagnostic::new(Code::DanglingId, id.span, message);
        if let Some(now) = self.known.now(&id.value) {
            return finding
                .label("an earlier id")
                .replace(id.span, format!("\"{now}\""));
        }
        let nearest = self
            .known
            .nearest_entry(&id.value, |entry| target.takes(entry));
        meant(finding.label("not found"), id.span, nearest, "an entry")
    }
}

fn wrong_kind(id: &At<Id>, entry: EntryRef, target: Target) -> Diagnostic {
    let is = match entry.kind {
        Kind::Project => "project",
        Kind::Vehicle => "vehicle",
        Kind::Constellation => "constellation",
        Kind::Milestone => "milestone",
        Kind::Programme => PROGRAMME,
    };
    let message = format!("{} is a {is}", quote(&id.value));
    Diagnostic::new(Code::DanglingId, id.span, message)
        .label(format!("not a {}", target.noun()))
        .note(format!("name a {} here", target.noun()))
}

fn meant(finding: Diagnostic, span: Span, nearest: Option<&str>, what: &str) -> Diagnostic {
    match nearest {
        Some(id) => finding.replace(span, format!("\"{id}\"")),
        None => finding.note(format!("add {what} with this id, or mend the reference")),
    }
}

/// The walk through all that cites sources.
struct Citations<'a, 'p> {
    known: &'a Known<'p>,
    used: &'a mut [bool],
    found: &'a mut Findings,
}

impl Citations<'_, '_> {
    fn of_all(&mut self, parts: &Parts) {
        let programme = &parts.programme;
        self.cites(&programme.entry.sources);
        self.facts(&programme.targets);
        self.facts(&programme.entry.facts);
        for project in &parts.projects {
            let facts = self.facts(&project.targets);
            let status = self.recorded(project.recorded.as_ref());
            self.entry(&project.entry, facts + status);
        }
        for vehicle in &parts.vehicles {
            let flights = vehicle.flights.as_ref();
            let flights = flights.map_or(0, |flights| self.cites(&flights.source));
            let status = self.recorded(vehicle.recorded.as_ref());
            self.entry(&vehicle.entry, flights + status);
        }
        for constellation in &parts.constellations {
            let counts = constellation.counts.iter().map(|count| &count.source);
            let plans = constellation.plans.iter().map(|plan| &plan.source);
            let ledgers: usize = counts.chain(plans).map(|ids| self.cites(ids)).sum();
            let status = self.recorded(constellation.recorded.as_ref());
            self.entry(&constellation.entry, ledgers + status);
        }
        for milestone in &parts.milestones {
            let statements = milestone.statements.iter();
            let ledger: usize = statements.map(|said| self.cites(&said.source)).sum();
            let status = self.recorded(Some(&milestone.recorded));
            self.entry(&milestone.entry, ledger + status);
        }
    }

    /// Checks what every entry has; `others` is how many sources it cites elsewhere.
    fn entry(&mut self, entry: &Entry, others: usize) {
        let cited = others + self.cites(&entry.sources) + self.facts(&entry.facts);
        if cited == 0 && self.known.is_whole(entry) {
            let message = format!("{} has no source", name(entry));
            let finding = Diagnostic::new(Code::EntryWithoutSource, entry.id.span, message)
                .note("add `sources = [\"…\"]` with the id of who says so");
            self.found.push(finding);
        }
    }

    fn facts(&mut self, facts: &[Fact]) -> usize {
        facts.iter().map(|fact| self.cites(&fact.source)).sum()
    }

    fn recorded<S>(&mut self, recorded: Option<&Recorded<S>>) -> usize {
        recorded.map_or(0, |recorded| self.cites(&recorded.source))
    }

    /// Marks the sources as used, and says how many there are.
    fn cites(&mut self, ids: &Sources) -> usize {
        for id in ids {
            if let Some(index) = self.known.source(&id.value) {
                if let Some(used) = self.used.get_mut(index) {
                    *used = true;
                }
            } else if !self.known.may_be_unread(&id.value) {
                let message = format!("no source has the id {}", quote(&id.value));
                let finding =
                    Diagnostic::new(Code::DanglingId, id.span, message).label("not found");
                let nearest = self.known.nearest_source(&id.value);
                self.found
                    .push(meant(finding, id.span, nearest, "a source"));
            }
        }
        ids.len()
    }
}

fn registry(source: &Source, used: bool, known: &Known, found: &mut Findings) {
    let id = quote(&source.id.value);
    if source.date.is_none() && !known.may_be_unread(&source.id.value) {
        let finding = Diagnostic::new(
            Code::SourceWithoutDate,
            source.id.span,
            format!("the source {id} has no date"),
        );
        found.push(finding.note(
            "add `date = 2026-03-31`, or \"2026-03\" or \"2026\" if that is all that is known",
        ));
    }
    if !used && known.all_whole() {
        let finding = Diagnostic::new(
            Code::SourceUnused,
            source.id.span,
            format!("the source {id} is never used"),
        );
        found.push(finding.note("name it where it belongs, or remove it"));
    }
}
