//! What the terminal can show, as far as the environment tells: which characters, and how many colours.
//!
//! The characters go by the locale, the first of `LC_ALL`, `LC_CTYPE` and `LANG` that is set. Where none is,
//! POSIX says `C`; but in containers and behind `ssh` that is the rule, and their terminals speak UTF-8: only
//! a locale that somebody has set is obeyed. The colours go by `COLORTERM` and `TERM`.

use std::env;
use std::io::{self, IsTerminal as _, Write};

use super::ending::Stop;
use crate::ui::glyphs::Characters;
use crate::ui::theme::{Look, Theme, Tones};

/// A variable of the environment that is not empty.
type Variable<'a> = &'a dyn Fn(&str) -> Option<String>;

/// The environment of this program.
fn variable(name: &str) -> Option<String> {
    env::var(name).ok().filter(|value| !value.is_empty())
}

/// A theme in the characters and colours that there are; in plain characters if they are asked for.
pub(super) fn look(theme: Theme, plain: bool) -> Look {
    let characters = if plain || is_plain(&variable, io::stdout().is_terminal()) {
        Characters::Ascii
    } else {
        Characters::Unicode
    };
    Look::new(theme, characters).in_tones(tones(&variable))
}

/// Writes a plain text in the characters that the terminal has.
pub(super) fn write<T>(
    out: &mut impl Write,
    plain: bool,
    text: impl FnOnce(&mut Vec<u8>) -> Result<T, Stop>,
) -> Result<T, Stop> {
    let mut written = Vec::new();
    let done = text(&mut written)?;
    let written = String::from_utf8_lossy(&written);
    out.write_all(look(Theme::Mono, plain).text(&written).as_bytes())?;
    Ok(done)
}

/// The terminal has no colours of its own.
pub(super) fn is_colourless() -> bool {
    variable("COLORTERM").is_none() && variable("TERM").is_some_and(|term| is_typewriter(&term))
}

/// Its background is known without asking, and it may not know the question.
pub(super) fn is_console() -> bool {
    variable("TERM").is_some_and(|term| term == "linux")
}

fn is_plain(variable: Variable, on_terminal: bool) -> bool {
    match variable("ROSCOPE_ASCII").as_deref() {
        Some("0") => false,
        Some(_) => true,
        None => {
            let term = variable("TERM").filter(|_| on_terminal);
            !is_utf_8(variable) || term.is_some_and(|term| has_few_glyphs(&term))
        }
    }
}

fn is_utf_8(variable: Variable) -> bool {
    let locale = ["LC_ALL", "LC_CTYPE", "LANG"]
        .into_iter()
        .find_map(variable);
    locale.is_none_or(|locale| {
        let locale = locale.to_ascii_lowercase();
        locale.contains("utf-8") || locale.contains("utf8")
    })
}

/// The console of Linux has a font of at most 512 characters, and most of those that are drawn are not in it.
fn has_few_glyphs(term: &str) -> bool {
    term == "linux" || term.starts_with("cons") || is_typewriter(term)
}

/// A terminal, or one that is said to be one, from before colours.
fn is_typewriter(term: &str) -> bool {
    term.starts_with("vt") || term.ends_with("-m") || term.ends_with("-mono")
}

/// Terminals that are known to have more than 16 colours, where `TERM` does not say so.
const MANY: [&str; 14] = [
    "256color",
    "direct",
    "truecolor",
    "24bit",
    "kitty",
    "alacritty",
    "foot",
    "wezterm",
    "ghostty",
    "rio",
    "contour",
    "mintty",
    "konsole",
    "iterm",
];

/// Without `TERM`, as in a pipe, nothing is known: if colours are asked for, all are used.
fn tones(variable: Variable) -> Tones {
    let is_many = |term: String| MANY.iter().any(|part| term.contains(part));
    match (variable("COLORTERM"), variable("TERM")) {
        (Some(_), _) | (None, None) => Tones::Many,
        (None, Some(term)) if is_many(term.to_ascii_lowercase()) => Tones::Many,
        (None, Some(_)) => Tones::Few,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn with<'a>(set: &'a [(&str, &str)]) -> impl Fn(&str) -> Option<String> + 'a {
        move |name| {
            let found = set.iter().find(|(other, _)| *other == name);
            found.map(|(_, value)| (*value).to_owned())
        }
    }

    #[test]
    fn the_first_locale_that_is_set_decides_the_characters() {
        let plain = |set: &[(&str, &str)]| is_plain(&with(set), true);
        assert!(!plain(&[]), "nobody has said anything");
        assert!(plain(&[("LANG", "C")]) && plain(&[("LANG", "ru_RU.KOI8-R")]));
        assert!(plain(&[("LC_ALL", "POSIX"), ("LANG", "en_US.UTF-8")]));
        assert!(plain(&[("LC_CTYPE", "en_US"), ("LANG", "en_US.UTF-8")]));
        assert!(!plain(&[
            ("LC_ALL", "C.utf8"),
            ("LC_CTYPE", "C"),
            ("LANG", "C")
        ]));
        assert!(!plain(&[("LC_CTYPE", "UTF-8")]));
    }

    #[test]
    fn a_terminal_of_few_characters_is_drawn_on_with_plain_ones_and_a_pipe_is_none() {
        for (term, is_so) in [
            ("linux", true),
            ("vt100", true),
            ("vt220", true),
            ("xterm", false),
            ("xterm-256color", false),
        ] {
            assert_eq!(is_plain(&with(&[("TERM", term)]), true), is_so, "{term}");
            assert!(!is_plain(&with(&[("TERM", term)]), false), "{term}");
        }
        let said = |value| {
            is_plain(
                &with(&[("ROSCOPE_ASCII", value), ("TERM", "linux"), ("LANG", "C")]),
                true,
            )
        };
        assert!(said("1") && !said("0"));
    }

    #[test]
    fn the_colours_are_as_many_as_the_terminal_has() {
        let many = |set: &[(&str, &str)]| tones(&with(set)) == Tones::Many;
        for term in [
            "xterm-256color",
            "tmux-256color",
            "xterm-kitty",
            "alacritty",
            "xterm-direct",
            "foot",
        ] {
            assert!(many(&[("TERM", term)]), "{term}");
        }
        for term in [
            "xterm",
            "linux",
            "vt100",
            "screen",
            "tmux",
            "rxvt-16color",
            "ansi",
        ] {
            assert!(!many(&[("TERM", term)]), "{term}");
            assert!(
                many(&[("TERM", term), ("COLORTERM", "truecolor")]),
                "{term}"
            );
        }
        assert!(many(&[]));
        assert!(is_typewriter("vt100") && is_typewriter("xterm-mono") && !is_typewriter("xterm"));
    }
}
