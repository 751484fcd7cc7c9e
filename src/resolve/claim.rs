//! `claims` understood: what is said, by whom, how the data decide it, and what speaks for or against it.

use rayon::prelude::*;

use crate::diagnostic::code::reference::NOT_A_LANGUAGE_TAG;
use crate::diagnostic::{Problem, Problems};
use crate::model::{Claim, Id, Looked, Registered, Reviewed, Said, Scale, Source, Speaker, Translation};
use crate::registry::{self, Many};
use crate::vocabulary::{ClaimKind, EntryKind, Role};

use super::at::At;
use super::link::{Apart, Scope, Written};
use super::selection::Used;
use super::test::{self, Bench};
use super::{evidence, problem, verdict};

/// Returns the claims.
pub(super) fn all(
    written: &[Written<'_, registry::Claim>],
    bench: &Bench<'_>,
    scales: &[Scale],
    used: &mut Used,
    scope: &mut Scope<'_>,
) -> Registered<Claim> {
    let mut claims = Registered::with_capacity(written.len());
    let apart = scope.apart();
    let chunks: Vec<Chunk<'_, '_>> =
        written.par_chunks(CHUNK).map(|chunk| understood(chunk, bench, scales, apart.clone())).collect();
    for chunk in chunks {
        for (written, claim) in chunk.written.iter().zip(chunk.claims) {
            claims.add(written.id.clone(), claim);
        }
        used.extend(chunk.used);
        scope.problems.extend(chunk.problems);
    }
    claims
}

/// How many claims one core takes at a time.
const CHUNK: usize = 256;

/// Claims understood together, with what they used and the problems met.
struct Chunk<'a, 'w> {
    written: &'a [Written<'w, registry::Claim>],
    claims: Vec<Claim>,
    used: Used,
    problems: Problems,
}

fn understood<'a, 'w>(
    written: &'a [Written<'w, registry::Claim>],
    bench: &Bench<'_>,
    scales: &[Scale],
    apart: Apart<'_>,
) -> Chunk<'a, 'w> {
    let (mut used, mut problems) = (Used::new(), Problems::default());
    let mut scope = apart.with(&mut problems);
    let mut claims = Vec::with_capacity(written.len());
    for Written { file, id, entry } in written {
        let top = At::top(file, "claims");
        claims.push(one(entry, bench, scales, &mut used, &top.key(id.as_str()), &mut scope));
    }
    Chunk { written, claims, used, problems }
}

fn one(
    written: &registry::Claim,
    bench: &Bench<'_>,
    scales: &[Scale],
    used: &mut Used,
    at: &At<'_>,
    scope: &mut Scope<'_>,
) -> Claim {
    let statement = scope.required(written.statement.as_ref(), at, "statement").unwrap_or_default();
    let kind = scope.word_if(written.kind.as_ref(), &at.key("kind"));
    let role = scope.word_if(written.role.as_ref(), &at.key("role"));
    let (said, said_again) = places(&written.said, &at.key("said"), scope);
    if role == Some(Role::Reviewed) && said.is_none() {
        scope.problems.push(problem::missing_key(at.name(), at, "said"));
    }
    let measure = scope.link_if(written.measure.as_ref(), &at.key("measure"));
    let tests = test::all(written, measure, bench, used, at, scope);
    let readers = bench.readers;
    Claim {
        statement: readers.of_claim(written, statement, &at.key("statement"), scope),
        kind: kind.unwrap_or(match (&written.quantity, tests.any_trend) {
            (Some(_), _) => ClaimKind::Quantity,
            (None, true) => ClaimKind::Trend,
            (None, false) => ClaimKind::Event,
        }),
        role: role.unwrap_or(if said.is_some() { Role::Reviewed } else { Role::Finding }),
        said,
        said_again,
        measure: measure.or(tests.measure),
        quantity: written.quantity.as_ref().and_then(|words| scope.quantity(words, &at.key("quantity"))),
        part_of: scope.link_if(written.part_of.as_ref(), &at.key("part_of")),
        evidence: evidence::all(&written.evidence, &at.key("evidence"), scope),
        tests: tests.all,
        instead: written.instead.as_ref().map(|words| readers.of_claim(written, words, &at.key("instead"), scope)),
        period: scope.period_if(written.period.as_ref(), &at.key("period")),
        scope: written.scope.clone(),
        event: written.event.clone(),
        verdict: written
            .verdict
            .as_ref()
            .and_then(|written| verdict::understood(written, scales, &at.key("verdict"), scope)),
        looked: looked(&written.looked.0, &at.key("looked"), scope),
        unknown: scope.link_if(written.unknown.as_ref(), &at.key("unknown")),
        reviewed: written.reviewed.as_ref().and_then(|it| reviewed(it, &at.key("reviewed"), scope)),
        place: at.registry_place(),
    }
}

