//! Everything that is told, each made once: claims, sources, numbers, tables, briefs.
//!
//! A view holds texts in marked runs, so that every number knows where it comes from, and nothing of Markdown or HTML. Pages,
//! data, templates, traces and editions all read these; what is withheld is not in them. [`Views`] is where they are asked for,
//! and the types are what a page of data is written from and its schema made of.

mod brief;
mod caption;
mod category;
mod cells;
mod change;
mod chart;
mod claim;
mod condition;
mod data;
mod drawn;
mod edition;
mod evidence;
mod facets;
mod form;
mod found;
mod interval;
mod marked;
mod measure;
mod named;
mod number;
mod panel;
mod period;
mod provenance;
mod publication;
mod reference;
mod source;
mod standing;
mod stated;
mod statement;
mod table;
mod teller;
mod usage;
mod views;

pub use brief::{ANSWER_WORDS, BriefView};
pub use cells::CellsView;
pub use change::direction;
pub use chart::{ChartView, Claimed};
pub use claim::{ClaimView, EndView, FindingView, ReadingView};
pub use drawn::{ChartCell, ChartRow};
pub use edition::{EditionStatus, EditionView, EditionViews, HistoryView, Notice, PastEdition, SiblingView};
pub use evidence::{EvidenceView, LookedView, ReviewedView, SaidView, TranslationView, VerdictView};
pub use form::Form;
pub use interval::IntervalView;
pub use marked::{Deferred, Half, Mark, MarkedText, Run, word_count};
pub use measure::{DistinctView, MeasureView, PartyView, UnknownView};
pub use number::{BoundsView, NumberView, PointView, QuantityView};
pub use panel::GroupView;
pub use publication::{AuthorView, LicenceView, PublicationView};
pub use source::{AgentView, DatasetView, QueryView, SourceView};
pub use standing::Meaning;
pub use table::{ColumnView, TableView};
pub use teller::is_said_of_data;
pub use usage::{Entry, Usage};
pub use views::{Rows, Views};
