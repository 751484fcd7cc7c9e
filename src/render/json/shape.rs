//! What a page of data holds, told by the very types that write it: `part!` makes a mapping's type, its keys in order and
//! its JSON Schema of one declaration, and what documents a field describes its key.

use serde_json::{Map, Value, json};

/// The mappings that were met, by name.
pub(super) type Definitions = Map<String, Value>;

/// Something that a page of data holds.
pub(super) trait Part {
    /// Whether a key may be absent because there is nothing to say.
    const MAY_BE_ABSENT: bool = false;

    /// Returns it as JSON; none where there is nothing to say.
    fn value(self) -> Option<Value>;

    /// Returns its schema; mappings are put under `definitions` and referred to.
    fn shape(definitions: &mut Definitions) -> Value;
}

/// Declares a mapping of a page of data: a type with documented fields, whose order is that of its keys.
macro_rules! part {
    (
        $(#[doc = $what:literal])+
        pub(super) struct $name:ident {
            $($(#[doc = $doc:literal])+ $(#[key = $key:literal])? pub(super) $field:ident: $type:ty,)+
        }
    ) => {
        $(#[doc = $what])+
        #[derive(Debug)]
        pub(super) struct $name {
            $($(#[doc = $doc])+ pub(super) $field: $type,)+
        }

        impl $crate::render::json::shape::Part for $name {
            fn value(self) -> Option<serde_json::Value> {
                let mut all = serde_json::Map::new();
                $(if let Some(value) = $crate::render::json::shape::Part::value(self.$field) {
                    all.insert([$($key,)? stringify!($field)][0].to_owned(), value);
                })+
                Some(serde_json::Value::Object(all))
            }

            fn shape(definitions: &mut $crate::render::json::shape::Definitions) -> serde_json::Value {
                use $crate::render::json::shape::{define, property};
                define(definitions, stringify!($name), concat!($($what),+), |definitions| {
                    vec![$(property::<$type>(
                        [$($key,)? stringify!($field)][0],
                        concat!($($doc),+),
                        definitions,
                    ),)+]
                })
            }
        }
    };
}
pub(super) use part;

/// A key with the schema of its values, and whether it is always there.
pub(super) struct Property {
    key: String,
    shape: Value,
    always: bool,
}

/// Puts a mapping under its name and returns the reference to it.
pub(super) fn define(
    definitions: &mut Definitions,
    name: &str,
    what: &str,
    properties: impl FnOnce(&mut Definitions) -> Vec<Property>,
) -> Value {
    if !definitions.contains_key(name) {
        definitions.insert(name.to_owned(), Value::Null);
        let properties = properties(definitions);
        let always: Vec<&str> = properties.iter().filter(|it| it.always).map(|it| it.key.as_str()).collect();
        let mapping = json!({
            "description": what.trim(),
            "type": "object",
            "required": always,
            "properties": properties.iter().map(|it| (it.key.clone(), it.shape.clone())).collect::<Map<_, _>>(),
            "additionalProperties": false,
        });
        definitions.insert(name.to_owned(), mapping);
    }
    json!({ "$ref": format!("#/$defs/{name}") })
}

/// Returns a key with the schema of its values.
pub(super) fn property<T: Part>(key: &str, doc: &str, definitions: &mut Definitions) -> Property {
    let mut shape = json!({ "description": doc.trim() });
    if let (Value::Object(all), Value::Object(of)) = (&mut shape, T::shape(definitions)) {
        all.extend(of);
    }
    Property { key: key.to_owned(), shape, always: !T::MAY_BE_ABSENT }
}

/// Words: white space and control characters are single spaces, as on the other pages, so that whoever looks for words finds
/// them.
impl Part for String {
    fn value(self) -> Option<Value> {
        let parts = self.split(|c: char| c.is_whitespace() || c.is_control()).filter(|part| !part.is_empty());
        Some(Value::String(parts.collect::<Vec<_>>().join(" ")))
    }

    fn shape(_: &mut Definitions) -> Value {
        json!({ "type": "string" })
    }
}

impl Part for bool {
    fn value(self) -> Option<Value> {
        Some(Value::Bool(self))
    }

    fn shape(_: &mut Definitions) -> Value {
        json!({ "type": "boolean" })
    }
}

/// A count of things in the page itself; what the page prints is never a JSON number.
impl Part for usize {
    fn value(self) -> Option<Value> {
        Some(json!(self))
    }

    fn shape(_: &mut Definitions) -> Value {
        json!({ "type": "integer", "minimum": 0 })
    }
}

impl<T: Part> Part for Option<T> {
    const MAY_BE_ABSENT: bool = true;

    fn value(self) -> Option<Value> {
        self.and_then(Part::value)
    }

    fn shape(definitions: &mut Definitions) -> Value {
        T::shape(definitions)
    }
}

impl<T: Part> Part for Vec<T> {
    fn value(self) -> Option<Value> {
        Some(Value::Array(self.into_iter().filter_map(Part::value).collect()))
    }

    fn shape(definitions: &mut Definitions) -> Value {
        json!({ "type": "array", "items": T::shape(definitions) })
    }
}
