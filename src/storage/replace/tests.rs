//! One write-back at a time: what is kept, what is refused, and what another program saves meanwhile.

use std::cell::Cell;
use std::fs::{self, File, OpenOptions, Permissions};
use std::io::Write as _;
use std::os::unix::fs::{MetadataExt as _, PermissionsExt as _, symlink};

use super::*;
use crate::domain::text::fnv::fnv_1a;

const OLD: &[u8] = b"ours = 1\n";

struct Scene(tempfile::TempDir);

impl Scene {
    fn new() -> Self {
        let scene = Self(tempfile::tempdir().unwrap());
        fs::write(scene.file(), OLD).unwrap();
        scene
    }

    fn path(&self, name: &str) -> PathBuf {
        self.0.path().join(name)
    }

    fn file(&self) -> PathBuf {
        self.path("programs.toml")
    }

    fn text(&self) -> String {
        fs::read_to_string(self.file()).unwrap()
    }

    fn names(&self) -> Vec<String> {
        let entries = fs::read_dir(self.0.path()).unwrap();
        let names = entries.map(|entry| entry.unwrap().file_name().into_string().unwrap());
        let mut names: Vec<_> = names.collect();
        names.sort();
        names
    }

    fn save_by_renaming(&self, text: &str) {
        let new = self.path("new");
        fs::write(&new, text).unwrap();
        fs::rename(new, self.file()).unwrap();
    }

    /// The reason, of a write-back that must leave everything as it is.
    fn why_not(&self, path: &Path) -> String {
        let names = self.names();
        let why = match replace(path, next) {
            Err(Failed::NotWritten(why)) => why,
            other => panic!("{other:?}"),
        };
        assert_eq!(self.names(), names, "nothing is left beside it");
        why
    }
}

/// Counts one up; what there is nothing to count in is refused.
fn next(text: &[u8]) -> Result<Vec<u8>, ()> {
    let text = str::from_utf8(text).unwrap();
    let is_ours = text.contains("ours = 1");
    is_ours
        .then(|| text.replace("ours = 1", "ours = 2").into())
        .ok_or(())
}

fn mode(path: &Path) -> u32 {
    fs::metadata(path).unwrap().mode() & 0o7777
}

#[test]
fn the_new_text_takes_the_place_of_the_old() {
    let scene = Scene::new();
    let replaced = replace(&scene.file(), next).unwrap();
    assert_eq!(replaced.before, OLD);
    assert_eq!(replaced.after, b"ours = 2\n");
    assert_eq!(replaced.kept, [""; 0].map(PathBuf::from));
    assert_eq!(scene.text(), "ours = 2\n");
    assert_eq!(scene.names(), ["programs.toml"]);
}

#[test]
fn what_is_as_it_should_be_is_not_written() {
    let scene = Scene::new();
    let inode = fs::metadata(scene.file()).unwrap().ino();
    let replaced = replace(&scene.file(), |text| Ok::<_, ()>(text.to_vec())).unwrap();
    assert_eq!(replaced.after, OLD);
    assert_eq!(fs::metadata(scene.file()).unwrap().ino(), inode);
}

#[test]
fn a_change_that_is_refused_leaves_the_file_alone() {
    let scene = Scene::new();
    let refused = replace(&scene.file(), |_| Err("no"));
    assert_eq!(refused, Err(Failed::Refused("no")));
    assert_eq!(scene.text().as_bytes(), OLD);
    assert_eq!(scene.names(), ["programs.toml"]);
}

