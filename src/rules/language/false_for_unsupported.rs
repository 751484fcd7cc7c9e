//! A claim that nothing supports, or that is only reported, is called false.
#![doc = include_str!("../pages/false-for-unsupported.md")]

use std::ops::Range;

use crate::diagnostic::Problems;
use crate::diagnostic::code::rule as code;
use crate::evaluate::Standing;
use crate::language::Term;
use crate::model::{Claim, Key};
use crate::prose::claim_refs;
use crate::prose::passage::{Passage, Printed, Reference, Setting};
use crate::prose::sentence::{Sentence, WordKind};
use crate::prose::voice::{clause, is_asserted, is_ours};
use crate::rules::context::Context;
use crate::rules::rule::{Check, Rule};
use crate::vocabulary::Level;

pub(crate) static RULE: Rule =
    Rule { code: &code::FALSE_FOR_UNSUPPORTED, level: Level::Error, check: Check::Passage(check) };

/// How many words may stand between what is said and what it is said of: `the claim about them is simply false`.
const NEAR: usize = 5;

fn check(context: &Context<'_>, passage: &Passage, sentences: &[Sentence<'_>], found: &mut Problems) {
    let statement = matches!(passage.setting, Setting::Statement(_));
    if statement || passage.asserts_nothing() || !sentences.iter().any(|sentence| sentence.has(Term::False)) {
        return;
    }
    for (number, sentence) in sentences.iter().enumerate() {
        let wrong = sentence.said(Term::False).find(|words| {
            is_of_statement(sentence, passage, words) && is_asserted(sentence, words) && !sentence.has(Term::Allegation)
        });
        let Some(words) = wrong else { continue };
        let meant = claim_refs::claims(context.prose, passage, sentences, number, words.start);
        let standing = |claim: &Key<Claim>| context.evaluation.claim(*claim).standing;
        let contradicted = |claim: &Key<Claim>| matches!(standing(claim), Standing::Refuted | Standing::Outdated);
        // Where one of several is contradicted, it may be the one that is meant.
        let Some(claim) = meant.first().copied().filter(|_| !meant.iter().any(contradicted)) else { continue };
        if !is_ours(context.prose, passage, sentence, &words) {
            continue;
        }
        let standing = standing(&claim);
        let (entry, id) = (&context.model.claims[claim], context.model.claims.id(claim));
        let written = sentence.as_written(&words, passage);
        let message = format!("claim `{id}` is called “{written}”, and its standing is {}", standing.word());
        let problem = RULE.problem(passage.place(sentence.span_of(&words)), message);
        let problem = if passage.claim() == Some(claim) {
            problem
        } else {
            problem.also(entry.place.clone().key().into(), format!("its standing is {}", standing.word()))
        };
        found.push(
            problem
                .note("that nothing was found for a claim says nothing against it; only the record or independent sources do")
                .help("say what was looked for and not found, or register the evidence that contradicts the claim"),
        );
    }
}

/// Returns whether a word is said of a statement: `the claim is false`, `this false claim`, `debunked it`, `False:`.
fn is_of_statement(sentence: &Sentence<'_>, passage: &Passage, words: &Range<usize>) -> bool {
    let alone =
        words.start == 0 && sentence.words.get(words.end).is_none_or(|next| matches!(&*next.text, "." | ":" | "!"));
    alone || is_predicate(sentence, passage, words) || is_attribute(sentence, words)
}

/// `{{ claims.x }} is false`, `that is a myth`, `the number turned out to be made up`.
fn is_predicate(sentence: &Sentence<'_>, passage: &Passage, words: &Range<usize>) -> bool {
    let joins = |is: &Range<usize>| is.end <= words.start && words.start <= is.end + 2;
    let Some(is) = sentence.said(Term::Copula).filter(joins).max_by_key(|is| is.end) else { return false };
    // “is a false document”: what is false is the document.
    let article = sentence.said(Term::Article).any(|article| is.end <= article.start && article.end <= words.start);
    let noun = sentence.words.get(words.end).is_some_and(|next| next.kind == WordKind::Letters);
    if article && noun && !sentence.said(Term::Assertion).any(|noun| noun.start == words.end) {
        return false;
    }
    let from = clause(sentence, words.start);
    let pointed =
        sentence.said(Term::Pointer).any(|it| from <= it.start && it.end <= is.start && is.start <= it.end + 1);
    // “Es falso que …”: the verb alone may be the subject too, and what is meant follows.
    let opens = is.start == from;
    let of_claim = sentence.references(passage).any(|(at, reference)| {
        let what = matches!(reference, Reference::Claim(_, Printed::Statement | Printed::Sentence | Printed::Quantity));
        what && from <= at && at < is.start
    });
    let named = sentence.said(Term::Assertion).any(|noun| {
        let near = from <= noun.start && noun.end <= is.start && is.start <= noun.end + NEAR;
        near && !sentence.said(Term::Pointer).any(|it| noun.end <= it.start && it.end <= is.start)
    });
    pointed || opens || of_claim || named
}

/// `the false claim`, `this debunked number`, `debunked the claim`; in Spanish behind the noun.
fn is_attribute(sentence: &Sentence<'_>, words: &Range<usize>) -> bool {
    let definite = |at: usize| sentence.said(Term::Definite).any(|the| the.end == at);
    let behind = sentence.said(Term::Assertion).any(|noun| {
        let close = noun.start == words.end && definite(words.start);
        let object = noun.start == words.end + 1 && definite(noun.start);
        close || object
    });
    let before = sentence.said(Term::Assertion).any(|noun| noun.end == words.start && definite(noun.start));
    // “debunked it.”
    let pointed = sentence
        .said(Term::Pointer)
        .any(|it| it.start == words.end && sentence.words.get(it.end).is_none_or(|next| next.kind == WordKind::Sign));
    behind || before || pointed
}
