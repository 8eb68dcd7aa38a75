//! Writes the pictures of the README: the real screens on the shipped catalogue, as SVG.
//!
//! `cargo run --example pictures` from the root of the project. Look at them before they go in.
#![allow(
    clippy::unwrap_used,
    clippy::print_stdout,
    reason = "a tool for whoever keeps the README"
)]

use std::fmt::Write as _;
use std::path::Path;

use chrono::NaiveDate;
use crossterm::event::{KeyCode, KeyEvent, KeyModifiers};
use ratatui::buffer::{Buffer, Cell};
use ratatui::layout::Rect;
use ratatui::style::{Color, Modifier};
use roscope::app::news::News;
use roscope::app::{App, Msg, Origin, update};
use roscope::domain::text::clean::Text;
use roscope::storage::{BUILT_IN, load_text};
use roscope::ui::glyphs::Characters;
use roscope::ui::theme::{Look, Theme};
use roscope::ui::{ViewState, draw};

/// The day of the pictures.
const DAY: (i32, u32, u32) = (2026, 11, 24);
const SIZE: (u16, u16) = (120, 34);

/// Pixels of a cell.
const CELL: (f32, f32) = (8.4, 18.0);
const FOREGROUND: &str = "#d0d0d0";
const BACKGROUND: &str = "#141418";

fn main() {
    let pictures: [(&str, &str); 7] = [
        ("overview", ""),
        ("timeline", "5 ↓↓↓↓↓↓↓↓↓↓↓"),
        ("milestone", "3 ⏎ ⏎"),
        ("chart", "3 m"),
        ("record", "R ↓↓↓"),
        ("changes", "6 ↓↓↓↓↓"),
        ("form", "5 ↓↓↓↓↓↓↓↓↓↓↓ a IV␣квартал␣2028"),
    ];
    for (name, keys) in pictures {
        let path = format!("assets/{name}.svg");
        std::fs::write(&path, svg(&screen(keys))).unwrap();
        println!("{path}");
    }
}

fn screen(keys: &str) -> Buffer {
    let today = NaiveDate::from_ymd_opt(DAY.0, DAY.1, DAY.2).unwrap();
    let at = today.and_hms_opt(14, 2, 11).unwrap();
    let loaded = load_text(Path::new("programs.toml"), BUILT_IN);
    let origin = Origin::File(Text::new("programs.toml"));
    let mut app = App::new(origin, loaded, at, today, None);
    app.news = News::usual(None);
    let mut view = ViewState::default();
    let look = Look::new(Theme::Dark, Characters::Unicode);
    let mut buffer = Buffer::default();
    for key in keys
        .chars()
        .filter(|key| *key != ' ')
        .map(Some)
        .chain([None])
    {
        if let Some(key) = key {
            update(
                &mut app,
                Msg::Key(KeyEvent::new(code(key), KeyModifiers::NONE)),
            );
        }
        buffer = Buffer::empty(Rect::new(0, 0, SIZE.0, SIZE.1));
        let drawn = draw(&mut buffer, &app, &mut view, &look);
        app.was_drawn(drawn);
    }
    buffer
}

fn code(key: char) -> KeyCode {
    match key {
        '↓' => KeyCode::Down,
        '⏎' => KeyCode::Enter,
        '␣' => KeyCode::Char(' '),
        key => KeyCode::Char(key),
    }
}

fn svg(buffer: &Buffer) -> String {
    let (width, height) = (
        f32::from(SIZE.0) * CELL.0 + 16.0,
        f32::from(SIZE.1) * CELL.1 + 16.0,
    );
    let mut svg = format!(
        "<svg xmlns=\"http://www.w3.org/2000/svg\" viewBox=\"0 0 {width} {height}\" \
         font-family=\"'DejaVu Sans Mono', Menlo, Consolas, monospace\" font-size=\"14\" xml:space=\"preserve\">\n\
         <rect width=\"{width}\" height=\"{height}\" rx=\"6\" fill=\"{BACKGROUND}\"/>\n"
    );
    for (y, row) in buffer.content.chunks(usize::from(SIZE.0)).enumerate() {
        let mut x = 0;
        for run in row.chunk_by(|a, b| a.style() == b.style()) {
            write_run(&mut svg, x, y, run);
            x += run.len();
        }
    }
    svg.push_str("</svg>\n");
    svg
}

#[expect(clippy::cast_precision_loss, reason = "a screen has few cells")]
fn write_run(svg: &mut String, x: usize, y: usize, run: &[Cell]) {
    let (left, top) = (x as f32 * CELL.0 + 8.0, y as f32 * CELL.1 + 8.0);
    let width = run.len() as f32 * CELL.0;
    let style = run[0].style();
    let (mut front, mut back) = (colour(style.fg, FOREGROUND), colour(style.bg, BACKGROUND));
    if style.add_modifier.contains(Modifier::REVERSED) {
        std::mem::swap(&mut front, &mut back);
    }
    if back != BACKGROUND {
        let height = CELL.1;
        writeln!(
            svg,
            "<rect x=\"{left}\" y=\"{top}\" width=\"{width}\" height=\"{height}\" fill=\"{back}\"/>"
        )
        .unwrap();
    }
    let bold = if style.add_modifier.contains(Modifier::BOLD) {
        " font-weight=\"bold\""
    } else {
        ""
    };
    let base = top + 13.5;
    // Each stretch between spaces is placed by itself, so that no font can shift a column.
    let mut at = 0;
    for word in run.split_inclusive(|cell| cell.symbol() == " ") {
        let text: String = word.iter().map(Cell::symbol).collect();
        let text = text.trim_end();
        if !text.is_empty() {
            let left = left + at as f32 * CELL.0;
            let length = text.chars().count() as f32 * CELL.0;
            writeln!(
                svg,
                "<text x=\"{left:.1}\" y=\"{base}\" fill=\"{front}\"{bold} textLength=\"{length:.1}\">{}</text>",
                escaped(text)
            )
            .unwrap();
        }
        at += word.len();
    }
}

fn escaped(text: &str) -> String {
    text.replace('&', "&amp;")
        .replace('<', "&lt;")
        .replace('>', "&gt;")
}

/// The colours of the 256-colour table (xterm) that the themes use.
fn colour(colour: Option<Color>, default: &str) -> String {
    match colour {
        Some(Color::Indexed(index @ 232..)) => {
            let level = 8 + 10 * (u32::from(index) - 232);
            format!("#{level:02x}{level:02x}{level:02x}")
        }
        Some(Color::Indexed(index @ 16..)) => {
            let level = |part: u8| {
                if part == 0 {
                    0
                } else {
                    55 + 40 * u32::from(part)
                }
            };
            let cube = index - 16;
            format!(
                "#{:02x}{:02x}{:02x}",
                level(cube / 36),
                level(cube / 6 % 6),
                level(cube % 6)
            )
        }
        _ => default.to_owned(),
    }
}
