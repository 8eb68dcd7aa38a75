//! `update`: the only writer of an [`App`].

mod arriving;
mod filter;
mod form;
mod mouse;
mod moving;
mod news;
mod timeline;

use std::cmp::Ordering;

use crossterm::event::{KeyCode, KeyEvent, KeyModifiers};

use super::axis::Axis;
use super::input::Input;
use super::keymap::{self, Action, KeyContext};
use super::news::CHOICES;
use super::record::RecordView;
use super::tab::{ListId, Tab};
use super::{
    App, Data, Effect, Focus, MilestonePage, Msg, Origin, Over, Page, Popup, TextPopup, share,
};
use crate::domain::catalogue::{EntryRef, Kind};
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
        Msg::OlderFetched(result) => {
            news::older_fetched(app, result);
            None
        }
        Msg::Loaded { result, at } => {
            arriving::loaded(app, result, at);
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
            arriving::turn_to(app, today);
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
    if let Some(Popup::Form(form)) = app.over.popup_mut() {
        form.insert(typed);
    } else {
        let words = app.words;
        edit(app, |input| drop(input.insert(typed, words)));
    }
}

/// Changes what is being typed, if anything is; the list follows a filter at once.
fn edit(app: &mut App, change: impl FnOnce(&mut Input)) {
    let input = match &mut app.over {
        Over::Popup(Popup::Form(form), _) => return form.change(change),
        Over::Popup(Popup::Since { cursor, input }, _) => {
            *cursor = CHOICES.len();
            return change(input);
        }
        Over::Filter { input, .. } => input,
        _ => return,
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

fn act(app: &mut App, context: KeyContext, action: Action) -> Option<Effect> {
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
        Action::Back if app.asking.is_some() => return news::stop_fetching(app),
        Action::Back => back(app),
        Action::Accept if context == KeyContext::Since => return news::fetch_older(app),
        Action::Accept => app.over.close_popup(),
        Action::Since => news::choose(app),
        Action::Open => open(app),
        Action::Left => sideways(app, context, -1),
        Action::Right => sideways(app, context, 1),
        Action::Filter => filter::start(app),
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
        Action::Why => open_about_subject(app, TextPopup::Why),
        Action::SlipChart => open_about_subject(app, TextPopup::SlipChart),
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
        Action::Help => app.over.open(Popup::text(TextPopup::Help)),
        Action::FileState => app.over.open(Popup::text(TextPopup::FileState)),
        Action::DeleteCharacter => edit(app, Input::delete),
        Action::DeleteWord => edit(app, Input::delete_word),
        Action::DeleteAll => edit(app, Input::clear),
        Action::Down | Action::Up if context == KeyContext::Form => {
            return form::act(app, context, action);
        }
        Action::Down
        | Action::Up
        | Action::PageDown
        | Action::PageUp
        | Action::HalfPageDown
        | Action::HalfPageUp
        | Action::First
        | Action::Last => moving::travel(app, context, action),
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
    if app.over.is_nothing() {
        return Some(Effect::Quit);
    }
    back(app);
    None
}

/// One step back; it never quits the program.
fn back(app: &mut App) {
    let page = match std::mem::take(&mut app.over) {
        Over::Filter { before, .. } => return filter::drop_it(app, *before),
        Over::Popup(popup, page) => {
            app.over = Over::Page(page);
            if let Popup::Form(form) = popup {
                form::back(app, form);
            }
            return;
        }
        Over::Page(page) => page,
    };
    app.over = Over::Page(match page {
        Page::Record(record) if record.focus == Focus::Detail => Page::Record(RecordView {
            focus: Focus::List,
            ..record
        }),
        Page::Tab => {
            if app.detail().focus == Focus::Detail {
                focus(app, Focus::List);
            } else {
                set_query(app, Query::default());
            }
            Page::Tab
        }
        page => page.below(),
    });
}

/// A text about the subject, if there is one; the key that opens it closes it.
fn open_about_subject(app: &mut App, of: TextPopup) {
    let is_open = matches!(app.over.popup(), Some(Popup::Text { of: open, .. }) if *open == of);
    if is_open {
        app.over.close_popup();
    } else if app.subject().is_some() {
        app.over.open(Popup::text(of));
    } else {
        app.warn("nothing selected");
    }
}

fn open_record(app: &mut App) {
    let record = app.over.take_page().into_record();
    let record = record.or_else(|| app.shown().map(RecordView::new));
    app.over = Over::Page(record.map_or(Page::Tab, Page::Record));
}

fn show(app: &mut App, tab: Tab) {
    app.over.set_page(Page::Tab);
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

fn sideways(app: &mut App, context: KeyContext, by: i64) {
    match context {
        KeyContext::Timeline => app.timeline.axis.pan(by * PAN),
        KeyContext::Record => {
            if let Some(Page::Record(record)) = app.over.page_mut() {
                record.focus = if by > 0 { Focus::Detail } else { Focus::List };
            }
        }
        KeyContext::Overview => {
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
    let Some(Page::Record(record)) = app.over.page_mut() else {
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
        if let Some(Page::Milestone(page)) = app.over.page_mut() {
            page.statement = statement;
        }
    }
}

/// Enter: from a list into the detail, from a milestone to its page, from the overview to the entry.
fn open(app: &mut App) {
    if app.record().is_some() {
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
    let mut page = MilestonePage {
        milestone: milestone.entry.id.value.clone(),
        statement: milestone.statements.len().saturating_sub(1),
        scroll: 0,
        from: None,
    };
    page.from = app.over.take_page().into_record();
    app.over = Over::Page(Page::Milestone(page));
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
