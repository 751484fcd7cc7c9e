//! Codes for problems of quantities, numbers and dates: family Q.

use super::codes;

codes! { "quantity":
}
