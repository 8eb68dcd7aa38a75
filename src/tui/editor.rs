//! The user's editor, opened at a line. Which command it is follows git: `$VISUAL`, else `$EDITOR`, else
//! `vi`; one with spaces, quotes or the like goes through the shell, with the file as an argument of its
//! own, never as a part of the command.

use std::ffi::{OsStr, OsString};
use std::path::{Path, PathBuf};
use std::process::{Command, ExitStatus};
use std::sync::mpsc;
use std::{env, io, thread};

use super::{signals, terminal};
use crate::reason::reason;

/// Characters that git takes for a sign that the shell is meant (its `run-command.c`).
const FOR_THE_SHELL: &[char] = &[
    '|', '&', ';', '<', '>', '(', ')', '$', '`', '\\', '"', '\'', ' ', '\t', '\n', '*', '?', '[',
    '#', '~', '=', '%',
];

/// How editors are told the place.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum PlaceStyle {
    /// `+LINE FILE`
    Plus,
    /// `FILE:LINE:COLUMN`
    Colons,
    /// `--goto FILE:LINE:COLUMN`, and asked to wait.
    Goto,
    /// Not at all.
    FileOnly,
}

/// Gives the terminal to the editor until it ends. The caller takes the terminal again.
///
/// # Errors
/// What to say: it could not be started, or it ended badly.
pub(super) fn run(path: &Path, line: usize, column: usize) -> Result<(), String> {
    let editor = chosen();
    let shown = editor.to_string_lossy().into_owned();
    terminal::restore();
    let ended = until_ended(command(&editor, path, line, column));
    terminal::forget_typed();
    match ended {
        // A signal came that ends us too.
        Ok(None) => Ok(()),
        Ok(Some(status)) if status.success() => Ok(()),
        Ok(Some(status)) => Err(format!(
            "the editor {shown} ended with {}",
            in_words(status)
        )),
        Err(error) if error.kind() == io::ErrorKind::NotFound => Err(format!(
            "there is no editor {shown}: set VISUAL or EDITOR to one that there is"
        )),
        Err(error) => Err(format!(
            "the editor {shown} cannot be started: {}",
            reason(&error)
        )),
    }
}

/// Waits for the editor, but no longer once a signal has told us to end.
fn until_ended(mut command: Command) -> io::Result<Option<ExitStatus>> {
    let (tell, told) = mpsc::channel();
    let tell_ended = tell.clone();
    let _away = signals::away(move || {
        let _ = tell.send(Ok(None));
    });
    let mut child = command.spawn()?;
    thread::Builder::new().spawn(move || tell_ended.send(child.wait().map(Some)))?;
    told.recv().unwrap_or(Ok(None))
}

fn in_words(status: ExitStatus) -> String {
    match status.code() {
        // What the shell says of a command that it does not find.
        Some(127) => "status 127: is there such a command?".to_owned(),
        Some(code) => format!("status {code}"),
        None => status.to_string(),
    }
}

fn chosen() -> OsString {
    let variable = |name: &str| env::var_os(name).filter(|value| !value.is_empty());
    let chosen = variable("VISUAL").or_else(|| variable("EDITOR"));
    chosen.unwrap_or_else(|| "vi".into())
}

fn command(editor: &OsStr, path: &Path, line: usize, column: usize) -> Command {
    let text = editor.to_string_lossy();
    let arguments = arguments(&text, path, line, column);
    if text.contains(FOR_THE_SHELL) {
        let mut script = editor.to_owned();
        script.push(" \"$@\"");
        let mut command = Command::new("sh");
        command.arg("-c").arg(script).arg(editor).args(arguments);
        return command;
    }
    let mut command = Command::new(editor);
    command.args(arguments);
    command
}

