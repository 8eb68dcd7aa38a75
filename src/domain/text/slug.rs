//! Ids that are made of names.

use super::clean::is_mark;
use super::romanize::latin;

/// Kebab-case of a name, in Latin letters; what has none is left out.
pub fn slug(name: &str) -> String {
    let mut slug = String::new();
    // The one letter that changes with its mark, when they are typed apart.
    let name = name.to_lowercase().replace("и\u{306}", "й");
    for c in name.chars().filter(|c| !is_mark(*c)) {
        if c.is_ascii_alphanumeric() {
            slug.push(c);
        } else if let Some(letters) = latin(c) {
            slug.push_str(letters);
        } else if !slug.ends_with('-') && !slug.is_empty() {
            slug.push('-');
        }
    }
    slug.trim_end_matches('-').to_owned()
}
