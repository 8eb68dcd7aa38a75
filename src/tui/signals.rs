//! Signals: those that end the program, and those that the loop has to answer.

use std::io::{self, Read};
use std::os::fd::{AsFd, BorrowedFd};
use std::os::unix::net::UnixStream;
use std::sync::atomic::{AtomicBool, Ordering};
use std::sync::{Arc, Mutex, PoisonError, mpsc};
use std::time::Duration;
use std::{process, thread};

use signal_hook::consts::{SIGCONT, SIGHUP, SIGINT, SIGQUIT, SIGTERM, SIGTSTP, SIGWINCH};
use signal_hook::iterator::Handle;
use signal_hook::low_level::pipe;

use super::terminal;

/// Who answers the signals now. Closing it makes it deaf at once, also to what came just before and its
/// thread has not seen yet.
static ANSWERING: Mutex<Option<Handle>> = Mutex::new(None);

/// How long a terminal that takes no more bytes may hold up the end.
const PATIENCE: Duration = Duration::from_secs(1);

/// What the loop has to answer.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Signal {
    /// The terminal has another size.
    Resized,
    /// Somebody asks us to stop, as Ctrl-Z does.
    Stop,
    /// We go on after a stop.
    Continued,
}

/// The signals that came and are not answered yet. The loop waits on its descriptor.
#[derive(Debug)]
pub(super) struct Signals {
    came: [(Signal, Arc<AtomicBool>); 3],
    bell: UnixStream,
}

impl Signals {
    pub(super) fn listen() -> io::Result<Self> {
        let (bell, ringer) = UnixStream::pair()?;
        bell.set_nonblocking(true)?;
        let listen = |number, signal| {
            let flag = Arc::new(AtomicBool::new(false));
            signal_hook::flag::register(number, Arc::clone(&flag))?;
            pipe::register(number, ringer.try_clone()?)?;
            io::Result::Ok((signal, flag))
        };
        let came = [
            listen(SIGTSTP, Signal::Stop)?,
            listen(SIGCONT, Signal::Continued)?,
            listen(SIGWINCH, Signal::Resized)?,
        ];
        end_when_told()?;
        Ok(Self { came, bell })
    }

    /// Takes those that came since the last time, each once.
    pub(super) fn take(&mut self) -> impl Iterator<Item = Signal> {
        while matches!(self.bell.read(&mut [0; 64]), Ok(1..)) {}
        self.came
            .iter()
            .filter(|(_, came)| came.swap(false, Ordering::Relaxed))
            .map(|(signal, _)| *signal)
    }
}

impl AsFd for Signals {
    fn as_fd(&self) -> BorrowedFd<'_> {
        self.bell.as_fd()
    }
}

/// While it lives another program has the terminal: interrupts are not ours to end by, and a stop is
/// as if we had never asked for it. Without the means to listen anew all stays as it was.
pub(super) fn away() -> Away {
    let _ = hand_over([SIGTERM, SIGHUP, SIGTSTP], |signal| match signal {
        // The other program has stopped; the shell waits for all of us to.
        SIGTSTP => {
            let _ = signal_hook::low_level::emulate_default_handler(signal);
        }
        _ => end(signal),
    });
    Away
}

pub(super) struct Away;

impl Drop for Away {
    fn drop(&mut self) {
        let _ = end_when_told();
    }
}

/// Ends the program on a signal, whatever the loop is doing.
fn end_when_told() -> io::Result<()> {
    hand_over([SIGTERM, SIGHUP, SIGINT, SIGQUIT], end)
}

/// From now on these signals are answered, and so.
fn hand_over<const N: usize>(heard: [i32; N], how: fn(i32)) -> io::Result<()> {
    let next = answer(heard, how)?;
    let mut answering = ANSWERING.lock().unwrap_or_else(PoisonError::into_inner);
    if let Some(before) = answering.replace(next) {
        before.close();
    }
    Ok(())
}

/// Answers signals on a thread of their own, until the handle is closed.
fn answer<const N: usize>(heard: [i32; N], how: fn(i32)) -> io::Result<Handle> {
    let mut signals = signal_hook::iterator::Signals::new(heard)?;
    let handle = signals.handle();
    thread::Builder::new()
        .name("signals".into())
        .spawn(move || signals.forever().for_each(how))?;
    Ok(handle)
}

/// Restores the terminal and exits with 128 + number.
fn end(signal: i32) {
    restore_in_time();
    process::exit(128 + signal);
}

fn restore_in_time() {
    let (done, restored) = mpsc::channel();
    let restore = move || {
        terminal::restore();
        done.send(())
    };
    if thread::Builder::new().spawn(restore).is_ok() {
        let _ = restored.recv_timeout(PATIENCE);
    }
}
