//! What stands on the plot: the diagonal, today, windows, trails and how they end.

use chrono::NaiveDate;
use ratatui::style::Style;

use super::dots::{ACROSS, Dots, Layer};
use super::scale::Scale;
use super::subject::{Lettered, One};
use super::track::{End, Point, Track};
use crate::domain::computed::outlook::Outlook;
use crate::domain::computed::slip::Move;
use crate::domain::when::Window;
use crate::ui::theme::Look;

/// The colours of a trail: while its dates are in force, once they are over, and from today on.
#[derive(Clone, Copy)]
struct TrailStyles {
    line: Style,
    overdue: Style,
    ahead: Style,
}

/// A place on the grid.
#[derive(Clone, Copy)]
struct Dot {
    x: i64,
    y: i64,
}

/// The place of the plot, and what goes on it.
pub(super) struct Canvas<'a> {
    pub dots: Dots,
    pub scale: Scale,
    pub today: NaiveDate,
    pub look: &'a Look,
}

impl Canvas<'_> {
    pub(super) fn draw_diagonal(&mut self) {
        for x in 0..self.dots.width() {
            let y = self.scale.diagonal(x);
            self.dots.dot(x, y, Layer::Diagonal, self.look.rule());
        }
    }

    pub(super) fn draw_today(&mut self) {
        let (x, bottom) = (self.scale.x(self.today), self.dots.height());
        self.dots
            .upright(x, (0, bottom), 2, Layer::Today, self.look.accent());
    }

    pub(super) fn draw_one(&mut self, one: &One) {
        let (look, track) = (self.look, one.track);
        if let Some(outlook) = &one.outlook {
            self.draw_outlook(outlook);
        }
        for point in &track.points {
            self.draw_window(point);
        }
        let style = TrailStyles {
            line: Style::new(),
            overdue: if track.is_missed {
                look.bad()
            } else {
                look.dim()
            },
            ahead: look.dim(),
        };
        let end = self.draw_trail(track, style);
        self.draw_marks(one);
        if let Some(at) = end {
            self.draw_end(track, at);
        }
    }

    /// The date that each statement is held to, in the colour of its move; ◇ is the first.
    fn draw_marks(&mut self, one: &One) {
        let (look, points) = (self.look, &one.track.points);
        for (place, point) in points.iter().enumerate() {
            let Some(level) = point.level() else { continue };
            let (x, y) = (self.scale.x(point.said), self.scale.y(level));
            let glyph = if place == 0 {
                look.glyphs.baseline
            } else {
                look.glyphs.end
            };
            let style = match point.moved {
                _ if one.marked == Some(point.statement) => look.tab(true),
                Move::First | Move::Repeated => Style::new(),
                moved => look.moved(moved),
            };
            self.dots.mark(x, y, glyph, style);
        }
    }

    /// A bracket behind today: four fifths of such promises came true within it, half of them within
    /// its thick part.
    fn draw_outlook(&mut self, outlook: &Outlook) {
        let (look, today) = (self.look, self.scale.x(self.today));
        let x = today - today.rem_euclid(ACROSS) + 2 * ACROSS;
        let (top, bottom) = (0, self.dots.height() - 1);
        let mut bracket = |window: Window, columns: std::ops::Range<i64>| {
            if window.first.is_none() && window.last.is_none() {
                return;
            }
            let y = |day| self.scale.y(day);
            let ends = (window.last.map_or(top, y), window.first.map_or(bottom, y));
            for x in columns {
                self.dots.upright(x, ends, 1, Layer::Outlook, look.dim());
            }
        };
        bracket(outlook.four_fifths, x..x + 1);
        bracket(outlook.half, x..x + ACROSS);
        let caps = [outlook.four_fifths.first, outlook.four_fifths.last];
        for y in caps.into_iter().flatten().map(|day| self.scale.y(day)) {
            self.dots
                .flat(y, (x - 1, x + ACROSS), 1, Layer::Outlook, look.dim());
        }
    }

    /// A window: a bar from its first to its last day; one that is open runs on to the edge.
    fn draw_window(&mut self, point: &Point) {
        let x = self.scale.x(point.said);
        let (top, bottom) = (0, self.dots.height() - 1);
        let level = |day: NaiveDate| self.scale.y(day);
        let style = self.look.dim();
        match (point.when.first().map(level), point.when.last().map(level)) {
            (Some(first), Some(last)) if first - last >= 2 => {
                self.draw_bar(x, (last, first), point);
            }
            (Some(first), None) => {
                self.dots.upright(x, (top, first), 2, Layer::Window, style);
                self.dots.mark(x, top, "↑", style);
            }
            (None, Some(last)) => {
                self.dots
                    .upright(x, (last, bottom), 2, Layer::Window, style);
                self.dots.mark(x, bottom, "↓", style);
            }
            _ => {}
        }
    }

    /// As wide as a cell; every second dot where the date is approximate.
    fn draw_bar(&mut self, x: i64, ends: (i64, i64), point: &Point) {
        let left = x - x.rem_euclid(ACROSS);
        for (x, y) in (left..left + ACROSS).flat_map(|x| (ends.0..=ends.1).map(move |y| (x, y))) {
            if !point.when.is_approximate() || (x + y) % 2 == 0 {
                self.dots.dot(x, y, Layer::Window, self.look.dim());
            }
        }
    }

    /// The steps that join the ends of the windows. Returns the dot where the trail ends; one that has
    /// come to "TBD" has no end but the event.
    fn draw_trail(&mut self, track: &Track, style: TrailStyles) -> Option<Dot> {
        let mut pen: Option<Dot> = None;
        for point in &track.points {
            let x = self.scale.x(point.said);
            let level = point.level().map(|day| self.scale.y(day));
            if let Some(from) = pen {
                self.draw_flat(from, x, style);
                let to = level.unwrap_or(from.y);
                self.draw_step(x, from.y, to, style);
            }
            pen = level.map(|y| Dot { x, y });
        }
        let Some(from) = pen else {
            return self.event(track.end);
        };
        let end = self.end(track.end, from);
        self.draw_flat(from, end.x, style);
        self.draw_step(end.x, from.y, end.y, style);
        if track.end == End::Open {
            self.draw_ahead(end, style);
        }
        Some(end)
    }

    /// Where a trail ends that has come so far.
    fn end(&self, end: End, from: Dot) -> Dot {
        let x = |day| self.scale.x(day);
        match end {
            End::Open => Dot {
                x: x(self.today),
                ..from
            },
            // Where the day is not known: beside the last date.
            End::Cancelled(day) => Dot {
                x: day.map_or(from.x + ACROSS, x),
                ..from
            },
            End::Done(_) | End::Failed(_) => self.event(end).unwrap_or(from),
        }
    }

    /// What has happened ends on the diagonal.
    fn event(&self, end: End) -> Option<Dot> {
        let has_happened = matches!(end, End::Done(_) | End::Failed(_));
        let day = end.day().filter(|_| has_happened)?;
        Some(Dot {
            x: self.scale.x(day),
            y: self.scale.y(day),
        })
    }

    fn draw_step(&mut self, x: i64, from: i64, to: i64, style: TrailStyles) {
        self.dots
            .upright(x, (from, to), 1, Layer::Trail, style.line);
    }

    /// A date that stands. From the day on which it was over it is dotted: nothing has come of it.
    fn draw_flat(&mut self, from: Dot, to: i64, style: TrailStyles) {
        let over = self.scale.came_true(from.y);
        let within = (from.x, to.min(over));
        if within.0 <= within.1 {
            self.dots.flat(from.y, within, 1, Layer::Trail, style.line);
        }
        let beyond = (from.x.max(over + 1), to);
        if beyond.0 <= beyond.1 {
            self.dots
                .flat(from.y, beyond, 2, Layer::Overdue, style.overdue);
        }
    }

    /// From today on to the day for which it is promised.
    fn draw_ahead(&mut self, from: Dot, style: TrailStyles) {
        let over = self.scale.came_true(from.y);
        if over > from.x {
            self.dots
                .flat(from.y, (from.x, over), 4, Layer::Ahead, style.ahead);
        }
    }

    fn draw_end(&mut self, track: &Track, at: Dot) {
        let (glyphs, look) = (self.look.glyphs, self.look);
        let is_over = self.scale.came_true(at.y) < at.x;
        let (glyph, style) = match track.end {
            End::Open if is_over && track.is_missed => ("!", look.bad()),
            End::Open if is_over => (glyphs.unknown, look.dim()),
            End::Open => return,
            End::Done(_) => (glyphs.happened, look.good()),
            End::Failed(_) => (glyphs.over, look.bad()),
            End::Cancelled(_) => (glyphs.over, look.dim()),
        };
        self.dots.mark(at.x, at.y, glyph, style);
    }

    /// The trails first, then the letters where they stand free: one that ends on another's end moves
    /// to its right.
    pub(super) fn draw_several(&mut self, tracks: &[Lettered]) {
        let mut ends = Vec::with_capacity(tracks.len());
        for one in tracks {
            let style = TrailStyles {
                line: one.style,
                overdue: one.style,
                ahead: one.style,
            };
            ends.push(self.draw_trail(&one.track, style));
        }
        for (one, end) in tracks.iter().zip(ends) {
            let Some(end) = end else { continue };
            self.draw_end(&one.track, end);
            let mut x = end.x + ACROSS;
            while x < self.dots.width() && !self.dots.is_free(x, end.y) {
                x += ACROSS;
            }
            self.dots.mark(x, end.y, one.letter, one.style);
        }
        for one in tracks {
            self.draw_letters(one);
        }
    }

    /// At each statement that moved the date, where no other letter stands.
    fn draw_letters(&mut self, one: &Lettered) {
        for point in &one.track.points {
            let Some(level) = point.level().filter(|_| point.moved != Move::Repeated) else {
                continue;
            };
            let (x, y) = (self.scale.x(point.said), self.scale.y(level));
            if self.dots.is_free(x, y) {
                self.dots.mark(x, y, one.letter, one.style);
            }
        }
    }
}
