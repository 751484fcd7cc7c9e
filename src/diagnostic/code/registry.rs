//! Codes for problems of the registry's form and its ids: family R.

use super::codes;

codes! { "registry":
    /// The registry is no YAML.
    NOT_YAML = "R001" "not-yaml";
    /// A file cannot be read.
    UNREADABLE_FILE = "R002" "unreadable-file";
    /// A file is not UTF-8.
    NOT_UTF8 = "R003" "not-utf8";
    /// A character that does not belong in text.
    FORBIDDEN_CHARACTER = "R004" "forbidden-character";
    /// A file, value or nesting beyond all reason.
    TOO_LARGE = "R005" "too-large";
    /// An anchor, alias, merge key or tag.
    ANCHOR_OR_TAG = "R006" "anchor-or-tag";
    /// More than one YAML document.
    SEVERAL_DOCUMENTS = "R007" "several-documents";
    /// No sections at the top.
    NOT_A_REGISTRY = "R008" "not-a-registry";
    /// Not version 1.
    UNKNOWN_VERSION = "R009" "unknown-version";
    /// A key that is not known there.
    UNKNOWN_KEY = "R010" "unknown-key";
    /// A key that stands twice.
    DUPLICATE_KEY = "R011" "duplicate-key";
    /// A value of another form.
    WRONG_TYPE = "R012" "wrong-type";
    /// An id that stands twice.
    DUPLICATE_ID = "R013" "duplicate-id";
    /// An id of another form.
    BAD_ID = "R014" "bad-id";
    /// A path that is none inside the project.
    BAD_PATH = "R015" "bad-path";
    /// An include that names no file.
    EMPTY_INCLUDE = "R016" "empty-include";
    /// A key that belongs in `claims.yaml` only.
    MISPLACED_SECTION = "R017" "misplaced-section";
    /// A text that ends where a comment begins.
    TEXT_CUT = "R018" "text-cut";
    /// A file that is of another kind than its name says.
    OTHER_KIND = "R019" "other-kind-of-file";
    /// A name that some system reserves.
    RESERVED_NAME = "R024" "reserved-name";
    /// Two files whose names differ in nothing that every system sees.
    NAMES_ALIKE = "R025" "names-alike";
    /// A character that turns the direction of writing.
    TURNED_WRITING = "R027" "turned-writing";
    /// A character that hides a word or a number.
    HIDDEN_CHARACTER = "R028" "hidden-character";
    /// More patterns under `include` than anybody needs.
    TOO_MANY_PATTERNS = "R030" "too-many-patterns";
}
