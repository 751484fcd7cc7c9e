//! Whose voice a sentence has, and how it says something: its own word or somebody else's, asserted, denied, asked or only
//! thought of.

use std::ops::Range;

use crate::language::Term;
use crate::prose::Prose;
use crate::prose::passage::{Passage, Printed, Reference, Setting};
use crate::prose::sentence::{Sentence, Word};
use crate::vocabulary::Role;

/// How many words may stand between a word that says something is only thought of and the verb: `would also have`.
const NEAR: usize = 4;
/// How many words behind a verb can still deny it: `shows that no`.
const BEHIND: usize = 2;

/// Returns whether we say a stretch of words ourselves: they are neither the statement of a claim that is somebody else's,
/// nor attributed.
pub(crate) fn is_ours(prose: &Prose<'_>, passage: &Passage<'_>, sentence: &Sentence<'_>, words: &Range<usize>) -> bool {
    let others = matches!(passage.setting, Setting::Statement(claim) | Setting::Phrase(claim) if prose.model.claims[claim].role != Role::Finding);
    !others && !is_attributed(prose, passage, sentence, &stretch(sentence, words.start))
}

/// Returns the words around one that no semicolon parts from it: what is attributed there is attributed together.
fn stretch(sentence: &Sentence<'_>, at: usize) -> Range<usize> {
    let parts = |word: &Word<'_>| word.text == ";" && !word.quoted;
    let start = sentence.words[..at].iter().rposition(parts).map_or(0, |sign| sign + 1);
    let end = sentence.words[at..].iter().position(parts).map_or(sentence.words.len(), |sign| at + sign);
    start..end
}

/// Returns whether a part of a sentence says whose word it is.
fn is_attributed(prose: &Prose<'_>, passage: &Passage<'_>, sentence: &Sentence<'_>, part: &Range<usize>) -> bool {
    if sentence.said(Term::Attribution).any(|range| part.contains(&range.start) && !is_ours_at(sentence, range.start)) {
        return true;
    }
    let printed = |wanted: &dyn Fn(Reference) -> bool, at: &Range<usize>| {
        sentence.references(passage).any(|(word, reference)| at.contains(&word) && wanted(reference))
    };
    let speaks = |reference| matches!(reference, Reference::Claim(_, Printed::Sentence | Printed::Speaker));
    let names = |reference| matches!(reference, Reference::Party(_));
    let is_name = |at: usize| {
        let next = sentence.words.iter().skip(at).map(|word| &*word.text);
        printed(&names, &(at..at + 2)) || prose.parties().begins(next)
    };
    let by = || sentence.said(Term::AttributionBefore).any(|range| part.contains(&range.start) && is_name(range.end));
    printed(&speaks, part) || by()
}

/// Returns whether it is we of whom a word says something: “we said”.
pub(crate) fn is_ours_at(sentence: &Sentence<'_>, at: usize) -> bool {
    sentence.said(Term::Ours).any(|range| range.end <= at && at <= range.end + 1)
}

/// Returns whether a stretch of words is asserted: not denied, not asked, not only thought of, and part of no idiom.
pub(crate) fn is_asserted(sentence: &Sentence<'_>, words: &Range<usize>) -> bool {
    !is_denied(sentence, words, BEHIND) && is_meant(sentence, words)
}

/// Returns the same of words that are no verb: what follows does not deny them.
pub(crate) fn is_said_plainly(sentence: &Sentence<'_>, words: &Range<usize>) -> bool {
    !is_denied(sentence, words, 0) && is_meant(sentence, words)
}

fn is_meant(sentence: &Sentence<'_>, words: &Range<usize>) -> bool {
    let idiom = || sentence.any(Term::Idiom).any(|idiom| overlap(&idiom, words));
    !is_asked(sentence, words) && !is_supposed(sentence, words) && !idiom()
}

/// Returns whether two stretches of words share one.
pub(crate) fn overlap(one: &Range<usize>, other: &Range<usize>) -> bool {
    one.start < other.end && other.start < one.end
}

/// Returns the word with which the clause of a word begins.
pub(crate) fn clause(sentence: &Sentence<'_>, at: usize) -> usize {
    let breaks = |word: &str| matches!(word, ";" | ":" | "—" | "–" | "(" | ")");
    let sign = sentence.words[..at].iter().rposition(|word| breaks(&word.text)).map_or(0, |sign| sign + 1);
    let turn = sentence.said(Term::Turn).map(|range| range.end).filter(|end| *end <= at).max();
    turn.map_or(sign, |turn| turn.max(sign))
}

fn is_denied(sentence: &Sentence<'_>, words: &Range<usize>, behind: usize) -> bool {
    let reach = clause(sentence, words.start)..words.end + behind;
    let stressed = |denial: &Range<usize>| sentence.any(Term::Stress).any(|stress| overlap(&stress, denial));
    let denies = |denial: &Range<usize>| reach.contains(&denial.start) && !overlap(denial, words);
    sentence.said(Term::Negation).any(|denial| denies(&denial) && !stressed(&denial))
}

fn is_asked(sentence: &Sentence<'_>, words: &Range<usize>) -> bool {
    let asks = sentence.words.iter().rev().take(3).any(|word| word.text == "?" && !word.quoted);
    asks || sentence.said(Term::Open).any(|open| open.start < words.start)
}

fn is_supposed(sentence: &Sentence<'_>, words: &Range<usize>) -> bool {
    let clause = clause(sentence, words.start);
    let near =
        |range: Range<usize>| clause <= range.start && range.end <= words.start && words.start <= range.end + NEAR;
    // “turned out to be” wants nothing.
    let joined = |to: &Range<usize>| sentence.said(Term::Copula).any(|is| is.start < to.start && to.end <= is.end);
    let wanted = |to: Range<usize>| to.end == words.start && !joined(&to);
    sentence.said(Term::Supposition).any(near) || sentence.said(Term::Aim).any(wanted)
}

/// Returns the words of likelihood that a sentence says, the longest at each place, each with its term.
pub(crate) fn likelihoods<'s>(
    passage: &'s Passage<'s>,
    sentence: &'s Sentence<'_>,
) -> impl Iterator<Item = (Term, Range<usize>)> + 's {
    let all = sentence.likelihoods();
    let others = all.clone();
    let counts = move |words: &Range<usize>| {
        let longer = others.iter().any(|(_, other)| other.len() > words.len() && overlap(other, words));
        let idiom = || sentence.any(Term::Idiom).any(|idiom| overlap(&idiom, words));
        !longer && !sentence.words[words.start].quoted && !is_name(passage, sentence, words) && !idiom()
    };
    all.into_iter().filter(move |(_, words)| counts(words))
}

/// Returns whether words within a sentence begin with a capital letter.
fn is_name(passage: &Passage<'_>, sentence: &Sentence<'_>, words: &Range<usize>) -> bool {
    let first = passage.text[sentence.words[words.start].span.start..].chars().next();
    words.start > 0 && first.is_some_and(char::is_uppercase)
}
