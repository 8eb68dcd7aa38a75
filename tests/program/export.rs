//! What leaves through `roscope export`: the JSON against its schema, the tables, the calendar, the page.

use std::fs;
use std::path::Path;
use std::process::Command;

use crate::fixtures::SAMPLE_FILE;
use crate::run::{ROSCOPE, said};
use roscope::cli::EXPORT_SCHEMA;
use serde_json::{Value, json};

fn run(arguments: &[&str]) -> (i32, String, String) {
    said(&Command::new(ROSCOPE).args(arguments).output().unwrap())
}

/// What a command says that exports on the day of the sample.
fn exported(catalogue: &str, format: &str, more: &[&str]) -> (i32, String, String) {
    let fixed = [
        "export",
        "--catalogue",
        catalogue,
        "--as-of",
        "2026-11-20",
        "--format",
        format,
    ];
    run(&[&fixed, more].concat())
}

fn export(catalogue: &str, format: &str, more: &[&str]) -> String {
    let (code, out, err) = exported(catalogue, format, more);
    assert_eq!((code, err.as_str()), (0, ""), "{format}");
    out
}

/// An export into a file or a folder, which is named.
fn export_to(output: &Path, written: &Path, format: &str) {
    let (code, out, err) = exported(SAMPLE_FILE, format, &["--output", output.to_str().unwrap()]);
    let told = format!("written: {}\n", written.to_str().unwrap());
    assert_eq!((code, out.as_str(), err), (0, "", told), "{format}");
}

/// The sample with some texts replaced, each of which it holds once.
fn calendar_of(replaced: &[(&str, &str)], more: &[&str]) -> String {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("changed.toml");
    let mut text = fs::read_to_string(SAMPLE_FILE).unwrap();
    for (from, to) in replaced {
        assert_eq!(text.matches(from).count(), 1, "{from}");
        text = text.replace(from, to);
    }
    fs::write(&path, text).unwrap();
    export(path.to_str().unwrap(), "ics", more)
}

