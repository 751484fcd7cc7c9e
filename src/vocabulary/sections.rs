//! The sections that hold entries, each with the word for one of its entries.

/// Every section of entries, in the order of the documentation, with the word for one entry.
pub const SECTIONS: [(&str, &str); 10] = [
    ("parties", "party"),
    ("measures", "measure"),
    ("sources", "source"),
    ("datasets", "dataset"),
    ("figures", "figure"),
    ("tables", "table"),
    ("charts", "chart"),
    ("claims", "claim"),
    ("unknowns", "unknown"),
    ("briefs", "brief"),
];

/// Returns the word for one entry of a section, such as `claim` for `claims`; none where it is no section of entries.
pub fn entry_word(section: &str) -> Option<&'static str> {
    SECTIONS.iter().find(|(name, _)| *name == section).map(|(_, word)| *word)
}
