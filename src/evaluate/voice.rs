//! Voices: who speaks through a source or a dataset, once relays are followed to their roots.
//!
//! A source that relays adds nothing of its own, even when what it relays is not registered; neither does one that was
//! retracted, nor this publication itself when its own word comes back.

use crate::model::{
    Claim, Dataset, Evidence, EvidenceFrom, Interests, Key, Model, Party, Relay, Said, Source, Speaker,
};
use crate::vocabulary::{Basis, ClaimKind, Seen, SourceStatus, Stance};

use super::origin::fold;
use super::{Aside, Cap};

/// A body behind an item of evidence, before bodies are gathered.
#[derive(Debug, Clone, Copy)]
pub(super) struct Voice {
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
pub(super) fn voices(model: &Model, claim: &Claim, item: &Evidence) -> Result<Vec<Voice>, Aside> {
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
    us.zip(party).is_some_and(|(us, party)| fold(model, us) == fold(model, party))
}

/// Returns the bodies that speak through a source, or why there are none.
pub(super) fn of_source(model: &Model, claim: &Claim, source: Key<Source>) -> Result<Vec<Voice>, Aside> {
    let mut follower = Follower { model, claim, passed: Vec::new(), found: Vec::new(), aside: Aside::OnlyRelays };
    follower.follow(source);
    if follower.found.is_empty() { Err(follower.aside) } else { Ok(follower.found) }
}

/// Returns the body that publishes a dataset, or why it adds none.
pub(super) fn of_dataset(model: &Model, claim: &Claim, dataset: Key<Dataset>) -> Result<Vec<Voice>, Aside> {
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
        return Err(Aside::Ours);
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
    found: Vec<Voice>,
    aside: Aside,
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
                self.aside = Aside::PlaceSaid;
            }
            for speaker in speakers {
                let voice = of_party(model, self.claim, Some(speaker), None);
                self.found.push(Voice { own: true, ..voice });
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
            self.aside = Aside::Ours;
        } else {
            self.found.push(of_party(self.model, self.claim, party, cap));
        }
    }
}

/// Returns why nothing can be learned from a source: it, or one through which it is known, was retracted; or it is known
/// only through this publication itself.
fn tainted(model: &Model, source: Key<Source>) -> Option<Aside> {
    let mut at = source;
    // A circle of `through` is a problem elsewhere; the bound keeps this from going round.
    for _ in 0..model.sources.len() {
        if model.sources[at].status == SourceStatus::Retracted {
            return Some(Aside::Retracted);
        }
        at = model.sources[at].through?;
        if is_ours(model, model.sources[at].publisher) {
            return Some(Aside::Ours);
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

fn of_party(model: &Model, claim: &Claim, party: Option<Key<Party>>, cap: Option<Cap>) -> Voice {
    let Some(party) = party else {
        return Voice { body: Body::Unnamed, own: false, declared: false, cap: Some(unstated(cap)) };
    };
    let body = fold(model, party);
    let is_speaker = speakers(model, claim).any(|speaker| fold(model, speaker) == body);
    let declares = |party: Key<Party>| matches!(model.parties[party].interests, Interests::Declared(_));
    // It counts as the whole body, so it is the body whose interests must be stated.
    let is_unstated = model.parties[body].interests == Interests::Unstated;
    // What somebody says was said is not their own word twice: an utterance is the speaker's, whoever reports it.
    let counts = claim.kind != ClaimKind::Utterance;
    Voice {
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
