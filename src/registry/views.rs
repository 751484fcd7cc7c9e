//! `views`: tables made of datasets and of other views, step by step, in the words of Vega-Lite's `transform`.

use std::fmt;

use schemars::JsonSchema;
use serde::Deserialize;
use serde::de::value::{MapAccessDeserializer, SeqAccessDeserializer};
use serde::de::{Deserializer, Error, MapAccess, SeqAccess, Visitor};

use super::conditions::{Against, Condition};
use super::figures::{Join, Pair, Percentile};
use super::forms::{Entries, Many, short_form, words};
use super::localized::{InLanguages, text};

/// A table made of another, which every figure, table and chart can name as it names a dataset.
#[derive(Debug, Clone, Default, Deserialize, JsonSchema)]
#[serde(default, deny_unknown_fields)]
pub struct View {
    /// Its title.
    #[serde(deserialize_with = "text")]
    #[schemars(with = "Option<InLanguages>")]
    pub title: Option<String>,
    /// The dataset or view it is made of.
    pub of: Option<String>,
    /// The steps, each of which takes the table that the one before made.
    pub transform: Many<Step>,
    /// Rows that are totals of rows beside them: by column, their labels, or `any` where the labels overlap.
    pub totals: Entries<Many<String>>,
    /// The type and title of columns that a step made.
    pub fields: Entries<ViewField>,
}

/// A column that a step made.
#[derive(Debug, Clone, Default, Deserialize, JsonSchema)]
#[serde(remote = "Self", default, deny_unknown_fields)]
#[schemars(extend("short form" = true))]
pub struct ViewField {
    /// `string`, `integer`, `number`, `date`, `yearmonth`, `quarter`, `week`, `year` or `financialyear`.
    #[serde(rename = "type")]
    pub kind: Option<String>,
    /// The month in which a financial or academic year begins, from 1.
    pub starts: Option<String>,
    /// Its heading in tables.
    #[serde(deserialize_with = "text")]
    #[schemars(with = "Option<InLanguages>")]
    pub title: Option<String>,
    /// What it holds.
    #[serde(deserialize_with = "text")]
    #[schemars(with = "Option<InLanguages>")]
    pub description: Option<String>,
}

short_form!(ViewField Short, "a type, or a mapping with `type` and further keys", |words| Self {
    kind: Some(words),
    ..Self::default()
});

/// One step. It has one of the keys `filter`, `fold`, `lookup`, `calculate`, `timeUnit`, `aggregate` and `window`, and the keys
/// that belong to that.
#[derive(Debug, Clone, Default, Deserialize, JsonSchema)]
#[serde(default, deny_unknown_fields)]
pub struct Step {
    /// Keeps the rows that meet these conditions, written as in a `where`.
    pub filter: Option<Entries<Condition>>,
    /// Makes a row of each of these columns: a wide table made long.
    pub fold: Option<Fold>,
    /// What new columns are called: of a `fold` the keys and then the value, of a `lookup` or `timeUnit` the one new column.
    #[serde(rename = "as")]
    pub named: Many<String>,
    /// Adds a column of another dataset or view, found by its key.
    pub lookup: Option<Join>,
    /// Adds columns calculated from columns of the same row.
    pub calculate: Option<Entries<Formula>>,
    /// Adds the longer period in which each period lies: `{ year: week }`.
    #[serde(rename = "timeUnit")]
    pub time_unit: Option<Entries<String>>,
    /// Of a `timeUnit` to financial years, the month in which they begin, from 1.
    pub starts: Option<String>,
    /// Makes one row of each group of rows.
    pub aggregate: Option<Entries<Summary>>,
    /// The columns whose values make a group, of an `aggregate` or a `window`.
    pub groupby: Many<String>,
    /// Adds columns that look at the rows of other periods.
    pub window: Option<Entries<Windowed>>,
    /// The column of periods of a `window`.
    pub by: Option<String>,
    /// Of an `aggregate`, `leave-out` where groups with half a period are meant to be left out. A problem where absent.
    pub incomplete: Option<String>,
    /// Of an `aggregate`, `leave-out` where cells without a value are meant to be left out. A problem where absent.
    pub missing: Option<String>,
}

/// The columns that are folded: those listed, or all but some.
#[derive(Debug, Clone, Default, JsonSchema)]
#[schemars(with = "ListedOrAllBut", inline)]
pub struct Fold {
    /// The columns that are folded.
    pub columns: Vec<String>,
    /// The columns that are not, where all others are.
    pub except: Vec<String>,
}

