//! What is wrong with a catalogue: messages, the words under a place, advice. What they quote is as wild as
//! the file: whoever shows them cleans them.

use super::{addresses, written};
use crate::domain::catalogue::{Id, PROGRAMME};
use crate::domain::findings::diagnostic::quote;
use crate::domain::findings::fault::{Advice, Against, Fault, LedgerLine, Mark, Phrase};
use crate::domain::format::Target;

pub(super) fn phrase(phrase: &Phrase) -> String {
    match phrase {
        Phrase::Fault(found) => fault(found),
        Phrase::Mark(seen) => mark(seen),
        Phrase::Advice(given) => advice(given),
        Phrase::Flaw(flaw) => written::flaw(flaw),
        Phrase::Sight(sight) => written::sight(sight),
        Phrase::Remedy(remedy) => written::remedy(remedy),
        Phrase::Nothing => String::new(),
    }
}

pub(super) fn replacement(with: &str) -> String {
    if with.is_empty() {
        return "take it out".to_owned();
    }
    format!("write `{with}`")
}

fn fault(fault: &Fault) -> String {
    match fault {
        Fault::Reserved => format!("the id `{PROGRAMME}` is reserved"),
        Fault::UsedTwice(id) => format!("the id {} is used twice", quote(id)),
        Fault::SharedId(id, kind) => {
            let (id, kind) = (quote(id), kind.name());
            format!("the id {id} is that of a {kind} and of a source")
        }
        Fault::EarlierIdInUse(id) => {
            let id = quote(id);
            format!("{id} is listed as an earlier id and is the id of an entry")
        }
        Fault::EarlierIdOfTwo(id) => format!("{} is an earlier id of two entries", quote(id)),
        Fault::NoSource(id) => format!("{} has no source", quote(id)),
        Fault::NoEntry(target, id) => format!("no {} has the id {}", noun(*target), quote(id)),
        Fault::NoSuchSource(id) => format!("no source has the id {}", quote(id)),
        Fault::WrongKind(id, kind) => format!("{} is a {}", quote(id), kind.name()),
        Fault::SourceWithoutDate(id) => format!("the source {} has no date", quote(id)),
        Fault::SourceUnused(id) => format!("the source {} is never used", quote(id)),
        Fault::OutOfOrder(line, said, earlier) => {
            format!("a {} of {said}, after one of {earlier}", of_ledger(*line))
        }
        Fault::UndatedBehindDated(line) => {
            format!("a {} without a day, after one with", of_ledger(*line))
        }
        Fault::MoreWorkingThanInOrbit(working, in_orbit) => {
            format!("{working} satellites work of {in_orbit} in orbit")
        }
        Fault::BeforeAnyDate(id) => format!("{} happened before anybody gave a date", quote(id)),
        Fault::AfterEvent(id) => format!("a date given after {} had happened", quote(id)),
        Fault::BeforeNeeded(id, needed) => {
            format!("{} happened before {}", quote(id), quote(needed))
        }
        Fault::NeedsItself(id) => format!("{} needs itself", quote(id)),
        Fault::NoActual(id, status) => format!("{} is {status}, but not when", quote(id)),
        Fault::ActualIsTbd(id, status) => format!("{} is {status}, but its day is TBD", quote(id)),
        Fault::ActualForbidden(id, status) => {
            format!("{} is {status}, yet it has an actual date", quote(id))
        }
        Fault::OnTrackButOverdue(id, against) => {
            format!("{} is on track, but {} overdue", quote(id), are(against))
        }
        Fault::WeakOutcome(id) => format!("{} is done on the word of weak sources only", quote(id)),
        Fault::OrderUnknown(coarse, sharp) => {
            format!("a statement of {coarse} stands before one of {sharp}")
        }
        Fault::AsOfNotNeeded => "`as_of` of the programme is no longer needed".to_owned(),
        Fault::RetiredButAhead(id, against) => {
            format!(
                "{} is retired, but {} still to come",
                quote(id),
                are(against)
            )
        }
    }
}

