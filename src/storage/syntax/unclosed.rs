//! What was opened and never closed: an array, an inline table, a text of many lines. For the parser
//! the rest of the file is inside of it; a reader of a catalogue sees where it should have ended.

use toml_parser::Source;
use toml_parser::lexer::{Token, TokenKind};

use crate::domain::file::span::Span;
use crate::domain::findings::diagnostic::{Code, Diagnostic};
use crate::domain::findings::written::{Flaw, Opened, Remedy, Sight};

pub(super) struct Unclosed {
    /// From the line that opens it to the line that cannot be inside of it.
    pub(super) stretch: Span,
    pub(super) fault: Diagnostic,
}

/// The first thing of the text that is never closed.
pub(super) fn first(text: &str) -> Option<Unclosed> {
    let mut walk = Walk {
        text,
        open: Vec::new(),
        line: 0,
        is_line_start: true,
    };
    Source::new(text).lex().find_map(|token| walk.step(token))
}

struct Walk<'t> {
    text: &'t str,
    /// The brackets that are open, each with its place and the start of its line.
    open: Vec<Bracket>,
    /// Where the line begins.
    line: usize,
    is_line_start: bool,
}

#[derive(Clone, Copy)]
struct Bracket {
    kind: TokenKind,
    place: usize,
    line: usize,
}

impl Bracket {
    fn never_closed(self, end: usize) -> Unclosed {
        let (what, closer) = match self.kind {
            TokenKind::LeftSquareBracket => (Opened::Array, "]"),
            _ => (Opened::Table, "}"),
        };
        Unclosed {
            stretch: (self.line..end).into(),
            fault: never_closed(self.place, 1, what, closer),
        }
    }
}

impl Walk<'_> {
    fn step(&mut self, token: Token) -> Option<Unclosed> {
        let place = token.span().start();
        let was_line_start = self.is_line_start;
        match token.kind() {
            TokenKind::Newline => {
                // A header that is never closed ends with its line; the parser says so.
                if self
                    .open
                    .first()
                    .is_some_and(|open| open.place == open.line)
                {
                    self.open.clear();
                }
                self.line = token.span().end();
                self.is_line_start = true;
                return None;
            }
            TokenKind::Whitespace | TokenKind::Comment => return None,
            TokenKind::Eof => return self.open.first().map(|open| open.never_closed(place)),
            _ => self.is_line_start = false,
        }
        if was_line_start && let Some(open) = self.cannot_hold(token) {
            return Some(open.never_closed(self.line));
        }
        match token.kind() {
            kind @ (TokenKind::LeftSquareBracket | TokenKind::LeftCurlyBracket) => {
                let line = self.line;
                self.open.push(Bracket { kind, place, line });
            }
            TokenKind::RightSquareBracket => self.close(TokenKind::LeftSquareBracket),
            TokenKind::RightCurlyBracket => self.close(TokenKind::LeftCurlyBracket),
            TokenKind::MlBasicString => return self.text_of_lines(token, "\"\"\""),
            TokenKind::MlLiteralString => return self.text_of_lines(token, "'''"),
            _ => {}
        }
        None
    }

    fn close(&mut self, kind: TokenKind) {
        if let Some(open) = self.open.iter().rposition(|open| open.kind == kind) {
            self.open.truncate(open);
        }
    }

    /// The bracket that must have been closed before a line that begins like this.
    fn cannot_hold(&self, token: Token) -> Option<Bracket> {
        let last = self.open.last()?;
        let in_table = last.kind == TokenKind::LeftCurlyBracket;
        match token.kind() {
            TokenKind::LeftCurlyBracket | TokenKind::RightSquareBracket if in_table => Some(*last),
            _ if token.span().start() == self.line && self.begins_a_statement() => {
                self.open.first().copied()
            }
            _ => None,
        }
    }

    /// The line is a header or `key = …`.
    fn begins_a_statement(&self) -> bool {
        let line = self.text.get(self.line..).unwrap_or_default();
        let line = line.lines().next().unwrap_or_default().trim_end();
        let is_bare = |key: &str| {
            !key.is_empty()
                && key
                    .bytes()
                    .all(|byte| byte.is_ascii_alphanumeric() || b"_-.".contains(&byte))
        };
        let header = line
            .strip_prefix('[')
            .map(|rest| rest.trim_matches(['[', ']', ' ']));
        match header {
            Some(key) => line.ends_with(']') && is_bare(key),
            None => line
                .split_once('=')
                .is_some_and(|(key, _)| is_bare(key.trim())),
        }
    }

    fn text_of_lines(&self, token: Token, quotes: &'static str) -> Option<Unclosed> {
        let span = token.span();
        let written = self.text.get(span.start()..span.end()).unwrap_or_default();
        let inside = written.strip_prefix(quotes).unwrap_or_default();
        if inside.ends_with(quotes) {
            return None;
        }
        Some(Unclosed {
            stretch: (self.line..span.end()).into(),
            fault: never_closed(span.start(), quotes.len(), Opened::Text, quotes),
        })
    }
}

fn never_closed(place: usize, len: usize, what: Opened, closer: &'static str) -> Diagnostic {
    let span = (place..place + len).into();
    Diagnostic::new(Code::Syntax, span, Flaw::NeverClosed(what))
        .label(Sight::OpenedHere)
        .note(Remedy::AddCloser(closer))
}
