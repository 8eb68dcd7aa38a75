//! A ledger is written oldest first, and nobody promises what has already happened.

use crate::domain::catalogue::{Count, Milestone, Parts};
use crate::domain::file::span::Span;
use crate::domain::findings::diagnostic::{Code, Diagnostic, Findings};
use crate::domain::findings::fault::{Advice, Fault, LedgerLine, Mark};
use crate::domain::when::Period;

use super::ids::Known;
use super::{name, whole};

pub(super) fn check(parts: &Parts, known: &Known, found: &mut Findings) {
    for constellation in &parts.constellations {
        if known.is_whole(&constellation.entry) {
            constellation
                .counts
                .iter()
                .for_each(|count| working_in_orbit(count, found));
            let counts = constellation.counts.iter();
            in_order(
                LedgerLine::Count,
                counts.map(|count| (Some(count.on), count.place.0)),
                found,
            );
            let plans = constellation.plans.iter();
            in_order(
                LedgerLine::Plan,
                plans.map(|plan| (plan.said, plan.place.0)),
                found,
            );
        }
    }
    for milestone in whole(parts, known) {
        let statements = milestone.statements.iter();
        in_order(
            LedgerLine::Statement,
            statements.map(|said| (said.said, said.place.0)),
            found,
        );
        said_after(milestone, found);
    }
}

/// Lines without a day first, then the others, oldest first. Only what is certain is found: "2026"
/// may well be before "2026-05".
fn in_order(
    line: LedgerLine,
    lines: impl Iterator<Item = (Option<Period>, Span)>,
    found: &mut Findings,
) {
    let mut before: Option<(Period, Span)> = None;
    for (said, span) in lines {
        if let (LedgerLine::Statement, Some((coarse, earlier)), Some(sharp)) = (line, before, said)
            && is_coarser(coarse, sharp)
        {
            let message = Fault::OrderUnknown(coarse, sharp);
            let finding = Diagnostic::new(Code::OrderUnknown, earlier, message);
            found.push(
                finding
                    .related(span, Mark::MayBeEarlier)
                    .note(Advice::SharpenOrMoveDown),
            );
        }
        let fault = match (before, said) {
            (Some((earlier, _)), Some(said)) if said.last() < earlier.first() => {
                Some(Fault::OutOfOrder(line, said, earlier))
            }
            (Some(_), None) => Some(Fault::UndatedBehindDated(line)),
            _ => None,
        };
        if let (Some(fault), Some((_, earlier))) = (fault, before) {
            let finding = Diagnostic::new(Code::StatementsOutOfOrder, span, fault)
                .label(Mark::MoveUp)
                .related(earlier, Mark::ComesLater)
                .note(Advice::OldestFirst);
            found.push(finding);
        }
        before = said.map(|said| (said, span)).or(before);
    }
}

/// The sharper day lies in the coarser one, which may as well be the later of the two.
fn is_coarser(coarse: Period, sharp: Period) -> bool {
    coarse.first() < sharp.first() && sharp.last() <= coarse.last()
}

fn working_in_orbit(count: &Count, found: &mut Findings) {
    if let (Some(working), Some(in_orbit)) = (count.working, count.in_orbit)
        && working > in_orbit
    {
        let message = Fault::MoreWorkingThanInOrbit(working, in_orbit);
        let finding =
            Diagnostic::new(Code::BadValue, count.place.0, message).note(Advice::InOrbitCountsAll);
        found.push(finding);
    }
}

fn said_after(milestone: &Milestone, found: &mut Findings) {
    let Some((actual, last)) =
        (milestone.actual.as_ref()).and_then(|actual| Some((actual, actual.last()?)))
    else {
        return;
    };
    let is_later = |said: Period| said.first() > last;
    if let Some((first, said)) = milestone.dated().next()
        && milestone.dated().all(|(_, said)| is_later(said))
    {
        let message = Fault::BeforeAnyDate(name(&milestone.entry));
        let finding = Diagnostic::new(Code::DoneBeforeFirstStatement, actual.span, message)
            .label(Mark::Happened(actual.value))
            .related(first.place.0, Mark::FirstSaid(said))
            .note(Advice::MendActualOrSaid);
        found.push(finding);
        return;
    }
    for (statement, said) in milestone.dated().filter(|(_, said)| is_later(*said)) {
        let message = Fault::AfterEvent(name(&milestone.entry));
        let finding = Diagnostic::new(Code::SaidAfterEvent, statement.place.0, message)
            .label(Mark::Said(said))
            .related(actual.span, Mark::Happened(actual.value))
            .note(Advice::ReportIsNoPromise);
        found.push(finding);
    }
}
