//! Codes of the rules: what a publication can hold more or less strictly, and waive. Each rule stands in `check/rules`, its
//! explanation beside it.
//!
//! S is the structure of a brief, E evidence, M measures, N numbers, L language, W time.

use super::codes;

codes! { "../../check/rules":
    /// A claim is true of the tested number and says too little.
    TRUE_BUT_UNINFORMATIVE = "E103" "true-but-uninformative";
    /// How sure somebody is and how likely something is stand in one sentence.
    CONFIDENCE_AND_LIKELIHOOD = "L001" "confidence-and-likelihood";
    /// A brief says how likely things are in the words of two scales.
    MIXED_LIKELIHOOD_SCALES = "L002" "mixed-likelihood-scales";
    /// A verb says that a claim is settled, and its standing says less.
    VERB_STRONGER_THAN_STANDING = "L003" "verb-stronger-than-standing";
    /// A claim that nothing supports is called false.
    FALSE_FOR_UNSUPPORTED = "L004" "false-for-unsupported";
    /// Words in quotation marks are nowhere in the registry as they are.
    QUOTATION_NOT_VERBATIM = "L005" "quotation-not-verbatim";
    /// A number is called the highest or lowest, and nothing tests it.
    SUPERLATIVE_WITHOUT_TEST = "L006" "superlative-without-test";
    /// A cause is named that nothing shows.
    CAUSE_WITHOUT_EVIDENCE = "L007" "cause-without-evidence";
    /// A sentence about one measure uses the words of another.
    WORDS_OF_ANOTHER_MEASURE = "M003" "words-of-another-measure";
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
    /// The day on which an open question was to be looked at again has passed.
    UNKNOWN_OVERDUE = "W001" "unknown-overdue";
    /// The day on which a brief was to be looked at again has passed.
    REVIEW_PASSED = "W002" "review-passed";
    /// Something is dated after the day as of which the publication speaks.
    SOURCE_NEWER_THAN_AS_OF = "W003" "source-newer-than-as-of";
    /// The period of a forecast is over and nothing decides it.
    FORECAST_DUE = "W004" "forecast-due";
}
