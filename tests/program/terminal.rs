//! The program as it is run: in a terminal, with a file that is edited under it, to the end.

use std::ffi::OsStr;
use std::fs;
use std::io::{Read as _, Write as _};
use std::path::{Path, PathBuf};
use std::process::{Command, Output, Stdio};
use std::time::Duration;

use crate::fixtures::SAMPLE;
use crate::pty::{DOWN, ESCAPE, Pty, Size, UP, rows};
use crate::run::ROSCOPE;
use base64::prelude::{BASE64_STANDARD, Engine as _};
use chrono::NaiveDate;
use roscope::app::{App, Origin, Shown};
use roscope::domain::edit::{Edit, Proven};
use roscope::storage;
use roscope::tui::{self, Colours, Glance, Job, Keeper, Reading, Recall};
use roscope::ui::glyphs::Characters;
use roscope::ui::theme::{Look, Theme};
use rustix::process::Signal;

/// What stands on the overview once it is known since when changes are told.
const CHANGES: &str = "in the last 90 days";
const BROKEN: &str = include_str!("../fixtures/mixed/hostile.toml");
const SIZE: Size = (120, 36);
/// Longer than three looks at the file.
const THREE_LOOKS: Duration = Duration::from_millis(700);

/// A catalogue in a folder of its own.
struct Catalogue {
    folder: tempfile::TempDir,
}

impl Catalogue {
    fn new(text: &str) -> Self {
        let catalogue = Self::missing();
        fs::write(catalogue.path(), text).unwrap();
        catalogue
    }

    fn missing() -> Self {
        let folder = tempfile::tempdir().unwrap();
        Self { folder }
    }

    fn path(&self) -> PathBuf {
        self.beside("programs.toml")
    }

    fn beside(&self, name: &str) -> PathBuf {
        self.folder.path().join(name)
    }

    fn write_in_place(&self, text: &str) {
        fs::write(self.path(), text).unwrap();
    }

    fn rename_over(&self, text: &str) {
        let new = self.beside("programs.toml.new");
        fs::write(&new, text).unwrap();
        fs::rename(new, self.path()).unwrap();
    }

    /// Renames the old file away, creates a new one, writes it, removes the old one.
    fn write_as_vim_does(&self, text: &str) {
        let old = self.beside("programs.toml~");
        fs::rename(self.path(), &old).unwrap();
        let mut file = fs::File::create(self.path()).unwrap();
        let (first, second) = text.split_at(text.len() / 2);
        file.write_all(first.as_bytes()).unwrap();
        file.write_all(second.as_bytes()).unwrap();
        file.sync_all().unwrap();
        fs::remove_file(old).unwrap();
    }

    fn command(&self) -> Command {
        let mut command = Command::new(ROSCOPE);
        command.arg(self.path()).env_clear();
        command
    }
}

/// The keys of the tabs, and what only that tab shows of the sample.
const TABS: [(&str, &str); 6] = [
    ("1", "Needs attention"),
    ("2", "Invented for the tests"),
    ("3", "Volga Works"),
    ("4", "Bureau North"),
    ("5", "by project"),
    ("6", "Changes in the last"),
];

/// Starts the dashboard on a file, with its day fixed.
fn start(path: &Path) -> Pty {
    run(&[path.as_os_str()], "xterm-256color")
}

fn run(arguments: &[&OsStr], term: &str) -> Pty {
    let day = ["--as-of", "2026-11-20"].map(OsStr::new);
    let variables = [("TERM", term), ("TZ", "UTC")];
    Pty::spawn(ROSCOPE, &[arguments, &day].concat(), &variables, SIZE)
}

/// The sample with another date for its first milestone on the Moon.
fn with_luna(when: &str) -> String {
    let changed = SAMPLE.replace("when = \"2028-Q4\"", &format!("when = \"{when}\""));
    assert_ne!(changed, SAMPLE);
    changed
}

/// The sample with one misspelt keyword, and the line that it stands in.
fn misspelt() -> (String, usize) {
    let text = SAMPLE.replace("status = \"at-risk\"", "status = \"at-rsk\"");
    let line = text.lines().position(|line| line.contains("at-rsk"));
    (text, line.expect("the sample has a project at risk") + 1)
}

fn has(bytes: &[u8], part: &str) -> bool {
    let mut windows = bytes.windows(part.len());
    windows.any(|window| window == part.as_bytes())
}

