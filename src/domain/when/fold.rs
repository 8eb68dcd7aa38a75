//! Text of a date made plain before it is read: small letters, one kind of dash, blank and figure, and
//! nothing that does not show. Dates are pasted from pages that set all of these in their own way.

use crate::domain::text::clean::is_hidden;

/// No text of a date is longer or has more pieces, so nothing beyond is looked at. In bytes.
const LONGEST: usize = 160;
const PIECES: usize = 14;

/// The text in small letters, its words with one space between them; of one that is too long nothing.
pub(super) fn folded(text: &str) -> String {
    if text.len() > LONGEST {
        return String::new();
    }
    let mut folded = String::with_capacity(text.len());
    for c in text.chars().flat_map(char::to_lowercase) {
        plain(c, &mut folded);
    }
    // A letter and its mark apart, as some systems store them.
    let folded = folded.replace("и\u{306}", "й").replace('\u{308}', "");
    let folded = folded.replace("...", "..");
    let folded = folded.split_whitespace().collect::<Vec<_>>().join(" ");
    match folded.split([' ', '-', '.', '/']).count() {
        ..=PIECES => folded,
        _ => String::new(),
    }
}

fn plain(c: char, folded: &mut String) {
    match c {
        _ if c.is_whitespace() => folded.push(' '),
        _ if is_hidden(c) => {}
        'ё' => folded.push('е'),
        'і' | 'ⅰ' => folded.push('i'),
        'ⅱ' => folded.push_str("ii"),
        'ⅲ' => folded.push_str("iii"),
        'ⅳ' => folded.push_str("iv"),
        '…' => folded.push_str(".."),
        '\u{2010}'..='\u{2015}' | '\u{2043}' | '\u{2212}' | '\u{fe58}' | '\u{fe63}' => {
            folded.push('-');
        }
        ',' | ';' | '"' | '\'' | '«' | '»' | '‘'..='‟' => folded.push(' '),
        // The wide forms of East Asian text stand in the order of the narrow ones.
        '\u{ff01}'..='\u{ff5e}' => {
            let narrow = char::from_u32(c as u32 - 0xfee0);
            plain(narrow.unwrap_or(c), folded);
        }
        // "кв.2027" is two words.
        _ if folded.ends_with('.') && c.is_alphanumeric() && follows_letter(folded) => {
            folded.push(' ');
            folded.push(c);
        }
        _ => folded.push(c),
    }
}

fn follows_letter(folded: &str) -> bool {
    let before = folded.trim_end_matches('.').chars().next_back();
    before.is_some_and(char::is_alphabetic)
}
