//! The two sides of a comparison, against those of a test: “Spain had 47 more than Germany”, where the test takes Germany's number
//! against Spain's.

use crate::diagnostic::Problem;
use crate::language::Lexicon;
use crate::model::{Calculation, Claim, Key, Operation, Test};
use crate::number::Number;
use crate::outcome::{ReadingOutcome, Value};
use crate::rules::context::Context;
use crate::rules::rule::Rule;
use crate::rules::ties::{self, Does, Part, labels_of, names};
use crate::text::Span;

/// Returns the error that the label behind `than` is that of the number which a test holds against the other.
pub(super) fn swapped(
    context: &Context<'_>,
    claim: Key<Claim>,
    (test, parts, reading): (&Test, &[Part<'_>], &ReadingOutcome),
    rule: &'static Rule,
) -> Option<Problem> {
    let one = |does: Does| {
        let mut parts = parts.iter().filter(|part| part.does == does);
        parts.next().filter(|_| parts.next().is_none())
    };
    let (main, base) = (one(Does::Main)?, one(Does::Base)?);
    if main.selection.of != base.selection.of || reading.holds == Some(false) {
        return None;
    }
    let Value::Number(number) = reading.outcome.as_ref()?.value else { return None };
    let table = &context.model.datasets[main.selection.of].table;
    let only = |part: &Part<'_>, column: usize| match labels_of(table, column, &part.rows)[..] {
        [label] => Some(label.to_owned()),
        _ => None,
    };
    let labels = context.ties().labels(context.model, main.selection.of);
    let (statement, language) = (context.ties().statement(claim), context.language());
    let named = names(&statement.words, labels, Lexicon::of(language));
    let (own, other) = (0..table.columns.len()).filter(|column| labels.has_column(*column)).find_map(|column| {
        let (own, other) = (only(main, column)?, only(base, column)?);
        (own != other).then_some((own, other))
    })?;
    let compared = ties::comparisons(statement, language).into_iter().find(|one| {
        let behind = |label: &str| {
            named.iter().any(|at| at.words == label && at.span.start >= one.base.start && at.span.end <= one.base.end)
        };
        let before = |label: &str| named.iter().any(|at| at.words == label && at.span.end <= one.base.start);
        behind(&own) && !behind(&other) && before(&other)
    })?;
    // “47 fewer than Germany” is as far from it as “47 more than Spain”.
    let by_step = matches!(
        test.calculation(&context.model.figures),
        Calculation::Derive(Operation::Difference(..) | Operation::Points { .. })
    );
    if by_step && compared.greater.is_some_and(|greater| greater != (number > Number::ZERO)) {
        return None;
    }
    let span = Span::new(compared.span.start, compared.base.end);
    let words = statement.words[span.range()].trim_end();
    let span = Span::new(span.start, span.start + words.len());
    let message = format!("the statement says “{words}”, and the test holds {own} against {other}");
    Some(
        rule.problem(context.prose.in_statement(claim, span), message)
            .also(test.place.clone().into(), format!("{own} against {other}"))
            .note(
                "what stands behind “than” is what the other is held against; the other way round it is another number",
            )
            .help(format!("take the number of {other}, `against` that of {own}, or correct the sentence")),
    )
}
