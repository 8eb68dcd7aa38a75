//! Takes the terminal and gives it back as it was, whatever happens.

use std::fs::OpenOptions;
use std::io;
use std::panic;
use std::process;
use std::sync::atomic::{AtomicBool, Ordering};
use std::sync::{Mutex, MutexGuard, PoisonError};
use std::time::{Duration, Instant};
use std::{env, thread};

use crossterm::cursor::{Hide, Show};
use crossterm::event::{DisableBracketedPaste, EnableBracketedPaste};
use crossterm::queue;
use crossterm::style::{Attribute, SetAttribute};
use crossterm::terminal::{EndSynchronizedUpdate, EnterAlternateScreen, LeaveAlternateScreen};
use ratatui::layout::Size;
use rustix::event::{PollFd, PollFlags, poll};
use rustix::io::Errno;
use rustix::process::{Signal, kill_current_process_group};
use rustix::stdio::{dup2_stdin, stdin, stdout};
use rustix::termios::{
    OptionalActions, QueueSelector, Termios, isatty, tcflush, tcgetattr, tcgetwinsize, tcsetattr,
};

/// Asks for the colour of the background (xterm's OSC 11).
const ASK_BACKGROUND: &[u8] = b"\x1b]11;?\x07";

/// Whether we have the terminal: in raw mode, on its alternate screen.
static TAKEN: AtomicBool = AtomicBool::new(false);
/// The line discipline as it was found.
static FOUND: Mutex<Option<Termios>> = Mutex::new(None);
/// Whether the mouse is captured: kept over a stop.
static MOUSE: AtomicBool = AtomicBool::new(false);
/// Held while a frame is written.
static WRITING: Mutex<()> = Mutex::new(());
/// When the terminal was asked for its background, until it answers.
static ASKED: Mutex<Option<Instant>> = Mutex::new(None);
/// Held while the terminal is given back.
static RESTORING: Mutex<()> = Mutex::new(());

/// Presses, drags and the wheel (xterm's modes 1000 and 1002), told in the form of mode 1006.
const CAPTURE_MOUSE: &[u8] = b"\x1b[?1000h\x1b[?1002h\x1b[?1006h";
const FREE_MOUSE: &[u8] = b"\x1b[?1006l\x1b[?1002l\x1b[?1000l";

/// How long the end waits for a frame that is being written.
const PATIENCE: Duration = Duration::from_millis(100);
/// How long we wait at the end for an answer that is on its way: too short to be noticed.
pub(super) const ANSWER_PATIENCE: Duration = Duration::from_millis(120);
/// A terminal that has not answered by then does not know the question.
const MUTE_AFTER: Duration = Duration::from_secs(1);
/// Larger screens are cut: nobody reads them, and they only cost.
const LARGEST: Size = Size::new(1000, 1000);
/// For a terminal that does not know its size.
const USUAL: Size = Size::new(80, 24);

/// Whether there is a terminal to draw on: both ends are one, and it is not `dumb`.
pub(super) fn is_there() -> bool {
    isatty(stdin()) && isatty(stdout()) && env::var_os("TERM").is_none_or(|term| term != "dumb")
}

/// Puts the terminal in the place of a standard input that is something else.
pub(super) fn take_keys() -> io::Result<()> {
    if isatty(stdin()) {
        return Ok(());
    }
    let terminal = OpenOptions::new().read(true).write(true).open("/dev/tty")?;
    Ok(dup2_stdin(&terminal)?)
}

/// The columns of the terminal behind the output; none where that is no terminal.
pub(super) fn columns() -> Option<u16> {
    let columns = tcgetwinsize(stdout()).ok().map(|size| size.ws_col);
    columns.filter(|columns| *columns > 0)
}

/// Puts the terminal into raw mode; returns what has to be written before the first frame.
///
/// Nothing here waits for an answer of the terminal: one that is mute must not hold us up.
pub(super) fn take() -> io::Result<Vec<u8>> {
    let mut found = lock(&FOUND);
    let mut raw = match &*found {
        Some(found) => found.clone(),
        None => found.insert(tcgetattr(stdin())?).clone(),
    };
    TAKEN.store(true, Ordering::SeqCst);
    raw.make_raw();
    tcsetattr(stdin(), OptionalActions::Now, &raw)?;
    let mut bytes = Vec::new();
    queue!(bytes, EnterAlternateScreen, Hide, EnableBracketedPaste)?;
    if MOUSE.load(Ordering::SeqCst) {
        bytes.extend_from_slice(CAPTURE_MOUSE);
    }
    Ok(bytes)
}

/// Takes the mouse from the terminal, or leaves it alone again.
pub(super) fn capture_mouse(on: bool) -> io::Result<()> {
    MOUSE.store(on, Ordering::SeqCst);
    write(if on { CAPTURE_MOUSE } else { FREE_MOUSE })
}

