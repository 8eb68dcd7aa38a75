//! The table of milestones inside a detail: name, first date, date now, slip.

use ratatui::layout::Rect;
use ratatui::text::Span;
use unicode_width::UnicodeWidthStr as _;

use super::brush::Brush;
use super::screen::Screen;
use super::table::{Column, Fitted, widened};
use super::text::span;
use super::theme::Look;
use crate::domain::catalogue::Milestone;
use crate::domain::computed::slip::Slip;
use crate::domain::computed::standing::{DatesSay, Standing};
use crate::domain::when::When;

const COLUMNS: &[Column] = &[
    Column::rest("MILESTONE", 24),
    Column::fixed("FIRST", 11, 1),
    Column::fixed("LATEST", 15, 3),
    Column::right("SLIP", 5, 2),
];

pub(super) struct MilestoneTable<'a> {
    columns: Fitted,
    screen: Screen<'a>,
}

impl<'a> MilestoneTable<'a> {
    /// A table of these milestones, so many cells wide.
    pub(super) fn new(milestones: &[usize], cells: u16, screen: &Screen<'a>) -> Self {
        let catalogue = screen.shown.catalogue.milestones();
        let standings = &screen.shown.board.standings;
        let all = || {
            let all = milestones.iter();
            all.filter_map(|index| Some((catalogue.get(*index)?, standings.get(*index)?)))
        };
        let first = all().filter_map(|(milestone, _)| milestone.first());
        let first = longest(first.map(|first| screen.look.date(first.when)));
        let now = all().map(|(_, standing)| when(standing, screen.look).content);
        let columns = widened(COLUMNS, &[(1, first), (2, longest(now))]);
        Self {
            columns: Fitted::new(&columns, cells),
            screen: *screen,
        }
    }

    /// The heads of the columns, as one line of a document.
    pub(super) fn head(&self, look: &Look) -> Vec<Span<'a>> {
        let mut line = String::new();
        for (index, column) in COLUMNS.iter().enumerate() {
            let Some((x, cells)) = self.columns.place(index) else {
                continue;
            };
            let (x, cells) = (usize::from(x), usize::from(cells));
            let title = if column.right {
                format!("{:>cells$}", column.title)
            } else {
                column.title.to_owned()
            };
            let used = line.chars().count();
            line.push_str(&" ".repeat(x.saturating_sub(used)));
            line.push_str(&title);
        }
        vec![span(line, look.dim())]
    }

    pub(super) fn draw(&self, brush: &mut Brush, row: Rect, index: usize) {
        let screen = &self.screen;
        let shown = (
            screen.shown.catalogue.milestones().get(index),
            screen.shown.board.standings.get(index),
        );
        let (Some(milestone), Some(standing)) = shown else {
            return;
        };
        self.columns.row(brush, row, |column| {
            cell(column, milestone, standing, screen.look)
        });
    }
}

fn cell<'a>(
    column: usize,
    milestone: &'a Milestone,
    standing: &Standing,
    look: &Look,
) -> Vec<Span<'a>> {
    let mark = look.says(standing.says);
    match column {
        0 => vec![
            span(format!("{} ", mark.glyph), mark.style),
            Span::raw(&*milestone.entry.name),
        ],
        1 => vec![span(
            milestone
                .first()
                .map_or(String::new(), |first| look.date(first.when)),
            look.dim(),
        )],
        2 => vec![when(standing, look)],
        _ => vec![slip(standing.since_first, look)],
    }
}

/// The cells of the longest of these dates.
pub(super) fn longest(dates: impl Iterator<Item = impl AsRef<str>>) -> u16 {
    let cells = dates.map(|date| date.as_ref().width()).max();
    u16::try_from(cells.unwrap_or(0)).unwrap_or(u16::MAX)
}

/// The date that stands, `!` behind one that is missed, `?` behind one of which nobody has said what happened.
pub(super) fn when<'a>(standing: &Standing, look: &Look) -> Span<'a> {
    let date = look.date(standing.when.unwrap_or(When::Tbd));
    match standing.says {
        DatesSay::Missed => span(format!("{date}!"), look.bad()),
        DatesSay::NoWord => span(format!("{date}?"), look.dim()),
        DatesSay::Done => span(date, look.good()),
        DatesSay::Failed => span(date, look.bad()),
        DatesSay::Undated | DatesSay::Cancelled => span(date, look.dim()),
        _ => Span::raw(date),
    }
}

/// A slip in months, coloured by what it amounts to; a dash where there is none to tell.
pub(super) fn slip<'a>(slip: Option<Slip>, look: &Look) -> Span<'a> {
    match slip {
        Some(slip) => span(slip.to_string(), look.slip(slip.months())),
        None => span(look.glyphs.nothing, look.dim()),
    }
}
