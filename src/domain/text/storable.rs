//! Text on its way into the catalogue: what is typed, pasted or given as an argument.
//!
//! What could not be seen on a screen is left out, and the user is told: controls, soft hyphens, blanks without width,
//! marks of direction and of byte order, tags. Neither English nor Russian needs the joiners, so they stay
//! only where [`clean`](crate::domain::text::clean) shows them as they are: between the parts of an emoji. Combining marks
//! are letters, and stay as they were typed.

use std::collections::BTreeSet;
use std::fmt;
use std::ops::Deref;

use crate::domain::text::clean::{Text, follows_emoji, is_unseen};

/// A line of text without what cannot be seen.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Storable {
    text: String,
    left_out: BTreeSet<char>,
}

impl Storable {
    /// A space stands for each break between lines, and for a tab.
    pub fn new(typed: &str) -> Self {
        Self::behind("", typed)
    }

    /// What is typed behind another text.
    pub fn behind(before: &str, typed: &str) -> Self {
        let mut storable = Self::default();
        let mut in_emoji = follows_emoji(before);
        let mut is_broken = false;
        for c in typed.chars() {
            if is_break(c) {
                is_broken = !storable.text.is_empty();
                in_emoji = false;
            } else if is_unseen(c, in_emoji) {
                storable.left_out.insert(c);
            } else {
                storable.text.extend(is_broken.then_some(' '));
                storable.text.push(c);
                is_broken = false;
                in_emoji = follows_emoji(&storable.text);
            }
        }
        storable
    }

    /// What cannot be seen, and was left out.
    pub fn left_out(&self) -> &BTreeSet<char> {
        &self.left_out
    }
}

impl fmt::Display for Storable {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self)
    }
}

impl Deref for Storable {
    type Target = str;

    fn deref(&self) -> &str {
        &self.text
    }
}

impl From<&Text> for Storable {
    /// What stands in the file, not what a screen shows of it.
    fn from(text: &Text) -> Self {
        Self::new(text.raw())
    }
}

impl From<Storable> for Text {
    fn from(storable: Storable) -> Self {
        Self::new(&storable)
    }
}

fn is_break(c: char) -> bool {
    matches!(c, '\t'..='\r' | '\u{85}' | '\u{2028}' | '\u{2029}')
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;
    use crate::domain::text::clean::clean;

    #[test]
    fn what_can_be_seen_is_taken_as_it_is() {
        for text in [
            "«Союз-5», ёлка — №1",
            "naïve e\u{301} и\u{306}",
            "z\u{301}\u{301}\u{301}\u{301}\u{301}\u{301}",
            "👩\u{200d}🚀 ⚠\u{fe0f}",
            "a\u{a0}b",
        ] {
            let storable = Storable::new(text);
            assert_eq!((&*storable, storable.left_out()), (text, &BTreeSet::new()));
        }
    }

    #[test]
    fn a_joiner_is_taken_behind_an_emoji_only() {
        assert_eq!(&*Storable::behind("👩", "\u{200d}"), "\u{200d}");
        assert_eq!(&*Storable::behind("x", "\u{200d}"), "");
        assert_eq!(&*Storable::behind("👩\u{200d}", "🚀"), "🚀");
    }

    proptest! {
        #[test]
        fn it_is_one_line_that_shows_what_it_says(
            text in "(?s)[a-zй\u{301}\u{ad}\u{200b}-\u{200f}\u{202a}-\u{202e}\u{2028}\u{feff}\u{fe0f}👩🚀\u{1b}\n\t\u{85}\u{9b}]{0,30}"
        ) {
            let storable = Storable::new(&text);
            prop_assert!(!storable.chars().any(char::is_control));
            // Too many marks on one letter are cut only where they are shown.
            let shown = clean(&storable).into_owned();
            prop_assert!(shown == *storable || shown.contains('…'), "{shown:?} {storable:?}");
            prop_assert_eq!(&*Storable::new(&storable), &*storable);
        }
    }
}
