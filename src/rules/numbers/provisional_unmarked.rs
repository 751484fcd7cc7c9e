//! A claim that rests on provisional or revised data is told without saying so.
#![doc = include_str!("../pages/provisional-unmarked.md")]

use crate::diagnostic::code::rule as code;
use crate::diagnostic::{Problem, Problems};
use crate::language::Term;
use crate::model::{Claim, Key, Piece};
use crate::prose::passage::{Passage, Printed, Reference, Setting};
use crate::prose::sentence::Sentence;
use crate::rules::context::Context;
use crate::rules::rule::{Check, Rule};
use crate::text::Span;
use crate::vocabulary::Level;

pub(crate) static RULE: Rule =
    Rule { code: &code::PROVISIONAL_UNMARKED, level: Level::Warning, check: Check::Passage(check) };

fn check(context: &Context<'_>, passage: &Passage, sentences: &[Sentence<'_>], found: &mut Problems) {
    let mut told: Vec<Key<Claim>> = Vec::new();
    for sentence in sentences {
        for (word, reference) in sentence.references(passage) {
            let Reference::Claim(claim, Printed::Statement | Printed::Sentence | Printed::Quantity) = reference else {
                continue;
            };
            if told.contains(&claim) || !needs_mark(context, passage, reference, claim) {
                continue;
            }
            if sentences.iter().any(|sentence| sentence.any(Term::Provisional).next().is_some()) {
                return;
            }
            told.push(claim);
            found.push(problem(context, passage, claim, sentence.words[word].span));
        }
    }
}

/// Returns whether a claim is told in a way that hides that its data are not final.
fn needs_mark(context: &Context<'_>, passage: &Passage, reference: Reference, claim: Key<Claim>) -> bool {
    let assessment = context.evaluation.claim(claim);
    if !(assessment.provisional || assessment.revised) || assessment.value().is_none() {
        return false;
    }
    // The value and the standing carry the mark, and so does a statement that prints its value.
    let prints_value = |pieces: &[Piece]| pieces.iter().any(|piece| matches!(piece, Piece::Value));
    if !matches!(reference, Reference::Claim(_, Printed::Quantity))
        && prints_value(&context.model.claims[claim].statement.0)
    {
        return false;
    }
    // Below the answer stands its standing.
    if let Setting::Summary(brief) = passage.setting
        && context.composer().answering(&context.model.briefs[brief]).contains(&claim)
    {
        return false;
    }
    !passage
        .references
        .iter()
        .any(|other| matches!(other, Reference::Claim(other, Printed::Value | Printed::Standing) if *other == claim))
}

fn problem(context: &Context<'_>, passage: &Passage, claim: Key<Claim>, at: Span) -> Problem {
    let id = context.model.claims.id(claim);
    let what = if context.evaluation.claim(claim).provisional { "provisional" } else { "revised" };
    RULE.problem(passage.place(at), format!("claim `{id}` is told here as final, and its data are {what}"))
        .note("a reader who meets the sentence alone cannot know that the number may change, or has changed")
        .help(format!(
            "print its value or standing beside it (`{{{{ claims.{id}.value }}}}`), or say that the data are {what}"
        ))
}
