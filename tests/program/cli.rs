//! The commands, run as a user runs them. The texts are in `tests/cmd`.

use std::fs;
use std::io::Write as _;
use std::path::Path;
use std::process::{Command, Output, Stdio};

use crate::fixtures::{LATER, SAMPLE};
use crate::run::{ROSCOPE, git, said};
use roscope::storage::BUILT_IN;

fn roscope(folder: &Path) -> Command {
    let mut command = Command::new(ROSCOPE);
    command
        .current_dir(folder)
        .env_remove("ROSCOPE_CATALOGUE")
        .env_remove("CLICOLOR")
        .env_remove("CLICOLOR_FORCE")
        .env_remove("NO_COLOR")
        .env_remove("ROSCOPE_ASCII")
        .env_remove("ROSCOPE_THEME")
        .env("LC_ALL", "C.UTF-8")
        .env("XDG_DATA_HOME", folder)
        .env("XDG_STATE_HOME", folder.join("state"))
        .env("HOME", folder);
    command
}

#[test]
fn what_the_commands_say() {
    // Colours that somebody forces on all programs are not in the texts.
    trycmd::TestCases::new()
        .env("CLICOLOR_FORCE", "0")
        .env("LC_ALL", "C.UTF-8")
        .env("TERM", "xterm-256color")
        .env("XDG_CACHE_HOME", "/nowhere")
        .case("tests/cmd/*.md");
}

#[test]
fn a_copy_is_written_once_and_found_from_then_on() {
    let folder = tempfile::tempdir().unwrap();
    let run = |arguments: &[&str]| said(&roscope(folder.path()).args(arguments).output().unwrap());

    let (code, out, _) = run(&["check"]);
    assert_eq!(code, 0);
    assert!(out.contains("built-in programs.toml: "), "{out}");

    let (code, out, _) = run(&["init"]);
    assert_eq!(
        (code, out.lines().next().unwrap()),
        (
            0,
            "Wrote programs.toml, a copy of the built-in catalogue. Next:"
        )
    );
    let copy = folder.path().join("programs.toml");
    assert_eq!(fs::read_to_string(&copy).unwrap(), BUILT_IN);

    let (code, out, _) = run(&["check"]);
    assert_eq!(code, 0);
    assert!(
        out.lines().last().unwrap().starts_with("programs.toml: "),
        "{out}"
    );

    fs::write(&copy, "mine").unwrap();
    let (code, out, err) = run(&["init"]);
    assert_eq!((code, out.as_str()), (1, ""));
    assert_eq!(
        err,
        "error: programs.toml is there already: it was left as it is\n"
    );
    assert_eq!(fs::read_to_string(&copy).unwrap(), "mine");
}

#[test]
fn the_catalogue_of_the_data_folder_and_of_the_variable_are_found() {
    let folder = tempfile::tempdir().unwrap();
    let data = folder.path().join("roscope");
    fs::create_dir(&data).unwrap();
    fs::write(data.join("programs.toml"), "x").unwrap();
    let (_, out, _) = said(&roscope(folder.path()).arg("check").output().unwrap());
    assert!(out.contains("roscope/programs.toml:1:"), "{out}");

    let mut command = roscope(folder.path());
    command.arg("check").env("ROSCOPE_CATALOGUE", "other.toml");
    let (code, out, _) = said(&command.output().unwrap());
    assert_eq!(code, 1);
    assert_eq!(
        out,
        "error: cannot read other.toml: there is no such file\n"
    );
}

#[test]
fn nothing_hostile_reaches_the_terminal() {
    let mixed = Path::new("tests/fixtures/mixed/hostile.toml")
        .canonicalize()
        .unwrap();
    let folder = tempfile::tempdir().unwrap();
    let name = "a\u{1b}[2J\u{202e}.toml";
    fs::copy(mixed, folder.path().join(name)).unwrap();
    for format in ["human", "short", "json", "github"] {
        for name in [name, "missing\u{1b}[2J\u{202e}.toml"] {
            let mut command = roscope(folder.path());
            let (code, out, err) = said(
                &command
                    .args(["check", "--format", format, name])
                    .output()
                    .unwrap(),
            );
            assert_eq!((code, err.as_str()), (1, ""));
            let hostile =
                |c: char| (c.is_control() && c != '\n') || c == '\u{202e}' || c == '\u{200b}';
            assert!(!out.contains(hostile), "{format}: {out:?}");
        }
    }
}

