//! `figures`, `tables`, `charts`: named numbers and selections, declared and never computed in prose.
//!
//! A claim's `test` is written with the keys of a figure, so one type reads both; [`resolve`](crate::resolve) refuses the
//! keys that belong to the other.

use super::entries::Entries;
use super::scalar::{Condition, JoinKey, Many};
use super::shape::object;

object! {
    /// A second dataset, joined on a key.
    pub struct Join {
        /// The dataset's id.
        pub dataset: Option<String>,
        /// The column, or columns, that both have; or a mapping, where the second calls it otherwise: `{ code: AGS }`.
        pub key: JoinKey,
        /// `leave-out` where rows without a partner are meant to be missing; the page says how many. A problem where absent.
        pub unmatched: Option<String>,
    }
}

object! {
    /// From one figure to another.
    pub struct Pair {
        /// The earlier figure.
        pub from: Option<String>,
        /// The later figure.
        pub to: Option<String>,
    }
}

object! {
    /// A value among others.
    pub struct Rank {
        /// The figure to rank.
        pub value: Option<String>,
        /// The figures, or the one series, it is ranked among.
        pub among: Many<String>,
    }
}

object! {
    /// The longest unbroken run in a series.
    pub struct Run {
        /// The series.
        pub of: Option<String>,
        /// `rises` or `falls`.
        pub direction: Option<String>,
    }
}

object! {
    /// A named number: a selection with one aggregate, a derivation, or a quotation.
    pub struct Figure {
        /// What it is, in words; printed where the number's origin is shown.
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
        /// The middle value of a column.
        pub median: Option<String>,
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
        /// First figure minus second.
        pub difference: Option<Vec<String>>,
        /// First figure divided by second.
        pub ratio: Option<Vec<String>>,
        /// Percent change.
        pub change: Option<Pair>,
        /// Change in percentage points.
        pub points: Option<Pair>,
        /// The part, as a percentage of `whole`.
        pub share: Option<String>,
        /// The whole of a `share`.
        pub whole: Option<String>,
        /// The sum of figures.
        pub total: Option<Vec<String>>,
        /// The place of a value among others, the greatest first.
        pub rank: Option<Rank>,
        /// How many steps a series has: its id.
        pub steps: Option<String>,
        /// The longest unbroken run of rises or falls of a series.
        pub run: Option<Run>,
        /// The least value of a series: its id.
        pub lowest: Option<String>,
        /// The greatest value of a series: its id.
        pub highest: Option<String>,
        /// In a figure, the series whose rising steps are counted; in a test, `every-step` or a quantity of steps.
        pub rises: Option<String>,
        /// In a figure, the series whose falling steps are counted; in a test, `every-step` or a quantity of steps.
        pub falls: Option<String>,
        /// In a test: the last value of the series is the lowest since this period, which was as low or lower; `first`
        /// where it is lower than all before it.
        pub lowest_since: Option<String>,
        /// In a test: the last value of the series is the highest since this period, which was as high or higher; `first`
        /// where it is higher than all before it.
        pub highest_since: Option<String>,
        /// In a test: `first-to-last`, the last value of the series is at least twice the first.
        pub doubled: Option<String>,
        /// In a test: a declared figure instead of an inline one.
        pub figure: Option<String>,
        /// In a test: what the claim is taken to mean, in a sentence for the reader.
        pub reading: Option<String>,
        /// The quantity as the source words it.
        pub quote: Option<String>,
        /// Where it is quoted from.
        pub source: Option<String>,
        /// Where in that source.
        pub locator: Option<String>,
        /// What it counts; needed for a quotation, known for the rest.
        pub measure: Option<String>,
        /// The period it is of, where a quotation does not say.
        pub period: Option<String>,
        /// How many decimals are printed; none where absent, one for percentages and ratios.
        pub decimals: Option<String>,
    }
}

object! {
    /// A table: columns of a dataset, or a set of figures.
    pub struct Table {
        /// What it shows.
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
        /// A remark printed below.
        pub note: Option<String>,
    }
}

object! {
    /// A chart: like a table, with a mark.
    pub struct Chart {
        /// The finding it shows.
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
        /// Figures, one a mark.
        pub figures: Many<String>,
        /// `line`, `bar`, `dot` or `range`.
        pub mark: Option<String>,
        /// Whether each column has a panel of its own, with a scale of its own: small multiples.
        pub panels: Option<bool>,
        /// The claim whose quantity is drawn across it.
        pub claim: Option<String>,
        /// A remark printed below.
        pub note: Option<String>,
    }
}
