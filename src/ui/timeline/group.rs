//! The head of a group: its name, and over the axis what is in it.

use ratatui::layout::Rect;

use super::{TimelineColumns, along};
use crate::app::groups::GroupSummary;
use crate::ui::brush::Brush;
use crate::ui::gantt::{self, Strip, TodayLine};
use crate::ui::screen::Screen;
use crate::ui::text::{span, width};

pub(super) fn draw_group(
    brush: &mut Brush,
    at: Rect,
    group: &GroupSummary,
    layout: &TimelineColumns,
    screen: &Screen,
) {
    let (look, glyphs) = (screen.look, screen.look.glyphs);
    let is_folded = screen.app.timeline.folded.contains(&group.group);
    let fold = if is_folded {
        glyphs.folded
    } else {
        glyphs.unfolded
    };
    let mut name = vec![
        span(format!("{fold} "), look.dim()),
        span(
            group.group.name(&screen.shown.catalogue, look.words),
            look.accent(),
        ),
        span(format!(" ({})", group.all), look.dim()),
    ];
    let name_cells = layout
        .axis
        .map_or(at.width / 2, |(x, _)| x)
        .saturating_sub(3);
    if width(&name) > usize::from(name_cells) {
        name.pop();
    }
    brush.put((at.x + 2, at.y), name_cells, &name);
    if let Some(axis) = layout.axis {
        let (area, scale) = along(at, axis, screen);
        brush.render(&TodayLine(scale), area);
        draw_summary(brush, &scale.on(area), group, screen);
        return;
    }
    let last = contents(group, screen).pop().unwrap_or_default();
    let x = name_cells + 4;
    let cells = at.width.saturating_sub(x + 1);
    let text = [span(last, look.dim())];
    brush.put((at.x + x, at.y), cells, &text);
}

/// As much of it as there is room for beside today's line.
fn draw_summary(brush: &mut Brush, strip: &Strip, group: &GroupSummary, screen: &Screen) {
    let parts = contents(group, screen);
    for count in (1..=parts.len()).rev() {
        let text = parts.get(..count).unwrap_or_default().join(", ");
        if gantt::draw_beside_today(brush, strip, &[span(text, screen.look.dim())]) {
            return;
        }
    }
}

/// "3 done", "2 missed", "1 no word", "next 2028".
pub(super) fn contents(group: &GroupSummary, screen: &Screen) -> Vec<String> {
    let board = &screen.shown.board;
    let next = group.next.and_then(|index| board.when(index));
    let parts = [
        (group.done > 0).then(|| format!("{} done", group.done)),
        (group.missed > 0).then(|| format!("{} missed", group.missed)),
        (group.no_word > 0).then(|| format!("{} no word", group.no_word)),
        next.map(|when| format!("next {}", screen.look.date(when))),
    ];
    parts.into_iter().flatten().collect()
}
