//! What a milestone needs comes first: no circles, and nothing done before it.

use std::collections::HashMap;

use crate::domain::catalogue::{Id, Milestone, Parts};
use crate::domain::file::span::At;
use crate::domain::findings::diagnostic::{Code, Diagnostic, Findings};
use crate::domain::findings::fault::{Advice, Fault, Mark};

use super::ids::Known;
use super::{name, whole};

pub(super) fn check(parts: &Parts, known: &Known, found: &mut Findings) {
    let milestones = &parts.milestones;
    let by_id: HashMap<&str, usize> = (milestones.iter().enumerate())
        .map(|(index, milestone)| (milestone.entry.id.value.as_ref(), index))
        .collect();
    Circles::new(milestones, &by_id).find(found);
    for milestone in whole(parts, known).filter(|milestone| !milestone.needs.is_empty()) {
        for id in &milestone.needs {
            let needed = by_id.get(id.value.as_ref()).map(|at| &milestones[*at]);
            if let Some(needed) = needed.filter(|needed| known.is_whole(&needed.entry)) {
                found.extend(done_too_early(milestone, id, needed));
            }
        }
    }
}

fn done_too_early(done: &Milestone, id: &At<Id>, needed: &Milestone) -> Option<Diagnostic> {
    let actual = done.actual.as_ref()?;
    let (place, state) = match &needed.actual {
        Some(theirs) if theirs.first() > actual.last() && actual.last().is_some() => {
            (theirs.span, Mark::Happened(theirs.value))
        }
        None if needed.is_open() => (needed.recorded.status.span, Mark::HasNotHappened),
        _ => return None,
    };
    let message = Fault::BeforeNeeded(name(&done.entry), id.value.clone());
    let finding = Diagnostic::new(Code::DoneBeforeNeeds, id.span, message)
        .label(Mark::WhichItNeeds(actual.value))
        .related(place, state)
        .note(Advice::MendDateOrNeeds);
    Some(finding)
}

/// The search for milestones that, over some steps, need themselves: depth first, on a stack of its
/// own, every milestone entered once.
struct Circles<'p> {
    milestones: &'p [Milestone],
    by_id: &'p HashMap<&'p str, usize>,
    states: Vec<State>,
    /// The way from the start to here: a milestone, and how many of its needs were followed.
    way: Vec<(usize, usize)>,
}

#[derive(Clone, Copy, PartialEq, Eq)]
enum State {
    New,
    OnTheWay,
    Left,
}

impl<'p> Circles<'p> {
    fn new(milestones: &'p [Milestone], by_id: &'p HashMap<&'p str, usize>) -> Self {
        Self {
            milestones,
            by_id,
            states: vec![State::New; milestones.len()],
            way: Vec::new(),
        }
    }

    fn find(mut self, found: &mut Findings) {
        for start in 0..self.milestones.len() {
            if self.states[start] == State::New {
                self.enter(start);
            }
            while let Some((here, followed)) = self.way.last_mut() {
                let here = *here;
                let need = self.milestones[here].needs.get(*followed);
                *followed += 1;
                if let Some(need) = need {
                    self.follow(need, found);
                } else {
                    self.states[here] = State::Left;
                    self.way.pop();
                }
            }
        }
    }

    fn enter(&mut self, milestone: usize) {
        self.states[milestone] = State::OnTheWay;
        self.way.push((milestone, 0));
    }

    fn follow(&mut self, need: &At<Id>, found: &mut Findings) {
        let Some(next) = self.by_id.get(need.value.as_ref()).copied() else {
            return;
        };
        match self.states[next] {
            State::New => self.enter(next),
            State::OnTheWay => found.push(self.circle(need, next)),
            State::Left => {}
        }
    }

    fn circle(&self, need: &At<Id>, start: usize) -> Diagnostic {
        const SHOWN: usize = 6;
        let from = self
            .way
            .iter()
            .position(|(milestone, _)| *milestone == start);
        let steps = self.way.get(from.unwrap_or(0)..).unwrap_or_default();
        let mut ids: Vec<Id> = (steps.iter().take(SHOWN))
            .map(|(milestone, _)| name(&self.milestones[*milestone].entry))
            .collect();
        ids.push(need.value.clone());
        let message = Fault::NeedsItself(need.value.clone());
        Diagnostic::new(Code::NeedsCycle, need.span, message)
            .label(Mark::ClosesCircle)
            .note(Advice::TakeOutStep(ids, steps.len() > SHOWN))
    }
}
