//! How a standing was decided, what each reading came to, who speaks for and against, which replies move nothing; and what each
//! standing means, in the words that readers see.

use crate::evaluate;
use crate::language::Meanings;
use crate::model::{Claim, Evidence, EvidenceFrom, Key, Scale};
use crate::outcome::{Disregarded, Origin, Outcome, Provenance, Side, StandingLabel};
use crate::view::MarkedText;
use crate::view::teller::Teller;
use crate::vocabulary::Stance;

impl Teller<'_> {
    /// Returns the house's own verdict on a claim, with the scale it is from and its rationale.
    pub(super) fn verdict(&self, claim: Key<Claim>) -> Option<MarkedText> {
        let verdict = self.model.claims[claim].verdict.as_ref()?;
        let named = |scale: &&Scale| verdict.scale.as_ref() == Some(&scale.name);
        let scale = self.model.publication.scales.iter().find(named)?;
        let words: Vec<MarkedText> = scale.words.iter().map(|(word, _)| MarkedText::words(word.as_str())).collect();
        let word = MarkedText::words(verdict.word.as_str());
        let mut line =
            MarkedText::filled(&self.words().pages.verdict, &[("word", &word), ("words", &self.list(&words))]);
        if let Some(rationale) = &verdict.rationale {
            line.push(". ");
            line.push(rationale.as_str());
        }
        Some(line)
    }

    /// Returns what was offered for and against a claim as what it is: the origins that count, each with its sources, and
    /// then the items that add none. An interested dispute is a reply and not here.
    pub(super) fn origins(&self, claim: Key<Claim>) -> Vec<MarkedText> {
        let entry = &self.model.claims[claim];
        let pages = &self.words().pages;
        let line = |origin: &Origin| {
            let name = if origin.party.is_some() {
                MarkedText::words(origin.name.as_str())
            } else {
                MarkedText::words(self.language().vocabulary().reasons.unnamed.as_str())
            };
            let form = match origin.side {
                Side::Supports if origin.own => &pages.own_word,
                Side::Supports if origin.is_retold() => &pages.supports_retold,
                Side::Supports => &pages.supports,
                Side::Disputes if origin.is_retold() => &pages.disputes_retold,
                Side::Disputes => &pages.disputes,
            };
            let mut line = MarkedText::filled(form, &[("name", &name)]);
            if origin.declared {
                line.push(" (");
                line.push(pages.interested.as_str());
                line.push(")");
            }
            for item in origin.evidence.iter().filter_map(|index| entry.evidence.get(*index)) {
                line.append(self.cite_evidence(item.from));
            }
            line
        };
        let origins = self.evaluation.claim(claim).origins.iter();
        let counted = origins.filter(|origin| !(origin.is_interested() && origin.side == Side::Disputes)).map(line);
        let not_counted = entry.evidence.iter().filter_map(|item| self.not_counted(claim, item));
        counted.chain(not_counted).collect()
    }

    /// Returns an item of evidence that was offered for or against a claim and adds no origin, and what it is instead.
    fn not_counted(&self, claim: Key<Claim>, item: &Evidence) -> Option<MarkedText> {
        let pages = &self.words().pages;
        let aside = evaluate::aside(self.model, &self.model.claims[claim], item)?;
        let name = self.evidence_name(item.from);
        let mut line = match (aside, aside.in_words(self.language())) {
            (Disregarded::PlaceSaid, _) => MarkedText::filled(&pages.place_said, &[("name", &name)]),
            (_, Some(why)) => {
                MarkedText::filled(&pages.not_counted, &[("name", &name), ("why", &MarkedText::words(why))])
            }
            (_, None) => return None,
        };
        line.append(self.cite_evidence(item.from));
        Some(line)
    }

    /// Returns the replies of interested parties, which move nothing.
    pub(super) fn replies(&self, claim: Key<Claim>) -> Vec<MarkedText> {
        let (entry, assessment) = (&self.model.claims[claim], self.evaluation.claim(claim));
        let pages = &self.words().pages;
        let line = |index: &usize| {
            let item = entry.evidence.get(*index)?;
            let name = self.evidence_name(item.from);
            let mut behind = assessment.origins.iter().filter(|origin| origin.evidence.contains(index));
            let form = if behind.any(|origin| origin.declared) { &pages.reply } else { &pages.reply_own };
            let mut line = MarkedText::filled(form, &[("name", &name)]);
            line.append(self.cite_evidence(item.from));
            Some(line)
        };
        assessment.replies.iter().filter_map(line).collect()
    }

    /// Returns who publishes an item of evidence, or what it is called.
    fn evidence_name(&self, from: EvidenceFrom) -> MarkedText {
        match from {
            EvidenceFrom::Source(source) => self.publisher(source).unwrap_or_else(|| self.title(source)),
            EvidenceFrom::Dataset(dataset) => MarkedText::words(self.dataset_title(dataset)),
        }
    }

    /// Returns how an item of evidence stands to a claim, as what was counted of it: where it adds no origin, that is said.
    pub(super) fn stance(&self, claim: Key<Claim>, index: usize) -> &'static str {
        let words = &self.words().around.stance;
        let (entry, assessment) = (&self.model.claims[claim], self.evaluation.claim(claim));
        let Some(item) = entry.evidence.get(index) else { return &words.context };
        let is_aside = |aside: Disregarded| aside != Disregarded::TakesNoSide;
        let aside = evaluate::aside(self.model, entry, item).filter(|aside| is_aside(*aside));
        let behind = || assessment.origins.iter().filter(|origin| origin.evidence.contains(&index));
        match (item.stance, aside) {
            (Stance::Supports, Some(Disregarded::PlaceSaid)) => &words.place_said,
            (Stance::Supports, Some(_)) => &words.supports_not_counted,
            (Stance::Supports, None) if behind().all(|origin| origin.own) => &words.own_word,
            (Stance::Supports, None) if behind().all(Origin::is_retold) => &words.supports_retold,
            (Stance::Supports, None) => &words.supports,
            (Stance::Disputes, Some(_)) => &words.disputes_not_counted,
            (Stance::Disputes, None) => &words.disputes,
            (Stance::CannotVerify, _) => &words.cannot_verify,
            (Stance::Context, _) => &words.context,
        }
    }

    fn cite_evidence(&self, from: EvidenceFrom) -> MarkedText {
        match from {
            EvidenceFrom::Source(source) => Self::cite(source),
            EvidenceFrom::Dataset(dataset) => self.cite_dataset(dataset),
        }
    }

    /// Returns numbered references to what an outcome is from.
    pub(super) fn cite_outcome(&self, outcome: &Outcome) -> MarkedText {
        if let Provenance::Source { source, .. } = &outcome.trace {
            return Self::cite(*source);
        }
        let mut line = MarkedText::default();
        let mut marks = Vec::new();
        for dataset in self.evaluation.datasets(&outcome.trace) {
            let mark = self.dataset_mark(dataset);
            if !marks.contains(&mark) {
                marks.push(mark);
                line.append(MarkedText::empty(mark));
            }
        }
        line
    }
}

