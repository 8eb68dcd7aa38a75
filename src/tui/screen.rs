//! The screen: turns what `ui` draws into one write a frame, with only what has changed since the last.
//!
//! ratatui's own `Terminal` is not used: it asks for the size, moves the cursor and knows no scrolling.
//! Its buffers and their difference are.

use std::io;
use std::ops::Range;

use crossterm::queue;
use crossterm::terminal::{BeginSynchronizedUpdate, Clear, ClearType, EndSynchronizedUpdate};
use ratatui::buffer::Buffer;
use ratatui::layout::Rect;

use super::pen::{self, Pen};
use super::terminal;

/// So many rows must move together for the terminal to be told to scroll.
const WORTH_SCROLLING: u16 = 6;
/// A list moves by a row at a time, or by a few when keys come fast.
const FARTHEST: u16 = 4;

/// The terminal while it is ours.
#[derive(Debug)]
pub(super) struct Screen {
    /// What stands on the terminal.
    shown: Buffer,
    /// What is to stand there next.
    next: Buffer,
    /// What has to be written before the next frame.
    bytes: Vec<u8>,
    /// What has to be written after it.
    question: &'static [u8],
    pen: Pen,
    asks_background: bool,
}

impl Screen {
    /// `asks_background`: the terminal is to tell what its background is.
    pub(super) fn new(asks_background: bool) -> io::Result<Self> {
        let mut screen = Self {
            shown: Buffer::default(),
            next: Buffer::default(),
            bytes: Vec::new(),
            question: &[],
            pen: Pen::default(),
            asks_background,
        };
        screen.enter()?;
        Ok(screen)
    }

    /// Takes the terminal, also again after a stop.
    pub(super) fn enter(&mut self) -> io::Result<()> {
        self.bytes = terminal::take()?;
        if self.asks_background {
            self.question = terminal::ASK_BACKGROUND;
        }
        self.repaint()
    }

    /// Forgets what is on the screen: the next frame is drawn whole, at the size that the terminal has now.
    pub(super) fn repaint(&mut self) -> io::Result<()> {
        let area = Rect::from((ratatui::layout::Position::ORIGIN, terminal::size()));
        self.shown = Buffer::empty(area);
        self.next = Buffer::empty(area);
        self.pen.start(&mut self.bytes);
        queue!(self.bytes, Clear(ClearType::All))
    }

    /// Draws a frame and writes what has changed, as one synchronised update.
    pub(super) fn draw<T>(&mut self, render: impl FnOnce(&mut Buffer) -> T) -> io::Result<T> {
        self.next.reset();
        let drawn = render(&mut self.next);
        let update = self.update();
        if !update.is_empty() {
            let mut frame = Vec::with_capacity(update.len() + 16);
            queue!(frame, BeginSynchronizedUpdate)?;
            frame.extend_from_slice(&update);
            queue!(frame, EndSynchronizedUpdate)?;
            frame.extend_from_slice(std::mem::take(&mut self.question));
            terminal::write(&frame)?;
        }
        Ok(drawn)
    }

    /// The bytes that turn what is shown into what comes next.
    fn update(&mut self) -> Vec<u8> {
        let mut bytes = std::mem::take(&mut self.bytes);
        if let Some(scroll) = Scroll::between(&self.shown, &self.next) {
            self.pen.scroll(&mut bytes, &scroll);
            scroll.apply(&mut self.shown);
        }
        let mut changes = self.shown.diff(&self.next);
        changes.retain(|(x, y, cell)| !pen::differ_unseen(&self.shown[(*x, *y)], cell));
        self.pen.draw(&mut bytes, &changes, &self.next);
        std::mem::swap(&mut self.shown, &mut self.next);
        bytes
    }
}

/// Whole rows that have moved up or down together: the terminal can move them itself.
#[derive(Debug, PartialEq, Eq)]
pub(super) struct Scroll {
    /// The rows within which the move takes place.
    pub(super) rows: Range<u16>,
    /// Up when positive.
    pub(super) by: i32,
}

impl Scroll {
    fn between(before: &Buffer, after: &Buffer) -> Option<Self> {
        let moves = (1..=FARTHEST).flat_map(|by| [i32::from(by), -i32::from(by)]);
        let runs = moves.filter_map(|by| Some((longest_run(before, after, by)?, by)));
        let (run, by) = runs.max_by_key(|(run, _)| run.len())?;
        if run.len() < usize::from(WORTH_SCROLLING) {
            return None;
        }
        // The rows that move in, or out, belong to the region.
        let far = u16::try_from(by.unsigned_abs()).ok()?;
        let rows = if by > 0 {
            run.start..run.end + far
        } else {
            run.start - far..run.end
        };
        Some(Self { rows, by })
    }

