//! The rule that a statement and the registry say the numbers of a claim alike: where a change began, where it ended, and which of
//! two is more.

use crate::diagnostic::code::rule as code;
use crate::diagnostic::{Problem, Problems};
use crate::language::Term;
use crate::model::{Claim, Key, Stated, Unit};
use crate::number::Number;
use crate::outcome::{Outcome, Value};
use crate::quantity::{Judgement, Level, SaidUnit, Side, levels_in};
use crate::rules::context::Context;
use crate::rules::evidence::condition;
use crate::rules::rule::{Check, Rule};
use crate::rules::ties;
use crate::text::Span;
use crate::vocabulary::{Counts, Level as Held, Per};

/// The rules of this file.
pub(crate) const RULES: &[&Rule] = &[&STATED_OTHERWISE];

/// A statement says the numbers of its claim otherwise than the registry.
static STATED_OTHERWISE: Rule =
    Rule { code: &code::STATED_OTHERWISE, level: Held::Error, check: Check::Claim(stated_otherwise) };

fn stated_otherwise(context: &Context<'_>, claim: Key<Claim>, found: &mut Problems) {
    let text = context.ties().statement(claim);
    let taken_back = [Term::Negation, Term::Supposition, Term::Open];
    if taken_back.iter().any(|term| ties::has(text, *term, context.language()).is_some()) {
        return;
    }
    found.extend(other_side(context, claim));
    let tests = &context.model.claims[claim].tests;
    found.extend(tests.iter().filter_map(|test| condition::other_bound(context, claim, test, &STATED_OTHERWISE)));
    let dated = |span: Span| text.times.iter().any(|time| time.span.start < span.end && span.start < time.span.end);
    let levels = levels_in(&text.words, context.language()).into_iter().filter(|level| !dated(level.span));
    for level in levels {
        let problem = swapped(context, claim, &level).or_else(|| not_held(context, claim, &level));
        if let Some(problem) = problem {
            found.push(problem);
            return;
        }
    }
}

fn end_of(level: &Level) -> (Stated, Stated) {
    if level.begins { (Stated::From, Stated::To) } else { (Stated::To, Stated::From) }
}

/// “From 6.7% to 6.4%”, where the registry has it the other way round.
fn swapped(context: &Context<'_>, claim: Key<Claim>, level: &Level) -> Option<Problem> {
    let entry = &context.model.claims[claim];
    let (which, other) = end_of(level);
    let is = |said: Stated| entry.says(said).map(|said| said.hard == level.quantity.hard);
    if is(other) != Some(true) || is(which) == Some(true) {
        return None;
    }
    let words = &context.ties().statement(claim).words[level.span.range()];
    let (here, there) = if level.begins { ("began", "ended") } else { ("ended", "began") };
    let message = format!("the statement says that it {here} at “{words}”, and the claim that it {there} there");
    Some(
        STATED_OTHERWISE
            .problem(context.prose.in_statement(claim, level.span), message)
            .also(entry.place.clone().then(other.key()).into(), "the other end")
            .note("the test holds what stands in the registry, and readers see the sentence")
            .help("write the ends as the sentence has them"),
    )
}

/// “From 5.9%”, where the claim says no such end and the test begins elsewhere.
fn not_held(context: &Context<'_>, claim: Key<Claim>, level: &Level) -> Option<Problem> {
    let entry = &context.model.claims[claim];
    let (which, _) = end_of(level);
    if entry.says(which).is_some() {
        return None;
    }
    let ends = entry.tests.iter().filter_map(|test| {
        let (from, to) = test.calculation(&context.model.figures).ends()?;
        let outcome = context.evaluation.figure(if level.begins { from } else { to })?;
        let Value::Number(number) = outcome.value else { return None };
        let alike = is_percent(context, outcome) == (level.quantity.unit() == SaidUnit::Percent);
        let told = alike && outcome.withheld.is_none();
        let judged = context.views.judge(&level.quantity, outcome, number).filter(|_| told)?;
        Some((test, number.rounded(outcome.decimals), judged))
    });
    let ends: Vec<(_, Number, Judgement)> = ends.collect();
    let (test, number, _) = ends.first().filter(|_| ends.iter().all(|end| end.2 == Judgement::Fails))?;
    let words = &context.ties().statement(claim).words[level.span.range()];
    let (here, key) = (if level.begins { "began" } else { "ended" }, which.key());
    let message = format!("the statement says that it {here} at “{words}”, which nothing holds against the data");
    Some(
        STATED_OTHERWISE
            .remark(context.prose.in_statement(claim, level.span), message)
            .also(test.place.clone().into(), format!("{here} at {number}"))
            .note("no key of the claim says this end, so its test decides on the rest of the sentence alone")
            .help(format!("add `{key}: {words}` to the claim, and correct it where it is ours")),
    )
}

/// “17,000 more came than left”, where the registry says that more left.
fn other_side(context: &Context<'_>, claim: Key<Claim>) -> Option<Problem> {
    let entry = &context.model.claims[claim];
    let quantity = entry.quantity.as_ref()?;
    let side = quantity.side()?;
    let signs = context.model.measures[context.views.measure_of(claim)?].signs.as_ref()?;
    let words = &context.ties().statement(claim).words;
    let other = if side.words == signs.above { &signs.below } else { &signs.above };
    let said = Side { words: other.clone(), number: side.number.clone() }.is_said_in(words);
    (said && !side.is_said_in(words)).then(|| {
        let message = format!("the statement says “{other}”, and the claim “{}”", quantity.words);
        STATED_OTHERWISE
            .problem(entry.place.clone().then("statement"), message)
            .also(entry.place.clone().then("quantity").into(), "the other way")
            .note("the test holds what stands in the registry, and readers see the sentence")
            .help("write the quantity as the sentence has it")
    })
}

/// Returns whether a number is printed in percent.
fn is_percent(context: &Context<'_>, outcome: &Outcome) -> bool {
    match outcome.unit {
        Unit::Percent => true,
        Unit::Of(measure) => {
            let measure = &context.model.measures[measure];
            measure.counts == Counts::Share || measure.rate_of.is_some_and(|rate| rate.per == Per::Hundred)
        }
        _ => false,
    }
}
