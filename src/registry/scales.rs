//! Scales of the house's own verdict words: a mapping of words, or one for each language of the publication.

use std::fmt;

use schemars::JsonSchema;
use serde::Deserialize;
use serde::de::value::{MapAccessDeserializer, SeqAccessDeserializer};
use serde::de::{Deserializer, MapAccess, SeqAccess, Visitor};

use super::forms::Entries;
use super::text_kind::TextKind;

/// A scale of verdict words, best first.
#[derive(Debug, Clone, JsonSchema)]
#[schemars(with = "Entries<String>", inline)]
pub enum Scale {
    /// Each word with the standing it needs.
    Words(Entries<String>),
    /// Words alone: a mistake that is told with the words in it.
    Listed(Vec<String>),
}

impl Default for Scale {
    fn default() -> Self {
        Self::Words(Entries::default())
    }
}

impl<'de> Deserialize<'de> for Scale {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        struct Words;

        impl<'de> Visitor<'de> for Words {
            type Value = Scale;

            fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
                f.write_str("a mapping of each word to the standing it needs")
            }

            fn visit_newtype_struct<D: Deserializer<'de>>(self, from: D) -> Result<Self::Value, D::Error> {
                from.deserialize_any(self)
            }

            fn visit_map<M: MapAccess<'de>>(self, map: M) -> Result<Self::Value, M::Error> {
                Entries::deserialize(MapAccessDeserializer::new(map)).map(Scale::Words)
            }

            fn visit_seq<S: SeqAccess<'de>>(self, list: S) -> Result<Self::Value, S::Error> {
                Vec::deserialize(SeqAccessDeserializer::new(list)).map(Scale::Listed)
            }
        }

        deserializer.deserialize_newtype_struct(TextKind::Words.name(), Words)
    }
}
