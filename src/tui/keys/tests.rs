//! What terminals send, byte by byte, and what it means.

use std::time::{Duration, Instant};

use super::super::decoder::Decoder;
use strum::VariantArray as _;

use super::*;
use crate::app::keymap::{self, BINDINGS, KeyContext};

/// What comes of bytes behind which nothing follows.
fn typed(bytes: &[u8]) -> Vec<Typed> {
    let now = Instant::now();
    let mut decoder = Decoder::new(now);
    let mut typed = Vec::new();
    decoder.feed(bytes, now, &mut typed);
    decoder.give_up(now + Duration::from_mins(1), &mut typed);
    typed
}

fn key(code: KeyCode) -> Typed {
    Typed::Key(code.into())
}

#[test]
fn keys_come_out_as_they_went_in() {
    use KeyCode::{BackTab, Char, Down, End, Enter, Esc, F, Home, PageDown, Tab};

    assert_eq!(
        typed(b"j\x1b[B\x1bOB"),
        [key(Char('j')), key(Down), key(Down)]
    );
    assert_eq!(typed("ёЖ".as_bytes()), [key(Char('ё')), key(Char('Ж'))]);
    assert_eq!(
        typed(b"\r\t\x1b[6~\x1b[H\x1bOF\x1bOP"),
        [Enter, Tab, PageDown, Home, End, F(1)].map(key)
    );
    let back_tab = Typed::Key(KeyEvent::new(BackTab, KeyModifiers::SHIFT));
    assert_eq!(typed(b"\x1b[Z"), [back_tab]);
    let interrupt = Typed::Key(KeyEvent::new(Char('c'), KeyModifiers::CONTROL));
    assert_eq!(typed(b"\x03"), [interrupt]);
    assert_eq!(typed(b"\x1b"), [key(Esc)]);
    assert_eq!(typed(b"\x1b\x1b[A"), [key(Esc), key(KeyCode::Up)]);
}

#[test]
fn a_paste_is_text_whatever_stands_in_it() {
    let paste = Typed::Paste("q\x1b[A\n".to_owned());
    assert_eq!(
        typed(b"\x1b[200~q\x1b[A\n\x1b[201~j"),
        [paste, key(KeyCode::Char('j'))]
    );
}

#[test]
fn the_background_is_taken_from_the_answer_and_other_answers_are_no_keys() {
    assert_eq!(
        typed(b"\x1b]11;rgb:ffff/ffff/ffff\x1b\\"),
        [Typed::Background(Background::Light)]
    );
    assert_eq!(
        typed(b"\x1b]11;rgb:14/14/18\x07j"),
        [Typed::Background(Background::Dark), key(KeyCode::Char('j'))]
    );
    for answer in [
        "\x1b[12;40R",
        "\x1b[?62;c",
        "\x1b]11;rgb:zz/1/1\x07",
        "\x1b]11;rgb:1/1\x07",
        "\x1b[<2;3;4M",
        "\x1b[<0;0;4M",
        "\x1b[<0;3M",
        "\x1b[<0;3;70000M",
    ] {
        assert_eq!(typed(answer.as_bytes()), [], "{answer:?}");
    }
}

#[test]
fn the_mouse_presses_drags_and_turns_its_wheel() {
    let event = |kind, column, row, modifiers| {
        Typed::Mouse(MouseEvent {
            kind,
            column,
            row,
            modifiers,
        })
    };
    let none = KeyModifiers::NONE;
    assert_eq!(
        typed(b"\x1b[<0;3;4M\x1b[<32;5;4M\x1b[<0;5;4m\x1b[<65;1;1M\x1b[<68;9;9Mj"),
        [
            event(MouseEventKind::Down(MouseButton::Left), 2, 3, none),
            event(MouseEventKind::Drag(MouseButton::Left), 4, 3, none),
            event(MouseEventKind::Up(MouseButton::Left), 4, 3, none),
            event(MouseEventKind::ScrollDown, 0, 0, none),
            event(MouseEventKind::ScrollUp, 8, 8, KeyModifiers::SHIFT),
            key(KeyCode::Char('j')),
        ]
    );
}

