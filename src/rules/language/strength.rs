//! Rules on words that say more than the standing of the claim they tell.

use std::ops::Range;

use crate::diagnostic::code::rule as code;
use crate::diagnostic::{Problem, Problems};
use crate::language::Term;
use crate::model::{Claim, Key};
use crate::prose::passage::{Passage, Printed, Reference, Setting};
use crate::prose::references;
use crate::prose::sentence::{Sentence, WordKind};
use crate::prose::voice::{clause, is_asserted, is_ours, overlap};
use crate::rules::context::Context;
use crate::rules::rule::{Check, Rule};
use crate::vocabulary::{ClaimKind, Level, Standing};

/// The rules of this file.
pub(crate) const RULES: &[&Rule] = &[&VERB_STRONGER_THAN_STANDING, &FALSE_FOR_UNSUPPORTED, &CAUSE_WITHOUT_EVIDENCE];

/// A verb says that a claim is settled, and its standing says less.
static VERB_STRONGER_THAN_STANDING: Rule = Rule {
    code: &code::VERB_STRONGER_THAN_STANDING,
    level: Level::Error,
    check: Check::Passage(verb_stronger_than_standing),
};

/// How many words may stand between a verb and what makes it passive: `was never fully proven`.
const NEAR_VERB: usize = 3;

