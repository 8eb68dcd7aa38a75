//! The keys of the timeline: zoom, fit, groups, and from milestone to milestone in time.

use std::cmp::Ordering;

use chrono::NaiveDate;

use super::super::list::{Heading, Row};
use super::super::tab::ListId;
use super::super::{App, Data};
use crate::app::axis::Axis;
use crate::domain::catalogue::{EntryRef, Kind, Statement};
use crate::domain::when::{Period, When};

/// Zooms around the selected milestone; with no date to go by, around today.
pub(super) fn zoom(app: &mut App, zoom: impl Fn(&mut Axis, NaiveDate, u16)) {
    let around = selected(app).and_then(When::marked_day);
    let around = around.unwrap_or(app.today);
    zoom(&mut app.timeline.axis, around, app.drawn.axis.cells);
}

/// The date of the selected milestone.
fn selected(app: &App) -> Option<When> {
    let at = app.selected()?;
    app.shown()?.board.when(at.index)
}

/// Every date of the rows, earlier ones too, and today in sight.
pub(super) fn fit_all(app: &mut App) {
    let Some(shown) = app.shown() else { return };
    let milestones = shown.catalogue.milestones();
    let rows = app.list(ListId::Timeline).rows().iter();
    let all = rows.filter_map(|row| {
        let index = row.at()?.index;
        Some((milestones.get(index)?, shown.board.when(index)))
    });
    let dates = all.flat_map(|(milestone, when)| {
        let said = milestone.dated().map(|(Statement { when, .. }, _)| *when);
        said.chain(when)
    });
    let days = dates.flat_map(|when| [when.first(), when.last()]).flatten();
    let (first, last) = days.fold((app.today, app.today), |(first, last), day| {
        (first.min(day), last.max(day))
    });
    app.timeline.axis = Axis::fitted(first, last, app.drawn.axis.cells);
}

/// To the milestone that comes next in time after the selected one, or before it, and into sight with it.
pub(super) fn step_in_time(app: &mut App, direction: Ordering) {
    let Some(shown) = app.shown() else { return };
    let place = |at: EntryRef| {
        let when = shown.board.when(at.index)?;
        when.marked_day().map(|_| (when, at.index))
    };
    let compare =
        |a: &(When, usize), b: &(When, usize)| a.0.chronological(&b.0).then(a.1.cmp(&b.1));
    let here = app.selected().and_then(place);
    let here = here.unwrap_or((When::In(Period::Day(app.today)), 0));
    let rows = app.list(ListId::Timeline).rows().iter();
    let beyond = rows
        .filter_map(|row| place(row.at()?))
        .filter(|other| compare(other, &here) == direction);
    let found = if direction == Ordering::Greater {
        beyond.min_by(compare)
    } else {
        beyond.max_by(compare)
    };
    let Some((when, index)) = found else { return };
    let App { data, lists, .. } = app;
    if let Data::Shown { shown, .. } = data {
        let at = EntryRef::new(Kind::Milestone, index);
        lists[ListId::Timeline as usize].select(at, &shown.catalogue);
    }
    if let Some(day) = when
        .marked_day()
        .filter(|day| !app.timeline.axis.shows(*day, app.drawn.axis.cells))
    {
        app.timeline.axis.go_to(day);
    }
}

/// Shows more or less of where the dates used to be, and says which.
pub(super) fn next_trail(app: &mut App) {
    app.timeline.trail = app.timeline.trail.next();
    app.tell(app.words.label(app.timeline.trail.label()));
}

pub(super) fn group_by_next(app: &mut App) {
    app.timeline.group_by = app.timeline.group_by.next();
    app.timeline.folded.clear();
    app.tell(format!(
        "grouped {}",
        app.words.label(app.timeline.group_by.label())
    ));
    app.fill(app.tab);
}

/// Folds or unfolds the group that the cursor is in, and leaves the cursor on its head.
pub(super) fn fold(app: &mut App) {
    let row = app.list(ListId::Timeline).row();
    let Some(Heading::Group(group)) = row.and_then(Row::under) else {
        return;
    };
    app.timeline.fold(group);
    app.fill(app.tab);
    let App { data, lists, .. } = app;
    if let Data::Shown { shown, .. } = data {
        lists[ListId::Timeline as usize].select_group(group, &shown.catalogue);
    }
}

pub(super) fn fold_all(app: &mut App) {
    let row = app.list(ListId::Timeline).row();
    app.timeline.fold_all();
    app.fill(app.tab);
    let App { data, lists, .. } = app;
    if let (Data::Shown { shown, .. }, Some(Heading::Group(group))) =
        (data, row.and_then(Row::under))
        && app.timeline.folded.contains(&group)
    {
        lists[ListId::Timeline as usize].select_group(group, &shown.catalogue);
    }
}