/// What terminals send for a key that is no letter: as they start, and as another program may have left
/// them (application keys, xterm's `modifyOtherKeys`, kitty's protocol with all it can tell).
const SENT: &[(&str, &[(&str, &str)])] = &[
    (
        "Enter",
        &[
            ("xterm, kitty, foot, WezTerm, tmux, Linux console", "\r"),
            ("kitty's protocol", "\x1b[13u"),
            ("kitty's protocol, of a press", "\x1b[13;1:1u"),
            ("kitty's protocol, on the keypad", "\x1b[57414u"),
            ("xterm and tmux, with Shift", "\x1b[27;2;13~"),
        ],
    ),
    (
        "Esc",
        &[
            ("xterm, kitty, foot, WezTerm, tmux, Linux console", "\x1b"),
            ("kitty's protocol", "\x1b[27u"),
            ("xterm and tmux, with Shift", "\x1b[27;2;27~"),
        ],
    ),
    (
        "Tab",
        &[
            ("xterm, kitty, foot, WezTerm, tmux, Linux console", "\t"),
            ("kitty's protocol", "\x1b[9u"),
        ],
    ),
    (
        "⇧Tab",
        &[
            ("xterm, kitty, foot, WezTerm, tmux", "\x1b[Z"),
            ("Linux console", "\x1b\t"),
            ("kitty's protocol", "\x1b[9;2u"),
            ("xterm's modifyOtherKeys", "\x1b[27;2;9~"),
        ],
    ),
    (
        "Backspace",
        &[
            (
                "kitty, foot, WezTerm, tmux, Linux console, xterm of Debian",
                "\x7f",
            ),
            ("xterm", "\x08"),
            ("kitty's protocol", "\x1b[127u"),
            ("xterm's modifyOtherKeys", "\x1b[27;2;127~"),
            ("xterm's modifyOtherKeys", "\x1b[27;2;8~"),
        ],
    ),
    (
        "↑",
        &[
            ("xterm, kitty, foot, WezTerm, tmux, Linux console", "\x1b[A"),
            ("application keys", "\x1bOA"),
            ("kitty's protocol, of a press", "\x1b[1;1:1A"),
            ("kitty's protocol, on the keypad", "\x1b[57419u"),
        ],
    ),
    (
        "↓",
        &[
            ("xterm, kitty, foot, WezTerm, tmux, Linux console", "\x1b[B"),
            ("application keys", "\x1bOB"),
            ("kitty's protocol, of a press", "\x1b[1;1:1B"),
            ("kitty's protocol, on the keypad", "\x1b[57420u"),
        ],
    ),
    (
        "→",
        &[
            ("xterm, kitty, foot, WezTerm, tmux, Linux console", "\x1b[C"),
            ("application keys", "\x1bOC"),
            ("kitty's protocol, of a press", "\x1b[1;1:1C"),
            ("kitty's protocol, on the keypad", "\x1b[57418u"),
        ],
    ),
    (
        "←",
        &[
            ("xterm, kitty, foot, WezTerm, tmux, Linux console", "\x1b[D"),
            ("application keys", "\x1bOD"),
            ("kitty's protocol, of a press", "\x1b[1;1:1D"),
            ("kitty's protocol, on the keypad", "\x1b[57417u"),
        ],
    ),
    (
        "Home",
        &[
            ("xterm, kitty, foot, WezTerm", "\x1b[H"),
            ("tmux, Linux console", "\x1b[1~"),
            ("rxvt", "\x1b[7~"),
            ("application keys", "\x1bOH"),
            ("kitty's protocol, on the keypad", "\x1b[57423u"),
        ],
    ),
    (
        "End",
        &[
            ("xterm, kitty, foot, WezTerm", "\x1b[F"),
            ("tmux, Linux console", "\x1b[4~"),
            ("rxvt", "\x1b[8~"),
            ("application keys", "\x1bOF"),
            ("kitty's protocol, on the keypad", "\x1b[57424u"),
        ],
    ),
    (
        "PgUp",
        &[
            (
                "xterm, kitty, foot, WezTerm, tmux, Linux console",
                "\x1b[5~",
            ),
            ("kitty's protocol, of a press", "\x1b[5;1:1~"),
            ("kitty's protocol, on the keypad", "\x1b[57421u"),
        ],
    ),
    (
        "PgDn",
        &[
            (
                "xterm, kitty, foot, WezTerm, tmux, Linux console",
                "\x1b[6~",
            ),
            ("kitty's protocol, of a press", "\x1b[6;1:1~"),
            ("kitty's protocol, on the keypad", "\x1b[57422u"),
        ],
    ),
    (
        "F1",
        &[
            ("xterm, kitty, foot, WezTerm, tmux", "\x1bOP"),
            ("Linux console", "\x1b[[A"),
            ("rxvt, older xterm", "\x1b[11~"),
            ("kitty's protocol", "\x1b[P"),
        ],
    ),
];

/// What terminals send for a key, by its name in the keymap.
fn sent(key: &str) -> Vec<(&'static str, String)> {
    if let Some((_, sent)) = SENT.iter().find(|(name, _)| *name == key) {
        let owned = |(terminal, bytes): &(_, &str)| (*terminal, (*bytes).to_owned());
        return sent.iter().map(owned).collect();
    }
    let letters: Vec<char> = key.replace("Space", " ").chars().collect();
    match letters[..] {
        ['^', letter @ 'a'..='z'] => with_control(letter),
        [letter] => alone(letter),
        _ => panic!("what do terminals send for {key}?"),
    }
}

