//! A dashboard without a terminal: the sample catalogue, keys by name, the screen as text and styles.

#![allow(dead_code, unreachable_pub, reason = "each test takes what it needs")]

use std::path::Path;
use std::sync::Arc;

use chrono::NaiveDateTime;
use crossterm::event::{KeyCode, KeyEvent, KeyModifiers};
use ratatui::buffer::Buffer;
use ratatui::layout::Rect;
use roscope::app::drawn::Drawn;
use roscope::app::{App, Effect, Msg, Notice, Origin, update};
use roscope::domain::computed::since::{Older, Since};
use roscope::domain::file::loaded::{Snapshot, Unloadable};
use roscope::domain::text::clean::Text;
use roscope::storage::load_text;
use roscope::ui::glyphs::Characters;
use roscope::ui::theme::{Look, Theme};
use roscope::ui::{ViewState, draw};

use crate::fixtures::today;
use crate::styles;

pub struct Dashboard {
    pub app: App,
    pub look: Look,
    /// The columns and rows of the screen while keys are pressed.
    pub size: (u16, u16),
    view: ViewState,
}

pub fn at(hour: u32, minute: u32) -> NaiveDateTime {
    today().and_hms_opt(hour, minute, 0).unwrap()
}

pub fn read(text: &str) -> Result<Snapshot, Unloadable> {
    load_text(Path::new("programs.toml"), text)
}

impl Dashboard {
    pub fn new(text: &str) -> Self {
        let origin = Origin::File(Text::new("programs.toml"));
        let app = App::new(origin, read(text), at(14, 2), today(), None);
        Self {
            app,
            look: Look::new(Theme::Dark, Characters::Unicode),
            size: (100, 30),
            view: ViewState::default(),
        }
    }

    /// The same on a screen of so many columns and rows.
    pub fn sized(mut self, width: u16, height: u16) -> Self {
        self.size = (width, height);
        self
    }

    /// What has just happened, as the footer says it; nothing if nothing has.
    pub fn notice(&self) -> &str {
        let notice = self.app.notice.as_ref();
        notice.map(Notice::words).unwrap_or_default()
    }

    /// The same screen in other clothes.
    pub fn dressed(mut self, theme: Theme, characters: Characters) -> Self {
        self.look = Look::new(theme, characters);
        self
    }

    /// The same after these keys.
    pub fn pressed(mut self, keys: &str) -> Self {
        self.press(keys);
        self
    }

    /// Presses keys, one after the other, drawing after each as the program does: `down enter /`, a
    /// single character as itself, `^d` with Ctrl, `text:…` letter by letter.
    pub fn press(&mut self, keys: &str) -> &mut Self {
        for key in keys.split(' ').filter(|key| !key.is_empty()) {
            if let Some(text) = key.strip_prefix("text:") {
                text.chars().for_each(|c| self.key(KeyCode::Char(c)));
            } else if let ["", letter] = key.split('^').collect::<Vec<_>>()[..]
                && !letter.is_empty()
            {
                self.event(KeyEvent::new(named(letter), KeyModifiers::CONTROL));
            } else {
                self.key(named(key));
            }
        }
        self
    }

    fn key(&mut self, code: KeyCode) {
        self.event(KeyEvent::new(code, KeyModifiers::NONE));
    }

    pub fn event(&mut self, key: KeyEvent) -> Option<Effect> {
        let effect = update(&mut self.app, Msg::Key(key));
        self.draw(self.size.0, self.size.1);
        effect
    }

    /// How the screen came out.
    pub fn drawn(&mut self) -> Drawn {
        let mut buffer = Buffer::empty(Rect::new(0, 0, self.size.0, self.size.1));
        draw(&mut buffer, &self.app, &mut self.view, &self.look)
    }

    /// The screen as text, as large as it is.
    pub fn now(&mut self) -> String {
        self.text(self.size.0, self.size.1)
    }

    /// The file now holds this text.
    pub fn save(&mut self, text: &str) -> &mut Self {
        let msg = self.read_again(text);
        update(&mut self.app, msg);
        self
    }

    /// What comes of reading this text.
    pub fn read_again(&self, text: &str) -> Msg {
        let (awaiting, at) = (self.app.awaiting(), at(14, 6));
        let result = read(text).map(|snapshot| awaiting.arrive(snapshot, at));
        Msg::Loaded { result, at }
    }

    /// The file was read that the catalogue is to be compared with.
    pub fn fetch_older(&mut self, name: &str, text: &str) -> &mut Self {
        let older = Older {
            catalogue: Some(Arc::new(read(text).unwrap().catalogue)),
            ..Older::dated(Since::File(name.into()))
        };
        update(&mut self.app, Msg::OlderFetched(Ok(older)));
        self
    }

    pub fn draw(&mut self, width: u16, height: u16) -> Buffer {
        let mut buffer = Buffer::empty(Rect::new(0, 0, width, height));
        let drawn = draw(&mut buffer, &self.app, &mut self.view, &self.look);
        self.app.was_drawn(drawn);
        buffer
    }

    /// The screen as text, row by row.
    pub fn text(&mut self, width: u16, height: u16) -> String {
        rows(&self.draw(width, height))
            .map(|row| row + "\n")
            .collect()
    }

    /// The screen as text; and what style each stretch of a row has, and where the caret stands.
    pub fn picture(&mut self, width: u16, height: u16) -> (String, String) {
        let buffer = self.draw(width, height);
        let text = rows(&buffer).map(|row| row + "\n").collect();
        let caret = self.view.caret().map_or_else(String::new, |caret| {
            format!("caret at column {}, row {}\n", caret.x, caret.y)
        });
        (text, styles::of(&buffer, &self.look) + &caret)
    }
}

fn named(key: &str) -> KeyCode {
    let mut chars = key.chars();
    match (key, chars.next(), chars.next()) {
        ("down", ..) => KeyCode::Down,
        ("up", ..) => KeyCode::Up,
        ("left", ..) => KeyCode::Left,
        ("right", ..) => KeyCode::Right,
        ("enter", ..) => KeyCode::Enter,
        ("esc", ..) => KeyCode::Esc,
        ("tab", ..) => KeyCode::Tab,
        ("end", ..) => KeyCode::End,
        ("home", ..) => KeyCode::Home,
        ("pgdn", ..) => KeyCode::PageDown,
        ("pgup", ..) => KeyCode::PageUp,
        ("space", ..) => KeyCode::Char(' '),
        (_, Some(c), None) => KeyCode::Char(c),
        _ => panic!("no such key: {key}"),
    }
}

fn rows(buffer: &Buffer) -> impl Iterator<Item = String> {
    buffer
        .content
        .chunks(usize::from(buffer.area.width.max(1)))
        .map(|row| {
            let text: String = row.iter().map(ratatui::buffer::Cell::symbol).collect();
            text.trim_end().to_owned()
        })
}
