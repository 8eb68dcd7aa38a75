//! The bytes that a terminal sends, taken apart: what stands first in them, and how long it is.
//!
//! crossterm's reader is not used, only its names for keys: it leaves input beyond 1,024 bytes unread until
//! the next key (of 1,000 arrow keys that come at once it hands out 341), blocks on half a key, and takes a late
//! answer of the terminal for typed letters. With this one 1,000 keys at once are answered within 2 ms.

use crossterm::event::{KeyCode, KeyEvent, KeyModifiers, MouseButton, MouseEvent, MouseEventKind};
use unicode_segmentation::UnicodeSegmentation;
use unicode_width::UnicodeWidthChar;

pub(super) const ESC: u8 = 0x1b;
const BEL: u8 = 0x07;
/// No character is longer: an emoji of several people has some 40 bytes.
const LONGEST_CHARACTER: usize = 64;

/// What somebody typed or pasted.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) enum Typed {
    Key(KeyEvent),
    /// Text that is never a command.
    Paste(String),
    Mouse(MouseEvent),
    /// The terminal's answer to what its background is.
    Background(Background),
}

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Background {
    Dark,
    Light,
}

/// What stands first in the bytes, and how many of them it takes.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Decoded {
    /// Not whole yet.
    Incomplete,
    /// Nothing for us: an answer, an old mouse report, an unknown key, a broken sequence.
    Skip(usize),
    Key(usize, KeyEvent),
    /// Characters that were typed as one.
    Text(usize),
    Mouse(usize, MouseEvent),
    /// A paste begins.
    Paste(usize),
    /// The terminal says what its background is.
    Background(usize, Background),
}

impl Decoded {
    /// The same, behind `more` bytes.
    fn after(self, more: usize) -> Self {
        match self {
            Self::Incomplete => Self::Incomplete,
            Self::Skip(used) => Self::Skip(used + more),
            Self::Key(used, key) => Self::Key(used + more, key),
            Self::Text(used) => Self::Text(used + more),
            Self::Mouse(used, event) => Self::Mouse(used + more, event),
            Self::Paste(used) => Self::Paste(used + more),
            Self::Background(used, tone) => Self::Background(used + more, tone),
        }
    }
}

/// What stands first. Behind `ESC` and one of `[ ] P X ^ _ O` nothing becomes a key on its own: the sequence
/// is taken to its end, or to a byte that cannot belong to it.
pub(super) fn first(bytes: &[u8]) -> Decoded {
    match bytes {
        [] | [ESC] => Decoded::Incomplete,
        [ESC, ESC, ..] => Decoded::Key(1, KeyCode::Esc.into()),
        // Shift-Tab of the Linux console.
        [ESC, b'\t', ..] => Decoded::Key(2, KeyEvent::new(KeyCode::BackTab, KeyModifiers::SHIFT)),
        [ESC, b'[', rest @ ..] => control_sequence(rest).after(2),
        [ESC, b'O', rest @ ..] => keypad(rest).after(2),
        [ESC, b']', rest @ ..] => command(rest).after(2),
        [ESC, b'P' | b'X' | b'^' | b'_', rest @ ..] => string(rest).after(2),
        [ESC, rest @ ..] => match letter(rest) {
            Decoded::Key(used, key) => Decoded::Key(used + 1, with(KeyModifiers::ALT, key)),
            other => other.after(1),
        },
        _ => composed(bytes).map_or_else(|| letter(bytes), Decoded::Text),
    }
}

/// The bytes of characters that came as one and are no key each: a letter with its marks, an emoji of
/// several characters, or what a dead key leaves in front of a letter that it does not go with (`´q`).
fn composed(bytes: &[u8]) -> Option<usize> {
    let near = &bytes[..bytes.len().min(LONGEST_CHARACTER)];
    let text = near.utf8_chunks().next()?.valid();
    let behind = text.trim_start_matches(is_accent);
    let character = behind.graphemes(true).next()?;
    let accents = text.len() - behind.len();
    let is_composed = accents > 0 || character.chars().nth(1).is_some();
    (is_composed && !character.starts_with(char::is_control)).then_some(accents + character.len())
}

/// An accent that stands alone. None of them is a command.
fn is_accent(c: char) -> bool {
    matches!(
        c,
        '\'' | '"' | '^' | '`' | '~' | '\u{a8}' | '\u{af}' | '\u{b0}' | '\u{b4}' | '\u{b8}'
    ) || matches!(c, '\u{2c6}'..='\u{2df}' | '\u{384}' | '\u{385}')
        || c.width() == Some(0)
}

fn with(modifiers: KeyModifiers, key: KeyEvent) -> KeyEvent {
    KeyEvent::new(key.code, key.modifiers | modifiers)
}

