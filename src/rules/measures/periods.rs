//! Rules on numbers of unlike stretches of time set beside each other.

use std::ops::Range;

use crate::diagnostic::code::rule as code;
use crate::diagnostic::{Problem, Problems};
use crate::language::Term;
use crate::model::{Calculation, Figure, Key, Operation, TableEntry, TableOf};
use crate::outcome::Span;
use crate::prose::contrast;
use crate::prose::passage::Passage;
use crate::prose::sentence::Sentence;
use crate::rules::context::Context;
use crate::rules::printed::{self, counted, lengths_in};
use crate::rules::rule::{Check, Rule};
use crate::text::Place;
use crate::vocabulary::Level;

/// The rules of this file.
pub(crate) const RULES: &[&Rule] = &[&UNLIKE_PERIODS, &TOTALS_AS_GROWTH];

/// Numbers of unlike stretches of time are set beside each other, and nothing says so.
static UNLIKE_PERIODS: Rule = Rule {
    code: &code::UNLIKE_PERIODS,
    level: Level::Warning,
    check: Check::Several(&[
        Check::Figure(unlike_figure),
        Check::Table(unlike_table),
        Check::Sentence(unlike_sentence),
    ]),
};

fn unlike_figure(context: &Context<'_>, figure: Key<Figure>, found: &mut Problems) {
    let figures = &context.model.figures;
    let entry = &figures[figure];
    let Calculation::Derive(operation) = &entry.calculation else { return };
    let (key, made_from) = match operation {
        Operation::Difference(a, b) => ("difference", vec![*a, *b]),
        Operation::Ratio(a, b) => ("ratio", vec![*a, *b]),
        Operation::Index(a, b) => ("index", vec![*a, *b]),
        Operation::Change { from, to } => ("change", vec![*from, *to]),
        Operation::Points { from, to } => ("points", vec![*from, *to]),
        Operation::Share { part, whole } => ("share", vec![*part, *whole]),
        // Months that follow each other add up to a stretch that is known.
        Operation::Total(parts) if context.evaluation.figure(figure).is_none_or(|outcome| outcome.span.is_none()) => {
            ("total", parts.clone())
        }
        _ => return,
    };
    let Some((one, other)) = unlike(context, &made_from) else { return };
    // A month of its year; and what is left of the year without it.
    let is_part = match operation {
        Operation::Share { .. } => lies_within(one.1, other.1),
        Operation::Difference(..) => other.1.first.is_some() && lies_within(other.1, one.1),
        _ => false,
    };
    let said = entry.label.as_ref().is_some_and(|label| lengths_in(label, context.language()) > 1);
    if is_part || said || key == "total" && entry.period.is_some() {
        return;
    }
    let message = format!("figure `{}` sets {} beside {}", figures.id(figure), one.1.words(), other.1.words());
    let place = entry.place.clone();
    found.push(
        unlike_problem(place.then(key).into(), message)
            .also(figures[one.0].place.clone().into(), one.1.words())
            .also(figures[other.0].place.clone().into(), other.1.words())
            .help("take numbers of equal stretches, or name both lengths in the `label`"),
    );
}

fn unlike_table(context: &Context<'_>, table: Key<TableEntry>, found: &mut Problems) {
    let entry = &context.model.tables[table];
    let TableOf::Figures(figures) = &entry.of else { return };
    let Some((one, other)) = unlike(context, figures) else { return };
    let times = |text: &str| lengths_in(text, context.language());
    let label = |figure: Key<Figure>| context.model.figures[figure].label.as_deref().unwrap_or_default();
    if times(label(one.0)) > 0 && times(label(other.0)) > 0 || times(&entry.caption.plain_words()) > 1 {
        return;
    }
    let word = if entry.chart.is_some() { "chart" } else { "table" };
    let message =
        format!("{word} `{}` shows {} beside {}", context.model.tables.id(table), one.1.words(), other.1.words());
    found.push(
        unlike_problem(entry.place.clone().then("figures").into(), message)
            .help("say in the `label` of each figure of which time it is, or show numbers of equal stretches"),
    );
}

