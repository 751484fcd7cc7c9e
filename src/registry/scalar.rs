//! The shapes that registry values share: a scalar kept as its words, one or many, words where an object would do,
//! and the conditions of a `where`.

use std::fmt;
use std::marker::PhantomData;

use serde::Deserialize;
use serde::de::value::{MapAccessDeserializer, SeqAccessDeserializer, StrDeserializer};
use serde::de::{Deserializer, Error, MapAccess, SeqAccess, Visitor};

use super::entries::Entries;
use super::shape::object;

/// A scalar as its words; its type is decided by what it is compared with.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord)]
pub struct Scalar(pub String);

impl<'de> Deserialize<'de> for Scalar {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        String::deserialize(deserializer).map(Scalar)
    }
}

/// An object that a string may stand for.
pub trait ShortForm: Sized {
    /// Returns the object that these words stand for.
    fn from_words(words: String) -> Self;
}

impl ShortForm for String {
    fn from_words(words: String) -> Self {
        words
    }
}

impl ShortForm for Scalar {
    fn from_words(words: String) -> Self {
        Self(words)
    }
}

/// One item or a list of them.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Many<T>(pub Vec<T>);

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
        }

        deserializer.deserialize_any(OneOrMany(PhantomData))
    }
}

/// The key of a join: columns that both datasets have, or pairs of a column and what the second dataset calls it.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct JoinKey(pub Vec<(String, String)>);

impl<'de> Deserialize<'de> for JoinKey {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        struct ColumnsOrPairs;

        impl<'de> Visitor<'de> for ColumnsOrPairs {
            type Value = JoinKey;

            fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
                f.write_str("a column, a list of columns, or a mapping of columns")
            }

            words!(|words: String| Ok(JoinKey(vec![(words.clone(), words)])));

            fn visit_map<M: MapAccess<'de>>(self, map: M) -> Result<Self::Value, M::Error> {
                let pairs = Entries::<String>::deserialize(MapAccessDeserializer::new(map))?;
                Ok(JoinKey(pairs.0.into_iter().map(|pair| (pair.id, pair.value)).collect()))
            }

            fn visit_seq<S: SeqAccess<'de>>(self, seq: S) -> Result<Self::Value, S::Error> {
                let columns = Vec::<String>::deserialize(SeqAccessDeserializer::new(seq))?;
                Ok(JoinKey(columns.into_iter().map(|column| (column.clone(), column)).collect()))
            }

            fn visit_unit<E>(self) -> Result<Self::Value, E> {
                Ok(JoinKey::default())
            }
        }

        deserializer.deserialize_any(ColumnsOrPairs)
    }
}

/// Reads an object, or the words that stand for it, with `object` reading the mapping.
pub(super) fn short_form<'de, D, T, O>(deserializer: D, expecting: &'static str, object: O) -> Result<T, D::Error>
where
    D: Deserializer<'de>,
    T: ShortForm,
    O: Object<'de, T>,
{
    struct WordsOrObject<T, O>(&'static str, O, PhantomData<T>);

    impl<'de, T: ShortForm, O: Object<'de, T>> Visitor<'de> for WordsOrObject<T, O> {
        type Value = T;

        fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
            f.write_str(self.0)
        }

        words!(|words: String| Ok(T::from_words(words)));

        fn visit_map<M: MapAccess<'de>>(self, map: M) -> Result<Self::Value, M::Error> {
            self.1.read(MapAccessDeserializer::new(map))
        }
    }

    deserializer.deserialize_any(WordsOrObject(expecting, object, PhantomData))
}

/// Reads the mapping of a value that also has a short form.
pub(super) trait Object<'de, T> {
    fn read<D: Deserializer<'de>>(self, deserializer: D) -> Result<T, D::Error>;
}

/// What a column must be for a row to be selected: equal to a scalar, one of a list, or within bounds.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Condition {
    /// Equal to.
    Is(Scalar),
    /// One of.
    OneOf(Vec<Scalar>),
    /// Within bounds, in the words of Vega-Lite's predicates.
    Within(Bounds),
}

object! {
    /// The bounds of a condition.
    #[derive(PartialEq, Eq)]
    pub struct Bounds {
        /// Greater than.
        pub gt: Option<Scalar>,
        /// Greater than or equal to.
        pub gte: Option<Scalar>,
        /// Less than.
        pub lt: Option<Scalar>,
        /// Less than or equal to.
        pub lte: Option<Scalar>,
        /// Not equal to, or none of a list.
        pub not: Option<Many<Scalar>>,
        /// Matches a regular expression over the cell as written.
        pub matches: Option<Scalar>,
    }
}

impl<'de> Deserialize<'de> for Condition {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        struct AnyCondition;

        impl<'de> Visitor<'de> for AnyCondition {
            type Value = Condition;

            fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
                f.write_str("a value, a list of values, or a mapping of gt, gte, lt, lte, not, matches")
            }

            words!(|words| Ok(Condition::Is(Scalar(words))));

            fn visit_map<M: MapAccess<'de>>(self, map: M) -> Result<Self::Value, M::Error> {
                Bounds::deserialize(MapAccessDeserializer::new(map)).map(Condition::Within)
            }

            fn visit_seq<S: SeqAccess<'de>>(self, seq: S) -> Result<Self::Value, S::Error> {
                Vec::deserialize(SeqAccessDeserializer::new(seq)).map(Condition::OneOf)
            }
        }

        deserializer.deserialize_any(AnyCondition)
    }
}