/// A key that is one character: a letter of any script, or a control code.
///
/// Shift is never set: a terminal does not say it, and the letter is a capital already.
fn letter(bytes: &[u8]) -> Decoded {
    let Some(&byte) = bytes.first() else {
        return Decoded::Incomplete;
    };
    let control = |letter: u8| KeyEvent::new(KeyCode::Char(letter.into()), KeyModifiers::CONTROL);
    let key = match byte {
        b'\r' => KeyCode::Enter.into(),
        b'\t' => KeyCode::Tab.into(),
        // xterm as it is made sends the first, as Debian makes it the second.
        0x08 | 0x7f => KeyCode::Backspace.into(),
        0 => control(b' '),
        1..=0x1a => control(byte - 1 + b'a'),
        0x1b..=0x1f => control(byte - 0x1b + b'3'),
        0x20..=0x7e => KeyCode::Char(byte.into()).into(),
        0x80.. => return character(byte, bytes),
    };
    Decoded::Key(1, key)
}

/// A character beyond ASCII, in UTF-8.
fn character(lead: u8, bytes: &[u8]) -> Decoded {
    let len = match lead {
        0xc2..=0xdf => 2,
        0xe0..=0xef => 3,
        0xf0..=0xf4 => 4,
        _ => return Decoded::Skip(1),
    };
    let come = &bytes[..len.min(bytes.len())];
    match std::str::from_utf8(come) {
        Ok(text) => text.chars().next().map_or(Decoded::Skip(len), |c| {
            Decoded::Key(len, KeyCode::Char(c).into())
        }),
        Err(error) if error.error_len().is_none() => Decoded::Incomplete,
        Err(_) => Decoded::Skip(1),
    }
}

/// What follows `ESC O`: a letter, in old terminals behind the number of what was held.
fn keypad(bytes: &[u8]) -> Decoded {
    let end = bytes
        .iter()
        .position(|byte| !matches!(byte, b'0'..=b'9' | b';'));
    match end.map(|end| (end, bytes[end])) {
        None => Decoded::Incomplete,
        Some((0, last)) if named(last).is_some() => {
            named(last).map_or(Decoded::Skip(1), |code| Decoded::Key(1, code.into()))
        }
        Some((end, b'@'..=b'~')) => Decoded::Skip(end + 1),
        Some((end, _)) => Decoded::Skip(end),
    }
}

/// What follows `ESC ]` and the like: an answer or a message, up to its end mark.
fn string(bytes: &[u8]) -> Decoded {
    // By ECMA-48 5.6 no other byte belongs to it; `^C` does not, nor does `^Z`.
    let end = bytes
        .iter()
        .position(|byte| !matches!(byte, 0x08..=0x0d | b' '..));
    match end.map(|end| (end, &bytes[end..])) {
        None | Some((_, [ESC])) => Decoded::Incomplete,
        Some((end, [BEL, ..])) => Decoded::Skip(end + 1),
        Some((end, [ESC, b'\\', ..])) => Decoded::Skip(end + 2),
        Some((end, _)) => Decoded::Skip(end),
    }
}

/// What follows `ESC ]`: of all messages only the colour of the background is for us.
fn command(bytes: &[u8]) -> Decoded {
    match string(bytes) {
        Decoded::Skip(used) => {
            tone(&bytes[..used]).map_or(Decoded::Skip(used), |tone| Decoded::Background(used, tone))
        }
        other => other,
    }
}

/// The tone in `11;rgb:1e1e/1e1e/2222`: each part has one to four hexadecimal digits.
fn tone(message: &[u8]) -> Option<Background> {
    let message = std::str::from_utf8(message).ok()?;
    let message = message
        .strip_suffix('\u{7}')
        .or_else(|| message.strip_suffix("\u{1b}\\"))?;
    let colour = message.strip_prefix("11;rgb:")?;
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
        Background::Light
    } else {
        Background::Dark
    })
}

