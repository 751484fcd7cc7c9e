//! Codes for problems of evidence and standing: family E.

use super::codes;

codes! { "evidence":
}
