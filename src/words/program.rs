//! The words for programs, in JSON and CSV: the same in every tongue, and never changed in passing.

use super::english::told::told;
use crate::domain::catalogue::Catalogue;
use crate::domain::changes::{Of, Part, PartEdit, Subject, What};
use crate::domain::computed::agenda::{Fit, Float};
use crate::domain::computed::record::{By, Horizon};
use crate::domain::computed::slip::{self, Move};
use crate::domain::computed::standing::{State, Verdict};

/// "done", "failed", "cancelled", "missed", "no-word", "open", "tbd".
pub fn state(state: State) -> &'static str {
    state.into()
}

/// "on-plan", "slipping", "late", "in-doubt".
pub fn verdict(verdict: Verdict) -> &'static str {
    verdict.into()
}

/// What a statement does to the one before.
pub fn moved(moved: Move) -> &'static str {
    match moved {
        Move::First => "first",
        Move::Repeated => "repeated",
        Move::OrderUnknown => "order-unknown",
        Move::TakenBack => "taken-back",
        Move::Narrowed => "narrowed",
        Move::Widened => "widened",
        Move::Later => "later",
        Move::Earlier => "earlier",
    }
}

pub fn horizon(horizon: Horizon) -> &'static str {
    match horizon {
        Horizon::Near => "under 6 months ahead",
        Horizon::Middle => "6 to 24 months ahead",
        Horizon::Far => "over 24 months ahead",
    }
}

/// The room between two milestones that need each other.
pub fn float(float: Float) -> String {
    match float.fit {
        Some(Fit::Impossible) => return "impossible as stated".to_owned(),
        Some(Fit::NoFloat) => return "no float".to_owned(),
        None => {}
    }
    let bound = if float.at_most { "at most " } else { "" };
    let (count, unit) = match slip::months(float.days) {
        0 | 1 => (float.days, "day"),
        months => (months, "month"),
    };
    let plural = if count == 1 { "" } else { "s" };
    format!("{bound}{count} {unit}{plural} of float")
}

pub fn cuts(by: &By) -> &'static str {
    match by {
        By::All | By::First => "all",
        By::Horizon(_) => "by how far ahead",
        By::Project(_) => "by project",
        By::Vehicle(_) => "by vehicle",
        By::Constellation(_) => "by constellation",
        By::Speaker(_) => "by who said it",
    }
}

/// The name of a cut of the track record.
pub fn cut<'a>(by: &'a By, catalogue: &'a Catalogue) -> &'a str {
    match by {
        By::All => "all statements",
        By::First => "first dates given",
        By::Horizon(ahead) => horizon(*ahead),
        By::Project(_) | By::Vehicle(_) | By::Constellation(_) | By::Speaker(_) => {
            by.name(catalogue)
        }
    }
}

/// "milestone", "source".
pub fn kind(subject: &Subject) -> &'static str {
    match subject.of {
        Of::Entry(kind) => kind.name(),
        Of::Source => "source",
    }
}

/// The change in a word or two.
pub fn change(what: &What) -> &'static str {
    match what {
        What::Done { .. } => "done",
        What::Failed { .. } => "failed",
        What::Cancelled => "cancelled",
        What::Reopened { .. } => "reopened",
        What::Moved { moved, .. } => match moved {
            Move::First => "first date",
            Move::Repeated => "repeated",
            Move::OrderUnknown => "order unknown",
            Move::TakenBack => "taken back",
            Move::Narrowed => "narrowed",
            Move::Widened => "widened",
            Move::Later => "later",
            Move::Earlier => "earlier",
        },
        What::Status { .. } => "status",
        What::Added => "added",
        What::Removed => "removed",
        What::Renamed { .. } => "renamed",
        What::Edited(part, edit) => edited(part, edit),
    }
}

fn edited(part: &Part, edit: &PartEdit) -> &'static str {
    match (part, edit) {
        (Part::Statement, PartEdit::Added(_)) => "old statement",
        (Part::Statement | Part::Count | Part::Plan, PartEdit::Removed(_)) => "struck out",
        (Part::Statement | Part::Count | Part::Plan, PartEdit::Changed { .. }) => "rewritten",
        (Part::Statement | Part::Count | Part::Plan, PartEdit::Reordered) => "reordered",
        (Part::Count, _) => "count",
        (Part::Flights, _) => "flights",
        (Part::Plan, _) => "plan",
        (Part::Fact(_), _) => "fact",
        (Part::Target(_), _) => "target",
        (Part::Field(_), _) => "edited",
    }
}

/// How it was and how it is: dates, statuses, ids, lines.
pub fn sides(what: &What) -> (Option<String>, Option<String>) {
    let word = |status: Option<&'static str>| status.map(str::to_owned);
    match what {
        What::Done { actual, .. } | What::Failed { actual } => (None, Some(actual.to_string())),
        What::Cancelled | What::Added | What::Removed => (None, None),
        What::Reopened { was, is } => (word(Some(was)), word(Some(is))),
        What::Status { was, is } => (word(*was), word(*is)),
        What::Moved { from, to, .. } => (from.map(|from| from.to_string()), Some(to.to_string())),
        What::Renamed { was, is } => (Some(was.to_string()), Some(is.to_string())),
        What::Edited(_, edit) => match edit {
            PartEdit::Added(to) => (None, Some(told(to))),
            PartEdit::Removed(from) => (Some(told(from)), None),
            PartEdit::Changed { from, to } => (Some(told(from)), Some(told(to))),
            PartEdit::Reordered => (None, None),
        },
    }
}
