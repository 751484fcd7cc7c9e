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

/// What kind of text it is: which words stand for every language.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum TextKind {
    /// A text: only words without a letter, and single words that are no words (ids, addresses), stand for all languages.
    Text,
    /// A name, which stands for all languages where it begins with a capital, or is one word.
    Name,
    /// An id, an address or a name in one word, or a text.
    Speaker,
    /// A quantity: only digits stand for all languages.
    Quantity,
    /// A list of texts, or a list for each language.
    List,
    /// A mapping whose keys are words of a language, or one for each language.
    Words,
    /// The same, of which a language may have none.
    Bounds,
    /// A mapping, or words that stand for a text in it.
    ShortText,
    /// The same for a name.
    ShortName,
    /// The same for a speaker.
    ShortSpeaker,
    /// The same for what is in no language.
    Short,
    /// One item or a list.
    Many,
}

impl TextKind {
    const ALL: [(&'static str, Self); 12] = [
        ("a text", Self::Text),
        ("a name", Self::Name),
        ("a speaker", Self::Speaker),
        ("a quantity", Self::Quantity),
        ("a list of texts", Self::List),
        ("words", Self::Words),
        ("bounds of words", Self::Bounds),
        ("a short text", Self::ShortText),
        ("a short name", Self::ShortName),
        ("a short speaker", Self::ShortSpeaker),
        ("a short form", Self::Short),
        ("one or many", Self::Many),
    ];

    /// Returns the kind that a reader is asked for by this name.
    pub fn asked(name: &str) -> Option<Self> {
        Self::ALL.into_iter().find_map(|(known, kind)| (known == name).then_some(kind))
    }

    /// Returns the name by which a reader is asked for it.
    pub fn name(self) -> &'static str {
        Self::ALL.into_iter().find_map(|(name, kind)| (kind == self).then_some(name)).unwrap_or_default()
    }
}

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
                { "type": "array", "items": { "type": "string" } },
                { "type": "object", "additionalProperties": {
                    "anyOf": [{ "type": "string" }, { "type": "array", "items": { "type": "string" } }]
                } },
            ]
        })
    }
}
