//! Quantities in words with their bounds.

use crate::number::Number;

use crate::render::json::shape::part;

part! {
    /// How much is said: words, and what they come to.
    pub(super) struct Quantity {
        /// The words as written: `just over 30,000`.
        pub(super) words: String,
        /// The number they name, as plain digits; absent where they name none, or two.
        pub(super) named: Option<String>,
        /// Outside these bounds the quantity is untrue.
        pub(super) hard: Bounds,
        /// Outside these bounds the quantity is true but says too little.
        pub(super) fair: Bounds,
    }
}

part! {
    /// A range of numbers.
    pub(super) struct Bounds {
        /// The lower end, as plain digits; absent where there is none.
        pub(super) lower: Option<String>,
        /// Whether the lower end is part of the range; absent where there is none.
        pub(super) lower_included: Option<bool>,
        /// The upper end, as plain digits; absent where there is none.
        pub(super) upper: Option<String>,
        /// Whether the upper end is part of the range; absent where there is none.
        pub(super) upper_included: Option<bool>,
    }
}

/// Returns a quantity.
pub(super) fn of(quantity: &crate::quantity::Quantity) -> Quantity {
    Quantity {
        words: quantity.words.clone(),
        named: quantity.exact().map(|number| number.to_string()),
        hard: bounds(&quantity.hard),
        fair: bounds(&quantity.fair),
    }
}

fn bounds(bounds: &crate::quantity::Bounds) -> Bounds {
    let number = |end: Option<(Number, bool)>| end.map(|(number, _)| number.to_string());
    let included = |end: Option<(Number, bool)>| end.map(|(_, included)| included);
    Bounds {
        lower: number(bounds.low),
        lower_included: included(bounds.low),
        upper: number(bounds.high),
        upper_included: included(bounds.high),
    }
}
