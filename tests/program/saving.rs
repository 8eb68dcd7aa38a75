//! Writing the file back as it happens in life: other programs that save at the same time, a kill at
//! any instant, a disk that is full, a folder or an owner that forbids it. The long form, with a fault
//! at every single call, is `tests/faults/run.sh`.

use std::env;
use std::fs::{self, Permissions};
use std::io::{self, Write as _};
use std::os::unix::fs::{MetadataExt as _, PermissionsExt as _, chown};
use std::os::unix::process::CommandExt as _;
use std::path::{Path, PathBuf};
use std::process::{Command, Stdio, exit};
use std::sync::atomic::{AtomicBool, Ordering};
use std::thread;
use std::time::{Duration, Instant};

use crate::contest::{Contest, Ours, WAYS, one_more};
use crate::run::{NOBODY, is_superuser, names, skipped};
use roscope::storage::{Failed, recover, replace};

/// The variables that make a process of this test one that writes: which file, and how often.
const FILE: &str = "ROSCOPE_TEST_WRITES";
const TIMES: &str = "ROSCOPE_TEST_TIMES";
/// How they start it.
const WRITER: [&str; 3] = ["--exact", "saving::writer", "--nocapture"];
/// Far longer than it takes.
const PATIENCE: Duration = Duration::from_secs(60);

/// No test of its own: the others start it as a process that they can kill or hem in.
#[test]
fn writer() {
    let Some(file) = env::var_os(FILE) else {
        return;
    };
    let times: u32 = env::var(TIMES).unwrap().parse().unwrap();
    for _ in 0..times {
        match replace(Path::new(&file), |text| one_more(text).ok_or(())) {
            Ok(_) => {}
            Err(Failed::NotWritten(why)) => {
                let _ = writeln!(io::stderr(), "{why}");
                exit(1);
            }
            Err(Failed::Refused(())) => exit(3),
        }
    }
    exit(0);
}

/// Text that takes more than one block, and whose end shows that it is whole.
fn text(count: u32) -> String {
    let lines: Vec<_> = (0..10_000).map(|line| format!("line = {line}\n")).collect();
    format!("# ours: {count}\n{}", lines.concat())
}

/// A file in a folder of its own, which everybody may write to.
struct Scene(tempfile::TempDir);

impl Scene {
    fn new() -> Self {
        let scene = Self(tempfile::tempdir().unwrap());
        fs::write(scene.file(), text(0)).unwrap();
        scene.permit(0o777);
        scene
    }

    fn file(&self) -> PathBuf {
        self.0.path().join("programs.toml")
    }

    fn permit(&self, bits: u32) {
        fs::set_permissions(self.0.path(), Permissions::from_mode(bits)).unwrap();
    }

    fn names(&self) -> Vec<String> {
        names(self.0.path())
    }

    /// How often it was written, if it is whole.
    fn count(&self) -> Option<u32> {
        let found = fs::read_to_string(self.file()).ok()?;
        let first = found.lines().next()?.strip_prefix("# ours: ")?;
        let count = first.parse().ok()?;
        (found == text(count)).then_some(count)
    }

    fn writer(&self, times: u32) -> Command {
        let mut command = Command::new(env::current_exe().unwrap());
        command
            .args(WRITER)
            .current_dir("/")
            .env(FILE, self.file())
            .env(TIMES, times.to_string())
            .stdout(Stdio::null());
        command
    }

    /// As somebody who may not do everything, if we are the superuser.
    fn writer_as_nobody(&self) -> Command {
        let mut command = self.writer(1);
        if is_superuser() {
            command.uid(NOBODY).gid(NOBODY);
        }
        command
    }

    /// Runs what must fail for this reason and leave everything as it is. `None` if it cannot be run
    /// here at all.
    fn is_refused(&self, command: &mut Command, why: &str) -> Option<()> {
        let output = command.stderr(Stdio::piped()).output().ok()?;
        let said = String::from_utf8(output.stderr).unwrap();
        let expected = format!("cannot write {}: {why}\n", self.file().display());
        assert_eq!((output.status.code(), said), (Some(1), expected));
        assert_eq!(self.count(), Some(0), "the file is as it was");
        assert_eq!(self.names(), ["programs.toml"], "nothing is left beside it");
        Some(())
    }

