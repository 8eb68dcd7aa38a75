//! The lines of a ledger, or of any list: which are new, which are missing, which read otherwise.

use std::collections::{HashMap, VecDeque};

use super::{Change, Edit, Part, Subject, What, ids};
use crate::domain::catalogue::{Count, Fact, Flights, Plan, Planned, Statement};
use crate::domain::clean::Text;

/// A line of a list that can be told in words.
pub(super) trait Line: PartialEq {
    /// So many of the parts say what it is about; the others are told beside the change.
    const GIST: usize;

    /// All that it says, in as many parts for every line; none for what it does not say.
    fn parts(&self) -> Vec<Option<String>>;

    /// By what two lines that differ are taken for one that was rewritten, the best first.
    fn likeness(&self) -> [String; 2];

    /// The change with what this line tells of when, by whom and by which source.
    fn told(&self, change: Change) -> Change;

    /// The whole line.
    fn shown(&self) -> String {
        joined(self.parts())
    }

    fn gist(&self) -> String {
        joined(self.parts().into_iter().take(Self::GIST))
    }
}

fn joined(parts: impl IntoIterator<Item = Option<String>>) -> String {
    let parts: Vec<String> = parts.into_iter().flatten().collect();
    parts.join(", ")
}

/// How a line was and how it is, as far as the two differ.
fn rewritten<L: Line>(old: &L, new: &L) -> Edit {
    let differ = old.parts().into_iter().zip(new.parts());
    let (from, to): (Vec<_>, Vec<_>) = differ.filter(|(old, new)| old != new).unzip();
    let [from, to] = [from, to].map(|parts| Some(joined(parts)).filter(|text| !text.is_empty()));
    let nothing = || "nothing".to_owned();
    Edit::Changed {
        from: from.unwrap_or_else(nothing),
        to: to.unwrap_or_else(nothing),
    }
}

/// How two lists differ, by the places of their lines.
#[derive(Debug, Default)]
pub(super) struct Differences {
    pub(super) added: Vec<usize>,
    removed: Vec<usize>,
    rewritten: Vec<(usize, usize)>,
    /// The place in the new list of a line that stands before one that it stood behind.
    displaced: Option<usize>,
    /// The place of the last line in the new list that the old one has too.
    pub(super) last_known: Option<usize>,
}

impl Differences {
    pub(super) fn between<L: Line>(old: &[L], new: &[L]) -> Self {
        let mut kept = Vec::new();
        let mut removed: Vec<usize> = (0..old.len()).collect();
        let mut added: Vec<usize> = (0..new.len()).collect();
        let same = |old: &L, new: &L| old == new;
        pair(
            &mut removed,
            &mut added,
            &mut kept,
            (old, new),
            L::shown,
            same,
        );
        let mut rewritten = Vec::new();
        for which in 0..2 {
            let key = |line: &L| line.likeness()[which].clone();
            pair(
                &mut removed,
                &mut added,
                &mut rewritten,
                (old, new),
                key,
                |_, _| true,
            );
        }
        let mut both = [&*kept, &*rewritten].concat();
        both.sort_unstable();
        Self {
            displaced: both.windows(2).find_map(|pair| match pair {
                [(_, before), (_, after)] if after < before => Some(*after),
                _ => None,
            }),
            last_known: both.iter().map(|(_, new)| *new).max(),
            added,
            removed,
            rewritten,
        }
    }

    /// The changes of what is not new, each about a part that is named by its line.
    pub(super) fn told<L: Line>(
        &self,
        (old, new): (&[L], &[L]),
        part: impl Fn(&L) -> Part,
        subject: &Subject,
        found: &mut Vec<Change>,
    ) {
        let change = |line: &L, edit| Change::new(subject.clone(), What::Edited(part(line), edit));
        for (was, is) in &self.rewritten {
            let (was, is) = (&old[*was], &new[*is]);
            found.push(is.told(change(is, rewritten(was, is))));
        }
        for line in self.removed.iter().map(|place| &old[*place]) {
            // Who said it, and in which words, stands in the line.
            found.push(Change {
                by: None,
                words: None,
                ..line.told(change(line, Edit::Removed(line.shown())))
            });
        }
        if let Some(line) = self.displaced.and_then(|place| new.get(place)) {
            found.push(change(line, Edit::Reordered));
        }
    }
}

/// Pairs what is left of both by a key and a test, each line once, in the order of the lists.
fn pair<L>(
    removed: &mut Vec<usize>,
    added: &mut Vec<usize>,
    pairs: &mut Vec<(usize, usize)>,
    (old, new): (&[L], &[L]),
    key: impl Fn(&L) -> String,
    fits: impl Fn(&L, &L) -> bool,
) {
    if removed.is_empty() || added.is_empty() {
        return;
    }
    let mut places: HashMap<String, VecDeque<usize>> = HashMap::new();
    for place in added.iter() {
        places
            .entry(key(&new[*place]))
            .or_default()
            .push_back(*place);
    }
    let mut is_paired = vec![false; new.len()];
    removed.retain(|was| {
        let line = &old[*was];
        let Some(candidates) = places.get_mut(&key(line)) else {
            return true;
        };
        let Some(which) = candidates.iter().position(|is| fits(line, &new[*is])) else {
            return true;
        };
        if let Some(is) = candidates.remove(which) {
            is_paired[is] = true;
            pairs.push((*was, is));
        }
        false
    });
    added.retain(|place| !is_paired[*place]);
}

