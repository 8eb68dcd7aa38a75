//! The styles of a screen in words: by the roles that the colours have, so that a screen is held to where
//! something is dim or bad, and not to the colours of that.

use std::fmt::Write as _;

use ratatui::buffer::{Buffer, Cell};
use ratatui::style::{Color, Style};
use roscope::ui::theme::Look;

/// Each row as runs, `a12 b3`, the letters explained at the end; plain cells are `.`.
pub(crate) fn of(buffer: &Buffer, look: &Look) -> String {
    let mut known: Vec<Style> = Vec::new();
    let mut text = String::new();
    for row in buffer.content.chunks(usize::from(buffer.area.width.max(1))) {
        for run in row.chunk_by(|a, b| plain(a) == plain(b)) {
            let letter = letter_of(plain(&run[0]), &mut known);
            write!(text, "{letter}{} ", run.len()).unwrap();
        }
        text = text.trim_end().to_owned() + "\n";
    }
    for (place, style) in known.iter().enumerate() {
        writeln!(text, "{} = {}", letter(place), in_words(*style, look)).unwrap();
    }
    text
}

fn letter_of(style: Style, known: &mut Vec<Style>) -> char {
    if style == Style::default() {
        return '.';
    }
    let place = known.iter().position(|other| *other == style);
    letter(place.unwrap_or_else(|| {
        known.push(style);
        known.len() - 1
    }))
}

fn letter(place: usize) -> char {
    char::from(b'a' + u8::try_from(place).unwrap())
}

/// What a cell says of itself: a reset is nothing.
fn plain(cell: &Cell) -> Style {
    let style = cell.style();
    let colour = |of: Option<Color>| of.filter(|colour| *colour != Color::Reset);
    let mut plain = Style::default().add_modifier(style.add_modifier);
    (plain.fg, plain.bg) = (colour(style.fg), colour(style.bg));
    plain
}

fn in_words(style: Style, look: &Look) -> String {
    let roles = roles(look);
    let role = |what: &str, colour: Color, of: fn(&Style) -> Option<Color>| {
        let role = roles.iter().find(|(_, role)| of(role) == Some(colour));
        role.map_or_else(
            || format!("{what} {colour}"),
            |(name, _)| format!("{what} {name}"),
        )
    };
    let mut words = Vec::new();
    words.extend(style.fg.map(|colour| role("fg", colour, |style| style.fg)));
    words.extend(style.bg.map(|colour| role("bg", colour, |style| style.bg)));
    if !style.add_modifier.is_empty() {
        words.push(format!("{:?}", style.add_modifier).to_lowercase());
    }
    words.join(", ")
}

/// What stands on the row under the cursor has no style of its own, but a colour.
fn roles(look: &Look) -> Vec<(String, Style)> {
    let on_cursor = Style {
        fg: look.on_cursor(),
        ..Style::new()
    };
    let named = [
        ("accent", look.accent()),
        ("dim", look.dim()),
        ("rule", look.rule()),
        ("good", look.good()),
        ("warn", look.warn()),
        ("bad", look.bad()),
        ("cursor", look.cursor()),
        ("on cursor", on_cursor),
        ("alarm", look.alarm()),
    ];
    let series = (0..6).map(|index| (format!("series {index}"), look.series(index)));
    let named = named.map(|(name, style)| (name.to_owned(), style));
    named.into_iter().chain(series).collect()
}

/// The colours themselves.
pub(crate) fn palette(look: &Look) -> String {
    let colour = |colour: Option<Color>| colour.map_or("-".to_owned(), |colour| colour.to_string());
    let mut text = String::new();
    for (name, style) in roles(look) {
        let (fg, bg) = (colour(style.fg), colour(style.bg));
        writeln!(
            text,
            "{name:9}  fg {fg:3}  bg {bg:3}  {:?}",
            style.add_modifier
        )
        .unwrap();
    }
    text
}
