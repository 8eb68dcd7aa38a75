//! A program in a terminal of its own: keys go in, a screen comes out.
//!
//! Nothing here waits for a fixed time. Every wait is for a condition and gives up after [`PATIENCE`],
//! with the screen as it was then.

use std::ffi::OsStr;
use std::io::{Read as _, Write as _};
use std::num::NonZeroU16;
use std::sync::mpsc::{self, Receiver, RecvTimeoutError, Sender};
use std::thread;
use std::time::{Duration, Instant};

use portable_pty::{
    Child, CommandBuilder, ExitStatus, MasterPty, PtySize, SlavePty, native_pty_system,
};
use rustix::process::{Pid, Signal, WaitOptions, kill_process, waitpid};

/// Far longer than anything takes, even on a machine that is busy with other tests.
const PATIENCE: Duration = Duration::from_secs(30);
/// How often a process is asked whether it is still running.
const GLANCE: Duration = Duration::from_millis(5);

const FRAME_BEGINS: &[u8] = b"\x1b[?2026h";
const FRAME_ENDS: &[u8] = b"\x1b[?2026l";

pub(crate) const UP: &str = "\x1b[A";
pub(crate) const DOWN: &str = "\x1b[B";
pub(crate) const ESCAPE: &str = "\x1b";

/// How a copy is noted down.
const COPIED: &str = "clipboard ";

/// Columns and rows.
pub(crate) type Size = (u16, u16);

pub(crate) struct Pty {
    process: Process,
    master: Box<dyn MasterPty + Send>,
    /// Kept open, so that the terminal outlives the program that had it.
    slave: Option<Box<dyn SlavePty + Send>>,
    input: Sender<Vec<u8>>,
    output: Receiver<Vec<u8>>,
    terminal: vt100::Parser<Surprises>,
    written: Vec<u8>,
    /// The line discipline before the program came.
    found: String,
}

impl Pty {
    /// Starts a program in a new terminal of this size. Nothing of the environment comes through but
    /// these variables.
    pub(crate) fn spawn(
        program: impl AsRef<OsStr>,
        arguments: &[&OsStr],
        variables: &[(&str, &str)],
        size: Size,
    ) -> Self {
        let mut command = CommandBuilder::new(program);
        command.args(arguments);
        command.env_clear();
        for (name, value) in variables {
            command.env(name, value);
        }
        let pair = native_pty_system().openpty(pty_size(size)).unwrap();
        let found = line_discipline(&*pair.master);
        let process = Process(pair.slave.spawn_command(command).unwrap());
        let (rows, columns) = cells(size);
        Self {
            input: writer(&*pair.master),
            output: reader(&*pair.master),
            process,
            master: pair.master,
            slave: Some(pair.slave),
            terminal: vt100::Parser::new_with_callbacks(rows, columns, 0, Surprises::default()),
            written: Vec::new(),
            found,
        }
    }

    /// Types, in one write.
    pub(crate) fn send(&mut self, keys: impl AsRef<[u8]>) -> &mut Self {
        self.input.send(keys.as_ref().to_vec()).unwrap();
        self
    }

    /// Pastes, as a terminal does that was asked to mark pastes.
    pub(crate) fn paste(&mut self, text: &str) -> &mut Self {
        self.send(format!("\x1b[200~{text}\x1b[201~"))
    }

    pub(crate) fn resize(&mut self, size: Size) -> &mut Self {
        let (rows, columns) = cells(size);
        self.take_output();
        self.terminal.set_size(rows, columns);
        self.master.resize(pty_size(size)).unwrap();
        self
    }

    pub(crate) fn signal(&mut self, signal: Signal) -> &mut Self {
        kill_process(self.process.pid(), signal).unwrap();
        self
    }

    /// Waits until the text is on the screen.
    #[track_caller]
    pub(crate) fn see(&mut self, text: &str) -> &mut Self {
        self.until(&format!("{text:?} on the screen"), |screen| {
            screen.contents().contains(text)
        })
    }

    /// Waits until the text is not on the screen any more.
    #[track_caller]
    pub(crate) fn see_gone(&mut self, text: &str) -> &mut Self {
        self.until(&format!("{text:?} gone from the screen"), |screen| {
            !screen.contents().contains(text)
        })
    }