#[test]
fn json_is_one_document_that_reads_back() {
    let path = Path::new("tests/fixtures/mixed/hostile.toml")
        .canonicalize()
        .unwrap();
    let mut command = roscope(Path::new("."));
    command
        .args(["check", "--format", "json"])
        .arg(&path)
        .arg("missing.toml");
    let (code, out, _) = said(&command.output().unwrap());
    let document: serde_json::Value = serde_json::from_str(&out).unwrap();
    assert_eq!(code, 1);
    assert_eq!(document["errors"], 3);
    let findings = document["findings"].as_array().unwrap();
    assert_eq!(findings[1]["file"], path.to_str().unwrap());
    assert_eq!(findings[1]["code"], "dangling-id");
    assert_eq!(findings[2]["code"], "unreadable");
}

/// A reader that has seen enough is no failure, and says nothing.
#[cfg(unix)]
#[test]
fn a_closed_pipe_ends_quietly() {
    let many: Vec<String> = (0..5_000).map(|n| format!("key-{n} = 1\n")).collect();
    let folder = tempfile::tempdir().unwrap();
    fs::write(folder.path().join("many.toml"), many.concat()).unwrap();
    let mut command = roscope(folder.path());
    command
        .args(["check", "many.toml"])
        .stdout(Stdio::piped())
        .stderr(Stdio::piped());
    let mut child = command.spawn().unwrap();
    drop(child.stdout.take());
    let output = child.wait_with_output().unwrap();
    assert_eq!(String::from_utf8(output.stderr).unwrap(), "");
}

#[cfg(target_os = "linux")]
#[test]
fn a_full_disk_is_a_failure_that_is_told() {
    for arguments in [&["schema"][..], &["check", "--format", "json"], &["--help"]] {
        let full = fs::OpenOptions::new()
            .write(true)
            .open("/dev/full")
            .unwrap();
        let mut command = roscope(Path::new("."));
        let output = command.args(arguments).stdout(full).output().unwrap();
        let (code, _, err) = said(&output);
        assert_eq!(code, 1, "{arguments:?}");
        assert!(
            err.starts_with("error: cannot write to standard output: the disk is full: "),
            "{err}"
        );
    }
}

#[test]
fn an_argument_cannot_drive_the_terminal() {
    let hostile = "--\u{1b}[2J\u{202e}";
    let (code, out, err) = said(&roscope(Path::new(".")).arg(hostile).output().unwrap());
    assert_eq!((code, out.as_str()), (2, ""));
    assert!(err.contains("<202E>"), "{err}");
    assert!(!err.contains(['\u{1b}', '\u{202e}']), "{err:?}");
}

/// A pipe that nobody writes into is not waited for without end.
#[cfg(unix)]
#[test]
fn a_pipe_is_read_and_one_without_a_writer_is_told() {
    use rustix::fs::{CWD, Mode, mkfifoat};

    let folder = tempfile::tempdir().unwrap();
    let pipe = folder.path().join("pipe.toml");
    mkfifoat(CWD, &pipe, Mode::RUSR | Mode::WUSR).unwrap();
    let check = || {
        said(
            &roscope(folder.path())
                .args(["check", "pipe.toml"])
                .output()
                .unwrap(),
        )
    };
    let why = "error: cannot read pipe.toml: nobody has begun to write into this pipe\n";
    let (code, out, _) = check();
    assert_eq!((code, out.as_str()), (1, why));

    let writer = std::thread::spawn(move || fs::write(pipe, SAMPLE));
    let (code, out, _) = check();
    assert_eq!(code, 0, "{out}");
    writer.join().unwrap().unwrap();
}