#[test]
fn a_terminal_gets_the_characters_and_the_colours_that_it_has() {
    let catalogue = Catalogue::new(SAMPLE);
    let path = catalogue.path();
    let arguments = [
        path.as_os_str(),
        OsStr::new("--as-of"),
        OsStr::new("2026-11-20"),
    ];
    // What is set, whether it is drawn with plain characters, and which colours are named.
    let (many, few, none) = ("38;5;", "36m", "");
    for (variables, is_plain, colours) in [
        (&[("TERM", "xterm-256color")][..], false, many),
        (
            &[("TERM", "xterm"), ("COLORTERM", "truecolor")],
            false,
            many,
        ),
        (&[("TERM", "xterm")], false, few),
        (&[("TERM", "linux")], true, few),
        (&[("TERM", "vt100")], true, none),
        (&[("TERM", "xterm"), ("LANG", "ru_RU.KOI8-R")], true, few),
        (
            &[
                ("TERM", "linux"),
                ("ROSCOPE_ASCII", "0"),
                ("ROSCOPE_THEME", "mono"),
            ],
            false,
            none,
        ),
        (
            &[("TERM", "xterm-256color"), ("ROSCOPE_ASCII", "1")],
            true,
            many,
        ),
    ] {
        let mut pty = Pty::spawn(ROSCOPE, &arguments, variables, SIZE);
        pty.see("Needs attention").see("Promises kept");
        let written = pty.send("\x03").ends_with(0);
        assert_eq!(has(&written, "─"), !is_plain, "{variables:?}");
        let shown = [many, few].map(|colour| has(&written, colour));
        assert_eq!(shown, [colours == many, colours == few], "{variables:?}");
    }
}

#[test]
fn keys_lead_everywhere_and_out_again() {
    let catalogue = Catalogue::new(SAMPLE);
    let mut pty = start(&catalogue.path());
    pty.see("Needs attention").see("Promises kept");
    for (key, text) in TABS {
        pty.send(key).see(text);
    }
    pty.send("5")
        .see("Maiden flight of Sokol-5")
        .send("/pogoda");
    pty.see("/pogoda").see_gone("Maiden flight of Sokol-5");
    pty.send("\r").see_gone(" found");
    pty.send(ESCAPE).see("Maiden flight of Sokol-5");
    pty.send("?").see("Everywhere").see("half a page");
    pty.send("q").see_gone("Everywhere");
    pty.send("i").see("no errors, no warnings");
    pty.send(ESCAPE).see_gone("no errors, no warnings");
    pty.send("\r").see("Statements");
    pty.send("1").see("Needs attention");
    assert_eq!(pty.surprises(), [""; 0]);
    let written = pty.send("q").ends_with(0);
    assert!(has(&written, "\x1b[?1049h"), "it had the other screen");
}

#[test]
fn an_edit_shows_at_once_whichever_way_it_is_saved() {
    let ways = [
        Catalogue::write_in_place as fn(&Catalogue, &str),
        Catalogue::rename_over,
        Catalogue::write_as_vim_does,
    ];
    let catalogue = Catalogue::new(SAMPLE);
    let mut pty = start(&catalogue.path());
    pty.see("Needs attention").send("3").send(DOWN);
    pty.see("▸ Sokol-5");
    let mut before = "Q4 2028";
    for (save, (now, shown)) in ways.iter().cycle().zip([
        ("2029", "2029"),
        ("2029-Q2", "Q2 2029"),
        ("NET 2030", "from 2030"),
        ("2031-01-15", "15 Jan 2031"),
        ("2030s", "2030s"),
        ("2028-Q3", "Q3 2028"),
    ]) {
        save(&catalogue, &with_luna(now));
        pty.see(&format!("Luna-S1 launch: {before} → {shown}"));
        pty.see("▸ Sokol-5");
        before = shown;
    }
    pty.send("q").ends_with(0);
}

/// What is piped in is read once; the keys come from the terminal.
#[test]
fn a_catalogue_that_is_piped_in_is_a_board_with_keys() {
    let catalogue = Catalogue::new(SAMPLE);
    let state = catalogue.beside("state");
    let variables = [
        ("TERM", "xterm-256color"),
        ("TZ", "UTC"),
        ("PATH", "/usr/bin:/bin"),
        ("R", ROSCOPE),
        ("F", &catalogue.path().display().to_string()),
        ("XDG_STATE_HOME", &state.display().to_string()),
    ];
    let shell = |script: &str| {
        let arguments = ["-c", script].map(OsStr::new);
        Pty::spawn("/bin/bash", &arguments, &variables, SIZE)
    };
    for (script, name) in [
        ("cat $F | $R -", "standard input · read once"),
        ("$R - < $F", "standard input · read once"),
        ("$R <(cat $F)", "/dev/fd/63 · read once"),
        ("cat $F | $R /dev/stdin", "/dev/stdin · read once"),
    ] {
        let mut pty = shell(script);
        pty.see("Needs attention").see(name);
        pty.send("3").see("Volga Works");
        pty.send("u")
            .see("read from a pipe: name a file to edit it");
        pty.send("r").see("which can be read once");
        pty.send("i")
            .see("read once; name a file to follow")
            .send("q");
        pty.see_gone("read once; name a file to follow");
        pty.send("q").ends_with(0);
    }
    assert!(!state.exists(), "what is read once has no next time");
    let told = shell("$R -; exit $?").ends_with(1);
    let line = "error: standard input is a terminal: pipe a catalogue into it";
    assert!(has(&told, line), "{}", told.escape_ascii());
    let told = shell("$R check /dev/stdin; exit $?").ends_with(1);
    assert!(has(&told, "it is a terminal"), "{}", told.escape_ascii());
}

