//! A row of the timeline: one milestone's window on the axis, drawn as sharp as it was said and never
//! sharper.

use chrono::NaiveDate;
use ratatui::buffer::Buffer;
use ratatui::style::Style;

use super::look::Look;
use super::text::{put, span};
use crate::app::axis::Axis;
use crate::domain::catalogue::Milestone;
use crate::domain::standing::{DatesSay, Standing};
use crate::domain::when::{When, Window};

/// A row of cells with time running along it.
pub(super) struct Strip<'a> {
    pub x: u16,
    pub y: u16,
    pub cells: u16,
    pub axis: &'a Axis,
    /// The absolute column of the first cell.
    pub left: i64,
    pub today: NaiveDate,
    pub look: &'a Look,
}

impl Strip<'_> {
    /// The cell of a day, counted from the left edge; it may lie outside.
    fn cell(&self, day: NaiveDate) -> i64 {
        self.axis.column(day) - self.left
    }

    fn put(&self, buffer: &mut Buffer, cell: i64, glyph: &'static str, style: Style) {
        if let Some(cell) = u16::try_from(cell).ok().filter(|cell| *cell < self.cells) {
            put(
                buffer,
                (self.x + cell, self.y),
                1,
                &[span(glyph, style)],
                glyph,
            );
        }
    }

    /// Fills the cells from one to another, both inclusive, as far as they are on the strip.
    fn fill(&self, buffer: &mut Buffer, from: i64, to: i64, glyph: &'static str, style: Style) {
        for cell in from.max(0)..=to.min(i64::from(self.cells) - 1) {
            self.put(buffer, cell, glyph, style);
        }
    }

    fn last(&self) -> i64 {
        i64::from(self.cells) - 1
    }
}

/// Two rows: the years, and a tick where each begins.
pub(super) fn draw_axis(buffer: &mut Buffer, strip: &Strip) {
    let look = strip.look;
    let a_year = strip.axis.zoom.columns_a_year();
    // Labels of four digits need five cells; closer years show every second, fifth or tenth.
    let every = [1, 2, 5, 10, 20, 50]
        .into_iter()
        .find(|years| years * a_year >= 6)
        .unwrap_or(100);
    let ticks = Strip {
        y: strip.y + 1,
        ..*strip
    };
    for x in 0..strip.cells {
        let cell = i64::from(x);
        let (year, place) = strip.axis.year(strip.left + cell);
        if place == 0 {
            ticks.put(buffer, cell, look.glyphs.tick, look.rule());
            if year % every == 0 && cell + 4 <= i64::from(strip.cells) {
                let at = (strip.x + x, strip.y);
                put(
                    buffer,
                    at,
                    4,
                    &[span(year.to_string(), look.dim())],
                    look.glyphs.ellipsis,
                );
            }
        } else {
            ticks.put(buffer, cell, look.glyphs.rule, look.rule());
        }
    }
    let today = strip.cell(strip.today);
    ticks.put(buffer, today, look.glyphs.today, look.accent());
}

/// Today runs through every row; a marker that falls on it wins.
pub(super) fn draw_today(buffer: &mut Buffer, strip: &Strip) {
    strip.put(
        buffer,
        strip.cell(strip.today),
        strip.look.glyphs.today,
        strip.look.accent(),
    );
}

pub(super) fn draw_milestone(
    buffer: &mut Buffer,
    strip: &Strip,
    milestone: &Milestone,
    standing: &Standing,
) {
    let look = strip.look;
    if let Some(last) = milestone.first().and_then(|first| first.when.last()) {
        strip.put(buffer, strip.cell(last), look.glyphs.baseline, look.dim());
    }
    let Some(when) = milestone.when() else { return };
    match standing.says {
        DatesSay::Done => draw_event(buffer, strip, when, look.glyphs.happened, look.good()),
        DatesSay::Failed => draw_event(buffer, strip, when, look.glyphs.over, look.bad()),
        DatesSay::Cancelled => draw_event(buffer, strip, when, look.glyphs.over, look.dim()),
        DatesSay::Overdue => draw_overdue(buffer, strip, when),
        _ => draw_window(buffer, strip, when, Style::new()),
    }
    draw_edges(buffer, strip, when.window());
}

/// What happened is a mark on its day; a day that is known only roughly keeps its window.
fn draw_event(buffer: &mut Buffer, strip: &Strip, when: When, glyph: &'static str, style: Style) {
    let Window { first, last } = when.window();
    if let (Some(first), Some(last)) = (first, last) {
        strip.fill(
            buffer,
            strip.cell(first),
            strip.cell(last) - 1,
            strip.look.glyphs.vague,
            strip.look.dim(),
        );
    }
    if let Some(day) = last.or(first) {
        strip.put(buffer, strip.cell(day), glyph, style);
    }
}

/// A closed window that nobody confirmed runs on, dotted, to today.
fn draw_overdue(buffer: &mut Buffer, strip: &Strip, when: When) {
    let (look, today) = (strip.look, strip.cell(strip.today));
    let Some(last) = when.last() else { return };
    let end = strip.cell(last);
    strip.fill(buffer, end + 1, today - 1, look.glyphs.overdue, look.bad());
    draw_window(buffer, strip, when, look.bad());
    strip.put(buffer, end, "!", look.bad());
}

fn draw_window(buffer: &mut Buffer, strip: &Strip, when: When, style: Style) {
    let glyphs = strip.look.glyphs;
    let body = if when.is_approximate() {
        glyphs.vague
    } else {
        glyphs.window
    };
    match (when.first(), when.last()) {
        (Some(first), Some(last)) => {
            strip.fill(buffer, strip.cell(first), strip.cell(last), body, style);
            strip.put(buffer, strip.cell(last), glyphs.end, style);
        }
        (Some(first), None) => {
            let from = strip.cell(first);
            // An arrow of a few cells where it begins: how far it reaches nobody has said.
            let to = (from + 5).min(strip.last().max(from + 1));
            strip.fill(buffer, from, to, glyphs.opening, style);
            strip.put(buffer, from, glyphs.from, style);
            strip.put(buffer, to, glyphs.onward, style);
        }
        (None, Some(last)) => {
            let to = strip.cell(last);
            let from = to - 5;
            strip.fill(buffer, from, to, glyphs.opening, style);
            strip.put(buffer, from, glyphs.backward, style);
            strip.put(buffer, to, glyphs.to, style);
        }
        (None, None) => {}
    }
}

/// What lies outside shows at the edge; its date stands in the WHEN column.
fn draw_edges(buffer: &mut Buffer, strip: &Strip, window: Window) {
    let look = strip.look;
    let (first, last) = (window.first.or(window.last), window.last.or(window.first));
    if last.is_some_and(|last| strip.cell(last) < 0) {
        strip.put(buffer, 0, look.glyphs.earlier_than_shown, look.dim());
    }
    if first.is_some_and(|first| strip.cell(first) > strip.last()) {
        strip.put(
            buffer,
            strip.last(),
            look.glyphs.later_than_shown,
            look.dim(),
        );
    }
}
