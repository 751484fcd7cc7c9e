//! The documents to publish, the tables they print and the charts they draw.

use crate::language::Language;
use crate::number::Date;
use crate::text::RegistryPlace;
use crate::vocabulary::{ChartMark, Direction};
use crate::world::ProjectPath;

use super::{BriefRow, Claim, Dataset, Figure, Filter, Join, Key, Measure, RegistryText, Unknown};

/// A document to publish.
#[derive(Debug, Clone)]
pub struct Brief {
    /// The question it answers: its title.
    pub question: RegistryText,
    /// The claims that answer it.
    pub answer: Vec<Key<Claim>>,
    /// The answer in at most forty words, where its author wrote one.
    pub summary: Option<RegistryText>,
    /// What stands first under “What we know”.
    pub lead_in: Option<RegistryText>,
    /// What it is about.
    pub topics: Vec<String>,
    /// Its claims, in order.
    pub claims: Vec<Key<Claim>>,
    /// Its unknowns, in order.
    pub unknowns: Vec<Key<Unknown>>,
    /// Its tables, in order; then its charts, as the tables that they draw.
    pub tables: Vec<Key<TableEntry>>,
    /// The languages in which it is published, its own among them, in the publication's order.
    pub languages: Vec<Language>,
    /// Its template, where it has its own.
    pub template: Option<ProjectPath>,
    /// Who wrote it, where that differs from the publication.
    pub byline: Option<String>,
    /// What it does not cover.
    pub limitations: Vec<RegistryText>,
    /// When to look at it again.
    pub review: Option<Date>,
    /// The row for which it is made; none where it is one of a kind.
    pub row: Option<BriefRow>,
    /// Where it is declared.
    pub place: RegistryPlace,
}

impl Brief {
    /// Returns the claims that answer it: those it names, or its first.
    pub fn answering(&self) -> &[Key<Claim>] {
        if self.answer.is_empty() { &self.claims[..self.claims.len().min(1)] } else { &self.answer }
    }

    /// Returns whether it may print a claim: those it lists, and those its answer names.
    pub fn lists(&self, claim: Key<Claim>) -> bool {
        self.claims.contains(&claim) || self.answer.contains(&claim)
    }
}

/// A table to print.
#[derive(Debug, Clone)]
pub struct TableEntry {
    /// What it shows.
    pub caption: RegistryText,
    /// What its numbers count, where its author says.
    pub measure: Option<Key<Measure>>,
    /// Its rows.
    pub of: TableOf,
    /// How its rows are shown.
    pub layout: Layout,
    /// A remark printed below.
    pub note: Option<RegistryText>,
    /// The chart that draws it; none where it is only printed.
    pub chart: Option<Key<Chart>>,
    /// Where it is declared.
    pub place: RegistryPlace,
}

/// How the rows of a table are shown. Columns are counted as they are printed.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Layout {
    /// The columns by which they are put in order, each with which way it goes.
    pub sort: Vec<(usize, Direction)>,
    /// How many are printed.
    pub limit: Option<usize>,
    /// How many decimals of each column are printed, where its author says.
    pub decimals: Vec<Option<u32>>,
}

/// What a table is made of.
#[derive(Debug, Clone)]
pub enum TableOf {
    /// Rows of a dataset.
    Rows {
        /// The dataset.
        of: Key<Dataset>,
        /// A second dataset, joined.
        join: Option<Join>,
        /// Conditions.
        filters: Vec<Filter>,
        /// Column indexes, in order.
        columns: Vec<usize>,
    },
    /// Figures, one a row.
    Figures(Vec<Key<Figure>>),
}

/// A chart: a table that is drawn. Of a table of rows the first column is the axis, the others are drawn against it.
#[derive(Debug, Clone)]
pub struct Chart {
    /// What it draws.
    pub table: Key<TableEntry>,
    /// What it is drawn with.
    pub mark: ChartMark,
    /// Whether each column has a panel of its own, with a scale of its own.
    pub panels: bool,
    /// How the labels of a second column are told apart; it stands behind the axis in the table that is drawn.
    pub category: Option<Category>,
    /// The claim whose quantity is drawn across it, and whose readings' windows are shaded.
    pub claim: Option<Key<Claim>>,
}

/// How the labels of a column are told apart in a chart.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Category {
    /// In one picture.
    Color,
    /// In a panel each, with one scale.
    Facet,
}

impl Category {
    /// Returns the key that asks for it.
    pub fn word(self) -> &'static str {
        match self {
            Self::Color => "color",
            Self::Facet => "facet",
        }
    }

    /// Returns how many labels can be told apart.
    pub const fn most(self) -> usize {
        match self {
            Self::Color => 4,
            Self::Facet => 16,
        }
    }
}
