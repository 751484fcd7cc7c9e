//! Each brief becomes a document: answer, findings by standing, unknowns, definitions, citations.
//!
//! A document is text in marked runs. It knows what it says and where each number of it comes from, and nothing of
//! Markdown or HTML: `render` prints it.

mod brief;
mod change;
mod chart;
mod citation;
mod claim;
mod composer;
mod data;
mod decided;
mod evidence;
mod marked;
mod meaning;
mod measure;
mod number;
mod place;
mod print;
mod provenance;
mod publication;
mod refuted;
mod source;
mod statement;
mod table;
mod usage;
mod views;

pub use brief::{ANSWER_WORDS, BriefView, FindingView, word_count};
pub use change::{Form, direction};
pub use chart::{ChartCell, ChartRow, ChartView, Claimed};
pub use claim::{ClaimView, ReadingView};
pub use composer::Composer;
pub use evidence::{EvidenceView, LookedView, ReviewedView, SaidView, TranslationView, VerdictView};
pub use marked::{Deferred, Half, Mark, MarkedText, Run};
pub use meaning::Meaning;
pub use measure::{DistinctView, MeasureView, PartyView, UnknownView};
pub use number::{BoundsView, CellsView, NumberView, PointView, QuantityView};
pub use publication::{AuthorView, EditionView, LicenceView, PastEdition, PublicationView};
pub use source::{AgentView, DatasetView, SourceView};
pub use table::{ColumnView, TableView};
pub use usage::{Entry, Usage};
pub use views::Views;
