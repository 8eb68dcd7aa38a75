//! The board: everything computed that the screens show, worked out once for a catalogue and a day.

use std::cell::OnceCell;

use chrono::NaiveDate;

use crate::domain::catalogue::{Catalogue, EntryRef, Kind, Milestone};
use crate::domain::computed::agenda::{self, Attention, Squeeze};
use crate::domain::computed::mention;
use crate::domain::computed::outlook::{Outlook, Reference};
use crate::domain::computed::record::Record;
use crate::domain::computed::slip::Slip;
use crate::domain::computed::standing::{DatesSay, Standing};
use crate::domain::search::names::Names;
use crate::domain::when::{When, Window};

#[derive(Clone, Debug)]
pub struct Board {
    pub today: NaiveDate,
    /// One for each milestone of the catalogue, in its order.
    pub standings: Vec<Standing>,
    programme: Summary,
    projects: Vec<Summary>,
    vehicles: Vec<Summary>,
    constellations: Vec<Summary>,
    /// The milestones of the next twelve months, soonest first.
    pub next: Vec<usize>,
    pub attention: Attention,
    pub record: Record,
    /// Worked out when it is first asked for.
    reference: OnceCell<Reference>,
    /// Folded when words are first looked for.
    names: OnceCell<Names>,
}

/// How a project, vehicle or constellation stands by its milestones: the key ones, or all of them
/// where none of the key ones is still to come.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Summary {
    pub says: DatesSay,
    /// The milestones that the verdict is taken from.
    pub weighed: Weighed,
    /// The one of them that is worst off, which the verdict rests on.
    pub worst: Option<usize>,
    pub since_first: Option<Slip>,
    pub since_last: Option<Slip>,
    /// The open milestone that comes next, an overdue one first.
    pub next: Option<usize>,
    pub done: usize,
    pub overdue: usize,
    /// All its milestones, key or not.
    pub all: usize,
    /// Those that are over, soonest first, and those still to come, likewise.
    pub past: Vec<usize>,
    pub open: Vec<usize>,
    /// Those of its milestones that leave each other no room.
    pub squeezes: Vec<Squeeze>,
    /// Days since the last word about the entry, or about a milestone of it that is still to come; none
    /// if none of them is.
    pub quiet: Option<i64>,
}

/// The milestones that the verdict on an entry is taken from, and how many there are.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Weighed {
    Key(usize),
    /// None of the key ones is still open.
    All(usize),
}

impl Board {
    pub fn new(catalogue: &Catalogue, today: NaiveDate) -> Self {
        let standings: Vec<Standing> = catalogue
            .milestones()
            .iter()
            .map(|milestone| Standing::of(milestone, today))
            .collect();
        let summaries = |kind| {
            (0..catalogue.count(kind))
                .map(|index| Summary::of(catalogue, &standings, EntryRef::new(kind, index), today))
                .collect::<Vec<_>>()
        };
        let projects = summaries(Kind::Project);
        let says: Vec<DatesSay> = projects.iter().map(|summary| summary.says).collect();
        Self {
            today,
            programme: Summary::of(
                catalogue,
                &standings,
                EntryRef::new(Kind::Programme, 0),
                today,
            ),
            projects,
            vehicles: summaries(Kind::Vehicle),
            constellations: summaries(Kind::Constellation),
            next: agenda::next(catalogue, &standings, today),
            attention: Attention::of(catalogue, &standings, &says, today),
            record: Record::of(catalogue, today),
            standings,
            reference: OnceCell::new(),
            names: OnceCell::new(),
        }
    }

    /// What the record says of a milestone; the catalogue is the one that the board was made of.
    pub fn outlook(&self, catalogue: &Catalogue, milestone: usize) -> Option<Outlook> {
        let reference = self
            .reference
            .get_or_init(|| Reference::of(catalogue, self.today));
        Outlook::of(
            catalogue.milestones().get(milestone)?,
            reference,
            self.today,
        )
    }

    /// What a filter looks for words in; the catalogue is the one that the board was made of.
    pub fn names(&self, catalogue: &Catalogue) -> &Names {
        self.names.get_or_init(|| Names::of(catalogue))
    }

    /// Takes these, which were made of the same catalogue, so that nobody has to wait for them.
    pub fn take_names(&mut self, names: Names) {
        self.names = names.into();
    }

