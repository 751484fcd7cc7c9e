//! SARIF held against what the published schema of version 2.1.0 requires, for every project in `tests/broken`.
//!
//! The schema is large and most of it is of things we do not say. Its part for the objects that we write stands here as a table:
//! each object with the properties we may use, whether they are required, and what they hold.

use std::path::Path;

use serde_json::{Map, Value};

use crate::broken::cases;
use crate::project::Project;

/// What a property holds.
enum Holds {
    Text,
    /// One of these words.
    Word(&'static [&'static str]),
    /// A whole number of at least this.
    Number(u64),
    /// A URI reference without a scheme, in the characters of one.
    RelativeUri,
    Object(&'static str),
    Objects(&'static str),
}

use Holds::{Number, Object, Objects, RelativeUri, Text, Word};

/// A property: its name, whether the schema requires it, what it holds.
type Property = (&'static str, bool, Holds);

/// Returns the properties of an object that this tool may write.
fn properties(object: &str) -> Vec<Property> {
    const YES: bool = true;
    const NO: bool = false;
    match object {
        "log" => vec![("$schema", NO, Text), ("version", YES, Word(&["2.1.0"])), ("runs", YES, Objects("run"))],
        "run" => vec![
            ("tool", YES, Object("tool")),
            ("columnKind", NO, Word(&["utf16CodeUnits", "unicodeCodePoints"])),
            ("results", NO, Objects("result")),
        ],
        "tool" => vec![("driver", YES, Object("toolComponent"))],
        "toolComponent" => {
            vec![("name", YES, Text), ("version", NO, Text), ("rules", NO, Objects("reportingDescriptor"))]
        }
        "reportingDescriptor" => vec![
            ("id", YES, Text),
            ("name", NO, Text),
            ("shortDescription", NO, Object("multiformatMessageString")),
            ("fullDescription", NO, Object("multiformatMessageString")),
            ("help", NO, Object("multiformatMessageString")),
        ],
        "multiformatMessageString" => vec![("text", YES, Text), ("markdown", NO, Text)],
        "result" => vec![
            ("ruleId", NO, Text),
            ("ruleIndex", NO, Number(0)),
            ("level", NO, Word(&["none", "note", "warning", "error"])),
            ("occurrenceCount", NO, Number(1)),
            ("message", YES, Object("message")),
            ("locations", NO, Objects("location")),
            ("relatedLocations", NO, Objects("location")),
            ("fixes", NO, Objects("fix")),
        ],
        // The schema wants `text` or `id`; we have no ids.
        "message" => vec![("text", YES, Text)],
        // The schema requires nothing; a location without a file would say nothing.
        "location" => vec![("physicalLocation", YES, Object("physicalLocation")), ("message", NO, Object("message"))],
        // The schema wants `artifactLocation` or `address`; we have no addresses.
        "physicalLocation" => {
            vec![("artifactLocation", YES, Object("artifactLocation")), ("region", NO, Object("region"))]
        }
        "artifactLocation" => vec![("uri", NO, RelativeUri), ("uriBaseId", NO, Word(&["%SRCROOT%"]))],
        "region" => vec![
            ("startLine", YES, Number(1)),
            ("startColumn", NO, Number(1)),
            ("endLine", NO, Number(1)),
            ("endColumn", NO, Number(1)),
        ],
        "fix" => vec![("description", NO, Object("message")), ("artifactChanges", YES, Objects("artifactChange"))],
        "artifactChange" => {
            vec![("artifactLocation", YES, Object("artifactLocation")), ("replacements", YES, Objects("replacement"))]
        }
        "replacement" => {
            vec![("deletedRegion", YES, Object("region")), ("insertedContent", NO, Object("artifactContent"))]
        }
        "artifactContent" => vec![("text", NO, Text)],
        other => panic!("`{other}` is not in the table"),
    }
}

/// Collects where `value` is not as the schema wants an `object`.
fn walk(value: &Value, object: &str, path: &str, wrong: &mut Vec<String>) {
    let Some(map) = value.as_object() else { return wrong.push(format!("{path} is not an object")) };
    let known = properties(object);
    for name in map.keys().filter(|name| known.iter().all(|(known, ..)| known != name)) {
        wrong.push(format!("{path}/{name} is not known"));
    }
    for (name, required, holds) in known {
        let path = format!("{path}/{name}");
        match map.get(name) {
            Some(value) => held(value, &holds, &path, wrong),
            None if required => wrong.push(format!("{path} is missing")),
            None => {}
        }
    }
    match object {
        "run" => rules(map, path, wrong),
        "region" => ends_after_it_starts(map, path, wrong),
        _ => {}
    }
}

fn held(value: &Value, holds: &Holds, path: &str, wrong: &mut Vec<String>) {
    let fits = match holds {
        Text => value.as_str().is_some_and(|text| !text.is_empty()),
        Word(words) => value.as_str().is_some_and(|word| words.contains(&word)),
        Number(least) => value.as_u64().is_some_and(|number| number >= *least),
        RelativeUri => value.as_str().is_some_and(is_relative_uri),
        Object(object) => return walk(value, object, path, wrong),
        Objects(object) => {
            let Some(items) = value.as_array() else { return wrong.push(format!("{path} is not a list")) };
            return items.iter().enumerate().for_each(|(at, item)| walk(item, object, &format!("{path}/{at}"), wrong));
        }
    };
    if !fits {
        wrong.push(format!("{path} holds {value}"));
    }
}

fn is_relative_uri(uri: &str) -> bool {
    let percent = |at: usize| uri.get(at + 1..at + 3).is_some_and(|two| two.chars().all(|c| c.is_ascii_hexdigit()));
    let fits = |(at, c): (usize, char)| c.is_ascii_alphanumeric() || "-._~/".contains(c) || (c == '%' && percent(at));
    !uri.is_empty() && !uri.starts_with('/') && uri.char_indices().all(fits)
}

/// Every result names a rule of the run, by its id and by its place in the list; every rule has a result and stands once.
fn rules(run: &Map<String, Value>, path: &str, wrong: &mut Vec<String>) {
    let ids: Vec<&Value> = run["tool"]["driver"]["rules"].as_array().unwrap().iter().map(|rule| &rule["id"]).collect();
    let results = run["results"].as_array().unwrap();
    for (at, result) in results.iter().enumerate() {
        let index = result["ruleIndex"].as_u64().and_then(|index| usize::try_from(index).ok());
        if index.and_then(|index| ids.get(index)) != Some(&&result["ruleId"]) {
            wrong.push(format!("{path}/results/{at} names no rule"));
        }
    }
    for (at, id) in ids.iter().enumerate() {
        if ids[..at].contains(id) || !results.iter().any(|result| result["ruleId"] == **id) {
            wrong.push(format!("{path}: rule {id} appears twice or has no result"));
        }
    }
}

fn ends_after_it_starts(region: &Map<String, Value>, path: &str, wrong: &mut Vec<String>) {
    let at = |line: &str, column: &str| (region[line].as_u64(), region[column].as_u64());
    if at("endLine", "endColumn") < at("startLine", "startColumn") {
        wrong.push(format!("{path} ends before it starts"));
    }
}

#[test]
fn the_log_of_every_broken_project_fits_the_schema() {
    let mut wrong = Vec::new();
    let mut results = 0;
    for case in cases() {
        let name = case.file_name().unwrap().to_string_lossy().into_owned();
        let said = Project::copy(&case).run("check --format sarif");
        if said.code == 2 {
            continue;
        }
        let log: Value = serde_json::from_str(&said.stdout).unwrap();
        walk(&log, "log", &name, &mut wrong);
        results += log["runs"][0]["results"].as_array().unwrap().len();
    }
    assert!(results > 200, "only {results} results were looked at");
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
}

#[test]
fn the_table_of_the_schema_finds_what_does_not_fit() {
    let case = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/broken/unknown-key-and-duplicate-id");
    let log: Value = serde_json::from_str(&Project::copy(&case).run("check --format sarif").stdout).unwrap();
    let location = "/runs/0/results/0/locations/0/physicalLocation";
    for (pointer, value, expected) in [
        ("/version".to_owned(), "2.0".into(), "log/version holds"),
        ("/runs/0/results/0/level".to_owned(), "fatal".into(), "level holds"),
        ("/runs/0/results/0/ruleIndex".to_owned(), 99.into(), "results/0 names no rule"),
        ("/runs/0/results/0/message".to_owned(), Value::Object(Map::new()), "message/text is missing"),
        (format!("{location}/region/startLine"), 0.into(), "startLine holds 0"),
        (format!("{location}/region/endLine"), 1.into(), "ends before it starts"),
        (format!("{location}/artifactLocation/uri"), "file:///x".into(), "uri holds"),
        (format!("{location}/artifactLocation/uri"), "a b.yaml".into(), "uri holds"),
    ] {
        let mut broken = log.clone();
        *broken.pointer_mut(&pointer).unwrap() = value;
        let mut wrong = Vec::new();
        walk(&broken, "log", "log", &mut wrong);
        assert!(wrong.iter().any(|wrong| wrong.contains(expected)), "{pointer}: {wrong:?}");
    }
}
