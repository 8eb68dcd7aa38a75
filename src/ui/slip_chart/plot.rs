//! The picture itself: what is on it, and the scale at which all of it can be seen.

use chrono::NaiveDate;
use ratatui::buffer::Buffer;
use ratatui::layout::Rect;
use ratatui::widgets::Widget;

use super::axes;
use super::canvas::Canvas;
use super::dots::Dots;
use super::scale::{DaySpan, Scale};
use super::subject::Subjects;
use super::track::Track;
use crate::domain::computed::outlook::Outlook;
use crate::ui::brush::Brush;
use crate::ui::theme::Look;

/// What is drawn, and how.
pub(super) struct Plot<'a> {
    pub today: NaiveDate,
    pub look: &'a Look,
    pub subject: Subjects<'a>,
}

impl Plot<'_> {
    /// Whether anything has a place on it.
    pub(super) fn has_place(&self) -> bool {
        match &self.subject {
            Subjects::One(one) => one.track.has_place(),
            Subjects::Several(tracks) => tracks.iter().any(|one| one.track.has_place()),
        }
    }

    fn extent(&self) -> Option<(DaySpan, DaySpan)> {
        let extents = |track: &Track| track.extent(self.today);
        match &self.subject {
            Subjects::One(one) => {
                let (said, promised) = extents(one.track)?;
                let outlook = one.outlook.iter().flat_map(bounds);
                Some((said, outlook.fold(promised, DaySpan::with)))
            }
            Subjects::Several(tracks) => tracks
                .iter()
                .filter_map(|lettered| extents(&lettered.track))
                .reduce(|all, one| (all.0.and(one.0), all.1.and(one.1))),
        }
    }
}

