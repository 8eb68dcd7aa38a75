//! Completion: what is answered, and that the shells offer it. A shell that is not installed is
//! skipped, with a word on it.

use std::fs;
use std::path::{Path, PathBuf};
use std::process::Command;

use crate::fixtures::SAMPLE_FILE;
use crate::pty::Pty;
use crate::run::{ROSCOPE, skipped};
use clap::CommandFactory as _;
use roscope::cli::Cli;

/// A catalogue in which a constellation has another id.
const OTHER: &str = "my file.toml";
/// What a shell of a test says when it waits for a line.
const READY: &str = "ready> ";

/// What fits in place of the last of these words, with the sample as the catalogue.
fn answers(words: &[&str]) -> Vec<String> {
    let output = Command::new(ROSCOPE)
        .args(["completions", "bash", "--", "roscope"])
        .args(words)
        .env("ROSCOPE_CATALOGUE", SAMPLE_FILE)
        .output()
        .unwrap();
    assert!(
        output.status.success() && output.stderr.is_empty(),
        "{output:?}"
    );
    let lines = String::from_utf8(output.stdout).unwrap();
    let word = |line: &str| line.split('\t').next().unwrap().to_owned();
    lines.lines().map(word).collect()
}

/// The words that lead to every command, and the commands themselves.
fn commands() -> Vec<(Vec<String>, clap::Command)> {
    let mut root = Cli::command();
    root.build();
    let mut found = vec![(Vec::new(), root)];
    let mut next = 0;
    while let Some((path, command)) = found.get(next).cloned() {
        let parts = command.get_subcommands().filter(|part| !part.is_hide_set());
        let parts = parts.filter(|part| part.get_name() != "help");
        let path = |part: &clap::Command| [&path[..], &[part.get_name().to_owned()]].concat();
        found.extend(parts.map(|part| (path(part), part.clone())));
        next += 1;
    }
    found
}

#[test]
fn every_command_and_option_stands_in_the_manual_and_is_completed() {
    let manual = Command::new(ROSCOPE).arg("man").output().unwrap();
    let manual = String::from_utf8(manual.stdout)
        .unwrap()
        .replace("\\-", "-");
    for (path, command) in commands() {
        let title = format!("roscope {}", path.join(" ")).trim().to_uppercase();
        let section = if path.is_empty() {
            manual.as_str()
        } else {
            let begins = manual.split_once(&format!(".SH \"{title}\"\n"));
            let (_, section) = begins.unwrap_or_else(|| panic!("{title}"));
            section.split("\n.SH ").next().unwrap()
        };
        for option in command
            .get_arguments()
            .filter(|option| !option.is_hide_set())
        {
            let is_of_all = option.is_global_set() || option.get_id() == "help";
            if let Some(long) = option.get_long().filter(|_| path.is_empty() || !is_of_all) {
                assert!(section.contains(&format!("--{long}")), "{title}: --{long}");
                let words = [&path[..], &[format!("--{long}")]].concat();
                let words: Vec<&str> = words.iter().map(String::as_str).collect();
                assert!(
                    answers(&words).contains(&format!("--{long}")),
                    "{title}: --{long}"
                );
            }
        }
        if let Some((name, before)) = path.split_last() {
            let words: Vec<&str> = before.iter().chain([name]).map(String::as_str).collect();
            assert!(answers(&words).contains(name), "{title}");
        }
    }
}

#[test]
fn a_script_asks_for_its_own_shell() {
    for shell in ["bash", "zsh", "fish", "elvish", "powershell"] {
        let output = Command::new(ROSCOPE).args(["completions", shell]).output();
        let script = String::from_utf8(output.unwrap().stdout).unwrap();
        let asks = format!("roscope completions {shell} -- ");
        assert_eq!(script.matches(&asks).count(), 1, "{script}");
    }
}

