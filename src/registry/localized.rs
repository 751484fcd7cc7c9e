//! Texts that readers see, which may be written once for each language of the publication: `{ en: …, es: … }`, as in JSON-LD.
//!
//! Each kind of such a text asks its reader for itself by name, so that a reader that knows the languages of the project hands on
//! the words of one. Any other takes plain words alone.

use std::borrow::Cow;
use std::fmt;
use std::marker::PhantomData;

use schemars::{JsonSchema, Schema, SchemaGenerator, json_schema};
use serde::Deserialize;
use serde::de::{Deserializer, Error, Visitor};

use super::forms::{Entries, Entry, Many};
use super::text_kind::TextKind;

/// A text that may be written for each language.
struct Localized<K>(String, PhantomData<K>);

/// Which kind of text.
trait Kind {
    const KIND: TextKind;
}

macro_rules! kinds {
    ($($kind:ident $read:ident $says:literal;)*) => { $(
        struct $kind;

        impl Kind for $kind {
            const KIND: TextKind = TextKind::$kind;
        }

        #[doc = $says]
        pub(super) fn $read<'de, D: Deserializer<'de>>(from: D) -> Result<Option<String>, D::Error> {
            Ok(Option::<Localized<$kind>>::deserialize(from)?.map(|words| words.0))
        }
    )* };
}

kinds! {
    Text text "Reads a text.";
    Name name "Reads a name.";
    Speaker speaker "Reads an id, a name or a description of somebody.";
    Quantity quantity "Reads a quantity in words.";
}

impl<'de, K: Kind> Deserialize<'de> for Localized<K> {
    fn deserialize<D: Deserializer<'de>>(from: D) -> Result<Self, D::Error> {
        struct Words<K>(PhantomData<K>);

        impl<'de, K: Kind> Visitor<'de> for Words<K> {
            type Value = Localized<K>;

            fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
                f.write_str("a string")
            }

            fn visit_newtype_struct<D: Deserializer<'de>>(self, from: D) -> Result<Self::Value, D::Error> {
                String::deserialize(from).map(|words| Localized(words, PhantomData))
            }

            super::forms::words!(|words| Ok(Localized(words, PhantomData)));
        }

        from.deserialize_newtype_struct(K::KIND.name(), Words(PhantomData))
    }
}

/// Reads a list of texts.
pub(super) fn texts<'de, D: Deserializer<'de>>(from: D) -> Result<Many<String>, D::Error> {
    struct List;

    impl<'de> Visitor<'de> for List {
        type Value = Many<String>;

        fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
            f.write_str("one item or a list")
        }

        fn visit_newtype_struct<D: Deserializer<'de>>(self, from: D) -> Result<Self::Value, D::Error> {
            let many = Many::<Localized<Text>>::deserialize(from)?;
            Ok(Many(many.0.into_iter().map(|words| words.0).collect()))
        }
    }

    from.deserialize_newtype_struct(TextKind::List.name(), List)
}

/// Reads a mapping of ids to texts.
pub(super) fn texts_by_id<'de, D: Deserializer<'de>>(from: D) -> Result<Entries<String>, D::Error> {
    let entries = Entries::<Localized<Text>>::deserialize(from)?;
    Ok(Entries(entries.0.into_iter().map(|Entry { id, value }| Entry { id, value: value.0 }).collect()))
}

/// Reads a mapping whose keys are words of a language.
pub(super) fn bounds<'de, D: Deserializer<'de>>(from: D) -> Result<Entries<String>, D::Error> {
    asked(TextKind::Bounds, from)
}

/// Reads something of which a reader is asked for by its kind, and which is else as it is.
pub(super) fn asked<'de, T: Deserialize<'de>, D: Deserializer<'de>>(kind: TextKind, from: D) -> Result<T, D::Error> {
    struct AsItIs<T>(PhantomData<T>);

    impl<'de, T: Deserialize<'de>> Visitor<'de> for AsItIs<T> {
        type Value = T;

        fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
            f.write_str("a mapping")
        }

        fn visit_newtype_struct<D: Deserializer<'de>>(self, from: D) -> Result<T, D::Error> {
            T::deserialize(from)
        }
    }

    from.deserialize_newtype_struct(kind.name(), AsItIs(PhantomData))
}

/// What may be written for a text: words, or words for each language.
pub(super) struct InLanguages;

impl JsonSchema for InLanguages {
    fn inline_schema() -> bool {
        true
    }

    fn schema_name() -> Cow<'static, str> {
        "InLanguages".into()
    }

    fn json_schema(_: &mut SchemaGenerator) -> Schema {
        json_schema!({
            "anyOf": [
                { "type": "string" },
                { "type": "object", "additionalProperties": { "type": "string" } },
            ]
        })
    }
}

/// What may be written for a list of texts.
pub(super) struct ListInLanguages;

impl JsonSchema for ListInLanguages {
    fn inline_schema() -> bool {
        true
    }

    fn schema_name() -> Cow<'static, str> {
        "ListInLanguages".into()
    }

    fn json_schema(_: &mut SchemaGenerator) -> Schema {
        json_schema!({
            "anyOf": [
                { "type": "string" },
                { "type": "array", "items": {
                    "anyOf": [{ "type": "string" }, { "type": "object", "additionalProperties": { "type": "string" } }]
                } },
                { "type": "object", "additionalProperties": {
                    "anyOf": [{ "type": "string" }, { "type": "array", "items": { "type": "string" } }]
                } },
            ]
        })
    }
}
