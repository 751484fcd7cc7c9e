//! Each brief becomes a document: answer, findings by standing, unknowns, definitions, citations.
//!
//! A document is text in marked runs. It knows what it says and where each number of it comes from, and nothing of
//! Markdown or HTML: `render` prints it.

mod about;
mod brief;
mod change;
mod chart;
mod citation;
mod claim;
mod composer;
mod data;
mod decided;
mod definition;
mod mark;
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
mod summary;
mod table;
mod usage;
mod views;

pub use brief::{BriefView, FindingView};
pub use change::{Form, direction};
pub use chart::{ChartCell, ChartRow, ChartView, Claimed};
pub use claim::{
    ClaimView, EvidenceView, LookedView, ReadingView, ReviewedView, SaidView, TranslationView, VerdictView,
};
pub use composer::Composer;
pub use mark::{Deferred, Half, Mark};
pub use marked::{MarkedText, Run};
pub use meaning::Meaning;
pub use measure::{DistinctView, MeasureView, PartyView, UnknownView};
pub use number::{BoundsView, CellsView, NumberView, PointView, QuantityView};
pub use publication::{AuthorView, EditionView, LicenceView, PastEdition, PublicationView};
pub use source::{AgentView, DatasetView, SourceView};
pub use summary::{ANSWER_WORDS, word_count};
pub use table::{ColumnView, TableView};
pub use usage::{Entry, Usage};
pub use views::Views;

use std::collections::{BTreeMap, BTreeSet};

use rayon::prelude::*;

use crate::evaluate::Standing;
use crate::model::{Brief, Id, Key};

/// The order in which claims that are not settled are told.
const CLAIMED: [Standing; 5] =
    [Standing::Reported, Standing::SelfReported, Standing::Contested, Standing::Outdated, Standing::Unsupported];

/// Returns the document of each brief, in the author's order.
pub fn briefs(views: &Views) -> Vec<BriefView> {
    let composer = views.composer();
    let briefs: Vec<_> = views.model.briefs.iter().collect();
    briefs.into_par_iter().map(|(key, id, brief)| composer.document(key, id, brief)).collect()
}

impl Composer<'_> {
    fn document(&self, key: Key<Brief>, id: &Id, brief: &Brief) -> BriefView {
        let mut introduced = BTreeSet::new();
        let mut told = |standings: &[Standing]| -> Vec<FindingView> {
            let of = |wanted: &Standing| {
                let wanted = *wanted;
                brief.claims.iter().filter(move |claim| self.evaluation.claim(**claim).standing == wanted)
            };
            standings.iter().flat_map(of).map(|claim| self.finding(*claim, &mut introduced)).collect()
        };
        let known = told(&[Standing::Established, Standing::Refuted]);
        let claimed = told(&CLAIMED);
        let not_rated = told(&[Standing::NotAssessed, Standing::NotChecked]);
        let question = self.prose(&brief.question, None);
        let mut places = BTreeMap::new();
        for (half, findings) in [(Half::Known, &known), (Half::Claimed, &claimed), (Half::Unknown, &not_rated)] {
            for (at, finding) in findings.iter().enumerate() {
                places.entry(finding.claim).or_insert((half, at));
            }
        }
        BriefView {
            brief: key,
            id: id.clone(),
            counts: self.counts([known.len(), claimed.len(), brief.unknowns.len()]),
            cite_as: self.cite_as(&question),
            question,
            answer: self.answer(brief),
            standing: self.answer_standing(brief),
            known,
            claimed,
            unknown: brief.unknowns.clone(),
            not_rated,
            tables: brief.tables.clone(),
            measures: self.measures(&brief.claims, &brief.unknowns, &brief.tables),
            data_date: self.data_date(brief),
            limitations: brief.limitations.iter().map(|limitation| self.prose(limitation, None)).collect(),
            answering: self.answering(brief).to_vec(),
            datasets: self.datasets(brief),
            told: places,
        }
    }
}
