//! What leaves through `roscope export`: the JSON against its schema, the tables, the calendar, the page.
#![allow(clippy::unwrap_used, clippy::expect_used, reason = "a test may panic")]

use std::fs;
use std::path::Path;
use std::process::Command;

use roscope::cli::EXPORT_SCHEMA;
use serde_json::Value;

const SAMPLE: &str = "tests/fixtures/sample.toml";

fn run(arguments: &[&str]) -> (i32, String, String) {
    let output = Command::new(env!("CARGO_BIN_EXE_roscope"))
        .args(arguments)
        .output()
        .unwrap();
    let text = |bytes: Vec<u8>| String::from_utf8(bytes).unwrap();
    (
        output.status.code().unwrap(),
        text(output.stdout),
        text(output.stderr),
    )
}

fn export(catalogue: &str, format: &str, more: &[&str]) -> String {
    let fixed = [
        "export",
        "--catalogue",
        catalogue,
        "--as-of",
        "2026-11-20",
        "--format",
        format,
    ];
    let (code, out, err) = run(&[&fixed, more].concat());
    assert_eq!((code, err.as_str()), (0, ""), "{format}");
    out
}

/// Holds a value against a schema. It knows the words that ours uses, and no others.
fn fit(path: &str, value: &Value, schema: &Value, root: &Value) -> Result<(), String> {
    let wrong = |what: &str| Err(format!("{path}: {what}: {value}"));
    for (word, wanted) in schema.as_object().unwrap() {
        match word.as_str() {
            "$schema" | "title" | "description" | "definitions" | "additionalProperties" => {}
            "$ref" => {
                let name = wanted
                    .as_str()
                    .unwrap()
                    .strip_prefix("#/definitions/")
                    .unwrap();
                fit(path, value, &root["definitions"][name], root)?;
            }
            "anyOf" => {
                let forms = wanted.as_array().unwrap().iter();
                let errors: Vec<String> = forms
                    .clone()
                    .filter_map(|form| fit(path, value, form, root).err())
                    .collect();
                if errors.len() == forms.len() {
                    return Err(errors.join("; "));
                }
            }
            "type" => {
                let is = |name: &Value| match name.as_str().unwrap() {
                    "object" => value.is_object(),
                    "array" => value.is_array(),
                    "string" => value.is_string(),
                    "integer" => value.is_i64() || value.is_u64(),
                    "number" => value.is_number(),
                    "boolean" => value.is_boolean(),
                    "null" => value.is_null(),
                    other => panic!("{other}"),
                };
                let fits = wanted
                    .as_array()
                    .map_or_else(|| is(wanted), |all| all.iter().any(is));
                if !fits {
                    return wrong(&format!("is no {wanted}"));
                }
            }
            "const" => {
                if value != wanted {
                    return wrong(&format!("is not {wanted}"));
                }
            }
            "enum" => {
                if !wanted.as_array().unwrap().contains(value) {
                    return wrong("is no word of the list");
                }
            }
            "format" => {
                assert_eq!(wanted, "date");
                if value
                    .as_str()
                    .is_some_and(|day| day.parse::<chrono::NaiveDate>().is_err())
                {
                    return wrong("is no day");
                }
            }
            "items" => {
                for (place, item) in value.as_array().into_iter().flatten().enumerate() {
                    fit(&format!("{path}[{place}]"), item, wanted, root)?;
                }
            }
            "properties" => {
                assert_eq!(schema["additionalProperties"], false);
                for (key, inner) in value.as_object().into_iter().flatten() {
                    let Some(known) = wanted.get(key) else {
                        return wrong(&format!("has a key that the schema has not: {key}"));
                    };
                    fit(&format!("{path}.{key}"), inner, known, root)?;
                }
            }
            "required" => {
                for key in wanted.as_array().unwrap() {
                    if value.is_object() && value.get(key.as_str().unwrap()).is_none() {
                        return wrong(&format!("lacks {key}"));
                    }
                }
            }
            other => panic!("the schema uses {other}, which nobody checks"),
        }
    }
    Ok(())
}

