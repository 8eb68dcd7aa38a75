//! The look of a screen: colours by role, in themes, and the characters it is drawn with. Nothing else in the screens
//! names a colour. The terminal keeps its own background.

use std::borrow::Cow;

use ratatui::buffer::Buffer;
use ratatui::style::{Color, Modifier, Style};
use strum::{EnumString, IntoStaticStr, VariantArray};

use super::glyphs::{Characters, GLYPHS, Glyphs};
use crate::words::{ENGLISH, Words};

#[derive(Clone, Copy, Debug, PartialEq, Eq, EnumString, IntoStaticStr, VariantArray)]
#[strum(serialize_all = "kebab-case")]
pub enum Theme {
    /// For a dark background; its tones can be read on a light one too.
    Dark,
    /// For a light background.
    Light,
    /// No colour: bold, dim and reverse only.
    Mono,
}

impl Theme {
    fn palette(self, tones: Tones) -> &'static Palette {
        match (self, tones) {
            (Self::Dark, Tones::Many) => &DARK,
            (Self::Light, Tones::Many) => &LIGHT,
            (Self::Dark, Tones::Few) => &DARK_OF_FEW,
            (Self::Light, Tones::Few) => &LIGHT_OF_FEW,
            (Self::Mono, _) => &MONO,
        }
    }
}

/// How many colours there are.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Tones {
    /// The table of 256.
    Many,
    /// The eight that every terminal with colours has.
    Few,
}

/// A theme, a set of characters, and the tongue.
#[derive(Clone, Copy, Debug)]
pub struct Look {
    pub words: Words,
    theme: Theme,
    tones: Tones,
    palette: &'static Palette,
    characters: Characters,
    pub glyphs: &'static Glyphs,
}

#[derive(Debug)]
struct Palette {
    accent: Style,
    dim: Style,
    rule: Style,
    good: Style,
    warn: Style,
    bad: Style,
    /// The row under the cursor, in the pane that has the keyboard.
    cursor: Style,
    /// Text on that row that has no colour of its own: it must stand out from the tint even where
    /// the terminal's background is not the one that the theme is made for.
    on_cursor: Option<Color>,
    /// A bar that must be seen.
    alarm: Style,
    /// Things of one kind told from each other; a letter or a shape does too.
    series: [Style; 6],
}

const fn fg(index: u8) -> Style {
    Style::new().fg(Color::Indexed(index))
}

const DARK: Palette = Palette {
    accent: fg(80),
    dim: fg(245),
    rule: fg(239),
    good: fg(71),
    warn: fg(179),
    bad: fg(167),
    cursor: Style::new()
        .bg(Color::Indexed(237))
        .add_modifier(Modifier::BOLD),
    on_cursor: Some(Color::Indexed(254)),
    alarm: Style::new().fg(Color::Indexed(231)).bg(Color::Indexed(124)),
    series: [fg(75), fg(215), fg(114), fg(176), fg(222), fg(209)],
};

const LIGHT: Palette = Palette {
    accent: fg(25),
    dim: fg(242),
    rule: fg(250),
    good: fg(28),
    warn: fg(130),
    bad: fg(160),
    cursor: Style::new()
        .bg(Color::Indexed(254))
        .add_modifier(Modifier::BOLD),
    on_cursor: Some(Color::Indexed(234)),
    alarm: Style::new().fg(Color::Indexed(231)).bg(Color::Indexed(160)),
    series: [fg(26), fg(166), fg(29), fg(127), fg(94), fg(160)],
};

// Of the eight: 1 red, 2 green, 3 yellow, 4 blue, 5 magenta, 6 cyan, 7 white.

const DARK_OF_FEW: Palette = Palette {
    accent: fg(6),
    dim: FAINT,
    rule: FAINT,
    good: fg(2),
    warn: fg(3),
    bad: fg(1).add_modifier(Modifier::BOLD),
    cursor: REVERSED,
    on_cursor: None,
    alarm: Style::new()
        .fg(Color::Indexed(7))
        .bg(Color::Indexed(1))
        .add_modifier(Modifier::BOLD),
    series: [fg(6), fg(3), fg(2), fg(5), fg(1), fg(4)],
};

/// Yellow cannot be read on white.
const LIGHT_OF_FEW: Palette = Palette {
    accent: fg(4),
    warn: fg(5),
    series: [fg(4), fg(1), fg(2), fg(5), fg(6), fg(1)],
    ..DARK_OF_FEW
};

