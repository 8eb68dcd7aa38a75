//! Typing the filter of a tab.

use super::{focus, set_query};
use crate::app::input::Input;
use crate::app::over::Before;
use crate::app::tab::ListId;
use crate::app::{App, Data, Focus, Over};
use crate::domain::search::Query;

/// Begins to type.
pub(super) fn start(app: &mut App) {
    let query = app.query(app.tab).text().to_owned();
    let lists = ListId::of(app.tab).iter();
    let before = Before {
        held: lists.map(|list| app.list(*list).hold()).collect(),
        detail: app.detail().clone(),
        query,
    };
    focus(app, Focus::List);
    app.over = Over::Filter {
        input: Input::new(&before.query),
        before: Box::new(before),
    };
}

/// The tab is again as it was before the filter was typed.
pub(super) fn drop_it(app: &mut App, before: Before) {
    set_query(app, Query::new(&before.query));
    let App {
        data,
        lists,
        details,
        tab,
        ..
    } = app;
    details[*tab as usize] = before.detail;
    if let Data::Shown { shown, .. } = data {
        for (list, held) in ListId::of(*tab).iter().zip(before.held) {
            lists[*list as usize].put_back(held, &shown.catalogue);
        }
    }
}
