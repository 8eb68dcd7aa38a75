//! A one-line text field with a cursor.

use std::collections::BTreeSet;

use unicode_segmentation::UnicodeSegmentation;

use crate::domain::text::storable::Storable;
use crate::words::{Noun, Words};

/// The longest text that is taken, in characters: nobody types more, and a paste may hold anything.
const LONGEST: usize = 4_000;

#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Input {
    text: String,
    /// In bytes; always between two graphemes.
    cursor: usize,
}

/// What was typed and not taken.
#[derive(Debug, PartialEq, Eq)]
enum LeftOut {
    TooMuch,
    Unseen(BTreeSet<char>),
}

impl Input {
    /// With a text in it, as far as it can be seen.
    pub fn new(text: &str) -> Self {
        let mut input = Self::default();
        input.take(text);
        input
    }

    pub fn text(&self) -> &str {
        &self.text
    }

    /// What stands before the cursor, and after it.
    pub fn halves(&self) -> (&str, &str) {
        self.text
            .split_at_checked(self.cursor)
            .unwrap_or((&self.text, ""))
    }

    /// Takes what is typed or pasted, as far as it can be seen and there is room, and says what was left out.
    pub fn insert(&mut self, typed: &str, words: Words) -> Option<String> {
        match self.take(typed)? {
            LeftOut::TooMuch => {
                let most = words.counted(LONGEST.cast_signed() as i64, Noun::Character);
                Some(format!("no more than {most} fit: the rest was left out"))
            }
            LeftOut::Unseen(unseen) => Some(words.left_out(&unseen)),
        }
    }

    fn take(&mut self, typed: &str) -> Option<LeftOut> {
        let storable = Storable::behind(self.halves().0, typed);
        let room = LONGEST.saturating_sub(self.text.chars().count());
        let end = storable.char_indices().nth(room);
        let (taken, rest) = storable.split_at(end.map_or(storable.len(), |(end, _)| end));
        self.text.insert_str(self.cursor, taken);
        self.cursor += taken.len();
        if !rest.is_empty() {
            return Some(LeftOut::TooMuch);
        }
        let unseen = storable.left_out();
        (!unseen.is_empty()).then(|| LeftOut::Unseen(unseen.clone()))
    }

    pub fn left(&mut self) {
        self.cursor = self.before();
    }

    pub fn right(&mut self) {
        let (_, after) = self.halves();
        self.cursor += after.graphemes(true).next().map_or(0, str::len);
    }

    pub fn start(&mut self) {
        self.cursor = 0;
    }

    pub fn end(&mut self) {
        self.cursor = self.text.len();
    }

    pub fn delete(&mut self) {
        self.delete_from(self.before());
    }

    pub fn delete_word(&mut self) {
        let (before, _) = self.halves();
        let kept = before.trim_end().rfind(' ').map_or(0, |space| space + 1);
        self.delete_from(kept);
    }

    /// Everything before the cursor, as a shell does it.
    pub fn clear(&mut self) {
        self.delete_from(0);
    }

    /// Where the grapheme before the cursor begins.
    fn before(&self) -> usize {
        let (before, _) = self.halves();
        let last = before.grapheme_indices(true).next_back();
        last.map_or(0, |(start, _)| start)
    }

    fn delete_from(&mut self, start: usize) {
        self.text.replace_range(start..self.cursor, "");
        self.cursor = start;
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_cursor_goes_by_what_a_reader_takes_for_one_character() {
        let mut input = Input::new("Луна e\u{301}");
        input.left();
        assert_eq!(input.halves(), ("Луна ", "e\u{301}"));
        assert_eq!(input.take("2"), None);
        input.end();
        input.delete();
        assert_eq!(input.text(), "Луна 2");
        input.start();
        input.delete();
        input.right();
        input.right();
        assert_eq!(input.halves(), ("Лу", "на 2"));
        input.clear();
        assert_eq!(input.halves(), ("", "на 2"));
        input.end();
        input.delete_word();
        assert_eq!(input.text(), "на ");
    }
}
