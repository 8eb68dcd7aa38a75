//! What is computed, in a few words: verdicts, moves, slack, the outlook.

use chrono::NaiveDate;

use super::prose::counted;
use crate::domain::agenda::{Fit, Float};
use crate::domain::catalogue::Catalogue;
use crate::domain::ledger::Moves;
use crate::domain::outlook::{LEAST, Outlook};
use crate::domain::record::{By, Horizon};
use crate::domain::slip::{self, Move};
use crate::domain::standing::DatesSay;
use crate::domain::when::Window;
use crate::words::Noun;

pub(super) fn verdict(says: DatesSay) -> &'static str {
    match says {
        DatesSay::Cancelled => "cancelled",
        DatesSay::Done => "done",
        DatesSay::Undated => "no date",
        DatesSay::OnPlan => "on plan",
        DatesSay::Slipping => "slipping",
        DatesSay::Late => "late",
        DatesSay::Overdue => "overdue",
        DatesSay::Failed => "failed",
    }
}

pub(super) fn moved(moved: Move) -> &'static str {
    match moved {
        Move::First => "first",
        Move::Same => "same",
        Move::Sharper => "sharper",
        Move::Vaguer => "vaguer",
        Move::Later => "later",
        Move::Earlier => "earlier",
    }
}

/// "4 later, 1 sharper".
pub(super) fn moves(moves: Moves) -> String {
    let counted = [
        (moves.later, "later"),
        (moves.earlier, "earlier"),
        (moves.sharper, "sharper"),
        (moves.vaguer, "vaguer"),
        (moves.same, "repeated"),
    ];
    let words: Vec<String> = counted
        .iter()
        .filter(|(count, _)| *count > 0)
        .map(|(count, word)| format!("{count} {word}"))
        .collect();
    words.join(", ")
}

/// "7 months of float", "at most 12 days of float", "no float", "impossible as stated".
pub(super) fn slack(float: Float) -> String {
    match float.fit {
        Some(Fit::Impossible) => return "impossible as stated".to_owned(),
        Some(Fit::NoFloat) => return "no float".to_owned(),
        None => {}
    }
    let bound = if float.at_most { "at most " } else { "" };
    let far = match slip::months(float.days) {
        0 | 1 => counted(float.days, Noun::Day),
        months => counted(months, Noun::Month),
    };
    format!("{bound}{far} of float")
}

pub(super) fn horizon(horizon: Horizon) -> &'static str {
    match horizon {
        Horizon::Near => "under 6 months ahead",
        Horizon::Middle => "6 to 24 months ahead",
        Horizon::Far => "over 24 months ahead",
    }
}

pub(super) fn cuts(by: &By) -> &'static str {
    match by {
        By::All | By::First => "all",
        By::Horizon(_) => "by how far ahead",
        By::Project(_) => "by project",
        By::Vehicle(_) => "by vehicle",
        By::Constellation(_) => "by constellation",
        By::Speaker(_) => "by who said it",
    }
}

pub(super) fn cut<'a>(by: &'a By, catalogue: &'a Catalogue) -> &'a str {
    match by {
        By::All => "all statements",
        By::First => "first dates given",
        By::Horizon(ahead) => horizon(*ahead),
        By::Project(_) | By::Vehicle(_) | By::Constellation(_) | By::Speaker(_) => {
            by.name(catalogue)
        }
    }
}

/// Always labelled as arithmetic, with how many promises it rests on.
pub(super) fn outlook(outlook: Option<&Outlook>) -> String {
    let Some(outlook) = outlook else {
        return format!(
            "The record says nothing here: it takes {LEAST} resolved promises of the same kind."
        );
    };
    format!(
        "Going by the {} promises on record made {} that came true from here on, and by those still \
         open: half come true {}, four fifths {}. Arithmetic on the record, not a forecast.",
        outlook.n,
        horizon(outlook.horizon),
        stretch(outlook.half),
        stretch(outlook.four_fifths),
    )
}

/// "from Mar 2027 to Jan 2029", "from Mar 2027 on".
fn stretch(window: Window) -> String {
    let month = |day: NaiveDate| day.format("%b %Y").to_string();
    match (window.first, window.last) {
        (Some(first), Some(last)) if month(first) == month(last) => format!("in {}", month(first)),
        (Some(first), Some(last)) => format!("from {} to {}", month(first), month(last)),
        (Some(first), None) => format!("from {} on", month(first)),
        (None, Some(last)) => format!("by {}", month(last)),
        (None, None) => "at no time on record".to_owned(),
    }
}