fn arguments(editor: &str, path: &Path, line: usize, column: usize) -> Vec<OsString> {
    let path = harmless(path);
    let place = |path: &Path| {
        let mut place = path.as_os_str().to_owned();
        place.push(format!(":{line}:{column}"));
        place
    };
    match manner(editor) {
        PlaceStyle::Plus => vec![format!("+{line}").into(), path.into()],
        PlaceStyle::Colons => vec![place(&path)],
        PlaceStyle::Goto
            if editor
                .split_whitespace()
                .any(|word| matches!(word, "--wait" | "-w")) =>
        {
            vec!["--goto".into(), place(&path)]
        }
        PlaceStyle::Goto => vec!["--wait".into(), "--goto".into(), place(&path)],
        PlaceStyle::FileOnly => vec![path.into()],
    }
}

/// By the name of its program.
fn manner(editor: &str) -> PlaceStyle {
    let program = program(editor);
    match program.rsplit('/').next().unwrap_or_default() {
        "vi" | "vim" | "nvim" | "view" | "gvim" | "nano" | "emacs" | "emacsclient" | "micro"
        | "kak" | "joe" | "ne" | "mg" => PlaceStyle::Plus,
        "hx" | "helix" | "subl" | "zed" | "zeditor" => PlaceStyle::Colons,
        "code" | "code-insiders" | "code-oss" | "codium" | "vscodium" | "cursor" => {
            PlaceStyle::Goto
        }
        _ => PlaceStyle::FileOnly,
    }
}

/// The first word, as the shell takes it.
fn program(editor: &str) -> String {
    let words = shell_words::split(editor).unwrap_or_default();
    words.into_iter().next().unwrap_or_default()
}

/// A name that begins with a dash is no option.
fn harmless(path: &Path) -> PathBuf {
    if path.as_os_str().to_string_lossy().starts_with('-') {
        Path::new(".").join(path)
    } else {
        path.to_owned()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn command_line(editor: &str, path: &str) -> Vec<String> {
        let command = command(OsStr::new(editor), Path::new(path), 12, 3);
        let words = std::iter::once(command.get_program()).chain(command.get_args());
        words
            .map(|word| word.to_string_lossy().into_owned())
            .collect()
    }

    #[test]
    fn each_editor_is_told_the_line_in_its_manner() {
        assert_eq!(command_line("vim", "a.toml"), ["vim", "+12", "a.toml"]);
        assert_eq!(
            command_line("/usr/bin/nano", "a.toml"),
            ["/usr/bin/nano", "+12", "a.toml"]
        );
        assert_eq!(command_line("hx", "a b.toml"), ["hx", "a b.toml:12:3"]);
        assert_eq!(
            command_line("code", "a.toml"),
            ["code", "--wait", "--goto", "a.toml:12:3"]
        );
        assert_eq!(
            command_line("/my-work/code", "a.toml"),
            ["/my-work/code", "--wait", "--goto", "a.toml:12:3"]
        );
        assert_eq!(command_line("ed", "a.toml"), ["ed", "a.toml"]);
        assert_eq!(command_line("vi", "-rf.toml"), ["vi", "+12", "./-rf.toml"]);
    }

    #[test]
    fn a_command_of_several_words_goes_through_the_shell_and_the_file_does_not() {
        assert_eq!(
            command_line("code --wait", "$(rm x).toml"),
            [
                "sh",
                "-c",
                "code --wait \"$@\"",
                "code --wait",
                "--goto",
                "$(rm x).toml:12:3"
            ]
        );
        assert_eq!(
            command_line("'/my \"tools\"/vim'", "a.toml"),
            [
                "sh",
                "-c",
                "'/my \"tools\"/vim' \"$@\"",
                "'/my \"tools\"/vim'",
                "+12",
                "a.toml"
            ]
        );
        assert_eq!(
            command_line("/my\\ tools/vim", "a.toml"),
            [
                "sh",
                "-c",
                "/my\\ tools/vim \"$@\"",
                "/my\\ tools/vim",
                "+12",
                "a.toml"
            ]
        );
        assert_eq!(
            command_line("'my editor' -n", "a.toml"),
            [
                "sh",
                "-c",
                "'my editor' -n \"$@\"",
                "'my editor' -n",
                "a.toml"
            ]
        );
    }
}
