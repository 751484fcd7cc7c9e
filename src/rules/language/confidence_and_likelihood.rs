//! How sure somebody is and how likely something is stand in one sentence.
#![doc = include_str!("../pages/confidence-and-likelihood.md")]

use std::ops::Range;

use crate::diagnostic::Problems;
use crate::diagnostic::code::rule as code;
use crate::language::Term;
use crate::prose::likelihood;
use crate::prose::passage::Passage;
use crate::prose::sentence::Sentence;
use crate::prose::voice::{is_ours, overlap};
use crate::rules::context::Context;
use crate::rules::rule::{Check, Rule};
use crate::vocabulary::Level;

pub(crate) static RULE: Rule =
    Rule { code: &code::CONFIDENCE_AND_LIKELIHOOD, level: Level::Error, check: Check::Sentence(check) };

fn check(context: &Context<'_>, passage: &Passage, sentence: &Sentence<'_>, found: &mut Problems) {
    let sure = sentence.said(Term::Confidence).filter(|words| !is_explained(sentence, words));
    let Some(sure) = sure.max_by_key(|words| (words.len(), std::cmp::Reverse(words.start))) else { return };
    let likely = likelihood::said(passage, sentence).map(|(_, words)| words);
    let likely = likely.filter(|words| !overlap(words, &sure)).max_by_key(Range::len);
    let Some(likely) = likely.filter(|words| is_ours(context.prose, passage, sentence, words)) else { return };
    let message = format!(
        "“{}” and “{}” stand in one sentence",
        sentence.as_written(&sure, passage),
        sentence.as_written(&likely, passage)
    );
    found.push(
        RULE.problem(passage.place(sentence.span_of(&likely)), message)
            .label("how likely it is")
            .also(passage.place(sentence.span_of(&sure)), "how sure we are")
            .note("how good the evidence is and how likely something is are two things; in one sentence readers take them for one")
            .help("say in one sentence how likely it is, and in another how sure you are and why"),
    );
}

/// Returns whether a word is only explained: its sentence goes on with what it means or does not mean.
fn is_explained(sentence: &Sentence<'_>, words: &Range<usize>) -> bool {
    let next = [Term::Definition, Term::Negation].into_iter().flat_map(|term| sentence.said(term));
    next.into_iter().any(|range| range.start >= words.end && range.start <= words.end + 1)
}
