//! The words of quantities: which there are in a language, and which kind of word each is.
//!
//! What a kind of word does to a number is the same in every language; see [`quantity`](crate::model::Quantity).

use std::collections::BTreeMap;

use serde::Deserialize;

use crate::model::Qualifier;

/// The words of quantities. A phrase may have several words; capitals do not matter.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct QuantityWords {
    /// Before a number.
    pub before: BTreeMap<Qualifier, Vec<String>>,
    /// After a number.
    pub after: BTreeMap<Qualifier, Vec<String>>,
    /// Signs and words of a negative number.
    pub minus: Vec<String>,
    /// Numbers in words.
    pub numerals: BTreeMap<String, i64>,
    /// Words that multiply the number before them and leave it exact.
    pub multipliers: BTreeMap<String, i64>,
    /// Words that multiply the number before them and tell that it is rounded.
    pub rounded_multipliers: BTreeMap<String, i64>,
    /// Words that stand for one before a multiplier.
    pub articles: Vec<String>,
    /// Words that join the parts of a number in words.
    pub joiners: Vec<String>,
    /// Words that add a half.
    pub and_a_half: Vec<String>,
    /// Words that may stand between a number and what it counts.
    pub of: Vec<String>,
    /// Parts of a whole, as fractions.
    pub shares: BTreeMap<String, String>,
    /// What stands between part and whole: one *in* five.
    pub out_of: Vec<String>,
    /// Vague amounts: at least, and less than.
    pub vague: BTreeMap<String, [i64; 2]>,
    /// Vague numbers that may multiply: at least, and less than.
    pub several: BTreeMap<String, [i64; 2]>,
    /// Growth, as a multiple.
    pub grown: BTreeMap<String, String>,
    /// Shrinking, as a multiple.
    pub shrunk: BTreeMap<String, String>,
    /// Multiples that are said like numbers.
    pub multiples: BTreeMap<String, String>,
    /// Percent.
    pub percent: Vec<String>,
    /// Percentage points.
    pub points: Vec<String>,
    /// So many times.
    pub times: Vec<String>,
    /// Money: words and signs, each with the sign that is printed.
    pub money: BTreeMap<String, String>,
    /// Ranges.
    pub ranges: Vec<RangeWords>,
}

/// The words of a range.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct RangeWords {
    /// Before the first number; none where a range needs no such word.
    pub before: Option<String>,
    /// Between the numbers.
    pub between: Vec<String>,
}
