//! The rule on directions and comparisons that no test holds: “fell to 310”, “fewer than in 2023”, tested by one number.

use crate::diagnostic::code::rule as code;
use crate::diagnostic::{Problem, Problems};
use crate::language::{Language, Term};
use crate::model::{Aggregate, Calculation, Claim, Key, Measure, Operation, Test, Unit};
use crate::outcome::{ReadingOutcome, Sign, Value};
use crate::prose::passage::PRINTED;
use crate::quantity::moves_in;
use crate::rules::context::Context;
use crate::rules::rule::{Check, Rule};
use crate::rules::ties::{self, Compared, Does, Part, Text};
use crate::text::{Span, pieces};
use crate::vocabulary::{Counts, Level};

/// The rules of this file.
pub(crate) const RULES: &[&Rule] = &[&DIRECTION_WITHOUT_TEST];

/// A statement says that something rose or fell, or is more or less than something else, and its test is one number.
static DIRECTION_WITHOUT_TEST: Rule =
    Rule { code: &code::DIRECTION_WITHOUT_TEST, level: Level::Warning, check: Check::Claim(check) };

fn check(context: &Context<'_>, claim: Key<Claim>, found: &mut Problems) {
    let entry = &context.model.claims[claim];
    let moves = entry.quantity.as_ref().is_some_and(|quantity| quantity.change().is_some());
    if entry.tests.is_empty() || moves || entry.from.is_some() || entry.to.is_some() {
        return;
    }
    let readings = &context.evaluation.claim(claim).readings;
    let tests = entry.tests.iter().zip(context.ties().tests(claim)).zip(readings);
    if !tests.into_iter().all(|((test, parts), reading)| is_level(context, test, parts, reading)) {
        return;
    }
    let language = context.language();
    let text = context.ties().statement(claim);
    if ties::is_open(text, language) {
        return;
    }
    let said = moved(context, claim, text).or_else(|| compared(context, claim, text));
    found.extend(said.and_then(|span| problem(context, claim, span)));
}

/// Returns whether a test gives how much there is at one time, and holds it against nothing.
fn is_level(context: &Context<'_>, test: &Test, parts: &[Part<'_>], reading: &ReadingOutcome) -> bool {
    let Some(outcome) = reading.outcome.as_ref().filter(|_| reading.holds != Some(false)) else { return false };
    let Value::Number(number) = outcome.value else { return false };
    let calculation = test.calculation(&context.model.figures);
    let counted = match outcome.unit {
        Unit::Of(measure) => !tells_change(&context.model.measures[measure], context.language()),
        Unit::Percent => matches!(calculation, Calculation::Derive(Operation::Share { .. } | Operation::Rate(_))),
        _ => false,
    };
    counted
        && test.trend.is_none()
        && outcome.sign == Sign::Level
        && !number.is_negative()
        && is_of_levels(context, calculation)
        && of_one_time(parts)
}

/// Returns whether a calculation is made of amounts and holds none against another of another kind or time.
fn is_of_levels(context: &Context<'_>, calculation: &Calculation) -> bool {
    let figures = &context.model.figures;
    match calculation {
        Calculation::Select(selection) => {
            selection.by.is_none() && !matches!(selection.aggregate, Aggregate::Min(_) | Aggregate::Max(_))
        }
        Calculation::Derive(operation) => {
            let plain = matches!(
                operation,
                Operation::Share { .. } | Operation::Rate(_) | Operation::Real(_) | Operation::Total(_)
            );
            plain && operation.parts().iter().all(|part| is_of_levels(context, &figures[*part].calculation))
        }
        Calculation::Quote(_) => false,
    }
}

