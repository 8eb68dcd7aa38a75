//! Every value that has a key of its own, each replaced by another one, alone.

use std::ops::Range;
use std::path::Path;

use roscope::domain::catalogue::{Entity, EntryRef, Kind, Parts};
use roscope::domain::edit::{Edit, Holder, KeyChange, Refusal};
use roscope::domain::format::value::{Datum, Shape, Value};
use roscope::domain::format::{Key, Record, See};
use roscope::storage::plan;
use toml::Spanned;
use toml::de::{DeTable, DeValue};

/// A value of the catalogue with the others that may stand in its place: the first one that fits.
pub(crate) struct Replacement {
    pub(crate) id: Box<str>,
    pub(crate) key: String,
    others: Vec<String>,
}

/// All of them, in the order of the entries.
pub(crate) fn all(parts: &Parts) -> Vec<Replacement> {
    let mut all = Vec::new();
    for (id, holder) in holders(parts) {
        for (key, value) in holder.written(parts) {
            let others = others(parts, &key, &value, || words(parts, holder, &key));
            if !others.is_empty() {
                let (id, key) = (id.clone(), key.into_owned());
                all.push(Replacement { id, key, others });
            }
        }
    }
    all
}

/// Everything that has keys of its own, by its id.
pub(crate) fn holders(parts: &Parts) -> Vec<(Box<str>, Holder)> {
    let entries = |kind: Kind, count: usize| {
        (0..count).map(move |index| Holder::Entry(EntryRef::new(kind, index)))
    };
    let sources = parts.sources.iter().enumerate();
    let sources = sources.map(|(index, source)| (source.id.value.clone(), Holder::Source(index)));
    let ids = (parts.projects.iter().map(|it| &it.entry))
        .chain(parts.vehicles.iter().map(|it| &it.entry))
        .chain(parts.constellations.iter().map(|it| &it.entry))
        .chain(parts.milestones.iter().map(|it| &it.entry))
        .map(|entry| entry.id.value.clone());
    let entries = entries(Kind::Project, parts.projects.len())
        .chain(entries(Kind::Vehicle, parts.vehicles.len()))
        .chain(entries(Kind::Constellation, parts.constellations.len()))
        .chain(entries(Kind::Milestone, parts.milestones.len()));
    let programme = Holder::Entry(EntryRef::new(Kind::Programme, 0));
    [("programme".into(), programme)]
        .into_iter()
        .chain(ids.zip(entries))
        .chain(sources)
        .collect()
}

/// The words that a key may have.
fn words(parts: &Parts, holder: Holder, path: &str) -> Vec<&'static str> {
    let mut words = Words {
        name: path.rsplit('.').next().unwrap(),
        found: None,
    };
    match holder {
        Holder::Entry(at) => Entity::of(parts, at).unwrap().each(&mut words),
        Holder::Source(index) => parts.sources[index].each(&mut words),
    }
    words.found.unwrap()
}

struct Words<'p> {
    name: &'p str,
    found: Option<Vec<&'static str>>,
}

impl<'a> See<'a> for Words<'_> {
    fn value<V: Value>(&mut self, key: &'static Key, _: &'a V) {
        if let (Shape::Word(words), true) = (V::SHAPE, key.name == self.name) {
            self.found = Some(words());
        }
    }

    fn list<R: Record>(&mut self, _: &'static Key, _: &'a [R]) {}
}

