//! The README says what the program does.

use roscope::app::keymap;
use roscope::app::tab::Tab;
use roscope::domain::search::{Field, State};
use strum::VariantArray;

const README: &str = include_str!("../../README.md");
const START: &str = "<!-- keys: written by `UPDATE=1 cargo test --test library docs` -->\n";
const END: &str = "<!-- end of keys -->";

/// The table of keys comes from the keymap; `UPDATE=1` writes it.
#[test]
fn the_readme_has_the_keys() {
    let (before, rest) = README.split_once(START).unwrap();
    let (_, after) = rest.split_once(END).unwrap();
    let wanted = format!("{before}{START}\n{}\n{END}{after}", keymap::markdown());
    if std::env::var_os("UPDATE").is_some() {
        std::fs::write("README.md", &wanted).unwrap();
    } else {
        assert!(
            README == wanted,
            "run UPDATE=1 cargo test --test library docs"
        );
    }
}

#[test]
fn the_readme_names_every_tab_and_every_word_of_the_filter() {
    for tab in Tab::VARIANTS {
        assert!(README.contains(tab.title()), "{}", tab.title());
    }
    for (word, ..) in State::WORDS {
        assert!(README.contains(word), "{word}");
    }
    for field in Field::ALL {
        assert!(README.contains(&format!("`{}:", field.name())), "{field:?}");
    }
}

#[test]
fn the_pictures_are_there() {
    for line in README.lines().filter(|line| line.starts_with("![")) {
        let (_, path) = line.rsplit_once('(').unwrap();
        let path = path.trim_end_matches(')');
        assert!(std::path::Path::new(path).exists(), "{path}");
    }
}
