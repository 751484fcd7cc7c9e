//! A verb says that a claim is settled, and its standing says less.
#![doc = include_str!("../pages/verb-stronger-than-standing.md")]

use std::ops::Range;

use crate::diagnostic::code::rule as code;
use crate::diagnostic::{Problem, Problems};
use crate::evaluate::Standing;
use crate::language::Term;
use crate::model::{Claim, Key};
use crate::prose::passage::{Passage, Printed, Reference, Setting};
use crate::prose::sentence::Sentence;
use crate::prose::voice::{clause, is_asserted, is_ours, overlap};
use crate::rules::context::Context;
use crate::rules::rule::{Check, Rule};
use crate::vocabulary::Level;

pub(crate) static RULE: Rule =
    Rule { code: &code::VERB_STRONGER_THAN_STANDING, level: Level::Error, check: Check::Passage(check) };

/// How many words may stand between a verb and what makes it passive: `was never fully proven`.
const NEAR: usize = 3;

fn check(context: &Context<'_>, passage: &Passage, sentences: &[Sentence<'_>], found: &mut Problems) {
    if passage.asserts_nothing() || !sentences.iter().any(|sentence| sentence.has(Term::Settles)) {
        return;
    }
    for (number, sentence) in sentences.iter().enumerate() {
        let settles = |verb: &Range<usize>| {
            let named = sentence.measures.iter().any(|(_, words)| overlap(words, verb));
            !named && !is_of_exhibit(sentence, verb) && is_asserted(sentence, verb)
        };
        let wrong = sentence.said(Term::Settles).filter(settles).find_map(|verb| {
            let claim = settled(passage, sentence, sentences.get(number + 1), &verb)?;
            let standing = context.evaluation.claim(claim).standing;
            let wrong = standing != Standing::Established && is_ours(context.prose, passage, sentence, &verb);
            wrong.then_some((verb, claim))
        });
        if let Some((verb, claim)) = wrong {
            found.push(stronger(context, passage, sentence, &verb, claim));
        }
    }
}

fn stronger(
    context: &Context<'_>,
    passage: &Passage,
    sentence: &Sentence<'_>,
    verb: &Range<usize>,
    claim: Key<Claim>,
) -> Problem {
    let (entry, id) = (&context.model.claims[claim], context.model.claims.id(claim));
    let standing = context.evaluation.claim(claim).standing.word();
    let written = sentence.as_written(verb, passage);
    let message = format!("“{written}” says that claim `{id}` is settled, and its standing is {standing}");
    let problem = RULE
        .problem(passage.place(sentence.span_of(verb)), message)
        .note("a reader takes such a verb for the end of the matter, whatever the page says of its standing")
        .help("say who says it and how they know: “says”, “reports”, “according to”");
    if passage.claim() == Some(claim) {
        return problem;
    }
    problem.also(entry.place.clone().key().into(), format!("its standing is {standing}"))
}

/// Returns the claim that a verb says is settled: one that is printed behind it, or right behind its sentence, one that is
/// printed before a passive, or our own finding in whose statement it stands.
fn settled(
    passage: &Passage,
    sentence: &Sentence<'_>,
    next: Option<&Sentence<'_>>,
    verb: &Range<usize>,
) -> Option<Key<Claim>> {
    let behind = printed(passage, sentence).find(|(at, _)| *at >= verb.end);
    if let Some((at, claim)) = behind {
        let against = |range: Range<usize>| verb.end <= range.start && range.start < at;
        return (!sentence.said(Term::Contrast).any(against)).then_some(claim);
    }
    let passive = || sentence.said(Term::Copula).any(|is| is.end <= verb.start && verb.start <= is.end + NEAR);
    let from = clause(sentence, verb.start);
    let before = printed(passage, sentence).filter(|(at, _)| from <= *at && *at < verb.start).last();
    if let Some((_, claim)) = before {
        return passive().then_some(claim);
    }
    // “The report shows how things are. {{ claims.x }}”
    let follows = next.and_then(|next| printed(passage, next).find(|(at, _)| *at == 0));
    match (follows, passage.setting) {
        // Statements of others are not in our voice, which the caller asks.
        (Some((_, claim)), _) | (None, Setting::Statement(claim)) => Some(claim),
        _ => None,
    }
}

/// Returns the claims that a sentence prints in words, each with the index of its word.
fn printed<'s>(passage: &'s Passage, sentence: &'s Sentence<'_>) -> impl Iterator<Item = (usize, Key<Claim>)> + 's {
    sentence.references(passage).filter_map(|(at, reference)| match reference {
        Reference::Claim(claim, Printed::Statement | Printed::Sentence | Printed::Quantity) => Some((at, claim)),
        _ => None,
    })
}

/// Returns whether it is what stands before the reader that shows something: a table shows a number, and settles nothing.
fn is_of_exhibit(sentence: &Sentence<'_>, verb: &Range<usize>) -> bool {
    let from = clause(sentence, verb.start);
    sentence.said(Term::Exhibit).any(|thing| from <= thing.start && thing.end <= verb.start)
}
