//! `update`: the only writer of an [`App`].

mod form;
mod mouse;
mod news;
mod timeline;

use std::cmp::Ordering;

use chrono::{NaiveDate, NaiveDateTime};
use crossterm::event::{KeyCode, KeyEvent, KeyModifiers};

use super::axis::Axis;
use super::drawn::Pane;
use super::groups::Group;
use super::input::Input;
use super::keymap::{self, Action, Context};
use super::news::CHOICES;
use super::record::RecordView;
use super::tab::{ListId, Tab};
use super::{
    App, Arrival, Before, Data, Effect, Focus, Mode, Msg, Notice, Origin, Page, Trouble, share,
};
use crate::domain::catalogue::{EntryRef, Kind};
use crate::domain::computed::board::Board;
use crate::domain::file::loaded::Unloadable;
use crate::domain::search::Query;

pub(super) use form::may_open;

/// How far a key pans the timeline, in columns.
const PAN: i64 = 8;

/// Takes one message; what is to be done outside comes back.
pub fn update(app: &mut App, msg: Msg) -> Option<Effect> {
    match msg {
        Msg::Key(key) => {
            app.notice = None;
            press(app, key)
        }
        Msg::Paste(text) => {
            insert(app, &text);
            None
        }
        Msg::Mouse(event) => {
            mouse::mouse(app, event);
            None
        }
        Msg::Planned(result) => {
            form::planned(app, result);
            None
        }
        Msg::Saved(result) => form::saved(app, result),
        Msg::Undone { write, result } => form::undone(app, write, result),
        Msg::LookedBack(result) => {
            news::looked_back(app, result);
            None
        }
        Msg::Loaded { result, at } => {
            loaded(app, result, at);
            None
        }
        Msg::Recalled(recalled) => {
            news::recalled(app, *recalled);
            None
        }
        Msg::Surveyed(surveys) => {
            app.orbits.come(*surveys);
            None
        }
        Msg::Today(today) => {
            turn_to(app, today);
            None
        }
        Msg::Failed(why) => {
            app.warn(why);
            None
        }
    }
}

fn press(app: &mut App, key: KeyEvent) -> Option<Effect> {
    let context = app.context();
    if let Some(action) = keymap::resolve(context, key) {
        return act(app, context, action);
    }
    let typed = match key.code {
        KeyCode::Char(c) if key.modifiers.difference(KeyModifiers::SHIFT).is_empty() => c,
        _ => return None,
    };
    insert(app, typed.encode_utf8(&mut [0; 4]));
    None
}

/// What is typed or pasted goes into one line.
fn insert(app: &mut App, typed: &str) {
    if let Mode::Form(form) = &mut app.mode {
        form.insert(typed);
    } else {
        let words = app.words;
        edit(app, |input| drop(input.insert(typed, words)));
    }
}

/// Changes what is being typed, if anything is; the list follows a filter at once.
fn edit(app: &mut App, change: impl FnOnce(&mut Input)) {
    if let Mode::Form(form) = &mut app.mode {
        form.change(change);
        return;
    }
    if let Mode::Since { cursor, input } = &mut app.mode {
        change(input);
        *cursor = CHOICES.len();
        return;
    }
    let Mode::Filter { input, .. } = &mut app.mode else {
        return;
    };
    change(input);
    let query = Query::new(input.text());
    set_query(app, query);
    let App {
        data, lists, tab, ..
    } = app;
    if let Data::Shown { shown, .. } = data {
        for list in ListId::of(*tab) {
            lists[*list as usize].go_to_first_entry(&shown.catalogue);
        }
    }
}

fn set_query(app: &mut App, query: Query) {
    app.queries[app.tab as usize] = query;
    app.fill(app.tab);
    forget_detail(app);
}

