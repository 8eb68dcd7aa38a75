//! Git is asked and nothing else: whatever it says, however long it takes, whatever the variables say.

use std::ffi::OsStr;
use std::fs;
use std::path::PathBuf;
use std::process::Command;
use std::time::{Duration, Instant};

use crate::fixtures::{LATER, SAMPLE};
use crate::pty::{ESCAPE, Pty};
use crate::run::{ROSCOPE, git, said, write_script};

/// A catalogue, and a program in place of Git.
struct Fake(tempfile::TempDir);

impl Fake {
    fn new(script: &str) -> Self {
        let fake = Self(tempfile::tempdir().unwrap());
        fs::write(fake.path("programs.toml"), LATER).unwrap();
        fs::write(fake.path("old.toml"), SAMPLE).unwrap();
        let here = fake.0.path().display();
        write_script(&fake.path("git"), &format!("here={here}\n{script}"));
        fake
    }

    fn path(&self, name: &str) -> PathBuf {
        self.0.path().join(name)
    }

    fn search(&self) -> String {
        format!("{}:/usr/bin:/bin", self.0.path().display())
    }

    fn since(&self) -> (i32, String, String) {
        said(
            &Command::new(ROSCOPE)
                .args(["since", "HEAD", "--as-of", "2026-12-20"])
                .current_dir(self.0.path())
                .env("PATH", self.search())
                .output()
                .unwrap(),
        )
    }

    fn start(&self) -> Pty {
        let path = self.path("programs.toml");
        let arguments = [path.as_os_str(), "--as-of".as_ref(), "2026-12-20".as_ref()];
        let search = self.search();
        let variables = [
            ("TERM", "xterm-256color"),
            ("TZ", "UTC"),
            ("PATH", &*search),
        ];
        let mut pty = Pty::spawn(ROSCOPE, &arguments.map(OsStr::new), &variables, (120, 36));
        pty.see("Needs attention");
        pty.send("c").see("Compare with").send("HEAD\r");
        pty
    }
}

/// It says a lot before it does its work, and after.
const TALKATIVE: &str = "yes 'warning: no end' | head -c 200000 >&2
cat \"$here/old.toml\"
yes 'hint: no end' | head -c 200000 >&2";

#[test]
fn whatever_git_says_is_read_while_it_runs() {
    let (code, out, err) = Fake::new(TALKATIVE).since();
    assert_eq!((code, err.as_str()), (0, ""));
    assert!(out.starts_with("Changes since HEAD: 11\n"), "{out}");
}

#[test]
fn of_all_that_git_says_the_reason_is_told() {
    let fatal = "echo 'fatal: the pack is corrupt' >&2";
    for script in [
        format!("echo 'warning: something else' >&2\n{fatal}\necho 'hint: more' >&2\nexit 128"),
        format!("yes 'warning: no end' | head -c 200000 >&2\n{fatal}\nexit 128"),
        format!("head -c 200000 /dev/zero | tr '\\0' x >&2\necho >&2\n{fatal}\nexit 128"),
    ] {
        let (code, out, err) = Fake::new(&script).since();
        assert_eq!((code, out.as_str()), (1, ""));
        assert!(err.contains("from Git: the pack is corrupt"), "{err}");
        assert!(!err.contains("no end"), "{err}");
    }
}

#[test]
fn a_git_that_never_answers_is_waited_for_ten_seconds() {
    let begun = Instant::now();
    let (code, out, err) = Fake::new("sleep 100").since();
    assert_eq!((code, out.as_str()), (1, ""));
    assert!(
        err.contains("it has not answered within 10 seconds"),
        "{err}"
    );
    assert!(begun.elapsed() < Duration::from_secs(30));
}

