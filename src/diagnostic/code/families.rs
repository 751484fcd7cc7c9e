//! Every code, by family: its number, its name, and the page of that name beside this file. A number is never used again.

/// Lists a family's codes: a static for each, documented by its page, and `ALL` of them in order.
macro_rules! codes {
    ($folder:literal: $($name:ident = $id:literal $slug:literal;)*) => {
        $(
            #[doc = include_str!(concat!($folder, "/", $slug, ".md"))]
            pub static $name: crate::diagnostic::Code = crate::diagnostic::Code {
                id: $id,
                name: $slug,
                explanation: include_str!(concat!($folder, "/", $slug, ".md")),
            };
        )*
        /// Every code of the family, in order.
        pub static ALL: &[&crate::diagnostic::Code] = &[$(&$name),*];
    };
}

/// Codes for problems of CSV files and their cells: family D.
pub mod data {
    codes! { "data":
        UNKNOWN_TYPE = "D001" "unknown-type";
        UNUSABLE_SETTING = "D002" "unusable-setting";
        UNUSABLE_FORMAT = "D003" "unusable-format";
        UNUSABLE_CONSTRAINT = "D004" "unusable-constraint";
        WRONG_ENCODING = "D010" "wrong-encoding";
        INVISIBLE_CHARACTER = "D011" "invisible-character";
        EMPTY_FILE = "D012" "empty-file";
        NO_ROWS = "D013" "no-rows";
        WRONG_DELIMITER = "D014" "wrong-delimiter";
        LINES_ABOVE_HEADER = "D015" "lines-above-header";
        DUPLICATE_COLUMN = "D016" "duplicate-column";
        UNNAMED_COLUMN = "D017" "unnamed-column";
        MISSING_COLUMN = "D018" "missing-column";
        UNDECLARED_COLUMN = "D019" "undeclared-column";
        RAGGED_ROW = "D020" "ragged-row";
        UNCLOSED_QUOTE = "D021" "unclosed-quote";
        STRAY_QUOTE = "D022" "stray-quote";
        BLANK_LINE = "D023" "blank-line";
        EMPTY_ROW = "D024" "empty-row";
        FILE_TOO_LARGE = "D025" "file-too-large";
        UNKNOWN_KEY_COLUMN = "D026" "unknown-key-column";
        NOT_A_NUMBER = "D030" "not-a-number";
        TOO_MANY_DIGITS = "D031" "too-many-digits";
        NOT_A_DATE = "D032" "not-a-date";
        NOT_A_BOOLEAN = "D033" "not-a-boolean";
        MIXED_UNITS = "D034" "mixed-units";
        MISSING_CELL = "D040" "missing-cell";
        REPEATED_VALUE = "D041" "repeated-value";
        REPEATED_KEY = "D042" "repeated-key";
        OUT_OF_RANGE = "D043" "out-of-range";
        PATTERN_MISMATCH = "D044" "pattern-mismatch";
        VALUE_NOT_ALLOWED = "D045" "value-not-allowed";
        NOTHING_TO_FILL = "D050" "nothing-to-fill-down";
        OTHER_WIDTH = "D051" "code-of-another-width";
        KEYS_ALIKE = "D052" "keys-that-look-alike";
        UNSEEN_IN_LABEL = "D053" "unseen-character-in-label";
        MULTIPLIER_OF_NO_NUMBER = "D060" "multiplier-of-no-number";
        NOT_A_TABLE = "D070" "not-a-table";
        HEADER_OF_VALUES = "D071" "header-of-values";
        NOTES_BELOW = "D072" "notes-below";
        UNITS_BELOW_HEADER = "D073" "units-below-header";
        NO_SUCH_SHEET = "D074" "no-such-sheet";
        BAD_SHEET_CELL = "D075" "sheet-cell-without-value";
        UNKNOWN_STATUS = "D080" "unknown-status";
        NUMBER_BESIDE_NO_NUMBER = "D081" "number-beside-no-number";
        NO_PERIODS = "D082" "no-periods";
        UNSEEN_ON_PAGE = "D083" "unseen-character-in-printed-cell";
        NOT_A_PROFILE = "D090" "connection-not-a-profile";
        UNUSABLE_QUERY = "D091" "unusable-query";
        NO_SNAPSHOT = "D092" "no-snapshot";
        OTHER_SNAPSHOT = "D093" "snapshot-not-of-query";
        OTHER_COLUMNS = "D100" "release-with-other-columns";
        OTHER_FORM = "D101" "release-in-another-form";
        OTHER_LABELS = "D102" "release-with-new-labels";
        ROWS_GONE = "D103" "release-without-rows";
    }
}