fn act(app: &mut App, context: Context, action: Action) -> Option<Effect> {
    match action {
        Action::QuitNow => return Some(Effect::Quit),
        Action::Quit => return quit(app),
        Action::Reload => return reload(app),
        Action::Redraw => return Some(Effect::Redraw),
        Action::NextTheme => return Some(Effect::NextTheme),
        Action::Mouse => return Some(capture_mouse(app)),
        Action::Suspend => return Some(Effect::Suspend),
        Action::GoTo(tab) => show(app, tab),
        Action::NextTab => show(app, app.tab.next()),
        Action::PreviousTab => show(app, app.tab.previous()),
        Action::Back if app.asking.is_some() => return news::stop_looking_back(app),
        Action::Back => back(app),
        Action::Accept if context == Context::Since => return news::look_back(app),
        Action::Accept => app.mode = Mode::Browse,
        Action::Since => news::choose(app),
        Action::Open => open(app),
        Action::Left => sideways(app, context, -1),
        Action::Right => sideways(app, context, 1),
        Action::Filter => start_filter(app),
        Action::Sort => sort_by_next(app),
        Action::ReverseSort => sort(app, |sort| sort.reversed = !sort.reversed),
        Action::ZoomIn => timeline::zoom(app, Axis::zoom_in),
        Action::ZoomOut => timeline::zoom(app, Axis::zoom_out),
        Action::FitAll => timeline::fit_all(app),
        Action::Today => app.timeline.axis.go_to(app.today),
        Action::NextInTime => timeline::step_in_time(app, Ordering::Greater),
        Action::PreviousInTime => timeline::step_in_time(app, Ordering::Less),
        Action::Trail => timeline::next_trail(app),
        Action::GroupBy => timeline::group_by_next(app),
        Action::Fold => timeline::fold(app),
        Action::FoldAll => timeline::fold_all(app),
        Action::Outlook => app.outlook = !app.outlook,
        Action::Why => open_over(app, Mode::Why { scroll: 0 }),
        Action::Chart => open_over(app, Mode::Chart { scroll: 0 }),
        Action::Record => open_record(app),
        Action::UpdateStatus | Action::AddLine | Action::AddMilestone => form::open(app, action),
        Action::UndoWrite => return form::undo(app),
        Action::Edit | Action::EditError => return form::edit(app, action),
        Action::NextField
        | Action::PreviousField
        | Action::ShowLines
        | Action::Write
        | Action::CursorLeft
        | Action::CursorRight
        | Action::CursorStart
        | Action::CursorEnd => return form::act(app, context, action),
        Action::Copy => return share::copy(app),
        Action::CopyToml => return share::copy_toml(app),
        Action::OpenSource => return share::open_source(app),
        Action::Help => app.mode = Mode::Help { scroll: 0 },
        Action::Status => app.mode = Mode::Status { scroll: 0 },
        Action::DeleteCharacter => edit(app, Input::delete),
        Action::DeleteWord => edit(app, Input::delete_word),
        Action::DeleteAll => edit(app, Input::clear),
        Action::Down | Action::Up if context == Context::Form => {
            return form::act(app, context, action);
        }
        Action::Down
        | Action::Up
        | Action::PageDown
        | Action::PageUp
        | Action::HalfPageDown
        | Action::HalfPageUp
        | Action::First
        | Action::Last => travel(app, context, action),
    }
    None
}

fn reload(app: &mut App) -> Option<Effect> {
    if matches!(app.origin, Origin::Once(_)) {
        app.warn("it was read from a pipe, which can be read once");
        return None;
    }
    Some(Effect::Reload)
}

fn capture_mouse(app: &mut App) -> Effect {
    app.mouse = !app.mouse;
    let words = if app.mouse {
        "mouse on: wheel, click, drag; ⇧wheel zooms (M turns it off)"
    } else {
        "mouse off"
    };
    app.tell(words);
    Effect::CaptureMouse(app.mouse)
}

fn quit(app: &mut App) -> Option<Effect> {
    let is_top = app.open_milestone().is_none() && app.record.is_none();
    if app.mode == Mode::Browse && is_top {
        return Some(Effect::Quit);
    }
    back(app);
    None
}

