//! The look: colours by role and glyphs by meaning. Nothing else in the screens names a colour or
//! draws a special character.
//!
//! Colour never stands alone: each state has a shape and a word too. The terminal keeps its own
//! background.

use std::borrow::Cow;

use ratatui::buffer::Buffer;
use ratatui::style::{Color, Modifier, Style};
use strum::{EnumString, IntoStaticStr, VariantArray};
use unicode_segmentation::UnicodeSegmentation as _;

use crate::domain::computed::agenda::{Fit, Float};
use crate::domain::computed::slip::Move;
use crate::domain::computed::standing::DatesSay;
use crate::domain::format::keyword::{
    ConstellationStatus, Grade, Keyword, MilestoneStatus, ProjectStatus, VehicleStatus,
};
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

/// Which characters the screens are drawn with.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Characters {
    Unicode,
    /// Plain ones only, for terminals and fonts that lack the others. Text stays as it is.
    Ascii,
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

/// Every special character of the screens.
#[derive(Debug)]
pub struct Glyphs {
    pub good: &'static str,
    pub warn: &'static str,
    pub bad: &'static str,
    pub done: &'static str,
    pub open: &'static str,
    pub half: &'static str,
    pub over: &'static str,
    pub unknown: &'static str,
    pub nothing: &'static str,
    pub differs: &'static str,
    pub silent: &'static str,
    pub conflict: &'static str,
    pub cursor: &'static str,
    pub ellipsis: &'static str,
    pub dot: &'static str,
    pub rule: &'static str,
    pub bar: &'static str,
    // timeline
    pub end: &'static str,
    pub window: &'static str,
    /// The band of a window that begins in the middle of this cell.
    pub late_start: &'static str,
    pub vague: &'static str,
    pub happened: &'static str,
    pub baseline: &'static str,
    pub earlier: &'static str,
    pub from: &'static str,
    pub to: &'static str,
    pub opening: &'static str,
    pub onward: &'static str,
    pub backward: &'static str,
    pub earlier_than_shown: &'static str,
    pub later_than_shown: &'static str,
    pub overdue: &'static str,
    pub today: &'static str,
    pub tick: &'static str,
    pub major_tick: &'static str,
    pub folded: &'static str,
    pub unfolded: &'static str,
    /// Beside a milestone that the selected one needs, and one that waits for it.
    pub needed: &'static str,
    pub waiting: &'static str,
    // bars
    pub full: &'static str,
    pub idle: &'static str,
    pub to_come: &'static str,
    /// Eighths of a cell from the bottom, from empty to full.
    pub eighths: [&'static str; 9],
}

const GLYPHS: Glyphs = Glyphs {
    good: "●",
    warn: "▲",
    bad: "■",
    done: "✓",
    open: "○",
    half: "◐",
    over: "✕",
    unknown: "?",
    nothing: "—",
    differs: "≠",
    silent: "✎",
    conflict: "⇄",
    cursor: "▸",
    ellipsis: "…",
    dot: "·",
    rule: "─",
    bar: "│",
    end: "◆",
    window: "━",
    late_start: "╺",
    vague: "┅",
    happened: "●",
    baseline: "◇",
    earlier: "·",
    from: "├",
    to: "┤",
    opening: "╌",
    onward: "▸",
    backward: "◂",
    earlier_than_shown: "‹",
    later_than_shown: "›",
    overdue: "╌",
    today: "│",
    tick: "┬",
    major_tick: "┼",
    folded: "▸",
    unfolded: "▾",
    needed: "↑",
    waiting: "↓",
    full: "▆",
    idle: "▂",
    to_come: "·",
    eighths: [" ", "▁", "▂", "▃", "▄", "▅", "▆", "▇", "█"],
};

/// A state as it is shown: a shape, a word and a colour.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Mark {
    pub glyph: &'static str,
    pub words: Cow<'static, str>,
    pub style: Style,
}

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
        if self.characters == Characters::Unicode || text.is_ascii() {
            return Cow::Borrowed(text);
        }
        let graphemes = text.graphemes(true);
        Cow::Owned(graphemes.map(|one| plain(one).unwrap_or(one)).collect())
    }

    /// Redraws a finished screen with the characters asked for: cell by cell, so that nothing moves.
    pub(super) fn finish(&self, buffer: &mut Buffer) {
        if self.characters == Characters::Unicode {
            return;
        }
        for cell in &mut buffer.content {
            if let Some(plain) = plain(cell.symbol()) {
                cell.set_symbol(plain);
            }
        }
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

    pub fn says(&self, says: DatesSay) -> Mark {
        let glyphs = self.glyphs;
        let (glyph, style) = match says {
            DatesSay::OnPlan => (glyphs.good, self.good()),
            DatesSay::Slipping => (glyphs.warn, self.warn()),
            DatesSay::Late | DatesSay::Overdue => (glyphs.bad, self.bad()),
            DatesSay::Done => (glyphs.done, self.good()),
            DatesSay::Undated => (glyphs.unknown, self.dim()),
            DatesSay::Failed => (glyphs.over, self.bad()),
            DatesSay::Cancelled => (glyphs.over, self.dim()),
        };
        Mark {
            glyph,
            words: self.words.verdict(says).into(),
            style,
        }
    }

    /// A recorded status: its word as people write it, with the shape and the colour that it has. It may be
    /// unknown, on a board of an earlier day.
    fn recorded<S: Keyword>(
        &self,
        status: Option<S>,
        shown: impl Fn(S) -> (&'static str, Style),
    ) -> Mark {
        let Some(status) = status else {
            return Mark {
                glyph: self.glyphs.unknown,
                words: "not recorded".into(),
                style: self.dim(),
            };
        };
        let (glyph, style) = shown(status);
        let words = match status.word() {
            "retiring" => "being retired".into(),
            word => word.replace('-', " ").into(),
        };
        Mark {
            glyph,
            words,
            style,
        }
    }

    pub fn project(&self, status: Option<ProjectStatus>) -> Mark {
        let glyphs = self.glyphs;
        self.recorded(status, |status| match status {
            ProjectStatus::NotStarted => (glyphs.open, self.dim()),
            ProjectStatus::UnderWay => (glyphs.half, Style::new()),
            ProjectStatus::OnTrack => (glyphs.good, self.good()),
            ProjectStatus::AtRisk => (glyphs.warn, self.warn()),
            ProjectStatus::Delayed => (glyphs.bad, self.bad()),
            ProjectStatus::Suspended => (glyphs.over, self.dim()),
            ProjectStatus::Completed => (glyphs.done, self.good()),
        })
    }

    pub fn vehicle(&self, status: Option<VehicleStatus>) -> Mark {
        let glyphs = self.glyphs;
        self.recorded(status, |status| match status {
            VehicleStatus::Proposed => (glyphs.unknown, self.dim()),
            VehicleStatus::InDevelopment => (glyphs.open, Style::new()),
            VehicleStatus::Testing => (glyphs.half, self.warn()),
            VehicleStatus::Operational => (glyphs.good, self.good()),
            VehicleStatus::Retiring => (glyphs.half, self.dim()),
            VehicleStatus::Retired | VehicleStatus::Suspended | VehicleStatus::Cancelled => {
                (glyphs.over, self.dim())
            }
        })
    }

    pub fn constellation(&self, status: Option<ConstellationStatus>) -> Mark {
        let glyphs = self.glyphs;
        self.recorded(status, |status| match status {
            ConstellationStatus::Planned => (glyphs.open, Style::new()),
            ConstellationStatus::Deploying => (glyphs.half, self.warn()),
            ConstellationStatus::Operational => (glyphs.good, self.good()),
            ConstellationStatus::Degraded => (glyphs.warn, self.bad()),
            ConstellationStatus::Suspended | ConstellationStatus::Retired => {
                (glyphs.over, self.dim())
            }
        })
    }

    pub fn milestone(&self, status: MilestoneStatus) -> Mark {
        let glyphs = self.glyphs;
        self.recorded(Some(status), |status| match status {
            MilestoneStatus::Planned => (glyphs.open, Style::new()),
            MilestoneStatus::InProgress => (glyphs.half, Style::new()),
            MilestoneStatus::Done => (glyphs.done, self.good()),
            MilestoneStatus::Failed => (glyphs.over, self.bad()),
            MilestoneStatus::Cancelled => (glyphs.over, self.dim()),
        })
    }

    /// A slip, by the colour of what it amounts to.
    pub fn slip(&self, months: i64) -> Style {
        match months {
            ..=3 => Style::new(),
            4..=12 => self.warn(),
            _ => self.bad(),
        }
    }

    /// The room between two milestones.
    pub fn float(&self, float: Float) -> Style {
        match float.fit {
            Some(Fit::Impossible) => self.bad(),
            Some(Fit::NoFloat) => self.warn(),
            None => self.dim(),
        }
    }

    pub fn moved(&self, moved: Move) -> Style {
        match moved {
            Move::Later => self.bad(),
            Move::Vaguer => self.warn(),
            Move::Earlier | Move::Sharper => self.good(),
            Move::First | Move::Same => self.dim(),
        }
    }

    /// The colour of one of several; they come round again.
    pub fn series(&self, place: usize) -> Style {
        let series = &self.palette.series;
        series[place % series.len()]
    }

    pub fn grade(&self, grade: Grade) -> Style {
        if grade == Grade::Weak {
            self.warn()
        } else {
            self.dim()
        }
    }
}

/// The plain twin of braille dots: the way they run.
fn plain_dots(symbol: &str) -> Option<&'static str> {
    let code = u32::from(symbol.chars().next()?);
    let bits = u8::try_from(code.checked_sub(0x2800)?).ok()?;
    // The dots of a column, from the top: their number and how far down they reach.
    let column = |bits: [u8; 4], dots: u8| bits.map(|bit| dots & bit != 0);
    let left = column([0x01, 0x02, 0x04, 0x40], bits);
    let right = column([0x08, 0x10, 0x20, 0x80], bits);
    let count = |column: [bool; 4]| column.iter().filter(|dot| **dot).count();
    let lowest = |column: [bool; 4]| column.iter().rposition(|dot| *dot);
    let flat = (0..4).any(|row| left[row] && right[row]);
    Some(match (count(left), count(right)) {
        (0, 0) => " ",
        (3.., _) | (_, 3..) => "|",
        _ if flat => "-",
        (1.., 1..) if lowest(left) > lowest(right) => "/",
        (2, 0) | (0, 2) => ":",
        _ => ".",
    })
}

