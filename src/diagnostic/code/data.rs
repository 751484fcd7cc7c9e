//! Codes for problems of CSV files and their cells: family D.

use super::codes;

codes! { "data":
    /// A column's declared type is no type.
    UNKNOWN_TYPE = "D001" "unknown-type";
    /// A setting of a dataset cannot be used.
    UNUSABLE_SETTING = "D002" "unusable-setting";
    /// A date's format cannot be used.
    UNUSABLE_FORMAT = "D003" "unusable-format";
    /// A constraint cannot be used.
    UNUSABLE_CONSTRAINT = "D004" "unusable-constraint";
    /// The file's bytes are not in the declared encoding.
    WRONG_ENCODING = "D010" "wrong-encoding";
    /// The file holds a character that shows as nothing.
    INVISIBLE_CHARACTER = "D011" "invisible-character";
    /// The file holds nothing.
    EMPTY_FILE = "D012" "empty-file";
    /// The file has a header and no rows.
    NO_ROWS = "D013" "no-rows";
    /// The cells are separated by another character than declared.
    WRONG_DELIMITER = "D014" "wrong-delimiter";
    /// Something stands above the header.
    LINES_ABOVE_HEADER = "D015" "lines-above-header";
    /// Two columns have the same name.
    DUPLICATE_COLUMN = "D016" "duplicate-column";
    /// A column has no name.
    UNNAMED_COLUMN = "D017" "unnamed-column";
    /// A declared column is not in the file.
    MISSING_COLUMN = "D018" "missing-column";
    /// A column of the file is not declared while others are.
    UNDECLARED_COLUMN = "D019" "undeclared-column";
    /// A row has more or fewer cells than the header.
    RAGGED_ROW = "D020" "ragged-row";
    /// A quote is opened and never closed.
    UNCLOSED_QUOTE = "D021" "unclosed-quote";
    /// A quote stands where none can.
    STRAY_QUOTE = "D022" "stray-quote";
    /// A blank line stands between rows.
    BLANK_LINE = "D023" "blank-line";
    /// A row has only empty cells.
    EMPTY_ROW = "D024" "empty-row";
    /// The file is too large to be read.
    FILE_TOO_LARGE = "D025" "file-too-large";
    /// The primary key names a column that there is not.
    UNKNOWN_KEY_COLUMN = "D026" "unknown-key-column";
    /// A cell of a number column is no number.
    NOT_A_NUMBER = "D030" "not-a-number";
    /// A number has more digits than can be kept exactly.
    TOO_MANY_DIGITS = "D031" "too-many-digits";
    /// A cell of a date, month or year column is none.
    NOT_A_DATE = "D032" "not-a-date";
    /// A cell of a boolean column is neither true nor false.
    NOT_A_BOOLEAN = "D033" "not-a-boolean";
    /// A number column mixes units.
    MIXED_UNITS = "D034" "mixed-units";
    /// A cell that must be filled is missing.
    MISSING_CELL = "D040" "missing-cell";
    /// A value that may stand once stands twice.
    REPEATED_VALUE = "D041" "repeated-value";
    /// Two rows have the same primary key.
    REPEATED_KEY = "D042" "repeated-key";
    /// A value is below the minimum or above the maximum.
    OUT_OF_RANGE = "D043" "out-of-range";
    /// A cell does not match its pattern.
    PATTERN_MISMATCH = "D044" "pattern-mismatch";
    /// A cell holds none of the values allowed.
    VALUE_NOT_ALLOWED = "D045" "value-not-allowed";
    /// A column to be filled down has nothing above its first cell.
    NOTHING_TO_FILL = "D050" "nothing-to-fill-down";
    /// A code has more digits than its column declares.
    OTHER_WIDTH = "D051" "code-of-another-width";
    /// Two rows have keys that look alike.
    KEYS_ALIKE = "D052" "keys-that-look-alike";
    /// A label holds a character that shows as nothing.
    UNSEEN_IN_LABEL = "D053" "unseen-character-in-label";
    /// A multiplier stands on a column that holds no numbers.
    MULTIPLIER_OF_NO_NUMBER = "D060" "multiplier-of-no-number";
    /// A file that is no CSV, whatever its name says.
    NOT_A_TABLE = "D070" "not-a-table";
    /// The header looks like a row of data.
    HEADER_OF_VALUES = "D071" "header-of-values";
    /// Notes stand below the last row, each in a row of its own.
    NOTES_BELOW = "D072" "notes-below";
    /// Rows below the header hold units or codes.
    UNITS_BELOW_HEADER = "D073" "units-below-header";
    /// A cell of the status column holds no code that is known.
    UNKNOWN_STATUS = "D080" "unknown-status";
    /// A number stands beside a status that says there is none.
    NUMBER_BESIDE_NO_NUMBER = "D081" "number-beside-no-number";
    /// The last periods are provisional of a file that has no periods.
    NO_PERIODS = "D082" "no-periods";
    /// A cell that a page prints holds a character that turns its writing or hides a word.
    UNSEEN_ON_PAGE = "D083" "unseen-character-in-printed-cell";
}
