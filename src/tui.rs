//! The terminal side: takes the terminal, turns what happens into messages, carries out effects, draws.
//!
//! With [`storage`](crate::storage) the only IO of the dashboard, and the only place with a clock.

pub mod clock;
mod decoder;
mod editor;
mod glyph;
mod input;
mod jobs;
mod keys;
mod outside;
mod pen;
mod screen;
mod scroll;
mod signals;
mod terminal;

use std::io;
use std::ops::ControlFlow;
use std::path::Path;
use std::time::{Duration, Instant};

use chrono::NaiveDate;

use crate::app::news::News;
use crate::app::{App, Effect, Msg, Shown, Write, update};
use crate::domain::computed::since::Older;
use crate::domain::edit::{Edit, Proven};
use crate::domain::file::loaded::{Snapshot, Unloadable};
use crate::reason::reason;
use crate::ui::theme::{Look, Theme};
use crate::ui::{self, ViewState};
use input::{Event, TerminalInput};
use jobs::{Cancelled, For, Jobs};
use keys::{Background, Typed};
use screen::ScreenWriter;
use signals::{Signal, Signals};

pub use jobs::Job;

/// How often the file is looked at.
const LOOK_EVERY: Duration = Duration::from_millis(200);

/// Whether there is a terminal to draw on: both ends are one, and it is not `dumb`.
pub fn is_interactive() -> bool {
    terminal::is_there()
}

/// Takes the keys from the terminal where standard input was something else, which is read by now. Where
/// there is no terminal all stays as it is.
pub fn type_at_the_terminal() {
    let _ = terminal::take_keys();
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

/// Looks at the file; returns what it read, if it read.
pub type Glance = Box<dyn FnOnce() -> Option<Result<Snapshot, Unloadable>> + Send>;

/// Finds what was shown at the last visit.
pub type Recall = Box<dyn FnOnce() -> Option<Older> + Send>;

/// Who has the day and the file.
pub trait Keeper {
    /// The day of the board; asked on each turn.
    fn today(&mut self) -> NaiveDate;

    /// How to look at the file, if there may be anything new; asked about five times a second.
    fn poll(&mut self, reading: Reading) -> Option<Glance>;

    /// How to find the last visit to what is shown.
    fn recall(&self, shown: &Shown) -> Recall;

    /// Work that reads the orbital elements at hand and ends in [`Msg::Surveyed`].
    fn survey(&self, shown: &Shown) -> Job;

    /// What the file would be after these edits. An error is one line that says why it would not.
    fn plan(&mut self, edits: &[Edit]) -> Result<Proven, String>;

    /// Writes these edits into the file as it is now.
    fn save(&mut self, edits: &[Edit]) -> Result<Write, String>;

    /// Puts back what stood there before a write of ours, if the file still holds that write.
    fn undo(&mut self, write: &Write) -> Result<Write, String>;

    /// Work that gets the catalogue as it was then, what [`Since`](crate::domain::computed::since::Since) reads, and ends
    /// in [`Msg::OlderFetched`].
    fn fetch_older(&self, since: &str) -> Job;

    /// The file, if it is one.
    fn path(&self) -> Option<&Path>;
}

/// How the dashboard ended.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Ended {
    Quit,
    /// A signal of this number told it to, or its terminal has gone, which is the same as a hang-up.
    Told(i32),
}

/// Runs the dashboard until the user quits. The terminal is given back whatever happens.
///
/// The app is left as it was shown last. An error means that the terminal cannot be used. A panic of any thread
/// ends the program; so does a signal if the caller does not within seconds of [`Ended::Told`].
pub fn run(app: &mut App, colours: Colours, keeper: impl Keeper) -> io::Result<Ended> {
    terminal::restore_on_panic();
    let ended = Dashboard::start(app, colours, keeper).and_then(|mut dashboard| {
        let ended = dashboard.run();
        if signals::asked_to_end().is_none() {
            dashboard.await_answer();
        }
        ended
    });
    let has_hung_up = ended.is_err() && terminal::has_hung_up();
    if let Some(signal) = signals::asked_to_end() {
        signals::restore_in_time();
        return Ok(Ended::Told(signal));
    }
    terminal::restore();
    match ended {
        Err(_) if has_hung_up => Ok(Ended::Told(signals::HANG_UP)),
        ended => ended.map(|()| Ended::Quit),
    }
}