/// The plain twin of a drawn character.
fn plain(symbol: &str) -> Option<&'static str> {
    if let Some(dots) = plain_dots(symbol) {
        return Some(dots);
    }
    Some(match symbol {
        "●" => "*",
        "▲" => "!",
        "■" => "X",
        "✓" | "↓" | "▾" => "v",
        "○" | "◇" | "°" => "o",
        "◐" => "%",
        "✕" => "x",
        "—" | "─" | "╌" => "-",
        "╱" => "/",
        "≠" | "◆" | "▆" | "▇" | "█" => "#",
        "✎" => "s",
        "⇄" => "&",
        "▸" | "→" | "›" | "≥" => ">",
        "◂" | "←" | "‹" => "<",
        "…" | "┅" => "~",
        "·" => ".",
        "│" | "├" | "┤" => "|",
        "━" | "╺" | "▂" | "▃" | "▄" | "▅" => "=",
        "▁" => "_",
        "┬" | "┼" | "╭" | "╮" | "╰" | "╯" | "×" => "+",
        "↑" | "⇧" => "^",
        _ => return None,
    })
}

#[cfg(test)]
mod tests {
    use std::collections::HashSet;

    use super::*;

    #[test]
    fn without_colour_no_state_is_told_by_colour() {
        let look = Look::new(Theme::Mono, Characters::Unicode);
        for says in DatesSay::VARIANTS {
            assert_eq!(look.says(*says).style.fg, None);
        }
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

    #[test]
    fn states_differ_by_shape_and_word_together() {
        let look = Look::new(Theme::Dark, Characters::Unicode);
        for plainly in [false, true] {
            let shown: HashSet<_> = DatesSay::VARIANTS
                .iter()
                .map(|says| look.says(*says))
                .map(|mark| {
                    (
                        if plainly {
                            plain(mark.glyph).unwrap_or(mark.glyph)
                        } else {
                            mark.glyph
                        },
                        mark.words,
                    )
                })
                .collect();
            assert_eq!(shown.len(), DatesSay::VARIANTS.len());
        }
    }
}
