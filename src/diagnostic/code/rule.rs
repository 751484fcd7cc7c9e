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