fn sequence(calendar: &str) -> u64 {
    let mut lines = calendar.lines();
    let number = lines.find_map(|line| line.strip_prefix("SEQUENCE:"));
    number.unwrap().parse().unwrap()
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
            "minItems" => {
                let least = wanted.as_u64().unwrap();
                if value
                    .as_array()
                    .is_some_and(|items| (items.len() as u64) < least)
                {
                    return wrong("has too few items");
                }
            }
            "maxItems" => {
                let most = wanted.as_u64().unwrap();
                if value
                    .as_array()
                    .is_some_and(|items| items.len() as u64 > most)
                {
                    return wrong("has too many items");
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
    for catalogue in [SAMPLE_FILE, "programs.toml"] {
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
    let text = export(SAMPLE_FILE, "json", &["sokol-5-second | forum"]);
    let document: Value = serde_json::from_str(&text).unwrap();
    assert_eq!(document["filter"], "sokol-5-second | forum");
    let [milestone] = document["milestones"].as_array().unwrap().as_slice() else {
        panic!("{text}");
    };
    assert_eq!(milestone["id"], "sokol-5-second-flight");
    assert_eq!(milestone["status"], "planned");
    assert_eq!(milestone["state"], "no-word");
    assert_eq!(milestone["verdict"], Value::Null);
    assert_eq!(milestone["days_overdue"], 51);
    assert_eq!(milestone["slip_since_first"]["months"], 6);
    assert_eq!(document["sources"][0]["id"], "forum-undated");
}

#[test]
fn the_calendar_holds_what_is_known_to_the_month() {
    let calendar = export(SAMPLE_FILE, "ics", &[]);
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
        "DTSTART;VALUE=DATE:20261201\r\nDTEND;VALUE=DATE:20270101\r\n",
        "STATUS:TENTATIVE\r\n",
    ] {
        assert!(service.contains(line), "{line} in {service}");
    }
    let coarse = export(SAMPLE_FILE, "ics", &["--coarse"]);
    assert_eq!(
        coarse.matches("BEGIN:VEVENT").count(),
        11,
        "all but the one without a date"
    );
    assert!(coarse.contains("SUMMARY:No earlier than: Luna-S2 launch\r\n"));
}

/// The last statement about the service, and its status.
const SERVICE: &str = "when = \"2026-12\", by = \"Petrov\", source = \"agency-2026-03-10\" },\n";
const SERVICE_PLANNED: &str = "needs = [\"severnet-100\"]\nstatus = \"planned\"\n";

fn service_also(when: &str) -> String {
    let more = format!("said = 2026-11-01, when = \"{when}\", source = \"agency-2026-05-01\"");
    format!("{SERVICE}  {{ {more} }},\n")
}

#[test]
fn an_event_keeps_its_uid_when_it_moves() {
    let later = calendar_of(
        &[(SERVICE, &service_also("2027-02"))],
        &["severnet-service"],
    );
    let lines: Vec<&str> = later.lines().collect();
    assert!(lines.contains(&"UID:severnet-service@milestone.roscope"));
    assert!(lines.contains(&"DTSTART;VALUE=DATE:20270201"));
}

#[test]
fn a_date_that_has_no_place_any_more_is_cancelled() {
    for when in ["2027", "TBD", "NET 2027"] {
        let calendar = calendar_of(&[(SERVICE, &service_also(when))], &["severnet-service"]);
        assert_eq!(calendar.matches("BEGIN:VEVENT").count(), 1, "{when}");
        for line in [
            "UID:severnet-service@milestone.roscope\r\n",
            "DTSTART;VALUE=DATE:20261201\r\nDTEND;VALUE=DATE:20270101\r\n",
            "SUMMARY:Service over the northern route (this date no longer stands)\r\n",
            "STATUS:CANCELLED\r\n",
        ] {
            assert!(calendar.contains(line), "{when}: {line} in {calendar}");
        }
    }
    // With the coarse ones, the year has its place.
    let coarse = calendar_of(
        &[(SERVICE, &service_also("2027"))],
        &["severnet-service", "--coarse"],
    );
    assert!(coarse.contains("DTSTART;VALUE=DATE:20270101\r\nDTEND;VALUE=DATE:20280101\r\n"));
    assert!(coarse.contains("STATUS:TENTATIVE\r\n"));
    let undated = calendar_of(
        &[(SERVICE, &service_also("TBD"))],
        &["severnet-service", "--coarse"],
    );
    assert!(undated.contains("STATUS:CANCELLED\r\n"));
}

#[test]
fn what_is_cancelled_takes_its_last_date_out_of_the_calendar() {
    let cancelled = SERVICE_PLANNED.replace("planned", "cancelled");
    for when in ["2027-02", "2027"] {
        let calendar = calendar_of(
            &[
                (SERVICE, &service_also(when)),
                (SERVICE_PLANNED, &cancelled),
            ],
            &["severnet-service"],
        );
        assert!(
            calendar.contains("SUMMARY:Service over the northern route (cancelled)\r\n"),
            "{when}: {calendar}"
        );
        assert!(calendar.contains("STATUS:CANCELLED\r\n"), "{when}");
    }
}

#[test]
fn a_sequence_grows_when_the_window_closes_and_still_with_the_next_statement() {
    let on = |catalogue: &str, day: &str| {
        let (code, out, err) = run(&[
            "export",
            "--catalogue",
            catalogue,
            "--as-of",
            day,
            "--format",
            "ics",
            "severnet-service",
        ]);
        assert_eq!((code, err.as_str()), (0, ""), "{day}");
        sequence(&out)
    };
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("later.toml");
    let later = service_also("2027-04").replace("2026-11-01", "2027-02-01");
    let text = fs::read_to_string(SAMPLE_FILE).unwrap();
    fs::write(&path, text.replace(SERVICE, &later)).unwrap();
    let grown = [
        on(SAMPLE_FILE, "2026-12-31"),
        on(SAMPLE_FILE, "2027-01-01"),
        on(path.to_str().unwrap(), "2027-02-01"),
    ];
    assert!(grown.is_sorted_by(|a, b| a < b), "{grown:?}");
}

#[test]
fn a_calendar_of_nothing_is_none() {
    let (code, out, err) = run(&[
        "export",
        "--catalogue",
        SAMPLE_FILE,
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
fn a_filter_that_nothing_fits_finds_nothing_in_every_format() {
    let folder = tempfile::tempdir().unwrap();
    for format in ["json", "csv", "md", "ics", "html"] {
        let output = folder
            .path()
            .join(if format == "csv" { "out" } else { "x" });
        let output = ["--output", output.to_str().unwrap()];
        let nothing = match format {
            "ics" => "no milestones fit \"zzzqq\"\n",
            _ => "nothing fits \"zzzqq\"\n",
        };
        for (filter, told) in [
            ("zzzqq", nothing),
            (
                "vehicle:sokol-6",
                "no vehicle is called `sokol-6`, did you mean sokol-1?\n",
            ),
        ] {
            let (code, out, err) =
                exported(SAMPLE_FILE, format, &[&[filter], &output[..]].concat());
            assert_eq!(
                (code, out.as_str(), err.as_str()),
                (1, "", told),
                "{format}"
            );
        }
    }
    assert_eq!(fs::read_dir(folder.path()).unwrap().count(), 0);
    // Something fits, and none of it is a milestone.
    let (code, _, err) = exported(SAMPLE_FILE, "ics", &["ermak", "weak"]);
    assert_eq!(
        (code, err.as_str()),
        (1, "no milestones fit \"ermak weak\"\n")
    );
}

#[test]
fn the_lists_of_a_filtered_document_name_nothing_that_it_does_not_hold() {
    let document = |filter: &[&str]| -> Value {
        serde_json::from_str(&export(SAMPLE_FILE, "json", filter)).unwrap()
    };
    let lists = |document: &Value| {
        let attention = &document["attention"];
        json!([
            document["next"],
            attention["no_word"],
            attention["impossible"],
            attention["disagreeing"],
            attention["conflicting"],
        ])
    };
    let squeeze = json!([{ "milestone": "severnet-service", "needs": "severnet-100" }]);
    let all = json!([
        ["severnet-service", "severnet-100", "pogoda-1-launch"],
        ["sokol-5-second-flight"],
        squeeze,
        ["moon-science"],
        ["programme", "sokol-5"],
    ]);
    assert_eq!(lists(&document(&[])), all);
    let networks = json!([
        ["severnet-service", "severnet-100", "pogoda-1-launch"],
        [],
        squeeze,
        [],
        ["programme"],
    ]);
    assert_eq!(lists(&document(&["project:orbital-networks"])), networks);
    // Two dates that cannot both hold are told where both are there.
    let service = json!([["severnet-service"], [], [], [], ["programme"]]);
    assert_eq!(lists(&document(&["severnet-service"])), service);
    let vehicle = json!([
        [],
        ["sokol-5-second-flight"],
        [],
        [],
        ["programme", "sokol-5"]
    ]);
    assert_eq!(lists(&document(&["vehicle:sokol-5"])), vehicle);
}

#[test]
fn the_page_loads_nothing_and_escapes_everything() {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("hostile.toml");
    let hostile = "<script>alert(1)</script><img src=x onerror=alert(1)>";
    let text = fs::read_to_string(SAMPLE_FILE)
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

/// The page of the sample, in which some texts are Russian.
fn page() -> String {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("russian.toml");
    let text = fs::read_to_string(SAMPLE_FILE)
        .unwrap()
        .replace("before the new year", "до конца года")
        .replace("name = \"Luna-S1 launch\"", "name = \"Пуск «Луны-С1»\"")
        .replace("publisher = \"Sample Paper\"", "publisher = \"Газета\"")
        .replace("title = \"Orlova on dates\"", "title = \"Орлова о сроках\"")
        .replace("by = \"Petrov\"", "by = \"Петров\"");
    fs::write(&path, text).unwrap();
    export(path.to_str().unwrap(), "html", &[])
}

#[test]
fn the_page_has_landmarks_heads_of_tables_and_a_way_to_scroll_with_the_keyboard() {
    let page = page();
    assert_eq!(page.matches("<main>").count(), 1);
    let heads: Vec<&str> = page
        .split("<th")
        .skip(1)
        .filter(|head| !head.starts_with("ead"))
        .collect();
    assert!(heads.len() > 20);
    for head in heads {
        assert!(
            head.starts_with(" scope=\"col\"") || head.starts_with(" scope=\"row\""),
            "{head:.60}"
        );
    }
    let wide: Vec<&str> = page.split("<div class=\"wide\"").skip(1).collect();
    assert!(
        wide.iter()
            .all(|wide| wide.starts_with(" role=\"group\" tabindex=\"0\" aria-label=\""))
    );
    assert!(
        page.contains("details::details-content"),
        "what is closed is printed all the same"
    );
}

#[test]
fn russian_on_the_page_says_that_it_is_russian() {
    let page = page();
    let is_russian = |c: char| ('а'..='я').contains(&c.to_lowercase().next().unwrap());
    assert!(page.chars().filter(|c| is_russian(*c)).count() > 100);
    // The languages of the elements that are open.
    let mut open: Vec<String> = Vec::new();
    let (_, body) = page.split_once("<!DOCTYPE html>").unwrap();
    for part in body.split('<').skip(1) {
        let (tag, text) = part.split_once('>').unwrap();
        let name = tag.split(' ').next().unwrap();
        let inherited = open.last().cloned().unwrap_or_default();
        let own = tag
            .split("lang=\"")
            .nth(1)
            .map(|lang| lang.chars().take(2).collect());
        let language = own.unwrap_or(inherited);
        if name.starts_with('/') {
            open.pop();
        } else if !tag.ends_with('/') && !["meta", "!DOCTYPE"].contains(&name) {
            open.push(language.clone());
        }
        assert!(!tag.contains(is_russian) || language == "ru", "<{tag}>");
        let around = open.last().map_or("", String::as_str);
        assert!(
            !text.contains(is_russian) || around == "ru",
            "{around}: <{tag}>{text}"
        );
        if around == "ru" && text.contains(|c: char| c.is_ascii_alphabetic()) {
            assert!(text.contains(is_russian), "<{tag}>{text}");
        }
    }
}

#[test]
fn a_spreadsheet_gets_a_file_for_each_kind() {
    let folder = tempfile::tempdir().unwrap();
    let out = folder.path().join("tables");
    export_to(&out, &out, "csv");
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
        "sokol-5-maiden-flight,2025-06-25,2025-12,Orlova,before the new year,,agency-2025-06-25,2025-12-01,2025-12-31,later,12,-176\r\n"
    ));
    let (code, _, err) = run(&["export", "--catalogue", SAMPLE_FILE, "--format", "csv"]);
    assert_eq!(code, 2);
    assert!(
        err.starts_with("error: CSV is a folder with a file for each kind: --output DIR"),
        "{err}"
    );
}

#[test]
fn a_spreadsheet_that_asks_for_it_is_told_that_the_text_is_utf_8() {
    const MARK: &[u8] = b"\xef\xbb\xbf";
    let folder = tempfile::tempdir().unwrap();
    let out = folder.path().to_str().unwrap();
    for (more, has_mark) in [
        (&["--output", out][..], false),
        (&["--output", out, "--bom"], true),
    ] {
        assert_eq!(exported(SAMPLE_FILE, "csv", more).0, 0);
        for file in fs::read_dir(folder.path()).unwrap() {
            let text = fs::read(file.unwrap().path()).unwrap();
            assert_eq!(text.starts_with(MARK), has_mark);
        }
    }
    let listed =
        |more: &[&str]| run(&[&["list", "sources", "--catalogue", SAMPLE_FILE], more].concat());
    let (code, text, _) = listed(&["--format", "csv", "--bom"]);
    assert_eq!(code, 0);
    assert!(text.as_bytes().starts_with(MARK) && text.matches('\u{feff}').count() == 1);
    for (code, _, err) in [
        listed(&["--bom"]),
        exported(SAMPLE_FILE, "json", &["--bom"]),
    ] {
        assert_eq!(
            (code, err.as_str()),
            (2, "error: --bom is about CSV: it goes with --format csv\n")
        );
    }
}

#[test]
fn where_tables_need_a_folder_a_file_is_told_what_to_do() {
    let folder = tempfile::tempdir().unwrap();
    let there = folder.path().join("there");
    fs::write(&there, "mine").unwrap();
    for (path, meant) in [
        (folder.path().join("all.csv"), folder.path().join("all")),
        (there.clone(), folder.path().join("there-csv")),
    ] {
        let (code, _, err) = exported(SAMPLE_FILE, "csv", &["--output", path.to_str().unwrap()]);
        let (path, meant) = (path.display(), meant.display());
        let told = format!(
            "error: {path} is a file, and CSV is a folder with a file for each kind: --output {meant}; one kind \
             alone is `roscope list milestones --format csv > FILE`\n"
        );
        assert_eq!((code, err), (2, told));
    }
    assert_eq!(fs::read_to_string(there).unwrap(), "mine");
}

#[test]
fn facts_and_targets_are_told_apart_and_the_programme_has_its_own() {
    let folder = tempfile::tempdir().unwrap();
    let out = folder.path().to_str().unwrap();
    let facts = |filter: &str| {
        let (code, _, err) = exported(SAMPLE_FILE, "csv", &[filter, "--output", out]);
        assert_eq!(code, 0, "{err}");
        let text = fs::read_to_string(folder.path().join("facts.csv")).unwrap();
        text.lines().map(str::to_owned).collect::<Vec<_>>()
    };
    let all = facts("");
    assert_eq!(
        all[..5],
        [
            "entry,kind,label,value,when,as_of,sources",
            "programme,target,Launches a year,20,NLT 2030,2025-06-25,agency-2025-06-25",
            "programme,fact,Budget to 2036,4.4 trillion roubles,,2025-06-25,agency-2025-06-25",
            "programme,fact,Budget to 2036,3.9 trillion roubles,,2026-02,paper-2026-02",
            "moon-science,target,Landers,2,2034,2025-06-25,agency-2025-06-25",
        ]
    );
    let rows = fs::read_to_string(SAMPLE_FILE).unwrap();
    let rows = rows.lines().filter(|line| line.contains("{ label = "));
    assert_eq!(all.len(), rows.count() + 1, "{all:?}");
    let one = facts("severnet");
    assert_eq!(
        one[1..],
        ["severnet,fact,Data rate,up to 1 Gbit/s,,2025-06-25,agency-2025-06-25"]
    );
}

#[test]
fn a_missing_folder_is_made_for_tables_and_none_above_it() {
    let folder = tempfile::tempdir().unwrap();
    let below = |name: &str| folder.path().join(name);
    for (format, name) in [("csv", "no/tables"), ("json", "no/x.json"), ("json", "no/")] {
        let path = below(name);
        let path = path.to_str().unwrap();
        let told = format!("error: cannot write {path}: there is no such folder: make it first\n");
        let (code, out, err) = exported(SAMPLE_FILE, format, &["-o", path]);
        assert_eq!((code, out.as_str(), err), (1, "", told), "{format}");
    }
    assert_eq!(fs::read_dir(folder.path()).unwrap().count(), 0);
    export_to(&below("tables"), &below("tables"), "csv");
    export_to(&below("tables"), &below("tables"), "csv");
    export_to(&below("tables"), &below("tables/roscope.json"), "json");
    export_to(&below("x.html"), &below("x.html"), "html");
}

#[test]
fn a_file_is_written_whole_and_the_catalogue_is_spared() {
    let folder = tempfile::tempdir().unwrap();
    let catalogue = folder.path().join("programs.toml");
    fs::copy(SAMPLE_FILE, &catalogue).unwrap();
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
    export_to(folder.path(), &folder.path().join("roscope.md"), "md");
    let text = fs::read_to_string(folder.path().join("roscope.md")).unwrap();
    assert!(text.starts_with("# Sample programme to 2036\n"));
    let (code, _, err) = run(&[
        "export",
        "--catalogue",
        SAMPLE_FILE,
        "--format",
        "md",
        "-o",
        "no-such-folder/x.md",
    ]);
    assert_eq!(
        (code, err.as_str()),
        (
            1,
            "error: cannot write no-such-folder/x.md: there is no such folder: make it first\n"
        )
    );
    let left = fs::read_dir(folder.path()).unwrap().count();
    assert_eq!(left, 2, "nothing half written is left behind");
}
