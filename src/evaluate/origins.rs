//! Who speaks for himself behind the evidence of a claim, and what of it bears on the claim.
//!
//! A source that relays adds nothing of its own, even when what it relays is not registered; neither does one that was
//! retracted, nor this publication itself when its own word comes back. Parties are folded by `part_of` up to the top body or the
//! first `independent` one, so that three agencies of one department, or an article and the release it repeats, count once.
//! Silence never helps: what an author leaves out sets an item aside and never adds to it.

use std::collections::BTreeMap;

use crate::model::{
    Claim, Dataset, Evidence, EvidenceFrom, Interests, Key, Measure, Model, Party, Relay, Said, Source, Speaker,
};
use crate::vocabulary::{Basis, ClaimKind, Seen, SourceStatus, Stance};

use crate::outcome::body_of;
use crate::outcome::{Cap, Disregarded, Origin, Outcome, ReadingOutcome, Side};

/// Returns why an item of evidence adds no origin to a claim; none where it adds one.
pub fn aside(model: &Model, claim: &Claim, item: &Evidence) -> Option<Disregarded> {
    heard(model, claim, item).err()
}

/// Returns the side an item takes and the bodies that speak through it, or why it is set aside.
pub(super) fn heard(model: &Model, claim: &Claim, item: &Evidence) -> Result<(Side, Vec<Speaking>), Disregarded> {
    let side = side(model, claim, item)?;
    Ok((side, voices(model, claim, item)?))
}

/// Returns whether evidence that counts `counted` bears directly on a claim that counts `claimed`.
pub(super) fn is_direct(model: &Model, claimed: Option<Key<Measure>>, counted: Option<Key<Measure>>) -> bool {
    match (claimed, counted) {
        (_, None) => true,
        (None, Some(_)) => false,
        (Some(claimed), Some(counted)) => claimed == counted || model.measures[counted].proxy_for.contains(&claimed),
    }
}

/// Returns the side an item takes, or why it takes none or does not bear on the claim.
fn side(model: &Model, claim: &Claim, item: &Evidence) -> Result<Side, Disregarded> {
    let side = match item.stance {
        Stance::Supports => Side::Supports,
        Stance::Disputes => Side::Disputes,
        Stance::CannotVerify | Stance::Context => return Err(Disregarded::TakesNoSide),
    };
    let basis = item.basis.ok_or(Disregarded::NoBasis)?;
    let set_aside = |when: bool, aside: Disregarded| if when { Err(aside) } else { Ok(()) };
    set_aside(!is_direct(model, claim.measure, item.measure.or(claim.measure)), Disregarded::AnotherMeasure)?;
    let supports = side == Side::Supports;
    if let (Some(said), Some(found), true) = (&claim.quantity, &item.quantity, supports) {
        set_aside(!said.overlaps(found), Disregarded::AnotherQuantity)?;
    }
    let absence = claim.kind == ClaimKind::Absence;
    set_aside(basis == Basis::Search && !absence, Disregarded::Search)?;
    // That there is none is known to whoever looked, or read the whole record, and to nobody else.
    set_aside(absence && supports && !matches!(basis, Basis::Search | Basis::Record), Disregarded::NoSearch)?;
    // A count says how often something happened, never why; a dataset is a count whatever is said of its basis.
    let counts = basis == Basis::Record || matches!(item.from, EvidenceFrom::Dataset(_));
    set_aside(claim.kind == ClaimKind::Cause && counts, Disregarded::Count)?;
    Ok(side)
}

/// A body behind an item of evidence, before bodies are gathered.
#[derive(Debug, Clone, Copy)]
pub(super) struct Speaking {
    pub(super) body: Body,
    pub(super) own: bool,
    pub(super) declared: bool,
    pub(super) cap: Option<Cap>,
}

/// What distinguishes one origin from another.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub(super) enum Body {
    Party(Key<Party>),
    /// A source or dataset that names no registered publisher: all of them together, for they may be the same.
    Unnamed,
}

/// Returns the bodies that speak through an item of evidence, or why there are none.
pub(super) fn voices(model: &Model, claim: &Claim, item: &Evidence) -> Result<Vec<Speaking>, Disregarded> {
    let mut voices = match item.from {
        EvidenceFrom::Dataset(dataset) => of_dataset(model, claim, dataset)?,
        EvidenceFrom::Source(source) => of_source(model, claim, source)?,
    };
    let own = match item.basis {
        Some(Basis::Court) if !item.is_decided() && !acquits(item) => Some(Cap::Charge),
        Some(Basis::SaysSo | Basis::Interview) if claim.kind == ClaimKind::Cause => Some(Cap::SaysSo),
        _ => None,
    };
    for voice in &mut voices {
        voice.cap = voice.cap.or(own);
    }
    Ok(voices)
}

