//! `reports/<brief>.json`: a brief as data holds what its page prints, what its schema says, and nothing that readers do not
//! see.

#![expect(clippy::disallowed_methods, reason = "the test reads reports that are no project of its own")]

use std::collections::BTreeSet;
use std::fmt::Write as _;
use std::fs;
use std::path::{Path, PathBuf};

use knowns::render::schema;
use serde_json::{Value, json};

use crate::project::{Project, folders_in};

/// Returns every folder of reports in the repository.
fn folders() -> Vec<PathBuf> {
    let cases = folders_in("tests/briefs").into_iter().map(|case| case.join("reports"));
    cases.chain([Path::new(env!("CARGO_MANIFEST_DIR")).join("reports")]).collect()
}

/// Returns every brief as data in the repository, with the Markdown of its evidence.
fn briefs() -> Vec<(PathBuf, Value, String)> {
    let mut all = Vec::new();
    for folder in folders() {
        let mut paths: Vec<PathBuf> = fs::read_dir(folder).unwrap().map(|entry| entry.unwrap().path()).collect();
        // The evidence of a brief is in the data of the brief.
        let is_brief = |path: &Path| !path.to_string_lossy().ends_with(".evidence.md");
        paths.retain(|path| path.extension().is_some_and(|end| end == "md") && is_brief(path));
        paths.sort();
        for path in paths {
            let data = fs::read_to_string(path.with_extension("json")).unwrap();
            let value = serde_json::from_str(&data).unwrap_or_else(|fault| panic!("{}: {fault}", path.display()));
            all.push((
                path.with_extension("json"),
                value,
                fs::read_to_string(path.with_extension("evidence.md")).unwrap(),
            ));
        }
    }
    assert!(all.len() >= 10, "{}", all.len());
    all
}

/// Collects what the schema has against a value.
fn hold(value: &Value, at: &str, shape: &Value, schema: &Value, found: &mut Vec<String>) {
    if let Some(name) = shape["$ref"].as_str() {
        return hold(value, at, schema.pointer(name.trim_start_matches('#')).unwrap(), schema, found);
    }
    let fits = match (shape["type"].as_str().unwrap(), value) {
        ("object", Value::Object(pairs)) => {
            let required = shape["required"].as_array().into_iter().flatten();
            let absent = required.filter_map(Value::as_str).filter(|key| !pairs.contains_key(*key));
            found.extend(absent.map(|key| format!("{at} has no {key}")));
            for (key, value) in pairs {
                match shape["properties"].get(key) {
                    Some(property) => hold(value, &format!("{at}/{key}"), property, schema, found),
                    None => found.push(format!("{at}/{key} is not known")),
                }
            }
            true
        }
        ("array", Value::Array(items)) => {
            for (index, item) in items.iter().enumerate() {
                hold(item, &format!("{at}/{index}"), &shape["items"], schema, found);
            }
            true
        }
        ("string", Value::String(_)) | ("boolean", Value::Bool(_)) => true,
        ("integer", Value::Number(number)) => number.is_u64(),
        _ => false,
    };
    if !fits {
        found.push(format!("{at} is no {}", shape["type"]));
    }
}

fn faults(value: &Value) -> Vec<String> {
    let (schema, mut found) = (schema(), Vec::new());
    hold(value, "", &schema, &schema, &mut found);
    found
}

/// Visits every string of a value.
fn strings(value: &Value, visit: &mut dyn FnMut(&str)) {
    match value {
        Value::String(words) => visit(words),
        Value::Array(items) => items.iter().for_each(|item| strings(item, visit)),
        Value::Object(pairs) => pairs.values().for_each(|value| strings(value, visit)),
        _ => {}
    }
}

/// Returns the cells of the first column of the table that a heading of the page stands above.
fn column(markdown: &str, caption: &str) -> Vec<String> {
    let lines = markdown.lines().skip_while(|line| *line != caption).skip(1).skip_while(|line| !line.starts_with('|'));
    let rows = lines.take_while(|line| line.starts_with('|')).skip(2);
    rows.map(|row| row.split(" | ").next().unwrap().trim_start_matches("| ").replace('\\', "")).collect()
}

/// Returns the keys of each mapping of the schema as Markdown, in the order in which they are met.
fn keys() -> String {
    let (schema, mut order) = (schema(), vec!["Brief".to_owned()]);
    let mut out = String::new();
    let mut at = 0;
    while let Some(name) = order.get(at).cloned() {
        at += 1;
        let mapping = &schema["$defs"][&name];
        let what = unstopped(&mapping["description"]);
        let _ = write!(out, "\n**{name}**: {what}\n\n| Key | Holds | |\n|---|---|---|\n");
        let required = mapping["required"].as_array().unwrap();
        for (key, property) in mapping["properties"].as_object().unwrap() {
            let absent = if required.contains(&json!(key)) { "" } else { ", may be absent" };
            let holds = holds(property, &mut order);
            let what = unstopped(&property["description"]);
            let _ = writeln!(out, "| `{key}` | {holds}{absent} | {what} |");
        }
    }
    out
}

