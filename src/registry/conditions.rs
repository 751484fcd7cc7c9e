//! Conditions on rows, and what the number of an aggregate is held against.

use std::fmt;

use schemars::JsonSchema;
use serde::Deserialize;
use serde::de::value::{MapAccessDeserializer, SeqAccessDeserializer};
use serde::de::{Deserializer, Error, MapAccess, SeqAccess, Visitor};

use super::forms::{Entries, Many, Scalar, words};

/// What a column must be for a row to be selected: equal to a scalar, one of a list, or within bounds.
#[derive(Debug, Clone, PartialEq, Eq, JsonSchema)]
#[schemars(untagged, inline)]
pub enum Condition {
    /// Equal to.
    Is(Scalar),
    /// One of.
    OneOf(Vec<Scalar>),
    /// Within bounds, in the words of Vega-Lite's predicates.
    Within(Bounds),
}

/// The bounds of a condition.
#[derive(Debug, Clone, Default, PartialEq, Eq, Deserialize, JsonSchema)]
#[serde(default, deny_unknown_fields)]
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

/// What the number of an aggregate is held against.
#[derive(Debug, Clone, Default, Deserialize, JsonSchema)]
#[serde(default, deny_unknown_fields)]
pub struct Against {
    /// The base.
    pub against: Option<Base>,
}

/// Two figures; or, beside an aggregate, what its number is held against.
#[derive(Debug, Clone, JsonSchema)]
#[schemars(untagged, inline)]
pub enum Operands {
    /// Figures, in order.
    Figures(Vec<String>),
    /// The base of an aggregate.
    Against(Against),
}

impl Operands {
    /// Returns the figures; none where a base stands in their place.
    pub fn figures(&self) -> Option<&[String]> {
        match self {
            Self::Figures(figures) => Some(figures),
            Self::Against(_) => None,
        }
    }

    /// Returns the base; none where figures stand in its place.
    pub fn base(&self) -> Option<&Base> {
        match self {
            Self::Figures(_) => None,
            Self::Against(against) => against.against.as_ref(),
        }
    }
}

impl<'de> Deserialize<'de> for Operands {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        struct ListOrMapping;

        impl<'de> Visitor<'de> for ListOrMapping {
            type Value = Operands;

            fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
                f.write_str("a list of figures, or a mapping with `against`")
            }

            fn visit_map<M: MapAccess<'de>>(self, map: M) -> Result<Self::Value, M::Error> {
                Against::deserialize(MapAccessDeserializer::new(map)).map(Operands::Against)
            }

            fn visit_seq<S: SeqAccess<'de>>(self, seq: S) -> Result<Self::Value, S::Error> {
                Vec::deserialize(SeqAccessDeserializer::new(seq)).map(Operands::Figures)
            }
        }

        deserializer.deserialize_any(ListOrMapping)
    }
}

/// What a number is held against: words for a period (`previous`, `a year earlier`, `2015`), or conditions that take the place of
/// those of the same columns (`{ area: UK }`; `{ area: any }` lifts one), or another column of the same rows (`{ column: target }`).
#[derive(Debug, Clone, JsonSchema)]
#[schemars(untagged, inline)]
pub enum Base {
    /// A period in words; of a `share`, the figure that is its whole.
    Words(String),
    /// Conditions by column, or `column`.
    Conditions(Entries<Condition>),
}

impl Base {
    /// Returns the words; none where conditions stand in their place.
    pub fn words(&self) -> Option<&String> {
        match self {
            Self::Words(words) => Some(words),
            Self::Conditions(_) => None,
        }
    }
}

impl<'de> Deserialize<'de> for Base {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        struct WordsOrConditions;

        impl<'de> Visitor<'de> for WordsOrConditions {
            type Value = Base;

            fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
                f.write_str("a period in words, or a mapping of conditions")
            }

            words!(|words: String| Ok(Base::Words(words)));

            fn visit_map<M: MapAccess<'de>>(self, map: M) -> Result<Self::Value, M::Error> {
                Entries::deserialize(MapAccessDeserializer::new(map)).map(Base::Conditions)
            }
        }

        deserializer.deserialize_any(WordsOrConditions)
    }
}