fn verb_stronger_than_standing(
    context: &Context<'_>,
    passage: &Passage<'_>,
    sentences: &[Sentence<'_>],
    found: &mut Problems,
) {
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
            let standing = standing_of(context, passage, claim);
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
    passage: &Passage<'_>,
    sentence: &Sentence<'_>,
    verb: &Range<usize>,
    claim: Key<Claim>,
) -> Problem {
    let (entry, id) = (&context.model.claims[claim], context.model.claims.id(claim));
    let standing = standing_of(context, passage, claim).word();
    let written = sentence.as_written(verb, passage);
    let message = format!("“{written}” says that claim `{id}` is settled, and its standing is {standing}");
    let problem = VERB_STRONGER_THAN_STANDING
        .problem(passage.place(sentence.span_of(verb)), message)
        .note("a reader takes such a verb for the end of the matter, whatever the page says of its standing")
        .help("say who says it and how they know: “says”, “reports”, “according to”");
    if passage.claim() == Some(claim) {
        return problem;
    }
    problem.also(entry.place.clone().key().into(), format!("its standing is {standing}"))
}

/// Returns the standing that words have to keep to: that of the claim, or that for which a clause is written.
fn standing_of(context: &Context<'_>, passage: &Passage<'_>, claim: Key<Claim>) -> Standing {
    match passage.setting {
        Setting::Qualifier(of, standing) if of == claim => standing,
        _ => context.evaluation.claim(claim).standing,
    }
}

/// Returns the claim that a verb says is settled: one that is printed behind it, or right behind its sentence, one that is
/// printed before a passive, or our own finding in whose statement it stands.
fn settled(
    passage: &Passage<'_>,
    sentence: &Sentence<'_>,
    next: Option<&Sentence<'_>>,
    verb: &Range<usize>,
) -> Option<Key<Claim>> {
    let behind = printed(passage, sentence).find(|(at, _)| *at >= verb.end);
    if let Some((at, claim)) = behind {
        let against = |range: Range<usize>| verb.end <= range.start && range.start < at;
        return (!sentence.said(Term::Contrast).any(against)).then_some(claim);
    }
    let passive = || sentence.said(Term::Copula).any(|is| is.end <= verb.start && verb.start <= is.end + NEAR_VERB);
    let from = clause(sentence, verb.start);
    let before = printed(passage, sentence).filter(|(at, _)| from <= *at && *at < verb.start).last();
    if let Some((_, claim)) = before {
        return passive().then_some(claim);
    }
    // “The report shows how things are. {{ claims.x }}”
    let follows = next.and_then(|next| printed(passage, next).find(|(at, _)| *at == 0));
    match (follows, passage.setting) {
        // Statements of others are not in our voice, which the caller asks.
        (Some((_, claim)), _)
        | (None, Setting::Statement(claim) | Setting::Phrase(claim) | Setting::Qualifier(claim, _)) => Some(claim),
        _ => None,
    }
}

/// Returns the claims that a sentence prints in words, each with the index of its word.
fn printed<'s>(passage: &'s Passage<'s>, sentence: &'s Sentence<'_>) -> impl Iterator<Item = (usize, Key<Claim>)> + 's {
    sentence.references(passage).filter_map(|(at, reference)| match reference {
        Reference::Claim(claim, Printed::Statement | Printed::Phrase | Printed::Sentence | Printed::Quantity) => {
            Some((at, claim))
        }
        _ => None,
    })
}

/// Returns whether it is what stands before the reader that shows something: a table shows a number, and settles nothing.
fn is_of_exhibit(sentence: &Sentence<'_>, verb: &Range<usize>) -> bool {
    let from = clause(sentence, verb.start);
    sentence.said(Term::Exhibit).any(|thing| from <= thing.start && thing.end <= verb.start)
}

/// A claim that nothing supports, or that is only reported, is called false.
static FALSE_FOR_UNSUPPORTED: Rule =
    Rule { code: &code::FALSE_FOR_UNSUPPORTED, level: Level::Error, check: Check::Passage(false_for_unsupported) };

/// How many words may stand between what is said and what it is said of: `the claim about them is simply false`.
const NEAR_FALSE: usize = 5;

fn false_for_unsupported(
    context: &Context<'_>,
    passage: &Passage<'_>,
    sentences: &[Sentence<'_>],
    found: &mut Problems,
) {
    let statement = matches!(passage.setting, Setting::Statement(_) | Setting::Phrase(_));
    if statement || passage.asserts_nothing() || !sentences.iter().any(|sentence| sentence.has(Term::False)) {
        return;
    }
    for (number, sentence) in sentences.iter().enumerate() {
        let wrong = sentence.said(Term::False).find(|words| {
            is_of_statement(sentence, passage, words) && is_asserted(sentence, words) && !sentence.has(Term::Allegation)
        });
        let Some(words) = wrong else { continue };
        let meant = references::claim_refs(context.prose, passage, sentences, number, words.start);
        let standing = |claim: &Key<Claim>| standing_of(context, passage, *claim);
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
        let problem = FALSE_FOR_UNSUPPORTED.problem(passage.place(sentence.span_of(&words)), message);
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
fn is_of_statement(sentence: &Sentence<'_>, passage: &Passage<'_>, words: &Range<usize>) -> bool {
    let alone =
        words.start == 0 && sentence.words.get(words.end).is_none_or(|next| matches!(&*next.text, "." | ":" | "!"));
    alone || is_predicate(sentence, passage, words) || is_attribute(sentence, words)
}

/// `{{ claims.x }} is false`, `that is a myth`, `the number turned out to be made up`.
fn is_predicate(sentence: &Sentence<'_>, passage: &Passage<'_>, words: &Range<usize>) -> bool {
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
        let what = matches!(
            reference,
            Reference::Claim(_, Printed::Statement | Printed::Phrase | Printed::Sentence | Printed::Quantity)
        );
        what && from <= at && at < is.start
    });
    let named = sentence.said(Term::Assertion).any(|noun| {
        let near = from <= noun.start && noun.end <= is.start && is.start <= noun.end + NEAR_FALSE;
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

/// One thing is said to have brought about another, and no established cause is printed with it.
static CAUSE_WITHOUT_EVIDENCE: Rule =
    Rule { code: &code::CAUSE_WITHOUT_EVIDENCE, level: Level::Warning, check: Check::Passage(cause_without_evidence) };

/// How many words behind the word of cause may say that it is one of counting: `due to a change in the definition`.
const NEAR_CAUSE: usize = 6;

fn cause_without_evidence(
    context: &Context<'_>,
    passage: &Passage<'_>,
    sentences: &[Sentence<'_>],
    found: &mut Problems,
) {
    if passage.asserts_nothing() || !sentences.iter().any(|sentence| sentence.has(Term::Cause)) {
        return;
    }
    if is_shown(context, passage, sentences) {
        return;
    }
    for sentence in sentences.iter().filter(|sentence| counts(passage, sentence)) {
        let caused = |words: &Range<usize>| is_asserted(sentence, words) && !is_of_counting(sentence, words);
        let Some(words) = sentence.said(Term::Cause).find(caused) else { continue };
        if !is_ours(context.prose, passage, sentence, &words) {
            continue;
        }
        let message =
            format!("“{}” names a cause that nothing printed here shows", sentence.as_written(&words, passage));
        found.push(
            CAUSE_WITHOUT_EVIDENCE.problem(passage.place(sentence.span_of(&words)), message)
                .note("that two things changed together, or one after the other, does not show that one brought about the other")
                .help("say who says so, set the two beside each other without a cause, or print an established claim of `kind: cause`"),
        );
    }
}

/// Returns whether a sentence says how many or how much: it prints a number or a claim, or names a measure or
/// number.
fn counts(passage: &Passage<'_>, sentence: &Sentence<'_>) -> bool {
    let printed = sentence.references(passage).any(|(_, reference)| match reference {
        Reference::Figure(_, _) => true,
        Reference::Claim(_, part) => {
            matches!(
                part,
                Printed::Statement | Printed::Phrase | Printed::Sentence | Printed::Quantity | Printed::Value(_)
            )
        }
        _ => false,
    });
    printed || !sentence.measures.is_empty() || !sentence.numbers.is_empty()
}

/// Returns whether a cause lies in how something is counted, not in the world.
fn is_of_counting(sentence: &Sentence<'_>, words: &Range<usize>) -> bool {
    sentence.said(Term::Method).any(|range| words.end <= range.start && range.start <= words.end + NEAR_CAUSE)
}

/// Returns whether the passage prints a cause that is established, or stands in the texts of one.
fn is_shown(context: &Context<'_>, passage: &Passage<'_>, sentences: &[Sentence<'_>]) -> bool {
    let shown = |claim: Key<Claim>| {
        context.model.claims[claim].kind == ClaimKind::Cause
            && context.evaluation.claim(claim).standing == Standing::Established
    };
    let printed = sentences
        .iter()
        .flat_map(|sentence| sentence.references(passage))
        .any(|(_, reference)| matches!(reference, Reference::Claim(claim, _) if shown(claim)));
    let own = match passage.setting {
        Setting::Note(_) => None,
        _ => passage.claim(),
    };
    printed || own.is_some_and(shown)
}
