//! Signals: those that end the program, and those that the loop has to answer.

use std::io::{self, Read as _, Write as _};
use std::os::fd::{AsFd, BorrowedFd};
use std::os::unix::net::UnixStream;
use std::sync::atomic::{AtomicBool, AtomicI32, Ordering};
use std::sync::{Arc, Mutex, MutexGuard, PoisonError, mpsc};
use std::time::Duration;
use std::{process, thread};

use signal_hook::consts::{SIGCONT, SIGHUP, SIGINT, SIGQUIT, SIGTERM, SIGTSTP, SIGWINCH};
use signal_hook::iterator::Handle;
use signal_hook::low_level::pipe;

use super::terminal;

/// The handle of the thread that answers the signals now. Once it is closed, signals that came just before and
/// were not seen yet are ignored too.
static ANSWERING: Mutex<Option<Handle>> = Mutex::new(None);

/// The signal that is to end the program, 0 if none has come.
static TOLD: AtomicI32 = AtomicI32::new(0);

/// What wakes the loop for that.
static BELL: Mutex<Option<Bell>> = Mutex::new(None);

/// The signal of a terminal that has gone.
pub(super) const HANG_UP: i32 = SIGHUP;

/// How long a terminal that takes no more bytes may hold up the end.
const PATIENCE: Duration = Duration::from_secs(1);

/// How long the loop may take after that to finish what it is doing: longer than a write-back of the catalogue
/// takes.
const BOUND: Duration = Duration::from_secs(4);

/// Wakes the loop, from any thread.
#[derive(Debug)]
pub(super) struct Bell(UnixStream);

impl Bell {
    /// The two ends of the wake-up channel; neither of them ever blocks.
    pub(super) fn pair() -> io::Result<(Self, UnixStream)> {
        let (heard, ringer) = UnixStream::pair()?;
        heard.set_nonblocking(true)?;
        ringer.set_nonblocking(true)?;
        Ok((Self(ringer), heard))
    }

    pub(super) fn try_clone(&self) -> io::Result<Self> {
        self.0.try_clone().map(Self)
    }

    /// If the channel is full, the loop will wake up anyway.
    pub(super) fn ring(&self) {
        let _ = (&self.0).write(&[0]);
    }
}

/// The signal that has told the program to end.
pub(super) fn asked_to_end() -> Option<i32> {
    Some(TOLD.load(Ordering::SeqCst)).filter(|signal| *signal != 0)
}

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
    heard: UnixStream,
    bell: Bell,
}

impl Signals {
    pub(super) fn listen() -> io::Result<Self> {
        let (bell, heard) = Bell::pair()?;
        let listen = |number, signal| {
            let flag = Arc::new(AtomicBool::new(false));
            signal_hook::flag::register(number, Arc::clone(&flag))?;
            pipe::register(number, bell.try_clone()?.0)?;
            io::Result::Ok((signal, flag))
        };
        let came = [
            listen(SIGTSTP, Signal::Stop)?,
            listen(SIGCONT, Signal::Continued)?,
            listen(SIGWINCH, Signal::Resized)?,
        ];
        *lock(&BELL) = Some(bell.try_clone()?);
        end_when_told()?;
        Ok(Self { came, heard, bell })
    }

    /// What wakes whoever waits here.
    pub(super) fn bell(&self) -> io::Result<Bell> {
        self.bell.try_clone()
    }

    /// Takes those that came since the last time, each once.
    pub(super) fn take(&mut self) -> impl Iterator<Item = Signal> {
        while matches!(self.heard.read(&mut [0; 64]), Ok(1..)) {}
        self.came
            .iter()
            .filter(|(_, came)| came.swap(false, Ordering::Relaxed))
            .map(|(signal, _)| *signal)
    }
}

impl AsFd for Signals {
    fn as_fd(&self) -> BorrowedFd<'_> {
        self.heard.as_fd()
    }
}

/// While it lives another program has the terminal: interrupts are not ours to end by, and a stop is as if we
/// had never asked for it. Whoever waits for that program is told when a signal ends us. If no new
/// handler can be set up (the process is out of file descriptors), the old one stays.
pub(super) fn away(when_told: impl Fn() + Send + 'static) -> Away {
    let _ = hand_over([SIGTERM, SIGHUP, SIGTSTP], move |signal| {
        // The other program has stopped; the shell waits for all of us to.
        if signal == SIGTSTP {
            let _ = signal_hook::low_level::emulate_default_handler(signal);
        } else {
            TOLD.store(signal, Ordering::SeqCst);
            when_told();
            end(signal);
        }
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

/// Answers these signals in this way from now on.
fn hand_over<const N: usize>(
    heard: [i32; N],
    how: impl Fn(i32) + Send + 'static,
) -> io::Result<()> {
    let next = answer(heard, how)?;
    if let Some(before) = lock(&ANSWERING).replace(next) {
        before.close();
    }
    Ok(())
}

/// Answers signals on a thread of their own, until the handle is closed.
fn answer<const N: usize>(
    heard: [i32; N],
    how: impl Fn(i32) + Send + 'static,
) -> io::Result<Handle> {
    let mut signals = signal_hook::iterator::Signals::new(heard)?;
    let handle = signals.handle();
    thread::Builder::new()
        .name("signals".into())
        .spawn(move || signals.forever().for_each(how))?;
    Ok(handle)
}

/// Tells the loop to end, and gives the terminal back. The loop finishes what it is writing and ends the
/// program; only if it hangs this thread does, with 128 + number.
fn end(signal: i32) {
    TOLD.store(signal, Ordering::SeqCst);
    if let Some(bell) = &*lock(&BELL) {
        bell.ring();
    }
    restore_in_time();
    thread::sleep(BOUND);
    process::exit(128 + signal);
}

fn lock<T>(mutex: &Mutex<T>) -> MutexGuard<'_, T> {
    mutex.lock().unwrap_or_else(PoisonError::into_inner)
}

/// Gives the terminal back, but does not wait for ever for one that takes no more bytes.
pub(super) fn restore_in_time() {
    let (done, restored) = mpsc::channel();
    let restore = move || {
        terminal::restore();
        done.send(())
    };
    if thread::Builder::new().spawn(restore).is_ok() {
        let _ = restored.recv_timeout(PATIENCE);
    }
}