#[test]
fn a_chain_of_links_stays_a_chain_of_links() {
    let scene = Scene::new();
    fs::create_dir(scene.path("links")).unwrap();
    symlink("../programs.toml", scene.path("links/relative")).unwrap();
    symlink(scene.path("links/relative"), scene.path("absolute")).unwrap();
    symlink("absolute", scene.path("first.toml")).unwrap();
    symlink("links", scene.path("folder")).unwrap();
    for (link, value) in [("first.toml", 2), ("folder/relative", 3)] {
        let text = format!("ours = {value}\n");
        replace(&scene.path(link), |_| Ok::<_, ()>(text.clone().into())).unwrap();
        assert_eq!(scene.text(), text);
    }
    for (link, to) in [
        ("first.toml", PathBuf::from("absolute")),
        ("absolute", scene.path("links/relative")),
        ("links/relative", PathBuf::from("../programs.toml")),
    ] {
        assert_eq!(fs::read_link(scene.path(link)).unwrap(), to);
    }
    let names = ["absolute", "first.toml", "folder", "links", "programs.toml"];
    assert_eq!(scene.names(), names);
}

#[test]
fn a_link_that_leads_nowhere_or_in_a_circle_is_refused() {
    let scene = Scene::new();
    symlink("nowhere", scene.path("dangling")).unwrap();
    symlink("circle", scene.path("circle")).unwrap();
    let why = scene.why_not(&scene.path("dangling"));
    assert!(why.ends_with("dangling: there is no such file"), "{why}");
    let why = scene.why_not(&scene.path("circle"));
    assert!(why.contains("symbolic link"), "{why}");
}

#[test]
fn the_mode_is_kept() {
    let scene = Scene::new();
    for bits in [0o640, 0o444, 0o600, 0o666, 0o755] {
        fs::write(scene.path("new"), OLD).unwrap();
        fs::set_permissions(scene.path("new"), Permissions::from_mode(bits)).unwrap();
        fs::rename(scene.path("new"), scene.file()).unwrap();
        replace(&scene.file(), next).unwrap();
        assert_eq!(mode(&scene.file()), bits);
        assert_eq!(scene.text(), "ours = 2\n");
    }
}

#[cfg(target_os = "linux")]
#[test]
fn extended_attributes_are_kept() {
    use rustix::fs::{XattrFlags, getxattr, setxattr};

    let scene = Scene::new();
    let values: [(&str, &[u8]); 3] = [
        ("user.empty", b""),
        ("user.note", "заметка".as_bytes()),
        ("user.long", &[7; 2000]),
    ];
    for (name, value) in values {
        if setxattr(scene.file(), name, value, XattrFlags::empty()).is_err() {
            return; // the file system has none
        }
    }
    replace(&scene.file(), next).unwrap();
    for (name, value) in values {
        let mut found = vec![0; 4096];
        let length = getxattr(scene.file(), name, found.as_mut_slice()).unwrap();
        assert_eq!(&found[..length], value, "{name}");
    }
}

/// A folder may give every new file an access list that the old file does not have.
#[cfg(target_os = "linux")]
#[test]
fn an_access_list_is_neither_lost_nor_won() {
    use rustix::fs::{XattrFlags, getxattr, setxattr};

    /// Owner rw, user 12 r, group r, mask r, others nothing.
    const LIST: &[u8] = b"\x02\0\0\0\
        \x01\0\x06\0\xff\xff\xff\xff\
        \x02\0\x04\0\x0c\0\0\0\
        \x04\0\x04\0\xff\xff\xff\xff\
        \x10\0\x04\0\xff\xff\xff\xff\
        \x20\0\0\0\xff\xff\xff\xff";
    const OF_FILE: &str = "system.posix_acl_access";
    let list = |path: &Path| {
        let mut found = vec![0; 4096];
        let length = getxattr(path, OF_FILE, found.as_mut_slice()).ok()?;
        Some(found[..length].to_vec())
    };

    let scene = Scene::new();
    let of_folder = "system.posix_acl_default";
    if setxattr(scene.0.path(), of_folder, LIST, XattrFlags::empty()).is_err() {
        return; // the file system has none
    }
    fs::write(scene.path("new"), "").unwrap();
    assert_eq!(
        list(&scene.path("new")).as_deref(),
        Some(LIST),
        "a new file gets it"
    );
    replace(&scene.file(), next).unwrap();
    assert_eq!(list(&scene.file()), None);

    fs::rename(scene.path("new"), scene.file()).unwrap();
    replace(&scene.file(), |_| Ok::<_, ()>(b"x".to_vec())).unwrap();
    assert_eq!(list(&scene.file()).as_deref(), Some(LIST));
}

