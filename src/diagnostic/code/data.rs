//! Codes for problems of CSV files and their cells: family D.

use super::codes;

codes! { "data":
}
