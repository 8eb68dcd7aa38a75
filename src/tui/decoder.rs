//! What the terminal has sent and is not whole yet, and how long the rest is waited for.
//!
//! Once `ESC` was followed by the second byte of a sequence, nothing of that sequence becomes a key: it is
//! taken to its end, however it is split, or thrown away whole. A stalled one must not keep the keyboard
//! for long either, and `^C` gets through in any case. The clock is the caller's.

use std::time::{Duration, Instant};

use crossterm::event::{KeyCode, KeyEvent, KeyModifiers};

use super::keys::{Decoded, ESC, Typed, first};

/// After a silence of this length an Escape is the key itself, not the start of a sequence.
const KEY_GAP: Duration = Duration::from_millis(20);
/// After so long a silence the rest of a sequence will not come. A bad line holds a piece back for some
/// 200 ms, twice that if it is lost again.
const STALL: Duration = Duration::from_secs(1);
/// A sequence that takes longer is none: somebody typed Alt-P or Alt-], and goes on typing letters.
const LONGEST: Duration = Duration::from_secs(15);
/// After that, it ends with the first pause as long as one between two keys.
const TYPING_GAP: Duration = Duration::from_millis(100);
/// After so long a silence the end of a paste will not come. Longer than of a sequence: what follows an
/// end that was only late would be commands.
const PASTE_STALL: Duration = Duration::from_secs(2);
/// Of a longer sequence only the end matters. In bytes.
const LONGEST_SEQUENCE: usize = 4096;
/// Of a longer paste the rest is not kept: no text field takes so much. In bytes.
const LONGEST_PASTE: usize = 1 << 20;

const PASTE_END: &[u8] = b"\x1b[201~";
const INTERRUPT: u8 = 0x03;

/// What was read so far and is not yet a whole key.
#[derive(Debug)]
pub(super) struct Decoder {
    rest: Vec<u8>,
    /// The text of a paste whose end has not come yet.
    paste: Option<Vec<u8>>,
    /// When the rest began.
    began: Instant,
    /// When something came last.
    came: Instant,
}

impl Decoder {
    pub(super) fn new(now: Instant) -> Self {
        Self {
            rest: Vec::new(),
            paste: None,
            began: now,
            came: now,
        }
    }

    /// Takes all keys and pastes that are whole now. How the bytes of a sequence or paste were split does
    /// not matter; of characters that make one together only those that come together are seen.
    pub(super) fn feed(&mut self, bytes: &[u8], now: Instant, typed: &mut Vec<Typed>) {
        if self.paste.is_some() && self.is_interrupt(bytes, now) {
            self.paste = None;
            self.rest.clear();
        }
        if !bytes.is_empty() {
            self.came = now;
        }
        let is_new = self.rest.is_empty();
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
        if is_new || bytes.len() < rest.len() {
            self.began = now;
        }
        self.rest = bytes.to_vec();
        self.forget_what_is_too_long();
    }

    /// When to [give up](Self::give_up) waiting, unless more comes.
    pub(super) fn deadline(&self) -> Option<Instant> {
        let patience = match (&self.paste, &self.rest[..]) {
            (Some(_), _) => PASTE_STALL,
            (None, [ESC]) => KEY_GAP,
            (None, [ESC, b'[' | b']' | b'P' | b'X' | b'^' | b'_' | b'O', ..]) => {
                let has_lasted = self.came.saturating_duration_since(self.began);
                if has_lasted < LONGEST {
                    STALL
                } else {
                    TYPING_GAP
                }
            }
            // Nothing, or part of a character, of which the next byte tells whether it is one.
            (None, _) => return None,
        };
        self.came.checked_add(patience)
    }

