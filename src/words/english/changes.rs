//! Changes: what has changed, and since when.

use std::borrow::Cow;

use super::computed;
use super::prose::{self, counted};
use super::told::told;
use crate::domain::changes::{Change, Kept, Of, Part, PartEdit, Subject, What};
use crate::domain::computed::since::{Older, Since};
use crate::domain::computed::slip::{Move, Slip};
use crate::domain::text::clean::clean;
use crate::words::Noun;

/// "Maiden flight of Soyuz-5: 2025-12 → 2026-03, later by 3 months".
pub(super) fn change(change: &Change) -> String {
    format!("{}: {}", subject(&change.subject), what(&change.what))
}

pub(super) fn said(change: &Change) -> Option<String> {
    let on = change.on.map(|on| prose::date(on.into()));
    let by = change.by.iter().map(ToString::to_string);
    let parts: Vec<String> = by.chain(on).collect();
    (!parts.is_empty()).then(|| parts.join(", "))
}

pub(super) fn subject(subject: &Subject) -> Cow<'_, str> {
    match subject.of {
        Of::Entry(_) => Cow::Borrowed(&subject.name),
        Of::Source => Cow::Owned(format!("source \"{}\"", subject.name)),
    }
}

pub(super) fn summary(changes: &[Change]) -> String {
    match changes {
        [] => "the catalogue was read again: nothing has changed".to_owned(),
        [only] => change(only),
        [first, rest @ ..] => {
            let first = change(first);
            format!("{} changes: {first} · {} more", rest.len() + 1, rest.len())
        }
    }
}

pub(super) fn tally(changes: &[Change]) -> String {
    let mut counted: Vec<(&str, usize)> = Vec::new();
    for word in changes.iter().map(|change| kind(&change.what)) {
        match counted.iter_mut().find(|(known, _)| *known == word) {
            Some((_, count)) => *count += 1,
            None => counted.push((word, 1)),
        }
    }
    let words: Vec<String> = counted
        .iter()
        .map(|(word, count)| format!("{word} {count}"))
        .collect();
    words.join(", ")
}

pub(super) fn since(older: &Older) -> String {
    match (&older.since, older.on) {
        (Since::LastVisit, None) => "since the last visit".to_owned(),
        (Since::LastVisit, Some(on)) => format!("since the last visit, {}", prose::day(on)),
        (Since::Days(1), _) => "in the last day".to_owned(),
        (Since::Days(days), _) => format!("in the last {days} days"),
        (Since::Date(date), _) => format!("since {}", prose::period(*date)),
        (Since::Revision(revision), _) => format!("since {}", clean(revision)),
        (Since::File(path), _) => format!("since {}", clean(&path.to_string_lossy())),
    }
}

fn what(what: &What) -> String {
    let (word, detail) = (kind(what), detail(what));
    match what {
        What::Done { .. } | What::Failed { .. } => format!("{word} {detail}"),
        What::Moved { slip, .. } => {
            let slip = slip.filter(|slip| slip.days() != 0);
            let by = slip.map_or(String::new(), |slip| format!(" by {}", unsigned(slip)));
            format!("{}, {word}{by}", dates(what))
        }
        What::Cancelled | What::Added | What::Removed => word.to_owned(),
        What::Renamed { .. } => format!("{word}, {detail}"),
        What::Reopened { .. } | What::Status { .. } => detail,
        What::Edited(part, edit) => edited(part, edit),
    }
}

/// With all that a sentence needs: "count removed: 2025-12-01, 6 in orbit".
fn edited(part: &Part, edit: &PartEdit) -> String {
    let name = self::part(part);
    match edit {
        PartEdit::Added(to) if *part == Part::Statement => {
            format!("older statement added: {}", told(to))
        }
        PartEdit::Added(to) => format!("{name} added: {}", told(to)),
        PartEdit::Changed { from, to } if part.is_history() => {
            format!("{} → {}, {name} rewritten", told(from), told(to))
        }
        PartEdit::Removed(from) => format!("{name} deleted: {}", told(from)),
        PartEdit::Changed { .. } | PartEdit::Reordered => beside_word(part, edit),
    }
}

