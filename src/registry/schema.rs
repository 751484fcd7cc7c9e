//! The JSON Schema of a registry file, for editors: every key with what it says, and the example that the documentation has.

use std::collections::HashSet;

use schemars::generate::SchemaSettings;
use serde_json::{Map, Value, json};

use super::Registry;

/// The mappings of a registry, by name.
type Definitions = Map<String, Value>;

/// The pages whose examples, joined, are a registry.
const PAGES: [&str; 3] =
    [include_str!("../../docs/registry.md"), include_str!("../../docs/data.md"), include_str!("../../docs/figures.md")];

/// Examples of what the page has no room for.
const MORE: &str = include_str!("examples.yaml");

/// The keys of a schema, in their order.
const ORDER: [&str; 7] = ["description", "type", "$ref", "anyOf", "items", "properties", "additionalProperties"];

/// What marks a mapping that words may stand for.
const SHORT_FORM: &str = "short form";

/// The mappings that words may stand for in each language of the publication.
const IN_LANGUAGES: [&str; 8] = ["Author", "Interests", "Licence", "Looked", "Party", "Said", "Translation", "Verdict"];

/// How long an example may be, as JSON.
const LONGEST_EXAMPLE: usize = 160;

/// Returns the JSON Schema (2020-12) of a registry file, made of the types that read it.
pub fn schema() -> Value {
    let mut definitions = definitions();
    let registry = json!({ "$ref": "#/$defs/Registry" });
    for examples in [examples().as_str(), MORE] {
        if let Ok(example) = serde_yaml::from_str::<Value>(examples) {
            exemplify(&example, &registry, &mut definitions);
        }
    }
    json!({
        "$schema": "https://json-schema.org/draft/2020-12/schema",
        "title": "A claim registry of knowns",
        "$ref": registry["$ref"],
        "$defs": definitions,
    })
}

/// Returns the schema of each mapping that a registry can hold, by its name, made of the types that read them.
fn definitions() -> Definitions {
    let mut generator = SchemaSettings::draft2020_12().into_generator();
    generator.subschema_for::<Registry>();
    let mut definitions = generator.take_definitions(true);
    let with_short_form = |(name, mapping): (&String, &mut Value)| {
        mapping.as_object_mut()?.remove(SHORT_FORM).map(|_| format!("#/$defs/{name}"))
    };
    let short: HashSet<String> = definitions.iter_mut().filter_map(with_short_form).collect();
    for mapping in definitions.values_mut() {
        as_written(mapping, &short);
    }
    definitions
}

/// Makes a schema say what may be written: nothing is `null`, a scalar is words whatever YAML takes it for, words may stand for a
/// mapping that has a short form, and a line of documentation goes on after its end.
fn as_written(schema: &mut Value, short: &HashSet<String>) {
    let Value::Object(keys) = schema else { return };
    keys.remove("default");
    if let Some(Value::String(words)) = keys.get_mut("description") {
        *words = words.replace('\n', " ");
    }
    if let Some(Value::Object(inner)) = keys.get_mut("properties") {
        inner.values_mut().for_each(|schema| as_written(schema, short));
    }
    for key in ["items", "additionalProperties"] {
        if let Some(inner) = keys.get_mut(key) {
            unnamed(inner, short);
        }
    }
    match keys.get_mut("type") {
        Some(Value::Array(types)) => {
            types.retain(|kind| kind != "null");
            let one = types[0].clone();
            keys.insert("type".to_owned(), scalar(one));
        }
        Some(one) => *one = scalar(one.take()),
        None => {}
    }
    if let Some(Value::Array(choices)) = keys.remove("anyOf") {
        let mut all = Vec::new();
        for mut choice in choices.into_iter().filter(|choice| choice["type"] != "null") {
            unnamed(&mut choice, short);
            match choice.get_mut("anyOf") {
                Some(Value::Array(inner)) => all.append(inner),
                _ => all.push(choice),
            }
        }
        match all.as_mut_slice() {
            [Value::Object(one)] => keys.append(one),
            _ => drop(keys.insert("anyOf".to_owned(), Value::Array(all))),
        }
    }
    if let Some(name) = keys.get("$ref").and_then(Value::as_str).filter(|name| short.contains(*name)) {
        let mut choices = vec![json!({ "type": scalar("string".into()) }), json!({ "$ref": name })];
        if IN_LANGUAGES.iter().any(|text| name.ends_with(&format!("/{text}"))) {
            choices.push(json!({ "type": "object", "additionalProperties": { "type": scalar("string".into()) } }));
        }
        keys.remove("$ref");
        keys.insert("anyOf".to_owned(), choices.into());
    }
    let mut ordered: Vec<(String, Value)> = std::mem::take(keys).into_iter().collect();
    ordered.sort_by_key(|(key, _)| ORDER.iter().position(|known| known == key));
    keys.extend(ordered);
}

