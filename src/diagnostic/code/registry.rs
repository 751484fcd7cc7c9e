//! Codes for problems of the registry's form and its ids: family R.

use super::codes;

codes! { "registry":
    /// The registry is no YAML.
    NOT_YAML = "R001" "not-yaml";
}
