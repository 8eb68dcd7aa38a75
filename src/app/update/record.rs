//! The keys of the track record.

use super::{open_page, scrolled};
use crate::app::{App, Focus, RecordView, Shown};

/// Up and down in the list that has the keyboard: the cuts, or the statements behind one.
pub(super) fn travel(app: &mut App, by: isize) {
    let App { data, record, .. } = app;
    let (super::Data::Shown { shown, .. }, Some(record)) = (data, record) else {
        return;
    };
    let cuts = shown.board.cuts(&shown.catalogue);
    if record.focus == Focus::List {
        let cut = scrolled(record.cut, by, cuts.len().saturating_sub(1));
        if cut != record.cut {
            record.statement = 0;
        }
        record.cut = cut;
    } else {
        let statements = cuts.get(record.cut).map_or(0, |cut| cut.of.len());
        record.statement = scrolled(record.statement, by, statements.saturating_sub(1));
    }
}

/// Enter: from a cut to its statements, from a statement to its place on the page of its milestone.
pub(super) fn open(app: &mut App) {
    if let Some(record) = &mut app.record
        && record.focus == Focus::List
    {
        record.focus = Focus::Detail;
        return;
    }
    let Some(judged) = app.judged().copied() else {
        return;
    };
    open_page(app, judged.milestone);
    if let Some(page) = &mut app.page {
        page.statement = judged.statement;
    }
}

/// The same cut in another catalogue, with the cursor on its first statement; the whole where it is no
/// more.
pub(super) fn carried(view: &RecordView, old: &Shown, new: &Shown) -> RecordView {
    let named = |shown: &Shown, index: usize| {
        let cut = shown.board.cuts(&shown.catalogue).get(index)?;
        Some((cut.by.heading(), cut.by.name(&shown.catalogue).to_owned()))
    };
    let was = named(old, view.cut);
    let mut places = 0..new.board.cuts(&new.catalogue).len();
    let cut = places.find(|place| named(new, *place) == was).unwrap_or(0);
    let statement = if old.board.record == new.board.record {
        view.statement
    } else {
        0
    };
    RecordView {
        focus: view.focus,
        cut,
        statement,
    }
}
