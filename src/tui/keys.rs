//! The bytes that a terminal sends, taken apart into keys and pastes.
//!
//! crossterm's reader is not used, only its names for keys: it leaves input beyond 1,024 bytes unread until
//! the next key, blocks on half a key, and takes a late answer of the terminal for typed letters.

use crossterm::event::{KeyCode, KeyEvent, KeyModifiers};

const ESC: u8 = 0x1b;
const BEL: u8 = 0x07;
const PASTE_END: &[u8] = b"\x1b[201~";

/// What somebody typed or pasted.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) enum Typed {
    Key(KeyEvent),
    Paste(String),
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
            Step::Paste(used) => {
                self.paste = Some(Vec::new());
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
    /// Nothing for us: an answer, a mouse report, an unknown key, a broken sequence.
    Skip(usize),
    Key(usize, KeyEvent),
    /// A paste begins.
    Paste(usize),
}

impl Step {
    /// The same, behind `more` bytes.
    fn after(self, more: usize) -> Self {
        match self {
            Self::Incomplete => Self::Incomplete,
            Self::Skip(used) => Self::Skip(used + more),
            Self::Key(used, key) => Self::Key(used + more, key),
            Self::Paste(used) => Self::Paste(used + more),
        }
    }
}

fn first(bytes: &[u8]) -> Step {
    match bytes {
        [] | [ESC] => Step::Incomplete,
        [ESC, ESC, ..] => Step::Key(1, KeyCode::Esc.into()),
        [ESC, b'[', rest @ ..] => control_sequence(rest).after(2),
        [ESC, b'O', rest @ ..] => keypad(rest).after(2),
        [ESC, b']' | b'P' | b'X' | b'^' | b'_', rest @ ..] => string(rest).after(2),
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
        (b'@'..=b'~', None) => Step::Skip(used),
        // No byte of a control sequence: it belongs to what comes next.
        _ => Step::Skip(end),
    }
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
