//! Codes for problems of evidence and standing: family E.

use super::codes;

codes! { "evidence":
    /// A test counts something else than its claim.
    TEST_OF_ANOTHER_MEASURE = "E101" "test-of-another-measure";
    /// Nothing says what a test counts.
    TEST_OF_NO_MEASURE = "E102" "test-of-no-measure";
}
