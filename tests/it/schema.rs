//! `schema`: what an editor is told of the registry is what the tool reads, key by key.

#![expect(clippy::disallowed_methods, reason = "the test reads registries that are no project of its own")]

use std::collections::BTreeSet;
use std::fs;
use std::path::Path;

use knowns::pipeline;
use knowns::registry::schema;
use knowns::world::Disk;
use serde_json::Value;
use snapbox::{assert_data_eq, str};

use crate::broken;
use crate::project::Project;
use crate::registry_page;

/// What the schema has against a registry.
#[derive(Debug, PartialEq, Eq, PartialOrd, Ord)]
enum Fault {
    /// A key that it does not know.
    Key(String),
    /// A value of another form, by its key.
    Form(String),
}

/// Collects what the schema has against a value under a key.
fn hold(value: &Value, key: &str, shape: &Value, schema: &Value, found: &mut BTreeSet<Fault>) {
    let choices = shape["anyOf"].as_array().map_or_else(|| vec![shape], |several| several.iter().collect());
    let named = choices.iter().find_map(|choice| schema.pointer(choice["$ref"].as_str()?.trim_start_matches('#')));
    let each = |part: &str| choices.iter().map(|choice| &choice[part]).find(|each| each.is_object());
    let is = |kind: &str| choices.iter().any(|choice| choice["type"] == kind || has(&choice["type"], kind));
    let fits = match value {
        Value::Object(pairs) => {
            for (key, value) in pairs {
                match named.map(|mapping| mapping["properties"].get(key)) {
                    Some(Some(property)) => hold(value, key, property, schema, found),
                    // What is no key may be a language: a text for each.
                    Some(None) => match each("additionalProperties").filter(|_| is_language(key)) {
                        Some(each) => hold(value, key, each, schema, found),
                        None => drop(found.insert(Fault::Key(key.clone()))),
                    },
                    None => {
                        if let Some(each) = each("additionalProperties") {
                            hold(value, key, each, schema, found);
                        }
                    }
                }
            }
            named.is_some() || each("additionalProperties").is_some()
        }
        Value::Array(items) => {
            for item in items {
                if let Some(each) = each("items") {
                    hold(item, key, each, schema, found);
                }
            }
            each("items").is_some()
        }
        Value::String(_) => is("string"),
        Value::Number(_) => is("number"),
        Value::Bool(_) => is("boolean"),
        Value::Null => false,
    };
    if !fits {
        found.insert(Fault::Form(key.to_owned()));
    }
}

fn is_language(key: &str) -> bool {
    key.split('-').next().is_some_and(|tag| ["de", "en", "es", "fr"].contains(&tag))
}

fn has(kinds: &Value, kind: &str) -> bool {
    kinds.as_array().is_some_and(|kinds| kinds.iter().any(|it| it == kind))
}

/// Returns what the schema has against a registry; nothing of one that is no YAML.
fn faults(registry: &str) -> Option<BTreeSet<Fault>> {
    let schema = schema();
    let value: Value = serde_yaml::from_str(registry).ok()?;
    let mut found = BTreeSet::new();
    hold(&value, "", &schema, &schema, &mut found);
    Some(found)
}

#[test]
fn the_schema_is_printed_and_every_key_says_what_it_is() {
    let said = Project::of([]).run("schema");
    assert_eq!((said.code, said.stderr.as_str()), (0, ""));
    let schema: Value = serde_json::from_str(&said.stdout).unwrap();
    assert_eq!(schema["$schema"], "https://json-schema.org/draft/2020-12/schema");
    assert_eq!(schema["$ref"], "#/$defs/Registry");
    for (name, mapping) in schema["$defs"].as_object().unwrap() {
        assert_eq!(mapping["additionalProperties"], false, "{name}");
        for (key, property) in mapping["properties"].as_object().unwrap() {
            let words = property["description"].as_str().unwrap_or_default();
            assert!(words.ends_with(['.', '…']), "{name}.{key}: {words}");
            let shaped = ["type", "$ref", "anyOf"].iter().any(|word| property.get(word).is_some());
            assert!(shaped, "{name}.{key}");
        }
    }
}

