//! Rules on sources as evidence: what a source may be offered for, and what has to be said of it.

use std::collections::BTreeSet;

use crate::diagnostic::code::rule as code;
use crate::diagnostic::{Problem, Problems};
use crate::model::{Claim, Dataset, EvidenceFrom, Key, Model, Relay, Said, Source, Speaker};
use crate::outcome::Cap;
use crate::rules::context::Context;
use crate::rules::rule::{Check, Rule};
use crate::text::RegistryPlace;
use crate::vocabulary::{Basis, ClaimKind, Level, SourceStatus, Stance, Standing};

/// The rules of this file.
pub(crate) const RULES: &[&Rule] = &[
    &RELAY_OLDER_THAN_ORIGIN,
    &SAID_SOURCE_AS_EVIDENCE,
    &OUR_OWN_BRIEF_AS_EVIDENCE,
    &INTERESTS_UNSTATED,
    &PRESS_RELEASE_AS_RECORD,
    &RETRACTED_SOURCE,
    &EVIDENCE_WITHOUT_BASIS,
    &EVIDENCE_OF_ANOTHER_QUANTITY,
];

/// A source appeared before what it relays.
static RELAY_OLDER_THAN_ORIGIN: Rule =
    Rule { code: &code::RELAY_OLDER_THAN_ORIGIN, level: Level::Error, check: Check::Source(relay_older_than_origin) };

fn relay_older_than_origin(context: &Context<'_>, source: Key<Source>, found: &mut Problems) {
    let sources = &context.model.sources;
    let entry = &sources[source];
    for (item, relay) in entry.relays.iter().enumerate() {
        if let Relay::Source(origin) = relay {
            let place = entry.place.clone().then("relays").then(item);
            let says = |id: &str, day: &str, origin: &str| {
                format!("source `{id}` of {day} relays `{origin}`, which appeared later")
            };
            found.extend(older_than_origin(context, source, *origin, place, says));
        }
    }
    if let Some(passed_on_by) = entry.through {
        let place = entry.place.clone().then("through");
        let says = |id: &str, day: &str, origin: &str| {
            format!("source `{origin}` is known through `{id}` of {day}, and appeared later")
        };
        found.extend(older_than_origin(context, passed_on_by, source, place, says));
    }
}

/// Returns the problem of something that passes on what appeared after it.
fn older_than_origin(
    context: &Context<'_>,
    relay: Key<Source>,
    origin: Key<Source>,
    place: RegistryPlace,
    says: impl FnOnce(&str, &str, &str) -> String,
) -> Option<Problem> {
    let sources = &context.model.sources;
    let (issued, first) = (sources[relay].issued.as_ref()?, sources[origin].issued.as_ref()?.first?);
    if first <= issued.last {
        return None;
    }
    let message = says(sources.id(relay).as_str(), &issued.words, sources.id(origin).as_str());
    let problem = RELAY_OLDER_THAN_ORIGIN
        .problem(place, message)
        .also(sources[origin].place.clone().then("issued").into(), "issued here")
        .note("nobody can pass on what does not exist yet: one of the two dates or the relay is wrong")
        .help("check both dates; if the later one repeats the earlier, reverse `relays`");
    Some(problem)
}

/// The source in which a claim was said is offered as evidence, and its speaker is no registered party.
static SAID_SOURCE_AS_EVIDENCE: Rule =
    Rule { code: &code::SAID_SOURCE_AS_EVIDENCE, level: Level::Error, check: Check::Claim(said_source_as_evidence) };

fn said_source_as_evidence(context: &Context<'_>, claim: Key<Claim>, found: &mut Problems) {
    let entry = &context.model.claims[claim];
    if entry.kind == ClaimKind::Utterance {
        return;
    }
    // A registered speaker's own word is counted as just that.
    let unregistered = |said: &&Said| !matches!(said.by, Some(Speaker::Party(_)));
    let places: Vec<&Said> = entry.places().filter(unregistered).collect();
    let sources = &context.model.sources;
    for item in entry.evidence.iter().filter(|item| item.stance == Stance::Supports) {
        let EvidenceFrom::Source(source) = item.from else { continue };
        let relays = |origin: Key<Source>| sources[source].relays.contains(&Relay::Source(origin));
        let place = places.iter().find_map(|said| match said.source {
            Some(origin) if origin == source => Some((said, "the very source in which it was said")),
            Some(origin) if relays(origin) => Some((said, "a source that relays the one in which it was said")),
            _ => None,
        });
        let Some((said, what)) = place else { continue };
        let message = format!("claim `{}` is supported by {what}", context.model.claims.id(claim));
        found.push(
            SAID_SOURCE_AS_EVIDENCE
                .problem(item.place.clone().then("source"), message)
                .also(said.place.clone().into(), "said here")
                .note("to say something is not to show it, and nobody registered vouches for it")
                .help("remove the item, or register who said it as a party and name it in `said.by`"),
        );
    }
}

