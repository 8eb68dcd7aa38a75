//! The floor under a key: a ratatui program that draws a plain table of 200 rows over the whole screen and takes
//! all waiting keys before a frame, written as anybody would.

use std::io;
use std::time::Duration;

use crossterm::event::{self, KeyCode};
use ratatui::layout::Constraint;
use ratatui::style::{Style, Stylize};
use ratatui::widgets::{Row, Table, TableState};
use ratatui::{DefaultTerminal, Frame};

const ROWS: usize = 200;

fn main() -> io::Result<()> {
    let mut terminal = ratatui::try_init()?;
    let result = run(&mut terminal);
    ratatui::restore();
    result
}

fn run(terminal: &mut DefaultTerminal) -> io::Result<()> {
    let rows = rows();
    let mut state = TableState::new().with_selected(0);
    loop {
        terminal.draw(|frame| draw(frame, &rows, &mut state))?;
        loop {
            if let Some(key) = event::read()?.as_key_press_event() {
                match key.code {
                    KeyCode::Char('q') => return Ok(()),
                    KeyCode::Char('j') | KeyCode::Down => state.select_next(),
                    KeyCode::Char('k') | KeyCode::Up => state.select_previous(),
                    KeyCode::Char('g') => state.select_first(),
                    KeyCode::Char('G') => state.select(Some(ROWS - 1)),
                    _ => {}
                }
            }
            if !event::poll(Duration::ZERO)? {
                break;
            }
        }
    }
}

/// Rows such as a list of milestones has: number, name, date, slip, state.
fn rows() -> Vec<[String; 5]> {
    let states = ["planned", "in progress", "overdue", "done"];
    (1..=ROWS)
        .map(|number| {
            [
                number.to_string(),
                format!("Milestone {} of project {}", number, number % 8 + 1),
                format!("{}-Q{}", 2025 + number / 20, number % 4 + 1),
                format!("+{} mo", number * 7 % 50),
                states[number % states.len()].to_owned(),
            ]
        })
        .collect()
}

fn draw(frame: &mut Frame, rows: &[[String; 5]], state: &mut TableState) {
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
    frame.render_stateful_widget(table, frame.area(), state);
}
