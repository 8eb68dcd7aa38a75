//! The bytes that a terminal sends, taken apart into keys and pastes.
//!
//! crossterm's reader is not used, only its names for keys: it leaves input beyond 1,024 bytes unread until
//! the next key, blocks on half a key, and takes a late answer of the terminal for typed letters.

use crossterm::event::{KeyCode, KeyEvent, KeyModifiers, MouseButton, MouseEvent, MouseEventKind};

const ESC: u8 = 0x1b;
const BEL: u8 = 0x07;
const PASTE_END: &[u8] = b"\x1b[201~";

/// What somebody typed or pasted.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) enum Typed {
    Key(KeyEvent),
    Paste(String),
    Mouse(MouseEvent),
    /// The terminal's answer to what its background is.
    Background(Tone),
}

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Tone {
    Dark,
    Light,
}

/// What was read so far and is not yet a whole key.
#[derive(Debug, Default)]
pub(super) struct Decoder {
    rest: Vec<u8>,
    /// The text of a paste whose end has not come yet.
    paste: Option<Vec<u8>>,
}

impl Decoder {
    /// Takes all keys and pastes that are whole now. The result does not depend on how the bytes were split.
    pub(super) fn feed(&mut self, bytes: &[u8], typed: &mut Vec<Typed>) {
        self.rest.extend_from_slice(bytes);
        let rest = std::mem::take(&mut self.rest);
        let mut bytes = &rest[..];
        loop {
            let used = match &mut self.paste {
                Some(_) => self.feed_paste(bytes, typed),
                None => self.feed_key(bytes, typed),
            };
            bytes = &bytes[used..];
            if used == 0 {
                break;
            }
        }
        self.rest = bytes.to_vec();
    }

    /// Whether a key has begun that needs more bytes, or was the Escape key.
    pub(super) fn is_within_a_key(&self) -> bool {
        self.paste.is_none() && !self.rest.is_empty()
    }

    /// No more bytes came: what looked like the start of a longer key was Escape, or Alt with a letter.
    pub(super) fn give_up_waiting(&mut self, typed: &mut Vec<Typed>) {
        match *std::mem::take(&mut self.rest) {
            [ESC] => typed.push(Typed::Key(KeyCode::Esc.into())),
            [ESC, byte] => {
                if let Step::Key(_, key) = letter(&[byte]) {
                    typed.push(Typed::Key(with(KeyModifiers::ALT, key)));
                }
            }
            _ => {}
        }
    }

    /// Takes one key; returns the bytes used, 0 when the rest is not a whole key.
    fn feed_key(&mut self, bytes: &[u8], typed: &mut Vec<Typed>) -> usize {
        match first(bytes) {
            Step::Incomplete => 0,
            Step::Skip(used) => used,
            Step::Key(used, key) => {
                typed.push(Typed::Key(key));
                used
            }
            Step::Mouse(used, event) => {
                typed.push(Typed::Mouse(event));
                used
            }
            Step::Paste(used) => {
                self.paste = Some(Vec::new());
                used
            }
            Step::Background(used, tone) => {
                typed.push(Typed::Background(tone));
                used
            }
        }
    }

    /// Takes pasted text, up to the end of the paste if it is there.
    fn feed_paste(&mut self, bytes: &[u8], typed: &mut Vec<Typed>) -> usize {
        let Some(paste) = &mut self.paste else {
            return 0;
        };
        let end = bytes
            .windows(PASTE_END.len())
            .position(|window| window == PASTE_END);
        if let Some(end) = end {
            paste.extend_from_slice(&bytes[..end]);
            typed.push(Typed::Paste(String::from_utf8_lossy(paste).into_owned()));
            self.paste = None;
            return end + PASTE_END.len();
        }
        // The end may have come in part.
        let text = bytes.len().saturating_sub(PASTE_END.len() - 1);
        paste.extend_from_slice(&bytes[..text]);
        text
    }
}

/// What stands first in the bytes, and how many of them it takes.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Step {
    /// Not whole yet.
    Incomplete,
    /// Nothing for us: an answer, an old mouse report, an unknown key, a broken sequence.
    Skip(usize),
    Key(usize, KeyEvent),
    Mouse(usize, MouseEvent),
    /// A paste begins.
    Paste(usize),
    /// The terminal says what its background is.
    Background(usize, Tone),
}

impl Step {
    /// The same, behind `more` bytes.
    fn after(self, more: usize) -> Self {
        match self {
            Self::Incomplete => Self::Incomplete,
            Self::Skip(used) => Self::Skip(used + more),
            Self::Key(used, key) => Self::Key(used + more, key),
            Self::Mouse(used, event) => Self::Mouse(used + more, event),
            Self::Paste(used) => Self::Paste(used + more),
            Self::Background(used, tone) => Self::Background(used + more, tone),
        }
    }
}

