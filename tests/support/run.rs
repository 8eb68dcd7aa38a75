//! Programs that are run: ours, Git, scripts; and what they say.

use std::fs;
use std::io::{self, Write as _};
use std::path::Path;
use std::process::{Command, Output, Stdio};

pub(crate) const ROSCOPE: &str = env!("CARGO_BIN_EXE_roscope");
/// A user who may do little, where the tests are run by the superuser.
pub(crate) const NOBODY: u32 = 65534;

/// The code, and the two outputs.
#[track_caller]
pub(crate) fn said(output: &Output) -> (i32, String, String) {
    let text = |bytes: &[u8]| String::from_utf8(bytes.to_vec()).unwrap();
    let code = output.status.code().unwrap();
    (code, text(&output.stdout), text(&output.stderr))
}

/// The names of what a folder holds, in order.
pub(crate) fn names(folder: &Path) -> Vec<String> {
    let entries = fs::read_dir(folder).unwrap();
    let names = entries.map(|entry| entry.unwrap().file_name().into_string().unwrap());
    let mut names: Vec<_> = names.collect();
    names.sort();
    names
}

/// Runs Git as somebody without settings.
#[track_caller]
pub(crate) fn git(folder: &Path, arguments: &[&str]) {
    let mut command = Command::new("git");
    let name = ["-c", "user.name=N", "-c", "user.email=e@example.org"];
    command.args(name).args(["-c", "commit.gpgsign=false"]);
    command.args(arguments).current_dir(folder);
    command.env("GIT_CONFIG_GLOBAL", "/dev/null");
    // From a hook of Git these would lead to the repository of whoever runs the tests.
    for variable in ["GIT_DIR", "GIT_WORK_TREE", "GIT_INDEX_FILE"] {
        command.env_remove(variable);
    }
    let done = command.output().unwrap();
    assert!(done.status.success(), "{done:?}");
}

/// A script that can be run. Another process writes it: what this one has open for writing, a program that
/// another test starts at that moment holds open too, and what is open for writing cannot be run.
#[cfg(unix)]
pub(crate) fn write_script(path: &Path, script: &str) {
    let mut shell = Command::new("/bin/sh");
    shell
        .args(["-c", "cat > \"$0\" && chmod 755 \"$0\""])
        .arg(path);
    let mut shell = shell.stdin(Stdio::piped()).spawn().unwrap();
    let mut input = shell.stdin.take().unwrap();
    write!(input, "#!/bin/sh\n{script}\n").unwrap();
    drop(input);
    assert!(shell.wait().unwrap().success());
}

#[cfg(unix)]
pub(crate) fn is_superuser() -> bool {
    rustix::process::geteuid().is_root()
}

/// Says that something cannot be checked here: past the capture of the output, which hides what a good
/// test says.
pub(crate) fn skipped(what: &str) {
    let _ = writeln!(io::stderr(), "skipped here: {what}");
}
