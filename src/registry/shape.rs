//! What may be written in a registry, told by the very types that read it: each shape says its JSON Schema.
//!
//! `object!` makes a mapping's type and its schema of one declaration, so no key is known to one and not to the other, and
//! what documents a field describes its key.

use serde_json::{Map, Value, json};

use super::entries::Entries;
use super::publication::Scale;
use super::scalar::{Bounds, Condition, JoinKey, Many, Scalar};

/// The mappings that were met, by name.
pub(super) type Definitions = Map<String, Value>;

/// Something that can be written in a registry.
pub(super) trait Shaped {
    /// Returns its schema; mappings are put under `definitions` and referred to.
    fn shape(definitions: &mut Definitions) -> Value;
}

/// Declares a mapping of the registry: a type with documented fields, strict about its keys.
///
/// Where words may stand for the mapping, what is wanted there is said in front, and the type has a
/// [`ShortForm`](super::ShortForm).
macro_rules! object {
    (
        $(#[doc = $what:literal])+
        $(#[derive($($also:ident),+)])?
        pub struct $name:ident {
            $($(#[doc = $doc:literal])+ $(#[serde(rename = $key:literal)])? pub $field:ident: $type:ty,)+
        }
    ) => {
        $(#[doc = $what])+
        #[derive(Debug, Clone, Default, serde::Deserialize $(, $($also),+)?)]
        #[serde(default, deny_unknown_fields)]
        pub struct $name {
            $($(#[doc = $doc])+ $(#[serde(rename = $key)])? pub $field: $type,)+
        }

        impl $crate::registry::shape::Shaped for $name {
            fn shape(definitions: &mut $crate::registry::shape::Definitions) -> serde_json::Value {
                use $crate::registry::shape::{define, property};
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
    (
        $expecting:literal;
        $(#[doc = $what:literal])+
        pub struct $name:ident {
            $($(#[doc = $doc:literal])+ $(#[serde(rename = $key:literal)])? pub $field:ident: $type:ty,)+
        }
    ) => {
        $(#[doc = $what])+
        #[derive(Debug, Clone, Default)]
        pub struct $name {
            $($(#[doc = $doc])+ pub $field: $type,)+
        }

        const _: () = {
            #[derive(Default, serde::Deserialize)]
            #[serde(default, deny_unknown_fields)]
            struct Mapping {
                $($(#[serde(rename = $key)])? $field: $type,)+
            }

            struct Read;

            impl<'de> $crate::registry::scalar::Object<'de, $name> for Read {
                fn read<D: serde::Deserializer<'de>>(self, deserializer: D) -> Result<$name, D::Error> {
                    let Mapping { $($field),+ } = serde::Deserialize::deserialize(deserializer)?;
                    Ok($name { $($field),+ })
                }
            }

            impl<'de> serde::Deserialize<'de> for $name {
                fn deserialize<D: serde::Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
                    $crate::registry::scalar::short_form(deserializer, $expecting, Read)
                }
            }

            impl $crate::registry::shape::Shaped for $name {
                fn shape(definitions: &mut $crate::registry::shape::Definitions) -> serde_json::Value {
                    use $crate::registry::shape::{define, property, words_or};
                    let mapping = define(definitions, stringify!($name), concat!($($what),+), |definitions| {
                        vec![$(property::<$type>(
                            [$($key,)? stringify!($field)][0],
                            concat!($($doc),+),
                            definitions,
                        ),)+]
                    });
                    words_or(&mapping)
                }
            }
        };
    };
}
pub(super) use object;

/// Puts a mapping under its name and returns the reference to it.
pub(super) fn define(
    definitions: &mut Definitions,
    name: &str,
    what: &str,
    properties: impl FnOnce(&mut Definitions) -> Vec<(String, Value)>,
) -> Value {
    if !definitions.contains_key(name) {
        definitions.insert(name.to_owned(), Value::Null);
        let properties: Map<String, Value> = properties(definitions).into_iter().collect();
        let mapping = json!({
            "description": what.trim(),
            "type": "object",
            "properties": properties,
            "additionalProperties": false,
        });
        definitions.insert(name.to_owned(), mapping);
    }
    json!({ "$ref": format!("#/$defs/{name}") })
}

/// Returns a key with the schema of its values.
pub(super) fn property<T: Shaped>(key: &str, doc: &str, definitions: &mut Definitions) -> (String, Value) {
    let mut property = json!({ "description": doc.trim() });
    if let (Value::Object(all), Value::Object(shape)) = (&mut property, T::shape(definitions)) {
        all.extend(shape);
    }
    (key.to_owned(), property)
}

/// Returns the schema of a mapping for which words may stand.
pub(super) fn words_or(mapping: &Value) -> Value {
    json!({ "anyOf": [words(), mapping] })
}

/// Returns the schema of a scalar: YAML takes some words for numbers or for true and false.
fn words() -> Value {
    json!({ "type": ["string", "number", "boolean"] })
}

fn list(items: &Value) -> Value {
    json!({ "type": "array", "items": items })
}

impl Shaped for String {
    fn shape(_: &mut Definitions) -> Value {
        words()
    }
}

impl Shaped for Scalar {
    fn shape(_: &mut Definitions) -> Value {
        words()
    }
}

impl Shaped for bool {
    fn shape(_: &mut Definitions) -> Value {
        json!({ "type": "boolean" })
    }
}

impl<T: Shaped> Shaped for Option<T> {
    fn shape(definitions: &mut Definitions) -> Value {
        T::shape(definitions)
    }
}

impl<T: Shaped> Shaped for Vec<T> {
    fn shape(definitions: &mut Definitions) -> Value {
        list(&T::shape(definitions))
    }
}

impl<T: Shaped> Shaped for Many<T> {
    fn shape(definitions: &mut Definitions) -> Value {
        let one = T::shape(definitions);
        let all = list(&one);
        let mut choices = one.get("anyOf").and_then(Value::as_array).cloned().unwrap_or_else(|| vec![one]);
        choices.push(all);
        json!({ "anyOf": choices })
    }
}

impl<T: Shaped> Shaped for Entries<T> {
    fn shape(definitions: &mut Definitions) -> Value {
        json!({ "type": "object", "additionalProperties": T::shape(definitions) })
    }
}

impl Shaped for JoinKey {
    fn shape(definitions: &mut Definitions) -> Value {
        let pairs = Entries::<String>::shape(definitions);
        json!({ "anyOf": [words(), list(&words()), pairs] })
    }
}

impl Shaped for Condition {
    fn shape(definitions: &mut Definitions) -> Value {
        json!({ "anyOf": [words(), list(&words()), Bounds::shape(definitions)] })
    }
}

impl Shaped for Scale {
    fn shape(definitions: &mut Definitions) -> Value {
        Entries::<String>::shape(definitions)
    }
}
