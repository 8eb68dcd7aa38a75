//! Waits for what happens at the terminal, and takes all of it at once.

use std::io;
use std::time::{Duration, Instant};

use rustix::event::{PollFd, PollFlags, Timespec, poll};
use rustix::io::Errno;
use rustix::stdio::stdin;

use super::decoder::Decoder;
use super::keys::Typed;
use super::signals::{Bell, Signal, Signals};

/// If one read gives more bytes than this, more are on their way, as in a paste or with a held key.
const FLOOD: usize = 512;
/// How long to wait for the rest of such a burst.
const FLOOD_GAP: Duration = Duration::from_millis(1);
/// So much input is taken before a frame is drawn, even if it never ends.
const MOST_AT_ONCE: usize = 1 << 20;

/// Something that happened at the terminal.
#[derive(Debug)]
pub(super) enum Event {
    Signal(Signal),
    Typed(Typed),
}

#[derive(Debug)]
pub(super) struct TerminalInput {
    signals: Signals,
    decoder: Decoder,
}

impl TerminalInput {
    pub(super) fn new(signals: Signals) -> Self {
        Self {
            signals,
            decoder: Decoder::new(Instant::now()),
        }
    }

    /// What wakes [`Self::wait`] from another thread.
    pub(super) fn bell(&self) -> io::Result<Bell> {
        self.signals.bell()
    }

    /// Forgets what came and was not answered.
    pub(super) fn forget(&mut self) {
        self.decoder = Decoder::new(Instant::now());
        self.signals.take().for_each(drop);
    }

    /// Waits until something happens, at most for `timeout`; returns all that has happened by then.
    ///
    /// An error means that there is no terminal any more.
    pub(super) fn wait(&mut self, timeout: Duration) -> io::Result<Vec<Event>> {
        let due = self.decoder.deadline();
        let patience = due.map_or(timeout, |due| {
            timeout.min(due.saturating_duration_since(Instant::now()))
        });
        let stdin = stdin();
        let mut fds = [
            PollFd::new(&stdin, PollFlags::IN),
            PollFd::new(&self.signals, PollFlags::IN),
        ];
        wait_for(&mut fds, patience)?;
        let [has_typed, has_signals] = fds.map(|fd| !fd.revents().is_empty());
        let mut events = Vec::new();
        if has_signals {
            events.extend(self.signals.take().map(Event::Signal));
        }
        let mut typed = Vec::new();
        if has_typed {
            self.read_all(&mut typed)?;
        } else {
            self.decoder.give_up(Instant::now(), &mut typed);
        }
        events.extend(typed.into_iter().map(Event::Typed));
        Ok(events)
    }

    fn read_all(&mut self, typed: &mut Vec<Typed>) -> io::Result<()> {
        let mut buffer = [0; 4096];
        let mut taken = 0;
        while taken < MOST_AT_ONCE {
            let read = match rustix::io::read(stdin(), &mut buffer) {
                Ok(0) => return Err(io::ErrorKind::UnexpectedEof.into()),
                Ok(read) => read,
                Err(Errno::INTR | Errno::AGAIN) => 0,
                Err(error) => return Err(error.into()),
            };
            self.decoder.feed(&buffer[..read], Instant::now(), typed);
            taken += read;
            let stdin = stdin();
            let mut fds = [PollFd::new(&stdin, PollFlags::IN)];
            if read <= FLOOD || !wait_for(&mut fds, FLOOD_GAP)? {
                break;
            }
        }
        Ok(())
    }
}

/// Whether one of them is ready, or has come to its end, within the time.
fn wait_for(fds: &mut [PollFd<'_>], timeout: Duration) -> io::Result<bool> {
    let timeout = Timespec::try_from(timeout).map_err(io::Error::other)?;
    match poll(fds, Some(&timeout)) {
        Ok(ready) => Ok(ready > 0),
        // Interrupted by a signal: the wake-up channel reports it on the next call.
        Err(Errno::INTR) => Ok(false),
        Err(error) => Err(error.into()),
    }
}
