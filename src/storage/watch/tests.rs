//! Every way in which a file is saved, step by step, with a clock that the test turns.

use std::fs;
use std::io::Write as _;

use super::*;

const GOOD: &str = include_str!("../../../tests/fixtures/sample.toml");

/// A folder with a good catalogue, its watch, and a clock that goes 100 ms a look.
struct Scene {
    folder: tempfile::TempDir,
    watch: Watch,
    now: Instant,
}

impl Scene {
    fn new() -> Self {
        Self::watching("programs.toml")
    }

    fn watching(name: &str) -> Self {
        let folder = tempfile::tempdir().unwrap();
        fs::write(folder.path().join("programs.toml"), GOOD).unwrap();
        let watch = Watch::new(folder.path().join(name));
        let mut scene = Self {
            folder,
            watch,
            now: Instant::now(),
        };
        if scene.path(name).exists() {
            assert_eq!(
                scene.poll(),
                "12 milestones",
                "the first look reports what there is"
            );
            scene.rest();
        }
        scene
    }

    fn path(&self, name: &str) -> PathBuf {
        self.folder.path().join(name)
    }

    fn write(&self, name: &str, text: &str) {
        fs::write(self.path(name), text).unwrap();
    }

    fn poll(&mut self) -> String {
        self.now += Duration::from_millis(100);
        match self.watch.poll(self.now) {
            None => String::new(),
            Some(Ok(snapshot)) => format!("{} milestones", snapshot.catalogue.milestones().len()),
            Some(Err(Unloadable::Unreadable(why))) => why.rsplit(": ").next().unwrap().to_owned(),
            Some(Err(Unloadable::Invalid(report))) => format!("{} errors", report.counts.errors),
        }
    }

    /// What the next ten looks report.
    fn looks(&mut self) -> Vec<String> {
        let looks = (0..10).map(|_| self.poll());
        looks.filter(|report| !report.is_empty()).collect()
    }

    fn rest(&mut self) {
        assert_eq!(
            self.looks(),
            [""; 0],
            "nothing changes, nothing is reported"
        );
    }
}

/// The sample with one milestone less.
fn fewer() -> String {
    let (before, last) = GOOD
        .split_once("[[milestone]]\nid = \"ermak-t-decision\"")
        .unwrap();
    let (_, sources) = last.split_once("[source").unwrap();
    format!("{before}[source{sources}")
}

fn broken() -> String {
    GOOD.replacen("status", "statsu", 1)
}

#[test]
fn a_save_in_place_is_reported_at_the_next_look() {
    let mut scene = Scene::new();
    scene.write("programs.toml", &fewer());
    assert_eq!(scene.poll(), "11 milestones");
    scene.rest();
}

#[test]
fn a_save_by_renaming_over_is_reported_at_the_next_look() {
    let mut scene = Scene::new();
    for (text, report) in [
        (fewer(), "11 milestones"),
        (GOOD.to_owned(), "12 milestones"),
    ] {
        scene.write(".programs.toml.tmp", &text);
        fs::rename(
            scene.path(".programs.toml.tmp"),
            scene.path("programs.toml"),
        )
        .unwrap();
        assert_eq!(scene.poll(), report);
        scene.rest();
    }
}

#[test]
fn a_save_that_truncates_and_writes_in_pieces_never_flashes_an_error() {
    let mut scene = Scene::new();
    let text = fewer();
    let (first, second) = text.split_at(text.len() / 2);
    let mut file = fs::File::create(scene.path("programs.toml")).unwrap();
    assert_eq!(scene.poll(), "", "empty");
    file.write_all(first.as_bytes()).unwrap();
    assert_eq!(scene.poll(), "", "half of it");
    assert_eq!(scene.poll(), "");
    file.write_all(second.as_bytes()).unwrap();
    assert_eq!(scene.poll(), "11 milestones");
    scene.rest();
}

#[test]
fn a_page_of_zeros_is_a_file_that_is_being_written() {
    let mut scene = Scene::new();
    scene.write("programs.toml", &"\0".repeat(4096));
    assert_eq!([scene.poll(), scene.poll()], ["", ""]);
    scene.write("programs.toml", GOOD);
    scene.rest();
}

#[test]
fn vims_way_of_saving_is_seen_and_the_missing_name_is_not() {
    let mut scene = Scene::new();
    fs::rename(scene.path("programs.toml"), scene.path("programs.toml~")).unwrap();
    assert_eq!(scene.poll(), "", "the name is missing");
    let mut file = fs::File::create(scene.path("programs.toml")).unwrap();
    assert_eq!(scene.poll(), "", "it is empty");
    file.write_all(fewer().as_bytes()).unwrap();
    fs::remove_file(scene.path("programs.toml~")).unwrap();
    assert_eq!(scene.poll(), "11 milestones");
    scene.rest();
}

#[test]
fn an_error_is_reported_once_when_it_has_stood_for_300_ms() {
    let mut scene = Scene::new();
    scene.write("programs.toml", &broken());
    assert_eq!([scene.poll(), scene.poll(), scene.poll()], ["", "", ""]);
    assert_eq!(scene.poll(), "1 errors");
    scene.rest();
    scene.write("programs.toml", GOOD);
    assert_eq!(scene.poll(), "12 milestones", "it heals");
    scene.rest();
}

