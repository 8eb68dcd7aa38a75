//! The satellites of a constellation over time: one bar for each sourced count, nothing in between.
//! Gaps in the record stay gaps.

use chrono::{Datelike, NaiveDate};
use ratatui::buffer::Buffer;
use ratatui::layout::Rect;
use ratatui::widgets::Widget;

use super::brush::Brush;
use super::pane::{Title, pane, rows};
use super::screen::Screen;
use super::text::span;
use crate::domain::catalogue::{Constellation, Count};

/// Cells of the scale at the left.
const SCALE: u16 = 7;

pub(super) struct SatelliteBars<'a> {
    /// The place of the constellation.
    pub of: usize,
    pub screen: &'a Screen<'a>,
}

impl Widget for &SatelliteBars<'_> {
    fn render(self, area: Rect, buffer: &mut Buffer) {
        let look = self.screen.look;
        if let Some(constellation) = self.screen.shown.catalogue.constellations().get(self.of) {
            draw(
                &mut Brush { buffer, look },
                area,
                constellation,
                self.screen,
            );
        }
    }
}

fn draw(brush: &mut Brush, area: Rect, constellation: &Constellation, screen: &Screen) {
    let title = Title {
        name: &constellation.entry.name,
        more: "satellites counted".to_owned(),
        ..Title::default()
    };
    let inner = pane(brush, area, &title);
    let points: Vec<(NaiveDate, u32)> = constellation
        .counts
        .iter()
        .filter_map(|count| Some((count.on.last(), Count::shown(count)?)))
        .collect();
    let (plot, foot) = rows(inner, inner.height.saturating_sub(3));
    let Some(scale) = CountScale::new(&points, plot, screen.app.today) else {
        let text = [span("no count on record", screen.look.dim())];
        brush.put(
            (inner.x + 2, inner.y + 1),
            inner.width.saturating_sub(3),
            &text,
        );
        return;
    };
    scale.draw_scale(brush, screen);
    for (day, count) in &points {
        scale.draw_bar(brush, *day, *count, screen);
    }
    scale.draw_years(brush, foot, screen);
    draw_plan(brush, foot, constellation, screen);
}

struct CountScale {
    area: Rect,
    first: NaiveDate,
    days: i64,
    top: u32,
}

impl CountScale {
    fn new(points: &[(NaiveDate, u32)], plot: Rect, today: NaiveDate) -> Option<Self> {
        let first = points.iter().map(|(day, _)| *day).min()?;
        let first = NaiveDate::from_ymd_opt(first.year(), 1, 1)?;
        let last = points.iter().map(|(day, _)| *day).max()?.max(today);
        let top = points.iter().map(|(_, count)| *count).max()?.max(1);
        if plot.width <= SCALE + 4 || plot.height < 2 {
            return None;
        }
        let area = Rect {
            x: plot.x + SCALE,
            width: plot.width - SCALE - 2,
            ..plot
        };
        let days = last.signed_duration_since(first).num_days().max(365);
        Some(Self {
            area,
            first,
            days,
            top,
        })
    }

    fn x(&self, day: NaiveDate) -> u16 {
        let passed = day
            .signed_duration_since(self.first)
            .num_days()
            .clamp(0, self.days);
        let x = passed * i64::from(self.area.width - 1) / self.days;
        self.area.x + u16::try_from(x).unwrap_or_default()
    }

    /// The height of a count in eighths of a row; one satellite is never nothing.
    fn eighths(&self, count: u32) -> u16 {
        let whole = u64::from(self.area.height) * 8;
        let eighths = (u64::from(count) * whole)
            .div_ceil(u64::from(self.top))
            .min(whole);
        eighths as u16
    }

    fn draw_scale(&self, brush: &mut Brush, screen: &Screen) {
        let look = screen.look;
        for (y, number) in [(self.area.y, self.top), (self.area.bottom() - 1, 0)] {
            let text = [
                span(format!("{number} "), look.dim()),
                span(look.glyphs.to, look.rule()),
            ];
            brush.put_right((self.area.x - SCALE, y), SCALE, &text);
        }
    }

    fn draw_bar(&self, brush: &mut Brush, day: NaiveDate, count: u32, screen: &Screen) {
        let look = screen.look;
        let x = self.x(day);
        let mut left = self.eighths(count);
        let mut y = self.area.bottom();
        while left > 0 && y > self.area.y {
            y -= 1;
            let glyph = look.glyphs.eighths[usize::from(left.min(8))];
            brush.put((x, y), 1, &[span(glyph, look.accent())]);
            left = left.saturating_sub(8);
        }
        if count == 0 {
            let y = self.area.bottom() - 1;
            brush.put((x, y), 1, &[span(look.glyphs.eighths[1], look.dim())]);
        }
    }

    fn draw_years(&self, brush: &mut Brush, foot: Rect, screen: &Screen) {
        let look = screen.look;
        if foot.is_empty() {
            return;
        }
        brush.line(
            (self.area.x, foot.y),
            self.area.width,
            look.glyphs.rule,
            look.rule(),
        );
        let mut free = self.area.x;
        let last_year = self.first.year() + (self.days / 365) as i32 + 1;
        for year in self.first.year()..=last_year {
            let Some(day) = NaiveDate::from_ymd_opt(year, 1, 1) else {
                continue;
            };
            let x = self.x(day);
            let inside = day.signed_duration_since(self.first).num_days() <= self.days;
            if inside && x >= free && x + 4 <= self.area.right() && foot.height > 1 {
                brush.put((x, foot.y), 1, &[span(look.glyphs.tick, look.rule())]);
                brush.put((x, foot.y + 1), 4, &[span(year.to_string(), look.dim())]);
                free = x + 6;
            }
        }
    }
}

/// The plan that stands, in words: it may be ten times what a chart of the counts could hold.
fn draw_plan(brush: &mut Brush, foot: Rect, constellation: &Constellation, screen: &Screen) {
    let Some((plan, satellites)) = constellation.newest_plan() else {
        return;
    };
    if foot.height < 3 {
        return;
    }
    let when = plan
        .when
        .map(|when| format!(" {}", screen.look.date(when)))
        .unwrap_or_default();
    let said = plan
        .said
        .map(|said| format!(", said {}", screen.look.date(said)))
        .unwrap_or_default();
    let text = [span(
        format!("planned: {satellites} satellites{when}{said}"),
        screen.look.dim(),
    )];
    brush.put(
        (foot.x + SCALE, foot.y + 2),
        foot.width.saturating_sub(SCALE + 1),
        &text,
    );
}
