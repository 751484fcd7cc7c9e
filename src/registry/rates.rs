//! `rate`: the measure of a quotient that is made of the selected rows, with its columns where the measures alone do not tell them.

use schemars::JsonSchema;
use serde::Deserialize;

use super::forms::short_form;

/// A rate of the selected rows: the sum of one column divided by the sum of another.
#[derive(Debug, Clone, Default, Deserialize, JsonSchema)]
#[serde(remote = "Self", default, deny_unknown_fields)]
#[schemars(extend("short form" = true))]
pub struct Rate {
    /// The id of a measure with `rate_of`.
    pub measure: Option<String>,
    /// The column that is divided; the one that counts the measure's `numerator` where absent.
    pub numerator: Option<String>,
    /// The column by which it is divided; the one that counts the measure's `denominator` where absent.
    pub denominator: Option<String>,
}

short_form!(Rate Short, "a measure, or a mapping with `measure`, `numerator`, `denominator`", |words| Self {
    measure: Some(words),
    ..Self::default()
});