/// Orbital elements are looked for when somebody looks at the constellations.
#[test]
fn elements_at_hand_are_shown_beside_their_constellation() {
    let catalogue = Catalogue::new(include_str!("../fixtures/orbits/programs.toml"));
    let cache = catalogue.beside("cache");
    let folder = cache.join("roscope/feeds");
    let show = || {
        let path = catalogue.path();
        let arguments = [path.as_os_str()];
        let cache = cache.to_str().unwrap();
        let variables = [
            ("TERM", "xterm-256color"),
            ("TZ", "UTC"),
            ("XDG_CACHE_HOME", cache),
        ];
        Pty::spawn(ROSCOPE, &arguments, &variables, (140, 50))
    };
    let mut pty = show();
    pty.see("Needs attention").send("4");
    pty.see("no elements at hand").send("q").ends_with(0);
    assert!(!cache.exists(), "looking leaves nothing behind");
    fs::create_dir_all(&folder).unwrap();
    let elements = include_bytes!("../fixtures/orbits/elements.csv");
    fs::write(folder.join("elements"), elements).unwrap();
    let mut pty = show();
    pty.see("Needs attention").send("4");
    pty.see("ORBITS as on 1 March 2031").see("In view");
    pty.send("q").ends_with(0);
}

#[test]
fn what_was_shown_last_is_kept_and_compared_with() {
    let catalogue = Catalogue::new(SAMPLE);
    let state = catalogue.beside("state");
    let state = state.to_str().unwrap();
    let visit = |more: &[&str]| {
        let path = catalogue.path();
        let arguments: Vec<&OsStr> = [path.as_os_str()]
            .into_iter()
            .chain(more.iter().map(OsStr::new))
            .collect();
        let variables = [("TERM", "xterm"), ("TZ", "UTC"), ("XDG_STATE_HOME", state)];
        Pty::spawn(ROSCOPE, &arguments, &variables, SIZE)
    };
    let since = || {
        let mut command = catalogue.command();
        let output = command
            .args(["since", "last"])
            .env("XDG_STATE_HOME", state)
            .output();
        let output = output.unwrap();
        String::from_utf8([output.stdout, output.stderr].concat()).unwrap()
    };
    let mut pty = visit(&["--as-of", "2026-11-20"]);
    pty.see("Needs attention").send("q").ends_with(0);
    assert!(since().contains("no visit to"), "another day is no visit");

    let mut pty = visit(&[]);
    pty.see("Needs attention");
    catalogue.write_in_place(&misspelt().0);
    pty.see("showing the version of").send("q").ends_with(0);
    catalogue.write_in_place(&with_luna("2029"));
    let told = since();
    assert!(told.starts_with("Changes since the last visit, "), "{told}");
    assert!(
        told.contains("Q4 2028 → 2029"),
        "the last good state was kept: {told}"
    );
    assert!(told.contains(": 1\n"), "{told}");

    catalogue.write_in_place(BROKEN);
    let mut pty = visit(&[]);
    pty.see("error").send("q").ends_with(0);
    catalogue.write_in_place(SAMPLE);
    assert!(
        since().starts_with("No changes since the last visit"),
        "nothing was shown"
    );
}

#[test]
fn a_broken_edit_keeps_the_last_good_state_until_it_is_mended() {
    let catalogue = Catalogue::new(SAMPLE);
    let mut pty = start(&catalogue.path());
    pty.see("Needs attention").send("3").see("Volga Works");
    let (broken, line) = misspelt();
    catalogue.rename_over(&broken);
    pty.see("1 error · showing the version of")
        .see(&format!(" · line {line}: "));
    pty.see("Volga Works");
    pty.send("i").see("status = \"at-rsk\"").see("at-risk");
    catalogue.write_in_place(&with_luna("2029"));
    pty.see_gone("at-rsk").see("no errors, no warnings");
    pty.send(ESCAPE).see_gone("no errors, no warnings");
    pty.see("Volga Works").see_gone("showing the version of");
    pty.send("5").see("Luna-S1 launch").see("2029");
    pty.send("q").ends_with(0);
}

#[test]
fn a_file_that_goes_away_is_missed_and_welcomed_back() {
    let catalogue = Catalogue::new(SAMPLE);
    let mut pty = start(&catalogue.path());
    pty.see("Needs attention");
    fs::remove_file(catalogue.path()).unwrap();
    pty.see("there is no such file").see("Needs attention");
    catalogue.write_in_place(&with_luna("2029"));
    pty.see("Luna-S1 launch: Q4 2028 → 2029");
    pty.send("q").ends_with(0);
}

#[test]
fn a_file_broken_or_missing_at_the_start_is_shown_once_it_is_mended() {
    let catalogue = Catalogue::new(&misspelt().0);
    let mut pty = start(&catalogue.path());
    pty.see("status = \"at-rsk\"").send("2");
    catalogue.write_in_place(SAMPLE);
    pty.see_gone("at-rsk").see("Invented for the tests");
    pty.send("q").ends_with(0);

    let catalogue = Catalogue::missing();
    let mut pty = start(&catalogue.path());
    pty.see("there is no such file");
    catalogue.write_in_place(SAMPLE);
    pty.see("Needs attention").see_gone("there is no such file");
    pty.send("q").ends_with(0);
}