/// Codes for problems of editions: the lock, and what moved since the last one was accepted: family V.
pub mod edition {
    codes! { "edition":
        LOCK_UNREADABLE = "V001" "lock-unreadable";
        STALE_SENTENCE = "V002" "stale-sentence";
        SILENT_CORRECTION = "V003" "silent-correction";
        SCHEMA_CHANGED = "V004" "schema-changed";
    }
}

/// Codes for problems of evidence and standing: family E.
pub mod evidence {
    codes! { "evidence":
        TEST_OF_ANOTHER_MEASURE = "E101" "test-of-another-measure";
        TEST_OF_NO_MEASURE = "E102" "test-of-no-measure";
        OPERANDS_SWAPPED = "E104" "operands-swapped";
        NO_DIRECTION = "E105" "no-direction";
        CHANGE_OF_LEVEL = "E106" "change-of-level";
        TRANSLATION_DIFFERS = "E108" "translation-says-otherwise";
    }
}

/// Codes for problems of figures, tables and series: family F.
pub mod figure {
    codes! { "figure":
        NO_CALCULATION = "F001" "no-calculation";
        SEVERAL_CALCULATIONS = "F002" "several-calculations";
        MISPLACED_FIGURE_KEY = "F003" "misplaced-figure-key";
        UNKNOWN_COLUMN = "F004" "unknown-column";
        COLUMN_TYPE = "F005" "column-type";
        CONDITION_VALUE = "F006" "condition-value";
        NEVER_TRUE = "F007" "condition-never-true";
        BAD_PATTERN = "F008" "bad-pattern";
        BAD_JOIN = "F009" "bad-join";
        FIGURE_COUNT = "F010" "figure-count";
        SERIES_OR_NUMBER = "F011" "series-or-number";
        WITHOUT_MEASURE = "F012" "figure-without-measure";
        MEASURES_DIFFER = "F013" "measures-differ";
        NO_PERCENTAGE = "F014" "no-percentage";
        RELEASE_DIFFERS = "F015" "release-differs";
        PATTERN_TOO_LARGE = "F016" "pattern-too-large";
        BAD_BASE = "F017" "bad-base";
        BAD_RATE = "F018" "bad-rate";
        EMPTY_CELL = "F101" "figure-over-empty-cell";
        NOTHING_SELECTED = "F102" "nothing-selected";
        SEVERAL_ROWS = "F103" "several-rows";
        NUMBER_TOO_LONG = "F104" "number-too-long";
        DIVISION_BY_ZERO = "F105" "division-by-zero";
        CHANGE_FROM_BELOW_ZERO = "F106" "change-from-below-zero";
        JOIN_KEY_TWICE = "F107" "join-key-twice";
        SERIES_TOO_SHORT = "F108" "series-too-short";
        UNEVEN_STEPS = "F109" "uneven-steps";
        SINCE_UNCOVERED = "F110" "since-uncovered";
        QUANTITY_OF_ANOTHER_UNIT = "F111" "quantity-of-another-unit";
        WINDOW_BEYOND_DATA = "F112" "window-beyond-data";
        LOOK_ALIKES = "F113" "look-alike-labels";
        UNMATCHED_ROWS = "F114" "rows-without-partner";
        MERGED_CELLS = "F115" "merged-cells";
        FILLED_AMOUNTS = "F116" "filled-amounts";
        LISTED_LOOK_ALIKES = "F117" "listed-look-alikes";
        COUNT_BELOW_ZERO = "F120" "count-below-zero";
        COUNT_WITH_DECIMALS = "F121" "count-with-decimals";
        SHARE_OVER_WHOLE = "F122" "share-over-whole";
        NUMBER_FOR_NO_VALUE = "F123" "number-for-no-value";
        SCALE_NOT_DECLARED = "F124" "scale-not-declared";
        ROWS_REPEATED = "F125" "rows-repeated";
        TWO_VALUES_FOR_ONE_KEY = "F126" "two-values-for-one-key";
        TOTALS_AMONG_PARTS = "F127" "totals-among-parts";
        LABELS_OVERLAP = "F128" "labels-overlap";
        NO_BASE = "F129" "no-base";
        ABSENT_PERIOD = "F130" "absent-period";
        MOVED_ON = "F131" "moved-on";
        PLACE_SHARED = "F132" "place-shared";
        NO_SUCH_PLACE = "F133" "no-such-place";
        RUNNING_TOTAL = "F140" "running-total";
        FOUND_TWICE = "F141" "found-twice";
        SHARE_OF_BELOW_ZERO = "F142" "share-of-below-zero";
        UNLIKE_ROWS = "F143" "unlike-rows";
        VIEW_STEP = "F201" "view-step";
        COLUMN_TAKEN = "F202" "column-name-taken";
        PERIOD_IN_TWO = "F203" "period-in-two";
        HALF_PERIOD = "F204" "half-a-period";
        PERIOD_MISSING = "F205" "period-missing-from-window";
        PERIOD_TWICE = "F206" "period-twice-in-window";
        STOCK_ADDED = "F207" "stock-added-over-periods";
        RATES_ADDED = "F208" "rates-added";
    }
}

