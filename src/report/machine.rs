//! Findings for other programs: a line each, JSON, and the workflow commands of GitHub.

use std::borrow::Cow;

use serde_json::{Value, json};

use super::{Printer, severity};
use crate::domain::file::span::Span;
use crate::domain::findings::diagnostic::{Diagnostic, Help, Severity};
use crate::domain::text::clean::clean;

impl Printer<'_> {
    /// `FILE:LINE:COLUMN: error[code]: message`, as compilers and editors have it.
    pub fn short(&self, finding: &Diagnostic) -> String {
        let place = self.position(finding.at.span);
        format!(
            "{}:{}:{}: {}[{}]: {}",
            self.path,
            place.line,
            place.column,
            severity(finding),
            finding.code.name(),
            self.phrase(&finding.message)
        )
    }

    /// The finding as an object. Lines and columns count from 1, columns in characters; an end is
    /// the first place behind.
    pub fn json(&self, finding: &Diagnostic) -> Value {
        let place = self.position(finding.at.span);
        let replacement = match &finding.help {
            Some(Help::Replace { span, with }) => json!({
                "start": self.json_position(span.start),
                "end": self.json_position(span.end),
                "text": with,
            }),
            _ => Value::Null,
        };
        let related: Vec<Value> = (finding.related.iter())
            .map(|label| {
                let place = self.position(label.span);
                json!({ "line": place.line, "column": place.column, "text": self.phrase(&label.text) })
            })
            .collect();
        json!({
            "file": self.report.path.to_string_lossy(),
            "line": place.line,
            "column": place.column,
            "end": self.json_position(finding.at.span.end),
            "code": finding.code.name(),
            "severity": severity(finding),
            "message": self.phrase(&finding.message),
            "label": self.phrase(&finding.at.text),
            "help": self.advice(finding),
            "replacement": replacement,
            "related": related,
        })
    }

    fn json_position(&self, byte: u32) -> Value {
        let place = self.position(Span {
            start: byte,
            end: byte,
        });
        json!({ "line": place.line, "column": place.column })
    }

    /// An annotation on the changed file of a pull request.
    pub fn github(&self, finding: &Diagnostic) -> String {
        let start = self.position(finding.at.span);
        let end = self.position_of(finding.at.span.end);
        let mut message = self.phrase(&finding.message);
        if let Some(advice) = self.advice(finding) {
            message.push_str("\nhelp: ");
            message.push_str(&advice);
        }
        let columns = if end.line == start.line {
            format!(",col={},endColumn={}", start.column, end.column)
        } else {
            format!(",col={}", start.column)
        };
        // GitHub's own word for what is less than a warning.
        let command = match finding.severity() {
            Severity::Hint => "notice",
            Severity::Error | Severity::Warning => severity(finding),
        };
        format!(
            "::{command} file={},line={}{columns},title={}::{}",
            property(&self.path),
            start.line,
            finding.code.name(),
            data(&message)
        )
    }
}

/// A file that could not be read at all, in the same three forms.
pub mod unreadable {
    use super::{Value, data, json};

    pub fn short(why: &str) -> String {
        format!("error: {why}")
    }

    pub fn json(path: &str, why: &str) -> Value {
        json!({ "file": path, "severity": "error", "code": "unreadable", "message": why })
    }

    pub fn github(why: &str) -> String {
        format!("::error title=unreadable::{}", data(why))
    }
}

/// What stands behind the second `::` of a workflow command.
fn data(text: &str) -> String {
    text.replace('%', "%25")
        .replace('\r', "%0D")
        .replace('\n', "%0A")
}

/// What stands in a property of a workflow command.
fn property(text: &str) -> String {
    data(text).replace(':', "%3A").replace(',', "%2C")
}

/// A document of JSON on its way to a terminal: whatever could hide there or drive it is escaped, so
/// that it reads back unchanged.
pub fn harmless(document: &str) -> Cow<'_, str> {
    if document.is_ascii() {
        return Cow::Borrowed(document);
    }
    let mut text = String::with_capacity(document.len());
    let mut units = [0; 2];
    for c in document.chars() {
        let mut utf8 = [0; 4];
        let shown: &str = c.encode_utf8(&mut utf8);
        if c.is_ascii() || clean(shown) == shown {
            text.push(c);
            continue;
        }
        for unit in c.encode_utf16(&mut units) {
            text.push_str("\\u");
            for shift in [12, 8, 4, 0] {
                let digit = u32::from(*unit >> shift) & 0xf;
                text.extend(char::from_digit(digit, 16));
            }
        }
    }
    Cow::Owned(text)
}
