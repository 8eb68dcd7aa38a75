//! The lines of a ledger, or of any list: which are new, which are missing, which read otherwise.

use std::collections::{HashMap, VecDeque};

use super::{Change, Part, PartEdit, Subject, Told, Values, What};
use crate::domain::catalogue::Id;
use crate::domain::format::value::{Datum, Value};
use crate::domain::format::{Key, Record, Role, See};
use crate::domain::text::clean::Text;
use crate::domain::when::{Period, When};

/// How the lines of a list are compared and told.
#[derive(Debug)]
pub(super) struct Telling {
    /// The key of the list: "counts".
    list: &'static str,
    /// The keys that say what a line is about; the others are told beside the change.
    gist: &'static [&'static str],
    /// By which keys two lines that differ are taken for one that was rewritten, the best first.
    alike: [&'static [&'static str]; 2],
}

const TELLINGS: [Telling; 6] = {
    const FACT: Telling = Telling {
        list: "facts",
        gist: &["label", "value", "when"],
        alike: [&["label", "value"], &["label"]],
    };
    [
        Telling {
            list: "statements",
            gist: &["when", "said", "note"],
            alike: [&["said"], &["when", "source"]],
        },
        Telling {
            list: "counts",
            gist: &["in_orbit", "working", "launched", "lost", "note"],
            alike: [&["on"], &["in_orbit", "working", "launched", "lost"]],
        },
        Telling {
            list: "plans",
            gist: &["satellites", "more", "when", "note"],
            alike: [&["said"], &["satellites", "more", "when"]],
        },
        FACT,
        Telling {
            list: "targets",
            ..FACT
        },
        // A vehicle has one count of its flights: the old one and the new one are the same line.
        Telling {
            list: "flights",
            gist: &["total", "failures"],
            alike: [&[], &[]],
        },
    ]
};

impl Telling {
    /// None for a table that is no line of a list.
    pub(super) fn of(list: &str) -> Option<&'static Self> {
        const { &TELLINGS }
            .iter()
            .find(|telling| telling.list == list)
    }

    /// Its new lines are news of their own.
    pub(super) fn is_of_milestone(&self) -> bool {
        self.list == "statements"
    }

    /// Which part of its entry a line is.
    pub(super) fn part(&self, line: &Line) -> Part {
        let label = || line.text("label").cloned().unwrap_or_default();
        match self.list {
            "statements" => Part::Statement,
            "counts" => Part::Count,
            "plans" => Part::Plan,
            "targets" => Part::Target(label()),
            "flights" => Part::Flights,
            _ => Part::Fact(label()),
        }
    }

    /// The whole line.
    fn whole(&self, line: &Line) -> Told {
        Told::Line(self.list, line.values.clone())
    }

    pub(super) fn gist(&self, line: &Line) -> Told {
        let values = line.values.iter();
        let gist = values.filter(|(key, _)| self.gist.contains(&key.name));
        Told::Line(self.list, gist.cloned().collect())
    }

    /// How a line was and how it is, as far as the two differ.
    fn rewritten(&self, old: &Line, new: &Line) -> PartEdit {
        let differ = old.values.iter().zip(&new.values);
        let (from, to) = differ
            .filter(|(old, new)| old != new)
            .unzip::<_, _, Vec<_>, Vec<_>>();
        let [from, to] = [from, to].map(|side| side.into_iter().cloned().collect());
        PartEdit::Changed {
            from: Told::Line(self.list, from),
            to: Told::Line(self.list, to),
        }
    }
}

/// A line of a list: all its keys in the order of the format, with what they say.
#[derive(Clone, Debug, Default, PartialEq)]
pub(super) struct Line {
    values: Values,
}

impl Line {
    pub(super) fn of(record: &impl Record) -> Self {
        let mut line = Self::default();
        record.each(&mut line);
        line
    }

    pub(super) fn values(self) -> Values {
        self.values
    }

    fn datum(&self, name: &str) -> Option<&Datum> {
        let found = self.values.iter().find(|(key, _)| key.name == name);
        found.and_then(|(_, datum)| datum.as_ref())
    }

    fn text(&self, name: &str) -> Option<&Text> {
        match self.datum(name) {
            Some(Datum::Text(text)) => Some(text),
            _ => None,
        }
    }

    fn by_role(&self, role: Role) -> Option<&Datum> {
        let found = self.values.iter().find(|(key, _)| key.role == role);
        found.and_then(|(_, datum)| datum.as_ref())
    }

