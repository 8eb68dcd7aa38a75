//! The JSON Schemas, of the file for editors and of the export, are written from the list of the format:
//! `UPDATE=1 cargo test --test schema`. Of the export only what is computed is described by hand, in
//! `tests/fixtures/export.computed.json`. A program of its own: it writes them while the others do not build yet.
#![allow(clippy::unwrap_used, clippy::expect_used, reason = "a test may panic")]

use std::fs;

use roscope::cli::SCHEMA;
use roscope::domain::catalogue::{
    Constellation, Count, Fact, Flights, LaunchGoal, Launches, Milestone, Orbit, Piece, Plan,
    Programme, Project, Reach, Source, Speaker, Statement, Vehicle,
};
use roscope::domain::format::value::{MOST, Shape, Value as Leaf};
use roscope::domain::format::{Key, Numbers, Record, Role, See};
use roscope::domain::when::YEARS;
use serde_json::{Map, Value, json};

/// Compares a schema with its file, or writes it there.
fn hold(path: &str, schema: &Value) {
    let written = serde_json::to_string_pretty(schema).unwrap() + "\n";
    if std::env::var_os("UPDATE").is_some() {
        fs::write(path, written).unwrap();
    } else {
        assert!(
            fs::read_to_string(path).unwrap() == written,
            "{path} is not that of the format: UPDATE=1 cargo test --test schema"
        );
    }
}

#[test]
fn the_schema_for_editors_is_that_of_the_format() {
    hold("assets/programs.schema.json", &of_file());
}

#[test]
fn the_schema_of_the_export_is_that_of_the_format() {
    hold("assets/export.schema.json", &of_export());
}

/// The schema of `programs.toml`.
fn of_file() -> Value {
    let entries = |about: &str, items: Value| json!({ "description": about, "type": "array", "items": items });
    json!({
        "$schema": "http://json-schema.org/draft-07/schema#",
        "title": "programs.toml of roscope",
        "description": "Russia's space programme as a ledger of sourced statements. `roscope check` says more than this schema can: ids that lead nowhere, dates that do not fit together.",
        "x-tombi-toml-version": "v1.0.0",
        "type": "object",
        "additionalProperties": false,
        "required": ["programme"],
        "properties": {
            "programme": table::<Programme>("programme"),
            "project": entries("The federal projects, one [[project]] each.", table::<Project>("project")),
            "vehicle": entries("The launch vehicles, one [[vehicle]] each.", table::<Vehicle>("vehicle")),
            "constellation": entries("The constellations, one [[constellation]] each.", table::<Constellation>("constellation")),
            "milestone": entries("The milestones, one [[milestone]] each.", table::<Milestone>("milestone")),
            "speaker": {
                "description": "The registry of speakers, one [speaker.ID] each.",
                "type": "object",
                "additionalProperties": table::<Speaker>("speaker"),
            },
            "source": {
                "description": "The registry of sources, one [source.ID] each, at the end of the file.",
                "type": "object",
                "additionalProperties": table::<Source>("source"),
            },
        },
    })
}

/// A table of the file; `what` is its name where it stands.
fn table<R: Record>(what: &str) -> Value {
    let mut keys = OfFile {
        is_target: what == "target",
        must: Vec::new(),
        properties: Map::new(),
    };
    R::default().each(&mut keys);
    let mut table = json!({
        "description": R::ABOUT,
        "type": "object",
        "additionalProperties": false,
        "required": keys.must,
        "properties": keys.properties,
    });
    let required = |names: &[&str]| {
        names
            .iter()
            .map(|name| json!({ "required": [name] }))
            .collect()
    };
    match R::NUMBERS {
        Numbers::Any => {}
        Numbers::Some(names) => table["anyOf"] = required(names),
        Numbers::One(names) => table["oneOf"] = required(names),
    }
    table
}

struct OfFile {
    is_target: bool,
    must: Vec<&'static str>,
    properties: Map<String, Value>,
}