    /// A command of the shell that comes before the writer.
    fn after(&self, setup: &str) -> Command {
        let mut command = Command::new("sh");
        let writer = env::current_exe().unwrap();
        command
            .args(["-c", &format!("{setup} && exec \"$@\"")])
            .arg("sh")
            .arg(writer)
            .args(WRITER)
            .env(FILE, self.file())
            .env(TIMES, "1")
            .stdout(Stdio::null());
        command
    }

    /// The same with mounts of its own, and the check that everything is as it was made at their end.
    /// `None` where mounting is forbidden.
    fn is_refused_after_mounting(&self, mount: &str, why: &str) -> Option<()> {
        const SCRIPT: &str = "\
            cp \"$FOLDER/programs.toml\" \"$COPY\" && eval \"$MOUNT\" || exit 77
            \"$@\"; code=$?
            cmp \"$COPY\" \"$FOLDER/programs.toml\" >&2 || exit 8
            [ \"$(ls -A \"$FOLDER\")\" = programs.toml ] || exit 9
            exit $code";
        let copy = tempfile::NamedTempFile::new().unwrap();
        let output = Command::new("unshare")
            .args(["--map-root-user", "--mount", "sh", "-c", SCRIPT, "sh"])
            .arg(env::current_exe().unwrap())
            .args(WRITER)
            .env(FILE, self.file())
            .env(TIMES, "1")
            .env("FOLDER", self.0.path())
            .env("COPY", copy.path())
            .env("MOUNT", mount)
            .output()
            .ok()?;
        let said = String::from_utf8(output.stderr).unwrap();
        if output.status.code() == Some(77) || said.starts_with("unshare: ") {
            return None;
        }
        let expected = format!("cannot write {}: {why}\n", self.file().display());
        assert_eq!((output.status.code(), said), (Some(1), expected));
        Some(())
    }
}

/// Says that a check could not be made.
fn unless_impossible(check: Option<()>) {
    if check.is_none() {
        skipped("it cannot be run as another user, or mount");
    }
}

#[test]
fn no_edit_of_another_program_is_lost() {
    let contest = Contest {
        text: "# ours: 0\n",
        write_back: Ours::write_back,
        edits: 300,
        longest_pause: 5,
        writers: 3,
    };
    thread::scope(|scope| {
        for way in WAYS {
            let contest = &contest;
            scope.spawn(move || {
                let folder = tempfile::tempdir().unwrap();
                let tally = contest.run(&way, folder.path());
                assert_eq!(tally.lost, 0, "{}: {tally}", way.name);
            });
        }
    });
}

#[test]
fn of_several_of_us_none_loses_an_edit() {
    let scene = Scene::new();
    let saved: u32 = thread::scope(|scope| {
        let write_back = || {
            let mut ours = Ours::default();
            while ours.saved < 8 {
                ours.write_back(&scene.file());
            }
            ours.saved
        };
        let writers: Vec<_> = (0..4).map(|_| scope.spawn(write_back)).collect();
        writers
            .into_iter()
            .map(|writer| writer.join().unwrap())
            .sum()
    });
    assert_eq!(scene.count(), Some(saved));
    assert_eq!(scene.names(), ["programs.toml"]);
}

#[test]
fn a_reader_always_finds_the_file_and_finds_it_whole() {
    let scene = Scene::new();
    let is_done = AtomicBool::new(false);
    let reads = thread::scope(|scope| {
        let reader = scope.spawn(|| {
            let (mut reads, mut last) = (0_u32, 0);
            while !is_done.load(Ordering::Acquire) {
                let count = scene.count().expect("it is there and whole");
                assert!(count >= last, "the old text came back");
                (reads, last) = (reads + 1, count);
            }
            reads
        });
        let mut ours = Ours::default();
        for _ in 0..20 {
            ours.write_back(&scene.file());
        }
        is_done.store(true, Ordering::Release);
        reader.join().unwrap()
    });
    assert_eq!(scene.count(), Some(20));
    assert!(reads > 20);
}

#[test]
fn killed_at_any_instant_it_leaves_the_old_text_or_the_new_one() {
    let scene = Scene::new();
    let mut last = 0;
    let end = Instant::now() + PATIENCE;
    let mut round = 0;
    // On a busy machine a child may take longer to come to its first write.
    while round < 40 || (last == 0 && Instant::now() < end) {
        round += 1;
        let mut child = scene.writer(u32::MAX).spawn().unwrap();
        // Wherever it is by then: there is nothing to wait for.
        thread::sleep(Duration::from_millis(3 * round));
        child.kill().unwrap();
        child.wait().unwrap();
        let count = scene.count().expect("whole");
        assert!(count >= last, "an edit that was saved is lost");
        last = count;
        for kept in recover(&scene.file()) {
            let edit = fs::read_to_string(&kept).unwrap();
            assert!(
                text(count + 1).starts_with(&edit),
                "what was to be saved next"
            );
            fs::remove_file(kept).unwrap();
        }
        assert_eq!(scene.count(), Some(count));
        assert_eq!(scene.names(), ["programs.toml"]);
    }
    assert!(last > 0, "it never came to write");
}

#[test]
fn a_limit_on_the_length_of_files_is_no_danger() {
    let scene = Scene::new();
    let mut limited = scene.after("trap '' XFSZ && ulimit -f 8");
    let why = "the new text cannot be written: file too large";
    scene.is_refused(&mut limited, why).unwrap();
}

#[test]
fn without_the_right_to_write_to_the_folder_nothing_is_written() {
    let scene = Scene::new();
    scene.permit(0o555);
    let why = "no file can be made beside it: permission denied";
    unless_impossible(scene.is_refused(&mut scene.writer_as_nobody(), why));
    scene.permit(0o755);
}

#[test]
fn a_file_of_another_user_stays_his() {
    if !is_superuser() {
        return; // a file cannot be given away
    }
    let scene = Scene::new();
    let why = "it belongs to another user, and would not any more: permission denied";
    unless_impossible(scene.is_refused(&mut scene.writer_as_nobody(), why));

    chown(scene.file(), Some(NOBODY), Some(12)).unwrap();
    let why = "it belongs to another group, and would not any more: permission denied";
    unless_impossible(scene.is_refused(&mut scene.writer_as_nobody(), why));

    chown(scene.file(), Some(12), Some(34)).unwrap();
    fs::set_permissions(scene.file(), Permissions::from_mode(0o6640)).unwrap();
    Ours::default().write_back(&scene.file());
    let now = fs::metadata(scene.file()).unwrap();
    assert_eq!(
        (now.uid(), now.gid(), now.mode() & 0o7777),
        (12, 34, 0o6640)
    );
    assert_eq!(scene.count(), Some(1));
}

#[cfg(target_os = "linux")]
#[test]
fn an_immutable_file_is_not_replaced() {
    let scene = Scene::new();
    let set = |flag: &str| Command::new("chattr").arg(flag).arg(scene.file()).output();
    if !set("+i").is_ok_and(|output| output.status.success()) {
        return; // only the superuser may, and not on every file system
    }
    let why = "it is locked against changes (immutable)";
    let refused = scene.is_refused(&mut scene.writer(1), why);
    set("-i").unwrap();
    refused.unwrap();
}

#[cfg(target_os = "linux")]
#[test]
fn on_a_file_system_that_is_full_or_read_only_nothing_changes() {
    let full =
        "mount -t tmpfs -o size=200k none \"$FOLDER\" && cp \"$COPY\" \"$FOLDER/programs.toml\"";
    let why = "the new text cannot be written: the disk is full";
    unless_impossible(Scene::new().is_refused_after_mounting(full, why));

    let read_only = format!("{full} && mount -o remount,ro \"$FOLDER\"").replace("200k", "900k");
    let why = "no file can be made beside it: read-only file system";
    unless_impossible(Scene::new().is_refused_after_mounting(&read_only, why));
}

#[cfg(target_os = "linux")]
#[test]
fn a_file_that_is_mounted_by_itself_is_not_replaced() {
    let alone = "mount --bind \"$FOLDER/programs.toml\" \"$FOLDER/programs.toml\"";
    let why = "it is mounted on its own, as containers do: mount its folder instead";
    unless_impossible(Scene::new().is_refused_after_mounting(alone, why));
}
