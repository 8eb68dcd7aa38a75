//! What is wrong with a filter, and what to write instead.

use std::fmt;

use super::field::{Field, Problem};
use crate::domain::clean::clean;
use crate::domain::diagnostic::quote;
use crate::domain::suggest;

/// One line, cleaned.
impl fmt::Display for Problem {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let text = match self {
            Self::Nothing(term) => format!("there is nothing to look for in {}", quote(term)),
            Self::UnknownField(name) => {
                let names = Field::ALL.iter().map(|field| field.name());
                let fields: Vec<&str> = names.clone().collect();
                format!(
                    "no field is called {}{}; there are {}",
                    quote(name),
                    meant(name, names),
                    fields.join(" ")
                )
            }
            Self::NoValue(field) => format!("{}: takes {}", field.name(), field.takes()),
            Self::Date(text, why) => format!("{} is no date: {why}", quote(text)),
            Self::Number(text) => format!(
                "{} is no number of months: write slip:12, slip:>12, slip:<=3 or slip:3..12",
                quote(text)
            ),
            Self::Word { field, value } => {
                let words = field.words();
                format!(
                    "no {} begins with {}{}; there are {}",
                    field.name(),
                    quote(value),
                    meant(value, words.iter().copied()),
                    words.join(" ")
                )
            }
            Self::Computed(word) => {
                format!("{word} is computed, not recorded: write {word}, without status:")
            }
        };
        f.write_str(&clean(&text))
    }
}

impl std::error::Error for Problem {}

fn meant<'a>(word: &str, known: impl Iterator<Item = &'a str>) -> String {
    suggest::nearest(word, known).map_or(String::new(), |near| format!(", did you mean {near}?"))
}
