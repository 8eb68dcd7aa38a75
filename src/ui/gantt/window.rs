//! One milestone on the axis: its window from the first to the last day, where it used to be, and what
//! became of it.

use chrono::NaiveDate;
use ratatui::buffer::Buffer;
use ratatui::layout::Rect;
use ratatui::style::Style;
use ratatui::widgets::Widget;

use super::{Strip, TimeScale, draw_today};
use crate::app::timeline::Trail;
use crate::domain::catalogue::Milestone;
use crate::domain::computed::outlook::Outlook;
use crate::domain::computed::standing::{DatesSay, Standing};
use crate::domain::when::{When, Window};
use crate::ui::brush::Brush;

/// A milestone over today's line. Bands pass behind the line, marks stand before it.
#[derive(Clone, Copy)]
pub(in crate::ui) struct GanttRow<'a> {
    pub scale: TimeScale<'a>,
    pub milestone: &'a Milestone,
    pub standing: &'a Standing,
    pub trail: Trail,
    /// What the record says of it, where that is asked for.
    pub outlook: Option<Outlook>,
}

impl Widget for &GanttRow<'_> {
    fn render(self, area: Rect, buffer: &mut Buffer) {
        let strip = &self.scale.on(area);
        let look = strip.look;
        let brush = &mut Brush { buffer, look };
        let shape = Shape::of(self.standing);
        if let Some(shape) = &shape {
            shape.draw_band(brush, strip);
        }
        draw_today(brush, strip);
        if let Some(outlook) = &self.outlook {
            draw_bracket(brush, strip, outlook);
        }
        draw_trail(brush, strip, self);
        if let Some(shape) = &shape {
            shape.draw_marks(brush, strip);
            draw_edges(brush, strip, shape.when.window());
        }
    }
}

/// When such promises came true: four fifths of them between the outer brackets, half between the
/// inner ones.
fn draw_bracket(brush: &mut Brush, strip: &Strip, outlook: &Outlook) {
    let style = strip.look.dim();
    for (window, [from, to]) in [
        (outlook.four_fifths, ["(", ")"]),
        (outlook.half, ["[", "]"]),
    ] {
        for (day, glyph) in [(window.first, from), (window.last, to)] {
            if let Some(day) = day {
                strip.put(brush, strip.cell(day), glyph, style);
            }
        }
    }
}

/// The first date given, and each one after it but the one that stands.
fn draw_trail(brush: &mut Brush, strip: &Strip, row: &GanttRow) {
    let (glyphs, style) = (strip.look.glyphs, strip.look.dim());
    let mut said = row.milestone.dated().map(|(statement, _)| statement.when);
    let Some(first) = said.next().filter(|_| row.trail != Trail::None) else {
        return;
    };
    if row.trail == Trail::Whole {
        for day in said.filter_map(When::marked_day) {
            strip.put(brush, strip.cell(day), glyphs.earlier, style);
        }
    }
    if let Some(day) = first.marked_day() {
        strip.put(brush, strip.cell(day), glyphs.baseline, style);
    }
}

/// How a date is drawn.
struct Shape {
    when: When,
    kind: Ended,
}

enum Ended {
    /// It is still to come.
    Ahead,
    /// It is over and nobody has recorded what happened.
    /// Its deadline has passed, and a later word shows it open.
    Missed,
    /// Its deadline has passed without a word.
    NoWord,
    Happened,
    /// Nobody had promised it.
    Event,
    Failed,
    Cancelled,
}

impl Shape {
    fn of(standing: &Standing) -> Option<Self> {
        let kind = match standing.says {
            DatesSay::Done => Ended::Happened,
            DatesSay::Failed => Ended::Failed,
            DatesSay::Cancelled => Ended::Cancelled,
            DatesSay::Event => Ended::Event,
            DatesSay::Missed => Ended::Missed,
            DatesSay::NoWord => Ended::NoWord,
            _ => Ended::Ahead,
        };
        let when = standing.when?;
        Some(Self { when, kind })
    }

    fn style(&self, strip: &Strip) -> Style {
        match self.kind {
            Ended::Ahead | Ended::Event => Style::new(),
            Ended::Missed | Ended::Failed => strip.look.bad(),
            Ended::Happened => strip.look.good(),
            Ended::NoWord | Ended::Cancelled => strip.look.dim(),
        }
    }