#[test]
fn one_of_several_names_of_a_file_is_refused() {
    let scene = Scene::new();
    fs::hard_link(scene.file(), scene.path("other")).unwrap();
    let why = scene.why_not(&scene.file());
    let expected =
        "programs.toml: it has 2 names (hard links), and only this one would get the new text";
    assert!(why.ends_with(expected), "{why}");
    assert_eq!(scene.text().as_bytes(), OLD);
}

#[test]
fn what_is_no_file_is_refused() {
    use rustix::fs::{CWD, Mode, mkfifoat};

    let scene = Scene::new();
    mkfifoat(CWD, scene.path("pipe"), Mode::RUSR | Mode::WUSR).unwrap();
    for (path, why) in [
        (scene.path("pipe"), "it is a named pipe, not a file"),
        (scene.0.path().to_owned(), "it is a directory, not a file"),
        (PathBuf::from("/dev/null"), "it is a device, not a file"),
        (scene.path("missing"), "there is no such file"),
    ] {
        let said = scene.why_not(&path);
        assert!(said.ends_with(why), "{said}");
    }
}

#[test]
fn a_name_cannot_drive_the_terminal() {
    let scene = Scene::new();
    let path = scene.path("a\x1b[2J.toml");
    fs::write(&path, OLD).unwrap();
    fs::hard_link(&path, scene.path("other")).unwrap();
    assert!(!scene.why_not(&path).contains('\x1b'));
}

#[test]
fn a_name_that_has_no_room_for_more_is_refused() {
    let scene = Scene::new();
    let path = scene.path(&"n".repeat(240));
    fs::write(&path, OLD).unwrap();
    let why = scene.why_not(&path);
    assert!(why.contains("no file can be made beside it: "), "{why}");
    assert_eq!(fs::read(path).unwrap(), OLD);
}

/// Saves once, in the middle of a write-back, and tells what stands in the end.
fn meanwhile(save: impl Fn(&Scene)) -> String {
    let scene = Scene::new();
    let calls = Cell::new(0);
    let replaced = replace(&scene.file(), |text| {
        if calls.replace(calls.get() + 1) == 0 {
            save(&scene);
        }
        next(text)
    });
    assert_eq!(calls.get(), 2);
    assert_eq!(replaced.unwrap().after, scene.text().as_bytes());
    assert_eq!(scene.names(), ["programs.toml"]);
    scene.text()
}

#[test]
fn what_is_saved_between_reading_and_writing_is_kept() {
    let new = "ours = 1\ntheirs\n";
    let by_renaming = meanwhile(|scene| scene.save_by_renaming(new));
    assert_eq!(by_renaming, "ours = 2\ntheirs\n");
    let in_place = meanwhile(|scene| fs::write(scene.file(), new).unwrap());
    assert_eq!(in_place, "ours = 2\ntheirs\n");
    let of_the_same_length = meanwhile(|scene| {
        let modified = fs::metadata(scene.file()).unwrap().modified().unwrap();
        fs::write(scene.file(), "ours = 1#").unwrap();
        let file = OpenOptions::new().write(true).open(scene.file()).unwrap();
        file.set_modified(modified).unwrap();
    });
    assert_eq!(of_the_same_length, "ours = 2#");
}

#[test]
fn a_link_that_is_pointed_elsewhere_meanwhile_is_followed() {
    let scene = Scene::new();
    let link = scene.path("link");
    fs::write(scene.path("other"), "ours = 1 too\n").unwrap();
    symlink("programs.toml", &link).unwrap();
    let calls = Cell::new(0);
    let replaced = replace(&link, |text| {
        if calls.replace(calls.get() + 1) == 0 {
            fs::remove_file(&link).unwrap();
            symlink("other", &link).unwrap();
        }
        next(text)
    });
    assert_eq!(replaced.unwrap().after, b"ours = 2 too\n");
    assert_eq!(scene.text().as_bytes(), OLD);
    assert_eq!(fs::read(scene.path("other")).unwrap(), b"ours = 2 too\n");
}

