//! A change in words.

use std::borrow::Cow;
use std::fmt::{self, Display, Formatter};

use super::{Change, Edit, Kept, Of, Part, Subject, What};
use crate::domain::catalogue::Kind;
use crate::domain::prose::counted;
use crate::domain::slip::{Move, Slip};

/// "Maiden flight of Soyuz-5: 2025-12 → 2026-03, slipped +3 months".
impl Display for Change {
    fn fmt(&self, f: &mut Formatter<'_>) -> fmt::Result {
        let name = &self.subject.name;
        match self.subject.of {
            Of::Entry(_) => write!(f, "{name}: {}", self.what),
            Of::Source => write!(f, "source \"{name}\": {}", self.what),
        }
    }
}

impl Change {
    /// "(Baranov, 2026-01-27)": who said it, and when; none where nothing is known of it.
    pub fn said(&self) -> Option<String> {
        let on = self.on.map(|on| on.to_string());
        let parts: Vec<String> = self.by.iter().map(ToString::to_string).chain(on).collect();
        (!parts.is_empty()).then(|| parts.join(", "))
    }
}

impl Subject {
    /// "milestone", "source".
    pub fn kind(&self) -> &'static str {
        match self.of {
            Of::Entry(Kind::Programme) => "programme",
            Of::Entry(Kind::Project) => "project",
            Of::Entry(Kind::Vehicle) => "vehicle",
            Of::Entry(Kind::Constellation) => "constellation",
            Of::Entry(Kind::Milestone) => "milestone",
            Of::Source => "source",
        }
    }
}

impl Display for What {
    fn fmt(&self, f: &mut Formatter<'_>) -> fmt::Result {
        match self {
            Self::Done { actual, kept } => {
                write!(f, "done {actual}")?;
                match kept {
                    Some(kept) => write!(f, ", {kept}"),
                    None => Ok(()),
                }
            }
            Self::Failed { actual } => write!(f, "failed {actual}"),
            Self::Cancelled => f.write_str("cancelled"),
            Self::Reopened { was, is } => write!(f, "{was} → {is}"),
            Self::Moved {
                moved,
                from,
                to,
                slip,
            } => {
                if let Some(from) = from.filter(|_| *moved != Move::Same) {
                    write!(f, "{from} → ")?;
                }
                write!(f, "{to}, {}", moved_word(*moved))?;
                slip.map_or(Ok(()), |slip| write!(f, " {}", signed(slip)))
            }
            Self::Status { was, is } => {
                let word = |status: Option<&'static str>| status.unwrap_or("unstated");
                write!(f, "{} → {}", word(*was), word(*is))
            }
            Self::Added => f.write_str("added"),
            Self::Removed => f.write_str("removed"),
            Self::Renamed { was } => write!(f, "renamed, was {was}"),
            Self::Edited(part, edit) => edited(f, part, edit),
        }
    }
}

fn edited(f: &mut Formatter<'_>, part: &Part, edit: &Edit) -> fmt::Result {
    let name = part.name();
    let is_history = matches!(part, Part::Statement | Part::Count | Part::Plan);
    match edit {
        Edit::Added(to) if *part == Part::Statement => {
            write!(f, "earlier statement recorded: {to}")
        }
        Edit::Added(to) => write!(f, "{name} added: {to}"),
        Edit::Removed(from) => write!(f, "{name} removed: {from}"),
        Edit::Changed { from, to } if is_history => write!(f, "{name} rewritten: {from} → {to}"),
        Edit::Changed { from, to } => write!(f, "{name}: {from} → {to}"),
        Edit::Reordered => write!(f, "{name}: in another order"),
    }
}

impl What {
    /// The change in a word or two, for a column and for programs.
    pub fn word(&self) -> &'static str {
        match self {
            Self::Done { .. } => "done",
            Self::Failed { .. } => "failed",
            Self::Cancelled => "cancelled",
            Self::Reopened { .. } => "reopened",
            Self::Moved { moved, .. } => moved_word(*moved),
            Self::Status { .. } => "status",
            Self::Added => "added",
            Self::Removed => "removed",
            Self::Renamed { .. } => "renamed",
            Self::Edited(part, edit) => part.word(edit),
        }
    }
}

fn moved_word(moved: Move) -> &'static str {
    match moved {
        Move::First => "first date",
        Move::Same => "said again",
        Move::Sharper => "sharper",
        Move::Vaguer => "vaguer",
        Move::Later => "slipped",
        Move::Earlier => "pulled in",
    }
}

impl Part {
    /// "statement", "Payload to LEO", "launch mass in t".
    pub fn name(&self) -> Cow<'_, str> {
        Cow::Borrowed(match self {
            Self::Statement => "statement",
            Self::Count => "count",
            Self::Plan => "plan",
            Self::Flights => "flights",
            Self::Fact(label) => label,
            Self::Target(label) => return Cow::Owned(format!("target {label}")),
            Self::Field(name) => name,
        })
    }

    fn word(&self, edit: &Edit) -> &'static str {
        match (self, edit) {
            (Self::Statement, Edit::Added(_)) => "old statement",
            (Self::Statement, Edit::Removed(_)) => "unsaid",
            (Self::Count, Edit::Removed(_)) => "count removed",
            (Self::Plan, Edit::Removed(_)) => "plan removed",
            (Self::Statement | Self::Count | Self::Plan, Edit::Changed { .. }) => "rewritten",
            (Self::Statement | Self::Count | Self::Plan, Edit::Reordered) => "reordered",
            (Self::Count | Self::Flights, _) => "count",
            (Self::Plan, _) => "plan",
            (Self::Fact(_), _) => "fact",
            (Self::Target(_), _) => "target",
            (Self::Field(_), _) => "edited",
        }
    }
}

/// "in its window", "3 months late", "12 days early".
impl Display for Kept {
    fn fmt(&self, f: &mut Formatter<'_>) -> fmt::Result {
        match self {
            Self::InWindow => f.write_str("in its window"),
            Self::Late(slip) => write!(f, "{} late", unsigned(*slip)),
            Self::Early(slip) => write!(f, "{} early", unsigned(*slip)),
        }
    }
}

/// "+7 months", "≥+5 months", "-12 days".
fn signed(slip: Slip) -> String {
    let sign = if slip.days() > 0 { "+" } else { "" };
    format!("{}{sign}{}", least(slip), distance(slip, 1))
}

fn unsigned(slip: Slip) -> String {
    format!("{}{}", least(slip), distance(slip, slip.days().signum()))
}

fn least(slip: Slip) -> &'static str {
    match slip {
        Slip::Exact(_) => "",
        Slip::AtLeast(_) => "≥",
    }
}

fn distance(slip: Slip, sign: i64) -> String {
    match slip.months() {
        0 => counted(slip.days() * sign, "day"),
        months => counted(months * sign, "month"),
    }
}
