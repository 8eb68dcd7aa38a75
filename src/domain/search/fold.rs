//! Letters made alike, so that a word is found however it is written: in either script, upper or lower
//! case, with `е` or `ё`, with or without its hyphens, and on the wrong keyboard layout.

use crate::domain::text::romanize::latin;

/// Text in one alphabet: Latin letters and digits, one space for whatever else stands between them.
/// `i`, `j` and `y` are one letter, and several of them in a row too: "Восточный", "Vostochny" and
/// "Vostochniy" come out the same. The fold of the beginning of a text is the beginning of its fold.
pub(in crate::domain) fn folded(text: &str) -> String {
    let mut folding = Folding {
        text: String::with_capacity(text.len()),
        gap: false,
    };
    folding.add(text);
    folding.text
}

/// A text that is folded piece by piece.
struct Folding {
    text: String,
    /// Something else than a letter stands before the next one.
    gap: bool,
}

impl Folding {
    fn add(&mut self, text: &str) {
        for c in text.chars() {
            if c.is_ascii() {
                self.letter(c.to_ascii_lowercase());
            } else {
                c.to_lowercase().for_each(|c| self.letter(c));
            }
        }
    }

    fn letter(&mut self, c: char) {
        match c {
            'i' | 'j' => self.push('y'),
            'w' => self.push('v'),
            'x' => "ks".chars().for_each(|c| self.push(c)),
            'a'..='z' | '0'..='9' => self.push(c),
            // They stand for hard and soft signs, which are no sound of their own.
            '\'' | '’' => {}
            _ => match latin(c) {
                Some(letters) => letters.chars().for_each(|c| self.letter(c)),
                None if c.is_alphanumeric() => self.push(c),
                None => self.gap = true,
            },
        }
    }

    fn push(&mut self, c: char) {
        if std::mem::take(&mut self.gap) && !self.text.is_empty() {
            self.text.push(' ');
        }
        if !(c == 'y' && self.text.ends_with('y')) {
            self.text.push(c);
        }
    }
}

/// What is looked for.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Needle {
    /// Folded, with its gaps.
    spaced: String,
    /// The same without them.
    glued: String,
}

impl Needle {
    /// None of a text without a letter or digit.
    pub(super) fn new(text: &str) -> Option<Self> {
        let spaced = folded(text);
        let mut glued = String::with_capacity(spaced.len());
        for c in spaced.chars().filter(|c| *c != ' ') {
            if !(c == 'y' && glued.ends_with('y')) {
                glued.push(c);
            }
        }
        (!spaced.is_empty()).then_some(Self { spaced, glued })
    }

    /// It is one letter, which stands in nearly every name.
    pub(super) fn is_letter(&self) -> bool {
        self.glued.len() == 1
    }

    /// It stands somewhere in folded text; or a word of the text begins with it, gaps aside, so that
    /// "soyuz5" finds "soyuz 5", and "mars" not "firm arsenal".
    pub(super) fn is_in(&self, text: &str) -> bool {
        text.contains(&self.spaced)
            || starts_of_words(text).any(|from| starts_with(from, &self.glued))
    }

    /// The two are the same but for gaps.
    pub(super) fn is(&self, text: &str) -> bool {
        Self::new(text).is_some_and(|other| other.glued == self.glued)
    }
}

fn starts_of_words(text: &str) -> impl Iterator<Item = &[u8]> {
    let bytes = text.as_bytes();
    let starts = (0..bytes.len()).filter(|at| {
        let before = at.checked_sub(1).and_then(|before| bytes.get(before));
        before.is_none_or(|before| matches!(before, b' ' | b'\n'))
    });
    starts.filter_map(|at| bytes.get(at..))
}

fn starts_with(text: &[u8], glued: &str) -> bool {
    let mut wanted = glued.bytes().peekable();
    let mut last = 0;
    for byte in text {
        let Some(next) = wanted.peek() else {
            return true;
        };
        match byte {
            // The needle has one `y` for two with a gap between them.
            b' ' => {}
            b'y' if last == b'y' => {}
            _ if byte == next => {
                last = *byte;
                wanted.next();
            }
            _ => return false,
        }
    }
    wanted.peek().is_none()
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    fn finds(needle: &str, text: &str) -> bool {
        Needle::new(needle).unwrap().is_in(&folded(text))
    }

    #[test]
    fn both_scripts_come_out_the_same() {
        for (a, b) in [
            ("Союз", "Soyuz"),
            ("союз", "SOIUZ"),
            ("Ёлка", "елка"),
            ("Восточный", "Vostochnyy"),
            ("Восточный", "Vostochny"),
            ("Королёв", "Королев"),
            ("Щукин", "Shchukin"),
            ("Арктика-М", "Arktika-M"),
            ("Ельцин", "El'tsin"),
        ] {
            assert_eq!(folded(a), folded(b));
        }
    }

    #[test]
    fn hyphens_and_spaces_count_for_nothing() {
        for needle in ["soyuz5", "soyuz-5", "soyuz 5", "союз5", "Союз–5"] {
            for text in [
                "Soyuz-5",
                "Первый полёт «Союз-5»",
                "soyuz-5-first",
                "Soyuz5",
            ] {
                assert!(finds(needle, text), "{needle} in {text}");
            }
        }
        assert!(finds("lunaglob", "Luna-Glob"));
        assert!(finds("luna-glob", "Lunaglob"));
        assert!(finds("lunaangara", "Luna Angara"));
        assert!(finds("novyyyuzhny", "Новый Южный"));
        assert!(!finds("mars", "Firm Arsenal"));
        assert!(!finds("soyuz5", "Soyuz-6"));
        assert!(!Needle::new("soyuz6").unwrap().is_in("soyuz\n6"));
    }

    proptest! {
        /// While a word is typed, what it will find is found all along.
        #[test]
        fn the_beginning_of_a_word_finds_what_the_word_finds(text in "[a-zA-Zа-яёА-Я0-9 .'-]{1,20}", cut in 0_usize..20) {
            let begun: String = text.chars().take(cut).collect();
            prop_assert!(folded(&text).starts_with(&folded(&begun)));
            if let Some(needle) = Needle::new(&begun) {
                prop_assert!(needle.is_in(&folded(&text)));
            }
        }
    }
}
