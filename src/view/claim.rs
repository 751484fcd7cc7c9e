//! A claim as everything tells it: what it says, who said it, what the evidence makes of it and why.

use std::collections::BTreeSet;

use schemars::JsonSchema;
use serde::Serialize;

use crate::model::{self, Claim, Facet, Key, Stated};
use crate::number::Period;
use crate::outcome::StandingLabel;
use crate::text::Id;
use crate::vocabulary::{ClaimKind, Role, Standing};

use crate::view::teller::Teller;
use crate::view::{
    EvidenceView, LookedView, Mark, MarkedText, NumberView, PointView, QuantityView, ReviewedView, SaidView,
    VerdictView,
};

/// A claim as it is told to the reader.
#[derive(Debug, Clone)]
pub struct FindingView {
    /// The claim.
    pub claim: Key<Claim>,
    /// The sentence: attributed where somebody else says it, led by what is true where it is refuted.
    pub sentence: MarkedText,
    /// The standing in words.
    pub standing: MarkedText,
}

/// A claim.
#[derive(Debug, Serialize, JsonSchema)]
#[schemars(rename = "Claim")]
pub struct ClaimView {
    /// Its id.
    #[serde(skip)]
    pub id: Id,
    /// The sentence that tells it by itself, every party by its name in full.
    #[serde(skip)]
    pub sentence: MarkedText,
    /// The statement itself, as printed; print it only beside its standing and its speaker.
    pub statement: MarkedText,
    /// What kind of assertion: `quantity`, `comparison`, `trend`, `event`, `existence`, `rule`, `utterance`, `cause`,
    /// `absence`, `opinion`, `forecast`.
    pub kind: ClaimKind,
    /// Whose it is: `reviewed` (somebody said it), `finding` (ours), `background` (what a document found).
    pub role: Role,
    /// What the evidence makes of it: `established`, `refuted`, `reported`, `self-reported`, `contested`, `outdated`,
    /// `unsupported`, `not-checked`, `not-assessed`.
    pub standing: Standing,
    /// The same in the reader's words.
    pub standing_words: MarkedText,
    /// Why, in a sentence.
    #[serde(skip_serializing_if = "MarkedText::is_empty")]
    pub reason: MarkedText,
    /// Whether a provisional cell takes part in its test.
    pub provisional: bool,
    /// Whether a revised cell takes part in its test.
    pub revised: bool,
    /// Who makes it, in words; absent where it is ours.
    #[serde(skip_serializing_if = "MarkedText::is_empty")]
    pub speaker: MarkedText,
    /// Where it was said; that is no evidence for it.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub said: Option<SaidView>,
    /// Where else it was said.
    pub said_again: Vec<SaidView>,
    /// What it counts, by the measure's id.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub measure: Option<Id>,
    /// How much it says.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub quantity: Option<QuantityView>,
    /// Where the change of which it speaks began, in its words.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub from: Option<QuantityView>,
    /// Where it ended, in its words.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub to: Option<QuantityView>,
    /// The claim of which it is a part, by its id.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub part_of: Option<Id>,
    /// The period it speaks of, as `2025-11`, `2025-02/2025-11` or `to 2025-07-24`.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub period: Option<Period>,
    /// The place or group it speaks of.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub scope: Option<String>,
    /// The event it speaks of; equal words mean the same.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub event: Option<String>,
    /// What it is taken to mean, and what each such reading came to.
    pub readings: Vec<ReadingView>,
    /// What is true instead, where it is refuted.
    #[serde(skip_serializing_if = "MarkedText::is_empty")]
    pub instead: MarkedText,
    /// The house's own verdict.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub verdict: Option<VerdictView>,
    /// What speaks for or against it.
    pub evidence: Vec<EvidenceView>,
    /// Where somebody looked for support.
    pub looked: Vec<LookedView>,
    /// When somebody last looked at it and found that it stands.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub reviewed: Option<ReviewedView>,
    /// What it counts: its own measure, or that of its tested figure.
    #[serde(skip)]
    pub counts: Option<Key<model::Measure>>,
    /// What readers are told of its standing, without what is said of the data behind it.
    #[serde(skip)]
    pub told: StandingLabel,
    /// Who says it, by name, also where it is ours and somebody said it.
    #[serde(skip)]
    pub who: Option<MarkedText>,
    /// The registered parties that say it, the first before the others.
    #[serde(skip)]
    pub parties: Vec<Key<model::Party>>,
    /// Whether the first of them is who says it in its sentence.
    #[serde(skip)]
    pub party: Option<Key<model::Party>>,
    /// The statement behind the name of whoever makes it.
    #[serde(skip)]
    pub attributed: MarkedText,
    /// Who said it and when.
    #[serde(skip)]
    pub said_by: Option<MarkedText>,
    /// What was said word by word, in quotation marks and behind the name of whoever said it.
    #[serde(skip)]
    pub quoted: Option<MarkedText>,
    /// The statement marked as ours; none where it is what was said, word by word.
    #[serde(skip)]
    pub in_our_words: Option<MarkedText>,
    /// Every place in which it was said, where that is more than its sentence tells.
    #[serde(skip)]
    pub places: Vec<MarkedText>,
    /// The claim inside a sentence.
    #[serde(skip)]
    pub phrase: Option<MarkedText>,
    /// What would be true instead, were it refuted.
    #[serde(skip)]
    pub alternative: Option<MarkedText>,
    /// The house's own verdict, with the scale it is from and its rationale.
    #[serde(skip)]
    pub verdict_words: Option<MarkedText>,
    /// What was offered for and against it as what it is.
    #[serde(skip)]
    pub origins: Vec<MarkedText>,
    /// The replies of interested parties, which move nothing.
    #[serde(skip)]
    pub replies: Vec<MarkedText>,
    /// The datasets that its tests are made on.
    #[serde(skip)]
    pub datasets: Vec<Key<model::Dataset>>,
    /// The numbers that it says, as numbers of the page with where they were said.
    #[serde(skip)]
    pub stated: Box<[NumberView]>,
    /// Numbered references to where it is from.
    #[serde(skip)]
    pub cite: MarkedText,
}

