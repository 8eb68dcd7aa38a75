//! Where an export goes: whatever stands at the name that is given, nothing of it is lost.

use std::fs::{self, Permissions};
use std::os::unix::fs::{MetadataExt as _, PermissionsExt as _, chown, symlink};
use std::os::unix::process::CommandExt as _;
use std::path::{Path, PathBuf};
use std::process::{Command, Output, Stdio};
use std::thread;

use crate::fixtures::SAMPLE_FILE;
use crate::run::{NOBODY, ROSCOPE, is_superuser, names, said, skipped};
use rustix::fs::{CWD, Mode, mkfifoat};

const OLD: &str = "what stood there before\n";
/// How a check says that it cannot be made here.
const SKIP: i32 = 77;

/// A folder for one target.
struct Scene(tempfile::TempDir);

impl Scene {
    fn new() -> Self {
        let scene = Self(tempfile::tempdir().unwrap());
        fs::set_permissions(scene.0.path(), Permissions::from_mode(0o777)).unwrap();
        scene
    }

    fn path(&self, name: &str) -> PathBuf {
        self.0.path().join(name)
    }

    /// The target, with the old text in it.
    fn old(self) -> Self {
        fs::write(self.target(), OLD).unwrap();
        self
    }

    fn target(&self) -> PathBuf {
        self.path("out")
    }

    fn names(&self) -> Vec<String> {
        names(self.0.path())
    }
}

fn export(format: &str, output: &Path) -> Command {
    let mut command = Command::new(ROSCOPE);
    command
        .args([
            "export",
            "--catalogue",
            SAMPLE_FILE,
            "--as-of",
            "2026-11-20",
        ])
        .args(["--format", format, "--output"])
        .arg(output);
    command
}

/// What goes to standard output.
fn whole(format: &str) -> String {
    let output = export(format, Path::new("-")).output().unwrap();
    assert!(output.status.success());
    String::from_utf8(output.stdout).unwrap()
}

#[track_caller]
fn told(output: &Output) -> (i32, String) {
    let (code, _, err) = said(output);
    (code, err)
}

/// It was written, and this is what was told of it beside its name.
#[track_caller]
fn is_written(scene: &Scene, output: &Output, remark: &str) {
    let name = scene.target().display().to_string();
    assert_eq!(told(output), (0, format!("written: {name}{remark}\n")));
}

/// It was not, for this reason, and what stood there stands there still.
#[track_caller]
fn is_refused(target: &Path, output: &Output, why: &str) {
    let message = format!("error: cannot write {}: {why}\n", target.display());
    assert_eq!(told(output), (1, message));
}

const FULL: &str = "the disk is full: make room, or name a place elsewhere";

fn a_private_file(format: &str) {
    let scene = Scene::new().old();
    fs::set_permissions(scene.target(), Permissions::from_mode(0o600)).unwrap();
    is_written(
        &scene,
        &export(format, &scene.target()).output().unwrap(),
        "",
    );
    let mode = fs::metadata(scene.target()).unwrap().mode() & 0o7777;
    assert_eq!(format!("{mode:o}"), "600");
    assert_eq!(fs::read_to_string(scene.target()).unwrap(), whole(format));
    assert_eq!(scene.names(), ["out"]);
}

fn a_file_of_another_user(format: &str) {
    if !is_superuser() {
        return skipped("a file cannot be given away");
    }
    let scene = Scene::new().old();
    chown(scene.target(), Some(12), Some(34)).unwrap();
    is_written(
        &scene,
        &export(format, &scene.target()).output().unwrap(),
        "",
    );
    let now = fs::metadata(scene.target()).unwrap();
    assert_eq!((now.uid(), now.gid()), (12, 34));
    assert_eq!(fs::read_to_string(scene.target()).unwrap(), whole(format));
}

fn a_file_with_two_names(format: &str) {
    let scene = Scene::new().old();
    fs::hard_link(scene.target(), scene.path("other")).unwrap();
    let output = export(format, &scene.target()).output().unwrap();
    is_written(
        &scene,
        &output,
        " (in place: it has 2 names, and all of them keep it)",
    );
    let text = whole(format);
    for name in ["out", "other"] {
        assert_eq!(fs::read_to_string(scene.path(name)).unwrap(), text);
    }
    assert_eq!(fs::metadata(scene.target()).unwrap().nlink(), 2);
    assert_eq!(scene.names(), ["other", "out"]);
}