/// Codes for problems of the folder `reports/` and what stands in it: family O.
pub mod output {
    codes! { "output":
        REPORTS_NOT_A_FOLDER = "O001" "reports-not-a-folder";
        REPORT_NOT_OURS = "O002" "report-not-ours";
        FOLDER_IN_THE_WAY = "O003" "folder-in-the-way";
        MANIFEST_UNREADABLE = "O004" "manifest-unreadable";
        SAME_REPORT_TWICE = "O005" "same-report-twice";
        PAGE_OF_UNKNOWN_EDITION = "O006" "page-of-unknown-edition";
    }
}

/// Codes for problems of quantities, numbers and dates: family Q.
pub mod quantity {
    codes! { "quantity":
        NOT_A_QUANTITY = "Q001" "not-a-quantity";
        IMPOSSIBLE_QUANTITY = "Q002" "impossible-quantity";
        NOT_A_PERIOD = "Q003" "not-a-period";
        UNKNOWN_LANGUAGE = "Q004" "unknown-language";
        DIRECTION_UNCLEAR = "Q005" "direction-unclear";
        BOUND_NOT_DECLARED = "Q006" "bound-not-declared";
        NOT_A_BOUND = "Q007" "not-a-bound";
    }
}

/// Codes for problems of the registry's form and its ids: family R.
pub mod registry {
    codes! { "registry":
        NOT_YAML = "R001" "not-yaml";
        UNREADABLE_FILE = "R002" "unreadable-file";
        NOT_UTF8 = "R003" "not-utf8";
        FORBIDDEN_CHARACTER = "R004" "forbidden-character";
        TOO_LARGE = "R005" "too-large";
        ANCHOR_OR_TAG = "R006" "anchor-or-tag";
        SEVERAL_DOCUMENTS = "R007" "several-documents";
        NOT_A_REGISTRY = "R008" "not-a-registry";
        UNKNOWN_VERSION = "R009" "unknown-version";
        UNKNOWN_KEY = "R010" "unknown-key";
        DUPLICATE_KEY = "R011" "duplicate-key";
        WRONG_TYPE = "R012" "wrong-type";
        DUPLICATE_ID = "R013" "duplicate-id";
        BAD_ID = "R014" "bad-id";
        BAD_PATH = "R015" "bad-path";
        EMPTY_INCLUDE = "R016" "empty-include";
        MISPLACED_SECTION = "R017" "misplaced-section";
        TEXT_CUT = "R018" "text-cut";
        OTHER_KIND = "R019" "other-kind-of-file";
        RESERVED_NAME = "R024" "reserved-name";
        NAMES_ALIKE = "R025" "names-alike";
        TURNED_WRITING = "R027" "turned-writing";
        HIDDEN_CHARACTER = "R028" "hidden-character";
        TOO_MANY_PATTERNS = "R030" "too-many-patterns";
        CONFLICT_MARKS = "R031" "conflict-marks";
    }
}

/// Codes for problems of references, required keys and closed lists of words: family R, from R101.
pub mod reference {
    codes! { "reference":
        UNKNOWN_ID = "R101" "unknown-id";
        WRONG_KIND = "R102" "wrong-kind-of-entry";
        MISSING_KEY = "R103" "missing-key";
        UNKNOWN_WORD = "R104" "unknown-word";
        LISTED_TWICE = "R105" "listed-twice";
        CIRCLE = "R106" "circular-reference";
        MISPLACED_KEY = "R107" "misplaced-key";
        UNREGISTERED_SPEAKER = "R108" "unregistered-speaker";
        NOT_A_COUNT = "R109" "not-a-count";
        NO_TEMPLATE = "R110" "no-template";
        BRACES = "R111" "unbalanced-braces";
        LOGIC_IN_TEXT = "R112" "logic-in-text";
        UNKNOWN_NAME = "R113" "unknown-name-in-text";
        VINTAGE_ORDER = "R114" "vintage-order";
        ANSWER_NOT_LISTED = "R115" "answer-not-listed";
        NOT_AN_ADDRESS = "R120" "not-an-address";
        NOT_A_LANGUAGE_TAG = "R121" "not-a-language-tag";
        NOT_A_TERM = "R122" "not-a-length-of-time";
        OUTSIDE_ROWS = "R130" "row-out-of-place";
        ROW_WITHOUT_ID = "R131" "row-without-id";
        ROW_CELL = "R132" "cell-of-a-row";
        NO_TEXT_IN_LANGUAGE = "R140" "no-text-in-language";
        UNLISTED_LANGUAGE = "R141" "unlisted-language";
        LANGUAGES_UNCLEAR = "R142" "languages-unclear";
        TEMPLATE_LANGUAGE = "R143" "template-of-another-language";
    }
}