    /// No more came in time: an Escape alone is the key, a sequence is thrown away, a paste is at its end.
    pub(super) fn give_up(&mut self, now: Instant, typed: &mut Vec<Typed>) {
        while self.deadline().is_some_and(|deadline| deadline <= now) {
            let rest = std::mem::take(&mut self.rest);
            if let Some(mut text) = self.paste.take() {
                text.extend(rest);
                typed.push(if text.ends_with(&[INTERRUPT]) {
                    interrupt()
                } else {
                    pasted(&text)
                });
            } else if rest == [ESC] {
                typed.push(Typed::Key(KeyCode::Esc.into()));
            } else if rest.ends_with(&[ESC]) {
                // The sequence is thrown away; this one may be the key.
                self.rest.push(ESC);
            }
        }
    }

    /// Takes one key; returns the bytes used, 0 when the rest is not a whole key.
    fn feed_key(&mut self, bytes: &[u8], typed: &mut Vec<Typed>) -> usize {
        let (used, what) = match first(bytes) {
            Decoded::Incomplete => return 0,
            Decoded::Skip(used) => return used,
            Decoded::Paste(used) => {
                self.paste = Some(Vec::new());
                return used;
            }
            Decoded::Key(used, key) => (used, Typed::Key(key)),
            Decoded::Text(used) => (used, pasted(&bytes[..used])),
            Decoded::Mouse(used, event) => (used, Typed::Mouse(event)),
            Decoded::Background(used, tone) => (used, Typed::Background(tone)),
        };
        typed.push(what);
        used
    }

    /// Takes pasted text, up to the end of the paste if it is there.
    fn feed_paste(&mut self, bytes: &[u8], typed: &mut Vec<Typed>) -> usize {
        let Some(paste) = &mut self.paste else {
            return 0;
        };
        let end = bytes
            .windows(PASTE_END.len())
            .position(|window| window == PASTE_END);
        // The end may have come in part.
        let text = end.unwrap_or(bytes.len().saturating_sub(PASTE_END.len() - 1));
        let room = LONGEST_PASTE.saturating_sub(paste.len());
        paste.extend_from_slice(&bytes[..text.min(room)]);
        if end.is_none() {
            return text;
        }
        typed.push(pasted(paste));
        self.paste = None;
        text + PASTE_END.len()
    }

    /// Whether it was typed into a paste that has no end: alone, after a pause. Within a paste it is text.
    fn is_interrupt(&self, bytes: &[u8], now: Instant) -> bool {
        let is_alone = !bytes.is_empty() && bytes.iter().all(|byte| *byte == INTERRUPT);
        is_alone && now.saturating_duration_since(self.came) >= KEY_GAP
    }

    /// Drops the sequence so far, and goes on to look for its end.
    fn forget_what_is_too_long(&mut self) {
        if self.rest.len() > LONGEST_SEQUENCE {
            let is_half_an_end = self.rest.ends_with(&[ESC]);
            self.rest = b"\x1bX".to_vec();
            self.rest.extend(is_half_an_end.then_some(ESC));
        }
    }
}

fn interrupt() -> Typed {
    Typed::Key(KeyEvent::new(KeyCode::Char('c'), KeyModifiers::CONTROL))
}

fn pasted(text: &[u8]) -> Typed {
    Typed::Paste(String::from_utf8_lossy(text).into_owned())
}

#[cfg(test)]
mod tests {
    use super::super::keys::Background;
    use super::*;

    fn key(code: KeyCode) -> Typed {
        Typed::Key(code.into())
    }

    fn later(millis: u64) -> Duration {
        Duration::from_millis(millis)
    }

