//! A change in words.

use std::borrow::Cow;
use std::fmt::{self, Display, Formatter};

use super::{Change, Edit, Kept, Of, Part, Subject, What};
use crate::domain::prose::counted;
use crate::domain::slip::{Move, Slip};

/// "Maiden flight of Soyuz-5: 2025-12 → 2026-03, slipped +3 months".
impl Display for Change {
    fn fmt(&self, f: &mut Formatter<'_>) -> fmt::Result {
        write!(f, "{}: {}", self.subject.words(), self.what)
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
    /// The name; of a source with what it is, for a title could be that of anything.
    pub fn words(&self) -> Cow<'_, str> {
        match self.of {
            Of::Entry(_) => Cow::Borrowed(&self.name),
            Of::Source => Cow::Owned(format!("source \"{}\"", self.name)),
        }
    }

    /// "milestone", "source".
    pub fn kind(&self) -> &'static str {
        match self.of {
            Of::Entry(kind) => kind.name(),
            Of::Source => "source",
        }
    }
}

impl Display for What {
    fn fmt(&self, f: &mut Formatter<'_>) -> fmt::Result {
        let (word, detail) = (self.word(), self.detail());
        match self {
            Self::Done { .. } | Self::Failed { .. } => write!(f, "{word} {detail}"),
            Self::Moved { slip, .. } => {
                write!(f, "{}, {word}", self.dates())?;
                slip.map_or(Ok(()), |slip| write!(f, " {}", signed(slip)))
            }
            Self::Cancelled | Self::Added | Self::Removed => f.write_str(word),
            Self::Renamed { .. } => write!(f, "{word}, {detail}"),
            Self::Reopened { .. } | Self::Status { .. } => f.write_str(&detail),
            Self::Edited(part, edit) => f.write_str(&edited(part, edit)),
        }
    }
}

/// With all that a sentence needs: "count removed: 2025-12-01, 6 in orbit".
fn edited(part: &Part, edit: &Edit) -> String {
    let name = part.name();
    match edit {
        Edit::Added(to) if *part == Part::Statement => format!("earlier statement recorded: {to}"),
        Edit::Added(to) => format!("{name} added: {to}"),
        Edit::Changed { from, to } if part.is_history() => {
            format!("{from} → {to}, {name} rewritten")
        }
        Edit::Removed(from) => format!("{name} removed: {from}"),
        Edit::Changed { .. } | Edit::Reordered => beside_word(part, edit),
    }
}

/// What is left to say beside the word for it: "6 in orbit", "Payload to LEO: 17 t → 16 t".
fn beside_word(part: &Part, edit: &Edit) -> String {
    let name = part.name();
    match edit {
        Edit::Added(to) if part.is_ledger() => to.clone(),
        Edit::Removed(from) if !part.is_ledger() => format!("{name} removed: {from}"),
        Edit::Added(line) | Edit::Removed(line) => format!("{name}: {line}"),
        Edit::Changed { from, to } => format!("{name}: {from} → {to}"),
        Edit::Reordered => format!("{name}: in another order"),
    }
}

impl What {
    /// What stands beside the word: "2028-Q4 → 2029, +12 months", "2026-11-10, 1 month late"; empty where the
    /// word says it all.
    pub fn detail(&self) -> String {
        match self {
            Self::Done { actual, kept } => {
                let kept = kept.map_or(String::new(), |kept| format!(", {kept}"));
                format!("{actual}{kept}")
            }
            Self::Failed { actual } => actual.to_string(),
            Self::Cancelled | Self::Added | Self::Removed => String::new(),
            Self::Reopened { was, is } => format!("{was} → {is}"),
            Self::Moved { slip, .. } => {
                let slip = slip.filter(|slip| slip.days() != 0);
                let slip = slip.map_or(String::new(), |slip| format!(", {}", signed(slip)));
                format!("{}{slip}", self.dates())
            }
            Self::Status { was, is } => {
                let word = |status: Option<&'static str>| status.unwrap_or("unstated");
                format!("{} → {}", word(*was), word(*is))
            }
            Self::Renamed { was, is } => format!("{was} → {is}"),
            Self::Edited(part, edit) => beside_word(part, edit),
        }
    }

    /// "2028-Q4 → 2029"; of one that was said again, or is the first, only itself.
    fn dates(&self) -> String {
        match self {
            Self::Moved {
                from: Some(from),
                to,
                moved,
                ..
            } if *moved != Move::Same => format!("{from} → {to}"),
            Self::Moved { to, .. } => to.to_string(),
            _ => String::new(),
        }
    }

    /// How it was and how it is, for programs: dates, statuses, ids, lines.
    pub fn sides(&self) -> (Option<String>, Option<String>) {
        let word = |status: Option<&'static str>| status.map(str::to_owned);
        match self {
            Self::Done { actual, .. } | Self::Failed { actual } => (None, Some(actual.to_string())),
            Self::Cancelled | Self::Added | Self::Removed => (None, None),
            Self::Reopened { was, is } => (word(Some(was)), word(Some(is))),
            Self::Status { was, is } => (word(*was), word(*is)),
            Self::Moved { from, to, .. } => {
                (from.map(|from| from.to_string()), Some(to.to_string()))
            }
            Self::Renamed { was, is } => (Some(was.to_string()), Some(is.to_string())),
            Self::Edited(_, edit) => match edit {
                Edit::Added(to) => (None, Some(to.clone())),
                Edit::Removed(from) => (Some(from.clone()), None),
                Edit::Changed { from, to } => (Some(from.clone()), Some(to.clone())),
                Edit::Reordered => (None, None),
            },
        }
    }

    /// How far the date moved, or how far from the promise it came about.
    pub fn slip(&self) -> Option<Slip> {
        match self {
            Self::Moved { slip, .. } => *slip,
            Self::Done {
                kept: Some(Kept::Late(slip) | Kept::Early(slip)),
                ..
            } => Some(*slip),
            _ => None,
        }
    }

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

    /// History was changed: a line of a ledger is gone, or reads otherwise.
    pub fn is_tampered(&self, edit: &Edit) -> bool {
        self.is_history() && !matches!(edit, Edit::Added(_))
    }

    /// It has lines, and none of them has a name.
    fn is_ledger(&self) -> bool {
        self.is_history() || *self == Self::Flights
    }

    /// A line of a ledger, to which lines are only ever added.
    fn is_history(&self) -> bool {
        matches!(self, Self::Statement | Self::Count | Self::Plan)
    }

    fn word(&self, edit: &Edit) -> &'static str {
        match (self, edit) {
            (Self::Statement, Edit::Added(_)) => "old statement",
            (Self::Statement | Self::Count | Self::Plan, Edit::Removed(_)) => "struck out",
            (Self::Statement | Self::Count | Self::Plan, Edit::Changed { .. }) => "rewritten",
            (Self::Statement | Self::Count | Self::Plan, Edit::Reordered) => "reordered",
            (Self::Count, _) => "count",
            (Self::Flights, _) => "flights",
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