    /// Does to the buffer what the terminal does to the screen.
    fn apply(&self, buffer: &mut Buffer) {
        let width = usize::from(buffer.area.width);
        let region = usize::from(self.rows.start) * width..usize::from(self.rows.end) * width;
        let Some(cells) = buffer.content.get_mut(region) else {
            return;
        };
        let by = (self.by.unsigned_abs() as usize * width).min(cells.len());
        if self.by > 0 {
            cells.rotate_left(by);
            let end = cells.len();
            cells[end - by..]
                .iter_mut()
                .for_each(ratatui::buffer::Cell::reset);
        } else {
            cells.rotate_right(by);
            cells[..by]
                .iter_mut()
                .for_each(ratatui::buffer::Cell::reset);
        }
    }
}

/// The longest run of rows of `after` that stood `by` rows lower before, and have changed by it.
fn longest_run(before: &Buffer, after: &Buffer, by: i32) -> Option<Range<u16>> {
    let height = after.area.height;
    let was_at = |row: u16| {
        i32::from(row)
            .checked_add(by)
            .and_then(|row| u16::try_from(row).ok())
    };
    let moved = |row: u16| {
        let was = was_at(row).filter(|was| *was < height)?;
        (row_of(after, row) == row_of(before, was)).then_some(())
    };
    let mut longest = 0..0;
    let mut start = 0;
    for row in 0..=height {
        let goes_on = row < height && moved(row).is_some();
        if !goes_on {
            if row - start > longest.end - longest.start {
                longest = start..row;
            }
            start = row + 1;
        }
    }
    // Rows that are alike, blank ones above all, have not moved.
    let has_changed = longest
        .clone()
        .any(|row| row_of(after, row) != row_of(before, row));
    has_changed.then_some(longest)
}

fn row_of(buffer: &Buffer, row: u16) -> &[ratatui::buffer::Cell] {
    let width = usize::from(buffer.area.width);
    let start = usize::from(row) * width;
    buffer.content.get(start..start + width).unwrap_or_default()
}

#[cfg(test)]
mod tests {
    use std::num::NonZeroU16;

    use proptest::prelude::*;
    use ratatui::buffer::Cell;
    use ratatui::style::{Color, Modifier, Style};

    use super::*;

    fn lines(lines: &[&str]) -> Buffer {
        Buffer::with_lines(lines.iter().copied())
    }

    fn list(from: usize, cursor: usize) -> Buffer {
        let mut rows = vec!["head        ".to_owned()];
        rows.extend(
            (from..from + 10)
                .map(|n| format!("{} row {n:<6}", if n == cursor { ">" } else { " " })),
        );
        rows.push("foot        ".to_owned());
        lines(&rows.iter().map(String::as_str).collect::<Vec<_>>())
    }

    #[test]
    fn a_list_that_moves_is_scrolled_and_head_and_foot_stay() {
        let (before, after) = (list(0, 9), list(1, 10));
        let scroll = Scroll::between(&before, &after).unwrap();
        assert_eq!(scroll, Scroll { rows: 1..10, by: 1 });
        let mut moved = before.clone();
        scroll.apply(&mut moved);
        let changed: std::collections::BTreeSet<u16> =
            moved.diff(&after).iter().map(|(_, y, _)| *y).collect();
        assert_eq!(
            changed.into_iter().collect::<Vec<_>>(),
            [9, 10],
            "the old and the new row of the cursor"
        );
        assert_eq!(Scroll::between(&after, &before).unwrap().by, -1);
    }

    #[test]
    fn what_has_not_moved_is_not_scrolled() {
        assert_eq!(Scroll::between(&list(0, 3), &list(0, 4)), None);
        let blank = lines(&["    "; 12]);
        assert_eq!(Scroll::between(&blank, &blank), None);
        assert_eq!(
            Scroll::between(&Buffer::default(), &Buffer::default()),
            None
        );
    }

    const AREA: Rect = Rect::new(0, 0, 40, 14);

    /// A change of the picture.
    #[derive(Clone, Debug)]
    enum Stroke {
        Text(u16, u16, String, Style),
        Blanks(Rect, Style),
        /// Rows that move, up when positive, as a list does.
        Scroll(u16, i32),
    }

