//! A file as it was at a revision of Git. Git is called only when somebody asks for a revision.

use std::env;
use std::ffi::OsStr;
use std::io::{self, ErrorKind, Read};
use std::path::Path;
use std::process::{Child, Command, Stdio};
use std::sync::mpsc::{self, Receiver, RecvTimeoutError};
use std::thread;
use std::time::Duration;

use super::open::LONGEST;
use crate::domain::text::clean::clean;
use crate::reason::reason;

/// How long Git may take, and how often we check meanwhile whether the answer is still wanted.
const PATIENCE: Duration = Duration::from_secs(10);
const GLANCE: Duration = Duration::from_millis(20);
/// How much of Git's error output is kept, in bytes from its end: the reason comes last.
const KEPT: usize = 64 << 10;
/// The one variable of Git that is passed on: it limits how far up a repository is looked for, which is a
/// setting of the machine.
const CEILING: &str = "GIT_CEILING_DIRECTORIES";
/// Settings with which a repository could make Git run another program; they are turned off.
const QUIET: [&str; 4] = [
    "-c",
    "core.fsmonitor=false",
    "-c",
    "core.hooksPath=/dev/null",
];

/// Reads a file of the working tree as it was at a revision. It takes 10 s at most, and ends at once when
/// `is_off` says that nobody waits for it any more.
///
/// # Errors
/// One line that says why not.
pub fn at_revision(
    revision: &str,
    path: &Path,
    is_off: &dyn Fn() -> bool,
) -> Result<Vec<u8>, String> {
    let path = path.canonicalize().unwrap_or_else(|_| path.to_owned());
    let folder = path
        .parent()
        .filter(|folder| !folder.as_os_str().is_empty());
    let Some(name) = path.file_name().and_then(OsStr::to_str) else {
        return Err(format!("{} is no file", clean(&path.to_string_lossy())));
    };
    let name = format!("{revision}:./{name}");
    blob(folder.unwrap_or(Path::new(".")), &name, is_off)
}

/// Reads `REV:path`, as Git understands it: the path is from the top of the repository, or from here when
/// it begins with `./`. As [`at_revision`] otherwise.
///
/// # Errors
/// One line that says why not.
pub fn object(name: &str, is_off: &dyn Fn() -> bool) -> Result<Vec<u8>, String> {
    blob(Path::new("."), name, is_off)
}

/// The contents of an object. No shell sees its name, and Git takes it for no option: with a dash in front
/// it is refused.
fn blob(folder: &Path, name: &str, is_off: &dyn Fn() -> bool) -> Result<Vec<u8>, String> {
    let shown = clean(name);
    if name.starts_with('-') || name.contains('\0') {
        return Err(format!("{shown:?} is no revision"));
    }
    let child = command(folder, name).spawn();
    let child = child.map_err(|error| match error.kind() {
        ErrorKind::NotFound => "git is not installed, and only it can read a revision".to_owned(),
        _ => format!("git cannot be started: {}", reason(&error)),
    })?;
    finish(child, is_off).map_err(|why| format!("cannot read {shown} from Git: {}", clean(&why)))
}

fn command(folder: &Path, name: &str) -> Command {
    let mut command = Command::new("git");
    command.arg("-C").arg(folder).args(QUIET);
    command.args(["--no-pager", "cat-file", "blob", name]);
    // They can turn on tracing, or point to other repositories, settings and programs.
    let steering = env::vars_os().map(|(name, _)| name);
    for name in steering.filter(|name| name.as_encoded_bytes().starts_with(b"GIT_")) {
        if name != CEILING {
            command.env_remove(name);
        }
    }
    command
        .env("LC_ALL", "C")
        .env("GIT_TERMINAL_PROMPT", "0")
        .env("GIT_NO_LAZY_FETCH", "1")
        .stdin(Stdio::null())
        .stdout(Stdio::piped())
        .stderr(Stdio::piped());
    command
}

/// What Git has written so far.
#[derive(Default)]
struct Heard {
    out: Option<io::Result<Vec<u8>>>,
    said: Option<Vec<u8>>,
}

/// Waits for Git, and reads all that it says meanwhile.
fn finish(mut child: Child, is_off: &dyn Fn() -> bool) -> Result<Vec<u8>, String> {
    let parts = listen(&mut child)?;
    let mut heard = Heard::default();
    for _ in 0..PATIENCE.as_millis() / GLANCE.as_millis() {
        if is_off() {
            stop(child);
            return Err("it was not waited for".to_owned());
        }
        match parts.recv_timeout(GLANCE) {
            Ok(part) => part(&mut heard),
            Err(RecvTimeoutError::Timeout) => {}
            // Both outputs are closed: Git is about to exit.
            Err(RecvTimeoutError::Disconnected) => match child.try_wait() {
                Ok(None) => thread::sleep(GLANCE),
                Ok(Some(status)) => return heard.verdict(status.success()),
                Err(error) => return Err(reason(&error)),
            },
        }
    }
    stop(child);
    let seconds = PATIENCE.as_secs();
    Err(format!("it has not answered within {seconds} seconds"))
}

