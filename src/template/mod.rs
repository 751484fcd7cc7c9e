//! Templates: read, checked before any is printed, and printed by an engine that is allowed little. What a template can name
//! is in `objects`; only `engine`, `tags`, what reads their syntax and the values here know which engine it is.

mod circles;
pub(crate) mod css;
pub(crate) mod engine;
pub(crate) mod fault;
mod flow;
pub(crate) mod names;
pub(crate) mod objects;
pub(crate) mod problem;
pub(crate) mod style;
pub(crate) mod syntax;
mod tags;
pub(crate) mod templates;

pub(crate) use engine::LONGEST_PAGE;
pub(crate) use flow::{Flow, FlowPart};
pub(crate) use minijinja::value::{Enumerator, Object, ObjectRepr, Value};
pub(crate) use objects::all_words;
pub(crate) use tags::{LONGEST_TAG, MOST_BLOCKS, MOST_BRACKETS, MOST_LINKS, MOST_TAGS};
pub(crate) use templates::{Template, Templates, built_in};

use minijinja::value::Serde;
use minijinja::{Error, ErrorKind};
use serde::Serialize;

use crate::world::ProjectPath;

/// Returns whether a template prints HTML or XML; all others print Markdown.
pub(crate) fn is_markup(name: &str) -> bool {
    std::path::Path::new(name).extension().is_some_and(|extension| extension == "html" || extension == "xml")
}

/// Returns whether a file is a style sheet, by its name.
pub(crate) fn is_style(name: &str) -> bool {
    name.rsplit_once('.').is_some_and(|(_, end)| end == "css")
}

/// Returns the name by which a template is extended and included: its path below `templates/`.
pub(crate) fn name(path: &ProjectPath) -> &str {
    path.as_str().strip_prefix("templates/").unwrap_or(path.as_str())
}

/// Returns what it costs to make a value, in bytes: steps are counted, whatever each of them makes.
pub(crate) fn cost(value: &Value) -> u64 {
    /// About what an item of a list takes.
    const ITEM: usize = 64;
    let bytes = value.as_str().map_or_else(|| value.len().unwrap_or(1).saturating_mul(ITEM), str::len);
    bytes.max(ITEM) as u64
}

/// Returns the failure of a page that made too much.
pub(crate) fn exhausted() -> Error {
    Error::from(ErrorKind::OutOfFuel)
}

/// Returns a value where there is one, and else what a template takes for nothing.
pub(crate) fn or_none(value: Option<impl Into<Value>>) -> Value {
    value.map_or(Value::from(()), Into::into)
}

/// Returns Markdown as a value that is printed as it is.
pub(crate) fn markdown(text: String) -> Value {
    Value::from_safe_string(text)
}

/// Returns words of the language as a value, each by the name it has there. A sentence with a gap is not among them: a
/// template cannot fill it.
pub(crate) fn labels(labels: &impl Serialize) -> Value {
    fn whole(value: serde_json::Value) -> Option<serde_json::Value> {
        match value {
            serde_json::Value::String(words) if words.contains('{') => None,
            serde_json::Value::Object(map) => {
                Some(map.into_iter().filter_map(|(name, value)| Some((name, whole(value)?))).collect())
            }
            other => Some(other),
        }
    }
    let all = serde_json::to_value(labels).ok().and_then(whole);
    Value::from(Serde(all.unwrap_or_default()))
}