#[test]
fn an_argument_gets_the_ids_that_it_takes() {
    for (words, fitting) in [
        (
            &["show", "s"][..],
            "sokol-1 sokol-5 severnet sokol-5-maiden-flight sokol-5-second-flight severnet-first-batch severnet-100 severnet-service sokol-1-last-flight",
        ),
        (&["count", "se"], "severnet"),
        (
            &["say", "se"],
            "severnet-first-batch severnet-100 severnet-service",
        ),
        (&["set", "agency-2026-05"], "agency-2026-05-01"),
        (
            &["count", "severnet", "8", "--source", "agency-2026-05"],
            "agency-2026-05-01",
        ),
        (
            &["say", "lunar-base", "2040", "--source=agency-2026-05"],
            "--source=agency-2026-05-01",
        ),
        (
            &["add", "milestone", "x", "2030", "--of", "sokol-1,se"],
            "sokol-1,severnet",
        ),
        (&["show", "agency"], ""),
        (&["add", "source", "agency"], ""),
        (&["add", "source", "x", "--title", "agency"], ""),
    ] {
        assert_eq!(answers(words).join(" "), fitting, "{words:?}");
    }
}

#[test]
fn the_ids_are_of_the_catalogue_that_the_line_names() {
    let desk = Desk::new();
    let other = desk.0.path().join(OTHER);
    let other = other.to_str().unwrap();
    let equals = format!("--catalogue={other}");
    for words in [
        &["--catalogue", other, "count", "w"][..],
        &["count", "--catalogue", other, "w"],
        &[&equals, "count", "w"],
        &[other, "count", "w"],
    ] {
        assert_eq!(answers(words), ["weather"], "{words:?}");
    }
    assert!(answers(&["count", "w"]).is_empty());
    // These would have to be read from elsewhere, or cannot be read: no ids, and no error.
    assert!(
        answers(&["--catalogue", "-", "count", ""])
            .iter()
            .all(|word| word.starts_with('-'))
    );
    assert!(answers(&["--catalogue", "/nowhere", "count", "w"]).is_empty());
}

#[test]
fn columns_are_of_what_is_listed() {
    for (words, fitting) in [
        (
            &["list", "vehicles", "--columns", "name,sta"][..],
            "name,status name,status_as_of name,status_note name,status_sources name,state name,stages",
        ),
        (
            &["list", "milestones", "--columns", "sta"],
            "status status_as_of status_note status_sources state statements",
        ),
        (&["late", "--sort", "slip_l"], "slip_last"),
        (&["late", "--sort", "-slip_l"], "-slip_last"),
        (&["late", "--sort=name,-slip_l"], "--sort=name,-slip_last"),
    ] {
        assert_eq!(answers(words).join(" "), fitting, "{words:?}");
    }
}

#[test]
fn words_files_and_options_come_where_they_may_stand() {
    assert_eq!(
        answers(&["list", ""]).join(" "),
        "projects vehicles constellations milestones sources"
    );
    assert_eq!(answers(&["check", ""]), ["/"]);
    assert_eq!(answers(&["check", "--format", "g"]), ["github"]);
    assert_eq!(answers(&["next", "--da"]), ["--days"]);
    // Options only where nothing else fits.
    assert!(answers(&["status", ""]).contains(&"--as-of".to_owned()));
    assert!(!answers(&["show", ""]).contains(&"--as-of".to_owned()));
    // Commands or a file.
    let first = answers(&[""]);
    assert!(
        first.contains(&"show".to_owned()) && first.contains(&"/".to_owned()),
        "{first:?}"
    );
}

/// A folder to start shells in, where `roscope` is found and a file waits to be completed.
struct Desk(tempfile::TempDir);

impl Desk {
    fn new() -> Self {
        let desk = tempfile::tempdir().unwrap();
        let sample = fs::read_to_string(SAMPLE_FILE).unwrap();
        let other = sample.replace("\"pogoda\"", "\"weather\"");
        fs::write(desk.path().join(OTHER), other).unwrap();
        Self(desk)
    }

    fn variables(&self) -> Vec<(&'static str, String)> {
        let home = self.0.path().to_str().unwrap().to_owned();
        let beside = Path::new(ROSCOPE).parent().unwrap().to_str().unwrap();
        let path = format!("{beside}:{}", std::env::var("PATH").unwrap());
        vec![
            ("PATH", path),
            ("HOME", home.clone()),
            ("XDG_CONFIG_HOME", home),
            ("ROSCOPE_CATALOGUE", SAMPLE_FILE.to_owned()),
            ("TERM", "xterm-256color".to_owned()),
        ]
    }