fn unstopped(words: &Value) -> String {
    words.as_str().unwrap().split_whitespace().collect::<Vec<_>>().join(" ").trim_end_matches('.').to_owned()
}

/// Returns what stands under a key in words; a mapping that was not met yet is put at the end of the `order`.
fn holds(shape: &Value, order: &mut Vec<String>) -> String {
    if let Some(name) = shape["$ref"].as_str().and_then(|name| name.rsplit('/').next()) {
        if !order.iter().any(|known| known == name) {
            order.push(name.to_owned());
        }
        return name.to_owned();
    }
    match shape["type"].as_str().unwrap() {
        "array" => format!("list of {}", holds(&shape["items"], order)),
        "string" => "words".to_owned(),
        "boolean" => "true or false".to_owned(),
        "integer" => "a number".to_owned(),
        _ => match shape["properties"].as_object() {
            Some(keys) => keys.keys().map(|key| format!("`{key}`")).collect::<Vec<_>>().join(", "),
            None => format!("{} by name", holds(&shape["additionalProperties"], order)),
        },
    }
}

#[test]
fn the_documentation_has_every_key() {
    let page = Path::new(env!("CARGO_MANIFEST_DIR")).join("docs/formats.md");
    let text = fs::read_to_string(&page).unwrap();
    let (before, rest) = text.split_once("brief_as_data`. -->\n").unwrap();
    let (there, after) = rest.split_once("\n<!-- End of the keys. -->").unwrap_or(("", rest));
    let wanted = keys();
    if std::env::var("SNAPSHOTS").is_ok_and(|action| action == "overwrite") {
        let after = after.trim_start_matches("<!-- End of the keys. -->");
        fs::write(page, format!("{before}brief_as_data`. -->\n{wanted}\n<!-- End of the keys. -->{after}")).unwrap();
    } else {
        assert!(there == wanted, "run the tests with SNAPSHOTS=overwrite and read the difference of docs/formats.md");
    }
}

#[test]
fn the_example_of_the_documentation_is_what_is_built() {
    let root = Path::new(env!("CARGO_MANIFEST_DIR"));
    let text = fs::read_to_string(root.join("docs/formats.md")).unwrap();
    let example = text.split("```json\n").find_map(|rest| rest.strip_prefix("\"numbers\": ")?.split("```").next());
    let built = fs::read_to_string(root.join("tests/briefs/smallest/reports/border-november.json")).unwrap();
    let built: Value = serde_json::from_str(&built).unwrap();
    assert_eq!(serde_json::from_str::<Value>(example.unwrap()).unwrap(), built["numbers"]);
}

#[test]
fn every_brief_as_data_is_what_its_schema_says() {
    for (path, value, _) in briefs() {
        assert_eq!(faults(&value), Vec::<String>::new(), "{}", path.display());
        assert_eq!(value["version"], 1, "{}", path.display());
        assert_eq!(value.as_object().unwrap().keys().next().unwrap(), "version", "{}", path.display());
    }
}

#[test]
fn the_schema_refuses_what_is_not_so() {
    let (_, value, _) = briefs().swap_remove(0);
    let with = |key: &str, part: Value| {
        let mut value = value.clone();
        value[key] = part;
        faults(&value)
    };
    assert_eq!(with("question", json!(3)), ["/question is no \"string\""]);
    assert_eq!(with("made_up", json!("x")), ["/made_up is not known"]);
    assert_eq!(with("counts", json!({ "known": 1, "claimed": 1, "unknown": 1 })), ["/counts has no not_rated"]);
}

#[test]
fn the_numbers_are_those_of_the_page() {
    for (path, value, markdown) in briefs() {
        // "Where each number comes from" is the last table of a page.
        let caption = markdown.lines().rfind(|line| line.starts_with("Table: ") || line.starts_with("Tabla: "));
        let numbers = value["numbers"].as_array().unwrap();
        if numbers.is_empty() {
            assert_eq!(caption, None, "{}", path.display());
            continue;
        }
        let caption = caption.unwrap_or_else(|| panic!("{} has no table", path.display()));
        let shown: Vec<&str> = numbers.iter().map(|number| number["shown"].as_str().unwrap()).collect();
        assert_eq!(shown, column(&markdown, caption), "{}", path.display());
        for number in numbers {
            let digest = number["cells"]["digest"].as_str();
            assert!(digest.is_none_or(|digest| markdown.contains(digest)), "{}: {number}", path.display());
        }
    }
}