#[test]
fn a_signal_ends_it_and_the_terminal_is_given_back() {
    let catalogue = Catalogue::new(SAMPLE);
    for signal in [Signal::TERM, Signal::INT, Signal::HUP, Signal::QUIT] {
        let mut pty = start(&catalogue.path());
        pty.see("Needs attention");
        let code = 128 + signal.as_raw().unsigned_abs();
        pty.signal(signal).ends_with(code);
    }
}

#[test]
fn the_colours_follow_the_background_once_the_terminal_tells_it() {
    let catalogue = Catalogue::new(SAMPLE);
    let mut pty = start(&catalogue.path());
    pty.see("Needs attention");
    pty.see(CHANGES);
    let before = pty.screen().clone();
    let colours = |screen: &vt100::Screen| {
        let cells = (0..SIZE.0).map(|column| screen.cell(1, column).unwrap());
        cells.map(vt100::Cell::fgcolor).collect::<Vec<_>>()
    };
    pty.send("\x1b]11;rgb:ffff/ffff/ffff\x1b\\");
    pty.until("other colours", |screen| {
        colours(screen) != colours(&before)
    });
    assert_eq!(rows(pty.screen()), rows(&before));
    pty.send("q").ends_with(0);
}

#[test]
fn it_ends_with_its_terminal() {
    let catalogue = Catalogue::new(SAMPLE);
    let mut pty = start(&catalogue.path());
    pty.see("Needs attention");
    let code = pty.hang_up("5");
    let hung_up = 128 + Signal::HUP.as_raw().unsigned_abs();
    assert!([1, hung_up].contains(&code), "{code}");
}

#[test]
fn it_stops_as_the_shell_asks_and_comes_back() {
    let catalogue = Catalogue::new(SAMPLE);
    let mut pty = start(&catalogue.path());
    pty.see("Needs attention").send("3").see("Volga Works");
    pty.send("\x1a").until_stopped();
    pty.signal(Signal::CONT).see("Volga Works");
    pty.send("/").send("\x1a").until_stopped();
    pty.signal(Signal::CONT).see(" found");
    pty.send(ESCAPE).see_gone(" found");
    pty.signal(Signal::TSTP).until_stopped();
    pty.signal(Signal::CONT).see("Volga Works");
    pty.send("4").see("Bureau North");
    pty.send("q").ends_with(0);
}

#[test]
fn the_mouse_is_taken_when_asked_for_and_given_back_at_the_end() {
    let catalogue = Catalogue::new(SAMPLE);
    let mut pty = start(&catalogue.path());
    pty.see("Needs attention").send("5").see("2032");
    pty.send("M").see("mouse on");
    pty.send("\x1b[<68;70;12M").see_gone("2032");
    pty.send("\x1b[<0;25;1M").see("Invented for the tests");
    let written = pty.send("q").ends_with(0);
    let place = |part: &str| {
        let mut windows = written.windows(part.len());
        windows.position(|window| window == part.as_bytes())
    };
    let (taken, freed) = (place("\x1b[?1006h").unwrap(), place("\x1b[?1006l").unwrap());
    assert!(taken < freed);
}

#[test]
fn it_fits_every_size_and_comes_back_the_same() {
    let catalogue = Catalogue::new(SAMPLE);
    let mut pty = start(&catalogue.path());
    pty.see(CHANGES);
    for (key, text) in TABS {
        pty.send(key).see(text);
        let before = rows(pty.screen());
        for size in [
            (1, 1),
            (1, 60),
            (2, 2),
            (7, 3),
            (300, 1),
            (39, 9),
            (40, 10),
            (71, 19),
            (72, 20),
            (109, 20),
            (500, 2),
            (500, 200),
        ] {
            let frames = pty.frames();
            pty.resize(size).until_frames(frames + 1);
        }
        pty.resize(SIZE)
            .until("the screen as it was", |screen| rows(screen) == before);
    }
    pty.send("q").ends_with(0);
}

#[test]
fn a_paste_is_text_and_all_of_it_is_taken() {
    let catalogue = Catalogue::new(SAMPLE);
    let mut pty = start(&catalogue.path());
    pty.see("Needs attention").send("3").see("Volga Works");

    // Line ends have no place in a filter, so what is left is the end of the paste.
    let text = format!("{}sokol-5", "\r\n".repeat(5_000));
    pty.send("/").paste(&text).see("/sokol-5").see("1 found");
    pty.send("\x15").see_gone("/sokol-5");

    // Each of these letters would be a command, each Escape would leave the filter.
    pty.paste(&"q\x1b\x035?i".repeat(2_000)).see("/q");
    pty.send("\x15ermak").see("/ermak").see("1 found");
    pty.send("\r").see_gone(" found").see("▸ Ermak-T");

    let before = rows(pty.screen());
    pty.paste(&"q\r\x03".repeat(4_000))
        .send("?")
        .see("Everywhere");
    pty.send(ESCAPE)
        .until("the screen as it was", |screen| rows(screen) == before);
    pty.send("q").ends_with(0);
}

/// Longer than the program waits for what may follow an Escape, shorter than any pause of a slow line.
const PAUSE: Duration = Duration::from_millis(60);

