//! A frame of each tab at 200×60, beside a frame of a plain ratatui table of 200 rows: with the shipped
//! catalogue, and with 20,000 milestones. Run: `cargo bench --bench draw`.
//!
//! Each frame follows a key, so that what a key costs is in it: the cursor moves down and up in turn.
#![allow(
    clippy::unwrap_used,
    clippy::expect_used,
    reason = "a benchmark may panic"
)]

#[path = "many.rs"]
mod many;

use std::path::Path;

use chrono::NaiveDate;
use crossterm::event::{KeyCode, KeyEvent, KeyModifiers};
use divan::{Bencher, black_box};
use ratatui::Terminal;
use ratatui::backend::TestBackend;
use ratatui::buffer::Buffer;
use ratatui::layout::{Constraint, Rect};
use ratatui::style::{Style, Stylize};
use ratatui::widgets::{Row, Table, TableState};
use roscope::app::{App, Msg, Origin, update};
use roscope::storage::{BUILT_IN, load_text};
use roscope::ui::glyphs::Characters;
use roscope::ui::theme::{Look, Theme};
use roscope::ui::{ViewState, draw};

fn main() {
    divan::main();
}

const SIZE: (u16, u16) = (200, 60);
const TABS: [char; 5] = ['1', '2', '3', '4', '5'];

struct Screen {
    app: App,
    view: ViewState,
    look: Look,
    shown: Buffer,
    next: Buffer,
    down: bool,
}

impl Screen {
    fn new(text: &str, tab: char) -> Self {
        let today = NaiveDate::from_ymd_opt(2026, 11, 24).unwrap();
        let loaded = load_text(Path::new("programs.toml"), text);
        let app = App::new(Origin::BuiltIn, loaded, today.into(), today, None);
        let area = Rect::new(0, 0, SIZE.0, SIZE.1);
        let look = Look::new(Theme::Dark, Characters::Unicode);
        let mut screen = Self {
            app,
            view: ViewState::default(),
            look,
            shown: Buffer::empty(area),
            next: Buffer::empty(area),
            down: true,
        };
        screen.press(KeyCode::Char(tab));
        screen.frame();
        screen
    }

    fn press(&mut self, code: KeyCode) {
        update(
            &mut self.app,
            Msg::Key(KeyEvent::new(code, KeyModifiers::NONE)),
        );
    }

    /// Draws, and finds what has changed, as the program does.
    fn frame(&mut self) {
        self.next.reset();
        let drawn = draw(&mut self.next, &self.app, &mut self.view, &self.look);
        black_box(self.shown.diff(&self.next));
        std::mem::swap(&mut self.shown, &mut self.next);
        self.app.was_drawn(drawn);
    }

    /// A key and the frame that shows it.
    fn step(&mut self) {
        self.press(if self.down {
            KeyCode::Down
        } else {
            KeyCode::Up
        });
        self.down = !self.down;
        self.frame();
    }
}

#[divan::bench(args = TABS)]
fn shipped(bencher: Bencher, tab: char) {
    let mut screen = Screen::new(BUILT_IN, tab);
    bencher.bench_local(|| screen.step());
}

#[divan::bench(args = TABS)]
fn twenty_thousand_milestones(bencher: Bencher, tab: char) {
    let mut screen = Screen::new(&many::many(BUILT_IN, 20_000), tab);
    bencher.bench_local(|| screen.step());
}

/// The timeline while it is panned, to and fro.
#[divan::bench(args = [0, 20_000])]
fn panning(bencher: Bencher, more: usize) {
    let text = if more == 0 {
        BUILT_IN.to_owned()
    } else {
        many::many(BUILT_IN, more)
    };
    let mut screen = Screen::new(&text, '5');
    bencher.bench_local(|| {
        screen.press(if screen.down {
            KeyCode::Right
        } else {
            KeyCode::Left
        });
        screen.down = !screen.down;
        screen.frame();
    });
}

/// A letter of a filter, typed and deleted in turn, with the list and the frame that follow it.
#[divan::bench(args = [0, 20_000])]
fn filtering(bencher: Bencher, more: usize) {
    let text = if more == 0 {
        BUILT_IN.to_owned()
    } else {
        many::many(BUILT_IN, more)
    };
    let mut screen = Screen::new(&text, '5');
    "/союз | extra slip:>3 !done when:2027.. by:bakanov | mileston"
        .chars()
        .for_each(|c| screen.press(KeyCode::Char(c)));
    bencher.bench_local(|| {
        screen.press(if screen.down {
            KeyCode::Char('e')
        } else {
            KeyCode::Backspace
        });
        screen.down = !screen.down;
        screen.frame();
    });
}

#[divan::bench]
fn plain_table(bencher: Bencher) {
    let rows: Vec<[String; 5]> = (1..=200)
        .map(|number| {
            [
                number.to_string(),
                format!("Milestone {number} of project {}", number % 8 + 1),
                format!("{}-Q{}", 2025 + number / 20, number % 4 + 1),
                format!("+{} mo", number * 7 % 50),
                "in progress".to_owned(),
            ]
        })
        .collect();
    let mut terminal = Terminal::new(TestBackend::new(SIZE.0, SIZE.1)).unwrap();
    let mut state = TableState::new().with_selected(0);
    let mut down = true;
    bencher.bench_local(|| {
        if down {
            state.select_next();
        } else {
            state.select_previous();
        }
        down = !down;
        terminal
            .draw(|frame| {
                let widths = [
                    Constraint::Length(4),
                    Constraint::Fill(1),
                    Constraint::Length(8),
                    Constraint::Length(8),
                    Constraint::Length(12),
                ];
                let rows = rows
                    .iter()
                    .map(|row| Row::new(row.iter().map(String::as_str)));
                let table = Table::new(rows, widths)
                    .header(Row::new(["No", "Milestone", "Date", "Slip", "State"]).bold())
                    .row_highlight_style(Style::new().reversed());
                frame.render_stateful_widget(table, frame.area(), &mut state);
            })
            .unwrap();
    });
}