fn others(
    parts: &Parts,
    key: &str,
    value: &Datum,
    words: impl FnOnce() -> Vec<&'static str>,
) -> Vec<String> {
    match value {
        Datum::Text(_) => vec!["Other «текст», \"quoted\" \\ it's # no remark".to_owned()],
        Datum::Word(word) => {
            let words = words().into_iter().filter(|other| other != word);
            words.map(str::to_owned).collect()
        }
        Datum::Date(_) => vec!["II квартал 2017".to_owned(), "5 января 2031".to_owned()],
        Datum::Count(count) => vec![(count + 1).to_string()],
        Datum::Number(number) => vec![(number + 0.5).to_string()],
        Datum::Id(id) => {
            let key = key.rsplit('.').next().unwrap();
            let ids: Vec<&str> = match key {
                "vehicle" => parts
                    .vehicles
                    .iter()
                    .map(|it| &*it.entry.id.value)
                    .collect(),
                "constellation" => parts
                    .constellations
                    .iter()
                    .map(|it| &*it.entry.id.value)
                    .collect(),
                "first_flight" => parts
                    .milestones
                    .iter()
                    .map(|it| &*it.entry.id.value)
                    .collect(),
                _ => parts
                    .projects
                    .iter()
                    .map(|it| &*it.entry.id.value)
                    .collect(),
            };
            let others = ids.into_iter().filter(|other| *other != &**id);
            others.map(str::to_owned).collect()
        }
        Datum::Ids(ids) if key.contains("source") => {
            let other = parts.sources.iter().map(|source| &source.id.value);
            other
                .filter(|id| !ids.iter().any(|cited| cited.value == **id))
                .take(1)
                .map(ToString::to_string)
                .collect()
        }
        Datum::Ids(_) if key == "of" => {
            let project = parts
                .projects
                .iter()
                .take(1)
                .map(|it| it.entry.id.value.to_string());
            ["programme".to_owned()]
                .into_iter()
                .chain(project)
                .collect()
        }
        Datum::Texts(_) => vec!["RASSVET*, OTHER".to_owned()],
        Datum::Flag(_) | Datum::Ids(_) => Vec::new(),
    }
}

impl Replacement {
    /// Makes it, and gives the new text.
    pub(crate) fn make(&self, text: &str) -> String {
        let mut why = None;
        for other in &self.others {
            let edit = Edit::Set {
                id: self.id.clone(),
                changes: vec![KeyChange::set(&self.key, other)],
            };
            match plan(Path::new("a.toml"), text, &[edit]) {
                Ok(proven) if proven.preview.is_empty() => {}
                Ok(proven) => return proven.text().to_owned(),
                Err(Refusal::WouldBreak(report)) => why = Some(report.diagnostics),
                Err(refusal) => panic!("{} of {}: {refusal:?}", self.key, self.id),
            }
        }
        panic!("no other value of {} fits {}: {why:?}", self.key, self.id);
    }
}

/// Where the values of a text stand, found without the code that is tested.
pub(crate) struct Places<'t> {
    text: &'t str,
    tree: DeTable<'t>,
}

impl<'t> Places<'t> {
    pub(crate) fn new(text: &'t str) -> Self {
        let tree = DeTable::parse(text).unwrap().into_inner();
        Self { text, tree }
    }

    fn of(&self, id: &str, key: &str) -> Range<usize> {
        let has_id = |table: &&Spanned<DeValue<'_>>| {
            let table = table.get_ref().as_table().unwrap();
            table
                .get("id")
                .is_some_and(|found| found.get_ref().as_str() == Some(id))
        };
        let entries = ["project", "vehicle", "constellation", "milestone"];
        let entry = entries.iter().find_map(|section| {
            self.tree[*section]
                .get_ref()
                .as_array()
                .unwrap()
                .iter()
                .find(has_id)
        });
        let source = || self.tree["source"].get_ref().get(id);
        let holder = match id {
            "programme" => self.tree.get(id),
            _ => entry.or_else(source),
        };
        let value = key
            .split('.')
            .fold(holder, |table, key| table?.get_ref().get(key));
        value.unwrap().span()
    }

    /// How many bytes of the text beside one value are not in the new text as they were.
    pub(crate) fn others_changed(&self, id: &str, key: &str, new: &str) -> usize {
        let value = self.of(id, key);
        let (head, tail) = (
            &self.text.as_bytes()[..value.start],
            &self.text.as_bytes()[value.end..],
        );
        let kept_head = common(head.iter(), new.bytes());
        let kept_tail = common(tail.iter().rev(), new.bytes().rev());
        head.len() + tail.len() - kept_head - kept_tail
    }
}

fn common<'b>(old: impl Iterator<Item = &'b u8>, new: impl Iterator<Item = u8>) -> usize {
    old.zip(new).take_while(|(old, new)| **old == *new).count()
}