fn with_control(letter: char) -> Vec<(&'static str, String)> {
    let code = u32::from(letter);
    let byte = char::from_u32(code - u32::from('a') + 1).unwrap();
    let russian = crate::domain::text::layout::swapped(&letter.to_string());
    let russian = u32::from(russian.chars().next().unwrap());
    vec![
        ("any", byte.to_string()),
        ("any, after Escape", format!("\x1b{byte}")),
        (
            "xterm's modifyOtherKeys, foot, WezTerm, tmux",
            format!("\x1b[27;5;{code}~"),
        ),
        (
            "the same with Caps Lock",
            format!("\x1b[27;5;{}~", code - 32),
        ),
        ("kitty's protocol, tmux", format!("\x1b[{code};5u")),
        (
            "kitty's protocol, of a press, with Caps Lock",
            format!("\x1b[{code};69:1u"),
        ),
        (
            "kitty's protocol, the Russian layout",
            format!("\x1b[{russian};5u"),
        ),
    ]
}

fn alone(letter: char) -> Vec<(&'static str, String)> {
    let code = u32::from(letter);
    let small = match letter {
        'a'..='z' | '0'..='9' | ' ' | '-' | '=' | '[' | ']' | ',' | '.' | '/' => letter,
        'A'..='Z' => letter.to_ascii_lowercase(),
        '?' => '/',
        '+' => '=',
        _ => panic!("which key writes {letter}?"),
    };
    if small == letter {
        return vec![
            ("any", letter.to_string()),
            ("kitty's protocol", format!("\x1b[{code}u")),
            (
                "kitty's protocol, with its text",
                format!("\x1b[{code};;{code}u"),
            ),
        ];
    }
    let small = u32::from(small);
    vec![
        ("any", letter.to_string()),
        (
            "xterm's modifyOtherKeys, tmux",
            format!("\x1b[27;2;{code}~"),
        ),
        ("kitty's protocol", format!("\x1b[{small}:{code};2u")),
        (
            "kitty's protocol, with its text",
            format!("\x1b[{small};2;{code}u"),
        ),
    ]
}

#[test]
fn every_key_of_the_keymap_is_understood_as_any_terminal_sends_it() {
    for (key, action) in BINDINGS.iter().flat_map(|binding| binding.keys) {
        let contexts = BINDINGS
            .iter()
            .filter(|binding| binding.keys.contains(&(*key, *action)))
            .flat_map(|binding| {
                let here = move |context: &&KeyContext| binding.contexts.contains(**context);
                KeyContext::VARIANTS.iter().filter(here)
            });
        for (context, (terminal, bytes)) in contexts.flat_map(|context| {
            sent(&key.to_string())
                .into_iter()
                .map(move |sent| (context, sent))
        }) {
            let typed = typed(bytes.as_bytes());
            let what = format!("{key} of {terminal}: {typed:?}");
            let [Typed::Key(event)] = typed[..] else {
                panic!("{what}");
            };
            assert_eq!(keymap::resolve(*context, event), Some(*action), "{what}");
        }
    }
}

#[test]
fn what_is_held_besides_is_no_letter() {
    for nothing in [
        "\x1b[57441;2u",
        "\x1b[57358u",
        "\x1b[106;1:3u",
        "\x1b[27;5~",
        "\x1bO5P",
        "\x1b[[Z",
    ] {
        assert_eq!(typed(nothing.as_bytes()), [], "{nothing:?}");
    }
}

#[test]
fn characters_that_come_as_one_are_text() {
    for text in [
        "e\u{301}",
        "q\u{301}\u{323}",
        "\u{301}q",
        "´q",
        "'q",
        "´´q",
        "1\u{fe0f}\u{20e3}",
        "👩\u{200d}🚀",
    ] {
        let pasted = Typed::Paste(text.to_owned());
        let bytes = format!("{text}j");
        assert_eq!(typed(bytes.as_bytes()), [pasted, key(KeyCode::Char('j'))]);
    }
    for accent in ['\'', '´', '^', '~'] {
        let bytes = format!("{accent}\x1b[A");
        assert_eq!(
            typed(bytes.as_bytes()),
            [key(KeyCode::Char(accent)), key(KeyCode::Up)]
        );
    }
    assert_eq!(typed("é".as_bytes()), [key(KeyCode::Char('é'))]);
}

#[test]
fn no_accent_is_a_command() {
    for accent in ('\u{20}'..'\u{3000}').filter(|c| is_accent(*c)) {
        let event = KeyCode::Char(accent).into();
        assert_eq!(
            keymap::resolve(KeyContext::Timeline, event),
            None,
            "{accent:?}"
        );
    }
}