struct Dashboard<'a, K> {
    app: &'a mut App,
    colours: Colours,
    view: ViewState,
    screen: ScreenWriter,
    input: TerminalInput,
    jobs: Jobs,
    keeper: K,
    /// Something happened since the last frame.
    is_stale: bool,
}

impl<'a, K: Keeper> Dashboard<'a, K> {
    fn start(app: &'a mut App, colours: Colours, keeper: K) -> io::Result<Self> {
        let input = TerminalInput::new(Signals::listen()?);
        Ok(Self {
            app,
            colours,
            view: ViewState::default(),
            jobs: Jobs::new(input.bell()?),
            input,
            screen: ScreenWriter::new(matches!(colours, Colours::OfBackground(_)))?,
            keeper,
            is_stale: true,
        })
    }

    fn run(&mut self) -> io::Result<()> {
        self.draw()?;
        self.recall();
        let mut next_look = Instant::now() + LOOK_EVERY;
        let mut drawn = Instant::now();
        loop {
            self.draw()?;
            self.survey();
            let patience = next_look.saturating_duration_since(Instant::now());
            let events = self.input.wait(patience)?;
            let now = Instant::now();
            self.app.has_stood(now.saturating_duration_since(drawn));
            drawn = now;
            if signals::asked_to_end().is_some() || self.answer_all(events)?.is_break() {
                return Ok(());
            }
            let now = Instant::now();
            let mut news = self.new_day();
            if now >= next_look {
                next_look = now + LOOK_EVERY;
                news = news.or_else(|| self.poll(Reading::IfChanged));
            }
            if let Some(msg) = news
                && self.update(msg)?.is_break()
            {
                return Ok(());
            }
        }
    }

    /// What has happened at the terminal, and what has come of jobs.
    fn answer_all(&mut self, events: Vec<Event>) -> io::Result<ControlFlow<()>> {
        for event in events {
            if self.answer(event)?.is_break() {
                return Ok(ControlFlow::Break(()));
            }
        }
        for msg in self.jobs.take() {
            if self.update(msg)?.is_break() {
                return Ok(ControlFlow::Break(()));
            }
        }
        Ok(ControlFlow::Continue(()))
    }

    fn draw(&mut self) -> io::Result<()> {
        if std::mem::take(&mut self.is_stale) {
            let (Colours::Given(look) | Colours::OfBackground(look)) = &self.colours;
            let (app, view) = (&*self.app, &mut self.view);
            let drawn = self.screen.draw(|buffer| {
                let drawn = ui::draw(buffer, app, view, look);
                (drawn, view.caret())
            })?;
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
            Event::Signal(Signal::Stop) => self.stop()?,
            Event::Signal(Signal::Continued) => {
                self.screen.enter()?;
                self.is_stale = true;
            }
        }
        Ok(ControlFlow::Continue(()))
    }

    fn update(&mut self, msg: Msg) -> io::Result<ControlFlow<()>> {
        self.is_stale = true;
        let effect = update(self.app, msg);
        self.let_go();
        let Some(effect) = effect else {
            return Ok(ControlFlow::Continue(()));
        };
        if effect == Effect::Quit {
            return Ok(ControlFlow::Break(()));
        }
        // Writing may take a while.
        if matches!(effect, Effect::Save(_)) {
            self.draw()?;
        }
        match self.carry_out(effect)? {
            Some(msg) => self.update(msg),
            None => Ok(ControlFlow::Continue(())),
        }
    }

    /// Does what is to be done outside; what comes of it is a message again.
    fn carry_out(&mut self, effect: Effect) -> io::Result<Option<Msg>> {
        match effect {
            Effect::Quit => {}
            Effect::Copy(text) => outside::copy(&text)?,
            Effect::OpenUrl(address) => return Ok(outside::open(&address).err().map(Msg::Failed)),
            Effect::Reload => return Ok(self.poll(Reading::Afresh)),
            Effect::Redraw => self.screen.repaint()?,
            Effect::NextTheme => {
                let (Colours::Given(look) | Colours::OfBackground(look)) = self.colours;
                self.colours = Colours::Given(look.next_theme());
            }
            Effect::CaptureMouse(on) => terminal::capture_mouse(on)?,
            // The screen is entered again when the signal to go on comes.
            Effect::Suspend => self.stop()?,
            Effect::Plan(edits) => return Ok(Some(Msg::Planned(self.keeper.plan(&edits)))),
            Effect::Save(edits) => return Ok(Some(Msg::Saved(self.keeper.save(&edits)))),
            Effect::Undo(write) => {
                let result = self.keeper.undo(&write);
                return Ok(Some(Msg::Undone { write, result }));
            }
            Effect::FetchOlder(since) => {
                let job = self.keeper.fetch_older(&since);
                if let Err(error) = self.jobs.start(For::LookingBack, job) {
                    let why = format!("it cannot be asked for: {}", reason(&error));
                    return Ok(Some(Msg::OlderFetched(Err(why))));
                }
            }
            Effect::StopFetching => self.jobs.cancel(For::LookingBack),
            Effect::Editor { line, column } => return self.edit(line, column),
        }
        Ok(None)
    }