impl OfFile {
    fn push(&mut self, key: &Key, schema: Value) {
        if key.role == Role::OfTarget && !self.is_target {
            return;
        }
        self.must.extend(key.must.then_some(key.name));
        self.properties.insert(key.name.to_owned(), schema);
    }
}

/// A key as editors show it.
fn described(about: &str, mut schema: Value) -> Value {
    schema["description"] = about.into();
    schema
}

const DAY: &str = "A full day stands without quotes: 2026-03-31. Anything less sharp is quoted: \"2026-03\", \"2026-Q1\", \"2026-H1\", \"2026\"";
const MOMENT: &str = "A day may have its time, with its offset: 2026-11-24T05:03:00Z";
const WINDOW: &str = "\"2030s\", \"early 2026\", \"mid 2026\", \"late 2026\", \"2025-12/2026-01\", \"~2026-03\" (about), \"NET 2029\" (no earlier than), \"NLT 2030\" (no later than), \"TBD\" (no date at all)";

impl<'a> See<'a> for OfFile {
    fn value<V: Leaf>(&mut self, key: &'static Key, _: &'a V) {
        let about = match V::SHAPE {
            Shape::When => format!("{}. {DAY}, {WINDOW}. {MOMENT}.", key.about),
            Shape::Period => format!("{}. {DAY}.", key.about),
            _ => key.about.to_owned(),
        };
        let schema = described(&about, written(V::SHAPE, key.must));
        self.push(key, schema);
    }

    fn table<R: Record>(&mut self, key: &'static Key, _: &'a Option<R>) {
        self.push(key, table::<R>(key.label));
    }

    fn list<R: Record>(&mut self, key: &'static Key, _: &'a [R]) {
        let list = json!({ "type": "array", "items": table::<R>(key.label) });
        self.push(key, described(&format!("{}.", key.about), list));
    }
}

/// How a value is written in the file.
fn written(shape: Shape, must: bool) -> Value {
    let period = r"(\d{4}(-(0[1-9]|1[0-2])(-(0[1-9]|[12]\d|3[01]))?|-Q[1-4]|-H[12])?|(early|mid|late) \d{4}|\d{3}0s)";
    let date = |pattern: String| {
        json!({ "anyOf": [
            { "type": "string", "format": "date" },
            { "type": "string", "pattern": pattern },
            { "type": "integer", "minimum": YEARS.start(), "maximum": YEARS.end() },
        ] })
    };
    let text = json!({ "type": "string", "minLength": 1 });
    match shape {
        Shape::Text => text,
        Shape::Id => {
            json!({ "type": "string", "pattern": "^[a-z0-9]+(-[a-z0-9]+)*$", "maxLength": 80 })
        }
        Shape::Ids => {
            let mut list = json!({ "type": "array", "items": text });
            if must {
                list["minItems"] = 1.into();
            }
            json!({ "anyOf": [text, list] })
        }
        Shape::Texts => json!({ "anyOf": [text, { "type": "array", "items": text }] }),
        Shape::When => {
            let mut when = date(format!("^(TBD|(NET |NLT |~)?{period}|{period}/{period})$"));
            let moment = json!({ "type": "string", "format": "date-time" });
            when["anyOf"].as_array_mut().unwrap().push(moment);
            when
        }
        Shape::Period => date(format!("^{period}$")),
        Shape::Count => json!({ "type": "integer", "minimum": 0, "maximum": MOST }),
        Shape::Number => json!({ "type": "number", "minimum": 0, "maximum": MOST }),
        Shape::Flag => json!({ "type": "boolean" }),
        Shape::Word(words) => json!({ "enum": words() }),
    }
}

