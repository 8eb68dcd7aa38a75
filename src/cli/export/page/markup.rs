//! Texts of the catalogue as markup: none of them is any, and what is Russian in them says so.

use std::fmt::Write as _;

/// Text in an element. In an English page a voice reads what is marked as Russian in Russian.
pub(super) fn marked(text: &str) -> String {
    let mut marked = String::with_capacity(text.len());
    let mut rest = text;
    while let Some((start, end)) = russian(rest) {
        let (before, from) = rest.split_at(start);
        let (run, after) = from.split_at(end - start);
        // Writing to a String cannot fail.
        let _ = write!(
            marked,
            "{}<span lang=\"ru\">{}</span>",
            escaped(before),
            escaped(run)
        );
        rest = after;
    }
    marked + &escaped(rest)
}

/// The first stretch of a text from one Russian letter to another, without a Latin one between.
fn russian(text: &str) -> Option<(usize, usize)> {
    let start = text.find(is_cyrillic)?;
    let stretch = text.get(start..)?;
    let stretch = stretch.split(|c: char| c.is_ascii_alphabetic()).next()?;
    let last = stretch.char_indices().rfind(|(_, c)| is_cyrillic(*c))?;
    Some((start, start + last.0 + last.1.len_utf8()))
}

/// Most of its letters are Russian.
pub(super) fn is_russian(text: &str) -> bool {
    let count = |is: fn(char) -> bool| text.chars().filter(|c| is(*c)).count();
    count(is_cyrillic) > count(|c| c.is_ascii_alphabetic())
}

fn is_cyrillic(c: char) -> bool {
    matches!(c, '\u{400}'..='\u{52f}')
}

/// Text that is no markup, in an element or in a quoted attribute.
pub(super) fn escaped(text: &str) -> String {
    let mut escaped = String::with_capacity(text.len());
    for c in text.chars() {
        match c {
            '&' => escaped.push_str("&amp;"),
            '<' => escaped.push_str("&lt;"),
            '>' => escaped.push_str("&gt;"),
            '"' => escaped.push_str("&quot;"),
            '\'' => escaped.push_str("&#39;"),
            c => escaped.push(c),
        }
    }
    escaped
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn no_text_is_markup() {
        assert_eq!(
            escaped("<script src='x'>\"&\"</script>"),
            "&lt;script src=&#39;x&#39;&gt;&quot;&amp;&quot;&lt;/script&gt;"
        );
        assert_eq!(marked("a<б>c"), "a&lt;<span lang=\"ru\">б</span>&gt;c");
    }

    #[test]
    fn what_is_russian_in_a_text_is_marked() {
        assert_eq!(marked("Soyuz-5"), "Soyuz-5");
        assert_eq!(
            marked("On «Союз-5: первый полёт», said Петров (TASS)."),
            "On «<span lang=\"ru\">Союз-5: первый полёт</span>», said <span lang=\"ru\">Петров</span> (TASS)."
        );
        assert!(is_russian("ТАСС, «Союз-5» (RIA)") && !is_russian("TASS: «Союз»"));
    }
}