/// The plot with its axes; nothing where there is no room for it.
impl Widget for &Plot<'_> {
    fn render(self, area: Rect, buffer: &mut Buffer) {
        let area = area.intersection(buffer.area);
        if area.width <= axes::LEFT || area.height <= axes::BELOW {
            return;
        }
        let field = Rect {
            x: area.x + axes::LEFT,
            width: area.width - axes::LEFT,
            height: area.height - axes::BELOW,
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
            Subjects::One(one) => canvas.draw_one(one),
            Subjects::Several(tracks) => canvas.draw_several(tracks),
        }
        canvas.dots.draw(buffer);
        let brush = &mut Brush {
            buffer,
            look: self.look,
        };
        axes::draw_promised(brush, field, &scale);
        axes::draw_said(brush, field, &scale, self.today);
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

#[cfg(test)]
mod tests {
    use proptest::prelude::*;
    use ratatui::style::Style;

    use super::super::subject::{Lettered, One};
    use super::super::track::{End, Point};
    use super::*;
    use crate::domain::computed::slip::Move;
    use crate::ui::glyphs::Characters;
    use crate::ui::theme::Theme;

    fn day(text: &str) -> NaiveDate {
        text.parse().unwrap()
    }

    fn look() -> Look {
        Look::new(Theme::Dark, Characters::Unicode)
    }

    /// A trail of dates by the day on which they were given.
    fn track(dates: &[(NaiveDate, &str)], end: End) -> Track {
        let mut moved = Move::First;
        let point = |(statement, (said, when)): (usize, &(NaiveDate, &str))| Point {
            said: *said,
            when: when.parse().unwrap(),
            moved: std::mem::replace(&mut moved, Move::Later),
            statement,
        };
        let points = dates.iter().enumerate().map(point).collect();
        Track {
            points,
            end,
            is_missed: true,
        }
    }

    fn drawn(track: &Track, today: &str, size: (u16, u16)) -> Vec<String> {
        let look = look();
        let one = One {
            track,
            marked: None,
            outlook: None,
        };
        let plot = Plot {
            today: day(today),
            look: &look,
            subject: Subjects::One(one),
        };
        let mut buffer = Buffer::empty(Rect::new(0, 0, size.0, size.1));
        let area = buffer.area;
        plot.render(area, &mut buffer);
        let rows = buffer.content.chunks(usize::from(size.0));
        rows.map(|row| row.iter().map(ratatui::buffer::Cell::symbol).collect())
            .collect()
    }

    #[test]
    fn a_promise_that_came_true_ends_on_the_diagonal() {
        let done = End::Done("2025-06-30".parse().unwrap());
        let track = track(
            &[(day("2021-01-01"), "2023"), (day("2023-06-01"), "2025-06")],
            done,
        );
        let picture = [
            "     │                                  ",
            "2026 ┤                                ⡠⠊",
            "     │                 ◆⣀⣀⣀⣀⣀⣀⣀⣀⣀⣀⣀⣀●⠊  ",
            "     │                 ⡇          ⡠⠊    ",
            "2025 ┤                 ⡇        ⡠⠊      ",
            "     │                 ⡇      ⡠⠊        ",
            "     │                 ⡇    ⡠⠊          ",
            "2024 ┤ ◇⠤⠤⠤⠤⠤⠤⠤⠤⠤⠤⠤⠤⠤⠤⠤⠇  ⡠⠊            ",
            "     │ ⣿                ⡠⠊              ",
            "     │ ⣿              ⡠⠊                ",
            "2023 ┤ ⣿            ⡠⠊                  ",
            "     │            ⡠⠊                    ",
            "     │          ⡠⠊                      ",
            "2022 ┤        ⡠⠊                        ",
            "     ╰────────┬───────────┬─────────────",
            "              2022        2024          ",
        ];
        assert_eq!(drawn(&track, "2026-11-20", (40, 16)), picture);
    }

    #[test]
    fn what_is_overdue_lies_under_the_diagonal_dotted() {
        let track = track(&[(day("2023-01-01"), "2024-06")], End::Open);
        let picture = [
            "     │                              ⠅  ⡠",
            "2027 ┤                              ⠅⡠⠊ ",
            "     │                             ⡠⠏   ",
            "     │                           ⡠⠊ ⠅   ",
            "     │                         ⡠⠊   ⠅   ",
            "2026 ┤                       ⡠⠊     ⠅   ",
            "     │                     ⡠⠊       ⠅   ",
            "     │                   ⡠⠊         ⠅   ",
            "     │                 ⡠⠊           ⠅   ",
            "2025 ┤               ⡠⠊             ⠅   ",
            "     │             ⡠⠊               ⠅   ",
            "     │ ◇⠉⠉⠉⠉⠉⠉⠉⠉⠉⠉⠉⠁⠁⠁⠁⠁⠁⠁⠁⠁⠁⠁⠁⠁⠁⠁⠁⠁!   ",
            "2024 ┤         ⡠⠊                   ⠅   ",
            "     │       ⡠⠊                     ⠅   ",
            "     ╰─┬───────┬──────┬──────┬──────┬───",
            "       2023    2024   2025   2026 today ",
        ];
        assert_eq!(drawn(&track, "2026-11-20", (40, 16)), picture);
    }

    fn any_day() -> impl Strategy<Value = NaiveDate> {
        (1950..=2150, 1..=365u32).prop_filter_map("a day", |(y, d)| NaiveDate::from_yo_opt(y, d))
    }

    fn any_date() -> impl Strategy<Value = String> {
        let forms = ["", "~", "NET ", "NLT "];
        let date = (proptest::sample::select(forms.to_vec()), 1950..=2150)
            .prop_map(|(form, year)| format!("{form}{year}"));
        prop_oneof![9 => date, 1 => Just("TBD".to_owned())]
    }

    proptest! {
        /// Whatever the dates, at any size: no panic, and not a cell outside the area.
        #[test]
        fn it_stays_inside(dates in proptest::collection::vec((any_day(), any_date()), 0..9),
                           ended in any_day(), end in 0..4, today in any_day(),
                           width in 0u16..200, height in 0u16..80) {
            let actual = format!("{ended}").parse().unwrap();
            let end = match end {
                0 => End::Open,
                1 => End::Done(actual),
                2 => End::Failed(actual),
                _ => End::Cancelled(Some(ended)),
            };
            let dates: Vec<_> = dates.iter().map(|(said, when)| (*said, when.as_str())).collect();
            let one = track(&dates, end);
            let look = look();
            let lettered = ["a", "b"].map(|letter| Lettered {
                letter,
                style: Style::new(),
                track: one.clone(),
            });
            let subjects = [
                Subjects::One(One { track: &one, marked: Some(0), outlook: None }),
                Subjects::Several(&lettered),
            ];
            let area = Rect::new(3, 2, width, height);
            let around = Rect::new(0, 0, width + 6, height + 4);
            for subject in subjects {
                let mut buffer = Buffer::empty(around);
                (&Plot { today, look: &look, subject }).render(area, &mut buffer);
                let outside = around.positions().filter(|at| !area.contains(*at));
                for at in outside {
                    prop_assert_eq!(buffer[at].symbol(), " ", "at {}", at);
                }
            }
        }
    }
}