#[test]
fn an_error_that_goes_on_changing_is_not_reported() {
    let mut scene = Scene::new();
    for lines in 1..10 {
        let part: Vec<&str> = GOOD.lines().take(lines).collect();
        scene.write("programs.toml", &part.join("\n"));
        assert_eq!(scene.poll(), "");
    }
    assert_eq!(scene.looks().len(), 1);
}

#[test]
fn what_comes_back_before_the_error_was_shown_is_no_news() {
    let mut scene = Scene::new();
    scene.write("programs.toml", &broken());
    assert_eq!(scene.poll(), "");
    scene.write("programs.toml", GOOD);
    scene.rest();
}

#[test]
fn a_touch_or_the_same_bytes_again_are_no_news() {
    let mut scene = Scene::new();
    scene.write("programs.toml", GOOD);
    scene.rest();
    scene.write("copy.toml", GOOD);
    fs::rename(scene.path("copy.toml"), scene.path("programs.toml")).unwrap();
    scene.rest();
}

#[test]
fn a_second_change_under_the_same_stamp_is_seen() {
    let mut scene = Scene::new();
    scene.write("programs.toml", &fewer());
    assert_eq!(scene.poll(), "11 milestones");
    let renamed = fewer().replacen("Sample programme", "Simple programme", 1);
    scene.write("programs.toml", &renamed);
    let path = scene.path("programs.toml");
    scene.watch.stamp = Some(Stamp::of(&path.metadata().unwrap()));
    assert_eq!(
        scene.poll(),
        "11 milestones",
        "though the stamp says no change"
    );
    scene.rest();
}

#[test]
fn a_deleted_file_is_a_state_of_its_own_and_is_found_again() {
    let mut scene = Scene::new();
    fs::remove_file(scene.path("programs.toml")).unwrap();
    assert_eq!([scene.poll(), scene.poll(), scene.poll()], ["", "", ""]);
    assert_eq!(scene.poll(), "there is no such file");
    scene.rest();
    scene.write("programs.toml", GOOD);
    assert_eq!(scene.poll(), "12 milestones");
    scene.rest();
}

#[test]
fn a_file_that_is_missing_at_first_is_reported_at_once_and_found_later() {
    let mut scene = Scene::watching("later.toml");
    assert_eq!(scene.poll(), "there is no such file");
    scene.rest();
    scene.write("later.toml", &broken());
    assert_eq!(scene.looks(), ["1 errors"]);
    scene.write("later.toml", &fewer());
    assert_eq!(scene.looks(), ["11 milestones"]);
}

#[test]
fn text_that_is_not_utf_8_is_reported_once() {
    let mut scene = Scene::new();
    fs::write(scene.path("programs.toml"), b"name = \"\xff\"").unwrap();
    assert_eq!(scene.looks(), ["1 errors"]);
    scene.rest();
}

#[test]
fn a_folder_in_its_place_is_unreadable() {
    let mut scene = Scene::new();
    fs::remove_file(scene.path("programs.toml")).unwrap();
    fs::create_dir(scene.path("programs.toml")).unwrap();
    assert_eq!(scene.looks(), ["it is a directory, not a file"]);
}

#[test]
fn a_link_that_is_pointed_elsewhere_and_a_change_of_its_target_are_seen() {
    use std::os::unix::fs::symlink;

    let mut scene = Scene::watching("link.toml");
    assert_eq!(scene.poll(), "there is no such file");
    symlink("programs.toml", scene.path("link.toml")).unwrap();
    assert_eq!(scene.looks(), ["12 milestones"]);
    scene.write("other.toml", &fewer());
    symlink("other.toml", scene.path("new")).unwrap();
    fs::rename(scene.path("new"), scene.path("link.toml")).unwrap();
    assert_eq!(scene.looks(), ["11 milestones"]);
    scene.write("other.toml", GOOD);
    assert_eq!(scene.looks(), ["12 milestones"]);
    fs::remove_file(scene.path("other.toml")).unwrap();
    assert_eq!(scene.looks(), ["there is no such file"]);
}

#[test]
fn a_folder_that_is_replaced_is_followed() {
    let mut scene = Scene::watching("folder/programs.toml");
    assert_eq!(scene.poll(), "there is no such file");
    for (folder, text) in [("one", GOOD.to_owned()), ("two", fewer())] {
        fs::create_dir(scene.path(folder)).unwrap();
        scene.write(&format!("{folder}/programs.toml"), &text);
    }
    fs::rename(scene.path("one"), scene.path("folder")).unwrap();
    assert_eq!(scene.looks(), ["12 milestones"]);
    fs::rename(scene.path("folder"), scene.path("old")).unwrap();
    fs::rename(scene.path("two"), scene.path("folder")).unwrap();
    assert_eq!(scene.looks(), ["11 milestones"]);
}

#[test]
fn an_unreadable_file_is_tried_again() {
    use std::os::unix::fs::PermissionsExt as _;

    let mut scene = Scene::new();
    let path = scene.path("programs.toml");
    fs::set_permissions(&path, fs::Permissions::from_mode(0o0)).unwrap();
    if fs::read(&path).is_ok() {
        return; // the superuser reads everything
    }
    assert_eq!(scene.looks(), ["permission denied"]);
    fs::set_permissions(&path, fs::Permissions::from_mode(0o600)).unwrap();
    assert_eq!(scene.looks(), ["12 milestones"]);
}
