//! Bodies that count as one are counted as several.
#![doc = include_str!("sources-overcounted.md")]

use std::collections::BTreeSet;

use crate::check::about;
use crate::check::passage::Passage;
use crate::check::rule::{Look, Rule};
use crate::check::scene::Scene;
use crate::check::sentence::Sentence;
use crate::diagnostic::{Problem, Problems};
use crate::diagnostic::code::rule as code;
use crate::evaluate::{Side, body_of};
use crate::language::Term;
use crate::model::{Claim, Key, Level};

pub(in crate::check) static RULE: Rule =
    Rule { code: &code::SOURCES_OVERCOUNTED, level: Level::Error, look: Look::Passage(check) };

fn check(scene: &Scene<'_>, passage: &Passage, sentences: &[Sentence<'_>], found: &mut Problems) {
    if passage.asserts_nothing() {
        return;
    }
    for (at, sentence) in sentences.iter().enumerate() {
        if !sentence.has(Term::Corroboration) || sentence.has(Term::Contrast) || sentence.has(Term::Open) {
            continue;
        }
        let named = about::parties(scene, sentence);
        let bodies: BTreeSet<_> = named.iter().map(|party| body_of(scene.model, *party)).collect();
        if named.len() > 1 && bodies.len() < named.len() {
            let ids: Vec<String> = named.iter().map(|party| format!("`{}`", scene.model.parties.id(*party))).collect();
            let message = format!("{} are named as several that bear it out, and count as {}", ids.join(", "), bodies.len());
            found.push(explained(RULE.problem(passage.place(sentence.span), message)));
            continue;
        }
        let Some(wanted) = several(sentence) else { continue };
        let claims = sentences[..=at].iter().rev().map(|sentence| about::claims(passage, sentence)).find(|it| !it.is_empty());
        for claim in claims.unwrap_or_default() {
            let count = origins(scene, claim);
            if count < wanted {
                let id = scene.model.claims.id(claim);
                let message = format!("this speaks of several sources for claim `{id}`, and the registry has {count}");
                found.push(explained(RULE.problem(passage.place(sentence.span), message)));
            }
        }
    }
}

fn explained(problem: Problem) -> Problem {
    problem
        .note("parts of one body, and whoever repeats what another said, are one source however many they are")
        .help("name the one body, or register the sources that saw it for themselves")
}

/// Returns how many sources a sentence says there are: two at least where it only says several.
fn several(sentence: &Sentence<'_>) -> Option<usize> {
    let voices = sentence.said(Term::Voices).next()?;
    let mut close = sentence.numbers.iter().filter(|number| {
        let at = sentence.word_at(number.core.start);
        at < voices.start && voices.start - at <= 3
    });
    let counted = close.find_map(|number| number.named?.to_string().parse().ok());
    Some(counted.unwrap_or(2)).filter(|count| *count > 1)
}

/// Returns how many bodies bear a claim out: its origins in support, and the record where it was tested on one.
fn origins(scene: &Scene<'_>, claim: Key<Claim>) -> usize {
    let assessment = scene.evaluation.claim(claim);
    let support = assessment.origins.iter().filter(|origin| origin.side == Side::Supports).count();
    support + usize::from(assessment.readings.iter().any(|reading| reading.on_record))
}