    /// Waits until a whole frame fulfils the condition.
    #[track_caller]
    pub(crate) fn until(
        &mut self,
        what: &str,
        condition: impl Fn(&vt100::Screen) -> bool,
    ) -> &mut Self {
        let end = Instant::now() + PATIENCE;
        self.take_output();
        while self.is_within_a_frame() || !condition(self.screen()) {
            match self.take_more(end) {
                Ok(()) => {}
                Err(RecvTimeoutError::Timeout) => panic!("waited for {what}\n{}", self.picture()),
                Err(RecvTimeoutError::Disconnected) => {
                    panic!("waited for {what}, but it has ended\n{}", self.picture())
                }
            }
        }
        self
    }

    /// Waits until so many frames were drawn since the start, and the last of them is whole.
    #[track_caller]
    pub(crate) fn until_frames(&mut self, count: usize) -> &mut Self {
        let end = Instant::now() + PATIENCE;
        while self.frames() < count || self.is_within_a_frame() {
            let more = self.take_more(end);
            assert!(more.is_ok(), "waited for a frame\n{}", self.picture());
        }
        self
    }

    /// Waits until this was written.
    #[track_caller]
    pub(crate) fn until_written(&mut self, text: &str) -> &mut Self {
        let end = Instant::now() + PATIENCE;
        let is_in = |bytes: &[u8]| {
            bytes
                .windows(text.len())
                .any(|part| part == text.as_bytes())
        };
        while !is_in(&self.written) {
            let more = self.take_more(end);
            assert!(more.is_ok(), "waited for {text:?}\n{}", self.picture());
        }
        self
    }

    /// Waits until the program has stopped, as on Ctrl-Z.
    #[track_caller]
    pub(crate) fn until_stopped(&mut self) -> &mut Self {
        let end = Instant::now() + PATIENCE;
        loop {
            let state = waitpid(
                Some(self.process.pid()),
                WaitOptions::UNTRACED | WaitOptions::NOHANG,
            );
            if let Some((_, state)) = state.unwrap() {
                assert!(state.stopped(), "ended instead of stopping: {state:?}");
                break;
            }
            assert!(Instant::now() < end, "waited for it to stop");
            let _ = self.take_more(Instant::now() + GLANCE);
        }
        self.until_given_back()
    }

    /// Waits until the terminal is as it was before the program came.
    #[track_caller]
    pub(crate) fn until_given_back(&mut self) -> &mut Self {
        self.until("the terminal given back", |screen| {
            !screen.alternate_screen()
        });
        self.assert_given_back();
        self
    }

    /// What is written within this time. For "nothing is": that alone can only be found out by waiting.
    pub(crate) fn written_within(&mut self, time: Duration) -> Vec<u8> {
        self.take_output();
        let before = self.written.len();
        let end = Instant::now() + time;
        while self.take_more(end).is_ok() {}
        self.written.split_off(before)
    }

    /// Waits for the end; the terminal must be as it was found. Returns all that was written.
    #[track_caller]
    pub(crate) fn ends_with(&mut self, code: u32) -> Vec<u8> {
        let end = Instant::now() + PATIENCE;
        let status = loop {
            let _ = self.take_more(Instant::now() + GLANCE);
            if let Some(status) = self.process.ended() {
                break status;
            }
            let picture = || self.picture();
            assert!(Instant::now() < end, "waited for the end\n{}", picture());
        };
        let left = line_discipline(&*self.master);
        self.slave = None;
        while self.take_more(end).is_ok() {}
        assert_eq!(
            (status.exit_code(), status.signal()),
            (code, None),
            "\n{}",
            self.picture()
        );
        assert_eq!(left, self.found, "the line discipline is another");
        self.assert_given_back();
        std::mem::take(&mut self.written)
    }

    /// Closes the terminal under the program, as when its window is closed. Returns the exit code.
    #[track_caller]
    pub(crate) fn hang_up(self, key_that_draws: &str) -> u32 {
        let Self {
            mut process,
            master,
            slave,
            input,
            output,
            ..
        } = self;
        // Nobody takes the next frame from the reading thread any more: it ends, and lets go too.
        drop(output);
        input.send(key_that_draws.into()).unwrap();
        drop((input, slave, master));
        let end = Instant::now() + PATIENCE;
        loop {
            if let Some(status) = process.ended() {
                return status.exit_code();
            }
            assert!(Instant::now() < end, "it lives on without a terminal");
            thread::sleep(GLANCE);
        }
    }