/// Something we published ourselves, or a source that repeats it, is offered as evidence.
static OUR_OWN_BRIEF_AS_EVIDENCE: Rule = Rule {
    code: &code::OUR_OWN_BRIEF_AS_EVIDENCE,
    level: Level::Error,
    check: Check::Claim(our_own_brief_as_evidence),
};

fn our_own_brief_as_evidence(context: &Context<'_>, claim: Key<Claim>, found: &mut Problems) {
    let model = context.model;
    for item in model.claims[claim].evidence.iter().filter(|item| item.stance != Stance::Context) {
        let EvidenceFrom::Source(source) = item.from else { continue };
        // Whoever keeps a register publishes it too: the count is the record, not what was written about it.
        let record = item.basis == Some(Basis::Record) && model.sources[source].is_register();
        if record || !is_ours(model, source, &mut Vec::new()) {
            continue;
        }
        let message = format!("source `{}` is our own word, or repeats it", model.sources.id(source));
        found.push(
            OUR_OWN_BRIEF_AS_EVIDENCE
                .problem(item.place.clone().then("source"), message)
                .note("what we published cannot support what we publish, by whatever way it comes back to us")
                .help("cite what the first brief rested on"),
        );
    }
}

/// Returns whether a source is published by whoever publishes the briefs, or relays something that is.
fn is_ours(model: &Model, source: Key<Source>, passed: &mut Vec<Key<Source>>) -> bool {
    if passed.contains(&source) {
        return false;
    }
    passed.push(source);
    let entry = &model.sources[source];
    let us = model.publication.publisher_party;
    entry.publisher.is_some() && entry.publisher == us
        || entry.container_title.as_ref() == Some(&model.publication.title)
        || entry.relays.iter().any(|relay| match relay {
            Relay::Source(origin) => is_ours(model, *origin, passed),
            Relay::Party(party) => Some(*party) == us,
            Relay::Unregistered(_) => false,
        })
}

/// A claim would stand higher if it were said what its sources stand to gain.
static INTERESTS_UNSTATED: Rule =
    Rule { code: &code::INTERESTS_UNSTATED, level: Level::Warning, check: Check::Claim(interests_unstated) };

fn interests_unstated(context: &Context<'_>, claim: Key<Claim>, found: &mut Problems) {
    let model = context.model;
    let assessment = context.evaluation.claim(claim);
    let silent = assessment.origins.iter().filter(|origin| origin.cap == Some(Cap::InterestsUnstated));
    let parties: Vec<_> = silent.filter_map(|origin| origin.party).collect();
    if assessment.standing == Standing::Established || parties.is_empty() {
        return;
    }
    let entry = &model.claims[claim];
    if context.views.if_interests_were_stated(claim) != Standing::Established {
        return;
    }
    let names: Vec<String> = parties.iter().map(|party| format!("`{}`", model.parties.id(*party))).collect();
    let id = model.claims.id(claim);
    let message = format!("claim `{id}` is held down because the interests of {} are not stated", names.join(" and "));
    found.push(
        INTERESTS_UNSTATED
            .problem(entry.place.clone(), message)
            .note("an origin whose interests nobody looked at lifts no claim to established")
            .help("look, and write `interests` into the party: words, or `{ found: none, date: … }`"),
    );
}

/// Something that keeps no count is offered as a record.
static PRESS_RELEASE_AS_RECORD: Rule =
    Rule { code: &code::PRESS_RELEASE_AS_RECORD, level: Level::Error, check: Check::Claim(press_release_as_record) };

fn press_release_as_record(context: &Context<'_>, claim: Key<Claim>, found: &mut Problems) {
    let model = context.model;
    for item in &model.claims[claim].evidence {
        let (Some(Basis::Record), EvidenceFrom::Source(source)) = (item.basis, item.from) else { continue };
        let entry = &model.sources[source];
        if entry.is_register() {
            continue;
        }
        let kind = entry.kind.map_or_else(|| "of no CSL type".to_owned(), |kind| format!("of type `{}`", kind.word()));
        let message = format!("source `{}`, {kind}, is offered as a record", model.sources.id(source));
        found.push(
            PRESS_RELEASE_AS_RECORD
                .problem(item.place.clone().then("basis"), message)
                .note("a release or an article tells of a count; only the register or published series is the count")
                .help("say how its author knows (`says-so`, `document`, `analysis`), or register the data themselves"),
        );
    }
}

/// A withdrawn source is offered for or against a claim.
static RETRACTED_SOURCE: Rule = Rule {
    code: &code::RETRACTED_SOURCE,
    level: Level::Error,
    check: Check::Several(&[Check::Claim(evidence), Check::Project(tests)]),
};

fn evidence(context: &Context<'_>, claim: Key<Claim>, found: &mut Problems) {
    let model = context.model;
    for item in model.claims[claim].evidence.iter().filter(|item| item.stance != Stance::Context) {
        let (source, step) = match item.from {
            EvidenceFrom::Source(source) => (Some(source), "source"),
            EvidenceFrom::Dataset(dataset) => (model.datasets[dataset].source, "dataset"),
        };
        let root = source.and_then(|source| withdrawn(model, source, &mut Vec::new()));
        found.extend(
            root.map(|root| retracted_problem(model, root, item.place.clone().then(step), "is offered as evidence")),
        );
    }
}