/// What a shell puts in the place of a file: `<(…)`, `/dev/stdin`, a pipe with a name.
#[cfg(unix)]
#[test]
fn input_that_is_no_regular_file_is_read() {
    let folder = tempfile::tempdir().unwrap();
    fs::write(folder.path().join("old.toml"), SAMPLE).unwrap();
    fs::write(folder.path().join("new.toml"), LATER).unwrap();
    let shell = |script: &str| {
        let mut command = roscope(folder.path());
        let roscope = command.get_program().to_owned();
        let variables: Vec<_> = command
            .get_envs()
            .filter_map(|(k, v)| Some((k.to_owned(), v?.to_owned())))
            .collect();
        command = Command::new("bash");
        command.args(["-c", script]).current_dir(folder.path());
        said(&command.envs(variables).env("R", roscope).output().unwrap())
    };
    for script in [
        "$R diff <(cat old.toml) new.toml",
        "$R diff <(sleep 0.3; head -c 99 old.toml; sleep 0.3; tail -c +100 old.toml) new.toml",
        "$R diff /dev/stdin new.toml < old.toml",
        "cat old.toml | $R diff /dev/stdin new.toml",
        "cat old.toml | $R diff /dev/fd/0 new.toml",
        "$R since <(cat old.toml) --catalogue new.toml",
        "$R --catalogue <(cat new.toml) since old.toml",
        "cat new.toml | $R --catalogue - since old.toml",
    ] {
        let (code, out, err) = shell(script);
        assert_eq!((code, err.as_str()), (0, ""), "{script}");
        let head = out.lines().next().unwrap_or_default();
        assert!(head.ends_with(": 11"), "{script}: {out}");
    }
    // Where there is no terminal the board is printed.
    for script in [
        "cat old.toml | $R -",
        "$R <(cat old.toml)",
        "$R /dev/stdin < old.toml",
    ] {
        let (code, out, err) = shell(script);
        assert_eq!((code, err.as_str()), (0, ""), "{script}");
        assert!(out.contains("Sample programme to 2036"), "{script}: {out}");
    }
    for script in [
        "$R check /dev/zero",
        "cat /dev/zero | $R check -",
        "$R check <(cat /dev/zero)",
    ] {
        let (code, out, _) = shell(script);
        assert_eq!(code, 1);
        assert!(out.contains("is longer than 64 MiB"), "{script}: {out}");
    }
    let (code, out, _) = shell("$R check /dev/null");
    assert_eq!(code, 1);
    assert!(out.contains("[programme]"), "{out}");
}

/// Who types a word where a file, a command or a time is wanted is told what there is.
#[test]
fn what_was_meant_is_told_before_git_or_a_file_is_spoken_of() {
    let folder = tempfile::tempdir().unwrap();
    fs::write(folder.path().join("programs.toml"), SAMPLE).unwrap();
    let run = |arguments: &[&str]| {
        let (code, out, err) = said(&roscope(folder.path()).args(arguments).output().unwrap());
        assert_eq!((code, out.as_str()), (2, ""), "{arguments:?}");
        let line = err.lines().next().unwrap_or_default();
        let after = line.rsplit("': ").next().unwrap_or_default();
        after.to_owned()
    };
    for (since, why) in [
        ("60", "60 is a number: did you mean 60d, so many days?"),
        ("7", "7 is a number: did you mean 7d, so many days?"),
        (
            "2026-02-30",
            "there is no such day in the calendar: 2026-02-30",
        ),
        (
            "30.02.2026",
            "there is no such day in the calendar: 30.02.2026",
        ),
        ("2026-13", "there is no such day in the calendar: 2026-13"),
        (
            "2026-13-01",
            "there is no such day in the calendar: 2026-13-01",
        ),
    ] {
        assert_eq!(run(&["since", since]), why);
    }
    assert_eq!(
        run(&["--as-of", "2026-02-30"]),
        "there is no such day in the calendar: 2026-02-30"
    );
    for (word, why) in [
        (
            "undo",
            "error: \"undo\" is neither a command nor a file; in the dashboard, U takes our last write back",
        ),
        (
            "edit",
            "error: \"edit\" is neither a command nor a file; in the dashboard, e opens the editor",
        ),
        (
            "lst",
            "error: \"lst\" is neither a command nor a file; did you mean list?",
        ),
        (
            "frobnicate",
            "error: \"frobnicate\" is neither a command nor a file; `roscope help` lists the commands",
        ),
    ] {
        assert_eq!(run(&[word]), why);
    }
    // What has the look of a file is one, even if it is not there.
    for file in ["undo.toml", "./undo", "data/undo"] {
        let (code, _, err) = said(&roscope(folder.path()).arg(file).output().unwrap());
        assert_eq!(
            (code, err),
            (
                1,
                format!("error: cannot read {file}: there is no such file\n")
            )
        );
    }
}

