//! `figures`, `tables`, `charts`: named numbers and selections, declared and never computed in prose.
//!
//! A claim's `test` is written with the keys of a figure, so one type reads both; [`resolve`](crate::resolve) refuses the
//! keys that belong to the other.

use std::fmt;

use schemars::JsonSchema;
use serde::Deserialize;
use serde::de::value::{MapAccessDeserializer, SeqAccessDeserializer};
use serde::de::{Deserializer, Error, MapAccess, SeqAccess, Visitor};

use crate::vocabulary::TrendKind;

use super::conditions::{Against, Among, Base, Condition, Operands};
use super::forms::{Entries, Many, words};
use super::localized::{InLanguages, quantity, text};
use super::rates::Rate;

/// A named number: a selection with one aggregate, a derivation, or a quotation.
#[derive(Debug, Clone, Default, Deserialize, JsonSchema)]
#[serde(default, deny_unknown_fields)]
pub struct Figure {
    /// What it is, in words; printed where the number's origin is shown.
    #[serde(deserialize_with = "text")]
    #[schemars(with = "Option<InLanguages>")]
    pub label: Option<String>,
    /// A dataset's id.
    pub of: Option<String>,
    /// Conditions by column.
    #[serde(rename = "where")]
    pub conditions: Entries<Condition>,
    /// A second dataset.
    pub join: Option<Join>,
    /// The column of a series.
    pub by: Option<String>,
    /// The sum of a column.
    pub sum: Option<String>,
    /// The arithmetic mean of a column.
    pub mean: Option<String>,
    /// Of `mean`: the column that says how often each row counts, such as how many pupils each school has.
    pub weight: Option<String>,
    /// The middle value of a column.
    pub median: Option<String>,
    /// The value of a column below which so many percent of the rows lie.
    pub percentile: Option<Percentile>,
    /// The least value of a column.
    pub min: Option<String>,
    /// The greatest value of a column.
    pub max: Option<String>,
    /// How many rows (`rows`), or how many cells of a column are filled.
    pub count: Option<String>,
    /// How many different values a column has.
    pub distinct: Option<String>,
    /// The one value of exactly one row.
    pub value: Option<String>,
    /// `leave-out` where rows without a value and periods without a row are meant to be missing; the page says how many. A problem
    /// where absent.
    pub missing: Option<String>,
    /// A quotient of sums: the measure whose `rate_of` names what is divided and by what.
    pub rate: Option<Rate>,
    /// An amount in the prices of one period: the measure whose `real_of` names the amount and its index.
    pub real: Option<String>,
    /// First figure minus second; beside an aggregate, the number less its base.
    pub difference: Option<Operands>,
    /// First figure divided by second; beside an aggregate, how many times its base the number is.
    pub ratio: Option<Operands>,
    /// Percent change, from one figure to another; beside an aggregate, from its base.
    pub change: Option<Pair>,
    /// Change in percentage points, from one figure to another; beside an aggregate, from its base.
    pub points: Option<Pair>,
    /// Beside an aggregate: the number in percent of its base, which is 100.
    pub index: Option<Against>,
    /// The part, as a percentage of `whole`.
    pub share: Option<String>,
    /// The whole of a `share`: a figure; beside an aggregate, the base of which the number is a part.
    pub whole: Option<Base>,
    /// The sum of figures.
    pub total: Option<Vec<String>>,
    /// The place of a value among others, the greatest first.
    pub rank: Option<Rank>,
    /// Where a series is `highest` or `lowest`: the name of the place, group or period.
    pub which: Option<String>,
    /// Of `which`: the series, where it is a declared one.
    pub among: Option<String>,
    /// Of `which`: the place counted from that end, such as 3 for the third highest; the first where absent.
    pub nth: Option<String>,
    /// Of `which`: `share` where several may have the same place, and all are named; `alone` where the claim says that one has it.
    pub ties: Option<String>,
    /// For how many of the selected rows conditions hold, of how many; beside an aggregate with `by`, for how many values of
    /// the series, called `value`.
    pub holds: Entries<Condition>,
    /// How many steps a series has: its id.
    pub steps: Option<String>,
    /// The longest unbroken run of rises or falls of a series, or the one that ends with its last value.
    pub run: Option<Run>,
    /// Since when the last value of a series is the highest or the lowest: the latest earlier period that is as high, or as low.
    pub since: Option<Since>,
    /// The least value of a series: its id.
    pub lowest: Option<String>,
    /// The greatest value of a series: its id.
    pub highest: Option<String>,
    /// In a figure, the series whose rising steps are counted; in a test, `every-step`, `last 5` (steps in a
    /// row up to the last value), or a quantity of steps.
    pub rises: Option<String>,
    /// In a figure, the series whose falling steps are counted; in a test, `every-step`, `last 5` (steps in a
    /// row up to the last value), or a quantity of steps.
    pub falls: Option<String>,
    /// In a test: the last value of the series is the lowest since this period, which was as low or lower; `first`
    /// where it is lower than all before it.
    pub lowest_since: Option<String>,
    /// In a test: the last value of the series is the highest since this period, which was as high or higher; `first`
    /// where it is higher than all before it.
    pub highest_since: Option<String>,
    /// In a test: `highest` where the last value of the series is above all before it, `lowest` where it is below them.
    pub record: Option<String>,
    /// In a test: `first-to-last`, the last value of the series is at least twice the first.
    pub doubled: Option<String>,
    /// In a test: a declared figure instead of an inline one.
    pub figure: Option<String>,
    /// In a test: what the claim is taken to mean, in a sentence for the reader.
    #[serde(deserialize_with = "text")]
    #[schemars(with = "Option<InLanguages>")]
    pub reading: Option<String>,
    /// In a test: why periods on both sides of a break in the series may be compared; the page repeats it.
    #[serde(deserialize_with = "text")]
    #[schemars(with = "Option<InLanguages>")]
    pub comparable: Option<String>,
    /// The quantity as the source words it.
    #[serde(deserialize_with = "quantity")]
    #[schemars(with = "Option<InLanguages>")]
    pub quote: Option<String>,
    /// Where it is quoted from.
    pub source: Option<String>,
    /// Where in that source.
    #[serde(deserialize_with = "text")]
    #[schemars(with = "Option<InLanguages>")]
    pub locator: Option<String>,
    /// What it counts; needed for a quotation, known for the rest.
    pub measure: Option<String>,
    /// The period it is of, where a quotation does not say.
    pub period: Option<String>,
    /// How many decimals are printed; none where absent, one for percentages and ratios.
    pub decimals: Option<String>,
    /// Of one that is made for each row: what the cells of the row must be for it to be made.
    pub when: Entries<Condition>,
}