fn first(bytes: &[u8]) -> Step {
    match bytes {
        [] | [ESC] => Step::Incomplete,
        [ESC, ESC, ..] => Step::Key(1, KeyCode::Esc.into()),
        [ESC, b'[', rest @ ..] => control_sequence(rest).after(2),
        [ESC, b'O', rest @ ..] => keypad(rest).after(2),
        [ESC, b']', rest @ ..] => command(rest).after(2),
        [ESC, b'P' | b'X' | b'^' | b'_', rest @ ..] => string(rest).after(2),
        [ESC, rest @ ..] => match letter(rest) {
            Step::Key(used, key) => Step::Key(used + 1, with(KeyModifiers::ALT, key)),
            other => other.after(1),
        },
        _ => letter(bytes),
    }
}

fn with(modifiers: KeyModifiers, key: KeyEvent) -> KeyEvent {
    KeyEvent::new(key.code, key.modifiers | modifiers)
}

/// A key that is one character: a letter of any script, or a control code.
///
/// Shift is never set: a terminal does not say it, and the letter is a capital already.
fn letter(bytes: &[u8]) -> Step {
    let Some(&byte) = bytes.first() else {
        return Step::Incomplete;
    };
    let control = |letter: u8| KeyEvent::new(KeyCode::Char(letter.into()), KeyModifiers::CONTROL);
    let key = match byte {
        b'\r' => KeyCode::Enter.into(),
        b'\t' => KeyCode::Tab.into(),
        0x7f => KeyCode::Backspace.into(),
        0 => control(b' '),
        1..=0x1a => control(byte - 1 + b'a'),
        0x1b..=0x1f => control(byte - 0x1b + b'3'),
        0x20..=0x7e => KeyCode::Char(byte.into()).into(),
        0x80.. => return character(byte, bytes),
    };
    Step::Key(1, key)
}

/// A character beyond ASCII, in UTF-8.
fn character(lead: u8, bytes: &[u8]) -> Step {
    let len = match lead {
        0xc2..=0xdf => 2,
        0xe0..=0xef => 3,
        0xf0..=0xf4 => 4,
        _ => return Step::Skip(1),
    };
    let come = &bytes[..len.min(bytes.len())];
    match std::str::from_utf8(come) {
        Ok(text) => text
            .chars()
            .next()
            .map_or(Step::Skip(len), |c| Step::Key(len, KeyCode::Char(c).into())),
        Err(error) if error.error_len().is_none() => Step::Incomplete,
        Err(_) => Step::Skip(1),
    }
}

/// What follows `ESC O`.
fn keypad(bytes: &[u8]) -> Step {
    match bytes {
        [] => Step::Incomplete,
        [last, ..] => named(*last).map_or(Step::Skip(1), |code| Step::Key(1, code.into())),
    }
}

/// What follows `ESC ]` and the like: an answer or a message, up to its end mark.
fn string(bytes: &[u8]) -> Step {
    match bytes.iter().position(|byte| matches!(*byte, BEL | ESC)) {
        Some(end) if bytes[end] == BEL => Step::Skip(end + 1),
        Some(end) => match bytes.get(end + 1) {
            None => Step::Incomplete,
            Some(b'\\') => Step::Skip(end + 2),
            Some(_) => Step::Skip(end),
        },
        None => Step::Incomplete,
    }
}

/// What follows `ESC ]`: of all messages only the colour of the background is for us.
fn command(bytes: &[u8]) -> Step {
    match string(bytes) {
        Step::Skip(used) => {
            tone(&bytes[..used]).map_or(Step::Skip(used), |tone| Step::Background(used, tone))
        }
        other => other,
    }
}

/// The tone in `11;rgb:1e1e/1e1e/2222`: each part has one to four hexadecimal digits.
fn tone(message: &[u8]) -> Option<Tone> {
    let colour = std::str::from_utf8(message).ok()?.strip_prefix("11;rgb:")?;
    let colour = colour.trim_end_matches(['\u{7}', '\u{1b}', '\\']);
    let share = |digits: &str| {
        let most = 16_u32
            .checked_pow(u32::try_from(digits.len()).ok()?)?
            .checked_sub(1)?;
        let value = u32::from_str_radix(digits, 16).ok()?;
        (digits.len() <= 4).then(|| f64::from(value) / f64::from(most.max(1)))
    };
    let parts: Vec<f64> = colour.split('/').map(share).collect::<Option<_>>()?;
    let [red, green, blue] = parts[..] else {
        return None;
    };
    // How bright an eye finds it (ITU-R BT.601).
    let brightness = 0.299 * red + 0.587 * green + 0.114 * blue;
    Some(if brightness > 0.5 {
        Tone::Light
    } else {
        Tone::Dark
    })
}

