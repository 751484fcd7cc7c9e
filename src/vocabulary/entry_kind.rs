//! The kinds of entry of a registry, each with the section that holds them.

use super::vocabulary;

vocabulary! {
    /// A kind of entry that has an id.
    "kind of entry"
    pub enum EntryKind {
        /// A person or a body.
        Party = "party",
        /// What numbers count.
        Measure = "measure",
        /// What was read.
        Source = "source",
        /// A CSV file.
        Dataset = "dataset",
        /// A named number.
        Figure = "figure",
        /// A table to print.
        Table = "table",
        /// A table to draw.
        Chart = "chart",
        /// An assertion.
        Claim = "claim",
        /// An open question.
        Unknown = "unknown",
        /// A document to publish.
        Brief = "brief",
    }
}

impl EntryKind {
    /// Returns the section that holds them.
    pub fn section(self) -> &'static str {
        match self {
            Self::Party => "parties",
            Self::Measure => "measures",
            Self::Source => "sources",
            Self::Dataset => "datasets",
            Self::Figure => "figures",
            Self::Table => "tables",
            Self::Chart => "charts",
            Self::Claim => "claims",
            Self::Unknown => "unknowns",
            Self::Brief => "briefs",
        }
    }

    /// Returns the kind of the entries of a section; none where it holds no entries.
    pub fn of_section(section: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|kind| kind.section() == section)
    }

    /// Returns the word with its article.
    pub fn a_word(self) -> String {
        let article = if self == Self::Unknown { "an" } else { "a" };
        format!("{article} {}", self.word())
    }
}