fn a_link(format: &str) {
    let scene = Scene::new();
    fs::create_dir(scene.path("folder")).unwrap();
    fs::write(scene.path("folder/file"), OLD).unwrap();
    symlink("folder/file", scene.path("link")).unwrap();
    symlink("link", scene.target()).unwrap();
    is_written(
        &scene,
        &export(format, &scene.target()).output().unwrap(),
        "",
    );
    let file = scene.path("folder/file");
    assert!(!file.is_symlink() && scene.target().is_symlink());
    assert_eq!(fs::read_to_string(file).unwrap(), whole(format));
    assert_eq!(scene.names(), ["folder", "link", "out"]);
}

fn a_link_that_leads_nowhere_yet(format: &str) {
    let scene = Scene::new();
    fs::create_dir(scene.path("folder")).unwrap();
    symlink("folder/file", scene.target()).unwrap();
    is_written(
        &scene,
        &export(format, &scene.target()).output().unwrap(),
        "",
    );
    assert!(scene.target().is_symlink());
    let text = fs::read_to_string(scene.path("folder/file")).unwrap();
    assert_eq!(text, whole(format));
}

fn a_named_pipe(format: &str) {
    let scene = Scene::new();
    mkfifoat(CWD, scene.target(), Mode::RUSR | Mode::WUSR).unwrap();
    let pipe = scene.target();
    let reader = thread::spawn(move || fs::read_to_string(pipe).unwrap());
    is_written(
        &scene,
        &export(format, &scene.target()).output().unwrap(),
        "",
    );
    assert_eq!(reader.join().unwrap(), whole(format));
    assert!(!fs::metadata(scene.target()).unwrap().is_file());
}

/// `roscope … --output /dev/stdout >> log`, and the same of another descriptor.
fn an_output_that_is_appended(format: &str) {
    for (name, descriptor) in [("/dev/stdout", 1), ("/dev/fd/3", 3), ("/proc/self/fd/1", 1)] {
        let scene = Scene::new().old();
        let export = export(format, Path::new(name));
        let output = Command::new("sh")
            .args(["-c", &format!("\"$@\" {descriptor}>> \"$LOG\""), "sh"])
            .arg(export.get_program())
            .args(export.get_args())
            .env("LOG", scene.target())
            .output()
            .unwrap();
        assert_eq!(told(&output), (0, format!("written: {name}\n")));
        let log = fs::read_to_string(scene.target()).unwrap();
        assert_eq!(log, format!("{OLD}{}", whole(format)), "{name}");
        assert_eq!(scene.names(), ["out"]);
    }
}

fn a_device_that_is_full(format: &str) {
    let full = Path::new("/dev/full");
    if !full.exists() {
        return skipped("there is no /dev/full");
    }
    is_refused(full, &export(format, full).output().unwrap(), FULL);
}

