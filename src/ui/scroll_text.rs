//! A document that scrolls: lines of text and tables of milestones. Of a table only the visible rows
//! are made, so that a project with a thousand milestones costs no more than one with ten.

use ratatui::buffer::Buffer;
use ratatui::layout::Rect;
use ratatui::text::Span;
use ratatui::widgets::StatefulWidget;

use super::brush::Brush;
use super::milestones::MilestoneTable;
use super::pane::{Title, pane, popup};
use super::screen::Screen;
use super::table::{self, scrolled};
use super::text::{self, span};
use super::theme::Look;

/// The cells that a label takes, with the space after it.
const LABEL: usize = 12;

pub(super) struct ScrollText<'a> {
    stretches: Vec<Stretch<'a>>,
    height: usize,
    cells: u16,
    look: &'a Look,
    /// The milestone under the cursor.
    marked: Option<usize>,
}

enum Stretch<'a> {
    Line(Vec<Span<'a>>),
    /// A paragraph: it is broken into lines when it comes into sight.
    Text {
        spans: Vec<Span<'a>>,
        indent: u16,
        lines: usize,
    },
    /// Places of milestones in the catalogue.
    Milestones(&'a [usize], MilestoneTable<'a>),
}

/// What was drawn: how far a text is scrolled, how far it can be, and the part of the screen that its
/// lines go by in.
#[derive(Clone, Copy, Debug, Default)]
pub(super) struct Scrolled {
    pub scroll: usize,
    pub end: usize,
    pub rows: Rect,
}

impl Scrolled {
    /// Of so many lines in these rows, as far as is asked for and can be.
    pub(super) fn new(lines: usize, asked: usize, rows: Rect) -> Self {
        let end = lines.saturating_sub(usize::from(rows.height));
        Self {
            scroll: asked.min(end),
            end,
            rows,
        }
    }

    /// "12-41 of 96", where not everything is in sight.
    pub(super) fn position(self) -> String {
        if self.end == 0 {
            return String::new();
        }
        let rows = usize::from(self.rows.height);
        let (last, all) = (self.scroll + rows, self.end + rows);
        match rows {
            0 => format!("0 of {all}"),
            _ => format!("{}-{last} of {all}", self.scroll + 1),
        }
    }
}

/// A text in a popup of at most this size.
pub(super) fn draw_in_popup<'a>(
    brush: &mut Brush,
    area: Rect,
    size: (u16, u16),
    mut title: Title,
    (scroll, look): (usize, &'a Look),
    fill: impl FnOnce(&mut ScrollText<'a>),
) -> Scrolled {
    let (head, inner) = popup(brush, area, size);
    let mut doc = ScrollText::new(inner.width, look);
    fill(&mut doc);
    let text = doc.draw(brush, inner, scroll, None);
    title.sight = text.position();
    pane(brush, head, &title);
    text
}

impl Stretch<'_> {
    fn height(&self) -> usize {
        match self {
            Self::Line(_) => 1,
            Self::Text { lines, .. } => *lines,
            Self::Milestones(milestones, _) => milestones.len(),
        }
    }
}

impl<'a> ScrollText<'a> {
    /// An empty document of this width.
    pub(super) fn new(cells: u16, look: &'a Look) -> Self {
        Self {
            stretches: Vec::new(),
            height: 0,
            cells,
            look,
            marked: None,
        }
    }

    fn push(&mut self, stretch: Stretch<'a>) {
        self.height += stretch.height();
        self.stretches.push(stretch);
    }

    /// In lines.
    pub(super) fn height(&self) -> usize {
        self.height
    }

    pub(super) fn cells(&self) -> u16 {
        self.cells
    }

    /// One line as it is; what does not fit is cut.
    pub(super) fn line(&mut self, spans: Vec<Span<'a>>) {
        self.push(Stretch::Line(spans));
    }

    pub(super) fn blank(&mut self) {
        if self.height > 0 {
            self.push(Stretch::Line(Vec::new()));
        }
    }

    /// A heading after a blank line: a word, and how many there are.
    pub(super) fn heading(&mut self, title: &'static str, more: impl Into<String>) {
        self.blank();
        let more = format!(" {}", more.into());
        self.push(Stretch::Line(vec![
            span(title, self.look.accent()),
            span(more, self.look.dim()),
        ]));
    }