#[test]
fn the_json_is_as_its_schema_says() {
    let schema: Value = serde_json::from_str(EXPORT_SCHEMA).unwrap();
    for catalogue in [SAMPLE, "programs.toml"] {
        let document: Value = serde_json::from_str(&export(catalogue, "json", &[])).unwrap();
        fit("", &document, &schema, &schema).unwrap();

        let mut broken = document.clone();
        broken["milestones"][0]["when"]["last_day"] = "2026-13-01".into();
        let why = fit("", &broken, &schema, &schema).unwrap_err();
        assert!(
            why.contains(".milestones[0].when.last_day: is no day"),
            "{why}"
        );
        broken = document;
        broken["projects"][0]["extra"] = 1.into();
        let why = fit("", &broken, &schema, &schema).unwrap_err();
        assert!(
            why.contains("has a key that the schema has not: extra"),
            "{why}"
        );
    }
}

#[test]
fn a_filter_chooses_and_what_is_computed_stands_beside_what_is_recorded() {
    let text = export(SAMPLE, "json", &["sokol-5-second | forum"]);
    let document: Value = serde_json::from_str(&text).unwrap();
    assert_eq!(document["filter"], "sokol-5-second | forum");
    let [milestone] = document["milestones"].as_array().unwrap().as_slice() else {
        panic!("{text}");
    };
    assert_eq!(milestone["id"], "sokol-5-second-flight");
    assert_eq!(milestone["status"], "planned");
    assert_eq!(milestone["dates_say"], "overdue");
    assert_eq!(milestone["days_overdue"], 51);
    assert_eq!(milestone["slip_since_first"]["months"], 6);
    assert_eq!(document["sources"][0]["id"], "forum-undated");
}

#[test]
fn the_calendar_holds_what_is_known_to_the_month() {
    let calendar = export(SAMPLE, "ics", &[]);
    assert!(calendar.starts_with("BEGIN:VCALENDAR\r\nVERSION:2.0\r\nPRODID:"));
    assert!(calendar.ends_with("END:VEVENT\r\nEND:VCALENDAR\r\n"));
    assert!(
        calendar
            .split("\r\n")
            .all(|line| line.len() <= 75 && !line.contains('\n'))
    );
    let events: Vec<&str> = calendar.split("BEGIN:VEVENT\r\n").skip(1).collect();
    assert_eq!(events.len(), 3);
    // It is done; its id was another one, and its UID is of the first.
    let maiden = events
        .iter()
        .find(|event| event.contains("Maiden flight"))
        .unwrap();
    for line in [
        "UID:sokol-5-first-flight@milestone.roscope\r\n",
        "SEQUENCE:11\r\n",
        "DTSTART;VALUE=DATE:20260430\r\nDTEND;VALUE=DATE:20260501\r\n",
        "STATUS:CONFIRMED\r\nTRANSP:TRANSPARENT\r\n",
    ] {
        assert!(maiden.contains(line), "{line} in {maiden}");
    }
    let service = events
        .iter()
        .find(|event| event.contains("northern route"))
        .unwrap();
    for line in [
        "SEQUENCE:6\r\n",
        "DTSTART;VALUE=DATE:20261201\r\nDTEND;VALUE=DATE:20270101\r\n",
        "STATUS:TENTATIVE\r\n",
    ] {
        assert!(service.contains(line), "{line} in {service}");
    }
    let coarse = export(SAMPLE, "ics", &["--coarse"]);
    assert_eq!(
        coarse.matches("BEGIN:VEVENT").count(),
        11,
        "all but the one without a date"
    );
    assert!(coarse.contains("SUMMARY:No earlier than: Luna-S2 launch\r\n"));
}

#[test]
fn an_event_keeps_its_uid_and_grows_with_each_statement() {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("later.toml");
    let before = fs::read_to_string(SAMPLE).unwrap();
    let last = "when = \"2026-12\", by = \"Petrov\", source = \"agency-2026-03-10\" },\n";
    let more = format!(
        "{last}  {{ said = 2026-11-01, when = \"2027-02\", by = \"Orlova\", source = \"agency-2026-05-01\" }},\n"
    );
    fs::write(&path, before.replace(last, &more)).unwrap();
    let later = export(path.to_str().unwrap(), "ics", &["severnet-service"]);
    let lines: Vec<&str> = later.lines().collect();
    assert!(lines.contains(&"UID:severnet-service@milestone.roscope"));
    assert!(lines.contains(&"SEQUENCE:9"));
    assert!(lines.contains(&"DTSTAMP:20261101T000000Z"));
    assert!(lines.contains(&"DTSTART;VALUE=DATE:20270201"));
}

