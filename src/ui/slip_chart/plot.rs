//! The picture itself: axes, diagonal, today, windows and trails.

use chrono::NaiveDate;
use ratatui::buffer::Buffer;
use ratatui::layout::Rect;
use ratatui::style::Style;

use super::dots::{ACROSS, DOWN, Dots, Layer};
use super::scale::{Days, Scale};
use super::track::{End, Point, Track};
use crate::domain::outlook::Outlook;
use crate::domain::slip::Move;
use crate::domain::when::Window;
use crate::ui::look::Look;
use crate::ui::text::{line, put, put_right, span};

/// Cells of the scale at the left: "2027 ┤".
const SCALE: u16 = 6;
/// Rows of the axis below: the line, and the years.
const AXIS: u16 = 2;

/// What is drawn, and how.
pub(super) struct Plot<'a> {
    pub today: NaiveDate,
    pub look: &'a Look,
    pub subject: Subject<'a>,
}

pub(super) enum Subject<'a> {
    One(One<'a>),
    /// Several trails, each with its letter and colour.
    Several(&'a [Lettered]),
}

/// One milestone with its windows.
pub(super) struct One<'a> {
    pub track: &'a Track,
    /// The statement that is marked.
    pub marked: Option<usize>,
    /// What the record says of it, where that is asked for.
    pub outlook: Option<Outlook>,
}

pub(super) struct Lettered {
    pub letter: &'static str,
    pub style: Style,
    pub track: Track,
}

/// The colours of a trail: while its dates are in force, once they are over, and from today on.
#[derive(Clone, Copy)]
struct Trail {
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
struct Canvas<'a> {
    dots: Dots,
    scale: Scale,
    today: NaiveDate,
    look: &'a Look,
}

impl Plot<'_> {
    /// Whether anything has a place on it.
    pub(super) fn has_place(&self) -> bool {
        match &self.subject {
            Subject::One(one) => one.track.has_place(),
            Subject::Several(tracks) => tracks.iter().any(|one| one.track.has_place()),
        }
    }

    /// Draws the plot with its axes; nothing where there is no room for it.
    pub(super) fn draw(&self, buffer: &mut Buffer, area: Rect) {
        let area = area.intersection(buffer.area);
        if area.width <= SCALE || area.height <= AXIS {
            return;
        }
        let field = Rect {
            x: area.x + SCALE,
            width: area.width - SCALE,
            height: area.height - AXIS,
            ..area
        };
        let dots = Dots::new(field);
        let Some(scale) = self
            .extent()
            .and_then(|(said, promised)| Scale::fit(said, promised, (dots.width(), dots.height())))
        else {
            return;
        };
        let mut canvas = Canvas {
            dots,
            scale,
            today: self.today,
            look: self.look,
        };
        canvas.draw_diagonal();
        canvas.draw_today();
        match &self.subject {
            Subject::One(one) => canvas.draw_one(one),
            Subject::Several(tracks) => canvas.draw_several(tracks),
        }
        canvas.dots.draw(buffer);
        draw_promised_axis(buffer, field, &scale, self.look);
        draw_said_axis(buffer, field, &scale, self.today, self.look);
    }

    fn extent(&self) -> Option<(Days, Days)> {
        let extents = |track: &Track| track.extent(self.today);
        match &self.subject {
            Subject::One(one) => {
                let (said, promised) = extents(one.track)?;
                let outlook = one.outlook.iter().flat_map(bounds);
                Some((said, outlook.fold(promised, Days::with)))
            }
            Subject::Several(tracks) => tracks
                .iter()
                .filter_map(|lettered| extents(&lettered.track))
                .reduce(|all, one| (all.0.and(one.0), all.1.and(one.1))),
        }
    }
}