/// What may be written for the columns of a fold.
#[derive(JsonSchema)]
#[schemars(untagged, inline)]
#[expect(dead_code, reason = "it is only described")]
enum ListedOrAllBut {
    One(String),
    Several(Vec<String>),
    AllBut(AllBut),
}

/// All columns but some.
#[derive(Debug, Clone, Default, Deserialize, JsonSchema)]
#[serde(default, deny_unknown_fields)]
struct AllBut {
    /// The columns that are not folded.
    except: Many<String>,
}

impl<'de> Deserialize<'de> for Fold {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        struct Columns;

        impl<'de> Visitor<'de> for Columns {
            type Value = Fold;

            fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
                f.write_str("a list of columns, or `{ except: … }` with those that are not folded")
            }

            words!(|words: String| Ok(Fold { columns: vec![words], except: Vec::new() }));

            fn visit_map<M: MapAccess<'de>>(self, map: M) -> Result<Self::Value, M::Error> {
                let AllBut { except } = AllBut::deserialize(MapAccessDeserializer::new(map))?;
                Ok(Fold { columns: Vec::new(), except: except.0 })
            }

            fn visit_seq<S: SeqAccess<'de>>(self, seq: S) -> Result<Self::Value, S::Error> {
                let columns = Vec::deserialize(SeqAccessDeserializer::new(seq))?;
                Ok(Fold { columns, except: Vec::new() })
            }
        }

        deserializer.deserialize_any(Columns)
    }
}

/// How a new column is calculated from columns of the same row.
#[derive(Debug, Clone, Default, Deserialize, JsonSchema)]
#[serde(default, deny_unknown_fields)]
pub struct Formula {
    /// First column minus second.
    pub difference: Option<Vec<String>>,
    /// The sum of columns.
    pub total: Option<Vec<String>>,
    /// First column divided by second.
    pub ratio: Option<Vec<String>>,
    /// Percent change.
    pub change: Option<Pair>,
    /// The part, as a percentage of `whole`.
    pub share: Option<String>,
    /// The whole of a `share`.
    pub whole: Option<String>,
    /// A measure with `rate_of`: its numerator over its denominator.
    pub rate: Option<String>,
    /// The column of the numerator, where more than one counts it.
    pub numerator: Option<String>,
    /// The column of the denominator, where more than one counts it.
    pub denominator: Option<String>,
    /// A measure with `real_of`: its amount in the prices of one period.
    pub real: Option<String>,
    /// What the new column counts, where it is not what the columns count.
    pub measure: Option<String>,
    /// How many decimals are printed.
    pub decimals: Option<String>,
}

/// What is made of the rows of a group.
#[derive(Debug, Clone, Default, Deserialize, JsonSchema)]
#[serde(default, deny_unknown_fields)]
pub struct Summary {
    /// The sum of a column.
    pub sum: Option<String>,
    /// The arithmetic mean of a column.
    pub mean: Option<String>,
    /// Of `mean`: the column that says how often each row counts.
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
    /// What the new column counts, where it is not what the column counts.
    pub measure: Option<String>,
}

/// What is made of a row and the rows of other periods.
#[derive(Debug, Clone, Default, Deserialize, JsonSchema)]
#[serde(default, deny_unknown_fields)]
pub struct Windowed {
    /// The arithmetic mean of a column over the `last` periods.
    pub mean: Option<String>,
    /// The sum of a column over the `last` periods.
    pub sum: Option<String>,
    /// The least value of a column in the `last` periods.
    pub min: Option<String>,
    /// The greatest value of a column in the `last` periods.
    pub max: Option<String>,
    /// So many periods up to the row's own, or `all` up to it.
    pub last: Option<String>,
    /// The column whose value is held against its base, ranked, or taken from an earlier period.
    pub value: Option<String>,
    /// The value so many periods earlier.
    pub lag: Option<String>,
    /// The value less its base.
    pub difference: Option<Against>,
    /// Percent change from the base.
    pub change: Option<Against>,
    /// The value divided by its base.
    pub ratio: Option<Against>,
    /// The value divided by its base, times a hundred.
    pub index: Option<Against>,
    /// The place of the value in its group, the greatest first.
    pub rank: Option<Ranked>,
    /// What the new column counts, where it is not what the column counts.
    pub measure: Option<String>,
}

/// How places are counted.
#[derive(Debug, Clone, Default, Deserialize, JsonSchema)]
#[serde(default, deny_unknown_fields)]
pub struct Ranked {
    /// `lowest` or `highest`; from the highest where absent.
    pub from: Option<String>,
}
