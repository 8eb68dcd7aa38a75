//! Texts of the catalogue as markup, in which what is Russian says so.

use std::iter;

use maud::{Markup, html};

/// Text in an element. In an English page a voice reads what is marked as Russian in Russian.
pub(super) fn marked(text: &str) -> Markup {
    let mut rest = Some(text);
    let stretches = iter::from_fn(|| {
        let text = rest.take()?;
        let (start, end) = russian(text).unwrap_or((text.len(), text.len()));
        let (before, from) = text.split_at(start);
        let (run, after) = from.split_at(end - start);
        rest = Some(after).filter(|after| !after.is_empty());
        Some((before, run))
    });
    html! {
        @for (before, run) in stretches {
            (before)
            @if !run.is_empty() { span lang="ru" { (run) } }
        }
    }
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

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn no_text_is_markup() {
        let marked = |text| marked(text).into_string();
        assert_eq!(
            marked("<script src=x>\"&\"</script>"),
            "&lt;script src=x&gt;&quot;&amp;&quot;&lt;/script&gt;"
        );
        assert_eq!(marked("a<б>c"), "a&lt;<span lang=\"ru\">б</span>&gt;c");
    }

    #[test]
    fn what_is_russian_in_a_text_is_marked() {
        let marked = |text| marked(text).into_string();
        assert_eq!(marked("Soyuz-5"), "Soyuz-5");
        assert_eq!(
            marked("On «Союз-5: первый полёт», said Петров (TASS)."),
            "On «<span lang=\"ru\">Союз-5: первый полёт</span>», said <span lang=\"ru\">Петров</span> (TASS)."
        );
        assert!(is_russian("ТАСС, «Союз-5» (RIA)") && !is_russian("TASS: «Союз»"));
    }
}
