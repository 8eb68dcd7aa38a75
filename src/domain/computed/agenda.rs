//! What comes next, and what needs attention: the two questions of the overview.

use chrono::{Months, NaiveDate};

use crate::domain::catalogue::{Catalogue, EntryRef, Fact};
use crate::domain::computed::conflict;
use crate::domain::computed::mention;
use crate::domain::computed::standing::{self, DatesSay, Standing};
use crate::domain::when::{When, Window};

/// An open milestone of which there is no word for more than this many days is "silent".
pub const SILENT_DAYS: i64 = 365;
/// How far ahead "next" looks.
pub const MONTHS_AHEAD: u32 = 12;

/// How two milestones that need each other fit.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub enum Fit {
    /// The predecessor's window ends after the successor's begins.
    NoFloat,
    /// It ends after the successor's *ends*: impossible as stated.
    Impossible,
}

/// A predecessor whose date leaves no room.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Squeeze {
    pub needed: usize,
    pub by: usize,
    pub fit: Fit,
}

/// What needs attention, worst first.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Attention {
    /// Milestones that a later word shows still open: those whose deadline passed first before the others.
    pub missed: Vec<usize>,
    /// Milestones whose deadline has passed, and nobody has said since what happened: likewise.
    pub no_word: Vec<usize>,
    /// Milestones whose date nothing supports, soonest first; those alone of which only a year is named are not
    /// among them.
    pub in_doubt: Vec<usize>,
    /// Projects whose recorded status is better than their dates.
    pub disagreeing: Vec<usize>,
    pub impossible: Vec<Squeeze>,
    /// Milestones of which there has been no word for long: the longest silent first.
    pub silent: Vec<usize>,
    /// Milestones with dates that contradict each other.
    pub contradicting: Vec<usize>,
    /// Entries with claims that contradict each other, and how many labels do.
    pub conflicting: Vec<(EntryRef, usize)>,
}

/// The open milestones whose window meets the next twelve months, soonest first; those whose deadline has
/// passed are not among them.
pub fn next(catalogue: &Catalogue, standings: &[Standing], today: NaiveDate) -> Vec<usize> {
    let until = today.checked_add_months(Months::new(MONTHS_AHEAD));
    self::until(catalogue, standings, until.unwrap_or(NaiveDate::MAX))
}

/// The same up to and with a day.
pub fn until(catalogue: &Catalogue, standings: &[Standing], until: NaiveDate) -> Vec<usize> {
    let is_next = |index: &usize| {
        let standing = &standings[*index];
        let window = standing.when.map(When::window);
        // A window that merely could begin now ("by 2036") is not news of these days.
        let soon = |w: Window| {
            w.last.is_some_and(|end| end <= until) || w.first.is_some_and(|f| f <= until)
        };
        standing.says.is_due() && window.is_some_and(soon)
    };
    let mut found: Vec<usize> = (0..catalogue.milestones().len()).filter(is_next).collect();
    sort_by_date(standings, &mut found);
    found
}

/// Soonest first; open ends and TBD last.
pub fn sort_by_date(standings: &[Standing], milestones: &mut [usize]) {
    let rank = |index: usize| standings[index].when.unwrap_or(When::Tbd);
    milestones.sort_by(|a, b| rank(*a).chronological(&rank(*b)));
}

/// The room between a milestone and one that needs it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Float {
    /// From the end of the one window to the beginning of the other; negative where they overlap.
    pub days: i64,
    /// There is at most so much room: one of them is open on that side, or the needed one is overdue
    /// and can come today at the soonest.
    pub at_most: bool,
    pub fit: Option<Fit>,
}

/// A milestone that another one needs, or that waits for it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Neighbour {
    pub milestone: usize,
    /// Between the two; none where a date is missing or one of them is over.
    pub float: Option<Float>,
}

/// What a milestone needs.
pub fn needed_by(
    catalogue: &Catalogue,
    standings: &[Standing],
    milestone: usize,
    today: NaiveDate,
) -> Vec<Neighbour> {
    let neighbour = |needed: &usize| Neighbour {
        milestone: *needed,
        float: float(standings, *needed, milestone, today),
    };
    catalogue.needs(milestone).iter().map(neighbour).collect()
}

/// What waits for a milestone.
pub fn waiting_for(
    catalogue: &Catalogue,
    standings: &[Standing],
    milestone: usize,
    today: NaiveDate,
) -> Vec<Neighbour> {
    let neighbour = |by: &usize| Neighbour {
        milestone: *by,
        float: float(standings, milestone, *by, today),
    };
    catalogue
        .unblocks(milestone)
        .iter()
        .map(neighbour)
        .collect()
}