/// What follows `ESC [`.
fn control_sequence(bytes: &[u8]) -> Step {
    if let [b'[', rest @ ..] = bytes {
        return console_function_key(rest).after(1);
    }
    let Some(end) = bytes.iter().position(|byte| !matches!(byte, b' '..=b'?')) else {
        return Step::Incomplete;
    };
    let used = end + 1;
    let numbers = Numbers::read(&bytes[..end]);
    match (bytes[end], numbers) {
        // An old mouse report: three bytes more, of any value.
        (b'M', Some(_)) if end == 0 && bytes.len() < 4 => Step::Incomplete,
        (b'M', Some(_)) if end == 0 => Step::Skip(4),
        (b'~', Some(numbers)) if numbers.code == 200 => Step::Paste(used),
        (last @ b'@'..=b'~', Some(numbers)) => numbers
            .key(last)
            .map_or(Step::Skip(used), |key| Step::Key(used, key)),
        (last @ (b'M' | b'm'), None) => {
            mouse(&bytes[..end], last).map_or(Step::Skip(used), |event| Step::Mouse(used, event))
        }
        (b'@'..=b'~', None) => Step::Skip(used),
        // No byte of a control sequence: it belongs to what comes next.
        _ => Step::Skip(end),
    }
}

/// A mouse report of the kind SGR (xterm's mode 1006): `< buttons ; column ; row`, from 1, then `M` for
/// a press and `m` for a release.
fn mouse(report: &[u8], last: u8) -> Option<MouseEvent> {
    let report = std::str::from_utf8(report).ok()?.strip_prefix('<')?;
    let numbers: Vec<u16> = report
        .split(';')
        .map(|n| n.parse().ok())
        .collect::<Option<_>>()?;
    let [buttons, column, row] = numbers[..] else {
        return None;
    };
    let has = |bit: u16| buttons & bit != 0;
    let kind = match (buttons & 0b1100_0011, last, has(32)) {
        (0, b'M', false) => MouseEventKind::Down(MouseButton::Left),
        (0, b'M', true) => MouseEventKind::Drag(MouseButton::Left),
        (0, _, _) => MouseEventKind::Up(MouseButton::Left),
        (64, b'M', _) => MouseEventKind::ScrollUp,
        (65, b'M', _) => MouseEventKind::ScrollDown,
        (66, b'M', _) => MouseEventKind::ScrollLeft,
        (67, b'M', _) => MouseEventKind::ScrollRight,
        _ => return None,
    };
    let held = [
        (4, KeyModifiers::SHIFT),
        (8, KeyModifiers::ALT),
        (16, KeyModifiers::CONTROL),
    ];
    let held = held.into_iter().filter(|(bit, _)| has(*bit));
    Some(MouseEvent {
        kind,
        column: column.checked_sub(1)?,
        row: row.checked_sub(1)?,
        modifiers: held.map(|(_, modifier)| modifier).collect(),
    })
}

/// F1 to F5 of the Linux console.
fn console_function_key(bytes: &[u8]) -> Step {
    match bytes {
        [] => Step::Incomplete,
        [last @ b'A'..=b'E', ..] => Step::Key(1, KeyCode::F(last - b'A' + 1).into()),
        _ => Step::Skip(0),
    }
}

/// The numbers of a control sequence: `code ; modifiers : kind`.
#[derive(Clone, Copy)]
struct Numbers {
    code: u32,
    modifiers: KeyModifiers,
    is_release: bool,
}

impl Numbers {
    /// `None` if they are no numbers, as in the answers and mouse reports that begin with `<`, `=`, `>` or `?`.
    fn read(text: &[u8]) -> Option<Self> {
        let text = std::str::from_utf8(text).ok()?;
        let number = |text: Option<&str>| match text {
            None | Some("") => Some(1),
            Some(text) => text.parse::<u32>().ok(),
        };
        let mut fields = text.split(';').map(|field| field.split(':'));
        let code = number(fields.next().and_then(|mut field| field.next()))?;
        let mut modifiers = fields.next();
        let mut next = || number(modifiers.as_mut().and_then(Iterator::next));
        let (bits, kind) = (next()?.saturating_sub(1), next()?);
        let bit = |mask, modifier| {
            if bits & mask == 0 {
                KeyModifiers::NONE
            } else {
                modifier
            }
        };
        Some(Self {
            code,
            modifiers: bit(1, KeyModifiers::SHIFT)
                | bit(2, KeyModifiers::ALT)
                | bit(4, KeyModifiers::CONTROL),
            is_release: kind == 3,
        })
    }

