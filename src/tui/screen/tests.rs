//! What is drawn, as terminals show it that differ in how many columns a glyph takes.

use std::num::NonZeroU16;
use std::ops::Range;

use proptest::prelude::*;
use ratatui::buffer::{Cell, CellWidth as _};
use ratatui::style::{Color, Modifier, Style};
use unicode_segmentation::UnicodeSegmentation as _;

use super::*;

fn lines(lines: &[&str]) -> Buffer {
    Buffer::with_lines(lines.iter().copied())
}

fn list(from: usize, cursor: usize) -> Buffer {
    let mut rows = vec!["head        ".to_owned()];
    rows.extend(
        (from..from + 10).map(|n| format!("{} row {n:<6}", if n == cursor { ">" } else { " " })),
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
    let intensity = prop::sample::select(vec![Modifier::empty(), Modifier::BOLD, Modifier::DIM]);
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

/// Strokes with some of these glyphs in their texts.
fn strokes(glyphs: &'static [&str]) -> impl Strategy<Value = Stroke> {
    let place = || (0..AREA.width, 0..AREA.height);
    let text = "[a-c ]{1,9}|[жё│ ]{1,6}";
    let glyphs = prop::collection::vec(prop::sample::select(glyphs), 1..4);
    let glyphs = glyphs.prop_map(|glyphs| glyphs.concat());
    let text = (place(), prop_oneof![5 => text, 1 => glyphs], styles());
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

type Frame = (Vec<Stroke>, Option<Position>);

/// What is drawn frame by frame, and where the caret stands in each, if it does.
fn frames(glyphs: &'static [&str]) -> impl Strategy<Value = Vec<Frame>> {
    let caret = (0..AREA.width, 0..AREA.height).prop_map(Position::from);
    let frame = (
        prop::collection::vec(strokes(glyphs), 1..6),
        prop::option::of(caret),
    );
    prop::collection::vec(frame, 1..8)
}

/// The picture after each frame, with the caret, and the bytes that lead there.
fn drawn(frames: &[Frame]) -> impl Iterator<Item = (Buffer, Option<Position>, Vec<u8>)> {
    let mut screen = ScreenWriter {
        shown: Buffer::empty(AREA),
        next: Buffer::empty(AREA),
        bytes: Vec::new(),
        pen: Pen::default(),
        asks_background: false,
        is_to_ask: false,
    };
    let mut picture = Buffer::empty(AREA);
    frames.iter().map(move |(strokes, caret)| {
        for stroke in strokes {
            paint(&mut picture, stroke);
        }
        glyph::leave_out_halves(&mut picture);
        screen.next = picture.clone();
        (picture.clone(), *caret, screen.update(*caret))
    })
}

proptest! {
    #[test]
    fn a_terminal_shows_what_was_drawn(frames in frames(&["日", "⚠\u{fe0f}", "🚀"])) {
        let [rows, columns] = [AREA.height, AREA.width].map(|side| NonZeroU16::new(side).unwrap());
        let mut terminal = vt100::Parser::new(rows, columns, 0);
        terminal.process(b"\x1b[?25l");
        for (picture, caret, bytes) in drawn(&frames) {
            terminal.process(&bytes);
            let screen = terminal.screen();
            for place in AREA.positions() {
                let shown = screen.cell(place.y, place.x).unwrap();
                if !shown.is_wide_continuation() {
                    prop_assert_eq!(look_of(shown), look(&picture[place]), "at {}", place);
                }
            }
            let (y, x) = screen.cursor_position();
            let stands = (!screen.hide_cursor()).then_some(Position::new(x, y));
            prop_assert_eq!(stands, caret);
        }
    }

    #[test]
    fn no_row_shifts_however_many_columns_a_terminal_takes_for_a_glyph(frames in frames(CONTESTED)) {
        for counts in [Counts::One, Counts::Two, Counts::TwoForEach] {
            let mut terminal = Terminal::new(counts);
            for (picture, caret, bytes) in drawn(&frames) {
                terminal.process(std::str::from_utf8(&bytes).unwrap());
                prop_assert_eq!(terminal.caret, caret, "{:?}", counts);
                if let Err(what) = terminal.shows(&picture) {
                    prop_assert!(false, "{:?}: {}", counts, what);
                }
            }
        }
    }
}

/// Glyphs on whose width terminals differ.
const CONTESTED: &[&str] = &[
    "⚠\u{fe0f}",
    "✈\u{fe0f}",
    "❤\u{fe0f}",
    "🇷🇺",
    "👩\u{200d}🚀",
    "👨\u{200d}👩\u{200d}👧\u{200d}👦",
    "1\u{fe0f}\u{20e3}",
    "👍🏽",
    "🚀",
    "⚡",
];

/// How many columns a terminal takes for an emoji.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Counts {
    /// One for each character that is no mark.
    One,
    /// Two for all that makes one picture.
    Two,
    /// Two for each character that is no mark.
    TwoForEach,
}

/// Just enough of a terminal to show where things stand.
struct Terminal {
    counts: Counts,
    /// Empty where a glyph of the cell before reaches into it.
    rows: Vec<Vec<String>>,
    at: (usize, usize),
    /// The rows that scroll.
    region: Range<usize>,
    wraps: bool,
    caret: Option<Position>,
}

impl Terminal {
    fn new(counts: Counts) -> Self {
        let row = vec![" ".to_owned(); AREA.width.into()];
        Self {
            counts,
            rows: vec![row; AREA.height.into()],
            at: (0, 0),
            region: 0..AREA.height.into(),
            wraps: true,
            caret: None,
        }
    }

    fn process(&mut self, bytes: &str) {
        let mut is_shown = self.caret.is_some();
        let mut pieces = bytes.split('\x1b');
        self.print(pieces.next().unwrap());
        for piece in pieces {
            let sequence = piece.strip_prefix('[').unwrap();
            let end = sequence.find(|c: char| c.is_ascii_alphabetic()).unwrap();
            let (numbers, rest) = sequence.split_at(end);
            let (letter, text) = rest.split_at(1);
            match (numbers, letter) {
                ("?25", letter) => is_shown = letter == "h",
                ("?7", letter) => self.wraps = letter == "h",
                (numbers, letter) => self.command(numbers, letter),
            }
            self.print(text);
        }
        let place = || Position::new(self.at.0 as u16, self.at.1 as u16);
        self.caret = is_shown.then(place);
    }

    fn command(&mut self, numbers: &str, letter: &str) {
        let numbers: Vec<usize> = numbers.split(';').map(|n| n.parse().unwrap_or(0)).collect();
        let number = |place: usize| numbers.get(place).copied().unwrap_or(0).max(1);
        let (x, y) = self.at;
        let columns = usize::from(AREA.width);
        match letter {
            "m" => {}
            "G" => self.at.0 = number(0) - 1,
            "H" => self.at = (number(1) - 1, number(0) - 1),
            "X" => (x..(x + number(0)).min(columns)).for_each(|x| self.set(x, y, " ")),
            "K" => (x..columns).for_each(|x| self.set(x, y, " ")),
            // Lines are taken out, and put in, at the top of what scrolls.
            "M" | "L" => {
                assert_eq!(y, self.region.start);
                (0..number(0)).for_each(|_| self.scroll(letter == "M"));
            }
            "r" if numbers.len() == 2 => {
                self.region = number(0) - 1..number(1);
                self.at = (0, 0);
            }
            "r" => {
                self.region = 0..AREA.height.into();
                self.at = (0, 0);
            }
            _ => panic!("{numbers:?} {letter}"),
        }
    }

    fn scroll(&mut self, up: bool) {
        let rows = &mut self.rows[self.region.clone()];
        if up {
            rows.rotate_left(1);
        } else {
            rows.rotate_right(1);
        }
        let new = if up {
            rows.last_mut()
        } else {
            rows.first_mut()
        };
        new.unwrap().fill(" ".to_owned());
    }

    fn print(&mut self, text: &str) {
        if self.counts == Counts::Two {
            for picture in text.graphemes(true) {
                let is_wide = picture.cell_width() > 1 || CONTESTED.contains(&picture);
                self.put(picture, if is_wide { 2 } else { 1 });
            }
            return;
        }
        for c in text.chars() {
            let columns = match c {
                '\u{fe0f}' | '\u{200d}' | '\u{20e3}' => 0,
                '\u{1f000}'.. | '⚡' if self.counts == Counts::TwoForEach => 2,
                _ => 1,
            };
            self.put(&c.to_string(), columns);
        }
    }

    fn put(&mut self, symbol: &str, columns: usize) {
        let (mut x, mut y) = self.at;
        if columns == 0 {
            let last = self.rows[y][..x].iter_mut().rfind(|cell| !cell.is_empty());
            last.unwrap().push_str(symbol);
            return;
        }
        let last = usize::from(AREA.width) - columns;
        if x > last && self.wraps {
            (x, y) = (0, y + 1);
            if y == self.rows.len() {
                self.scroll(true);
                y -= 1;
            }
        }
        x = x.min(last);
        self.set(x, y, symbol);
        (x + 1..x + columns).for_each(|x| self.set(x, y, ""));
        self.at = (x + columns, y);
    }

    /// Half of a glyph cannot stand: what is left of one that is written over is blank.
    fn set(&mut self, x: usize, y: usize, symbol: &str) {
        let row = &mut self.rows[y];
        let start = row[..=x].iter().rposition(|cell| !cell.is_empty()).unwrap();
        if start < x && !symbol.is_empty() {
            row[start..x].fill(" ".to_owned());
        }
        row[x] = symbol.to_owned();
        let behind = row[x + 1..].iter_mut().take_while(|cell| cell.is_empty());
        behind.for_each(|cell| " ".clone_into(cell));
    }

    /// Whether everything stands in its column. In those of a contested glyph there may be a part of it.
    fn shows(&self, picture: &Buffer) -> Result<(), String> {
        let mut columns_of_glyph = 0..0;
        let mut glyph = "";
        for place in AREA.positions() {
            let (x, y) = (usize::from(place.x), usize::from(place.y));
            let (shown, wanted) = (&self.rows[y][x], picture[place].symbol());
            if CONTESTED.contains(&wanted) {
                glyph = wanted;
                columns_of_glyph = x..x + usize::from(wanted.cell_width());
            }
            let is_right = if columns_of_glyph.contains(&x) {
                glyph.contains(shown.as_str()) || shown == " "
            } else {
                shown == wanted
            };
            if x + 1 == self.rows[y].len() {
                columns_of_glyph = 0..0;
            }
            if !is_right {
                return Err(format!(
                    "{shown:?} instead of {wanted:?} at {place}: {:?}",
                    self.rows[y]
                ));
            }
        }
        Ok(())
    }
}
