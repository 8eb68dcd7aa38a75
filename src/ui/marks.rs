//! The states as they are shown: a shape, a word and a colour.
//!
//! Colour never stands alone: each state has a shape and a word too.

use std::borrow::Cow;

use ratatui::style::Style;

use super::brush::HOLDS;
use super::theme::Look;
use crate::domain::computed::agenda::{Fit, Float};
use crate::domain::computed::slip::Move;
use crate::domain::computed::standing::DatesSay;
use crate::domain::format::keyword::{
    ConstellationStatus, Grade, Keyword, MilestoneStatus, ProjectStatus, VehicleStatus,
};
use crate::domain::when::When;
use crate::words::Label;

/// A state as it is shown: a shape, a word and a colour.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Mark {
    pub glyph: &'static str,
    pub words: Cow<'static, str>,
    pub style: Style,
}

impl Look {
    pub fn says(&self, says: DatesSay) -> Mark {
        let glyphs = self.glyphs;
        let (glyph, style) = match says {
            DatesSay::OnPlan => (glyphs.good, Style::new()),
            DatesSay::Slipping | DatesSay::Late | DatesSay::InDoubt => (glyphs.warn, self.warn()),
            DatesSay::Missed => (glyphs.bad, self.bad()),
            DatesSay::Event => (glyphs.dot, Style::new()),
            DatesSay::Done => (glyphs.done, self.good()),
            DatesSay::Undated | DatesSay::NoWord => (glyphs.unknown, self.dim()),
            DatesSay::Failed => (glyphs.over, self.bad()),
            DatesSay::Cancelled => (glyphs.over, self.dim()),
        };
        Mark {
            glyph,
            words: self.words.verdict(says).into(),
            style,
        }
    }

    /// A recorded status: its word as people write it, with the shape and the colour that it has. It may be
    /// unknown, on a board of an earlier day.
    fn recorded<S: Keyword>(
        &self,
        status: Option<S>,
        shown: impl Fn(S) -> (&'static str, Style),
    ) -> Mark {
        let Some(status) = status else {
            return Mark {
                glyph: self.glyphs.unknown,
                words: self.words.label(Label::NotRecorded).into(),
                style: self.dim(),
            };
        };
        let (glyph, style) = shown(status);
        let words = self.words.status(status.word());
        Mark {
            glyph,
            words,
            style,
        }
    }

    pub fn project(&self, status: Option<ProjectStatus>) -> Mark {
        let glyphs = self.glyphs;
        self.recorded(status, |status| match status {
            ProjectStatus::NotStarted => (glyphs.open, self.dim()),
            ProjectStatus::UnderWay => (glyphs.half, Style::new()),
            ProjectStatus::OnTrack => (glyphs.good, self.good()),
            ProjectStatus::AtRisk => (glyphs.warn, self.warn()),
            ProjectStatus::Delayed => (glyphs.bad, self.bad()),
            ProjectStatus::Suspended => (glyphs.over, self.dim()),
            ProjectStatus::Completed => (glyphs.done, self.good()),
        })
    }

    pub fn vehicle(&self, status: Option<VehicleStatus>) -> Mark {
        let glyphs = self.glyphs;
        self.recorded(status, |status| match status {
            VehicleStatus::Proposed => (glyphs.unknown, self.dim()),
            VehicleStatus::InDevelopment => (glyphs.open, Style::new()),
            VehicleStatus::Testing => (glyphs.half, self.warn()),
            VehicleStatus::Operational => (glyphs.good, self.good()),
            VehicleStatus::Retiring => (glyphs.half, self.dim()),
            VehicleStatus::Retired | VehicleStatus::Suspended | VehicleStatus::Cancelled => {
                (glyphs.over, self.dim())
            }
        })
    }

    pub fn constellation(&self, status: Option<ConstellationStatus>) -> Mark {
        let glyphs = self.glyphs;
        self.recorded(status, |status| match status {
            ConstellationStatus::Planned => (glyphs.open, Style::new()),
            ConstellationStatus::Deploying => (glyphs.half, self.warn()),
            ConstellationStatus::Operational => (glyphs.good, self.good()),
            ConstellationStatus::Degraded => (glyphs.warn, self.bad()),
            ConstellationStatus::Suspended | ConstellationStatus::Retired => {
                (glyphs.over, self.dim())
            }
        })
    }

    pub fn milestone(&self, status: MilestoneStatus) -> Mark {
        let glyphs = self.glyphs;
        self.recorded(Some(status), |status| match status {
            MilestoneStatus::Planned => (glyphs.open, Style::new()),
            MilestoneStatus::InProgress => (glyphs.half, Style::new()),
            MilestoneStatus::Done => (glyphs.done, self.good()),
            MilestoneStatus::Failed => (glyphs.over, self.bad()),
            MilestoneStatus::Cancelled => (glyphs.over, self.dim()),
        })
    }

    /// A date in a cell, which is neither cut nor broken over two lines: its spaces hold it together.
    pub(super) fn date(&self, date: impl Into<When>) -> String {
        self.words.date(date.into()).replace(' ', HOLDS)
    }

    /// The same of something that may have no date.
    pub(super) fn date_or(&self, date: Option<impl Into<When>>, none: &str) -> String {
        date.map_or_else(|| none.to_owned(), |date| self.date(date))
    }

    /// A slip, by the colour of what it amounts to.
    pub fn slip(&self, months: i64) -> Style {
        match months {
            ..=3 => Style::new(),
            _ => self.warn(),
        }
    }

    /// The room between two milestones.
    pub fn float(&self, float: Float) -> Style {
        match float.fit {
            Some(Fit::Impossible | Fit::NoFloat) => self.warn(),
            None => self.dim(),
        }
    }

    pub fn moved(&self, moved: Move) -> Style {
        match moved {
            Move::Later | Move::Widened | Move::TakenBack => self.warn(),
            Move::Earlier | Move::Narrowed => Style::new(),
            Move::First | Move::Repeated | Move::OrderUnknown => self.dim(),
        }
    }

    pub fn grade(&self, grade: Grade) -> Style {
        if grade == Grade::Weak {
            self.warn()
        } else {
            self.dim()
        }
    }
}

#[cfg(test)]
mod tests {
    use std::collections::HashSet;

    use strum::VariantArray as _;

    use super::*;
    use crate::ui::glyphs::{Characters, plain};
    use crate::ui::theme::Theme;

    #[test]
    fn without_colour_no_state_is_told_by_colour() {
        let look = Look::new(Theme::Mono, Characters::Unicode);
        for says in DatesSay::VARIANTS {
            assert_eq!(look.says(*says).style.fg, None);
        }
    }

    #[test]
    fn states_differ_by_shape_and_word_together() {
        let look = Look::new(Theme::Dark, Characters::Unicode);
        for plainly in [false, true] {
            let shown: HashSet<_> = DatesSay::VARIANTS
                .iter()
                .map(|says| look.says(*says))
                .map(|mark| {
                    (
                        if plainly {
                            plain(mark.glyph).unwrap_or(mark.glyph)
                        } else {
                            mark.glyph
                        },
                        mark.words,
                    )
                })
                .collect();
            assert_eq!(shown.len(), DatesSay::VARIANTS.len());
        }
    }
}