/// Returns whether an item disputes by a court's refusal to convict: that is a decision too, though never one in support.
fn acquits(item: &Evidence) -> bool {
    item.stance == Stance::Disputes && matches!(item.stage.as_deref(), Some("acquitted" | "dismissed" | "overturned"))
}

/// Returns whether a party is this publication, or of the same body.
pub(super) fn is_ours(model: &Model, party: Option<Key<Party>>) -> bool {
    let us = model.publication.publisher_party;
    us.zip(party).is_some_and(|(us, party)| body_of(model, us) == body_of(model, party))
}

/// Returns the bodies that speak through a source, or why there are none.
pub(super) fn of_source(model: &Model, claim: &Claim, source: Key<Source>) -> Result<Vec<Speaking>, Disregarded> {
    let mut follower = Follower { model, claim, passed: Vec::new(), found: Vec::new(), aside: Disregarded::OnlyRelays };
    follower.follow(source);
    if follower.found.is_empty() { Err(follower.aside) } else { Ok(follower.found) }
}

/// Returns the body that publishes a dataset, or why it adds none.
pub(super) fn of_dataset(model: &Model, claim: &Claim, dataset: Key<Dataset>) -> Result<Vec<Speaking>, Disregarded> {
    let entry = &model.datasets[dataset];
    let source = entry.source.map(|source| (source, &model.sources[source]));
    // Numbers taken from a source stand and fall with it.
    if let Some((source, from)) = source
        && (!from.relays.is_empty() || from.status == SourceStatus::Retracted)
    {
        return of_source(model, claim, source);
    }
    let publisher = entry.publisher.or_else(|| source.and_then(|(_, from)| from.publisher));
    if is_ours(model, publisher) {
        return Err(Disregarded::Ours);
    }
    let cap = source.and_then(|(_, from)| match from.seen {
        Some(Seen::SecondHand) => Some(Cap::SecondHand),
        Some(Seen::Itself) | None => superseded(from),
    });
    Ok(vec![of_party(model, claim, publisher, cap)])
}

/// Follows relays to the bodies that speak for themselves.
struct Follower<'a> {
    model: &'a Model,
    claim: &'a Claim,
    passed: Vec<Key<Source>>,
    found: Vec<Speaking>,
    aside: Disregarded,
}

impl Follower<'_> {
    fn follow(&mut self, source: Key<Source>) {
        if self.passed.contains(&source) {
            return;
        }
        self.passed.push(source);
        let (model, entry) = (self.model, &self.model.sources[source]);
        if let Some(aside) = tainted(model, source) {
            self.aside = aside;
        } else if self.claim.kind != ClaimKind::Utterance && said_there(model, self.claim, source).next().is_some() {
            // Whatever it passes on, and whatever is known through it alone, here it is where the claim is made: who said it
            // there is heard as just that.
            let there = said_there(model, self.claim, source);
            let speakers: Vec<Key<Party>> = there.filter_map(|said| speaker_of(model, said)).collect();
            if speakers.is_empty() {
                self.aside = Disregarded::PlaceSaid;
            }
            for speaker in speakers {
                let voice = of_party(model, self.claim, Some(speaker), None);
                self.found.push(Speaking { own: true, ..voice });
            }
        } else if !entry.relays.is_empty() {
            for relay in &entry.relays {
                match relay {
                    Relay::Source(root) => self.follow(*root),
                    Relay::Party(party) => self.hear(Some(*party), Some(Cap::SecondHand)),
                    Relay::Unregistered(_) => {}
                }
            }
        } else {
            let cap = match (entry.seen, entry.through) {
                (Some(Seen::Itself), None) => superseded(entry),
                (None, None) => Some(Cap::NotSaid),
                (Some(Seen::SecondHand), _) | (_, Some(_)) => Some(Cap::SecondHand),
            };
            self.hear(entry.publisher, cap);
        }
    }

    fn hear(&mut self, party: Option<Key<Party>>, cap: Option<Cap>) {
        if is_ours(self.model, party) {
            self.aside = Disregarded::Ours;
        } else {
            self.found.push(of_party(self.model, self.claim, party, cap));
        }
    }
}

/// Returns why nothing can be learned from a source: it, or one through which it is known, was retracted; or it is known
/// only through this publication itself.
fn tainted(model: &Model, source: Key<Source>) -> Option<Disregarded> {
    let mut at = source;
    // A circle of `through` is a problem elsewhere; the bound keeps this from going round.
    for _ in 0..model.sources.len() {
        if model.sources[at].status == SourceStatus::Retracted {
            return Some(Disregarded::Retracted);
        }
        at = model.sources[at].through?;
        if is_ours(model, model.sources[at].publisher) {
            return Some(Disregarded::Ours);
        }
    }
    None
}

fn superseded(source: &Source) -> Option<Cap> {
    (source.status == SourceStatus::Superseded).then_some(Cap::Superseded)
}

