//! One thing is said to have brought about another, and no established cause is printed with it.
#![doc = include_str!("../pages/cause-without-evidence.md")]

use std::ops::Range;

use crate::diagnostic::Problems;
use crate::diagnostic::code::rule as code;
use crate::evaluate::Standing;
use crate::language::Term;
use crate::model::{Claim, Key};
use crate::prose::passage::{Passage, Printed, Reference, Setting};
use crate::prose::sentence::Sentence;
use crate::prose::voice::{is_asserted, is_ours};
use crate::rules::context::Context;
use crate::rules::rule::{Check, Rule};
use crate::vocabulary::{ClaimKind, Level};

pub(crate) static RULE: Rule =
    Rule { code: &code::CAUSE_WITHOUT_EVIDENCE, level: Level::Warning, check: Check::Passage(check) };

/// How many words behind the word of cause may say that it is one of counting: `due to a change in the definition`.
const NEAR: usize = 6;

fn check(context: &Context<'_>, passage: &Passage, sentences: &[Sentence<'_>], found: &mut Problems) {
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
            RULE.problem(passage.place(sentence.span_of(&words)), message)
                .note("that two things changed together, or one after the other, does not show that one brought about the other")
                .help("say who says so, set the two beside each other without a cause, or print an established claim of `kind: cause`"),
        );
    }
}

/// Returns whether a sentence says how many or how much: it prints a number or a claim, or names a measure or
/// number.
fn counts(passage: &Passage, sentence: &Sentence<'_>) -> bool {
    let printed = sentence.references(passage).any(|(_, reference)| match reference {
        Reference::Figure(_) => true,
        Reference::Claim(_, part) => {
            matches!(part, Printed::Statement | Printed::Sentence | Printed::Quantity | Printed::Value)
        }
        _ => false,
    });
    printed || !sentence.measures.is_empty() || !sentence.numbers.is_empty()
}

/// Returns whether a cause lies in how something is counted, not in the world.
fn is_of_counting(sentence: &Sentence<'_>, words: &Range<usize>) -> bool {
    sentence.said(Term::Method).any(|range| words.end <= range.start && range.start <= words.end + NEAR)
}

/// Returns whether the passage prints a cause that is established, or stands in the texts of one.
fn is_shown(context: &Context<'_>, passage: &Passage, sentences: &[Sentence<'_>]) -> bool {
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
