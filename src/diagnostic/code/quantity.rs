//! Codes for problems of quantities, numbers and dates: family Q.

use super::codes;

codes! { "quantity":
    /// Words that are no quantity.
    NOT_A_QUANTITY = "Q001" "not-a-quantity";
    /// A quantity that no number can meet.
    IMPOSSIBLE_QUANTITY = "Q002" "impossible-quantity";
    /// Words that are no period.
    NOT_A_PERIOD = "Q003" "not-a-period";
    /// A language without a table of words.
    UNKNOWN_LANGUAGE = "Q004" "unknown-language";
    /// Words of a change whose direction or size has no one reading.
    DIRECTION_UNCLEAR = "Q005" "direction-unclear";
    /// Words such as `almost zero` that say too little without a declared bound.
    BOUND_NOT_DECLARED = "Q006" "bound-not-declared";
    /// A declared bound that is none.
    NOT_A_BOUND = "Q007" "not-a-bound";
}