    pub(crate) fn screen(&self) -> &vt100::Screen {
        self.terminal.screen()
    }

    /// What was written that no program of good manners writes.
    pub(crate) fn surprises(&mut self) -> &[String] {
        self.take_output();
        &self.terminal.callbacks().0
    }

    /// Waits until something is put on the clipboard, and takes it: a text in base64. What is left
    /// there is a surprise.
    #[track_caller]
    pub(crate) fn copied(&mut self) -> String {
        let end = Instant::now() + PATIENCE;
        loop {
            self.take_output();
            let seen = &mut self.terminal.callbacks_mut().0;
            let copy = seen.iter().position(|seen| seen.starts_with(COPIED));
            if let Some(place) = copy {
                return seen.remove(place).split_off(COPIED.len());
            }
            let more = self.take_more(end);
            assert!(more.is_ok(), "waited for a copy\n{}", self.picture());
        }
    }

    /// The number of the process.
    #[cfg(target_os = "linux")]
    pub(crate) fn id(&self) -> u32 {
        self.process.0.process_id().unwrap()
    }

    /// How many frames were drawn so far.
    pub(crate) fn frames(&mut self) -> usize {
        self.take_output();
        let windows = self.written.windows(FRAME_BEGINS.len());
        windows.filter(|window| *window == FRAME_BEGINS).count()
    }

    fn take_output(&mut self) {
        while let Ok(bytes) = self.output.try_recv() {
            self.feed(&bytes);
        }
    }

    fn take_more(&mut self, end: Instant) -> Result<(), RecvTimeoutError> {
        let patience = end.saturating_duration_since(Instant::now());
        let bytes = self.output.recv_timeout(patience)?;
        self.feed(&bytes);
        Ok(())
    }

    fn feed(&mut self, bytes: &[u8]) {
        self.terminal.process(bytes);
        self.written.extend_from_slice(bytes);
    }

    /// A frame has begun and its end has not come yet.
    fn is_within_a_frame(&self) -> bool {
        let last = |mark: &[u8]| {
            let mut windows = self.written.windows(mark.len());
            windows.rposition(|window| window == mark)
        };
        last(FRAME_BEGINS) > last(FRAME_ENDS)
    }

    #[track_caller]
    fn assert_given_back(&self) {
        let screen = self.screen();
        let left_behind = [
            ("the other screen", screen.alternate_screen()),
            ("a hidden cursor", screen.hide_cursor()),
            ("marked pastes", screen.bracketed_paste()),
            (
                "mouse on",
                screen.mouse_protocol_mode() != vt100::MouseProtocolMode::None,
            ),
            ("keypad keys", screen.application_keypad()),
            ("cursor keys", screen.application_cursor()),
            ("an open frame", self.is_within_a_frame()),
        ];
        for (what, is_left) in left_behind {
            assert!(!is_left, "{what} left behind\n{}", self.picture());
        }
        if self.slave.is_some() {
            assert_eq!(
                line_discipline(&*self.master),
                self.found,
                "the line discipline is another"
            );
        }
    }

    fn picture(&self) -> String {
        let rows = rows(self.screen());
        rows.into_iter()
            .fold(String::new(), |picture, row| picture + "|" + &row + "\n")
    }
}

/// The rows of a screen. Blank cells at their ends may have been written or not: that does not show.
pub(crate) fn rows(screen: &vt100::Screen) -> Vec<String> {
    let (_, columns) = screen.size();
    let rows = screen.rows(0, columns.get());
    rows.map(|row| row.trim_end().to_owned()).collect()
}

struct Process(Box<dyn Child + Send + Sync>);

impl Process {
    fn pid(&self) -> Pid {
        let id = self.0.process_id().unwrap();
        Pid::from_raw(id.try_into().unwrap()).unwrap()
    }

    fn ended(&mut self) -> Option<ExitStatus> {
        self.0.try_wait().unwrap()
    }
}

/// None survives a test that failed.
impl Drop for Process {
    fn drop(&mut self) {
        if let Ok(None) = self.0.try_wait() {
            let _ = kill_process(self.pid(), Signal::KILL);
            let _ = self.0.wait();
        }
    }
}

