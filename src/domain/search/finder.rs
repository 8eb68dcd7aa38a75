//! A filter at work on a catalogue: what can be looked up once is looked up before the first entry.

use std::collections::HashSet;

use super::field::Days;
use super::fold::{Needle, folded};
use super::names::{Names, Sought};
use super::{Meaning, Query, State, Word};
use crate::domain::catalogue::{Catalogue, EntryRef, Kind, Source};
use crate::domain::computed::board::Board;
use crate::domain::computed::slip::Slip;
use crate::domain::format::keyword::Grade;
use crate::domain::text::suggest;
use crate::domain::when::When;

/// What a filter names and the catalogue does not have. It is as wild as it was typed.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Stranger {
    /// None of a word that stands alone.
    pub kind: Option<Kind>,
    pub name: String,
    /// The nearest that there is.
    pub meant: Option<String>,
}

/// A [`Query`] made ready for a catalogue and its board.
#[derive(Debug)]
pub struct Finder<'a> {
    catalogue: &'a Catalogue,
    board: &'a Board,
    any: Vec<Vec<(bool, Test<'a>)>>,
    query: &'a Query,
}

#[derive(Debug)]
enum Test<'a> {
    State(State),
    Word(Sought<'a>),
    /// It is one of these, by their places, or belongs to one.
    Of(Kind, Vec<bool>),
    Status(&'a [&'static str]),
    When(Days),
    Tbd,
    Slip(i64, i64),
    /// One of these spoke of it.
    By(HashSet<&'a str>),
    /// It cites one of these.
    Cites(HashSet<&'a str>),
    Grade(&'a [Grade]),
}

impl<'a> Finder<'a> {
    pub(super) fn new(query: &'a Query, catalogue: &'a Catalogue, board: &'a Board) -> Self {
        // Folded when a word first asks for them: most lists are made without a filter.
        let names = || board.names(catalogue);
        let ready = |what: &'a Meaning| match what {
            Meaning::State(state) => Test::State(*state),
            Meaning::Word(word) => Test::Word(names().seek(meant(word, names()))),
            Meaning::Of(kind, name) => {
                Test::Of(*kind, called(*kind, &name.needle, catalogue, names()))
            }
            Meaning::Status(words) => Test::Status(words),
            Meaning::When(days) => Test::When(*days),
            Meaning::Tbd => Test::Tbd,
            Meaning::Slip(from, to) => Test::Slip(*from, *to),
            Meaning::By(needle) => Test::By(speakers(catalogue, needle)),
            Meaning::Source(needle) => Test::Cites(sources(catalogue, names(), needle)),
            Meaning::Grade(grades) => Test::Grade(grades),
        };
        let any = query.any.iter().map(|terms| {
            let terms = terms.iter();
            terms
                .map(|term| (term.negated, ready(&term.what)))
                .collect()
        });
        Self {
            catalogue,
            board,
            any: any.collect(),
            query,
        }
    }

    fn names(&self) -> &Names {
        self.board.names(self.catalogue)
    }

    /// An entry fits the filter.
    pub fn fits(&self, at: EntryRef) -> bool {
        self.all_of_any(|test| self.passes(test, at))
    }

    /// What the filter says and nobody knows: a project, vehicle or constellation, a state.
    pub fn stranger(&self) -> Option<Stranger> {
        self.stranger_by_name().or_else(|| self.misspelt_state())
    }

    fn misspelt_state(&self) -> Option<Stranger> {
        let text = self.query.text().trim();
        let is_other =
            !text.contains(|c: char| c.is_whitespace() || c == ':') && State::named(text).is_none();
        let words = State::WORDS.iter().map(|(word, _)| *word);
        let meant = suggest::nearest(text, words).filter(|_| is_other)?;
        Some(Stranger {
            kind: None,
            name: text.to_owned(),
            meant: Some(meant.to_owned()),
        })
    }

    fn stranger_by_name(&self) -> Option<Stranger> {
        let terms = self.query.any.iter().flatten();
        let tests = self.any.iter().flatten();
        let mut named = terms
            .zip(tests)
            .filter_map(|(term, (_, test))| match (&term.what, test) {
                (Meaning::Of(kind, name), Test::Of(_, places)) if !places.contains(&true) => {
                    Some((*kind, &name.text))
                }
                _ => None,
            });
        let (kind, text) = named.next()?;
        let places = 0..self.catalogue.count(kind);
        let ids = || {
            let entries = places.clone();
            let entries =
                entries.filter_map(|index| self.catalogue.entry(EntryRef::new(kind, index)));
            entries.map(|entry| &*entry.id.value)
        };
        Some(Stranger {
            kind: Some(kind),
            name: text.clone(),
            meant: super::meant(text, ids).map(ToString::to_string),
        })
    }

    /// A source of the registry, by its place, fits the filter.
    pub fn fits_source(&self, index: usize) -> bool {
        let Some(source) = self.catalogue.sources().get(index) else {
            return false;
        };
        self.all_of_any(|test| self.source_passes(test, index, source))
    }

    fn all_of_any(&self, passes: impl Fn(&Test) -> bool) -> bool {
        let all = |terms: &Vec<(bool, Test)>| {
            terms.iter().all(|(negated, test)| passes(test) != *negated)
        };
        self.any.is_empty() || self.any.iter().any(all)
    }

    fn passes(&self, test: &Test, at: EntryRef) -> bool {
        match test {
            Test::State(state) => state.fits(self.catalogue, self.board, at),
            Test::Word(word) => self.names().hold(self.catalogue, at, word),
            Test::Of(kind, places) => self.belongs(at, *kind, places),
            Test::Status(words) => self.status(at).is_some_and(|word| words.contains(&word)),
            Test::When(days) => self.date(at).is_some_and(|index| {
                let window = self.board.window(index);
                window.is_some_and(|window| window.meets(days.from, days.to))
            }),
            Test::Tbd => self.date(at).is_none_or(|index| {
                let when = self.board.when(index);
                when.is_none_or(|when| when == When::Tbd)
            }),
            Test::Slip(from, to) => {
                let slip = self.board.since_first(at).map(Slip::months);
                slip.is_some_and(|months| (*from..=*to).contains(&months))
            }
            Test::By(names) => self.spoke(at, names),
            Test::Cites(ids) => self.catalogue.cited(at).any(|id| ids.contains(id)),
            Test::Grade(grades) => self.catalogue.cited(at).any(|id| {
                let source = self.catalogue.source(id);
                source.is_some_and(|source| grades.contains(&source.grade))
            }),
        }
    }

    fn source_passes(&self, test: &Test, index: usize, source: &Source) -> bool {
        match test {
            Test::State(state) => state.fits_source(source),
            Test::Word(word) => self.names().source_holds(index, word.needle),
            Test::Cites(ids) => ids.contains(&*source.id.value),
            Test::Grade(grades) => grades.contains(&source.grade),
            Test::When(days) => source
                .date
                .is_some_and(|date| date.first() <= days.to && days.from <= date.last()),
            Test::Tbd => source.date.is_none(),
            Test::Of(..) | Test::Status(_) | Test::Slip(..) | Test::By(_) => false,
        }
    }

    /// An entry is one of some of a kind, or belongs to one: a milestone by what it is of, a vehicle
    /// and a constellation by their project, and by who launches whom.
    fn belongs(&self, at: EntryRef, kind: Kind, places: &[bool]) -> bool {
        let is_one =
            |at: EntryRef| at.kind == kind && places.get(at.index).copied().unwrap_or_default();
        let names_one = |id: &str| self.catalogue.find(id).is_some_and(is_one);
        if is_one(at) {
            return true;
        }
        match at.kind {
            Kind::Programme | Kind::Project => false,
            Kind::Milestone => self.catalogue.owners(at.index).iter().any(|at| is_one(*at)),
            Kind::Vehicle => {
                let vehicle = self.catalogue.vehicles().get(at.index);
                let project = vehicle.and_then(|vehicle| vehicle.project.as_ref());
                let launches = || self.launches(at, kind, places);
                project.is_some_and(|id| names_one(&id.value)) || launches()
            }
            Kind::Constellation => {
                let constellation = self.catalogue.constellations().get(at.index);
                constellation.is_some_and(|constellation| {
                    let ids = constellation
                        .project
                        .iter()
                        .chain(&constellation.launched_by);
                    ids.into_iter().any(|id| names_one(&id.value))
                })
            }
        }
    }

    /// A vehicle launches one of some constellations.
    fn launches(&self, vehicle: EntryRef, kind: Kind, places: &[bool]) -> bool {
        let all = self.catalogue.constellations().iter().zip(places);
        let mut some = all.filter(|(_, is_one)| kind == Kind::Constellation && **is_one);
        some.any(|(constellation, _)| {
            let ids = constellation.launched_by.iter();
            ids.into_iter()
                .any(|id| self.catalogue.find(&id.value) == Some(vehicle))
        })
    }

    /// The recorded status, as the file spells it.
    fn status(&self, at: EntryRef) -> Option<&'static str> {
        self.catalogue.at(at)?.status()?.word
    }

    /// The milestone whose date is an entry's: its own, or the one that comes next.
    fn date(&self, at: EntryRef) -> Option<usize> {
        match at.kind {
            Kind::Milestone => Some(at.index),
            _ => self.board.summary(at)?.next,
        }
    }

    /// One of these people gave a date of a milestone, or of a milestone of the entry, or a count or a
    /// plan of a constellation.
    fn spoke(&self, at: EntryRef, names: &HashSet<&str>) -> bool {
        let own = std::slice::from_ref(&at.index);
        let milestones = match at.kind {
            Kind::Milestone => own,
            _ => self.catalogue.milestones_of(at),
        };
        let milestones = milestones
            .iter()
            .filter_map(|index| self.catalogue.milestones().get(*index));
        let statements = milestones.flat_map(|milestone| &milestone.statements);
        let constellation = match at.kind {
            Kind::Constellation => self.catalogue.constellations().get(at.index),
            _ => None,
        };
        let counts = constellation.into_iter().flat_map(|one| &one.counts);
        let plans = constellation.into_iter().flat_map(|one| &one.plans);
        let spoke = statements
            .map(|said| &said.by)
            .chain(counts.map(|count| &count.by))
            .chain(plans.map(|plan| &plan.by));
        spoke.flatten().any(|by| names.contains(&**by))
    }
}