    fn known(&self) -> Option<Period> {
        match self.by_role(Role::Known) {
            Some(Datum::Date(When::In(period))) => Some(*period),
            _ => None,
        }
    }

    fn sources(&self) -> Vec<Id> {
        match self.by_role(Role::Cites) {
            Some(Datum::Ids(ids)) => ids.iter().map(|id| id.value.clone()).collect(),
            _ => Vec::new(),
        }
    }

    /// The change with what this line tells of when, by whom and by which source.
    pub(super) fn told(&self, change: Change) -> Change {
        let by = match self.by_role(Role::Speaker) {
            Some(Datum::Text(by)) => Some(by.clone()),
            _ => None,
        };
        Change {
            on: self.known(),
            by,
            words: self.text("words").cloned(),
            sources: self.sources(),
            ..change
        }
    }

    fn likeness<'k>(&self, keys: impl Iterator<Item = &'k str>) -> String {
        let values = keys.map(|key| self.datum(key).map(|datum| format!("{key}={datum}\n")));
        values.flatten().collect()
    }
}

impl<'a> See<'a> for Line {
    fn value<V: Value>(&mut self, key: &'static Key, value: &'a V) {
        self.values.push((key, value.datum()));
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

/// The lines of a list as they were and as they are.
pub(super) type Both<'l> = (&'l [Line], &'l [Line]);

impl Differences {
    pub(super) fn between(telling: &Telling, both: Both<'_>) -> Self {
        let mut kept = Vec::new();
        let mut removed: Vec<usize> = (0..both.0.len()).collect();
        let mut added: Vec<usize> = (0..both.1.len()).collect();
        let key = |line: &Line| line.likeness(line.values.iter().map(|(key, _)| key.name));
        let same = |old: &Line, new: &Line| old == new;
        pair(&mut removed, &mut added, &mut kept, both, key, same);
        let mut rewritten = Vec::new();
        for keys in telling.alike {
            let key = |line: &Line| line.likeness(keys.iter().copied());
            pair(
                &mut removed,
                &mut added,
                &mut rewritten,
                both,
                key,
                |_, _| true,
            );
        }
        let mut paired = [&*kept, &*rewritten].concat();
        paired.sort_unstable();
        Self {
            displaced: paired.windows(2).find_map(|pair| match pair {
                [(_, before), (_, after)] if after < before => Some(*after),
                _ => None,
            }),
            last_known: paired.iter().map(|(_, new)| *new).max(),
            added,
            removed,
            rewritten,
        }
    }

    /// The changes of what is not new.
    pub(super) fn told(
        &self,
        telling: &Telling,
        (old, new): Both<'_>,
        subject: &Subject,
        found: &mut Vec<Change>,
    ) {
        let change = |line: &Line, edit| {
            Change::new(subject.clone(), What::Edited(telling.part(line), edit))
        };
        for (was, is) in &self.rewritten {
            let (was, is) = (&old[*was], &new[*is]);
            found.push(is.told(change(is, telling.rewritten(was, is))));
        }
        for line in self.removed.iter().map(|place| &old[*place]) {
            // Who said it, and in which words, stands in the line.
            found.push(Change {
                by: None,
                words: None,
                ..line.told(change(line, PartEdit::Removed(telling.whole(line))))
            });
        }
        if let Some(line) = self.displaced.and_then(|place| new.get(place)) {
            found.push(change(line, PartEdit::Reordered));
        }
    }
}

/// Pairs what is left of both by a key and a test, each line once, in the order of the lists.
fn pair(
    removed: &mut Vec<usize>,
    added: &mut Vec<usize>,
    pairs: &mut Vec<(usize, usize)>,
    (old, new): Both<'_>,
    key: impl Fn(&Line) -> String,
    fits: impl Fn(&Line, &Line) -> bool,
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
pub(super) fn told(
    telling: &Telling,
    (old, new): Both<'_>,
    subject: &Subject,
    found: &mut Vec<Change>,
) {
    if old == new {
        return;
    }
    let differences = Differences::between(telling, (old, new));
    differences.told(telling, (old, new), subject, found);
    for line in differences.added.iter().map(|place| &new[*place]) {
        let what = What::Edited(telling.part(line), PartEdit::Added(telling.gist(line)));
        found.push(line.told(Change::new(subject.clone(), what)));
    }
}
