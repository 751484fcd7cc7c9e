//! Quantities: words with bounds. `just over 30,000` has a hard bound (what makes it true) and a fair bound (within one
//! rounding step of what is said).

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
}

/// A range of numbers, each end with whether it is included.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Bounds {
    /// The lower end.
    pub low: Option<(Number, bool)>,
    /// The upper end.
    pub high: Option<(Number, bool)>,
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