/// Writes to the standard input of a command.
fn fed(command: &mut Command, text: &str) -> Output {
    command
        .stdin(Stdio::piped())
        .stdout(Stdio::piped())
        .stderr(Stdio::piped());
    let mut child = command.spawn().unwrap();
    let mut input = child.stdin.take().unwrap();
    input.write_all(text.as_bytes()).unwrap();
    drop(input);
    child.wait_with_output().unwrap()
}

#[test]
fn either_side_of_a_comparison_may_come_from_standard_input() {
    let folder = tempfile::tempdir().unwrap();
    fs::write(folder.path().join("old.toml"), SAMPLE).unwrap();
    let diff = |arguments: &[&str], text: &str| {
        let mut command = roscope(folder.path());
        said(&fed(command.arg("diff").args(arguments), text))
    };
    let (code, out, _) = diff(&["old.toml", "-"], LATER);
    assert_eq!(code, 0);
    assert!(
        out.starts_with("Changes from old.toml to standard input: 11\n"),
        "{out}"
    );
    let (code, out, _) = diff(&["-", "old.toml", "--exit-code"], SAMPLE);
    assert_eq!(
        (code, out.as_str()),
        (0, "No changes from standard input to old.toml\n")
    );
    let (code, out, err) = diff(&["-", "old.toml"], "[programme\n");
    assert_eq!((code, out.as_str()), (1, ""));
    assert!(err.contains("standard input:1:11"), "{err}");
}

/// A repository with two commits of a catalogue in a folder of its own.
fn repository() -> tempfile::TempDir {
    let folder = tempfile::tempdir().unwrap();
    let git = |arguments: &[&str]| git(folder.path(), arguments);
    fs::create_dir(folder.path().join("data")).unwrap();
    git(&["init", "-q"]);
    for text in [SAMPLE, LATER] {
        fs::write(folder.path().join("data/programs.toml"), text).unwrap();
        git(&["add", "."]);
        git(&["commit", "-qm", "A catalogue"]);
    }
    folder
}

#[test]
fn a_revision_of_git_is_compared_with_what_is_there_now() {
    let repository = repository();
    let run = |folder: &Path, arguments: &[&str]| {
        said(&roscope(folder).args(arguments).output().unwrap())
    };
    let top = repository.path();
    let (code, out, err) = run(
        top,
        &["since", "HEAD~1", "--catalogue", "data/programs.toml"],
    );
    assert_eq!((code, err.as_str()), (0, ""));
    assert!(out.starts_with("Changes since HEAD~1: 11\n"), "{out}");
    let (_, out, _) = run(&top.join("data"), &["since", "HEAD"]);
    assert_eq!(out, "No changes since HEAD\n");
    let (_, out, _) = run(
        top,
        &["diff", "HEAD~1:data/programs.toml", "data/programs.toml"],
    );
    assert!(out.contains("11\n"), "{out}");
    let (_, out, _) = run(
        &top.join("data"),
        &["diff", "HEAD~1:./programs.toml", "HEAD:data/programs.toml"],
    );
    assert!(out.contains("11\n"), "{out}");

    let (_, out, _) = run(&top.join("data"), &["since", "HEAD~1:data/programs.toml"]);
    assert!(out.contains("11\n"), "{out}");

    let (code, _, err) = run(&top.join("data"), &["since", "nowhere"]);
    assert_eq!(code, 1);
    assert_eq!(
        err,
        "error: cannot read nowhere:./programs.toml from Git: invalid object name 'nowhere'. \
         (\"nowhere\" is not a date or a file)\n"
    );
    let (code, _, err) = run(
        &top.join("data"),
        &["diff", "HEAD:none.toml", "programs.toml"],
    );
    assert_eq!(code, 1);
    assert!(
        err.contains("'none.toml' does not exist in 'HEAD'"),
        "{err}"
    );
}

