//! The numbers of a slip chart, for those who cannot see it: a row a statement, or a row a milestone.

use chrono::NaiveDate;
use ratatui::layout::Rect;
use ratatui::style::Style;
use ratatui::text::Span;

use super::track::Track;
use crate::domain::catalogue::Milestone;
use crate::domain::computed::ledger::{self, Line};
use crate::domain::computed::slip::months;
use crate::domain::computed::standing::Standing;
use crate::ui::brush::Brush;
use crate::ui::ledger::moved;
use crate::ui::milestones::{longest, slip, when};
use crate::ui::pane::rows;
use crate::ui::scroll_text::Scrolled;
use crate::ui::table::{Column, Fitted, widened};
use crate::ui::text::span;
use crate::ui::theme::Look;

const STATEMENTS: &[Column] = &[
    Column::fixed("SAID", 11, 6),
    Column::fixed("DATE", 15, 5),
    Column::right("MONTHS", 6, 3),
    Column::fixed("MOVE", 12, 4),
    Column::ranked_rest("SPEAKER", 8, 2),
];

const MILESTONES: &[Column] = &[
    Column::fixed("", 1, 6),
    Column::rest("MILESTONE", 18),
    Column::fixed("FIRST", 11, 2),
    Column::fixed("LATEST", 11, 5),
    Column::right("SLIP", 5, 4),
    Column::right("DATES", 5, 1),
];

/// A milestone of a chart of several.
pub(super) struct Rung<'a> {
    pub letter: &'static str,
    pub style: Style,
    pub milestone: &'a Milestone,
    pub standing: &'a Standing,
}

/// The statements of a milestone, and where its chart has them.
pub(super) struct Lines<'a> {
    pub milestone: &'a Milestone,
    pub track: &'a Track,
}

impl Lines<'_> {
    /// A row a statement.
    pub(super) fn draw(&self, brush: &mut Brush, area: Rect, scroll: usize) -> Scrolled {
        let look = brush.look;
        let lines: Vec<Line> = ledger::lines(self.milestone).collect();
        let promised = longest(
            lines
                .iter()
                .map(|line| brush.look.date(line.statement.when)),
        );
        let columns = Fitted::new(&widened(STATEMENTS, &[(1, promised)]), area.width);
        let (head, body) = rows(area, 1);
        columns.head(brush, head, None);
        draw_rows(body, lines.len(), scroll, |at, row| {
            let said = self.track.said(row);
            columns.row(brush, at, |column| {
                statement(column, &lines[row], said, look)
            });
        })
    }
}

/// `said` is the day that counts, where there is one.
fn statement<'a>(
    column: usize,
    line: &Line<'a>,
    said: Option<NaiveDate>,
    look: &Look,
) -> Vec<Span<'a>> {
    let statement = line.statement;
    match column {
        0 => {
            let said = statement.said;
            let said = look.date_or(said, "undated");
            vec![span(said, look.dim())]
        }
        1 => vec![Span::raw(look.date(statement.when))],
        2 => {
            let ahead = said.zip(statement.when.last());
            let ahead = ahead.map(|(said, last)| months_between(said, last).to_string());
            vec![span(ahead.unwrap_or_default(), look.dim())]
        }
        3 => moved(line, look),
        _ => statement.by.iter().map(|by| Span::raw(&**by)).collect(),
    }
}

fn months_between(from: NaiveDate, to: NaiveDate) -> i64 {
    months(to.signed_duration_since(from).num_days())
}

/// A row a milestone, and how many more there are.
pub(super) fn milestones(
    brush: &mut Brush,
    area: Rect,
    rungs: &[Rung],
    left_out: usize,
    scroll: usize,
) -> Scrolled {
    let look = brush.look;
    let first = rungs.iter().filter_map(|rung| rung.milestone.first());
    let first = longest(first.map(|first| look.date(first.when)));
    let now = rungs.iter().map(|rung| when(rung.standing, look).content);
    let needs = [(2, first), (3, longest(now))];
    let columns = Fitted::new(&widened(MILESTONES, &needs), area.width);
    let (head, body) = rows(area, 1);
    columns.head(brush, head, None);
    let (body, foot) = rows(body, body.height.saturating_sub(u16::from(left_out > 0)));
    if left_out > 0 {
        let text = format!("{} and {left_out} more", look.glyphs.ellipsis);
        brush.put(
            (foot.x + 2, foot.y),
            foot.width.saturating_sub(2),
            &[span(text, look.dim())],
        );
    }
    draw_rows(body, rungs.len(), scroll, |at, row| {
        columns.row(brush, at, |column| rung(column, &rungs[row], look));
    })
}

fn rung<'a>(column: usize, rung: &Rung<'a>, look: &Look) -> Vec<Span<'a>> {
    let milestone = rung.milestone;
    match column {
        0 => vec![span(rung.letter, rung.style)],
        1 => vec![Span::raw(&*milestone.entry.name)],
        2 => {
            let first = milestone.first().map(|first| look.date(first.when));
            vec![span(first.unwrap_or_default(), look.dim())]
        }
        3 => vec![when(rung.standing, look)],
        4 => vec![slip(rung.standing.since_first, look)],
        _ => vec![span(milestone.dated().count().to_string(), look.dim())],
    }
}

/// The rows of a list that are in sight, each drawn in its line.
fn draw_rows(
    area: Rect,
    count: usize,
    scroll: usize,
    mut draw: impl FnMut(Rect, usize),
) -> Scrolled {
    let text = Scrolled::new(count, scroll, area);
    for (y, row) in (area.top()..area.bottom()).zip(text.scroll..count) {
        let at = Rect {
            y,
            height: 1,
            ..area
        };
        draw(at, row);
    }
    text
}