#[test]
fn a_calendar_of_nothing_is_none() {
    let (code, out, err) = run(&[
        "export",
        "--catalogue",
        SAMPLE,
        "--format",
        "ics",
        "lunar-base",
    ]);
    assert_eq!((code, out.as_str()), (1, ""));
    assert!(
        err.starts_with("no milestone has a window of up to a month"),
        "{err}"
    );
}

#[test]
fn the_page_loads_nothing_and_escapes_everything() {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("hostile.toml");
    let hostile = "<script>alert(1)</script><img src=x onerror=alert(1)>";
    let text = fs::read_to_string(SAMPLE)
        .unwrap()
        .replace("Luna-S1 launch", hostile)
        .replace("before the new year", "\\\"><script>alert(2)</script>")
        .replace("https://example.org/2025/06/25", "javascript:alert(3)");
    fs::write(&path, text).unwrap();
    let page = export(path.to_str().unwrap(), "html", &[]);
    assert!(page.starts_with("<!DOCTYPE html>\n<html lang=\"en\">"));
    assert!(page.contains("name=\"viewport\"") && page.contains("prefers-color-scheme: dark"));
    assert!(page.contains("<svg") && page.contains("&lt;script&gt;alert(1)"));
    for never in [
        "<script",
        "<img",
        "<link",
        "<iframe",
        "javascript:",
        "onerror=alert(1)>",
        "url(",
    ] {
        assert!(!page.contains(never), "{never}");
    }
    let open = page.matches("<details>").count();
    assert_eq!(open, page.matches("</details>").count());
    assert!(page.contains("default-src 'none'"));
    let hostile = |c: char| (c.is_control() && c != '\n') || c == '\u{202e}';
    assert!(!page.contains(hostile));
}

#[test]
fn a_spreadsheet_gets_a_file_for_each_kind() {
    let folder = tempfile::tempdir().unwrap();
    let out = folder.path().join("tables");
    export(SAMPLE, "csv", &["--output", out.to_str().unwrap()]);
    let mut names: Vec<String> = fs::read_dir(&out)
        .unwrap()
        .map(|file| file.unwrap().file_name().into_string().unwrap())
        .collect();
    names.sort();
    assert_eq!(
        names.join(" "),
        "constellations.csv counts.csv facts.csv milestones.csv plans.csv projects.csv sources.csv \
         statements.csv vehicles.csv"
    );
    let statements = fs::read_to_string(out.join("statements.csv")).unwrap();
    assert_eq!(
        statements.lines().count(),
        24,
        "23 statements and the names"
    );
    assert!(statements.contains(
        "sokol-5-maiden-flight,2025-06-25,2025-12,2025-12-01,2025-12-31,Orlova,before the new year,later,12,-176,,agency-2025-06-25\r\n"
    ));
    let (code, _, err) = run(&["export", "--catalogue", SAMPLE, "--format", "csv"]);
    assert_eq!(code, 2);
    assert!(err.contains("needs a folder"), "{err}");
}

#[test]
fn a_file_is_written_whole_and_the_catalogue_is_spared() {
    let folder = tempfile::tempdir().unwrap();
    let catalogue = folder.path().join("programs.toml");
    fs::copy(SAMPLE, &catalogue).unwrap();
    let name = |path: &Path| path.to_str().unwrap().to_owned();
    let (code, _, err) = run(&[
        "export",
        "--catalogue",
        &name(&catalogue),
        "--format",
        "json",
        "-o",
        &name(&catalogue),
    ]);
    assert_eq!(code, 2);
    assert!(err.contains("is the catalogue itself"), "{err}");
    export(&name(&catalogue), "md", &["-o", &name(folder.path())]);
    let text = fs::read_to_string(folder.path().join("roscope.md")).unwrap();
    assert!(text.starts_with("# Sample programme to 2036\n"));
    let (code, _, err) = run(&[
        "export",
        "--catalogue",
        SAMPLE,
        "--format",
        "md",
        "-o",
        "no-such-folder/x.md",
    ]);
    assert_eq!(
        (code, err.as_str()),
        (
            1,
            "error: cannot write no-such-folder/x.md: there is no such folder\n"
        )
    );
    let left = fs::read_dir(folder.path()).unwrap().count();
    assert_eq!(left, 2, "nothing half written is left behind");
}
