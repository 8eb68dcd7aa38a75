//! What each list shows: filtered, sorted, under its heads.

use std::cmp::Reverse;
use std::collections::BTreeMap;

use chrono::NaiveDate;

use super::groups::{Group, GroupSummary};
use super::list::{Heading, Made, Row};
use super::news;
use super::tab::ListId;
use super::timeline::Timeline;
use crate::domain::catalogue::{Catalogue, Count, EntryRef, Kind};
use crate::domain::changes::Change;
use crate::domain::computed::board::Board;
use crate::domain::computed::slip::Slip;
use crate::domain::computed::standing::DatesSay;
use crate::domain::search::{Finder, Query};
use crate::domain::when::When;
use crate::words::{Label, Words};

/// What a list is sorted by.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum SortKey {
    /// The order of the file.
    File,
    Name,
    /// The recorded status.
    Status,
    /// What the dates say, worst first.
    Dates,
    /// The slip against the first date, largest first.
    Slip,
    /// The next date, soonest first.
    Next,
    /// The class of a vehicle, the purpose of a constellation.
    Class,
    /// Flights made, satellites in orbit.
    Count,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Sort {
    pub key: SortKey,
    pub reversed: bool,
}

impl SortKey {
    pub fn label(self) -> Label {
        match self {
            Self::File => Label::CatalogueOrder,
            Self::Name => Label::Name,
            Self::Status => Label::Status,
            Self::Dates => Label::Verdict,
            Self::Slip => Label::Slip,
            Self::Next => Label::NextDate,
            Self::Class => Label::Class,
            Self::Count => Label::Count,
        }
    }

    /// The key that `s` leads to: one column on the screen after the other, and the order that the list had
    /// at first where no column shows it.
    #[must_use]
    pub(super) fn after(self, list: ListId, columns: &[Self]) -> Self {
        let unsorted = Some(Sort::initial(list).key).filter(|key| !columns.contains(key));
        let keys: Vec<Self> = unsorted
            .into_iter()
            .chain(columns.iter().copied())
            .collect();
        let place = keys.iter().position(|key| *key == self);
        let next = place.map_or(0, |place| (place + 1) % keys.len());
        keys.get(next).copied().unwrap_or(self)
    }
}

impl Sort {
    pub fn initial(list: ListId) -> Self {
        Self {
            key: match list {
                ListId::Timeline => SortKey::Next,
                _ => SortKey::File,
            },
            reversed: false,
        }
    }
}

/// Makes the rows of a list.
pub fn rows(
    list: ListId,
    catalogue: &Catalogue,
    board: &Board,
    (query, sort): (&Query, Sort),
    (timeline, words): (&Timeline, Words),
    (changes, older): (&[Change], Option<(&Catalogue, &Board)>),
) -> Made {
    let source = RowMaker {
        catalogue,
        board,
        finder: query.finder(catalogue, board),
        sort,
        words,
    };
    let rows = match list {
        ListId::Standings => source.entries(Kind::Project),
        ListId::Projects => source.projects(),
        ListId::Vehicles => source.entries(Kind::Vehicle),
        ListId::Constellations => source.entries(Kind::Constellation),
        ListId::Next => plain(source.fitting(board.next.iter().map(|index| milestone(*index)))),
        ListId::Attention => source.attention(),
        ListId::Timeline => return source.timeline(timeline),
        ListId::Changes => return source.changes(changes, older, query),
    };
    let entries = || rows.iter().filter_map(|row| row.at());
    Made {
        entries: entries().count(),
        date_cells: source.date_cells(entries()),
        rows,
        ..Made::default()
    }
}

struct RowMaker<'a> {
    catalogue: &'a Catalogue,
    board: &'a Board,
    finder: Finder<'a>,
    sort: Sort,
    words: Words,
}

fn milestone(index: usize) -> EntryRef {
    EntryRef::new(Kind::Milestone, index)
}

fn plain(entries: Vec<EntryRef>) -> Vec<Row> {
    entries
        .into_iter()
        .map(|at| Row::Entry { at, under: None })
        .collect()
}

fn push_section(rows: &mut Vec<Row>, heading: Heading, entries: Vec<EntryRef>) {
    if !entries.is_empty() {
        rows.push(Row::Head(heading));
        rows.extend(entries.into_iter().map(|at| Row::Entry {
            at,
            under: Some(heading),
        }));
    }
}

