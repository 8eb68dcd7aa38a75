//! The floor under the first frame and the memory: a ratatui program that draws one bordered paragraph and
//! waits for `q`, written as anybody would.

use std::io;

use crossterm::event::{self, KeyCode};
use ratatui::Frame;
use ratatui::widgets::{Block, Paragraph};

fn main() -> io::Result<()> {
    let mut terminal = ratatui::try_init()?;
    let result = loop {
        if let Err(error) = terminal.draw(draw) {
            break Err(error);
        }
        match event::read() {
            Ok(event) => match event.as_key_press_event() {
                Some(key) if key.code == KeyCode::Char('q') => break Ok(()),
                _ => {}
            },
            Err(error) => break Err(error),
        }
    };
    ratatui::restore();
    result
}

fn draw(frame: &mut Frame) {
    let text = Paragraph::new("Nothing but a paragraph.").block(Block::bordered().title("Floor"));
    frame.render_widget(text, frame.area());
}
