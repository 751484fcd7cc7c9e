//! A sentence says which way something went, and prints a change that went the other way.
#![doc = include_str!("../pages/direction-against-value.md")]

use crate::diagnostic::Problems;
use crate::diagnostic::code::rule as code;
use crate::evaluate::{Sign, Valued};
use crate::language::Term;
use crate::prose::passage::Passage;
use crate::prose::sentence::Sentence;
use crate::rules::context::Context;
use crate::rules::qualified::{Amount, beside, shown};
use crate::rules::rule::{Check, Rule};
use crate::view::direction;
use crate::vocabulary::{Direction, Level};

pub(crate) static RULE: Rule =
    Rule { code: &code::DIRECTION_AGAINST_VALUE, level: Level::Error, check: Check::Sentence(check) };

/// What makes it honest that words and number go opposite ways.
const OPEN: [Term; 4] = [Term::Contrast, Term::Negation, Term::Supposition, Term::Open];

fn check(context: &Context<'_>, passage: &Passage, sentence: &Sentence<'_>, found: &mut Problems) {
    if sentence.references(passage).next().is_none() {
        return;
    }
    let mut said = None;
    for number in shown(context, passage, sentence) {
        let Amount::Worked(outcome, decimals) = number.amount else { continue };
        let Valued::Number(value) = outcome.value else { continue };
        if outcome.sign == Sign::Level || outcome.withheld.is_some() {
            continue;
        }
        let said = said.get_or_insert_with(|| beside(context, passage, sentence));
        let told = said.iter().find(|told| told.word == number.word);
        let span = sentence.words[number.word].span;
        let printed = context.composer().outcome(outcome, decimals);
        let goes = direction(value);
        match told.and_then(|told| told.direction) {
            Some(way) if Some(way) != goes && !OPEN.iter().any(|term| sentence.has(*term)) => {
                let message = format!("the sentence tells a {}, and prints {printed}", name(way));
                found.push(
                    RULE.problem(passage.place(span), message)
                        .note("beside a verb the bare size is printed, so nobody would see that it went the other way")
                        .help("write the verb that is true of the number, or leave the verb to it: `{{ … }}` prints the way too"),
                );
            }
            None if (outcome.sign == Sign::Change || value.is_negative())
                && told.is_some_and(|told| context.language().says_by(&told.before)) =>
            {
                let before = &told.map(|told| told.before.clone()).unwrap_or_default();
                found.push(
                    RULE.remark(passage.place(span), format!("the sentence prints “{before} {printed}”"))
                        .note("a change is printed with the way it went, unless a word beside it says so")
                        .help("put the verb beside it, as in `fell by {{ … }}`, or print it without the word before"),
                );
            }
            _ => {}
        }
    }
}

fn name(way: Direction) -> &'static str {
    match way {
        Direction::Rises => "rise",
        Direction::Falls => "fall",
    }
}