/// A repository whose settings and variables have others do something.
#[test]
fn nothing_steers_git_but_what_is_asked_of_it() {
    let folder = tempfile::tempdir().unwrap();
    let top = folder.path();
    fs::write(top.join("programs.toml"), SAMPLE).unwrap();
    fs::write(top.join(".gitattributes"), "*.toml diff=toml\n").unwrap();
    git(top, &["init", "-q"]);
    git(top, &["add", "."]);
    git(top, &["commit", "-qm", "A catalogue"]);
    let trap = top.join("trap");
    let made = top.join("made");
    write_script(&trap, &format!("touch {}", made.display()));
    let trap = trap.to_str().unwrap();
    for key in [
        "core.fsmonitor",
        "core.pager",
        "pager.cat-file",
        "diff.toml.textconv",
        "diff.external",
        "core.sshCommand",
        "credential.helper",
    ] {
        git(top, &["config", key, trap]);
    }
    fs::write(top.join("programs.toml"), LATER).unwrap();
    let with = |name: &str, value: &str, revision: &str| {
        said(
            &Command::new(ROSCOPE)
                .args(["since", revision, "--as-of", "2026-12-20"])
                .current_dir(top)
                .env(name, value)
                .output()
                .unwrap(),
        )
    };
    for (name, value) in [
        ("GIT_TRACE", "1"),
        ("GIT_TRACE_SETUP", "2"),
        ("GIT_TRACE2", "1"),
        ("GIT_TRACE2_EVENT", "2"),
        ("GIT_TRACE_PACKET", "true"),
        ("GIT_DIR", "/nowhere"),
        ("GIT_WORK_TREE", "/"),
        ("GIT_COMMON_DIR", "/nowhere"),
        ("GIT_INDEX_FILE", "/nowhere"),
        ("GIT_OBJECT_DIRECTORY", "/nowhere"),
        ("GIT_NAMESPACE", "elsewhere"),
        ("GIT_EXTERNAL_DIFF", trap),
        ("GIT_PAGER", trap),
        ("PAGER", trap),
        ("GIT_ASKPASS", trap),
        ("GIT_CONFIG_PARAMETERS", "'core.bare'='maybe'"),
        ("GIT_CONFIG_COUNT", "nonsense"),
        ("GIT_CEILING_DIRECTORIES", "/"),
    ] {
        let (code, out, err) = with(name, value, "HEAD");
        assert_eq!((code, err.as_str()), (0, ""), "{name}");
        assert!(out.starts_with("Changes since HEAD: 11\n"), "{name}: {out}");
        let (code, _, err) = with(name, value, "nowhere");
        assert_eq!(code, 1);
        assert!(
            err.contains("from Git: invalid object name 'nowhere'"),
            "{name}: {err}"
        );
    }
    assert!(!made.exists(), "something else was run");
}

#[test]
fn the_dashboard_lives_while_git_is_asked() {
    let fake = Fake::new("touch \"$here/asked\"; sleep 100");
    let mut pty = fake.start();
    pty.see("asking for HEAD");
    pty.send(ESCAPE)
        .see("is not asked for any more")
        .see("Compare with");
    // Asked again, and the rest goes on meanwhile.
    pty.send("\r").see("asking for HEAD");
    fs::write(fake.path("programs.toml"), SAMPLE).unwrap();
    pty.see("▲ at risk");
    pty.send(ESCAPE).send(ESCAPE).see_gone("Compare with");
    pty.send("3").see("Volga Works");
    pty.send("c").see("Compare with").send("HEAD\r");
    pty.see("asking for HEAD");
    let begun = Instant::now();
    pty.send("\x03").ends_with(0);
    assert!(begun.elapsed() < Duration::from_secs(3));
}

#[test]
fn the_last_that_was_asked_is_what_is_shown() {
    let fake = Fake::new("case \"$*\" in *HEAD*) sleep 2;; esac\ncat \"$here/old.toml\"");
    let mut pty = fake.start();
    pty.see("asking for HEAD").send("\x15v1\r");
    pty.see("Changes since v1");
    // The first answer, which comes later, is not wanted any more.
    let late = pty.written_within(Duration::from_millis(2500));
    assert_eq!(late.escape_ascii().to_string(), "");
    pty.send("q").ends_with(0);
}

#[test]
fn much_that_git_says_does_not_freeze_the_dashboard() {
    let fake = Fake::new(TALKATIVE);
    let mut pty = fake.start();
    pty.see("Changes since HEAD");
    pty.send("q").ends_with(0);
}