    /// Every cell whose days meet the window, and the dotted run of what is overdue.
    fn draw_band(&self, brush: &mut Brush, strip: &Strip) {
        let glyphs = strip.look.glyphs;
        let style = match self.kind {
            // The event is the mark; how roughly it is known stays in the background.
            Ended::Happened | Ended::Event | Ended::Failed | Ended::Cancelled => strip.look.dim(),
            _ => self.style(strip),
        };
        match (self.when.first(), self.when.last()) {
            (Some(first), Some(last)) => self.draw_closed(brush, strip, (first, last), style),
            (Some(first), None) => {
                let from = strip.cell(first);
                strip.fill(brush, from, strip.last(), glyphs.opening, strip.look.rule());
            }
            (None, Some(last)) => {
                let to = strip.cell(last);
                strip.fill(brush, 0, to, glyphs.opening, strip.look.rule());
            }
            (None, None) => {}
        }
        if let (Ended::Missed | Ended::NoWord, Some(last)) = (&self.kind, self.when.last()) {
            let (from, to) = (strip.cell(last) + 1, strip.cell(strip.today) - 1);
            strip.fill(brush, from, to, glyphs.overdue, self.style(strip));
        }
    }

    fn draw_closed(
        &self,
        brush: &mut Brush,
        strip: &Strip,
        (first, last): (NaiveDate, NaiveDate),
        style: Style,
    ) {
        let glyphs = strip.look.glyphs;
        let (from, to) = (strip.cell(first), strip.cell(last));
        let is_rough = self.when.is_approximate()
            || matches!(
                self.kind,
                Ended::Happened | Ended::Event | Ended::Failed | Ended::Cancelled
            );
        let band = if is_rough {
            glyphs.vague
        } else {
            glyphs.window
        };
        strip.fill(brush, from, to, band, style);
        // Where a window begins in the middle of a cell, so does its band.
        if !is_rough && from < to && strip.axis.within(first) >= 0.5 {
            strip.put(brush, from, glyphs.late_start, style);
        }
    }

    fn draw_marks(&self, brush: &mut Brush, strip: &Strip) {
        let (glyphs, style) = (strip.look.glyphs, self.style(strip));
        let Window { first, last } = self.when.window();
        let glyph = match self.kind {
            Ended::Happened => glyphs.happened,
            Ended::Failed | Ended::Cancelled => glyphs.over,
            Ended::Event => glyphs.dot,
            Ended::Missed => "!",
            Ended::NoWord => glyphs.unknown,
            Ended::Ahead => glyphs.end,
        };
        match (first, last) {
            (Some(first), Some(last)) => {
                let (from, to) = (strip.cell(first), strip.cell(last));
                // What is only about then is marked in the middle.
                let is_about = self.when.is_approximate() && matches!(self.kind, Ended::Ahead);
                let cell = if is_about {
                    i64::midpoint(from, to)
                } else {
                    to
                };
                strip.put(brush, cell, glyph, style);
            }
            (Some(first), None) => {
                let from = strip.cell(first);
                if from <= strip.last() {
                    strip.put(brush, strip.last(), glyphs.onward, style);
                }
                strip.put(brush, from, self.bound(glyphs.from, glyph), style);
            }
            (None, Some(last)) => {
                let to = strip.cell(last);
                if to >= 0 {
                    strip.put(brush, 0, glyphs.backward, style);
                }
                strip.put(brush, to, self.bound(glyphs.to, glyph), style);
            }
            (None, None) => {}
        }
    }

    /// The mark at the one bound of an open window: the bound itself, or what became of it.
    fn bound(&self, open: &'static str, glyph: &'static str) -> &'static str {
        match self.kind {
            Ended::Ahead => open,
            _ => glyph,
        }
    }
}

/// An end that lies outside shows at the edge; its date stands in the WHEN column.
fn draw_edges(brush: &mut Brush, strip: &Strip, window: Window) {
    let (glyphs, style) = (strip.look.glyphs, strip.look.dim());
    let Some(end) = window.last.or(window.first) else {
        return;
    };
    if strip.cell(end) < 0 && window.last.is_some() {
        strip.put(brush, 0, glyphs.earlier_than_shown, style);
    }
    if strip.cell(end) > strip.last() {
        strip.put(brush, strip.last(), glyphs.later_than_shown, style);
    }
}

