//! Quantities: words with bounds. `just over 30,000` has a hard bound (what makes it true) and a fair bound (within one
//! rounding step of what is said).
//!
//! Which words there are is data of each [`Language`]; what each kind of word does to a number is the same in all of them
//! and stands in [`bound`].

mod amount;
mod bound;
mod bounds;
mod fault;
mod lexicon;
mod numeral;
mod parse;
mod scan;
#[cfg(test)]
mod tests;
mod tokens;

pub use bounds::Bounds;
pub use fault::{QuantityFault, QuantityFaultKind};
pub use scan::Spoken;

use serde::Deserialize;

use crate::language::Language;

use super::Number;

/// A quantity in words.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Quantity {
    /// The words as written.
    pub words: String,
    /// Outside it the quantity is untrue.
    pub hard: Bounds,
    /// Outside it the quantity is true but says too little.
    pub fair: Bounds,
    named: Option<Number>,
    qualifier: Option<Qualifier>,
    unit: SaidUnit,
}

/// How a number is qualified.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Qualifier {
    /// `more than`, `over`.
    MoreThan,
    /// `at least`, `or more`.
    AtLeast,
    /// `just over`.
    JustOver,
    /// `fewer than`, `under`.
    LessThan,
    /// `at most`, `no more than`.
    AtMost,
    /// `up to`, `as many as`.
    UpTo,
    /// `nearly`, `almost`.
    Nearly,
    /// `about`, `some`, `roughly`.
    About,
    /// `exactly`.
    Exactly,
}

/// What the words themselves say is counted.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum SaidUnit {
    /// Nothing: the measure says it.
    Plain,
    /// Percent, or a share in words: `half` is 50.
    Percent,
    /// Percentage points.
    Points,
    /// So many times: `doubled` is 2.
    Times,
    /// Money, with the sign of its currency.
    Money(&'static str),
}

/// What a number makes of a quantity.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Judgement {
    /// True and fair.
    Fits,
    /// True, but outside the fair bound.
    TrueButUninformative,
    /// Untrue.
    Fails,
}

impl Quantity {
    /// Returns the quantity that the words of a language name.
    pub fn parse(words: &str, language: Language) -> Result<Self, QuantityFault> {
        parse::quantity(words, language)
    }

    /// Returns what a number makes of the quantity.
    pub fn judge(&self, number: Number) -> Judgement {
        match (self.hard.contain(number), self.fair.contain(number)) {
            (false, _) => Judgement::Fails,
            (true, false) => Judgement::TrueButUninformative,
            (true, true) => Judgement::Fits,
        }
    }

    /// Returns the number that is named: 62,000 in `more than 62,000`; none for `thousands` and ranges.
    pub fn exact(&self) -> Option<Number> {
        self.named
    }

    /// Returns how the number is qualified; none where it is said plainly.
    pub fn qualifier(&self) -> Option<Qualifier> {
        self.qualifier
    }

    /// Returns what the words themselves say is counted.
    pub fn unit(&self) -> SaidUnit {
        self.unit
    }

    /// Returns whether some number would make both true; units that differ never agree.
    pub fn overlaps(&self, other: &Self) -> bool {
        let units = self.unit == other.unit || self.unit == SaidUnit::Plain || other.unit == SaidUnit::Plain;
        units && self.hard.overlap(&other.hard)
    }
}