#[test]
fn where_there_is_no_repository_or_no_git_that_is_said() {
    let folder = tempfile::tempdir().unwrap();
    fs::write(folder.path().join("programs.toml"), SAMPLE).unwrap();
    let mut command = roscope(folder.path());
    command
        .args(["since", "HEAD"])
        .env("GIT_CEILING_DIRECTORIES", folder.path());
    let (code, out, err) = said(&command.output().unwrap());
    assert_eq!((code, out.as_str()), (1, ""));
    assert!(err.contains("this folder is in no Git repository"), "{err}");

    let mut command = roscope(folder.path());
    command.args(["since", "HEAD"]).env("PATH", folder.path());
    let (code, _, err) = said(&command.output().unwrap());
    assert_eq!(code, 1);
    assert_eq!(
        err,
        "error: git is not installed, and only it can read a revision \
         (\"HEAD\" is not a date or a file)\n"
    );
}

/// What looks like an option stays a name: nothing is written, nothing else is run.
#[test]
fn no_argument_reaches_git_as_an_option() {
    let repository = repository();
    let data = repository.path().join("data");
    for name in [
        "--output=made:x",
        "--textconv:programs.toml",
        "-p:programs.toml",
    ] {
        let mut command = roscope(&data);
        command.args(["diff", "--", name, "programs.toml"]);
        let (code, _, err) = said(&command.output().unwrap());
        assert_eq!(code, 1, "{name}");
        assert!(err.ends_with("is no revision\n"), "{err}");
    }
    let mut command = roscope(&data);
    let (code, _, err) = said(
        &command
            .args(["since", "--", "--output=made"])
            .output()
            .unwrap(),
    );
    assert_eq!(code, 2);
    assert!(
        err.contains("is not a date, a file or a Git revision"),
        "{err}"
    );
    assert_eq!(fs::read_dir(&data).unwrap().count(), 1, "nothing was made");
}

#[test]
fn without_a_visit_on_record_the_last_days_with_changes_are_told() {
    let folder = tempfile::tempdir().unwrap();
    fs::write(folder.path().join("programs.toml"), SAMPLE).unwrap();
    let run = |arguments: &[&str]| said(&roscope(folder.path()).args(arguments).output().unwrap());
    let (code, out, _) = run(&["since", "--as-of", "2026-11-20"]);
    assert_eq!(code, 0);
    assert!(out.contains(" in the last 90 days"), "{out}");
    let (code, _, err) = run(&["since", "last"]);
    assert_eq!(
        (code, err.as_str()),
        (1, "error: no visit to programs.toml is on record\n")
    );
}

#[test]
fn paths_says_which_catalogue_and_why() {
    let folder = tempfile::tempdir().unwrap();
    let run = |arguments: &[&str]| {
        let mut command = roscope(folder.path());
        command.env_remove("XDG_STATE_HOME").args(arguments);
        said(&command.output().unwrap()).1
    };
    let out = run(&["paths"]);
    assert!(
        out.starts_with("catalogue  built-in programs.toml\nbecause    no other is there"),
        "{out}"
    );
    let state = folder.path().join(".local/state/roscope");
    assert!(
        out.ends_with(&format!("state      {}\n", state.display())),
        "{out}"
    );

    fs::write(folder.path().join("programs.toml"), "x").unwrap();
    let out = run(&["paths"]);
    assert!(
        out.contains("because    here\n") && out.contains("*here: programs.toml\n"),
        "{out}"
    );
    let out = run(&["paths", "--catalogue", "a\u{1b}[2J.toml"]);
    assert!(
        out.contains("because    named on the command line\n"),
        "{out}"
    );
    assert!(
        out.contains("a␛[2J.toml") && !out.contains('\u{1b}'),
        "{out}"
    );
}

