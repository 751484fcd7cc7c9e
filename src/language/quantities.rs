//! The words of quantities: which there are in a language, and which kind of word each is.
//!
//! What a kind of word does to a number is the same in every language; see [`quantity`](crate::quantity::Quantity).

use std::collections::BTreeMap;

use serde::Deserialize;

use crate::vocabulary::Qualifier;

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
    /// Signs of fractions: `½`.
    pub fractions: BTreeMap<String, String>,
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
    /// Parts of a whole that are said without a number: more than and at most, or less than, so many percent.
    pub portions: BTreeMap<String, [String; 2]>,
    /// What stands between part and whole: one *in* five.
    pub out_of: Vec<String>,
    /// What stands between a number and of how many: eight *of the* twelve.
    pub of_whole: Vec<String>,
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
    /// What may follow a multiple without effect: twice *as many*.
    pub as_many: Vec<String>,
    /// Words of a change upwards.
    pub rises: DirectionWords,
    /// Words of a change downwards.
    pub falls: DirectionWords,
    /// Verbs that may stand before a word of direction without effect.
    pub helpers: Vec<String>,
    /// What stands between a direction and how far it went: fell *by*.
    pub by: Vec<String>,
    /// What stands before where a change began: rose *from*.
    pub from: Vec<String>,
    /// What stands between a direction and where it ended: fell *to*.
    pub to: Vec<String>,
    /// What may stand before digits where a change is told: *a* 5% fall.
    pub before_digits: Vec<String>,
    /// Says that nothing changed.
    pub unchanged: Vec<String>,
    /// Says beside a direction that chance is ruled out.
    pub significantly: Vec<String>,
    /// Says that a change is no more than chance gives.
    pub not_significant: Vec<String>,
    /// Says that little changed; how little, a publication must say.
    pub little_changed: Vec<String>,
    /// Says that there is next to nothing; how little, a publication must say.
    pub next_to_nothing: Vec<String>,
    /// Says that nothing went further before, which no number tells.
    pub records: Vec<String>,
    /// Places in an order.
    pub ordinals: BTreeMap<String, i64>,
    /// What follows the digits of a place in an order.
    pub ordinal_signs: Vec<String>,
    /// The first place, counted from above.
    pub highest: Vec<String>,
    /// The first place, counted from below.
    pub lowest: Vec<String>,
    /// The last place.
    pub last: Vec<String>,
    /// What may stand before a place without effect.
    pub the: Vec<String>,
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

/// Words of a change that goes one way.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct DirectionWords {
    /// Verbs: `fell`.
    pub verbs: Vec<String>,
    /// Other words before a number: `down`.
    pub before: Vec<String>,
    /// Nouns: `a fall of`.
    pub nouns: Vec<String>,
    /// Words behind a number: `lower`.
    pub after: Vec<String>,
}

/// The words of a range.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct RangeWords {
    /// Before the first number; none where a range needs no such word.
    pub before: Option<String>,
    /// Between the numbers.
    pub between: Vec<String>,
    /// Whether, of something that changed, the numbers are its beginning and its end.
    #[serde(default)]
    pub of_levels: bool,
}
