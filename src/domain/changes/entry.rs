//! The changes of one entry of any kind.

use super::fields::{self, Field, list};
use super::{Change, Of, Part, Subject, What, ids, lines, milestone};
use crate::domain::catalogue::{Catalogue, Entry, EntryRef, Kind, Recorded};
use crate::domain::keyword::Keyword;

fn subject(catalogue: &Catalogue, at: EntryRef) -> Option<Subject> {
    let entry = catalogue.entry(at)?;
    Some(Subject {
        of: Of::Entry(at.kind),
        id: entry.id.value.clone(),
        name: entry.name.clone(),
    })
}

/// The entry as a whole was added, or removed.
pub(super) fn whole(catalogue: &Catalogue, at: EntryRef, what: What) -> Option<Change> {
    Some(Change {
        sources: ids(&catalogue.entry(at)?.sources),
        ..Change::new(subject(catalogue, at)?, what)
    })
}

/// The entry stands under another id.
pub(super) fn renamed(
    old: &Catalogue,
    new: &Catalogue,
    was: EntryRef,
    is: EntryRef,
    found: &mut Vec<Change>,
) {
    let (Some(was), Some(entry)) = (old.entry(was), new.entry(is)) else {
        return;
    };
    if was.id != entry.id {
        let [was, now] = [was, entry].map(|entry| entry.id.value.clone());
        found.extend(whole(new, is, What::Renamed { was, is: now }));
    }
}

/// All other changes of an entry that both catalogues have.
pub(super) fn edited(
    old: &Catalogue,
    new: &Catalogue,
    was: EntryRef,
    is: EntryRef,
    found: &mut Vec<Change>,
) {
    let Some(subject) = subject(new, is) else {
        return;
    };
    let (was, is, subject) = (was.index, is.index, &subject);
    match subject.of {
        Of::Source => {}
        Of::Entry(Kind::Programme) => {
            fields::programme(old.programme(), new.programme(), subject, found);
        }
        Of::Entry(Kind::Project) => {
            fields::project(&old.projects()[was], &new.projects()[is], subject, found);
        }
        Of::Entry(Kind::Vehicle) => {
            fields::vehicle(&old.vehicles()[was], &new.vehicles()[is], subject, found);
        }
        Of::Entry(Kind::Constellation) => {
            let (was, is) = (&old.constellations()[was], &new.constellations()[is]);
            fields::constellation(was, is, subject, found);
        }
        Of::Entry(Kind::Milestone) => {
            let (was, is) = (&old.milestones()[was], &new.milestones()[is]);
            milestone::edited(was, is, subject, found);
        }
    }
}

/// What entries of all kinds have in common, but for the id itself.
pub(super) fn common(old: &Entry, new: &Entry, subject: &Subject, found: &mut Vec<Change>) {
    let fields = |entry: &Entry, former: Option<&Entry>| {
        let Entry {
            id: _,
            name,
            name_ru,
            was,
            note,
            facts: _,
            sources,
            place: _,
        } = entry;
        // The id that a renamed entry had is told with the renaming.
        let told = former.filter(|former| former.id != entry.id);
        let earlier = was
            .iter()
            .filter(|id| told.is_none_or(|former| former.id != **id));
        [
            Field::text("name", Some(name)),
            Field::text("Russian name", name_ru.as_ref()),
            Field::new("earlier ids", list(earlier)),
            Field::text("note", note.as_ref()),
            Field::new("sources", list(sources)),
        ]
    };
    fields::differ(fields(old, None), fields(new, Some(old)), subject, found);
    let fact = |fact: &crate::domain::catalogue::Fact| Part::Fact(fact.label.clone());
    lines::told((&old.facts, &new.facts), fact, subject, found);
}

/// The recorded status. What is recorded with a new one is part of that news.
pub(super) fn status<S: Keyword + PartialEq>(
    old: Option<&Recorded<S>>,
    new: Option<&Recorded<S>>,
    subject: &Subject,
    found: &mut Vec<Change>,
) {
    let word = |recorded: Option<&Recorded<S>>| recorded.map(|one| one.status.value.word());
    let (was, is) = (word(old), word(new));
    if was == is {
        details(old, new, subject, found);
    } else {
        let change = Change::new(subject.clone(), What::Status { was, is });
        found.push(recorded(change, new));
    }
}

/// What is recorded beside a status that is the same.
pub(super) fn details<S>(
    old: Option<&Recorded<S>>,
    new: Option<&Recorded<S>>,
    subject: &Subject,
    found: &mut Vec<Change>,
) {
    let fields = |recorded: Option<&Recorded<S>>| {
        let Some(Recorded {
            status: _,
            as_of,
            note,
            source,
        }) = recorded
        else {
            return ["status as of", "status note", "status source"]
                .map(|name| Field::new(name, None));
        };
        [
            Field::shown("status as of", as_of.as_ref()),
            Field::text("status note", note.as_ref()),
            Field::new("status source", list(source)),
        ]
    };
    let mut all = Vec::new();
    fields::differ(fields(old), fields(new), subject, &mut all);
    found.extend(all.into_iter().map(|change| Change {
        on: new.and_then(|new| new.as_of),
        sources: new.map_or_else(Vec::new, |new| ids(&new.source)),
        ..change
    }));
}

/// With when and why a status was recorded.
pub(super) fn recorded<S>(change: Change, recorded: Option<&Recorded<S>>) -> Change {
    match recorded {
        Some(recorded) => Change {
            on: recorded.as_of,
            words: recorded.note.clone(),
            sources: ids(&recorded.source),
            ..change
        },
        None => change,
    }
}
