//! How a value is written: as the format has it, and like what it replaces where that is possible.

use std::fmt::Write as _;

use crate::domain::format::value::Datum;
use crate::domain::when::{Period, When};

/// A value as it is written in the file. `key` is whose value it is, `like` what stands there or in a
/// neighbour.
pub(super) fn value(key: &str, value: &Datum, like: Option<&str>) -> String {
    match value {
        Datum::Text(text) => string(text.raw(), like),
        Datum::Word(word) => string(word, like),
        Datum::Id(id) => string(id, like),
        Datum::Date(when) => date(*when, like),
        Datum::Count(count) => grouped(&count.to_string(), like),
        Datum::Number(number) => number.to_string(),
        Datum::Flag(flag) => flag.to_string(),
        Datum::Texts(texts) => {
            let first = like.map(|like| like.trim_start_matches(['[', ' ']));
            let texts: Vec<_> = texts.iter().map(|text| string(text.raw(), first)).collect();
            format!("[{}]", texts.join(", "))
        }
        Datum::Ids(ids) => {
            let like = like.map(str::trim_start);
            let is_array = like.is_some_and(|like| like.starts_with('[') && !like.contains(','));
            let first = like.map(|like| like.trim_start_matches(['[', ' ']));
            match ids.as_slice() {
                [id] if is_alone(key) && !is_array => string(id, first),
                ids => {
                    let ids: Vec<_> = ids.iter().map(|id| string(id, first)).collect();
                    format!("[{}]", ids.join(", "))
                }
            }
        }
    }
}

/// The keys that usually name one source and are not an array then.
fn is_alone(key: &str) -> bool {
    key.ends_with("source")
}

/// Text in quotes: in single ones if the old text had such and the new one allows it. Single quotes that only
/// avoid a backslash say nothing about the style of the file.
pub(super) fn string(text: &str, like: Option<&str>) -> String {
    let was_literal =
        like.is_some_and(|like| like.starts_with('\'') && !like.contains(['"', '\\']));
    let may_be_literal = !text.contains(|c: char| c == '\'' || c.is_control());
    if was_literal && may_be_literal {
        return format!("'{text}'");
    }
    let mut written = String::with_capacity(text.len() + 2);
    written.push('"');
    for c in text.chars() {
        match c {
            '"' | '\\' => written.extend(['\\', c]),
            '\n' => written.push_str("\\n"),
            '\t' => written.push_str("\\t"),
            '\0'..='\u{1f}' | '\u{7f}' => {
                // Writing to a String cannot fail.
                let _ = write!(written, "\\u{:04x}", c as u32);
            }
            _ => written.push(c),
        }
    }
    written.push('"');
    written
}

/// Only a full day goes without quotes; one that had them keeps them.
fn date(when: When, like: Option<&str>) -> String {
    let quoted = like.and_then(|like| like.strip_prefix(['"', '\'']));
    let quoted = quoted.and_then(|like| like.strip_suffix(['"', '\'']));
    let was_day = quoted.is_some_and(|like| matches!(like.parse(), Ok(When::In(Period::Day(_)))));
    match when {
        When::At(moment) if quoted.is_none() => moment.to_string(),
        When::In(Period::Day(day)) if !was_day => day.to_string(),
        when => string(&when.to_string(), like),
    }
}

/// Digits in groups of three, if those before were: `2_800`.
fn grouped(digits: &str, like: Option<&str>) -> String {
    if !like.is_some_and(|like| like.contains('_')) {
        return digits.to_owned();
    }
    let mut written = String::with_capacity(digits.len() + digits.len() / 3);
    for (place, digit) in digits.chars().enumerate() {
        if place > 0 && (digits.len() - place).is_multiple_of(3) {
            written.push('_');
        }
        written.push(digit);
    }
    written
}

/// A key, bare where it can be.
pub(super) fn key(key: &str) -> String {
    let is_bare = |byte: u8| byte.is_ascii_alphanumeric() || b"_-".contains(&byte);
    if !key.is_empty() && key.bytes().all(is_bare) {
        key.to_owned()
    } else {
        string(key, None)
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::domain::file::span::{At, Span};

    #[test]
    fn the_quotes_stay_where_the_text_allows_it() {
        assert_eq!(string("a\\b", Some("'x'")), "'a\\b'");
        assert_eq!(string("it's", Some("'x'")), "\"it's\"");
        assert_eq!(
            string("say \"no\"\\", Some("\"x\"")),
            "\"say \\\"no\\\"\\\\\""
        );
        assert_eq!(string("\u{1}\t\u{7f}", None), "\"\\u0001\\t\\u007f\"");
    }

    #[test]
    fn only_a_day_goes_without_quotes() {
        let written = |text: &str, like: Option<&str>| date(text.parse().unwrap(), like);
        assert_eq!(written("5 января 2027", None), "2027-01-05");
        assert_eq!(written("2027-01-05", Some("\"2027\"")), "2027-01-05");
        assert_eq!(written("2027-01-05", Some("'2026-01-05'")), "'2027-01-05'");
        assert_eq!(written("I квартал 2027", Some("2026-01-05")), "\"2027-Q1\"");
        assert_eq!(written("2027", Some("2026")), "\"2027\"");
    }

    #[test]
    fn groups_of_digits_stay() {
        assert_eq!(grouped("12500", Some("2_800")), "12_500");
        assert_eq!(grouped("125", Some("2_800")), "125");
        assert_eq!(grouped("12500", Some("2800")), "12500");
    }

    #[test]
    fn one_source_stands_alone_unless_there_was_an_array() {
        let ids = |ids: &[&str]| {
            let id = |id: &&str| At::new((*id).into(), Span::default());
            Datum::Ids(ids.iter().map(id).collect())
        };
        assert_eq!(value("source", &ids(&["a"]), None), "\"a\"");
        assert_eq!(value("source", &ids(&["a"]), Some("[ 'b' ]")), "['a']");
        assert_eq!(value("sources", &ids(&["a"]), None), "[\"a\"]");
        assert_eq!(
            value("status_source", &ids(&["a", "b"]), Some("'x'")),
            "['a', 'b']"
        );
    }
}
