//! The pictures of the page: an axis of years and the window of a milestone on it, as SVG whose places
//! are shares of its width, so that they fit any screen.

use std::fmt::Write as _;

use chrono::{Datelike, NaiveDate};

use crate::domain::board::Board;
use crate::domain::catalogue::{Catalogue, Milestone};
use crate::domain::standing::DatesSay;
use crate::domain::when::{When, Window};

/// The height of a row and of its middle, in pixels.
const HEIGHT: u32 = 18;
const MIDDLE: u32 = 9;
/// The axis shows at most so many years around today.
const YEARS_BACK: i32 = 6;
const YEARS_AHEAD: i32 = 12;

/// The days that the pictures show.
#[derive(Clone, Copy, Debug)]
pub(super) struct Axis {
    from: NaiveDate,
    to: NaiveDate,
    today: NaiveDate,
}

impl Axis {
    /// Whole years, as many as the milestones need.
    pub(super) fn over(catalogue: &Catalogue, milestones: &[usize], today: NaiveDate) -> Self {
        let all = milestones.iter();
        let all = all.filter_map(|index| catalogue.milestones().get(*index));
        let ends = all.filter_map(Milestone::when).map(When::window);
        let days = ends.flat_map(|window| [window.first, window.last]);
        let years: Vec<i32> = days.flatten().map(|day| day.year()).collect();
        let this = today.year();
        let least = years.iter().copied().min().unwrap_or(this);
        let most = years.iter().copied().max().unwrap_or(this);
        let start = |year| NaiveDate::from_ymd_opt(year, 1, 1).unwrap_or(today);
        Self {
            from: start(least.clamp(this - YEARS_BACK, this)),
            to: start(most.clamp(this, this + YEARS_AHEAD) + 1),
            today,
        }
    }

    /// The place of a day, in hundredths of the width; not beyond its ends.
    fn place(&self, day: NaiveDate) -> f64 {
        let days = |day: NaiveDate| {
            let days = day
                .clamp(self.from, self.to)
                .signed_duration_since(self.from);
            f64::from(i32::try_from(days.num_days()).unwrap_or(i32::MAX))
        };
        100.0 * days(day) / days(self.to).max(1.0)
    }

    /// The first day after one: where its window ends on paper.
    fn end(&self, day: NaiveDate) -> f64 {
        self.place(day.succ_opt().unwrap_or(day))
    }

    fn years(&self) -> impl Iterator<Item = (i32, f64)> {
        let years = self.from.year()..self.to.year();
        let place = |year| NaiveDate::from_ymd_opt(year, 1, 1).map(|day| self.place(day));
        years.filter_map(move |year| Some((year, place(year)?)))
    }

    /// The lines of the years and of today, once, for all rows to use.
    pub(super) fn grid(&self) -> String {
        let mut svg =
            String::from("<svg width=\"0\" height=\"0\" aria-hidden=\"true\"><g id=\"grid\">");
        for (_, place) in self.years() {
            line(&mut svg, place, "grid");
        }
        line(&mut svg, self.place(self.today), "today");
        svg + "</g></svg>\n"
    }

    /// The names of the years; on a narrow screen every fifth.
    pub(super) fn head(&self) -> String {
        let mut svg =
            format!("<svg height=\"{HEIGHT}\" aria-hidden=\"true\"><use href=\"#grid\"/>");
        for (year, place) in self.years() {
            let class = if year % 5 == 0 { "major" } else { "minor" };
            add(
                &mut svg,
                format_args!(
                    "<text class=\"{class}\" x=\"{place:.2}%\" dx=\"3\" y=\"13\">{year}</text>"
                ),
            );
        }
        svg + "</svg>"
    }

    /// The window of a milestone, the first date given, the later ones, and how long it is overdue.
    pub(super) fn row(&self, milestone: &Milestone, says: DatesSay, board: &Board) -> String {
        let mut svg =
            format!("<svg height=\"{HEIGHT}\" aria-hidden=\"true\"><use href=\"#grid\"/>");
        for (place, (statement, _)) in milestone.dated().enumerate() {
            if let Some(last) = statement.when.last() {
                let (class, radius) = if place == 0 {
                    ("first", 4)
                } else {
                    ("trail", 2)
                };
                circle(&mut svg, self.end(last), radius, class);
            }
        }
        if let Some(when) = milestone.when() {
            self.window(&mut svg, when, class(says), board.today);
        }
        svg + "</svg>"
    }

    fn window(&self, svg: &mut String, when: When, class: &str, today: NaiveDate) {
        let about = if when.is_approximate() { " about" } else { "" };
        match when.window() {
            Window {
                first: Some(first),
                last: Some(last),
            } => {
                let (from, to) = (self.place(first), self.end(last));
                add(
                    svg,
                    format_args!(
                        "<rect class=\"window {class}{about}\" x=\"{from:.2}%\" y=\"6\" width=\"{:.2}%\" height=\"6\"/>",
                        to - from
                    ),
                );
                circle(svg, to, 4, class);
                if class == "overdue" {
                    self.open(svg, to, self.place(today), class);
                }
            }
            Window {
                first: Some(first), ..
            } => {
                circle(svg, self.place(first), 4, &format!("open {class}"));
                self.open(svg, self.place(first), 100.0, class);
            }
            Window {
                last: Some(last), ..
            } => {
                self.open(svg, 0.0, self.end(last), class);
                circle(svg, self.end(last), 4, class);
            }
            Window { .. } => {}
        }
    }

    #[expect(clippy::unused_self, reason = "it belongs to the axis")]
    fn open(&self, svg: &mut String, from: f64, to: f64, class: &str) {
        add(
            svg,
            format_args!(
                "<line class=\"open {class}\" x1=\"{from:.2}%\" x2=\"{to:.2}%\" y1=\"{MIDDLE}\" y2=\"{MIDDLE}\"/>"
            ),
        );
    }
}

/// The class of what the dates say.
pub(super) fn class(says: DatesSay) -> &'static str {
    says.into()
}

fn line(svg: &mut String, place: f64, class: &str) {
    add(
        svg,
        format_args!(
            "<line class=\"{class}\" x1=\"{place:.2}%\" x2=\"{place:.2}%\" y1=\"0\" y2=\"{HEIGHT}\"/>"
        ),
    );
}

fn circle(svg: &mut String, place: f64, radius: u32, class: &str) {
    add(
        svg,
        format_args!(
            "<circle class=\"{class}\" cx=\"{place:.2}%\" cy=\"{MIDDLE}\" r=\"{radius}\"/>"
        ),
    );
}

fn add(svg: &mut String, what: std::fmt::Arguments) {
    // Writing to a String cannot fail.
    let _ = svg.write_fmt(what);
}