/// A piece of one output, with which output it is from.
type Part = Box<dyn FnOnce(&mut Heard) + Send>;

/// Reads both outputs at the same time. The threads are not joined: a process that inherited an output of Git
/// may keep it open for ever.
fn listen(child: &mut Child) -> Result<Receiver<Part>, String> {
    let (tell, parts) = mpsc::channel::<Part>();
    let (out, said) = (child.stdout.take(), child.stderr.take());
    let tell_said = tell.clone();
    let threads = [
        thread::Builder::new().spawn(move || {
            let mut bytes = Vec::new();
            let read = out.map_or(Ok(0), |out| out.take(LONGEST + 1).read_to_end(&mut bytes));
            let read = read.map(|_| bytes);
            let _ = tell.send(Box::new(|heard| heard.out = Some(read)));
        }),
        thread::Builder::new().spawn(move || {
            let end = said.map(end_of).unwrap_or_default();
            let _ = tell_said.send(Box::new(|heard| heard.said = Some(end)));
        }),
    ];
    match threads {
        [Ok(_), Ok(_)] => Ok(parts),
        [Err(error), _] | [_, Err(error)] => Err(reason(&error)),
    }
}

/// The end of what is said; all before it is read, and forgotten.
fn end_of(mut said: impl Read) -> Vec<u8> {
    let (mut end, mut chunk) = (Vec::new(), [0; 4096]);
    while let Ok(read @ 1..) = said.read(&mut chunk) {
        end.extend_from_slice(chunk.get(..read).unwrap_or_default());
        if end.len() > 2 * KEPT {
            end.drain(..end.len() - KEPT);
        }
    }
    end
}

/// Kills Git. A thread of its own waits for it to be gone, since a process that waits for a disk dies late.
fn stop(mut child: Child) {
    let _ = child.kill();
    let _ = thread::Builder::new().spawn(move || child.wait());
}

impl Heard {
    fn verdict(self, is_good: bool) -> Result<Vec<u8>, String> {
        let bytes = self.out.unwrap_or_else(|| Ok(Vec::new()));
        let bytes = bytes.map_err(|error| reason(&error))?;
        if bytes.len() as u64 > LONGEST {
            return Err(format!("it is longer than {} MiB", LONGEST >> 20));
        }
        if is_good {
            return Ok(bytes);
        }
        let said = self.said.unwrap_or_default();
        Err(why(&String::from_utf8_lossy(&said)))
    }
}

/// The line that says why Git gave up, among all that it says; else its last one.
fn why(said: &str) -> String {
    let lines = || said.lines().filter(|line| !line.trim().is_empty());
    let begun = |with: &str| lines().find_map(|line| line.strip_prefix(with));
    let line = begun("fatal: ").or_else(|| begun("error: "));
    match line.or_else(|| lines().next_back()) {
        None => "git failed and does not say why".to_owned(),
        Some(line) if line.starts_with("not a git repository") => {
            "this folder is in no Git repository".to_owned()
        }
        Some(line) => line.to_owned(),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_name_with_a_dash_is_refused_before_git_sees_it() {
        for name in ["--textconv", "-e", "--batch", "-x:./a.toml"] {
            let why = blob(Path::new("."), name, &|| false).unwrap_err();
            assert_eq!(why, format!("{name:?} is no revision"));
        }
    }

    #[test]
    fn the_reason_is_one_line_of_git() {
        let warned = "warning: x\nfatal: invalid object name 'x'.\nhint: more\n";
        assert_eq!(why(warned), "invalid object name 'x'.");
        assert_eq!(
            why("fatal: not a git repository (or any of the parent directories): .git\n"),
            "this folder is in no Git repository"
        );
        assert_eq!(why("warning: a\nKilled\n\n"), "Killed");
        assert_eq!(why(""), "git failed and does not say why");
    }

    #[test]
    fn of_much_that_is_said_the_end_is_kept() {
        let said = [vec![b'x'; 1 << 20], b"\nfatal: y\n".to_vec()].concat();
        let end = end_of(said.as_slice());
        assert!(end.len() <= 2 * KEPT && end.ends_with(b"\nfatal: y\n"));
    }
}
