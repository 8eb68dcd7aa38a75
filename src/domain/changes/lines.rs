//! The lines of a ledger, or of any list: which are new, which are missing, which read otherwise.

use std::collections::{HashMap, VecDeque};

use super::{Change, Edit, Part, Subject, What};
use crate::domain::catalogue::Id;
use crate::domain::clean::Text;
use crate::domain::format::value::{Datum, Value};
use crate::domain::format::{Key, Record, Role, See};
use crate::domain::when::{Period, When};

/// How the lines of a list are told.
#[derive(Debug)]
pub(super) struct Telling {
    /// The key of the list: "counts".
    list: &'static str,
    /// The keys of a line, each with how its value is told. One that is not named here is told last.
    parts: &'static [(&'static str, Manner)],
    /// So many of the parts say what it is about; the others are told beside the change.
    gist: usize,
    /// By which keys two lines that differ are taken for one that was rewritten, the best first.
    alike: [&'static [&'static str]; 2],
}

#[derive(Clone, Copy, Debug)]
enum Manner {
    Bare,
    Behind(&'static str),
    Before(&'static str),
    /// On which day it was said, also if nobody knows.
    Said,
    Quoted,
    Bracketed,
    /// It is the name of the part, and not told in the line.
    Name,
}

const TELLINGS: [Telling; 6] = {
    use Manner::{Bare, Before, Behind, Bracketed, Name, Quoted, Said};
    const FACT: Telling = Telling {
        list: "facts",
        parts: &[
            ("label", Name),
            ("value", Bare),
            ("when", Behind("for ")),
            ("as_of", Behind("as of ")),
            ("source", Bracketed),
        ],
        gist: 3,
        alike: [&["label", "value"], &["label"]],
    };
    [
        Telling {
            list: "statements",
            parts: &[
                ("when", Bare),
                ("said", Said),
                ("note", Behind("note: ")),
                ("by", Behind("by ")),
                ("words", Quoted),
                ("source", Bracketed),
            ],
            gist: 3,
            alike: [&["said"], &["when", "source"]],
        },
        Telling {
            list: "counts",
            parts: &[
                ("in_orbit", Before(" in orbit")),
                ("working", Before(" working")),
                ("launched", Before(" launched")),
                ("lost", Before(" lost")),
                ("note", Behind("note: ")),
                ("on", Behind("on ")),
                ("by", Behind("by ")),
                ("source", Bracketed),
            ],
            gist: 5,
            alike: [&["on"], &["in_orbit", "working", "launched", "lost"]],
        },
        Telling {
            list: "plans",
            parts: &[
                ("satellites", Before(" satellites")),
                ("more", Before(" more satellites")),
                ("when", Behind("for ")),
                ("note", Behind("note: ")),
                ("said", Behind("said ")),
                ("by", Behind("by ")),
                ("source", Bracketed),
            ],
            gist: 4,
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
            parts: &[
                ("total", Bare),
                ("failures", Before(" failed")),
                ("as_of", Behind("as of ")),
                ("source", Bracketed),
            ],
            gist: 2,
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

    /// All that a line says, in as many parts for every line; none for what it does not say.
    fn parts(&self, line: &Line) -> Vec<Option<String>> {
        let told = self
            .parts
            .iter()
            .map(|(name, manner)| manner.told(line.datum(name)));
        let is_named = |key: &Key| self.parts.iter().any(|(name, _)| *name == key.name);
        let others = line.values.iter().filter(|(key, _)| !is_named(key));
        let others =
            others.map(|(key, datum)| Some(format!("{}: {}", key.label, datum.as_ref()?.shown())));
        told.chain(others).collect()
    }

    /// The whole line.
    fn shown(&self, line: &Line) -> String {
        joined(self.parts(line))
    }

    pub(super) fn gist(&self, line: &Line) -> String {
        joined(self.parts(line).into_iter().take(self.gist))
    }

    /// How a line was and how it is, as far as the two differ.
    fn rewritten(&self, old: &Line, new: &Line) -> Edit {
        let differ = self.parts(old).into_iter().zip(self.parts(new));
        let (from, to): (Vec<_>, Vec<_>) = differ.filter(|(old, new)| old != new).unzip();
        let [from, to] = [from, to].map(|parts| Some(joined(parts)).filter(|it| !it.is_empty()));
        let nothing = || "nothing".to_owned();
        Edit::Changed {
            from: from.unwrap_or_else(nothing),
            to: to.unwrap_or_else(nothing),
        }
    }
}

impl Manner {
    fn told(self, datum: Option<&Datum>) -> Option<String> {
        if let (Self::Said, None) = (self, datum) {
            return Some("said on an unknown day".to_owned());
        }
        let datum = datum?.shown();
        match self {
            Self::Bare => Some(datum),
            Self::Behind(label) => Some(format!("{label}{datum}")),
            Self::Before(label) => Some(format!("{datum}{label}")),
            Self::Said => Some(format!("said {datum}")),
            Self::Quoted => Some(format!("\"{datum}\"")),
            Self::Bracketed => Some(format!("[{datum}]")),
            Self::Name => None,
        }
    }
}

fn joined(parts: impl IntoIterator<Item = Option<String>>) -> String {
    let parts: Vec<String> = parts.into_iter().flatten().collect();
    parts.join(", ")
}

/// A line of a list: all its keys in the order of the format, with what they say.
#[derive(Clone, Debug, Default, PartialEq)]
pub(super) struct Line {
    values: Vec<(&'static Key, Option<Datum>)>,
}

impl Line {
    pub(super) fn of(record: &impl Record) -> Self {
        let mut line = Self::default();
        record.each(&mut line);
        line
    }

    /// "LEO, 500-800 km, 82.3°": the values with the units that their keys end in.
    pub(super) fn in_words(&self) -> String {
        let values = self.values.iter().map(|(key, datum)| {
            let datum = datum.as_ref()?;
            Some(match key.name.rsplit_once('_') {
                Some((_, "deg")) => format!("{datum}°"),
                Some((_, unit)) => format!("{datum} {unit}"),
                None => datum.to_string(),
            })
        });
        joined(values)
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

    fn likeness(&self, keys: &[&str]) -> String {
        let values = keys.iter().map(|key| format!("{:?}", self.datum(key)));
        values.collect()
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
        let key = |line: &Line| telling.shown(line);
        let same = |old: &Line, new: &Line| old == new;
        pair(&mut removed, &mut added, &mut kept, both, key, same);
        let mut rewritten = Vec::new();
        for keys in telling.alike {
            let key = |line: &Line| line.likeness(keys);
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
                ..line.told(change(line, Edit::Removed(telling.shown(line))))
            });
        }
        if let Some(line) = self.displaced.and_then(|place| new.get(place)) {
            found.push(change(line, Edit::Reordered));
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
        let what = What::Edited(telling.part(line), Edit::Added(telling.gist(line)));
        found.push(line.told(Change::new(subject.clone(), what)));
    }
}