    /// The window of a milestone as it stands on the day: that of an overdue one runs on to today. One
    /// without a date has none.
    pub fn window(&self, catalogue: &Catalogue, milestone: usize) -> Option<Window> {
        let when = catalogue
            .milestones()
            .get(milestone)
            .and_then(Milestone::when);
        let mut window = when.map(When::window)?;
        let standing = self.standings.get(milestone)?;
        if standing.says == DatesSay::Overdue {
            window.last = Some(self.today);
        }
        (window.first.is_some() || window.last.is_some()).then_some(window)
    }

    /// How an entry stands; for a milestone, none: that is in [`Board::standings`].
    pub fn summary(&self, at: EntryRef) -> Option<&Summary> {
        match at.kind {
            Kind::Programme => Some(&self.programme),
            Kind::Project => self.projects.get(at.index),
            Kind::Vehicle => self.vehicles.get(at.index),
            Kind::Constellation => self.constellations.get(at.index),
            Kind::Milestone => None,
        }
    }

    pub fn says(&self, at: EntryRef) -> DatesSay {
        match at.kind {
            Kind::Milestone => self
                .standings
                .get(at.index)
                .map_or(DatesSay::Undated, |standing| standing.says),
            _ => self
                .summary(at)
                .map_or(DatesSay::Undated, |summary| summary.says),
        }
    }

    /// The slip against the first date ever given: a milestone's own, or that of an entry's worst one.
    pub fn since_first(&self, at: EntryRef) -> Option<Slip> {
        match at.kind {
            Kind::Milestone => self.standings.get(at.index)?.since_first,
            _ => self.summary(at)?.since_first,
        }
    }
}

impl Summary {
    fn of(catalogue: &Catalogue, standings: &[Standing], at: EntryRef, today: NaiveDate) -> Self {
        let all = catalogue.milestones_of(at);
        let milestone = |index: usize| &catalogue.milestones()[index];
        let key: Vec<usize> = all
            .iter()
            .copied()
            .filter(|index| milestone(*index).key)
            .collect();
        let settled = |index: &usize| !milestone(*index).is_open();
        let (mut past, mut open): (Vec<usize>, Vec<usize>) =
            all.iter().partition(|index| settled(index));
        agenda::sort_by_date(catalogue, &mut past);
        agenda::sort_by_date(catalogue, &mut open);
        let silences = || {
            let of_open = open.iter();
            let of_open = of_open.filter_map(|index| mention::silence(catalogue, *index, today));
            let words = of_open.chain(mention::last_word(catalogue, at, today));
            words.map(|word| word.days).min()
        };
        let (weighed, milestones) = if key.iter().all(settled) {
            (Weighed::All(all.len()), all)
        } else {
            (Weighed::Key(key.len()), &*key)
        };
        let worst = milestones
            .iter()
            .copied()
            .max_by_key(|index| concern(&standings[*index]));
        let standing = worst.map(|index| standings[index]);
        let count = |says| {
            all.iter()
                .filter(|index| standings[**index].says == says)
                .count()
        };
        Self {
            says: standing.map_or(DatesSay::Undated, |standing| standing.says),
            weighed,
            worst,
            since_first: standing.and_then(|standing| standing.since_first),
            since_last: standing.and_then(|standing| standing.since_last),
            next: soonest(milestones, milestone).or_else(|| soonest(all, milestone)),
            done: count(DatesSay::Done),
            overdue: count(DatesSay::Overdue),
            all: all.len(),
            squeezes: all
                .iter()
                .flat_map(|index| agenda::squeezes(catalogue, *index))
                .collect(),
            quiet: (!open.is_empty()).then(silences).flatten(),
            past,
            open,
        }
    }
}

/// How badly off a milestone is: a failure that is over weighs no more than a success, then by what
/// the dates say, then by the slip.
fn concern(standing: &Standing) -> (DatesSay, Option<i64>) {
    let says = if standing.says == DatesSay::Failed {
        DatesSay::Done
    } else {
        standing.says
    };
    (says, standing.since_first.map(Slip::days))
}

fn soonest<'a>(indices: &[usize], milestone: impl Fn(usize) -> &'a Milestone) -> Option<usize> {
    let open = indices
        .iter()
        .copied()
        .filter(|index| milestone(*index).is_open());
    let when = |index: &usize| milestone(*index).when();
    open.filter(|index| when(index).is_some())
        .min_by(|a, b| match (when(a), when(b)) {
            (Some(a), Some(b)) => a.chronological(&b),
            _ => std::cmp::Ordering::Equal,
        })
}
