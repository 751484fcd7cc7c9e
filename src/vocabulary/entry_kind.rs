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
        /// A table made of datasets.
        View = "view",
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
            Self::View => "views",
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

    /// Returns whether one key may name entries of either kind, so that an entry of each may not have the same id: a chart is a
    /// table that is drawn, and is printed by the same name; a view stands wherever a dataset can.
    pub fn shares_names_with(self, other: Self) -> bool {
        self == other
            || matches!(
                (self, other),
                (Self::Table, Self::Chart)
                    | (Self::Chart, Self::Table)
                    | (Self::Dataset, Self::View)
                    | (Self::View, Self::Dataset)
            )
    }

    /// Returns the section and id that words such as `measures.deaths` name, with what stands behind them.
    pub fn split(words: &str) -> Option<(Self, &str)> {
        let (section, rest) = words.split_once('.')?;
        Some((Self::of_section(section)?, rest))
    }

    /// Returns whether an entry of another kind can stand where one of this kind is wanted: a view wherever a dataset can.
    pub fn takes(self, other: Self) -> bool {
        self == other || (self, other) == (Self::Dataset, Self::View)
    }

    /// Returns the word with its article.
    pub fn a_word(self) -> String {
        let article = if self == Self::Unknown { "an" } else { "a" };
        format!("{article} {}", self.word())
    }
}