/// One step back; it never quits the program.
fn back(app: &mut App) {
    match std::mem::replace(&mut app.mode, Mode::Browse) {
        Mode::Filter { before, .. } => drop_filter(app, *before),
        Mode::Form(form) => form::back(app, form),
        Mode::Help { .. }
        | Mode::Status { .. }
        | Mode::Why { .. }
        | Mode::Chart { .. }
        | Mode::Sources { .. }
        | Mode::Since { .. } => {}
        Mode::Browse if app.page.is_some() => app.page = None,
        Mode::Browse if app.record.is_some() => back_from_record(app),
        Mode::Browse if app.detail().focus == Focus::Detail => focus(app, Focus::List),
        Mode::Browse => set_query(app, Query::default()),
    }
}

fn back_from_record(app: &mut App) {
    match &mut app.record {
        Some(record) if record.focus == Focus::Detail => record.focus = Focus::List,
        record => *record = None,
    }
}

/// A popup about the subject, if there is one.
fn open_over(app: &mut App, mode: Mode) {
    let is_open = std::mem::discriminant(&app.mode) == std::mem::discriminant(&mode);
    if is_open {
        app.mode = Mode::Browse;
    } else if app.subject().is_some() {
        app.mode = mode;
    } else {
        app.warn("nothing selected");
    }
}

fn open_record(app: &mut App) {
    app.mode = Mode::Browse;
    app.page = None;
    if let (None, Data::Shown { shown, .. }) = (&app.record, &app.data) {
        app.record = Some(RecordView::new(shown));
    }
}

fn show(app: &mut App, tab: Tab) {
    app.page = None;
    app.record = None;
    if app.tab != tab {
        app.tab = tab;
        app.fill(tab);
    }
}

fn focus(app: &mut App, focus: Focus) {
    app.details[app.tab as usize].focus = focus;
}

/// Another entry has come under the cursor: its detail begins at the top.
fn forget_detail(app: &mut App) {
    let detail = &mut app.details[app.tab as usize];
    detail.milestone = None;
    detail.scroll = 0;
}

fn start_filter(app: &mut App) {
    let query = app.query(app.tab).text().to_owned();
    let lists = ListId::of(app.tab).iter();
    let before = Before {
        held: lists.map(|list| app.list(*list).hold()).collect(),
        detail: app.detail().clone(),
        query,
    };
    focus(app, Focus::List);
    app.mode = Mode::Filter {
        input: Input::new(&before.query),
        before: Box::new(before),
    };
}

