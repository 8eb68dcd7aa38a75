//! The JSON Schema for editors, held against the decoder's own list of keys and keywords.
#![allow(clippy::unwrap_used, clippy::expect_used, reason = "a test may panic")]

use std::collections::BTreeMap;

use roscope::cli::SCHEMA;
use roscope::storage::{Key, Kind, tables};
use serde_json::{Value, json};

fn schema() -> Value {
    serde_json::from_str(SCHEMA).unwrap()
}

fn keys() -> BTreeMap<&'static str, Vec<Key>> {
    tables().into_iter().collect()
}

/// Compares one table of the schema with the keys that the decoder asks for, and all tables in it.
fn compare(path: &str, schema: &Value, keys: &[Key], tables: &BTreeMap<&str, Vec<Key>>) {
    assert_eq!(schema["type"], "object", "{path}");
    assert_eq!(
        schema["additionalProperties"], false,
        "{path}: unknown keys are errors"
    );
    assert!(schema["description"].is_string(), "{path}");

    let properties = schema["properties"].as_object().unwrap();
    let mut ours: Vec<&str> = keys.iter().map(|key| key.name).collect();
    let mut theirs: Vec<&str> = properties.keys().map(String::as_str).collect();
    ours.sort_unstable();
    theirs.sort_unstable();
    assert_eq!(theirs, ours, "the keys of {path}");

    let required = |key: &&Key| key.required;
    let mut ours: Vec<&str> = keys.iter().filter(required).map(|key| key.name).collect();
    let theirs = schema["required"].as_array().unwrap();
    let mut theirs: Vec<&str> = theirs.iter().map(|key| key.as_str().unwrap()).collect();
    ours.sort_unstable();
    theirs.sort_unstable();
    assert_eq!(theirs, ours, "what {path} must have");

    for key in keys {
        let path = format!("{path}.{}", key.name);
        let value = &properties[key.name];
        assert!(
            value["description"]
                .as_str()
                .is_some_and(|text| text.len() > 5),
            "{path}"
        );
        compare_value(&path, value, key.kind, tables);
    }
}

fn compare_value(path: &str, schema: &Value, kind: Kind, tables: &BTreeMap<&str, Vec<Key>>) {
    let of = |name: &str| tables[name].as_slice();
    let last = path.rsplit('.').next().unwrap();
    match kind {
        Kind::Text | Kind::Id => assert_eq!(schema["type"], "string", "{path}"),
        Kind::Ids => {
            let forms = schema["anyOf"].as_array().unwrap();
            let types: Vec<&Value> = forms.iter().map(|form| &form["type"]).collect();
            assert_eq!(types, ["string", "array"], "{path}");
        }
        Kind::When | Kind::Period => {
            let forms = schema["anyOf"].as_array().unwrap();
            assert_eq!(
                forms[0],
                json!({ "type": "string", "format": "date" }),
                "{path}"
            );
            let allows_open = forms[1]["pattern"].as_str().unwrap().contains("NET");
            assert_eq!(allows_open, matches!(kind, Kind::When), "{path}");
            assert_eq!(forms[2]["type"], "integer", "{path}");
        }
        Kind::Count => assert_eq!(schema["type"], "integer", "{path}"),
        Kind::Number => assert_eq!(schema["type"], "number", "{path}"),
        Kind::Flag => assert_eq!(schema["type"], "boolean", "{path}"),
        Kind::Keyword(words) => assert_eq!(schema["enum"], json!(words()), "{path}"),
        Kind::Table(name) => compare(path, schema, of(name), tables),
        Kind::Section => compare(path, schema, of(last), tables),
        Kind::Tables(name) => {
            assert_eq!(schema["type"], "array", "{path}");
            compare(path, &schema["items"], of(name), tables);
        }
        Kind::Entries => {
            assert_eq!(schema["type"], "array", "{path}");
            compare(path, &schema["items"], of(last), tables);
        }
        Kind::Registry => {
            assert_eq!(schema["type"], "object", "{path}");
            compare(path, &schema["additionalProperties"], of(last), tables);
        }
    }
}

#[test]
fn the_schema_has_the_keys_and_keywords_of_the_decoder() {
    let tables = keys();
    compare("file", &schema(), &tables[""], &tables);
}

#[test]
fn editors_need_no_reference_to_be_followed() {
    assert!(!SCHEMA.contains("$ref"));
    assert_eq!(
        schema()["$schema"],
        "http://json-schema.org/draft-07/schema#"
    );
}

#[test]
fn every_canonical_date_fits_the_pattern_and_nonsense_does_not() {
    let schema = schema();
    let milestone = &schema["properties"]["milestone"]["items"]["properties"];
    let pattern = |key: &Value| {
        let pattern = key["anyOf"][1]["pattern"].as_str().unwrap();
        regex_lite::Regex::new(pattern).unwrap()
    };
    let said = pattern(&milestone["statements"]["items"]["properties"]["said"]);
    let when = pattern(&milestone["statements"]["items"]["properties"]["when"]);
    for date in [
        "2026-03-31",
        "2026-03",
        "2026-Q1",
        "2026-H1",
        "2026",
        "early 2026",
        "2030s",
    ] {
        assert_eq!(
            date.parse::<roscope::domain::when::When>()
                .unwrap()
                .to_string(),
            date
        );
        assert!(said.is_match(date) && when.is_match(date), "{date}");
    }
    for date in [
        "NET 2029",
        "NLT 2030-Q1",
        "~2026-03",
        "2025-12/2026-01",
        "TBD",
    ] {
        assert_eq!(
            date.parse::<roscope::domain::when::When>()
                .unwrap()
                .to_string(),
            date
        );
        assert!(!said.is_match(date) && when.is_match(date), "{date}");
    }
    for nonsense in [
        "", "soon", "2026-Q5", "2026-13", "2026-3", "NET", "NET TBD", "2026/",
    ] {
        assert!(!when.is_match(nonsense), "{nonsense}");
    }
}

#[test]
fn the_shipped_catalogue_names_the_schema_on_its_first_line() {
    let first = roscope::storage::BUILT_IN.lines().next().unwrap();
    assert_eq!(first, "#:schema ./assets/programs.schema.json");
}