impl Figure {
    /// Returns what a test asks of a series, each with its words: one thing, where it is right.
    pub fn trends(&self) -> Vec<(TrendKind, &String)> {
        let words = |kind| match kind {
            TrendKind::Rises => &self.rises,
            TrendKind::Falls => &self.falls,
            TrendKind::LowestSince => &self.lowest_since,
            TrendKind::HighestSince => &self.highest_since,
            TrendKind::Record => &self.record,
            TrendKind::Doubled => &self.doubled,
        };
        TrendKind::ALL.into_iter().filter_map(|kind| Some((kind, words(kind).as_ref()?))).collect()
    }
}

/// The value below which so many percent of the rows lie.
#[derive(Debug, Clone, Default, Deserialize, JsonSchema)]
#[serde(default, deny_unknown_fields)]
pub struct Percentile {
    /// The column.
    pub column: Option<String>,
    /// How many percent of the rows, such as 90; 50 is the median.
    pub at: Option<String>,
}

/// From one figure to another; or, beside an aggregate, what its number is held against.
#[derive(Debug, Clone, Default, Deserialize, JsonSchema)]
#[serde(default, deny_unknown_fields)]
pub struct Pair {
    /// The earlier figure.
    pub from: Option<String>,
    /// The later figure.
    pub to: Option<String>,
    /// Beside an aggregate: the base.
    pub against: Option<Base>,
}

/// A value among others.
#[derive(Debug, Clone, Default, Deserialize, JsonSchema)]
#[serde(default, deny_unknown_fields)]
pub struct Rank {
    /// The figure to rank.
    pub value: Option<String>,
    /// The figures, or the one series, it is ranked among; beside an aggregate, what the condition is that is lifted:
    /// `{ area: any }`.
    pub among: Among,
    /// From which end its place is counted, `highest` or `lowest`; told with it, and of how many.
    pub from: Option<String>,
}

/// The longest unbroken run in a series.
#[derive(Debug, Clone, Default, Deserialize, JsonSchema)]
#[serde(default, deny_unknown_fields)]
pub struct Run {
    /// The series.
    pub of: Option<String>,
    /// `rises` or `falls`.
    pub direction: Option<String>,
    /// `latest` for the run that ends with the last value; the longest one where absent.
    pub ending: Option<String>,
}

/// Since when the last value of a series is the highest, or the lowest.
#[derive(Debug, Clone, Default, Deserialize, JsonSchema)]
#[serde(default, deny_unknown_fields)]
pub struct Since {
    /// The series whose last value is held against those before it: the latest that is as high.
    pub highest: Option<String>,
    /// The same for the latest that is as low.
    pub lowest: Option<String>,
}