/// The tab is again as it was before the filter was typed.
fn drop_filter(app: &mut App, before: Before) {
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

fn sort_by_next(app: &mut App) {
    if app.drawn.sorts.is_empty() {
        return app.warn("the list is not on the screen: Esc leads back to it");
    }
    let (list, columns) = (app.focused_list(), app.drawn.sorts.clone());
    sort(app, |sort| sort.key = sort.key.after(list, &columns));
}

fn sort(app: &mut App, change: impl FnOnce(&mut super::rows::Sort)) {
    let list = app.focused_list();
    change(&mut app.sorts[list as usize]);
    app.fill(app.tab);
}

fn sideways(app: &mut App, context: Context, by: i64) {
    match context {
        Context::Timeline => app.timeline.axis.pan(by * PAN),
        Context::Record => {
            if let Some(record) = &mut app.record {
                record.focus = if by > 0 { Focus::Detail } else { Focus::List };
            }
        }
        Context::Overview => {
            let lists = ListId::of(Tab::Overview);
            let place = lists
                .iter()
                .position(|list| *list == app.overview)
                .unwrap_or(0);
            let forward = if by > 0 { 1 } else { lists.len() - 1 };
            app.overview = lists[(place + forward) % lists.len()];
        }
        _ if by > 0 => focus(app, Focus::Detail),
        _ => focus(app, Focus::List),
    }
}

/// Enter on the track record: to the statements, and from one to its milestone.
fn open_in_record(app: &mut App) {
    let Some(record) = &mut app.record else {
        return;
    };
    if record.focus == Focus::List {
        record.focus = Focus::Detail;
        return;
    }
    let judged = match &app.data {
        Data::Shown { shown, .. } => record.judged(shown).map(|j| (j.milestone, j.statement)),
        Data::Broken(_) => None,
    };
    if let Some((milestone, statement)) = judged {
        open_page(app, milestone);
        if let Some(page) = &mut app.page {
            page.statement = statement;
        }
    }
}

/// Enter: from a list into the detail, from a milestone to its page, from the overview to the entry.
fn open(app: &mut App) {
    if app.record.is_some() {
        return open_in_record(app);
    }
    if app.tab == Tab::Changes {
        return news::open(app);
    }
    let Some(at) = app.selected() else {
        return timeline::fold(app);
    };
    match (at.kind, app.detail().focus) {
        (Kind::Milestone, _) => open_page(app, at.index),
        (_, Focus::Detail) => {
            if let Some(milestone) = app.detail_milestone() {
                open_page(app, milestone);
            }
        }
        (kind, Focus::List) if app.tab == Tab::Overview => go_to_entry(app, kind, at),
        (_, Focus::List) => focus(app, Focus::Detail),
    }
}

fn open_page(app: &mut App, milestone: usize) {
    let Some(shown) = app.shown() else { return };
    let Some(milestone) = shown.catalogue.milestones().get(milestone) else {
        return;
    };
    let statement = milestone.statements.len().saturating_sub(1);
    app.page = Some(Page {
        milestone: milestone.entry.id.value.clone(),
        statement,
        scroll: 0,
    });
}

/// To the tab of an entry, with the cursor on it, even if a filter there hides it.
fn go_to_entry(app: &mut App, kind: Kind, at: EntryRef) {
    app.tab = Tab::of(kind);
    app.fill(app.tab);
    let list = app.focused_list();
    if !app.list(list).rows().iter().any(|row| row.at() == Some(at)) {
        set_query(app, Query::default());
    }
    let App { data, lists, .. } = app;
    if let Data::Shown { shown, .. } = data {
        lists[list as usize].select(at, &shown.catalogue);
    }
    forget_detail(app);
}

/// A key that moves: up and down, by pages, to the ends.
fn travel(app: &mut App, context: Context, action: Action) {
    let page = app.drawn.page(app.pane()).cast_signed();
    let half = (page / 2).max(1);
    let by = match action {
        Action::Down => 1,
        Action::Up => -1,
        Action::PageDown => page,
        Action::PageUp => -page,
        Action::HalfPageDown => half,
        Action::HalfPageUp => -half,
        Action::First => isize::MIN,
        _ => isize::MAX,
    };
    let is_step = matches!(action, Action::Down | Action::Up);
    let is_end = matches!(action, Action::First | Action::Last);
    match context {
        // Through the statements; pages scroll what stands above them.
        Context::Milestone if is_step || is_end => travel_pane(app, Pane::Ledger, by),
        // From milestone to milestone, and past the last one on; pages scroll.
        Context::Detail if is_step && mark_next(app, by) => {}
        _ => travel_pane(app, app.pane(), by),
    }
}

/// Moves a pane by so many rows, to its ends with the largest numbers.
fn travel_pane(app: &mut App, pane: Pane, by: isize) {
    match pane {
        Pane::List(list) => travel_list(app, list, by),
        Pane::Text => {
            let end = app.drawn.scroll_end;
            if let Some(scroll) = app.scroll() {
                *scroll = moved(*scroll, by, end);
            }
        }
        Pane::Ledger => {
            let last = app.statements().saturating_sub(1);
            if let Some(page) = &mut app.page {
                page.statement = moved(page.statement, by, last);
            }
        }
        Pane::Cuts | Pane::Judged => match &mut app.record {
            Some(record) if pane == Pane::Cuts => record.travel_cuts(by, app.words),
            Some(record) => record.travel_statements(by),
            None => {}
        },
        Pane::Choices => match &mut app.mode {
            Mode::Since { cursor, .. } => *cursor = moved(*cursor, by, CHOICES.len()),
            Mode::Sources { ids, cursor } => {
                *cursor = moved(*cursor, by, ids.len().saturating_sub(1));
            }
            _ => {}
        },
    }
}

fn moved(place: usize, by: isize, end: usize) -> usize {
    place.saturating_add_signed(by).min(end)
}

fn travel_list(app: &mut App, list: ListId, by: isize) {
    let App { data, lists, .. } = app;
    let Data::Shown { shown, .. } = data else {
        return;
    };
    let before = lists[list as usize].at();
    let travelled = &mut lists[list as usize];
    match by {
        isize::MIN => travelled.first(&shown.catalogue),
        isize::MAX => travelled.last(&shown.catalogue),
        by => travelled.step(by, &shown.catalogue),
    }
    if travelled.at() != before {
        forget_detail(app);
    }
}

/// Marks the next milestone in the detail, or the one before. False where there is none.
fn mark_next(app: &mut App, by: isize) -> bool {
    let next = next_in_detail(app, by);
    let detail = &mut app.details[app.tab as usize];
    detail.follows = next.is_some();
    if detail.follows {
        detail.milestone = next;
    }
    detail.follows
}

fn next_in_detail(app: &App, by: isize) -> Option<super::Id> {
    let catalogue = &app.shown()?.catalogue;
    let all = catalogue.milestones_of(app.selected()?);
    let marked = app.detail_milestone()?;
    let place = all.iter().position(|index| *index == marked)?;
    let next = all.get(place.checked_add_signed(by)?)?;
    Some(catalogue.milestones().get(*next)?.entry.id.value.clone())
}

fn loaded(app: &mut App, result: Result<Box<Arrival>, Unloadable>, at: NaiveDateTime) {
    match result {
        Ok(arrival) => arrived(app, *arrival),
        Err(why) => {
            // An error replaces the note of what went well before.
            (app.notice, app.wrote) = (None, None);
            match &mut app.data {
                Data::Broken(trouble)
                | Data::Shown {
                    trouble: Some(trouble),
                    ..
                } => trouble.why = why,
                Data::Shown { trouble, .. } => *trouble = Some(Trouble { why, since: at }),
            }
        }
    }
}

/// What was read takes the place of what is on the screen; each list keeps its cursor.
fn arrived(app: &mut App, arrival: Arrival) {
    let Arrival {
        mut shown,
        words,
        told,
        turn,
    } = arrival;
    match app.wrote.take() {
        Some(Notice::Done(wrote)) => app.tell(format!("{wrote}: {words}")),
        Some(Notice::Warning(wrote)) => app.warn(format!("{wrote}: {words}")),
        None => app.tell(words),
    }
    let under = app.change_under_cursor().cloned();
    if let Some(old) = app.shown() {
        let carried = |group: &Group| group.carried(&old.catalogue, &shown.catalogue);
        app.timeline.folded = app.timeline.folded.iter().filter_map(carried).collect();
    }
    if shown.board.today != app.today {
        shown.board = Board::new(&shown.catalogue, app.today);
    }
    let new = Data::Shown {
        shown,
        trouble: None,
    };
    if let Data::Shown { shown, .. } = std::mem::replace(&mut app.data, new) {
        app.old = Some(shown);
    }
    app.orbits.ask_again();
    app.generation += 1;
    let is_asked = turn == app.news.turn();
    app.news.forget();
    if is_asked {
        app.news.take(told);
    }
    refill(app);
    if let Some(change) = under {
        app.stay_on(&change);
    }
}

fn turn_to(app: &mut App, today: NaiveDate) {
    app.today = today;
    if let Data::Shown { shown, .. } = &mut app.data {
        shown.board = Board::new(&shown.catalogue, today);
    }
    app.news.forget();
    app.orbits.ask_again();
    refill(app);
}

/// Makes the rows of the tab on the screen anew, and of the changes, whose rows are known by their places; those
/// of other tabs are made when they are turned to. Each list keeps its cursor by id.
fn refill(app: &mut App) {
    app.fill(app.tab);
    if app.tab != Tab::Changes && !app.list(ListId::Changes).rows().is_empty() {
        app.fill(Tab::Changes);
    }
    if let (Some(record), Data::Shown { shown, .. }) = (&mut app.record, &app.data) {
        record.refresh(shown);
    }
}
