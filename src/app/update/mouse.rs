//! The mouse, while it is captured: the wheel moves and zooms, a click chooses, a drag pans.

use crossterm::event::{KeyModifiers, MouseButton, MouseEvent, MouseEventKind};
use strum::VariantArray;

use super::super::axis::Axis;
use super::super::drawn::Pane;
use super::super::keymap::KeyContext;
use super::super::tab::{ListId, Tab};
use super::super::{App, Data, Focus, Over, Page};
use super::moving::travel_pane;
use super::{PAN, forget_detail, open, show};

/// Rows that one notch of the wheel moves.
const NOTCH: isize = 3;

pub(super) fn mouse(app: &mut App, event: MouseEvent) {
    match event.kind {
        MouseEventKind::ScrollDown => wheel(app, event, 1),
        MouseEventKind::ScrollUp => wheel(app, event, -1),
        MouseEventKind::ScrollRight => pan(app, PAN),
        MouseEventKind::ScrollLeft => pan(app, -PAN),
        MouseEventKind::Down(MouseButton::Left) => press(app, event),
        MouseEventKind::Drag(MouseButton::Left) => drag(app, event),
        _ => {}
    }
}

/// Moves what is under the pointer; with a modifier, on the timeline, zooms around it.
fn wheel(app: &mut App, event: MouseEvent, by: isize) {
    let zooms = KeyModifiers::SHIFT | KeyModifiers::CONTROL | KeyModifiers::ALT;
    if !event.modifiers.intersects(zooms) {
        if let Some(place) = app.drawn.pane_at(event.column, event.row) {
            travel_pane(app, place.pane, by * NOTCH);
        }
        return;
    }
    if let Some(cell) = cell_of_axis(app, event) {
        let axis = &mut app.timeline.axis;
        let (day, _) = axis.days(axis.left(app.drawn.axis.cells) + i64::from(cell));
        let zoom = if by < 0 {
            Axis::zoom_in
        } else {
            Axis::zoom_out
        };
        zoom(axis, day, app.drawn.axis.cells);
    }
}

/// The cell of the time axis under the pointer, counted from its left end.
fn cell_of_axis(app: &App, event: MouseEvent) -> Option<u16> {
    let axis = app.drawn.axis;
    let cell = event.column.checked_sub(axis.x)?;
    (app.context() == KeyContext::Timeline && cell < axis.cells).then_some(cell)
}

fn pan(app: &mut App, columns: i64) {
    if app.context() == KeyContext::Timeline {
        app.timeline.axis.pan(columns);
    }
}

fn press(app: &mut App, event: MouseEvent) {
    app.dragged = cell_of_axis(app, event);
    let Over::Page(page) = &app.over else { return };
    let is_tab = *page == Page::Tab;
    let is_on = |(from, to): (u16, u16)| event.row == 0 && (from..to).contains(&event.column);
    let tab = Tab::VARIANTS
        .iter()
        .find(|tab| is_on(app.drawn.tabs[**tab as usize]));
    if let Some(tab) = tab {
        return show(app, *tab);
    }
    if is_tab {
        choose(app, event);
    }
}

/// The row under the pointer comes under the cursor; a second click opens it.
fn choose(app: &mut App, event: MouseEvent) {
    let Some((list, row)) = row_at(app, event) else {
        return;
    };
    if app.tab == Tab::Overview {
        app.overview = list;
    }
    let App {
        data,
        lists,
        details,
        tab,
        ..
    } = app;
    let Data::Shown { shown, .. } = data else {
        return;
    };
    details[*tab as usize].focus = Focus::List;
    let before = lists[list as usize].cursor();
    if before == row {
        return open(app);
    }
    lists[list as usize].put_cursor(row, &shown.catalogue);
    forget_detail(app);
}

fn row_at(app: &App, event: MouseEvent) -> Option<(ListId, usize)> {
    let place = app.drawn.pane_at(event.column, event.row)?;
    let below = usize::from(event.row.checked_sub(place.top)?);
    match place.pane {
        Pane::List(list) if below < place.rows => Some((list, place.first + below)),
        _ => None,
    }
}

fn drag(app: &mut App, event: MouseEvent) {
    let Some((from, to)) = app.dragged.zip(cell_of_axis(app, event)) else {
        return;
    };
    app.timeline.axis.pan(i64::from(from) - i64::from(to));
    app.dragged = Some(to);
}