    fn styles() -> impl Strategy<Value = Style> {
        let colour = prop::sample::select(vec![
            Color::Reset,
            Color::Red,
            Color::White,
            Color::Indexed(167),
            Color::Rgb(1, 0, 200),
        ]);
        // The emulator knows a cell as bold or as dim, not as both.
        let intensity =
            prop::sample::select(vec![Modifier::empty(), Modifier::BOLD, Modifier::DIM]);
        let others = vec![Modifier::ITALIC, Modifier::UNDERLINED, Modifier::REVERSED];
        let others = prop::sample::subsequence(others, 0..=2);
        (colour.clone(), colour, intensity, others).prop_map(|(fg, bg, intensity, others)| {
            let modifiers: Modifier = others.into_iter().collect();
            Style::reset()
                .fg(fg)
                .bg(bg)
                .add_modifier(modifiers | intensity)
        })
    }

    fn strokes() -> impl Strategy<Value = Stroke> {
        let place = || (0..AREA.width, 0..AREA.height);
        let text = (place(), "[a-c ]{1,9}|[жё│ ]{1,6}", styles());
        let blanks = (
            place(),
            1..AREA.width,
            1u16..3,
            prop_oneof![Just(Style::reset()), styles()],
        );
        prop_oneof![
            4 => text.prop_map(|((x, y), text, style)| Stroke::Text(x, y, text, style)),
            3 => blanks.prop_map(|((x, y), width, height, style)| {
                Stroke::Blanks(Rect::new(x, y, width, height).intersection(AREA), style)
            }),
            1 => (0u16..4, -3i32..4).prop_map(|(head, by)| Stroke::Scroll(head, by)),
        ]
    }

    fn paint(picture: &mut Buffer, stroke: &Stroke) {
        match stroke {
            Stroke::Text(x, y, text, style) => {
                picture.set_string(*x, *y, text, *style);
            }
            Stroke::Blanks(area, style) => {
                area.positions().for_each(|place| picture[place].reset());
                picture.set_style(*area, *style);
            }
            Stroke::Scroll(head, by) => {
                let scroll = Scroll {
                    rows: *head..AREA.height,
                    by: *by,
                };
                scroll.apply(picture);
            }
        }
    }

    fn seen(colour: Color) -> vt100::Color {
        match colour {
            Color::Red => vt100::Color::Idx(1),
            Color::White => vt100::Color::Idx(15),
            Color::Indexed(index) => vt100::Color::Idx(index),
            Color::Rgb(red, green, blue) => vt100::Color::Rgb(red, green, blue),
            _ => vt100::Color::Default,
        }
    }

    /// What an eye sees of a cell: its symbol, background, underline and reversal; and if there is
    /// something to be seen in it the colour, and whether it is bold, dim, italic.
    type Seen = (
        String,
        vt100::Color,
        [bool; 2],
        Option<(vt100::Color, [bool; 3])>,
    );

    fn look(cell: &Cell) -> Seen {
        let has = |modifier| cell.modifier.contains(modifier);
        let on_blank = [Modifier::UNDERLINED, Modifier::REVERSED].map(has);
        let ink = (
            seen(cell.fg),
            [Modifier::BOLD, Modifier::DIM, Modifier::ITALIC].map(has),
        );
        let shows_ink = cell.symbol() != " " || on_blank.contains(&true);
        (
            cell.symbol().to_owned(),
            seen(cell.bg),
            on_blank,
            shows_ink.then_some(ink),
        )
    }

    fn look_of(cell: &vt100::Cell) -> Seen {
        let symbol = match cell.contents() {
            "" => " ",
            symbol => symbol,
        };
        let on_blank = [cell.underline(), cell.inverse()];
        let ink = (cell.fgcolor(), [cell.bold(), cell.dim(), cell.italic()]);
        let shows_ink = symbol != " " || on_blank.contains(&true);
        (
            symbol.to_owned(),
            cell.bgcolor(),
            on_blank,
            shows_ink.then_some(ink),
        )
    }

    proptest! {
        #[test]
        fn a_terminal_shows_what_was_drawn(
            frames in prop::collection::vec(prop::collection::vec(strokes(), 1..6), 1..8),
        ) {
            let mut screen = Screen {
                shown: Buffer::empty(AREA),
                next: Buffer::empty(AREA),
                bytes: Vec::new(),
                question: &[],
                pen: Pen::default(),
                asks_background: false,
            };
            let [rows, columns] = [AREA.height, AREA.width].map(|side| NonZeroU16::new(side).unwrap());
            let mut terminal = vt100::Parser::new(rows, columns, 0);
            let mut picture = Buffer::empty(AREA);
            for strokes in &frames {
                for stroke in strokes {
                    paint(&mut picture, stroke);
                }
                screen.next = picture.clone();
                terminal.process(&screen.update());
                for place in AREA.positions() {
                    let shown = terminal.screen().cell(place.y, place.x).unwrap();
                    prop_assert_eq!(look_of(shown), look(&picture[place]), "at {}", place);
                }
            }
        }
    }
}
