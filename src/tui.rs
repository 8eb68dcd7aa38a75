//! The terminal side: takes the terminal, turns what happens into messages, carries out effects, draws.
//!
//! With [`storage`](crate::storage) the only IO of the dashboard, and the only place with a clock.

pub mod clock;
mod input;
mod keys;
mod outside;
mod pen;
mod screen;
mod signals;
mod terminal;

use std::io;
use std::ops::ControlFlow;
use std::time::{Duration, Instant};

use chrono::NaiveDate;

use crate::app::{App, Effect, Msg, update};
use crate::domain::loaded::{Snapshot, Unloadable};
use crate::ui::look::{Look, Theme};
use crate::ui::{self, ViewState};
use input::{Event, Input};
use keys::{Tone, Typed};
use screen::Screen;
use signals::{Signal, Signals};

/// How often the file is looked at.
const LOOK_EVERY: Duration = Duration::from_millis(200);

/// Whether there is a terminal to draw on: both ends are one, and it is not `dumb`.
pub fn is_interactive() -> bool {
    terminal::is_there()
}

/// How wide the terminal is that output goes to, if it goes to one.
pub fn columns() -> Option<u16> {
    terminal::columns()
}

/// How to look at the file.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Reading {
    /// Read it if it has changed.
    IfChanged,
    /// Read it in any case.
    Afresh,
}

/// How the screen is coloured.
#[derive(Clone, Copy, Debug)]
pub enum Colours {
    /// As somebody asked for.
    Given(Look),
    /// Like this until the terminal tells its background. It is asked once, with the first frame, and
    /// nothing waits for the answer.
    OfBackground(Look),
}

/// Runs the dashboard until the user quits. The terminal is given back whatever happens.
///
/// `today` is asked on each turn, `look` about five times a second; `look` returns what it read, if it read.
/// The app is left as it was last shown. An error means that the terminal cannot be used, or is gone. A panic of any thread ends the program.
pub fn run(
    app: &mut App,
    colours: Colours,
    today: impl FnMut() -> NaiveDate,
    look: impl FnMut(Reading, Instant) -> Option<Result<Snapshot, Unloadable>>,
) -> io::Result<()> {
    terminal::restore_on_panic();
    let ended =
        Dashboard::start(app, colours, today, look).and_then(|mut dashboard| dashboard.run());
    terminal::restore();
    ended
}

struct Dashboard<'a, Today, LookAt> {
    app: &'a mut App,
    colours: Colours,
    view: ViewState,
    screen: Screen,
    input: Input,
    today: Today,
    look: LookAt,
    /// Something happened since the last frame.
    is_stale: bool,
}

impl<'a, Today, LookAt> Dashboard<'a, Today, LookAt>
where
    Today: FnMut() -> NaiveDate,
    LookAt: FnMut(Reading, Instant) -> Option<Result<Snapshot, Unloadable>>,
{
    fn start(app: &'a mut App, colours: Colours, today: Today, look: LookAt) -> io::Result<Self> {
        Ok(Self {
            app,
            colours,
            view: ViewState::default(),
            input: Input::new(Signals::listen()?),
            screen: Screen::new(matches!(colours, Colours::OfBackground(_)))?,
            today,
            look,
            is_stale: true,
        })
    }

    fn run(&mut self) -> io::Result<()> {
        let mut next_look = Instant::now() + LOOK_EVERY;
        loop {
            self.draw()?;
            let patience = next_look.saturating_duration_since(Instant::now());
            for event in self.input.wait(patience)? {
                if self.answer(event)?.is_break() {
                    return Ok(());
                }
            }
            let now = Instant::now();
            let mut news = self.new_day();
            if now >= next_look {
                next_look = now + LOOK_EVERY;
                news = news.or_else(|| self.look(Reading::IfChanged, now));
            }
            if let Some(msg) = news
                && self.update(msg)?.is_break()
            {
                return Ok(());
            }
        }
    }

    fn draw(&mut self) -> io::Result<()> {
        if std::mem::take(&mut self.is_stale) {
            let (Colours::Given(look) | Colours::OfBackground(look)) = &self.colours;
            let (app, view) = (&*self.app, &mut self.view);
            let drawn = self
                .screen
                .draw(|buffer| ui::draw(buffer, app, view, look))?;
            self.app.was_drawn(drawn);
        }
        Ok(())
    }

    fn answer(&mut self, event: Event) -> io::Result<ControlFlow<()>> {
        match event {
            Event::Typed(Typed::Key(key)) => return self.update(Msg::Key(key)),
            Event::Typed(Typed::Paste(text)) => return self.update(Msg::Paste(text)),
            Event::Typed(Typed::Mouse(event)) => return self.update(Msg::Mouse(event)),
            Event::Typed(Typed::Background(tone)) => self.suit(tone),
            Event::Signal(Signal::Resized) => {
                self.screen.repaint()?;
                self.is_stale = true;
            }
            Event::Signal(Signal::Stop) => terminal::stop()?,
            Event::Signal(Signal::Continued) => {
                self.screen.enter()?;
                self.is_stale = true;
            }
        }
        Ok(ControlFlow::Continue(()))
    }

    fn update(&mut self, msg: Msg) -> io::Result<ControlFlow<()>> {
        self.is_stale = true;
        match update(self.app, msg) {
            None => {}
            Some(Effect::Copy(text)) => outside::copy(&text)?,
            Some(Effect::OpenUrl(address)) => {
                if let Err(why) = outside::open(&address) {
                    return self.update(Msg::Failed(why));
                }
            }
            Some(Effect::Quit) => return Ok(ControlFlow::Break(())),
            Some(Effect::Reload) => {
                if let Some(msg) = self.look(Reading::Afresh, Instant::now()) {
                    return self.update(msg);
                }
            }
            Some(Effect::Redraw) => self.screen.repaint()?,
            Some(Effect::NextTheme) => {
                let (Colours::Given(look) | Colours::OfBackground(look)) = self.colours;
                self.colours = Colours::Given(look.next_theme());
            }
            Some(Effect::CaptureMouse(on)) => terminal::capture_mouse(on)?,
            // The screen is entered again when the signal to go on comes.
            Some(Effect::Suspend) => terminal::stop()?,
        }
        Ok(ControlFlow::Continue(()))
    }

    fn look(&mut self, look: Reading, now: Instant) -> Option<Msg> {
        let result = (self.look)(look, now)?;
        let at = clock::now();
        Some(Msg::Loaded { result, at })
    }

    fn suit(&mut self, tone: Tone) {
        if let Colours::OfBackground(look) = self.colours {
            let theme = match tone {
                Tone::Dark => Theme::Dark,
                Tone::Light => Theme::Light,
            };
            if look.theme() != theme {
                self.colours = Colours::OfBackground(look.in_theme(theme));
                self.is_stale = true;
            }
        }
    }

    fn new_day(&mut self) -> Option<Msg> {
        let today = (self.today)();
        (today != self.app.today).then_some(Msg::Today(today))
    }
}