impl Canvas<'_> {
    fn draw_diagonal(&mut self) {
        for x in 0..self.dots.width() {
            let y = self.scale.diagonal(x);
            self.dots.dot(x, y, Layer::Diagonal, self.look.rule());
        }
    }

    fn draw_today(&mut self) {
        let (x, bottom) = (self.scale.x(self.today), self.dots.height());
        self.dots
            .upright(x, (0, bottom), 2, Layer::Today, self.look.accent());
    }

    fn draw_one(&mut self, one: &One) {
        let (look, track) = (self.look, one.track);
        if let Some(outlook) = &one.outlook {
            self.draw_outlook(outlook);
        }
        for point in &track.points {
            self.draw_window(point);
        }
        let style = Trail {
            line: Style::new(),
            overdue: look.bad(),
            ahead: look.dim(),
        };
        let end = self.draw_trail(track, style);
        for (place, point) in track.points.iter().enumerate() {
            let Some(level) = point.level() else { continue };
            let (x, y) = (self.scale.x(point.said), self.scale.y(level));
            let glyph = if place == 0 {
                look.glyphs.baseline
            } else {
                look.glyphs.end
            };
            let style = match point.moved {
                Move::First | Move::Same => Style::new(),
                moved => look.moved(moved),
            };
            self.dots.mark(x, y, glyph, style);
        }
        let marked = track
            .points
            .iter()
            .find(|point| Some(point.statement) == one.marked);
        if let Some((point, level)) = marked.and_then(|point| Some((point, point.level()?))) {
            let (x, y) = (self.scale.x(point.said), self.scale.y(level));
            self.dots.mark(x, y, look.glyphs.end, look.tab(true));
        }
        if let Some(at) = end {
            self.draw_end(track.end, at);
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
                self.draw_bar(x, (last, first), point)
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

    /// The steps that join the ends of the windows. Returns the dot where the trail ends; a trail that
    /// has come to "TBD" has no end.
    fn draw_trail(&mut self, track: &Track, style: Trail) -> Option<Dot> {
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
        let from = pen?;
        let end = self.end(track.end, from);
        self.draw_flat(from, end.x, style);
        self.draw_step(end.x, from.y, end.y, style);
        if track.end == End::Open {
            self.draw_ahead(end, style);
        }
        Some(end)
    }

    /// Where a trail ends that has come so far: what has happened ends on the diagonal.
    fn end(&self, end: End, from: Dot) -> Dot {
        let x = |day| self.scale.x(day);
        match end {
            End::Open => Dot {
                x: x(self.today),
                ..from
            },
            End::Cancelled(day) => Dot {
                x: day.map_or(from.x, x),
                ..from
            },
            End::Done(_) | End::Failed(_) => end.day().map_or(from, |day| Dot {
                x: x(day),
                y: self.scale.y(day),
            }),
        }
    }

    fn draw_step(&mut self, x: i64, from: i64, to: i64, style: Trail) {
        self.dots
            .upright(x, (from, to), 1, Layer::Trail, style.line);
    }

    /// A date that stands. From the day on which it was over it is dotted: nothing has come of it.
    fn draw_flat(&mut self, from: Dot, to: i64, style: Trail) {
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
    fn draw_ahead(&mut self, from: Dot, style: Trail) {
        let over = self.scale.came_true(from.y);
        if over > from.x {
            self.dots
                .flat(from.y, (from.x, over), 4, Layer::Ahead, style.ahead);
        }
    }

    fn draw_end(&mut self, end: End, at: Dot) {
        let (glyphs, look) = (self.look.glyphs, self.look);
        let (glyph, style) = match end {
            End::Open => return,
            End::Done(_) => (glyphs.happened, look.good()),
            End::Failed(_) => (glyphs.over, look.bad()),
            End::Cancelled(_) => (glyphs.over, look.dim()),
        };
        self.dots.mark(at.x, at.y, glyph, style);
    }

    /// The trails first, then the letters where they stand free: one that ends on another's end moves
    /// to its right.
    fn draw_several(&mut self, tracks: &[Lettered]) {
        let mut ends = Vec::with_capacity(tracks.len());
        for one in tracks {
            let style = Trail {
                line: one.style,
                overdue: one.style,
                ahead: one.style,
            };
            ends.push(self.draw_trail(&one.track, style));
        }
        for (one, end) in tracks.iter().zip(ends) {
            let Some(end) = end else { continue };
            self.draw_end(one.track.end, end);
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
            let Some(level) = point.level().filter(|_| point.moved != Move::Same) else {
                continue;
            };
            let (x, y) = (self.scale.x(point.said), self.scale.y(level));
            if self.dots.is_free(x, y) {
                self.dots.mark(x, y, one.letter, one.style);
            }
        }
    }
}

/// The days between which the record speaks.
fn bounds(outlook: &Outlook) -> impl Iterator<Item = NaiveDate> + use<> {
    let windows = [outlook.half, outlook.four_fifths];
    windows
        .into_iter()
        .flat_map(|window| [window.first, window.last])
        .flatten()
}

/// The years of the promised days, at the left.
fn draw_promised_axis(buffer: &mut Buffer, field: Rect, scale: &Scale, look: &Look) {
    let glyphs = look.glyphs;
    let x = field.x - 1;
    for y in field.top()..field.bottom() {
        put(
            buffer,
            (x, y),
            1,
            &[span(glyphs.bar, look.rule())],
            glyphs.bar,
        );
    }
    for (year, dot) in scale.years_promised() {
        let Ok(row) = u16::try_from(dot / DOWN) else {
            continue;
        };
        let label = [
            span(format!("{year:04} "), look.dim()),
            span(glyphs.to, look.rule()),
        ];
        put_right(buffer, (field.x - SCALE, field.y + row), SCALE, &label, "");
    }
}

/// The years of the days of saying, below, and "today".
fn draw_said_axis(buffer: &mut Buffer, field: Rect, scale: &Scale, today: NaiveDate, look: &Look) {
    let glyphs = look.glyphs;
    let (axis, labels) = (field.bottom(), field.bottom() + 1);
    line(
        buffer,
        (field.x, axis),
        field.width,
        glyphs.rule,
        look.rule(),
    );
    put(
        buffer,
        (field.x - 1, axis),
        1,
        &[span(glyphs.corners[2], look.rule())],
        "",
    );
    let cell = |dot: i64| u16::try_from(dot / ACROSS).ok().filter(|_| dot >= 0);
    let mut taken: Option<(u16, u16)> = None;
    if let Some(x) = cell(scale.x(today)).filter(|x| *x < field.width) {
        put(
            buffer,
            (field.x + x, axis),
            1,
            &[span(glyphs.tick, look.accent())],
            "",
        );
        let word = (x.saturating_sub(2)).min(field.width.saturating_sub(5));
        put(
            buffer,
            (field.x + word, labels),
            5,
            &[span("today", look.accent())],
            "",
        );
        taken = Some((word, word + 5));
    }
    for (year, dot) in scale.years_said() {
        let Some(x) = cell(dot).filter(|x| x + 4 <= field.width) else {
            continue;
        };
        put(
            buffer,
            (field.x + x, axis),
            1,
            &[span(glyphs.tick, look.rule())],
            "",
        );
        if taken.is_none_or(|(from, to)| x + 4 < from || x > to) {
            put(
                buffer,
                (field.x + x, labels),
                4,
                &[span(format!("{year:04}"), look.dim())],
                "",
            );
        }
    }
}
