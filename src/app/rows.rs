//! What each list shows: filtered, sorted, under its heads.

use std::cmp::Ordering;
use std::collections::BTreeMap;

use chrono::NaiveDate;

use super::groups::{Group, Summary};
use super::list::{Heading, Row};
use super::news;
use super::tab::ListId;
use super::timeline::Timeline;
use crate::domain::board::Board;
use crate::domain::catalogue::{Catalogue, Count, EntryRef, Kind, Milestone};
use crate::domain::changes::Change;
use crate::domain::search::{Finder, Query};
use crate::domain::standing::DatesSay;
use crate::domain::when::When;

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
    pub fn words(self) -> &'static str {
        match self {
            Self::File => "catalogue order",
            Self::Name => "name",
            Self::Status => "status",
            Self::Dates => "verdict",
            Self::Slip => "slip",
            Self::Next => "next date",
            Self::Class => "class",
            Self::Count => "count",
        }
    }

    /// The keys that `s` goes through in a list.
    pub fn of(list: ListId) -> &'static [Self] {
        match list {
            ListId::Standings | ListId::Next | ListId::Attention | ListId::Changes => &[Self::File],
            ListId::Projects => &[
                Self::File,
                Self::Name,
                Self::Status,
                Self::Dates,
                Self::Slip,
                Self::Next,
            ],
            ListId::Vehicles | ListId::Constellations => &[
                Self::File,
                Self::Name,
                Self::Class,
                Self::Status,
                Self::Count,
                Self::Slip,
                Self::Next,
            ],
            ListId::Timeline => &[Self::Next, Self::Slip, Self::Name],
        }
    }

    /// The key that `s` leads to.
    #[must_use]
    pub fn after(self, list: ListId) -> Self {
        let keys = Self::of(list);
        let place = keys.iter().position(|key| *key == self).unwrap_or(0);
        keys[(place + 1) % keys.len()]
    }
}

impl Sort {
    pub fn initial(list: ListId) -> Self {
        Self {
            key: SortKey::of(list)[0],
            reversed: false,
        }
    }
}

/// The rows of a list.
#[derive(Debug, Default)]
pub struct Made {
    pub rows: Vec<Row>,
    /// How many entries there are, each once, also those in folded groups.
    pub entries: usize,
    /// The groups that the rows stand in; of the timeline only.
    pub groups: Vec<Summary>,
}

/// Makes the rows of a list.
pub fn rows(
    list: ListId,
    catalogue: &Catalogue,
    board: &Board,
    (query, sort): (&Query, Sort),
    timeline: &Timeline,
    (changes, older): (&[Change], Option<&Catalogue>),
) -> Made {
    let source = Rows {
        catalogue,
        board,
        finder: query.finder(catalogue, board),
        sort,
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
    let entries = rows.iter().filter(|row| row.at().is_some()).count();
    Made {
        rows,
        entries,
        groups: Vec::new(),
    }
}

struct Rows<'a> {
    catalogue: &'a Catalogue,
    board: &'a Board,
    finder: Finder<'a>,
    sort: Sort,
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

impl Rows<'_> {
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
                Heading::Overdue,
                attention
                    .overdue
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

    fn changes(&self, changes: &[Change], older: Option<&Catalogue>, query: &Query) -> Made {
        let asked = (query, self.board.today);
        let found = news::rows(changes, &self.finder, asked, (self.catalogue, older));
        let rows = found
            .into_iter()
            .map(|(place, at)| Row::Change { place, at });
        let rows: Vec<Row> = rows.collect();
        Made {
            entries: rows.len(),
            rows,
            groups: Vec::new(),
        }
    }

    /// The milestones in their groups; of a folded one only the head.
    fn timeline(&self, timeline: &Timeline) -> Made {
        let mut found = self.fitting((0..self.catalogue.milestones().len()).map(milestone));
        if let Some((from, to)) = timeline.within {
            found.retain(|at| self.meets(at.index, from, to));
        }
        let entries = found.len();
        let mut groups: BTreeMap<(u8, i64, i64), (Group, Vec<EntryRef>)> = BTreeMap::new();
        for at in found {
            for group in timeline.group_by.groups(self.catalogue, at.index) {
                let (_, members) = groups
                    .entry(group.rank())
                    .or_insert_with(|| (group, Vec::new()));
                members.push(at);
            }
        }
        let mut made = Made {
            entries,
            ..Made::default()
        };
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
        let window = self.board.window(self.catalogue, milestone);
        window.is_some_and(|window| window.meets(from, to))
    }

    fn summary(&self, group: Group, members: &[EntryRef]) -> Summary {
        let says = |at: &EntryRef| self.board.says(*at);
        let count = |wanted| members.iter().filter(|at| says(at) == wanted).count();
        let milestones = self.catalogue.milestones();
        let open = members.iter().filter(|at| {
            milestones[at.index].is_open()
                && !matches!(says(at), DatesSay::Overdue | DatesSay::Undated)
        });
        Summary {
            group,
            all: members.len(),
            done: count(DatesSay::Done),
            overdue: count(DatesSay::Overdue),
            next: open
                .min_by(|a, b| self.next(**a).chronological(&self.next(**b)))
                .map(|at| at.index),
        }
    }

    /// What has nothing to compare by (TBD, no slip) comes last in both directions.
    fn sort(&self, entries: &mut [EntryRef]) {
        // Names are compared a great many times: fold them once.
        if self.sort.key == SortKey::Name {
            entries.sort_by_cached_key(|at| self.name(*at));
            if self.sort.reversed {
                entries.reverse();
            }
            return;
        }
        entries.sort_by(|a, b| {
            let order = self.compare(*a, *b);
            let order = if self.sort.reversed {
                order.reverse()
            } else {
                order
            };
            self.lacks(*a).cmp(&self.lacks(*b)).then(order)
        });
    }

    fn lacks(&self, at: EntryRef) -> bool {
        match self.sort.key {
            SortKey::Slip => self.board.since_first(at).is_none(),
            SortKey::Next => self.next(at) == When::Tbd,
            SortKey::Count => self.number(at).is_none(),
            _ => false,
        }
    }

    fn compare(&self, a: EntryRef, b: EntryRef) -> Ordering {
        match self.sort.key {
            SortKey::File | SortKey::Name => a.index.cmp(&b.index),
            SortKey::Status => self.status(a).cmp(&self.status(b)),
            SortKey::Dates => self
                .board
                .says(b)
                .cmp(&self.board.says(a))
                .then_with(|| self.by_slip(a, b)),
            SortKey::Slip => self.by_slip(a, b),
            SortKey::Next => self.next(a).chronological(&self.next(b)),
            SortKey::Class => self.class(a).cmp(&self.class(b)),
            SortKey::Count => self.number(b).cmp(&self.number(a)),
        }
    }

    fn by_slip(&self, a: EntryRef, b: EntryRef) -> Ordering {
        let days = |at| {
            self.board
                .since_first(at)
                .map(crate::domain::slip::Slip::days)
        };
        days(b).cmp(&days(a))
    }

    fn name(&self, at: EntryRef) -> String {
        self.catalogue
            .entry(at)
            .map(|entry| entry.name.to_lowercase())
            .unwrap_or_default()
    }

    fn next(&self, at: EntryRef) -> When {
        let index = match at.kind {
            Kind::Milestone => Some(at.index),
            _ => self.board.summary(at).and_then(|summary| summary.next),
        };
        let milestone = index.and_then(|index| self.catalogue.milestones().get(index));
        milestone.and_then(Milestone::when).unwrap_or(When::Tbd)
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