    /// A paragraph, wrapped; its further lines are indented.
    pub(super) fn text(&mut self, spans: Vec<Span<'a>>, indent: u16) {
        let lines = text::lines(&spans, self.cells, indent);
        self.push(Stretch::Text {
            spans,
            indent,
            lines,
        });
    }

    /// A dim label and what it says, wrapped beside it. Longer labels take what they need.
    pub(super) fn field(&mut self, label: &str, value: Vec<Span<'a>>) {
        let mut spans = vec![span(format!("{label:<LABEL$}"), self.look.dim())];
        if label.chars().count() >= LABEL {
            spans.push(Span::raw(" "));
        }
        spans.extend(value);
        // Where the label would eat half of the line, the text hangs from the left.
        let indent = if usize::from(self.cells) >= 3 * LABEL {
            LABEL as u16
        } else {
            2
        };
        self.text(spans, indent);
    }

    /// A table of milestones, one row each.
    pub(super) fn milestones(&mut self, milestones: &'a [usize], screen: &Screen<'a>) {
        let table = MilestoneTable::new(milestones, self.cells, screen);
        self.push(Stretch::Line(table.head(self.look)));
        self.push(Stretch::Milestones(milestones, table));
    }

    /// The line of a milestone's row.
    fn place_of(&self, milestone: usize) -> Option<usize> {
        let mut top = 0;
        for stretch in &self.stretches {
            if let Stretch::Milestones(milestones, _) = stretch
                && let Some(row) = milestones.iter().position(|index| *index == milestone)
            {
                return Some(top + row);
            }
            top += stretch.height();
        }
        None
    }

    /// The cursor stands on this milestone.
    pub(super) fn mark(&mut self, milestone: Option<usize>) {
        self.marked = milestone;
    }

    /// Draws it, scrolled as far as is asked for and can be; a milestone that has to be in sight may ask for more or
    /// less.
    pub(super) fn draw(
        &self,
        brush: &mut Brush,
        area: Rect,
        asked: usize,
        in_sight: Option<usize>,
    ) -> Scrolled {
        let mut text = Scrolled::new(self.height, asked, area);
        if let Some(place) = in_sight.and_then(|milestone| self.place_of(milestone)) {
            text.scroll = scrolled(text.scroll, place, self.height, area.height.into());
        }
        self.render(area, brush.buffer, &mut text.scroll);
        text
    }

    /// Draws the part of a stretch that lies in the area; `top` is its first line, counted from there.
    fn draw_stretch(&self, brush: &mut Brush, area: Rect, stretch: &Stretch, top: isize) {
        let line = |row: usize| -> Option<Rect> {
            let y = u16::try_from(top + row.cast_signed()).ok()?;
            area.rows().nth(y.into())
        };
        match stretch {
            Stretch::Line(spans) => {
                if let Some(at) = line(0) {
                    brush.put((at.x, at.y), at.width, spans);
                }
            }
            Stretch::Text { spans, indent, .. } => {
                for (row, spans) in text::wrap(spans, self.cells, *indent).iter().enumerate() {
                    if let Some(at) = line(row) {
                        brush.put((at.x, at.y), at.width, spans);
                    }
                }
            }
            Stretch::Milestones(milestones, table) => {
                let first = top.min(0).unsigned_abs();
                for (row, milestone) in milestones.iter().enumerate().skip(first) {
                    let Some(at) = line(row) else { break };
                    table.draw(brush, at, *milestone);
                    if self.marked == Some(*milestone) {
                        table::mark_cursor(brush, at, true);
                    }
                }
            }
        }
    }
}

/// What of it is in sight.
impl StatefulWidget for &ScrollText<'_> {
    /// How many lines lie above.
    type State = usize;

    fn render(self, area: Rect, buffer: &mut Buffer, scroll: &mut usize) {
        let look = self.look;
        let brush = &mut Brush { buffer, look };
        let mut top = 0;
        for stretch in &self.stretches {
            let bottom = top + stretch.height();
            if bottom > *scroll && top < *scroll + usize::from(area.height) {
                let top = top.cast_signed() - scroll.cast_signed();
                self.draw_stretch(brush, area, stretch, top);
            }
            top = bottom;
        }
    }
}
