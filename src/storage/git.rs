//! A file as it was at a revision of Git. Git is called only when somebody asks for a revision.

use std::env;
use std::ffi::OsStr;
use std::io::{ErrorKind, Read as _};
use std::path::Path;
use std::process::{Child, Command, Stdio};

use super::open::LONGEST;
use crate::domain::clean::clean;

/// Of what Git says of a failure no more is read than this, in bytes.
const LONGEST_REASON: u64 = 4 << 10;

/// Reads a file of the working tree as it was at a revision.
///
/// # Errors
/// One line that says why not.
pub fn at_revision(revision: &str, path: &Path) -> Result<Vec<u8>, String> {
    let path = path.canonicalize().unwrap_or_else(|_| path.to_owned());
    let folder = path
        .parent()
        .filter(|folder| !folder.as_os_str().is_empty());
    let Some(name) = path.file_name().and_then(OsStr::to_str) else {
        return Err(format!("{} is no file", clean(&path.to_string_lossy())));
    };
    blob(
        folder.unwrap_or(Path::new(".")),
        &format!("{revision}:./{name}"),
    )
}

/// Reads `REV:path`, as Git understands it: the path is from the top of the repository, or from here when
/// it begins with `./`.
///
/// # Errors
/// One line that says why not.
pub fn object(name: &str) -> Result<Vec<u8>, String> {
    blob(Path::new("."), name)
}

/// The contents of an object. No shell sees its name, and Git takes it for no option: with a dash in front
/// it is refused.
fn blob(folder: &Path, name: &str) -> Result<Vec<u8>, String> {
    let shown = clean(name);
    if name.starts_with('-') || name.contains('\0') {
        return Err(format!("{shown:?} is no revision"));
    }
    let mut command = Command::new("git");
    // Hooks of Git name the repository relative to a folder that is not this one.
    if env::var_os("GIT_WORK_TREE").is_none() {
        command.env_remove("GIT_DIR");
    }
    let child = command
        .arg("-C")
        .arg(folder)
        .args(["--no-pager", "cat-file", "blob", name])
        .env("LC_ALL", "C")
        .env("GIT_TERMINAL_PROMPT", "0")
        .env("GIT_NO_LAZY_FETCH", "1")
        .stdin(Stdio::null())
        .stdout(Stdio::piped())
        .stderr(Stdio::piped())
        .spawn();
    let child = child.map_err(|error| match error.kind() {
        ErrorKind::NotFound => "git is not installed, and only it can read a revision".to_owned(),
        _ => format!("git cannot be started: {error}"),
    })?;
    finish(child).map_err(|why| format!("cannot read {shown} from Git: {}", clean(&why)))
}

/// Waits for Git. It says little where it fails, so that its two outputs can be read one after the other.
fn finish(mut child: Child) -> Result<Vec<u8>, String> {
    let mut bytes = Vec::new();
    let mut said = Vec::new();
    let mut read = Ok(0);
    if let Some(out) = child.stdout.take() {
        read = out.take(LONGEST + 1).read_to_end(&mut bytes);
    }
    if let Some(err) = child.stderr.take() {
        read = read.and(err.take(LONGEST_REASON).read_to_end(&mut said));
    }
    let ended = child.wait();
    read.map_err(|error| error.to_string())?;
    if bytes.len() as u64 > LONGEST {
        return Err(format!("it is longer than {} MiB", LONGEST >> 20));
    }
    if ended.is_ok_and(|status| status.success()) {
        return Ok(bytes);
    }
    Err(reason(&String::from_utf8_lossy(&said)))
}

fn reason(said: &str) -> String {
    let line = said.lines().next().unwrap_or_default();
    let line = line.strip_prefix("fatal: ").unwrap_or(line);
    match line {
        "" => "git failed and does not say why".to_owned(),
        line if line.starts_with("not a git repository") => {
            "this folder is in no Git repository".to_owned()
        }
        line => line.to_owned(),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_name_with_a_dash_is_refused_before_git_sees_it() {
        for name in ["--textconv", "-e", "--batch", "-x:./a.toml"] {
            let why = blob(Path::new("."), name).unwrap_err();
            assert_eq!(why, format!("{name:?} is no revision"));
        }
    }

    #[test]
    fn the_reason_is_one_line_of_git() {
        assert_eq!(
            reason("fatal: invalid object name 'x'.\nmore\n"),
            "invalid object name 'x'."
        );
        assert_eq!(
            reason("fatal: not a git repository (or any of the parent directories): .git\n"),
            "this folder is in no Git repository"
        );
        assert_eq!(reason(""), "git failed and does not say why");
    }
}
