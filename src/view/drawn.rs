//! What a chart draws: the places along its axis, and a cell for each series at each of them.

use schemars::JsonSchema;
use serde::{Serialize, Serializer};

use crate::number::{Number, TimePeriod};

/// A place along the axis of a chart.
#[derive(Debug, Clone, Serialize, JsonSchema)]
#[schemars(rename = "Place")]
pub struct ChartRow {
    /// What stands there.
    pub label: String,
    /// What is drawn there.
    pub cells: Vec<ChartCell>,
    /// Whether the claim under test is about it.
    #[serde(serialize_with = "is_tested")]
    #[schemars(with = "bool")]
    pub tested: Vec<usize>,
    /// Where it stands along an axis that has an order.
    #[serde(skip)]
    pub at: Option<i64>,
    /// The time that it is, along an axis of times.
    #[serde(skip)]
    pub time: Option<TimePeriod>,
}

impl ChartRow {
    /// Returns whether a claim is tested on it.
    pub fn is_tested(&self) -> bool {
        !self.tested.is_empty()
    }
}

/// Writes whether any reading of a claim is tested on a place.
fn is_tested<S: Serializer>(readings: &[usize], to: S) -> Result<S::Ok, S::Error> {
    to.serialize_bool(!readings.is_empty())
}

/// Something drawn.
#[derive(Debug, Clone, Serialize, JsonSchema)]
#[schemars(rename = "Drawn")]
pub struct ChartCell {
    /// As printed, or what is printed instead of a number.
    #[serde(rename = "shown")]
    pub words: String,
    /// The lower number, as plain digits; absent where it is missing or withheld, or where
    /// small counts are guarded.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub lower: Option<Number>,
    /// The upper number: the lower one but in a range.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub upper: Option<Number>,
    /// The number itself, where the two others are the ends of its interval.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub value: Option<Number>,
    /// Whether it is provisional.
    pub provisional: bool,
    /// Where it is drawn from; none where it is missing, withheld or has no end below.
    #[serde(skip)]
    pub low: Option<Number>,
    /// Where it is drawn to: where it is drawn from, but in a range.
    #[serde(skip)]
    pub high: Option<Number>,
}

impl ChartCell {
    /// Returns what is drawn from one number to another; `exact` is whether readers may have the numbers themselves.
    pub(super) fn new(
        words: String,
        (low, high): (Option<Number>, Option<Number>),
        provisional: bool,
        exact: bool,
    ) -> Self {
        let (lower, upper) = (low.filter(|_| exact), high.filter(|_| exact));
        Self { words, lower, upper, value: None, provisional, low, high }
    }

    /// Returns nothing drawn, where there is no row.
    pub(super) fn nothing() -> Self {
        Self::new(String::new(), (None, None), false, true)
    }

    /// Returns whether there is no row.
    pub(super) fn is_nothing(&self) -> bool {
        self.words.is_empty()
    }

    /// Returns it with the number whose interval it is.
    pub(super) fn around(self, value: Option<Number>) -> Self {
        Self { value, ..self }
    }
}