/// What readers are told of a standing, and what it means.
#[derive(Debug, Clone)]
pub struct Meaning {
    /// The labels that mean it; none of what is added to one, such as "(provisional)".
    pub told: &'static [StandingLabel],
    /// Their words.
    pub said: Vec<&'static str>,
    /// What that means, in sentences.
    pub means: &'static str,
}

impl Teller<'_> {
    /// Returns every label with what it means, the best borne out first.
    pub(super) fn meanings(&self) -> Vec<Meaning> {
        let (words, means) = (&self.words().standings, &self.words().around.meanings);
        let told = ROWS.iter().map(|(told, means_of)| {
            let said = told.iter().map(|told| told.in_words(self.language())).collect();
            Meaning { told, said, means: means_of(means) }
        });
        let added = [(&words.provisional, &means.provisional), (&words.on_revised, &means.on_revised)];
        let added = added.map(|(said, means)| Meaning { told: &[], said: vec![said.as_str()], means });
        told.chain(added).collect()
    }
}

/// Labels that mean one thing, and the sentence that says what.
type Row = (&'static [StandingLabel], fn(&'static Meanings) -> &'static str);

const ROWS: &[Row] = &[
    (&[StandingLabel::Established], |means| &means.established),
    (&[StandingLabel::RecordContradicts], |means| &means.record_contradicts),
    (&[StandingLabel::SourcesContradict], |means| &means.sources_contradict),
    (&[StandingLabel::OneIndependent, StandingLabel::MoreIndependent], |means| &means.independent),
    (
        &[
            StandingLabel::OneNotSeen,
            StandingLabel::OneNotSaid,
            StandingLabel::OneUnstated,
            StandingLabel::OneUnknown,
            StandingLabel::OneNothingSaid,
            StandingLabel::MoreNotSeen,
            StandingLabel::MoreNotSaid,
            StandingLabel::MoreUnstated,
            StandingLabel::MoreHeldBack,
        ],
        |means| &means.held_back,
    ),
    (&[StandingLabel::OneReplaced, StandingLabel::Charge, StandingLabel::OneWord], |means| &means.shows_less),
    (&[StandingLabel::NoneFound], |means| &means.none_found),
    (
        &[
            StandingLabel::Agency,
            StandingLabel::Government,
            StandingLabel::Critics,
            StandingLabel::Speaker,
            StandingLabel::Concerned,
        ],
        |means| &means.self_reported,
    ),
    (&[StandingLabel::IndependentDisagree, StandingLabel::SourcesDisagree], |means| &means.disagree),
    (&[StandingLabel::RecordDisputed], |means| &means.record_disputed),
    (&[StandingLabel::OneDisputes, StandingLabel::MoreDispute], |means| &means.disputed),
    (&[StandingLabel::DependsOnReading], |means| &means.depends_on_reading),
    (&[StandingLabel::Outdated, StandingLabel::OutdatedOnce], |means| &means.outdated),
    (&[StandingLabel::NothingFound], |means| &means.nothing_found),
    (&[StandingLabel::NothingCounts, StandingLabel::NothingOffered], |means| &means.nothing_counts),
    (&[StandingLabel::NotChecked], |means| &means.not_checked),
    (&[StandingLabel::NotAssessed], |means| &means.not_assessed),
];

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_label_has_one_meaning_of_one_standing() {
        let mut met: Vec<StandingLabel> = ROWS.iter().flat_map(|(told, _)| told.iter().copied()).collect();
        assert!(ROWS.iter().all(|(told, _)| told.iter().all(|of| of.standing() == told[0].standing())));
        met.sort_unstable();
        assert_eq!(met, StandingLabel::ALL);
    }
}
