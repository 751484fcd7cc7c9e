//! Codes of the rules: what a publication can hold more or less strictly, and waive. Each rule stands in `rules`, its
//! explanation in `rules/pages`.
//!
//! S is the structure of a brief, E evidence, M measures, N numbers, L language, W time.

use super::codes;

codes! { "../../rules/pages":
    /// A claim is true of the tested number and says too little.
    TRUE_BUT_UNINFORMATIVE = "E103" "true-but-uninformative";
    /// A sentence says which way something went and prints a change that went the other way.
    DIRECTION_AGAINST_VALUE = "E107" "direction-against-value";
    /// A source appeared before what it relays.
    RELAY_OLDER_THAN_ORIGIN = "E201" "relay-older-than-origin";
    /// The source in which a claim was said is offered as evidence, and its speaker is no registered party.
    SAID_SOURCE_AS_EVIDENCE = "E202" "said-source-as-evidence";
    /// Something we published ourselves, or a source that repeats it, is offered as evidence.
    OUR_OWN_BRIEF_AS_EVIDENCE = "E203" "our-own-brief-as-evidence";
    /// A claim would stand higher if it were said what its sources stand to gain.
    INTERESTS_UNSTATED = "E204" "interests-unstated";
    /// Something that keeps no count is offered as a record.
    PRESS_RELEASE_AS_RECORD = "E205" "press-release-as-record";
    /// A withdrawn source is offered for or against a claim.
    RETRACTED_SOURCE = "E206" "retracted-source";
    /// A charge that no court has decided is written as a fact.
    CHARGE_AS_FACT = "E207" "charge-as-fact";
    /// A claim says that there is none, and nobody looked.
    ABSENCE_WITHOUT_SEARCH = "E208" "absence-without-search";
    /// A claim says that there is none, and names no open question.
    ABSENCE_WITHOUT_UNKNOWN = "E209" "absence-without-unknown";
    /// A cause is said to be shown by a count.
    CAUSE_RESTING_ON_COUNT = "E210" "cause-resting-on-count";
    /// A verdict says more than the evidence.
    VERDICT_ABOVE_STANDING = "E211" "verdict-above-standing";
    /// What only one side says is printed in our own voice.
    UNATTRIBUTED_SELF_REPORT = "E212" "unattributed-self-report";
    /// An item of evidence does not say how its author knows.
    EVIDENCE_WITHOUT_BASIS = "E213" "evidence-without-basis";
    /// Bodies that count as one are counted as several.
    SOURCES_OVERCOUNTED = "E214" "sources-overcounted";
    /// What we say ourselves is contradicted by the record.
    OWN_FINDING_CONTRADICTED = "E215" "own-finding-contradicted";
    /// Evidence is offered in support and gives another number.
    EVIDENCE_OF_ANOTHER_QUANTITY = "E216" "evidence-of-another-quantity";
    /// A claim's test is of another time than its statement.
    TEST_OF_ANOTHER_PERIOD = "E217" "test-of-another-period";
    /// A claim's test is of another place, group or cause than its statement.
    TEST_OF_ANOTHER_LABEL = "E218" "test-of-another-label";
    /// A statement says that something went one way, and its test goes the other.
    TEST_IN_ANOTHER_DIRECTION = "E219" "test-in-another-direction";
    /// A statement speaks of one kind of number, and its test gives another.
    TEST_OF_ANOTHER_UNIT = "E220" "test-of-another-unit";
    /// A statement says the highest, the third or every year, and its test asks something else.
    SUPERLATIVE_AGAINST_TEST = "E221" "superlative-against-test";
    /// A mean of rates is offered as the rate of the whole.
    MEAN_OF_RATES = "E222" "mean-of-rates";
    /// A change is claimed that may be chance.
    CHANGE_WITHIN_UNCERTAINTY = "E223" "change-within-uncertainty";
    /// Periods are compared between which the way of counting changed.
    COMPARISON_OVER_BREAK = "E224" "comparison-over-break";
    /// What somebody said is contradicted, and readers cannot see what was said.
    REFUTED_WITHOUT_QUOTE = "E240" "refuted-without-quote";
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
    /// A chart draws numbers of two measures along one scale.
    TWO_MEASURES_ON_ONE_AXIS = "M009" "two-measures-on-one-axis";
    /// A number in the text comes from no figure, claim or source.
    UNTRACED_NUMERAL = "N001" "untraced-numeral";
    /// A number stands without the words that qualify it where it was said.
    QUALIFIER_DROPPED = "N002" "qualifier-dropped";
    /// The words of a claim's quantity do not stand in its statement.
    QUANTITY_NOT_IN_STATEMENT = "N003" "quantity-not-in-statement";
    /// A qualifier stands before a number that is exact or has its own.
    OVER_EXACT_NUMBER = "N004" "over-exact-number";
    /// A part is greater than its whole.
    PART_GREATER_THAN_WHOLE = "N005" "part-greater-than-whole";
    /// Percentage points are called percent, or the reverse.
    PERCENT_FOR_POINTS = "N006" "percent-for-points";
    /// Two numbers are given for one thing, and they cannot both be true.
    TWO_VALUES_FOR_ONE_THING = "N007" "two-values-for-one-thing";
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
    /// Nobody is named as author or publisher of a brief.
    NO_BYLINE = "S005" "no-byline";
    /// A brief rests on data that do not say which release they are.
    NO_DATA_DATE = "S006" "no-data-date";
    /// The publication does not say how it works.
    NO_METHOD = "S007" "no-method";
    /// A brief does not say what it does not cover.
    NO_LIMITATIONS = "S008" "no-limitations";
    /// A long source is cited without the place in it.
    EVIDENCE_WITHOUT_LOCATOR = "S009" "evidence-without-locator";
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
