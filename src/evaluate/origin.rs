//! Origins: the bodies that speak for themselves behind the evidence of a claim.
//!
//! Parties are folded by `part_of` up to the top body or the first `independent` one, so that three agencies of one
//! department, or an article and the release it repeats, count once.

use std::collections::BTreeMap;

use crate::model::{Claim, Key, Model, Party};
use crate::vocabulary::{ClaimKind, Stance};

use super::bearing::heard;
use super::voice::{Body, Voice, is_of_one_speaker, of_dataset, of_source};
use super::{Aside, Origin, Outcome, ReadingOutcome, Side};

/// Returns the body that a party counts as: itself where it is independent, else the top body it belongs to or the first
/// independent one on the way up.
pub(super) fn fold(model: &Model, party: Key<Party>) -> Key<Party> {
    let mut at = party;
    // A cycle of `part_of` is a problem elsewhere; the bound keeps this from circling.
    for _ in 0..model.parties.len() {
        let here = &model.parties[at];
        match here.part_of {
            Some(above) if here.independent.is_none() => at = above,
            _ => break,
        }
    }
    at
}

/// Who speaks for and against a claim, and what was offered and set aside.
#[derive(Debug)]
pub(super) struct Heard {
    /// The origins, disinterested first.
    pub(super) origins: Vec<Origin>,
    /// Why what was offered in support adds no origin, each reason once and in the author's order.
    pub(super) asides: Vec<Aside>,
}

/// Returns the origins behind a claim's evidence and behind its tests on data that are not the record.
pub(super) fn origins(model: &Model, figures: &[Option<Outcome>], claim: &Claim, readings: &[ReadingOutcome]) -> Heard {
    let mut gathered: BTreeMap<(Body, bool), Origin> = BTreeMap::new();
    let mut asides = Vec::new();
    let mut take = |voices: Result<Vec<Voice>, Aside>, side: Side, evidence: Option<usize>| match voices {
        Ok(voices) => voices.into_iter().for_each(|voice| gather(model, &mut gathered, voice, side, evidence)),
        Err(aside) if side == Side::Supports && !asides.contains(&aside) => asides.push(aside),
        Err(_) => {}
    };
    for (index, item) in claim.evidence.iter().enumerate() {
        let side = if item.stance == Stance::Disputes { Side::Disputes } else { Side::Supports };
        match heard(model, claim, item) {
            Err(Aside::TakesNoSide) => {}
            heard => take(heard.map(|(_, voices)| voices), side, Some(index)),
        }
    }
    // What somebody said is vouched for by where we know it from, whatever it is worth.
    if let (ClaimKind::Utterance, Some(first)) = (claim.kind, &claim.said) {
        for source in claim.places().filter(|said| is_of_one_speaker(model, first, said)).filter_map(|said| said.source)
        {
            take(of_source(model, claim, source), Side::Supports, None);
        }
    }
    for reading in readings {
        let (Some(holds), Some(outcome)) = (reading.holds, &reading.outcome) else { continue };
        let side = if holds { Side::Supports } else { Side::Disputes };
        if claim.kind == ClaimKind::Cause {
            take(Err(Aside::Count), side, None);
        } else if !reading.on_record {
            for dataset in outcome.trace.datasets(figures) {
                take(of_dataset(model, claim, dataset), side, None);
            }
        }
    }
    let mut origins: Vec<Origin> = gathered.into_values().collect();
    origins.sort_by_key(|origin| (origin.is_interested(), origin.cap));
    Heard { origins, asides }
}

fn gather(
    model: &Model,
    gathered: &mut BTreeMap<(Body, bool), Origin>,
    voice: Voice,
    side: Side,
    evidence: Option<usize>,
) {
    let party = match voice.body {
        Body::Party(party) => Some(party),
        Body::Unnamed => None,
    };
    let origin = gathered.entry((voice.body, side == Side::Disputes)).or_insert_with(|| Origin {
        party,
        name: party.map_or_else(String::new, |party| model.parties[party].short().to_owned()),
        side,
        own: voice.own,
        declared: voice.declared,
        cap: voice.cap,
        evidence: Vec::new(),
    });
    // One item seen at first hand is enough to lift the body it is from; one interest is enough to hold it down.
    origin.cap = origin.cap.min(voice.cap);
    origin.own |= voice.own;
    origin.declared |= voice.declared;
    if let Some(index) = evidence.filter(|index| !origin.evidence.contains(index)) {
        origin.evidence.push(index);
    }
}
