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
}
