//! The values that the engine prints: what an object of ours is made with.

use minijinja::value::Serde;
use minijinja::{Error, ErrorKind};
use serde::Serialize;

pub(crate) use minijinja::value::{Enumerator, Object, ObjectRepr, Value};

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