/// The schema of `roscope export --format json`.
fn of_export() -> Value {
    let text = fs::read_to_string("tests/fixtures/export.computed.json").unwrap();
    let mut schema: Value = serde_json::from_str(&text).unwrap();
    let definitions = schema["definitions"].as_object_mut().unwrap();
    // What is computed of an entry of any kind but a milestone.
    let of_entry = definitions.remove("entry").unwrap();
    for name in [Project::NAME, Vehicle::NAME, Constellation::NAME] {
        definitions.insert(name.to_owned(), of_entry.clone());
    }
    let programme = definitions[Programme::NAME]["properties"]
        .as_object_mut()
        .unwrap();
    programme.extend(of_entry["properties"].as_object().unwrap().clone());
    define::<Programme>(definitions);
    define::<Project>(definitions);
    define::<Vehicle>(definitions);
    define::<Constellation>(definitions);
    define::<Milestone>(definitions);
    define::<Reach>(definitions);
    define::<Launches>(definitions);
    define::<LaunchGoal>(definitions);
    define::<Piece>(definitions);
    define::<Speaker>(definitions);
    define::<Source>(definitions);
    define::<Fact>(definitions);
    define::<Flights>(definitions);
    define::<Orbit>(definitions);
    define::<Count>(definitions);
    define::<Plan>(definitions);
    define::<Statement>(definitions);
    schema
}

/// The object of a record: what is recorded, and what is computed beside it or instead of it.
fn define<R: Record>(definitions: &mut Map<String, Value>) {
    let mut keys = OfExport::default();
    R::default().each(&mut keys);
    let computed = definitions.get(R::NAME).cloned().unwrap_or_default();
    if let Some(computed) = computed["properties"].as_object() {
        keys.0.extend(computed.clone());
    }
    let about = computed["description"].as_str().unwrap_or(R::ABOUT);
    let object = json!({
        "type": "object",
        "description": about,
        "required": keys.0.keys().collect::<Vec<_>>(),
        "properties": keys.0,
        "additionalProperties": false,
    });
    definitions.insert(R::NAME.to_owned(), object);
}

#[derive(Default)]
struct OfExport(Map<String, Value>);

impl<'a> See<'a> for OfExport {
    fn value<V: Leaf>(&mut self, key: &'static Key, _: &'a V) {
        let may_be_null = V::default().datum().is_none();
        let simple = |name: &str| {
            if may_be_null {
                json!({ "type": [name, "null"] })
            } else {
                json!({ "type": name })
            }
        };
        let schema = match V::SHAPE {
            Shape::Text | Shape::Id | Shape::Period => simple("string"),
            Shape::Count => simple("integer"),
            Shape::Number => simple("number"),
            Shape::Flag => json!({ "type": "boolean" }),
            Shape::Ids | Shape::Texts => json!({ "type": "array", "items": { "type": "string" } }),
            Shape::When if may_be_null => or_null("when"),
            Shape::When => json!({ "$ref": "#/definitions/when" }),
            Shape::Word(words) => {
                let words = words().into_iter().map(Value::from);
                let null = may_be_null.then_some(Value::Null);
                json!({ "enum": words.chain(null).collect::<Vec<_>>() })
            }
        };
        let name = key.exported().into_owned();
        self.0.insert(name, described(key.about, schema));
    }

    fn table<R: Record>(&mut self, key: &'static Key, _: &'a Option<R>) {
        let schema = described(key.about, or_null(R::NAME));
        self.0.insert(key.name.to_owned(), schema);
    }

    fn list<R: Record>(&mut self, key: &'static Key, _: &'a [R]) {
        let items = json!({ "$ref": format!("#/definitions/{}", R::NAME) });
        let list = json!({ "type": "array", "items": items });
        self.0
            .insert(key.name.to_owned(), described(key.about, list));
    }
}

fn or_null(name: &str) -> Value {
    json!({ "anyOf": [{ "$ref": format!("#/definitions/{name}") }, { "type": "null" }] })
}

#[test]
fn editors_need_no_reference_to_be_followed() {
    assert!(!SCHEMA.contains("$ref"));
}

#[test]
fn every_canonical_date_fits_the_pattern_and_nonsense_does_not() {
    let pattern = |shape| {
        let schema = written(shape, false);
        let pattern = schema["anyOf"][1]["pattern"].as_str().unwrap();
        regex_lite::Regex::new(pattern).unwrap()
    };
    let (said, when) = (pattern(Shape::Period), pattern(Shape::When));
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
