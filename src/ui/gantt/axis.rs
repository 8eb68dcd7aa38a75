//! The axis above the rows: labels of years, quarters or months, each whole or not there at all, and
//! a tick where each begins.

use chrono::{Datelike, Month, NaiveDate};

use ratatui::buffer::Buffer;
use ratatui::layout::Rect;
use ratatui::widgets::Widget;

use super::{Strip, TimeScale};
use crate::app::axis::Zoom;
use crate::ui::brush::Brush;
use crate::ui::text::{span, width};

/// What a row of labels names.
#[derive(Clone, Copy)]
enum Unit {
    /// Every so many years.
    Years(i32),
    /// "2027 Q1".
    QuartersOfYears,
    /// "Q1".
    Quarters,
    Months,
}

/// The axis above its rows, with as many labels as there are rows for; the ticks stand in the last one.
pub(in crate::ui) struct TimeAxis<'a>(pub TimeScale<'a>);

impl Widget for &TimeAxis<'_> {
    fn render(self, area: Rect, buffer: &mut Buffer) {
        let look = self.0.look;
        draw_axis(&mut Brush { buffer, look }, self.0, area);
    }
}

fn draw_axis(brush: &mut Brush, scale: TimeScale, area: Rect) {
    let Some(last) = area.rows().next_back() else {
        return;
    };
    let ticks = &scale.on(last);
    let above = |by: u16| Strip {
        y: ticks.y.saturating_sub(by),
        ..*ticks
    };
    match (ticks.axis.zoom, area.height) {
        (_, ..2) => {}
        (Zoom::Week, 2) => draw_labels(brush, &above(1), Unit::QuartersOfYears),
        (Zoom::Month, 2) => draw_labels(brush, &above(1), Unit::Years(1)),
        (Zoom::Week, _) => {
            draw_labels(brush, &above(2), Unit::QuartersOfYears);
            draw_labels(brush, &above(1), Unit::Months);
        }
        (Zoom::Month, _) => {
            draw_labels(brush, &above(2), Unit::Years(1));
            draw_labels(brush, &above(1), Unit::Quarters);
        }
        (zoom, rows) => {
            draw_labels(brush, &above(1), Unit::Years(years_apart(zoom)));
            if rows > 2 {
                name_today(brush, &above(2));
            }
        }
    }
    draw_ticks(brush, ticks);
}

/// A label of four digits needs five cells.
fn years_apart(zoom: Zoom) -> i32 {
    match zoom {
        Zoom::Week | Zoom::Month | Zoom::Fifth => 1,
        Zoom::Quarter => 2,
        Zoom::Year => 5,
        Zoom::TwoYears => 20,
        Zoom::FiveYears => 50,
        Zoom::TenYears | Zoom::TwentyYears => 100,
    }
}

fn draw_ticks(brush: &mut Brush, strip: &Strip) {
    let (glyphs, style) = (strip.look.glyphs, strip.look.rule());
    strip.fill(brush, 0, strip.last(), glyphs.rule, style);
    let (minor, major) = match strip.axis.zoom {
        Zoom::Week => (Unit::Months, Unit::Years(1)),
        Zoom::Month => (Unit::Quarters, Unit::Years(1)),
        Zoom::Fifth | Zoom::Quarter => (Unit::Years(1), Unit::Years(10)),
        Zoom::Year => (Unit::Years(5), Unit::Years(10)),
        Zoom::TwoYears => (Unit::Years(10), Unit::Years(20)),
        Zoom::FiveYears | Zoom::TenYears => (Unit::Years(50), Unit::Years(100)),
        Zoom::TwentyYears => (Unit::Years(100), Unit::Years(500)),
    };
    for (unit, glyph) in [(minor, glyphs.tick), (major, glyphs.major_tick)] {
        for (column, _) in starts(strip, unit) {
            strip.put(brush, column - strip.left, glyph, style);
        }
    }
    let today = strip.cell(strip.today);
    strip.put(brush, today, glyphs.today, strip.look.accent());
}

/// "today" above its column, where it is whole.
fn name_today(brush: &mut Brush, strip: &Strip) {
    let text = [span("today", strip.look.accent())];
    strip.write(brush, strip.cell(strip.today) - 2, &text);
}

/// A label stands where its stretch begins, or at the left edge when that lies before it; only where
/// there is room for the whole of it before the next one.
fn draw_labels(brush: &mut Brush, strip: &Strip, unit: Unit) {
    let starts = starts(strip, unit);
    for pair in starts.windows(2) {
        let [(from, day), (to, _)] = pair else {
            continue;
        };
        let text = [span(label(unit, *day), strip.look.dim())];
        let from = (from - strip.left).max(0);
        let room = (to - strip.left - 1 - from).max(0);
        let is_whole = usize::try_from(room).is_ok_and(|room| width(&text) <= room);
        if is_whole && !named_late(strip, unit, *day) {
            strip.write(brush, from, &text);
        }
    }
}

/// At the left edge a label that stands for several years would name one that has passed.
fn named_late(strip: &Strip, unit: Unit, day: NaiveDate) -> bool {
    matches!(unit, Unit::Years(2..)) && strip.cell(day) < 0
}

fn label(unit: Unit, day: NaiveDate) -> String {
    match unit {
        Unit::Years(_) => day.year().to_string(),
        Unit::QuartersOfYears => format!("{} Q{}", day.year(), day.quarter()),
        Unit::Quarters => format!("Q{}", day.quarter()),
        Unit::Months => u8::try_from(day.month())
            .ok()
            .and_then(|month| Month::try_from(month).ok())
            .and_then(|month| month.name().get(..3))
            .unwrap_or_default()
            .to_owned(),
    }
}

/// Where the stretches begin that meet the strip, and the one after: the absolute column and the
/// first day of each.
fn starts(strip: &Strip, unit: Unit) -> Vec<(i64, NaiveDate)> {
    let year = |column: i64| i32::try_from(strip.axis.year(column)).unwrap_or(0);
    let (every, months) = match unit {
        Unit::Years(every) => (every, &[1][..]),
        Unit::QuartersOfYears | Unit::Quarters => (1, &[1, 4, 7, 10][..]),
        Unit::Months => (1, &[1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12][..]),
    };
    let first = year(strip.left).div_euclid(every) * every;
    let last = year(strip.left + strip.last()) + every;
    let mut starts: Vec<(i64, NaiveDate)> = (first..=last)
        .filter(|year| year.rem_euclid(every) == 0)
        .flat_map(|year| months.iter().map(move |month| (year, *month)))
        .filter_map(|(year, month)| NaiveDate::from_ymd_opt(year, month, 1))
        .map(|day| (strip.axis.column(day), day))
        .collect();
    // Of those before the left edge only the one that reaches into sight.
    let before = starts.partition_point(|(column, _)| *column <= strip.left);
    starts.drain(..before.saturating_sub(1));
    starts
}
