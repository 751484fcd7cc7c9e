//! Codes for problems of figures, tables and series: family F.

use super::codes;

codes! { "figure":
    /// A figure needs a cell that is empty.
    MISSING_CELL = "F101" "missing-cell";
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
}
