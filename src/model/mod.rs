//! What the registry means: ids linked, words understood. Every type here is named after the registry key it comes from.

mod brief;
mod claim;
mod dataset;
mod figure;
mod measure;
mod party;
mod prose;
mod publication;
mod registered;
mod review;
mod source;
mod unknown;
mod waiver;

pub use brief::{Brief, Chart, TableEntry, TableOf};
pub use claim::{Claim, Evidence, EvidenceFrom, Looked, Said, Speaker, Test, TestOf, Translation, Trend, Verdict};
pub use dataset::{Dataset, Provisional, Release, Totals, released};
pub use figure::{Aggregate, Calculation, Figure, Filter, Join, Operation, Predicate, Quotation, Selection};
pub use measure::Measure;
pub use party::{Interests, Party};
pub use prose::{ClaimPart, Piece, Prose};
pub use publication::{Author, Licence, Publication, Scale};
pub use registered::{Key, Registered};
pub use review::{Reviewed, Term};
pub use source::{Agent, Archived, Relay, Source};
pub use unknown::Unknown;
pub use waiver::Waiver;

/// The whole registry, understood.
#[derive(Debug)]
pub struct Model {
    /// Who publishes.
    pub publication: Publication,
    /// People and bodies.
    pub parties: Registered<Party>,
    /// What numbers count.
    pub measures: Registered<Measure>,
    /// What was read.
    pub sources: Registered<Source>,
    /// CSV files with their tables.
    pub datasets: Registered<Dataset>,
    /// Named numbers.
    pub figures: Registered<Figure>,
    /// Tables to print.
    pub tables: Registered<TableEntry>,
    /// How tables are drawn.
    pub charts: Registered<Chart>,
    /// Assertions.
    pub claims: Registered<Claim>,
    /// Open questions.
    pub unknowns: Registered<Unknown>,
    /// Documents to publish.
    pub briefs: Registered<Brief>,
    /// Rules set aside.
    pub waivers: Vec<Waiver>,
}
