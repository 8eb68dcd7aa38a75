//! Texts of public sources: one line each, of a length that a screen can have.

use crate::domain::text::clean::Text;
use crate::domain::text::storable::Storable;

/// The longest name, in characters.
pub const NAME: usize = 200;
/// The longest remark or address, in characters.
pub const REMARK: usize = 500;

/// A text from outside as one line of at most so many characters.
pub fn line(raw: &str, most: usize) -> Text {
    // What cannot be seen is left out before it is counted; a text of megabytes is not looked at to its end.
    let begun: String = raw.chars().take(4 * most).collect();
    let storable = Storable::new(&begun);
    let storable = storable.trim();
    let mut cut: String = storable.chars().take(most).collect();
    if cut.len() < storable.len() {
        cut.pop();
        cut.push('…');
    }
    Text::new(&cut)
}
