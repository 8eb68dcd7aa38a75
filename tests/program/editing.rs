//! Editing as it is done: in a terminal, on a file, with the forms and with an editor.

use std::ffi::OsStr;
use std::fs;
use std::path::{Path, PathBuf};
use std::process::Command;

use crate::fixtures::SAMPLE;
use crate::pty::{DOWN, ESCAPE, Pty};
use crate::run::{ROSCOPE, write_script};
use rustix::process::Signal;

/// A catalogue in a folder of its own, with what else a test puts there.
struct Desk {
    folder: tempfile::TempDir,
}

impl Desk {
    fn new() -> Self {
        let folder = tempfile::tempdir().unwrap();
        fs::write(folder.path().join("programs.toml"), SAMPLE).unwrap();
        Self { folder }
    }

    fn path(&self) -> PathBuf {
        self.folder.path().join("programs.toml")
    }

    fn text(&self) -> String {
        fs::read_to_string(self.path()).unwrap()
    }

    /// An editor: a script in a folder with a name that a shell would trip over.
    fn editor(&self, script: &str) -> String {
        let folder = self.folder.path().join("my \"tools\"");
        fs::create_dir_all(&folder).unwrap();
        let path = folder.join("vi");
        write_script(&path, script);
        format!("'{}'", path.display())
    }

    fn start(&self, editor: &str, more: &[&str]) -> Pty {
        let path = self.path();
        let arguments: Vec<&OsStr> = [path.as_os_str()]
            .into_iter()
            .chain(more.iter().map(OsStr::new))
            .collect();
        let variables = [
            ("TERM", "xterm-256color"),
            ("TZ", "UTC"),
            ("PATH", "/usr/bin:/bin"),
            ("VISUAL", editor),
        ];
        let mut pty = Pty::spawn(ROSCOPE, &arguments, &variables, (120, 36));
        pty.see("Needs attention");
        pty
    }
}

/// The lines that are in the file and not in the sample.
fn added(desk: &Desk) -> Vec<String> {
    let text = desk.text();
    let new = text
        .lines()
        .filter(|line| !SAMPLE.lines().any(|old| old == *line));
    new.map(str::to_owned).collect()
}

#[test]
fn each_form_writes_what_it_has_shown() {
    let desk = Desk::new();
    let mut pty = desk.start("", &[]);
    // A statement.
    pty.send("5")
        .see("by project")
        .send("/luna-s1\r")
        .see("1 of 12");
    pty.send("a").see("New statement: Luna-S1 launch");
    pty.send("2029").see("2029 = 1 January 2029");
    pty.send("\r2026-11-19\rOrlova\r\ragency-2026-03\r")
        .see("Enter: write");
    assert_eq!(
        desk.text(),
        SAMPLE,
        "nothing is written before it was shown"
    );
    pty.send("\r").see("saved: Luna-S1 launch: Q4 2028 → 2029");
    assert_eq!(added(&desk).len(), 1, "{:?}", added(&desk));
    // A status, taken back.
    pty.send("u").see("Status of Luna-S1 launch");
    pty.send("done\r2026-11-18\r\x13\x13\x13")
        .see("Enter: write")
        .send("\r")
        .see("saved: ");
    assert!(desk.text().contains("actual = 2026-11-18"));
    pty.send("U").see("undone: ");
    assert!(!desk.text().contains("actual = 2026-11-18"));
    // A count of a constellation.
    pty.send("4")
        .see("Severnet")
        .send("a")
        .see("New count or plan");
    pty.send("count\r\r41\r\r\r\ragency-2026-03\r")
        .see("Enter: write");
    pty.send("\r").see("saved: ");
    assert!(desk.text().contains("in_orbit = 41"));
    // A milestone with a new source.
    pty.send("2")
        .see("Invented for the tests")
        .send(DOWN)
        .send("N");
    pty.see("New milestone");
    pty.send("A third flight\r\r\r2033\r\r\r\rnew\r")
        .see("publisher");
    pty.send("Newspaper\rA title\r\r\r\r\r").see("Enter: write");
    pty.send("\r").see("saved: ");
    for line in ["id = \"a-third-flight\"", "title = \"A title\""] {
        assert!(desk.text().contains(line), "{line}");
    }
    pty.send("q").ends_with(0);
    let left: Vec<_> = fs::read_dir(desk.folder.path()).unwrap().collect();
    assert_eq!(left.len(), 1, "nothing is left beside the file: {left:?}");
}

#[test]
fn what_cannot_be_written_stays_in_the_form_with_the_reason() {
    let desk = Desk::new();
    let mut pty = desk.start("", &[]);
    pty.send("5")
        .see("by project")
        .send("/luna-s1\r")
        .see("1 of 12");
    pty.send("a2029\r\rOrlova\r\ragency-2026-03\r")
        .see("Enter: write");
    // A second name: the link between the two would break.
    fs::hard_link(desk.path(), desk.folder.path().join("second.toml")).unwrap();
    pty.send("\r")
        .see("New statement")
        .see("Orlova")
        .see("link");
    assert_eq!(desk.text(), SAMPLE);
    fs::remove_file(desk.folder.path().join("second.toml")).unwrap();
    pty.send("\x13")
        .see("Enter: write")
        .send("\r")
        .see("saved: ");
    pty.send("q").ends_with(0);
}

