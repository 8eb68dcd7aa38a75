//! The state of the timeline: its axis, its trail, its groups and which of them are folded.

use std::collections::HashSet;

use chrono::NaiveDate;
use strum::VariantArray;

use super::axis::Axis;
use super::groups::{Group, GroupBy, GroupSummary};
use crate::words::Label;

/// How much is shown of where a date used to be.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, VariantArray)]
pub enum Trail {
    None,
    /// The first date given.
    Baseline,
    /// Every date given.
    #[default]
    Whole,
}

impl Trail {
    #[must_use]
    pub fn next(self) -> Self {
        Self::VARIANTS[(self as usize + 1) % Self::VARIANTS.len()]
    }

    pub fn label(self) -> Label {
        match self {
            Self::None => Label::LatestDates,
            Self::Baseline => Label::FirstDates,
            Self::Whole => Label::EveryDate,
        }
    }
}

#[derive(Clone, Debug)]
pub struct Timeline {
    pub axis: Axis,
    pub trail: Trail,
    pub group_by: GroupBy,
    pub folded: HashSet<Group>,
    /// Only what meets these days is listed.
    pub within: Option<(NaiveDate, NaiveDate)>,
    /// The groups on the screen, as they were made with the rows.
    pub groups: Vec<GroupSummary>,
}

impl Timeline {
    pub fn new(today: NaiveDate) -> Self {
        Self {
            axis: Axis::new(today),
            trail: Trail::default(),
            group_by: GroupBy::default(),
            folded: HashSet::new(),
            within: None,
            groups: Vec::new(),
        }
    }

    pub fn summary(&self, group: Group) -> Option<&GroupSummary> {
        self.groups.iter().find(|summary| summary.group == group)
    }

    /// Folds a group, or unfolds it.
    pub(super) fn fold(&mut self, group: Group) {
        if !self.folded.remove(&group) {
            self.folded.insert(group);
        }
    }

    /// Folds all groups; unfolds them when every one is folded.
    pub(super) fn fold_all(&mut self) {
        let open = |summary: &GroupSummary| !self.folded.contains(&summary.group);
        if self.groups.iter().any(open) {
            self.folded = self.groups.iter().map(|summary| summary.group).collect();
        } else {
            self.folded.clear();
        }
    }
}
