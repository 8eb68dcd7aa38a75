//! A file, or a text with a name, to a sound catalogue or to the reasons why there is none.

use std::path::Path;
use std::str::Utf8Error;
use std::sync::Arc;

use super::decode::decode;
use super::open;
use crate::domain::file::loaded::{Snapshot, Unloadable};
use crate::domain::findings::diagnostic::{Code, Diagnostic, Findings, Report};
use crate::domain::findings::written::{Flaw, Remedy, Sight};

/// Reads the catalogue in a file, or in what is read once, such as a pipe.
pub fn load(path: &Path) -> Result<Snapshot, Unloadable> {
    let bytes = open::read_once(path).map_err(Unloadable::Unreadable)?;
    load_bytes(path, bytes)
}

/// Reads the bytes of a file, by the rules for a catalogue.
pub fn read(path: &Path) -> Result<Vec<u8>, String> {
    open::read(path).map(|opened| opened.bytes)
}

/// The same of what can be read only once, such as a pipe.
pub fn read_once(path: &Path) -> Result<Vec<u8>, String> {
    open::read_once(path)
}

/// Reads a catalogue from a text that has a name, such as the one that is built in.
pub fn load_text(name: &Path, text: impl Into<Arc<str>>) -> Result<Snapshot, Unloadable> {
    let text = text.into();
    match decode(&text) {
        Ok(checked) => Ok(Snapshot {
            catalogue: checked.catalogue,
            report: Report::new(name, text, checked.warnings),
        }),
        Err(findings) => Err(Unloadable::Invalid(Report::new(name, text, findings))),
    }
}

/// Reads a catalogue from bytes that have a name.
pub fn load_bytes(name: &Path, bytes: Vec<u8>) -> Result<Snapshot, Unloadable> {
    match String::from_utf8(bytes) {
        Ok(text) => load_text(name, text),
        Err(error) => {
            let fault = no_utf8(error.as_bytes(), error.utf8_error());
            let text = String::from_utf8_lossy(error.as_bytes()).into();
            let mut findings = Findings::default();
            findings.push(fault);
            Err(Unloadable::Invalid(Report::new(name, text, findings)))
        }
    }
}

/// The fault lies where the text stops being UTF-8; what is before it stands unchanged in the lossy
/// text, so the place is the same there.
fn no_utf8(bytes: &[u8], error: Utf8Error) -> Diagnostic {
    let start = error.valid_up_to();
    let byte = bytes.get(start).copied().unwrap_or_default();
    let place = (start..start + char::REPLACEMENT_CHARACTER.len_utf8()).into();
    let is_utf16 = matches!(bytes, [0xff, 0xfe, ..] | [0xfe, 0xff, ..]);
    Diagnostic::new(Code::Encoding, place, Flaw::NotUtf8)
        .label(Sight::Byte(byte))
        .note(Remedy::SaveAsUtf8 { is_utf16 })
}

#[cfg(test)]
mod tests {
    use super::*;

    const SAMPLE: &str = include_str!("../../tests/fixtures/sample.toml");

    fn report(bytes: &[u8]) -> Report {
        match load_bytes(Path::new("a.toml"), bytes.to_vec()) {
            Err(Unloadable::Invalid(report)) => report,
            other => panic!("{other:?}"),
        }
    }

    #[test]
    fn a_byte_order_mark_and_dos_line_ends_are_no_trouble() {
        let marked = format!("\u{feff}{}", SAMPLE.replace('\n', "\r\n"));
        let snapshot = load_text(Path::new("a.toml"), marked).unwrap();
        assert_eq!(
            snapshot.report.counts,
            crate::domain::findings::diagnostic::Counts::default()
        );
        assert_eq!(snapshot.catalogue.milestones().len(), 12);
    }

    #[test]
    fn text_that_is_not_utf_8_has_a_line_and_a_column() {
        let report = report(
            "[programme]\nname = \"Имя \u{c3}\""
                .replace('\u{c3}', "\u{1}")
                .as_bytes(),
        );
        assert_eq!(report.diagnostics[0].code, Code::Syntax);

        let mut bytes = "[programme]\nname = \"Имя ".as_bytes().to_vec();
        bytes.extend(*b"\xcd\xee\"\n");
        let report = self::report(&bytes);
        let finding = &report.diagnostics[0];
        assert_eq!(finding.code, Code::Encoding);
        assert_eq!(report.line_column(finding.at.span), (2, 13));
        assert!(report.text.is_char_boundary(finding.at.span.end as usize));
    }

    #[test]
    fn an_empty_file_lacks_its_programme() {
        for empty in ["", "\u{feff}", "\n\n", "# nothing\n"] {
            let report = report(empty.as_bytes());
            let codes: Vec<Code> = report.diagnostics.iter().map(|found| found.code).collect();
            assert_eq!(codes, [Code::MissingKey], "{empty:?}");
        }
    }
}
