//! The options of the commands that show on paper what the dashboard shows on the screen.

use clap::ValueEnum;

use super::appearance;
use super::options::Options;
use crate::tui;
use crate::ui::Paper;
use crate::ui::theme::Theme;

/// Where nothing tells how wide the paper is.
const USUAL: u16 = 100;

/// How a command shows what it draws.
#[derive(Debug, clap::Args)]
pub(super) struct PaperOptions {
    /// How wide the text may be, in columns [default: the terminal, else 100]
    #[arg(long, value_name = "COLUMNS", value_parser = clap::value_parser!(u16).range(30..=1000))]
    pub width: Option<u16>,

    /// Draw with plain characters only
    #[arg(long)]
    pub ascii: bool,

    /// The output format
    #[arg(long, value_enum, default_value_t = PaperFormat::Text)]
    pub format: PaperFormat,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
pub(super) enum PaperFormat {
    Text,
    Json,
}

impl PaperOptions {
    pub(super) fn width(&self) -> u16 {
        let width = self.width.or_else(tui::columns);
        width.unwrap_or(USUAL).clamp(30, 1000)
    }

    pub(super) fn paper(&self, cli: &Options, colour: bool) -> Paper {
        paper(cli, self.width(), self.ascii, colour)
    }
}

/// A paper of so many columns, in the theme and the characters that are asked for.
pub(super) fn paper(cli: &Options, width: u16, ascii: bool, colour: bool) -> Paper {
    let theme = match cli.theme {
        _ if !colour => Theme::Mono,
        Some(theme) => theme,
        None if appearance::is_colourless() => Theme::Mono,
        None => Theme::Dark,
    };
    Paper {
        width,
        look: appearance::look(theme, cli.ascii || ascii),
        colour,
    }
}
