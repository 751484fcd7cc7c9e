//! Whose voice a sentence has, and how it says something: its own word or somebody else's, asserted, denied, asked or only
//! thought of.

use std::ops::Range;

use crate::language::Term;
use crate::model::Role;

use super::passage::{Passage, Printed, Reference, Setting};
use super::scene::Scene;
use super::sentence::Sentence;

/// How many words may stand between a word that says something is only thought of and the verb: `would also have`.
const NEAR: usize = 4;
/// How many words behind a verb can still deny it: `shows that no`.
const BEHIND: usize = 2;

/// Returns whether we say it ourselves: it is neither the statement of a claim that is somebody else's, nor attributed.
pub(super) fn is_ours(scene: &Scene<'_>, passage: &Passage, sentence: &Sentence<'_>) -> bool {
    let others =
        matches!(passage.setting, Setting::Statement(claim) if scene.model.claims[claim].role != Role::Finding);
    !others && !is_attributed(scene, passage, sentence)
}

/// Returns whether a sentence says whose word it is.
fn is_attributed(scene: &Scene<'_>, passage: &Passage, sentence: &Sentence<'_>) -> bool {
    let ours = |at: usize| sentence.said(Term::Ours).any(|range| range.end <= at && at <= range.end + 1);
    if sentence.said(Term::Attribution).any(|range| !ours(range.start)) {
        return true;
    }
    let mut references = sentence.references(passage);
    let speaks = |reference| matches!(reference, Reference::Claim(_, Printed::Sentence | Printed::Speaker));
    if references.any(|(_, reference)| speaks(reference)) {
        return true;
    }
    let named = |at: usize| {
        let printed = sentence
            .references(passage)
            .any(|(word, reference)| (at..at + 2).contains(&word) && matches!(reference, Reference::Party(_)));
        printed || is_party(scene, sentence, at)
    };
    sentence.said(Term::AttributionBefore).any(|range| named(range.end))
}

/// Returns whether the name of a registered party begins at a word.
fn is_party(scene: &Scene<'_>, sentence: &Sentence<'_>, at: usize) -> bool {
    let rest = &sentence.words[at.min(sentence.words.len())..];
    let begins = |name: &str| {
        let mut words = rest.iter();
        name.split_whitespace().all(|part| words.next().is_some_and(|word| word.text == part.to_lowercase()))
    };
    !rest.is_empty() && scene.model.parties.iter().any(|(_, _, party)| begins(&party.name) || begins(party.short()))
}

/// Returns whether a stretch of words is asserted: not denied, not asked, not only thought of, and part of no idiom.
pub(super) fn is_asserted(sentence: &Sentence<'_>, words: &Range<usize>) -> bool {
    !is_denied(sentence, words)
        && !is_asked(sentence, words)
        && !is_supposed(sentence, words)
        && !sentence.any(Term::Idiom).any(|idiom| overlap(&idiom, words))
}

/// Returns whether two stretches of words share one.
pub(super) fn overlap(one: &Range<usize>, other: &Range<usize>) -> bool {
    one.start < other.end && other.start < one.end
}

/// Returns the word with which the clause of a word begins.
pub(super) fn clause(sentence: &Sentence<'_>, at: usize) -> usize {
    let breaks = |word: &str| matches!(word, ";" | ":" | "—" | "–" | "(" | ")");
    let sign = sentence.words[..at].iter().rposition(|word| breaks(&word.text)).map_or(0, |sign| sign + 1);
    let turn = sentence.said(Term::Turn).map(|range| range.end).filter(|end| *end <= at).max();
    turn.map_or(sign, |turn| turn.max(sign))
}

fn is_denied(sentence: &Sentence<'_>, words: &Range<usize>) -> bool {
    let reach = clause(sentence, words.start)..words.end + BEHIND;
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