fn mark(mark: &Mark) -> String {
    let text = match mark {
        Mark::NamesTheProgramme => "names the whole programme",
        Mark::UsedAgain => "used again here",
        Mark::FirstUsed => "first used here",
        Mark::SetFinds(kind) => return format!("`roscope set` finds the {} by it", kind.name()),
        Mark::TheEntry(kind) => return format!("the {}", kind.name()),
        Mark::EarlierId => "an earlier id",
        Mark::IdOfToday => "an id of today",
        Mark::AlreadyEarlierIdOf(id) => return format!("already in `was` of {}", quote(id)),
        Mark::BadAddress(why) => return addresses::bad_address(why),
        Mark::NotFound => "not found",
        Mark::NotA(target) => return format!("not a {}", noun(*target)),
        Mark::MoveUp => "move this line up",
        Mark::ComesLater => "this one comes later",
        Mark::Happened(when) => return format!("happened {when}"),
        Mark::HasNotHappened => "has not happened",
        Mark::Said(said) => return format!("said {said}"),
        Mark::FirstSaid(said) => return format!("first said {said}"),
        Mark::WhichItNeeds(when) => return format!("which it needs; it happened {when}"),
        Mark::ClosesCircle => "this closes the circle",
        Mark::NeedsActual => "needs `actual`",
        Mark::NoDate => "no date",
        Mark::OnlyWhereOver => "only for done and failed",
        Mark::TheStatus => "the status",
        Mark::AsOf(day) => return format!("as of {day}"),
        Mark::WasDue(when) => return format!("was due {when}"),
        Mark::AllWeak => "no source of official, agency or media grade",
        Mark::MayBeEarlier => "this one may be the earlier",
        Mark::StillToCome => "still to come",
    };
    text.to_owned()
}

fn advice(advice: &Advice) -> String {
    let text = match advice {
        Advice::ChooseAnotherId => "choose another id",
        Advice::ChooseForOne => "an id names one entry for good: choose another for one of the two",
        Advice::RenameSource => "give the source another id, here and where it is named",
        Advice::OwnIdAsEarlier => "`was` lists earlier ids only: take it out",
        Advice::NeverUsedAgain => {
            "an id is never used again: rename the one, or take it out of `was`"
        }
        Advice::KeepOne => "an id names one entry for good: keep it where it belongs",
        Advice::AddSources => "add `sources = [\"…\"]` with the id of who says so",
        Advice::NameA(target) => return format!("name a {} here", noun(*target)),
        Advice::AddEntry => "add an entry with this id, or correct the reference",
        Advice::AddSource => "add a source with this id, or correct the reference",
        Advice::AddDate => {
            "add `date = 2026-03-31`, or \"2026-03\" or \"2026\" if that is all that is known"
        }
        Advice::UseOrRemove => "name it where it belongs, or remove it",
        Advice::OldestFirst => "oldest first, and those without a day before all others",
        Advice::InOrbitCountsAll => "`in_orbit` counts all of them, those that work among them",
        Advice::MendActualOrSaid => {
            "correct `actual` or `said`; a report of the event is a source, not a statement"
        }
        Advice::ReportIsNoPromise => {
            "a report of the event is no promise: list its source in `sources` instead"
        }
        Advice::MendDateOrNeeds => "correct a date or a status, or take the id out of `needs`",
        Advice::TakeOutStep(way, is_longer) => return take_out_step(way, *is_longer),
        Advice::AddActual => {
            "add `actual = 2026-03-31`, or a date such as \"2026-03\" or \"NLT 2025-11\""
        }
        Advice::WriteWhatIsKnown => "write what is known of it: \"2026\", \"NLT 2025-11\"",
        Advice::StatusOrActual => {
            "set the status to \"done\" or \"failed\", or remove `actual`; a date to come is a statement"
        }
        Advice::AddOutcome => "add what happened or the new date, or set another status",
        Advice::NameABetterSource => "name a better source in `status_source`, if there is one",
        Advice::SharpenOrMoveDown => {
            "write the month if it is known, or move the coarser one behind the other"
        }
        Advice::TakeOutAsOf => "take it out: the day of the newest source is computed",
        Advice::SetRetiring => {
            "set the status to \"retiring\", or the milestone to done, failed or cancelled"
        }
    };
    text.to_owned()
}

fn take_out_step(way: &[Id], is_longer: bool) -> String {
    let mut ids: Vec<String> = way.iter().map(|id| quote(id)).collect();
    if is_longer {
        ids.insert(ids.len().saturating_sub(1), "…".to_owned());
    }
    format!("take out one step of {}", ids.join(" → "))
}

fn noun(target: Target) -> &'static str {
    match target {
        Target::Project => "project",
        Target::Vehicle => "vehicle",
        Target::Constellation => "constellation",
        Target::Milestone => "milestone",
        Target::Owner => "project, vehicle or constellation",
    }
}

fn of_ledger(line: LedgerLine) -> &'static str {
    match line {
        LedgerLine::Statement => "statement",
        LedgerLine::Count => "count",
        LedgerLine::Plan => "plan",
    }
}

/// "`a` is", "`a` and 2 more are".
fn are(against: &Against) -> String {
    let first = quote(&against.first);
    match against.more {
        0 => format!("{first} is"),
        more => format!("{first} and {more} more are"),
    }
}