/// Returns whether no part is held against one of another time.
fn of_one_time(parts: &[Part<'_>]) -> bool {
    let of = |does: Does| parts.iter().filter(move |part| part.does == does).filter_map(Part::days);
    let mains: Vec<_> = of(Does::Main).collect();
    of(Does::Base).all(|base| mains.contains(&base))
}

/// Returns whether what is measured is itself a change, of which a number says which way it went.
fn tells_change(measure: &Measure, language: Language) -> bool {
    let texts = [Some(&measure.label), measure.unit.as_ref(), measure.definition.as_ref()];
    let mut texts = texts.into_iter().flatten().chain(&measure.aliases);
    let kinds = [Term::Growth, Term::YearBefore, Term::PeriodBefore, Term::Comparison];
    matches!(measure.counts, Counts::Change | Counts::Other(_))
        || measure.signs.is_some()
        || texts.any(|text| kinds.iter().any(|term| ties::says(text, *term, language).is_some()))
}

/// Returns where a statement says that what it measures went one way: “thefts fell”, “fell to 310”, “a fall on the year before”.
fn moved(context: &Context<'_>, claim: Key<Claim>, text: &Text<'_>) -> Option<Span> {
    let language = context.language();
    let entry = &context.model.claims[claim];
    let measures = context.views.measure_of(claim).into_iter().chain(entry.measure);
    let names: Vec<String> = measures
        .map(|measure| &context.model.measures[measure])
        .flat_map(|measure| std::iter::once(&measure.label).chain(&measure.aliases))
        .flat_map(|name| name.split_whitespace().map(str::to_lowercase).collect::<Vec<_>>())
        .filter(|word| word.chars().count() > 3)
        .collect();
    let is_name = |word: &str| names.iter().any(|name| word.starts_with(name.as_str()));
    let own = entry.quantity.as_ref().map(|quantity| quantity.words.to_lowercase());
    let tells = |span: &Span| {
        // “Falls at home” are no fall.
        if is_name(&text.words[span.range()].to_lowercase()) {
            return false;
        }
        let clause = ties::clause_of(text, *span, language);
        let before = text.words[clause.start..span.start].to_lowercase();
        let is_own = |text: &str| text.contains(PRINTED) || own.as_ref().is_some_and(|own| text.contains(own.as_str()));
        // “1,300 millimetres of rain fell” tells how much fell, not what it fell to.
        if !is_own(&before) && pieces(&before).iter().any(|piece| is_name(&piece.lower)) {
            return true;
        }
        let behind = &text.words[span.end..clause.end];
        let based = [Term::YearBefore, Term::PeriodBefore]
            .into_iter()
            .any(|term| ties::says(behind, term, language).is_some_and(|base| behind[..base.start].trim().is_empty()));
        let whole = text.words[clause.range()].to_lowercase();
        based
            || ends_at(&whole, language)
                .any(|end| end.starts_with(PRINTED) || own.as_ref().is_some_and(|own| end.starts_with(own.as_str())))
    };
    moves_in(&text.words, language).into_iter().map(|moved| moved.span).find(tells)
}

/// Returns what stands in a clause in lower case behind each word that may lead to where a change ended: `to 310`.
fn ends_at(clause: &str, language: Language) -> impl Iterator<Item = &str> {
    let words = language.vocabulary().quantities.to.iter();
    words.flat_map(move |to| {
        let leads = move |(at, _): &(usize, &str)| {
            let is_word = |c: Option<char>| !c.is_some_and(char::is_alphanumeric);
            is_word(clause[..*at].chars().next_back()) && is_word(clause[at + to.len()..].chars().next())
        };
        clause.match_indices(to.as_str()).filter(leads).map(move |(at, _)| clause[at + to.len()..].trim_start())
    })
}

/// Returns where a statement holds its number against a time, or against another label of the data.
fn compared(context: &Context<'_>, claim: Key<Claim>, text: &Text<'_>) -> Option<Span> {
    let language = context.language();
    let parts = || context.ties().tests(claim).iter().flatten();
    // A part is held against its whole, which the statement may name.
    let is_share = parts().any(|part| part.does == Does::Base);
    let with_label = |one: &Compared| {
        !is_share
            && parts().any(|part| {
                let labels = context.ties().labels(context.model, part.selection.of);
                one.is_with_label(text, labels, language)
            })
    };
    let held = |one: &Compared| one.is_with_time(text, language) || with_label(one);
    ties::comparisons(text, language).into_iter().find(held).map(|one| Span::new(one.span.start, one.base.end))
}

fn problem(context: &Context<'_>, claim: Key<Claim>, span: Span) -> Option<Problem> {
    let words = context.ties().statement(claim).words[span.range()].trim_end();
    let first = context.model.claims[claim].tests.first()?;
    let span = Span::new(span.start, span.start + words.len());
    let message = format!("the statement says “{words}”, and no test holds the number against another");
    Some(
        DIRECTION_WITHOUT_TEST
            .problem(context.prose.in_statement(claim, span), message)
            .also(first.place.clone().into(), "tests one number")
            .note("that a number is right does not make it more or less than another")
            .help("test the change (`change`, `difference`, `ratio`), with where it ended under `to`; or leave it out of the statement"),
    )
}