#[test]
fn colours_go_by_the_option_and_the_variables() {
    let sample = Path::new("tests/fixtures/sample.toml")
        .canonicalize()
        .unwrap();
    let coloured = |variables: &[(&str, &str)], option: &str| {
        let mut command = roscope(Path::new("."));
        for name in ["NO_COLOR", "CLICOLOR", "CLICOLOR_FORCE"] {
            command.env_remove(name);
        }
        command
            .envs(variables.iter().copied())
            .args(["late", "--color", option, "--catalogue"])
            .arg(&sample);
        said(&command.output().unwrap()).1.contains('\u{1b}')
    };
    assert!(!coloured(&[], "auto"), "it is a pipe");
    assert!(coloured(&[], "always"));
    assert!(coloured(&[("CLICOLOR_FORCE", "1")], "auto"));
    assert!(!coloured(&[("CLICOLOR_FORCE", "0")], "auto"));
    assert!(!coloured(
        &[("CLICOLOR_FORCE", "1"), ("NO_COLOR", "1")],
        "auto"
    ));
    assert!(coloured(&[("NO_COLOR", "1")], "always"));
    assert!(!coloured(&[("CLICOLOR_FORCE", "1")], "never"));
}

#[test]
fn an_id_that_is_none_is_guessed_in_any_case_script_and_layout() {
    for typed in [
        "SOKOL-5",
        "sokol5",
        "сокол-5",
        "Сокол5",
        "ыщлщд-5",
        "cjrjk5",
        "sokl-5",
    ] {
        let mut command = roscope(Path::new("."));
        command.args(["show", typed, "--catalogue", "tests/fixtures/sample.toml"]);
        let (code, _, err) = said(&command.output().unwrap());
        assert_eq!(code, 1);
        assert!(err.ends_with("did you mean sokol-5?\n"), "{typed}: {err}");
    }
}

#[test]
fn what_is_nearly_a_command_is_told() {
    let run = |word: &str| said(&roscope(Path::new(".")).arg(word).output().unwrap());
    let (code, out, err) = run("expotr");
    assert_eq!((code, out.as_str()), (2, ""));
    assert_eq!(
        err,
        "error: \"expotr\" is neither a command nor a file; did you mean export?\n"
    );
    let (code, _, err) = run("my-own.toml");
    assert_eq!(
        (code, err.as_str()),
        (1, "error: cannot read my-own.toml: there is no such file\n")
    );
}

#[test]
fn a_catalogue_may_come_from_standard_input() {
    use std::io::Write as _;

    let mut command = roscope(Path::new("."));
    command.args(["list", "vehicles", "--catalogue", "-", "--columns", "id"]);
    command
        .stdin(Stdio::piped())
        .stdout(Stdio::piped())
        .stderr(Stdio::piped());
    let mut child = command.spawn().unwrap();
    let text = fs::read("tests/fixtures/sample.toml").unwrap();
    child.stdin.take().unwrap().write_all(&text).unwrap();
    let (code, out, err) = said(&child.wait_with_output().unwrap());
    assert_eq!((code, err.as_str()), (0, ""));
    assert_eq!(out, "ID\nsokol-1\nsokol-5\nermak-t\n");
}

/// What every command says of the sample is clean, the same twice, and free of colours in a pipe.
#[test]
fn every_list_is_clean_and_the_same_twice() {
    let lists: [&[&str]; 12] = [
        &["list", "projects"],
        &["list", "vehicles"],
        &["list", "constellations", "--format", "md"],
        &["list", "milestones", "--format", "csv"],
        &["list", "vehicles", "--format", "json"],
        &["list", "sources"],
        &["next"],
        &["late"],
        &["status"],
        &["export", "--format", "json"],
        &["export", "--format", "md"],
        &["export", "--format", "html"],
    ];
    for list in lists {
        let run = || {
            let mut command = roscope(Path::new("."));
            command.args(list).args([
                "--catalogue",
                "tests/fixtures/sample.toml",
                "--as-of",
                "2026-11-20",
            ]);
            said(&command.output().unwrap())
        };
        let (code, out, err) = run();
        assert_eq!((code, err.as_str()), (0, ""), "{list:?}");
        let hostile = |c: char| (c.is_control() && !"\r\n".contains(c)) || c == '\u{202e}';
        assert!(!out.contains(hostile), "{list:?}: {out:?}");
        assert_eq!(run().1, out, "{list:?}");
    }
}