fn unlike_sentence(context: &Context<'_>, passage: &Passage<'_>, sentence: &Sentence<'_>, found: &mut Problems) {
    if passage.references.len() < 2 {
        return;
    }
    let drawn = printed::growth(sentence).or_else(|| comparison(sentence));
    let Some(words) = drawn.clone().or_else(|| sentence.said(Term::Than).next()) else { return };
    let told = printed::told(context, passage, sentence);
    let pairs = || told.iter().enumerate().flat_map(|(at, one)| told[..at].iter().map(move |before| (before, one)));
    let unlike = pairs().find(|(before, one)| before.measure == one.measure && !before.span.alike(&one.span));
    let Some((before, one)) = unlike else { return };
    let text = &passage.text[sentence.span.range()];
    // To name both lengths makes no change of what is no change; a part of its whole, and numbers of which two are alike,
    // may be told with a word of growth.
    let both = lengths_in(text, context.language()) > 1;
    let is_drawn = drawn.is_some_and(|drawn| !sentence.said(Term::Beside).any(|beside| beside == drawn))
        && !lies_within(before.span, one.span)
        && !lies_within(one.span, before.span)
        && !pairs().any(|(before, one)| before.measure == one.measure && before.span.alike(&one.span));
    if both && !is_drawn || sentence.has(Term::Together) || contrast::sets_apart(sentence) || contrast::asks(sentence) {
        return;
    }
    let message = format!("{} is compared with {}", before.span.words(), one.span.words());
    found.push(
        unlike_problem(passage.place(sentence.span_of(&words)), message)
            .help("compare numbers of equal stretches, or set the two side by side without a word of change and name both lengths"),
    );
}

/// Returns the words by which a sentence says how one time went beside another: `a calmer month than`.
fn comparison(sentence: &Sentence<'_>) -> Option<Range<usize>> {
    /// So many words may stand between the two.
    const NEAR: usize = 3;
    let than = |range: &Range<usize>| {
        let near = |than: Range<usize>| range.end <= than.start && than.start <= range.end + NEAR;
        range.len() > 1 || sentence.said(Term::Than).any(near)
    };
    sentence.said(Term::Comparison).find(than)
}

fn unlike_problem(place: Place, message: String) -> Problem {
    UNLIKE_PERIODS
        .problem(place, message)
        .note("a longer stretch holds more whatever happened, so one number says nothing about the other")
}

/// A figure with the time it speaks of.
type Timed = (Key<Figure>, Span);

/// Returns the first two figures of one measure whose stretches of time are unlike.
fn unlike(context: &Context<'_>, figures: &[Key<Figure>]) -> Option<(Timed, Timed)> {
    let known: Vec<_> = figures.iter().filter_map(|figure| Some((*figure, counted(context, *figure)?))).collect();
    known.iter().enumerate().find_map(|(at, (other, (measure, span)))| {
        let one = known[..at].iter().find(|(_, (before, known))| before == measure && !known.alike(span));
        one.map(|(one, (_, known))| ((*one, *known), (*other, *span)))
    })
}

fn lies_within(part: Span, whole: Span) -> bool {
    part.last <= whole.last && part.first.is_some_and(|first| whole.first.is_none_or(|start| start <= first))
}

/// A running total is told as if it had grown.
static TOTALS_AS_GROWTH: Rule = Rule {
    code: &code::TOTALS_AS_GROWTH,
    level: Level::Error,
    check: Check::Several(&[Check::Figure(growth_figure), Check::Sentence(growth_sentence)]),
};

fn growth_figure(context: &Context<'_>, figure: Key<Figure>, found: &mut Problems) {
    let figures = &context.model.figures;
    let entry = &figures[figure];
    let Calculation::Derive(operation) = &entry.calculation else { return };
    let (key, one, other) = match operation {
        // What was added between two days is a number of its own, where its author says of which stretch.
        Operation::Difference(a, b) if entry.period.is_none() => ("difference", *a, *b),
        Operation::Ratio(a, b) => ("ratio", *a, *b),
        Operation::Index(a, b) => ("index", *a, *b),
        Operation::Change { from, to } => ("change", *from, *to),
        _ => return,
    };
    let total = |figure| counted(context, figure).filter(|(_, span)| span.is_cumulative());
    let (Some(first), Some(second)) = (total(one), total(other)) else { return };
    if first.0 == second.0 {
        let message = format!("figure `{}` makes growth of two running totals", figures.id(figure));
        found.push(
            growth_problem(entry.place.clone().then(key).into(), message)
                .also(figures[one].place.clone().into(), "a total up to a day")
                .also(figures[other].place.clone().into(), "a total up to a day"),
        );
    }
}

fn growth_sentence(context: &Context<'_>, passage: &Passage<'_>, sentence: &Sentence<'_>, found: &mut Problems) {
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
        let message =
            format!("a running total of `{}` is presented as growth", context.model.measures.id(first.measure));
        found.push(growth_problem(passage.place(sentence.span_of(&words)), message));
    }
}

fn growth_problem(place: Place, message: String) -> Problem {
    TOTALS_AS_GROWTH
        .problem(place, message)
        .note("a total up to a day can only become more, whether the work grew or shrank")
        .help("compare what was added in equal stretches of time, and give that number its own `period`")
}