/// Tells all differences of two lists of which the new lines are nothing but added.
pub(super) fn told<L: Line>(
    (old, new): (&[L], &[L]),
    part: impl Fn(&L) -> Part,
    subject: &Subject,
    found: &mut Vec<Change>,
) {
    if old == new {
        return;
    }
    let differences = Differences::between(old, new);
    differences.told((old, new), &part, subject, found);
    for line in differences.added.iter().map(|place| &new[*place]) {
        let what = What::Edited(part(line), Edit::Added(line.gist()));
        found.push(line.told(Change::new(subject.clone(), what)));
    }
}

fn labelled(label: &str, value: Option<impl std::fmt::Display>) -> Option<String> {
    value.map(|value| format!("{label}{value}"))
}

fn quoted(words: Option<&Text>) -> Option<String> {
    words.map(|words| format!("\"{words}\""))
}

fn cited(sources: &super::Sources) -> Option<String> {
    let ids: Vec<&str> = sources.iter().map(|id| &*id.value).collect();
    (!ids.is_empty()).then(|| format!("[{}]", ids.join(", ")))
}

impl Line for Statement {
    const GIST: usize = 3;

    fn parts(&self) -> Vec<Option<String>> {
        let Self {
            said,
            when,
            by,
            words,
            note,
            source,
            place: _,
        } = self;
        let said = said.map_or("on an unknown day".to_owned(), |said| said.to_string());
        vec![
            Some(when.to_string()),
            Some(format!("said {said}")),
            labelled("note: ", note.as_ref()),
            labelled("by ", by.as_ref()),
            quoted(words.as_ref()),
            cited(source),
        ]
    }

    fn likeness(&self) -> [String; 2] {
        let said = format!("{:?}", self.said);
        [said, format!("{} {:?}", self.when, cited(&self.source))]
    }

    fn told(&self, change: Change) -> Change {
        Change {
            on: self.said,
            by: self.by.clone(),
            words: self.words.clone(),
            sources: ids(&self.source),
            ..change
        }
    }
}

impl Line for Fact {
    const GIST: usize = 2;

    fn parts(&self) -> Vec<Option<String>> {
        let Self {
            label: _,
            value,
            when,
            as_of,
            source,
            place: _,
        } = self;
        vec![
            Some(value.to_string()),
            labelled("for ", *when),
            labelled("as of ", *as_of),
            cited(source),
        ]
    }

    fn likeness(&self) -> [String; 2] {
        [
            format!("{}\0{}", self.label, self.value),
            self.label.to_string(),
        ]
    }

    fn told(&self, change: Change) -> Change {
        Change {
            on: self.as_of,
            sources: ids(&self.source),
            ..change
        }
    }
}

impl Line for Count {
    const GIST: usize = 5;

    fn parts(&self) -> Vec<Option<String>> {
        let Self {
            on,
            in_orbit,
            working,
            launched,
            lost,
            by,
            note,
            source,
            place: _,
        } = self;
        let number = |count: &Option<u32>, what: &str| count.map(|count| format!("{count} {what}"));
        vec![
            number(in_orbit, "in orbit"),
            number(working, "working"),
            number(launched, "launched"),
            number(lost, "lost"),
            labelled("note: ", note.as_ref()),
            labelled("on ", Some(on)),
            labelled("by ", by.as_ref()),
            cited(source),
        ]
    }

    fn likeness(&self) -> [String; 2] {
        let Self {
            on,
            in_orbit,
            working,
            launched,
            lost,
            ..
        } = self;
        [
            format!("{on}"),
            format!("{in_orbit:?} {working:?} {launched:?} {lost:?}"),
        ]
    }

    fn told(&self, change: Change) -> Change {
        Change {
            on: Some(self.on),
            by: self.by.clone(),
            sources: ids(&self.source),
            ..change
        }
    }
}

impl Line for Plan {
    const GIST: usize = 3;

    fn parts(&self) -> Vec<Option<String>> {
        let Self {
            said,
            satellites,
            when,
            by,
            note,
            source,
            place: _,
        } = self;
        let satellites = match satellites {
            Planned::Total(count) => format!("{count} satellites"),
            Planned::More(count) => format!("{count} more satellites"),
        };
        vec![
            Some(satellites),
            labelled("for ", *when),
            labelled("note: ", note.as_ref()),
            labelled("said ", *said),
            labelled("by ", by.as_ref()),
            cited(source),
        ]
    }

    fn likeness(&self) -> [String; 2] {
        let Self {
            said,
            satellites,
            when,
            ..
        } = self;
        [format!("{said:?}"), format!("{satellites:?} {when:?}")]
    }

    fn told(&self, change: Change) -> Change {
        Change {
            on: self.said,
            by: self.by.clone(),
            sources: ids(&self.source),
            ..change
        }
    }
}

impl Line for Flights {
    const GIST: usize = 2;

    fn parts(&self) -> Vec<Option<String>> {
        let Self {
            total,
            failures,
            as_of,
            source,
            place: _,
        } = self;
        vec![
            Some(total.to_string()),
            failures.map(|failures| format!("{failures} failed")),
            labelled("as of ", Some(as_of)),
            cited(source),
        ]
    }

    /// A vehicle has one count of its flights: the old one and the new one are the same line.
    fn likeness(&self) -> [String; 2] {
        [String::new(), String::new()]
    }

    fn told(&self, change: Change) -> Change {
        Change {
            on: Some(self.as_of),
            sources: ids(&self.source),
            ..change
        }
    }
}