/// Does the same for a schema that is neither a mapping nor the value of a key, and has nothing to say of its own.
fn unnamed(schema: &mut Value, short: &HashSet<String>) {
    if let Value::Object(keys) = schema {
        keys.remove("description");
    }
    as_written(schema, short);
}

/// Returns the types of what may be written for a type: YAML takes some words for numbers or for true and false.
fn scalar(kind: Value) -> Value {
    if kind == "string" { json!(["string", "number", "boolean"]) } else { kind }
}

/// A key of a claim that a cell can hold.
pub(crate) struct ClaimColumn {
    /// The key.
    pub(crate) key: String,
    /// The key inside it, where it is a mapping.
    pub(crate) below: Option<String>,
    /// Whether it takes a list.
    pub(crate) many: bool,
}

impl ClaimColumn {
    /// Returns the name of its column.
    pub(crate) fn name(&self) -> String {
        self.below.as_ref().map_or_else(|| self.key.clone(), |below| format!("{}.{below}", self.key))
    }
}

/// Returns every key of a claim that a cell can hold, made of the types that read them.
pub(crate) fn claim_columns() -> Vec<ClaimColumn> {
    let definitions = definitions();
    let is_words = |shape: &Value| choices(shape).any(|choice| choice["type"].is_array());
    let keys = |name: &str| definitions[name]["properties"].as_object().into_iter().flatten();
    let mut columns = Vec::new();
    for (key, shape) in keys("Claim") {
        let items = choices(shape).find_map(|choice| choice.get("items"));
        if is_words(shape) {
            columns.push(ClaimColumn { key: key.clone(), below: None, many: false });
        }
        if let Some(inner) = mapping(shape).or_else(|| mapping(items?)) {
            let below = keys(&inner).filter(|(_, shape)| is_words(shape)).map(|(below, _)| below.clone());
            columns.extend(below.map(|below| ClaimColumn {
                key: key.clone(),
                below: Some(below),
                many: items.is_some(),
            }));
        }
    }
    columns
}

/// What a key says, with an example.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Described {
    /// What it says, in a sentence.
    pub says: String,
    /// What may stand there, where the documentation shows it.
    pub example: Option<String>,
}

/// Returns what a key of an entry says, by its section and its path in the entry, such as `said.by`.
pub fn described(schema: &Value, section: &str, path: &str) -> Option<Described> {
    let key_of = |name: &str, key: &str| schema["$defs"][name]["properties"].get(key);
    let mut name = mapping(key_of("Registry", section)?.get("additionalProperties")?)?;
    let mut keys = path.split('.').peekable();
    loop {
        let property = key_of(&name, keys.next()?)?;
        if keys.peek().is_some() {
            name = mapping(property)?;
            continue;
        }
        let example = property["examples"].get(0);
        return Some(Described {
            says: property["description"].as_str()?.to_owned(),
            example: example.map(|example| example.as_str().map_or_else(|| example.to_string(), str::to_owned)),
        });
    }
}

/// Returns the YAML of the page, joined.
fn examples() -> String {
    let blocks = |page: &'static str| page.split("```yaml\n").skip(1).filter_map(|rest| rest.split("```").next());
    PAGES.into_iter().flat_map(blocks).collect()
}

/// Gives each key the first example that stands under it.
fn exemplify(value: &Value, shape: &Value, definitions: &mut Definitions) {
    match value {
        Value::Object(pairs) => {
            if let Some(each) = shape.get("additionalProperties").filter(|each| each.is_object()) {
                for value in pairs.values() {
                    exemplify(value, each, definitions);
                }
            } else if let Some(name) = mapping(shape) {
                each_key(pairs, &name, definitions);
            }
        }
        Value::Array(items) => {
            let all = choices(shape).find(|choice| choice.get("items").is_some());
            if let Some(each) = all.and_then(|list| list.get("items")) {
                for item in items {
                    exemplify(item, each, definitions);
                }
            }
        }
        _ => {}
    }
}

fn each_key(pairs: &Map<String, Value>, name: &str, definitions: &mut Definitions) {
    for (key, value) in pairs {
        let Some(property) = definitions.get_mut(name).and_then(|it| it["properties"].get_mut(key)) else { continue };
        if property.get("examples").is_none() && value.to_string().len() <= LONGEST_EXAMPLE {
            property["examples"] = json!([value]);
        }
        let shape = property.clone();
        exemplify(value, &shape, definitions);
    }
}

/// Returns the name of the mapping that a shape is, or may be.
fn mapping(shape: &Value) -> Option<String> {
    let name = |choice: &Value| choice.get("$ref")?.as_str()?.rsplit('/').next().map(str::to_owned);
    choices(shape).find_map(name)
}

/// Visits what may stand there: the shape itself, or each of several.
fn choices(shape: &Value) -> impl Iterator<Item = &Value> {
    let several = shape.get("anyOf").and_then(Value::as_array).into_iter().flatten();
    std::iter::once(shape).chain(several)
}