/// With mounts of its own; what must be true afterwards is checked before they go.
fn mounted(format: &str, mount: &str, check: &str) -> Option<(Scene, Output)> {
    let scene = Scene::new().old();
    let export = export(format, &scene.target());
    let script = format!(
        "cd \"$FOLDER\" && cp out \"$COPY\" && {mount} || exit {SKIP}
        \"$@\"; code=$?
        {check} || exit 8
        [ \"$(ls -A \"$FOLDER\")\" = out ] || exit 9
        exit $code"
    );
    let copy = tempfile::NamedTempFile::new().unwrap();
    let output = Command::new("unshare")
        .args(["--map-root-user", "--mount", "sh", "-c", &script, "sh"])
        .arg(export.get_program())
        .args(export.get_args())
        .env("FOLDER", scene.0.path())
        .env("COPY", copy.path())
        .output()
        .ok()?;
    let is_impossible = output.status.code() == Some(SKIP)
        || String::from_utf8_lossy(&output.stderr).starts_with("unshare: ");
    (!is_impossible).then_some((scene, output))
}

fn a_disk_that_is_full(format: &str) {
    let mount = "mount -t tmpfs -o size=4k none \"$FOLDER\" && cp \"$COPY\" \"$FOLDER/out\"";
    let unchanged = "cmp \"$COPY\" \"$FOLDER/out\" >&2";
    match mounted(format, mount, unchanged) {
        Some((scene, output)) => is_refused(&scene.target(), &output, FULL),
        None => skipped("nothing can be mounted"),
    }
}

fn a_file_that_is_mounted(format: &str) {
    let mount = "mount --bind \"$COPY\" \"$FOLDER/out\"";
    let changed = "cmp \"$COPY\" \"$FOLDER/out\" && ! grep -q 'what stood there' out";
    match mounted(format, mount, changed) {
        Some((scene, output)) => {
            is_written(&scene, &output, " (in place: it is mounted on its own)");
        }
        None => skipped("nothing can be mounted"),
    }
}

fn a_folder_that_takes_no_file(format: &str) {
    let scene = Scene::new().old();
    fs::set_permissions(scene.target(), Permissions::from_mode(0o666)).unwrap();
    fs::set_permissions(scene.0.path(), Permissions::from_mode(0o555)).unwrap();
    let as_nobody = |path: &Path| {
        let mut command = export(format, path);
        if is_superuser() {
            command.uid(NOBODY).gid(NOBODY);
        }
        command.current_dir("/").output()
    };
    let (Ok(there), Ok(new)) = (as_nobody(&scene.target()), as_nobody(&scene.path("new"))) else {
        return skipped("it cannot be run as another user");
    };
    fs::set_permissions(scene.0.path(), Permissions::from_mode(0o755)).unwrap();
    is_written(
        &scene,
        &there,
        " (in place: no file can be made beside it: permission denied)",
    );
    assert_eq!(fs::read_to_string(scene.target()).unwrap(), whole(format));
    let why = "permission denied: name a file that you may write";
    is_refused(&scene.path("new"), &new, why);
    assert_eq!(scene.names(), ["out"]);
}

fn a_file_that_is_locked(format: &str) {
    let scene = Scene::new().old();
    let set = |flag: &str| {
        let target = scene.target();
        Command::new("chattr").arg(flag).arg(target).output()
    };
    if !set("+i").is_ok_and(|output| output.status.success()) {
        return skipped("a file cannot be locked");
    }
    let output = export(format, &scene.target()).output().unwrap();
    set("-i").unwrap();
    let why =
        "it is locked against changes (immutable): unlock it with chattr, or name another file";
    is_refused(&scene.target(), &output, why);
    assert_eq!(fs::read_to_string(scene.target()).unwrap(), OLD);
    assert_eq!(scene.names(), ["out"]);
}

const KINDS: [fn(&str); 12] = [
    a_private_file,
    a_file_of_another_user,
    a_file_with_two_names,
    a_link,
    a_link_that_leads_nowhere_yet,
    a_named_pipe,
    an_output_that_is_appended,
    a_device_that_is_full,
    a_disk_that_is_full,
    a_file_that_is_mounted,
    a_folder_that_takes_no_file,
    a_file_that_is_locked,
];

#[test]
fn whatever_stands_there_nothing_is_lost_by_an_export() {
    thread::scope(|scope| {
        for format in ["json", "md", "ics", "html"] {
            scope.spawn(move || KINDS.iter().for_each(|kind| kind(format)));
        }
    });
}

#[test]
fn an_export_never_lands_on_the_catalogue_by_whatever_name() {
    let scene = Scene::new();
    fs::copy(SAMPLE_FILE, scene.path("programs.toml")).unwrap();
    fs::hard_link(scene.path("programs.toml"), scene.path("twin")).unwrap();
    symlink("programs.toml", scene.path("link")).unwrap();
    for name in ["programs.toml", "./programs.toml", "twin", "link"] {
        let output = Command::new(ROSCOPE)
            .args(["export", "--format", "json", "--catalogue", "programs.toml"])
            .args(["--output", name])
            .current_dir(scene.0.path())
            .output()
            .unwrap();
        let why = "error: --output is the catalogue itself: name another file\n";
        assert_eq!(told(&output), (2, why.to_owned()), "{name}");
    }
    let text = fs::read(scene.path("programs.toml")).unwrap();
    assert_eq!(text, fs::read(SAMPLE_FILE).unwrap());
}

#[test]
fn what_an_earlier_export_left_when_it_was_killed_is_cleaned_by_the_next() {
    let scene = Scene::new().old();
    let gone = Command::new("true").spawn().unwrap();
    let id = gone.id();
    gone.wait_with_output().unwrap();
    // The number at the end is that of no text: an edit of a catalogue has another.
    let left = scene.path(&format!(".out.{id}-0-cbf29ce484222325.tmp"));
    let edit = scene.path(&format!(".out.{id}-0-00000000000000ff.tmp"));
    fs::write(&left, "half of an exp").unwrap();
    fs::write(&edit, "an edit that was never saved").unwrap();
    is_written(&scene, &export("md", &scene.target()).output().unwrap(), "");
    assert!(!left.exists() && edit.exists());
}

#[test]
fn a_folder_of_tables_is_written_whole_or_not_at_all() {
    let scene = Scene::new();
    let tables = scene.path("tables");
    let output = export("csv", &tables).output().unwrap();
    assert_eq!(
        told(&output),
        (0, format!("written: {}\n", tables.display()))
    );
    let mut names: Vec<_> = fs::read_dir(&tables)
        .unwrap()
        .map(|entry| entry.unwrap().path())
        .collect();
    names.sort();
    assert_eq!(names.len(), 9);
    for path in &names {
        fs::write(path, OLD).unwrap();
    }
    // The last one that is written cannot be.
    let last = tables.join("plans.csv");
    fs::remove_file(&last).unwrap();
    fs::create_dir(&last).unwrap();
    let output = export("csv", &tables).output().unwrap();
    is_refused(
        &last,
        &output,
        "it is a directory, not a file: name a file in it; nothing was written",
    );
    for path in names.iter().filter(|path| **path != last) {
        assert_eq!(fs::read_to_string(path).unwrap(), OLD, "{}", path.display());
    }
    assert_eq!(fs::read_dir(&tables).unwrap().count(), 9, "nothing is left");
    fs::remove_dir(&last).unwrap();
    // Nor can one that is locked, and what came before it is put back.
    fs::write(&last, OLD).unwrap();
    fs::remove_file(tables.join("projects.csv")).unwrap();
    let set = |flag: &str| Command::new("chattr").arg(flag).arg(&last).output();
    if set("+i").is_ok_and(|output| output.status.success()) {
        let output = export("csv", &tables).output().unwrap();
        set("-i").unwrap();
        let (code, said) = told(&output);
        assert_eq!(code, 1);
        assert!(
            said.contains("immutable") && said.ends_with("nothing was written\n"),
            "{said}"
        );
        for path in names.iter().filter(|path| !path.ends_with("projects.csv")) {
            assert_eq!(fs::read_to_string(path).unwrap(), OLD, "{}", path.display());
        }
        assert_eq!(fs::read_dir(&tables).unwrap().count(), 8, "nothing is left");
    } else {
        skipped("a file cannot be locked");
    }
    let output = export("csv", &tables).output().unwrap();
    assert!(output.status.success());
    for path in &names {
        assert_ne!(fs::read_to_string(path).unwrap(), OLD);
    }
}

#[test]
fn a_pipe_among_tables_stays_one_when_they_cannot_be_written() {
    let scene = Scene::new();
    let tables = scene.path("tables");
    assert!(export("csv", &tables).output().unwrap().status.success());
    let pipe = tables.join("projects.csv");
    fs::remove_file(&pipe).unwrap();
    mkfifoat(CWD, &pipe, Mode::RUSR | Mode::WUSR).unwrap();
    let last = tables.join("plans.csv");
    let set = |flag: &str| Command::new("chattr").arg(flag).arg(&last).output();
    if !set("+i").is_ok_and(|output| output.status.success()) {
        return skipped("a file cannot be locked");
    }
    let name = pipe.clone();
    let reader = thread::spawn(move || fs::read_to_string(name).unwrap());
    let output = export("csv", &tables).output().unwrap();
    set("-i").unwrap();
    assert_eq!(output.status.code(), Some(1));
    assert!(reader.join().unwrap().starts_with("id,"));
    assert!(!fs::metadata(pipe).unwrap().is_file());
}

#[test]
fn a_folder_that_was_made_for_tables_goes_with_them() {
    let scene = Scene::new();
    let script = "mount -t tmpfs -o size=16k none \"$FOLDER\" || exit 77
        \"$@\"; code=$?
        [ -z \"$(ls -A \"$FOLDER\")\" ] || exit 9
        exit $code";
    let tables = scene.path("tables");
    let export = export("csv", &tables);
    let output = Command::new("unshare")
        .args(["--map-root-user", "--mount", "sh", "-c", script, "sh"])
        .arg(export.get_program())
        .args(export.get_args())
        .env("FOLDER", scene.0.path())
        .stdin(Stdio::null())
        .output();
    match output {
        Ok(output) if output.status.code() != Some(SKIP) => {
            let (code, said) = told(&output);
            assert_eq!(code, 1, "{said}");
            assert!(said.contains("the disk is full"), "{said}");
            assert!(said.ends_with("; nothing was written\n"), "{said}");
        }
        _ => skipped("nothing can be mounted"),
    }
}
