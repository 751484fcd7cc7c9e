//! Origins: the bodies that speak for themselves behind the evidence of a claim.
//!
//! Relays are followed to their roots and parties folded by `part_of` up to the top body or the first `independent` one,
//! so that three agencies of one department, or an article and the release it repeats, count once. Silence never helps: what
//! an author leaves out never adds an origin and never lifts one.

use std::collections::BTreeMap;

use crate::model::{
    Basis, Claim, Dataset, Evidence, EvidenceFrom, Interests, Key, Kind, Measure, Model, Party, Relay, Seen, Source,
    Speaker, Stance, Status,
};

use super::{Cap, Origin, Outcome, ReadingOutcome, Side};

/// A body behind an item of evidence, before bodies are gathered.
#[derive(Clone, Copy)]
struct Voice {
    body: Body,
    interested: bool,
    cap: Option<Cap>,
}

/// What distinguishes one origin from another.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
enum Body {
    Party(Key<Party>),
    /// A source or dataset that names no registered publisher: all of them together, for they may be the same.
    Unnamed,
}

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

/// Returns whether evidence that counts `counted` bears directly on a claim that counts `claimed`.
pub(super) fn is_direct(model: &Model, claimed: Option<Key<Measure>>, counted: Option<Key<Measure>>) -> bool {
    match (claimed, counted) {
        (_, None) => true,
        (None, Some(_)) => false,
        (Some(claimed), Some(counted)) => claimed == counted || model.measures[counted].proxy_for.contains(&claimed),
    }
}

/// Returns the origins behind a claim's evidence and behind its tests on data that are not the record, disinterested first.
pub(super) fn origins(
    model: &Model,
    figures: &[Option<Outcome>],
    claim: &Claim,
    readings: &[ReadingOutcome],
) -> Vec<Origin> {
    let mut gathered: BTreeMap<(Body, bool), Origin> = BTreeMap::new();
    for (index, item) in claim.evidence.iter().enumerate() {
        let Some(side) = side(model, claim, item) else { continue };
        for voice in voices(model, claim, item) {
            gather(model, &mut gathered, voice, side, Some(index));
        }
    }
    // What somebody said is vouched for by where we know it from, whatever it is worth.
    if let (Kind::Utterance, Some(source)) = (claim.kind, claim.said.as_ref().and_then(|said| said.source)) {
        for voice in of_source(model, claim, source) {
            gather(model, &mut gathered, voice, Side::Supports, None);
        }
    }
    // No count tests a cause.
    let telling = readings.iter().filter(|reading| claim.kind != Kind::Cause && !reading.on_record);
    for reading in telling {
        let (Some(holds), Some(outcome)) = (reading.holds, &reading.outcome) else { continue };
        let side = if holds { Side::Supports } else { Side::Disputes };
        for dataset in outcome.trace.datasets(figures) {
            gather(model, &mut gathered, of_dataset(model, claim, dataset), side, None);
        }
    }
    let mut origins: Vec<Origin> = gathered.into_values().collect();
    origins.sort_by_key(|origin| (origin.interested, origin.cap));
    origins
}

/// Returns the side an item takes, or none where it takes none or does not bear on the claim.
fn side(model: &Model, claim: &Claim, item: &Evidence) -> Option<Side> {
    let basis = item.basis?;
    let side = match item.stance {
        Stance::Supports => Side::Supports,
        Stance::Disputes => Side::Disputes,
        Stance::CannotVerify | Stance::Context => return None,
    };
    let counts_the_same = is_direct(model, claim.measure, item.measure.or(claim.measure));
    let agrees = match (&claim.quantity, &item.quantity) {
        (Some(said), Some(found)) if side == Side::Supports => said.overlaps(found),
        _ => true,
    };
    // A search that found nothing speaks for an absence and for nothing else.
    let search_fits = basis != Basis::Search || claim.kind == Kind::Absence;
    // A count says how often something happened, never why.
    let isolates = claim.kind != Kind::Cause || basis != Basis::Record;
    (counts_the_same && agrees && search_fits && isolates).then_some(side)
}

