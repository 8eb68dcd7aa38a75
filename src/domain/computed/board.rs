//! The board: everything computed that the screens show, worked out once for a catalogue and a day.

use std::cell::OnceCell;

use chrono::NaiveDate;

use crate::domain::catalogue::{Catalogue, EntryRef, Id, Kind, Statement};
use crate::domain::computed::agenda::{self, Attention, Squeeze};
use crate::domain::computed::mention;
use crate::domain::computed::outlook::{Outlook, Reference};
use crate::domain::computed::record::Record;
use crate::domain::computed::slip::{Slip, days};
use crate::domain::computed::standing::{DatesSay, ON_PLAN_MONTHS, Standing};
use crate::domain::file::span::At;
use crate::domain::format::keyword::VehicleStatus;
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

/// A catalogue whose newest source is more than so many days old does not know what has happened since.
const OLD_DAYS: i64 = 60;

/// How a project, vehicle or constellation stands by its open milestones: the key ones, or all of them
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
    /// Of the milestones that somebody promised: how many are done, missed, without word.
    pub done: usize,
    pub missed: usize,
    pub no_word: usize,
    /// Those of them whose deadline has passed, or that have happened.
    pub were_due: usize,
    /// All of these, key or not.
    pub all: usize,
    /// Of a vehicle that is not in service yet: how late it first flew.
    pub flew_late: Option<Slip>,
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
    /// The open key ones.
    Key(usize),
    /// All open ones: none of the key ones is.
    Open(usize),
    /// All of them: none is open.
    All(usize),
}

impl Board {
    pub fn new(catalogue: &Catalogue, today: NaiveDate) -> Self {
        let standings = Standing::all(catalogue, today);
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
            self.standings.get(milestone)?.latest,
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

    /// The window of a milestone as it stands on the day: that of one whose deadline has passed without an
    /// outcome runs on to today. One without a date has none.
    pub fn window(&self, milestone: usize) -> Option<Window> {
        let standing = self.standings.get(milestone)?;
        let mut window = standing.when.map(When::window)?;
        if standing.says.is_overdue() {
            window.last = Some(self.today);
        }
        (window.first.is_some() || window.last.is_some()).then_some(window)
    }

    /// When a milestone happened, else when it is said to.
    pub fn when(&self, milestone: usize) -> Option<When> {
        self.standings.get(milestone)?.when
    }

    /// The statement whose date stands.
    pub fn stands<'a>(&self, catalogue: &'a Catalogue, milestone: usize) -> Option<&'a Statement> {
        let latest = self.standings.get(milestone)?.latest;
        latest.statement(catalogue.milestones().get(milestone)?)
    }

    /// The sources for how an entry stands; perhaps none.
    pub fn sources_of<'a>(&self, catalogue: &'a Catalogue, at: EntryRef) -> &'a [At<Id>] {
        let stands = match at.kind {
            Kind::Milestone => self.stands(catalogue, at.index),
            _ => None,
        };
        catalogue.sources_of(at, stands)
    }

    /// How many days old the newest source of all is, where that is so much that what has happened since cannot
    /// be known.
    pub fn days_unknown(&self, catalogue: &Catalogue) -> Option<i64> {
        let newest = catalogue.newest_source()?;
        let old = days(newest.last(), self.today);
        (old > OLD_DAYS).then_some(old)
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
        let milestone = |index: &usize| &catalogue.milestones()[*index];
        let (mut open, mut past): (Vec<usize>, Vec<usize>) =
            all.iter().partition(|index| milestone(index).is_open());
        agenda::sort_by_date(standings, &mut past);
        agenda::sort_by_date(standings, &mut open);
        let key: Vec<usize> = open
            .iter()
            .copied()
            .filter(|at| milestone(at).key)
            .collect();
        let count = |wanted: &[DatesSay]| {
            let found = all.iter().filter(|index| !milestone(index).is_event());
            found
                .filter(|index| wanted.contains(&standings[**index].says))
                .count()
        };
        let (done, missed) = (count(&[DatesSay::Done]), count(&[DatesSay::Missed]));
        let no_word = count(&[DatesSay::NoWord]);
        let were_due = done + missed + no_word + count(&[DatesSay::Failed]);
        let is_silent = no_word * 2 > were_due;
        // Where somebody has spoken of most of what was due, the rest without word weighs nothing.
        let weighs = |index: &&usize| is_silent || standings[**index].says != DatesSay::NoWord;
        let heavy = |from: &[usize]| from.iter().filter(weighs).copied().collect::<Vec<_>>();
        let (weighed, weighty) = match (heavy(&key), heavy(&open)) {
            (key, _) if !key.is_empty() => (Weighed::Key(key.len()), key),
            (_, open) if !open.is_empty() => (Weighed::Open(open.len()), open),
            _ => (Weighed::All(all.len()), heavy(all)),
        };
        let worst = weighty
            .iter()
            .copied()
            .rev()
            .max_by_key(|index| concern(&standings[*index]));
        let standing = worst.map(|index| &standings[index]);
        Self {
            says: standing.map_or(DatesSay::Undated, Standing::weighs),
            weighed,
            worst,
            since_first: standing.and_then(|standing| standing.since_first),
            since_last: standing.and_then(|standing| standing.since_last),
            next: key
                .iter()
                .chain(&open)
                .copied()
                .find(|index| standings[*index].when.is_some()),
            done,
            missed,
            no_word,
            were_due,
            all: all
                .iter()
                .filter(|index| !milestone(index).is_event())
                .count(),
            flew_late: flew_late(catalogue, standings, at),
            squeezes: all
                .iter()
                .flat_map(|index| agenda::squeezes(catalogue, standings, *index))
                .collect(),
            quiet: quiet(catalogue, &open, at, today),
            past,
            open,
        }
    }

    /// Missed or no word.
    pub fn overdue(&self) -> usize {
        self.missed + self.no_word
    }
}

/// Days since the last word about an entry, or about a milestone of it that is open; none if none of them is.
fn quiet(catalogue: &Catalogue, open: &[usize], at: EntryRef, today: NaiveDate) -> Option<i64> {
    let of_open = open.iter();
    let of_open = of_open.filter_map(|index| mention::silence(catalogue, *index, today));
    let words = of_open.chain(mention::last_word(catalogue, at, today));
    words
        .map(|word| word.days)
        .min()
        .filter(|_| !open.is_empty())
}

/// How badly off a milestone is: by what the dates say, then by the slip. A failure that is over weighs no
/// more than a success.
fn concern(standing: &Standing) -> (DatesSay, Option<i64>) {
    let says = match standing.weighs() {
        DatesSay::Failed => DatesSay::Done,
        says => says,
    };
    (says, standing.since_first.map(Slip::days))
}

/// How late a vehicle first flew, as long as it is not in service.
fn flew_late(catalogue: &Catalogue, standings: &[Standing], at: EntryRef) -> Option<Slip> {
    let vehicle = match at.kind {
        Kind::Vehicle => catalogue.vehicles().get(at.index)?,
        _ => return None,
    };
    let status = vehicle.recorded.status.as_ref().map(|status| status.value);
    let is_in_service = matches!(
        status,
        Some(VehicleStatus::Operational | VehicleStatus::Retiring | VehicleStatus::Retired)
    );
    let flight = catalogue.find(&vehicle.first_flight.as_ref()?.value)?;
    let flight = standings.get(flight.index)?;
    let slip = flight
        .since_first
        .filter(|slip| slip.months() > ON_PLAN_MONTHS)?;
    (flight.says == DatesSay::Done && !is_in_service).then_some(slip)
}