impl RowMaker<'_> {
    fn fitting(&self, entries: impl Iterator<Item = EntryRef>) -> Vec<EntryRef> {
        entries.filter(|at| self.finder.fits(*at)).collect()
    }

    fn entries(&self, kind: Kind) -> Vec<Row> {
        let mut entries =
            self.fitting((0..self.catalogue.count(kind)).map(|index| EntryRef::new(kind, index)));
        self.sort(&mut entries);
        plain(entries)
    }

    /// The programme as a whole stands before its projects, however they are sorted.
    fn projects(&self) -> Vec<Row> {
        let mut rows = plain(self.fitting(std::iter::once(EntryRef::new(Kind::Programme, 0))));
        rows.extend(self.entries(Kind::Project));
        rows
    }

    fn attention(&self) -> Vec<Row> {
        let attention = &self.board.attention;
        let project = |index: &usize| EntryRef::new(Kind::Project, *index);
        let sections = [
            (
                Heading::Impossible,
                attention
                    .impossible
                    .iter()
                    .map(|squeeze| milestone(squeeze.by))
                    .collect(),
            ),
            (
                Heading::Disagreeing,
                attention.disagreeing.iter().map(project).collect(),
            ),
            (
                Heading::Missed,
                attention
                    .missed
                    .iter()
                    .map(|index| milestone(*index))
                    .collect(),
            ),
            (
                Heading::NoWord,
                attention
                    .no_word
                    .iter()
                    .map(|index| milestone(*index))
                    .collect(),
            ),
            (
                Heading::InDoubt,
                attention
                    .in_doubt
                    .iter()
                    .map(|index| milestone(*index))
                    .collect(),
            ),
            (
                Heading::Contradicting,
                attention
                    .contradicting
                    .iter()
                    .map(|index| milestone(*index))
                    .collect(),
            ),
            (
                Heading::Silent,
                attention
                    .silent
                    .iter()
                    .map(|index| milestone(*index))
                    .collect(),
            ),
            (
                Heading::Conflicting,
                attention
                    .conflicting
                    .iter()
                    .map(|(at, _)| *at)
                    .collect::<Vec<_>>(),
            ),
        ];
        let mut rows = Vec::new();
        for (heading, entries) in sections {
            push_section(&mut rows, heading, self.fitting(entries.into_iter()));
        }
        rows
    }

    fn changes(
        &self,
        changes: &[Change],
        older: Option<(&Catalogue, &Board)>,
        query: &Query,
    ) -> Made {
        let found = news::rows(changes, &self.finder, query, (self.catalogue, older));
        let rows = found
            .into_iter()
            .map(|(place, at)| Row::Change { place, at });
        let rows: Vec<Row> = rows.collect();
        Made {
            entries: rows.len(),
            rows,
            ..Made::default()
        }
    }

    /// The milestones in their groups; of a folded one only the head.
    fn timeline(&self, timeline: &Timeline) -> Made {
        let mut found = self.fitting((0..self.catalogue.milestones().len()).map(milestone));
        if let Some((from, to)) = timeline.within {
            found.retain(|at| self.meets(at.index, from, to));
        }
        let mut made = Made {
            entries: found.len(),
            date_cells: self.date_cells(found.iter().copied()),
            ..Made::default()
        };
        let mut groups: BTreeMap<(u8, i64, i64), (Group, Vec<EntryRef>)> = BTreeMap::new();
        for at in found {
            (timeline.group_by).each_group(self.catalogue, self.board, at.index, |group| {
                let (_, members) = groups
                    .entry(group.rank())
                    .or_insert_with(|| (group, Vec::new()));
                members.push(at);
            });
        }
        for (group, mut members) in groups.into_values() {
            made.groups.push(self.summary(group, &members));
            if timeline.folded.contains(&group) {
                made.rows.push(Row::Head(Heading::Group(group)));
            } else {
                self.sort(&mut members);
                push_section(&mut made.rows, Heading::Group(group), members);
            }
        }
        made
    }

    /// Its window meets these days; that of an overdue one runs on to today. TBD meets none.
    fn meets(&self, milestone: usize, from: NaiveDate, to: NaiveDate) -> bool {
        let window = self.board.window(milestone);
        window.is_some_and(|window| window.meets(from, to))
    }

    fn summary(&self, group: Group, members: &[EntryRef]) -> GroupSummary {
        let says = |at: &EntryRef| self.board.says(*at);
        let count = |wanted| members.iter().filter(|at| says(at) == wanted).count();
        let is_to_come = |at: &&EntryRef| says(at).is_due();
        GroupSummary {
            group,
            all: members.len(),
            done: count(DatesSay::Done),
            missed: count(DatesSay::Missed),
            no_word: count(DatesSay::NoWord),
            next: (members.iter().filter(is_to_come))
                .min_by_key(|at| self.next(**at).rank())
                .map(|at| at.index),
        }
    }

    fn sort(&self, entries: &mut [EntryRef]) {
        match self.sort.key {
            SortKey::File => self.sort_by(entries, |at| Some(at.index)),
            SortKey::Name => self.sort_by(entries, |at| Some(self.name(at))),
            SortKey::Status => self.sort_by(entries, |at| Some(self.status(at))),
            SortKey::Dates => self.sort_by(entries, |at| {
                Some((Reverse(self.board.says(at)), Reverse(self.slip(at))))
            }),
            SortKey::Slip => self.sort_by(entries, |at| self.slip(at).map(Reverse)),
            SortKey::Next => self.sort_by(entries, |at| {
                let next = self.next(at);
                (next != When::Tbd).then(|| next.rank())
            }),
            SortKey::Class => self.sort_by(entries, |at| Some(self.class(at))),
            SortKey::Count => self.sort_by(entries, |at| self.number(at).map(Reverse)),
        }
    }

    /// What has nothing to compare by (TBD, no slip) comes last in both directions. Each key is made once: it
    /// is compared a great many times.
    fn sort_by<K: Ord>(&self, entries: &mut [EntryRef], key: impl Fn(EntryRef) -> Option<K>) {
        if self.sort.reversed {
            entries.sort_by_cached_key(|at| {
                let key = key(*at);
                (key.is_none(), Reverse(key))
            });
        } else {
            entries.sort_by_cached_key(|at| {
                let key = key(*at);
                (key.is_none(), key)
            });
        }
    }

    /// In days, against the first date.
    fn slip(&self, at: EntryRef) -> Option<i64> {
        self.board.since_first(at).map(Slip::days)
    }

    fn name(&self, at: EntryRef) -> String {
        self.catalogue
            .entry(at)
            .map(|entry| entry.name.to_lowercase())
            .unwrap_or_default()
    }

    /// The milestone whose date stands for an entry.
    fn dated(&self, at: EntryRef) -> Option<usize> {
        match at.kind {
            Kind::Milestone => Some(at.index),
            _ => self.board.summary(at)?.next,
        }
    }

    fn next(&self, at: EntryRef) -> When {
        let standing = self
            .dated(at)
            .and_then(|index| self.board.standings.get(index));
        standing
            .and_then(|standing| standing.when)
            .unwrap_or(When::Tbd)
    }

    /// The cells of the longest date, the mark behind one that is overdue counted.
    fn date_cells(&self, entries: impl Iterator<Item = EntryRef>) -> u16 {
        let is_overdue = |index| self.board.says(milestone(index)).is_overdue();
        let cells = |at: EntryRef| {
            let mark = self.dated(at).is_some_and(is_overdue);
            self.words.date(self.next(at)).chars().count() + usize::from(mark)
        };
        u16::try_from(entries.map(cells).max().unwrap_or(0)).unwrap_or(u16::MAX)
    }

    /// The place of its recorded status among the words that it may be.
    fn status(&self, at: EntryRef) -> Option<usize> {
        let status = self.catalogue.at(at)?.status()?;
        let word = status.word?;
        (status.words)().iter().position(|other| *other == word)
    }

    fn class(&self, at: EntryRef) -> usize {
        match at.kind {
            Kind::Vehicle => self.catalogue.vehicles()[at.index].class as usize,
            Kind::Constellation => self.catalogue.constellations()[at.index].purpose as usize,
            Kind::Programme | Kind::Project | Kind::Milestone => 0,
        }
    }

    fn number(&self, at: EntryRef) -> Option<u32> {
        match at.kind {
            Kind::Vehicle => self.catalogue.vehicles()[at.index]
                .flights
                .as_ref()
                .map(|flights| flights.total),
            Kind::Constellation => self.catalogue.constellations()[at.index]
                .newest_count()
                .and_then(Count::shown),
            Kind::Programme | Kind::Project | Kind::Milestone => None,
        }
    }
}