#[cfg(test)]
mod tests {
    use std::collections::BTreeSet;

    use proptest::prelude::*;
    use strum::VariantArray;

    use super::*;
    use crate::app::axis::{Axis, Zoom};
    use crate::domain::when::{Period, Third};
    use crate::ui::glyphs::Characters;
    use crate::ui::theme::{Look, Theme};

    const CELLS: u16 = 90;

    fn period() -> impl Strategy<Value = Period> {
        let year = 1995..2060;
        prop_oneof![
            (year.clone(), 1_u32..=366).prop_filter_map("no such day", |(year, day)| {
                NaiveDate::from_yo_opt(year, day).map(Period::Day)
            }),
            (year.clone(), 1_u32..=12).prop_map(|(year, month)| Period::Month(year, month)),
            (year.clone(), 1_u32..=4).prop_map(|(year, quarter)| Period::Quarter(year, quarter)),
            (year.clone(), 1_u32..=2).prop_map(|(year, half)| Period::Half(year, half)),
            year.clone()
                .prop_map(|year| Period::Third(year, Third::Mid)),
            year.clone().prop_map(Period::Year),
            year.prop_map(|year| Period::Decade(year / 10 * 10)),
        ]
    }

    fn when() -> impl Strategy<Value = When> {
        prop_oneof![
            3 => period().prop_map(When::In),
            1 => period().prop_map(When::About),
            1 => period().prop_map(When::NotBefore),
            1 => period().prop_map(When::NotAfter),
            1 => (period(), period()).prop_map(|(a, b)| {
                let (from, to) = if a.first() <= b.first() { (a, b) } else { (b, a) };
                When::Between(from, if to.last() < from.last() { from } else { to })
            }),
        ]
    }

    /// The cells of a strip that are not blank.
    fn drawn(shape: &Shape, axis: &Axis, today: NaiveDate) -> BTreeSet<u16> {
        let mut buffer = Buffer::empty(Rect::new(0, 0, CELLS, 1));
        let look = Look::new(Theme::Dark, Characters::Unicode);
        let strip = Strip {
            x: 0,
            y: 0,
            cells: CELLS,
            axis,
            left: axis.left(CELLS),
            today,
            look: &look,
        };
        let brush = &mut Brush {
            buffer: &mut buffer,
            look: &look,
        };
        shape.draw_band(brush, &strip);
        shape.draw_marks(brush, &strip);
        let cells = 0..CELLS;
        cells.filter(|x| buffer[(*x, 0)].symbol() != " ").collect()
    }

    proptest! {
        /// Whatever the window, the zoom and the pan: the drawn columns are exactly those whose days
        /// meet the window.
        #[test]
        fn the_columns_that_meet_the_window_are_drawn_and_no_others(
            when in when(),
            zoom in prop::sample::select(Zoom::VARIANTS),
            middle in (1990_i32..2070, 1_u32..=365),
            pan in -200_i64..200,
        ) {
            let today = NaiveDate::from_yo_opt(middle.0, middle.1).unwrap();
            let mut axis = Axis::zoomed(zoom, today);
            axis.pan(pan);
            let left = axis.left(CELLS);
            let (shown_from, _) = axis.days(left);
            let (_, shown_to) = axis.days(left + i64::from(CELLS) - 1);
            let Window { first, last } = when.window();
            let mut day = first.unwrap_or(shown_from).max(shown_from);
            let mut expected = BTreeSet::new();
            while day <= last.unwrap_or(shown_to).min(shown_to) {
                expected.insert(u16::try_from(axis.column(day) - left).unwrap());
                day = day.succ_opt().unwrap();
            }
            let shape = Shape { when, kind: Ended::Ahead };
            prop_assert_eq!(drawn(&shape, &axis, today), expected);
        }
    }

    #[test]
    fn a_year_is_52_weeks_wide_however_close_one_looks() {
        let day = |text: &str| text.parse::<NaiveDate>().unwrap();
        let axis = Axis::zoomed(Zoom::Week, day("2028-06-01"));
        let shape = Shape {
            when: When::In(Period::Year(2028)),
            kind: Ended::Ahead,
        };
        assert_eq!(drawn(&shape, &axis, day("2026-11-24")).len(), 52);
    }
}
