//! What has changed between two catalogues, in the words of the field.

use super::catalogue::{Catalogue, Entry, EntryRef, Kind, Milestone};
use super::keyword::Keyword;

/// One change, to be said in a line.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Change {
    /// The name of the entry.
    pub name: String,
    pub what: What,
}

#[derive(Clone, Debug, PartialEq, Eq)]
pub enum What {
    Added,
    Removed,
    /// "planned → done".
    Status(String, String),
    /// "2026-12 → NET 2027-06".
    Date(String, String),
    /// So many new statements.
    Statements(usize),
    /// Anything else.
    Edited,
}

/// Every change of every entry, in the order of the new file; the removed ones last.
pub fn diff(before: &Catalogue, after: &Catalogue) -> Vec<Change> {
    const KINDS: [Kind; 5] = [
        Kind::Programme,
        Kind::Project,
        Kind::Vehicle,
        Kind::Constellation,
        Kind::Milestone,
    ];
    let mut changes = Vec::new();
    for kind in KINDS {
        for index in 0..after.count(kind) {
            entry_changes(before, after, EntryRef::new(kind, index), &mut changes);
        }
    }
    for kind in KINDS {
        let gone =
            (0..before.count(kind)).filter_map(|index| before.entry(EntryRef::new(kind, index)));
        changes.extend(
            gone.filter(|entry| successor(after, entry).is_none())
                .map(|entry| change(entry, What::Removed)),
        );
    }
    changes.extend(registry_changes(before, after));
    changes
}

/// One line about all of them: the first in full, the others counted.
pub fn summary(changes: &[Change]) -> String {
    match changes {
        [] => "read again, nothing has changed".to_owned(),
        [only] => only.to_string(),
        [first, rest @ ..] => format!("{} changes: {first} · {} more", rest.len() + 1, rest.len()),
    }
}

fn change(entry: &Entry, what: What) -> Change {
    Change {
        name: entry.name.to_string(),
        what,
    }
}

/// The same entry in the other catalogue, by its id or one it had before.
fn predecessor(before: &Catalogue, entry: &Entry) -> Option<EntryRef> {
    before
        .find(&entry.id.value)
        .or_else(|| entry.was.iter().find_map(|id| before.find(&id.value)))
}

fn successor(after: &Catalogue, entry: &Entry) -> Option<EntryRef> {
    after
        .find(&entry.id.value)
        .or_else(|| after.find_renamed(&entry.id.value))
}

fn entry_changes(before: &Catalogue, after: &Catalogue, at: EntryRef, changes: &mut Vec<Change>) {
    let Some(entry) = after.entry(at) else { return };
    let Some(old) = predecessor(before, entry).filter(|old| old.kind == at.kind) else {
        changes.push(change(entry, What::Added));
        return;
    };
    let found = changes.len();
    if let (Some(was), Some(is)) = (status(before, old), status(after, at))
        && was != is
    {
        changes.push(change(entry, What::Status(was.to_owned(), is.to_owned())));
    }
    if at.kind == Kind::Milestone {
        let (old, new) = (
            &before.milestones()[old.index],
            &after.milestones()[at.index],
        );
        changes.extend(
            milestone_changes(old, new)
                .into_iter()
                .map(|what| change(entry, what)),
        );
    }
    if changes.len() == found && differs(before, old, after, at) {
        changes.push(change(entry, What::Edited));
    }
}

fn milestone_changes(old: &Milestone, new: &Milestone) -> Vec<What> {
    let shown = |milestone: &Milestone| {
        milestone
            .when()
            .map_or("no date".to_owned(), |when| when.to_string())
    };
    let (was, is) = (shown(old), shown(new));
    let more = new.statements.len().saturating_sub(old.statements.len());
    if was != is {
        vec![What::Date(was, is)]
    } else if more > 0 {
        vec![What::Statements(more)]
    } else {
        Vec::new()
    }
}

fn status(catalogue: &Catalogue, at: EntryRef) -> Option<&'static str> {
    Some(match at.kind {
        Kind::Programme => return None,
        Kind::Project => catalogue.projects()[at.index]
            .recorded
            .as_ref()?
            .status
            .word(),
        Kind::Vehicle => catalogue.vehicles()[at.index]
            .recorded
            .as_ref()?
            .status
            .word(),
        Kind::Constellation => catalogue.constellations()[at.index]
            .recorded
            .as_ref()?
            .status
            .word(),
        Kind::Milestone => catalogue.milestones()[at.index].recorded.status.word(),
    })
}

fn differs(before: &Catalogue, old: EntryRef, after: &Catalogue, new: EntryRef) -> bool {
    match new.kind {
        Kind::Programme => before.programme() != after.programme(),
        Kind::Project => before.projects()[old.index] != after.projects()[new.index],
        Kind::Vehicle => before.vehicles()[old.index] != after.vehicles()[new.index],
        Kind::Constellation => {
            before.constellations()[old.index] != after.constellations()[new.index]
        }
        Kind::Milestone => before.milestones()[old.index] != after.milestones()[new.index],
    }
}

fn registry_changes(before: &Catalogue, after: &Catalogue) -> Option<Change> {
    (before.sources() != after.sources()).then(|| Change {
        name: "the sources".to_owned(),
        what: What::Edited,
    })
}

impl std::fmt::Display for Change {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        let name = &self.name;
        match &self.what {
            What::Added => write!(f, "{name}: added"),
            What::Removed => write!(f, "{name}: removed"),
            What::Status(was, is) | What::Date(was, is) => write!(f, "{name}: {was} → {is}"),
            What::Statements(1) => write!(f, "{name}: a new statement"),
            What::Statements(count) => write!(f, "{name}: {count} new statements"),
            What::Edited => write!(f, "{name}: edited"),
        }
    }
}