/// Returns the bodies behind an item of evidence.
fn voices(model: &Model, claim: &Claim, item: &Evidence) -> Vec<Voice> {
    match item.from {
        EvidenceFrom::Dataset(dataset) => vec![of_dataset(model, claim, dataset)],
        EvidenceFrom::Source(source) => of_source(model, claim, source),
    }
}

fn of_source(model: &Model, claim: &Claim, source: Key<Source>) -> Vec<Voice> {
    let mut found = Vec::new();
    follow(model, claim, source, Hand::First, &mut Vec::new(), &mut found);
    found
}

/// Whether a body's words reached us directly or through somebody else.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Hand {
    First,
    Second,
}

/// Follows relays from `source` to the bodies that speak for themselves.
fn follow(
    model: &Model,
    claim: &Claim,
    source: Key<Source>,
    hand: Hand,
    passed: &mut Vec<Key<Source>>,
    found: &mut Vec<Voice>,
) {
    if passed.contains(&source) {
        return;
    }
    passed.push(source);
    let entry = &model.sources[source];
    // Our own brief is our own word coming back, by whatever way.
    let ours = entry.publisher.is_some() && entry.publisher == model.publication.publisher_party;
    if entry.status == Status::Retracted || ours {
        return;
    }
    if !entry.relays.is_empty() {
        for relay in &entry.relays {
            match relay {
                Relay::Source(root) => follow(model, claim, *root, hand, passed, found),
                Relay::Party(party) => found.push(of_party(model, claim, Some(*party), Hand::Second)),
                Relay::Unregistered(_) => {}
            }
        }
        return;
    }
    let said_here = claim.kind != Kind::Utterance && claim.said.as_ref().and_then(|said| said.source) == Some(source);
    if said_here {
        if let Some(Speaker::Party(speaker)) = claim.said.as_ref().and_then(|said| said.by.as_ref()) {
            found.push(Voice { interested: true, ..of_party(model, claim, Some(*speaker), hand) });
        }
        return;
    }
    let hand = match entry.seen {
        Seen::Itself if entry.through.is_none() => hand,
        _ => Hand::Second,
    };
    found.push(of_party(model, claim, entry.publisher, hand));
}

fn of_dataset(model: &Model, claim: &Claim, dataset: Key<Dataset>) -> Voice {
    let entry = &model.datasets[dataset];
    let publisher = entry.publisher.or_else(|| entry.source.and_then(|source| model.sources[source].publisher));
    of_party(model, claim, publisher, Hand::First)
}

fn of_party(model: &Model, claim: &Claim, party: Option<Key<Party>>, hand: Hand) -> Voice {
    let Some(party) = party else {
        return Voice { body: Body::Unnamed, interested: false, cap: Some(Cap::InterestsUnstated) };
    };
    let body = fold(model, party);
    let speaker = match claim.said.as_ref().and_then(|said| said.by.as_ref()) {
        Some(Speaker::Party(speaker)) => Some(fold(model, *speaker)),
        _ => None,
    };
    let stated = [party, body].map(|party| &model.parties[party].interests);
    let declares = stated.iter().any(|interests| matches!(interests, Interests::Declared(_)));
    let silent = stated.iter().all(|interests| matches!(interests, Interests::Unstated));
    // What somebody says was said is not their own word twice: an utterance is the speaker's, whoever reports it.
    let is_speaker = speaker == Some(body) && claim.kind != Kind::Utterance;
    Voice {
        body: Body::Party(body),
        interested: is_speaker || (declares && claim.kind != Kind::Utterance),
        cap: match hand {
            Hand::Second => Some(Cap::SecondHand),
            Hand::First => silent.then_some(Cap::InterestsUnstated),
        },
    }
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
        interested: voice.interested,
        cap: voice.cap,
        evidence: Vec::new(),
    });
    // One item seen at first hand is enough to lift the body it is from; one interest is enough to hold it down.
    origin.cap = origin.cap.min(voice.cap);
    origin.interested |= voice.interested;
    origin.evidence.extend(evidence);
}