/// A table: columns of a dataset, or a set of figures.
#[derive(Debug, Clone, Default, Deserialize, JsonSchema)]
#[serde(default, deny_unknown_fields)]
pub struct Table {
    /// What it shows.
    #[serde(deserialize_with = "text")]
    #[schemars(with = "Option<InLanguages>")]
    pub caption: Option<String>,
    /// What its numbers count; known where the dataset says.
    pub measure: Option<String>,
    /// A dataset's id.
    pub of: Option<String>,
    /// Conditions by column.
    #[serde(rename = "where")]
    pub conditions: Entries<Condition>,
    /// A second dataset.
    pub join: Option<Join>,
    /// The columns, in order.
    pub columns: Many<String>,
    /// Figures, one a row.
    pub figures: Many<String>,
    /// By which of its columns the rows are put in order, and which way: `rate: falls` has the greatest first.
    pub sort: Entries<String>,
    /// How many rows are printed, with those that share the last place; all where absent.
    pub limit: Option<String>,
    /// How many decimals of a column are printed: `rate: 1`.
    pub decimals: Entries<String>,
    /// A remark printed below.
    #[serde(deserialize_with = "text")]
    #[schemars(with = "Option<InLanguages>")]
    pub note: Option<String>,
    /// Of one that is made for each row: what the cells of the row must be for it to be made.
    pub when: Entries<Condition>,
}

/// A chart: like a table, with a mark.
#[derive(Debug, Clone, Default, Deserialize, JsonSchema)]
#[serde(default, deny_unknown_fields)]
pub struct Chart {
    /// The finding it shows; composed of its numbers where absent.
    #[serde(deserialize_with = "text")]
    #[schemars(with = "Option<InLanguages>")]
    pub caption: Option<String>,
    /// What its numbers count.
    pub measure: Option<String>,
    /// A dataset's id.
    pub of: Option<String>,
    /// Conditions by column.
    #[serde(rename = "where")]
    pub conditions: Entries<Condition>,
    /// A second dataset.
    pub join: Option<Join>,
    /// The column along the x axis.
    pub by: Option<String>,
    /// The columns drawn.
    pub columns: Many<String>,
    /// The column whose labels are told apart in the picture: a line, or a bar at each place, for each.
    pub color: Option<String>,
    /// The column whose labels have a panel each, all with one scale.
    pub facet: Option<String>,
    /// Figures, one a mark.
    pub figures: Many<String>,
    /// How many decimals of a column are printed in the table below: `rate: 1`.
    pub decimals: Entries<String>,
    /// `line`, `bar`, `area`, `point`, `errorbar`, `range` or `slope`.
    pub mark: Option<String>,
    /// Whether each column has a panel of its own, with a scale of its own: small multiples.
    pub panels: Option<bool>,
    /// The claim whose quantity is drawn across it.
    pub claim: Option<String>,
    /// A remark printed below.
    #[serde(deserialize_with = "text")]
    #[schemars(with = "Option<InLanguages>")]
    pub note: Option<String>,
    /// Of one that is made for each row: what the cells of the row must be for it to be made.
    pub when: Entries<Condition>,
}

/// A second table, a dataset or a view, joined or looked up by a key.
#[derive(Debug, Clone, Default, Deserialize, JsonSchema)]
#[serde(default, deny_unknown_fields)]
pub struct Join {
    /// The id of the dataset or view.
    pub dataset: Option<String>,
    /// The column, or columns, that both have; or a mapping, where the second calls it otherwise: `{ code: AGS }`.
    pub key: JoinKey,
    /// Conditions on the columns of the second table, which its rows have to meet before they are looked up.
    #[serde(rename = "where")]
    pub conditions: Entries<Condition>,
    /// The only column that is looked up; exactly one row answers each key.
    pub value: Option<String>,
    /// The column of which all cells that answer are added up: in a `rate`, and in a view's `lookup`.
    pub sum: Option<String>,
    /// `leave-out` where rows without a partner are meant to be missing; the page says how many. A problem where absent.
    pub unmatched: Option<String>,
}

/// The key of a join: columns that both datasets have, or pairs of a column and what the second dataset calls it.
#[derive(Debug, Clone, Default, PartialEq, Eq, JsonSchema)]
#[schemars(with = "ColumnsOrPairs", inline)]
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

/// What may be written for the key of a join.
#[derive(JsonSchema)]
#[schemars(untagged, inline)]
#[expect(dead_code, reason = "it is only described")]
enum ColumnsOrPairs {
    One(String),
    Several(Vec<String>),
    Pairs(Entries<String>),
}
