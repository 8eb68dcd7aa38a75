//! A one-line text field.

use unicode_segmentation::UnicodeSegmentation;

/// A longer text than this is not taken: nobody types it, and a paste may hold anything.
const LONGEST: usize = 200;

#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Input {
    text: String,
}

impl Input {
    pub fn new(text: &str) -> Self {
        Self {
            text: text.to_owned(),
        }
    }

    pub fn text(&self) -> &str {
        &self.text
    }

    /// Takes a character; one that cannot stand in a line is left out.
    pub fn insert(&mut self, c: char) {
        if !c.is_control() && self.text.chars().count() < LONGEST {
            self.text.push(c);
        }
    }

    pub fn delete(&mut self) {
        let end = self
            .text
            .grapheme_indices(true)
            .next_back()
            .map_or(0, |(start, _)| start);
        self.text.truncate(end);
    }

    pub fn delete_word(&mut self) {
        let kept = self.text.trim_end().rfind(' ').map_or(0, |space| space + 1);
        self.text.truncate(kept);
    }

    pub fn clear(&mut self) {
        self.text.clear();
    }
}