/// Returns where it was said first, and where else.
fn places(written: &Many<registry::Said>, at: &At<'_>, scope: &mut Scope<'_>) -> (Option<Said>, Vec<Said>) {
    let each = written.iter().enumerate();
    let mut all: Vec<Said> = each.map(|(item, said)| where_said(said, &at.item(item), scope)).collect();
    if all.is_empty() { (None, all) } else { (Some(all.remove(0)), all) }
}

fn where_said(written: &registry::Said, at: &At<'_>, scope: &mut Scope<'_>) -> Said {
    let source = scope.link_if::<Source>(written.source.as_ref(), &at.key("in"));
    if written.by.is_none() && written.source.is_none() {
        scope.problems.push(problem::missing_key(at.value(), at, "by"));
    }
    Said {
        by: written.by.as_ref().map(|by| speaker(by, &at.key("by"), scope)),
        source,
        date: scope.period_if(written.date.as_ref(), &at.key("date")),
        locator: written.locator.clone(),
        quote: written.quote.clone(),
        language: written.language.as_ref().and_then(|tag| language(tag, &at.key("language"), scope)),
        translation: translation(written, at, scope),
        place: at.registry_place(),
    }
}

fn translation(written: &registry::Said, at: &At<'_>, scope: &mut Scope<'_>) -> Option<Translation> {
    let translation = written.translation.as_ref()?;
    let here = at.key("translation");
    for (key, is_there) in [("quote", written.quote.is_some()), ("language", written.language.is_some())] {
        if !is_there {
            scope.problems.push(problem::missing_key(here.name(), at, key));
        }
    }
    if translation.text.is_none() {
        scope.problems.push(problem::missing_key(here.value(), &here, "text"));
    }
    let by = translation.by.as_ref().map(|by| speaker(by, &here.key("by"), scope));
    Some(Translation { text: translation.text.clone()?, by })
}

/// Returns the tag of a language, as browsers and screen readers take it; none where it is that of the briefs anyway.
fn language(written: &str, at: &At<'_>, scope: &mut Scope<'_>) -> Option<String> {
    let mut parts = written.split('-');
    let first = parts.next().unwrap_or_default();
    let is_tag = matches!(first.len(), 2 | 3)
        && first.chars().all(|c| c.is_ascii_alphabetic())
        && parts.all(|part| (1..=8).contains(&part.len()) && part.chars().all(|c| c.is_ascii_alphanumeric()));
    if !is_tag {
        scope.problems.push(no_tag(written, at));
        return None;
    }
    let own = scope.language.tag().split('-').next().unwrap_or_default();
    (!first.eq_ignore_ascii_case(own)).then(|| written.to_owned())
}

/// Words that are no tag of a language.
fn no_tag(written: &str, at: &At<'_>) -> Problem {
    Problem::error(&NOT_A_LANGUAGE_TAG, at.value(), format!("`{written}` is no tag of a language"))
        .note("a page marks words in another language by its tag, so that they are read aloud as they should be")
        .help("write its tag, such as `es`, `fr` or `pt-BR`")
}

/// A party's id, or free words; a word that only looks like an id is taken for a slip.
pub(super) fn speaker(written: &str, at: &At<'_>, scope: &mut Scope<'_>) -> Speaker {
    if let Some(party) = scope.links.find(written) {
        scope.links.met(written, || at.value());
        return Speaker::Party(party);
    }
    if let Some(found) = scope.links.kind(written) {
        scope.problems.push(problem::wrong_kind(at.value(), written, found, EntryKind::Party));
    } else if scope.is_whole && Id::snake(written).is_ok() && !scope.links.is_taken(written) {
        let near = scope.near(written, &[EntryKind::Party]);
        // One plain word, such as `officials`, is a word unless it is nearly an id.
        if written.contains('_') || near.is_some() {
            scope.problems.push(problem::unregistered_speaker(at, written, near));
        }
    }
    Speaker::Words(written.to_owned())
}

/// Returns when somebody last looked at an entry, and who.
pub(super) fn reviewed(written: &registry::Reviewed, at: &At<'_>, scope: &mut Scope<'_>) -> Option<Reviewed> {
    let by = written.by.as_ref().map(|by| speaker(by, &at.key("by"), scope));
    let Some(date) = &written.date else {
        scope.problems.push(problem::missing_key(at.value(), at, "date"));
        return None;
    };
    Some(Reviewed { date: scope.date(date, &at.key("date"))?, by })
}

fn looked(written: &[registry::Looked], at: &At<'_>, scope: &mut Scope<'_>) -> Vec<Looked> {
    let mut all = Vec::with_capacity(written.len());
    for (item, looked) in written.iter().enumerate() {
        let here = at.item(item);
        let date = scope.date_if(looked.date.as_ref(), &here.key("date"));
        match &looked.place {
            Some(place) => all.push(Looked { place: place.clone(), date }),
            None => scope.problems.push(problem::missing_key(here.value(), &here, "where")),
        }
    }
    all
}
