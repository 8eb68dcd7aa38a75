//! A one-line text field with a cursor.

use unicode_segmentation::UnicodeSegmentation;

/// A longer text than this is not taken: nobody types it, and a paste may hold anything. In characters.
pub(super) const LONGEST: usize = 4_000;

#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Input {
    text: String,
    /// In bytes; always between two graphemes.
    cursor: usize,
}

impl Input {
    pub fn new(text: &str) -> Self {
        Self {
            text: text.to_owned(),
            cursor: text.len(),
        }
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

    /// Takes a character; one that cannot stand in a line is left out, and so is all that is too much.
    pub fn insert(&mut self, c: char) {
        if !c.is_control() && !self.is_full() {
            self.text.insert(self.cursor, c);
            self.cursor += c.len_utf8();
        }
    }

    pub fn is_full(&self) -> bool {
        self.text.len() >= LONGEST && self.text.chars().count() >= LONGEST
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
        input.insert('2');
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