    fn key(self, last: u8) -> Option<KeyEvent> {
        let code = match last {
            _ if self.is_release => return None,
            b'~' => self.numbered()?,
            b'u' => self.unicode()?,
            b'Z' => {
                return Some(KeyEvent::new(
                    KeyCode::BackTab,
                    self.modifiers | KeyModifiers::SHIFT,
                ));
            }
            // With another number it is no key: `12;40R` says where the cursor is.
            _ if self.code == 1 => named(last)?,
            _ => return None,
        };
        let modifiers = match code {
            KeyCode::Char(_) => self.modifiers - KeyModifiers::SHIFT,
            _ => self.modifiers,
        };
        Some(KeyEvent::new(code, modifiers))
    }

    fn numbered(self) -> Option<KeyCode> {
        Some(match self.code {
            1 | 7 => KeyCode::Home,
            2 => KeyCode::Insert,
            3 => KeyCode::Delete,
            4 | 8 => KeyCode::End,
            5 => KeyCode::PageUp,
            6 => KeyCode::PageDown,
            11..=15 => self.function_key(10),
            17..=21 => self.function_key(11),
            23 | 24 => self.function_key(12),
            _ => return None,
        })
    }

    fn function_key(self, offset: u32) -> KeyCode {
        KeyCode::F((self.code - offset) as u8)
    }

    /// A key as its code point, as terminals send it that were left in such a mode.
    fn unicode(self) -> Option<KeyCode> {
        Some(match self.code {
            9 if self.modifiers.contains(KeyModifiers::SHIFT) => KeyCode::BackTab,
            9 => KeyCode::Tab,
            13 => KeyCode::Enter,
            27 => KeyCode::Esc,
            127 => KeyCode::Backspace,
            code => {
                let letter = char::from_u32(code).filter(|c| !c.is_control())?;
                let capital = letter.to_uppercase().next().unwrap_or(letter);
                let is_shifted = self.modifiers.contains(KeyModifiers::SHIFT);
                KeyCode::Char(if is_shifted { capital } else { letter })
            }
        })
    }
}

/// The keys that are named by the last letter of their sequence.
fn named(last: u8) -> Option<KeyCode> {
    Some(match last {
        b'A' => KeyCode::Up,
        b'B' => KeyCode::Down,
        b'C' => KeyCode::Right,
        b'D' => KeyCode::Left,
        b'F' => KeyCode::End,
        b'H' => KeyCode::Home,
        b'P'..=b'S' => KeyCode::F(last - b'P' + 1),
        _ => return None,
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    fn typed(bytes: &[u8]) -> Vec<Typed> {
        let mut decoder = Decoder::default();
        let mut typed = Vec::new();
        decoder.feed(bytes, &mut typed);
        decoder.give_up_waiting(&mut typed);
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
            [Typed::Background(Tone::Light)]
        );
        assert_eq!(
            typed(b"\x1b]11;rgb:14/14/18\x07j"),
            [Typed::Background(Tone::Dark), key(KeyCode::Char('j'))]
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

    #[test]
    fn it_does_not_matter_how_the_bytes_are_split() {
        let bytes =
            "j\x1b[B\x1b[200~вставка\x1b[201~ё\x1b]11;rgb:ff/ff/ff\x07\x1b[<64;12;7M\x1b[1;5A"
                .as_bytes();
        let whole = typed(bytes);
        assert_eq!(whole.len(), 7);
        for at in 0..bytes.len() {
            let mut decoder = Decoder::default();
            let mut parts = Vec::new();
            decoder.feed(&bytes[..at], &mut parts);
            decoder.feed(&bytes[at..], &mut parts);
            assert_eq!(parts, whole, "split at {at}");
        }
    }

    #[test]
    fn any_bytes_are_taken_without_a_panic() {
        let mut decoder = Decoder::default();
        let mut typed = Vec::new();
        let mut state = 1_u32;
        for _ in 0..200_000 {
            state = state.wrapping_mul(1_664_525).wrapping_add(1_013_904_223);
            let byte = state.to_be_bytes()[0];
            let byte = if byte < 60 { 0x1b } else { byte };
            decoder.feed(&[byte], &mut typed);
            typed.clear();
            if byte == b'q' {
                decoder.give_up_waiting(&mut typed);
            }
        }
    }
}
