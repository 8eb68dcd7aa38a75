//! Forms of TOML 1.1, which the reader takes and readers of TOML 1.0 refuse: a line break or a last
//! comma in an inline table, and the escapes `\e` and `\x`.

use toml_parser::Source;
use toml_parser::lexer::TokenKind;

use crate::domain::file::span::Span;
use crate::domain::findings::diagnostic::{Code, Diagnostic};
use crate::domain::findings::written::{Flaw, Form, Remedy, Sight};

/// Finds all of them in a valid TOML 1.1 text. An inline table of several lines is reported once.
pub(super) fn forms(text: &str) -> Vec<Diagnostic> {
    let mut found = Vec::new();
    let mut open: Vec<Bracket> = Vec::new();
    let mut comma = None;
    for token in Source::new(text).lex() {
        let span: Span = (token.span().start()..token.span().end()).into();
        match token.kind() {
            TokenKind::LeftCurlyBracket => open.push(Bracket::Table { breaks: false }),
            TokenKind::LeftSquareBracket => open.push(Bracket::Array),
            TokenKind::RightSquareBracket => drop(open.pop()),
            TokenKind::RightCurlyBracket => {
                open.pop();
                found.extend(comma.map(last_comma));
            }
            TokenKind::Newline => {
                if let Some(Bracket::Table {
                    breaks: breaks @ false,
                }) = open.last_mut()
                {
                    *breaks = true;
                    found.push(line_break(span));
                }
            }
            TokenKind::BasicString | TokenKind::MlBasicString => {
                found.extend(escapes(text, span));
            }
            _ => {}
        }
        comma = match token.kind() {
            TokenKind::Comma => Some(span),
            TokenKind::Whitespace | TokenKind::Comment | TokenKind::Newline => comma,
            _ => None,
        };
    }
    found
}

enum Bracket {
    Array,
    /// An inline table, and whether its line has been broken.
    Table {
        breaks: bool,
    },
}

fn found(span: Span, form: Form) -> Diagnostic {
    Diagnostic::new(Code::Toml11, span, Flaw::Toml11(form)).label(Sight::RefusedByOlder)
}

fn line_break(span: Span) -> Diagnostic {
    let end_of_line = Span {
        end: span.start,
        ..span
    };
    found(end_of_line, Form::LineBreak).note(Remedy::OneLine)
}

fn last_comma(span: Span) -> Diagnostic {
    found(span, Form::LastComma).replace(span, "")
}

fn escapes(text: &str, string: Span) -> Vec<Diagnostic> {
    let written = text.get(string.range()).unwrap_or_default().as_bytes();
    let mut forms = Vec::new();
    let mut place = 0;
    while let Some([first, second, ..]) = written.get(place..) {
        let is_escape = *first == b'\\';
        let start = string.range().start + place;
        let (len, code) = match second {
            b'e' if is_escape => (2, "\\u001b".to_owned()),
            b'x' if is_escape => {
                let digits = text.get(start + 2..start + 4).unwrap_or_default();
                (4, format!("\\u00{digits}"))
            }
            _ => {
                place += 1 + usize::from(is_escape);
                continue;
            }
        };
        let span = (start..start + len).into();
        let letter = char::from(*second);
        forms.push(found(span, Form::Escape(letter)).replace(span, code));
        place += len;
    }
    forms
}
