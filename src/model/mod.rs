//! What the registry means: ids linked, words understood. Every type here is named after the registry key it comes from.

mod brief;
mod claim;
mod dataset;
mod date;
mod figure;
mod id;
mod measure;
mod number;
mod party;
pub mod pattern;
mod period;
mod prose;
mod publication;
mod quantity;
mod registered;
mod review;
mod source;
mod standing;
mod status;
mod unknown;
mod waiver;

pub use brief::{Brief, Chart, ChartMark, TableEntry, TableOf};
pub use claim::{
    Basis, Claim, Evidence, EvidenceFrom, Kind, Looked, Role, Said, Speaker, Stance, Test, TestOf, Translation, Trend,
    Verdict,
};
pub use dataset::{Dataset, Provisional, Release, Repeated, Totals, released};
pub use date::{Date, DateFault};
pub use figure::{Aggregate, Calculation, Direction, Figure, Filter, Join, Operation, Predicate, Quotation, Selection};
pub use id::{Id, IdFault};
pub use measure::{Counts, MayBe, Measure, Stage};
pub use number::{Number, NumberFault};
pub use party::{Interests, Party};
pub use period::{Granularity, Period, PeriodFault, Shape};
pub use prose::{ClaimPart, Piece, Prose};
pub use publication::{Author, Bound, Level, Licence, Publication, Scale};
pub use quantity::{
    Bounds, Change, End, Judgement, Moved, Qualifier, Quantity, QuantityFault, QuantityFaultKind, SaidUnit, Spoken,
    moves_in,
};
pub use registered::{Key, Registered};
pub use review::{Reviewed, Term};
pub use source::{Agent, Archived, Relay, Seen, Source, Status};
pub use standing::Standing;
pub use status::Caveats;
pub use unknown::{Reason, Unknown};
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
