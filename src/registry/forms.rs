//! The forms that values of the registry share: a scalar kept as its words, one or many, entries by their ids, and words where a
//! mapping would do.

use std::collections::{BTreeMap, HashSet};
use std::fmt;
use std::marker::PhantomData;

use schemars::JsonSchema;
use serde::Deserialize;
use serde::de::value::{MapAccessDeserializer, SeqAccessDeserializer, StrDeserializer};
use serde::de::{Deserializer, Error, MapAccess, SeqAccess, Visitor};

use super::text_kind::TextKind;

/// A scalar as its words; its type is decided by what it is compared with.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, JsonSchema)]
#[schemars(inline)]
pub struct Scalar(pub String);

impl<'de> Deserialize<'de> for Scalar {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        String::deserialize(deserializer).map(Scalar)
    }
}

/// Says the scalar's words whatever YAML took it for.
macro_rules! words {
    ($make:expr) => {
        fn visit_str<E: Error>(self, words: &str) -> Result<Self::Value, E> {
            $make(words.to_owned())
        }

        fn visit_bool<E: Error>(self, value: bool) -> Result<Self::Value, E> {
            $make(value.to_string())
        }

        fn visit_i64<E: Error>(self, value: i64) -> Result<Self::Value, E> {
            $make(value.to_string())
        }

        fn visit_u64<E: Error>(self, value: u64) -> Result<Self::Value, E> {
            $make(value.to_string())
        }

        fn visit_f64<E: Error>(self, value: f64) -> Result<Self::Value, E> {
            $make(value.to_string())
        }
    };
}
pub(super) use words;

/// A mapping that words may stand for.
pub trait ShortForm: Sized {
    /// What is wanted, where something else is written.
    const EXPECTING: &'static str;

    /// What kind of text the words are.
    const KIND: TextKind;

    /// Returns the mapping that these words stand for.
    fn from_words(words: String) -> Self;

    /// Reads the mapping.
    fn mapping<'de, D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error>;

    /// Reads the mapping, or the words that stand for it.
    fn read<'de, D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        struct WordsOrMapping<T>(PhantomData<T>);

        impl<'de, T: ShortForm> Visitor<'de> for WordsOrMapping<T> {
            type Value = T;

            fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
                f.write_str(T::EXPECTING)
            }

            words!(|words: String| Ok(T::from_words(words)));

            fn visit_newtype_struct<D: Deserializer<'de>>(self, from: D) -> Result<Self::Value, D::Error> {
                from.deserialize_any(self)
            }

            fn visit_map<M: MapAccess<'de>>(self, map: M) -> Result<Self::Value, M::Error> {
                T::mapping(MapAccessDeserializer::new(map))
            }
        }

        deserializer.deserialize_newtype_struct(Self::KIND.name(), WordsOrMapping(PhantomData))
    }
}

/// Says what words mean where a mapping may stand; how the mapping is read is derived, with `remote = "Self"`.
macro_rules! short_form {
    ($name:ident $kind:ident, $expecting:literal, |$words:ident| $mapping:expr) => {
        impl $crate::registry::ShortForm for $name {
            const EXPECTING: &'static str = $expecting;
            const KIND: $crate::registry::TextKind = $crate::registry::TextKind::$kind;

            fn from_words($words: String) -> Self {
                $mapping
            }

            fn mapping<'de, D: serde::Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
                Self::deserialize(deserializer)
            }
        }

        impl<'de> serde::Deserialize<'de> for $name {
            fn deserialize<D: serde::Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
                $crate::registry::ShortForm::read(deserializer)
            }
        }
    };
}
pub(super) use short_form;

/// One item or a list of them.
#[derive(Debug, Clone, PartialEq, Eq, JsonSchema)]
#[schemars(with = "OneOrList<T>", inline)]
pub struct Many<T>(pub Vec<T>);

/// What may be written for one or many.
#[derive(JsonSchema)]
#[schemars(untagged, inline)]
#[expect(dead_code, reason = "it is only described")]
enum OneOrList<T> {
    One(T),
    List(Vec<T>),
}

impl<T> Default for Many<T> {
    fn default() -> Self {
        Self(Vec::new())
    }
}

impl<T> Many<T> {
    /// Visits the items.
    pub fn iter(&self) -> std::slice::Iter<'_, T> {
        self.0.iter()
    }

    /// Returns whether nothing was written.
    pub fn is_empty(&self) -> bool {
        self.0.is_empty()
    }
}

impl<'de, T: Deserialize<'de>> Deserialize<'de> for Many<T> {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        struct OneOrMany<T>(PhantomData<T>);

        impl<'de, T: Deserialize<'de>> Visitor<'de> for OneOrMany<T> {
            type Value = Many<T>;

            fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
                f.write_str("one item or a list")
            }

            words!(|words: String| T::deserialize(StrDeserializer::new(&words)).map(|one| Many(vec![one])));

            fn visit_map<M: MapAccess<'de>>(self, map: M) -> Result<Self::Value, M::Error> {
                T::deserialize(MapAccessDeserializer::new(map)).map(|one| Many(vec![one]))
            }

            fn visit_seq<S: SeqAccess<'de>>(self, seq: S) -> Result<Self::Value, S::Error> {
                Vec::deserialize(SeqAccessDeserializer::new(seq)).map(Many)
            }

            fn visit_unit<E>(self) -> Result<Self::Value, E> {
                Ok(Many::default())
            }

            fn visit_newtype_struct<D: Deserializer<'de>>(self, from: D) -> Result<Self::Value, D::Error> {
                from.deserialize_any(self)
            }
        }

        deserializer.deserialize_newtype_struct(TextKind::Many.name(), OneOrMany(PhantomData))
    }
}

/// One `id: …` of a section.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Entry<T> {
    /// The id as written.
    pub id: String,
    /// What stands under it.
    pub value: T,
}

/// The entries of a section in the author's order.
#[derive(Debug, Clone, PartialEq, Eq, JsonSchema)]
#[schemars(with = "BTreeMap<String, T>", inline)]
pub struct Entries<T>(pub Vec<Entry<T>>);

impl<T> Default for Entries<T> {
    fn default() -> Self {
        Self(Vec::new())
    }
}

impl<T> Entries<T> {
    /// Visits the entries.
    pub fn iter(&self) -> std::slice::Iter<'_, Entry<T>> {
        self.0.iter()
    }
}

impl<'de, T: Deserialize<'de>> Deserialize<'de> for Entries<T> {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        struct Pairs<T>(PhantomData<T>);

        impl<'de, T: Deserialize<'de>> Visitor<'de> for Pairs<T> {
            type Value = Entries<T>;

            fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
                f.write_str("a mapping of ids")
            }

            fn visit_map<M: MapAccess<'de>>(self, mut map: M) -> Result<Self::Value, M::Error> {
                let mut entries = Vec::with_capacity(map.size_hint().unwrap_or(0));
                let mut known = HashSet::new();
                while let Some((id, value)) = map.next_entry::<String, T>()? {
                    if !known.insert(id.clone()) {
                        return Err(M::Error::custom(format_args!("`{id}` appears twice")));
                    }
                    entries.push(Entry { id, value });
                }
                Ok(Entries(entries))
            }

            fn visit_unit<E>(self) -> Result<Self::Value, E> {
                Ok(Entries::default())
            }
        }

        deserializer.deserialize_any(Pairs(PhantomData))
    }
}