/// What the terminal was told that neither draws nor belongs to taking and giving back a screen.
#[derive(Default)]
struct Surprises(Vec<String>);

impl vt100::Callbacks for Surprises {
    fn audible_bell(&mut self, _: &mut vt100::Screen) {
        self.0.push("a bell".to_owned());
    }

    fn visual_bell(&mut self, _: &mut vt100::Screen) {
        self.0.push("a visual bell".to_owned());
    }

    fn resize(&mut self, _: &mut vt100::Screen, size: (u16, u16)) {
        self.0.push(format!("resize to {size:?}"));
    }

    fn set_window_icon_name(&mut self, _: &mut vt100::Screen, name: &[u8]) {
        self.0.push(format!("icon name {}", name.escape_ascii()));
    }

    fn set_window_title(&mut self, _: &mut vt100::Screen, title: &[u8]) {
        self.0.push(format!("title {}", title.escape_ascii()));
    }

    fn copy_to_clipboard(&mut self, _: &mut vt100::Screen, _: &[u8], data: &[u8]) {
        self.0.push(format!("{COPIED}{}", data.escape_ascii()));
    }

    fn paste_from_clipboard(&mut self, _: &mut vt100::Screen, _: &[u8]) {
        self.0.push("asked for the clipboard".to_owned());
    }

    fn unhandled_char(&mut self, _: &mut vt100::Screen, c: char) {
        self.0.push(format!("character {c:?}"));
    }

    fn unhandled_control(&mut self, _: &mut vt100::Screen, byte: u8) {
        self.0.push(format!("control {byte:#04x}"));
    }

    fn unhandled_escape(&mut self, _: &mut vt100::Screen, _: Option<u8>, _: Option<u8>, byte: u8) {
        // The end of a copy is taken for an escape of its own.
        if byte != b'\\' {
            self.0.push(format!("ESC {:?}", char::from(byte)));
        }
    }

    fn unhandled_csi(
        &mut self,
        _: &mut vt100::Screen,
        first: Option<u8>,
        _: Option<u8>,
        parameters: &[&[u16]],
        letter: char,
    ) {
        // Frame marks; and a glyph of contested width at the end of a row, which must not wrap.
        let is_frame_mark =
            first == Some(b'?') && [[[2026]], [[7]]].iter().any(|mode| parameters == mode);
        let is_usual_underline = first.is_none() && parameters == [[59]] && letter == 'm';
        if !is_frame_mark && !is_usual_underline {
            self.0
                .push(format!("CSI {first:?} {parameters:?} {letter}"));
        }
    }

    fn unhandled_osc(&mut self, _: &mut vt100::Screen, parameters: &[&[u8]]) {
        // The question what the background is, which nothing waits for.
        if parameters != [b"11".as_slice(), b"?"] {
            self.0.push(format!("OSC {parameters:?}"));
        }
    }
}

fn pty_size((cols, rows): Size) -> PtySize {
    PtySize {
        rows,
        cols,
        ..PtySize::default()
    }
}

fn cells((columns, rows): Size) -> (NonZeroU16, NonZeroU16) {
    let count = |count| NonZeroU16::new(count).unwrap();
    (count(rows), count(columns))
}

fn line_discipline(master: &dyn MasterPty) -> String {
    format!("{:#?}", master.get_termios().unwrap())
}

/// A thread that writes: a program that does not read must not hold up the test.
fn writer(master: &dyn MasterPty) -> Sender<Vec<u8>> {
    let mut terminal = master.take_writer().unwrap();
    let (input, keys) = mpsc::channel::<Vec<u8>>();
    thread::spawn(move || keys.iter().try_for_each(|keys| terminal.write_all(&keys)));
    input
}

/// A thread that reads until nobody holds the other end any more.
fn reader(master: &dyn MasterPty) -> Receiver<Vec<u8>> {
    let mut terminal = master.try_clone_reader().unwrap();
    let (bytes, output) = mpsc::channel();
    thread::spawn(move || {
        let mut buffer = [0; 4096];
        while let Ok(read @ 1..) = terminal.read(&mut buffer) {
            if bytes.send(buffer[..read].to_vec()).is_err() {
                break;
            }
        }
    });
    output
}
