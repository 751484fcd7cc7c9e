//! Codes for problems of evidence and standing: family E.

use super::codes;

codes! { "evidence":
    /// A test counts something else than its claim.
    TEST_OF_ANOTHER_MEASURE = "E101" "test-of-another-measure";
    /// Nothing says what a test counts.
    TEST_OF_NO_MEASURE = "E102" "test-of-no-measure";
    /// A change from the later to the earlier.
    OPERANDS_SWAPPED = "E104" "operands-swapped";
    /// A number below zero against words without a direction.
    NO_DIRECTION = "E105" "no-direction";
    /// Words of a change against how much there is.
    CHANGE_OF_LEVEL = "E106" "change-of-level";
}