    /// What comes of pieces that come so long after one another. Between two of them the caller sees that
    /// the time is up, if it is.
    fn apart<'a>(pieces: impl IntoIterator<Item = &'a [u8]>, pause: Duration) -> Vec<Typed> {
        let mut now = Instant::now();
        let mut decoder = Decoder::new(now);
        let mut typed = Vec::new();
        for piece in pieces {
            decoder.give_up(now, &mut typed);
            decoder.feed(piece, now, &mut typed);
            now += pause;
        }
        decoder.give_up(now + later(60_000), &mut typed);
        typed
    }

    /// Of each kind of sequence one, with the keys that it is.
    fn sequences() -> [(&'static str, Vec<Typed>); 15] {
        let mouse = |bytes: &str| apart([bytes.as_bytes()], Duration::ZERO);
        [
            (
                "\x1b]11;rgb:1e1e/1e1e/2e2e\x07",
                vec![Typed::Background(Background::Dark)],
            ),
            (
                "\x1b]11;rgb:1e1e/1e1e/2e2e\x1b\\",
                vec![Typed::Background(Background::Dark)],
            ),
            ("\x1b]52;c;cXFx\x1b\\", vec![]),
            ("\x1b[?62;4;22c", vec![]),
            ("\x1b[12;40R", vec![]),
            ("\x1b[?2026;2$y", vec![]),
            ("\x1b[<66;70;12M", mouse("\x1b[<66;70;12M")),
            ("\x1b[Mq5e", vec![]),
            ("\x1bP>|xterm(388)\x1b\\", vec![]),
            ("\x1b_Gi=1;OK\x1b\\", vec![]),
            ("\x1b^q\x1b\\", vec![]),
            ("\x1bXq\x1b\\", vec![]),
            ("\x1bOT", vec![]),
            ("\x1bOA", vec![key(KeyCode::Up)]),
            ("\x1b[5;1:1~", vec![key(KeyCode::PageUp)]),
        ]
    }

    #[test]
    fn a_sequence_is_what_it_is_however_its_pieces_come() {
        for pause in [0, 20, 60, 500].map(later) {
            for (sequence, whole) in sequences() {
                let bytes = sequence.as_bytes();
                for at in 2..bytes.len() {
                    let (first, rest) = bytes.split_at(at);
                    let what = format!("{sequence:?} split at {at}, {pause:?} apart");
                    assert_eq!(apart([first, rest], pause), whole, "{what}");
                }
                let (start, rest) = bytes.split_at(2);
                let pieces = std::iter::once(start).chain(rest.chunks(1));
                assert_eq!(apart(pieces, pause), whole, "{sequence:?}, {pause:?} apart");
            }
        }
    }

    #[test]
    fn a_sequence_that_stalls_is_thrown_away_and_the_keys_behind_it_are_keys() {
        for start in [
            "\x1b[",
            "\x1b[1;",
            "\x1b]11;rgb:q",
            "\x1bPq",
            "\x1bO",
            "\x1b[M",
            "\x1b[[",
        ] {
            let pieces = [start.as_bytes(), b"j", b"j"];
            assert_eq!(
                apart(pieces, later(1_000)),
                [key(KeyCode::Char('j')), key(KeyCode::Char('j'))],
                "{start:?}"
            );
            let escaped = [start.as_bytes(), b"\x1b"];
            assert_eq!(apart(escaped, later(500)), [key(KeyCode::Esc)], "{start:?}");
        }
    }

    #[test]
    fn what_cannot_belong_to_a_sequence_ends_it() {
        for start in [
            "\x1b[",
            "\x1b[1;",
            "\x1b]11;rgb:q",
            "\x1bPq",
            "\x1bO",
            "\x1b[M",
            "\x1b[[",
        ] {
            let pieces = [start.as_bytes(), b"\x03"];
            assert_eq!(apart(pieces, later(60)), [interrupt()], "{start:?}");
            let pieces = [start.as_bytes(), b"\x1b[A"];
            assert_eq!(apart(pieces, later(60)), [key(KeyCode::Up)], "{start:?}");
        }
        let pieces = [b"\x1b[1", "й".as_bytes()];
        assert_eq!(apart(pieces, later(60)), [key(KeyCode::Char('й'))]);
    }

    #[test]
    fn who_types_alt_p_and_goes_on_gets_the_keyboard_back() {
        let letters = std::iter::repeat_n(b"j".as_slice(), 100);
        let pieces = std::iter::once(b"\x1bP".as_slice()).chain(letters);
        let taken = apart(pieces, later(200)).len();
        assert!(taken > 20, "{taken} of 100, 5 in a second");
    }

    #[test]
    fn a_sequence_without_end_takes_no_memory_and_has_an_end_all_the_same() {
        let now = Instant::now();
        let mut decoder = Decoder::new(now);
        let mut typed = Vec::new();
        decoder.feed(b"\x1b]52;c;", now, &mut typed);
        for _ in 0..1_000 {
            decoder.feed(&[b'q'; 1_000], now, &mut typed);
            assert!(decoder.rest.len() <= LONGEST_SEQUENCE);
        }
        decoder.feed(b"\x1b", now, &mut typed);
        decoder.feed(b"\\j", now, &mut typed);
        assert_eq!(typed, [key(KeyCode::Char('j'))]);
    }

    #[test]
    fn a_character_waits_for_its_rest() {
        let (lead, rest) = "й".as_bytes().split_at(1);
        assert_eq!(apart([lead, rest], later(500)), [key(KeyCode::Char('й'))]);
        assert_eq!(apart([lead, b"j"], later(500)), [key(KeyCode::Char('j'))]);
    }

    #[test]
    fn an_escape_alone_is_the_key() {
        assert_eq!(
            apart([b"\x1b".as_slice(), b"j"], later(20)),
            [key(KeyCode::Esc), key(KeyCode::Char('j'))]
        );
        assert_eq!(
            apart([b"\x1b".as_slice(), b"[A"], later(19)),
            [key(KeyCode::Up)]
        );
    }

    #[test]
    fn a_paste_may_come_in_pieces_and_without_its_end() {
        let bytes = "\x1b[200~q\x1b\x03вставка\x1b[201~j".as_bytes();
        let whole = [
            Typed::Paste("q\u{1b}\u{3}вставка".to_owned()),
            key(KeyCode::Char('j')),
        ];
        for at in 2..bytes.len() {
            let (first, rest) = bytes.split_at(at);
            assert_eq!(apart([first, rest], later(500)), whole, "split at {at}");
        }
        assert_eq!(
            apart([b"\x1b[200~hello".as_slice(), b"q", b"q"], later(2_000)),
            [
                Typed::Paste("hello".to_owned()),
                key(KeyCode::Char('q')),
                key(KeyCode::Char('q'))
            ]
        );
        let interrupted = [b"\x1b[200~hello".as_slice(), b"\x03", b"j"];
        assert_eq!(
            apart(interrupted, later(60)),
            [interrupt(), key(KeyCode::Char('j'))]
        );
        assert_eq!(
            apart([b"\x1b[200~hello\x03".as_slice()], later(60)),
            [interrupt()]
        );
    }

    #[test]
    fn of_a_paste_without_end_only_so_much_is_kept() {
        let now = Instant::now();
        let mut decoder = Decoder::new(now);
        let mut typed = Vec::new();
        decoder.feed(b"\x1b[200~", now, &mut typed);
        for _ in 0..1_000 {
            decoder.feed(&[b'q'; 4_096], now, &mut typed);
        }
        decoder.feed(b"\x1b[201~", now, &mut typed);
        let [Typed::Paste(text)] = &typed[..] else {
            panic!("{} things", typed.len());
        };
        assert_eq!(text.len(), LONGEST_PASTE);
    }

    #[test]
    fn any_bytes_are_taken_without_a_panic_and_the_keyboard_comes_back() {
        let mut now = Instant::now();
        let mut decoder = Decoder::new(now);
        let mut typed = Vec::new();
        let mut state = 1_u32;
        for _ in 0..200_000 {
            state = state.wrapping_mul(1_664_525).wrapping_add(1_013_904_223);
            let [byte, pause, ..] = state.to_be_bytes();
            let byte = if byte < 60 { 0x1b } else { byte };
            decoder.feed(&[byte], now, &mut typed);
            now += later(pause.into());
            decoder.give_up(now, &mut typed);
            typed.clear();
            if byte == b'q' {
                now += PASTE_STALL;
                decoder.give_up(now, &mut typed);
                decoder.feed(b"j", now, &mut typed);
                assert_eq!(typed.last(), Some(&key(KeyCode::Char('j'))));
            }
        }
    }
}
