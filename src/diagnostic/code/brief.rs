//! Codes for problems of what a finished brief must have: family S.

use super::codes;

codes! { "brief":
}