/// Looks at the tests on data from sources that were withdrawn, where there are any.
fn tests(context: &Context<'_>, found: &mut Problems) {
    let model = context.model;
    let from = |dataset: &Dataset| dataset.source.and_then(|source| withdrawn(model, source, &mut Vec::new()));
    let datasets: BTreeSet<Key<Dataset>> =
        model.datasets.iter().filter(|(_, _, dataset)| from(dataset).is_some()).map(|(key, _, _)| key).collect();
    if datasets.is_empty() {
        return;
    }
    for (claim, _, entry) in model.claims.iter() {
        for (test, reading) in entry.tests.iter().zip(&context.evaluation.claim(claim).readings) {
            let Some(outcome) = &reading.outcome else { continue };
            let used = context.evaluation.datasets(&outcome.trace);
            let root =
                used.into_iter().find(|used| datasets.contains(used)).and_then(|used| from(&model.datasets[used]));
            found.extend(
                root.map(|root| retracted_problem(model, root, test.place.clone(), "the data of a test are from it")),
            );
        }
    }
}

/// Returns the source, or one that it relays, which its publisher no longer stands by.
fn withdrawn(model: &Model, source: Key<Source>, passed: &mut Vec<Key<Source>>) -> Option<Key<Source>> {
    if passed.contains(&source) {
        return None;
    }
    passed.push(source);
    let entry = &model.sources[source];
    if matches!(entry.status, SourceStatus::Retracted | SourceStatus::Superseded) {
        return Some(source);
    }
    entry.relays.iter().find_map(|relay| match relay {
        Relay::Source(origin) => withdrawn(model, *origin, passed),
        Relay::Party(_) | Relay::Unregistered(_) => None,
    })
}

fn retracted_problem(model: &Model, source: Key<Source>, place: RegistryPlace, use_of_it: &str) -> Problem {
    let (id, entry) = (model.sources.id(source), &model.sources[source]);
    let problem = match entry.status {
        SourceStatus::Superseded => RETRACTED_SOURCE
            .remark(place, format!("source `{id}` was replaced by a later one, and {use_of_it}"))
            .note("what it says may no longer be what its publisher says"),
        _ => RETRACTED_SOURCE
            .problem(place, format!("source `{id}` was withdrawn, and {use_of_it}"))
            .note("its publisher no longer stands by it"),
    };
    problem
        .also(entry.place.clone().then("status").into(), "its status")
        .help("cite what stands in its place, or keep it with `stance: context`")
}

/// An item of evidence does not say how its author knows.
static EVIDENCE_WITHOUT_BASIS: Rule =
    Rule { code: &code::EVIDENCE_WITHOUT_BASIS, level: Level::Warning, check: Check::Claim(evidence_without_basis) };

fn evidence_without_basis(context: &Context<'_>, claim: Key<Claim>, found: &mut Problems) {
    let entry = &context.model.claims[claim];
    let telling = |stance: Stance| matches!(stance, Stance::Supports | Stance::Disputes);
    for item in entry.evidence.iter().filter(|item| telling(item.stance) && item.basis.is_none()) {
        let message = format!(
            "an item of evidence of claim `{}` has no `basis`, and counts for nothing",
            context.model.claims.id(claim)
        );
        found.push(
            EVIDENCE_WITHOUT_BASIS
                .problem(item.place.clone(), message)
                .note("an origin is counted by how it knows; silence about that never helps a claim")
                .help("add `basis`: record, document, court, observation, interview, analysis, says-so or search"),
        );
    }
}

/// Evidence is offered in support and gives another number.
static EVIDENCE_OF_ANOTHER_QUANTITY: Rule = Rule {
    code: &code::EVIDENCE_OF_ANOTHER_QUANTITY,
    level: Level::Warning,
    check: Check::Claim(evidence_of_another_quantity),
};

fn evidence_of_another_quantity(context: &Context<'_>, claim: Key<Claim>, found: &mut Problems) {
    let entry = &context.model.claims[claim];
    let Some(said) = &entry.quantity else { return };
    for item in entry.evidence.iter().filter(|item| item.stance == Stance::Supports) {
        // Evidence of another measure is no support for another reason.
        let other_measure = item.measure.is_some() && item.measure != entry.measure;
        let Some(given) = item.quantity.as_ref().filter(|given| !other_measure && !said.overlaps(given)) else {
            continue;
        };
        let id = context.model.claims.id(claim);
        let message = format!("claim `{id}` says “{}”, and evidence in its support says “{}”", said.words, given.words);
        found.push(
            EVIDENCE_OF_ANOTHER_QUANTITY
                .problem(item.place.clone().then("quantity"), message)
                .also(entry.place.clone().then("quantity").into(), "the claim says")
                .note("no number makes both true, so the item supports another claim than this one")
                .help("make its `stance` disputes, or check both quantities"),
        );
    }
}