/// What is left to say beside the word for it: "6 in orbit", "Payload to LEO: 17 t → 16 t".
fn beside_word(part: &Part, edit: &PartEdit) -> String {
    let name = self::part(part);
    match edit {
        PartEdit::Added(to) if part.is_ledger() => told(to),
        PartEdit::Removed(from) if !part.is_ledger() => format!("{name} deleted: {}", told(from)),
        PartEdit::Added(line) | PartEdit::Removed(line) => format!("{name}: {}", told(line)),
        PartEdit::Changed { from, to } => format!("{name}: {} → {}", told(from), told(to)),
        PartEdit::Reordered => format!("{name}: another order"),
    }
}

/// "2028-Q4 → 2029, +12 months", "2026-11-10, 1 month late".
pub(super) fn detail(what: &What) -> String {
    match what {
        What::Done { actual, kept } => {
            let kept = kept.map_or(String::new(), |kept| format!(", {}", self::kept(kept)));
            format!("{}{kept}", prose::date(*actual))
        }
        What::Failed { actual } => prose::date(*actual),
        What::Cancelled | What::Added | What::Removed => String::new(),
        What::Reopened { was, is } => format!("{was} → {is}"),
        What::Moved { slip, .. } => {
            let slip = slip.filter(|slip| slip.days() != 0);
            let slip = slip.map_or(String::new(), |slip| format!(", {}", signed(slip)));
            format!("{}{slip}", dates(what))
        }
        What::Status { was, is } => {
            let word = |status: Option<&'static str>| status.unwrap_or("not recorded");
            format!("{} → {}", word(*was), word(*is))
        }
        What::Renamed { was, is } => format!("{was} → {is}"),
        What::Edited(part, edit) => beside_word(part, edit),
    }
}

/// "2028-Q4 → 2029"; of one that was said again, or is the first, only itself.
fn dates(what: &What) -> String {
    match what {
        What::Moved {
            from: Some(from),
            to,
            moved,
            ..
        } if *moved != Move::Repeated => format!("{} → {}", prose::date(*from), prose::date(*to)),
        What::Moved { to, .. } => prose::date(*to),
        _ => String::new(),
    }
}

pub(super) fn kind(what: &What) -> &'static str {
    match what {
        What::Done { .. } => "done",
        What::Failed { .. } => "failed",
        What::Cancelled => "cancelled",
        What::Reopened { .. } => "reopened",
        What::Moved { moved, .. } => match moved {
            Move::First => "first date",
            moved => computed::moved(*moved),
        },
        What::Status { .. } => "status",
        What::Added => "added",
        What::Removed => "deleted",
        What::Renamed { .. } => "renamed",
        What::Edited(part, edit) => edited_word(part, edit),
    }
}

fn edited_word(part: &Part, edit: &PartEdit) -> &'static str {
    match (part, edit) {
        (Part::Statement, PartEdit::Added(_)) => "added afterwards",
        (Part::Statement | Part::Count | Part::Plan, PartEdit::Removed(_)) => "deleted",
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

pub(super) fn part(part: &Part) -> Cow<'_, str> {
    Cow::Borrowed(match part {
        Part::Statement => "statement",
        Part::Count => "count",
        Part::Plan => "plan",
        Part::Flights => "flights",
        Part::Fact(label) => label,
        Part::Target(label) => return Cow::Owned(format!("target {label}")),
        Part::Field(name) => name,
    })
}

/// "on time", "3 months late", "12 days early".
fn kept(kept: Kept) -> String {
    match kept {
        Kept::InWindow => "on time".to_owned(),
        Kept::Late(slip) => format!("{} late", unsigned(slip)),
        Kept::Early(slip) => format!("{} early", unsigned(slip)),
    }
}

/// "+7 months", "≥+5 months", "-12 days".
fn signed(slip: Slip) -> String {
    let sign = if slip.days() > 0 { "+" } else { "" };
    let least = match slip {
        Slip::Exact(_) | Slip::Begins(_) => "",
        Slip::AtLeast(_) => "≥",
        Slip::AtMost(_) => "≤",
    };
    format!("{least}{sign}{}", distance(slip, 1))
}

/// "7 months", "at least 5 months".
fn unsigned(slip: Slip) -> String {
    let far = distance(slip, slip.days().signum());
    match slip {
        Slip::Exact(_) | Slip::Begins(_) => far,
        Slip::AtLeast(_) => format!("at least {far}"),
        Slip::AtMost(_) => format!("at most {far}"),
    }
}

fn distance(slip: Slip, sign: i64) -> String {
    match slip.months() {
        0 => counted(slip.days() * sign, Noun::Day),
        months => counted(months * sign, Noun::Month),
    }
}
