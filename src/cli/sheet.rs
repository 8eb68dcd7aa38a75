//! Drawn rows as lines of text, for a terminal with their colours, else without.

use std::io::{self, Write};

use clap::ValueEnum;
use ratatui::buffer::{Buffer, Cell};
use ratatui::style::{Color, Modifier, Style};

use super::Cli;
use crate::ui::look::{Characters, Look, Theme};

/// Where nothing tells how wide the paper is.
const USUAL: u16 = 100;

/// How a command shows what it draws.
#[derive(Debug, clap::Args)]
pub(super) struct Sheet {
    /// How wide the text may be, in columns [default: the terminal, else 100]
    #[arg(long, value_name = "COLUMNS", value_parser = clap::value_parser!(u16).range(30..=1000))]
    pub width: Option<u16>,

    /// Draw with plain characters only
    #[arg(long)]
    pub ascii: bool,

    /// For whom to write
    #[arg(long, value_enum, default_value_t = Format::Text)]
    pub format: Format,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
pub(super) enum Format {
    Text,
    Json,
}

impl Sheet {
    pub(super) fn width(&self) -> u16 {
        let terminal = || crossterm::terminal::size().ok().map(|(columns, _)| columns);
        let width = self.width.or_else(terminal).filter(|width| *width > 0);
        width.unwrap_or(USUAL).clamp(30, 1000)
    }

    pub(super) fn look(&self, cli: &Cli, colour: bool) -> Look {
        let characters = if self.ascii || cli.ascii {
            Characters::Ascii
        } else {
            Characters::Unicode
        };
        let theme = match cli.theme {
            _ if !colour => Theme::Mono,
            super::Theme::Light => Theme::Light,
            super::Theme::Mono => Theme::Mono,
            super::Theme::Dark | super::Theme::Auto => Theme::Dark,
        };
        Look::new(theme, characters)
    }
}

/// Writes rows of cells as lines, without the blanks at their ends.
pub(super) fn write(out: &mut impl Write, buffer: &Buffer, colour: bool) -> io::Result<()> {
    for row in buffer.content.chunks(usize::from(buffer.area.width.max(1))) {
        let is_blank = |cell: &Cell| cell.symbol() == " ";
        let end = row
            .iter()
            .rposition(|cell| !is_blank(cell))
            .map_or(0, |last| last + 1);
        let row = row.get(..end).unwrap_or_default();
        for run in row.chunk_by(|a, b| a.style() == b.style()) {
            let codes = run
                .first()
                .map(|cell| codes(cell.style()))
                .filter(|_| colour);
            let codes = codes.unwrap_or_default();
            if !codes.is_empty() {
                write!(out, "\x1b[{codes}m")?;
            }
            for cell in run {
                out.write_all(cell.symbol().as_bytes())?;
            }
            if !codes.is_empty() {
                out.write_all(b"\x1b[0m")?;
            }
        }
        writeln!(out)?;
    }
    Ok(())
}

/// The codes of a style (ECMA-48, SGR); the themes use the 256-colour table only.
fn codes(style: Style) -> String {
    let colour = |colour, plane| match colour {
        Some(Color::Indexed(index)) => Some(format!("{plane};5;{index}")),
        _ => None,
    };
    let has = |modifier| style.add_modifier.contains(modifier);
    let codes = [
        has(Modifier::BOLD).then(|| "1".to_owned()),
        has(Modifier::DIM).then(|| "2".to_owned()),
        has(Modifier::REVERSED).then(|| "7".to_owned()),
        colour(style.fg, "38"),
        colour(style.bg, "48"),
    ];
    codes.into_iter().flatten().collect::<Vec<_>>().join(";")
}
