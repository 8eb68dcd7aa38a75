//! "Did you mean": the known word that is nearest to a misspelt one.

use std::borrow::Cow;

/// Words longer than this are not compared: no key, keyword or id is.
const LONGEST: usize = 80;
/// At most this many letters may differ.
const FARTHEST: usize = 3;

/// The nearest of the known words, if it is near enough to have been meant: the same but for case
/// and the kind of dash, or off by a third of its letters at most, or begun but not ended.
pub fn nearest<'a>(word: &str, known: impl IntoIterator<Item = &'a str>) -> Option<&'a str> {
    if word.is_empty() || word.len() > LONGEST {
        return None;
    }
    let word = folded(word);
    let limit = (word.chars().count() / 3).clamp(1, FARTHEST);
    known
        .into_iter()
        .filter_map(|candidate| Some((distance(&word, candidate, limit)?, candidate)))
        .min_by_key(|(distance, _)| *distance)
        .map(|(_, candidate)| candidate)
}

fn distance(word: &str, candidate: &str, limit: usize) -> Option<usize> {
    if candidate.is_empty() || candidate.len() > LONGEST {
        return None;
    }
    let candidate = folded(candidate);
    let begun = word.len() >= FARTHEST && candidate.starts_with(word);
    if begun && candidate != word {
        return Some(limit);
    }
    if word.len().abs_diff(candidate.len()) > 2 * limit {
        return None;
    }
    Some(strsim::osa_distance(word, &candidate)).filter(|distance| *distance <= limit)
}

fn folded(word: &str) -> Cow<'_, str> {
    let plain = |byte: u8| !byte.is_ascii_uppercase() && byte != b'_' && byte != b' ';
    if word.is_ascii() && word.bytes().all(plain) {
        Cow::Borrowed(word)
    } else {
        Cow::Owned(word.to_lowercase().replace(['_', ' '], "-"))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    const WORDS: [&str; 5] = ["planned", "in-progress", "done", "failed", "cancelled"];

    #[test]
    fn the_meant_word_is_found() {
        for (typed, meant) in [
            ("plannd", Some("planned")),
            ("In Progress", Some("in-progress")),
            ("DONE", Some("done")),
            ("canceled", Some("cancelled")),
            ("canc", Some("cancelled")),
            ("dnoe", Some("done")),
            ("late", None),
            ("x", None),
            ("", None),
        ] {
            assert_eq!(nearest(typed, WORDS), meant, "{typed}");
        }
    }

    #[test]
    fn cyrillic_and_long_words_are_no_trouble() {
        assert_eq!(nearest("статус", ["status"]), None);
        assert_eq!(nearest(&"a".repeat(1_000_000), WORDS), None);
    }
}