#[test]
fn the_page_fits_the_schema_and_gives_its_keys_their_examples() {
    let (_, page) = registry_page::files().remove(0);
    assert_eq!(faults(&page), Some(BTreeSet::new()));
    let schema = schema();
    let claim = &schema["$defs"]["Claim"]["properties"];
    assert_eq!(claim["quantity"]["examples"][0], "almost 300");
    assert_eq!(schema["$defs"]["Said"]["properties"]["in"]["examples"][0], "front_page");
    let without: Vec<String> = schema["$defs"]
        .as_object()
        .unwrap()
        .iter()
        .flat_map(|(name, mapping)| {
            let keys = mapping["properties"].as_object().unwrap().iter();
            keys.filter(|(_, it)| it.get("examples").is_none() && it["type"] != "object")
                .map(move |(key, _)| format!("{name}.{key}"))
        })
        .collect();
    assert_eq!(without, Vec::<String>::new());
    let more = include_str!("../../src/registry/examples.yaml");
    assert_eq!(faults(more), Some(BTreeSet::new()), "the examples beside those of the page fit it too");
}

#[test]
fn a_value_of_another_form_does_not_fit_the_schema() {
    let registry =
        "claims:\n  a: { statement: [x], test: 3, said: officials, looked: [x, { where: y }], evidence: x }\n  b: x\n";
    let forms = ["b", "evidence", "statement", "test"].map(|key| Fault::Form(key.to_owned()));
    assert_eq!(faults(registry), Some(BTreeSet::from(forms)));
}

#[test]
fn our_own_registry_fits_the_schema() {
    let root = Path::new(env!("CARGO_MANIFEST_DIR"));
    let mut files: Vec<_> = fs::read_dir(root.join("claims")).map_or_else(
        |_| Vec::new(),
        |files| {
            files
                .map(|file| file.unwrap().path())
                .filter(|path| path.extension().is_some_and(|it| it == "yaml"))
                .collect()
        },
    );
    files.push(root.join("claims.yaml"));
    for path in files {
        let registry = fs::read_to_string(&path).unwrap();
        assert_eq!(faults(&registry), Some(BTreeSet::new()), "{}", path.display());
    }
}

#[test]
fn the_schema_knows_a_key_of_a_broken_registry_where_the_tool_does() {
    let mut compared = 0;
    for case in broken::cases() {
        let Ok(registry) = fs::read_to_string(case.join("claims.yaml")) else { continue };
        let Some(faults) = faults(&registry) else { continue };
        let keys = faults.into_iter().filter_map(|fault| if let Fault::Key(key) = fault { Some(key) } else { None });
        let of_schema: BTreeSet<String> = keys.collect();
        let run = pipeline::run(&Disk::open(&case).unwrap());
        // Of keys that stand twice only one is left to compare.
        if run.problems.iter().any(|problem| problem.code.name.starts_with("duplicate-")) {
            continue;
        }
        let unknown = run.problems.iter().filter(|problem| problem.code.name == "unknown-key");
        let main = unknown.filter(|problem| problem.at.place.file().is_some_and(|file| file.as_str() == "claims.yaml"));
        let of_tool: BTreeSet<String> =
            main.filter_map(|problem| problem.message.split('`').nth(1).map(str::to_owned)).collect();
        assert!(
            of_tool.is_subset(&of_schema),
            "{}: {:?}",
            case.display(),
            of_tool.difference(&of_schema).collect::<Vec<_>>()
        );
        // Of a file that was not read as a whole the tool says what stands in the way, and not what its keys are.
        if run.project.is_some_and(|project| project.whole) || !of_tool.is_empty() {
            assert_eq!(of_schema, of_tool, "{}", case.display());
            compared += 1;
        }
    }
    assert!(compared > 60, "{compared}");
}

#[test]
fn init_leads_editors_to_the_schema_beside_the_registry_and_out_brings_it_up_to_date() {
    let project = Project::of([]);
    assert_eq!(project.run("init").code, 0);
    assert!(
        project.read("claims.yaml").starts_with("# yaml-language-server: $schema=claims.schema.json\nregistry: 1\n")
    );
    let schema = project.run("schema").stdout;
    assert_eq!(project.read("claims.schema.json"), schema);
    assert_eq!(project.run("build --deny-warnings").code, 0);
    project.write("claims.schema.json", "{}");
    assert_data_eq!(
        project.run("schema --out claims.schema.json").whole(),
        str![[r#"
$ knowns schema --out claims.schema.json
exit code 0

--- stdout
wrote claims.schema.json

"#]]
    );
    assert_eq!(project.read("claims.schema.json"), schema);
    assert!(project.files("").keys().all(|path| !path.starts_with('.')
        || path.starts_with(".knowns/")
        || [".gitattributes", ".gitignore"].contains(&path.as_str())));
}
