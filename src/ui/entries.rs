//! The tabs of projects, vehicles and constellations: a list, and the detail of what is selected,
//! side by side or one over the other or one at a time, as the screen allows.

use ratatui::layout::Rect;
use ratatui::text::Span;

use super::brush::Brush;
use super::list::ListRows;
use super::pane::{Title, columns, pane, rows};
use super::satellite_bars::SatelliteBars;
use super::screen::{Screen, Size};
use super::scroll_text::Scrolled;
use super::small_timeline::SmallTimeline;
use super::table::{Column, Fitted, widened};
use super::view::ViewState;
use super::{constellations, detail, projects, vehicles};
use crate::app::Focus;
use crate::app::list::Row;
use crate::app::rows::SortKey;
use crate::app::tab::{ListId, Tab};
use crate::domain::catalogue::{EntryRef, Kind};

pub(super) fn draw(
    brush: &mut Brush,
    area: Rect,
    screen: &Screen,
    view: &mut ViewState,
) -> Scrolled {
    let list = screen.app.focused_list();
    match (screen.size, screen.app.detail().focus) {
        (Size::Wide, _) => {
            let (left, right) = columns(brush, area, list_width(screen.app.tab, area.width));
            let left = beneath(brush, left, screen);
            draw_list(brush, left, list, screen, view);
            draw_detail(brush, right, screen)
        }
        (Size::Medium, _) => {
            let (upper, lower) = rows(
                area,
                rows_of(kind(screen.app.tab), screen)
                    .saturating_add(2)
                    .clamp(4, (area.height / 2).max(4)),
            );
            draw_list(brush, upper, list, screen, view);
            draw_detail(brush, lower, screen)
        }
        (_, Focus::List) => {
            draw_list(brush, area, list, screen, view);
            Scrolled::default()
        }
        (_, Focus::Detail) => draw_detail(brush, area, screen),
    }
}

fn kind(tab: Tab) -> Kind {
    match tab {
        Tab::Vehicles => Kind::Vehicle,
        Tab::Constellations => Kind::Constellation,
        _ => Kind::Project,
    }
}

/// Projects have long names and few columns that matter, rockets and satellites the reverse.
fn list_width(tab: Tab, width: u16) -> u16 {
    match tab {
        Tab::Projects => width * 10 / 21,
        _ => width * 12 / 21,
    }
}

/// Where the list leaves room, a picture of what is selected stands below it: the satellites of a
/// constellation over time, else the milestones on the time axis.
fn beneath(brush: &mut Brush, area: Rect, screen: &Screen) -> Rect {
    let Some(at) = screen.app.selected() else {
        return area;
    };
    let least = if at.kind == Kind::Constellation {
        12
    } else {
        7
    };
    let free = area
        .height
        .saturating_sub(rows_of(kind(screen.app.tab), screen).saturating_add(3));
    // A constellation has its chart even where the list has to scroll for it.
    let height = if at.kind == Kind::Constellation {
        free.max(least)
    } else {
        free
    };
    if height < least || area.height < height + 8 {
        return area;
    }
    let (list, below) = rows(area, area.height - height);
    match at.kind {
        Kind::Constellation => {
            let bars = SatelliteBars {
                of: at.index,
                screen,
            };
            brush.render(&bars, below);
        }
        _ => brush.render(&SmallTimeline { of: at, screen }, below),
    }
    list
}

/// The rows of the whole list, filtered or not: a filter must not move the panes. The programme as a
/// whole stands among the projects.
fn rows_of(kind: Kind, screen: &Screen) -> u16 {
    let whole = usize::from(kind == Kind::Project);
    u16::try_from(screen.shown.catalogue.count(kind) + whole).unwrap_or(u16::MAX)
}

fn draw_detail(brush: &mut Brush, area: Rect, screen: &Screen) -> Scrolled {
    match screen.app.selected() {
        Some(at) => detail::draw(brush, area, at, screen),
        None => Scrolled::default(),
    }
}

fn draw_list(brush: &mut Brush, area: Rect, list: ListId, screen: &Screen, view: &mut ViewState) {
    let app = screen.app;
    let tab = app.tab;
    let total = screen.shown.catalogue.count(kind(tab));
    let title = Title {
        name: tab.title(),
        more: count_of(screen, list, total),
        right: format!(
            "sort: {}",
            screen.look.words.label(app.sort(list).key.label())
        ),
        sight: table(brush, area, list, screen, view),
        focused: app.detail().focus == Focus::List,
    };
    pane(brush, area, &title);
}

/// "8", or "2 of 8 /soyuz" under a filter.
pub(super) fn count_of(screen: &Screen, list: ListId, total: usize) -> String {
    let query = screen.app.query(screen.app.tab);
    if query.is_empty() {
        return total.to_string();
    }
    let entries = screen
        .app
        .list(list)
        .rows()
        .iter()
        .filter_map(|row| row.at());
    let found = entries.filter(|at| at.kind != Kind::Programme).count();
    format!("{found} of {total}  /{}", query.text())
}

/// A list of entries of one kind with its head, below the title of its pane; only the visible rows are
/// made. Returns what it leaves off.
fn table(
    brush: &mut Brush,
    area: Rect,
    list: ListId,
    screen: &Screen,
    view: &mut ViewState,
) -> String {
    let (_, inner) = rows(area, 1);
    let columns = match screen.app.tab {
        Tab::Vehicles => vehicles::COLUMNS,
        Tab::Constellations => constellations::COLUMNS,
        _ => projects::COLUMNS,
    };
    let sort = screen.app.sort(list);
    let sorted = columns
        .iter()
        .position(|(_, key)| *key == Some(sort.key))
        .map(|index| (index, sort.reversed));
    let dates = columns
        .iter()
        .position(|(_, key)| *key == Some(SortKey::Next));
    let plain: Vec<Column> = columns.iter().map(|(column, _)| *column).collect();
    let date_cells = screen.app.list(list).date_cells();
    let needs: Vec<_> = dates.into_iter().map(|place| (place, date_cells)).collect();
    let plain = widened(&plain, &needs);
    let fitted = Fitted::sized(&plain, inner.width.saturating_sub(1), screen.size);
    let in_sight = columns.iter().enumerate();
    let in_sight = in_sight.filter(|(place, _)| fitted.place(*place).is_some());
    view.sorts.extend(in_sight.filter_map(|(_, (_, key))| *key));
    let (head, body) = rows(inner, u16::from(screen.size != Size::Tiny));
    if !head.is_empty() {
        fitted.head(brush, head, sorted);
    }
    let row = |brush: &mut Brush, at: Rect, row: Row| {
        if let Some(entry) = row.at() {
            fitted.row(brush, at, |column| cell(column, entry, screen));
        }
    };
    let shown = ListRows {
        list,
        pane: area,
        focused: screen.app.detail().focus == Focus::List,
        screen,
        row,
    };
    shown.draw(brush, body, view).1
}

fn cell<'a>(column: usize, at: EntryRef, screen: &Screen<'a>) -> Vec<Span<'a>> {
    match at.kind {
        Kind::Programme | Kind::Project => projects::cell(column, at, screen),
        Kind::Vehicle => vehicles::cell(column, at, screen),
        Kind::Constellation => constellations::cell(column, at, screen),
        Kind::Milestone => Vec::new(),
    }
}