/// Returns whether in two places one and the same speaks.
pub(super) fn is_of_one_speaker(model: &Model, one: &Said, other: &Said) -> bool {
    one.by == other.by && (one.by.is_some() || speaker_of(model, one) == speaker_of(model, other))
}

/// Returns the places in which a claim was said that an item of evidence is, or through which alone it is known.
fn said_there<'m>(model: &Model, claim: &'m Claim, source: Key<Source>) -> impl Iterator<Item = &'m Said> {
    let through = |at: &Key<Source>| model.sources[*at].through;
    let way = std::iter::successors(Some(source), through).take(model.sources.len());
    let way: Vec<Key<Source>> = way.collect();
    claim.places().filter(move |said| said.source.is_some_and(|place| way.contains(&place)))
}

/// Visits the registered parties that make a claim.
pub(super) fn speakers(model: &Model, claim: &Claim) -> impl Iterator<Item = Key<Party>> {
    claim.places().filter_map(|said| speaker_of(model, said))
}

/// Returns the registered party that said it in one place: who is named, or where nobody is, whoever publishes it.
fn speaker_of(model: &Model, said: &Said) -> Option<Key<Party>> {
    match &said.by {
        Some(Speaker::Party(party)) => Some(*party),
        Some(Speaker::Words(_)) => None,
        None => said.source.and_then(|source| model.sources[source].publisher),
    }
}

fn of_party(model: &Model, claim: &Claim, party: Option<Key<Party>>, cap: Option<Cap>) -> Speaking {
    let Some(party) = party else {
        return Speaking { body: Body::Unnamed, own: false, declared: false, cap: Some(unstated(cap)) };
    };
    let body = body_of(model, party);
    let is_speaker = speakers(model, claim).any(|speaker| body_of(model, speaker) == body);
    let declares = |party: Key<Party>| matches!(model.parties[party].interests, Interests::Declared(_));
    // It counts as the whole body, so it is the body whose interests must be stated.
    let is_unstated = model.parties[body].interests == Interests::Unstated;
    // What somebody says was said is not their own word twice: an utterance is the speaker's, whoever reports it.
    let counts = claim.kind != ClaimKind::Utterance;
    Speaking {
        body: Body::Party(body),
        own: counts && is_speaker,
        declared: counts && up_to(model, party, body).any(declares),
        cap: if is_unstated { Some(unstated(cap)) } else { cap },
    }
}

/// Returns why a body whose interests are not stated lifts no higher, with whatever else holds it down.
fn unstated(cap: Option<Cap>) -> Cap {
    match cap {
        None => Cap::InterestsUnstated,
        Some(Cap::NotSaid) => Cap::NothingSaid,
        Some(Cap::SecondHand) => Cap::Unknown,
        Some(cap) => cap,
    }
}

/// Visits a party and those above it, up to the body it counts as: what lies beyond that is another's.
fn up_to(model: &Model, party: Key<Party>, body: Key<Party>) -> impl Iterator<Item = Key<Party>> {
    let above = move |at: &Key<Party>| if *at == body { None } else { model.parties[*at].part_of };
    std::iter::successors(Some(party), above).take(model.parties.len())
}

/// Who speaks for and against a claim, and what was offered and set aside.
#[derive(Debug)]
pub(super) struct Heard {
    /// The origins, disinterested first.
    pub(super) origins: Vec<Origin>,
    /// Why what was offered in support adds no origin, each reason once and in the author's order.
    pub(super) asides: Vec<Disregarded>,
}

/// Returns the origins behind a claim's evidence and behind its tests on data that are not the record.
pub(super) fn origins(model: &Model, figures: &[Option<Outcome>], claim: &Claim, readings: &[ReadingOutcome]) -> Heard {
    let mut gathered: BTreeMap<(Body, bool), Origin> = BTreeMap::new();
    let mut asides = Vec::new();
    let mut take = |voices: Result<Vec<Speaking>, Disregarded>, side: Side, evidence: Option<usize>| match voices {
        Ok(voices) => voices.into_iter().for_each(|voice| gather(model, &mut gathered, voice, side, evidence)),
        Err(aside) if side == Side::Supports && !asides.contains(&aside) => asides.push(aside),
        Err(_) => {}
    };
    for (index, item) in claim.evidence.iter().enumerate() {
        let side = if item.stance == Stance::Disputes { Side::Disputes } else { Side::Supports };
        match heard(model, claim, item) {
            Err(Disregarded::TakesNoSide) => {}
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
            take(Err(Disregarded::Count), side, None);
        } else if !reading.on_record {
            let tested = outcome.trace.datasets(&|figure| figures[figure.index()].as_ref());
            for dataset in tested.into_iter().flat_map(|key| model.datasets.with_files(key)) {
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
    voice: Speaking,
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
