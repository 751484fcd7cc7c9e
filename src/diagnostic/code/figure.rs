//! Codes for problems of figures, tables and series: family F.

use super::codes;

codes! { "figure":
    /// A figure that does not say how it is got.
    NO_CALCULATION = "F001" "no-calculation";
    /// A figure got in several ways.
    SEVERAL_CALCULATIONS = "F002" "several-calculations";
    /// A key that means nothing in this figure.
    MISPLACED_FIGURE_KEY = "F003" "misplaced-figure-key";
    /// A column that the dataset does not have.
    UNKNOWN_COLUMN = "F004" "unknown-column";
    /// A column of the wrong type.
    COLUMN_TYPE = "F005" "column-type";
    /// A condition that its column cannot meet.
    CONDITION_VALUE = "F006" "condition-value";
    /// A word that appears nowhere in its column.
    NEVER_TRUE = "F007" "condition-never-true";
    /// A pattern that is none.
    BAD_PATTERN = "F008" "bad-pattern";
    /// Datasets that cannot be joined.
    BAD_JOIN = "F009" "bad-join";
    /// An operation over too many or too few figures.
    FIGURE_COUNT = "F010" "figure-count";
    /// A series and one number confused.
    SERIES_OR_NUMBER = "F011" "series-or-number";
    /// A number of nothing.
    WITHOUT_MEASURE = "F012" "figure-without-measure";
    /// Numbers of different things in one operation.
    MEASURES_DIFFER = "F013" "measures-differ";
    /// Percentage points of what is no percentage.
    NO_PERCENTAGE = "F014" "no-percentage";
    /// An earlier release without a column that figures use.
    RELEASE_DIFFERS = "F015" "release-differs";
    /// A pattern that could exhaust the machine.
    PATTERN_TOO_LARGE = "F016" "pattern-too-large";
    /// A figure needs a cell that is empty.
    EMPTY_CELL = "F101" "figure-over-empty-cell";
    /// An aggregate that needs a row has none.
    NOTHING_SELECTED = "F102" "nothing-selected";
    /// The one value of several rows is asked for.
    SEVERAL_ROWS = "F103" "several-rows";
    /// A result has more digits than are kept exactly.
    NUMBER_TOO_LONG = "F104" "number-too-long";
    /// Something is divided by zero.
    DIVISION_BY_ZERO = "F105" "division-by-zero";
    /// A percent change from a number below zero.
    CHANGE_FROM_BELOW_ZERO = "F106" "change-from-below-zero";
    /// The key of a join stands twice in the second dataset.
    JOIN_KEY_TWICE = "F107" "join-key-twice";
    /// A series has no step.
    SERIES_TOO_SHORT = "F108" "series-too-short";
    /// The steps of a series jump over a period.
    UNEVEN_STEPS = "F109" "uneven-steps";
    /// A record is claimed since a time that the series does not reach.
    SINCE_UNCOVERED = "F110" "since-uncovered";
    /// A quantity is held against a number of another unit.
    QUANTITY_OF_ANOTHER_UNIT = "F111" "quantity-of-another-unit";
    /// A window reaches beyond the data.
    WINDOW_BEYOND_DATA = "F112" "window-beyond-data";
    /// A number depends on labels that look alike.
    LOOK_ALIKES = "F113" "look-alike-labels";
    /// Rows of a join find no partner.
    UNMATCHED_ROWS = "F114" "rows-without-partner";
    /// A column with empty cells that look like merged ones decides which rows are taken.
    MERGED_CELLS = "F115" "merged-cells";
    /// A column that is filled down is added up.
    FILLED_AMOUNTS = "F116" "filled-amounts";
    /// A table or chart lists labels that look alike.
    LISTED_LOOK_ALIKES = "F117" "listed-look-alikes";
    /// A count is below zero.
    COUNT_BELOW_ZERO = "F120" "count-below-zero";
    /// A count has decimals.
    COUNT_WITH_DECIMALS = "F121" "count-with-decimals";
    /// A share is greater than its whole.
    SHARE_OVER_WHOLE = "F122" "share-over-whole";
    /// A number seems to stand for "no value".
    NUMBER_FOR_NO_VALUE = "F123" "number-for-no-value";
    /// A file counts in thousands and the registry does not say so.
    SCALE_NOT_DECLARED = "F124" "scale-not-declared";
    /// An aggregate takes a row and another that repeats it.
    ROWS_REPEATED = "F125" "rows-repeated";
    /// An aggregate takes two rows with one key and different numbers.
    TWO_VALUES_FOR_ONE_KEY = "F126" "two-values-for-one-key";
    /// An aggregate takes totals beside their parts.
    TOTALS_AMONG_PARTS = "F127" "totals-among-parts";
    /// An aggregate takes labels that overlap.
    LABELS_OVERLAP = "F128" "labels-overlap";
}