/// What a claim is taken to mean, and what that came to.
#[derive(Debug, Serialize, JsonSchema)]
#[schemars(rename = "Reading")]
pub struct ReadingView {
    /// What it is taken to mean.
    #[serde(skip_serializing_if = "says_nothing")]
    pub words: Option<MarkedText>,
    /// The tested value as printed.
    #[serde(skip_serializing_if = "MarkedText::is_empty")]
    pub shown: MarkedText,
    /// The tested value as plain digits, on the terms of a number's `value`.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub value: Option<crate::number::Number>,
    /// The values of a series that is printed one by one.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub series: Option<Vec<PointView>>,
    /// `holds`, `fails` or `undecided`.
    pub result: &'static str,
    /// Whether it held on the release of the day on which it was said, where an earlier release decides that.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub held_when_said: Option<bool>,
    /// Whether it was made on the measure's own record.
    pub on_record: bool,
    /// Where the tested value is from, in words.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub from: Option<MarkedText>,
    /// Where the change began and where it ended; absent where the claim says neither.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub ends: Vec<EndView>,
    /// What it came to, in the reader's words: which end of a change is another, too.
    #[serde(skip)]
    pub result_words: MarkedText,
    /// Which ends of the change are others than the claim says.
    #[serde(skip)]
    pub failing: Option<MarkedText>,
    /// The tested value as a reading tells it, with both ends of a change that the claim says.
    #[serde(skip)]
    pub told: Option<MarkedText>,
    /// The tested value as a number of the page.
    #[serde(skip)]
    pub number: Option<NumberView>,
}

/// One end of a change.
#[derive(Debug, Serialize, JsonSchema)]
#[schemars(rename = "End")]
pub struct EndView {
    /// Which end: `from` or `to`.
    pub end: &'static str,
    /// The number as printed.
    pub shown: MarkedText,
    /// `holds` or `fails`; absent where the claim does not say this end.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub result: Option<&'static str>,
}

/// Returns whether there are no words to write.
#[expect(clippy::ref_option, reason = "serde hands over the field as it is")]
fn says_nothing(words: &Option<MarkedText>) -> bool {
    words.as_ref().is_none_or(MarkedText::is_empty)
}

