//! A milestone told in a sentence that could stand in an article.

use super::Screen;
use crate::domain::catalogue::Milestone;
use crate::domain::keyword::MilestoneStatus;
use crate::domain::ledger::Moves;
use crate::domain::slip::Slip;
use crate::domain::standing::{self, Standing};

/// "Maiden flight of Soyuz-5: first promised for 2022, done on 2026-04-30, 40 months later than first
/// said, after 4 later dates."
pub(super) fn sentence(index: usize, screen: &Screen) -> Option<String> {
    let milestone = screen.shown.catalogue.milestones().get(index)?;
    let standing = screen.shown.board.standings.get(index)?;
    let mut parts = Vec::new();
    if let Some(first) = milestone.first() {
        let by = first
            .by
            .as_ref()
            .map(|by| format!(" by {by}"))
            .unwrap_or_default();
        parts.push(format!("first given as {}{by}", first.when));
    }
    parts.push(state(milestone, screen));
    parts.extend(distance(standing));
    let moves = Moves::of(milestone).in_words();
    if !moves.is_empty() {
        parts.push(format!("moves: {moves}"));
    }
    Some(format!("{}: {}.", milestone.entry.name, parts.join("; ")))
}

fn state(milestone: &Milestone, screen: &Screen) -> String {
    let when = milestone.when().map(|when| when.to_string());
    let when = when.as_deref();
    match milestone.recorded.status.value {
        MilestoneStatus::Done => format!("done {}", when.unwrap_or_default()),
        MilestoneStatus::Failed => format!("failed {}", when.unwrap_or_default()),
        MilestoneStatus::Cancelled => "cancelled".to_owned(),
        MilestoneStatus::Planned | MilestoneStatus::InProgress => {
            match (standing::days_overdue(milestone, screen.app.today), when) {
                (Some(days), Some(when)) => {
                    format!(
                        "{when} by the last word, which ended {days} days ago with no outcome on record"
                    )
                }
                (_, Some(when)) => format!("now {when}"),
                (_, None) => "no date on record".to_owned(),
            }
        }
    }
}

fn distance(standing: &Standing) -> Option<String> {
    let slip = standing.since_first?;
    let months = slip.months();
    let least = if matches!(slip, Slip::AtLeast(_)) {
        "at least "
    } else {
        ""
    };
    match months {
        0 => None,
        1.. => Some(format!("{least}{months} months later than first said")),
        _ => Some(format!("{} months earlier than first said", -months)),
    }
}
