//! The changes of one entry of any kind, and of a source.

use super::milestone;
use super::pairs::Pairs;
use super::recorded::{Recorded, with_status};
use super::{Change, Of, Subject, Told, What, ids};
use crate::domain::catalogue::{Catalogue, Entity, EntryRef, Source, Status};
use crate::domain::format::value::Datum;
use crate::domain::format::{Key, Record as _};

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
    let (Some(old), Some(entity), Some(subject)) = (old.at(was), new.at(is), subject(new, is))
    else {
        return;
    };
    if old == entity {
        return;
    }
    let is_same = match (old, entity) {
        (Entity::Milestone(old), Entity::Milestone(new)) => {
            milestone::outcome(old, new, &subject, found)
        }
        _ => status(old.status(), entity.status(), &subject, found),
    };
    let (before, now) = (recorded(old, None), recorded(entity, Some(old)));
    if is_same {
        found.extend(now.differing(&before, &subject, |key| key.name == "actual"));
        let details = now.differing(&before, &subject, is_beside_status);
        found.extend(details.into_iter().map(|change| Change {
            words: None,
            ..with_status(change, entity.status())
        }));
    }
    found.extend(now.differing(&before, &subject, |key| !is_of_status(key)));
    if let Entity::Milestone(milestone) = entity {
        milestone::statements(&before, &now, milestone, &subject, found);
    }
    now.lists_differ(&before, &subject, found);
}

/// What is recorded of an entry, but for its id. The id that it had in `former` is told with the renaming.
fn recorded(entity: Entity<'_>, former: Option<Entity<'_>>) -> Recorded {
    let mut recorded = Recorded::default();
    entity.each(&mut recorded);
    let entry = entity.entry();
    let told = former
        .map(Entity::entry)
        .filter(|former| former.id != entry.id);
    let earlier = entry
        .was
        .iter()
        .filter(|id| told.is_none_or(|former| former.id != **id));
    let earlier: Vec<_> = earlier.cloned().collect();
    let earlier = (!earlier.is_empty()).then_some(Told::Value(Datum::Ids(earlier)));
    recorded.with("id", None).with("was", earlier)
}

/// A key whose news is that of the status.
fn is_of_status(key: &Key) -> bool {
    key.name == "actual" || key.name.starts_with("status")
}

fn is_beside_status(key: &Key) -> bool {
    key.name.starts_with("status_")
}

/// The recorded status. What is recorded with a new one is part of that news. Whether it is the same.
fn status(
    old: Option<Status<'_>>,
    new: Option<Status<'_>>,
    subject: &Subject,
    found: &mut Vec<Change>,
) -> bool {
    let word = |status: Option<Status<'_>>| status.and_then(|status| status.word);
    let (was, is) = (word(old), word(new));
    if was != is {
        let change = Change::new(subject.clone(), What::Status { was, is });
        found.push(with_status(change, new));
    }
    was == is
}

/// The registry of sources.
pub(super) fn sources(old: &Catalogue, new: &Catalogue, pairs: &Pairs, found: &mut Vec<Change>) {
    let (old, new) = (old.sources(), new.sources());
    let whole = |source: &Source, what| Change {
        on: source.date,
        sources: vec![source.id.value.clone()],
        ..Change::new(of_source(source), what)
    };
    for (was, is) in pairs.both.iter().map(|(was, is)| (&old[*was], &new[*is])) {
        if was.id != is.id {
            let [before, now] = [was, is].map(|source| source.id.value.clone());
            let what = What::Renamed {
                was: before,
                is: now,
            };
            found.push(whole(is, what));
        }
        if was != is {
            let [before, now] = [was, is].map(|source| {
                let mut recorded = Recorded::default();
                source.each(&mut recorded);
                recorded
            });
            found.extend(now.differing(&before, &of_source(is), |_| true));
        }
    }
    let gone = pairs.gone.iter().map(|index| &old[*index]);
    found.extend(gone.map(|source| whole(source, What::Removed)));
    let came = pairs.came.iter().map(|index| &new[*index]);
    found.extend(came.map(|source| whole(source, What::Added)));
}

fn of_source(source: &Source) -> Subject {
    Subject {
        of: Of::Source,
        id: source.id.value.clone(),
        name: source.title.clone(),
    }
}
