//! Codes for problems of figures, tables and series: family F.

use super::codes;

codes! { "figure":
}
