//! `update`: the only writer of an [`App`].

mod form;
mod mouse;
mod news;
mod timeline;

use std::cmp::Ordering;

use chrono::{NaiveDate, NaiveDateTime};
use crossterm::event::{KeyCode, KeyEvent, KeyModifiers};
use strum::VariantArray;

use super::axis::Axis;
use super::groups::Group;
use super::input::Input;
use super::keymap::{self, Action, Context};
use super::news::CHOICES;
use super::record::RecordView;
use super::tab::{ListId, Tab};
use super::{App, Data, Effect, Focus, Mode, Msg, Notice, Origin, Page, Shown, Trouble, share};
use crate::domain::board::Board;
use crate::domain::catalogue::{EntryRef, Kind};
use crate::domain::changes;
use crate::domain::loaded::{Snapshot, Unloadable};
use crate::domain::search::Query;

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
        Action::Sort => sort(app, |sort, list| sort.key = sort.key.after(list)),
        Action::ReverseSort => sort(app, |sort, _| sort.reversed = !sort.reversed),
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
        Action::Down | Action::Up if matches!(context, Context::Form | Context::Preview) => {
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

/// One step back; never out of the program.
fn back(app: &mut App) {
    match std::mem::replace(&mut app.mode, Mode::Browse) {
        Mode::Filter { before, .. } => set_query(app, Query::new(&before)),
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
    let before = app.query(app.tab).text().to_owned();
    focus(app, Focus::List);
    app.mode = Mode::Filter {
        input: Input::new(&before),
        before,
    };
}

fn sort(app: &mut App, change: impl FnOnce(&mut super::rows::Sort, ListId)) {
    let list = app.focused_list();
    change(&mut app.sorts[list as usize], list);
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
    let page = app.drawn.page_rows.max(2).cast_signed();
    let by = match action {
        Action::Down => 1,
        Action::Up => -1,
        Action::PageDown => page - 1,
        Action::PageUp => 1 - page,
        Action::HalfPageDown => page / 2,
        Action::HalfPageUp => -page / 2,
        Action::First => isize::MIN,
        _ => isize::MAX,
    };
    travel_by(app, context, by);
}

/// Moves by so many rows, to the ends with the largest numbers.
fn travel_by(app: &mut App, context: Context, by: isize) {
    let end = app.drawn.scroll_end;
    let has_nothing = app.shown().is_none();
    match (&mut app.mode, context) {
        (
            Mode::Help { scroll }
            | Mode::Status { scroll }
            | Mode::Why { scroll }
            | Mode::Chart { scroll },
            _,
        ) => *scroll = scrolled(*scroll, by, end),
        (Mode::Since { cursor, .. }, _) => *cursor = scrolled(*cursor, by, CHOICES.len()),
        (Mode::Sources { ids, cursor }, _) => {
            *cursor = scrolled(*cursor, by, ids.len().saturating_sub(1));
        }
        (Mode::Browse, _) if has_nothing => {
            let detail = &mut app.details[app.tab as usize];
            detail.scroll = scrolled(detail.scroll, by, end);
        }
        (_, Context::Milestone) => travel_page(app, by),
        (_, Context::Record) => {
            if let Some(record) = &mut app.record {
                record.travel(by);
            }
        }
        (_, Context::Detail) => travel_detail(app, by),
        _ => travel_list(app, by),
    }
}

fn scrolled(scroll: usize, by: isize, end: usize) -> usize {
    scroll.saturating_add_signed(by).min(end)
}

fn travel_list(app: &mut App, by: isize) {
    let list = app.focused_list();
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

/// Single steps and the ends go through the statements; pages scroll what stands above them.
fn travel_page(app: &mut App, by: isize) {
    let statements = app
        .open_milestone()
        .and_then(|index| app.shown()?.catalogue.milestones().get(index))
        .map_or(0, |milestone| milestone.statements.len());
    let end = app.drawn.scroll_end;
    let Some(page) = &mut app.page else { return };
    if matches!(by, 1 | -1 | isize::MIN | isize::MAX) {
        page.statement = scrolled(page.statement, by, statements.saturating_sub(1));
    } else {
        page.scroll = scrolled(page.scroll, by, end);
    }
}

/// In a detail single steps go from milestone to milestone, and past the last one scroll on; pages
/// scroll.
fn travel_detail(app: &mut App, by: isize) {
    let end = app.drawn.scroll_end;
    let step = matches!(by, 1 | -1)
        .then(|| next_in_detail(app, by))
        .flatten();
    let detail = &mut app.details[app.tab as usize];
    match step {
        Some(milestone) => {
            detail.milestone = Some(milestone);
            detail.follows = true;
        }
        None => detail.scroll = scrolled(detail.scroll, by, end),
    }
}

fn next_in_detail(app: &App, by: isize) -> Option<super::Id> {
    let catalogue = &app.shown()?.catalogue;
    let all = catalogue.milestones_of(app.selected()?);
    let marked = app.detail_milestone()?;
    let place = all.iter().position(|index| *index == marked)?;
    let next = all.get(place.checked_add_signed(by)?)?;
    Some(catalogue.milestones().get(*next)?.entry.id.value.clone())
}

fn loaded(app: &mut App, result: Result<Snapshot, Unloadable>, at: NaiveDateTime) {
    match result {
        Ok(snapshot) => {
            let new = Shown::new(snapshot, at, app.today, app.as_of);
            let news = match app.shown() {
                Some(old) => {
                    let changes = changes::changes(&old.catalogue, &new.catalogue);
                    app.words.summary(&changes)
                }
                None => "the catalogue is valid again".to_owned(),
            };
            match app.wrote.take() {
                Some(Notice::Done(wrote)) => app.tell(format!("{wrote}: {news}")),
                Some(Notice::Heed(wrote)) => app.warn(format!("{wrote}: {news}")),
                None => app.tell(news),
            }
            let under = app.change_under_cursor().cloned();
            if let Some(old) = app.shown() {
                let carried = |group: &Group| group.carried(&old.catalogue, &new.catalogue);
                app.timeline.folded = app.timeline.folded.iter().filter_map(carried).collect();
            }
            app.data = Data::Shown {
                shown: new,
                trouble: None,
            };
            app.generation += 1;
            app.news.forget();
            refill(app);
            if let Some(change) = under {
                app.stay_on(&change);
            }
        }
        Err(why) => {
            // What is wrong is told, not what went well before.
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

fn turn_to(app: &mut App, today: NaiveDate) {
    app.today = today;
    if let Data::Shown { shown, .. } = &mut app.data {
        shown.board = Board::new(&shown.catalogue, today);
    }
    app.news.forget();
    refill(app);
}

/// Makes the rows of all tabs anew; each keeps its cursor by id.
fn refill(app: &mut App) {
    for tab in Tab::VARIANTS {
        app.fill(*tab);
    }
    if let (Some(record), Data::Shown { shown, .. }) = (&mut app.record, &app.data) {
        record.refresh(shown);
    }
}