/// Codes of the rules: what a publication can hold more or less strictly, and waive. S is the structure of a brief, E evidence,
/// M measures, N numbers, L language, W time. Each rule stands in `rules`, its explanation in `rules/pages`.
pub mod rule {
    codes! { "../../rules/pages":
        TRUE_BUT_UNINFORMATIVE = "E103" "true-but-uninformative";
        DIRECTION_AGAINST_VALUE = "E107" "direction-against-value";
        RELAY_OLDER_THAN_ORIGIN = "E201" "relay-older-than-origin";
        SAID_SOURCE_AS_EVIDENCE = "E202" "said-source-as-evidence";
        OUR_OWN_BRIEF_AS_EVIDENCE = "E203" "our-own-brief-as-evidence";
        INTERESTS_UNSTATED = "E204" "interests-unstated";
        PRESS_RELEASE_AS_RECORD = "E205" "press-release-as-record";
        RETRACTED_SOURCE = "E206" "retracted-source";
        CHARGE_AS_FACT = "E207" "charge-as-fact";
        ABSENCE_WITHOUT_SEARCH = "E208" "absence-without-search";
        ABSENCE_WITHOUT_UNKNOWN = "E209" "absence-without-unknown";
        CAUSE_RESTING_ON_COUNT = "E210" "cause-resting-on-count";
        VERDICT_ABOVE_STANDING = "E211" "verdict-above-standing";
        UNATTRIBUTED_SELF_REPORT = "E212" "unattributed-self-report";
        EVIDENCE_WITHOUT_BASIS = "E213" "evidence-without-basis";
        SOURCES_OVERCOUNTED = "E214" "sources-overcounted";
        OWN_FINDING_CONTRADICTED = "E215" "own-finding-contradicted";
        EVIDENCE_OF_ANOTHER_QUANTITY = "E216" "evidence-of-another-quantity";
        TEST_OF_ANOTHER_PERIOD = "E217" "test-of-another-period";
        TEST_OF_ANOTHER_LABEL = "E218" "test-of-another-label";
        TEST_IN_ANOTHER_DIRECTION = "E219" "test-in-another-direction";
        TEST_OF_ANOTHER_UNIT = "E220" "test-of-another-unit";
        SUPERLATIVE_AGAINST_TEST = "E221" "superlative-against-test";
        MEAN_OF_RATES = "E222" "mean-of-rates";
        CHANGE_WITHIN_UNCERTAINTY = "E223" "change-within-uncertainty";
        COMPARISON_OVER_BREAK = "E224" "comparison-over-break";
        ANOTHER_PERIOD_TYPED = "E225" "another-period-typed";
        EVERYWHERE_AGAINST_ONE_NUMBER = "E226" "everywhere-against-one-number";
        RECORD_OVER_A_GAP = "E227" "record-over-a-gap";
        SHARED_PLACE_TOLD_ALONE = "E228" "shared-place-told-alone";
        BASE_IN_OTHER_WORDS = "E230" "base-in-other-words";
        LATEST_OF_ANOTHER_PERIOD = "E231" "latest-of-another-period";
        DEFINITION_WITHOUT_DIFFERENCE = "E232" "definition-without-difference";
        PERIOD_UNNAMED = "E233" "period-unnamed";
        DIRECTION_WITHOUT_TEST = "E234" "direction-without-test";
        FIGURE_OF_ANOTHER_PERIOD_OR_PLACE = "E235" "figure-of-another-period-or-place";
        REFUTED_WITHOUT_QUOTE = "E240" "refuted-without-quote";
        CLAUSE_OF_ANOTHER_STANDING = "E241" "clause-of-another-standing";
        CONFIDENCE_AND_LIKELIHOOD = "L001" "confidence-and-likelihood";
        MIXED_LIKELIHOOD_SCALES = "L002" "mixed-likelihood-scales";
        VERB_STRONGER_THAN_STANDING = "L003" "verb-stronger-than-standing";
        FALSE_FOR_UNSUPPORTED = "L004" "false-for-unsupported";
        QUOTATION_NOT_VERBATIM = "L005" "quotation-not-verbatim";
        SUPERLATIVE_WITHOUT_TEST = "L006" "superlative-without-test";
        CAUSE_WITHOUT_EVIDENCE = "L007" "cause-without-evidence";
        EVIDENCE_OF_ANOTHER_MEASURE = "M001" "evidence-of-another-measure";
        PROXY_UNNAMED = "M002" "proxy-unnamed";
        WORDS_OF_ANOTHER_MEASURE = "M003" "words-of-another-measure";
        UNLIKE_PERIODS = "M004" "unlike-periods";
        TOTALS_AS_GROWTH = "M005" "totals-as-growth";
        TABLE_OF_ANOTHER_MEASURE = "M006" "table-of-another-measure";
        ACTIVITY_AS_OUTCOME = "M007" "activity-as-outcome";
        SAME_EVENT_IN_TWO_WORDINGS = "M008" "same-event-in-two-wordings";
        TWO_MEASURES_ON_ONE_AXIS = "M009" "two-measures-on-one-axis";
        CHART_WITHOUT_ITS_BASE = "M010" "chart-without-its-base";
        TOO_MANY_SERIES = "M011" "too-many-series";
        PLACE_DRAWN_TWICE = "M012" "place-drawn-twice";
        UNTRACED_NUMERAL = "N001" "untraced-numeral";
        QUALIFIER_DROPPED = "N002" "qualifier-dropped";
        QUANTITY_NOT_IN_STATEMENT = "N003" "quantity-not-in-statement";
        OVER_EXACT_NUMBER = "N004" "over-exact-number";
        PART_GREATER_THAN_WHOLE = "N005" "part-greater-than-whole";
        PERCENT_FOR_POINTS = "N006" "percent-for-points";
        TWO_VALUES_FOR_ONE_THING = "N007" "two-values-for-one-thing";
        SMALL_COUNT_RECOVERABLE = "N008" "small-count-recoverable";
        PROVISIONAL_UNMARKED = "N009" "provisional-unmarked";
        QUANTITY_AGAINST_VALUE = "N010" "quantity-against-value";
        STATED_OTHERWISE = "N011" "stated-otherwise";
        ANOTHER_WHOLE = "N012" "another-whole";
        LONG_ANSWER = "S001" "long-answer";
        LOST_SECTION = "S002" "lost-section";
        EMPTY_HALF = "S003" "empty-half";
        DANGLING_FOOTNOTE = "S004" "dangling-footnote";
        NO_BYLINE = "S005" "no-byline";
        NO_DATA_DATE = "S006" "no-data-date";
        NO_METHOD = "S007" "no-method";
        NO_LIMITATIONS = "S008" "no-limitations";
        EVIDENCE_WITHOUT_LOCATOR = "S009" "evidence-without-locator";
        IDLE_WAIVER = "S010" "idle-waiver";
        EXPIRED_WAIVER = "S011" "expired-waiver";
        SENTENCE_TWICE = "S012" "sentence-twice";
        UNKNOWN_OVERDUE = "W001" "unknown-overdue";
        REVIEW_PASSED = "W002" "review-passed";
        SOURCE_NEWER_THAN_AS_OF = "W003" "source-newer-than-as-of";
        FORECAST_DUE = "W004" "forecast-due";
    }
}

/// Codes for problems of templates and what they print: family T.
pub mod template {
    codes! { "template":
        NOT_UNDERSTOOD = "T001" "template-not-understood";
        CALCULATES = "T002" "calculation-in-template";
        CONSTRUCT = "T003" "construct-in-template";
        UNKNOWN_NAME = "T004" "unknown-name-in-template";
        UNLISTED = "T005" "unlisted-in-brief";
        MISSING = "T006" "missing-template";
        CIRCLE = "T007" "circular-template";
        ENDLESS = "T008" "endless-template";
        FAILED = "T009" "template-failed";
        RESERVED = "T010" "reserved-character";
        HTML = "T011" "html-in-template";
        LINK = "T012" "link-in-template";
        STYLE = "T013" "style-not-allowed";
        TOO_LARGE = "T014" "template-too-large";
        UNSEEN = "T015" "unseen-character-on-page";
        ADDRESS = "T018" "signs-behind-address";
        RUNS = "T019" "live-page";
        FETCHES = "T020" "page-that-fetches";
        LETTERS_NOT_IN_PICTURES = "T021" "letters-not-in-pictures";
    }
}