#[test]
fn the_manual_is_whole() {
    let run = |arguments: &[&str]| said(&roscope(Path::new(".")).args(arguments).output().unwrap());
    let (code, out, _) = run(&["man"]);
    assert_eq!(code, 0);
    assert!(out.starts_with(".TH roscope 1 "), "{out}");
    for part in [
        ".SH \"ROSCOPE EXPORT\"",
        ".SH FILTER",
        ".SS EXAMPLES",
        ".SH \"EXIT STATUS\"",
    ] {
        assert!(out.contains(part), "{part}");
    }
}

#[test]
fn what_cannot_be_seen_is_left_out_of_what_is_stored_and_told() {
    let folder = tempfile::tempdir().unwrap();
    let file = folder.path().join("programs.toml");
    fs::copy("tests/fixtures/sample.toml", &file).unwrap();
    let write = |arguments: &[&str]| {
        let mut command = roscope(folder.path());
        let (code, _, err) = said(&command.args(arguments).output().unwrap());
        assert_eq!(code, 0, "{err}");
        err
    };
    let text = || fs::read_to_string(&file).unwrap();
    let source = ["--source", "agency-2026-03-10"];
    let told = write(
        &[
            &[
                "say",
                "luna-s1-launch",
                "2029",
                "--words",
                "so\u{ad}o\u{200b}n e\u{301}",
            ][..],
            &source,
        ]
        .concat(),
    );
    assert_eq!(
        told,
        "note: words: left out what cannot be seen: U+00AD, U+200B\n"
    );
    assert!(text().contains("words = \"soon e\u{301}\""), "{}", text());
    let told = write(&["set", "luna-s1-launch", "name=Luna\u{feff}-S1\u{7}"]);
    assert_eq!(
        told,
        "note: name: left out what cannot be seen: U+0007, U+FEFF\n"
    );
    assert!(text().contains("name = \"Luna-S1\""), "{}", text());
    let mut ahead = roscope(folder.path());
    ahead.args(["set", "luna-s1-launch", "actual=2099-\u{ad}01-01"]);
    let (code, _, err) = said(&ahead.output().unwrap());
    assert_eq!(code, 1);
    assert!(err.contains("is in the future"), "{err}");
    // A name in letters with their marks apart, as some keyboards and file systems write it.
    let name = "Лу\u{ad}на-3\u{301}: са\u{418}\u{306}т";
    let new = ["add", "milestone", name, "2031", "--of", "moon-science"];
    write(&[&new[..], &source].concat());
    assert!(text().contains("id = \"luna-3-sayt\""), "{}", text());
    assert!(
        text().contains("name = \"Луна-3\u{301}: са\u{418}\u{306}т\""),
        "{}",
        text()
    );
    let new = [
        "add",
        "source",
        "a\u{200b}b",
        "--title",
        "T\u{ad}",
        "--publisher",
        "P",
    ];
    write(&new);
    assert!(text().contains("[source.ab]\ntitle = \"T\""), "{}", text());
}

#[test]
fn a_locale_without_utf_8_gets_plain_characters_in_every_text() {
    let folder = tempfile::tempdir().unwrap();
    let file = folder.path().join("programs.toml");
    fs::copy("tests/fixtures/sample.toml", &file).unwrap();
    for arguments in [
        &["timeline"][..],
        &["record"],
        &["show", "luna-s1-launch"],
        &["late"],
        &["status"],
        &[],
    ] {
        let text = |locale: &str| {
            let mut command = roscope(folder.path());
            command
                .args(["--as-of", "2026-11-20"])
                .args(arguments)
                .env("LC_ALL", locale);
            let (code, out, err) = said(&command.output().unwrap());
            assert_eq!(code, 0, "{err}");
            out
        };
        // The names of the catalogue stay as they are.
        let drawn = |text: &str| -> Vec<char> {
            let is_drawn = |c: &char| !c.is_ascii() && !c.is_alphabetic() && !"«»␛".contains(*c);
            text.chars().filter(is_drawn).collect()
        };
        assert_eq!(drawn(&text("C")), [], "{arguments:?}");
        assert_eq!(text("C").lines().count(), text("C.UTF-8").lines().count());
        assert_eq!(text(""), text("C.UTF-8"), "nobody has said anything");
    }
}