    /// What a shell prints that runs these commands.
    fn run(&self, shell: &Path, arguments: &[&str]) -> String {
        let output = Command::new(shell)
            .args(arguments)
            .env_clear()
            .envs(self.variables())
            .current_dir(self.0.path())
            .output()
            .unwrap();
        assert!(output.stderr.is_empty(), "{output:?}");
        String::from_utf8(output.stdout).unwrap()
    }

    /// A shell in a terminal, which says [`READY`].
    fn open(&self, shell: &Path, arguments: &[&str]) -> Pty {
        let variables = self.variables();
        let variables: Vec<_> = variables
            .iter()
            .map(|(name, value)| (*name, &**value))
            .collect();
        let arguments: Vec<_> = arguments.iter().map(AsRef::as_ref).collect();
        Pty::spawn(shell, &arguments, &variables, (100, 30))
    }
}

/// Where a shell is, unless the test has to be skipped.
fn installed(shell: &str) -> Option<PathBuf> {
    let folders = std::env::var_os("PATH").unwrap();
    let found = std::env::split_paths(&folders)
        .map(|folder| folder.join(shell))
        .find(|path| path.is_file());
    if found.is_none() {
        skipped(&format!("{shell} is not installed"));
    }
    found
}

#[test]
fn fish_completes() {
    let Some(fish) = installed("fish") else {
        return;
    };
    let desk = Desk::new();
    let fitting = |line: &str| {
        let script = format!("roscope completions fish | source; complete -C '{line}'");
        desk.run(&fish, &["--no-config", "-c", &script])
    };
    assert_eq!(fitting("roscope count se"), "severnet\tSevernet\n");
    assert!(
        fitting("roscope say north-pad 2030 --source=agency-2026-05")
            .starts_with("--source=agency-2026-05-01\t")
    );
    assert_eq!(fitting("roscope list vehicles --columns cl"), "class\n");
    assert_eq!(fitting("roscope list v"), "vehicles\n");
    assert_eq!(fitting("roscope check my"), "my file.toml\n");
    assert_eq!(
        fitting("roscope --catalogue=my"),
        "--catalogue=my file.toml\n"
    );
}

/// Types lines and tabs into a shell, in which the name of [`OTHER`] is written like this.
fn complete(shell: &mut Pty, other: &str) {
    for (line, completed) in [
        ("roscope count se", "roscope count severnet "),
        (
            "roscope say x 2030 --source agency-2026-05",
            "--source agency-2026-05-01 ",
        ),
        ("roscope list vehicles --columns cl", "--columns class "),
        ("roscope list v", "roscope list vehicles "),
        (
            &format!("roscope --catalogue {other} count w"),
            "count weather ",
        ),
    ] {
        shell.see(READY).send(format!("{line}\t")).see(completed);
        // Ctrl-U takes the line away again.
        shell.send("\x15").see_gone(completed);
    }
    shell
        .send("roscope check my\t")
        .see(&format!("roscope check {other}"));
}

#[test]
fn bash_completes() {
    let Some(bash) = installed("bash") else {
        return;
    };
    let desk = Desk::new();
    let start = "source <(roscope completions bash)\nPS1='ready> '\n";
    fs::write(desk.0.path().join(".bashrc"), start).unwrap();
    let mut shell = desk.open(&bash, &["-i"]);
    complete(&mut shell, r"my\ file.toml");
    // To bash this is three words.
    shell
        .send("\x15roscope say x 2030 --source=agency-2026-05\t")
        .see("--source=agency-2026-05-01 ");
}

#[test]
fn zsh_completes() {
    let Some(zsh) = installed("zsh") else { return };
    let desk = Desk::new();
    let start = "autoload -Uz compinit && compinit -D -u\n\
                 source <(roscope completions zsh)\nPS1='ready> '\n";
    fs::write(desk.0.path().join(".zshrc"), start).unwrap();
    complete(&mut desk.open(&zsh, &["-d", "-i"]), r"my\ file.toml");
}

#[test]
fn elvish_completes() {
    let Some(elvish) = installed("elvish") else {
        return;
    };
    let desk = Desk::new();
    let folder = desk.0.path().join("elvish");
    fs::create_dir(&folder).unwrap();
    let start = "eval (roscope completions elvish | slurp)\n\
                 set edit:prompt = { put 'ready> ' }\nset edit:rprompt = { }\n";
    fs::write(folder.join("rc.elv"), start).unwrap();
    complete(&mut desk.open(&elvish, &[]), "'my file.toml'");
}
