//! The pictures of the page: an axis of years and the window of a milestone on it, as SVG whose places
//! are shares of its width, so that they fit any screen.

use chrono::{Datelike, NaiveDate};
use maud::{Markup, html};

use crate::domain::catalogue::{EntryRef, Kind, Milestone};
use crate::domain::computed::board::Board;
use crate::domain::computed::standing::DatesSay;
use crate::domain::when::{When, Window};

/// The height of a row and of its middle, in pixels.
const HEIGHT: u32 = 18;
const MIDDLE: u32 = 9;
/// The axis shows at most so many years around today.
const YEARS_BACK: i32 = 6;
const YEARS_AHEAD: i32 = 12;

/// The days that the pictures show.
#[derive(Clone, Copy, Debug)]
pub(super) struct YearAxis {
    from: NaiveDate,
    to: NaiveDate,
    today: NaiveDate,
}

impl YearAxis {
    /// Whole years, as many as the milestones need.
    pub(super) fn over(board: &Board, milestones: &[usize]) -> Self {
        let today = board.today;
        let all = milestones.iter();
        let ends = all.filter_map(|index| board.when(*index)).map(When::window);
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
    pub(super) fn grid(&self) -> Markup {
        html! {
            svg width="0" height="0" aria-hidden="true" {
                g id="grid" {
                    @for (_, place) in self.years() { (line(place, "grid")) }
                    (line(self.place(self.today), "today"))
                }
            }
        }
    }

    /// The names of the years; on a narrow screen every fifth.
    pub(super) fn head(&self) -> Markup {
        let class = |year| if year % 5 == 0 { "major" } else { "minor" };
        over_grid(&html! {
            @for (year, place) in self.years() {
                text.(class(year)) x=(share(place)) dx="3" y="13" { (year) }
            }
        })
    }

    /// The window of a milestone, the first date given, the later ones, and how long it is overdue.
    pub(super) fn row(&self, milestone: &Milestone, index: usize, board: &Board) -> Markup {
        let says = board.says(EntryRef::new(Kind::Milestone, index));
        let given = milestone.dated().enumerate();
        let given = given.filter_map(|(place, (statement, _))| {
            let end = self.end(statement.when.last()?);
            Some(if place == 0 {
                circle(end, 4, "first")
            } else {
                circle(end, 2, "trail")
            })
        });
        over_grid(&html! {
            @for dot in given { (dot) }
            @if let Some(when) = board.when(index) {
                (self.window(when, says, board.today))
            }
        })
    }

    fn window(&self, when: When, says: DatesSay, today: NaiveDate) -> Markup {
        let class = class(says);
        let Window { first, last } = when.window();
        match (first, last) {
            (Some(first), Some(last)) => {
                let (from, to) = (self.place(first), self.end(last));
                let about = when.is_approximate();
                html! {
                    rect.window.(class).about[about] x=(share(from)) y="6" width=(share(to - from)) height="6" {}
                    (circle(to, 4, class))
                    @if says.is_overdue() { (open(to, self.place(today), class)) }
                }
            }
            (Some(first), None) => html! {
                (circle(self.place(first), 4, &format!("open {class}")))
                (open(self.place(first), 100.0, class))
            },
            (None, Some(last)) => html! {
                (open(0.0, self.end(last), class))
                (circle(self.end(last), 4, class))
            },
            (None, None) => Markup::default(),
        }
    }
}

/// The class of what the dates say.
pub(super) fn class(says: DatesSay) -> &'static str {
    says.into()
}

/// A picture as high as a row, over the lines of the years.
fn over_grid(picture: &Markup) -> Markup {
    html! { svg height=(HEIGHT) aria-hidden="true" { use href="#grid" {} (picture) } }
}

fn open(from: f64, to: f64, class: &str) -> Markup {
    html! { line.open.(class) x1=(share(from)) x2=(share(to)) y1=(MIDDLE) y2=(MIDDLE) {} }
}

fn line(place: f64, class: &str) -> Markup {
    let x = share(place);
    html! { line.(class) x1=(x) x2=(x) y1="0" y2=(HEIGHT) {} }
}

fn circle(place: f64, radius: u32, class: &str) -> Markup {
    html! { circle.(class) cx=(share(place)) cy=(MIDDLE) r=(radius) {} }
}

fn share(place: f64) -> String {
    format!("{place:.2}%")
}