/// Gives the terminal back. Each step is tried whether or not the one before it worked. A second call waits
/// until the first one has done it: the program may end after it.
pub(super) fn restore() {
    let _alone = lock(&RESTORING);
    if !TAKEN.swap(false, Ordering::SeqCst) {
        return;
    }
    let there = !has_hung_up();
    if there {
        answer_is_in();
    }
    let _quiet = frame_is_out();
    if there {
        let _ = send_commands(|bytes| queue!(bytes, EndSynchronizedUpdate, DisableBracketedPaste));
        if MOUSE.load(Ordering::SeqCst) {
            let _ = send(FREE_MOUSE);
        }
    }
    // Keys that were typed for us must not reach the shell. This is done while still raw, or they would be echoed.
    let _ = tcflush(stdin(), QueueSelector::IFlush);
    if let Some(found) = lock(&FOUND).take() {
        let _ = tcsetattr(stdin(), OptionalActions::Now, &found);
    }
    if there {
        let _ = send_commands(|bytes| {
            queue!(
                bytes,
                SetAttribute(Attribute::Reset),
                LeaveAlternateScreen,
                Show
            )
        });
    }
}

/// Asks for the background; the answer comes as if it were typed.
pub(super) fn ask_background() -> io::Result<()> {
    *lock(&ASKED) = Some(Instant::now());
    write(ASK_BACKGROUND)
}

/// The answer has come, or nobody waits for it any more.
pub(super) fn forget_question() {
    *lock(&ASKED) = None;
}

/// Whether an answer may still be on its way.
pub(super) fn owes_an_answer() -> bool {
    lock(&ASKED).is_some_and(|asked| asked.elapsed() < MUTE_AFTER)
}

/// Throws away what was typed and nobody has read.
pub(super) fn forget_typed() {
    let _ = tcflush(stdin(), QueueSelector::IFlush);
}

/// A panic in any thread gives the terminal back, is printed and ends the program.
pub(super) fn restore_on_panic() {
    let print = panic::take_hook();
    panic::set_hook(Box::new(move |panic| {
        restore();
        print(panic);
        process::exit(101);
    }));
}

/// Gives the terminal back and stops, with all that the shell counts as one job with us.
pub(super) fn stop() -> io::Result<()> {
    restore();
    Ok(kill_current_process_group(Signal::STOP)?)
}

/// Writes a frame in one go, unless the terminal was given back meanwhile.
pub(super) fn write(frame: &[u8]) -> io::Result<()> {
    let _writing = lock(&WRITING);
    if TAKEN.load(Ordering::SeqCst) {
        send(frame)?;
    }
    Ok(())
}

/// The size of the screen, at most [`LARGEST`].
pub(super) fn size() -> Size {
    let size = tcgetwinsize(stdout())
        .map(|size| Size::new(size.ws_col, size.ws_row))
        .ok()
        .filter(|size| size.width > 0 && size.height > 0)
        .unwrap_or(USUAL);
    Size::new(
        size.width.min(LARGEST.width),
        size.height.min(LARGEST.height),
    )
}

fn send_commands(queue: impl FnOnce(&mut Vec<u8>) -> io::Result<()>) -> io::Result<()> {
    let mut bytes = Vec::new();
    queue(&mut bytes)?;
    send(&bytes)
}

fn send(mut bytes: &[u8]) -> io::Result<()> {
    while !bytes.is_empty() {
        match rustix::io::write(stdout(), bytes) {
            Ok(written) => bytes = bytes.get(written..).unwrap_or_default(),
            Err(Errno::INTR) => {}
            // The shell left the terminal in a mode that does not wait.
            Err(Errno::AGAIN) => {
                let _ = poll(&mut [PollFd::new(&stdout(), PollFlags::OUT)], None);
            }
            Err(error) => return Err(error.into()),
        }
    }
    Ok(())
}

/// Whether nobody is at the other end of the terminal any more.
pub(super) fn has_hung_up() -> bool {
    let out = stdout();
    let mut fds = [PollFd::new(&out, PollFlags::empty())];
    let now = rustix::event::Timespec::default();
    let gone = PollFlags::HUP | PollFlags::ERR | PollFlags::NVAL;
    poll(&mut fds, Some(&now)).is_err() || fds[0].revents().intersects(gone)
}

/// Waits until no frame is being written, but not for long: the writer may be the one who failed.
fn frame_is_out() -> Option<MutexGuard<'static, ()>> {
    let end = Instant::now() + PATIENCE;
    loop {
        match WRITING.try_lock() {
            Ok(guard) => return Some(guard),
            Err(std::sync::TryLockError::Poisoned(poisoned)) => return Some(poisoned.into_inner()),
            Err(std::sync::TryLockError::WouldBlock) if Instant::now() > end => return None,
            Err(std::sync::TryLockError::WouldBlock) => thread::sleep(Duration::from_millis(1)),
        }
    }
}

/// Waits until the loop has read the answer, where another thread gives the terminal back.
fn answer_is_in() {
    let end = Instant::now() + ANSWER_PATIENCE;
    while owes_an_answer() && Instant::now() < end {
        thread::sleep(Duration::from_millis(1));
    }
}

fn lock<T>(mutex: &Mutex<T>) -> MutexGuard<'_, T> {
    mutex.lock().unwrap_or_else(PoisonError::into_inner)
}
