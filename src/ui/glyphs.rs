//! The special characters of the screens by their meaning, and a plain twin of each. Nothing else in the screens
//! draws one.

use std::borrow::Cow;

use ratatui::buffer::Buffer;
use unicode_segmentation::UnicodeSegmentation as _;

/// Which characters the screens are drawn with.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Characters {
    Unicode,
    /// Plain ones only, for terminals and fonts that lack the others. Text stays as it is.
    Ascii,
}

impl Characters {
    /// A text that is written as it is, in these characters.
    pub(super) fn text(self, text: &str) -> Cow<'_, str> {
        if self == Self::Unicode || text.is_ascii() {
            return Cow::Borrowed(text);
        }
        let graphemes = text.graphemes(true);
        Cow::Owned(graphemes.map(|one| plain(one).unwrap_or(one)).collect())
    }

    /// Redraws a finished screen in them: cell by cell, so that nothing moves.
    pub(super) fn finish(self, buffer: &mut Buffer) {
        if self == Self::Unicode {
            return;
        }
        for cell in &mut buffer.content {
            if let Some(plain) = plain(cell.symbol()) {
                cell.set_symbol(plain);
            }
        }
    }
}

/// Every special character of the screens.
#[derive(Debug)]
pub struct Glyphs {
    pub good: &'static str,
    pub warn: &'static str,
    pub bad: &'static str,
    pub done: &'static str,
    pub open: &'static str,
    pub half: &'static str,
    pub over: &'static str,
    pub unknown: &'static str,
    pub nothing: &'static str,
    pub differs: &'static str,
    pub silent: &'static str,
    pub conflict: &'static str,
    pub cursor: &'static str,
    pub ellipsis: &'static str,
    pub dot: &'static str,
    pub rule: &'static str,
    pub bar: &'static str,
    // timeline
    pub end: &'static str,
    pub window: &'static str,
    /// The band of a window that begins in the middle of this cell.
    pub late_start: &'static str,
    pub vague: &'static str,
    pub happened: &'static str,
    pub baseline: &'static str,
    pub earlier: &'static str,
    pub from: &'static str,
    pub to: &'static str,
    pub opening: &'static str,
    pub onward: &'static str,
    pub backward: &'static str,
    pub earlier_than_shown: &'static str,
    pub later_than_shown: &'static str,
    pub overdue: &'static str,
    pub today: &'static str,
    pub tick: &'static str,
    pub major_tick: &'static str,
    pub folded: &'static str,
    pub unfolded: &'static str,
    /// Beside a milestone that the selected one needs, and one that waits for it.
    pub needed: &'static str,
    pub waiting: &'static str,
    // bars
    pub full: &'static str,
    pub idle: &'static str,
    pub to_come: &'static str,
    /// Eighths of a cell from the bottom, from empty to full.
    pub eighths: [&'static str; 9],
}

pub(super) const GLYPHS: Glyphs = Glyphs {
    good: "●",
    warn: "▲",
    bad: "■",
    done: "✓",
    open: "○",
    half: "◐",
    over: "✕",
    unknown: "?",
    nothing: "—",
    differs: "≠",
    silent: "✎",
    conflict: "⇄",
    cursor: "▸",
    ellipsis: "…",
    dot: "·",
    rule: "─",
    bar: "│",
    end: "◆",
    window: "━",
    late_start: "╺",
    vague: "┅",
    happened: "●",
    baseline: "◇",
    earlier: "·",
    from: "├",
    to: "┤",
    opening: "╌",
    onward: "▸",
    backward: "◂",
    earlier_than_shown: "‹",
    later_than_shown: "›",
    overdue: "╌",
    today: "│",
    tick: "┬",
    major_tick: "┼",
    folded: "▸",
    unfolded: "▾",
    needed: "↑",
    waiting: "↓",
    full: "▆",
    idle: "▂",
    to_come: "·",
    eighths: [" ", "▁", "▂", "▃", "▄", "▅", "▆", "▇", "█"],
};

/// The plain twin of braille dots: the way they run.
fn plain_dots(symbol: &str) -> Option<&'static str> {
    let code = u32::from(symbol.chars().next()?);
    let bits = u8::try_from(code.checked_sub(0x2800)?).ok()?;
    // The dots of a column, from the top: their number and how far down they reach.
    let column = |bits: [u8; 4], dots: u8| bits.map(|bit| dots & bit != 0);
    let left = column([0x01, 0x02, 0x04, 0x40], bits);
    let right = column([0x08, 0x10, 0x20, 0x80], bits);
    let count = |column: [bool; 4]| column.iter().filter(|dot| **dot).count();
    let lowest = |column: [bool; 4]| column.iter().rposition(|dot| *dot);
    let flat = (0..4).any(|row| left[row] && right[row]);
    Some(match (count(left), count(right)) {
        (0, 0) => " ",
        (3.., _) | (_, 3..) => "|",
        _ if flat => "-",
        (1.., 1..) if lowest(left) > lowest(right) => "/",
        (2, 0) | (0, 2) => ":",
        _ => ".",
    })
}

/// The plain twin of a drawn character.
pub(super) fn plain(symbol: &str) -> Option<&'static str> {
    if let Some(dots) = plain_dots(symbol) {
        return Some(dots);
    }
    Some(match symbol {
        "●" => "*",
        "▲" => "!",
        "■" => "X",
        "✓" | "↓" | "▾" => "v",
        "○" | "◇" | "°" => "o",
        "◐" => "%",
        "✕" => "x",
        "—" | "–" | "−" | "─" | "╌" => "-",
        "╱" => "/",
        "≠" | "◆" | "▆" | "▇" | "█" => "#",
        "✎" => "s",
        "⇄" => "&",
        "▸" | "→" | "›" | "≥" => ">",
        "◂" | "←" | "‹" | "≤" => "<",
        "…" | "┅" => "~",
        "·" => ".",
        "│" | "├" | "┤" => "|",
        "━" | "╺" | "▂" | "▃" | "▄" | "▅" => "=",
        "▁" => "_",
        "┬" | "┼" | "╭" | "╮" | "╰" | "╯" | "×" => "+",
        "↑" | "⇧" => "^",
        _ => return None,
    })
}
