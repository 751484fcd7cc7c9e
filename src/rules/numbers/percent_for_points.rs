//! Percentage points are called percent, or percent percentage points.
#![doc = include_str!("../pages/percent-for-points.md")]

use crate::diagnostic::code::rule as code;
use crate::diagnostic::{Problem, Problems};
use crate::evaluate::{Outcome, Unit, Valued};
use crate::model::{Claim, Key};
use crate::number::Number;
use crate::prose::passage::{Passage, Setting};
use crate::prose::sentence::Sentence;
use crate::quantity::{SaidUnit, Spoken};
use crate::rules::context::Context;
use crate::rules::qualified::{Amount, beside, shown};
use crate::rules::rule::{Check, Rule};
use crate::text::Place;
use crate::vocabulary::Level;

pub(crate) static RULE: Rule =
    Rule { code: &code::PERCENT_FOR_POINTS, level: Level::Error, check: Check::Sentence(check) };

fn check(context: &Context<'_>, passage: &Passage, sentence: &Sentence<'_>, found: &mut Problems) {
    if let Some(claim) = passage.claim() {
        in_claim(context, passage, sentence, claim, found);
    }
    if sentence.references(passage).next().is_none() {
        return;
    }
    let mut said = None;
    for number in shown(context, passage, sentence) {
        let Some(unit) = unit_of(number.amount) else { continue };
        let said = said.get_or_insert_with(|| beside(context, passage, sentence));
        let called = said.iter().find(|beside| beside.word == number.word).map(|beside| beside.unit);
        if called.is_some_and(|called| is_mixed(called, unit) && says_so(sentence, number.word)) {
            found.push(behind(passage, sentence, number.word + 1, unit));
        }
        for spoken in sentence.numbers.iter().filter(|spoken| is_mixed(spoken.unit, unit)) {
            if spoken.named.is_some() && spoken.named == number_of(number.amount) {
                found.push(problem(passage.place(spoken.span), &passage.text[spoken.span.range()], unit));
            }
        }
    }
}

/// Looks at a claim's own text beside its quantity, and at its quantity beside the words in which it was said.
fn in_claim(
    context: &Context<'_>,
    passage: &Passage,
    sentence: &Sentence<'_>,
    claim: Key<Claim>,
    found: &mut Problems,
) {
    let entry = &context.model.claims[claim];
    let Some(own) = &entry.quantity else { return };
    let Some(unit) = Some(own.unit()).filter(|unit| matches!(unit, SaidUnit::Percent | SaidUnit::Points)) else {
        return;
    };
    for spoken in sentence.numbers.iter().filter(|spoken| spoken.named.is_some() && spoken.named == own.exact()) {
        if is_mixed(spoken.unit, unit) {
            found.push(problem(passage.place(spoken.span), &passage.text[spoken.span.range()], unit));
        }
    }
    let is_first = matches!(passage.setting, Setting::Statement(_)) && sentence.span.start == 0;
    for quote in entry.told().filter(|_| is_first) {
        let all = Spoken::all_in(quote, context.language());
        let other = all.iter().find(|spoken| spoken.named == own.exact() && is_mixed(spoken.unit, unit));
        if let Some(other) = other {
            found.push(problem(entry.place.clone().then("quantity").into(), &own.words, other.unit));
        }
    }
}

fn unit_of(amount: Amount<'_>) -> Option<SaidUnit> {
    match amount {
        Amount::Worked(Outcome { unit: Unit::Points, .. }, _) => Some(SaidUnit::Points),
        Amount::Worked(Outcome { unit: Unit::Percent, .. }, _) => Some(SaidUnit::Percent),
        Amount::Worked(..) => None,
        Amount::Said(quantity) => Some(quantity.unit()).filter(|it| matches!(it, SaidUnit::Percent | SaidUnit::Points)),
    }
}

fn number_of(amount: Amount<'_>) -> Option<Number> {
    match amount {
        Amount::Worked(outcome, decimals) => match &outcome.value {
            Valued::Number(number) => Some(number.absolute().rounded(outcome.shown_decimals(decimals))),
            _ => None,
        },
        Amount::Said(quantity) => quantity.exact(),
    }
}

fn is_mixed(one: SaidUnit, other: SaidUnit) -> bool {
    matches!((one, other), (SaidUnit::Percent, SaidUnit::Points) | (SaidUnit::Points, SaidUnit::Percent))
}

/// Returns whether the words behind a number are its unit: "points" before another word may be a verb.
fn says_so(sentence: &Sentence<'_>, word: usize) -> bool {
    use crate::language::Term::{Percent, Points};
    use crate::prose::sentence::WordKind::Letters;
    let unit = |range: &std::ops::Range<usize>| range.start == word + 1;
    sentence.any(Percent).any(|range| unit(&range))
        || sentence
            .any(Points)
            .filter(unit)
            .any(|range| range.len() > 1 || sentence.words.get(range.end).is_none_or(|next| next.kind != Letters))
}

fn behind(passage: &Passage, sentence: &Sentence<'_>, word: usize, unit: SaidUnit) -> Problem {
    use crate::language::Term::{Percent, Points};
    let terms = sentence.any(Percent).chain(sentence.any(Points)).filter(|range| range.start == word);
    let words = terms.max_by_key(std::ops::Range::len).unwrap_or(word..word + 1);
    let message = format!("“{}” stands behind a number of {}", sentence.as_written(&words, passage), names(unit).0);
    explained(RULE.problem(passage.place(sentence.span_of(&words)), message))
}

fn problem(place: Place, words: &str, unit: SaidUnit) -> Problem {
    let (is, called) = names(unit);
    explained(RULE.problem(place, format!("“{words}” calls {is} {called}")))
}

/// Returns the name of a unit, and of the one it is mistaken for.
fn names(unit: SaidUnit) -> (&'static str, &'static str) {
    match unit {
        SaidUnit::Points => ("percentage points", "percent"),
        _ => ("percent", "percentage points"),
    }
}

fn explained(problem: Problem) -> Problem {
    problem
        .note("from 10 to 15 percent it is 5 percentage points, and 50 percent more")
        .help("say the unit that was worked out or said; a printed number brings it along")
}