impl ClaimView {
    /// Returns a claim as everything tells it.
    pub(super) fn of(teller: &Teller<'_>, claim: Key<Claim>) -> Self {
        let model = teller.model;
        let (entry, assessment) = (&model.claims[claim], teller.evaluation.claim(claim));
        let measure = teller.measure_of(claim);
        let finding = teller.finding(claim, &mut BTreeSet::new());
        let alternative = teller.instead(claim);
        let instead = alternative.clone().filter(|_| assessment.standing == Standing::Refuted);
        let who = teller.speaker(claim);
        let evidence = entry.evidence.iter().enumerate();
        Self {
            id: model.claims.id(claim).clone(),
            sentence: finding.sentence,
            statement: teller.statement(claim),
            kind: entry.kind,
            role: entry.role,
            standing: assessment.standing,
            standing_words: finding.standing,
            reason: teller.reason(claim),
            provisional: assessment.provisional,
            revised: assessment.revised,
            speaker: who.clone().filter(|_| entry.role != Role::Finding).unwrap_or_default(),
            said: entry.said.as_ref().map(|said| SaidView::of(teller, claim, 0, said)),
            said_again: (usize::from(entry.said.is_some())..)
                .zip(&entry.said_again)
                .map(|(at, said)| SaidView::of(teller, claim, at, said))
                .collect(),
            measure: measure.map(|measure| model.measures.id(measure).clone()),
            quantity: entry.quantity.as_ref().map(QuantityView::from),
            from: entry.from.as_ref().map(QuantityView::from),
            to: entry.to.as_ref().map(QuantityView::from),
            part_of: entry.part_of.map(|whole| model.claims.id(whole).clone()),
            period: entry.period.clone(),
            scope: entry.scope.clone(),
            event: entry.event.clone(),
            readings: (0..assessment.readings.len()).map(|reading| ReadingView::of(teller, claim, reading)).collect(),
            instead: instead.unwrap_or_default(),
            verdict: entry.verdict.as_ref().map(|verdict| VerdictView {
                word: verdict.word.clone(),
                scale: verdict.scale.clone(),
                rationale: verdict.rationale.clone(),
            }),
            evidence: evidence.map(|(at, item)| EvidenceView::of(teller, claim, at, item)).collect(),
            looked: entry
                .looked
                .iter()
                .map(|looked| LookedView { place: looked.place.clone(), date: looked.date })
                .collect(),
            reviewed: entry.reviewed.as_ref().map(|reviewed| ReviewedView::of(teller, reviewed)),
            counts: measure,
            told: assessment.told,
            who,
            parties: teller.speaking_parties(claim),
            party: teller.speaking_party(claim),
            attributed: teller.attributed(claim, &mut BTreeSet::new()),
            said_by: teller.said(claim),
            quoted: teller.quoted(claim),
            in_our_words: teller.in_our_words(claim),
            places: teller.places(claim),
            phrase: teller.phrase(claim),
            alternative,
            verdict_words: teller.verdict(claim),
            origins: teller.origins(claim),
            replies: teller.replies(claim),
            datasets: teller.datasets_of(claim),
            stated: Stated::ALL.iter().filter_map(|which| NumberView::of_quantity(teller, claim, *which)).collect(),
            cite: teller.cite_claim(claim),
        }
    }

    /// Returns the places in which it was said.
    pub fn places(&self) -> impl Iterator<Item = &SaidView> {
        self.said.iter().chain(&self.said_again)
    }

    /// Returns one of the numbers that it says.
    pub fn stated(&self, which: Stated) -> Option<&NumberView> {
        self.stated.iter().find(|number| matches!(number.mark, Mark::Quantity(_, said) if said == which))
    }

    /// Returns the tested value of the first reading that has one.
    pub fn value(&self) -> Option<&NumberView> {
        self.readings.iter().find_map(|reading| reading.number.as_ref())
    }
}

impl ReadingView {
    pub(super) fn of(teller: &Teller<'_>, claim: Key<Claim>, at: usize) -> Self {
        let reading = &teller.evaluation.claim(claim).readings[at];
        let words = teller.reading(claim, at);
        let number = NumberView::of_value(teller, claim, at, words.as_ref());
        let failing = teller.failing(claim, at);
        let result = match reading.holds {
            Some(true) => "holds",
            Some(false) => "fails",
            None => "undecided",
        };
        let withheld = number.as_ref().is_some_and(|number| number.withheld);
        Self {
            words,
            shown: number.as_ref().map(|number| number.shown.clone()).unwrap_or_default(),
            value: number.as_ref().and_then(|number| number.value),
            series: number.as_ref().and_then(|number| number.series.clone()),
            result,
            held_when_said: reading.held_when_said.filter(|_| !withheld),
            on_record: reading.on_record,
            from: number.as_ref().map(|number| number.from.clone()),
            ends: teller.ends(claim, at),
            result_words: teller.result(reading.holds, failing.as_ref()),
            failing,
            told: teller.value(claim, Some(at), Facet::WithEnds),
            number,
        }
    }
}