const FAINT: Style = Style::new().add_modifier(Modifier::DIM);
const REVERSED: Style = Style::new().add_modifier(Modifier::REVERSED);

const MONO: Palette = Palette {
    accent: Style::new().add_modifier(Modifier::BOLD),
    dim: FAINT,
    rule: FAINT,
    good: Style::new(),
    warn: Style::new(),
    bad: Style::new().add_modifier(Modifier::BOLD),
    cursor: REVERSED,
    on_cursor: None,
    alarm: Style::new().add_modifier(Modifier::REVERSED.union(Modifier::BOLD)),
    series: [Style::new(); 6],
};

impl Look {
    pub fn new(theme: Theme, characters: Characters) -> Self {
        Self {
            words: ENGLISH,
            theme,
            tones: Tones::Many,
            palette: theme.palette(Tones::Many),
            characters,
            glyphs: &GLYPHS,
        }
    }

    /// The same in as many colours as there are.
    #[must_use]
    pub fn in_tones(self, tones: Tones) -> Self {
        Self {
            tones,
            palette: self.theme.palette(tones),
            ..self
        }
    }

    /// A text that is written as it is, with the characters asked for.
    pub fn text<'t>(&self, text: &'t str) -> Cow<'t, str> {
        self.characters.text(text)
    }

    /// Redraws a finished screen with the characters asked for: cell by cell, so that nothing moves.
    pub(super) fn finish(&self, buffer: &mut Buffer) {
        self.characters.finish(buffer);
    }

    pub fn accent(&self) -> Style {
        self.palette.accent
    }

    /// What is there for whoever looks closer: labels, sources, units.
    pub fn dim(&self) -> Style {
        self.palette.dim
    }

    pub fn rule(&self) -> Style {
        self.palette.rule
    }

    pub fn strong(&self) -> Style {
        Style::new().add_modifier(Modifier::BOLD)
    }

    pub fn good(&self) -> Style {
        self.palette.good
    }

    pub fn warn(&self) -> Style {
        self.palette.warn
    }

    pub fn bad(&self) -> Style {
        self.palette.bad
    }

    pub fn alarm(&self) -> Style {
        self.palette.alarm
    }

    pub fn cursor(&self) -> Style {
        self.palette.cursor
    }

    pub fn on_cursor(&self) -> Option<Color> {
        self.palette.on_cursor
    }

    pub fn theme(&self) -> Theme {
        self.theme
    }

    /// The same glyphs in another theme.
    #[must_use]
    pub fn in_theme(self, theme: Theme) -> Self {
        Self {
            theme,
            palette: theme.palette(self.tones),
            ..self
        }
    }

    /// The same glyphs in the theme after this one.
    #[must_use]
    pub fn next_theme(self) -> Self {
        let themes = Theme::VARIANTS;
        self.in_theme(themes[(self.theme as usize + 1) % themes.len()])
    }

    /// The colour of one of several; they come round again.
    pub fn series(&self, place: usize) -> Style {
        let series = &self.palette.series;
        series[place % series.len()]
    }

    pub fn title(&self, focused: bool) -> Style {
        if focused {
            self.palette.accent.add_modifier(Modifier::BOLD)
        } else {
            self.strong()
        }
    }

    pub fn tab(&self, selected: bool) -> Style {
        if selected {
            self.palette
                .accent
                .add_modifier(Modifier::BOLD.union(Modifier::REVERSED))
        } else {
            Style::new()
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn without_colour_no_role_is_told_by_colour() {
        let look = Look::new(Theme::Mono, Characters::Unicode);
        assert_eq!(
            [look.alarm().bg, look.cursor().bg, look.accent().fg],
            [None; 3]
        );
    }

    #[test]
    fn where_there_are_eight_colours_no_other_is_named() {
        for palette in [&DARK_OF_FEW, &LIGHT_OF_FEW] {
            let Palette {
                accent,
                dim,
                rule,
                good,
                warn,
                bad,
                cursor,
                on_cursor,
                alarm,
                series,
            } = palette;
            let styles = [accent, dim, rule, good, warn, bad, cursor, alarm];
            let named = styles
                .into_iter()
                .chain(series)
                .flat_map(|style| [style.fg, style.bg]);
            for colour in named.chain([*on_cursor]).flatten() {
                assert!(matches!(colour, Color::Indexed(0..8)), "{colour:?}");
            }
        }
    }
}
