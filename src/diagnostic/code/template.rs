//! Codes for problems of templates and what they print: family T.

use super::codes;

codes! { "template":
}
