//! The table of standings: first row that matches wins.
//!
//! Each row also says on what ground it matched, from which [`reason`](crate::evaluate::reason) makes a sentence.

use crate::model::{Claim, Dataset, EvidenceFrom, Key, Measure, Model, Said, Speaker};
use crate::vocabulary::{Basis, ClaimKind, Counts, Seen, Stance};

use crate::evaluate::origins::{is_direct, is_of_one_speaker, is_ours};
use crate::evaluate::told::Ground;
use crate::outcome::body_of;
use crate::outcome::{Origin, ReadingOutcome, Side};
use crate::vocabulary::Standing;

/// Returns the standing of a claim and the ground for it.
pub(super) fn decide(
    model: &Model,
    claim: &Claim,
    readings: &[ReadingOutcome],
    origins: &[Origin],
) -> (Standing, Ground) {
    let case = Case { model, claim, readings, origins };
    case.unrated()
        .or_else(|| case.overtaken())
        .or_else(|| case.disputed())
        .or_else(|| case.established())
        .or_else(|| case.supported())
        .unwrap_or_else(|| case.unsupported())
}

/// Returns whether a claim is a count: only a registered, published record establishes one.
pub(super) fn is_count(model: &Model, claim: &Claim) -> bool {
    let counted = claim.measure.map(|measure| &model.measures[measure].counts);
    matches!(claim.kind, ClaimKind::Quantity | ClaimKind::Comparison | ClaimKind::Trend)
        && !matches!(counted, Some(Counts::Amount | Counts::Share | Counts::Rate | Counts::Change))
}

struct Case<'a> {
    model: &'a Model,
    claim: &'a Claim,
    readings: &'a [ReadingOutcome],
    origins: &'a [Origin],
}

type Row = Option<(Standing, Ground)>;

