//! Codes for problems of references, required keys and closed lists of words: family R, from R101.

use super::codes;

codes! { "reference":
    /// An id that no entry has.
    UNKNOWN_ID = "R101" "unknown-id";
    /// An id of an entry of another kind.
    WRONG_KIND = "R102" "wrong-kind-of-entry";
    /// A key without which an entry means nothing.
    MISSING_KEY = "R103" "missing-key";
    /// A word outside a closed list.
    UNKNOWN_WORD = "R104" "unknown-word";
    /// An id twice in one list.
    LISTED_TWICE = "R105" "listed-twice";
    /// Entries that refer to each other in a circle.
    CIRCLE = "R106" "circular-reference";
    /// A key that cannot stand where it does.
    MISPLACED_KEY = "R107" "misplaced-key";
    /// A word that looks like a party and is none.
    UNREGISTERED_SPEAKER = "R108" "unregistered-speaker";
    /// A value that should be a whole number.
    NOT_A_COUNT = "R109" "not-a-count";
    /// A template that is not there.
    NO_TEMPLATE = "R110" "no-template";
    /// Braces that open or close nothing.
    BRACES = "R111" "unbalanced-braces";
    /// More than a name between braces.
    LOGIC_IN_TEXT = "R112" "logic-in-text";
    /// A name between braces that cannot be printed.
    UNKNOWN_NAME = "R113" "unknown-name-in-text";
    /// Releases whose order cannot be told.
    VINTAGE_ORDER = "R114" "vintage-order";
    /// An answer that a brief does not list.
    ANSWER_NOT_LISTED = "R115" "answer-not-listed";
    /// What should be the address of a page and is none.
    NOT_AN_ADDRESS = "R120" "not-an-address";
    /// What should be the tag of a language and is none.
    NOT_A_LANGUAGE_TAG = "R121" "not-a-language-tag";
    /// What should be a length of time and is none.
    NOT_A_TERM = "R122" "not-a-length-of-time";
}
