//! A verb says that a claim is settled, and its standing says less.
#![doc = include_str!("verb-stronger-than-standing.md")]

use std::ops::Range;

use crate::check::passage::{Passage, Printed, Reference, Setting};
use crate::check::rule::{Look, Rule};
use crate::check::scene::Scene;
use crate::check::sentence::Sentence;
use crate::check::voice::{clause, is_asserted, is_ours, overlap};
use crate::diagnostic::Problems;
use crate::diagnostic::code::rule as code;
use crate::evaluate::Standing;
use crate::language::Term;
use crate::model::{Claim, Key, Level};

pub(in crate::check) static RULE: Rule =
    Rule { code: &code::VERB_STRONGER_THAN_STANDING, level: Level::Error, look: Look::Sentence(check) };

/// How many words may stand between a verb and what makes it passive: `was never fully proven`.
const NEAR: usize = 3;

fn check(scene: &Scene<'_>, passage: &Passage, sentence: &Sentence<'_>, found: &mut Problems) {
    if passage.asserts_nothing() || !sentence.has(Term::Settles) {
        return;
    }
    let settles = |verb: &Range<usize>| {
        let named = sentence.measures.iter().any(|(_, words)| overlap(words, verb));
        !named && !is_of_exhibit(sentence, verb) && is_asserted(sentence, verb)
    };
    for verb in sentence.said(Term::Settles).filter(settles) {
        let Some(claim) = settled(passage, sentence, &verb) else { continue };
        let standing = scene.evaluation.claim(claim).standing;
        if standing == Standing::Established || !is_ours(scene, passage, sentence) {
            continue;
        }
        let (entry, id) = (&scene.model.claims[claim], scene.model.claims.id(claim));
        let written = sentence.as_written(&verb, passage);
        let message = format!("“{written}” says that claim `{id}` is settled, and its standing is {}", standing.word());
        let problem = RULE
            .problem(passage.place(sentence.span_of(&verb)), message)
            .note("a reader takes such a verb for the end of the matter, whatever the page says of its standing");
        let problem = if passage.claim() == Some(claim) {
            problem
        } else {
            problem.also(entry.place.clone().key().into(), format!("its standing is {}", standing.word()))
        };
        found.push(problem.help("say who says it and how they know: “says”, “reports”, “according to”"));
        return;
    }
}

/// Returns the claim that a verb says is settled: one that is printed behind it, one that is printed before a passive, or our
/// own finding in whose statement it stands.
fn settled(passage: &Passage, sentence: &Sentence<'_>, verb: &Range<usize>) -> Option<Key<Claim>> {
    let printed = || {
        sentence.references(passage).filter_map(|(at, reference)| match reference {
            Reference::Claim(claim, Printed::Statement | Printed::Sentence | Printed::Quantity) => Some((at, claim)),
            _ => None,
        })
    };
    let against = |at: usize| sentence.said(Term::Contrast).any(|range| verb.end <= range.start && range.start < at);
    let behind = printed().find(|(at, _)| *at >= verb.end);
    if let Some((at, claim)) = behind {
        return (!against(at)).then_some(claim);
    }
    let passive = || sentence.said(Term::Copula).any(|is| is.end <= verb.start && verb.start <= is.end + NEAR);
    let from = clause(sentence, verb.start);
    let before = printed().filter(|(at, _)| from <= *at && *at < verb.start).last();
    match (before, passage.setting) {
        (Some((_, claim)), _) => passive().then_some(claim),
        // Statements of others are not in our voice, which the caller asks.
        (None, Setting::Statement(claim)) => Some(claim),
        _ => None,
    }
}

/// Returns whether it is what stands before the reader that shows something: a table shows a number, and settles nothing.
fn is_of_exhibit(sentence: &Sentence<'_>, verb: &Range<usize>) -> bool {
    let from = clause(sentence, verb.start);
    sentence.said(Term::Exhibit).any(|thing| from <= thing.start && thing.end <= verb.start)
}
