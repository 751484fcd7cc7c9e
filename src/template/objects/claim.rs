//! The parts of a claim.

use std::collections::BTreeSet;

use crate::model::{Claim, Key};
use crate::view::{BriefView, Mark, MarkedText};

use crate::template::objects::{Node, Value, What, id, lines, maybe, shown};

impl Node {
    /// Returns a part of a claim.
    pub(super) fn claim(&self, claim: Key<Claim>, part: &str) -> Option<Value> {
        let composer = self.subject.composer();
        let entry = &self.subject.views.model.claims[claim];
        let assessment = self.subject.views.evaluation.claim(claim);
        Some(match part {
            "id" => id(&self.subject.views.model.claims, claim),
            "statement" => shown(&composer.statement(claim)),
            "sentence" => shown(&self.sentence(claim)),
            "quantity" => maybe(composer.quantity(claim)),
            "value" => maybe(composer.value(claim, None)),
            "standing" => shown(&composer.standing(claim)),
            "reason" => shown(&composer.reason(claim).under(Mark::Reason(claim))),
            "instead" => maybe(composer.instead(claim)),
            "reading" => maybe(composer.reading(claim, 0)),
            "said" => maybe(composer.said(claim)),
            "speaker" => maybe(composer.speaker(claim)),
            "quote" => maybe(composer.quote(claim, 0)),
            "translation" => {
                let said = entry.said.as_ref().and_then(|said| said.translation.as_ref());
                maybe(said.map(|translation| MarkedText::words(translation.text.as_str())))
            }
            "places" => lines(&composer.places(claim)),
            "reviewed" => maybe(entry.reviewed.as_ref().map(|reviewed| composer.reviewed(reviewed))),
            "cite" => shown(&composer.cite_claim(claim)),
            "measure" => composer.measure_of(claim).map_or(Value::from(()), |key| self.node(What::Measure(key))),
            "verdict" => maybe(composer.verdict(claim)),
            "readings" => self.nodes((0..assessment.readings.len()).map(|reading| What::Reading(claim, reading))),
            "replies" => lines(&composer.replies(claim)),
            "evidence" => lines(&composer.origins(claim)),
            _ => return None,
        })
    }

    /// Returns the sentence of the document, where a speaker's name in full comes first; otherwise one by itself.
    fn sentence(&self, claim: Key<Claim>) -> MarkedText {
        let BriefView { known, claimed, not_rated, .. } = &self.subject.document;
        let mut told = known.iter().chain(claimed).chain(not_rated);
        let told = told.find(|finding| finding.claim == claim).map(|finding| finding.sentence.clone());
        told.unwrap_or_else(|| self.subject.composer().finding(claim, &mut BTreeSet::new()).sentence)
    }
}