    fn stop(&mut self) -> io::Result<()> {
        self.await_answer();
        terminal::stop()
    }

    /// Before others have the terminal: an answer that is on its way would be typed at them. What else
    /// comes meanwhile is forgotten.
    fn await_answer(&mut self) {
        let end = Instant::now() + terminal::ANSWER_PATIENCE;
        while terminal::owes_an_answer() {
            let left = end.saturating_duration_since(Instant::now());
            let Some(events) = self.input.wait(left).ok().filter(|_| !left.is_zero()) else {
                break;
            };
            for event in events {
                if let Event::Typed(Typed::Background(tone)) = event {
                    self.suit(tone);
                }
            }
        }
        terminal::forget_question();
    }

    /// Leaves the terminal to the editor, takes it again, and looks at what became of the file.
    fn edit(&mut self, line: usize, column: usize) -> io::Result<Option<Msg>> {
        let Some(path) = self.keeper.path().map(Path::to_owned) else {
            return Ok(None);
        };
        self.await_answer();
        let edited = editor::run(&path, line, column);
        if signals::asked_to_end().is_some() {
            return Ok(None);
        }
        // What came meanwhile was for the editor.
        self.input.forget();
        self.screen.enter()?;
        if let Err(why) = edited {
            return Ok(Some(Msg::Failed(why)));
        }
        Ok(self.poll(Reading::IfChanged))
    }

    /// Has the file looked at, and what it holds made ready, while keys are answered. What is being read is
    /// not read again, unless it has to be afresh.
    fn poll(&mut self, reading: Reading) -> Option<Msg> {
        if reading == Reading::IfChanged && self.jobs.is_running(For::Reading) {
            return None;
        }
        let look = self.keeper.poll(reading)?;
        let awaiting = self.app.awaiting();
        let job = move |_: &Cancelled| {
            let loaded = look()?;
            let at = clock::now();
            let result = loaded.map(|snapshot| awaiting.arrive(snapshot, at));
            Some(Msg::Loaded { result, at })
        };
        let why = self.jobs.start(For::Reading, Box::new(job)).err()?;
        Some(Msg::Failed(format!(
            "the file cannot be read: {}",
            reason(&why)
        )))
    }

    /// Has the last visit looked for, which the first frame does without.
    fn recall(&mut self) {
        if let (true, Some(shown)) = (self.app.news.is_awaited(), self.app.shown()) {
            let (recall, awaiting) = (self.keeper.recall(shown), self.app.awaiting());
            let job = move |_: &Cancelled| awaiting.recall(recall()).map(Msg::Recalled);
            if self.jobs.start(For::Recalling, Box::new(job)).is_err() {
                self.app.news = News::usual(None);
            }
        }
    }

    /// Has the orbits looked at. Without them everything else works.
    fn survey(&mut self) {
        if self.app.asks_for_orbits()
            && let Some(shown) = self.app.shown()
        {
            let job = self.keeper.survey(shown);
            let _ = self.jobs.start(For::Surveying, job);
        }
    }

    /// Freeing a large catalogue takes longer than a key may wait.
    fn let_go(&mut self) {
        if let Some(old) = self.app.let_go() {
            let job = move |_: &Cancelled| {
                drop(old);
                None
            };
            let _ = self.jobs.start(For::LettingGo, Box::new(job));
        }
    }

    fn suit(&mut self, tone: Background) {
        terminal::forget_question();
        if let Colours::OfBackground(look) = self.colours {
            let theme = match tone {
                Background::Dark => Theme::Dark,
                Background::Light => Theme::Light,
            };
            if look.theme() != theme {
                self.colours = Colours::OfBackground(look.in_theme(theme));
                self.is_stale = true;
            }
        }
    }

    fn new_day(&mut self) -> Option<Msg> {
        let today = self.keeper.today();
        (today != self.app.today).then_some(Msg::Today(today))
    }
}
