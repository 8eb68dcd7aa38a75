//! What the selected milestone needs, and what waits for it: marked beside their rows, with the float.

use ratatui::layout::Rect;

use super::{TimelineColumns, along};
use crate::domain::computed::agenda::{self, Neighbour};
use crate::ui::brush::Brush;
use crate::ui::gantt;
use crate::ui::screen::Screen;
use crate::ui::text::span;

pub(super) struct Around {
    /// Each with the glyph of how it is related.
    neighbours: Vec<(&'static str, Neighbour)>,
}

impl Around {
    pub(super) fn new(screen: &Screen) -> Self {
        let Some(selected) = screen.app.selected() else {
            return Self {
                neighbours: Vec::new(),
            };
        };
        let (catalogue, today) = (&screen.shown.catalogue, screen.app.today);
        let (glyphs, standings) = (screen.look.glyphs, &screen.shown.board.standings);
        let needed = agenda::needed_by(catalogue, standings, selected.index, today);
        let waiting = agenda::waiting_for(catalogue, standings, selected.index, today);
        let needed = needed.into_iter().map(|one| (glyphs.needed, one));
        let waiting = waiting.into_iter().map(|one| (glyphs.waiting, one));
        Self {
            neighbours: needed.chain(waiting).collect(),
        }
    }

    /// Marks a related row, and says on the axis how much room there is.
    pub(super) fn mark(
        &self,
        brush: &mut Brush,
        at: Rect,
        index: usize,
        layout: &TimelineColumns,
        screen: &Screen,
    ) {
        let mut neighbours = self.neighbours.iter();
        let Some((glyph, neighbour)) = neighbours.find(|(_, one)| one.milestone == index) else {
            return;
        };
        let mark = [span(*glyph, screen.look.accent())];
        brush.put((at.x + 1, at.y), 1, &mark);
        if let (Some(float), Some(axis)) = (neighbour.float, layout.axis) {
            let words = [span(
                format!(" {} ", screen.look.words.slack(float)),
                screen.look.float(float),
            )];
            let (area, scale) = along(at, axis, screen);
            gantt::draw_note(brush, &scale.on(area), &words);
        }
    }
}