#[test]
fn the_editor_gets_the_line_and_what_it_writes_is_seen_at_once() {
    let desk = Desk::new();
    let told = desk.folder.path().join("told");
    let script = format!(
        "echo \"$@\" > '{}'\nsed -i 's/2028-Q4/2031-Q2/' \"$2\"\nread -r line < /dev/tty",
        told.display()
    );
    let mut pty = desk.start(&desk.editor(&script), &[]);
    pty.send("5")
        .see("by project")
        .send("/luna-s1\r")
        .see("1 of 12");
    pty.send("e").until_given_back();
    // What is typed meanwhile is the editor's: a q would end the dashboard.
    pty.send("qqq\n").see("→ Q2 2031");
    let header = SAMPLE
        .lines()
        .position(|line| line == "id = \"luna-s1-launch\"")
        .unwrap();
    let told = fs::read_to_string(told).unwrap();
    assert_eq!(told.trim(), format!("+{header} {}", desk.path().display()));
    pty.send("q").ends_with(0);
}

#[test]
fn an_editor_that_is_missing_or_fails_is_no_end() {
    let desk = Desk::new();
    let mut pty = desk.start("/no/such/editor", &[]);
    pty.send("5")
        .see("by project")
        .send("e")
        .see("there is no editor /no/such/editor");
    pty.send("q").ends_with(0);
    let mut pty = desk.start(&desk.editor("exit 3"), &[]);
    pty.send("5")
        .see("by project")
        .send("e")
        .see("ended with status 3");
    pty.send("q").ends_with(0);
    let mut pty = desk.start(&desk.editor("kill -SEGV $$"), &[]);
    pty.send("5").see("by project").send("e").see("ended with");
    pty.send("q").ends_with(0);
}

#[test]
fn an_interrupt_in_the_editor_is_not_ours() {
    let desk = Desk::new();
    // A shell looks for signals between commands: one that reads could miss what came just before it.
    let script = "trap 'exit 0' INT\necho ready > /dev/tty\nwhile :; do sleep 0.01; done";
    let mut pty = desk.start(&desk.editor(script), &[]);
    pty.send("5").see("by project").send("e").until_given_back();
    pty.see("ready").send("\x03").see("by project");
    pty.send("q").ends_with(0);
}

#[test]
fn a_stop_in_the_editor_stops_all_and_both_come_back() {
    let desk = Desk::new();
    let script = "echo ready > /dev/tty\nread -r line < /dev/tty";
    let mut pty = desk.start(&desk.editor(script), &[]);
    pty.send("5").see("by project").send("e").until_given_back();
    pty.see("ready").signal(Signal::TSTP).until_stopped();
    pty.signal(Signal::CONT).send("\n").see("by project");
    pty.send("q").ends_with(0);
}

#[test]
fn e_large_opens_the_first_error_of_the_file_as_it_is_now() {
    let desk = Desk::new();
    let told = desk.folder.path().join("told");
    let script = format!("echo \"$1\" > '{}'", told.display());
    let mut pty = desk.start(&desk.editor(&script), &[]);
    let broken = SAMPLE.replace("status = \"at-risk\"", "status = \"at-rsk\"");
    fs::write(desk.path(), &broken).unwrap();
    pty.see("1 error");
    pty.send("u")
        .see("the file has errors, so nothing can be written");
    pty.send("E").see("1 error");
    let line = broken
        .lines()
        .position(|line| line.contains("at-rsk"))
        .unwrap()
        + 1;
    pty.until("the editor has been told", |_| Path::new(&told).exists());
    assert_eq!(fs::read_to_string(told).unwrap().trim(), format!("+{line}"));
    pty.send(ESCAPE).send("q").ends_with(0);
}

#[test]
fn a_text_that_a_killed_process_left_is_told_at_the_start() {
    let desk = Desk::new();
    let mut gone = Command::new("true").spawn().unwrap();
    let id = gone.id();
    gone.wait().unwrap();
    let edit = SAMPLE.replace("at-risk", "paused");
    let left = |number: u32| format!(".programs.toml.{id}-{number}-0000000000000000.tmp");
    fs::write(desk.folder.path().join(left(0)), &edit).unwrap();
    fs::write(desk.folder.path().join(left(1)), SAMPLE).unwrap();

    let mut pty = desk.start("", &["--read-only"]);
    pty.see("3 projects").send("q").ends_with(0);
    assert!(desk.folder.path().join(left(1)).exists(), "only looked at");

    let mut pty = desk.start("", &[]);
    pty.see("never saved").see(&left(0));
    pty.send("q").ends_with(0);
    assert!(
        !desk.folder.path().join(left(1)).exists(),
        "it says what the file says"
    );

    let mut command = Command::new(ROSCOPE);
    command
        .arg(desk.path())
        .args(["set", "luna-s1-launch", "note=seen"]);
    let output = command.output().unwrap();
    let remark = String::from_utf8(output.stderr).unwrap();
    assert!(
        output.status.success() && remark.contains(&left(0)),
        "{remark}"
    );
    let kept = fs::read_to_string(desk.folder.path().join(left(0))).unwrap();
    assert_eq!(kept, edit);
}

#[test]
fn read_only_writes_nothing() {
    let desk = Desk::new();
    let mut pty = desk.start("/bin/false", &["--read-only"]);
    pty.send("5").see("by project");
    for key in ["u", "a", "N", "U", "e", "E"] {
        pty.send(key)
            .see("--read-only")
            .send(DOWN)
            .see_gone("--read-only");
    }
    pty.send("q").ends_with(0);
    assert_eq!(desk.text(), SAMPLE);
}