/// A word as typed where it occurs anywhere, else as the other keyboard layout has it.
fn meant<'a>(word: &'a Word, names: &Names) -> &'a Needle {
    let swapped = word.swapped.as_ref();
    let swapped = swapped.filter(|swapped| !names.know(&word.needle) && names.know(swapped));
    swapped.unwrap_or(&word.needle)
}

/// Which entries of a kind are called so: the one with this very id, else all whose names hold it.
fn called(kind: Kind, needle: &Needle, catalogue: &Catalogue, names: &Names) -> Vec<bool> {
    let places = (0..catalogue.count(kind)).map(|index| EntryRef::new(kind, index));
    let exactly: Vec<bool> = places.clone().map(|at| names.is_id(at, needle)).collect();
    if exactly.contains(&true) {
        return exactly;
    }
    places.map(|at| names.call(at, needle)).collect()
}

fn speakers<'a>(catalogue: &'a Catalogue, needle: &Needle) -> HashSet<&'a str> {
    let all: HashSet<(&str, &str)> = catalogue
        .quoted()
        .map(|by| (&**by, &**catalogue.speaker(by)))
        .collect();
    // Every spelling of a speaker whose name fits, too.
    let fits = |name: &str| needle.is_in(&folded(name));
    all.into_iter()
        .filter(|(spelt, name)| fits(spelt) || fits(name))
        .map(|(spelt, _)| spelt)
        .collect()
}

fn sources<'a>(catalogue: &'a Catalogue, names: &Names, needle: &Needle) -> HashSet<&'a str> {
    let sources = catalogue.sources().iter().enumerate();
    sources
        .filter(|(index, _)| names.source_holds(*index, needle))
        .map(|(_, source)| &*source.id.value)
        .collect()
}
