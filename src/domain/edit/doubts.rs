//! What a new status leaves as it was, or leaves out, though that may not be meant.

use super::{Holder, KeyChange};
use crate::domain::catalogue::{EntryRef, Kind, Parts};
use crate::domain::format::keyword::MilestoneStatus;
use crate::domain::format::value::Datum;

/// Something to be asked about before it is written, or told beside it.
#[derive(Clone, Debug, PartialEq)]
pub enum Doubt {
    /// The day of the status before stays.
    OldDay(Datum),
    /// The note on the status before stays.
    OldNote(Datum),
    /// The source of the status before stays.
    OldSource(Datum),
    /// An outcome has no source.
    NoSource,
}

/// What there is to ask about these changes of an entry; nothing if none of them is to the status.
pub fn doubts(parts: &Parts, id: &str, changes: &[KeyChange]) -> Vec<Doubt> {
    let Ok(holder) = Holder::find(parts, id) else {
        return Vec::new();
    };
    let change = |key: &str| changes.iter().find(|change| change.key == key);
    let Some(status) = change("status").and_then(|change| change.to.as_deref()) else {
        return Vec::new();
    };
    let stands = |key: &str| holder.value(parts, key);
    let left = |key: &str| stands(key).filter(|_| change(key).is_none());
    let mut doubts: Vec<Doubt> = left("status_as_of")
        .map(Doubt::OldDay)
        .into_iter()
        .collect();
    if stands("status").is_some_and(|old| old.to_string() == status) {
        return doubts;
    }
    doubts.extend(left("status_note").map(Doubt::OldNote));
    doubts.extend(left("status_source").map(Doubt::OldSource));
    let source = match change("status_source") {
        Some(change) => change.to.is_some(),
        None => stands("status_source").is_some(),
    };
    if is_outcome(holder, status) && !source {
        doubts.push(Doubt::NoSource);
    }
    doubts
}

fn is_outcome(holder: Holder, status: &str) -> bool {
    let is_milestone = matches!(
        holder,
        Holder::Entry(EntryRef {
            kind: Kind::Milestone,
            ..
        })
    );
    let status = status.parse::<MilestoneStatus>();
    is_milestone && status.is_ok_and(|status| !status.is_open())
}
