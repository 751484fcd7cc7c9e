//! Codes of the rules: what a publication can hold more or less strictly, and waive. Each rule stands in `check/rules`, its
//! explanation beside it.
//!
//! S is the structure of a brief, E evidence, M measures, N numbers, L language, W time.

use super::codes;

codes! { "../../check/rules":
    /// A claim is true of the tested number and says too little.
    TRUE_BUT_UNINFORMATIVE = "E103" "true-but-uninformative";
    /// A source appeared before what it relays.
    RELAY_OLDER_THAN_ORIGIN = "E201" "relay-older-than-origin";
    /// The source in which a claim was said is offered as evidence, and its speaker is no registered party.
    SAID_SOURCE_AS_EVIDENCE = "E202" "said-source-as-evidence";
    /// Something that keeps no count is offered as a record.
    PRESS_RELEASE_AS_RECORD = "E205" "press-release-as-record";
    /// A withdrawn source is offered for or against a claim.
    RETRACTED_SOURCE = "E206" "retracted-source";
    /// A claim says that there is none, and nobody looked.
    ABSENCE_WITHOUT_SEARCH = "E208" "absence-without-search";
    /// A claim says that there is none, and names no open question.
    ABSENCE_WITHOUT_UNKNOWN = "E209" "absence-without-unknown";
    /// A cause is said to be shown by a count.
    CAUSE_RESTING_ON_COUNT = "E210" "cause-resting-on-count";
    /// An item of evidence does not say how its author knows.
    EVIDENCE_WITHOUT_BASIS = "E213" "evidence-without-basis";
    /// What we say ourselves is contradicted by the record.
    OWN_FINDING_CONTRADICTED = "E215" "own-finding-contradicted";
    /// Evidence is offered in support and gives another number.
    EVIDENCE_OF_ANOTHER_QUANTITY = "E216" "evidence-of-another-quantity";
    /// Evidence for or against a claim counts something else.
    EVIDENCE_OF_ANOTHER_MEASURE = "M001" "evidence-of-another-measure";
    /// A number stands in for another one, and the wording does not say so.
    PROXY_UNNAMED = "M002" "proxy-unnamed";
    /// A sentence about one measure uses the words of another.
    WORDS_OF_ANOTHER_MEASURE = "M003" "words-of-another-measure";
    /// Numbers of unlike stretches of time are set beside each other, and nothing says so.
    UNLIKE_PERIODS = "M004" "unlike-periods";
    /// A running total is told as if it had grown.
    TOTALS_AS_GROWTH = "M005" "totals-as-growth";
    /// A table shows numbers of another measure than it says.
    TABLE_OF_ANOTHER_MEASURE = "M006" "table-of-another-measure";
    /// A number of work done is told as if it were what came of it.
    ACTIVITY_AS_OUTCOME = "M007" "activity-as-outcome";
    /// One event is told with two numbers as if they were two things, or one.
    SAME_EVENT_IN_TWO_WORDINGS = "M008" "same-event-in-two-wordings";
    /// A part is greater than its whole.
    PART_GREATER_THAN_WHOLE = "N005" "part-greater-than-whole";
    /// Two numbers are given for one thing, and they cannot both be true.
    TWO_VALUES_FOR_ONE_THING = "N007" "two-values-for-one-thing";
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