fn float(standings: &[Standing], needed: usize, by: usize, today: NaiveDate) -> Option<Float> {
    let (needed, by) = open_windows(standings, needed, by)?;
    // "No earlier than" may still come in time on its first day; "no later than" may use its last.
    let stated = needed.last.or(needed.first)?;
    let begin = by.first.or(by.last)?;
    let is_overdue = needed.last.is_some_and(|last| last < today);
    let days = begin.signed_duration_since(stated.max(today)).num_days();
    Some(Float {
        days,
        at_most: needed.last.is_none() || by.first.is_none() || is_overdue,
        fit: fit(needed, by).or((days < 0).then_some(Fit::NoFloat)),
    })
}

fn open_windows(standings: &[Standing], needed: usize, by: usize) -> Option<(Window, Window)> {
    let window = |index: usize| {
        let standing = standings.get(index)?;
        let is_open = standing.says.is_due() || standing.says.is_overdue();
        standing.when.filter(|_| is_open).map(When::window)
    };
    Some((window(needed)?, window(by)?))
}

/// The predecessors of a milestone that leave it no room. Only what is still open can squeeze.
pub fn squeezes(catalogue: &Catalogue, standings: &[Standing], milestone: usize) -> Vec<Squeeze> {
    let fit = |needed: &usize| {
        let (before, after) = open_windows(standings, *needed, milestone)?;
        let fit = fit(before, after)?;
        Some(Squeeze {
            needed: *needed,
            by: milestone,
            fit,
        })
    };
    catalogue.needs(milestone).iter().filter_map(fit).collect()
}

fn fit(needed: Window, by: Window) -> Option<Fit> {
    // "No earlier than" may still come in time on its first day.
    let ready = needed.last.or(needed.first)?;
    if by.last.is_some_and(|end| ready > end) {
        return Some(Fit::Impossible);
    }
    by.first
        .filter(|begin| ready > *begin)
        .map(|_| Fit::NoFloat)
}

impl Attention {
    pub fn of(
        catalogue: &Catalogue,
        standings: &[Standing],
        says: &[DatesSay],
        today: NaiveDate,
    ) -> Self {
        let places = 0..catalogue.milestones().len();
        let saying = |wanted: DatesSay| {
            let found = places.clone();
            let mut found: Vec<usize> = found
                .filter(|index| standings[*index].says == wanted)
                .collect();
            sort_by_date(standings, &mut found);
            found
        };
        let mut in_doubt = saying(DatesSay::InDoubt);
        in_doubt.retain(|index| standings[*index].weighs() == DatesSay::InDoubt);
        let mut quiet: Vec<(i64, usize)> = places
            .clone()
            .filter_map(|index| Some((mention::silence(catalogue, index, today)?.days, index)))
            .filter(|(days, index)| *days > SILENT_DAYS && !standings[*index].says.is_overdue())
            .collect();
        quiet.sort_by_key(|(days, _)| std::cmp::Reverse(*days));
        let milestones = catalogue.milestones();
        let contradicts = |index: &usize| {
            standings[*index].latest.against.is_some() && milestones[*index].is_open()
                || !conflict::conflicts(catalogue, &milestones[*index]).is_empty()
        };
        Self {
            missed: saying(DatesSay::Missed),
            no_word: saying(DatesSay::NoWord),
            in_doubt,
            disagreeing: disagreeing(catalogue, says),
            impossible: places
                .clone()
                .flat_map(|index| squeezes(catalogue, standings, index))
                .filter(|squeeze| squeeze.fit == Fit::Impossible)
                .collect(),
            silent: quiet.into_iter().map(|(_, index)| index).collect(),
            contradicting: places.filter(contradicts).collect(),
            conflicting: conflicting(catalogue),
        }
    }

    /// Those whose deadline has passed without an outcome, missed or no word, the longest first.
    pub fn overdue(&self, standings: &[Standing]) -> Vec<usize> {
        let mut all = [&*self.missed, &*self.no_word].concat();
        sort_by_date(standings, &mut all);
        all
    }
}

fn disagreeing(catalogue: &Catalogue, says: &[DatesSay]) -> Vec<usize> {
    let disagrees = |(index, project): (usize, &crate::domain::catalogue::Project)| {
        let recorded = project.recorded.status.as_ref()?.value;
        standing::disagrees(recorded, *says.get(index)?).then_some(index)
    };
    catalogue
        .projects()
        .iter()
        .enumerate()
        .filter_map(disagrees)
        .collect()
}

fn conflicting(catalogue: &Catalogue) -> Vec<(EntryRef, usize)> {
    catalogue
        .entries()
        .filter_map(|at| {
            let labels = conflicts(&catalogue.entry(at)?.facts);
            (labels > 0).then_some((at, labels))
        })
        .collect()
}

/// How many labels stand more than once, that is, how many claims are contested.
pub fn conflicts(facts: &[Fact]) -> usize {
    groups(facts).filter(|group| group.len() > 1).count()
}

/// The facts in runs of one label. Claims that contradict each other stand next to each other.
pub fn groups(facts: &[Fact]) -> impl Iterator<Item = &[Fact]> {
    facts.chunk_by(|a, b| a.label == b.label)
}
