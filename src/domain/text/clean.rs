//! Text from outside on its way to a terminal: nothing in it may move the cursor, change a colour,
//! reorder a line or hide. What was there is shown, not dropped.

use std::borrow::Cow;
use std::fmt;

use unicode_width::UnicodeWidthChar;

/// At most this many combining marks stay on one letter.
const MARKS_ON_A_LETTER: usize = 4;
const ZERO_WIDTH_JOINER: char = '\u{200d}';
const EMOJI_SELECTOR: char = '\u{fe0f}';

/// A text of the catalogue. It is one line that is safe to show; how it stands in the file is asked for.
#[derive(Clone, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub struct Text(Form);

#[derive(Clone, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
enum Form {
    AsItStands(Box<str>),
    /// Only set where the shown text differs from the file's, which is rare: it costs no memory elsewhere.
    Cleaned(Box<Cleaned>),
}

#[derive(Clone, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
struct Cleaned {
    raw: Box<str>,
    shown: Box<str>,
}

impl Text {
    pub fn new(raw: &str) -> Self {
        match clean(raw) {
            shown if shown == raw => Self(Form::AsItStands(raw.into())),
            shown => Self(Form::Cleaned(Box::new(Cleaned {
                raw: raw.into(),
                shown: shown.into(),
            }))),
        }
    }

    /// As it stands in the file, or is to be written there. Never to be shown on a screen.
    pub fn raw(&self) -> &str {
        match &self.0 {
            Form::AsItStands(text) => text,
            Form::Cleaned(cleaned) => &cleaned.raw,
        }
    }
}

impl Default for Text {
    fn default() -> Self {
        Self::new("")
    }
}

impl std::ops::Deref for Text {
    type Target = str;

    fn deref(&self) -> &str {
        match &self.0 {
            Form::AsItStands(text) => text,
            Form::Cleaned(cleaned) => &cleaned.shown,
        }
    }
}

impl fmt::Display for Text {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.pad(self)
    }
}

impl From<&str> for Text {
    fn from(raw: &str) -> Self {
        Self::new(raw)
    }
}

/// The text as one harmless line: line ends and tabs become a space, controls their pictures
/// (`␛`), C1 controls and invisible or reordering characters their number (`<202E>`), and a heap of
/// combining marks ends in `…`.
pub fn clean(raw: &str) -> Cow<'_, str> {
    if raw.bytes().all(|byte| matches!(byte, b' '..=b'~')) || !needs_cleaning(raw) {
        return Cow::Borrowed(raw);
    }
    let mut clean = String::with_capacity(raw.len() + 8);
    let mut marks = 0;
    let mut in_emoji = false;
    let mut chars = raw.chars().peekable();
    while let Some(c) = chars.next() {
        marks = if is_mark(c) { marks + 1 } else { 0 };
        match c {
            '\r' if chars.peek() == Some(&'\n') => {}
            '\n' | '\r' | '\t' => clean.push(' '),
            '\0'..='\u{1f}' => clean.push(char::from_u32(0x2400 + c as u32).unwrap_or('␀')),
            '\u{7f}' => clean.push('␡'),
            _ if is_unseen(c, in_emoji) => named(c, &mut clean),
            _ if marks == MARKS_ON_A_LETTER + 1 => clean.push('…'),
            _ if marks > MARKS_ON_A_LETTER => {}
            _ => clean.push(c),
        }
        in_emoji = is_emoji(c) || (in_emoji && is_part_of_emoji(c));
    }
    Cow::Owned(clean)
}

fn named(c: char, text: &mut String) {
    use std::fmt::Write as _;
    // Writing to a String cannot fail.
    let _ = write!(text, "<{:02X}>", c as u32);
}

fn needs_cleaning(raw: &str) -> bool {
    raw.chars()
        .any(|c| c.is_control() || is_hidden(c) || is_mark(c))
}

/// C1 controls, and what is invisible or reorders the line: format characters, bidi controls,
/// variation selectors, tags, separators, unassigned fillers.
pub(in crate::domain) fn is_hidden(c: char) -> bool {
    matches!(c,
        '\u{80}'..='\u{9f}'
        | '\u{ad}' | '\u{34f}' | '\u{61c}' | '\u{115f}' | '\u{1160}' | '\u{17b4}' | '\u{17b5}'
        | '\u{180b}'..='\u{180f}' | '\u{200b}'..='\u{200f}' | '\u{2028}'..='\u{202e}'
        | '\u{2060}'..='\u{206f}' | '\u{3164}' | '\u{fe00}'..='\u{fe0f}' | '\u{feff}' | '\u{ffa0}'
        | '\u{fff0}'..='\u{fffb}' | '\u{110bd}' | '\u{1bca0}'..='\u{1bca3}' | '\u{1d173}'..='\u{1d17a}'
        | '\u{e000}'..='\u{f8ff}' | '\u{e0000}'..='\u{10ffff}')
}

/// What nobody would see: a control, or a hidden character that is no part of an emoji.
pub(super) fn is_unseen(c: char, in_emoji: bool) -> bool {
    c.is_control() || (is_hidden(c) && !(in_emoji && is_part_of_emoji(c)))
}

/// What joins the parts of an emoji, or chooses its picture.
fn is_part_of_emoji(c: char) -> bool {
    matches!(c, ZERO_WIDTH_JOINER | EMOJI_SELECTOR)
}

/// A text ends in an emoji, or in what may go on within one.
pub(super) fn follows_emoji(text: &str) -> bool {
    let mut last = text.chars().rev().filter(|c| !is_part_of_emoji(*c));
    last.next().is_some_and(is_emoji)
}

/// It stands on the letter before it.
pub fn is_mark(c: char) -> bool {
    !c.is_ascii() && !is_hidden(c) && c.width() == Some(0)
}

fn is_emoji(c: char) -> bool {
    matches!(c, '\u{2190}'..='\u{2bff}' | '\u{1f000}'..='\u{1faff}')
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn plain_text_of_both_languages_passes_untouched() {
        for text in [
            "Soyuz-5",
            "«Союз-5», ёлка — №1",
            "日本",
            "naïve e\u{301}",
            "👩\u{200d}🚀 ⚠\u{fe0f}",
        ] {
            assert_eq!(clean(text), text);
        }
    }

    #[test]
    fn what_could_drive_a_terminal_is_shown_instead() {
        assert_eq!(clean("a\x1b[2Jb"), "a␛[2Jb");
        assert_eq!(clean("a\x07\x7f\u{9b}31m"), "a␇␡<9B>31m");
        assert_eq!(clean("one\r\ntwo\tthree"), "one two three");
        assert_eq!(
            clean("a\u{202e}b\u{200b}c\u{2028}d"),
            "a<202E>b<200B>c<2028>d"
        );
        assert_eq!(clean("x\u{200d}y"), "x<200D>y");
        assert_eq!(clean("tag\u{e0041}"), "tag<E0041>");
    }

    #[test]
    fn a_heap_of_marks_is_cut() {
        let heap = format!("z{}!", "\u{301}".repeat(500));
        assert_eq!(clean(&heap), format!("z{}…!", "\u{301}".repeat(4)));
    }

    #[test]
    fn cleaning_twice_changes_nothing() {
        for text in [
            "a\x1b",
            "z\u{301}\u{301}\u{301}\u{301}\u{301}\u{301}",
            "\u{202e}",
            "\r\n\0",
        ] {
            let once = clean(text).into_owned();
            assert_eq!(clean(&once), once);
        }
    }
}
