//! A running total is told as if it had grown.
#![doc = include_str!("../pages/totals-as-growth.md")]

use crate::diagnostic::code::rule as code;
use crate::diagnostic::{Problem, Problems};
use crate::language::Term;
use crate::model::{Calculation, Figure, Key, Operation};
use crate::prose::contrast;
use crate::prose::passage::Passage;
use crate::prose::sentence::Sentence;
use crate::rules::context::Context;
use crate::rules::printed::{self, counted};
use crate::rules::rule::{Check, Rule};
use crate::text::Place;
use crate::vocabulary::Level;

pub(crate) static RULE: Rule = Rule {
    code: &code::TOTALS_AS_GROWTH,
    level: Level::Error,
    check: Check::Several(&[Check::Figure(check_figure), Check::Sentence(check_sentence)]),
};

fn check_figure(context: &Context<'_>, figure: Key<Figure>, found: &mut Problems) {
    let figures = &context.model.figures;
    let entry = &figures[figure];
    let Calculation::Derive(operation) = &entry.calculation else { return };
    let (key, one, other) = match operation {
        // What was added between two days is a number of its own, where its author says of which stretch.
        Operation::Difference(a, b) if entry.period.is_none() => ("difference", *a, *b),
        Operation::Ratio(a, b) => ("ratio", *a, *b),
        Operation::Change { from, to } => ("change", *from, *to),
        _ => return,
    };
    let total = |figure| counted(context, figure).filter(|(_, span)| span.is_cumulative());
    let (Some(first), Some(second)) = (total(one), total(other)) else { return };
    if first.0 == second.0 {
        let message = format!("figure `{}` makes growth of two running totals", figures.id(figure));
        found.push(
            problem(entry.place.clone().then(key).into(), message)
                .also(figures[one].place.clone().into(), "a total up to a day")
                .also(figures[other].place.clone().into(), "a total up to a day"),
        );
    }
}

fn check_sentence(context: &Context<'_>, passage: &Passage, sentence: &Sentence<'_>, found: &mut Problems) {
    if passage.references.is_empty() {
        return;
    }
    let Some(words) = printed::growth(sentence) else { return };
    if contrast::sets_apart(sentence) || contrast::asks(sentence) {
        return;
    }
    let told = printed::told(context, passage, sentence);
    let mut totals = told.iter().filter(|told| told.span.is_cumulative());
    let Some(first) = totals.next() else { return };
    let second = totals.find(|total| total.measure == first.measure && total.reference != first.reference);
    let said = passage.claim().is_some_and(|claim| context.model.claims[claim].said.is_some());
    let attributed = said || sentence.has(Term::Attribution);
    let alone = told.iter().all(|told| told.span.is_cumulative());
    if second.is_some() || alone && !attributed {
        let message = format!("a running total of `{}` is told as growth", context.model.measures.id(first.measure));
        found.push(problem(passage.place(sentence.span_of(&words)), message));
    }
}

fn problem(place: Place, message: String) -> Problem {
    RULE.problem(place, message)
        .note("a total up to a day can only become more, whether the work grew or shrank")
        .help("compare what was added in equal stretches of time, and give that number its own `period`")
}