#[test]
fn a_sequence_that_comes_in_pieces_is_not_typed() {
    let catalogue = Catalogue::new(SAMPLE);
    let mut pty = start(&catalogue.path());
    pty.see("Needs attention").send("3").see("Volga Works");
    let before = rows(pty.screen());
    for (piece, rest) in [
        ("\x1b]11;rgb:1e1e/1e", "1e/2e2e\x07"),
        ("\x1b]11;rgb:1e1e/1e1e/2e2e\x1b", "\\"),
        ("\x1b[?62;", "4;22c"),
        ("\x1b[<6", "6;5;2M"),
        ("\x1bP>|", "i5(388)\x1b\\"),
        ("\x1b_G", "i=1;e5\x1b\\"),
        ("\x1b[", "5;5R"),
        ("\x1bO", "T"),
    ] {
        pty.send(piece);
        std::thread::sleep(PAUSE);
        pty.send(rest);
    }
    pty.send("?").see("Everywhere");
    pty.send(ESCAPE)
        .until("the screen as it was", |screen| rows(screen) == before);
    pty.send("q").ends_with(0);
}

#[test]
fn an_answer_that_comes_late_is_not_for_the_shell() {
    let catalogue = Catalogue::new(SAMPLE);
    let is_kept_from_the_shell = || {
        let mut pty = start(&catalogue.path());
        pty.send("q").until_written("\x1b]11;?\x07");
        let written = pty.send("\x1b]11;rgb:1e1e/1e1e/2e2e\x1b\\").ends_with(0);
        // The shell's terminal would show it.
        !has(&written, "11;rgb")
    };
    // On a machine that is too busy to answer in time one try is not enough.
    assert!((0..5).any(|_| is_kept_from_the_shell()));
}

#[test]
fn a_paste_without_its_end_does_not_keep_the_keyboard() {
    let catalogue = Catalogue::new(SAMPLE);
    let mut pty = start(&catalogue.path());
    pty.see("Needs attention").send("3").see("Volga Works");
    pty.send("/").see(" found").send("\x1b[200~sokol-5");
    pty.see("/sokol-5").see("1 found");
    pty.send(ESCAPE).see_gone(" found");
    pty.send("\x1b[200~hello");
    std::thread::sleep(PAUSE);
    pty.send("\x03").ends_with(0);
}

#[test]
fn the_cursor_of_the_terminal_stands_where_one_types() {
    let catalogue = Catalogue::new(SAMPLE);
    let mut pty = start(&catalogue.path());
    let stands_at = |place| {
        move |screen: &vt100::Screen| !screen.hide_cursor() && screen.cursor_position() == place
    };
    pty.see("Needs attention").send("3").see("Volga Works");
    pty.send("/")
        .until("the cursor behind /", stands_at((34, 2)));
    pty.send("луна").until("it behind луна", stands_at((34, 6)));
    pty.send(ESCAPE)
        .until("no cursor", vt100::Screen::hide_cursor);
    pty.send("q").ends_with(0);
}

#[test]
fn keys_that_come_all_at_once_are_all_taken() {
    let rocket = |number| {
        format!(
            "[[vehicle]]\nid = \"rocket-{number}\"\nname = \"Rocket {number}.\"\n\
             class = \"light\"\nstatus = \"proposed\"\n"
        )
    };
    let rockets: String = (1..=1_500).map(rocket).collect();
    let catalogue = Catalogue::new(&format!("{SAMPLE}{rockets}"));
    let mut pty = start(&catalogue.path());
    pty.see("Needs attention").send("3").see("▸ Sokol-1");
    let before = pty.frames();
    pty.send(DOWN.repeat(1_000)).see("▸ Rocket 998.");
    pty.send(UP.repeat(600)).see("▸ Rocket 398.");
    pty.send("j".repeat(5_000)).see("▸ Rocket 1500.");
    let frames = pty.frames() - before;
    // A frame for each key would be thousands.
    assert!(frames < 660, "{frames} frames for 6,600 keys");
    pty.send("q").ends_with(0);
}

#[test]
fn nothing_is_written_while_nothing_happens() {
    let catalogue = Catalogue::new(SAMPLE);
    let mut pty = start(&catalogue.path());
    pty.see(CHANGES);
    for (key, text) in TABS {
        pty.send(key).see(text);
        assert_eq!(
            pty.written_within(THREE_LOOKS).escape_ascii().to_string(),
            ""
        );
    }
    // Nor when the file is saved again as it is.
    catalogue.rename_over(SAMPLE);
    assert_eq!(
        pty.written_within(THREE_LOOKS).escape_ascii().to_string(),
        ""
    );
    // It did look all the while.
    catalogue.rename_over(&with_luna("2029"));
    pty.see("Luna-S1 launch: Q4 2028 → 2029");
    pty.send("q").ends_with(0);
}

/// Texts that would drive a terminal, as TOML spells them: a colour, a title, a bell, the clipboard,
/// a C1 control, an override of the writing direction.
const HOSTILE: &str = r"\u001b[31m\u001b]0;title\u0007\u001b]52;c;eA==\u001b\\\u009b2J\u202e";