/// What follows `ESC [`.
fn control_sequence(bytes: &[u8]) -> Decoded {
    if let [b'[', rest @ ..] = bytes {
        return console_function_key(rest).after(1);
    }
    let Some(end) = bytes.iter().position(|byte| !matches!(byte, b' '..=b'?')) else {
        return Decoded::Incomplete;
    };
    let used = end + 1;
    let numbers = SequenceNumbers::read(&bytes[..end]);
    match (bytes[end], numbers) {
        (b'M', Some(_)) if end == 0 => old_mouse(&bytes[1..]).after(1),
        (b'~', Some(numbers)) if numbers.code == 200 => Decoded::Paste(used),
        (last @ b'@'..=b'~', Some(numbers)) => numbers
            .key(last)
            .map_or(Decoded::Skip(used), |key| Decoded::Key(used, key)),
        (last @ (b'M' | b'm'), None) => mouse(&bytes[..end], last)
            .map_or(Decoded::Skip(used), |event| Decoded::Mouse(used, event)),
        (b'@'..=b'~', None) => Decoded::Skip(used),
        // No byte of a control sequence: it belongs to what comes next.
        _ => Decoded::Skip(end),
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

/// The three bytes of an old mouse report, none of them a control code; 0 stands for what is too large.
fn old_mouse(bytes: &[u8]) -> Decoded {
    let mut report = bytes.iter().take(3);
    match report.position(|byte| matches!(byte, 1..b' ')) {
        Some(end) => Decoded::Skip(end),
        None if bytes.len() < 3 => Decoded::Incomplete,
        None => Decoded::Skip(3),
    }
}

/// F1 to F5 of the Linux console.
fn console_function_key(bytes: &[u8]) -> Decoded {
    match bytes {
        [] => Decoded::Incomplete,
        [last @ b'A'..=b'E', ..] => Decoded::Key(1, KeyCode::F(last - b'A' + 1).into()),
        [b'@'..=b'~', ..] => Decoded::Skip(1),
        _ => Decoded::Skip(0),
    }
}

/// The bits of what is held together with a key.
const HELD: [(u32, KeyModifiers); 6] = [
    (1, KeyModifiers::SHIFT),
    (2, KeyModifiers::ALT),
    (4, KeyModifiers::CONTROL),
    (8, KeyModifiers::SUPER),
    (16, KeyModifiers::HYPER),
    (32, KeyModifiers::META),
];

/// The numbers of a control sequence: `code : shifted ; modifiers : kind ; text` as kitty sends them,
/// `27 ; modifiers ; code` as xterm does; all but the first may be missing.
#[derive(Clone, Copy)]
struct SequenceNumbers {
    code: u32,
    shifted: Option<u32>,
    modifiers: KeyModifiers,
    is_release: bool,
    third: Option<u32>,
}

impl SequenceNumbers {
    /// `None` if they are no numbers, as in the answers and mouse reports that begin with `<`, `=`, `>` or `?`.
    fn read(text: &[u8]) -> Option<Self> {
        let text = std::str::from_utf8(text).ok()?;
        let mut fields = text.split(';').map(two_numbers);
        let mut next = || fields.next().unwrap_or(Some([None; 2]));
        let ([code, shifted], [bits, kind], [third, _]) = (next()?, next()?, next()?);
        let bits = bits.unwrap_or(1).saturating_sub(1);
        let held = HELD.iter().filter(|(bit, _)| bits & bit != 0);
        Some(Self {
            code: code.unwrap_or(1),
            shifted,
            modifiers: held.map(|(_, modifier)| *modifier).collect(),
            is_release: kind == Some(3),
            third,
        })
    }

    fn key(self, last: u8) -> Option<KeyEvent> {
        let code = match last {
            _ if self.is_release => return None,
            b'~' if self.code == 27 => self.of_xterm()?.unicode()?,
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

    /// xterm's form of a key as its code point (`modifyOtherKeys`).
    fn of_xterm(self) -> Option<Self> {
        Some(Self {
            code: self.third?,
            third: None,
            ..self
        })
    }

    /// A key as its code point, as terminals send it that were left in such a mode, or were told to.
    fn unicode(self) -> Option<KeyCode> {
        Some(match self.code {
            9 if self.modifiers.contains(KeyModifiers::SHIFT) => KeyCode::BackTab,
            9 => KeyCode::Tab,
            13 => KeyCode::Enter,
            27 => KeyCode::Esc,
            8 | 127 => KeyCode::Backspace,
            57_344..=63_743 => return numbered_by_kitty(self.code),
            _ => KeyCode::Char(self.letter()?),
        })
    }

    /// The letter as it is typed; with Ctrl always the small one, as the control codes know no other.
    fn letter(self) -> Option<char> {
        let letter = |code| char::from_u32(code).filter(|c| !c.is_control());
        let plain = letter(self.code)?;
        if self.modifiers.contains(KeyModifiers::CONTROL) {
            return plain.to_lowercase().next();
        }
        if let Some(typed) = self.third.and_then(letter) {
            return Some(typed);
        }
        if !self.modifiers.contains(KeyModifiers::SHIFT) {
            return Some(plain);
        }
        let shifted = self.shifted.and_then(letter);
        shifted.or_else(|| plain.to_uppercase().next())
    }
}

/// `97:65`, or one of them, or none.
fn two_numbers(field: &str) -> Option<[Option<u32>; 2]> {
    let mut numbers = field.split(':').map(|number| match number {
        "" => Some(None),
        number => number.parse().ok().map(Some),
    });
    let mut next = || numbers.next().unwrap_or(Some(None));
    Some([next()?, next()?])
}

/// The keypad has numbers of its own in kitty's protocol; the other keys there, Shift alone among them,
/// mean nothing here.
fn numbered_by_kitty(code: u32) -> Option<KeyCode> {
    use KeyCode::{
        Char, Delete, Down, End, Enter, Home, Insert, Left, PageDown, PageUp, Right, Up,
    };
    const CHARACTERS: [char; 15] = [
        '0', '1', '2', '3', '4', '5', '6', '7', '8', '9', '.', '/', '*', '-', '+',
    ];
    const OTHERS: [KeyCode; 10] = [
        Left, Right, Up, Down, PageUp, PageDown, Home, End, Insert, Delete,
    ];
    let place = |first: u32| usize::try_from(code - first).ok();
    match code {
        57_399..=57_413 => CHARACTERS.get(place(57_399)?).copied().map(Char),
        57_414 => Some(Enter),
        57_415 => Some(Char('=')),
        57_417..=57_426 => OTHERS.get(place(57_417)?).copied(),
        _ => None,
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
mod tests;
