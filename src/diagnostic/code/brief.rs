//! Codes for problems of what a finished brief must have: family S.

use super::codes;

codes! { "brief":
    /// The answer has more than forty words.
    LONG_ANSWER = "S001" "long-answer";
    /// The section of what is known and unknown is not in the page.
    LOST_SECTION = "S002" "lost-section";
    /// One half of that section is empty.
    EMPTY_HALF = "S003" "empty-half";
    /// A footnote leads nowhere.
    DANGLING_FOOTNOTE = "S004" "dangling-footnote";
}
