//! Codes of the rules: what a publication can hold more or less strictly, and waive. Each rule stands in `check/rules`, its
//! explanation beside it.
//!
//! S is the structure of a brief, E evidence, M measures, N numbers, L language, W time.

use super::codes;

codes! { "../../check/rules":
    /// A claim is true of the tested number and says too little.
    TRUE_BUT_UNINFORMATIVE = "E103" "true-but-uninformative";
    /// A sentence about one measure uses the words of another.
    WORDS_OF_ANOTHER_MEASURE = "M003" "words-of-another-measure";
    /// A number in the text comes from no figure, claim or source.
    UNTRACED_NUMERAL = "N001" "untraced-numeral";
    /// A number stands without the words that qualify it where it was said.
    QUALIFIER_DROPPED = "N002" "qualifier-dropped";
    /// The words of a claim's quantity do not stand in its statement.
    QUANTITY_NOT_IN_STATEMENT = "N003" "quantity-not-in-statement";
    /// A qualifier stands before a number that is exact or has its own.
    OVER_EXACT_NUMBER = "N004" "over-exact-number";
    /// Percentage points are called percent, or the reverse.
    PERCENT_FOR_POINTS = "N006" "percent-for-points";
    /// A small count of a sensitive measure can be worked out.
    SMALL_COUNT_RECOVERABLE = "N008" "small-count-recoverable";
    /// A claim on provisional or revised data is told without saying so.
    PROVISIONAL_UNMARKED = "N009" "provisional-unmarked";
    /// A sentence says a quantity and prints a number that contradicts it.
    QUANTITY_AGAINST_VALUE = "N010" "quantity-against-value";
    /// The answer has more than forty words.
    LONG_ANSWER = "S001" "long-answer";
    /// The section of what is known and unknown is not in the page.
    LOST_SECTION = "S002" "lost-section";
    /// One half of that section is empty.
    EMPTY_HALF = "S003" "empty-half";
    /// A footnote leads nowhere.
    DANGLING_FOOTNOTE = "S004" "dangling-footnote";
    /// A waiver takes out nothing.
    IDLE_WAIVER = "S010" "idle-waiver";
    /// A waiver is over.
    EXPIRED_WAIVER = "S011" "expired-waiver";
}