#[test]
fn a_file_that_makes_no_sense_for_an_instant_is_waited_for() {
    let scene = Scene::new();
    let file = scene.file();
    let calls = Cell::new(0);
    let replaced = replace(&file, |text| {
        if calls.replace(calls.get() + 1) == 0 {
            fs::write(&file, "ours = 1\nwhole\n").unwrap();
            return Err(());
        }
        next(text)
    });
    assert_eq!(replaced.unwrap().after, b"ours = 2\nwhole\n");
}

#[test]
fn a_file_that_keeps_changing_is_given_up() {
    let scene = Scene::new();
    let calls = Cell::new(0_u32);
    let replaced = replace(&scene.file(), |text| {
        calls.set(calls.get() + 1);
        scene.save_by_renaming(&format!("ours = 1\nsave {}\n", calls.get()));
        next(text)
    });
    let Err(Failed::NotWritten(why)) = replaced else {
        panic!("{replaced:?}");
    };
    assert!(
        why.ends_with("programs.toml: another program keeps changing it"),
        "{why}"
    );
    assert_eq!(calls.get(), STARTS);
    assert_eq!(scene.text(), format!("ours = 1\nsave {STARTS}\n"));
    assert_eq!(scene.names(), ["programs.toml"]);
}

/// An exchange that is about to be made, with the new text beside the file.
fn exchange(scene: &Scene, between: impl FnOnce()) -> Result<bool, String> {
    let before = Seen::read(&scene.file()).unwrap();
    let target = scene.file().canonicalize().unwrap();
    let (temp, new) = TempFile::with(&target, &before, b"ours = 2\n").unwrap();
    let exchange = Exchange {
        target: &target,
        folder: &Folder::of(&target).unwrap(),
        before: &before,
        new: &new,
    };
    between();
    let mut kept = Vec::new();
    let written = exchange.run(temp, &mut kept);
    assert!(kept.is_empty(), "{kept:?}");
    written
}

#[cfg(target_os = "linux")]
#[test]
fn what_is_saved_at_the_last_instant_goes_back() {
    let scene = Scene::new();
    assert_eq!(exchange(&scene, || {}), Ok(true));
    let written = exchange(&scene, || scene.save_by_renaming("theirs\n"));
    assert_eq!((written, scene.text().as_str()), (Ok(false), "theirs\n"));
    let written = exchange(&scene, || fs::write(scene.file(), "theirs too\n").unwrap());
    assert_eq!(
        (written, scene.text().as_str()),
        (Ok(false), "theirs too\n")
    );
    let written = exchange(&scene, || fs::remove_file(scene.file()).unwrap());
    assert_eq!((written, scene.names()), (Ok(false), vec![]));
}

/// Waits until the file at this path is another one.
fn until_exchanged(path: &Path, inode: u64) {
    while fs::metadata(path).is_ok_and(|now| now.ino() == inode) {
        thread::yield_now();
    }
}

/// A file that another program holds open, and saves once more as soon as ours has taken its place:
/// what stands in the end, and what is kept beside it. On a busy machine that program may come too
/// late to be seen; out of twenty times it is in time at least once.
#[cfg(target_os = "linux")]
fn is_once(expected: (&str, &[&str]), save: impl Fn(&Scene, &mut File) + Sync) {
    let run = || {
        let scene = Scene::new();
        let file = scene.file();
        let mut open = OpenOptions::new().append(true).open(&file).unwrap();
        let inode = open.metadata().unwrap().ino();
        let replaced = thread::scope(|scope| {
            scope.spawn(|| {
                until_exchanged(&file, inode);
                save(&scene, &mut open);
            });
            replace(&file, |text| Ok::<_, ()>([text, b"ours\n"].concat())).unwrap()
        });
        assert_eq!(scene.names().len(), 1 + replaced.kept.len());
        let kept = replaced
            .kept
            .iter()
            .map(|kept| fs::read_to_string(kept).unwrap());
        (scene.text(), kept.collect::<Vec<_>>())
    };
    let mut ends = Vec::new();
    while ends.len() < 20 {
        let (text, kept) = run();
        if text == expected.0 && kept == expected.1 {
            return;
        }
        ends.push((text, kept));
    }
    panic!("{ends:?}");
}

