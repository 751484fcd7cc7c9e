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
    /// Greater than: a value; a period in words (`previous`, `a year earlier`), which is the row that agrees in all else; or
    /// another cell: `{ column: target }`, `{ area: UK }`.
    pub gt: Option<Limit>,
    /// Greater than or equal to.
    pub gte: Option<Limit>,
    /// Less than.
    pub lt: Option<Limit>,
    /// Less than or equal to.
    pub lte: Option<Limit>,
    /// Not equal to, or none of a list.
    pub not: Option<Many<Scalar>>,
    /// Matches a regular expression over the cell as written.
    pub matches: Option<Scalar>,
    /// Among the rows with the most: so many (`3`), or a part of them (`10%`), rounded down.
    pub top: Option<Scalar>,
    /// Among the rows with the least, as `top`.
    pub bottom: Option<Scalar>,
}

/// What a bound names: a value, or another cell.
#[derive(Debug, Clone, PartialEq, Eq, JsonSchema)]
#[schemars(untagged, inline)]
pub enum Limit {
    /// A value, or a period in words.
    Value(Scalar),
    /// That of another column, `{ column: target }`; or of the row that differs in one, `{ area: UK }`.
    Cell(Entries<Scalar>),
}

impl<'de> Deserialize<'de> for Limit {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        struct ValueOrCell;

        impl<'de> Visitor<'de> for ValueOrCell {
            type Value = Limit;

            fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
                f.write_str("a value, or a mapping that names another cell")
            }

            words!(|words| Ok(Limit::Value(Scalar(words))));

            fn visit_map<M: MapAccess<'de>>(self, map: M) -> Result<Self::Value, M::Error> {
                Entries::deserialize(MapAccessDeserializer::new(map)).map(Limit::Cell)
            }
        }

        deserializer.deserialize_any(ValueOrCell)
    }
}

impl<'de> Deserialize<'de> for Condition {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        struct AnyCondition;

        impl<'de> Visitor<'de> for AnyCondition {
            type Value = Condition;

            fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
                f.write_str("a value, a list of values, or a mapping of gt, gte, lt, lte, not, matches, top, bottom")
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

/// What a value is ranked among: figures, or the values under other conditions.
#[derive(Debug, Clone, JsonSchema)]
#[schemars(untagged, inline)]
pub enum Among {
    /// Figures, or the one series.
    Figures(Many<String>),
    /// Conditions that take the place of those of the same columns; `{ area: any }` lifts one.
    Conditions(Entries<Condition>),
}

impl Default for Among {
    fn default() -> Self {
        Self::Figures(Many::default())
    }
}

impl Among {
    /// Returns the figures.
    pub fn figures(&self) -> &[String] {
        match self {
            Self::Figures(figures) => &figures.0,
            Self::Conditions(_) => &[],
        }
    }
}

impl<'de> Deserialize<'de> for Among {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        struct FiguresOrConditions;

        impl<'de> Visitor<'de> for FiguresOrConditions {
            type Value = Among;

            fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
                f.write_str("a figure, a list of figures, or a mapping of conditions")
            }

            words!(|words: String| Ok(Among::Figures(Many(vec![words]))));

            fn visit_map<M: MapAccess<'de>>(self, map: M) -> Result<Self::Value, M::Error> {
                Entries::deserialize(MapAccessDeserializer::new(map)).map(Among::Conditions)
            }

            fn visit_seq<S: SeqAccess<'de>>(self, seq: S) -> Result<Self::Value, S::Error> {
                Vec::deserialize(SeqAccessDeserializer::new(seq)).map(|figures| Among::Figures(Many(figures)))
            }
        }

        deserializer.deserialize_any(FiguresOrConditions)
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