/// The sample with a hostile beginning of every text that is free.
fn hostile() -> String {
    let keys = "name|name_ru|lead|partners|aim|note|status_note|label|value|maker|propellants|engines\
                |pads|operator|by|words|title|publisher|altitude_km";
    let text = regex_lite::Regex::new(&format!(r#"(?m)((?:^|[{{,] )(?:{keys}) = ")"#)).unwrap();
    let hostile = text.replace_all(SAMPLE, format!("${{1}}{HOSTILE}"));
    assert!(hostile.matches(HOSTILE).count() > 100, "{hostile}");
    hostile.into_owned()
}

/// Fails if a text from outside has come to the terminal as it was.
#[track_caller]
fn assert_tame(written: &[u8]) {
    for raw in ["\x1b]", "\x1b[31m", "\u{9b}", "\u{202e}", "\x07"] {
        let at = written
            .windows(raw.len())
            .position(|window| window == raw.as_bytes());
        if let Some(at) = at {
            let around = &written[at.saturating_sub(80)..(at + 80).min(written.len())];
            panic!("{} in: {}", raw.escape_debug(), around.escape_ascii());
        }
    }
}

#[test]
fn no_text_of_a_catalogue_drives_the_terminal() {
    let catalogue = Catalogue::new(&hostile());
    let name = catalogue.beside("a\x1b]0;title\x07\u{202e}.toml");
    fs::rename(catalogue.path(), &name).unwrap();
    let mut pty = run(
        &[name.as_os_str(), "--theme".as_ref(), "mono".as_ref()],
        "xterm-256color",
    );
    pty.see("Needs attention")
        .see("␛[31m")
        .see("a␛]0;title␇<202E>.toml");
    for (key, title) in [
        ("2", "─ Projects 3 ─"),
        ("3", "─ Vehicles 3 ─"),
        ("4", "─ Constellations 2 ─"),
        ("5", "─ Timeline 12 ─"),
        ("\r", "Statements"),
    ] {
        pty.send(key).see(title).see("␛[31m␛]0;title␇");
    }
    pty.send(ESCAPE).see("─ Timeline 12 ─");
    pty.send("i").see("no errors, no warnings");
    fs::write(&name, BROKEN).unwrap();
    pty.see("<202E>name<200B>")
        .send("q")
        .see_gone("Catalogue status");
    fs::remove_file(&name).unwrap();
    pty.see("there is no such file")
        .see("a␛]0;title␇<202E>.toml");
    assert_eq!(pty.surprises(), [""; 0]);
    assert_tame(&pty.send("q").ends_with(0));
}

#[test]
fn no_text_of_a_catalogue_drives_what_reads_the_output() {
    let catalogue = Catalogue::new(&hostile());
    let Output { stdout, status, .. } = catalogue.command().output().unwrap();
    assert!(status.success() && has(&stdout, "␛[31m"));
    assert_tame(&stdout);

    catalogue.write_in_place(BROKEN);
    for format in ["human", "short", "json", "github"] {
        let mut check = catalogue.command();
        let Output { stdout, status, .. } =
            check.args(["check", "--format", format]).output().unwrap();
        assert!(!status.success() && !stdout.is_empty());
        assert_tame(&stdout);
    }
}

#[test]
fn a_citation_goes_to_the_clipboard_and_nothing_else_does() {
    let catalogue = Catalogue::new(SAMPLE);
    let mut pty = start(&catalogue.path());
    pty.see("Needs attention").send("5").see("Timeline 12");
    pty.send("/maiden\r\r").see("Statements");
    let text = pty.send("y").copied();
    pty.see("copied the citation");
    let text = BASE64_STANDARD.decode(text).unwrap();
    assert_eq!(
        String::from_utf8(text).unwrap(),
        "Maiden flight of Sokol-5: in March 2026, said by Orlova on 27 January 2026.\n\
         Sample News, 27 January 2026: \"Orlova on dates\", https://example.org/2026/01/27"
    );
    let lines = BASE64_STANDARD.decode(pty.send("Y").copied()).unwrap();
    assert!(has(&lines, "name_ru = \"Первый полёт «Сокол-5»\"\n"));
    assert_eq!(pty.surprises(), [""; 0]);
    pty.send("q").see_gone("Statements");
    pty.send("q").ends_with(0);
}

#[test]
fn without_a_terminal_it_prints_a_summary() {
    let catalogue = Catalogue::new(SAMPLE);
    let plain = |Output {
                     stdout,
                     stderr,
                     status,
                 }: Output| {
        assert!(status.success(), "{status} {}", stderr.escape_ascii());
        assert!(has(&stdout, "Sample programme to 2036") && has(&stdout, "Promises kept"));
        assert!(!has(&stdout, "\x1b"), "{}", stdout.escape_ascii());
        assert_eq!(stderr.escape_ascii().to_string(), "");
    };
    plain(catalogue.command().stdin(Stdio::null()).output().unwrap());

    let closed = "exec \"$0\" \"$1\" <&-";
    let mut shell = Command::new("sh");
    plain(
        shell
            .args(["-c", closed, ROSCOPE])
            .arg(catalogue.path())
            .output()
            .unwrap(),
    );
}

#[test]
fn a_reader_that_has_read_enough_is_no_failure() {
    let catalogue = Catalogue::new(SAMPLE);
    let mut head = catalogue.command();
    let mut child = head
        .stdout(Stdio::piped())
        .stderr(Stdio::piped())
        .spawn()
        .unwrap();
    drop(child.stdout.take());
    let mut errors = String::new();
    child
        .stderr
        .take()
        .unwrap()
        .read_to_string(&mut errors)
        .unwrap();
    assert!(child.wait().unwrap().success());
    assert_eq!(errors, "");
}

#[test]
fn a_full_disk_is_a_failure() {
    let Ok(full) = fs::File::create("/dev/full") else {
        return;
    };
    let catalogue = Catalogue::new(SAMPLE);
    let output = catalogue.command().stdout(full).output().unwrap();
    assert_eq!(output.status.code(), Some(1));
    assert!(has(&output.stderr, "error: cannot write"));
}

#[test]
fn a_terminal_that_can_do_nothing_gets_a_summary() {
    let catalogue = Catalogue::new(SAMPLE);
    let written = run(&[catalogue.path().as_os_str()], "dumb").ends_with(0);
    assert!(has(&written, "Sample programme to 2036") && has(&written, "Promises kept"));
    assert!(!has(&written, "\x1b"), "{}", written.escape_ascii());
}

/// Where a panic comes from.
const PANICS_IN: &str = "ROSCOPE_TEST_PANICS_IN";

#[test]
fn a_panic_of_any_thread_gives_the_terminal_back() {
    let this = std::env::current_exe().unwrap();
    let arguments = [
        "--exact",
        "terminal::a_dashboard_that_panics",
        "--nocapture",
    ];
    for place in ["the loop", "another thread"] {
        let variables = [("TERM", "xterm-256color"), (PANICS_IN, place)];
        let mut pty = Pty::spawn(&this, &arguments.map(OsStr::new), &variables, SIZE);
        let written = pty.see("Needs attention").ends_with(101);
        let given_back = written.windows(8).position(|bytes| bytes == b"\x1b[?1049l");
        let (_, after) = written.split_at(given_back.unwrap());
        assert!(
            has(after, &format!("a fault in {place}")),
            "{}",
            after.escape_ascii()
        );
    }
}

/// Not a test but what the test above runs in a terminal: the dashboard, with a fault in what looks
/// after its file.
#[test]
fn a_dashboard_that_panics() {
    let Ok(place) = std::env::var(PANICS_IN) else {
        return;
    };
    let day = NaiveDate::from_ymd_opt(2026, 11, 20).unwrap();
    let loaded = storage::load_text(Path::new("sample.toml"), SAMPLE);
    let mut app = App::new(Origin::BuiltIn, loaded, day.into(), day, None);
    let colours = Colours::Given(Look::new(Theme::Dark, Characters::Unicode));
    tui::run(&mut app, colours, Failing { place, day }).unwrap();
}

/// Looks after a file, and fails at it.
struct Failing {
    place: String,
    day: NaiveDate,
}

impl Keeper for Failing {
    fn today(&mut self) -> NaiveDate {
        self.day
    }

    fn poll(&mut self, _: Reading) -> Option<Glance> {
        let place = &self.place;
        assert!(place != "the loop", "a fault in {place}");
        std::thread::scope(|scope| scope.spawn(|| panic!("a fault in {place}")).join().unwrap())
    }

    fn recall(&self, _: &Shown) -> Recall {
        Box::new(|| None)
    }

    fn survey(&self, _: &Shown) -> Job {
        Box::new(|_| None)
    }

    fn plan(&mut self, _: &[Edit]) -> Result<Proven, String> {
        Err("nothing is written".to_owned())
    }

    fn save(&mut self, _: &[Edit]) -> Result<roscope::app::Write, String> {
        Err("nothing is written".to_owned())
    }

    fn undo(&mut self, _: &roscope::app::Write) -> Result<roscope::app::Write, String> {
        Err("nothing is written".to_owned())
    }

    fn fetch_older(&self, _: &str) -> Job {
        Box::new(|_| None)
    }

    fn path(&self) -> Option<&Path> {
        None
    }
}

/// What is opened, by whom, and what that has of us: `/proc` tells.
#[cfg(target_os = "linux")]
mod opening {
    use std::ffi::OsStr;
    use std::fs;
    use std::path::Path;
    use std::thread;
    use std::time::{Duration, Instant};

    use super::{Catalogue, Pty, ROSCOPE, SAMPLE, SIZE};
    use crate::run::write_script;

    const TRACKER: &str = "https://example.org/tracker";

    /// A program in place of the one that opens addresses. It writes down what it was given, whether
    /// it leads a session of its own, and what its files are; then it stays as long as that is there.
    const OPENER: &str = r#"here=${0%/*}
{
    printf 'arguments %s: %s\n' "$#" "$*"
    read -r _ _ _ _ _ session _ < "/proc/$$/stat"
    [ "$session" = "$$" ] && echo "leads its session"
    for file in 0 1 2 3 4 5 6 7 8 9; do
        [ -e "/proc/$$/fd/$file" ] && printf '%s %s\n' "$file" "$(readlink "/proc/$$/fd/$file")"
    done
    (: < /dev/tty) 2> /dev/null && echo "has a terminal"
} > "$here/unfinished"
mv "$here/unfinished" "$here/opened"
while [ -e "$here/opened" ]; do sleep 0.05; done
"#;

    /// The dashboard on its tab of vehicles, with only these folders to look for programs in.
    fn start(catalogue: &Catalogue, programs: &str) -> Pty {
        let arguments = [
            catalogue.path().into_os_string(),
            "--as-of".into(),
            "2026-11-20".into(),
        ];
        let arguments: Vec<&OsStr> = arguments.iter().map(AsRef::as_ref).collect();
        let variables = [
            ("TERM", "xterm-256color"),
            ("TZ", "UTC"),
            ("PATH", programs),
        ];
        let mut pty = Pty::spawn(ROSCOPE, &arguments, &variables, SIZE);
        pty.see("Needs attention").send("3").see("Volga Works");
        pty
    }

    fn start_with_opener(catalogue: &Catalogue) -> Pty {
        let opener = catalogue.beside("xdg-open");
        write_script(&opener, OPENER);
        let folder = catalogue.folder.path().display();
        start(catalogue, &format!("{folder}:/usr/bin:/bin"))
    }

    #[track_caller]
    fn wait_until<T>(what: &str, condition: impl Fn() -> Option<T>) -> T {
        let end = Instant::now() + Duration::from_secs(30);
        loop {
            if let Some(found) = condition() {
                return found;
            }
            assert!(Instant::now() < end, "waited until {what}");
            thread::sleep(Duration::from_millis(5));
        }
    }

    #[track_caller]
    fn contents(file: &Path) -> String {
        let what = format!("{} is there", file.display());
        wait_until(&what, || fs::read_to_string(file).ok())
    }

    /// The processes that a process has started and not yet taken leave of.
    fn children(parent: u32) -> usize {
        let all = fs::read_dir("/proc").unwrap();
        let stat = |entry: fs::DirEntry| fs::read_to_string(entry.path().join("stat")).ok();
        let is_child = |stat: &String| {
            let after_name = stat.rsplit(')').next().unwrap_or_default();
            after_name.split_whitespace().nth(1) == Some(&parent.to_string())
        };
        let stats = all.filter_map(|entry| stat(entry.ok()?));
        stats.filter(is_child).count()
    }

    #[test]
    fn a_source_is_opened_by_a_program_that_has_nothing_of_the_terminal() {
        let catalogue = Catalogue::new(SAMPLE);
        let mut pty = start_with_opener(&catalogue);
        pty.send("o").see(&format!("opening {TRACKER}"));
        let opened = contents(&catalogue.beside("opened"));
        let first = format!("arguments 1: {TRACKER}\nleads its session\n0 /dev/null\n");
        assert!(opened.starts_with(&first), "{opened}");
        assert!(opened.contains("\n2 /dev/null\n"), "{opened}");
        for ours in [
            "/dev/pts",
            "/dev/ptmx",
            "has a terminal",
            "socket:",
            "pipe:",
        ] {
            assert!(!opened.contains(ours), "{opened}");
        }
        // The dashboard goes on meanwhile, and takes leave of what has ended.
        pty.send("4").see("Bureau North");
        assert_eq!(children(pty.id()), 1);
        fs::remove_file(catalogue.beside("opened")).unwrap();
        wait_until("nothing is left of it", || {
            (children(pty.id()) == 0).then_some(())
        });
        // Nor does its end wait for what goes on.
        pty.send("3").see("Volga Works").send("o");
        contents(&catalogue.beside("opened"));
        assert_eq!(pty.surprises(), [""; 0]);
        pty.send("q").ends_with(0);
        assert!(catalogue.beside("opened").exists());
    }

    #[test]
    fn where_nothing_can_open_an_address_it_says_so() {
        let catalogue = Catalogue::new(SAMPLE);
        let mut pty = start(&catalogue, &catalogue.folder.path().display().to_string());
        pty.send("o");
        pty.see(&format!("no browser could be started: {TRACKER}"));
        assert_eq!(children(pty.id()), 0);
        pty.send("q").ends_with(0);
    }

    #[test]
    fn a_hostile_address_is_never_opened() {
        let catalogue = Catalogue::new(SAMPLE);
        let mut pty = start_with_opener(&catalogue);
        for url in [
            "file:///etc/passwd",
            "javascript:alert(1)",
            "-flag",
            r"https://example.org/\u001b]52;c;eA==\u0007",
        ] {
            catalogue.rename_over(&SAMPLE.replace(TRACKER, url));
            pty.see("source \"Tracker of satellites\": address")
                .send("o");
            let shown = url.split('\\').next().unwrap();
            pty.see(&format!("not opened: not a web address: {shown}"));
        }
        // Had one been opened, it would have been before this one.
        catalogue.rename_over(SAMPLE);
        pty.see("source \"Tracker of satellites\": address")
            .send("o");
        let opened = contents(&catalogue.beside("opened"));
        assert!(
            opened.starts_with(&format!("arguments 1: {TRACKER}\n")),
            "{opened}"
        );
        assert_eq!(pty.surprises(), [""; 0]);
        pty.send("q").ends_with(0);
    }
}