#[test]
fn whatever_is_named_by_its_id_is_there() {
    for (path, value, _) in briefs() {
        let ids = |section: &str| -> BTreeSet<String> {
            value[section].as_array().unwrap().iter().map(|entry| entry["id"].as_str().unwrap().to_owned()).collect()
        };
        let (sources, parties, datasets) = (ids("sources"), ids("parties"), ids("datasets"));
        let claims =
            ["known", "claimed", "not_rated"].map(|section| value[section].as_array().unwrap().clone()).concat();
        for claim in &claims {
            let said = &claim["said"];
            for (known, id) in [(&sources, &said["in"]), (&parties, &said["party"])] {
                assert!(id.as_str().is_none_or(|id| known.contains(id)), "{}: {id}", path.display());
            }
            for item in claim["evidence"].as_array().unwrap() {
                for (known, id) in [(&sources, &item["source"]), (&datasets, &item["dataset"])] {
                    assert!(id.as_str().is_none_or(|id| known.contains(id)), "{}: {id}", path.display());
                }
            }
        }
        for number in value["numbers"].as_array().unwrap() {
            let of = [(&sources, &number["source"]), (&datasets, &number["cells"]["dataset"])];
            assert!(of.iter().all(|(known, id)| id.as_str().is_none_or(|id| known.contains(id))), "{number}");
        }
        for source in value["sources"].as_array().unwrap() {
            let of = [(&sources, &source["through"]), (&parties, &source["publisher"])];
            assert!(of.iter().all(|(known, id)| id.as_str().is_none_or(|id| known.contains(id))), "{source}");
        }
    }
}

#[test]
fn a_small_count_is_in_no_field() {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/briefs/small-counts/reports");
    let data = fs::read_to_string(folder.join("how-many-homes-were-flooded.json")).unwrap();
    let value: Value = serde_json::from_str(&data).unwrap();
    let mut withheld = 0;
    for number in value["numbers"].as_array().unwrap().iter().filter(|number| number["withheld"] == true) {
        withheld += 1;
        assert_eq!(number.get("value"), None, "{number}");
        assert_eq!(number.get("series"), None, "{number}");
        assert_eq!(number["cells"].get("digest"), None, "{number}");
        // Of what is counted by its rows, neither how many there are.
        assert!(
            number["kind"] != "value"
                || number["cells"].get("column").is_some()
                || number["cells"].get("rows").is_none()
        );
    }
    assert!(withheld >= 4, "{withheld}");
    for table in value["tables"].as_array().unwrap() {
        for cell in table["rows"].as_array().unwrap().iter().flat_map(|row| row.as_array().unwrap()) {
            assert!(!["1", "2", "3", "4"].contains(&cell.as_str().unwrap()), "{table}");
        }
    }
    // Exact values are no more exact than those that are printed.
    strings(&value["numbers"], &mut |words| assert!(!words.contains(".0434"), "{words}"));
}

#[test]
fn a_brief_that_nobody_accepted_or_that_is_withdrawn_says_so() {
    let project = Project::smallest();
    let edition = |folder: &str| {
        let data: Value = serde_json::from_str(&project.read(&format!("{folder}/border-november.json"))).unwrap();
        assert_eq!(faults(&data), Vec::<String>::new());
        data["edition"].clone()
    };
    assert_eq!(project.run("build").code, 0);
    assert_eq!(edition("reports")["status"], "unpublished");
    let accepted = project.run("accept");
    assert_eq!(accepted.code, 0, "{}", accepted.whole());
    assert_eq!((&edition("reports")["status"], &edition("reports")["number"]), (&json!("accepted"), &json!(1)));
    project.replace("claims.yaml", "The record does not ask.", "The record never asks.");
    let built = project.run("build");
    assert_eq!(built.code, 0, "{}", built.whole());
    assert_eq!((&edition("drafts")["status"], &edition("drafts")["number"]), (&json!("draft"), &json!(1)));
    assert_eq!(edition("reports")["status"], "accepted");
    project.replace("claims.yaml", "The record never asks.", "The record does not ask.");
    let withdrawn =
        project.run_saying("accept border-november --kind withdrawal --note", "The record is being revised.");
    assert_eq!(withdrawn.code, 0, "{}", withdrawn.whole());
    let now = edition("reports");
    assert_eq!((&now["status"], &now["kind"], &now["number"]), (&json!("accepted"), &json!("withdrawal"), &json!(2)));
    assert!(now["withdrawn"].as_str().is_some_and(|words| !words.is_empty()), "{now}");
}
