//! What is computed, in a few words: verdicts, moves, slack, the outlook.

use chrono::NaiveDate;

use super::prose::counted;
use crate::domain::catalogue::Catalogue;
use crate::domain::computed::agenda::{Fit, Float};
use crate::domain::computed::ledger::Moves;
use crate::domain::computed::outlook::{LEAST, Outlook};
use crate::domain::computed::record::{By, Horizon};
use crate::domain::computed::slip::{self, Move};
use crate::domain::computed::standing::DatesSay;
use crate::domain::when::Window;
use crate::words::Noun;

pub(super) fn verdict(says: DatesSay) -> &'static str {
    match says {
        DatesSay::Cancelled => "cancelled",
        DatesSay::Event => "event",
        DatesSay::Done => "done",
        DatesSay::Undated => "no date",
        DatesSay::OnPlan => "on plan",
        DatesSay::Slipping => "slipping",
        DatesSay::NoWord => "no word",
        DatesSay::Late => "late",
        DatesSay::InDoubt => "in doubt",
        DatesSay::Missed => "missed",
        DatesSay::Failed => "failed",
    }
}

pub(super) fn moved(moved: Move) -> &'static str {
    match moved {
        Move::First => "first",
        Move::Repeated => "repeated",
        Move::OrderUnknown => "order unknown",
        Move::TakenBack => "taken back",
        Move::Narrowed => "narrowed",
        Move::Widened => "widened",
        Move::Later => "later",
        Move::Earlier => "earlier",
    }
}

/// "4 later, 1 narrowed".
pub(super) fn moves(moves: Moves) -> String {
    let counted = [
        (moves.later, "later"),
        (moves.earlier, "earlier"),
        (moves.taken_back, "taken back"),
        (moves.narrowed, "narrowed"),
        (moves.widened, "widened"),
        (moves.repeated, "repeated"),
        (moves.order_unknown, "of unknown order"),
    ];
    let words: Vec<String> = counted
        .iter()
        .filter(|(count, _)| *count > 0)
        .map(|(count, word)| format!("{count} {word}"))
        .collect();
    words.join(", ")
}

/// "slack 7 months", "slack 12 days at most", "no slack", "impossible dates".
pub(super) fn slack(float: Float) -> String {
    match float.fit {
        Some(Fit::Impossible) => return "impossible dates".to_owned(),
        Some(Fit::NoFloat) => return "no slack".to_owned(),
        None => {}
    }
    let bound = if float.at_most { " at most" } else { "" };
    let far = match slip::months(float.days) {
        0 | 1 => counted(float.days, Noun::Day),
        months => counted(months, Noun::Month),
    };
    format!("slack {far}{bound}")
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
        By::Speaker(_) => "by speaker",
    }
}

pub(super) fn cut<'a>(by: &'a By, catalogue: &'a Catalogue) -> &'a str {
    match by {
        By::All => "all promises",
        By::First => "first dates",
        By::Horizon(ahead) => horizon(*ahead),
        By::Project(_) | By::Vehicle(_) | By::Constellation(_) | By::Speaker(_) => {
            by.name(catalogue)
        }
    }
}

/// Always labelled as arithmetic, with how many promises it rests on.
pub(super) fn outlook(outlook: Option<&Outlook>) -> String {
    let Some(outlook) = outlook else {
        return format!("Fewer than {LEAST} comparable promises: no estimate.");
    };
    format!(
        "{} comparable promises (made {}, not kept by this age): half came true {}, 80 % {}. Arithmetic, not a \
         forecast.",
        outlook.n,
        horizon(outlook.horizon),
        stretch(outlook.half),
        stretch(outlook.four_fifths),
    )
}

/// "between Mar 2027 and Jan 2029", "from Mar 2027".
fn stretch(window: Window) -> String {
    let month = |day: NaiveDate| day.format("%b %Y").to_string();
    match (window.first, window.last) {
        (Some(first), Some(last)) if month(first) == month(last) => format!("in {}", month(first)),
        (Some(first), Some(last)) => format!("between {} and {}", month(first), month(last)),
        (Some(first), None) => format!("from {}", month(first)),
        (None, Some(last)) => format!("by {}", month(last)),
        (None, None) => "never on record".to_owned(),
    }
}
