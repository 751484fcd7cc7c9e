//! A qualifier stands before a number that needs none: it is exact, or has one of its own.
#![doc = include_str!("../pages/over-exact-number.md")]

use crate::diagnostic::code::rule as code;
use crate::diagnostic::{Problem, Problems};
use crate::evaluate::{Outcome, Valued};
use crate::language::Term;
use crate::prose::passage::Passage;
use crate::prose::sentence::Sentence;
use crate::prose::voice::clause;
use crate::rules::context::Context;
use crate::rules::qualified::{Amount, Beside, Shown, beside, shown};
use crate::rules::rule::{Check, Rule};
use crate::text::Span;
use crate::vocabulary::{Level, Qualifier};

pub(crate) static RULE: Rule =
    Rule { code: &code::OVER_EXACT_NUMBER, level: Level::Warning, check: Check::Sentence(check) };

fn check(context: &Context<'_>, passage: &Passage, sentence: &Sentence<'_>, found: &mut Problems) {
    let numbers: Vec<Shown<'_>> = shown(context, passage, sentence).collect();
    if numbers.is_empty() {
        return;
    }
    for Beside { word, qualifier, .. } in beside(context, passage, sentence) {
        let Some(qualifier) = qualifier.filter(|_| !sentence.words[word].quoted) else { continue };
        let Some(number) = numbers.iter().find(|number| number.word == word) else { continue };
        // "June had 30, more than {{ figures.may }}" sets one number against another.
        // "No month has more than {{ figures.highest }}" says how far they all go.
        let compares = matches!(qualifier, Qualifier::MoreThan | Qualifier::LessThan)
            && (numbers.len() > 1 || is_denied(sentence, word));
        if qualifier == Qualifier::About && !is_estimated(sentence, word) {
            continue;
        }
        let what = match number.amount {
            Amount::Said(quantity) if quantity.qualifier().is_some() && qualifier == Qualifier::About => continue,
            Amount::Said(quantity) if !compares && quantity.qualifier().is_some() => {
                "a quantity that has a qualifier of its own"
            }
            Amount::Said(_) if !compares && loosens(qualifier) => "a quantity that was said without one",
            Amount::Worked(outcome, decimals) if !compares && loosens(qualifier) && is_exact(outcome, decimals) => {
                "an exact number"
            }
            _ => continue,
        };
        found.push(problem(passage, sentence, word, what));
    }
}

/// Returns whether "about" says how close a number is: "there were about …"; "an article about …" says what it is of.
fn is_estimated(sentence: &Sentence<'_>, word: usize) -> bool {
    let before = word.checked_sub(2);
    before.is_none_or(|before| sentence.lexicon.is(&sentence.words[before].text, Term::Auxiliary))
}

/// Returns whether a word of denial stands before a number in its clause.
fn is_denied(sentence: &Sentence<'_>, word: usize) -> bool {
    let from = clause(sentence, word);
    sentence.said(Term::Negation).any(|denial| from <= denial.start && denial.end < word)
}

/// Returns whether a qualifier says that a number is not exact; "at least" can be true of an exact count.
fn loosens(qualifier: Qualifier) -> bool {
    use Qualifier::{About, JustOver, LessThan, MoreThan, Nearly};
    matches!(qualifier, MoreThan | JustOver | LessThan | Nearly | About)
}

/// Returns whether all digits of a number are printed.
fn is_exact(outcome: &Outcome, decimals: Option<u32>) -> bool {
    match &outcome.value {
        Valued::Number(number) => {
            outcome.withheld.is_none() && number.rounded(outcome.shown_decimals(decimals)) == *number
        }
        _ => false,
    }
}

fn problem(passage: &Passage, sentence: &Sentence<'_>, word: usize, what: &str) -> Problem {
    let at = sentence.words[word].span;
    let before = sentence.words[word - 1].span;
    let words = &passage.text[before.range()];
    RULE.problem(passage.place(Span::new(before.start, at.end)), format!("“{words}” stands before {what}"))
        .label("qualifies what follows")
        .note("the printed number says already how much it is, and a second qualifier makes it say something else")
        .help("take the qualifier out, or print a rounder number with `decimals`")
}
