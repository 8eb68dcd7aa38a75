//! What the selected milestone needs, and what waits for it: marked beside their rows, with the float.

use ratatui::buffer::Buffer;
use ratatui::layout::Rect;
use ratatui::style::Style;

use super::{Layout, strip};
use crate::domain::agenda::{self, Fit, Float};
use crate::ui::Screen;
use crate::ui::gantt;
use crate::ui::text::{put, span};

pub(super) struct Around {
    selected: Option<usize>,
}

impl Around {
    pub(super) fn new(screen: &Screen) -> Self {
        Self {
            selected: screen.app.selected().map(|at| at.index),
        }
    }

    /// How a milestone is related to the selected one.
    fn of(&self, index: usize, screen: &Screen) -> Option<(&'static str, Option<Float>)> {
        let (catalogue, glyphs) = (&screen.shown.catalogue, screen.look.glyphs);
        let selected = self.selected?;
        if catalogue.needs(selected).contains(&index) {
            return Some((
                glyphs.needed,
                agenda::float(catalogue, index, selected, screen.app.today),
            ));
        }
        if catalogue.unblocks(selected).contains(&index) {
            return Some((
                glyphs.waiting,
                agenda::float(catalogue, selected, index, screen.app.today),
            ));
        }
        None
    }

    /// Marks a related row, and says on the axis how much room there is.
    pub(super) fn mark(
        &self,
        buffer: &mut Buffer,
        at: Rect,
        index: usize,
        layout: &Layout,
        screen: &Screen,
    ) {
        let Some((glyph, float)) = self.of(index, screen) else {
            return;
        };
        let mark = [span(glyph, screen.look.accent())];
        put(buffer, (at.x + 1, at.y), 1, &mark, "");
        if let (Some(float), Some(axis)) = (float, layout.axis) {
            let words = [span(
                format!(" {} ", float.words()),
                float_style(float, screen),
            )];
            gantt::draw_note(buffer, &strip(at, axis, screen), &words);
        }
    }
}

pub(super) fn float_style(float: Float, screen: &Screen) -> Style {
    match float.fit {
        Some(Fit::Impossible) => screen.look.bad(),
        Some(Fit::NoFloat) => screen.look.warn(),
        None => screen.look.dim(),
    }
}