impl Case<'_> {
    fn unrated(&self) -> Row {
        let claim = self.claim;
        if claim.kind == ClaimKind::Opinion {
            return Some((Standing::NotAssessed, Ground::Opinion));
        }
        if claim.kind == ClaimKind::Forecast {
            let due = claim.period.as_ref().map(|period| period.last);
            let today = self.model.publication.as_of;
            if !matches!((due, today), (Some(due), Some(today)) if due <= today) {
                return Some((Standing::NotAssessed, Ground::NotYetDue));
            }
        }
        let offered = claim.evidence.iter().any(|item| item.stance != Stance::Context);
        let words_seen = claim.kind == ClaimKind::Utterance && claim.said_in().next().is_some();
        (claim.tests.is_empty() && !offered && claim.looked.is_empty() && !words_seen && !self.defined())
            .then_some((Standing::NotChecked, Ground::Untouched))
    }

    /// The rows that a test decides alone: outdated and refuted. A count never tests a cause.
    fn overtaken(&self) -> Row {
        if self.claim.kind == ClaimKind::Cause {
            return None;
        }
        let decided = self.on_record().count();
        let fails = self.on_record().filter(|reading| reading.holds == Some(false)).count();
        if decided == 0 || fails < decided || self.off_record_holds() {
            return None;
        }
        if self.on_record().any(|reading| reading.held_when_said == Some(true)) {
            return Some((Standing::Outdated, Ground::HeldWhenSaid));
        }
        Some((Standing::Refuted, Ground::RecordContradicts))
    }

    fn disputed(&self) -> Row {
        let against = self.count(|origin| origin.side == Side::Disputes && !origin.is_interested());
        let against_first_hand = self.count(|o| o.side == Side::Disputes && !o.is_interested() && o.cap.is_none());
        let for_it = self.count(|origin| origin.side == Side::Supports && !origin.is_interested());
        let record = self.record_holds();
        if against_first_hand >= 2 && for_it == 0 && !record {
            return Some((Standing::Refuted, Ground::Disputed));
        }
        let holds = self.readings.iter().any(|reading| reading.holds == Some(true));
        let fails = self.readings.iter().any(|reading| reading.holds == Some(false));
        if holds && fails && self.claim.kind != ClaimKind::Cause {
            return Some((Standing::Contested, Ground::ReadingsDisagree));
        }
        match (against, for_it, record) {
            (0, _, _) => None,
            (_, _, true) => Some((Standing::Contested, Ground::RecordDisputed)),
            (_, 0, false) => Some((Standing::Contested, Ground::LoneDispute)),
            _ => Some((Standing::Contested, Ground::BothSides)),
        }
    }

    fn established(&self) -> Row {
        let ground = if self.record_holds() {
            Ground::Record
        } else if self.own_words_seen() {
            Ground::OwnWords
        } else if self.law_seen() {
            Ground::Law
        } else if self.finding_seen() {
            Ground::Finding
        } else if self.defined() {
            Ground::Definition
        } else if !is_count(self.model, self.claim)
            && self.claim.kind != ClaimKind::Absence
            && self.first_hand_support() >= 2
        {
            Ground::Independent
        } else {
            return None;
        };
        Some((Standing::Established, ground))
    }

    fn supported(&self) -> Row {
        if self.claim.kind == ClaimKind::Absence && !self.claim.looked.is_empty() {
            return Some((Standing::Reported, Ground::NoneFound));
        }
        if self.count(|origin| origin.side == Side::Supports && !origin.is_interested()) > 0 {
            return Some((Standing::Reported, Ground::Reported));
        }
        (self.count(|origin| origin.side == Side::Supports) > 0).then_some((Standing::SelfReported, Ground::Interested))
    }

    fn unsupported(&self) -> (Standing, Ground) {
        let looked = !self.claim.looked.is_empty()
            || self
                .claim
                .evidence
                .iter()
                .any(|item| item.stance == Stance::CannotVerify || item.basis == Some(Basis::Search));
        let ground = if looked {
            Ground::NothingFound
        } else if self.claim.tests.is_empty() && self.claim.evidence.iter().all(|item| item.stance != Stance::Supports)
        {
            Ground::OnlyReplies
        } else {
            Ground::NothingDirect
        };
        (Standing::Unsupported, ground)
    }

    fn count(&self, which: impl Fn(&Origin) -> bool) -> usize {
        self.origins.iter().filter(|origin| which(origin)).count()
    }

    fn first_hand_support(&self) -> usize {
        self.count(|origin| origin.side == Side::Supports && !origin.is_interested() && origin.cap.is_none())
    }

    fn on_record(&self) -> impl Iterator<Item = &ReadingOutcome> {
        self.readings.iter().filter(|reading| reading.on_record && reading.holds.is_some())
    }

    fn off_record_holds(&self) -> bool {
        self.readings.iter().any(|reading| !reading.on_record && reading.holds == Some(true))
    }

    /// Whether the record was asked and every decided reading passes.
    fn record_holds(&self) -> bool {
        self.claim.kind != ClaimKind::Cause
            && self.on_record().next().is_some()
            && self.on_record().all(|reading| reading.holds == Some(true))
    }

    /// An utterance: the speaker's own words were read, in a source that the speaker publishes or in the one that speaks.
    fn own_words_seen(&self) -> bool {
        // An utterance is that of the speaker who is named first; the others say it again.
        let Some(first) = self.claim.said.as_ref().filter(|_| self.claim.kind == ClaimKind::Utterance) else {
            return false;
        };
        self.claim.places().filter(|said| is_of_one_speaker(self.model, first, said)).any(|said| self.words_seen(said))
    }

    /// Whether the speaker's own words were read in one place.
    fn words_seen(&self, said: &Said) -> bool {
        let Some(source) = said.source.map(|source| &self.model.sources[source]) else { return false };
        let own = match &said.by {
            None => true,
            Some(Speaker::Words(_)) => false,
            Some(Speaker::Party(speaker)) => source
                .publisher
                .is_some_and(|publisher| body_of(self.model, publisher) == body_of(self.model, *speaker)),
        };
        own && source.seen == Some(Seen::Itself) && source.through.is_none() && source.relays.is_empty()
    }

    fn law_seen(&self) -> bool {
        self.claim.kind == ClaimKind::Rule
            && self.claim.evidence.iter().any(|item| {
                let EvidenceFrom::Source(source) = item.from else { return false };
                let source = &self.model.sources[source];
                item.stance == Stance::Supports
                    && item.basis.is_some()
                    && source.is_law()
                    && source.is_read_and_stands()
            })
    }

    /// A definition: the measures that it names are kept apart, each from each other, where they are defined.
    fn defined(&self) -> bool {
        let apart = &self.claim.apart;
        let distinct = |one: Key<Measure>, other: Key<Measure>| {
            self.model.measures[one].distinct_from.iter().any(|(measure, _)| *measure == other)
        };
        let pairs =
            || apart.iter().enumerate().flat_map(|(at, one)| apart[at + 1..].iter().map(move |other| (*one, *other)));
        self.claim.kind == ClaimKind::Definition
            && apart.len() > 1
            && pairs().all(|(one, other)| distinct(one, other) || distinct(other, one))
    }

    /// Existence, an event or an absence: one court finding, or the record itself inspected.
    fn finding_seen(&self) -> bool {
        let kind = self.claim.kind;
        matches!(kind, ClaimKind::Event | ClaimKind::Existence | ClaimKind::Absence)
            && self.claim.evidence.iter().any(|item| {
                if item.stance != Stance::Supports
                    || !is_direct(self.model, self.claim.measure, item.measure.or(self.claim.measure))
                {
                    return false;
                }
                match (item.basis, item.from) {
                    (Some(Basis::Record), EvidenceFrom::Dataset(dataset)) => self.is_inspected(dataset),
                    (Some(Basis::Record), EvidenceFrom::Source(source)) => {
                        let source = &self.model.sources[source];
                        source.is_register() && source.is_read_and_stands() && !is_ours(self.model, source.publisher)
                    }
                    (Some(Basis::Court), EvidenceFrom::Source(source)) => {
                        let source = &self.model.sources[source];
                        kind != ClaimKind::Absence && item.is_decided() && source.is_read_and_stands()
                    }
                    _ => false,
                }
            })
    }

    /// Whether a dataset can be inspected as a record: published, no retelling, and if it is our own, the registered record
    /// of a measure, for whatever else we publish is our own word.
    fn is_inspected(&self, key: Key<Dataset>) -> bool {
        let dataset = &self.model.datasets[key];
        let source = dataset.source.map(|source| &self.model.sources[source]);
        let publisher = dataset.publisher.or_else(|| source.and_then(|source| source.publisher));
        let recorded = || self.model.measures.iter().any(|(_, _, measure)| measure.record.contains(&key));
        (publisher.is_some() || source.is_some())
            && source.is_none_or(|source| !source.is_retelling())
            && (!is_ours(self.model, publisher) || recorded())
    }
}
