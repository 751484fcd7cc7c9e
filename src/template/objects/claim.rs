//! The parts of a claim.

use crate::model::{Claim, Key};
use crate::view::{ClaimView, FindingView, Mark, MarkedText};

use crate::template::objects::{ObjectKind, Value, ViewObject, lines, maybe, shown, some};

impl ViewObject {
    /// Returns a part of a claim.
    pub(super) fn claim(&self, claim: Key<Claim>, part: &str) -> Option<Value> {
        let view = self.context.views.claim(claim);
        let said = view.said.as_ref();
        Some(match part {
            "id" => Value::from(view.id.as_str()),
            "statement" => shown(&view.statement),
            "sentence" => shown(self.sentence(claim, view)),
            "quantity" => maybe(view.stated.as_ref().map(|number| &number.shown)),
            "value" => maybe(view.value().map(|number| &number.shown)),
            "standing" => shown(&view.standing_words),
            "reason" => shown(&view.reason.clone().under(Mark::Reason(claim))),
            "instead" => maybe(view.alternative.as_ref()),
            "reading" => maybe(view.readings.first().and_then(|reading| reading.words.as_ref())),
            "said" => maybe(view.said_by.as_ref()),
            "speaker" => maybe(view.who.as_ref()),
            "quote" => maybe(view.places().next().and_then(|said| said.quote_words.as_ref())),
            "translation" => some(said.and_then(|said| said.translation.as_ref()).map(|it| it.text.as_str())),
            "places" => lines(&view.places),
            "reviewed" => maybe(view.reviewed.as_ref().map(|reviewed| &reviewed.words)),
            "cite" => shown(&view.cite),
            "measure" => view.counts.map_or(Value::from(()), |key| self.node(ObjectKind::Measure(key))),
            "verdict" => maybe(view.verdict_words.as_ref()),
            "readings" => self.nodes((0..view.readings.len()).map(|reading| ObjectKind::Reading(claim, reading))),
            "replies" => lines(&view.replies),
            "evidence" => lines(&view.origins),
            _ => return None,
        })
    }

    /// Returns the sentence of the brief, where a speaker's name in full comes first; otherwise one by itself.
    fn sentence<'a>(&'a self, claim: Key<Claim>, view: &'a ClaimView) -> &'a MarkedText {
        let told = self.context.document.finding(claim);
        told.map_or(&view.sentence, |FindingView { sentence, .. }| sentence)
    }
}
