//! The rule that a claim's statement says the numbers of its registry, in digits or in words.

use crate::diagnostic::code::rule as code;
use crate::diagnostic::{Problem, Problems};
use crate::language::{Language, Term};
use crate::model::{Claim, Key, Stated};
use crate::outcome::EndOutcome;
use crate::prose::numeral;
use crate::prose::passage::{Passage, Reference, Setting};
use crate::prose::sentence::Sentence;
use crate::quantity::{InWords, Quantity, SaidUnit, Spoken, moves_in, words_in};
use crate::rules::context::Context;
use crate::rules::rule::{Check, Rule};
use crate::rules::ties;
use crate::view::Mark;
use crate::vocabulary::Level;

/// The rules of this file.
pub(crate) const RULES: &[&Rule] = &[&QUANTITY_NOT_IN_STATEMENT];

/// The words of a claim's quantity do not stand in its statement.
static QUANTITY_NOT_IN_STATEMENT: Rule = Rule {
    code: &code::QUANTITY_NOT_IN_STATEMENT,
    level: Level::Warning,
    check: Check::Passage(quantity_not_in_statement),
};

fn quantity_not_in_statement(
    context: &Context<'_>,
    passage: &Passage<'_>,
    sentences: &[Sentence<'_>],
    found: &mut Problems,
) {
    let Setting::Statement(claim) = passage.setting else { return };
    let entry = &context.model.claims[claim];
    let stated: Vec<(Stated, &Quantity)> = entry.stated().collect();
    if stated.is_empty() {
        return;
    }
    let statement = &context.views.claim(claim).statement;
    let other = denying(&passage.text, &stated, context.language());
    // "Barely a fraction" names no number; the reading beside the test says which it is taken for.
    let counts = |sentence: &Sentence<'_>| sentence.numbers.iter().any(|it| numeral::counts(passage, sentence, it));
    let names_none = other.is_none() && !sentences.iter().any(counts);
    if names_none && !entry.tests.is_empty() && entry.tests.iter().all(|test| test.reading.is_some()) {
        return;
    }
    for (which, said) in &stated {
        let is_said = statement.marks().any(|mark| mark == Mark::Quantity(claim, *which));
        // A place is that of the order which is spoken of: “in the third quarter the second most”.
        let misplaced = said.unit() == SaidUnit::Place && other.is_some();
        if is_said && !misplaced
            || *which != Stated::Quantity && prints_end(context, passage, claim, *which)
            || says_the_way(context, passage, said)
        {
            continue;
        }
        let id = context.model.claims.id(claim);
        let place = entry.place.clone().then(which.key());
        let problem = if let Some(other) = &other {
            let words = &passage.text[other.span.range()];
            let message =
                format!("the statement of claim `{id}` says “{words}”, and `{}` “{}”", which.key(), said.words);
            QUANTITY_NOT_IN_STATEMENT.problem(place, message).also(passage.place(other.span), "another number")
        } else {
            let message = format!("“{}” does not stand in the statement of claim `{id}`", said.words);
            let statement = entry.place.clone().then("statement").into();
            QUANTITY_NOT_IN_STATEMENT.problem(place, message).also(statement, "the statement")
        };
        found.push(explained(problem, *which));
    }
    found.extend(farther(context, passage, claim));
}

fn explained(problem: Problem, which: Stated) -> Problem {
    let key = which.key();
    problem
        .note(format!("the number in a statement leads to its source only where it is said in the words of `{key}`"))
        .help("use the same words in both")
}

/// Returns the first number in words of a statement that is none of those which the claim says, where it says none of them in
/// words: `a third` beside `rose by a quarter`.
fn denying(text: &str, stated: &[(Stated, &Quantity)], language: Language) -> Option<InWords> {
    let times = language.times_in(text);
    let is_time = |said: &InWords| {
        let end = said.span.end;
        let meets = times.iter().any(|time| time.span.start < end && said.span.start < time.span.end);
        let bases = [Term::PeriodBefore, Term::YearBefore].into_iter().any(|term| {
            // “A quarter earlier” is no fourth part.
            ties::says(&text[said.span.start..], term, language).is_some_and(|span| span.start == 0)
        });
        meets || bases
    };
    let mut said = words_in(text, language).into_iter().filter(|said| !is_time(said)).peekable();
    said.peek()?;
    let said: Vec<InWords> = said.collect();
    let denies = |said: &&InWords| stated.iter().all(|(_, own)| own.is_denied_by(&said.quantity));
    let first = said.iter().find(denies)?.clone();
    let same_unit = |said: &&InWords| said.quantity.unit() == first.quantity.unit();
    said.iter().filter(same_unit).all(|said| denies(&said)).then_some(first)
}

/// Returns the warning that a statement says how far something went, and its quantity only which way.
fn farther(context: &Context<'_>, passage: &Passage<'_>, claim: Key<Claim>) -> Option<Problem> {
    let entry = &context.model.claims[claim];
    let own = entry.quantity.as_ref().filter(|own| own.is_bare())?;
    // Both ends say how far it went.
    if entry.from.is_some() && entry.to.is_some() {
        return None;
    }
    let spoken = Spoken::all_in(&passage.text, context.language());
    let step = spoken.iter().find(|spoken| spoken.direction == own.direction() && spoken.named.is_some())?;
    let words = &passage.text[step.span.range()];
    let message =
        format!("the statement says how far it went, “{words}”, and `quantity` only which way: “{}”", own.words);
    Some(
        QUANTITY_NOT_IN_STATEMENT
            .problem(entry.place.clone().then("quantity"), message)
            .also(passage.place(step.span), "not tested")
            .note("the test holds what stands in the registry, and readers see the sentence")
            .help("say how far in both"),
    )
}

/// Returns whether a statement prints an end of its change by name: `{{ value.from }}`.
fn prints_end(context: &Context<'_>, passage: &Passage<'_>, claim: Key<Claim>, which: Stated) -> bool {
    let readings = &context.evaluation.claim(claim).readings;
    let mut ends = readings.iter().flat_map(|reading| &reading.ends).filter(|end| end.which == which);
    let printed = |end: &EndOutcome| {
        let is_it = |reference: &Reference| matches!(reference, Reference::Figure(of, _) if Some(*of) == end.figure);
        passage.references.iter().any(is_it)
    };
    ends.any(printed)
}

/// Returns whether words that say nothing but which way something went stand in a statement in other words: `rose` of “climbed”.
fn says_the_way(context: &Context<'_>, passage: &Passage<'_>, said: &Quantity) -> bool {
    let moves = || moves_in(&passage.text, context.language());
    said.is_bare() && moves().iter().any(|moved| Some(moved.direction) == said.direction())
}