#[cfg(target_os = "linux")]
#[test]
fn what_is_written_to_the_old_file_after_the_exchange_is_kept() {
    is_once(("ours = 1\nlate\nours\n", &[]), |_, open| {
        open.write_all(b"late\n").unwrap();
    });
}

/// Two programs save in the same instant, one over the new file and one to the old one: the first
/// stands, and the second is kept beside it.
#[cfg(target_os = "linux")]
#[test]
fn of_two_programs_that_save_in_the_same_instant_neither_loses_its_text() {
    let expected = ("over\nours\n", &["ours = 1\nlate\n"][..]);
    is_once(expected, |scene, open| {
        scene.save_by_renaming("over\n");
        open.write_all(b"late\n").unwrap();
    });
}

/// The same, and the first leaves no trace but its text, which is as long as ours.
#[cfg(target_os = "linux")]
#[test]
fn our_text_is_known_by_its_bytes_and_not_by_its_traces() {
    let expected = ("theirs theirs\nours\n", &["ours = 1\nlate\n"][..]);
    is_once(expected, |scene, open| {
        let mut over = OpenOptions::new().write(true).open(scene.file()).unwrap();
        let modified = over.metadata().unwrap().modified().unwrap();
        over.write_all(b"theirs theirs\n").unwrap();
        over.set_modified(modified).unwrap();
        open.write_all(b"late\n").unwrap();
    });
}

/// A process id that was given once and is free again.
fn gone() -> u32 {
    let mut child = std::process::Command::new("true").spawn().unwrap();
    child.wait().unwrap();
    child.id()
}

#[test]
fn only_what_is_ours_abandoned_and_old_is_removed() {
    let scene = Scene::new();
    let hash = |text: &[u8]| format!("{:016x}", fnv_1a(text));
    let (dead, own) = (gone(), std::process::id());
    let (before, now) = (b"ours = 0\n", OLD);
    let of = |process: u32, number: u32| {
        format!(".programs.toml.{process}-{number}-{}.tmp", hash(before))
    };
    let never = u32::MAX;
    let files: [(String, &[u8], bool); 9] = [
        (of(dead, 0), b"", false),
        (of(dead, 1), now, false),
        (of(dead, 2), before, false),
        (of(dead, 3), b"ours = 3\n", true),
        (of(1, 0), now, true),
        (of(own, never), now, false),
        (
            format!(".other.toml.{dead}-0-{}.tmp", hash(before)),
            now,
            true,
        ),
        (format!(".programs.toml.{dead}-0.tmp"), now, true),
        (".programs.toml.swp".to_owned(), now, true),
    ];
    for (name, text, _) in &files {
        fs::write(scene.path(name), text).unwrap();
    }
    symlink("programs.toml", scene.path(&of(dead, 4))).unwrap();
    fs::create_dir(scene.path(&of(dead, 5))).unwrap();
    symlink("programs.toml", scene.path("link")).unwrap();

    let edit = scene.0.path().canonicalize().unwrap().join(of(dead, 3));
    assert_eq!(recover(&scene.path("link")), [edit]);
    let mut left: Vec<_> = files
        .iter()
        .filter(|file| file.2)
        .map(|file| file.0.clone())
        .collect();
    left.extend([
        of(dead, 4),
        of(dead, 5),
        "link".to_owned(),
        "programs.toml".to_owned(),
    ]);
    left.sort();
    assert_eq!(scene.names(), left);
}

#[test]
fn a_write_back_under_way_is_not_cleared_up() {
    let scene = Scene::new();
    let before = Seen::read(&scene.file()).unwrap();
    let (temp, _) = TempFile::with(&scene.file(), &before, OLD).unwrap();
    assert!(recover(&scene.file()).is_empty());
    assert!(temp.path().exists());
}
